"""The editor's entries applied: whom each names, what it changes, and an error for each that matches nothing.

A correction touches only what it names. Mergers and splits are handed to merging as constraints (constraints.py);
take-downs are no corrections (takedown.py).
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..errors import CorrectionError, Problem
from ..model import Candidate, Correction, CorrectionKind, Event, Forward, Grade
from .addresses import Addressed
from .addresses_match import ReportKey, Trace, report_key
from .addresses_table import Row
from .constraints import Apart, Constraints, Together
from .corrections_read import Entry, Part
from .corrections_values import Known, UnknownName, added, changed

KINDS = {str(kind): kind for kind in CorrectionKind}


@dataclass(slots=True)
class Faults:
    """What is wrong with the entries, by line."""

    path: Path
    found: list[Problem] = field(default_factory=list)

    def add(self, entry: Entry, message: str, remedy: str) -> None:
        """Note a problem."""
        self.found.append(Problem(message, remedy, self.path, entry.line))

    def check(self) -> None:
        """Raise CorrectionError where there is any problem."""
        if self.found:
            raise CorrectionError(sorted(self.found, key=lambda problem: problem.line or 0))


@dataclass(frozen=True, slots=True)
class Past:
    """What the ids of the table stand for among the reports of today."""

    owned: Mapping[str, frozenset[ReportKey]]
    """What stood at an id last."""
    ever: Mapping[str, frozenset[ReportKey]]
    """What stood at an id at any time."""

    def stands_for(self, event_id: str) -> frozenset[ReportKey]:
        """Return the reports that an id stands for: what stood there last, or what did before it went elsewhere."""
        return self.owned.get(event_id) or self.ever.get(event_id) or frozenset()


def past_of(rows: Iterable[Row], known: Mapping[Trace, ReportKey]) -> Past:
    """Return what the table's ids stand for; `known` says which report each trace is today."""
    rows = [row for row in rows if row.trace is not None]
    last: dict[ReportKey, int] = {}
    for row in rows:
        if row.trace is not None and row.trace in known:
            last[known[row.trace]] = max(row.round, last.get(known[row.trace], 0))
    owned: defaultdict[str, set[ReportKey]] = defaultdict(set)
    ever: defaultdict[str, set[ReportKey]] = defaultdict(set)
    for row in rows:
        if row.trace in known and row.trace is not None:
            ever[row.event_id].add(known[row.trace])
            if row.round == last[known[row.trace]]:
                owned[row.event_id].add(known[row.trace])
    return Past({k: frozenset(v) for k, v in owned.items()}, {k: frozenset(v) for k, v in ever.items()})


def with_events(past: Past, events: Iterable[Event]) -> Past:
    """Return the past with the ids that the table does not know yet, as the machine alone would give them."""
    new = {e.event_id: frozenset(report_key(r) for c in e.candidates for r in c.reports) for e in events}
    return Past({**new, **past.owned}, {**new, **past.ever})


def constraints_of(
    entries: Sequence[Entry], past: Past, candidates: Sequence[Candidate], gone: Collection[str], faults: Faults
) -> Constraints:
    """Return the mergers and splits as constraints; `gone` are the events and articles taken down."""
    together: list[Together] = []
    apart: list[Apart] = []
    for entry in entries:
        if entry.action == CorrectionKind.MERGE:
            named = {name: past.stands_for(name) for name in entry.names}
            for name in (name for name, reports in named.items() if not reports and name not in gone):
                known = sorted(past.ever)
                faults.add(entry, f"{name} matches no event", _remedy(name, known))
            together.append(Together(frozenset().union(*named.values())))
        elif entry.action == CorrectionKind.SPLIT and (past.ever.get(entry.names[0]) or entry.names[0] not in gone):
            parts = _parts(entry, past.ever.get(entry.names[0], frozenset()), candidates, gone, faults)
            if len(parts) > 1:
                apart.append(Apart(parts))
    return Constraints(tuple(together), tuple(apart))


def _parts(
    entry: Entry,
    there: frozenset[ReportKey],
    candidates: Sequence[Candidate],
    gone: Collection[str],
    faults: Faults,
) -> tuple[frozenset[ReportKey], ...]:
    """Return the reports of each part of a split, of those that stood at the address."""
    if not there:
        faults.add(entry, f"{entry.names[0]} matches no event", "name an event as its page gives its id")
        return ()
    mine = [c for c in candidates if any(report_key(report) in there for report in c.reports)]
    worded: dict[Part, frozenset[ReportKey]] = {}
    for part in (part for parts in entry.into for part in parts if part.words):
        words = " ".join(part.words.casefold().split())
        worded[part] = frozenset(
            report_key(report)
            for candidate in mine
            for report in candidate.reports
            if candidate.article_id == part.article_id and words in " ".join(report.quote.casefold().split())
        )
    spoken = frozenset().union(*worded.values())
    out: list[frozenset[ReportKey]] = []
    for parts in entry.into:
        found: set[ReportKey] = set()
        for part in (part for part in parts if part.article_id not in gone):
            whole = (c for c in mine if c.article_id == part.article_id)
            reports = worded[part] if part.words else {report_key(r) for c in whole for r in c.reports} - spoken
            if not reports:
                what = f"{part.article_id} with the words {part.words!r}" if part.words else part.article_id
                faults.add(
                    entry, f"nothing of {what} stood at {entry.names[0]}", "see the event's page for its reports"
                )
            found |= reports
        if found:
            out.append(frozenset(found))
    return tuple(out)


