"""The front page, and the page of the overview map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .map import overview_map
from .map_parts import BaseMap, MapParts
from .phrases import figure, forms, say, say_n
from .urls import actor_url, place_url
from .views import EventLine, Head, Link, MapView, Site, Strip
from .views_index import Index
from .views_lines import groups_by_year, lines_of, month_strip
from .views_time import YearLine, year_lines
from .views_type import type_links
from .words import counted, region_name
from .words_sides import actor_name

LATEST = 12
MOST = 10
LISTED = 300
"""Events that the map's page lists itself, for readers without JavaScript; more are a click away, by year."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with what it counts."""

    number: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The front page."""

    head: Head
    figures: tuple[Figure, ...]
    latest: tuple[EventLine, ...]
    strip: Strip | None
    years: tuple[YearLine, ...]
    places: tuple[Link, ...]
    actors: tuple[Link, ...]
    types: tuple[Link, ...]
    undated: int
    unlocated: int
    map: MapParts | None
    span: str


def home_view(index: Index, site: Site, map_parts: MapParts | None) -> HomeView:
    """Return the front page."""
    dated = [event for event in index.events if event.interval is not None]
    latest = list(reversed(dated))[:LATEST]
    years = sorted(index.by_year)
    span = "" if not years else str(years[0])
    if len(years) > 1:
        span = say("{first}–{last}", first=span, last=str(years[-1]))
    counts = {"events": counted(len(index.events), "event"), "articles": counted(len(index.articles), "article")}
    description = site.tagline or say("{events} from {articles}", **counts)
    return HomeView(
        head=Head(site.name, description, "", "home"),
        figures=_figures(index),
        latest=lines_of(index, latest),
        strip=month_strip(index.events),
        years=year_lines(index),
        places=_most(((region_name(p), place_url(p), len(index.by_place[key])) for key, p in index.places.items())),
        actors=_most(((actor_name(a), actor_url(a), len(index.by_actor[key])) for key, a in index.actors.items())),
        types=type_links(index)[:MOST],
        undated=len(index.undated),
        unlocated=len(index.unlocated),
        map=map_parts,
        span=span,
    )


def map_view(index: Index, map_parts: MapParts | None) -> MapView:
    """Return the page of the overview map, with its events as a list."""
    unlocated = {event.event_id for event in index.unlocated}
    there = [event for event in index.events if event.event_id not in unlocated]
    summary = say("{events} on the map.", events=counted(len(there), "event").capitalize())
    few = len(there) <= LISTED
    return MapView(
        head=Head(say("Map"), summary, "map/", "map"),
        map=map_parts,
        located=len(there),
        unlocated=len(unlocated),
        groups=groups_by_year(index, there) if few else (),
        years=() if few else tuple(Link(year.name, year.url, year.counted) for year in year_lines(index)),
    )


def overview(index: Index, basemaps: Sequence[BaseMap], panel: bool = False) -> MapParts | None:
    """Return the overview map's parts, or None where no event has a position."""
    return overview_map(index.chronicle, basemaps, panel) if len(index.unlocated) < len(index.events) else None


def _most(named: Iterable[tuple[str, str, int]]) -> tuple[Link, ...]:
    """Return the names with the most events."""
    ordered = sorted(named, key=lambda item: (-item[2], item[0], item[1]))[:MOST]
    return tuple(Link(name, url, figure(count)) for name, url, count in ordered)


def _figures(index: Index) -> tuple[Figure, ...]:
    sources = {candidate.article_id for event in index.events for candidate in event.candidates}
    several = sum(1 for event in index.events if len(event.candidates) > 1)
    rows = (
        (len(index.events), forms("event", "events"), "chronicle/"),
        (len(index.places), forms("place", "places"), "places/"),
        (len(index.actors), forms("side", "sides"), "actors/"),
        (len(sources), forms("source article", "source articles"), "sources/"),
    )
    found = [Figure(figure(n), say_n(*nouns, n), url) for n, nouns, url in rows]
    if several:
        told = say_n("told by several articles", "told by several articles", several)
        found.insert(1, Figure(figure(several), told, "chronicle/"))
    return tuple(found)
