"""One article's sentences, and how many happenings they tell of."""

from __future__ import annotations

import pytest
from accounts import (
    AIRPORT,
    ARMY,
    BUNIA,
    CIVILIANS,
    CLAIMED,
    DENIED,
    GOMA,
    HABITUAL,
    KIVU,
    PLANNED,
    REBELS,
    SAKE,
    T,
    analysed,
    report,
)

from chronicle.events import candidates as module
from chronicle.events.candidates import candidates
from chronicle.events.telling import telling_of
from chronicle.model import DateBasis, Report

WEEK = {"when": "2013-04-29/2013-05-04", "basis": DateBasis.PUBLICATION}

ONE = {
    "a headline, its lead and a later detail": [
        report("Shells kill nine in Goma", killed=9, **WEEK),
        report("Nine people died when shells hit Goma on Saturday.", killed=9, actor1=(REBELS,)),
        report("The shelling began at noon.", where=None, trigger="shelling", basis=DateBasis.INHERITED),
    ],
    "the attack again, without place or day of its own": [
        report("Rebels attacked Goma on Saturday.", kind=T.ATTACK, actor1=(REBELS,)),
        report("The attack killed two guards.", kind=T.ATTACK, where=None, killed=2, trigger="attack", **WEEK),
    ],
    "a fight and the fall of the town it was for": [
        report("M23 took Goma on Saturday.", kind=T.NON_STATE_OVERTAKES, actor1=(REBELS,)),
        report("The army had fought them in Goma since dawn.", kind=T.ARMED_CLASH, actor1=(ARMY,), actor2=(REBELS,)),
    ],
    "the region in the headline, the town in the text": [
        report("Shelling in Kivu kills four", where=KIVU, killed=4),
        report("Four people died in Goma.", killed=4),
    ],
}
TWO = {
    "two towns on one day": [report("Shells hit Goma."), report("Shells hit Bunia.", where=BUNIA)],
    "one town on two days": [report("Shells hit Goma."), report("Shells hit Goma.", when="2013-05-01")],
    "a protest and an air raid": [
        report("They marched.", kind=T.PEACEFUL_PROTEST),
        report("A jet.", kind=T.AIR_STRIKE),
    ],
    "taken by one side and then by the other": [
        report("M23 took Goma.", kind=T.NON_STATE_OVERTAKES),
        report("The army retook Goma.", kind=T.GOVERNMENT_REGAINS),
    ],
    "two neighbouring villages": [
        report("Rebels shelled Goma.", actor1=(REBELS,)),
        report("Rebels shelled Sake.", where=SAKE, actor1=(REBELS,)),
    ],
}


@pytest.mark.parametrize("told", ONE.values(), ids=ONE)
def test_sentences_of_one_happening_are_one_account(told: list[Report]) -> None:
    found = candidates(analysed(*told))
    assert [len(c.reports) for c in found] == [len(told)]


def test_a_book_of_reports_takes_no_square_of_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []

    def counted(new: object, member: object) -> float:
        compared.append(1)
        return 5.0

    monkeypatch.setattr(module, "likeness", counted)
    asked = []
    for number in (100, 400, 1600):
        compared.clear()
        (one,) = candidates(analysed(*(report("Shells hit Goma.") for _ in range(number))))
        assert len(one.reports) == number
        asked.append(len(compared))
    assert asked[2] < 5 * asked[1] < 40 * asked[0]


@pytest.mark.parametrize("told", TWO.values(), ids=TWO)
def test_two_happenings_stay_two(told: list[Report]) -> None:
    assert len(candidates(analysed(*told))) == 2


def test_the_lead_carries_the_values_of_the_whole_account() -> None:
    first = report("Shells kill nine in Kivu", where=KIVU, killed=9, **WEEK)
    second = report("At least nine people died in Goma when shells hit a camp.", killed=9, basis=DateBasis.INHERITED)
    third = report(
        "The shelling on Saturday also wounded thirty, and eleven are now dead, the army said.",
        where=None,
        killed=11,
        injured=30,
        trigger="shelling",
        actor1=(REBELS,),
        actor2=(CIVILIANS,),
    )
    (found,) = candidates(analysed(first, second, third))
    lead = found.lead
    assert (lead.interval, lead.date_basis) == (third.interval, DateBasis.STATED)
    assert lead.place == GOMA
    assert (lead.fatalities.best, lead.injured.best) == (11, 30)
    assert (lead.actor1, lead.actor2) == ((REBELS,), (CIVILIANS,))
    assert lead.quote.endswith(".")
    assert lead.context


def test_counts_are_never_summed() -> None:
    told = [report("Three died.", killed=3), report("Another text: two of the dead were boys.", killed=2)]
    (found,) = candidates(analysed(*told))
    assert found.lead.fatalities.best == 3


@pytest.mark.parametrize("stance", [PLANNED, HABITUAL, DENIED])
def test_what_is_only_denied_planned_or_habitual_is_no_event(stance: object) -> None:
    assert candidates(analysed(report(assertion=stance))) == ()


def test_a_denial_is_kept_with_what_it_denies() -> None:
    claim = report("M23 said it took Goma.", kind=T.NON_STATE_OVERTAKES, assertion=CLAIMED, attribution="M23")
    other = report("Shells hit Bunia.", where=BUNIA)
    denial = report("The army denied that Goma had fallen.", kind=T.NON_STATE_OVERTAKES, assertion=DENIED)
    found = candidates(analysed(other, claim, denial))
    assert [len(c.denials) for c in found] == [0, 1]
    assert found[1].lead.assertion is CLAIMED


def test_a_denial_of_something_else_vanishes() -> None:
    denial = report("The army denied bombing Bunia.", kind=T.AIR_STRIKE, where=BUNIA, assertion=DENIED)
    (found,) = candidates(analysed(report(), denial))
    assert found.denials == ()


def test_accounts_come_in_the_order_of_their_first_sentences() -> None:
    told = [report("Bunia.", where=BUNIA), report("Goma."), report("Bunia again.", where=BUNIA), report("Goma again.")]
    found = candidates(analysed(*told))
    assert [c.reports[0].quote for c in found] == ["Bunia.", "Goma."]
    assert [len(c.reports) for c in found] == [2, 2]


def test_a_site_in_the_town_is_the_more_exact_place() -> None:
    told = [report("Shells hit Goma."), report("They fell on the airport of Goma.", where=AIRPORT)]
    (found,) = candidates(analysed(*told))
    assert len(found.reports) == 2


@pytest.mark.parametrize(
    ("quote", "trigger", "expected"),
    [
        ("The attack lasted an hour.", "attack", True),
        ("This latest bombardment lasted an hour.", "bombardment", True),
        ("An attack lasted an hour.", "attack", False),
        ("Rebels attacked the town.", "attacked", False),
        ("Their deadly car bombing was praised.", "bombing", True),
    ],
)
def test_a_definite_noun_takes_up_what_was_told(quote: str, trigger: str, expected: bool) -> None:
    assert bool(telling_of(report(quote, trigger=trigger)).stands_for) is expected
