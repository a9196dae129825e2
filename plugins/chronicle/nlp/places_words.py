"""Words that are at home in few countries, as what tells where a text is: "hartal supporters torched an office"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from ..errors import LexiconError, Problem
from ..termfile import LEXICON, read_terms
from .places_spans import Word

LIST = LEXICON / "home_words.csv"
_CODE = re.compile(r"[A-Z]{2}")
Term = tuple[str, ...]


def at_home(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    """Yield of each such word that the text has, once, the countries (ISO 3166-1 alpha-2) where it is at home."""
    known = home_words()
    lower = [word.text.lower() for word in words]
    found = (
        codes
        for at, word in enumerate(lower)
        for term, codes in known.get(word, ())
        if tuple(lower[at : at + len(term)]) == term
    )
    yield from dict.fromkeys(found)  # "lakh" and "crore" say the same


@cache
def home_words(path: Path = LIST) -> Mapping[str, tuple[tuple[Term, tuple[str, ...]], ...]]:
    """Read the list: by a term's first word the terms, with their countries.

    Raises LexiconError for a row that cannot be read, as one without a country.
    """
    table: defaultdict[str, list[tuple[Term, tuple[str, ...]]]] = defaultdict(list)
    for words, codes in read_terms(path, ("words", "country_codes")):
        for term in _terms(words):
            table[term[0]].append((term, _codes(codes, words, path)))
    return {first: tuple(terms) for first, terms in table.items()}


def _terms(words: str) -> Iterable[Term]:
    """Return the terms as the words of a text are parted: at blanks and hyphens."""
    return (tuple(term.lower().replace("-", " ").split()) for term in words.split(";") if term.strip())


def _codes(codes: str, words: str, path: Path) -> tuple[str, ...]:
    found = tuple(codes.split())
    if not found or not all(_CODE.fullmatch(code) for code in found):
        remedy = "give ISO codes parted by blanks, as BD IN"
        raise LexiconError([Problem(f"country_codes of {words!r} is {codes!r}", remedy, path)])
    return found
