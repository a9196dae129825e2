"""The chronicle into rows: what each cell of the published tables says."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ..model import Actor, ActorKind, Article, Chronicle, Event, EventType, Place, Report, Span, SubEventType
from .exports_rows import ArticleRow, EventRow, PlaceRow, ReportRow
from .map_parts import located
from .urls import event_url, place_url, source_url
from .words_event import event_title

POLITICAL_VIOLENCE = "Political violence"
DEMONSTRATIONS = "Demonstrations"
_DISORDER_OF_TYPE: dict[EventType, tuple[str, ...]] = {
    EventType.BATTLES: (POLITICAL_VIOLENCE,),
    EventType.EXPLOSIONS: (POLITICAL_VIOLENCE,),
    EventType.VIOLENCE_AGAINST_CIVILIANS: (POLITICAL_VIOLENCE,),
    EventType.PROTESTS: (DEMONSTRATIONS,),
    EventType.RIOTS: (DEMONSTRATIONS,),
    EventType.STRATEGIC: ("Strategic developments",),
}
_DISORDER_OF_SUB_TYPE: dict[SubEventType, tuple[str, ...]] = {
    SubEventType.EXCESSIVE_FORCE: (POLITICAL_VIOLENCE, DEMONSTRATIONS),
    SubEventType.MOB_VIOLENCE: (POLITICAL_VIOLENCE,),
}
_UNTOLD = Report("", Span(0, 0), "", Span(0, 0), SubEventType.OTHER)
_UNARMED = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS})


def disorder_types(sub_event_type: SubEventType) -> tuple[str, ...]:
    """Return ACLED's disorder types (ACLED Codebook, "disorder_type")."""
    return _DISORDER_OF_SUB_TYPE.get(sub_event_type) or _DISORDER_OF_TYPE[sub_event_type.event_type]


def civilian_targeting(event: Event) -> str:
    """Return "Civilian targeting" where civilians were the main or only target (ACLED Codebook), else nothing.

    All violence against civilians and excessive force against protesters; explosions and riots where everyone on the
    other side is unarmed. Civilians harmed beside a fighting side do not make an event one.
    """
    kind = event.sub_event_type
    always = kind.event_type is EventType.VIOLENCE_AGAINST_CIVILIANS or kind is SubEventType.EXCESSIVE_FORCE
    may_be = kind.event_type in (EventType.EXPLOSIONS, EventType.RIOTS)
    unarmed = bool(event.actor2) and all(actor.kind in _UNARMED for actor in event.actor2)
    return "Civilian targeting" if always or (may_be and unarmed) else ""


def report_ids(event: Event) -> tuple[str, ...]:
    """Return an id for each of the event's reports, in the order of `event.reports`.

    Made of the event's id and where the report stands (article and trigger), so that further reports change none of
    those already published; also the report's anchor on its event's page.
    """
    seen: Counter[str] = Counter()
    ids: list[str] = []
    for report in event.reports:
        digest = hashlib.sha256(f"{report.article_id}:{report.trigger.start}".encode()).hexdigest()[:8]
        seen[digest] += 1
        ids.append(f"{event.event_id}-r{digest}" + (f"-{seen[digest]}" if seen[digest] > 1 else ""))
    return tuple(ids)


def places_of(event: Event) -> tuple[Place, ...]:
    """Return every place of an event, each once."""
    found = {place.place_id: place for place in (event.place, *event.further_places) if place is not None}
    return tuple(found.values())


def events_rows(chronicle: Chronicle, site: bool = True) -> list[EventRow]:
    """Return the rows of events.csv, in the chronicle's order; `site` False leaves the addresses empty."""
    publishers = {article.article_id: article.publisher for article in chronicle.articles}
    return [_event_row(event, publishers, site) for event in chronicle.events]


def _event_row(event: Event, publishers: dict[str, str], site: bool) -> EventRow:
    interval, place, kind = event.interval, event.place, event.sub_event_type
    at = located(place)
    return EventRow(
        event_id=event.event_id,
        title=event_title(event),
        date_start=interval.first if interval else None,
        date_end=interval.last if interval else None,
        date_precision=interval.precision if interval else None,
        date_basis=str(event.date_basis) if event.date_basis else "",
        event_type=str(kind.event_type),
        sub_event_type=str(kind),
        disorder_type="; ".join(disorder_types(kind)),
        civilian_targeting=civilian_targeting(event),
        actor1=_names(event.actor1),
        actor1_kind=_kinds(event.actor1),
        actor2=_names(event.actor2),
        actor2_kind=_kinds(event.actor2),
        place_id=place.place_id if place else "",
        place=place.name if place else "",
        admin1=place.admin1 if place else "",
        country=place.country if place else "",
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        geo_precision=event.geo_precision if place else None,
        fatalities_low=event.fatalities.low,
        fatalities_best=event.fatalities.best,
        fatalities_high=event.fatalities.high,
        injured_low=event.injured.low,
        injured_best=event.injured.best,
        injured_high=event.injured.high,
        reports=len(event.reports),
        publishers=publishers_of(event, publishers),
        grade=str(event.grade),
        url=event_url(event.event_id) if site else "",
        further_places=tuple(name_part(other.name) for other in event.further_places),
        further_place_ids=tuple(name_part(other.place_id) for other in event.further_places),
        actor1_ids=tuple(name_part(actor.actor_id) for actor in event.actor1),
        actor2_ids=tuple(name_part(actor.actor_id) for actor in event.actor2),
    )


