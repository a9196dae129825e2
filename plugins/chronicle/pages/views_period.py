"""Pages of one year, and where that is too much of one month, of a crowded place, side or type.

A town with 900 events is a page that no phone loads at once. Its own page then leads to its years and shows the latest
events only. Each year keeps its address for good: it is the place's, with the year behind it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from ..model import Event
from .phrases import say
from .views import EventLine, Group, Head, Link, Strip
from .views_index import Index, months_of, years_of
from .views_lines import UNDATED, groups_by_year, lines_of, month_strip
from .views_time import YearLine
from .words import counted, month_words

MOST_LINES = 300
"""Events that one page lists: some 100 bytes each, gzipped, so that a page stays well under 60 kB with its style."""
LATEST = 12


@dataclass(frozen=True, slots=True)
class Period:
    """A year or a month of a list, or what of it is undated."""

    suffix: str
    """What its address adds to the list's own: "2016/", "2016/05/", "undated/"."""
    name: str
    events: tuple[Event, ...]
    months: tuple[Period, ...] = ()
    """Only of a crowded year."""


@dataclass(frozen=True, slots=True)
class PeriodView:
    """One period of a crowded list."""

    head: Head
    name: str
    whole: Link
    """The page that it is a part of."""
    events: str
    strip: Strip | None
    months: tuple[YearLine, ...]
    lines: tuple[EventLine, ...]
    """All its events, or where months have pages of their own, what no month can hold."""
    previous: Link | None
    next: Link | None


def crowded(events: Sequence[Event]) -> bool:
    """Tell whether a list is too long for one page."""
    return len(events) > MOST_LINES


def periods(events: Iterable[Event]) -> tuple[Period, ...]:
    """Return a list's years in order, undated events last; an event that may lie in several stands under the first."""
    found = []
    for key, group in groupby(events, key=lambda event: years_of(event)[:1]):
        held = tuple(group)
        suffix = f"{key[0]:04d}/" if key else "undated/"
        months = _months(held) if key and crowded(held) else ()
        found.append(Period(suffix, str(key[0]) if key else UNDATED, held, months))
    return tuple(found)


def _months(events: Sequence[Event]) -> tuple[Period, ...]:
    exact = [event for event in events if months_of(event)]
    found = groupby(sorted(exact, key=lambda event: months_of(event)[0]), key=lambda event: months_of(event)[0])
    return tuple(Period(f"{y:04d}/{m:02d}/", month_words(y, m), tuple(held)) for (y, m), held in found)


def all_periods(events: Sequence[Event]) -> Iterator[Period]:
    """Yield every period that has a page: none of a list that is not crowded."""
    for period in periods(events) if crowded(events) else ():
        yield period
        yield from period.months


def period_lines(base: str, found: Iterable[Period]) -> tuple[YearLine, ...]:
    """Return periods as a list of links; `base` is the list's own address."""
    return tuple(
        YearLine(period.name, base + period.suffix, len(period.events), counted(len(period.events), "event"))
        for period in found
    )


def shelf(base: str, events: Sequence[Event]) -> tuple[YearLine, ...]:
    """Return the years of a crowded list; nothing of another."""
    return period_lines(base, periods(events)) if crowded(events) else ()


def listed_groups(index: Index, events: Sequence[Event], base: str) -> tuple[Group, ...]:
    """Return what a list's own page shows: all of it by year, or of a crowded one the latest."""
    if not crowded(events):
        return groups_by_year(index, events)
    dated = [event for event in events if event.interval is not None]
    if not dated:
        return ()
    last = periods(dated)[-1]
    return (Group(say("The latest"), "latest", base + last.suffix, lines_of(index, reversed(dated[-LATEST:]))),)


def period_views(index: Index, whole: Head, name: str, events: Sequence[Event]) -> Iterator[PeriodView]:
    """Yield the pages of a crowded list's periods; `whole` is the head of its own page, `name` what it is called."""
    years = periods(events) if crowded(events) else ()
    for beside in (years, *(year.months for year in years)):
        links = [Link(period.name, whole.path + period.suffix) for period in beside]
        for number, period in enumerate(beside):
            yield _view(
                index,
                whole,
                name,
                period,
                links[number - 1] if number else None,
                links[number + 1] if number + 1 < len(links) else None,
            )


def _view(
    index: Index, whole: Head, name: str, period: Period, previous: Link | None, following: Link | None
) -> PeriodView:
    number = counted(len(period.events), "event")
    apart = {event.event_id for month in period.months for event in month.events}
    title = say("{name}, {period}", name=name, period=period.name)
    summary = say("{name}: {count}.", name=title, count=number)
    several = {months_of(event)[:1] for event in period.events}
    return PeriodView(
        head=Head(title, summary, whole.path + period.suffix, whole.section),
        name=title,
        whole=Link(name, whole.path),
        events=number,
        strip=month_strip(period.events) if len(several - {()}) > 1 else None,
        months=period_lines(whole.path, period.months),
        lines=lines_of(index, (event for event in period.events if event.event_id not in apart)),
        previous=previous,
        next=following,
    )
