"""How a text moves on: whose dead a toll is of, what day and place a report takes over, whose word it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from chronicle.model import TOLD, Assertion, EventType, SubEventType

if TYPE_CHECKING:
    from collections.abc import Callable

    from chronicle.model import AnalysedArticle

    Read = Callable[..., AnalysedArticle]

TOLLS = [
    pytest.param(
        "Shells hit Grozny on Monday for the first time since the truce took effect last week. One woman was killed.",
        SubEventType.AGREEMENT,
        None,
        id="not of the truce",
    ),
    pytest.param(
        "A truck bomb killed more than 40 people on Friday in Basra, two days after the army was driven from the city. "
        "Officials put the number of dead at 46.",
        SubEventType.REMOTE_EXPLOSIVE,
        46,
        id="of the bomb, not of what was days before",
    ),
    pytest.param(
        "A rocket hit the parade ground at Taiz on Sunday. The minister said that 30 people were killed. "
        "A doctor said more than 40 died.",
        SubEventType.SHELLING,
        40,
        id="more than is no further",
    ),
    pytest.param(
        "Hours before the meeting, at least 11 villagers were killed in air strikes near Kunduz on Monday.",
        SubEventType.AIR_STRIKE,
        11,
        id="a meeting is nobody",
    ),
]


@pytest.mark.parametrize(("text", "kind", "killed"), TOLLS)
def test_a_toll_goes_to_the_deed_that_it_is_of(read: Read, text: str, kind: SubEventType, killed: int | None) -> None:
    found = [r.fatalities.best for r in read(text, "2015-06-10").reports if r.sub_event_type is kind]
    assert found == [killed]


def test_who_says_so_is_not_among_the_dead(read: Read) -> None:
    text = "A mine exploded under a bus near Kidal on Friday, killing scores of people, officials and a driver said."
    (report,) = read(text, "2015-06-10").reports
    assert report.fatalities.low == 40


DAYS = [
    pytest.param(
        "Fighters seized Mosul on Tuesday. They had taken Samarra on Monday. In Tikrit, gunmen burned shops.",
        "Tikrit",
        "2015-06-09",
        id="a look back does not turn the clock back",
    ),
    pytest.param(
        "A bomb killed nine people in Kirkuk on Tuesday. The militia said on Monday that it had captured Sinjar.",
        "Sinjar",
        "2015-06-08",
        id="nothing is told before it is done",
    ),
    pytest.param(
        "The guns are to be handed in by 25 June. The shelling of Sirte has stopped, and jets bombed Derna.",
        "Derna",
        "2015-06-10",
        id="nothing was done after it was published",
    ),
    pytest.param(
        "The army said on Tuesday that it had captured Ramadi, the seat of the emirate that the group proclaimed in 2013.",
        "Ramadi",
        "2015-06-10",
        id="the year of something else",
    ),
]


@pytest.mark.parametrize(("text", "place", "last"), DAYS)
def test_a_report_is_dated_by_what_it_goes_on_from(read: Read, text: str, place: str, last: str) -> None:
    reports = [r for r in read(text, "2015-06-10").reports if r.place and place in (r.place.name, r.place_text)]
    assert reports
    assert all(r.interval is not None and r.interval.last.isoformat() <= last for r in reports)
    assert all(r.interval is not None and r.interval.first.year == 2015 for r in reports)


def test_a_story_goes_on_at_the_town_named_after_its_country(read: Read) -> None:
    text = (
        "A militant commander died in a raid by soldiers in Somalia on Friday. Helicopters landed in Barawe at night, "
        "people there said. At least seven people were killed in clashes, a doctor said."
    )
    last = read(text, "2015-06-10").reports[-1]
    assert last.place is not None
    assert last.place_text == "Barawe"


NOT_THERE = [
    ("Jets bombed a camp in Sudan on Monday in retaliation for a bombing in Nairobi.", "Nairobi"),
    ("A gunman opened fire on US personnel at a market on Monday, the police said.", "United States"),
]


@pytest.mark.parametrize(("text", "name"), NOT_THERE)
def test_a_place_that_only_explains_is_not_where_it_was(read: Read, text: str, name: str) -> None:
    report = read(text, "2015-06-10").reports[0]
    assert report.place is None or report.place.name != name


SILENCE = [
    "State television has not reported the protests in Minsk on Sunday.",
    "The council rejected a resolution condemning the air strikes on Sanaa on Sunday.",
]


@pytest.mark.parametrize("text", SILENCE)
def test_silence_is_no_denial(read: Read, text: str) -> None:
    assert all(r.assertion is not Assertion.DENIED for r in read(text, "2015-06-10").reports)


def test_denied_is_still_denied(read: Read) -> None:
    reports = read("The army denied any air strikes on Sanaa on Sunday.", "2015-06-10").reports
    assert [r.assertion for r in reports if r.sub_event_type.event_type is EventType.EXPLOSIONS] == [Assertion.DENIED]


SAYS = [
    ("President Ana Duarte said rebels captured Huambo on Monday.", "the president"),
    ("A UN spokesman said rebels captured Huambo on Monday.", "a UN spokesman"),
    ("Cuban-backed troops said on Monday that they had captured Huambo.", "Cuban-backed troops"),
]


@pytest.mark.parametrize(("text", "words"), SAYS)
def test_who_says_so_reads_well_within_a_sentence(read: Read, text: str, words: str) -> None:
    assert words in [r.attribution for r in read(text, "1988-06-10").reports if r.assertion in TOLD]


CARRIED_OFF = [
    ("broke into shops in Bangui on Monday and carried off rice, fuel and motorcycles", SubEventType.LOOTING),
    ("broke into a school in Bangui on Monday and carried off three teachers", SubEventType.ABDUCTION),
]


@pytest.mark.parametrize(("words", "kind"), CARRIED_OFF)
def test_goods_carried_off_are_looted_and_people_abducted(read: Read, words: str, kind: SubEventType) -> None:
    assert [r.sub_event_type for r in read(f"Militiamen {words}.", "2015-06-10").reports] == [kind]
