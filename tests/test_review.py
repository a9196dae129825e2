"""invoke review: what needs an eye stands there, worst first, and what it gives to paste is valid and works."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import html5lib
import pytest
import yaml
from conftest import ROOT
from playwright.sync_api import Browser
from rich.console import Console
from views_maker import Maker, day

from chronicle.commands.review import Wanted, desk_of, review
from chronicle.commands.review_guesses import guesses
from chronicle.commands.review_items import Item, Kind, items, sentence_at
from chronicle.commands.review_page import page
from chronicle.commands.review_show import COLUMNS, counted, show, write_csv
from chronicle.commands.review_snippets import CORRECTIONS, DONE, PLACES, Desk, Snippet, snippets, ticked
from chronicle.errors import ChronicleError
from chronicle.events.chronicle import Kept, make
from chronicle.events.compare import SAME
from chronicle.events.corrections_read import read_corrections
from chronicle.events.near import MARGIN, near_pairs
from chronicle.gazetteer import Gazetteer, open_gazetteer
from chronicle.gazetteer_editor import COLUMNS as PLACE_COLUMNS
from chronicle.gazetteer_editor import read_places
from chronicle.model import Actor, ActorKind, Chronicle, Count, DateBasis, Place, PlaceLevel, Span, SubEventType
from chronicle.settings import Settings

HOSTILE = "</style><script>alert(1)</script>{{ 7*7 }}\u202e"
KNIN = Place(
    "gn:3197785", "Knin", PlaceLevel.PLACE, "Croatia", "HR", "Šibensko-Kniniska", latitude=44.04, longitude=16.19
)
DRNIS = Place(
    "gn:3202184", "Drniš", PlaceLevel.PLACE, "Croatia", "HR", "Šibensko-Kniniska", latitude=43.86, longitude=16.16
)
UNKNOWN = Place("tx:obrovatz", "Obrovatz", PlaceLevel.PLACE, "Croatia", "HR", "Zadarska", source="text")
GUARD = Actor("national-guard", "National Guard", ActorKind.STATE_FORCES, "Croatia")
MILITIA = Actor("krajina-militia", "Krajina militia", ActorKind.POLITICAL_MILITIA, "Croatia")
TODAY = date(1991, 10, 1)
DESK = Desk("A. Keeper", TODAY, new_files=frozenset({PLACES, DONE}))
SHELLING, CLASH, RAID = SubEventType.SHELLING, SubEventType.ARMED_CLASH, SubEventType.AIR_STRIKE


def make_maker() -> Maker:
    """Return four papers' articles: a toll in dispute, two raids nearly one, no date, an unknown village."""
    m = Maker()
    says = (
        "Mortar fire on the market of Knin killed 12 people on Monday, the mayor said.",
        f"At least 31 died in Knin on Monday when shells hit its market. {HOSTILE}",
        "Jets bombed a depot near Drniš on Wednesday.",
        "A convoy was attacked late on Wednesday close to Drniš.",
        "Fighting was heard in Obrovatz, where the Guard held the bridge.",
    )
    wire = m.article("wire-1", "Adriatic Wire", date(1991, 9, 17), says[0])
    post = m.article("post-1", "Coast Post", date(1991, 9, 17), says[1])
    desk = m.article("wire-2", "Adriatic Wire", date(1991, 9, 19), says[2])
    radio = m.article("radio-2", "Island Radio", date(1991, 9, 19), says[3])
    late = m.article("post-3", "Coast Post", date(1991, 9, 25), says[4])
    monday, wednesday = day(1991, 9, 16), day(1991, 9, 18)
    stated = {"date_basis": DateBasis.STATED, "geo_precision": 1}
    knin = {"interval": monday, "place": KNIN, "actor1": (MILITIA,), **stated}
    one = m.report(
        wire,
        says[0],
        SHELLING,
        fatalities=Count(12, 12, 12),
        words={"place": "Knin", "fatalities": "12 people"},
        **knin,
    )
    two = m.report(
        post, says[1], SHELLING, fatalities=Count(31, 31, None), words={"place": "Knin", "fatalities": "31"}, **knin
    )
    near = {"interval": wednesday, "place": DRNIS, "date_basis": DateBasis.STATED, "geo_precision": 2}
    jets = m.report(desk, says[2], RAID, words={"place": "Drniš", "date": "Wednesday"}, **near)
    blast = m.report(
        radio,
        says[3],
        SubEventType.ATTACK,
        words={"place": "Drniš", "date": "Wednesday"},
        **{**near, "interval": day(1991, 9, 18, 2)},
    )
    fight = m.report(
        late,
        says[4],
        CLASH,
        interval=day(1991, 9, 20, 6),
        date_basis=DateBasis.PUBLICATION,
        place=UNKNOWN,
        geo_precision=1,
        actor1=(GUARD,),
        words={"place": "Obrovatz", "actor1": "the Guard"},
    )
    for number, told in enumerate((one, two, jets, blast, fight)):
        m.event(str(number), told)
    return m


