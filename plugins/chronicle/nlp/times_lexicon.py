"""The words of time, read from lexicon/time_*.csv and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ..dates import add_days, day, easter, month_day
from ..errors import LexiconError, Problem
from ..model import Interval
from ..termfile import LEXICON, rows

CALENDAR_KINDS = {"weekday": 7, "weekday-short": 7, "month": 12, "month-short": 12, "season": 12, "season-guarded": 12}
WORD_KINDS = frozenset(
    (
        "part",
        "daypart",
        "habit",
        "title-after",
        "title-before",
        "number-before",
        "counted",
        "future",
        "plan",
        "intent",
        "schedule",
        "date-before",
        "month-before",
    )
)
MAKE_RULE = re.compile(r"(?:(?P<year>\d{4})-)?(?P<month>\d\d)-(?P<day>\d\d)|easter(?P<shift>[+-]\d{1,2})")


@dataclass(frozen=True, slots=True)
class TimeLexicon:
    """All forms by kind; numbers are 1 Monday .. 7 Sunday, 1 January .. 12 December."""

    calendar: dict[str, dict[str, int]]
    holidays: dict[str, str]
    cardinals: dict[str, int]
    ordinals: dict[str, int]
    words: dict[str, frozenset[str]]

    def number_of(self, form: str, *kinds: str) -> int | None:
        """Return the number that a calendar form stands for in one of the kinds, in any case, dot or none."""
        plain = form.rstrip(".").casefold()
        for kind in kinds:
            for known, number in self.calendar[kind].items():
                if known.casefold() == plain:
                    return number
        return None

    def count(self, words: str) -> int | None:
        """Return the number that digits or words up to ninety-nine stand for ("14", "a", "twenty-one", "21st")."""
        plain = words.strip().casefold()
        if plain in ("a", "an", "the"):
            return 1
        if digits := re.fullmatch(r"(\d{1,4})(?:st|nd|rd|th)?", plain):
            return int(digits[1])
        total = 0
        for part in re.split(r"[\s-]+", plain):
            value = self.cardinals.get(part, self.ordinals.get(part))
            if value is None or (total and (total % 10 or total < 20 or value > 9)):
                return None
            total += value
        return total or None


def alternation(forms: Iterable[str], *, capitals: bool = True) -> str:
    """Return a regex group of the forms, the longest first, with their spellings in capitals where wanted."""
    every = set(forms)
    if capitals:
        every |= {form.upper() for form in every}
    return "(?:" + "|".join(sorted((re.escape(form) for form in every), key=lambda f: (-len(f), f))) + ")"


def holiday(rule: str) -> Callable[[int], Interval | None]:
    """Return a function from a year to the holiday's day in it, None where it has none."""
    found = MAKE_RULE.fullmatch(rule)
    if found is None:
        raise ValueError(rule)
    if found["shift"] is not None:
        shift = int(found["shift"])

        def moving(year: int) -> Interval | None:
            return day(add_days(easter(year), shift)) if 1583 <= year <= 4099 else None

        return moving
    month, number, only = int(found["month"]), int(found["day"]), found["year"]
    date(int(only or 2000), month, number)

    def fixed(year: int) -> Interval | None:
        return month_day(month, number, int(only or year))

    return fixed


def read_lexicon(folder: Path) -> TimeLexicon:
    """Read the four time_*.csv of a folder.

    Raises LexiconError with every row that cannot be used.
    """
    problems: list[Problem] = []
    calendar: dict[str, dict[str, int]] = {kind: {} for kind in CALENDAR_KINDS}
    path = folder / "time_calendar.csv"
    for line, row in rows(path, ("kind", "form", "value"), problems):
        kind, form, value = row["kind"], row["form"], row["value"]
        if kind not in calendar or not form:
            remedy = f"use one of {', '.join(CALENDAR_KINDS)}, and give its form"
            problems.append(Problem(f"unknown kind {kind!r}, or no form", remedy, path, line))
        elif not (value.isascii() and value.isdecimal()) or not 1 <= int(value) <= CALENDAR_KINDS[kind]:
            remedy = f"use 1 to {CALENDAR_KINDS[kind]}"
            problems.append(Problem(f"{value!r} is no number of a {kind}", remedy, path, line))
        else:
            calendar[kind][form] = int(value)
    holidays: dict[str, str] = {}
    path = folder / "time_holidays.csv"
    for line, row in rows(path, ("name", "rule"), problems):
        try:
            holiday(row["rule"])
        except ValueError:
            remedy = "write MM-DD, YYYY-MM-DD or easter+N"
            problems.append(Problem(f"{row['rule']!r} is no day", remedy, path, line))
        else:
            holidays[row["name"]] = row["rule"]
    cardinals: dict[str, int] = {}
    ordinals: dict[str, int] = {}
    path = folder / "time_numbers.csv"
    for line, row in rows(path, ("form", "value", "ordinal"), problems):
        if not (row["value"].isascii() and row["value"].isdecimal()) or not row["form"] or not row["ordinal"]:
            message = f"{row['value']!r} is no number, or its form or ordinal is missing"
            problems.append(Problem(message, "write form,number,ordinal", path, line))
        else:
            cardinals[row["form"]] = ordinals[row["ordinal"]] = int(row["value"])
    words: dict[str, set[str]] = {kind: set() for kind in WORD_KINDS}
    path = folder / "time_words.csv"
    for line, row in rows(path, ("kind", "form", "note"), problems):
        if row["kind"] not in words or not row["form"]:
            remedy = f"use one of {', '.join(sorted(WORD_KINDS))}, and give its form"
            problems.append(Problem(f"unknown kind {row['kind']!r}, or no form", remedy, path, line))
        else:
            words[row["kind"]].add(row["form"])
    if problems:
        raise LexiconError(problems)
    return TimeLexicon(calendar, holidays, cardinals, ordinals, {k: frozenset(v) for k, v in words.items()})


@cache
def load_lexicon() -> TimeLexicon:
    """Return the project's own words of time, read once."""
    return read_lexicon(LEXICON)
