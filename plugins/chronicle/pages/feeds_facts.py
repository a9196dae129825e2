"""What feeds, calendars and heads say of an event alike: an id for ever, when it was last told of, and its words.

All of it comes from the publishable chronicle. Nothing here knows the time of the build or the site's address.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from ..model import Event, Report
from .map_parts import doubt, located
from .phrases import mark, say
from .publish import quoted
from .views_index import Index
from .words import (
    GRADES_EXPLAINED,
    NOT_STATED,
    chained,
    day_words,
    geo_precision_words,
    interval_words,
    place_words,
    precision_words,
    region_words,
)
from .words_event import INJURED, KILLED, event_title, said_of
from .words_types import SUB_EVENT_TYPES

FAMILY = uuid.UUID("b91eb5fe-df62-43ea-910a-bf23b42c2043")
"""The name space of our ids (RFC 9562, 5.5). Never change it: every reader of a feed would see every entry anew."""

EPOCH = date(1970, 1, 1)
"""Stands for the day of what no dated text tells, where a format demands one: recognisably no day of ours."""

RETOLD = mark("Retold from {source}, not in its own words.")
_ACCORDING, _DENIED = mark("{who}, according to {source}"), mark("{who}, denied by {source}")

QUOTES = 5
"""Reports that an entry quotes; all of them are on the event's page."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One report as an entry quotes it."""

    publisher: str
    published: date | None
    quote: str
    """Empty where it may not be shown."""
    attribution: str
    denies: bool
    retells: str
    """Whose report the text retells; then its words are not that publisher's own."""


@dataclass(frozen=True, slots=True)
class Facts:
    """An event as an entry of a feed or a calendar."""

    event: Event
    title: str
    when: str
    when_precision: str
    where: str
    """With its region: "near Khan Touman, Aleppo, Syria"."""
    where_precision: str
    toll: str
    """The dead and the injured; empty where no text gives a number."""
    attested: str
    tellings: tuple[Telling, ...]
    more: int
    """Reports that are not quoted here."""
    first_told: date
    last_told: date
    """The newest day of a report or a correction."""
    point: tuple[float, float] | None
    """Latitude and longitude; only where the place itself is known: near it or in its region is no point."""


def permanent_id(kind: str, key: str) -> uuid.UUID:
    """Return the same id for the same thing, whatever the site's address: `kind` is event, correction or feed."""
    return uuid.uuid5(FAMILY, f"{kind}:{key}")


def told_between(index: Index, event: Event) -> tuple[date, date]:
    """Return the first and the last day on which a report of the event was published, or it was corrected."""
    articles = (index.articles.get(candidate.article_id) for candidate in event.candidates)
    days = [article.published for article in articles if article is not None and article.published is not None]
    days += [correction.when for correction in event.corrections]
    return (min(days), max(days)) if days else (EPOCH, EPOCH)


def facts_of(index: Index, event: Event) -> Facts:
    """Return an event's facts in words."""
    place = event.place
    region = region_words(place) if place else ""
    where = place_words(place, event.geo_precision)
    counts = ((event.fatalities, KILLED), (event.injured, INJURED))
    first, last = told_between(index, event)
    return Facts(
        event=event,
        title=event_title(event),
        when=interval_words(event.interval),
        when_precision=precision_words(event.interval),
        where=chained((where, region)) if region else where,
        where_precision=geo_precision_words(place, event.geo_precision),
        toll=chained([said_of(count, said) for count, said in counts if count.known]),
        attested=GRADES_EXPLAINED[event.grade],
        tellings=tuple(_telling(index, report) for report in event.reports[:QUOTES]),
        more=max(0, len(event.reports) - QUOTES),
        first_told=first,
        last_told=last,
        point=located(place) if place and doubt(place, event.geo_precision) == 0 else None,
    )


def _telling(index: Index, report: Report) -> Telling:
    article = index.articles.get(report.article_id)
    return Telling(
        publisher=article.publisher if article else "",
        published=article.published if article else None,
        quote=report.quote if quoted(report) else "",
        attribution=report.attribution if quoted(report) else "",
        denies=report.assertion == "denied",
        retells=article.retells if article and quoted(report) else "",
    )


def fact_lines(facts: Facts) -> tuple[str, ...]:
    """Return an event's values, a line each, with how exactly they are known."""
    when = say("{value} ({precision})", value=facts.when, precision=facts.when_precision)
    where = say("{value} ({precision})", value=facts.where, precision=facts.where_precision)
    return (
        say("When: {value}", value=when),
        say("Where: {value}", value=where),
        say("Toll: {value}", value=facts.toll or NOT_STATED),
        say("Type: {value}", value=SUB_EVENT_TYPES[facts.event.sub_event_type]),
        facts.attested,
    )


def telling_words(telling: Telling) -> str:
    """Return whose words a quotation is: "Reuters, 8 May 2016, according to a doctor"."""
    who = chained([part for part in (telling.publisher, _day(telling)) if part])
    if telling.attribution:
        said = _DENIED if telling.denies else _ACCORDING
        who = say(said, who=who, source=telling.attribution)
    elif telling.denies:
        who = say("{who}, denying it", who=who)
    return say("{who}. {note}", who=who, note=say(RETOLD, source=telling.retells)) if telling.retells else who


def _day(telling: Telling) -> str:
    return day_words(telling.published) if telling.published else ""
