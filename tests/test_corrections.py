"""Corrections applied: each touches only what it names, holds against the machine, and is an error once it is moot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from accounts import GOMA, KIVU, REBELS, SAKE, T, analysed, article, report

from chronicle.errors import CorrectionError
from chronicle.events.addresses_table import Row
from chronicle.events.chronicle import Kept, Made, make
from chronicle.events.corrections_read import read_corrections
from chronicle.events.corrections_values import Known, changed
from chronicle.model import (
    AnalysedArticle,
    Article,
    Change,
    Chronicle,
    CorrectionKind,
    Event,
    Forward,
    Grade,
    Place,
    SubEventType,
)

SIGNED = "\n  by: R. H.\n  when: 2013-06-01\n  why: The register\n"
SHELLED = "Rebels shelled the port of Goma on Saturday, killing three dockers, a customs officer said."
AGAIN = "The port at Goma was shelled on Saturday and three dockers died, according to its staff."
THIRD = "Three dockers died when the port of Goma was shelled on Saturday."
MINE = "A mine went off under a lorry near Sake on Monday."
MARCH = "Teachers marched through Goma on Friday over their pay."


def shelling(quote: str, trigger: str = "shelled") -> object:
    return report(quote, T.SHELLING, "2013-05-04", GOMA, trigger=trigger, killed=3, actor1=(REBELS,))


PAPERS: dict[str, AnalysedArticle] = {
    "one": analysed(
        shelling(SHELLED), report(MINE, T.REMOTE_EXPLOSIVE, "2013-05-06", SAKE, trigger="went off"), article="one"
    ),
    "two": analysed(
        shelling(AGAIN), report(MARCH, T.PEACEFUL_PROTEST, "2013-05-10", GOMA, trigger="marched"), article="two"
    ),
    "three": analysed(shelling(THIRD), article="three"),
}


def sources(names: Sequence[str]) -> list[Article]:
    return [replace(article(name), text=" ".join(r.quote for r in PAPERS[name].reports)) for name in names]


def run(
    tmp_path: Path, text: str = "", rows: Sequence[Row] = (), names: Sequence[str] = tuple(PAPERS), **more: object
) -> Made:
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    kept = Kept(read_corrections(path), tuple(rows), path=Path("corrections.yaml"), **more)  # type: ignore[arg-type]
    return make(sources(names), [PAPERS[name] for name in names], None, kept)


def by_kind(chronicle: Chronicle, kind: SubEventType) -> Event:
    return next(event for event in chronicle.events if event.sub_event_type is kind)


@pytest.fixture
def first(tmp_path: Path) -> Made:
    return run(tmp_path)


@pytest.fixture
def ids(first: Made) -> dict[str, str]:
    kinds = {"port": T.SHELLING, "mine": T.REMOTE_EXPLOSIVE, "march": T.PEACEFUL_PROTEST}
    return {name: by_kind(first.chronicle, kind).event_id for name, kind in kinds.items()}


ENTRIES = {
    "a value": ("- event: {port}\n  set: {{killed: 5}}", {"port"}),
    "every value": (
        "- event: {mine}\n  set: {{killed: 2, injured: {{low: 4}}, date: 2013-05, place: Goma, geo_precision: 2, type: Attack,"
        " title: A title, side1: [M23], side2: [{{name: Guards, kind: 1}}], further_places: [Sake]}}",
        {"mine"},
    ),
    "a merger": ("- merge: [{mine}, {march}]", {"mine", "march"}),
    "a split": ("- split: {port}\n  into: [[one], [two]]", {"port"}),
    "hiding": ("- hide: {march}", {"march"}),
    "a dispute": ("- dispute: {mine}", {"mine"}),
    "a note": ("- event: {mine}\n  note: See the register", {"mine"}),
    "an addition": ("- add: {{id: of-my-own, type: Attack, source: A letter, date: 2013-05-04, place: Goma}}", set()),
    "a take-down": ("- take-down: {mine}", {"mine"}),
}


@pytest.mark.parametrize("name", ENTRIES)
def test_a_correction_touches_only_what_it_names(tmp_path: Path, first: Made, ids: dict[str, str], name: str) -> None:
    entry, named = ENTRIES[name]
    signed = "" if "take-down" in entry else SIGNED
    made = run(tmp_path, entry.format(**ids) + signed, first.rows)
    touched = {ids[each] for each in named}
    before = {event.event_id: event for event in first.chronicle.events if event.event_id not in touched}
    after = {event.event_id: event for event in made.chronicle.events}
    if name == "a take-down":  # of the mine's paper the other event stays, its paper no longer known by its name
        before = {key: replace(event, candidates=()) for key, event in before.items()}
        after = {key: replace(event, candidates=()) for key, event in after.items()}
    assert {key: after[key] for key in before} == before
    again = run(tmp_path, entry.format(**ids) + signed, made.rows, withdrawn=made.withdrawn)
    assert again == made


def test_a_value_set_is_told_with_what_was_read(tmp_path: Path, first: Made, ids: dict[str, str]) -> None:
    made = run(tmp_path, ENTRIES["every value"][0].format(**ids) + SIGNED, first.rows)
    (event,) = [event for event in made.chronicle.events if event.event_id == ids["mine"]]
    (correction,) = made.chronicle.corrections
    assert event.corrections == (correction,)
    assert correction.kind is CorrectionKind.SET
    assert set(correction.changes) == {
        Change("title", "", "A title"),
        Change("date", "2013-05-06", "2013-05-01/2013-05-31"),
        Change("place", "Sake", "Goma"),
        Change("geo_precision", "1", "2"),
        Change("further_places", "", "Sake"),
        Change("sub_event_type", "Remote explosive/landmine/IED", "Attack"),
        Change("actor1", "", "M23"),
        Change("actor2", "", "Guards"),
        Change("fatalities", "", "2"),
        Change("injured", "", "4+"),
    }
    assert event.candidates == by_kind(first.chronicle, T.REMOTE_EXPLOSIVE).candidates
    assert event.date_basis is None


def test_a_precision_is_told_against_what_was_read_not_against_the_place_set_with_it(first: Made) -> None:
    """A place that is set is at first the place itself."""
    mine = by_kind(first.chronicle, T.REMOTE_EXPLOSIVE)
    assert mine.place is not None
    known = Known({mine.place.place_id: mine.place}, {}, lambda name: (), lambda name: ())
    for read, told in ((2, None), (1, Change("geo_precision", "1", "2"))):
        was = replace(mine, geo_precision=read)
        placed, _ = changed(was, "place", mine.place.name, known, was)
        after, change = changed(placed, "geo_precision", 2, known, was)
        assert (after.geo_precision, change) == (2, told)


def test_a_split_holds_against_later_articles_and_leaves_a_choice(tmp_path: Path, ids: dict[str, str]) -> None:
    start = run(tmp_path, names=("one", "two"))
    text = f"- split: {ids['port']}\n  into: [[one], [two]]{SIGNED}"
    apart = run(tmp_path, text, start.rows, ("one", "two"))
    assert [f.event_id for f in apart.chronicle.forwards if len(f.to) == 2] == [ids["port"]]
    later = run(tmp_path, text, apart.rows)
    told = [{c.article_id for c in e.candidates} for e in later.chronicle.events if e.sub_event_type is T.SHELLING]
    assert sorted(map(sorted, told)) in ([["one"], ["three", "two"]], [["one", "three"], ["two"]])


def test_one_articles_account_can_be_split_by_its_words(tmp_path: Path) -> None:
    noon, night = "Shells hit the port of Goma on Saturday at noon.", "Shells hit the port again at night."
    both = analysed(
        report(noon, T.SHELLING, "2013-05-04", GOMA, trigger="hit"),
        report(night, T.SHELLING, "2013-05-04", GOMA, trigger="hit"),
        article="both",
    )
    texts = [article("both")]
    start = make(texts, [both], None, Kept())
    if len(start.chronicle.events) > 1:  # the machine told them apart: put them together first
        pytest.fail("the two sentences are to be one account for this test")
    (event,) = start.chronicle.events
    path = tmp_path / "c.yaml"
    words = "{article: both, words: 'again  AT night'}"
    path.write_text(f"- split: {event.event_id}\n  into: [[both], [{words}]]{SIGNED}")
    made = make(texts, [both], None, Kept(read_corrections(path), start.rows))
    assert [[r.quote for r in e.reports] for e in made.chronicle.events] in ([[noon], [night]], [[night], [noon]])
    assert made.chronicle.forwards[0].event_id == event.event_id


def test_a_merger_takes_along_what_comes_later(tmp_path: Path, ids: dict[str, str]) -> None:
    start = run(tmp_path, names=("one", "two"))
    text = f"- merge: [{ids['mine']}, {ids['port']}]{SIGNED}"
    made = run(tmp_path, text, start.rows)
    event = by_kind(made.chronicle, T.SHELLING)
    assert {c.article_id for c in event.candidates} == {"one", "two", "three"}
    assert Forward(ids["mine"], (event.event_id,)) in made.chronicle.forwards
    assert event.corrections[0].event_ids == (event.event_id,)


def test_a_dispute_a_note_and_hiding(tmp_path: Path, first: Made, ids: dict[str, str]) -> None:
    text = "".join(ENTRIES[name][0].format(**ids) + SIGNED for name in ("hiding", "a dispute", "a note"))
    made = run(tmp_path, text, first.rows)
    mine = by_kind(made.chronicle, T.REMOTE_EXPLOSIVE)
    assert mine.grade is Grade.DISPUTED
    assert [c.kind for c in mine.corrections] == [CorrectionKind.DISPUTE, CorrectionKind.NOTE]
    assert made.chronicle.forwards == (Forward(ids["march"], (), hidden=True, articles=("two",)),)
    assert ids["march"] not in {event.event_id for event in made.chronicle.events}
    shown = run(tmp_path, "", made.rows)
    assert ids["march"] in {event.event_id for event in shown.chronicle.events}


def test_an_added_event_keeps_its_address_when_it_is_removed_again(tmp_path: Path, first: Made) -> None:
    made = run(tmp_path, ENTRIES["an addition"][0].format() + SIGNED, first.rows)
    added = next(event for event in made.chronicle.events if event.event_id == "of-my-own")
    assert added.candidates == ()
    assert added.place == GOMA
    assert added.corrections[0].text == "A letter"
    after = run(tmp_path, "", made.rows)
    assert Forward("of-my-own", ()) in after.chronicle.forwards


def test_corrections_are_listed_the_newest_first(tmp_path: Path, first: Made, ids: dict[str, str]) -> None:
    text = f"- dispute: {ids['mine']}{SIGNED}- event: {ids['mine']}\n  note: x{SIGNED.replace('06-01', '07-01')}"
    made = run(tmp_path, text, first.rows)
    assert [c.kind for c in made.chronicle.corrections] == [CorrectionKind.NOTE, CorrectionKind.DISPUTE]


MOOT = [
    ("- hide: 2013-05-04-nowhere-aaaaaa", "no event ever had the id"),
    ("- merge: [{port}, 2013-05-04-nowhere-aaaaaa]", "2013-05-04-nowhere-aaaaaa matches no event"),
    ("- split: 2013-05-04-nowhere-aaaaaa\n  into: [[one], [two]]", "matches no event"),
    ("- split: {port}\n  into: [[one], [four]]", "nothing of four stood at"),
    ("- split: {port}\n  into: [[one], [{{article: two, words: not in it}}]]", "with the words 'not in it'"),
    ("- event: {port}\n  set: {{place: Atlantis}}", "no list has the place 'Atlantis'"),
    ("- event: {port}\n  set: {{side1: [Atlanteans]}}", "no list has the side 'Atlanteans'"),
    ("- event: {port}\n  set: {{place: Kivu}}", "may be several places"),
    ("- add: {{id: my-own, type: Attack, source: x, place: Atlantis}}", "no list has the place 'Atlantis'"),
]


def listed(name: str) -> tuple[Place, ...]:
    return (KIVU, replace(KIVU, place_id="gn:another")) if name == "Kivu" else ()


@pytest.mark.parametrize(("entry", "message"), MOOT)
def test_what_matches_nothing_is_an_error_with_its_line(
    tmp_path: Path, first: Made, ids: dict[str, str], entry: str, message: str
) -> None:
    with pytest.raises(CorrectionError) as caught:
        run(tmp_path, f"# a comment\n{entry.format(**ids)}{SIGNED}", first.rows, places=listed)
    (problem,) = caught.value.problems
    assert str(problem).startswith("corrections.yaml:2: ")
    assert message in problem.message
    assert problem.remedy


def test_a_correction_of_what_is_gone_or_split_says_so(tmp_path: Path, first: Made, ids: dict[str, str]) -> None:
    with pytest.raises(CorrectionError, match="matches nothing any more"):
        run(tmp_path, f"- dispute: {ids['mine']}{SIGNED}", first.rows, ("two", "three"))
    text = f"- split: {ids['port']}\n  into: [[one], [two]]{SIGNED}- dispute: {ids['port']}{SIGNED}"
    start = run(tmp_path, names=("one", "two"))
    with pytest.raises(CorrectionError, match="has become"):
        run(tmp_path, text, start.rows, ("one", "two"))


def test_entries_that_contradict_each_other_are_an_error(tmp_path: Path, first: Made, ids: dict[str, str]) -> None:
    apart = run(tmp_path, f"- split: {ids['port']}\n  into: [[one], [two]]{SIGNED}", first.rows)
    new = [event.event_id for event in apart.chronicle.events if event.sub_event_type is T.SHELLING]
    text = f"- split: {ids['port']}\n  into: [[one], [two]]{SIGNED}- merge: [{', '.join(new)}]{SIGNED}"
    with pytest.raises(CorrectionError, match="keeps apart what another entry puts together"):
        run(tmp_path, text, apart.rows)
