"""Events as lines of lists, in groups, and as bars of a strip: the parts that most pages share."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from ..model import Event
from .phrases import MONTH_SHORT, dated, forms, say, say_n, spelled
from .urls import month_url, year_url
from .views import Bar, EventLine, Group, Strip, Tick
from .views_index import LONG, Index, months_of, years_of
from .words import counted, month_words, sentences

WIDTH, HEIGHT, GAP = 720.0, 72.0, 0.25
YEAR_ROOM = WIDTH * 0.115
"""What a year's name takes of the strip on a phone, where it is 343 pixels wide."""
LEFT_OUT = {
    "month": forms(
        "Left out: {n} event known less exactly than to a month.",
        "Left out: {n} events known less exactly than to a month.",
    ),
    "year": forms(
        "Left out: {n} event known less exactly than to a year.",
        "Left out: {n} events known less exactly than to a year.",
    ),
}
MOST_MONTHS = 144
"""A strip of more months than this is drawn by years: a bar would be thinner than five units."""
UNDATED = say("Date not stated")


def event_line(index: Index, event: Event) -> EventLine:
    """Return an event as a line."""
    return index.lines[event.event_id]


def lines_of(index: Index, events: Iterable[Event]) -> tuple[EventLine, ...]:
    """Return events as lines, in the order given."""
    return tuple(event_line(index, event) for event in events)


def groups_by_year(index: Index, events: Sequence[Event]) -> tuple[Group, ...]:
    """Return events under their years; one that may lie in several stands once, under the first; undated last."""
    found = []
    for year, group in groupby(events, key=lambda event: years_of(event)[:1]):
        heading, url = (str(year[0]), year_url(year[0])) if year else (UNDATED, "chronicle/undated/")
        found.append(Group(heading, f"y{year[0]}" if year else "undated", url, lines_of(index, group)))
    return tuple(found)


def month_strip(events: Sequence[Event], first: date | None = None, last: date | None = None) -> Strip | None:
    """Return the strip of events a month, or a year where the months are too many; None where none is dated.

    `first` and `last` widen the strip; without them it runs from the first event's month to the last one's.
    An event that no month can hold is drawn as doubtful in each year's first month only of a strip by years,
    and left out of one by months: its summary says so.
    """
    dated = [event.interval for event in events if event.interval is not None]
    if not dated:
        return None
    first = first or min(interval.first for interval in dated)
    last = last or max(interval.last for interval in dated)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if months > MOST_MONTHS:
        years = range(first.year, last.year + 1)
        return _strip([((y,), str(y), year_url(y)) for y in years], [(years_of(e), e) for e in events], "year")
    slots = []
    for number in range(first.year * 12 + first.month - 1, first.year * 12 + first.month - 1 + months):
        year, month = divmod(number, 12)
        slots.append(((year, month + 1), month_words(year, month + 1), month_url(year, month + 1)))
    return _strip(slots, [(months_of(e), e) for e in events], "month")


def _strip(
    slots: Sequence[tuple[tuple[int, ...], str, str]], events: Sequence[tuple[Sequence[object], Event]], unit: str
) -> Strip:
    sure: dict[object, int] = {}
    doubtful: dict[object, int] = {}
    for keys, event in events:
        exact = event.interval is not None and event.interval.precision < LONG and len(keys) == 1
        for key in keys:
            key = key if isinstance(key, tuple) else (key,)
            counts = sure if exact and event.interval and event.interval.days == 1 else doubtful
            counts[key] = counts.get(key, 0) + 1
    totals = {key: sure.get(key, 0) + doubtful.get(key, 0) for key, _, _ in slots}
    most = max(totals.values(), default=0)
    step = WIDTH / len(slots)
    scale = (HEIGHT - 4) / max(most, 1)
    bars = tuple(
        Bar(
            x=round(number * step + step * GAP / 2, 2),
            width=round(min(step * (1 - GAP), 48), 2),
            height=round(sure.get(key, 0) * scale, 2),
            doubtful=round(doubtful.get(key, 0) * scale, 2),
            label=say("{name}: {count}", name=name, count=counted(totals[key], "event")),
            url=url,
        )
        for number, (key, name, url) in enumerate(slots)
        if totals[key]
    )
    top = next((name for key, name, _ in slots if totals[key] == most), "")
    span = slots[0][1] if len(slots) == 1 else say("{first} to {last}", first=slots[0][1], last=slots[-1][1])
    left_out = sum(1 for keys, event in events if not keys and event.interval is not None)
    summary = _summary(unit, span, top, most, left_out)
    return Strip(bars, _ticks(slots, step), WIDTH, HEIGHT, summary, unit, bool(doubtful))


def _summary(unit: str, span: str, top: str, most: int, left_out: int) -> str:
    """Return the strip's text alternative."""
    monthly = unit == "month"
    if most:
        events = say("Events a month, {span}.", span=span) if monthly else say("Events a year, {span}.", span=span)
        said = sentences(events, say("The most, {most}, in {top}.", most=most, top=top))
    elif monthly:
        said = say("Events a month, {span}: none.", span=span)
    else:
        said = say("Events a year, {span}: none.", span=span)
    if not left_out:
        return said
    one, several = LEFT_OUT[unit]
    return sentences(said, say_n(one, several, left_out, n=spelled(left_out)))


def _ticks(slots: Sequence[tuple[tuple[int, ...], str, str]], step: float) -> tuple[Tick, ...]:
    if len(slots) <= 12 and all(len(key) == 2 for key, _, _ in slots):
        return tuple(
            Tick(round(n * step, 2), dated(date(key[0], key[1], 1), MONTH_SHORT)) for n, (key, _, _) in enumerate(slots)
        )
    starts = [(n, key[0]) for n, (key, _, _) in enumerate(slots) if n == 0 or len(key) == 1 or key[1] == 1]
    if len(starts) > 1 and (starts[1][0] - starts[0][0]) * step < YEAR_ROOM:
        first_full = slots[0][0][1:] in ((), (1,))
        starts = starts if first_full else starts[1:]  # the name of a part of a year would run into the next
    apart = (starts[1][0] - starts[0][0]) * step if len(starts) > 1 else WIDTH
    every = max(1, math.ceil(YEAR_ROOM / apart))
    within = [(n, year) for n, year in starts[::every] if n == 0 or n * step <= WIDTH - YEAR_ROOM * 0.8]
    return tuple(Tick(round(n * step, 2), str(year)) for n, year in within)
