"""Time expressions: a table of sentences of our own, and what must hold of any text."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle.dates import Unit, unit_of
from chronicle.errors import LexiconError
from chronicle.model import Interval, TimeMention
from chronicle.nlp.fields import fields
from chronicle.nlp.times import find_times, range_of
from chronicle.nlp.times_lexicon import load_lexicon, read_lexicon
from chronicle.termfile import LEXICON

if TYPE_CHECKING:
    from spacy.language import Language

Find = Callable[[str, str | None], tuple[TimeMention, ...]]

CASES = Path(__file__).with_name("times_cases.csv")
"""Rows of a publication date (may be empty), a text, and its times: "words = 2016-05-08; words = 1999-05; ..."."""


def cases() -> list[tuple[str, str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return [(row["published"], row["text"], row["expected"]) for row in csv.DictReader(lines)]


@pytest.fixture(scope="session")
def find(nlp: Language) -> Find:
    model = (
        "chronicle_sentences",
        "chronicle_vectors",
        "chronicle_attributes",
        "chronicle_lemmas",
        "chronicle_entities",
    )
    names = [name for name in nlp.pipe_names if name.startswith("chronicle_") and name not in model]

    def run(text: str, published: str | None) -> tuple[TimeMention, ...]:
        with nlp.select_pipes(disable=names):
            doc = nlp(text)
        fields(doc).published = date.fromisoformat(published) if published else None
        return find_times(doc)

    return run


def show(mention: TimeMention) -> str:
    """Write a mention as the cases do: a day, a month, a year, a decade, or first..last."""
    span, unit = mention.interval, unit_of(mention.interval)
    length = {Unit.DAY: 10, Unit.MONTH: 7, Unit.YEAR: 4, Unit.DECADE: 4}.get(unit) if unit else None
    days = span.first.isoformat()[:length] if length else f"{span.first}..{span.last}"
    return f"{mention.text} = {days}" + ("s" if unit is Unit.DECADE else "")


@pytest.mark.parametrize(("published", "text", "expected"), cases())
def test_cases(find: Find, published: str, text: str, expected: str) -> None:
    found = find(text, published or None)
    assert "; ".join(map(show, found)) == expected
    assert all(text[one.span.start : one.span.end] == one.text for one in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They held it from 3 to 5 May 1999.", ("1999-05-03", "1999-05-05")),
        ("They held it between March and June 1999.", ("1999-03-01", "1999-06-30")),
        ("They held it May 3-5, 1999.", ("1999-05-03", "1999-05-05")),
        ("The siege (1992-1996) was long.", ("1992-01-01", "1996-12-31")),
    ],
)
def test_range_of_joins_both_ends(find: Find, text: str, expected: tuple[str, str]) -> None:
    found = find(text, "2001-02-02")
    whole = Interval(*map(date.fromisoformat, expected))
    assert [range_of(text, one, found) for one in found] == [whole, whole]


def test_range_of_leaves_two_days_apart(find: Find) -> None:
    text = "They struck on 3 May and 5 May 1999."
    found = find(text, "2001-02-02")
    assert [range_of(text, one, found) for one in found] == [one.interval for one in found]


WORDS = st.sampled_from(sorted({word for _, text, _ in cases() for word in text.split(" ")} | {"9999", "0001", "31"}))
DATES = st.none() | st.dates()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(WORDS, max_size=30).map(" ".join) | st.text(max_size=60), DATES)
def test_any_text_gives_ordered_mentions(find: Find, text: str, published: date | None) -> None:
    found = find(text, published.isoformat() if published else None)
    spans = [one.span for one in found]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(text[one.span.start : one.span.end] == one.text for one in found)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]),
    st.sampled_from(
        ["They attacked on {}.", "They will attack on {}.", "They attacked last {}.", "{}'s attack failed."]
    ),
    st.dates(date(1900, 1, 1), date(2100, 1, 1)),
)
def test_weekday_is_that_weekday_near_publication(find: Find, name: str, frame: str, published: date) -> None:
    (one,) = find(frame.format(name), published.isoformat())
    assert one.interval.first.strftime("%A") == name
    assert one.interval.days == 1
    assert abs(one.interval.first - published) <= timedelta(7)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("two days ago", 1),
        ("two weeks ago", 7),
        ("two months ago", 28),
        ("two years ago", 365),
        ("last week", 7),
        ("last month", 28),
        ("last winter", 89),
        ("in early May", 31),
        ("in mid-1975", 365),
        ("in the 1970s", 3652),
    ],
)
def test_no_finer_than_the_words(find: Find, words: str, days: int) -> None:
    (one,) = find(f"The town was shelled {words}.", "1985-09-17")
    assert one.interval.days >= days


@pytest.mark.parametrize("unit", ["1 ", "May ", "the last ", "10:1", "1/1/", "late on the ", "nineteen ", "a year-"])
def test_long_hostile_text_is_read(unit: str) -> None:
    doc = spacy.blank("en")(unit * 5000)
    fields(doc).published = date(2016, 5, 8)
    assert len(find_times(doc)) <= 5000


def test_lexicon_loads() -> None:
    words = load_lexicon()
    assert (words.number_of("sept.", "month-short"), words.count("twenty-first")) == (9, 21)


@pytest.mark.parametrize(
    ("name", "row"),
    [
        ("time_calendar.csv", ["month", "Smarch", "13"]),
        ("time_calendar.csv", ["moon", "full", "1"]),
        ("time_holidays.csv", ["Nothing Day", "02-31"]),
        ("time_numbers.csv", ["umpteen", "many", "umpteenth"]),
        ("time_words.csv", ["part", "early"]),
        ("time_words.csv", ["sort", "early", ""]),
    ],
)
def test_bad_lexicon_row_is_named(tmp_path: Path, name: str, row: list[str]) -> None:
    folder = Path(copytree(LEXICON, tmp_path / "lexicon"))
    with (folder / name).open("a", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerow(row)
    count = len((folder / name).read_text(encoding="utf-8").splitlines())
    with pytest.raises(LexiconError) as caught:
        read_lexicon(folder)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (folder / name, count)
    assert problem.remedy
