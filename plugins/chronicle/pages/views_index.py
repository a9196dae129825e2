"""An index over the chronicle: every event by day, month, year, place, side, type and source, made once a build."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from ..model import Actor, Article, Chronicle, Event, Place, PlaceLevel, Span, SubEventType
from .map_parts import located
from .views import EventLine
from .views_line import Lines

K = TypeVar("K")
LONG = 5
"""A date precision that no month can hold: such an event stands under its years."""


@dataclass(frozen=True, slots=True)
class Index:
    """Everything a view looks up; every tuple of events is in order of time, undated ones last."""

    chronicle: Chronicle
    events: tuple[Event, ...]
    articles: Mapping[str, Article]
    places: Mapping[str, Place]
    actors: Mapping[str, Actor]
    days: tuple[date, ...]
    """The days that have events, in order."""
    by_day: Mapping[date, tuple[Event, ...]]
    on_day: Mapping[tuple[date, str], int]
    """How many events of a day have a place for theirs, by its id."""
    by_month: Mapping[tuple[int, int], tuple[Event, ...]]
    """Every event that stands under the month: on one of its days, or known to it or to a part of it."""
    by_year: Mapping[int, tuple[Event, ...]]
    by_place: Mapping[str, tuple[Event, ...]]
    by_actor: Mapping[str, tuple[Event, ...]]
    by_type: Mapping[SubEventType, tuple[Event, ...]]
    by_article: Mapping[str, tuple[Event, ...]]
    lines: Mapping[str, EventLine]
    """Every event as lists show it, by id."""
    persons: Mapping[str, tuple[Span, ...]]
    """By article: names in what it shows, of which the search makes no entry."""
    undated: tuple[Event, ...]
    unlocated: tuple[Event, ...]
    """Events without a place, or at a place that has no position."""
    regions: Mapping[tuple[PlaceLevel, str], tuple[Place, ...]]
    """Countries and first-level regions that are entries of their own, by level and name."""

    def region_of(self, place: Place) -> Place | None:
        """Return the chronicle's own entry for the first-level region that a place lies in."""
        return self._named(place.admin1, PlaceLevel.ADMIN1, place)

    def country_of(self, place: Place) -> Place | None:
        """Return the chronicle's own entry for a place's country."""
        return self._named(place.country, PlaceLevel.COUNTRY, place)

    def _named(self, name: str, level: PlaceLevel, within: Place) -> Place | None:
        if not name or within.level is level:
            return None
        for place in self.regions.get((level, name), ()):
            if place.place_id != within.place_id and place.country == within.country:
                return place
        return None


def time_key(event: Event) -> tuple[bool, date, date, str]:
    """Return what events are put in order by: first day, last day, id; undated ones last."""
    if event.interval is None:
        return (True, date.min, date.min, event.event_id)
    return (False, event.interval.first, event.interval.last, event.event_id)


def days_of(event: Event) -> tuple[date, ...]:
    """Return the day of an event known to the day."""
    return (event.interval.first,) if event.interval is not None and event.interval.days == 1 else ()


def places_of(event: Event) -> tuple[Place, ...]:
    """Return the event's place and its further places."""
    return (event.place, *event.further_places) if event.place is not None else event.further_places


def months_of(event: Event) -> tuple[tuple[int, int], ...]:
    """Return the months that an event stands under: none for one that no month can hold."""
    interval = event.interval
    if interval is None or interval.precision >= LONG:
        return ()
    return tuple(dict.fromkeys((day.year, day.month) for day in (interval.first, interval.last)))


def years_of(event: Event) -> tuple[int, ...]:
    """Return the years that an event stands under."""
    if event.interval is None:
        return ()
    return tuple(range(event.interval.first.year, event.interval.last.year + 1))


def make_index(chronicle: Chronicle) -> Index:
    """Return the index of a publishable chronicle."""
    events = tuple(sorted(chronicle.events, key=time_key))
    places = {place.place_id: place for event in reversed(events) for place in reversed(places_of(event))}
    actors = {actor.actor_id: actor for event in reversed(events) for actor in (*event.actor1, *event.actor2)}
    regions: dict[tuple[PlaceLevel, str], list[Place]] = defaultdict(list)
    for _, place in sorted(places.items()):
        if place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
            regions[place.level, place.name].append(place)
    articles = {article.article_id: article for article in chronicle.articles}
    return Index(
        chronicle=chronicle,
        events=events,
        articles=articles,
        places=places,
        actors=actors,
        days=tuple(sorted({day for event in events for day in days_of(event)})),
        by_day=_grouped(events, days_of),
        on_day=Counter((day, event.place.place_id) for event in events if event.place for day in days_of(event)),
        by_month=_grouped(events, months_of),
        by_year=_grouped(events, years_of),
        by_place=_grouped(events, lambda event: [place.place_id for place in places_of(event)]),
        by_actor=_grouped(events, lambda event: [actor.actor_id for actor in (*event.actor1, *event.actor2)]),
        by_type=_grouped(events, lambda event: [event.sub_event_type]),
        by_article=_grouped(events, lambda event: [candidate.article_id for candidate in event.candidates]),
        lines=Lines({event.event_id: event for event in events}, articles),
        persons={read.article_id: read.persons for read in chronicle.analysed if read.persons},
        undated=tuple(event for event in events if event.interval is None),
        unlocated=tuple(event for event in events if located(event.place) is None),
        regions={key: tuple(found) for key, found in regions.items()},
    )


def _grouped(events: Iterable[Event], keys: Callable[[Event], Iterable[K]]) -> Mapping[K, tuple[Event, ...]]:
    found: dict[K, list[Event]] = defaultdict(list)
    for event in events:
        for key in dict.fromkeys(keys(event)):
            found[key].append(event)
    return {key: tuple(group) for key, group in found.items()}
