"""Days, weeks, months and years as intervals, and which of them a word means when read on a given day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from enum import Enum, StrEnum

from dateutil.easter import easter as _easter

from .model import Interval


class Unit(StrEnum):
    """A unit of the calendar; weeks begin on Monday (ISO 8601)."""

    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"


class Direction(Enum):
    """Where the day meant lies, seen from the reference date."""

    PAST = "past"
    """On it or before."""
    FUTURE = "future"
    """On it or after."""
    NEAREST = "nearest"
    """Nothing tells: the nearest, in doubt the one before."""


MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120}
ZONE_SLACK = timedelta(1)
"""A day just after the publication date may have begun where the news comes from: it is no year-old day."""


def day(at: date) -> Interval:
    """Return the one day."""
    return Interval(at, at)


def months(first: date, count: int) -> Interval:
    """Return whole months from the first of the month of `first`; raise ValueError beyond the calendar."""
    start = first.replace(day=1)
    last = shift(start, count - 1, Unit.MONTH)
    return Interval(start, last.replace(day=monthrange(last.year, last.month)[1]))


def span_of(unit: Unit, at: date) -> Interval:
    """Return the day, week, month ... that holds a day; raise ValueError beyond the calendar.

    A day's weekend is that of its own week.
    """
    if unit is Unit.DAY:
        return day(at)
    if unit in (Unit.WEEK, Unit.WEEKEND):
        monday = add_days(at, -at.weekday())
        return Interval(add_days(monday, 5 if unit is Unit.WEEKEND else 0), add_days(monday, 6))
    if unit is Unit.MONTH:
        return months(at, 1)
    if unit is Unit.QUARTER:
        return quarter(at.year, (at.month + 2) // 3)
    first = at.year if unit is Unit.YEAR else max(1, at.year - at.year % 10)
    last = first if unit is Unit.YEAR else at.year - at.year % 10 + 9
    return Interval(date(first, 1, 1), date(last, 12, 31))


def quarter(year: int, number: int) -> Interval:
    """Return the calendar quarter 1..4 of a year; raise ValueError for any other number."""
    return months(date(year, 3 * number - 2, 1), 3)


def add_days(at: date, count: int) -> date:
    """Return the day `count` days on; raise ValueError beyond the calendar."""
    try:
        return at + timedelta(count)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def shift(at: date, count: int, unit: Unit) -> date:
    """Return the day `count` units on, the month's last day where its month has no such day.

    Raises ValueError beyond the calendar (years 1 to 9999).
    """
    if unit in (Unit.DAY, Unit.WEEK, Unit.WEEKEND):
        return add_days(at, count * (1 if unit is Unit.DAY else 7))
    year, month0 = divmod(at.year * 12 + at.month - 1 + count * MONTHS[unit], 12)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    return date(year, month0 + 1, min(at.day, monthrange(year, month0 + 1)[1]))


def moved(span: Interval, count: int, unit: Unit) -> Interval:
    """Return a whole day, week, month, quarter or year moved by `count` units, as whole as it was.

    Raises ValueError beyond the calendar.
    """
    whole = unit_of(span)
    start = shift(span.first, count, unit)
    if whole is not None and (whole in MONTHS) >= (unit in MONTHS):
        return span_of(whole, start)
    return Interval(start, max(start, shift(span.last, count, unit)))


def unit_of(span: Interval) -> Unit | None:
    """Return the unit that the interval is exactly one of, if any."""
    for unit in Unit:
        if span_of(unit, span.first) == span:
            return unit
    return None


def weekday(ref: date, number: int, direction: Direction, *, strict: bool = False) -> date:
    """Return the weekday (0 Monday .. 6 Sunday) nearest `ref` in a direction; `strict` leaves `ref` itself out.

    The result lies within seven days of `ref`. Raises ValueError beyond the calendar.
    """
    back = (ref.weekday() - number) % 7
    if direction is Direction.NEAREST:
        direction = Direction.PAST if back <= 3 else Direction.FUTURE
    if direction is Direction.PAST:
        return add_days(ref, -(7 if strict and back == 0 else back))
    return add_days(ref, 7 if strict and back == 0 else -back % 7)


def in_year(ref: date, make: Callable[[int], Interval | None], direction: Direction) -> Interval | None:
    """Return the yearly span that lies next to `ref` in a direction, `make` giving that of a year (None: has none).

    PAST is the latest that has begun, FUTURE the earliest that has not ended. Eight years to each side are looked at:
    29 February comes at least that often.
    """
    found = [span for year in range(max(1, ref.year - 8), min(9999, ref.year + 8) + 1) if (span := make(year))]
    if direction is Direction.PAST:
        limit = add_days(ref, ZONE_SLACK.days) if ref < date.max else ref
        past = [span for span in found if span.first <= (limit if span.days == 1 else ref)]
        return past[-1] if past else None
    if direction is Direction.FUTURE:
        return next((span for span in found if span.last >= ref), None)
    return min(found, key=lambda span: (distance(ref, span), span.first), default=None)


def month_day(month: int, number: int, year: int) -> Interval | None:
    """Return the day of a year, None where there is no such day."""
    try:
        return day(date(year, month, number))
    except ValueError:
        return None


def distance(at: date, span: Interval) -> int:
    """Return the days between a day and an interval, 0 within it."""
    return max((span.first - at).days, (at - span.last).days, 0)


def easter(year: int) -> date:
    """Return Easter Sunday of the Western churches; raise ValueError outside 1583 to 4099."""
    sunday: date = _easter(year)
    return sunday


def publication_interval(published: date) -> Interval:
    """Return what a text that gives no date says by appearing: the six days up to its publication date."""
    return Interval(max(date.min + timedelta(5), published) - timedelta(5), max(date.min + timedelta(5), published))


def intersection(one: Interval, other: Interval) -> Interval | None:
    """Return the days that both hold, None if there are none."""
    first, last = max(one.first, other.first), min(one.last, other.last)
    return Interval(first, last) if first <= last else None
