"""What differs between two states of a chronicle, event by event: new, gone, moved, merged, split, changed.

Events are known again by their id, else by the reports that they rest on: an article's sentence, or where in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any

from ..events.takedown import mark_of
from ..model import Chronicle
from ..pages.exports_build import articles_rows, events_rows, reports_rows
from ..pages.exports_cells import cell

_WITHHELD = re.compile(r"w-[0-9a-f]{12}")
"""What pages/publish_places.py makes of an id that says too much."""
TAKEN_DOWN = "An event that is taken down"
"""What is said of it in a log that others may read: neither title nor id, which name its day and place."""
Row = Mapping[str, str]
ReportKey = tuple[str, str]
ADDRESS = frozenset({"event_id", "url"})
OWN = frozenset({"article_id", "page"})
DERIVED: tuple[str, ...] = (
    "title",
    "date_precision",
    "event_type",
    "disorder_type",
    "civilian_targeting",
    "actor1_kind",
    "actor2_kind",
)
DERIVED += ("admin1", "country", "latitude", "longitude", "place_id", "further_place_ids", "reports")
"""Columns that follow from others: named only where nothing else differs."""


class Kind(StrEnum):
    """What became of an event."""

    NEW = "new"
    GONE = "gone"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class State:
    """The tables of one state, as text: events by id, the reports of each, the articles by id."""

    events: Mapping[str, Row]
    reports: Mapping[str, frozenset[ReportKey]]
    articles: Mapping[str, Row]
    also: Mapping[str, str] = field(default_factory=dict)
    """Other ids that an article of this state may have had in another one, where more or less of it was withheld."""
    taken_down: frozenset[str] = frozenset()
    """Ids of articles that stand in content/ and are published no more."""
    marks: frozenset[str] = frozenset()
    """Digests of the ids of what was taken down (events/takedown.py)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one event, or of several that became one."""

    kind: Kind
    before: tuple[str, ...]
    after: tuple[str, ...]
    title: str
    values: tuple[tuple[str, str, str], ...] = ()
    """Column, value before, value after."""
    articles: tuple[str, ...] = ()
    """Articles of the later state that tell of it and did not before; of an event that is gone, those that did."""


def state_of(chronicle: Chronicle) -> State:
    """Return the state of a publishable chronicle, as its tables would give it."""
    return state(_text(events_rows(chronicle)), _text(reports_rows(chronicle)), _text(articles_rows(chronicle)))


def _text(rows: Iterable[Any]) -> Iterator[Row]:
    for row in rows:
        yield {column.name: cell(getattr(row, column.name)) for column in fields(row)}


def state(events: Iterable[Row], reports: Iterable[Row], articles: Iterable[Row]) -> State:
    """Return the state that rows of events.csv, reports.csv and articles.csv describe."""
    told: dict[str, set[ReportKey]] = {}
    for row in reports:
        keys = told.setdefault(row["event_id"], set())
        keys.add((row["article_id"], f"at {row.get('report_id', '').rpartition('-r')[2]}"))
        if row.get("quote"):
            keys.add((row["article_id"], " ".join(row["quote"].split())))
    return State(
        {row["event_id"]: row for row in events},
        {event_id: frozenset(keys) for event_id, keys in told.items()},
        {row["article_id"]: row for row in articles},
    )


def differences(old: State, new: State) -> tuple[Difference, ...]:
    """Return what became of each event, in the order of the kinds, then of the ids; nothing where all is the same."""
    old = renamed(old, new.also)
    held: dict[ReportKey, set[str]] = {}
    for event_id, keys in old.reports.items():
        for key in keys:
            held.setdefault(key, set()).add(event_id)
    came_from = {
        event_id: {before for key in new.reports.get(event_id, ()) for before in held.get(key, ())}
        for event_id in new.events
    }
    went_to: dict[str, set[str]] = {}
    for event_id, sources in came_from.items():
        for before in sources:
            went_to.setdefault(before, set()).add(event_id)
    found = [*_vanished(old, new, went_to), *_appeared(old, new, came_from)]
    told = {event_id for one in found if one.kind in (Kind.MERGED, Kind.MOVED) for event_id in one.after}
    found += _changed(old, new, told)
    order = list(Kind)
    return tuple(sorted(found, key=lambda one: (order.index(one.kind), one.before, one.after)))


def _vanished(old: State, new: State, went_to: Mapping[str, set[str]]) -> Iterator[Difference]:
    """Yield what became of the ids that are no more."""
    into: dict[str, list[str]] = {}
    for event_id in sorted(old.events.keys() - new.events.keys()):
        to = sorted(went_to.get(event_id, ()))
        title = old.events[event_id].get("title", "")
        if not to:
            articles = tuple(sorted({article for article, _ in old.reports.get(event_id, ())}))
            if mark_of(event_id) in new.marks or (articles and new.taken_down.issuperset(articles)):
                yield Difference(Kind.GONE, (), (), TAKEN_DOWN, articles=articles)
            else:
                yield Difference(Kind.GONE, (event_id,), (), title, articles=articles)
        elif len(to) > 1:
            yield Difference(Kind.SPLIT, (event_id,), tuple(to), title)
        else:
            into.setdefault(to[0], []).append(event_id)
    for after, before in into.items():
        if after in old.events:
            before = [after, *before]
        kind = Kind.MERGED if len(before) > 1 else Kind.MOVED
        values = _values(old.events[before[0]], new.events[after])
        title = new.events[after].get("title", "")
        yield Difference(kind, tuple(before), (after,), title, values, _added(old, new, before, after))


def _appeared(old: State, new: State, came_from: Mapping[str, set[str]]) -> Iterator[Difference]:
    """Yield the ids that were not, but for those that took another's place."""
    for event_id in sorted(new.events.keys() - old.events.keys()):
        sources = came_from[event_id]
        title = new.events[event_id].get("title", "")
        if not sources:
            yield Difference(Kind.NEW, (), (event_id,), title, articles=_added(old, new, (), event_id))
        for before in sorted(source for source in sources if source in new.events):
            yield Difference(Kind.SPLIT, (before,), (before, event_id), title)


