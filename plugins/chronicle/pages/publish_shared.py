"""Where words that may be shown stand besides: in other long articles, word for word or with words changed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, compress, count, pairwise
from operator import or_

from rapidfuzz.distance import LCSseq

from ..events.copies import SMALL
from ..events.likeness import common_words

RUN = 5
"""Words in a row by which a passage is known again in another text: copies that change a word here and there share
runs of this length, texts that never met few (Broder 1997 used 4 to 10; events/likeness.py uses the same)."""
PAIRS = 3
"""Pairs of neighbours, one of them a rarer word, that a sentence must share with a stretch of another text for their
order to be compared, and"""
SHARE = 0.15
"""this share of its pairs: with every fourth word changed half of them are left, with every third one in three."""
ORDER = 0.6
"""Share of a sentence's words that stand there in their order, from which they are that text's: less than is asked of
two whole texts, since of nine words three are changed where every fourth one is."""
MANY = 50
"""Places from which a pair of words says nothing of whose text it is: "islamic state", "human rights"."""
_WORD = re.compile(r"\w+")

Place = tuple[int, int, int]
"""An article's number, the first character there, and that after the last."""


class Shared:
    """Where the words that may be shown stand besides: in other long articles, or once more in their own.

    With words changed, a stretch is looked at that shares pairs of words with the sentence, and is the sentence if
    most of its words stand there in their order: the method of events/copies.py, for a sentence in place of a text.
    """

    def __init__(
        self,
        texts: Mapping[int, str],
        seen: Mapping[int, bytearray],
        quotable: Sequence[Sequence[str]],
        elsewhere: Iterable[str],
    ) -> None:
        """Take the long texts by number, what of them stands on the site, and the sentences that each may show.

        `seen` has one byte a character, and may change; `elsewhere` are words that stand on the site in any case.
        """
        self._texts, self._seen = texts, seen
        runs_of: dict[int, int] = {}
        pairs_of: dict[int, int] = {}
        for words in elsewhere:
            runs_of.update(dict.fromkeys(_runs(_folded(words)), -1))
        for number, sentences in enumerate(quotable):
            for sentence in sentences:
                folded = _folded(sentence)
                _own(runs_of, _runs(folded), number)
                _own(pairs_of, (pair for pair, _ in _pairs(folded)), number)
        self._runs: defaultdict[int, list[Place]] = defaultdict(list)
        self._pairs: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, text in texts.items():
            folded = _folded(text)
            runs = list(_runs(folded))
            again = {run for run, times in Counter(runs).items() if times > 1} if len(set(runs)) < len(runs) else ()
            common = [
                at
                for at in compress(count(), map(runs_of.__contains__, runs))
                if runs_of[runs[at]] != number or runs[at] in again
            ]
            neighbours = list(map(hash, pairwise(folded)))  # only those with a rarer word have an owner
            alike = [
                at
                for at in compress(count(), map(pairs_of.__contains__, neighbours))
                if pairs_of[neighbours[at]] != number
            ]
            spans = [match.span() for match in _WORD.finditer(text)] if common or alike else []
            for at in common:
                end = spans[at + RUN][0] if at + RUN < len(spans) else len(text)
                self._runs[runs[at]].append((number, _begin(text, spans, at), end))
            for at in alike:
                if len(places := self._pairs[neighbours[at]]) <= MANY:  # one more says that they are too many
                    places.append((number, _begin(text, spans, at)))

    def of(self, words: str) -> Iterator[Place]:
        """Yield where runs of these words stand."""
        for run in _runs(_folded(words)):
            yield from self._runs.get(run, ())

    def shown(self, words: str) -> None:
        """Note that these words stand on the site: wherever else they stand, they add nothing to it any more."""
        for run in _runs(_folded(words)):
            self._runs.pop(run, None)

    def reworded(self, sentence: str, number: int) -> Iterator[Place]:
        """Yield where a sentence of the article with this number stands in others with words changed.

        What stands on the site already is not looked for: of sentences that a hundred papers have, each is found once.
        """
        words = _folded(sentence)
        begins = [0, *accumulate(len(word) + 1 for word in words)]  # about: signs are not counted
        pairs = list(_pairs(words))
        shifts: defaultdict[int, list[int]] = defaultdict(list)
        for pair, at in pairs:
            places = self._pairs.get(pair, ())
            for other, where in places if len(places) <= MANY else ():
                if other != number and not self._seen[other][where]:
                    shifts[other].append(where - begins[at])
        least, slack = max(PAIRS, SHARE * len(pairs)), len(sentence) // 4
        for other, found in shifts.items():
            # By how much a pair stands further on there is alike for those of one stretch.
            shift = _cluster(found, slack, least) if len(found) >= least else None
            if shift is not None:
                start = max(0, shift - slack)
                stretch = _stretch(words, self._texts[other][start : shift + len(sentence) + slack])
                if stretch is not None:
                    yield other, start + stretch[0], start + stretch[1]


def _own(owner: dict[int, int], digests: Iterable[int], number: int) -> None:
    """Note whose the digests are; -1 stands for several."""
    for digest in digests:
        if owner.setdefault(digest, number) != number:
            owner[digest] = -1


def _cluster(found: list[int], slack: int, least: float) -> int | None:
    """Return the last of the most numbers that lie no further apart than `slack`, None where they are too few."""
    found.sort()
    if found[-1] - found[0] <= slack:
        return found[-1]
    many, back = max((last + 1 - bisect_left(found, at - slack), -at) for last, at in enumerate(found))
    return -back if many >= least else None


def _stretch(words: Sequence[str], window: str) -> tuple[int, int] | None:
    """Return where in the window most of the words stand in their order, None where less than that do."""
    matches = list(_WORD.finditer(window))
    theirs = [match[0].casefold() for match in matches]
    blocks = LCSseq.opcodes(words, theirs)
    same = [(block.dest_start, block.dest_end) for block in blocks if block.tag == "equal"]
    if sum(end - begin for begin, end in same) < ORDER * len(words):
        return None
    first, last = same[0][0], same[-1][1]
    begin = matches[first].start()
    while begin and not (window[begin - 1].isspace() or window[begin - 1].isalnum()):  # the signs before it
        begin -= 1
    return begin, matches[last].start() if last < len(matches) else len(window)


def _begin(text: str, spans: Sequence[tuple[int, int]], at: int) -> int:
    """Return where a word begins with the signs before it, up to a blank, which are shown with it."""
    start = spans[at][0]
    return start - len(text[spans[at - 1][1] if at else 0 : start].lstrip())


@lru_cache(4)  # a sentence is asked for four times in a row
def _folded(text: str) -> Sequence[str]:
    folded = text.casefold()
    # "ß" grows, and a combining iota alone is no letter until it is folded: then words are folded one by one
    if len(folded) != len(text) or "\u0345" in text:
        return list(map(str.casefold, _WORD.findall(text)))
    return _WORD.findall(folded)


def _runs(words: Sequence[str]) -> Iterator[int]:
    return map(hash, zip(*(words[start:] for start in range(RUN)), strict=False))


def _pairs(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Return the pairs of neighbours of which one is a rarer word, and the number of the first word of each."""
    common = common_words()
    rarer = [len(word) > SMALL and word not in common for word in words]
    return compress(zip(map(hash, pairwise(words)), count(), strict=False), map(or_, rarer, rarer[1:]))
