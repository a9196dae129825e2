"""What a sentence leaves unsaid and takes from those around it: the day and the place (inherit_tolls.py: the toll)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..dates import publication_interval
from ..model import (
    SPOTS,
    DateBasis,
    Mark,
    Place,
    PlaceLevel,
    PlaceMention,
    Report,
    TimeMention,
)
from .fields import Fields, touching, within
from .story import (
    day_named,
    ground_by_country,
    ground_since,
    looks_back,
    to_come,
    told_on,
)

NEAR = 600
"""Characters: about four sentences; what stands further back is another story."""


def inherit_dates(
    reports: Sequence[Report], times: Sequence[TimeMention], published: date | None
) -> tuple[Report, ...]:
    """Date the undated: by the report before, else by the one that follows a headline, else by the publication."""
    result: list[Report] = []
    before: Report | None = None
    last: Report | None = None
    since = 0
    for number, report in enumerate(reports):
        if report.interval is not None:
            # The main clause's report comes first: a clause's own date ("which they took on Thursday") is an aside.
            aside = number > 0 and reports[number - 1].span == report.span
            back = looks_back(report, last)
            if report.interval.days <= 7 and not aside and not back:
                before, last = last, report
            since = report.span.end if last is report or back else since
            result.append(report)
            continue
        # An aside without a date of its own ("an offensive that captured territory") is not dated by its sentence.
        source = last if last is None or last.span != report.span else before
        clock = day_named(report, since, times, published)
        if source is not None and to_come(source, published) and not to_come(report, published):
            source = None
        told = told_on(report, times)
        known = clock.interval if clock else source.interval if source else None
        if told is not None and known is not None and told.interval.last < known.first:
            # "They said on Thursday that they had taken the town", after the news of Friday.
            clock = told
        if clock is not None:
            mark: tuple[Mark, ...] = (Mark("date_start", clock.span),)
            result.append(
                replace(
                    report,
                    interval=clock.interval,
                    date_basis=DateBasis.INHERITED,
                    date_text=clock.text,
                    marks=report.marks + mark,
                )
            )
            continue
        if source is None and number + 1 < len(reports) and reports[number + 1].interval is not None:
            after = reports[number + 1]
            source = (
                after
                if 0 <= after.span.start - report.span.end < NEAR
                and after.date_basis is DateBasis.STATED
                and after.interval is not None
                # "The first such raid in 2023" dates no raid, nor does "on Saturday shells hit" another town.
                and after.interval.days <= 7
                and not _elsewhere(report, after)
                else None
            )
        if source is not None and source.interval is not None:
            mark = tuple(m for m in source.marks if m.field == "date_start")
            result.append(
                replace(
                    report,
                    interval=source.interval,
                    date_basis=DateBasis.INHERITED,
                    date_text=source.date_text,
                    marks=report.marks + mark,
                    context=(*report.context, source.span) if source.span != report.span else report.context,
                )
            )
        elif published is not None:
            result.append(replace(report, interval=publication_interval(published), date_basis=DateBasis.PUBLICATION))
        else:
            result.append(report)
    return tuple(result)


def _elsewhere(report: Report, after: Report) -> bool:
    one, other = report.place, after.place
    return (
        one is not None and other is not None and one.place_id != other.place_id and {one.level, other.level} <= SPOTS
    )


FINE = frozenset({PlaceLevel.PLACE, PlaceLevel.SITE, PlaceLevel.AREA, PlaceLevel.ADMIN2, PlaceLevel.ADMIN1})


def inherit_places(reports: Sequence[Report], known: Fields) -> tuple[Report, ...]:
    """Place the unplaced: where the report before stands, else at the nearest place named before or soon after.

    A story stays where it is until a report names another place; places that are only mentioned in between (a
    speaker's capital, an aside) do not move it.
    """
    counts = Counter(p.place.country_code for p in known.places)
    common = counts.most_common(1)[0][1] if counts else 0
    # A lone name in another country ("Manar", a broadcaster) is no ground to stand a story on.
    ground = [p for p in known.places if not p.metonym and (common < 4 or counts[p.place.country_code] > 1)]
    ground = [
        p for p in ground if not any(a.span.holds(p.span) for a in touching(known.actors, p.span.start, p.span.end))
    ]
    spots = ground_by_country(ground)
    country = _country(known, counts)
    result: list[Report] = []
    story: Report | None = None
    for report in reports:
        if report.place is not None:
            if story is None or story.span != report.span:
                story = report
            result.append(report)
            continue
        if story is not None and _flashback(report, story):
            # A look back ("the biggest since 2020, when they agreed to a ceasefire") stands where the whole text does.
            mark = (Mark("place", country.span),) if country else ()
            result.append(_at(report, country.place, 3, country.text, mark) if country else report)
            continue
        finer = ground_since(report, story, spots) if story is not None else None
        if finer is not None:
            # "Died in Syria", then "landed in Atmeh": from there on the story is at Atmeh.
            story = _at(report, finer.place, finer.geo_precision, finer.text, (Mark("place", finer.span),))
            result.append(story)
            continue
        if story is not None and story.place is not None and report.span.start - story.span.end <= 2 * NEAR:
            precision = 1 if IN_THE_TOWN.search(report.quote) and _near_a_point(story) else story.geo_precision
            here = _at(report, story.place, precision, story.place_text, _mark_of(story))
            if story.span != report.span:
                # The story goes on: what follows may be as far from here as this is from where it was placed.
                story = replace(here, geo_precision=story.geo_precision)
            result.append(here)
            continue
        source = _place_near(report, ground)
        if source is None:
            result.append(report)
            continue
        here = _at(report, source.place, source.geo_precision, source.text, (Mark("place", source.span),))
        story = here
        result.append(here)
    return tuple(result)


IN_THE_TOWN = re.compile(
    r"\b(?:in|into|inside|from|of|within|across) the (?:[\w-]+ )?(?:city|town|village)\b", re.IGNORECASE
)
"""The story may stand near the town; "retreated from the city" stands in it."""


def _near_a_point(story: Report) -> bool:
    return story.geo_precision == 2 and story.place is not None and story.place.level in SPOTS


THE_GROUND = re.compile(
    r"\bthe (?:[\w-]+ ){0,2}(?:city|town|village|area|district|base|airport|camp|neighbou?rhood|hill|quarter|suburb)\b",
    re.IGNORECASE,
)


def _flashback(report: Report, story: Report) -> bool:
    """Tell whether the report has a date of its own, weeks away from the story's, and no "the city" to tie it there."""
    if (
        THE_GROUND.search(report.quote)
        or report.date_basis is not DateBasis.STATED
        or report.interval is None
        or story.interval is None
    ):
        return False
    gap = max((story.interval.first - report.interval.last).days, (report.interval.first - story.interval.last).days)
    return gap > 31


def _country(known: Fields, counts: Counter[str]) -> PlaceMention | None:
    """Return the first mention of the country that most of the text's places lie in."""
    if not counts:
        return None
    code, most = counts.most_common(1)[0]
    if 2 * most <= sum(counts.values()):
        return None
    named = (p for p in known.places if p.place.level is PlaceLevel.COUNTRY and p.place.country_code == code)
    return next(named, None)


def _at(report: Report, place: Place, precision: int | None, text: str, marks: tuple[Mark, ...]) -> Report:
    return replace(report, place=place, geo_precision=precision, place_text=text, marks=(*report.marks, *marks))


def _mark_of(report: Report) -> tuple[Mark, ...]:
    return tuple(mark for mark in report.marks if mark.field == "place")


def _place_near(report: Report, ground: Sequence[PlaceMention]) -> PlaceMention | None:
    start, end = report.span.start, report.span.end
    before = [p for p in touching(ground, start - NEAR - 1, start) if p.span.end <= start]
    after = within(ground, end, end + NEAR // 2 + 1)
    for group in (before[::-1], after):
        fine = [p for p in group if p.place.level in FINE]
        if fine:
            return fine[0]
    nearest = before[::-1] or after
    return nearest[0] if nearest else None
