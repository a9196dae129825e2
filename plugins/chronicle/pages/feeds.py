"""Atom feeds (RFC 4287): of everything, of each place, side and type; each with what was told of last.

An entry's id is a UUID made of the event's own id, and "updated" is the day of its newest report or correction. Where
the site's address is known links are absolute; in a build without one they count from the site's root, which xml:base
gives as a relative reference, so that a feed read from the disk leads to the pages beside it.
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache, partial
from html import escape

from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree

from ..model import Actor, Event, Place, SubEventType
from .catalogue import Catalogue
from .feeds_facts import EPOCH, Facts, fact_lines, permanent_id, telling_words, told_between
from .files import Files
from .interface import ARTICLES
from .phrases import say, say_n
from .render import href
from .urls import actor_url, event_url, place_url, type_url
from .views import Alternate, Head, Site
from .views_index import Index, time_key

LATEST = 100
"""Entries of a feed at most."""
ATOM = "application/atom+xml"
EVERYTHING = "feed.xml"
KEPT = 2000
"""Entries kept in memory at once, some kilobytes each."""
_ROOT = Head("", "", "")
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document may hold (section 2.2)."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it is written."""

    url: str
    title: str
    about: str
    page: str
    """The page that shows the same."""
    events: Sequence[Event]
    """The latest of them, the newest first."""


class _Base(BaseExtension):  # type: ignore[misc]  # feedgen carries no types
    """Gives a feed xml:base, which feedgen has no method for."""

    base = ""

    def extend_atom(self, feed: etree._Element) -> etree._Element:
        """Set the attribute."""
        feed.set("{http://www.w3.org/XML/1998/namespace}base", self.base)
        return feed


def place_feed(place: Place) -> str:
    """Return the address of a place's feed."""
    return f"{place_url(place)}feed.xml"


def actor_feed(actor: Actor) -> str:
    """Return the address of a side's feed."""
    return f"{actor_url(actor)}feed.xml"


def type_feed(sub_event_type: SubEventType) -> str:
    """Return the address of a type's feed."""
    return f"{type_url(sub_event_type)}feed.xml"


def feed_link(url: str, title: str) -> Alternate:
    """Return a feed as a page's head and its visible links name it."""
    return Alternate(url, ATOM, title)


def address(site: Site, url: str) -> str:
    """Return an address that a reader far from the site can follow; without one, from the site's root."""
    return f"{site.url}/{url}" if site.url else href(_ROOT, site, url)


def moment(day: date) -> datetime:
    """Return the first moment of a day: the sources give days only."""
    return datetime.combine(day, time(), UTC)


def xml_text(text: str) -> str:
    """Return the text with a question mark for each character that XML cannot hold."""
    return _NO_XML.sub("\ufffd", text)


def latest(index: Index, events: Iterable[Event]) -> tuple[Event, ...]:
    """Return the events that were told of last, the newest first."""
    return tuple(
        heapq.nlargest(LATEST, events, key=lambda event: (told_between(index, event)[1], *_place_in_time(event)))
    )


def _place_in_time(event: Event) -> tuple[bool, date, str]:
    undated, first, _, event_id = time_key(event)
    return (not undated, first, event_id)


def all_feeds(index: Index, site: Site) -> Iterator[Feed]:
    """Yield every feed of events."""
    everything = latest(index, index.events)
    yield Feed(EVERYTHING, site.name, say("The {n} events last reported or corrected.", n=LATEST), "", everything)
    for key, place in index.places.items():
        yield _feed(index, site, place.name, place_feed(place), place_url(place), index.by_place[key])
    for key, actor in index.actors.items():
        yield _feed(index, site, actor.name, actor_feed(actor), actor_url(actor), index.by_actor[key])
    for kind in sorted(index.by_type):
        yield _feed(index, site, str(kind), type_feed(kind), type_url(kind), index.by_type[kind])


def _feed(index: Index, site: Site, name: str, url: str, page: str, events: Sequence[Event]) -> Feed:
    about = say("The {n} events last reported or corrected, of {all}.", n=LATEST, all=len(events))
    return Feed(url, f"{name} · {site.name}", about, page, latest(index, events))