def build(kept: Kept | None = None) -> Chronicle:
    plain = make_maker().chronicle()
    return make(plain.articles, plain.analysed, plain.as_of, kept or Kept()).chronicle


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return open_gazetteer(None, ROOT / ".cache")


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return build()


@pytest.fixture(scope="module")
def found(chronicle: Chronicle, gazetteer: Gazetteer) -> list[tuple[Item, tuple[Snippet, ...]]]:
    return [(item, snippets(item, DESK)) for item in items(chronicle, gazetteer)]


def of(found: list[tuple[Item, tuple[Snippet, ...]]], kind: Kind) -> tuple[Item, tuple[Snippet, ...]]:
    return next(pair for pair in found if pair[0].kind is kind)


def test_each_thing_to_look_at_is_there_worst_first(found: list[tuple[Item, tuple[Snippet, ...]]]) -> None:
    assert {item.kind for item, _ in found} == set(Kind) - {Kind.LOW_AGREEMENT}
    weights = [item.weight for item, _ in found]
    assert weights == sorted(weights, reverse=True)
    place, _ = of(found, Kind.UNKNOWN_PLACE)
    assert (place.subject, place.sentences[0].text) == (
        "Obrovatz",
        "Fighting was heard in Obrovatz, where the Guard held the bridge.",
    )
    assert [piece.text for piece in place.sentences[0].pieces if piece.field] == ["Obrovatz"]
    toll, _ = of(found, Kind.DISAGREEMENT)
    assert any("12" in value and "31" in value for label, value in toll.facts if label == "Killed")
    assert {"dead", "place"} <= {piece.field for s in toll.sentences for piece in s.pieces}
    pair, _ = of(found, Kind.NEAR_PAIR)
    assert "days that overlap" in pair.reason
    assert len(pair.event_ids) == 2


def test_nearly_one_is_what_scores_just_under_the_threshold(chronicle: Chronicle) -> None:
    (pair,) = near_pairs(chronicle.events)
    assert SAME - MARGIN <= pair.score < SAME
    assert near_pairs(chronicle.events, 0.0) == ()
    assert any(reason.startswith("other type") for reason in pair.reasons)
    moved = [
        replace(e, candidates=tuple(replace(c, lead=replace(c.lead, interval=day(1991, 9, 4))) for c in e.candidates))
        if e == pair.one
        else e
        for e in chronicle.events
    ]
    assert pair.other.event_id not in {
        p.other.event_id for p in near_pairs(moved) if p.one.event_id == pair.one.event_id
    }


def test_the_likest_name_of_the_region_is_guessed(gazetteer: Gazetteer) -> None:
    best = guesses(UNKNOWN, gazetteer)
    assert best[0].place.name == "Obrovac"
    assert all(guess.place.country == "Croatia" for guess in best)
    assert guesses(replace(UNKNOWN, name="Qwxzkjv"), gazetteer) == ()


def corrected(text: str, folder: Path) -> Chronicle:
    path = folder / CORRECTIONS
    path.write_text(text, encoding="utf-8")
    return build(Kept(entries=read_corrections(path)))


