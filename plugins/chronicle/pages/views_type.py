"""The pages of event types: one sub-event type with its chronology, and all of them."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import EventType, SubEventType
from .phrases import figure, say
from .urls import type_url
from .views import Group, Head, Link, Strip
from .views_index import Index
from .views_lines import month_strip
from .views_period import listed_groups, shelf
from .views_time import YearLine
from .words import counted, sentences
from .words_types import EVENT_TYPES, MEANINGS, SUB_EVENT_TYPES

SECTION = "types"


@dataclass(frozen=True, slots=True)
class TypeView:
    """One sub-event type."""

    head: Head
    name: str
    event_type: str
    meaning: str
    events: str
    strip: Strip | None
    groups: tuple[Group, ...]
    shelf: tuple[YearLine, ...]
    """The years of a type with too many events for one page."""


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A sub-event type in a list; without events it has no page and no address."""

    name: str
    url: str
    meaning: str
    count: int
    counted: str


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """An event type's sub-event types."""

    name: str
    lines: tuple[TypeLine, ...]


@dataclass(frozen=True, slots=True)
class TypesView:
    """All event types."""

    head: Head
    groups: tuple[TypeGroup, ...]


def type_view(index: Index, kind: SubEventType) -> TypeView:
    """Return the page of one sub-event type."""
    events = index.by_type.get(kind, ())
    number, name = counted(len(events), "event"), SUB_EVENT_TYPES[kind]
    summary = sentences(say("{name}: {count}.", name=name, count=number), MEANINGS[kind])
    return TypeView(
        head=Head(name, summary, type_url(kind), SECTION),
        name=name,
        event_type=EVENT_TYPES[kind.event_type],
        meaning=MEANINGS[kind],
        events=number,
        strip=month_strip(events) if len(events) > 1 else None,
        groups=listed_groups(index, events, type_url(kind)),
        shelf=shelf(type_url(kind), events),
    )


def types_view(index: Index) -> TypesView:
    """Return the page of all event types, in ACLED's order."""
    groups = []
    for event_type in EventType:
        kinds = [kind for kind in SubEventType if kind.event_type is event_type]
        groups.append(TypeGroup(EVENT_TYPES[event_type], tuple(_line(index, kind) for kind in kinds)))
    return TypesView(Head(say("Event types"), say("Events by ACLED's types."), "types/", SECTION), tuple(groups))


def type_links(index: Index) -> tuple[Link, ...]:
    """Return the types that have events, the most frequent first."""
    ordered = sorted(index.by_type, key=lambda kind: (-len(index.by_type[kind]), str(kind)))
    return tuple(Link(SUB_EVENT_TYPES[kind], type_url(kind), figure(len(index.by_type[kind]))) for kind in ordered)


def _line(index: Index, kind: SubEventType) -> TypeLine:
    count = len(index.by_type.get(kind, ()))
    return TypeLine(
        SUB_EVENT_TYPES[kind], type_url(kind) if count else "", MEANINGS[kind], count, counted(count, "event")
    )
