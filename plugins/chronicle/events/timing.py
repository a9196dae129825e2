"""What the days and hours of two accounts speak for or against their being of one happening."""

from __future__ import annotations

from ..model import EventType, SubEventType
from .account import Account
from .hours import DAY, hours_between
from .kinship import TERRITORY

GROUND = frozenset({*TERRITORY, SubEventType.NON_VIOLENT_TRANSFER})
"""Types of ground that changes hands."""
LONG = 31
"""Days from which an interval is no date of a single day's happening within one article."""
LATE, BELATED = 3, -0.4
"""Days by which a saved page's date may be later than its words, and what speaks against two such accounts."""
DAY_APART, BY_NIGHT, ONE_NIGHT = -0.4, 0.0, 0.75
"""What two days that follow each other count: in general, where one is told of by night, where both are one night."""
NIGHT_ENDS = 3
"""Hour before which a time may still be the night before."""
HOURS_APART = 3
"""Hours between a morning and an evening that make two times of one day."""
LASTING = frozenset({SubEventType.ARMED_CLASH, *GROUND}) | frozenset(
    kind for kind in SubEventType if kind.event_type in (EventType.PROTESTS, EventType.RIOTS)
)
"""Types of what may last from morning to evening."""


def time_score(one: Account, other: Account, inside: bool = False) -> float | None:
    """Return 1 for the same day down to 0, None where the days exclude each other.

    A day apart is still possible between papers: a night belongs to two days, and so does a time zone's midnight.
    "Today" is a few days off where a page bears the date on which it was taken over or saved.
    """
    if one.first is None or one.last is None or other.first is None or other.last is None:
        if one.first is None and other.first is None:
            return 0.3
        return 0.3 if inside else None
    gap = max((one.first - other.last).days, (other.first - one.last).days)
    later = one if one.first > other.last else other
    if 1 < gap <= LATE and later.counted and not inside:
        return BELATED
    weak = one.weak or other.weak
    longest, shortest = max(one.days, other.days), min(one.days, other.days)
    if gap > 1 or (gap == 1 and inside and not weak):
        return None
    if gap == 1:
        return 0.0 if weak or inside else _night_score(one, other)
    if inside and longest > LONG > shortest:
        # "Nine died today. This year's raids have killed ninety": the year's toll is not the day's.
        return None
    if weak:
        # News is of yesterday: the nearer the stated day to the day of the paper, the likelier.
        late = abs((one.last - other.last).days)
        return 0.7 if inside else 0.5 if late <= 1 else 0.4 if late == 2 else 0.35 if late == 3 else 0.2
    if not inside and longest == 1 and other_hours(one, other):
        return 0.0
    return 1.0 if longest == 1 else 0.75 if longest <= 3 else 0.5 if longest <= 7 else 0.25 if longest <= 31 else 0.1


def other_hours(one: Account, other: Account) -> bool:
    """Tell whether two accounts of one day are of its morning and of its evening, and of nothing that lasts so long."""
    if one.hours is None or other.hours is None or {one.sub_event_type, other.sub_event_type} & LASTING:
        return False
    return hours_between(one.hours, other.hours, 0) >= HOURS_APART


def _night_score(one: Account, other: Account) -> float:
    """Return what days that follow each other say: "late on Sunday" and "before dawn on Monday" are one night."""
    if one.first is None or other.first is None or not (one.hours or other.hours):
        return DAY_APART
    early, late = (one, other) if one.first < other.first else (other, one)
    if early.hours and late.hours:
        return ONE_NIGHT if not hours_between(early.hours, late.hours, 1) else DAY_APART
    if early.hours:
        return BY_NIGHT if early.hours[1] > DAY else DAY_APART
    return BY_NIGHT if late.hours and late.hours[0] < NIGHT_ENDS else DAY_APART