KINDS = (Kind.DISAGREEMENT, Kind.NEAR_PAIR, Kind.PUBLICATION_DATE)
CHANGES: dict[str, Callable[[Chronicle, Chronicle], bool]] = {
    "set": lambda before, after: before.events != after.events and len(after.corrections) == 1,
    "merge": lambda before, after: len(after.events) == len(before.events) - 1,
    "split": lambda before, after: len(after.events) == len(before.events) + 1,
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_correction_is_valid_when_pasted_and_changes_the_event(
    kind: Kind,
    found: list[tuple[Item, tuple[Snippet, ...]]],
    chronicle: Chronicle,
    gazetteer: Gazetteer,
    tmp_path: Path,
) -> None:
    item, offered = of(found, kind)
    pasted = [one for one in offered if one.file == CORRECTIONS]
    assert pasted
    for snippet in pasted:
        (entry,) = yaml.safe_load(snippet.text)
        action = next(name for name in CHANGES if name in entry)
        after = corrected(snippet.text, tmp_path)
        assert CHANGES[action](chronicle, after), snippet
        assert item.key not in {one.key for one in items(after, gazetteer)}, snippet
    whole = "".join(snippet.text for snippet in pasted[:1]) + "\n"
    assert len(yaml.safe_load(whole)) == len(read_corrections(tmp_path / CORRECTIONS)) == 1


def test_a_place_is_found_by_its_unknown_name_once_the_row_is_pasted(
    found: list[tuple[Item, tuple[Snippet, ...]]], tmp_path: Path
) -> None:
    _, offered = of(found, Kind.UNKNOWN_PLACE)
    rows = [snippet for snippet in offered if snippet.file == PLACES]
    path = tmp_path / PLACES
    path.write_text(rows[0].text, encoding="utf-8")
    (place,) = read_places(path)
    assert place.name == "Obrovac"
    opened = open_gazetteer(path, ROOT / ".cache")
    assert opened.lookup("Obrovatz")[0].place_id == place.place_id


def test_a_row_fits_the_list_it_goes_to(found: list[tuple[Item, tuple[Snippet, ...]]], tmp_path: Path) -> None:
    item, _ = of(found, Kind.UNKNOWN_PLACE)
    path = tmp_path / PLACES
    header = (*PLACE_COLUMNS[3:], *PLACE_COLUMNS[:3], "slug")
    path.write_text(",".join(header) + "\n", encoding="utf-8")
    desk = replace(DESK, places_header=header, new_files=frozenset())
    with path.open("a", encoding="utf-8") as lines:
        lines.writelines(snippet.text for snippet in snippets(item, desk) if snippet.file == PLACES)
    assert {place.name for place in read_places(path)} >= {"Obrovac"}


def test_what_is_ticked_off_is_gone_until_it_changes(
    found: list[tuple[Item, tuple[Snippet, ...]]], gazetteer: Gazetteer, tmp_path: Path
) -> None:
    path = tmp_path / DONE
    item, offered = of(found, Kind.DISAGREEMENT)
    path.write_text(offered[-1].text, encoding="utf-8")
    assert ticked(path) == {item.key}
    assert item.key not in {one.key for one in items(build(), gazetteer, ticked(path))}
    assert replace(item, facts=(*item.facts, ("Killed", "40"))).key != item.key
    assert ticked(tmp_path / "none.csv") == frozenset()


def test_the_page_is_valid_and_inert(found: list[tuple[Item, tuple[Snippet, ...]]]) -> None:
    text = page(found, f"Desk {HOSTILE}", "1991-10-01")
    html5lib.HTMLParser(strict=True).parse(text)
    assert "<script" not in text
    assert "\u202e" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "{{ 7*7 }}" in text
    assert "default-src &#39;none&#39;; style-src &#39;sha256-" in text
    assert '<mark class="dead"' in text
    assert text.count("<pre>") == sum(len(offered) for _, offered in found)


@pytest.mark.browser
def test_its_style_is_let_in_and_nothing_else(
    found: list[tuple[Item, tuple[Snippet, ...]]], tmp_path: Path, browser: Browser
) -> None:
    path = tmp_path / "review.html"
    path.write_text(page(found, "Desk", "1991-10-01"), encoding="utf-8")
    view = browser.new_page(viewport={"width": 360, "height": 700})
    said: list[str] = []
    view.on("console", lambda message: said.append(message.text))
    view.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    view.goto(path.as_uri())
    assert said == []
    assert view.evaluate("getComputedStyle(document.querySelector('pre')).userSelect") == "all"
    assert view.evaluate("document.documentElement.scrollWidth") <= 360
    view.close()


def test_terminal_and_spreadsheet(found: list[tuple[Item, tuple[Snippet, ...]]], tmp_path: Path) -> None:
    out = io.StringIO()
    show(found, Console(file=out, width=200))
    for word in ("Obrovatz", "unknown place", "sources disagree", "nearly one event", "no date in the text"):
        assert word in out.getvalue()
    assert "\u202e" not in out.getvalue()
    path = tmp_path / "desk.csv"
    write_csv([(replace(found[0][0], subject="=cmd()"), found[0][1]), *found[1:]], path)
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.reader(lines))
    assert rows[0] == list(COLUMNS)
    assert (len(rows), rows[1][3]) == (len(found) + 1, "'=cmd()")
    assert counted([]) == "nothing needs your eye"


@pytest.mark.parametrize("where", ["output/review.html", "content/pages/review.html", "theme/static/review.html"])
def test_it_is_never_written_where_it_would_be_published(where: str, tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    with pytest.raises(ChronicleError, match="would be published"):
        review(tmp_path, Wanted(html=str(tmp_path / where)))
    assert not (tmp_path / where).exists()


def test_sentences_are_found_by_their_ends() -> None:
    text = 'Nothing here. Shells hit Knin at dawn. "They ran," he said.\nThen calm'
    assert text[slice(*_ends(text, "Knin"))] == "Shells hit Knin at dawn."
    assert text[slice(*_ends(text, "calm"))] == "Then calm"
    assert text[slice(*_ends(text, "Nothing"))] == "Nothing here."


def _ends(text: str, word: str) -> tuple[int, int]:
    found = sentence_at(text, Span(text.index(word), text.index(word) + len(word)))
    return found.start, found.end


def test_the_desk_knows_the_editors_lists(tmp_path: Path) -> None:
    conf = Settings(tmp_path, tmp_path / "content", tmp_path / ".cache", keeper="K")
    assert desk_of(conf, TODAY) == Desk("K", TODAY, PLACE_COLUMNS, frozenset(), frozenset({PLACES, DONE}))
