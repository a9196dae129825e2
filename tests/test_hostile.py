"""What a hostile author or a careless editor may try: names that break addresses, dates at time's ends, places let slip."""

from __future__ import annotations

import gzip
import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from views_chronicle import SAFE_HOUSE, make_chronicle
from views_maker import Maker, day

from chronicle.commands.add import Given, add
from chronicle.commands.extract_lines import read_lines
from chronicle.errors import ArticleError
from chronicle.events.naming import event_id
from chronicle.model import Actor, ActorKind, Candidate, Interval, Place, PlaceLevel, Report, Span, SubEventType
from chronicle.pages.publish import publishable
from chronicle.pages.search_index import whole
from chronicle.pages.source_file import split_file, to_article
from chronicle.pages.urls import actor_url, place_url
from chronicle.settings import MAX_TEXT, Settings

CLINIC = Place(
    "ed:wadi-rahab",
    "Wadi Rahab",
    PlaceLevel.SITE,
    admin1="Idlib",
    country="Syria",
    name_ar="وادي رحاب",
    names=("Vadi Rehab",),
    publish_precision=3,
)


def actor(actor_id: str) -> Actor:
    return Actor(actor_id, "Name", ActorKind.REBEL_GROUP)


def place(place_id: str, name: str) -> Place:
    return Place(place_id, name, PlaceLevel.PLACE)


@given(st.text(min_size=1, max_size=400) | st.sampled_from(["../../x", "index.html", "كتائب", "K" * 4000, "a/b\\c\0"]))
def test_a_name_becomes_one_part_of_an_address_that_a_disk_can_hold(name: str) -> None:
    for url in (actor_url(actor(name)), place_url(place(f"tx:{name}", name)), place_url(place("gn:5", name))):
        folder, part, end = url.split("/")
        assert folder in ("actors", "places")
        assert end == ""
        assert 0 < len(part) < 120
        assert set(part) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


@given(st.lists(st.text("aA b-\u0627\u0628", min_size=1, max_size=6), min_size=2, max_size=6, unique=True))
def test_two_sides_or_places_never_share_a_page(names: list[str]) -> None:
    assert len({actor_url(actor(name)) for name in names}) == len(names)
    assert len({place_url(place(f"tx:{name}", name)) for name in names}) == len(names)


def test_an_ordinary_id_is_its_own_address() -> None:
    assert actor_url(actor("free-river-brigade")) == "actors/free-river-brigade/"
    assert place_url(place("ed:khan-tuman", "Khan Tuman")) == "places/khan-tuman/"


def test_an_event_at_a_place_of_endless_name_has_an_id_that_names_a_file() -> None:
    told = Report("a", Span(0, 3), "It.", Span(0, 2), SubEventType.ATTACK)
    found = event_id(
        Interval(date(2001, 2, 3), date(2001, 2, 3)), place("tx:x", "Kaf " * 900), Candidate("a", told, (told,))
    )
    assert found.startswith("2001-02-03-kaf-kaf-")
    assert len(found) < 100


