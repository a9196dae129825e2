"""The noun of a headline, as exact as the words of its reports allow: "Drone strike" where ACLED's type has two things.

A type joins what its coders need not tell apart ("Air/drone strike"). Where all reports of an event that name a weapon
name the same, its headline does too; where they differ, or none names one, the headline keeps the type's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ..errors import LexiconError, Problem
from ..model import Event, Report, SubEventType
from ..termfile import rows

NOUNS_CSV = Path(__file__).with_name("headline_nouns.csv")
COLUMNS = ("type", "noun", "plural", "scope", "words", "several")
SCOPES = {"": "", "general": "said of all that are kinds of it", "kind": "a kind of the general one"}
_SIGNS = {"*": r"\w*", "-": "[- ]?", " ... ": r" (?:\w+ ){0,3}", "(s)": "s?"}
_SIGN = re.compile("|".join(re.escape(sign) for sign in _SIGNS))
_WORDS = re.compile(r"[\w*' -]+(?:\(s\))?(?: (?:\.\.\. )?[\w*' -]+(?:\(s\))?)*")


@dataclass(frozen=True, slots=True)
class Noun:
    """What one kind of deed is called, and the words that speak of it."""

    said: str
    words: re.Pattern[str]
    plural: str = ""
    """Where the words speak of several."""
    several: re.Pattern[str] | None = None
    general: bool = False
    """It may be said of all that are kinds of it, where reports name different ones."""
    kind_of_it: bool = False


@cache
def nouns() -> Mapping[SubEventType, tuple[Noun, ...]]:
    """Return the nouns of headline_nouns.csv by type."""
    return read_nouns(NOUNS_CSV)


def read_nouns(path: Path) -> Mapping[SubEventType, tuple[Noun, ...]]:
    """Return the nouns of a list by type, in its order.

    The more special words come first: what they match is not looked at again, so that a car bomb is not a bomb too.
    In words, which ";" parts, "*" stands for further letters or a whole word, "-" for a hyphen, a blank or nothing,
    " ... " for up to three words, "(s)" for an s or none. Raises LexiconError naming file, line and remedy.
    """
    problems: list[Problem] = []
    types = {kind.value: kind for kind in SubEventType}
    found: dict[SubEventType, list[Noun]] = {}
    seen: set[tuple[str, str]] = set()
    for line, row in rows(path, COLUMNS, problems):
        faults = tuple(_faults(row, types, seen))
        problems += [Problem(fault, remedy, path, line) for fault, remedy in faults]
        seen.add((row["type"], row["noun"]))
        if not faults:
            several = _pattern(row["several"]) if row["several"] else None
            general, kind = (row["scope"] == scope for scope in ("general", "kind"))
            noun = Noun(row["noun"], _pattern(row["words"]), row["plural"], several, general, kind)
            found.setdefault(types[row["type"]], []).append(noun)
    if problems:
        raise LexiconError(problems)
    return {kind: tuple(of_kind) for kind, of_kind in found.items()}


def _faults(row: Mapping[str, str], types: Iterable[str], seen: set[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    if row["type"] not in types:
        yield f"type is {row['type']!r}", f"use one of ACLED's: {', '.join(types)}"
    if not row["noun"]:
        yield "the column noun is empty", "write what the headline says, or remove the row"
    if (row["type"], row["noun"]) in seen:
        yield f"{row['noun']} stands twice under its type", "put the words of both rows into one"
    if row["scope"] not in SCOPES:
        yield f"scope is {row['scope']!r}", "use general or kind, or leave it empty"
    if bool(row["plural"]) != bool(row["several"]):
        yield "plural and several go together", "fill both or neither"
    for words in _parts(row["words"]) or [""]:
        if not _WORDS.fullmatch(words):
            yield f"words has {words!r}", 'write words parted by ";", with the signs * - (s) and ... between words'


def _parts(words: str) -> list[str]:
    return [part.strip() for part in words.split(";") if part.strip()]


def _pattern(words: str) -> re.Pattern[str]:
    parts = (_SIGN.sub(lambda sign: _SIGNS[sign[0]], part) for part in _parts(words))
    return re.compile(rf"\b(?:{'|'.join(parts)})\b", re.IGNORECASE)


def noun_of(event: Event) -> str:
    """Return the message that names what was done, where the reports' words agree on one; else an empty text."""
    known = nouns().get(event.sub_event_type, ())
    told = (report for candidate in event.candidates for report in candidate.reports) if known else iter(())
    same = [report for report in told if report.sub_event_type is event.sub_event_type]
    found = {noun.said: noun for report in same for noun in _named(report, known)}
    general = [noun for noun in found.values() if noun.general]
    if len(found) != 1 and not (general and all(noun.general or noun.kind_of_it for noun in found.values())):
        return ""
    noun = general[0] if general else next(iter(found.values()))
    several = noun.several
    return noun.plural if several is not None and any(several.search(report.quote) for report in same) else noun.said


def _named(report: Report, known: Iterable[Noun]) -> tuple[Noun, ...]:
    """Return what the words of the deed itself name, or else those around it in the sentence."""
    start = report.span.start
    trigger = report.quote[max(0, report.trigger.start - start) : max(0, report.trigger.end - start)]
    return tuple(_matched(trigger, known)) or tuple(_matched(report.quote, known))


def _matched(text: str, known: Iterable[Noun]) -> Iterator[Noun]:
    for noun in known:
        text, count = noun.words.subn(" ", text)
        if count:
            yield noun