def new_feed(
    site: Site, url: str, page: str, title: str, about: str, updated: date, tongue: Catalogue
) -> FeedGenerator:
    """Return a feed without entries."""
    feed = FeedGenerator()
    feed.register_extension("xmlbase", _Base)
    feed.xmlbase.base = f"{site.url}/" if site.url else "../" * url.count("/") or "./"
    feed.id(permanent_id("feed", f"{site.name}\n{url}").urn)
    feed.title(xml_text(tongue.text(title)))
    feed.subtitle(xml_text(tongue.text(about)))
    feed.language(tongue.code)
    feed.author(name=xml_text(site.keeper or site.name))
    feed.generator("the chronicle")
    feed.link(href=address(site, page), rel="alternate", type="text/html")
    feed.link(href=address(site, url), rel="self", type=ATOM)
    feed.updated(moment(updated))
    return feed


def render_feed(index: Index, site: Site, feed: Feed, tongue: Catalogue, entry: Callable[[str], FeedEntry]) -> str:
    """Return a feed as XML; `entry` makes the entry of an event by its id."""
    told = [told_between(index, event)[1] for event in feed.events]
    updated = max(told, default=index.chronicle.as_of or EPOCH)
    made = new_feed(site, feed.url, feed.page, feed.title, feed.about, updated, tongue)
    made.load_extension("geo", rss=False)
    for event in feed.events:
        made.add_entry(entry(event.event_id), order="append")
    return feed_text(made)


def feed_text(feed: FeedGenerator) -> str:
    """Return a finished feed as XML with one element a line."""
    text: str = feed.atom_str(pretty=True).decode("utf-8")
    return text


def event_entry(site: Site, facts: Facts, tongue: Catalogue) -> FeedEntry:
    """Return an event as an entry."""
    event, kind = facts.event, facts.event.sub_event_type
    entry = FeedEntry()
    entry.id(permanent_id("event", event.event_id).urn)
    entry.title(xml_text(tongue.text(say("{title} ({when})", title=facts.title, when=facts.when))))
    entry.link(href=address(site, event_url(event.event_id)), rel="alternate", type="text/html")
    entry.published(moment(facts.first_told))
    entry.updated(moment(facts.last_told))
    entry.category([{"term": str(kind), "label": str(kind)}, {"term": str(event.grade), "label": str(event.grade)}])
    entry.content(xml_text(_content(facts, tongue)), type="html")
    if facts.point:
        entry.load_extension("geo", rss=False)
        entry.geo.point(f"{facts.point[0]:.6f} {facts.point[1]:.6f}")
    return entry


def _content(facts: Facts, tongue: Catalogue) -> str:
    parts = [_paragraph(tongue.text(line)) for line in fact_lines(facts)]
    for telling in facts.tellings:
        whose = telling_words(telling)
        if telling.quote:
            language = "" if tongue.english else f' lang="{ARTICLES}" dir="ltr"'
            quotation = f"<blockquote{language}>{escape(telling.quote)}</blockquote>"
            parts.append(f"{quotation}{_paragraph('— ' + tongue.text(whose))}")
        else:
            parts.append(_paragraph(tongue.text(say("{who}: the sentence is not repeated here.", who=whose))))
    if facts.more:
        parts.append(_paragraph(tongue.text(say_n("{n} further report", "{n} further reports", facts.more))))
    return "\n".join(parts)


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def write_feeds(index: Index, site: Site, files: Files, tongue: Catalogue, facts: Callable[[Event], Facts]) -> None:
    """Write every feed of events; an event stands in four or five of them, and its entry is made once."""
    events = {event.event_id: event for event in index.events}

    @lru_cache(maxsize=KEPT)
    def entry(event_id: str) -> FeedEntry:
        return event_entry(site, facts(events[event_id]), tongue)

    def rendered(feed: Feed) -> bytes:
        return render_feed(index, site, feed, tongue, entry).encode("utf-8")

    for feed in all_feeds(index, site):
        about = (feed.url, feed.title, feed.about, feed.page, index.chronicle.as_of)
        files.write(feed.url, about, feed.events, partial(rendered, feed))
