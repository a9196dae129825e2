"""Scoring on literals: each measure is shown right, and shown to fail; the table; a run over a few cases."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from chronicle.commands.evaluate import CASES, evaluate, misses
from chronicle.errors import ChronicleError
from chronicle.evaluation.cases import Case, case_of, read_cases
from chronicle.evaluation.names import alike, is_side
from chronicle.evaluation.score import Outcome, score
from chronicle.evaluation.table import BEGIN, END, MEASURES, Tally, figure, put, table, tally
from chronicle.model import (
    Actor,
    ActorKind,
    AnalysedArticle,
    Assertion,
    Count,
    Interval,
    Place,
    PlaceLevel,
    PlaceMention,
    Report,
    Span,
    SubEventType,
    TimeMention,
)

TEXT = "Shells fired by the 4th Corps killed nine people in Brod on Monday, the mayor said."
ROW = {
    "id": "a-1",
    "date": "1992-10-07",
    "text": TEXT,
    "components": ["events", "type", "date", "place", "sides", "casualties", "assertion", "times", "places"],
    "events": [
        {
            "sub_event_type": "Shelling/artillery/missile attack",
            "date_start": "1992-10-05",
            "date_end": "1992-10-05",
            "place": "Brod = Bosanski Brod",
            "actor1": "4th Corps",
            "actor2": "people = civilians",
            "killed": 9,
            "injured": None,
            "assertion": "claimed",
            "attribution": "the mayor",
        }
    ],
    "times": [{"text": "Monday", "date_start": "1992-10-05", "date_end": "1992-10-05"}],
    "places": [{"text": "Brod", "country": "Bosnia and Herzegovina"}],
}
MONDAY, TUESDAY = (Interval(day, day) for day in (date(1992, 10, 5), date(1992, 10, 6)))
BROD = Place("gn:1", "Bosanski Brod", PlaceLevel.PLACE, "Bosnia and Herzegovina")
CORPS = Actor("corps", "4th Corps", ActorKind.REBEL_GROUP)
CIVILIANS = Actor("civilians", "Civilians", ActorKind.CIVILIANS)
REPORT = Report(
    "a-1",
    Span(0, len(TEXT)),
    TEXT,
    Span(0, 6),
    SubEventType.SHELLING,
    Assertion.CLAIMED,
    "the mayor",
    MONDAY,
    place=BROD,
    place_text="Brod",
    actor1=(CORPS,),
    actor2=(CIVILIANS,),
    fatalities=Count(9, 9, 9),
)


def read_as(*reports: Report, place: Place | None = BROD, time: Interval | None = MONDAY) -> AnalysedArticle:
    start, brod = TEXT.index("Monday"), TEXT.index("Brod")
    times = (TimeMention(Span(start, start + 6), "Monday", time),) if time else ()
    places = (PlaceMention(Span(brod, brod + 4), "Brod", place, 1),) if place else ()
    return AnalysedArticle("a-1", times, places, reports=reports)


def wrong(outcomes: Sequence[Outcome]) -> list[str]:
    return [one.measure for one in outcomes if not one.right]


def case(**changes: object) -> Case:
    return case_of({**ROW, **changes})


def test_what_is_right_is_right_in_every_measure() -> None:
    found = score(case(), read_as(REPORT), [REPORT])
    assert wrong(found) == []
    not_asked = {"texts without an event", "assertion: unreal", "killed, where not stated", "injured, where stated"}
    assert {one.measure for one in found} == set(MEASURES) - not_asked


@pytest.mark.parametrize(
    ("change", "measures"),
    [
        ({"sub_event_type": SubEventType.GRENADE}, ["sub-event type"]),
        ({"sub_event_type": SubEventType.ATTACK}, ["event type", "sub-event type"]),
        ({"interval": TUESDAY}, ["date"]),
        ({"interval": Interval(date(1992, 10, 5), date(1992, 10, 6))}, ["date"]),
        ({"interval": None}, ["date"]),
        ({"place": replace(BROD, name="Derventa"), "place_text": "Derventa"}, ["place"]),
        ({"place": replace(BROD, country="Croatia")}, ["place"]),
        ({"place": None}, ["place"]),
        ({"actor1": (), "actor2": (CORPS,)}, ["first side", "second side"]),
        ({"actor1": (CORPS, CIVILIANS)}, ["first side"]),
        ({"actor2": ()}, ["second side"]),
        ({"fatalities": Count(8, 8, 8)}, ["killed, where stated"]),
        ({"fatalities": Count(9, None, None)}, ["killed, where stated"]),
        ({"fatalities": Count()}, ["killed, where stated"]),
        ({"injured": Count(3, 3, 3)}, ["injured, where not stated"]),
        ({"assertion": Assertion.STATED}, ["assertion: stated or claimed"]),
        ({"attribution": "the governor"}, ["who says so"]),
    ],
)
def test_each_wrong_value_fails_its_own_measure(change: dict[str, object], measures: list[str]) -> None:
    report = replace(REPORT, **change)  # type: ignore[arg-type]
    assert wrong(score(case(), read_as(report), [report])) == measures


@pytest.mark.parametrize(
    ("gold", "count", "right"),
    [
        ([8, 10], Count(8, None, 10), True),
        ([8, 10], Count(8, 9, 11), False),
        (None, Count(24, None, None), True),
        (None, Count(0, 0, 0), False),
        (0, Count(0, 0, 0), True),
        (0, Count(), False),
    ],
)
def test_numbers_of_people(gold: object, count: Count, right: bool) -> None:
    event = {**ROW["events"][0], "killed": gold}  # type: ignore[index]
    report = replace(REPORT, fatalities=count)
    assert (wrong(score(case(events=[event]), read_as(report), [report])) == []) is right


def test_missed_and_invented_events() -> None:
    nothing = score(case(), read_as(), [])
    assert tally(nothing)["events"] == Tally(0, 1, 0)
    other = replace(REPORT, sub_event_type=SubEventType.AGREEMENT, interval=None, place=None, fatalities=Count())
    both = score(case(), read_as(REPORT, other), [other, REPORT])
    assert tally(both)["events"] == Tally(1, 1, 2)
    assert tally(score(case(), read_as(other), [other]))["events"] == Tally(0, 1, 1)
    assert tally(both)["sub-event type"] == Tally(1, 1, 1), "the account most like the gold is compared with it"


def test_sides_of_a_clash_have_no_order() -> None:
    event = {"sub_event_type": "Armed clash", "actor1": "4th Corps", "actor2": "rebels"}
    rebels = Actor("r", "Rebels (Bosnia)", ActorKind.REBEL_GROUP)
    crossed = replace(REPORT, sub_event_type=SubEventType.ARMED_CLASH, actor1=(rebels,), actor2=(CORPS,))
    assert wrong(score(case(components=["sides"], events=[event]), read_as(crossed), [crossed])) == []
    shelling = replace(crossed, sub_event_type=SubEventType.SHELLING)
    told = case(components=["sides"], events=[{**event, "sub_event_type": "Shelling/artillery/missile attack"}])
    assert wrong(score(told, read_as(shelling), [shelling])) == ["first side", "second side"]


@pytest.mark.parametrize("kind", ["denied", "planned", "habitual"])
def test_what_is_no_event_must_stay_none(kind: str) -> None:
    gold = case(components=["events", "assertion"], events=[{"sub_event_type": "Attack", "assertion": kind}])
    unreal = replace(REPORT, assertion=Assertion(kind))
    assert wrong(score(gold, read_as(unreal), [])) == []
    assert wrong(score(gold, read_as(), [])) == ["assertion: unreal"], "nothing read is not yet known to be unreal"
    assert wrong(score(gold, read_as(REPORT), [REPORT])) == ["events", "texts without an event", "assertion: unreal"]


def test_times_by_words_and_days() -> None:
    only = case(components=["times"])
    assert tally(score(only, read_as(time=TUESDAY), []))["times"] == Tally(0, 1, 1)
    assert tally(score(only, read_as(time=None), []))["times"] == Tally(0, 1, 0)
    none = case(components=["times"], times=[])
    assert tally(score(none, read_as(), []))["times"] == Tally(0, 0, 1)
    assert score(case(components=["times"], times=[{"text": "Monday", "optional": True}]), read_as(), []) == ()


def test_names_of_places_and_their_countries() -> None:
    only = case(components=["places"])
    assert tally(score(only, read_as(place=None), []))["place names"] == Tally(0, 1, 0)
    assert tally(score(case(components=["places"], places=[]), read_as(), []))["place names"] == Tally(0, 0, 1)
    elsewhere = tally(score(only, read_as(place=replace(BROD, country="Slovenia")), []))
    assert elsewhere == {"place names": Tally(1, 1, 1), "country of a place": Tally(0, 1, 1)}
    assert score(case(components=["places"], places=[{"text": "Brod", "optional": True}]), read_as(), []) == ()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Sri Lankan", "Sri Lanka", True),
        ("Congo", "Democratic Republic of the Congo", True),
        ("Houthis", "Houthi movement", True),
        ("Mekelle", "Mek'elē", True),
        ("al-Nayrab", "Nayrab", True),
        ("Iran", "Iraq", False),
        ("Mali", "Malawi", False),
        ("Brod", "", False),
    ],
)
def test_names_that_are_alike(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is alike(other, one) is same


@pytest.mark.parametrize(
    ("name", "actor", "same"),
    [
        ("soldiers", Actor("a", "Sudanese armed forces", ActorKind.STATE_FORCES), True),
        ("soldiers", Actor("b", "Parachute Regiment", ActorKind.STATE_FORCES), False),
        ("soldiers", Actor("c", "Rebels (Sudan)", ActorKind.REBEL_GROUP), False),
        ("unidentified", Actor("d", "Unidentified armed group", ActorKind.POLITICAL_MILITIA), True),
        ("civilians", CIVILIANS, True),
        ("Iraq", Actor("e", "Armed forces", ActorKind.STATE_FORCES, "Iraq"), True),
        ("Iraq", Actor("f", "Armed forces", ActorKind.STATE_FORCES, "Iran"), False),
    ],
)
def test_sides_that_are_alike(name: str, actor: Actor, same: bool) -> None:
    assert is_side([name], actor) is same


def test_figures() -> None:
    assert (Tally(3, 4, 6).precision, Tally(3, 4, 6).recall, Tally(3, 4, 6).f1) == (0.5, 0.75, 0.6)
    assert figure("times", Tally(3, 4, 6)) == "F1 60.0 (50.0 / 75.0)"
    assert figure("date", Tally(3, 4, 4)) == "75.0"
    assert figure("date", None) == "—"


def test_the_table_counts_hostile_cases_apart_and_among_all() -> None:
    right, bad = Outcome("date", True, 1, 1), Outcome("date", False, 1, 1)
    line = next(line for line in table([right, right, right], [bad]).splitlines() if line.startswith("| date"))
    assert line == f"| {MEASURES['date']} | 75.0 | 4 | 0.0 | 1 |"


def test_the_page_takes_figures_between_its_markers_only() -> None:
    page = f"a\n{BEGIN}\nold\n{END}\nb\n"
    assert put(page, "new") == f"a\n{BEGIN}\n\nnew\n\n{END}\nb\n"
    assert put(put(page, "new"), "new") == put(page, "new")
    with pytest.raises(ChronicleError, match="no place for the figures"):
        put("a page", "new")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "Expecting"),
        ("[]", "the line is no object"),
        (json.dumps({**ROW, "colour": 1}), "unknown key 'colour'"),
        (json.dumps({**ROW, "date": "Monday"}), "Invalid isoformat"),
        (json.dumps({**ROW, "components": ["mood"]}), "components must be some of"),
        (json.dumps({**ROW, "components": ["times"], "times": None}), "times is no list"),
        (json.dumps({k: v for k, v in ROW.items() if k != "places"}), "no gold for it"),
        (json.dumps({**ROW, "events": [{"sub_event_type": "Quarrel"}]}), "'Quarrel' is not a valid"),
        (json.dumps({**ROW, "events": [{"sub_event_type": "Attack", "killed": "nine"}]}), "no number of people"),
        (json.dumps({**ROW, "events": [{"sub_event_type": "Attack", "assertion": "claimed"}]}), "its attribution"),
        (json.dumps({**ROW, "times": [{"text": "Friday", "optional": True}]}), "the text has no 'Friday'"),
        (json.dumps({**ROW, "times": [{"text": "Monday"}]}), "its days or to be optional"),
        (json.dumps({**ROW, "places": [{"text": "Brod"}]}), "its country or to be optional"),
        (json.dumps(ROW), "stands in an earlier line"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(f"{json.dumps(ROW)}\n\n{line}\n")
    with pytest.raises(ChronicleError) as caught:
        read_cases(path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (path, 3)
    assert says in str(problem)


def test_the_cases_are_many_and_about_everything() -> None:
    cases = read_cases(ROOT / CASES)
    events = [event for case in cases for event in case.events or ()]
    assert len(cases) >= 360
    assert {event.sub_event_type for event in events} == set(SubEventType)
    assert sum(case.hostile for case in cases) >= 100
    assert len({case.published.year // 10 for case in cases}) >= 10


def test_a_run_over_a_few_cases(capsys: pytest.CaptureFixture[str]) -> None:
    assert evaluate(ROOT, miss=1, only="denial") == 0
    said = capsys.readouterr().out
    mine = [case for case in read_cases(ROOT / CASES) if case.case_id.startswith("denial")]
    assert said.startswith(f"{len(mine)} cases, {len(mine)} of them hostile\n")
    assert all(f"| {says} |" in said for says in MEASURES.values())


def test_a_run_over_no_case_says_so() -> None:
    with pytest.raises(ChronicleError, match="no case begins with 'nowhere'"):
        evaluate(ROOT, only="nowhere")


def test_misses_name_the_case_and_both_readings() -> None:
    found = {"a-1": score(case(), read_as(), [])}
    said = list(misses([case()], found, 1))
    assert any("a-1 (Wed 1992-10-07)" in line for line in said)
    assert any("gold: Shelling/artillery/missile attack | read: nothing" in line for line in said)


def test_the_figures_named_elsewhere_are_those_of_the_table() -> None:
    page = (ROOT / "docs" / "evaluation.md").read_text("utf-8")
    figures = set(re.findall(r"\d+(?:\.\d+)?", page.partition(BEGIN)[2].partition(END)[0]))
    for name in ("README.md", "content/pages/method.md"):
        blocks = (ROOT / name).read_text("utf-8").split("\n\n")
        (block,) = [block for block in blocks if "evaluation.md" in block]
        named = re.findall(r"\d+(?:\.\d+)?", block.replace("F1", ""))
        assert len(named) > 4
        assert [number for number in named if number not in figures] == [], name
