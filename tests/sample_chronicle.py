"""A chronicle made by hand for the tests of tables and maps: doubt of every kind, and text that means harm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from chronicle.model import (
    Actor,
    ActorKind,
    Article,
    Assertion,
    Candidate,
    Chronicle,
    Count,
    DateBasis,
    Event,
    Grade,
    Interval,
    Place,
    PlaceLevel,
    Report,
    Span,
    SubEventType,
)

HOSTILE = (
    '=HYPERLINK("http://evil.example","x");</script><img src=x onerror=alert(1)>`${alert(2)}`\r\n"; \'quoted\'\x00نيرب'
)
BARRA = Place(
    "gn:101", "Barra", PlaceLevel.PLACE, "Norland", "NL", "Lower Vale", "", 35.5, 36.75, "بارا", geonames_id=101
)
MOUNT = Place(
    "ed:mount-ash", "Mount Ash", PlaceLevel.SITE, "Norland", "NL", "Lower Vale", "", -12.5, -70.25, source="a survey"
)
VALE = Place("gn:7", "Lower Vale", PlaceLevel.ADMIN1, "Norland", "NL", "", "", 35.0, 37.0, geonames_id=7)
NOWHERE = Place("tx:somewhere", "Somewhere", PlaceLevel.PLACE)
NULL_ISLAND = Place("ed:null", "Nulltown", PlaceLevel.PLACE, latitude=0.0, longitude=0.0)

ARMY = Actor("army", "Norland army", ActorKind.STATE_FORCES)
MILITIA = Actor("militia", "Vale; Hill Militia", ActorKind.POLITICAL_MILITIA)
VILLAGERS = Actor("civilians", "civilians", ActorKind.CIVILIANS)
MARCHERS = Actor("protesters", "protesters", ActorKind.PROTESTERS)

ARTICLES = (
    Article("wire-2", "Fighting in Barra", "Second Wire", date(1994, 3, 4), "x" * 500, "https://wire.example/2"),
    Article("wire-1", HOSTILE, HOSTILE, date(1994, 3, 3), "x" * 500, retells="First Wire, 3 March 1994"),
    Article("wire-0", "Undated", "Third Wire", None, "x" * 500),
)


def report(
    article_id: str, start: int, kind: SubEventType, quote: str = "Shells fell on Barra.", **more: object
) -> Report:
    made = Report(article_id, Span(start, start + len(quote)), quote, Span(start, start + 6), kind)
    return replace(made, **more)  # type: ignore[arg-type]


def event(event_id: str, kind: SubEventType = SubEventType.SHELLING, *reports: Report, **more: object) -> Event:
    told = reports or (report("wire-1", sum(map(ord, event_id)), kind),)
    stated = tuple(r for r in told if r.assertion is not Assertion.DENIED)
    denials = tuple(r for r in told if r.assertion is Assertion.DENIED)
    made = Event(
        event_id=event_id,
        sub_event_type=kind,
        interval=Interval(date(1994, 3, 2), date(1994, 3, 2)),
        date_basis=DateBasis.STATED,
        place=BARRA,
        geo_precision=1,
        further_places=(),
        actor1=(ARMY,),
        actor2=(VILLAGERS,),
        fatalities=Count(),
        injured=Count(),
        grade=Grade.SINGLE,
        candidates=(Candidate(told[0].article_id, told[0], stated, denials),),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def sample() -> Chronicle:
    """Return a fresh chronicle of eight events."""
    month = Interval(date(1994, 2, 1), date(1994, 2, 28))
    denial = report("wire-2", 40, SubEventType.AIR_STRIKE, "The army denied it.", assertion=Assertion.DENIED)
    hostile = report("wire-1", 90, SubEventType.ATTACK, HOSTILE, attribution="@who", date_text="-1", place_text="+x")
    events = (
        event("e1", SubEventType.ARMED_CLASH, actor1=(ARMY, MILITIA), actor2=(VILLAGERS,), interval=month),
        event(
            "e2", SubEventType.SHELLING, fatalities=Count(3, 4, 6), injured=Count(low=10), place=MOUNT, geo_precision=2
        ),
        event(
            "e3", SubEventType.AIR_STRIKE, report("wire-1", 9, SubEventType.AIR_STRIKE), denial, grade=Grade.DISPUTED
        ),
        event("e4", SubEventType.ATTACK, hostile, interval=None, date_basis=None, actor1=(), further_places=(MOUNT,)),
        event("e5", SubEventType.OTHER, place=VALE, geo_precision=3, actor2=()),
        event("e6", SubEventType.AGREEMENT, place=None, geo_precision=None, actor1=(), actor2=()),
        event("e7", SubEventType.EXCESSIVE_FORCE, place=NOWHERE, actor2=(MARCHERS,)),
        event("e8", SubEventType.MOB_VIOLENCE, place=NULL_ISLAND, actor2=(MILITIA,)),
    )
    return Chronicle(events, ARTICLES, (), date(1994, 3, 4))
