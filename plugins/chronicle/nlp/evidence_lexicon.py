"""The phrases of web pages that are no part of an article, read from furniture_phrases.csv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ..termfile import LEXICON, read_terms

PHRASES_CSV = LEXICON / "furniture_phrases.csv"
KICKERS_CSV = LEXICON / "furniture_kickers.csv"


class Effect(StrEnum):
    """What a phrase of page furniture does to the lines."""

    DROP = "drop"
    """This line is no evidence."""
    RUN = "run"
    """Nor are the headline-like lines that follow it."""
    TAIL = "tail"
    """Nor is anything after it."""


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases, each compiled into one expression an effect."""

    patterns: tuple[tuple[Effect, re.Pattern[str]], ...]

    def effect(self, line: str) -> Effect | None:
        """Return what the line's phrase does, None for a line without one."""
        plain = " ".join(line.casefold().replace("’", "'").split()).strip(" |·•:>»›→↑#*-–—")
        for effect, pattern in self.patterns:
            if pattern.search(plain):
                return effect
        return None


def _pattern(rows: list[tuple[str, str]]) -> re.Pattern[str]:
    parts: list[str] = []
    for phrase, match in rows:
        words = re.escape(phrase.strip(" :"))
        if match == "line":
            parts.append(rf"^{words}$")
        elif match == "end":
            parts.append(rf"\b{words}[.!]*$" if phrase[0].isalnum() else rf"{words}[.!]*$")
        elif phrase.endswith(":"):
            parts.append(rf"^{words}(?: ?:|$)")
        else:
            parts.append(rf"^{words}(?!\w)")
    return re.compile("|".join(parts))


@cache
def phrases() -> Phrases:
    """Return the project's own phrases, read once.

    Raises LexiconError for a row that cannot be read.
    """
    allowed = {"match": frozenset({"line", "start", "end"}), "effect": frozenset(Effect)}
    rows = read_terms(PHRASES_CSV, ("phrase", "match", "effect", "note"), allowed)
    return Phrases(
        tuple(
            (effect, _pattern([(phrase, match) for phrase, match, does, _ in rows if does == effect]))
            for effect in (Effect.TAIL, Effect.RUN, Effect.DROP)
        )
    )


@cache
def kickers() -> frozenset[str]:
    """Return the words that open a line as a town does in a dateline ("BREAKING: ...") and are none."""
    return frozenset(word.casefold() for word, _ in read_terms(KICKERS_CSV, ("word", "note")))
