"""The page of one event: an incident record whose every value leads back to a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from urllib.parse import quote

from ..model import Actor, Count, Event, Grade
from .exports_build import report_ids
from .map import small_map
from .map_parts import BaseMap, MapParts, event_points
from .phrases import say
from .urls import actor_url, day_url, event_url, month_url, place_url, type_url, year_url
from .views import EventLine, Head, Link, Site
from .views_corrections import CorrectionLine, corrected_fields, correction_lines, disputed_by_editor
from .views_differences import Difference
from .views_differences import differences as differences
from .views_index import Index, months_of, time_key
from .views_line import publishers_of
from .views_lines import lines_of
from .views_report import INJURED, KILLED, ReportView, report_view
from .words import (
    BASES,
    GRADES,
    GRADES_EXPLAINED,
    KINDS,
    count_words,
    geo_precision_words,
    interval_words,
    listed,
    place_name,
    place_words,
    precision_words,
    region_words,
    sentences,
    weekday_words,
)
from .words_event import attributions, claimed_only, event_title, heading_words, whose_word
from .words_sides import actor_name
from .words_types import EVENT_TYPES, SUB_EVENT_TYPES

AROUND = 3
"""Events shown before and after at the same place."""
ELSEWHERE = 8


@dataclass(frozen=True, slots=True)
class Casualties:
    """The dead or the injured: the range, and the words it was read from."""

    label: str
    words: str
    known: bool
    wording: tuple[tuple[str, str], ...]
    """The sources' own words, with the publisher."""


@dataclass(frozen=True, slots=True)
class EventView:
    """One event."""

    head: Head
    event_id: str
    title: str
    heading: str
    whose: str
    """The title in two: what is told, and on whose word."""
    when: str
    when_iso: str
    when_url: str
    when_precision: str
    when_basis: str
    where: Link
    where_precision: str
    region: str
    further_places: tuple[Link, ...]
    kind: Link
    event_type: str
    side1: tuple[Link, ...]
    side2: tuple[Link, ...]
    casualties: tuple[Casualties, ...]
    grade: str
    grade_words: str
    grade_explained: str
    attributed: bool
    """Whether no source says this in its own voice."""
    attributions: tuple[str, ...]
    """Whose word it then is, in the texts' words."""
    reports: tuple[ReportView, ...]
    differences: tuple[Difference, ...]
    before: tuple[EventLine, ...]
    after: tuple[EventLine, ...]
    elsewhere: tuple[EventLine, ...]
    elsewhere_more: int
    map: MapParts | None
    citation: str
    correct_url: str
    place_name: str
    """What the search filters by: the bare name."""
    year: str
    edited: tuple[str, ...]
    """The columns that the editor set."""
    corrections: tuple[CorrectionLine, ...]
    split_off: tuple[EventLine, ...]
    """Events that this address also stood for once."""
    disputed_by_editor: bool


def event_view(index: Index, event: Event, site: Site, basemaps: Sequence[BaseMap] = ()) -> EventView:
    """Return the page of one event."""
    title, when = event_title(event), interval_words(event.interval)
    place, interval = event.place, event.interval
    before, after = around(index, event)
    elsewhere, more = same_day(index, event)
    day = interval.first if interval is not None and interval.days == 1 else None
    path = event_url(event.event_id)
    reports = tuple(
        report_view(report, index.articles.get(report.article_id), anchor, index.persons.get(report.article_id, ()))
        for report, anchor in zip(event.reports, report_ids(event), strict=True)
    )
    return EventView(
        head=Head(say("{title}, {when}", title=title, when=when), _description(event, index), path, "chronicle"),
        event_id=event.event_id,
        title=title,
        heading=heading_words(event),
        whose=whose_word(event),
        when=weekday_words(day) if day else when,
        when_iso=day.isoformat() if day else "",
        when_url=_when_url(event),
        when_precision=precision_words(interval),
        when_basis=BASES[event.date_basis] if event.date_basis and interval else "",
        where=Link(place_words(place, event.geo_precision), place_url(place) if place else "places/unlocated/"),
        where_precision=geo_precision_words(place, event.geo_precision),
        region=region_words(place) if place else "",
        further_places=tuple(Link(place_name(each), place_url(each)) for each in event.further_places),
        kind=Link(SUB_EVENT_TYPES[event.sub_event_type], type_url(event.sub_event_type)),
        event_type=EVENT_TYPES[event.sub_event_type.event_type],
        side1=_sides(event.actor1),
        side2=_sides(event.actor2),
        casualties=(_casualties(KILLED, event.fatalities, reports), _casualties(INJURED, event.injured, reports)),
        grade=str(event.grade),
        grade_words=GRADES[event.grade],
        grade_explained=_explained(event),
        attributed=claimed_only(event),
        attributions=attributions(event) if claimed_only(event) else (),
        reports=reports,
        differences=differences(index, event),
        before=before,
        after=after,
        elsewhere=lines_of(index, elsewhere),
        elsewhere_more=more,
        map=small_map(event_points(event), basemaps),
        citation=citation(site, title, when, event.event_id, path),
        correct_url=correct_url(site.correct_url, event.event_id),
        place_name=place_name(place) if place else "",
        year=str(interval.first.year) if interval else "",
        edited=tuple(sorted(corrected_fields(event))),
        corrections=correction_lines(index, event.corrections),
        split_off=_split_off(index, event),
        disputed_by_editor=disputed_by_editor(event),
    )


