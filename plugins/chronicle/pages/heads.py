"""What each page says of itself to machines: its feeds, its share picture, how to cite it, and its facts as JSON-LD."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..model import Event
from .calendars import EVERYTHING as CALENDAR
from .calendars import calendar_link, in_calendar, place_calendar
from .feeds import EVERYTHING as FEED
from .feeds import actor_feed, feed_link, place_feed, type_feed
from .feeds_corrections import CORRECTIONS
from .feeds_facts import facts_of
from .jsonld import data_block, dataset, event_facts
from .phrases import say
from .render import href
from .share import place_picture
from .urls import actor_url, event_url, place_url, type_url
from .views import Alternate, Head, Meta, Page, Site
from .views_data import DataView
from .views_index import Index
from .words import place_name
from .words_sides import actor_name
from .words_types import SUB_EVENT_TYPES

MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "json": "application/json",
    "sqlite": "application/vnd.sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "zip": "application/zip",
    "xml": "application/atom+xml",
    "ics": "text/calendar",
}
"""What a file of the data page is, by the end of its name (IANA media types)."""


@dataclass(frozen=True, slots=True)
class Heads:
    """Knows what every page says to machines; made once a build."""

    index: Index
    site: Site
    lists: Mapping[str, Meta]
    """Of pages that list events, by address."""
    events: Mapping[str, Event]
    """By address."""

    def dressed(self, page: Page) -> Page:
        """Return the page with what it says to machines in its head."""
        view: Any = page.view  # every view is a dataclass with a head
        head: Head = view.head
        if isinstance(view, DataView):
            meta = self._data(head, view)
        elif head.path in self.events:
            meta = self._event(head, self.events[head.path])
        elif head.path in self.lists:
            meta = self.lists[head.path]
        else:
            return page
        return replace(page, view=replace(view, head=replace(head, meta=meta)))

    def _event(self, head: Head, event: Event) -> Meta:
        facts = facts_of(self.index, event)
        modified = facts.last_told.isoformat()
        return Meta(
            picture=place_picture(event.place) if event.place else "",
            published=facts.first_told.isoformat(),
            modified=modified,
            citation=_citation(self.site, f"{facts.title}, {facts.when}", modified, head.path),
            facts=data_block(event_facts(self.index, facts, self.site, self._address(head))),
        )

    def _data(self, head: Head, view: DataView) -> Meta:
        files = [*view.tables, view.whole] if view.whole else view.tables
        tables = [(file.url, media_type(file.url)) for file in files]
        facts = dataset(self.index, self.site, self._address(head), tables, view.licence.url, view.version)
        return Meta(
            alternates=site_alternates(self.index),
            citation=_citation(self.site, f"{self.site.name}: data", self.site.as_of_iso, head.path),
            facts=data_block(facts),
        )

    def _address(self, head: Head) -> Callable[[str], str]:
        if self.site.url:
            return lambda url: f"{self.site.url}/{url}"
        return lambda url: href(head, self.site, url)


def make_heads(index: Index, site: Site) -> Heads:
    """Return what knows every page's head."""
    lists = {"corrections/": Meta((feed_link(CORRECTIONS, say("Corrections: feed")),))}
    for key, place in index.places.items():
        own = [feed_link(place_feed(place), say("{name}: feed", name=place_name(place)))]
        if any(map(in_calendar, index.by_place[key])):
            own.append(calendar_link(place_calendar(place), say("{name}: calendar", name=place_name(place))))
        lists[place_url(place)] = Meta(tuple(own), picture=place_picture(place))
    for actor in index.actors.values():
        lists[actor_url(actor)] = Meta((feed_link(actor_feed(actor), say("{name}: feed", name=actor_name(actor))),))
    for kind in index.by_type:
        lists[type_url(kind)] = Meta((feed_link(type_feed(kind), say("{name}: feed", name=SUB_EVENT_TYPES[kind])),))
    return Heads(index, site, lists, {event_url(event.event_id): event for event in index.events})


def site_alternates(index: Index) -> tuple[Alternate, ...]:
    """Return the feeds and the calendar of the whole chronicle."""
    found = [
        feed_link(FEED, say("Events last reported or corrected: feed")),
        feed_link(CORRECTIONS, say("Corrections: feed")),
    ]
    if any(map(in_calendar, index.events)):
        found.append(calendar_link(CALENDAR, say("All dated events: calendar")))
    return tuple(found)


def media_type(url: str) -> str:
    """Return what a file is."""
    return MEDIA_TYPES.get(url.rpartition(".")[2], "application/octet-stream")


def _citation(site: Site, title: str, day: str, path: str) -> tuple[tuple[str, str], ...]:
    """Return the metadata that Zotero and Google Scholar read (Highwire Press's names); days as they ask for them."""
    rows = (
        ("title", title),
        ("author", site.keeper or site.name),
        ("publication_date", day.replace("-", "/")),
        ("publisher", site.name),
        ("public_url", f"{site.url}/{path}" if site.url else ""),
        ("language", "en"),
    )
    return tuple((name, value) for name, value in rows if value)
