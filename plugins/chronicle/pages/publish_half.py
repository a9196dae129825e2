"""How much of a text may be shown: at most half of a long one's characters, wherever on the site they stand.

A sentence that an article shows counts in every long article that has its words, be some of them changed: papers that
carry an agency's text in pieces show no more of it together than one of them may alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from ..model import Report, Span
from .publish_shared import Shared

SHORT_ARTICLE = 600
"""Characters; of a longer article at most half may be shown (the project's promise to publishers)."""


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

    told: Told
    shown: set[Span] = field(default_factory=set)
    seen: bytearray = field(default_factory=bytearray)
    """Of a long article one byte a character: whether it stands anywhere on the site."""
    count: int = 0
    """The characters that do."""
    named: int | None = None
    """The characters that name the sources of sentences left out; None where that is to be counted anew."""

    @property
    def long(self) -> bool:
        return len(self.told.text) > SHORT_ARTICLE

    def see(self, start: int, end: int) -> bytes:
        """Let these characters stand on the site; return what was known of them, empty where all did already."""
        before = bytes(self.seen[start:end])
        fresh = before.count(0)
        if not fresh:
            return b""
        self.seen[start : start + len(before)] = b"\x01" * len(before)
        self.count += fresh
        return before

    def forget(self, start: int, before: bytes) -> None:
        """Take back what `see` did."""
        self.seen[start : start + len(before)] = before
        self.count -= before.count(0)

    def may(self) -> bool:
        """Tell whether no more than half of the text stands on the site, with those whom it names."""
        if self.named is None:
            out = {report.attribution for report in self.told.reports if report.span not in self.shown}
            self.named = sum(map(len, out))
        return 2 * (self.count + self.named) <= len(self.seen)

    def show(self, span: Span, shown: bool = True) -> None:
        """Quote a sentence of it, or do not."""
        (self.shown.add if shown else self.shown.discard)(span)
        self.named = None


def shown_sentences(told: Sequence[Told], elsewhere: Iterable[str] = ()) -> list[frozenset[Span]]:
    """Decide which sentences of each article may be shown; `elsewhere` are words that are in any case, as headlines.

    A sentence is shown unless more than half of a text longer than 600 characters would then stand on the site: its
    own article's or any other's that shares its words. First comes the leading sentence of each event, so that as
    many events as may be show a sentence of each publisher; then the reports' own sentences, then those that only
    lent them a value. Among each the one that gives more values comes first, then the earlier article and sentence.

    Characters that stand in several places count once; who is named as the source of a sentence left out counts too,
    for that is shown.
    """
    pages = [_Page(one, seen=bytearray(len(one.text) if len(one.text) > SHORT_ARTICLE else 0)) for one in told]
    strengths = [_strengths(one) for one in told]
    ranked = sorted(
        (-first, -values, number, span)
        for number, strength in enumerate(strengths)
        for span, (first, values) in strength.items()
    )
    elsewhere = tuple(elsewhere)
    quotable = [[one.text[s.start : s.end] for s in strength] for one, strength in zip(told, strengths, strict=True)]
    long = {number: page.told.text for number, page in enumerate(pages) if page.long}
    seen = {number: pages[number].seen for number in long}
    shared = Shared(long, seen, quotable, elsewhere)
    for words in elsewhere:
        for number, start, end in shared.of(words):
            pages[number].see(start, end)
        shared.shown(words)
    for _, _, number, span in ranked:
        page, text = pages[number], told[number].text
        words = text[span.start : span.end]
        # With the blank behind it: of two sentences side by side it is shown too
        own = [(number, span.start, span.end + text[span.end : span.end + 1].isspace())] if page.long else []
        done: list[tuple[int, int, bytes]] = []
        for other, start, end in (*own, *shared.of(words), *shared.reworded(words, number)):
            if before := pages[other].see(start, end):
                done.append((other, start, before))
        page.show(span)
        if all(pages[other].may() for other in {other for other, _, _ in done}):
            shared.shown(words)
        else:
            page.show(span, shown=False)
            for other, start, before in reversed(done):
                pages[other].forget(start, before)
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


def covered(spans: Iterable[Span]) -> int:
    """Return how many characters the spans cover together."""
    total, reached = 0, 0
    for span in sorted(spans):
        total += max(0, span.end - max(span.start, reached))
        reached = max(reached, span.end)
    return total
