"""Every page of the site, one after the other, from a publishable chronicle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..model import Chronicle, Event
from ..settings import Settings
from .exports_published import Published
from .heads import make_heads
from .map_parts import BaseMap, tile_origin
from .phrases import say
from .views import Head, Page, PlainView, Site
from .views_actor import actor_view, actors_view
from .views_corrections import corrections_view, moved_view
from .views_data import data_view
from .views_event import event_view
from .views_home import home_view, map_view, overview
from .views_index import Index, make_index
from .views_period import period_views
from .views_place import make_neighbours, place_view, places_view, unlocated_view
from .views_source import source_part_views, source_view, sources_view
from .views_time import chronicle_view, day_view, month_view, undated_view, year_view
from .views_type import type_view, types_view
from .words import day_words


def make_site(
    chronicle: Chronicle,
    settings: Settings,
    name: str,
    tagline: str = "",
    url: str = "",
    index_links: bool = True,
    left_out: int = 0,
) -> Site:
    """Return what every page says of the chronicle; `url` is the published address, empty for a local build.

    `left_out` is the number of source articles that could not be read.
    """
    return Site(
        name=name,
        tagline=tagline,
        keeper=settings.keeper,
        as_of=day_words(chronicle.as_of) if chronicle.as_of else "",
        as_of_iso=chronicle.as_of.isoformat() if chronicle.as_of else "",
        url=url.rstrip("/"),
        correct_url=settings.correct_url,
        index_links=index_links,
        events=len(chronicle.events),
        articles=len(chronicle.articles),
        left_out=left_out,
        tiles=settings.tiles,
        tiles_attribution=settings.tiles_attribution,
        tile_origin=tile_origin(settings.tiles),
    )


def all_pages(
    chronicle: Chronicle,
    site: Site,
    basemaps: Sequence[BaseMap] = (),
    full_text: bool = False,
    root_path: str = "/",
    data: Published | None = None,
) -> Iterator[Page]:
    """Yield every page but those of content/pages.

    `root_path` is the site's root as an absolute path, for 404; `data` is what has been written under data/.
    """
    index = make_index(chronicle)
    yield from map(make_heads(index, site).dressed, _pages(index, site, basemaps, full_text, root_path, data))


def _pages(
    index: Index, site: Site, basemaps: Sequence[BaseMap], full_text: bool, root_path: str, data: Published | None
) -> Iterator[Page]:
    near = make_neighbours(index.places.values())
    yield Page("home.html", home_view(index, site, overview(index, basemaps)))
    yield Page("map_page.html", map_view(index, overview(index, basemaps, panel=True)))
    yield Page("chronicle.html", chronicle_view(index))
    yield Page("undated.html", undated_view(index))
    yield from (Page("year.html", year_view(index, year)) for year in sorted(index.by_year))
    yield from (Page("month.html", month_view(index, *month)) for month in sorted(index.by_month))
    yield from (Page("day.html", day_view(index, day)) for day in index.days)
    yield from (Page("event.html", event_view(index, event, site, basemaps)) for event in index.events)
    yield Page("places.html", places_view(index))
    yield Page("unlocated.html", unlocated_view(index))
    for place in index.places.values():
        view = place_view(index, place, near, basemaps)
        yield Page("place.html", view)
        yield from _periods(index, view.head, view.name, index.by_place[place.place_id])
    yield Page("actors.html", actors_view(index))
    for key, actor in index.actors.items():
        side = actor_view(index, actor)
        yield Page("actor.html", side)
        yield from _periods(index, side.head, side.name, index.by_actor[key])
    yield Page("sources.html", sources_view(index))
    yield from (Page("sources.html", view) for view in source_part_views(index))
    yield from (Page("source.html", source_view(index, article, full_text)) for article in index.articles.values())
    yield Page("types.html", types_view(index))
    for kind in sorted(index.by_type):
        type_ = type_view(index, kind)
        yield Page("type.html", type_)
        yield from _periods(index, type_.head, type_.name, index.by_type[kind])
    search = Head(say("Search"), say("Search events, places and sides."), "search/", "search")
    yield Page("corrections.html", corrections_view(index))
    by_id = {event.event_id: event for event in index.events}
    yield from (Page("moved.html", moved_view(index, forward, by_id)) for forward in index.chronicle.forwards)
    yield Page("data.html", data_view(index, site, data))
    yield Page("search.html", PlainView(search))
    missing = Head(say("Page not found"), say("There is no such page."), "404.html", fixed_root=root_path)
    yield Page("404.html", PlainView(missing))


def _periods(index: Index, head: Head, name: str, events: Sequence[Event]) -> Iterator[Page]:
    return (Page("period.html", view) for view in period_views(index, head, name, events))
