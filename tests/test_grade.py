"""Which accounts are independent of each other, and what grade they give an event."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import (
    ARMY,
    CIVILIANS,
    DENIED,
    MILITIA,
    REBELS,
    T,
    article,
    candidate,
    report,
)

from chronicle.events.grade import grade_of, sources
from chronicle.events.lead import Voice, dated_by, placed_by, sides_of, toll_across, typed_as
from chronicle.events.likeness import copied, same_name, shingles
from chronicle.model import Actor, ActorKind, Candidate, Count, DateBasis, Grade, Report

WIRE = (
    "Shells fell on a crowded market in the east of the town on Saturday, killing at least nine people and wounding "
    "twenty, hospital staff said. The army accused the rebels, who had held the hills above the town since March."
)
EDITED = WIRE.replace("on Saturday", "at the weekend") + " The paper's own correspondent saw the wounded."


def counted(
    *told: tuple[str, str, str],
    quotes: tuple[str, ...] = (),
    credits: dict[str, tuple[str, ...]] | None = None,
) -> tuple[int, ...]:
    """Return the sources of accounts given as (id, publisher, text)."""
    papers = {name: article(name, publisher, text=text) for name, publisher, text in told}
    said = quotes or tuple(f"In {name}." for name, _, _ in told)
    accounts = [candidate(report(quote), name) for quote, (name, _, _) in zip(said, told, strict=True)]
    return sources(accounts, papers, credits or {})


def test_two_papers_are_two_sources() -> None:
    assert counted(("a", "The Post", ""), ("b", "The Times", "")) == (0, 1)


def test_one_paper_twice_is_one_source() -> None:
    assert counted(("a", "The Post", ""), ("b", "Post", ""), ("c", "The Times", "")) == (0, 0, 1)


def test_an_agency_is_one_source_under_all_its_names() -> None:
    assert counted(("a", "AFP", ""), ("b", "Agence France-Presse", "")) == (0, 0)


def test_a_text_that_credits_another_is_not_independent_of_it() -> None:
    assert counted(("a", "VICE News", ""), ("b", "Reuters", ""), credits={"a": ("Reuters",)}) == (0, 0)


def test_two_papers_that_credit_one_agency_are_one_source() -> None:
    credits = {"a": ("Reuters",), "b": ("Reuters",)}
    assert counted(("a", "The Post", ""), ("b", "The Times", ""), credits=credits) == (0, 0)


def test_an_edited_copy_is_one_source() -> None:
    assert counted(("a", "The Post", WIRE), ("b", "The Times", EDITED)) == (0, 0)
    other = "Shells fell on the town, and the army accused the rebels who hold the hills above it."
    assert copied(shingles(WIRE), shingles(EDITED))
    assert not copied(shingles(WIRE), shingles(other))


def test_a_copied_sentence_is_one_source() -> None:
    assert counted(("a", "The Post", ""), ("b", "The Times", ""), quotes=(WIRE, EDITED)) == (0, 0)


def test_a_paper_that_quotes_the_monitor_adds_nothing_to_the_monitor() -> None:
    said = report("Nine died, it said.", attribution="the Syrian Observatory for Human Rights")
    papers = {"a": article("a", "The Post"), "b": article("b", "SOHR")}
    assert sources([candidate(said, "a"), candidate(report(), "b")], papers, {}) == (0, 0)


def test_two_papers_that_quote_the_army_are_two_sources() -> None:
    said = report("Nine died, it said.", attribution="the army")
    papers = {"a": article("a", "The Post"), "b": article("b", "The Times")}
    assert sources([candidate(said, "a"), candidate(said, "b")], papers, {}) == (0, 1)


AIR_FORCE = Actor("fardc-air", "Air Force of Congo", ActorKind.STATE_FORCES, country="Congo")


def accounts(*told: Report) -> list[Candidate]:
    return [candidate(one, f"a{number}") for number, one in enumerate(told)]


@pytest.mark.parametrize(
    ("told", "source", "grade"),
    [
        ([report()], [0], Grade.SINGLE),
        ([report(), report()], [0, 0], Grade.SINGLE),
        ([report(), report()], [0, 1], Grade.CORROBORATED),
        ([report(actor1=(REBELS,)), report(actor1=(MILITIA,))], [0, 1], Grade.DISPUTED),
        ([report(actor1=(REBELS,)), report(actor1=(MILITIA,))], [0, 0], Grade.SINGLE),
        ([report(actor1=(ARMY,)), report(actor1=(AIR_FORCE,))], [0, 1], Grade.CORROBORATED),
        (
            [report(actor1=(ARMY,), actor2=(REBELS,)), report(actor1=(REBELS,), actor2=(ARMY,))],
            [0, 1],
            Grade.CORROBORATED,
        ),
        ([report(actor1=(REBELS,)), report(actor1=(CIVILIANS,))], [0, 1], Grade.CORROBORATED),
    ],
)
def test_grades(told: list[Report], source: list[int], grade: Grade) -> None:
    assert grade_of(accounts(*told), source) is grade


def test_a_denied_event_is_disputed() -> None:
    denial = report("The army denied it.", assertion=DENIED)
    assert grade_of([candidate(report(), denials=(denial,))], [0]) is Grade.DISPUTED


def voices(*told: Report) -> list[Voice]:
    return [Voice(one, number) for number, one in enumerate(told)]


def test_a_stated_day_leads_before_the_publication_date_and_a_longer_interval() -> None:
    week = report(when="2013-05-04/2013-05-05", basis=DateBasis.PUBLICATION)
    stated, month = report(when="2013-05-04"), report(when="2013-05")
    assert dated_by(voices(week, month, stated)) is stated
    assert dated_by(voices(week, month)) is month
    assert dated_by(voices(report(when=None))) is None


def test_among_equal_days_the_best_attested_leads() -> None:
    early, late = report(when="2013-05-03"), report(when="2013-05-04")
    found = dated_by(voices(early, late, late))
    assert found is not None
    assert found.interval == late.interval


def test_a_named_weapon_leads_before_a_vague_attack_and_territory_before_the_fighting() -> None:
    attack, shell = report(kind=T.ATTACK), report(kind=T.SHELLING)
    assert typed_as(voices(attack, attack, shell)) is T.SHELLING
    assert typed_as(voices(report(kind=T.ARMED_CLASH), report(kind=T.GOVERNMENT_REGAINS))) is T.GOVERNMENT_REGAINS


def test_of_two_changes_of_hands_the_one_with_a_doer_leads() -> None:
    driven_out = report(kind=T.GOVERNMENT_REGAINS, actor2=(REBELS,))
    left = report(kind=T.NON_VIOLENT_TRANSFER, actor1=(REBELS,))
    assert typed_as(voices(driven_out, left)) is T.NON_VIOLENT_TRANSFER
    assert typed_as(voices(replace(driven_out, actor1=(ARMY,)), left)) is T.GOVERNMENT_REGAINS


def test_nobody_stands_on_both_sides() -> None:
    told = voices(report(actor1=(ARMY,), actor2=(REBELS,)), report(actor1=(ARMY,), actor2=(ARMY,)))
    assert sides_of(told) == ((ARMY,), (REBELS,))


def test_no_place_is_no_place() -> None:
    assert placed_by(voices(report(where=None))) is None


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], Count()),
        ([(0, Count()), (1, Count(3, 3, 3))], Count(3, 3, 3)),
        ([(0, Count(3, 3, 3)), (0, Count(5, 5, 5))], Count(5, 5, 5)),
        ([(0, Count(3, 3, 3)), (1, Count(5, 5, 5))], Count(3, 5, 5)),
        ([(0, Count(5, 5, 5)), (1, Count(5, 5, 5)), (2, Count(3, 3, 3))], Count(3, 5, 5)),
        ([(0, Count(10, 10, None)), (1, Count(12, None, None))], Count(10, 10, 12)),
    ],
)
def test_tolls_of_several_sources(counts: list[tuple[int, Count]], expected: Count) -> None:
    assert toll_across(counts) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("al-Nayrab", "Neirab", True),
        ("Kafr Nabl", "Kafar Nabl", True),
        ("Debaltseve", "Debaltsevo", True),
        ("Bunia", "Goma", False),
        ("Mari", "Mora", False),
        ("Kanyabayonga", "Kanyaruchinya", False),
    ],
)
def test_spellings_of_one_name(one: str, other: str, expected: bool) -> None:
    from accounts import spot

    assert same_name(spot(one, 0.0, 0.0), spot(other, 0.0, 0.0)) is expected


def test_a_common_noun_disputes_no_name() -> None:
    rebels = Actor("rebels-congo", "Opposition rebels (Congo)", ActorKind.REBEL_GROUP, country="Congo")
    loyal = Actor("militia-congo", "Pro-government militia (Congo)", ActorKind.POLITICAL_MILITIA, country="Congo")
    told = [candidate(report(actor1=(side,)), name) for side, name in ((REBELS, "a"), (rebels, "b"), (loyal, "c"))]
    assert grade_of(told[:2], (0, 1)) is Grade.CORROBORATED
    assert grade_of(told[1:], (0, 1)) is Grade.DISPUTED
