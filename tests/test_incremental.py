"""Builds after edits: byte for byte those of a cold build, and what did not change is the same file."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from accounts import BUNIA, GOMA, SAKE, analysed, report
from conftest import ROOT
from jinja2 import Environment

from chronicle.events.chronicle import make_chronicle
from chronicle.model import Article, Chronicle, Event, SubEventType
from chronicle.pages import calendars, render
from chronicle.pages import site as site_module
from chronicle.pages.calendars import EVERYTHING, calendar_entry, write_calendars
from chronicle.pages.catalogue import Catalogue
from chronicle.pages.feeds import write_feeds
from chronicle.pages.feeds_facts import facts_of
from chronicle.pages.files import Files
from chronicle.pages.once import once_each
from chronicle.pages.reuse import Reuse
from chronicle.pages.site import all_pages, make_site, plan_pages
from chronicle.pages.trace import Ledger, Plan, Read, Tables
from chronicle.pages.views import Page
from chronicle.pages.views_event import EventView
from chronicle.pages.views_index import Index
from chronicle.settings import Settings

DAY = date(2013, 5, 12)
THEME = ROOT / "theme"
EDITS = 16
SETTINGS = Settings(ROOT, ROOT / "content", ROOT / ".cache", keeper="A test")


def chronicle_of(state: dict[str, tuple[str, int, int]]) -> Chronicle:
    """Return a chronicle of articles given as their publisher, day and toll."""
    articles, read = [], []
    for name, (publisher, day, killed) in sorted(state.items()):
        quote = f"Shells killed {killed} people in the market on {day} May."
        kind = (SubEventType.SHELLING, SubEventType.ATTACK)[day % 2]
        place = (GOMA, SAKE, BUNIA)[day % 3]
        told = report(quote, kind, f"2013-05-{day:02d}", place, killed=killed, trigger="Shells")
        read.append(analysed(told, article=name))
        articles.append(Article(name, f"News {name}", publisher, DAY, quote))
    return make_chronicle(articles, read, DAY)


@pytest.fixture(scope="module")
def environment() -> Environment:
    return render.make_environment(THEME / "templates")


def write(environment: Environment, chronicle: Chronicle, output: Path, last: Path | None, notes: Path) -> int:
    """Write the pages, feeds and calendars; return how many were kept."""
    site = make_site(chronicle, SETTINGS, "Invented")
    reuse = Reuse(last, notes, site, THEME, "en")
    plans = plan_pages(chronicle, site)
    ledger = Ledger(plans)
    render.write_pages(environment, plans, site, output, reuse, ledger)
    facts, written = once_each(partial(facts_of, plans.index)), Files(output, reuse, ledger)
    write_feeds(plans.index, site, written, Catalogue(), facts)
    write_calendars(plans.index, site, written, Catalogue(), facts)
    reuse.save(output)
    return reuse.kept


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def edits() -> Iterator[dict[str, tuple[str, int, int]]]:
    """Yield the state after each of a seeded history of edits: articles added, changed, taken away."""
    chance = random.Random(11)
    state = {f"a{n}": (chance.choice(("Wire", "Post")), chance.randint(1, 9), chance.randint(1, 5)) for n in range(5)}
    yield dict(state)
    for number in range(EDITS):
        name = chance.choice(sorted(state))
        act = chance.choice(("add", "change", "remove", "nothing"))
        if act == "remove" and len(state) > 2:
            del state[name]
        elif act != "nothing":
            name = f"b{number}" if act == "add" else name
            state[name] = (chance.choice(("Wire", "Post", "Echo")), chance.randint(1, 9), chance.randint(1, 5))
        yield dict(state)


def test_a_history_of_edits_gives_what_cold_builds_give(environment: Environment, tmp_path: Path) -> None:
    last: Path | None = None
    kept = 0
    for number, state in enumerate(edits()):
        chronicle = chronicle_of(state)
        warm, cold = tmp_path / f"warm{number}", tmp_path / f"cold{number}"
        kept += write(environment, chronicle, warm, last, tmp_path / "notes.json")
        assert write(environment, chronicle, cold, None, tmp_path / "none.json") == 0
        assert files(warm) == files(cold)
        for name, data in files(warm).items():
            if last is not None and (last / name).is_file() and (last / name).read_bytes() == data:
                assert (warm / name).stat().st_mtime_ns == (last / name).stat().st_mtime_ns, name
        last = warm
    assert kept > 0


def test_only_what_a_change_touches_is_rendered(environment: Environment, tmp_path: Path) -> None:
    state = {f"a{n}": ("Wire", n + 1, 2) for n in range(6)}
    write(environment, chronicle_of(state), tmp_path / "one", None, tmp_path / "notes.json")
    same = write(environment, chronicle_of(state), tmp_path / "two", tmp_path / "one", tmp_path / "notes.json")
    assert same == len(files(tmp_path / "one"))
    state["a5"] = ("Post", 6, 3)
    some = write(environment, chronicle_of(state), tmp_path / "three", tmp_path / "two", tmp_path / "notes.json")
    assert same / 4 < some < same


def test_feeds_and_calendars_are_kept_and_made_again_where_someone_touched_them(
    environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = {f"a{n}": ("Wire", n + 1, 2) for n in range(6)}
    write(environment, chronicle_of(state), tmp_path / "one", None, tmp_path / "notes.json")
    made: list[str] = []

    def entry(*given: object) -> object:
        made.append("entry")
        return calendar_entry(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(calendars, "calendar_entry", entry)
    state["a5"] = ("Post", 6, 3)
    write(environment, chronicle_of(state), tmp_path / "two", tmp_path / "one", tmp_path / "notes.json")
    assert made == ["entry"]
    for name in (EVERYTHING, "feed.xml"):
        good = (tmp_path / "two" / name).read_bytes()
        (tmp_path / "two" / name).write_bytes(good.replace(b"Goma", b"Gama"))
        os.utime(tmp_path / "two" / name)  # the system's clock may not have gone on since
    del made[:]
    write(environment, chronicle_of(state), tmp_path / "three", tmp_path / "two", tmp_path / "notes.json")
    write(environment, chronicle_of(state), tmp_path / "cold", None, tmp_path / "none.json")
    assert files(tmp_path / "three") == files(tmp_path / "cold")
    assert len(made) == 2 + 6  # those of the place whose name was touched, then those of the cold build


def test_a_page_that_was_tampered_with_is_rendered_again(environment: Environment, tmp_path: Path) -> None:
    chronicle = chronicle_of({"a": ("Wire", 3, 2)})
    write(environment, chronicle, tmp_path / "one", None, tmp_path / "notes.json")
    good = files(tmp_path / "one")
    (tmp_path / "one" / "index.html").write_text("an hour of fun")
    kept = write(environment, chronicle, tmp_path / "two", tmp_path / "one", tmp_path / "notes.json")
    assert files(tmp_path / "two") == good
    assert kept == len(good) - 1


def test_a_page_with_the_time_and_size_that_it_was_written_with_is_not_read(
    environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy of the site, as a deploy's cache may bring it back, has other times: then its bytes are looked at."""
    chronicle = chronicle_of({"a": ("Wire", 3, 2)})
    write(environment, chronicle, tmp_path / "one", None, tmp_path / "notes.json")
    shutil.copytree(tmp_path / "one", tmp_path / "copied", copy_function=shutil.copyfile)
    read: list[str] = []
    last = Reuse.last
    monkeypatch.setattr(Reuse, "last", lambda self, file: read.append(file) or last(self, file))
    notes = (tmp_path / "notes.json").read_bytes()
    for folder, known in (("one", True), ("copied", False)):
        del read[:]
        (tmp_path / "notes.json").write_bytes(notes)
        kept = write(environment, chronicle, tmp_path / f"of {folder}", tmp_path / folder, tmp_path / "notes.json")
        assert kept == len(files(tmp_path / "one"))
        assert ("index.html" not in read) == known


