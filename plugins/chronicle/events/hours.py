"""At what hours of its day a happening lies: a night belongs to two days, a morning and an evening are two times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ..errors import LexiconError, Problem
from ..model import Report
from ..termfile import read_terms

HOURS_CSV = Path(__file__).parent / "hours.csv"
Hours = tuple[int, int]
"""From and to, counted from the day's first hour: 17..30 is a night, which ends on the next morning."""
REACH = 28
"""Characters beside the day's own words in which its hour stands: "shortly before dawn on Monday"."""
DAY = 24
_CLAUSE = re.compile(r"[,;:.!?()]|\b(?:and|but|while|after (?!midnight)|when|who|which|that)\b")
_LATE_AS_PAST = re.compile(r"\b(?:of|the) late\b", re.IGNORECASE)


@cache
def hour_words() -> Mapping[str, Hours]:
    """Return the hours that words name, read once from hours.csv.

    Raises LexiconError for a row that cannot be read or whose hours are no hours.
    """
    found: dict[str, Hours] = {}
    for words, first, last in read_terms(HOURS_CSV, ("words", "from", "to")):
        if not (_is_hour(first) and _is_hour(last) and int(first) < int(last)):
            remedy = "give two whole numbers, the earlier first: 0 is the day's first hour, 30 the next morning's sixth"
            raise LexiconError([Problem(f"{words}: {first} to {last} are no hours", remedy, HOURS_CSV)])
        found[words] = int(first), int(last)
    return MappingProxyType(found)


def _is_hour(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]{1,2}", text) is not None and -DAY < int(text) <= 2 * DAY


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(hour_words(), key=lambda words: (-len(words), words))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", re.IGNORECASE)


def hours_of(report: Report) -> Hours | None:
    """Return the hours of its day at which the report places the happening, None where it is no day or says nothing."""
    if report.interval is None or report.interval.days != 1:
        return None
    return _read(report.date_text) or _read(_beside(report))


def _beside(report: Report) -> str:
    """Return the words right before and after those that name the day, within their clause."""
    mark = next((mark.span for mark in report.marks if mark.field.startswith("date")), None)
    if mark is None or not report.span.holds(mark):
        return ""
    start, end = mark.start - report.span.start, mark.end - report.span.start
    ahead, after = report.quote[max(0, start - REACH) : start], report.quote[end : end + REACH]
    return f"{_CLAUSE.split(ahead)[-1]} {_CLAUSE.split(after)[0]}"


def _read(text: str) -> Hours | None:
    """Return the hours that a text's words name; where several do ("late Monday night"), those that all allow."""
    named = [hour_words()[match[0].lower()] for match in _pattern().finditer(_LATE_AS_PAST.sub("", text))]
    if not named:
        return None
    first, last = max(hours[0] for hours in named), min(hours[1] for hours in named)
    return (first, last) if first < last else None


def hours_between(one: Hours, other: Hours, days: int) -> int:
    """Return how many hours lie between two times of which the other's day is so many days later; 0 if they meet."""
    shift = days * DAY
    return max(0, other[0] + shift - one[1], one[0] - other[1] - shift)
