"""Every page of the site, one after the other, from a publishable chronicle."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import wraps
from typing import Any

from ..model import Actor, Article, Chronicle, Event, Place, SubEventType
from ..settings import Settings
from .exports_published import Published
from .heads import Heads, make_heads
from .map_parts import BaseMap, tile_origin
from .phrases import say
from .trace import Plan, Plans, Tables
from .views import Head, Page, PlainView, Site
from .views_actor import actor_letter_views, actor_view, actors_view
from .views_corrections import corrections_view, moved_view
from .views_data import data_view
from .views_event import event_view
from .views_home import home_view, map_view, overview
from .views_index import Index, make_index
from .views_period import period_views
from .views_place import Neighbours, make_neighbours, place_view, unlocated_view
from .views_places import place_letter_views, places_view
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
    plans = plan_pages(chronicle, site, basemaps, full_text, root_path, data)
    for plan in plans.plans:
        yield from plan.pages(plans.index, plans.tables)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes pages of all kinds, dressed for machines; all that it looks up is in the index and tables it is handed."""

    site: Site
    basemaps: Sequence[BaseMap]
    full_text: bool
    root_path: str

    def plan(self, make: Callable[..., Iterable[Page]], *given: Any) -> Plan:
        """Return a plan for the pages that `make` makes, with their heads."""

        @wraps(make)
        def dressed(index: Index, tables: Tables, *given: Any) -> Iterator[Page]:
            heads = Heads(index, self.site, tables["heads"], tables["events"])
            yield from map(heads.dressed, make(index, tables, *given))

        return Plan(dressed, given)

    def home(self, index: Index, tables: Tables) -> Iterator[Page]:
        yield Page("home.html", home_view(index, self.site, overview(index, self.basemaps)))
        yield Page("map_page.html", map_view(index, overview(index, self.basemaps, panel=True)))

    def lists(self, index: Index, tables: Tables) -> Iterator[Page]:
        yield Page("chronicle.html", chronicle_view(index))
        yield Page("undated.html", undated_view(index))
        yield Page("places.html", places_view(index))
        yield from (Page("places.html", view) for view in place_letter_views(index))
        yield Page("unlocated.html", unlocated_view(index))
        yield Page("actors.html", actors_view(index))
        yield from (Page("actors.html", view) for view in actor_letter_views(index))
        yield Page("sources.html", sources_view(index))
        yield from (Page("sources.html", view) for view in source_part_views(index))
        yield Page("types.html", types_view(index))
        yield Page("corrections.html", corrections_view(index))
        by_id = {event.event_id: event for event in index.events}
        yield from (Page("moved.html", moved_view(index, forward, by_id)) for forward in index.chronicle.forwards)

    def year(self, index: Index, tables: Tables, year: int) -> Iterator[Page]:
        yield Page("year.html", year_view(index, year))

    def month(self, index: Index, tables: Tables, year: int, month: int) -> Iterator[Page]:
        yield Page("month.html", month_view(index, year, month))

    def day(self, index: Index, tables: Tables, day: date) -> Iterator[Page]:
        yield Page("day.html", day_view(index, day))

    def event(self, index: Index, tables: Tables, event: Event) -> Iterator[Page]:
        yield Page("event.html", event_view(index, event, self.site, self.basemaps))

    def place(self, index: Index, tables: Tables, place: Place) -> Iterator[Page]:
        view = place_view(index, place, Neighbours(tables["near"]), self.basemaps)
        yield Page("place.html", view)
        yield from _periods(index, view.head, view.name, index.by_place[place.place_id])

    def actor(self, index: Index, tables: Tables, actor: Actor) -> Iterator[Page]:
        view = actor_view(index, actor)
        yield Page("actor.html", view)
        yield from _periods(index, view.head, view.name, index.by_actor[actor.actor_id])

    def source(self, index: Index, tables: Tables, article: Article) -> Iterator[Page]:
        yield Page("source.html", source_view(index, article, self.full_text))

    def type(self, index: Index, tables: Tables, kind: SubEventType) -> Iterator[Page]:
        view = type_view(index, kind)
        yield Page("type.html", view)
        yield from _periods(index, view.head, view.name, index.by_type[kind])

    def others(self, index: Index, tables: Tables, data: Published | None) -> Iterator[Page]:
        search = Head(say("Search"), say("Search events, places and sides."), "search/", "search")
        yield Page("data.html", data_view(index, self.site, data))
        yield Page("search.html", PlainView(search))
        missing = Head(say("Page not found"), say("There is no such page."), "404.html", fixed_root=self.root_path)
        yield Page("404.html", PlainView(missing))


def plan_pages(
    chronicle: Chronicle,
    site: Site,
    basemaps: Sequence[BaseMap] = (),
    full_text: bool = False,
    root_path: str = "/",
    data: Published | None = None,
) -> Plans:
    """Return the plan of every page that `all_pages` yields, in groups that look up the same things."""
    index = make_index(chronicle)
    heads, near = make_heads(index, site), make_neighbours(index.places.values())
    site = replace(site, events=0, articles=0)  # no view shows them, and each new event would change every page
    maker = _Maker(site, basemaps, full_text, root_path)
    plan = maker.plan
    plans = [plan(maker.home), plan(maker.lists)]
    plans += [plan(maker.year, year) for year in sorted(index.by_year)]
    plans += [plan(maker.month, *month) for month in sorted(index.by_month)]
    plans += [plan(maker.day, day) for day in index.days]
    plans += [plan(maker.event, event) for event in index.events]
    plans += [plan(maker.place, place) for place in index.places.values()]
    plans += [plan(maker.actor, actor) for actor in index.actors.values()]
    plans += [plan(maker.source, article) for article in index.articles.values()]
    plans += [plan(maker.type, kind) for kind in sorted(index.by_type)]
    plans += [plan(maker.others, data)]
    tables: Tables = {"heads": heads.lists, "events": heads.events, "near": near.cells}
    return Plans(index, tables, tuple(plans), (site, basemaps, full_text, root_path))


def _periods(index: Index, head: Head, name: str, events: Sequence[Event]) -> Iterator[Page]:
    return (Page("period.html", view) for view in period_views(index, head, name, events))
