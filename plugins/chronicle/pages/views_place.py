"""The pages of places: one place with its own map and chronology, and what no source places."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..gazetteer_names import fold
from ..geo import kilometres
from ..model import SPOTS, Event, Place, PlaceLevel
from .map import small_map
from .map_parts import BaseMap, MapParts, located, place_points
from .phrases import named, region, say
from .urls import place_url
from .views import EventLine, Group, Head, Link, Strip
from .views_index import Index
from .views_lines import lines_of, month_strip
from .views_period import listed_groups, shelf
from .views_time import YearLine
from .words import LEVELS, counted, country_name, distance_words, place_name, region_words

NEARBY_KM = 50.0
NEARBY = 8
SECTION = "places"
_ARABIC = range(0x0600, 0x0700)
_KINDS_OF_PLACE = frozenset({"the", "of", "city", "town", "village", "province", "governorate", "region", "district"})


@dataclass(frozen=True, slots=True)
class Name:
    """A further name, with its language where that is sure."""

    text: str
    lang: str = ""


@dataclass(frozen=True, slots=True)
class PlaceLine:
    """A place in a list."""

    name: str
    url: str
    other: str
    """Its Arabic name, if any; in an Arabic interface its English one beside that."""
    level: str
    events: int
    counted: str
    distance: str = ""


@dataclass(frozen=True, slots=True)
class PlaceView:
    """One place."""

    head: Head
    name: str
    names: tuple[Name, ...]
    level: str
    regions: tuple[Link, ...]
    position: str
    coordinates_from: str
    events: str
    strip: Strip | None
    groups: tuple[Group, ...]
    shelf: tuple[YearLine, ...]
    """The years of a place with too many events for one page."""
    nearby: tuple[PlaceLine, ...]
    within: tuple[PlaceLine, ...]
    map: MapParts | None


@dataclass(frozen=True, slots=True)
class UnlocatedView:
    """What no source places, and what happened at places that no map knows."""

    head: Head
    nowhere: tuple[EventLine, ...]
    unmapped: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The chronicle's towns, villages and sites in cells of one degree, so that a lookup reads nine cells only."""

    cells: Mapping[tuple[int, int], tuple[Place, ...]]

    def of(self, place: Place) -> list[tuple[float, Place]]:
        """Return the nearest places within NEARBY_KM, with their distances in kilometres."""
        here = located(place)
        if here is None or place.level not in SPOTS:
            return []
        row, column = math.floor(here[0]), math.floor(here[1])
        found = []
        for other in (p for r in (-1, 0, 1) for c in (-1, 0, 1) for p in self.cells.get((row + r, column + c), ())):
            there = located(other)
            if there is not None and other.place_id != place.place_id:
                distance = kilometres(here, there)
                if distance <= NEARBY_KM:
                    found.append((distance, other))
        return sorted(found, key=lambda pair: (pair[0], pair[1].place_id))[:NEARBY]


def make_neighbours(places: Iterable[Place]) -> Neighbours:
    """Return the lookup of places near one another."""
    cells: dict[tuple[int, int], list[Place]] = defaultdict(list)
    for place in places:
        at = located(place)
        if at is not None and place.level in SPOTS:
            cells[math.floor(at[0]), math.floor(at[1])].append(place)
    return Neighbours({cell: tuple(found) for cell, found in cells.items()})


def place_view(index: Index, place: Place, near: Neighbours, basemaps: Sequence[BaseMap] = ()) -> PlaceView:
    """Return the page of one place."""
    events = index.by_place[place.place_id]
    region, at = region_words(place), located(place)
    nearby = near.of(place)
    points = place_points(place) + tuple(p for _, other in nearby for p in place_points(other, 1, main=False))
    number, name = counted(len(events), "event"), place_name(place)
    full = say("{one}, {other}", one=name, other=region) if region else name
    summary = say("{events} at {place}.", events=number.capitalize(), place=full)
    return PlaceView(
        head=Head(full, summary, place_url(place), SECTION),
        name=name,
        names=names_of(place),
        level=LEVELS[place.level],
        regions=tuple(_regions(index, place)),
        position=position_words(at) if at else "",
        coordinates_from=coordinates_from(place) if at else "",
        events=number,
        strip=month_strip(events) if _spread(events) else None,
        groups=listed_groups(index, events, place_url(place)),
        shelf=shelf(place_url(place), events),
        nearby=tuple(place_line(index, other, distance_words(distance)) for distance, other in nearby),
        within=tuple(place_line(index, other) for other in _within(index, place)),
        map=small_map(points, basemaps) if at else None,
    )


