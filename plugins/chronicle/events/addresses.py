"""Ids that stay: each event gets the address that stood for its reports before, and every old address leads on.

An event keeps an id while most of what the id stood for last is its own, article by article. Where two events became
one, the id that stood for more of it stays (then the older one) and the other forwards. Where one became two and
neither holds most of it, both get new ids and the old address offers the choice; where one holds most, it keeps the
address and its page names the other. An id is given once: no event gets one that ever stood for other reports.

All of it follows from the table and the events of today, whatever the order of either.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from ..model import Event, Forward
from .addresses_match import ReportKey, Trace, alike, article_mark, report_key, trace_of
from .addresses_table import Row

MOST = Fraction(1, 2)
"""More than this share of what an id stood for makes an event its heir."""
PART = Fraction(1, 3)
"""From this share of an article's reports that stood at an address, the event that has them now is named there."""
KINDRED = 0.3
"""How like two wordings must be that tell a deed by different words."""
_MARKED = re.compile(r"-[0-9a-f]{6}(?:-[0-9a-f]{4})?$")


@dataclass(frozen=True, slots=True)
class Addressed:
    """The events under their addresses, where every other address leads, and the table with what is new."""

    events: tuple[Event, ...]
    forwards: tuple[Forward, ...]
    rows: tuple[Row, ...]

    def now(self, event_id: str) -> tuple[str, ...] | None:
        """Return the events at which what stood at an address stands now; None for what never was an address."""
        if any(event.event_id == event_id for event in self.events):
            return (event_id,)
        return next((forward.to for forward in self.forwards if forward.event_id == event_id), None)


class _Past:
    """What the table says, with the event of today (a number) that each of its reports stands in."""

    def __init__(
        self, rows: Iterable[Row], found: Mapping[Trace, ReportKey], event_of: Mapping[ReportKey, int]
    ) -> None:
        self.rows = tuple(rows)
        self.living: defaultdict[str, dict[ReportKey, int]] = defaultdict(dict)
        self.articles: defaultdict[str, set[str]] = defaultdict(set)
        self.traces: defaultdict[str, set[Trace]] = defaultdict(set)
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        said: dict[ReportKey, int] = {}
        self.owners: defaultdict[ReportKey, frozenset[str]] = defaultdict(frozenset)
        for row in self.rows:
            self.first[row.event_id] = min(row.round, self.first.get(row.event_id, row.round))
            self.last[row.event_id] = max(row.round, self.last.get(row.event_id, row.round))
            if row.trace is None:
                continue
            self.articles[row.event_id].add(row.trace.article)
            self.traces[row.event_id].add(row.trace)
            report = found.get(row.trace)
            if report is None or report not in event_of:
                continue
            self.living[row.event_id][report] = event_of[report]
            # Of a report that was reworded the last wording tells, whose ever the others were.
            if row.round > said.get(report, 0):
                said[report], self.owners[report] = row.round, frozenset()
            if row.round == said[report]:
                self.owners[report] |= {row.event_id}

    def shares(self, event_id: str, owned: bool) -> dict[int, Fraction]:
        """Return how much of an id each event holds, an article counting 1; of what it stood for last, or ever."""
        by_article: defaultdict[str, list[int]] = defaultdict(list)
        for report, event in self.living[event_id].items():
            if not owned or event_id in self.owners[report]:
                by_article[report[0]].append(event)
        out: dict[int, Fraction] = {}
        for events in by_article.values():
            for event in events:
                out[event] = out.get(event, Fraction(0)) + Fraction(1, len(events))
        return out

    def parts(self, event_id: str) -> list[int]:
        """Return the events that hold what ever stood at an address, the largest part first."""
        by_article: defaultdict[str, list[int]] = defaultdict(list)
        for report, event in self.living[event_id].items():
            by_article[report[0]].append(event)
        whole: Counter[int] = Counter()
        for events in by_article.values():
            for event, count in Counter(events).items():
                if Fraction(count, len(events)) >= PART:
                    whole[event] += 1
        return sorted(whole, key=lambda event: (-whole[event], event))


def assign(
    events: Sequence[Event],
    rows: Iterable[Row],
    found: Mapping[Trace, ReportKey],
    reserved: frozenset[str] = frozenset(),
) -> Addressed:
    """Return the events under the ids that the table has for them, in the order given.

    `found` says which report each recorded trace is today. `reserved` are ids that the editor gave to events of
    their own. An event that no id fits keeps the one it comes with, unless that ever stood for something else.
    """
    event_of = {report_key(r): n for n, event in enumerate(events) for c in event.candidates for r in c.reports}
    past = _Past(rows, found, event_of)
    given = _given(events, past, reserved)
    taken = set(past.first) | set(given.values()) | reserved
    for number, event in enumerate(events):
        if number not in given:
            given[number] = _unused(event.event_id, taken)
            taken.add(given[number])
    number_of = {event_id: number for number, event_id in given.items()}
    forwards: list[Forward] = []
    for event_id in sorted(set(past.first) - set(number_of) - reserved):
        forwards.append(Forward(event_id, tuple(given[n] for n in past.parts(event_id))))
    forwards = _followed(forwards, past, number_of, reserved)
    placed = tuple(
        replace(event, event_id=given[n], split_off=tuple(given[m] for m in past.parts(given[n]) if m != n))
        for n, event in enumerate(events)
    )
    return Addressed(placed, tuple(forwards), _recorded(placed, forwards, past, reserved))


def _given(events: Sequence[Event], past: _Past, reserved: frozenset[str]) -> dict[int, str]:
    given: dict[int, str] = {}
    free = {event_id for event_id in past.first if past.living[event_id]} - reserved
    _keep(given, free, past)
    _revive(given, free, past)
    _keep(given, free, past)
    orphans = {event_id for event_id in past.first if not past.living[event_id]} - reserved
    _same_day_and_place(events, given, orphans, past)
    return given


