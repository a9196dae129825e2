"""From what the words say to days: against the publication date in news, against the story's own clock in history."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from ..dates import Direction, Unit, day, distance, in_year, month_day, moved, quarter, shift, span_of, unit_of, weekday
from ..model import Interval, Span, TimeMention
from .times_story import Story
from .times_tense import Look
from .timex_expr import (
    Base,
    DayNumber,
    Expr,
    Fixed,
    Guard,
    Meaning,
    Overnight,
    QuarterRef,
    Rel,
    UnitRef,
    WeekdayRef,
    YearBefore,
    Yearly,
)

Looks = Callable[[Span], Look]
WHOLE_YEAR = 366
TEN_MONTHS = 300
HALF_YEAR = 183
LINK = re.compile(r"\s?(?:,|-|–|—|/|and|to|or|until|till|through)(?:\s(?:and|to|the))?\s?", re.IGNORECASE)
FINENESS = (Unit.DAY, Unit.WEEKEND, Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR, Unit.DECADE)


class Resolver:
    """Reads the expressions of one text in their order and keeps its clock."""

    def __init__(self, text: str, published: date | None, looks: Looks) -> None:
        self.text = text
        self.published = published
        self.looks = looks

    def resolve(self, found: Sequence[Expr]) -> tuple[TimeMention, ...]:
        """Return the expressions whose days can be told; the others are left out, never guessed."""
        story = Story.of(self.text, found, self.published)
        mentions = []
        for at, expr in enumerate(found):
            try:
                interval = (
                    self.linked(expr, found[at + 1 : at + 4])
                    or (self.anniversary(found[at - 1], expr, story) if at else None)
                    or self.days_of(expr, story)
                )
                if interval is not None and expr.week:
                    interval = span_of(Unit.WEEK, interval.first)
            except ValueError:  # beyond the calendar: "4000 years ago"
                continue
            if interval is None:
                continue
            story.move(expr, interval)
            text = self.text[expr.span.start : expr.span.end]
            mentions.append(TimeMention(expr.span, text, interval))
        return tuple(mentions)

    def linked(self, expr: Expr, following: Sequence[Expr]) -> Interval | None:
        """Return a month or day that takes its year from the other end of its range ("March and June 2016")."""
        if not isinstance(expr.meaning, Yearly) or expr.meaning.rel is not Rel.NONE:
            return None
        end = expr.span.end
        for other in following:
            if not LINK.fullmatch(self.text, end, other.span.start):
                return None
            if isinstance(other.meaning, Fixed):
                if unit_of(other.meaning.interval) in (Unit.YEAR, Unit.DECADE, None):
                    return None
                return in_year(other.meaning.interval.last, expr.meaning.make, Direction.PAST)
            end = other.span.end
        return None

    def anniversary(self, years: Expr, expr: Expr, story: Story) -> Interval | None:
        """Return the days so many years before what is named right behind: "ten years ago today"."""
        back = years.meaning
        if not (isinstance(back, UnitRef) and back.unit is Unit.YEAR and back.count < 0 and not story.history):
            return None
        if not re.fullmatch(r"\s(?:on\s)?", self.text[years.span.end : expr.span.start]):
            return None
        near = self.days_of(expr, story)
        unit = unit_of(near) if near else None
        return span_of(unit, shift(near.first, back.count, Unit.YEAR)) if near and unit else None

    def days_of(self, expr: Expr, story: Story) -> Interval | None:
        """Return the days an expression stands for, None where nothing tells."""
        meaning = expr.meaning
        if isinstance(meaning, Fixed):
            return meaning.interval
        if expr.guard is Guard.CLOCK:
            return day(story.day) if story.day else None
        if expr.guard is Guard.AFTER and not story.history and self.has_object(expr):
            return None
        if isinstance(meaning, UnitRef):
            return self.unit(meaning, story)
        if story.history or story.near(expr):
            return self.in_story(meaning, story)
        return None if self.published is None else self.in_news(meaning, expr, story, self.published)

    def has_object(self, expr: Expr) -> bool:
        """Tell whether "two days after" goes on to name the event it counts from."""
        return not re.match(r"\s*(?:[,.;:)]|$|(?:and|but|when|in|on|at)\b)", self.text[expr.span.end :][:12])

    def unit(self, meaning: UnitRef, story: Story) -> Interval | None:
        """Resolve "yesterday", "last month", "the next day", "two weeks later"."""
        base = meaning.base
        if base is Base.EITHER:
            base = Base.STORY if story.history else Base.PUBLICATION
        if base is Base.PUBLICATION:
            if self.published is None or story.history:
                return None
            if meaning.unit is Unit.WEEKEND and meaning.count == 0 and self.published.weekday() < 4:
                return span_of(Unit.WEEKEND, shift(self.published, -1, Unit.WEEK))
            return span_of(meaning.unit, shift(self.published, meaning.count, meaning.unit))
        known = story.current
        if meaning.unit is Unit.DAY:
            return day(shift(story.day, meaning.count, Unit.DAY)) if story.day else None
        if known is None:
            return None
        whole = unit_of(known)
        if meaning.unit is Unit.WEEK and story.day and meaning.count:
            return span_of(Unit.WEEK, shift(story.day, meaning.count, Unit.WEEK))
        if whole is None or FINENESS.index(whole) > FINENESS.index(meaning.unit):
            return None
        return span_of(meaning.unit, shift(known.first, meaning.count, meaning.unit))

    def in_story(self, meaning: Meaning, story: Story) -> Interval | None:
        """Resolve against the story's own clock."""
        known = story.current
        if known is None:
            return None
        if isinstance(meaning, Yearly):
            return story.yearly(meaning)
        if isinstance(meaning, WeekdayRef):
            if story.day is None:
                return None
            back = meaning.rel in (Rel.PREVIOUS, Rel.LAST)
            strict = back or meaning.rel in (Rel.FOLLOWING, Rel.NEXT)
            return day(weekday(story.day, meaning.number, Direction.PAST if back else Direction.FUTURE, strict=strict))
        if isinstance(meaning, DayNumber):
            return month_day(known.first.month, meaning.number, known.first.year) if known.days <= 31 else None
        if isinstance(meaning, QuarterRef) and meaning.number:
            return quarter(known.first.year + (meaning.year_offset or 0), meaning.number)
        if isinstance(meaning, YearBefore) and meaning.base is Base.STORY:
            return span_of(Unit.YEAR, shift(known.first, -meaning.count, Unit.YEAR))
        if isinstance(meaning, Overnight) and story.day:
            return day(story.day)
        return None

    def in_news(self, meaning: Meaning, expr: Expr, story: Story, published: date) -> Interval | None:
        """Resolve against the publication date."""
        if isinstance(meaning, Overnight):
            return Interval(shift(published, -1, Unit.DAY), published)
        if isinstance(meaning, WeekdayRef):
            return day(self.news_weekday(meaning, expr, story, published))
        if isinstance(meaning, Yearly):
            return self.news_yearly(meaning, expr, story, published)
        if isinstance(meaning, QuarterRef):
            return self.news_quarter(meaning, expr, story, published)
        if isinstance(meaning, YearBefore):
            if story.quarter:
                return moved(story.quarter, -meaning.count, Unit.YEAR)
            if meaning.base is Base.STORY and story.current:
                return span_of(Unit.YEAR, shift(story.current.first, -meaning.count, Unit.YEAR))
            return span_of(Unit.YEAR, shift(published, -meaning.count, Unit.YEAR))
        if isinstance(meaning, DayNumber):
            if story.month:
                return month_day(story.month.first.month, meaning.number, story.month.first.year)
            found = [span_of(Unit.DAY, d) for back in range(-1, 3) if (d := _in_month(published, back, meaning.number))]
            ahead = self.looks(expr.span).direction is Direction.FUTURE
            past = [one for one in found if one.first <= published]
            future = [one for one in reversed(found) if one.first >= published]
            return (future[0] if ahead and future else past[0]) if past else None
        return None

    def news_weekday(self, meaning: WeekdayRef, expr: Expr, story: Story, published: date) -> date:
        """Resolve a weekday by its word ("last", "next") or its sentence's tense."""
        rel, number = meaning.rel, meaning.number
        if rel is Rel.LAST:
            return weekday(published, number, Direction.PAST, strict=True)
        if rel is Rel.NEXT:
            return weekday(published, number, Direction.FUTURE, strict=True)
        anchor = story.day or published
        if rel is Rel.PREVIOUS:
            return weekday(anchor, number, Direction.PAST, strict=True)
        if rel is Rel.FOLLOWING:
            return weekday(anchor, number, Direction.FUTURE, strict=True)
        if rel is Rel.SAME:
            return weekday(anchor, number, Direction.NEAREST)
        looks = self.looks(expr.span).direction
        ahead = looks is Direction.FUTURE or (rel is Rel.THIS and looks is not Direction.PAST)
        return weekday(published, number, Direction.FUTURE if ahead else Direction.PAST)

    def news_yearly(self, meaning: Yearly, expr: Expr, story: Story, published: date) -> Interval | None:
        """Resolve a month, a day of a month, a season or a holiday to its year."""
        make = meaning.make
        if meaning.rel is Rel.SAME:
            return make(story.current.first.year) if story.current else None
        if meaning.year_offset is not None:
            return make(published.year + meaning.year_offset)
        if meaning.weekday is not None:
            fits = [
                one
                for year in range(published.year - 1, published.year + 2)
                if 1 <= year <= 9999 and (one := make(year)) and one.first.weekday() == meaning.weekday
            ]
            nearest = min(fits, key=lambda one: (distance(published, one), one.first), default=None)
            if nearest and distance(published, nearest) <= TEN_MONTHS:
                return nearest
        anchor = published
        if meaning.rel in (Rel.PREVIOUS, Rel.FOLLOWING) and story.current:
            anchor = story.current.first
        if meaning.rel in (Rel.LAST, Rel.PREVIOUS):
            found = in_year(anchor, make, Direction.PAST)
            return (
                in_year(shift(found.first, -1, Unit.DAY), make, Direction.PAST)
                if found and found.last >= anchor
                else found
            )
        if meaning.rel in (Rel.NEXT, Rel.FOLLOWING):
            found = in_year(anchor, make, Direction.FUTURE)
            return (
                in_year(shift(found.last, 1, Unit.DAY), make, Direction.FUTURE)
                if found and found.first <= anchor
                else found
            )
        look = self.looks(expr.span)
        sure = look.direct or look.direction is Direction.FUTURE
        if meaning.rel is Rel.THIS and look.direction is not Direction.PAST:
            return make(published.year)
        return next_to(published, make, look.direction, WHOLE_YEAR if sure else TEN_MONTHS)

    def news_quarter(self, meaning: QuarterRef, expr: Expr, story: Story, published: date) -> Interval | None:
        """Resolve a quarter: numbered ones are the latest begun, unless the sentence looks ahead."""
        number = meaning.number
        if number is not None:

            def make(year: int) -> Interval:
                return quarter(year, number)

            if meaning.rel is Rel.SAME:
                return make(story.current.first.year) if story.current else None
            ahead = self.looks(expr.span).direction is Direction.FUTURE
            looks = Direction.FUTURE if ahead else Direction.PAST
            found = next_to(published, make, looks, HALF_YEAR if ahead else TEN_MONTHS)
            return found and moved(found, meaning.year_offset or 0, Unit.YEAR)
        spoken = story.quarter or span_of(Unit.QUARTER, shift(published, -1, Unit.QUARTER))
        if meaning.year:
            return quarter(meaning.year, (spoken.first.month + 2) // 3)
        if meaning.year_offset is not None:
            return moved(spoken, meaning.year_offset, Unit.YEAR)
        if meaning.rel in (Rel.PREVIOUS, Rel.FOLLOWING):
            return moved(spoken, -1 if meaning.rel is Rel.PREVIOUS else 1, Unit.QUARTER)
        step = {Rel.LAST: -1, Rel.THIS: 0, Rel.NEXT: 1}.get(meaning.rel)
        return spoken if step is None else span_of(Unit.QUARTER, shift(published, step, Unit.QUARTER))


def next_to(ref: date, make: Callable[[int], Interval | None], direction: Direction, reach: int) -> Interval | None:
    """Return the yearly span next to a day in a direction, the nearest where that is more than `reach` days off.

    Who means last November in October says so; a bare "Nov. 20" then lies ahead, whatever the verb.
    """
    found = in_year(ref, make, direction)
    far = found is None or distance(ref, found) > reach
    return in_year(ref, make, Direction.NEAREST) if far else found


def _in_month(published: date, back: int, number: int) -> date | None:
    """Return that day of the month `back` months before the publication date's."""
    month = shift(published.replace(day=1), -back, Unit.MONTH)
    found = month_day(month.month, number, month.year)
    return found.first if found else None
