"""The hours that a report's words give, and what they say for or against one happening."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from accounts import REBELS, T, article, candidate, report
from hypothesis import given
from hypothesis import strategies as st

from chronicle.errors import LexiconError
from chronicle.events import hours
from chronicle.events.hours import hours_between, hours_of
from chronicle.events.merge import merge
from chronicle.events.near import near_pairs
from chronicle.model import Mark, Report, Span

SUNDAY, MONDAY = "2013-05-05", "2013-05-06"
READ: tuple[tuple[str, str, tuple[int, int] | None], ...] = (
    ("Shells hit Goma late on Sunday.", "late on Sunday", (17, 30)),
    ("Shells hit Goma shortly before dawn on Sunday.", "Sunday", (0, 7)),
    ("In the early hours of Sunday shells hit Goma.", "Sunday", (0, 7)),
    ("On Sunday, after midnight, shells hit Goma.", "Sunday", None),
    ("On Sunday at noon shells hit Goma.", "Sunday", (11, 14)),
    ("Late Sunday evening shells hit Goma.", "Late Sunday evening", (17, 24)),
    ("Shells hit Goma on Sunday.", "Sunday", None),
    ("The night market of Goma burnt after shells hit it on Sunday.", "Sunday", None),
    ("Goma was shelled on Sunday and quiet at night.", "Sunday", None),
    ("The late mayor died on Sunday.", "Sunday", None),
    ("The car of the late Sunday preacher burnt.", "the late Sunday", None),
)


def told(quote: str, words: str, when: str = SUNDAY, **more: Any) -> Report:
    """Return a report whose day these words of its sentence give."""
    at = quote.index(words)
    marks = (Mark("date_start", Span(at, at + len(words))),)
    return report(quote, when=when, date_text=words, marks=marks, **more)


@pytest.mark.parametrize(("quote", "words", "expected"), READ, ids=[row[0] for row in READ])
def test_hours_are_read_from_the_words_of_the_day_and_beside_them(
    quote: str, words: str, expected: tuple[int, int] | None
) -> None:
    assert hours_of(told(quote, words)) == expected


def test_a_longer_time_than_a_day_has_no_hours() -> None:
    assert hours_of(told("In late May shells hit Goma.", "late May", when="2013-05")) is None


def events(one: Report, other: Report) -> int:
    accounts = (candidate(one, "a"), candidate(other, "b"))
    return len(merge(accounts, {c.article_id: article(c.article_id) for c in accounts}))


NIGHT = told("Rebels shelled Goma late on Sunday.", "late on Sunday", actor1=(REBELS,))
DAWN = told("Before dawn on Monday rebels shelled Goma.", "Monday", MONDAY, actor1=(REBELS,))
NOON = told("Rebels shelled Goma on Monday at noon.", "Monday", MONDAY, actor1=(REBELS,))
EVENING = told("Rebels shelled Goma on Monday evening.", "Monday evening", MONDAY, actor1=(REBELS,))


def test_a_night_belongs_to_two_days() -> None:
    assert events(NIGHT, DAWN) == 1
    assert events(NIGHT, NOON) == events(NIGHT, EVENING) == 2


def test_morning_and_evening_are_two_times_and_the_editor_reads_so() -> None:
    assert events(DAWN, EVENING) == 2
    accounts = (candidate(DAWN, "a"), candidate(EVENING, "b"))
    (pair,) = near_pairs(merge(accounts, {c.article_id: article(c.article_id) for c in accounts}))
    assert "other hours of one day" in pair.reasons


def test_a_battle_lasts_from_dawn_to_evening() -> None:
    fight = told("Fighting shook Goma on Sunday at dawn.", "Sunday", kind=T.ARMED_CLASH, actor1=(REBELS,))
    still = told("On Sunday evening fighting shook Goma.", "Sunday evening", kind=T.ARMED_CLASH, actor1=(REBELS,))
    assert events(fight, still) == 1


HOURS = st.tuples(st.integers(-7, 30), st.integers(1, 12)).map(lambda at: (at[0], at[0] + at[1]))


@given(HOURS, HOURS, st.integers(-1, 1))
def test_hours_between_are_the_same_from_either_side(one: tuple[int, int], other: tuple[int, int], days: int) -> None:
    assert hours_between(one, other, days) == hours_between(other, one, -days) >= 0
    assert hours_between(one, one, 0) == 0


@pytest.mark.parametrize("row", ["dusk,21,16", "dusk,sunset,21", "dusk,16,99", ",16,21"])
def test_a_row_that_names_no_hours_is_refused(row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "hours.csv"
    path.write_text(f"words,from,to\nnoon,11,14\n{row}\n", encoding="utf-8")
    monkeypatch.setattr(hours, "HOURS_CSV", path)
    with pytest.raises(LexiconError):
        hours.hour_words.__wrapped__()
