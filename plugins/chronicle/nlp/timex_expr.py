"""What a time expression's words say before any date is known: the grammar's output, the resolver's input."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from ..dates import Unit
from ..model import Interval, Span


class Base(Enum):
    """What a relative expression counts from."""

    PUBLICATION = "publication"
    """"yesterday", "last month"."""
    STORY = "story"
    """The narrative's current date: "the next day", "that year"."""
    EITHER = "either"
    """The publication date in news, the story's in history: "the end of the year"."""


class Rel(Enum):
    """A word that picks one of the many Fridays or Mays."""

    NONE = "none"
    LAST = "last"
    NEXT = "next"
    THIS = "this"
    PREVIOUS = "previous"
    """Before the story's date."""
    FOLLOWING = "following"
    """After the story's date."""
    SAME = "same"
    """In the story's own year or week."""


class Guard(Enum):
    """What must still be checked against the sentence, because the same words may be no date."""

    NONE = "none"
    YEAR = "year"
    """Four digits alone."""
    MONTH = "month"
    """A month's name alone: May, March, April are names and verbs too."""
    WEEKDAY = "weekday"
    """The Sunday Times."""
    DAY_NUMBER = "day number"
    """"on the 15th" (arrondissement, Brigade)."""
    AFTER = "after"
    """"two days after" something: counted from the story's date only in a narrative."""
    CLOCK = "clock"
    """A time of day alone: its day is the story's."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days stated in full."""

    interval: Interval


@dataclass(frozen=True, slots=True)
class Yearly:
    """Something that comes once a year, its year not stated: a month, a day of a month, a season, a holiday."""

    make: Callable[[int], Interval | None]
    rel: Rel = Rel.NONE
    year_offset: int | None = None
    """Years from the base's year, where said ("May of last year" is -1)."""
    weekday: int | None = None
    """The weekday named with it, 0 Monday: it must fit."""


@dataclass(frozen=True, slots=True)
class WeekdayRef:
    """A weekday, 0 Monday."""

    number: int
    rel: Rel = Rel.NONE


@dataclass(frozen=True, slots=True)
class UnitRef:
    """The unit `count` units from the base's: today, last month, two days later."""

    unit: Unit
    count: int
    base: Base


@dataclass(frozen=True, slots=True)
class QuarterRef:
    """A quarter without its year: number 1..4, or None for one named by its relation alone."""

    number: int | None
    rel: Rel = Rel.NONE
    year_offset: int | None = None
    year: int | None = None
    """The year stated where the number is not ("the 1988 quarter")."""


@dataclass(frozen=True, slots=True)
class YearBefore:
    """ "A year earlier", "a year ago": the period spoken of, a year (or more) before."""

    count: int
    base: Base


@dataclass(frozen=True, slots=True)
class DayNumber:
    """A day of the story's month ("on the 15th")."""

    number: int


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night to the publication day."""


Meaning = Fixed | Yearly | WeekdayRef | UnitRef | QuarterRef | YearBefore | DayNumber | Overnight


@dataclass(frozen=True, slots=True)
class Expr:
    """A stretch of text and what it says."""

    span: Span
    meaning: Meaning
    guard: Guard = Guard.NONE
    week: bool = False
    """True for "the week of 9 November"."""


REACH = 120
"""Characters; the longest match of a rule that has something to be near has some eighty."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and how to read its match; patterns use bounded repeats only, so matching takes linear time."""

    name: str
    pattern: re.Pattern[str]
    read: Callable[[re.Match[str]], Iterator[Expr]]
    near: re.Pattern[str] | None = None
    """What every match holds, cheap to find: the pattern is tried only within REACH characters of it."""


def span(match: re.Match[str], *groups: str) -> Span:
    """Return the characters from the first to the last of the groups that matched; of none: the whole match."""
    held = [match.span(group) for group in groups if match.span(group)[0] >= 0]
    if not held:
        return Span(*match.span())
    return Span(min(start for start, _ in held), max(end for _, end in held))
