"""Interval arithmetic, by literals and by what must hold of any date."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.dates import (
    Direction,
    Unit,
    day,
    easter,
    in_year,
    intersection,
    month_day,
    moved,
    publication_interval,
    quarter,
    shift,
    span_of,
    unit_of,
    weekday,
)
from chronicle.model import Interval

DATES = st.dates(date(2, 1, 1), date(9990, 1, 1))
UNITS = st.sampled_from(list(Unit))
INTERVALS = st.tuples(DATES, st.integers(0, 4000)).map(lambda t: Interval(t[0], t[0] + timedelta(min(t[1], 3000))))
PAST_OR_FUTURE = st.sampled_from([Direction.PAST, Direction.FUTURE])


def days(text: str) -> Interval:
    first, _, last = text.partition("..")
    return Interval(date.fromisoformat(first), date.fromisoformat(last or first))


@pytest.mark.parametrize(
    ("unit", "at", "expected"),
    [
        (Unit.DAY, "2016-05-08", "2016-05-08"),
        (Unit.WEEK, "2016-05-08", "2016-05-02..2016-05-08"),
        (Unit.WEEK, "2016-01-01", "2015-12-28..2016-01-03"),
        (Unit.WEEKEND, "2016-05-02", "2016-05-07..2016-05-08"),
        (Unit.MONTH, "2016-02-10", "2016-02-01..2016-02-29"),
        (Unit.QUARTER, "1989-11-02", "1989-10-01..1989-12-31"),
        (Unit.YEAR, "1944-06-06", "1944-01-01..1944-12-31"),
        (Unit.DECADE, "1999-12-31", "1990-01-01..1999-12-31"),
        (Unit.DECADE, "0007-01-01", "0001-01-01..0009-12-31"),
    ],
)
def test_span_of(unit: Unit, at: str, expected: str) -> None:
    assert span_of(unit, date.fromisoformat(at)) == days(expected)


@pytest.mark.parametrize(
    ("at", "count", "unit", "expected"),
    [
        ("2016-03-31", -1, Unit.MONTH, "2016-02-29"),
        ("2016-02-29", 1, Unit.YEAR, "2017-02-28"),
        ("2015-11-20", 2, Unit.QUARTER, "2016-05-20"),
        ("2015-11-20", -1, Unit.DECADE, "2005-11-20"),
        ("2015-12-31", 1, Unit.DAY, "2016-01-01"),
        ("2015-12-31", 2, Unit.WEEK, "2016-01-14"),
    ],
)
def test_shift(at: str, count: int, unit: Unit, expected: str) -> None:
    assert shift(date.fromisoformat(at), count, unit) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("at", "count", "unit"), [(date.min, -1, Unit.DAY), (date.max, 1, Unit.MONTH), (date.max, 9**9, Unit.DAY)]
)
def test_shift_beyond_the_calendar(at: date, count: int, unit: Unit) -> None:
    with pytest.raises(ValueError, match="range"):
        shift(at, count, unit)


@pytest.mark.parametrize(
    ("span", "count", "unit", "expected"),
    [
        ("1989-07-01..1989-09-30", -1, Unit.YEAR, "1988-07-01..1988-09-30"),
        ("2016-01-31", 1, Unit.MONTH, "2016-02-29"),
        ("2016-02-01..2016-02-29", 1, Unit.MONTH, "2016-03-01..2016-03-31"),
        ("2016-05-03..2016-05-05", 1, Unit.WEEK, "2016-05-10..2016-05-12"),
    ],
)
def test_moved(span: str, count: int, unit: Unit, expected: str) -> None:
    assert moved(days(span), count, unit) == days(expected)


def test_publication_interval_is_the_six_days_up_to_it() -> None:
    found = publication_interval(date(2016, 5, 8))
    assert (found, found.precision) == (days("2016-05-03..2016-05-08"), 2)


@pytest.mark.parametrize(
    ("ref", "direction", "expected"),
    [
        ("2016-05-09", Direction.PAST, "2016-05-10"),  # a day ahead: begun where the news comes from
        ("2016-05-08", Direction.PAST, "2015-05-10"),
        ("2016-05-08", Direction.FUTURE, "2016-05-10"),
        ("2016-01-02", Direction.NEAREST, "2016-05-10"),
        ("2016-12-02", Direction.NEAREST, "2017-05-10"),
    ],
)
def test_in_year(ref: str, direction: Direction, expected: str) -> None:
    assert in_year(date.fromisoformat(ref), lambda year: month_day(5, 10, year), direction) == days(expected)


def test_leap_day_is_found_across_years_without_one() -> None:
    found = in_year(date(1903, 5, 1), lambda year: month_day(2, 29, year), Direction.PAST)
    assert found == days("1896-02-29")


@pytest.mark.parametrize(("year", "expected"), [(1916, "1916-04-23"), (1998, "1998-04-12"), (2019, "2019-04-21")])
def test_easter(year: int, expected: str) -> None:
    assert easter(year) == date.fromisoformat(expected)


def test_quarter_refuses_a_fifth() -> None:
    with pytest.raises(ValueError, match="month"):
        quarter(2016, 5)


def test_intersection() -> None:
    one, other = days("2016-05-01..2016-05-05"), days("2016-05-04..2016-05-09")
    assert intersection(one, other) == days("2016-05-04..2016-05-05")
    assert intersection(one, day(date(2016, 5, 6))) is None


@given(DATES, st.integers(0, 6), st.sampled_from(list(Direction)), st.booleans())
def test_weekday_is_near_and_right(ref: date, number: int, direction: Direction, strict: bool) -> None:
    found = weekday(ref, number, direction, strict=strict)
    assert found.weekday() == number
    assert abs(found - ref) <= timedelta(7)
    if direction is Direction.PAST:
        assert found < ref if strict else found <= ref
    if direction is Direction.FUTURE:
        assert found > ref if strict else found >= ref


@given(UNITS, DATES)
def test_span_holds_its_day_and_knows_its_unit(unit: Unit, at: date) -> None:
    found = span_of(unit, at)
    assert found.first <= at or unit is Unit.WEEKEND
    assert at <= found.last
    assert unit_of(found) is unit


@given(DATES, st.integers(-500, 500), UNITS)
def test_shift_keeps_order_or_says_no(at: date, count: int, unit: Unit) -> None:
    try:
        found = shift(at, count, unit)
    except ValueError:
        return
    assert (found > at) == (count > 0)
    assert (found < at) == (count < 0)


@given(UNITS, DATES, st.integers(-20, 20), UNITS)
def test_moved_is_never_finer(unit: Unit, at: date, count: int, by: Unit) -> None:
    span = span_of(unit, at)
    try:
        found = moved(span, count, by)
    except ValueError:
        return
    assert found.precision >= span.precision or found.days >= 28


@given(INTERVALS, INTERVALS)
def test_what_overlaps_has_days_in_common_that_both_hold(one: Interval, other: Interval) -> None:
    common = intersection(one, other)
    assert (common is not None) == one.overlaps(other)
    if common is not None:
        assert all(span.first <= common.first and common.last <= span.last for span in (one, other))


@given(DATES, st.integers(1, 12), st.integers(1, 28), PAST_OR_FUTURE)
def test_in_year_keeps_day_and_direction(ref: date, month: int, number: int, direction: Direction) -> None:
    found = in_year(ref, lambda year: month_day(month, number, year), direction)
    if found is None:
        assert not 3 < ref.year < 9988
        return
    assert (found.first.month, found.first.day, found.days) == (month, number, 1)
    ahead = (found.first - ref).days
    assert -366 <= ahead <= 1 if direction is Direction.PAST else 0 <= ahead <= 366
