"""invoke diff: what an added or changed article changes is said before it is published, and nothing else is."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from test_takedown import run
from views_chronicle import SECRET, make_chronicle

from chronicle.commands import diff as command
from chronicle.commands.diff_events import (
    TAKEN_DOWN,
    Difference,
    Kind,
    State,
    article_lines,
    article_name,
    differences,
    state,
    state_of,
)
from chronicle.errors import ChronicleError
from chronicle.events.takedown import mark_of
from chronicle.model import Chronicle, Count, SubEventType
from chronicle.pages.exports import write_tables
from chronicle.pages.publish import publishable
from chronicle.settings import Settings, settings_from_file

Told = Mapping[str, Mapping[str, str]]
"""Event id -> article id -> sentence."""


def made(told: Told, **values: str) -> State:
    """Return a state of events that rest on sentences; `values` are places by event."""
    events = [
        {"event_id": e, "url": f"events/{e}/", "title": f"Clash {e}", "place": values.get(e, "Goma"), "latitude": "1.5"}
        for e in told
    ]
    reports = [
        {"event_id": e, "article_id": a, "quote": quote, "report_id": f"{e}-r{abs(hash(quote))}"}
        for e, articles in told.items()
        for a, quote in articles.items()
    ]
    articles = [{"article_id": a, "title": a} for a in sorted({r["article_id"] for r in reports})]
    return state(events, reports, articles)


A = {"wire": "Shells hit Goma."}
B = {"post": "Shells fell on Goma."}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ({"e1": A}, {"e1": A}, []),
        ({}, {"e1": A}, [(Kind.NEW, (), ("e1",))]),
        ({"e1": A}, {}, [(Kind.GONE, ("e1",), ())]),
        ({"e1": A}, {"e2": A}, [(Kind.MOVED, ("e1",), ("e2",))]),
        ({"e1": A, "e2": B}, {"e1": {**A, **B}}, [(Kind.MERGED, ("e1", "e2"), ("e1",))]),
        ({"e1": A, "e2": B}, {"e3": {**A, **B}}, [(Kind.MERGED, ("e1", "e2"), ("e3",))]),
        ({"e1": {**A, **B}}, {"e1": A, "e2": B}, [(Kind.SPLIT, ("e1",), ("e1", "e2"))]),
        ({"e1": {**A, **B}}, {"e2": A, "e3": B}, [(Kind.SPLIT, ("e1",), ("e2", "e3"))]),
        ({"e1": A}, {"e1": A, "e2": B}, [(Kind.NEW, (), ("e2",))]),
    ],
)
def test_what_became_of_each_event(
    old: Told, new: Told, expected: list[tuple[Kind, tuple[str, ...], tuple[str, ...]]]
) -> None:
    found = differences(made(old), made(new))
    assert [(one.kind, one.before, one.after) for one in found] == expected


def test_an_article_added_is_named_with_what_it_changes() -> None:
    old, new = made({"e1": A}), made({"e1": {**A, **B}}, e1="Bukavu")
    assert differences(old, new) == (
        Difference(Kind.CHANGED, ("e1",), ("e1",), "Clash e1", (("place", "Goma", "Bukavu"),), ("post",)),
    )
    assert list(article_lines(old, new)) == [("added", "post")]
    assert list(article_lines(new, old)) == [("removed", "post")]


def test_what_follows_from_a_value_is_not_named_beside_it() -> None:
    old = made({"e1": A})
    moved = replace(old, events={"e1": {**old.events["e1"], "latitude": "2.5"}})
    both = replace(old, events={"e1": {**old.events["e1"], "latitude": "2.5", "place": "Bukavu"}})
    assert differences(old, moved)[0].values == (("latitude", "1.5", "2.5"),)
    assert differences(old, both)[0].values == (("place", "Goma", "Bukavu"),)


def test_columns_that_an_older_site_lacks_do_not_count() -> None:
    old = made({"e1": A})
    newer = replace(old, events={"e1": {**old.events["e1"], "reliability": "high"}})
    assert differences(old, newer) == ()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_tables(publishable(make_chronicle()), tmp_path / "output" / "data")
    return tmp_path / "output"


def test_a_site_compared_with_what_it_was_made_of_shows_nothing(site: Path) -> None:
    assert differences(command.published(site), state_of(publishable(make_chronicle()))) == ()


def changed(chronicle: Chronicle) -> Chronicle:
    first = replace(chronicle.events[0], fatalities=Count(1, 1, 1))
    return replace(chronicle, events=(first, *chronicle.events[2:]))


def test_on_the_terminal_and_as_csv(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    monkeypatch.setattr(command, "built", lambda settings: state_of(publishable(changed(make_chronicle()))))
    assert command.diff(tmp_path, csv_file=str(tmp_path / "d.csv"), console=Console(soft_wrap=True)) == 0
    said = capsys.readouterr()
    events = make_chronicle().events
    assert "fatalities_best: " in said.out
    assert events[1].event_id in said.out
    assert "1 gone, 1 changed" in said.err
    assert SECRET not in said.out
    with (tmp_path / "d.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert {row["change"] for row in rows} == {"gone", "changed"}
    assert ("fatalities_best", "1") in {(row["column"], row["value_after"]) for row in rows}
    assert command.diff(tmp_path, str(site / "data")) == 0


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("", "there is no site to compare with"), ("nowhere", "is neither"), ("--exec=x", "is neither a folder nor")],
)
def test_nothing_to_compare_with_is_said(wanted: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    with pytest.raises(ChronicleError, match=said):
        command.against(tmp_path, settings_from_file(tmp_path / "pelicanconf.py"), wanted)


def test_a_folder_without_tables_is_named(tmp_path: Path) -> None:
    with pytest.raises(ChronicleError, match="give the folder of a built site"):
        command.published(tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "events.csv").write_text("a,b\n1,2\n")
    with pytest.raises(ChronicleError, match="has no column event_id"):
        command.published(tmp_path)


def test_the_content_of_a_commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def git(*words: str) -> None:
        who = ("-c", "user.name=K", "-c", "user.email=k@example.org", "-c", "init.defaultBranch=main")
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content" / "articles" / "a.md").write_text("then")
    git("init")
    git("add", "content")
    git("commit", "-m", "then")
    (tmp_path / "content" / "articles" / "a.md").write_text("now")
    seen: list[tuple[str, Path]] = []

    def built(settings: Settings) -> State:
        seen.append(((settings.articles_dir / "a.md").read_text(), settings.cache_dir))
        return made({})

    monkeypatch.setattr(command, "built", built)
    conf = Settings(tmp_path, tmp_path / "content", tmp_path / ".cache")
    assert command.against(tmp_path, conf, "HEAD") == made({})
    assert seen == [("then", tmp_path / ".cache")]
    assert (tmp_path / "content" / "articles" / "a.md").read_text() == "now"


WIRE = "2013-05-04-midwife-killed"
KEPT = "w-0123456789ab"
ROW = {
    "article_id": WIRE,
    "title": "A midwife killed",
    "publisher": "Wire",
    "published": "2013-05-04",
    "url": "https://w",
}


def of_articles(*rows: Mapping[str, str], **more: object) -> State:
    reports = [{"event_id": "e1", "article_id": row["article_id"], "quote": "Shells hit Goma."} for row in rows]
    found = state([{"event_id": "e1", "title": "Clash"}], reports, rows)
    return replace(found, **more)  # type: ignore[arg-type]


def test_an_article_that_is_withheld_now_is_told_by_what_its_page_says() -> None:
    bare = {**ROW, "article_id": KEPT, "title": "", "url": ""}
    old, new = of_articles(ROW), of_articles(bare, also={WIRE: KEPT, KEPT: KEPT})
    lines = [" ".join(line) for line in article_lines(old, new)]
    said = "changed an article of Wire, 2013-05-04, shown without headline, link and file name (title, url)"
    assert lines == [said]
    assert differences(old, new) == ()
    back = replace(of_articles(ROW), also={KEPT: WIRE, WIRE: WIRE})
    assert list(article_lines(of_articles(bare), back)) == [("changed", f"{WIRE} (title, url)")]


def test_an_article_that_is_taken_down_is_not_named() -> None:
    lines = list(article_lines(of_articles(ROW), of_articles(taken_down=frozenset({WIRE}))))
    assert lines == [("taken down", "an article of Wire, 2013-05-04")]
    nameless = {**ROW, "publisher": KEPT, "article_id": KEPT}
    assert article_name(KEPT, of_articles(nameless)).startswith("an article of 2013-05-04, shown without")
    assert article_name(WIRE, of_articles(ROW)) == WIRE


@pytest.mark.parametrize(
    ("down", "said"),
    [
        ({"marks": frozenset({mark_of("e1")})}, True),
        ({"taken_down": frozenset({"wire"})}, True),
        ({"taken_down": frozenset({"post"})}, False),
        ({"marks": frozenset({mark_of("e2")})}, False),
    ],
)
def test_an_event_that_is_taken_down_is_not_named(down: dict[str, frozenset[str]], said: bool) -> None:
    (found,) = differences(made({"e1": A}), replace(made({}), **down))
    assert (found.before, found.title) == ((), TAKEN_DOWN) if said else (("e1",), "Clash e1")
    out = Console(record=True, width=200)
    command._print(found, out)
    assert ("e1" in out.export_text()) != said
    assert ("e1" in command.table([found])) != said


def test_a_take_down_as_an_editor_sees_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two articles one goes whole, of the other a part: neither's headline or file name is said."""
    names = ("midwife", "week")
    before = run(tmp_path, "", (), (), names)
    victim = next(e.event_id for e in before.chronicle.events if e.sub_event_type is SubEventType.ATTACK)
    after = run(tmp_path, f"- take-down: {victim}\n", before.rows, (), names)
    write_tables(publishable(before.chronicle), tmp_path / "output" / "data")
    (tmp_path / "content" / "chronicle").mkdir(parents=True)
    (tmp_path / "content" / "chronicle" / "withheld.key").write_text("k" * 64)
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    monkeypatch.setattr(command, "read_articles", lambda settings: list(before.chronicle.articles))
    monkeypatch.setattr(command, "build_chronicle", lambda settings, articles: after.chronicle)
    assert command.diff(tmp_path, console=Console(soft_wrap=True)) == 0
    paper, day = before.chronicle.articles[0].publisher, before.chronicle.articles[0].published
    bare = f"an article of {before.chronicle.articles[1].publisher}, {day}, shown without headline, link and file name"
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith("article")] == [
        f"article taken down: an article of {paper}, {day}",
        f"article changed: {bare} (title, url, events)",
    ]
    assert f"        was told by an article of {paper}, {day}, {bare}" in lines
