"""The clock of a text: which date its story has come to, and whether it tells news or history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ..dates import Direction, Unit, distance, in_year, shift, unit_of
from ..model import Interval
from .timex_expr import Base, Expr, Fixed, Guard, Overnight, QuarterRef, Rel, UnitRef, WeekdayRef, Yearly

OLD = timedelta(400)
"""A date so long before publication belongs to another story than the day's news."""
REACH = 250
"""Characters that a full date of the past speaks for in a news text, within its paragraph."""
HALF_YEAR = 183
HEADING = 60
"""Characters; a longer line is a paragraph."""
LIFETIME = 20
"""Years; "as in 1614" in a story of 1788 is an aside."""
FRONT = re.compile(r"(?:\A|[.!?\n][\"”’']?\s{0,2})(?:In|By|During|(?:Early|Late|Back) in)\s\Z")
WHICH = re.compile(r"\b(?:the|its|his|her|their|a|an|this)\s\Z", re.IGNORECASE)
SETS_YEAR = re.compile(
    r"\b(?:in|by|during|since|until|till|from|throughout|early|late|mid|to|and|end of|beginning of|start of)"
    r"[\s-](?:the\s)?\Z",
    re.IGNORECASE,
)


def is_news(expr: Expr) -> bool:
    """Tell whether only news opens with such a date: "on Tuesday", "overnight", "yesterday", but not "today"."""
    meaning = expr.meaning
    if isinstance(meaning, WeekdayRef):
        return meaning.rel not in (Rel.PREVIOUS, Rel.SAME, Rel.FOLLOWING)
    return isinstance(meaning, Overnight) or (
        isinstance(meaning, UnitRef) and meaning.unit is Unit.DAY and meaning.count < 0
    )


