"""How a text moves on: which report a toll, a day or a place may be taken over from, and which it may not."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from ..model import TOLD, Assertion, DateBasis, EventType, PlaceLevel, PlaceMention, Report, SubEventType, TimeMention
from .fields import within

_DEADLY = frozenset({SubEventType.LOOTING, SubEventType.DISRUPTED_WEAPONS})
_GROUND = frozenset({PlaceLevel.PLACE, PlaceLevel.SITE, PlaceLevel.AREA, PlaceLevel.ADMIN2, PlaceLevel.ADMIN1})
_HAD = re.compile(r"\bhad(?:\s+\w+ly)?(?:\s+been)?\s+\Z")
_SAME_TALE = 600
"""Characters: about four sentences."""


def kills_nobody(report: Report, reports: Sequence[Report]) -> bool:
    """Tell whether the dead told of next are those of a deed of violence beside or before this deal or arrest.

    "Jets hit the city for the first time since the truce. One woman was killed": by the jets, not by the truce.
    """
    if not _peaceful(report) or report.fatalities.known:
        return False
    start = report.span.start
    near = within(reports, start - _SAME_TALE, start + 1)
    return any(not _peaceful(other) and other.assertion in TOLD for other in near)


def counted_beside(home: int | None, reports: Sequence[Report]) -> int | None:
    """Return the report of the same sentence that has dead or injured already, if this one has none.

    "A bomb killed 50, a day after they left the town. The toll rose to 51": the bomb's toll.
    """
    if home is None or _counts(reports[home]):
        return home
    span = reports[home].span
    first = home
    while first and reports[first - 1].span == span:
        first -= 1
    beside = (i for i in range(first, home) if reports[i].assertion in TOLD)
    return next((i for i in beside if _counts(reports[i])), home)


def _counts(report: Report) -> bool:
    return report.fatalities.known or report.injured.known


def _peaceful(report: Report) -> bool:
    return report.sub_event_type.event_type is EventType.STRATEGIC and report.sub_event_type not in _DEADLY


def looks_back(report: Report, last: Report | None) -> bool:
    """Tell whether the report only looks back, in the pluperfect, to before what was told last.

    "Rebels entered the city on Sunday. They had taken Homs on Saturday": what is told next was on Sunday again.
    """
    if last is None or last.interval is None or report.interval is None or report.attribution:
        return False
    before = report.quote[: report.trigger.start - report.span.start]
    return report.interval.last < last.interval.first and _HAD.search(before) is not None


def day_named(report: Report, since: int, times: Sequence[TimeMention], published: date | None) -> TimeMention | None:
    """Return the day named last before the report, if it was named after the last dated report.

    What is told as done was not done after the text was published: "all arms are to be handed in by 10 October".
    """
    since = max(since, report.span.start - _SAME_TALE)
    near = within(times, since, report.span.start)
    before = [t for t in near if t.span.end <= report.span.start and t.interval.days <= 7]
    if published is not None and report.assertion is not Assertion.PLANNED:
        before = [t for t in before if t.interval.first <= published]
    return before[-1] if before else None


def to_come(report: Report, published: date | None) -> bool:
    """Tell whether the report is of a plan, or of a day after the text was published."""
    if published is None or report.interval is None:
        return report.assertion is Assertion.PLANNED
    # "Tried to storm the palace on Thursday": what was attempted is over.
    tried = report.interval.last < published and report.date_basis is DateBasis.STATED
    return report.interval.first > published or (report.assertion is Assertion.PLANNED and not tried)


def told_on(report: Report, times: Sequence[TimeMention]) -> TimeMention | None:
    """Return the day on which the report's source is said to have spoken: nothing that it tells is later."""
    if not report.attribution or report.assertion is not Assertion.CLAIMED:
        return None
    near = within(times, report.span.start, report.trigger.start)
    named = [t for t in near if t.interval.days == 1 and t.span.end <= report.trigger.start]
    return named[-1] if named else None


def ground_by_country(ground: Sequence[PlaceMention]) -> Mapping[str, Sequence[PlaceMention]]:
    """Return the places finer than a country, in the order of the text, by the codes of their countries."""
    found: dict[str, list[PlaceMention]] = {}
    for mention in ground:
        if mention.place.level in _GROUND:
            found.setdefault(mention.place.country_code, []).append(mention)
    return found


def ground_since(report: Report, story: Report, ground: Mapping[str, Sequence[PlaceMention]]) -> PlaceMention | None:
    """Return the first place named since a report that told only its country, and in that country."""
    if story.place is None or story.place.level is not PlaceLevel.COUNTRY:
        return None
    named = within(ground.get(story.place.country_code, ()), story.span.start, report.span.start)
    return named[0] if named else None