def unlocated_view(index: Index) -> UnlocatedView:
    """Return the page of what no source places."""
    return UnlocatedView(
        head=Head(
            say("Unlocated"),
            say("Events that no source places, or at places on no map."),
            "places/unlocated/",
            SECTION,
        ),
        nowhere=lines_of(index, (event for event in index.unlocated if event.place is None)),
        unmapped=lines_of(index, (event for event in index.unlocated if event.place is not None)),
    )


def names_of(place: Place) -> tuple[Name, ...]:
    """Return a place's further names, those in other scripts first."""
    names = dict.fromkeys(name for name in (place.name_ar, *place.names) if name and not _says_no_more(name, place))
    found = [
        # Where the interface is Arabic the page is headed by the Arabic name, and the other one is the English.
        Name(named(name, place.name), named("ar", "en")) if name == place.name_ar and _is_arabic(name) else Name(name)
        for name in names
    ]
    return tuple(sorted(found, key=lambda name: (name.text.isascii(), not name.lang)))


def _says_no_more(name: str, place: Place) -> bool:
    """Tell whether a further name is the place's own with a word for what it is: "the city of Aleppo"."""
    own = fold(place.name).split()
    words = fold(name).split()
    return name == place.name or (words != own and [word for word in words if word not in _KINDS_OF_PLACE] == own)


def position_words(at: tuple[float, float]) -> str:
    """Return a position: "36.1162° N, 37.0581° E"."""
    north, east = f"{abs(at[0]):.4f}", f"{abs(at[1]):.4f}"
    latitude = say("{degrees}° N", degrees=north) if at[0] >= 0 else say("{degrees}° S", degrees=north)
    longitude = say("{degrees}° E", degrees=east) if at[1] >= 0 else say("{degrees}° W", degrees=east)
    return say("{one}, {other}", one=latitude, other=longitude)


def coordinates_from(place: Place) -> str:
    """Return where a place's coordinates come from."""
    if place.source.casefold() == "geonames":
        return "GeoNames"
    return say("its region; the place itself is on no map we have") if place.source == "text" else place.source


def _is_arabic(text: str) -> bool:
    return any(ord(character) in _ARABIC for character in text)


def _regions(index: Index, place: Place) -> Iterable[Link]:
    if place.admin2 and place.admin2 != place.name:
        yield Link(region(place.admin2, place.country))
    for name, entry in ((place.admin1, index.region_of(place)), (place.country, index.country_of(place))):
        if name and name != place.name:
            other = country_name(name) if name == place.country else region(name, place.country)
            shown = place_name(entry) if entry else other
            yield Link(shown, place_url(entry) if entry else "")


def _within(index: Index, place: Place) -> list[Place]:
    if place.level is not PlaceLevel.ADMIN1:
        return []
    inside = [p for p in index.places.values() if p.admin1 == place.name and p.country == place.country]
    return sorted((p for p in inside if p.place_id != place.place_id), key=lambda p: (p.name.casefold(), p.place_id))


def place_line(index: Index, place: Place, distance: str = "") -> PlaceLine:
    """Return a place as a line of a list."""
    count = len(index.by_place.get(place.place_id, ()))
    other = named(place.name_ar, place.name) if _is_arabic(place.name_ar) else ""
    return PlaceLine(
        place_name(place), place_url(place), other, LEVELS[place.level], count, counted(count, "event"), distance
    )


def _spread(events: Sequence[Event]) -> bool:
    """Tell whether the events fall into several months: one bar alone says nothing."""
    return len({(e.interval.first.year, e.interval.first.month) for e in events if e.interval}) > 1
