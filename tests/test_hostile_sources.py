"""Importers under attack: bombs, parsers that do not end or fall over, tricks in values, bytes of any kind."""

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_sources import complaint, feed, page, pdf, read, wacz, warc

from chronicle.errors import ArticleError, Problem
from chronicle.sources import limits
from chronicle.sources.found import Found, clean_text, mixed_scripts, one_line
from chronicle.sources.kinds import Kind, kind_of
from chronicle.sources.warc import _Bounded


def test_an_archive_that_unpacks_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(limits.TooMuch, match="unpacks to more"):
        _Bounded(io.BytesIO(b"x" * 100), 99).read(100)
    big = wacz(
        {"archive/a.warc.gz": gzip.compress(warc({"https://a.example/": b"<p>" + b"x" * 900_000}, packed=False))}
    )
    assert len(big) < 5000, "a bomb"
    monkeypatch.setattr("chronicle.sources.warc.ARCHIVE_BYTES", 500)
    assert "unpacks to more" in complaint(big, "x.wacz")
    monkeypatch.setattr("chronicle.sources.warc.ARCHIVE_BYTES", 10**9)
    monkeypatch.setattr("chronicle.sources.warc.PAGE_BYTES", 1000)
    assert read(big, "x.wacz") == []


def test_a_file_longer_than_any_article(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronicle.sources.kinds.ARTICLE_BYTES", 10)
    assert "is longer than 10 bytes" in complaint(b"x" * 11)


def endless() -> None:
    with limits.time_limit(0.1):
        while True:
            pass


def test_a_parser_that_does_not_end_is_stopped() -> None:
    with pytest.raises(limits.TooMuch, match="takes longer"):
        endless()


def test_whatever_a_parser_raises_is_one_line() -> None:
    def deep() -> None:
        deep()

    with pytest.raises(ArticleError, match="cannot be read as a page: RecursionError"), limits.guarded("a page"):
        deep()


@pytest.mark.parametrize(
    ("publisher", "odd"),
    [
        ("Reu\u00adters", True),
        ("Reuters\u200b", True),
        ("\u202eWire", True),
        ("\uff32euters", True),
        ("The Wire", False),
        ("\u062e\u0628\u0631\u06af\u0632\u0627\u0631\u06cc\u200c\u0647\u0627", False),
        ("\u5171\u540c\u901a\u4fe1\uff34\uff36", False),
    ],
)
def test_a_publisher_with_letters_that_nobody_sees_is_no_second_witness(publisher: str, odd: bool) -> None:
    assert bool(mixed_scripts(publisher)) is odd


def test_values_are_lines_without_tricks() -> None:
    assert one_line("a\u202eb\n c\x00\u2066d") == "ab c d"
    assert clean_text("a \x07 b\r\n\r\n\r\nc\u2028d\x0c") == "a b\n\nc\n\nd\n"
    assert [mixed_scripts(t) for t in ("R\u0435uters", "Reuters Коммерсантъ", "Al-Ahram", "Ελλάς")] == [
        "R\u0435uters",
        "",
        "",
        "",
    ]


def test_an_address_in_a_web_archive_that_holds_a_lines_end_is_one_line() -> None:
    plain = page("<title>x</title>")
    data = warc({"https://a.example/x": plain}, packed=False).replace(b"example/x", b"example/\rx")
    (found,) = read(data, "x.warc")
    assert isinstance(found, Found)
    assert (found.url.text, found.origin) == ("https://a.example/%20x", "https://a.example/ x")


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from([page(), feed("<item/>"), pdf(["a"]), warc({"https://a.example/": page()}), wacz({"archive/a.warc": warc({})}), b"date,text\n1,2\n", b'{"text": "x"}\n', b""]),
    st.sampled_from(["x.html", "x.xml", "x.pdf", "x.warc.gz", "x.wacz", "x.csv", "x.jsonl", "x.mht", "x"]),
    st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=12)), max_size=5),
    st.binary(max_size=80),
)  # fmt: skip
def test_no_bytes_break_an_importer(data: bytes, name: str, changes: list[tuple[float, bytes]], end: bytes) -> None:
    """Whatever stands in a file, an article or a problem comes of it, and nothing else."""
    for place, piece in changes:
        at = int(place * len(data))
        data = data[:at] + piece + data[at + len(piece) // 2 :]
    for found in read(data + end, name):
        assert isinstance(found, Found | Problem)
        if isinstance(found, Found):
            assert found.text.strip()
            found.text.encode()
            assert all(len(found.value(key).text.splitlines()) <= 1 for key in ("title", "date", "publisher", "url"))


@pytest.mark.parametrize(
    ("data", "kind"), [(page(), Kind.PAGE), (b"<p>Shells fell.</p>", Kind.TEXT), (b"<rss>", Kind.FEED)]
)
def test_kinds(data: bytes, kind: Kind) -> None:
    assert kind_of(data, "x.txt") is kind
