"""Texts made to break the extractor: it reads any characters, and its time grows with a text's length, not its square."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle.model import AnalysedArticle
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


def cost(read: Callable[..., AnalysedArticle], unit: str, size: int) -> float:
    """Return the CPU seconds of a text of so many characters, the least of four readings."""
    text = unit * (size // len(unit)) + " Shells fell on Homs on Sunday."
    taken = []
    for _ in range(4):
        began = time.process_time()
        read(text, "2016-05-08")
        taken.append(time.process_time() - began)
    return min(taken)


@pytest.mark.parametrize("unit", ["1", "a\n", "( "])
def test_time_grows_with_the_length(read: Callable[..., AnalysedArticle], unit: str) -> None:
    """Four times the text takes about four times as long; a square would take sixteen times."""
    short, long = cost(read, unit, 900), cost(read, unit, 3600)
    assert long < 9 * max(short, 0.02), (short, long)


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