@pytest.mark.parametrize("damage", [b"", b"{", b'{"index.html": 3}'])
def test_damaged_notes_cost_time_only(environment: Environment, tmp_path: Path, damage: bytes) -> None:
    chronicle = chronicle_of({"a": ("Wire", 3, 2)})
    write(environment, chronicle, tmp_path / "one", None, tmp_path / "notes.json")
    (tmp_path / "notes.json").write_bytes(damage)
    assert write(environment, chronicle, tmp_path / "two", tmp_path / "one", tmp_path / "notes.json") == 0
    assert files(tmp_path / "two") == files(tmp_path / "one")


def test_the_keeper_stands_on_every_page(environment: Environment, tmp_path: Path) -> None:
    chronicle = chronicle_of({"a": ("Wire", 3, 2)})
    write(environment, chronicle, tmp_path / "one", None, tmp_path / "notes.json")
    site = replace(make_site(chronicle, SETTINGS, "Invented"), keeper="Another")
    reuse = Reuse(tmp_path / "one", tmp_path / "notes.json", site, THEME, "en")
    pages = all_pages(chronicle, site)
    assert not any(reuse.keep(page.view.head.file, reuse.key(page), tmp_path / "two") for page in pages)


def looked_up(chronicle: Chronicle, plan: Plan) -> tuple[Ledger, tuple[Read, ...]]:
    ledger = Ledger(plan_pages(chronicle, make_site(chronicle, SETTINGS, "Invented")))
    return ledger, ledger.traced(plan)[1]


