"""Events with a death in UCDP GED's columns, coded by its codebook: shaped like UCDP's data, but none of it.

Each rule names its section of the UCDP GED Codebook, version 23.1 (ucdp.uu.se, Department of Peace and Conflict
Research, Uppsala University). UCDP's own numbers of conflicts, dyads and actors stay empty.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model import BANDS, STATES, Actor, ActorKind, Article, Chronicle, Count, Event, EventType, Place, PlaceLevel
from .exports_build import is_withheld, name_part
from .exports_codes import country_codes
from .exports_ged_rows import GedRow
from .map_parts import located

UNARMED = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS})
ORGANISED = BANDS | STATES
WEEK_PRECISION = 3
_LEVELS = {PlaceLevel.ADMIN2: 3, PlaceLevel.ADMIN1: 4, PlaceLevel.AREA: 5, PlaceLevel.COUNTRY: 6}

Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]


def ged_rows(chronicle: Chronicle) -> list[GedRow]:
    """Return the events with a death in UCDP GED's columns, in the chronicle's order."""
    articles = {article.article_id: article for article in chronicle.articles}
    return [row for event in chronicle.events if (row := _row(event, articles)) is not None]


def estimates(count: Count) -> tuple[int, int, int] | None:
    """Return low, best and high, or None where no source states a death.

    UCDP GED Codebook, "Event" (a death in the low, best or high estimate makes an event one) and "Fatality
    estimates": all three are filled, low <= best <= high. The lowest number stated is the best one where the record
    leads with none ("at least 200"); an upper bound alone ("up to 30") gives a high estimate and nothing else.
    """
    known = [number for number in (count.low, count.best, count.high) if number is not None]
    if not any(known):
        return None
    best = count.best if count.best is not None else count.low if count.low is not None else 0
    low = min(best, count.low) if count.low is not None else best
    return low, best, max(best, *known)


def _is_state(actor: Actor) -> bool:
    """Tell whether a side is a government: state forces, also those of another country (ACLED's kind 8)."""
    return actor.kind is ActorKind.STATE_FORCES or (actor.kind is ActorKind.EXTERNAL_OTHER and bool(actor.country))


def _fought_by_a_government(event: Event) -> bool:
    """Tell whether the one side known is a government in a battle, or one that was struck from afar."""
    known = event.actor1 or event.actor2
    if (event.actor1 and event.actor2) or not known or not all(map(_is_state, known)):
        return False
    kind = event.sub_event_type.event_type
    return kind is EventType.BATTLES or (kind is EventType.EXPLOSIONS and bool(event.actor2))


def type_of_violence(event: Event) -> int | None:
    """Return UCDP's type of violence, or None where the sides do not tell (UCDP GED Codebook, "type_of_violence").

    1 state-based: two organised sides, one of them a government at least. 2 non-state: two organised sides, neither a
    government. 3 one-sided: an organised side, known or not, against people who do not fight. Where one side is not
    known and the other is a government that was fought or struck, neither 2 nor 3 can be.
    """
    first, second = event.actor1, event.actor2
    unarmed = [side for side in (first, second) if side and all(actor.kind in UNARMED for actor in side)]
    if len(unarmed) == 1 and event.sub_event_type.event_type is not EventType.BATTLES:
        other = second if unarmed[0] is first else first
        organised = any(actor.kind in ORGANISED for actor in other)
        against = event.sub_event_type.event_type in (EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS)
        return 3 if organised or (not other and against) else None
    if not all(any(actor.kind in ORGANISED for actor in side) for side in (first, second)):
        return 1 if _fought_by_a_government(event) else None
    if any(_is_state(actor) for actor in (*first, *second)):
        return 1
    return 2 if all(actor.kind in BANDS for actor in (*first, *second)) else None


def sides(event: Event, kind: int | None) -> Sides:
    """Return side A and side B (UCDP GED Codebook, "side_a"): the government, or the perpetrator, is side A."""
    first, second = event.actor1, event.actor2
    if kind == 1 and not any(map(_is_state, first)):
        return second, first
    if kind == 3 and first and all(actor.kind in UNARMED for actor in first):
        return second, first
    return first, second


def where_precision(place: Place | None, known: int | None) -> int | None:
    """Return UCDP's where_prec (UCDP GED Codebook, "where_prec").

    1 the exact place; 2 within about 25 km of it; 3 a second-level, 4 a first-level region; 5 an area that is none of
    these; 6 a country. A place that has only its region's position (source "text") counts as that region.
    """
    if place is None:
        return None
    if place.level in _LEVELS:
        return _LEVELS[place.level]
    if place.source == "text" or known == 3:
        return 4 if place.admin1 else 6 if place.country else None
    return 2 if known == 2 else 1


def priogrid(latitude: float, longitude: float) -> int:
    """Return the PRIO-GRID cell of a point: half degrees, counted from the south-west (Tollefsen et al. 2012)."""
    row = min(359, math.floor((latitude + 90) * 2))
    column = min(719, math.floor((longitude + 180) * 2))
    return row * 720 + column + 1


def _row(event: Event, articles: Mapping[str, Article]) -> GedRow | None:
    counts = estimates(event.fatalities)
    if counts is None:
        return None
    low, best, high = counts
    kind = type_of_violence(event)
    side_a, side_b = (", ".join(actor.name for actor in side) for side in sides(event, kind))
    of_a, of_b = sides(event, kind)
    place, interval, at = event.place, event.interval, located(event.place)
    codes = country_codes(place.country_code, place.country) if place else country_codes("")
    told = {report.article_id: articles[report.article_id] for report in event.reports if report.article_id in articles}
    open_to_all = {report.article_id for report in event.reports if not is_withheld(report)}
    told = {key: article if key in open_to_all else replace(article, title="") for key, article in told.items()}
    civilians = best if kind == 3 else 0
    return GedRow(
        id=int(hashlib.sha256(event.event_id.encode()).hexdigest()[:12], 16),
        relid=event.event_id,
        year=interval.first.year if interval else None,
        active_year=None,
        code_status="",
        type_of_violence=kind,
        conflict_dset_id="",
        conflict_new_id=None,
        conflict_name="",
        dyad_dset_id="",
        dyad_new_id=None,
        dyad_name=f"{side_a} - {side_b}" if side_a and side_b else "",
        side_a_dset_id="",
        side_a_new_id=None,
        side_a=side_a,
        side_b_dset_id="",
        side_b_new_id=None,
        side_b=side_b,
        number_of_sources=len({report.article_id for report in event.reports}),
        source_article=tuple(", ".join(filter(None, _source(article))) for article in told.values()),
        source_office=_unique([article.publisher for article in told.values()]),
        source_date=tuple(_source(article)[1] for article in told.values() if article.published),
        source_headline=_unique([article.title for article in told.values()]),
        source_original=_unique([report.attribution for report in event.reports]),
        where_prec=where_precision(place, event.geo_precision),
        where_coordinates=place.name if place else "",
        where_description=_unique([report.place_text for report in event.reports]),
        adm_1=place.admin1 if place else "",
        adm_2=place.admin2 if place else "",
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        geom_wkt=f"POINT ({at[1]} {at[0]})" if at else "",
        priogrid_gid=priogrid(*at) if at else None,
        country=place.country if place else "",
        country_id=codes.gleditsch_ward,
        region=codes.ucdp_region,
        event_clarity=clarity(event),
        date_prec=interval.precision if interval else None,
        date_start=interval.first if interval else None,
        date_end=interval.last if interval else None,
        deaths_a=0,
        deaths_b=0,
        deaths_civilians=civilians,
        deaths_unknown=best - civilians,
        best=best,
        high=high,
        low=low,
        gwnoa=_state_number(of_a),
        gwnob=_state_number(of_b),
    )


def clarity(event: Event) -> int:
    """Return UCDP's event_clarity: 2 for a summary over several places or more than a week, else 1."""
    long = event.interval is None or event.interval.precision > WEEK_PRECISION
    return 2 if event.further_places or long else 1


def _source(article: Article) -> tuple[str, str, str]:
    day = article.published.isoformat() if article.published else ""
    return name_part(article.publisher), day, name_part(article.title)


def _unique(texts: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name_part(text) for text in texts if text))


def _state_number(side: Sequence[Actor]) -> int | None:
    numbers = {country_codes("", actor.country).gleditsch_ward for actor in side if _is_state(actor) and actor.country}
    return numbers.pop() if len(numbers) == 1 else None