@dataclass(slots=True)
class Story:
    """What has been told so far."""

    text: str
    history: bool
    """True for a text that runs over past years and keeps its own clock."""
    current: Interval | None = None
    """The last date told."""
    day: date | None = None
    """The last single day told."""
    month: Interval | None = None
    """The last day or month told with its month's name."""
    quarter: Interval | None = None
    """The last quarter told."""
    past: tuple[int, Interval] | None = None
    """In news: where the last full date of the past ends, and its days."""
    published: date | None = None

    @classmethod
    def of(cls, text: str, found: Sequence[Expr], published: date | None) -> Story:
        """Return the clock at a text's beginning.

        A text is history when at least four of its dates are stated with a year long gone and they outnumber two to
        one those that count from publication; without a publication date it can be nothing else. What opens with a
        weekday or a "yesterday" is news, however many years its background names. History begins at its first full
        date: what stands before it takes its year from there.
        """
        stated = [e.meaning.interval for e in found if isinstance(e.meaning, Fixed)]
        old = [days for days in stated if published and days.last < published - OLD]
        near = [
            e
            for e in found
            if isinstance(e.meaning, (WeekdayRef, Overnight))
            or (isinstance(e.meaning, UnitRef) and e.meaning.base is Base.PUBLICATION)
        ]
        told = (e for e in found if isinstance(e.meaning, Fixed) or e in near)
        history = published is None or (len(old) >= 4 and len(old) > 2 * len(near) and not is_news(next(told)))
        fine = [days for days in stated if days.days <= 31]
        first = (fine or stated)[:1] if history else []
        return cls(text, history, first[0] if first else None, published=published)

    def move(self, expr: Expr, interval: Interval) -> None:
        """Set the clock to a date just told; a year that only sorts a noun ("the 1614 rules") does not move it."""
        unit = unit_of(interval)
        if isinstance(expr.meaning, Overnight):
            return
        if unit is Unit.QUARTER and isinstance(expr.meaning, QuarterRef) and expr.meaning.year_offset is None:
            ended = self.published is None or interval.last < self.published
            self.quarter = interval if ended else self.quarter
        if unit in (Unit.DAY, Unit.MONTH) and isinstance(expr.meaning, (Fixed, Yearly)):
            self.month = interval
            old = unit is Unit.DAY and self.published is not None and interval.last < self.published - OLD
            self.past = (expr.span.end, interval) if old else None
        elif unit is Unit.YEAR and expr.guard is Guard.YEAR and self.opens_sentence(expr, interval):
            self.past = (expr.span.end, interval)
        elif not (self.past and isinstance(expr.meaning, (Fixed, UnitRef))):
            self.past = None
        if unit is Unit.DECADE:
            return
        if unit is Unit.YEAR and isinstance(expr.meaning, Fixed) and self.history:
            before = self.text[max(0, expr.span.start - 24) : expr.span.start]
            if before.endswith(("-", "–", "—", "/")):
                return
            if not (SETS_YEAR.search(before) or self.heads(expr)) or self.aside(interval):
                return
        if self.history and isinstance(expr.meaning, Fixed) and self.sorts_noun(expr):
            return
        self.current = interval
        if interval.days == 1:
            self.day = interval.first
        elif self.day and not interval.first <= self.day <= interval.last:
            self.day = None

    def opens_sentence(self, expr: Expr, interval: Interval) -> bool:
        """Tell whether a sentence begins with a year long gone ("In 2003, ..."): its neighbours are of that year."""
        old = self.published is not None and interval.last < self.published - OLD
        before = self.text[max(0, expr.span.start - 16) : expr.span.start]
        return old and bool(FRONT.search(before)) and self.text.startswith(",", expr.span.end)

    def aside(self, interval: Interval) -> bool:
        """Tell whether a year is too far from the story's for its next dates to be of that year."""
        return self.current is not None and abs(self.current.first.year - interval.first.year) > LIFETIME

    def heads(self, expr: Expr) -> bool:
        """Tell whether a year stands in a heading, a line too short to be a paragraph ("Second phase (1916-17)")."""
        start = self.text.rfind("\n", max(0, expr.span.start - HEADING), expr.span.start) + 1
        end = self.text.find("\n", expr.span.end, expr.span.end + HEADING)
        return end >= 0 and (start > 0 or expr.span.start < HEADING) and end - start < HEADING

    def sorts_noun(self, expr: Expr) -> bool:
        """Tell whether a date only says which ("the August 1792 uprising")."""
        before = self.text[max(0, expr.span.start - 8) : expr.span.start]
        return bool(WHICH.search(before) and re.match(r"\s[a-z]{3}", self.text[expr.span.end : expr.span.end + 4]))

    def near(self, expr: Expr) -> bool:
        """Tell whether a news text has just told a full date of the past that speaks for this expression too."""
        if self.past is None or not isinstance(expr.meaning, (Yearly,)) or expr.meaning.rel is not Rel.NONE:
            return False
        end = self.past[0]
        return expr.span.start - end < REACH and "\n" not in self.text[end : expr.span.start]

    def yearly(self, meaning: Yearly) -> Interval | None:
        """Resolve a day or month without a year: the story's year, or the next where the story has passed it.

        From December a story goes on to January: a date more than half a year back is next year's, if that is near.
        """
        known = self.current
        if known is None:
            return None
        make = meaning.make
        if meaning.rel in (Rel.PREVIOUS, Rel.LAST):
            return in_year(shift(known.first, -1, Unit.DAY), make, Direction.PAST)
        if meaning.rel in (Rel.FOLLOWING, Rel.NEXT):
            return in_year(shift(known.last, 1, Unit.DAY), make, Direction.FUTURE)
        same = make(known.first.year + (meaning.year_offset or 0))
        if meaning.rel is not Rel.NONE or meaning.year_offset is not None or known.days > 31:
            return same
        if same is None or (same.last < known.first and distance(known.first, same) > HALF_YEAR):
            onward = make(known.first.year + 1) if known.first.year < 9999 else None
            if onward and distance(known.last, onward) <= HALF_YEAR:
                return onward
        return same
