"""schema.org JSON-LD of an event's page and of the data page.

An event's page is a Report (schema.org/Report) *about* an Event, and based on the articles that it quotes: the record
says what sources say, so nothing of it is an Event of its own, which search engines would offer as one to attend.

The JSON stands in the page as a data block, which no browser runs. Every character that HTML or a script could read as
mark-up is written as a \\u escape, so that no text of an article can end the block or begin anything in it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from markupsafe import Markup

from ..model import Event, Interval, Place, PlaceLevel
from .feeds_facts import Facts, Telling, fact_lines, permanent_id, telling_words
from .map_parts import doubt, located
from .urls import actor_url, event_url, place_url, source_url
from .views import Site
from .views_index import Index, places_of
from .words import whole_month, whole_years

CONTEXT = "https://schema.org"
Address = Callable[[str], str]
"""Makes an address of the site one that the page's reader can follow."""
_EMPTY: tuple[Any, ...] = ("", None, {}, [])
_TO_ESCAPE = re.compile("[^ -~]|[<>&']")


def data_block(value: dict[str, Any]) -> Markup:
    """Return JSON that can stand in a page's data block: ASCII, without any character that HTML gives a meaning to."""
    text = json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return Markup(_TO_ESCAPE.sub(lambda match: f"\\u{ord(match[0]):04x}", text))


def event_facts(index: Index, facts: Facts, site: Site, to: Address) -> dict[str, Any]:
    """Return an event's page as a Report about an Event, with the articles that it is based on."""
    event = facts.event
    sides = {actor.actor_id: actor for actor in (*event.actor1, *event.actor2)}
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Report",
            "@id": permanent_id("event", event.event_id).urn,
            "url": to(event_url(event.event_id)),
            "name": facts.title,
            "reportNumber": event.event_id,
            "abstract": _abstract(facts),
            "datePublished": facts.first_told.isoformat() if event.candidates else "",
            "dateModified": facts.last_told.isoformat(),
            "temporalCoverage": interval_iso(event.interval),
            "isPartOf": {"@type": "Collection", "name": site.name, "url": to("")},
            "publisher": _keeper(site),
            "about": _happening(facts, to),
            "mentions": [
                {"@type": "Thing", "name": actor.name, "url": to(actor_url(actor))} for actor in sides.values()
            ],
            "isBasedOn": [
                _source(index, candidate.article_id, to)
                for candidate in event.candidates
                if candidate.article_id in index.articles
            ],
            "citation": [_claim(telling) for telling in facts.tellings if telling.quote],
        }
    )


def dataset(
    index: Index, site: Site, to: Address, tables: Sequence[tuple[str, str]], licence: str = "", version: str = ""
) -> dict[str, Any]:
    """Return the tables as a Dataset; `tables` are their addresses with their media types."""
    chronicle = index.chronicle
    days = [event.interval for event in index.events if event.interval is not None]
    span = Interval(min(d.first for d in days), max(d.last for d in days)) if days else None
    countries = sorted({p.name if p.level is PlaceLevel.COUNTRY else p.country for p in index.places.values()} - {""})
    return _filled(
        {
            "@context": CONTEXT,
            "@type": "Dataset",
            "name": f"{site.name}: data",
            "description": f"Events of armed conflict as sources report them: {len(index.events):,} events from "
            f"{len(index.articles):,} articles, each with the sentences that it rests on. Not a complete count.",
            "url": to("data/"),
            "isAccessibleForFree": True,
            "creator": _keeper(site),
            "dateModified": chronicle.as_of.isoformat() if chronicle.as_of else "",
            "version": version,
            "license": licence,
            "temporalCoverage": interval_iso(span),
            "spatialCoverage": [{"@type": "Place", "name": name} for name in countries],
            "keywords": [str(kind) for kind in sorted(index.by_type)],
            "distribution": [
                {"@type": "DataDownload", "name": url.rpartition("/")[2], "contentUrl": to(url), "encodingFormat": kind}
                for url, kind in tables
            ],
        }
    )


def interval_iso(interval: Interval | None) -> str:
    """Return days as ISO 8601: one day, or first and last with a stroke between them."""
    if interval is None:
        return ""
    first, last = interval.first.isoformat(), interval.last.isoformat()
    return first if first == last else f"{first}/{last}"


def _happening(facts: Facts, to: Address) -> dict[str, Any]:
    event = facts.event
    where = [_place(place, event, to) for place in places_of(event)]
    return {
        "@type": "Event",
        "name": facts.title,
        "description": _abstract(facts),
        **_days(event.interval),
        "location": where[0] if len(where) == 1 else where,
    }


def _days(interval: Interval | None) -> dict[str, str]:
    """Return first and last day; a month or a year stays one, for as a range it would be said to have lasted."""
    if interval is None:
        return {}
    if whole_month(interval):
        return {"startDate": f"{interval.first:%Y-%m}"}
    if whole_years(interval) and interval.first.year == interval.last.year:
        return {"startDate": f"{interval.first.year:04d}"}
    return {"startDate": interval.first.isoformat(), "endDate": interval.last.isoformat()}


def _place(place: Place, event: Event, to: Address) -> dict[str, Any]:
    at = located(place)
    precision = event.geo_precision if event.place and place.place_id == event.place.place_id else 1
    radius = doubt(place, precision)
    geo: dict[str, Any] = {}
    if at is not None and place.level is not PlaceLevel.COUNTRY:
        point = {"@type": "GeoCoordinates", "latitude": at[0], "longitude": at[1]}
        geo = point if radius == 0 else {"@type": "GeoCircle", "geoMidpoint": point, "geoRadius": radius}
    return {
        "@type": "Country" if place.level is PlaceLevel.COUNTRY else "Place",
        "name": place.name,
        "alternateName": place.name_ar,
        "url": to(place_url(place)),
        "address": {"@type": "PostalAddress", "addressRegion": place.admin1, "addressCountry": place.country},
        "geo": geo,
        "sameAs": f"https://sws.geonames.org/{place.geonames_id}/" if place.geonames_id else "",
    }


def _source(index: Index, article_id: str, to: Address) -> dict[str, Any]:
    article = index.articles[article_id]
    return {
        "@type": "NewsArticle",
        "headline": article.title,
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else {},
        "datePublished": article.published.isoformat() if article.published else "",
        "url": article.url,
        "subjectOf": {"@type": "WebPage", "url": to(source_url(article_id))},
        "creditText": f"Retold from {article.retells}, not in its own words" if article.retells else "",
    }


def _claim(telling: Telling) -> dict[str, Any]:
    """Return a quoted sentence as a Claim: somebody says so, and where the words are a retelling's it says that."""
    return {"@type": "Claim", "text": telling.quote, "creditText": telling_words(telling)}


def _abstract(facts: Facts) -> str:
    return ". ".join(fact_lines(facts))


def _keeper(site: Site) -> dict[str, str]:
    return {"@type": "Organization", "name": site.keeper or site.name}


def _filled(value: dict[str, Any]) -> dict[str, Any]:
    """Return an object without its empty parts: what is unknown is not said."""
    found = {key: _part(part) for key, part in value.items()}
    kept = {key: part for key, part in found.items() if part not in _EMPTY}
    return kept if kept.keys() - {"@type"} else {}


def _part(value: Any) -> Any:
    if isinstance(value, dict):
        return _filled(value)
    if isinstance(value, list):
        return [part for part in map(_part, value) if part not in _EMPTY]
    return value
