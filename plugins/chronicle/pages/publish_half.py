"""How much of a text may be shown: at most half of a long one's characters, wherever on the site they stand.

A sentence that an article shows counts in every long article that has its words: papers that carry an agency's text
in pieces show no more of it together than one of them may alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Report, Span

SHORT_ARTICLE = 600
"""Characters; of a longer article at most half may be shown (the project's promise to publishers)."""
RUN = 5
"""Words in a row by which a passage is known again in another text: copies that change a word here and there share
runs of this length, texts that never met few (Broder 1997 used 4 to 10; events/likeness.py uses the same)."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Told:
    """What may be quoted of one article, before its length is looked at."""

    text: str
    reports: tuple[Report, ...] = ()
    leads: tuple[Span, ...] = ()
    """The leading sentence of each event that it tells of."""


@dataclass(slots=True)
class _Page:
    """What is shown of one article so far."""

    text: str
    shown: set[Span] = field(default_factory=set)
    seen: bytearray = field(default_factory=bytearray)
    """Of a long article one byte a character: whether it stands anywhere on the site."""

    @property
    def long(self) -> bool:
        return len(self.text) > SHORT_ARTICLE


def shown_sentences(told: Sequence[Told], elsewhere: Iterable[str] = ()) -> list[frozenset[Span]]:
    """Decide which sentences of each article may be shown; `elsewhere` are words that are in any case, as headlines.

    A sentence is shown unless more than half of a text longer than 600 characters would then stand on the site: its
    own article's or any other's that shares its words. First comes the leading sentence of each event, so that as
    many events as may be show a sentence of each publisher; then the reports' own sentences, then those that only
    lent them a value. Among each the one that gives more values comes first, then the earlier article and sentence.

    Characters that stand in several places count once; who is named as the source of a sentence left out counts too,
    for that is shown.
    """
    pages = [_Page(one.text, seen=bytearray(len(one.text) if len(one.text) > SHORT_ARTICLE else 0)) for one in told]
    strengths = [_strengths(one) for one in told]
    ranked = sorted(
        (-first, -values, number, span)
        for number, strength in enumerate(strengths)
        for span, (first, values) in strength.items()
    )
    elsewhere = tuple(elsewhere)
    shared = _Shared(told, strengths, elsewhere)
    for words in elsewhere:
        for number, span in shared.of(words):
            pages[number].seen[span.start : span.end] = b"\x01" * (span.end - span.start)
    for _, _, number, span in ranked:
        page = pages[number]
        touched: defaultdict[int, list[Span]] = defaultdict(list)
        if page.long:
            # With the blank behind it: of two sentences side by side it is shown too
            touched[number].append(Span(span.start, span.end + page.text[span.end : span.end + 1].isspace()))
        for other, run in shared.of(page.text[span.start : span.end]):
            touched[other].append(run)
        added = {other: _with(pages[other].seen, runs) for other, runs in touched.items()}
        page.shown.add(span)
        if all(
            seen == pages[other].seen or 2 * (seen.count(1) + _named(told[other], pages[other].shown)) <= len(seen)
            for other, seen in added.items()
        ):
            for other, seen in added.items():
                pages[other].seen = seen
        else:
            page.shown.remove(span)
    return [frozenset(page.shown) for page in pages]


def sentences_shown(length: int, reports: Iterable[Report], leads: Iterable[Span] = ()) -> frozenset[Span]:
    """Decide which sentences of one article may be shown that shares its words with no other."""
    (shown,) = shown_sentences([Told("x" * length, tuple(reports), tuple(leads))])
    return shown


def _strengths(told: Told) -> Mapping[Span, tuple[int, int]]:
    """Return for each sentence its rank and how many values it gives."""
    rank = dict.fromkeys(told.leads, 3)
    strength: dict[Span, tuple[int, int]] = {}
    for report in told.reports:
        values = len({mark.field for mark in report.marks if report.span.holds(mark.span)})
        strength[report.span] = max(strength.get(report.span, (0, 0)), (rank.get(report.span, 2), values))
        for span in report.context:
            values = len({mark.field for mark in report.marks if span.holds(mark.span)})
            strength[span] = max(strength.get(span, (0, 0)), (1, values))
    return strength


def _named(told: Told, shown: Container[Span]) -> int:
    """Return how many characters name the sources of sentences that are left out."""
    return sum(map(len, {report.attribution for report in told.reports if report.span not in shown}))


def _with(seen: bytearray, spans: Iterable[Span]) -> bytearray:
    made = bytearray(seen)
    for span in spans:
        end = min(span.end, len(made))
        made[span.start : end] = b"\x01" * max(0, end - span.start)
    return made


class _Shared:
    """Where the words that may be shown stand besides: in other long articles, or once more in their own."""

    def __init__(self, told: Sequence[Told], quotable: Sequence[Iterable[Span]], elsewhere: Iterable[str]) -> None:
        owner: dict[int, int] = {}
        for words in elsewhere:
            owner.update(dict.fromkeys(_runs(words), -1))
        for number, (one, sentences) in enumerate(zip(told, quotable, strict=True)):
            for span in sentences:
                for run in _runs(one.text[span.start : span.end]):
                    if owner.setdefault(run, number) != number:
                        owner[run] = -1
        self._where: defaultdict[int, list[tuple[int, Span]]] = defaultdict(list)
        for number, one in enumerate(told):
            if len(one.text) > SHORT_ARTICLE:
                spans = list(_words(one.text))
                runs = list(_runs(one.text))
                again = {run for run, times in Counter(runs).items() if times > 1}
                for at, run in enumerate(runs):
                    if run in owner and (owner[run] != number or run in again):
                        self._where[run].append((number, Span(spans[at].start, spans[at + RUN - 1].end)))

    def of(self, words: str) -> Iterator[tuple[int, Span]]:
        """Yield where runs of these words stand: an article's number and the characters."""
        for run in _runs(words):
            yield from self._where.get(run, ())


def _words(text: str) -> Iterator[Span]:
    """Yield each word with what stands to the next one, and the signs right before it: they are shown with it."""
    found = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    for (_, before), (start, _), (after, _) in zip([(0, 0), *found], found, [*found[1:], (len(text), 0)], strict=False):
        gap = text[before:start]
        yield Span(start - len(gap.lstrip()), after)


def _runs(text: str) -> Iterator[int]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return map(hash, zip(*(words[start:] for start in range(RUN)), strict=False))


def covered(spans: Iterable[Span]) -> int:
    """Return how many characters the spans cover together."""
    total, reached = 0, 0
    for span in sorted(spans):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total