def _remedy(name: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(name, list(known), n=1, cutoff=0.8)
    return f"did you mean {near[0]}?" if near else "give an id as the event's page has it, or remove the entry"


@dataclass(slots=True)
class _Desk:
    """The events by id while entries are applied."""

    addressed: Addressed
    events: dict[str, Event]
    faults: Faults

    def one(self, entry: Entry, name: str) -> Event | None:
        """Return the one event that an id stands for now, or note why there is none."""
        if name in self.events:
            return self.events[name]
        now = self.addressed.now(name)
        if now is None:
            self.faults.add(entry, f"no event ever had the id {name}", _remedy(name, self.events))
        elif not now:
            remedy = "its reports are gone; remove the entry, or name another event"
            self.faults.add(entry, f"{name} matches nothing any more", remedy)
        elif len(now) > 1:
            self.faults.add(entry, f"{name} has become {' and '.join(now)}", "name one of them")
        else:
            return self.events[now[0]]
        return None


@dataclass(frozen=True, slots=True)
class Corrected:
    """The events as the editor has them, what was corrected, and where hidden ones stood."""

    events: tuple[Event, ...]
    corrections: tuple[Correction, ...]
    forwards: tuple[Forward, ...]


def corrected(
    entries: Sequence[Entry], addressed: Addressed, past: Past, known: Known, gone: Collection[str], faults: Faults
) -> Corrected:
    """Return the events with every entry applied, in the order of the file.

    `past` says what the ids stood for; `gone` are the ids taken down, of which no entry speaks any more.
    """
    desk = _Desk(addressed, {event.event_id: event for event in addressed.events}, faults)
    made: list[Correction] = []
    hidden: set[str] = set()
    for entry in entries:
        if entry.action == CorrectionKind.ADD and entry.names[0] not in gone:
            if entry.names[0] in desk.events:
                faults.add(entry, f"the id {entry.names[0]} is another event's", "give the event another id")
                continue
            try:
                desk.events[entry.names[0]] = added(entry, known)
            except UnknownName as error:
                faults.add(entry, str(error), error.remedy)
    for entry in entries:
        events = _meant(entry, desk, past, gone)
        if not events:
            continue
        kind = KINDS[entry.action]
        correction = Correction(
            entry.key, kind, tuple(event.event_id for event in events), entry.by, entry.when, entry.why, (), entry.text
        )
        if kind is CorrectionKind.SET:
            event = events[0]
            for name, value in entry.values:
                try:
                    event, change = changed(event, name, value, known, events[0])
                except UnknownName as error:
                    faults.add(entry, f"{name}: {error}", error.remedy)
                    continue
                correction = replace(correction, changes=(*correction.changes, *([change] if change else [])))
            events = (event,)
        for event in events:
            if kind is CorrectionKind.DISPUTE:
                event = replace(event, grade=Grade.DISPUTED)
            desk.events[event.event_id] = replace(event, corrections=(*event.corrections, correction))
        if kind is CorrectionKind.HIDE:
            hidden.add(events[0].event_id)
        made.append(correction)
    faults.check()
    shown = tuple(
        replace(event, corrections=tuple(sorted(event.corrections, key=lambda correction: correction.when)))
        for event_id, event in desk.events.items()
        if event_id not in hidden
    )
    newest = tuple(made[n] for n in sorted(range(len(made)), key=lambda n: (made[n].when, n), reverse=True))
    forwards = tuple(
        Forward(event_id, (), True, tuple(candidate.article_id for candidate in desk.events[event_id].candidates))
        for event_id in sorted(hidden)
    )
    return Corrected(shown, newest, forwards)


def _meant(entry: Entry, desk: _Desk, past: Past, gone: Collection[str]) -> tuple[Event, ...]:
    """Return the events that an entry speaks of as they are now; none where what it speaks of was taken down."""
    if entry.removes:
        return ()
    names = [name for name in entry.names if name not in gone]
    if entry.action == CorrectionKind.MERGE:
        found = [_holding(past.stands_for(name), desk) for name in names]
        merged = list(dict.fromkeys(event_id for ids in found for event_id in ids))
        return tuple(desk.events[event_id] for event_id in merged) if len(names) > 1 else ()
    if entry.action == CorrectionKind.SPLIT:
        ids = _holding(past.ever.get(names[0], frozenset()), desk) if names else []
        return tuple(desk.events[event_id] for event_id in ids)
    if entry.action == CorrectionKind.ADD and names and names[0] not in desk.events:
        return ()
    event = desk.one(entry, names[0]) if names else None
    return (event,) if event is not None else ()


def _holding(reports: frozenset[ReportKey], desk: _Desk) -> list[str]:
    """Return the events that hold any of the reports, in the chronicle's order."""
    return [
        event_id
        for event_id, event in desk.events.items()
        if any(report_key(report) in reports for candidate in event.candidates for report in candidate.reports)
    ]
