"""What is told as so many days after or before another deed: "shelled it on Monday, two days after rebels took it"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from spacy.tokens import Token

from ..dates import Unit, day, shift, span_of
from ..model import Interval, TimeMention

UNITS = {"day": Unit.DAY, "week": Unit.WEEK, "month": Unit.MONTH, "year": Unit.YEAR}
COUNTED = ("a", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ONE = frozenset({"one", "the", "an"})
ABOUT = timedelta(3)
"""Days to either side of what was "a week after": few mean the very weekday."""


def says_how_long(clause: Token) -> bool:
    """Tell whether the clause says how long ago it was: "a bomb went off, one day after they had left the town"."""
    return next(_markers(clause), None) is not None


def comes_before(noun: Token) -> bool:
    """Tell whether something else came after what the noun names: "buried on Monday after weekend attacks"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in ("after", "following")


def off(clauses: Sequence[Token], mention: TimeMention, interval: Interval | None) -> Interval | None:
    """Return the days of clauses that are so long after or before what the mention dates; else its own, as given.

    None where that cannot be told: "days after rebels took it", or the other deed's day is not known.
    """
    for clause in clauses:
        for marker in _markers(clause):
            if interval is None or clause.left_edge.idx <= mention.span.start <= clause.right_edge.idx:
                return interval
            count, unit = _count(marker.nbor(-1)), UNITS[marker.nbor(-1).lemma_.lower()]
            if not count or interval.days > 1:
                return None
            there = shift(interval.first, count if marker.lower_ == "before" else -count, unit)
            if unit is Unit.WEEK:
                return Interval(there - ABOUT, there + ABOUT)
            return day(there) if unit is Unit.DAY else span_of(unit, there)
    return interval


def _markers(clause: Token) -> Iterator[Token]:
    """Yield the "after" and "before" of the clause that stand behind a measure of time."""
    found = [c for c in clause.children if c.dep_ in ("mark", "advmod", "prep") and c.lower_ in ("after", "before")]
    if clause.dep_ == "pcomp" and clause.head.lower_ in ("after", "before"):
        found.append(clause.head)
    yield from (marker for marker in found if marker.i and marker.nbor(-1).lemma_.lower() in UNITS)


def _count(measure: Token) -> int:
    """Return how many days, weeks or the like the measure counts; 0 where it does not say."""
    word = measure.nbor(-1).lower_ if measure.i else ""
    if word in ONE:
        return 1
    if word in COUNTED:
        return COUNTED.index(word) + 1
    return int(word) if word.isdecimal() else 0
