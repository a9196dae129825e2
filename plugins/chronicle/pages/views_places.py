"""The list of all places, by country and region; of too many for one page by their first letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Place, PlaceLevel
from .phrases import region, say
from .urls import place_url
from .views import Head
from .views_index import Index
from .views_letters import MOST, Letter, by_letter, key_of, letter_lines
from .views_place import SECTION, PlaceLine, place_line
from .views_time import YearLine
from .words import counted, country_name, place_name

ALL = "places/"
FOREMOST = 60
"""Places with the most events that stand on the page of letters."""


@dataclass(frozen=True, slots=True)
class Region:
    """A region's places."""

    name: str
    url: str
    places: tuple[PlaceLine, ...]


@dataclass(frozen=True, slots=True)
class Country:
    """A country's regions."""

    name: str
    anchor: str
    regions: tuple[Region, ...]
    counted: str


@dataclass(frozen=True, slots=True)
class PlacesView:
    """All places, or those of a letter."""

    head: Head
    name: str
    countries: tuple[Country, ...]
    letters: tuple[YearLine, ...]
    """Where the places are too many for one page: those of each letter."""
    letters_ar: tuple[YearLine, ...]
    """Likewise by their Arabic names."""
    foremost: tuple[PlaceLine, ...]
    counted: str
    unlocated: int


def places_view(index: Index) -> PlacesView:
    """Return the page of all places, by country and first-level region, or by letter where they are too many."""
    places = tuple(index.places.values())
    crowded = len(places) > MOST
    latin, arabic = _letters(places) if crowded else ((), ())
    by_events = sorted(places, key=lambda p: (-len(index.by_place.get(p.place_id, ())), p.name.casefold(), p.place_id))
    number = counted(len(places), "place")
    return PlacesView(
        head=Head(say("Places"), say("{places} with events.", places=number.capitalize()), ALL, SECTION),
        name=say("Places"),
        countries=() if crowded else _countries(index, places, lambda place: place.name.casefold()),
        letters=letter_lines(latin, "place"),
        letters_ar=letter_lines(arabic, "place"),
        foremost=tuple(place_line(index, place) for place in by_events[:FOREMOST]) if crowded else (),
        counted=number,
        unlocated=len(index.unlocated),
    )


def place_letter_views(index: Index) -> Iterator[PlacesView]:
    """Yield the pages of letters; none where all places fit on one page."""
    for in_arabic, letters in enumerate(place_letters(index)):
        lines = letter_lines(letters, "place")
        order = (lambda place: key_of(place.name_ar)) if in_arabic else (lambda place: key_of(place.name))
        for letter in letters:
            title = say("{name}, {period}", name=say("Places"), period=letter.name)
            number = counted(len(letter.members), "place")
            yield PlacesView(
                head=Head(title, say("{name}: {count}.", name=title, count=number), letter.url, SECTION),
                name=title,
                countries=_countries(index, letter.members, order),
                letters=() if in_arabic else lines,
                letters_ar=lines if in_arabic else (),
                foremost=(),
                counted=number,
                unlocated=0,
            )


def place_letters(index: Index) -> tuple[tuple[Letter[Place], ...], tuple[Letter[Place], ...]]:
    """Return the letters that have pages, Latin and Arabic; none where all places fit on one page."""
    return _letters(tuple(index.places.values())) if len(index.places) > MOST else ((), ())


def _letters(places: Sequence[Place]) -> tuple[tuple[Letter[Place], ...], tuple[Letter[Place], ...]]:
    return (
        by_letter(places, lambda place: place.name, ALL),
        by_letter(places, lambda place: place.name_ar, ALL),
    )


def _countries(index: Index, places: Iterable[Place], order: Callable[[Place], str]) -> tuple[Country, ...]:
    found: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for place in places:
        country = place.name if place.level is PlaceLevel.COUNTRY else place.country
        within = place.name if place.level is PlaceLevel.ADMIN1 else place.admin1
        found[country][within].append(place)
    countries = []
    for number, (country, regions) in enumerate(sorted(found.items(), key=lambda item: (not item[0], item[0])), 1):
        made = tuple(_region(index, name, regions[name], order) for name in sorted(regions, key=lambda n: (bool(n), n)))
        total = sum(len(one.places) for one in made)
        name = country_name(country) or say("Country not known")
        countries.append(Country(name, f"c{number}", made, counted(total, "place")))
    return tuple(countries)


def _region(index: Index, name: str, places: Sequence[Place], order: Callable[[Place], str]) -> Region:
    entry = next((place for place in places if place.level is PlaceLevel.ADMIN1), None)
    ordered = sorted(places, key=lambda p: (p is not entry, order(p), p.place_id))
    return Region(
        place_name(entry) if entry else region(name, places[0].country),
        place_url(entry) if entry else "",
        tuple(place_line(index, place) for place in ordered),
    )