@pytest.mark.parametrize(
    ("head", "body", "words"),
    [
        ("Date: 0001-01-01", "Shells fell.", "is not of our time"),
        ("Date: 9999-12-31", "Shells fell.", "is not of our time"),
        ("Date: 1999-04-12\nSlug: " + "a" * 300, "Shells fell.", "Slug is too long"),
        ("Date: 1999-04-12\nUrl: https://reuters.com@evil.example/a", "Shells fell.", "a user's name or password"),
        ("Date: 1999-04-12", "x " * (MAX_TEXT // 2 + 1), "text is longer than"),
    ],
)
def test_an_article_beyond_all_measure_is_an_error(tmp_path: Path, head: str, body: str, words: str) -> None:
    source = split_file(Path("a.md"), f"{head}\nPublisher: Coast Post\n\n{body}".encode())
    to_article(source, Settings(tmp_path, tmp_path, tmp_path))
    (problem,) = source.problems
    assert words in str(problem)


def test_a_file_with_a_long_name_needs_a_slug(tmp_path: Path) -> None:
    source = split_file(Path("a" * 240 + ".md"), b"Date: 1999-04-12\nPublisher: Coast Post\n\nShells fell.")
    to_article(source, Settings(tmp_path, tmp_path, tmp_path))
    assert "file name is too long" in str(source.problems[0])


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_no_line_of_an_extract_is_from_the_ends_of_time(tmp_path: Path, day: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(f'{{"id": "a", "date": "{day}", "text": "Shells fell."}}\n')
    assert [message.startswith(f"{path}:1: ") for message in read_lines(path).messages()] == [True]


@pytest.mark.parametrize(
    ("text", "publisher"), [("x" * 5000, "Coast Post"), ("Shells fell.", "P" * 900), ("Shells " * 40, "Coast " * 200)]
)
def test_add_makes_a_name_that_a_disk_can_hold(tmp_path: Path, text: str, publisher: str) -> None:
    (tmp_path / "a.txt").write_text(text)
    settings = Settings(tmp_path, tmp_path / "content", tmp_path)
    (new,) = add([tmp_path / "a.txt"], Given("1999-04-12", publisher), settings)
    assert len(new.name) <= 110
    assert new.name.startswith("1999-04-12-")
    assert new.parent == settings.articles_dir


def test_add_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ArticleError, match="is no file"):
        add([tmp_path / "pipe"], Given("1999-04-12", "Coast Post"), Settings(tmp_path, tmp_path / "content", tmp_path))


@pytest.mark.parametrize(
    "words",
    [
        "A shell hit a house behind the wadi rahab in the night.",
        "A shell hit a house in WADI-RAHAB in the night.",
        "A shell hit a house in Wadirahab in the night.",
        "A shell hit a house in Vadi Rehab in the night.",
        "A shell hit a house in وادي رحاب in the night.",
    ],
)
def test_a_withheld_place_is_withheld_where_no_reader_knew_it(words: str) -> None:
    maker = Maker()
    article = maker.article("x", "Desk", date(2016, 5, 6), words, title="A shell")
    maker.event("e1", maker.report(article, words, SubEventType.SHELLING, interval=day(2016, 5, 6)))
    assert publishable(maker.chronicle()).events[0].reports[0].quote
    public = publishable(maker.chronicle(), listed=[CLINIC])
    assert public.events[0].reports[0].quote == ""
    assert words not in repr(public)


def test_a_place_that_may_be_shown_withholds_nothing() -> None:
    shown = replace(CLINIC, publish_precision=1)
    assert publishable(make_chronicle(), listed=[shown]) == publishable(make_chronicle())


@pytest.mark.parametrize(
    "url",
    [
        "https://desk.example/2016/05/wadi-rahab-shelled",
        "https://desk.example/WadiRahab",
        "https://desk.example/a?q=wadi%20rahab",
        "https://desk.example/%D9%88%D8%A7%D8%AF%D9%8A-%D8%B1%D8%AD%D8%A7%D8%A8",
        "https://wadirahabnews.example/",
    ],
)
def test_no_address_names_a_withheld_place(url: str) -> None:
    maker = Maker()
    maker.article("x", "Desk", date(2016, 5, 6), "Quiet day.", title="A day", url=url)
    public = publishable(maker.chronicle(), listed=[CLINIC, SAFE_HOUSE])
    assert [article.url for article in public.articles] == [""]


def test_what_is_said_of_a_sentence_left_out_counts_among_the_half_of_an_article_that_may_be_shown() -> None:
    speaker = "the aide of a commander of the eastern front, who asked that nobody write his name or that of his town"
    first, second = "Shells hit the old harbour on Sunday. ", f"They hit Perast on Monday too, said {speaker}. "
    text = first * 8 + second + "Nothing more was known. " * 12
    maker = Maker()
    article = maker.article("x", "Desk", date(1991, 12, 6), text, title="Shells")
    long = replace(
        maker.report(article, (first * 8).strip(), SubEventType.SHELLING, interval=day(1991, 12, 1)),
        context=(),
    )
    told = replace(
        maker.report(article, second.strip(), SubEventType.SHELLING, interval=day(1991, 12, 2)),
        attribution=speaker,
        date_text="on Monday",
        place_text="Perast",
    )
    maker.event("e1", long)
    maker.event("e2", told)
    public = publishable(maker.chronicle())
    reports = [report for event in public.events for report in event.reports]
    shown = sum(len(report.quote) or len(report.attribution) for report in reports)
    assert len(text) > 600
    assert 2 * shown <= len(text)
    assert all(report.quote or not (report.date_text or report.place_text) for report in reports)


PACKED = gzip.compress(b"x" * 999, mtime=0)


@pytest.mark.parametrize(
    ("data", "good"),
    [(b"", False), (b"{}", True), (PACKED, True), (PACKED[:-9], False)],
)
def test_an_index_cut_short_by_a_full_disk_is_noticed(tmp_path: Path, data: bytes, good: bool) -> None:
    """Pagefind writes empty files where the disk is full, and exits with 0."""
    (tmp_path / "a.pf_fragment").write_bytes(data)
    assert whole(tmp_path / "a.pf_fragment") is good
