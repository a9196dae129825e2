"""Hand-made reports for the tests of grouping, merging and grading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from chronicle.model import (
    Actor,
    ActorKind,
    AnalysedArticle,
    Article,
    Assertion,
    Candidate,
    Count,
    DateBasis,
    Interval,
    Place,
    PlaceLevel,
    Report,
    Span,
    SubEventType,
)

T = SubEventType


def spot(name: str, latitude: float, longitude: float, admin1: str = "Kivu", **more: Any) -> Place:
    """Return a place of the Congo; `more` overrides its fields."""
    known = {"level": PlaceLevel.PLACE, "country": "Congo", "country_code": "CD", "source": "geonames"} | more
    return Place(f"gn:{name}-{admin1}", name, latitude=latitude, longitude=longitude, admin1=admin1, **known)


GOMA = spot("Goma", -1.68, 29.22)
SAKE = spot("Sake", -1.57, 29.04)
BUNIA = spot("Bunia", 1.57, 30.24, admin1="Ituri")
AIRPORT = spot("Goma airport", -1.67, 29.24, level=PlaceLevel.SITE)
KIVU = spot("Kivu", -1.0, 28.5, level=PlaceLevel.ADMIN1, admin1="")
CONGO = spot("Congo", -2.0, 23.0, level=PlaceLevel.COUNTRY, admin1="")
ARMY = Actor("army", "Military Forces of Congo", ActorKind.STATE_FORCES, country="Congo")
REBELS = Actor("m23", "M23", ActorKind.REBEL_GROUP)
MILITIA = Actor("codeco", "CODECO", ActorKind.IDENTITY_MILITIA)
CIVILIANS = Actor("civilians", "Civilians", ActorKind.CIVILIANS)


def day(text: str) -> Interval:
    """Read "2013-05-04", "2013-05", or "2013-05-04/2013-05-09"."""
    if "/" in text:
        first, last = text.split("/")
        return Interval(date.fromisoformat(first), date.fromisoformat(last))
    if len(text) == 7:
        year, month = map(int, text.split("-"))
        following = date(year + month // 12, month % 12 + 1, 1)
        return Interval(date(year, month, 1), date.fromordinal(following.toordinal() - 1))
    return Interval(date.fromisoformat(text), date.fromisoformat(text))


def report(
    quote: str = "It happened.",
    kind: SubEventType = T.SHELLING,
    when: str | None = "2013-05-04",
    where: Place | None = GOMA,
    *,
    at: int = 0,
    trigger: str = "",
    basis: DateBasis = DateBasis.STATED,
    killed: int | None = None,
    injured: int | None = None,
    article: str = "a",
    **more: Any,
) -> Report:
    """Return a report; `trigger` is the word of the quote that tells of the happening."""
    start = at + (quote.index(trigger) if trigger else 0)
    made = Report(
        article_id=article,
        span=Span(at, at + len(quote)),
        quote=quote,
        trigger=Span(start, start + len(trigger or quote.split()[0])),
        sub_event_type=kind,
        interval=day(when) if when else None,
        date_basis=basis if when else None,
        place=where,
        geo_precision=1 if where else None,
        fatalities=Count(killed, killed, killed),
        injured=Count(injured, injured, injured),
    )
    return replace(made, **more)


def analysed(*reports: Report, article: str = "a") -> AnalysedArticle:
    """Return an article's analysis whose reports stand one after the other."""
    placed, at = [], 0
    for one in reports:
        shift = at - one.span.start
        placed.append(
            replace(
                one,
                article_id=article,
                span=Span(at, at + len(one.quote)),
                trigger=Span(one.trigger.start + shift, one.trigger.end + shift),
            )
        )
        at += len(one.quote) + 1
    return AnalysedArticle(article, reports=tuple(placed))


def candidate(one: Report, article: str = "a", denials: tuple[Report, ...] = ()) -> Candidate:
    """Return an account of one report."""
    mine = replace(one, article_id=article)
    return Candidate(article, mine, (mine,), denials)


def article(name: str, publisher: str = "", published: str = "2013-05-05", text: str = "") -> Article:
    """Return an article; without a publisher, one of its own."""
    words = text or f"Words of {name} that no other paper has: {name} one, {name} two, {name} three, {name} four."
    return Article(name, name, publisher or f"The {name} Times", date.fromisoformat(published), words)


DENIED, PLANNED, HABITUAL, CLAIMED = Assertion.DENIED, Assertion.PLANNED, Assertion.HABITUAL, Assertion.CLAIMED
