"""The chronological index: all years, a year, a month, a day, and what no source dates."""

from __future__ import annotations

import calendar
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..model import Event
from .phrases import say
from .urls import day_url, month_url, year_url
from .views import EventLine, Group, Head, Link, Strip
from .views_index import LONG, Index
from .views_lines import lines_of, month_strip
from .words import counted, day_words, month_name, month_words, weekday_words

SECTION = "chronicle"


@dataclass(frozen=True, slots=True)
class YearLine:
    """A year or a month in a list of them."""

    name: str
    url: str
    count: int
    counted: str


@dataclass(frozen=True, slots=True)
class ChronicleView:
    """All years."""

    head: Head
    strip: Strip | None
    years: tuple[YearLine, ...]
    undated: int
    events: str


@dataclass(frozen=True, slots=True)
class YearView:
    """A year: its months, and what is known to it only."""

    head: Head
    name: str
    events: str
    strip: Strip | None
    months: tuple[YearLine, ...]
    groups: tuple[Group, ...]
    """The events of each month, in full only where the year is not crowded."""
    vague: tuple[EventLine, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class DayCell:
    """A day of a month's calendar."""

    number: int
    url: str
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class MonthView:
    """A month: a calendar, its days, and what is known to it or to several of its days only."""

    head: Head
    name: str
    events: str
    year: Link
    weeks: tuple[tuple[DayCell | None, ...], ...]
    days: tuple[Group, ...]
    vague: tuple[EventLine, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class DayView:
    """A day, and what may have happened on it."""

    head: Head
    name: str
    events: str
    month: Link
    year: Link
    lines: tuple[EventLine, ...]
    maybe: tuple[EventLine, ...]
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class UndatedView:
    """What no source dates."""

    head: Head
    lines: tuple[EventLine, ...]


CROWDED = 120
"""A year of more events than this lists its months only: they have pages of their own."""


def chronicle_view(index: Index) -> ChronicleView:
    """Return the page of all years."""
    count = len(index.events)
    return ChronicleView(
        head=Head(
            say("Chronicle"),
            say("{events} by year, month and day.", events=counted(count, "event").capitalize()),
            "chronicle/",
            SECTION,
        ),
        strip=month_strip(index.events),
        years=year_lines(index),
        undated=len(index.undated),
        events=counted(count, "event"),
    )


def year_lines(index: Index) -> tuple[YearLine, ...]:
    """Return the years that have events."""
    return tuple(_line(str(year), year_url(year), index.by_year[year]) for year in sorted(index.by_year))


def year_view(index: Index, year: int) -> YearView:
    """Return the page of a year."""
    events = index.by_year[year]
    months = [month for y, month in sorted(index.by_month) if y == year]
    dated = [event for event in events if event.interval and event.interval.precision < LONG]
    groups = tuple(
        Group(month_name(m), f"m{m}", month_url(year, m), lines_of(index, index.by_month[year, m])) for m in months
    )
    return YearView(
        head=Head(str(year), _of(str(year), events), year_url(year), SECTION),
        name=str(year),
        events=counted(len(events), "event"),
        strip=month_strip(dated, date(year, 1, 1), date(year, 12, 31)) if dated else None,
        months=tuple(_line(month_name(m), month_url(year, m), index.by_month[year, m]) for m in months),
        groups=groups if len(events) <= CROWDED else (),
        vague=lines_of(index, (event for event in events if event.interval and event.interval.precision >= LONG)),
        previous=_beside([(y, str(y), year_url(y)) for y in sorted(index.by_year)], year, -1),
        next=_beside([(y, str(y), year_url(y)) for y in sorted(index.by_year)], year, 1),
    )


def month_view(index: Index, year: int, month: int) -> MonthView:
    """Return the page of a month."""
    events = index.by_month[year, month]
    last = calendar.monthrange(year, month)[1]
    days = [date(year, month, number) for number in range(1, last + 1)]
    months = [(key, month_words(*key), month_url(*key)) for key in sorted(index.by_month)]
    name = month_words(year, month)
    return MonthView(
        head=Head(name, _of(name, events), month_url(year, month), SECTION),
        name=name,
        events=counted(len(events), "event"),
        year=Link(str(year), year_url(year)),
        weeks=_weeks(index, days),
        days=tuple(
            Group(weekday_words(day), f"d{day.day}", day_url(day), lines_of(index, index.by_day[day]))
            for day in days
            if day in index.by_day
        ),
        vague=lines_of(index, (event for event in events if event.interval and event.interval.days > 1)),
        previous=_beside(months, (year, month), -1),
        next=_beside(months, (year, month), 1),
    )


def day_view(index: Index, day: date) -> DayView:
    """Return the page of a day."""
    events = index.by_day[day]
    position = bisect_left(index.days, day)
    days = [(key, day_words(key), day_url(key)) for key in index.days[max(0, position - 1) : position + 2]]
    maybe = (
        event
        for event in index.by_month.get((day.year, day.month), ())
        if event.interval and event.interval.days > 1 and event.interval.first <= day <= event.interval.last
    )
    return DayView(
        head=Head(day_words(day), _on(day, events), day_url(day), SECTION),
        name=weekday_words(day),
        events=counted(len(events), "event"),
        month=Link(month_words(day.year, day.month), month_url(day.year, day.month)),
        year=Link(str(day.year), year_url(day.year)),
        lines=lines_of(index, events),
        maybe=lines_of(index, maybe),
        previous=_beside(days, day, -1),
        next=_beside(days, day, 1),
    )


def undated_view(index: Index) -> UndatedView:
    """Return the page of what no source dates."""
    head = Head(say("Undated"), say("Events that no source dates."), "chronicle/undated/", SECTION)
    return UndatedView(head, lines_of(index, index.undated))


def _of(name: str, events: Sequence[Event]) -> str:
    return say("Events of {name}: {count}.", name=name, count=counted(len(events), "event"))


def _on(day: date, events: Sequence[Event]) -> str:
    return say("{name}: {count}.", name=weekday_words(day), count=counted(len(events), "event"))


def _line(name: str, url: str, events: Sequence[Event]) -> YearLine:
    return YearLine(name, url, len(events), counted(len(events), "event"))


def _beside(keys: Sequence[tuple[object, str, str]], key: object, step: int) -> Link | None:
    position = next(number for number, (each, _, _) in enumerate(keys) if each == key) + step
    return Link(keys[position][1], keys[position][2]) if 0 <= position < len(keys) else None


def _weeks(index: Index, days: Sequence[date]) -> tuple[tuple[DayCell | None, ...], ...]:
    cells: list[DayCell | None] = [None] * days[0].weekday()
    for day in days:
        count = len(index.by_day.get(day, ()))
        label = say("{name}: {count}", name=day_words(day), count=counted(count, "event"))
        cells.append(DayCell(day.day, day_url(day) if count else "", count, label))
    cells += [None] * (-len(cells) % timedelta(weeks=1).days)
    return tuple(tuple(cells[start : start + 7]) for start in range(0, len(cells), 7))