def _settle(given: dict[int, str], free: set[str], past: _Past, claims: list[tuple[Fraction, int, str]]) -> None:
    """Let each event have the id that stood for most of it, then the oldest."""
    for _, event, event_id in sorted(claims, key=lambda c: (-c[0], past.first[c[2]], c[2])):
        if event not in given:
            given[event] = event_id
            free.discard(event_id)


def _keep(given: dict[int, str], free: set[str], past: _Past) -> None:
    claims: list[tuple[Fraction, int, str]] = []
    for event_id in free:
        shares = past.shares(event_id, owned=True)
        total = sum(shares.values(), Fraction(0))
        claims += [(share, event, event_id) for event, share in shares.items() if share > MOST * total]
    _settle(given, free, past, claims)


def _revive(given: dict[int, str], free: set[str], past: _Past) -> None:
    """Let what was merged and is apart again stand at its own address of before."""
    claims: list[tuple[Fraction, int, str]] = []
    for event_id in free:
        shares = past.shares(event_id, owned=False)
        if len(shares) == 1 and not past.shares(event_id, owned=True):
            claims += [(share, event, event_id) for event, share in shares.items()]
    before = set(given.values())
    _settle(given, free, past, claims)
    for event_id in set(given.values()) - before:
        for report in past.living[event_id]:
            past.owners[report] = frozenset({event_id})


def _same_day_and_place(events: Sequence[Event], given: dict[int, str], orphans: set[str], past: _Past) -> None:
    """Let a happening that is now read out of other sentences of an article keep its id: same day, same place.

    Only where one such id of the article has lost all its reports, one such event is new, and a deed is told by the
    same word or in some of the same words: an article that now tells of a protest there is not of the bomb any more.
    """
    wanted: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for number, event in enumerate(events):
        if number not in given and event.interval is not None and event.place is not None:
            for article in sorted({article_mark(c.article_id) for c in event.candidates}):
                wanted[article, _unmarked(event.event_id)].append(number)
    offered: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for event_id in sorted(orphans):
        for article in past.articles[event_id]:
            offered[article, _unmarked(event_id)].append(event_id)
    for key, numbers in sorted(wanted.items()):
        ids = offered.get(key, [])
        alone = len(numbers) == 1 and len(ids) == 1 and numbers[0] not in given and ids[0] not in given.values()
        if alone and _kindred(events[numbers[0]], past.traces[ids[0]]):
            given[numbers[0]] = ids[0]


def _kindred(event: Event, before: Iterable[Trace]) -> bool:
    today = [trace_of(report) for candidate in event.candidates for report in candidate.reports]
    return any(one.cue == other.cue or alike(one, other) >= KINDRED for one in today for other in before)


def _unmarked(event_id: str) -> str:
    return _MARKED.sub("", event_id)


def _unused(event_id: str, taken: set[str]) -> str:
    """Return the id, with a mark where it was ever another's."""
    made, count = event_id, 1
    while made in taken:
        count += 1
        made = f"{event_id}-{hashlib.sha256(f'{event_id}/{count}'.encode()).hexdigest()[:4]}"
    return made


def _followed(
    forwards: Sequence[Forward], past: _Past, number_of: Mapping[str, int], reserved: frozenset[str]
) -> list[Forward]:
    """Let an address whose reports are gone lead where it led last, if it did not stand for itself since."""
    led: dict[str, tuple[str, ...]] = {forward.event_id: forward.to for forward in forwards}
    latest: defaultdict[str, list[Row]] = defaultdict(list)
    for row in past.rows:
        if row.round == past.last[row.event_id]:
            latest[row.event_id].append(row)
    for event_id in [forward.event_id for forward in forwards if not forward.to]:
        rows = latest[event_id]
        if all(row.to for row in rows):
            led[event_id] = tuple(sorted(row.to for row in rows))

    def ends(event_id: str, seen: frozenset[str]) -> Iterable[str]:
        for other in led.get(event_id, ()):
            if other in number_of or other in reserved:
                yield other
            elif other not in seen:
                yield from ends(other, seen | {other})

    return [Forward(f.event_id, tuple(dict.fromkeys(ends(f.event_id, frozenset({f.event_id}))))) for f in forwards]


def _recorded(
    events: Sequence[Event], forwards: Sequence[Forward], past: _Past, reserved: frozenset[str]
) -> tuple[Row, ...]:
    """Return the table with a row for each report that stands where it did not, and each address that leads anew."""
    number = max(past.last.values(), default=0) + 1
    known = set(past.rows)
    here = {(row.event_id, row.trace) for row in past.rows if row.trace is not None}
    new: set[Row] = set()
    for event in events:
        for candidate in event.candidates:
            for report in candidate.reports:
                trace = trace_of(report)
                if (event.event_id, trace) not in here or event.event_id not in past.owners[report_key(report)]:
                    new.add(Row(event.event_id, trace, "", number))
    led: defaultdict[str, dict[int, set[str]]] = defaultdict(dict)
    for row in past.rows:
        if row.to:
            led[row.event_id].setdefault(row.round, set()).add(row.to)
    for forward in forwards:
        last = led[forward.event_id][max(led[forward.event_id])] if led[forward.event_id] else set()
        if past.living[forward.event_id] and set(forward.to) != last:
            new |= {Row(forward.event_id, None, to, number) for to in forward.to}
    new |= {Row(event_id, None, "", number) for event_id in reserved if event_id not in past.first}
    return tuple(sorted(known | new, key=lambda row: (row.event_id, row.round, row.cells())))
