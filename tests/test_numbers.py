"""Numbers: words and digits to values, hedges and ranges to bounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.model import Count
from chronicle.nlp.casualties_lexicon import load_words
from chronicle.nlp.numbers import read_number, read_quantity

NUMBERS = load_words().numbers
ONES = [
    "",
    *[
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
    ],
]
ONES += ["sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["", "", *["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]]


def spell(value: int) -> list[str]:
    """Return the words of a number below a million, as a newspaper writes it."""
    if value >= 1000:
        rest = value % 1000
        return [*spell(value // 1000), "thousand", *spell(rest)]
    if value >= 100:
        rest = value % 100
        return [ONES[value // 100], "hundred", *(spell(rest) if rest else [])]
    if value < 20:
        return [ONES[value]] if value else []
    return [TENS[value // 10] + (f"-{ONES[value % 10]}" if value % 10 else "")]


@given(st.integers(min_value=1, max_value=999_999))
def test_spelled_numbers_are_read_back(value: int) -> None:
    words = spell(value)
    assert read_number(words, 0, NUMBERS) == (value, len(words))


@given(st.integers(min_value=0, max_value=10**7), st.booleans())
def test_digits_are_read_back(value: int, grouped: bool) -> None:
    word = f"{value:,}" if grouped else str(value)
    assert read_number([word], 0, NUMBERS) == (value, 1)


@given(st.integers(min_value=1, max_value=5000), st.integers(min_value=1, max_value=5000))
def test_a_range_keeps_its_ends(low: int, more: int) -> None:
    found = read_quantity(["between", str(low), "and", str(low + more)], 0, NUMBERS)
    assert found is not None
    assert found.count == Count(low, low, low + more)


@given(st.lists(st.sampled_from(["at", "least", "two", "12", "-", "to", "dozens", "of", "a", "dozen", "some", "x"])))
def test_bounds_are_always_in_order(words: list[str]) -> None:
    found = read_quantity(words, 0, NUMBERS)
    if found is not None:
        known = [v for v in (found.count.low, found.count.best, found.count.high) if v is not None]
        assert known == sorted(known)
        assert 0 <= found.start < found.end <= len(words)


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("twenty - one", Count(21, 21, 21)),
        ("two hundred and fifty", Count(250, 250, 250)),
        ("1.2 million", Count(1_200_000, 1_200_000, 1_200_000)),
        ("a dozen", Count(12, 12, 12)),
        ("half a dozen", Count(6, 6, 6)),
        ("two dozen", Count(24, 24, 24)),
        ("a couple of", Count(2, 2, 2)),
        ("at least a dozen", Count(12, 12, None)),
        ("no fewer than 30", Count(30, 30, None)),
        ("upwards of forty", Count(40, 40, None)),
        ("as many as 90", Count(None, None, 90)),
        ("nearly 70", Count(None, 70, None)),
        ("5 to 7", Count(5, 5, 7)),
        ("10 - 15", Count(10, 10, 15)),
        ("12 or more", Count(12, 12, None)),
        ("dozens of", Count(24, None, None)),
        ("hundreds of", Count(200, None, None)),
        ("an unknown number of", Count()),
        ("several", Count(2, None, None)),
    ],
)
def test_quantities(words: str, count: Count) -> None:
    found = read_quantity(words.split(), 0, NUMBERS)
    assert found is not None
    assert (found.count, found.end) == (count, len(words.split()))


@pytest.mark.parametrize("words", ["two - year - old", "ten - strong", "the", "a soldier", "between the lines", ""])
def test_no_quantity(words: str) -> None:
    assert read_quantity(words.split(), 0, NUMBERS) is None
