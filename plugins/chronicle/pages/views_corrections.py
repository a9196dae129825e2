"""What the editor corrected, as the event's page and the list of all corrections show it; and forwarded addresses."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..model import Change, Correction, CorrectionKind, Event, Forward, Interval, SubEventType
from .phrases import say, say_n
from .urls import event_url
from .views import EventLine, Head, Link
from .views_index import Index
from .views_lines import event_line
from .views_report import DATE, INJURED, KILLED, PLACE, SIDE_1, SIDE_2, TYPE
from .words import day_words, interval_words
from .words_event import event_title
from .words_types import SUB_EVENT_TYPES

KINDS: Mapping[CorrectionKind, str] = {
    CorrectionKind.SET: say("Corrected"),
    CorrectionKind.MERGE: say("Several records made one"),
    CorrectionKind.SPLIT: say("One record made several"),
    CorrectionKind.HIDE: say("Record hidden"),
    CorrectionKind.DISPUTE: say("Marked as disputed"),
    CorrectionKind.ADD: say("Record added"),
    CorrectionKind.NOTE: say("Note"),
}
FIELDS: Mapping[str, str] = {
    "title": say("Title"),
    "date": DATE,
    "place": PLACE,
    "geo_precision": say("Precision of the place"),
    "further_places": say("Further places"),
    "sub_event_type": TYPE,
    "actor1": SIDE_1,
    "actor2": SIDE_2,
    "fatalities": KILLED,
    "injured": INJURED,
}
"""What a changed column is called in the pages."""
PRECISIONS: Mapping[str, str] = {
    "1": say("the named place itself"),
    "2": say("near it or in a part of it"),
    "3": say("its region only"),
}
"""How exactly a place is known, by the codes of `geo_precision`."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One value that the editor set."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class CorrectionLine:
    """One correction."""

    anchor: str
    kind: str
    what: str
    when: str
    when_iso: str
    by: str
    why: str
    text: str
    text_is_source: bool
    """Whether the text says what an added record rests on; else it is a note."""
    changes: tuple[ChangeLine, ...]
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CorrectionsView:
    """The list of all corrections, the newest first."""

    head: Head
    lines: tuple[CorrectionLine, ...]
    count: str


@dataclass(frozen=True, slots=True)
class MovedView:
    """The page of an address that is no event's any more: it forwards, offers a choice, or says what became of it."""

    head: Head
    event_id: str
    to: str
    """Where it forwards to; empty where it does not."""
    title: str
    lines: tuple[EventLine, ...]
    hidden: bool
    corrections: tuple[CorrectionLine, ...]
    """Why, where the editor hides it."""


def correction_lines(index: Index, corrections: Sequence[Correction]) -> tuple[CorrectionLine, ...]:
    """Return corrections as lines, in the order given."""
    if not corrections:  # nothing is looked up then, and the page hangs on nothing else
        return ()
    named = {event_id for correction in corrections for event_id in correction.event_ids}
    titles = {event.event_id: event_title(event) for event in index.events if event.event_id in named} if named else {}
    pages = titles.keys() | {forward.event_id for forward in index.chronicle.forwards if forward.event_id in named}
    return tuple(_line(correction, titles, pages) for correction in corrections)


def _line(correction: Correction, titles: Mapping[str, str], pages: Container[str]) -> CorrectionLine:
    """Return a correction as a line; what is hidden has no page where places are withheld."""
    return CorrectionLine(
        anchor=f"c-{correction.correction_id}",
        kind=str(correction.kind),
        what=KINDS[correction.kind],
        when=day_words(correction.when),
        when_iso=correction.when.isoformat(),
        by=correction.by,
        why=correction.why,
        text=correction.text,
        text_is_source=correction.kind is CorrectionKind.ADD,
        changes=tuple(_change(change) for change in correction.changes),
        events=tuple(
            Link(titles.get(each, each), event_url(each) if each in pages else "") for each in correction.event_ids
        ),
    )


def _change(change: Change) -> ChangeLine:
    before, after = (_value(change.field, value) for value in (change.before, change.after))
    return ChangeLine(FIELDS.get(change.field, change.field), before, after)


def _value(field: str, value: str) -> str:
    """Return a value in the words of the pages: its days, its type; a name or a number stands as it is."""
    if field == "date" and value:
        first, _, last = value.partition("/")
        return interval_words(Interval(date.fromisoformat(first), date.fromisoformat(last or first)))
    if field == "geo_precision":
        return PRECISIONS.get(value, value)
    return SUB_EVENT_TYPES[SubEventType(value)] if field == "sub_event_type" and value else value


def corrections_view(index: Index) -> CorrectionsView:
    """Return the page of all corrections."""
    found = index.chronicle.corrections
    description = say("What the editor of this chronicle corrected, when, and why.")
    return CorrectionsView(
        head=Head(say("Corrections"), description, "corrections/", "corrections"),
        lines=correction_lines(index, found),
        count=say_n("{n} correction", "{n} corrections", len(found)),
    )


def moved_view(index: Index, forward: Forward, events: Mapping[str, Event]) -> MovedView:
    """Return the page of a forwarded address; `events` are the chronicle's by id."""
    lines = tuple(event_line(index, events[to]) for to in forward.to if to in events)
    why = [c for c in index.chronicle.corrections if forward.hidden and c.event_ids == (forward.event_id,)]
    hidden = [c for c in why if c.kind is CorrectionKind.HIDE]
    title = _title(forward, lines)
    return MovedView(
        head=Head(title, say("Where the record at this address stands now."), event_url(forward.event_id), "chronicle"),
        event_id=forward.event_id,
        to=event_url(forward.to[0]) if len(forward.to) == 1 else "",
        title=title,
        lines=lines,
        hidden=forward.hidden,
        corrections=correction_lines(index, hidden),
    )


def _title(forward: Forward, lines: Sequence[EventLine]) -> str:
    if forward.hidden:
        return say("This record is hidden")
    if len(forward.to) == 1:
        return say("This record has moved")
    return say("This record has become several") if forward.to else say("This record is gone")


def disputed_by_editor(event: Event) -> bool:
    """Tell whether the editor marks the event as disputed."""
    return any(correction.kind is CorrectionKind.DISPUTE for correction in event.corrections)


def corrected_fields(event: Event) -> frozenset[str]:
    """Return the columns that the editor set; of an event that the editor added, those that say anything."""
    if not event.candidates:
        counts = {"fatalities": event.fatalities.known, "injured": event.injured.known}
        said = {
            field: counts.get(field, bool(getattr(event, "interval" if field == "date" else field))) for field in FIELDS
        }
        return frozenset(field for field, says in said.items() if says)
    return frozenset(change.field for correction in event.corrections for change in correction.changes)