def publishers_of(event: Event, publishers: Mapping[str, str]) -> tuple[str, ...]:
    """Return the publishers of an event's reports, each once, given every article's publisher."""
    told = (publishers.get(report.article_id, "") for report in event.reports)
    return tuple(dict.fromkeys(name_part(name) for name in told if name))


def reports_rows(chronicle: Chronicle, site: bool = True) -> list[ReportRow]:
    """Return the rows of reports.csv: event by event, each event's denials last."""
    articles = {article.article_id: article for article in chronicle.articles}
    return [
        _report_row(report, report_id, event, articles.get(report.article_id), site)
        for event in chronicle.events
        for report, report_id in zip(event.reports, report_ids(event), strict=True)
    ]


def is_withheld(report: Report) -> bool:
    """Tell whether of a published report no more may be shown than publisher and day (see publish.py)."""
    return not report.quote and report.span == Span(0, 0)


def _report_row(report: Report, report_id: str, event: Event, article: Article | None, site: bool) -> ReportRow:
    told = _UNTOLD if is_withheld(report) else report
    interval, place = told.interval, told.place
    shown = article if article and told is report else None
    return ReportRow(
        report_id=report_id,
        event_id=event.event_id,
        article_id=report.article_id,
        publisher=article.publisher if article else "",
        published=article.published if article else None,
        quote=report.quote,
        start=report.span.start,
        end=report.span.end,
        assertion=str(report.assertion),
        attribution=report.attribution,
        date_text=report.date_text,
        place_text=report.place_text,
        url=f"{event_url(event.event_id)}#{report_id}" if site else "",
        source_url=shown.url if shown else "",
        retells=shown.retells if shown else "",
        sub_event_type=str(told.sub_event_type) if told is report else "",
        date_start=interval.first if interval else None,
        date_end=interval.last if interval else None,
        date_precision=interval.precision if interval else None,
        place=place.name if place else "",
        geo_precision=told.geo_precision if place else None,
        actor1=_names(told.actor1),
        actor2=_names(told.actor2),
        fatalities_low=told.fatalities.low,
        fatalities_best=told.fatalities.best,
        fatalities_high=told.fatalities.high,
        injured_low=told.injured.low,
        injured_best=told.injured.best,
        injured_high=told.injured.high,
    )


def places_rows(chronicle: Chronicle) -> list[PlaceRow]:
    """Return the rows of places.csv: every place that an event names, by name."""
    places: dict[str, Place] = {}
    events: Counter[str] = Counter()
    for event in chronicle.events:
        for place in places_of(event):
            places.setdefault(place.place_id, place)
            events[place.place_id] += 1
    ordered = sorted(places.values(), key=lambda place: (place.name, place.place_id))
    return [_place_row(place, events[place.place_id]) for place in ordered]


def _place_row(place: Place, events: int) -> PlaceRow:
    at = located(place)
    return PlaceRow(
        place_id=place.place_id,
        name=place.name,
        name_ar=place.name_ar,
        admin1=place.admin1,
        country=place.country,
        latitude=at[0] if at else None,
        longitude=at[1] if at else None,
        level=str(place.level),
        geonames_id=place.geonames_id,
        events=events,
        url=place_url(place),
        coordinates_from=place.source if at else "",
    )


def articles_rows(chronicle: Chronicle) -> list[ArticleRow]:
    """Return the rows of articles.csv, oldest first, those without a date last."""
    events: Counter[str] = Counter()
    for event in chronicle.events:
        events.update({report.article_id for report in event.reports})
    ordered = sorted(chronicle.articles, key=lambda article: (_day(article), article.article_id))
    return [
        ArticleRow(
            article_id=article.article_id,
            title=article.title,
            publisher=article.publisher,
            published=article.published,
            url=article.url,
            events=events[article.article_id],
            page=source_url(article.article_id),
            retells=article.retells,
        )
        for article in ordered
    ]


def _day(article: Article) -> str:
    return article.published.isoformat() if article.published else "9999-99-99"


def name_part(text: str) -> str:
    """Return a name that can stand in a joined cell (see exports_cells.join): on one line, without a semicolon."""
    return " ".join(text.replace(";", ",").split())


def _names(actors: Sequence[Actor]) -> tuple[str, ...]:
    return tuple(name_part(actor.name) for actor in actors)


def _kinds(actors: Iterable[Actor]) -> tuple[int, ...]:
    return tuple(int(actor.kind) for actor in actors)
