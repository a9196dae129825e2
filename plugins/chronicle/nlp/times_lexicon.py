"""The words of time, read from lexicon/time_*.csv and checked."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from ..dates import add_days, day, easter, month_day
from ..errors import LexiconError, Problem
from ..model import Interval

FOLDER = Path(__file__).parent / "lexicon"
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


def _rows(path: Path, columns: int) -> Iterator[tuple[int, list[str]]]:
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        next(reader, None)
        for row in reader:
            if len(row) != columns or not row[0] or not row[1]:
                raise LexiconError(
                    Problem(f"{row} has not {columns} columns", "write every column", path, reader.line_num)
                )
            yield reader.line_num, row


def _bad(path: Path, line: int, what: str, remedy: str) -> LexiconError:
    return LexiconError(Problem(what, remedy, path, line))


def read_lexicon(folder: Path) -> TimeLexicon:
    """Read the four time_*.csv of a folder.

    Raises LexiconError with file and line at the first row that cannot be used.
    """
    calendar: dict[str, dict[str, int]] = {kind: {} for kind in CALENDAR_KINDS}
    path = folder / "time_calendar.csv"
    for line, (kind, form, value) in _rows(path, 3):
        if kind not in calendar:
            raise _bad(path, line, f"unknown kind {kind!r}", f"use one of {', '.join(CALENDAR_KINDS)}")
        if not value.isdecimal() or not 1 <= int(value) <= CALENDAR_KINDS[kind]:
            raise _bad(path, line, f"{value!r} is no number of a {kind}", f"use 1 to {CALENDAR_KINDS[kind]}")
        calendar[kind][form] = int(value)
    holidays: dict[str, str] = {}
    path = folder / "time_holidays.csv"
    for line, (name, rule) in _rows(path, 2):
        try:
            holiday(rule)
        except ValueError:
            raise _bad(path, line, f"{rule!r} is no day", "write MM-DD, YYYY-MM-DD or easter+N") from None
        holidays[name] = rule
    cardinals: dict[str, int] = {}
    ordinals: dict[str, int] = {}
    path = folder / "time_numbers.csv"
    for line, (form, value, ordinal) in _rows(path, 3):
        if not value.isdecimal() or not ordinal:
            raise _bad(path, line, f"{value!r} is no number, or its ordinal is missing", "write form,number,ordinal")
        cardinals[form], ordinals[ordinal] = int(value), int(value)
    words: dict[str, set[str]] = {kind: set() for kind in WORD_KINDS}
    path = folder / "time_words.csv"
    for line, (kind, form, _note) in _rows(path, 3):
        if kind not in words:
            raise _bad(path, line, f"unknown kind {kind!r}", f"use one of {', '.join(sorted(WORD_KINDS))}")
        words[kind].add(form)
    return TimeLexicon(calendar, holidays, cardinals, ordinals, {k: frozenset(v) for k, v in words.items()})


@cache
def load_lexicon() -> TimeLexicon:
    """Return the project's own words of time, read once."""
    return read_lexicon(FOLDER)