def _split_off(index: Index, event: Event) -> tuple[EventLine, ...]:
    """Return the events that were split from this one; where none were, not all events need to be looked through."""
    if not event.split_off:
        return ()
    return lines_of(index, (each for each in index.events if each.event_id in event.split_off))


def around(index: Index, event: Event) -> tuple[tuple[EventLine, ...], tuple[EventLine, ...]]:
    """Return what came before and after at the event's place; undated events are neither."""
    if event.place is None or event.interval is None:
        return (), ()
    there = index.by_place[event.place.place_id]  # in order of time: none but those shown need to be looked at
    position = bisect_left(there, time_key(event), key=time_key)
    earlier, later = there[max(0, position - AROUND) : position], there[position + 1 : position + 1 + AROUND]
    return lines_of(index, earlier), lines_of(index, (each for each in later if each.interval is not None))


def same_day(index: Index, event: Event) -> tuple[tuple[Event, ...], int]:
    """Return what happened elsewhere on the event's day, where that is known: the first few, and how many more.

    No more of the day is looked through than is shown: of ten thousand events on one day each would look at all.
    """
    if event.interval is None or event.interval.days > 1:
        return (), 0
    day, here = event.interval.first, event.place.place_id if event.place else ""
    others = (
        each
        for each in index.by_day.get(day, ())
        if each.event_id != event.event_id and not (here and each.place and each.place.place_id == here)
    )
    shown = tuple(islice(others, ELSEWHERE))
    there = index.on_day.get((day, here), 1) if here else 1  # it stands among its day's events itself
    return shown, len(index.by_day.get(day, ())) - there - len(shown)


def correct_url(base: str, event_id: str) -> str:
    """Return where a reader reports an error in an event, carrying its id; empty where the editor names no address."""
    if not base:
        return ""
    if "{event}" in base:
        return base.replace("{event}", quote(event_id, safe=""))
    name = "subject" if base.startswith("mailto:") else "title"
    return f"{base}{'&' if '?' in base else '?'}{name}={quote(f'Event {event_id}', safe='')}"


def citation(site: Site, title: str, when: str, event_id: str, path: str) -> str:
    """Return how to cite an event: title, date, chronicle, keeper, state, id and address."""
    address = f"{site.url}/{path}" if site.url else path
    kept = say("{name}, kept by {keeper}.", name=site.name, keeper=site.keeper)
    stated = say("Event {event}, as of {day}.", event=event_id, day=site.as_of)
    return sentences(
        say("“{title}”, {when}.", title=title, when=when),
        kept if site.keeper else say("{name}.", name=site.name),
        stated if site.as_of else say("Event {event}.", event=event_id),
        address,
    )


def _casualties(label: str, count: Count, reports: Sequence[ReportView]) -> Casualties:
    said = (
        (reading.words, report.publisher)
        for report in reports
        for reading in report.readings
        if reading.field == label and reading.words and not report.denied
    )
    return Casualties(label, count_words(count), count.known, tuple(dict.fromkeys(said)))


def _when_url(event: Event) -> str:
    if event.interval is None:
        return "chronicle/undated/"
    first: date = event.interval.first
    if event.interval.days == 1:
        return day_url(first)
    return month_url(first.year, first.month) if months_of(event) else year_url(first.year)


def _sides(actors: Sequence[Actor]) -> tuple[Link, ...]:
    return tuple(Link(actor_name(actor), actor_url(actor), KINDS[actor.kind]) for actor in actors)


def _explained(event: Event) -> str:
    if not event.candidates:
        return say("Added by the editor: none of the articles here tells of it.")
    if disputed_by_editor(event):
        return say("The editor marks this as disputed.")
    if event.grade is Grade.SINGLE and len(event.candidates) > 1:
        return say(
            "As far as their texts show, these articles rest on one source (one publisher, one agency, or one text, "
            "copied or with words changed), so they count once."
        )
    return GRADES_EXPLAINED[event.grade]


def _description(event: Event, index: Index) -> str:
    when, title = interval_words(event.interval), event_title(event)
    told = say("Reported by {publishers}.", publishers=listed(publishers_of(event, index.articles), 3))
    disputed = say("{when}: {title}, disputed.", when=when, title=title)
    region = region_words(event.place) if event.place else ""
    return sentences(
        disputed if event.grade is Grade.DISPUTED else say("{when}: {title}.", when=when, title=title),
        say("{region}.", region=region) if region else "",
        told if event.candidates else say("Added by the editor."),
    )