@pytest.mark.parametrize(
    ("look", "change", "same"),
    [
        (lambda index, tables: index.by_day.get(date(2013, 5, 3)), {"a": ("Wire", 3, 4)}, False),
        (lambda index, tables: index.by_day.get(date(2013, 5, 3)), {"b": ("Wire", 4, 4)}, True),
        (lambda index, tables: index.by_day.get(date(2013, 5, 9)), {"b": ("Wire", 9, 4)}, False),
        (lambda index, tables: date(2013, 5, 9) in index.by_day, {"b": ("Wire", 9, 4)}, False),
        (lambda index, tables: len(index.by_day), {"b": ("Wire", 9, 4)}, False),
        (lambda index, tables: list(index.by_day.items()), {"a": ("Wire", 3, 4)}, False),
        (lambda index, tables: list(index.by_day), {}, True),
        (lambda index, tables: index.events, {"b": ("Wire", 9, 4)}, False),
        (lambda index, tables: index.articles["a"], {"a": ("Post", 3, 2)}, False),
        (lambda index, tables: index.articles["a"], {"b": ("Post", 3, 2)}, True),
        (lambda index, tables: index.chronicle, {"b": ("Post", 4, 3)}, False),
        (lambda index, tables: index.region_of(GOMA), {"b": ("Post", 4, 3)}, True),
        (lambda index, tables: tables["heads"].get("places/none/"), {"b": ("Post", 4, 3)}, True),
        (lambda index, tables: tables["events"].items(), {"b": ("Post", 4, 3)}, True),
        (lambda index, tables: list(tables["events"].items()), {"b": ("Post", 4, 3)}, False),
    ],
)  # fmt: skip
def test_a_lookup_is_noted_and_its_answer_known_again(
    look: Callable[..., object], change: dict[str, tuple[str, int, int]], same: bool
) -> None:
    def make(index: Index, tables: Tables) -> Iterator[Page]:
        look(index, tables)
        yield from ()

    state = {"a": ("Wire", 3, 2), "b": ("Wire", 4, 2)}
    before, reads = looked_up(chronicle_of(state), Plan(make))
    after, _ = looked_up(chronicle_of(state | change), Plan(make))
    assert (before.answers(reads) == after.answers(reads)) == same


def test_no_view_is_made_whose_lookups_give_the_same(
    environment: Environment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = {f"a{n}": ("Wire", n + 1, 2) for n in range(9)}
    write(environment, chronicle_of(state), tmp_path / "one", None, tmp_path / "notes.json")
    made: list[str] = []
    view = site_module.event_view

    def counting(index: Index, event: Event, *more: object) -> EventView:
        made.append(event.event_id)
        return view(index, event, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(site_module, "event_view", counting)
    write(environment, chronicle_of(state), tmp_path / "two", tmp_path / "one", tmp_path / "notes.json")
    assert made == []
    state["a8"] = ("Wire", 9, 4)
    write(environment, chronicle_of(state), tmp_path / "three", tmp_path / "two", tmp_path / "notes.json")
    assert 0 < len(made) < 9