def _changed(old: State, new: State, told: set[str]) -> Iterator[Difference]:
    for event_id in sorted(old.events.keys() & new.events.keys()):
        values = _values(old.events[event_id], new.events[event_id])
        if values and event_id not in told:
            title = new.events[event_id].get("title", "")
            articles = _added(old, new, (event_id,), event_id)
            yield Difference(Kind.CHANGED, (event_id,), (event_id,), title, values, articles)


def _values(before: Row, after: Row) -> tuple[tuple[str, str, str], ...]:
    """Return the columns in which two rows differ; those that an older table lacks do not count."""
    differ = [
        (name, before[name], after[name])
        for name in after
        if name in before and name not in ADDRESS and before[name] != after[name]
    ]
    first = tuple(one for one in differ if one[0] not in DERIVED)
    return first or tuple(differ)


def _added(old: State, new: State, before: Sequence[str], after: str) -> tuple[str, ...]:
    """Return the articles that tell of an event and did not before."""
    known = {article for event_id in before for article, _ in old.reports.get(event_id, ())}
    return tuple(sorted({article for article, _ in new.reports.get(after, ())} - known))


def article_lines(old: State, new: State) -> Iterator[tuple[str, str]]:
    """Yield the articles that were added, removed or changed in what the tables say of them."""
    old = renamed(old, new.also)
    for article_id in sorted(new.articles.keys() - old.articles.keys()):
        yield "added", article_name(article_id, new)
    for article_id in sorted(old.articles.keys() - new.articles.keys()):
        yield ("taken down" if article_id in new.taken_down else "removed"), article_name(article_id, old, new)
    for article_id in sorted(new.articles.keys() & old.articles.keys()):
        before, after = old.articles[article_id], new.articles[article_id]
        names = ", ".join(name for name in after if name not in OWN and before.get(name, after[name]) != after[name])
        if names:
            yield "changed", f"{article_name(article_id, new)} ({names})"


def article_name(article_id: str, *states: State) -> str:
    """Return what an editor knows an article by: its id; of one that is withheld, what its page says, and no more."""
    row = next((state.articles[article_id] for state in states if article_id in state.articles), {})
    down = any(article_id in state.taken_down for state in states)
    if not down and not _WITHHELD.fullmatch(article_id):
        return article_id
    said = [part for part in (row.get("publisher", ""), row.get("published", "")) if not _WITHHELD.fullmatch(part)]
    words = f"an article of {', '.join(filter(None, said)) or 'a publisher that is withheld'}"
    return words if down else f"{words}, shown without headline, link and file name"


def renamed(old: State, also: Mapping[str, str]) -> State:
    """Return an earlier state with the ids that its articles have in a later one."""
    return State(
        old.events,
        {
            e: frozenset((also.get(article, article), words) for article, words in keys)
            for e, keys in old.reports.items()
        },
        {also.get(article, article): row for article, row in old.articles.items()},
    )
