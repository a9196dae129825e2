"""How alike two texts or two names are: shared words, shared runs of words, shared consonants."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import cache, lru_cache
from pathlib import Path

from ..gazetteer_names import fold, variant
from ..model import Place
from ..termfile import read_terms

SHINGLE = 5
"""Words in a row that two texts share only if one was copied from the other (Broder 1997 used 4 to 10)."""
COPIED = 0.5
"""Share of the shorter text's shingles, from which the two are one text edited."""
COMMON_CSV = Path(__file__).parent / "common_words.csv"
TELLING = 4
"""Shingles from which likeness tells: "Nine dead in Goma blast" is written by two papers that never met."""
_OPENERS = (".", "!", "?", ":", "|", "")
"""What stands before a sentence's first word, which is a capital in any case."""
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Return the text folded; words and place names come again and again."""
    return fold(text)


@cache
def common_words() -> frozenset[str]:
    """Return the words that any report of a war may hold, read once from common_words.csv.

    Raises LexiconError for a row that cannot be read.
    """
    return frozenset(word for (word,) in read_terms(COMMON_CSV, ("word",)))


def content_words(text: str) -> frozenset[str]:
    """Return the words that tell one happening from another: names, numbers, rarer nouns; folded."""
    common = common_words()
    found = map(folded, set(_WORD.findall(text)))
    return frozenset(word for word in found if (len(word) > 2 or word.isdigit()) and word not in common)


def name_words(text: str) -> frozenset[str]:
    """Return the words written like names within a sentence: who died, which school, which road; folded."""
    common = common_words()
    found: set[str] = set()
    for word in _WORD.finditer(text):
        start = word.start()
        if start == 0 or not text[start].isupper():
            continue
        if text[max(0, start - 3) : start].rstrip(" \n\"“'‘(")[-1:] not in _OPENERS:
            found.update(folded(word[0]).split())
    return frozenset(word for word in found if len(word) > 2 and not word.isdigit() and word not in common)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the smaller set's words that stand in the other too, damped for very small sets."""
    if not one or not other:
        return 0.0
    return len(one & other) / (min(len(one), len(other)) + 2)


def words(text: str) -> list[str]:
    """Return the text's words, folded."""
    return [word.casefold() for word in _WORD.findall(text)]


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """Return the text's runs of five words, folded; a shorter text is one run."""
    return runs(words(text))


def runs(found: Sequence[str]) -> frozenset[tuple[str, ...]]:
    """Return the runs of five of a text's words; fewer words are one run."""
    if len(found) < SHINGLE:
        return frozenset({tuple(found)}) if found else frozenset()
    return frozenset(tuple(found[i : i + SHINGLE]) for i in range(len(found) - SHINGLE + 1))


def copied(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> bool:
    """Tell whether one text was copied from the other, by their shingles; too few of them tell nothing."""
    return min(len(one), len(other)) >= TELLING and containment(one, other) >= COPIED


def containment(one: frozenset[tuple[str, ...]], other: frozenset[tuple[str, ...]]) -> float:
    """Return the share of the smaller text's shingles that the other text has too."""
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))


@lru_cache(maxsize=1 << 16)
def name_key(name: str) -> str:
    """Return what the spellings of one name share; a short name's plain form."""
    plain = fold(name)
    return variant(plain) or plain


def same_name(one: Place, other: Place) -> bool:
    """Tell whether two places bear one name, allowing for transliteration ("Kafr Nabl", "Kafranbel")."""
    ours = {name_key(name) for name in (one.name, *one.names)} - {""}
    theirs = {name_key(name) for name in (other.name, *other.names)} - {""}
    if ours & theirs:
        return True
    return _alike(name_key(one.name), name_key(other.name))


def _alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < 6 or one[0] != other[0]:
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.88


def same_consonants(one: Place, other: Place) -> bool:
    """Tell whether two names differ only in the vowels after the first letter, as transliterations do."""
    ours = {_skeleton(name) for name in (one.name, *one.names)} - {""}
    return _skeleton(other.name) in ours


def _skeleton(name: str) -> str:
    """Return the first letter and the consonants; empty where they are too few to tell one name from others."""
    key = name_key(name).replace(" ", "")
    bare = re.sub(r"[aeiouy]", "", key[1:])
    return key[0] + bare if len(bare) >= 2 else ""
