"""Where the sources of an event differ: each value with who reports it, which one leads, and by what rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..model import Candidate, Count, Event, Report
from .phrases import say
from .views_index import Index
from .views_report import DATE, INJURED, KILLED, PLACE, SIDE_1, SIDE_2, TYPE
from .words import NOT_STATED, count_words, interval_words, listed, place_words
from .words_sides import sides_words
from .words_types import SUB_EVENT_TYPES

_SIDES = say("Leads: somebody named before “unknown gunmen”; then what most sources say.")
_COUNTS = say("The newest count of each independent source stands. Leads: what most of them give; then the newest.")
RULES: Mapping[str, str] = {
    "date": say(
        "Leads: a day that the text gives before the publication date; then the most exact; then most sources."
    ),
    "place": say("Leads: a spot on the map before a region, the smaller first; then what most sources say."),
    "sub_event_type": say("Leads: a change of hands, then a named weapon, then a vague attack; then most sources."),
    "actor1": _SIDES,
    "actor2": _SIDES,
    "fatalities": _COUNTS,
    "injured": _COUNTS,
}
"""How the leading value is found, as events/lead.py does it."""
BY_EDITOR = say("Set by the editor.")


@dataclass(frozen=True, slots=True)
class Row:
    """One value reported, and by whom."""

    value: str
    publishers: str
    leads: bool = False
    """Whether the record gives this value."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A value on which the reports differ."""

    field: str
    record: str
    """What the record itself says."""
    rows: tuple[Row, ...]
    rule: str = ""
    """Why it says so."""


@dataclass(frozen=True, slots=True)
class _Field:
    column: str
    label: str
    read: Callable[[Report], str]
    leading: Callable[[Event], str]


def _days(value: Report | Event) -> str:
    return interval_words(value.interval) if value.interval else ""


def _place(value: Report | Event) -> str:
    return place_words(value.place, value.geo_precision) if value.place else ""


def _known(count: Count) -> str:
    return count_words(count) if count.known else ""


_FIELDS = (
    _Field("date", DATE, _days, _days),
    _Field("place", PLACE, _place, _place),
    _Field(
        "sub_event_type",
        TYPE,
        lambda r: SUB_EVENT_TYPES[r.sub_event_type],
        lambda e: SUB_EVENT_TYPES[e.sub_event_type],
    ),
    _Field("actor1", SIDE_1, lambda r: sides_words(r.actor1), lambda e: sides_words(e.actor1)),
    _Field("actor2", SIDE_2, lambda r: sides_words(r.actor2), lambda e: sides_words(e.actor2)),
    _Field("fatalities", KILLED, lambda r: _known(r.fatalities), lambda e: _known(e.fatalities)),
    _Field("injured", INJURED, lambda r: _known(r.injured), lambda e: _known(e.injured)),
)


def differences(index: Index, event: Event) -> tuple[Difference, ...]:
    """Return the values on which the sources differ, each with who reports it; what one leaves out is no difference.

    A value that the editor set is shown beside what the sources say, also where they agree.
    """
    by_editor = {change.field for correction in event.corrections for change in correction.changes}
    found = []
    for field in _FIELDS:
        values: dict[str, list[str]] = {}
        for candidate in event.candidates:
            value = field.read(candidate.lead)
            if value:
                values.setdefault(value, []).append(_publisher(index, candidate))
        leading = field.leading(event)
        if len(values) > 1 or (field.column in by_editor and values and list(values) != [leading]):
            rows = (Row(v, listed(list(dict.fromkeys(who))), v == leading) for v, who in values.items())
            rule = BY_EDITOR if field.column in by_editor else RULES[field.column]
            found.append(Difference(field.label, leading or NOT_STATED, tuple(rows), rule))
    return tuple(found)


def _publisher(index: Index, candidate: Candidate) -> str:
    article = index.articles.get(candidate.article_id)
    return article.publisher if article else NOT_STATED
