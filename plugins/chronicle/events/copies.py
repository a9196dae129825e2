"""Whether one text is a copy of another: word for word, shortened, or with a word changed here and there."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise

from rapidfuzz.distance import Indel

from .likeness import common_words, copied, runs, words

SKETCH = 64
"""Digests kept of a text to find those like it: the lowest, which are the same choice in every text."""
ORDER = 0.7
"""Share of two texts' words that stand in both in one order, from which they are near the same: with every fifth
word changed no run of five is left, and 0.8 of the order; two papers' own texts of one happening had 0.63 at most,
those of the sample chronicle 0.26."""
WORDS = 40
"""Words from which the order tells: short news of shellings is all alike."""
PAIRS = 2
"""Pairs of rarer words of their sketches that two texts must share for their order to be compared."""
SMALL = 3
"""Letters of the longest word that tells nothing."""
LONGEST = 100_000
"""Characters of a text that are compared: of a book its opening, so that a pair of texts costs what it costs."""
_SPEECH = re.compile(r'"[^"\n]*"|“[^“”\n]*”|«[^«»\n]*»|„[^„“”\n]*[“”]')
"""What somebody said, as papers quote it; a quotation of several paragraphs ends with none but the last."""


def pair_sketch(found: Sequence[str]) -> tuple[int, ...]:
    """Return the lowest digests of the pairs of neighbours among a text's rarer words, which no other text shares."""
    rarer = [word for word in found if len(word) > SMALL and word not in common_words()]
    digests = {zlib.crc32(" ".join(pair).encode("utf-8", "replace")) for pair in pairwise(rarer)}
    return tuple(sorted(digests)[:SKETCH]) if len(found) >= WORDS else ()


def in_order(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share of two texts' words that stand in both in one order, 0 where that is less than ORDER."""
    return Indel.normalized_similarity(one, other, score_cutoff=ORDER)


def unspoken(text: str) -> str:
    """Return a text without what it quotes in quotation marks: a statement is its speaker's, whoever prints it."""
    return _SPEECH.sub(" ", text)


class Wording:
    """A text as copies of it are told by: its own words, or all of them where it is little but a quotation."""

    def __init__(self, text: str) -> None:
        self._text = text[:LONGEST]

    @cached_property
    def _all(self) -> list[str]:
        return words(self._text)

    @cached_property
    def _own(self) -> list[str]:
        own = unspoken(self._text)
        found = self._all if own == self._text else words(own)
        return found if len(found) >= WORDS else self._all

    @cached_property
    def _runs(self) -> frozenset[tuple[str, ...]]:
        return runs(self._own)

    @cached_property
    def _pairs(self) -> frozenset[int]:
        return frozenset(pair_sketch(self._all))

    def copies(self, other: Wording) -> bool:
        """Tell whether the one was made of the other, either way round.

        The order is looked for in all words too: who changes words may change the marks of a quotation.
        """
        if copied(self._runs, other._runs):
            return True
        if len(self._pairs & other._pairs) < PAIRS:
            return False
        return in_order(self._own, other._own) > 0 or in_order(self._all, other._all) > 0
