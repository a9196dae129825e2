"""Texts made to break the extractor: it reads any characters, and its time grows with a text's length, not its square."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle.model import AnalysedArticle, Interval, Span, TimeMention
from chronicle.nlp.evidence import evidence_spans
from chronicle.nlp.fields import touching, within
from chronicle.pages.source_file import split_file, to_article
from chronicle.settings import Settings

PIECES = st.sampled_from(
    [
        *("Shells killed 12 people in Homs on Sunday", "the army said", "{{ 7*7 }}", "<script>alert(1)</script>", "&amp;"),
        *("[x](javascript:a)", "=1+1", "\u202egnp.exe\u2066", "Аleppo", "نيرب", "\u0000", "\ud7ff", "🜏", "a" * 900, "9" * 900),
        *("\n\n", "\r\n", "\t", " ", "(", '"', "“", "’", "--", "12,000,000,000", "31 February 2016", "0000-00-00", "e\u0301" * 40),
        *("!!python/object/apply:os.system", "../../etc/passwd", "%s%n", "\u200b\u200d", "ﷺ", "İ", "ß" * 30),
    ]
)  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(PIECES | st.text(max_size=30), min_size=1, max_size=14),
    st.sampled_from(["2016-05-08", "1400-01-01", None]),
)
def test_any_text_is_read_and_every_value_lies_in_it(
    read: Callable[..., AnalysedArticle], pieces: list[str], published: str | None
) -> None:
    text = " ".join(pieces).encode("utf-8", "replace").decode()
    found = read(text, published)
    for mention in (*found.times, *found.places, *found.actors, *found.casualties):
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert mention.text == text[mention.span.start : mention.span.end]
    for report in found.reports:
        assert report.quote == text[report.span.start : report.span.end]


def cost(read: Callable[..., AnalysedArticle], unit: str, size: int, readings: int = 4, head: str = "") -> float:
    """Return the CPU seconds of a text of so many characters, the least of some readings."""
    text = head + unit * (size // len(unit)) + " Shells fell on Homs on Sunday."
    taken = []
    gc.collect()
    gc.disable()  # how much it would look through is what the tests before have left
    try:
        for _ in range(readings):
            began = time.process_time()
            read(text, "2016-05-08")
            taken.append(time.process_time() - began)
    finally:
        gc.enable()
    return min(taken)


@pytest.mark.parametrize("unit", ["1", "a\n", "( "])
def test_time_grows_with_the_length(read: Callable[..., AnalysedArticle], unit: str) -> None:
    """Four times the text takes about four times as long; a square would take sixteen times."""
    short, long = cost(read, unit, 900), cost(read, unit, 3600)
    assert long < 9 * max(short, 0.02), (short, long)


@pytest.mark.parametrize("unit", ["ISIS and SDF clashed and "])
def test_time_grows_with_what_is_named(read: Callable[..., AnalysedArticle], unit: str) -> None:
    """Who asks of each sentence for its names must not look through the whole text's."""
    short, long = cost(read, unit, 2500, 2), cost(read, unit, 12_500, 1)
    assert long < 9 * max(short, 0.02), (short, long)


def test_a_side_asks_for_its_own_sentence_only() -> None:
    asked: list[int] = []

    class Counted(tuple[TimeMention, ...]):
        def __getitem__(self, at: object) -> object:  # type: ignore[override]
            asked.append(1)
            return super().__getitem__(at)  # type: ignore[call-overload]

    day = Interval(date(2016, 5, 8), date(2016, 5, 8))
    times = Counted(TimeMention(Span(at, at + 6), "May 8 ", day) for at in range(0, 60_000, 6))
    assert [t.span.start for t in within(times, 30_000, 30_012)] == [30_000, 30_006]
    assert [t.span.start for t in touching(times, 30_001, 30_006)] == [30_000]
    assert not within(times, 90_000, 90_001)
    assert len(asked) < 100


@pytest.mark.parametrize(
    ("head", "unit"),
    [("", "111."), ("1", "."), ("1", ".,"), ("a", " "), ("Hama (via ", " "), ("(via ", "a ("), ("", "[ ")],
)
def test_no_line_drives_a_pattern_to_backtrack(head: str, unit: str) -> None:
    """Sixteen times the line, in two steps; a square would take 256 times as long."""

    def shape(text: str, published: str) -> None:
        evidence_spans(text)

    short, middle, long = (cost(shape, unit, size, 2, head) for size in (5000, 20_000, 80_000))  # type: ignore[arg-type]
    assert middle < 8 * max(short, 0.02), (short, middle)
    assert long < 8 * max(middle, 0.02), (middle, long)


def test_a_square_would_be_seen() -> None:
    def square(text: str, published: str) -> None:
        sum(1 for a in text for b in text)

    short, long = cost(square, "x", 1200), cost(square, "x", 4800)  # type: ignore[arg-type]
    assert long > 9 * max(short, 0.02)


@pytest.mark.parametrize("key", ["Title", "Publisher", "Url", "Retells", "Slug", "Status", "Lang", "Revised"])
@pytest.mark.parametrize(
    "value",
    [
        "../../etc/passwd",
        "..",
        "a/b",
        "!!python/object/apply:os.system ['id']",
        "*a *a",
        "=cmd|' /C calc'!A0",
        "<script>",
        "x" * 5000,
    ],
)
def test_metadata_is_text_and_names_no_file(tmp_path: Path, key: str, value: str) -> None:
    head = {"Date": "1999-04-12", "Publisher": "Coast Post"} | {key: value}
    data = "".join(f"{name}: {text}\n" for name, text in head.items()) + "\nShells fell."
    source = split_file(Path("a.md"), data.encode())
    article = to_article(source, Settings(tmp_path, tmp_path, tmp_path))
    if not source.problems:
        assert set(article.article_id) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
        assert article.url == ""
    assert key not in ("Url", "Slug", "Status", "Revised") or source.problems
