"""Events in ACLED's columns, coded by ACLED's codebook: shaped like ACLED's data, but none of it.

Each rule names its section of the ACLED Codebook (acleddata.com, knowledge base, as of 2024). Where the codebook
prescribes a number for what a source leaves vague (3 or 10 for "several"), or 0 for silence, the cell stays empty.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from ..model import Actor, ActorKind, Chronicle, Count, Event, Interval, Place, PlaceLevel
from .exports_acled_rows import AcledRow
from .exports_build import civilian_targeting, disorder_types, name_part, publishers_of
from .exports_codes import country_codes
from .map_parts import located

WEEK, MONTH = 7, 31


def acled_rows(chronicle: Chronicle, titles: Mapping[str, str]) -> list[AcledRow]:
    """Return every event in ACLED's columns, in the chronicle's order; `titles` are the events' by id."""
    publishers = {article.article_id: article.publisher for article in chronicle.articles}
    published = {article.article_id: article.published for article in chronicle.articles}
    return [_row(event, titles[event.event_id], publishers, published) for event in chronicle.events]


def _row(event: Event, title: str, publishers: Mapping[str, str], published: Mapping[str, date | None]) -> AcledRow:
    place, kind = event.place, event.sub_event_type
    at = located(place)
    day, precision = event_day(event.interval)
    codes = country_codes(place.country_code, place.country) if place else country_codes("")
    first, second = _lead(event.actor1), _lead(event.actor2)
    return AcledRow(
        event_id_cnty=event.event_id,
        event_date=day,
        year=_year(event.interval, day),
        time_precision=precision,
        disorder_type="; ".join(disorder_types(kind)),
        event_type=str(kind.event_type),
        sub_event_type=str(kind),
        actor1=first.name if first else "",
        assoc_actor_1=tuple(name_part(actor.name) for actor in event.actor1[1:]),
        inter1=int(first.kind) if first else None,
        actor2=second.name if second else "",
        assoc_actor_2=tuple(name_part(actor.name) for actor in event.actor2[1:]),
        inter2=int(second.kind) if second else (0 if first else None),
        interaction=interaction(first.kind if first else None, second.kind if second else None),
        civilian_targeting=civilian_targeting(event),
        iso=codes.iso,
        region=codes.acled_region,
        country=place.country if place else "",
        admin1=place.admin1 if place else "",
        admin2=place.admin2 if place else "",
        admin3="",
        location=place.name if place else "",
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        geo_precision=geo_precision(place, event.geo_precision),
        source=publishers_of(event, publishers),
        source_scale="",
        notes=title,
        fatalities=fatalities(event.fatalities),
        tags="",
        timestamp=_timestamp([published.get(report.article_id) for report in event.reports]),
    )


def _lead(actors: Sequence[Actor]) -> Actor | None:
    return actors[0] if actors else None


def event_day(interval: Interval | None) -> tuple[date | None, int | None]:
    """Return ACLED's event_date and time_precision of the days on one or more of which an event lies.

    ACLED Codebook, "Time precision codes": 1 the day is known; 2 a week or a similar period, with its middle as the
    date; 3 a month or some weeks, with the middle of the month. Events that the sources leave open for longer are not
    in ACLED: neither date nor code.
    """
    if interval is None or interval.days > MONTH:
        return None, None
    middle = interval.first + timedelta(days=(interval.days - 1) // 2)
    return middle, 1 if interval.days == 1 else 2 if interval.days <= WEEK else 3


def _year(interval: Interval | None, day: date | None) -> int | None:
    if interval is None:
        return None
    within = interval.first.year == interval.last.year
    return day.year if day else interval.first.year if within else None


def interaction(first: ActorKind | None, second: ActorKind | None) -> int | None:
    """Return ACLED's interaction code (ACLED Codebook, "Interaction codes").

    The two inter codes, the lower first, whichever side they are of; the first side's code and a zero where no second
    is named ("Rebel group only"). Nothing where the first side is not known: "Civilians only" would say that the
    victims acted alone.
    """
    if first is None:
        return None
    lower, higher = sorted((int(first), int(second))) if second is not None else (int(first), 0)
    return 10 * lower + higher


def geo_precision(place: Place | None, known: int | None) -> int | None:
    """Return ACLED's geo_precision (ACLED Codebook, "Spatial precision codes").

    1 a named town or place within it; 2 near a town or a small part of a region, such as a district; 3 a larger
    region. A place that has only its region's position (source "text") is a 3.
    """
    if place is None:
        return None
    if place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1, PlaceLevel.AREA):
        return 3
    if place.source == "text" and located(place):
        return 3
    least = 2 if place.level is PlaceLevel.ADMIN2 else 1
    return max(known or 1, least)


def fatalities(count: Count) -> int | None:
    """Return ACLED's fatalities: the lowest number reported (ACLED Codebook, "Reported fatalities").

    An upper bound alone ("up to 30") says nothing of the lowest; no number stays none.
    """
    return count.low if count.low is not None else count.best


def _timestamp(days: Sequence[date | None]) -> int | None:
    known = [day for day in days if day is not None]
    if not known:
        return None
    newest = max(known)
    return int(datetime(newest.year, newest.month, newest.day, tzinfo=UTC).timestamp())
