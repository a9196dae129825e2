"""The term lists of place names' surroundings: kinds of place, cues beside a name, words that are no place alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from ..termfile import LEXICON, read_terms


@dataclass(frozen=True, slots=True)
class PlaceType:
    """What a word beside a name makes of it: "province" a region, "airport" a site."""

    level: str
    precision: int


@dataclass(frozen=True, slots=True, eq=False)
class PlaceTerms:
    """All lists, keyed by the lower-case word or phrase."""

    types: Mapping[str, PlaceType]
    cues: Mapping[str, frozenset[str]]
    stop: frozenset[str]
    abbreviations: Mapping[str, tuple[str, str]]
    """ "Ky." to the division's name and its country's code."""

    @property
    def common(self) -> frozenset[str]:
        """Return the words that end a run of unknown names: kinds of place and words that are no place."""
        return _common(self)

    def cue(self, phrase: str, kind: str) -> bool:
        """Tell whether the phrase is a cue of the kind."""
        return kind in self.cues.get(phrase, frozenset())


@cache
def _common(terms: PlaceTerms) -> frozenset[str]:
    return frozenset(terms.types) | terms.stop


_LEVELS = frozenset(["admin1", "admin2", "region", "countryside", "place", "part", "site", "area", "near"])
_CUES = frozenset(["where", "weak", "near", "direction", "title", "speech", "compound", "seat", "undergo"])


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in cell.split(";") if word.strip())


@cache
def place_terms() -> PlaceTerms:
    """Read the lists; raises LexiconError for a row that cannot be read."""
    types: dict[str, PlaceType] = {}
    allowed = {"level": _LEVELS, "precision": frozenset("123")}
    for words, level, precision in read_terms(LEXICON / "place_types.csv", ("words", "level", "precision"), allowed):
        for word in _words(words):
            types.setdefault(word, PlaceType(level, int(precision)))
    cues: dict[str, set[str]] = {}
    for words, cue in read_terms(LEXICON / "place_cues.csv", ("words", "cue"), {"cue": _CUES}):
        for word in _words(words):
            cues.setdefault(word, set()).add(cue)
    stop = {word for (words,) in read_terms(LEXICON / "place_stop.csv", ("words",)) for word in _words(words)}
    short: dict[str, tuple[str, str]] = {}
    for words, name, code in read_terms(LEXICON / "place_abbreviations.csv", ("words", "name", "country_code")):
        for word in _words(words):
            short[word] = (name, code)
    return PlaceTerms(types, {word: frozenset(kinds) for word, kinds in cues.items()}, frozenset(stop), short)
