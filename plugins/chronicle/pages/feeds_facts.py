"""What feeds, calendars and heads say of an event alike: an id for ever, when it was last told of, and its words.

All of it comes from the publishable chronicle. Nothing here knows the time of the build or the site's address.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from ..model import Event, Report
from .map_parts import doubt, located
from .publish import quoted
from .views_index import Index
from .words import (
    GRADES_EXPLAINED,
    count_words,
    day_words,
    geo_precision_words,
    interval_words,
    place_words,
    precision_words,
    region_words,
)
from .words_event import event_title

FAMILY = uuid.UUID("b91eb5fe-df62-43ea-910a-bf23b42c2043")
"""The name space of our ids (RFC 9562, 5.5). Never change it: every reader of a feed would see every entry anew."""

EPOCH = date(1970, 1, 1)
"""Stands for the day of what no dated text tells, where a format demands one: recognisably no day of ours."""

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
    first, last = told_between(index, event)
    tolls = ((count_words(event.fatalities), "killed"), (count_words(event.injured), "injured"))
    known = (event.fatalities.known, event.injured.known)
    return Facts(
        event=event,
        title=event_title(event),
        when=interval_words(event.interval),
        when_precision=precision_words(event.interval),
        where=f"{where}, {region}" if region else where,
        where_precision=geo_precision_words(place, event.geo_precision),
        toll=", ".join(f"{words} {what}" for (words, what), sure in zip(tolls, known, strict=True) if sure),
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


def telling_words(telling: Telling) -> str:
    """Return whose words a quotation is: "Reuters, 8 May 2016, citing a doctor"."""
    who = telling.publisher
    if telling.published:
        who = f"{who}, {day_words(telling.published)}" if who else day_words(telling.published)
    if telling.attribution:
        who += f", {'denied by' if telling.denies else 'according to'} {telling.attribution}"
    elif telling.denies:
        who += ", denying it"
    return f"{who}. Retold from {telling.retells}, not in its own words" if telling.retells else who
