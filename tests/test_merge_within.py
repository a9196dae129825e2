"""What a sentence takes up from those before it, and what it tells anew: one article's happenings told in full."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import (
    AIRPORT,
    ARMY,
    BUNIA,
    CLAIMED,
    DENIED,
    GOMA,
    KIVU,
    REBELS,
    SAKE,
    T,
    analysed,
    report,
    spot,
)

from chronicle.errors import LexiconError
from chronicle.events import telling
from chronicle.events.candidates import candidates
from chronicle.events.telling import deed_nouns, noun_types, telling_of
from chronicle.model import Actor, ActorKind, DateBasis, Mark, Report, Span, SubEventType

FOLLOWS = {"basis": DateBasis.INHERITED}
GUNMEN = Actor("gunmen", "Unidentified armed group", ActorKind.POLITICAL_MILITIA)
CROWD = Actor("protesters", "Protesters (Congo)", ActorKind.PROTESTERS)
POLICE = Actor("police-forces-of-congo", "Police Forces of Congo", ActorKind.STATE_FORCES, country="Congo")
KIBATI = spot("Kibati", -1.61, 29.27)


def unplaced(one: Report) -> Report:
    """Return the report with a place that it took from another sentence."""
    return replace(one, marks=(*one.marks, Mark("place", Span(90_000, 90_004))))


def dated(one: Report, words: str) -> Report:
    """Return the report with the words of its sentence that gave its date."""
    start = one.quote.index(words)
    return replace(one, marks=(*one.marks, Mark("date_start", Span(start, start + len(words)))))


ONE = {
    "the bomb, then the blast at a door that stands in another town's paragraph": [
        report("A car bomb killed fifty people in Goma on Friday.", kind=T.REMOTE_EXPLOSIVE, killed=50),
        unplaced(report("The blast wrecked a gate.", T.REMOTE_EXPLOSIVE, where=BUNIA, trigger="blast", **FOLLOWS)),
    ],
    "an attack that turns out to be a suicide bombing": [
        report("An attack on a barracks in Goma killed nine on Saturday.", kind=T.ATTACK, killed=9, trigger="attack"),
        unplaced(report("The attacker blew himself up at the gate.", kind=T.SUICIDE_BOMB, **FOLLOWS)),
    ],
    "the loss of the town": [
        report("M23 captured Sake on Saturday.", kind=T.NON_STATE_OVERTAKES, where=SAKE, actor1=(REBELS,)),
        unplaced(
            report("The loss of the town is a blow.", T.NON_STATE_OVERTAKES, where=KIVU, trigger="loss", **FOLLOWS)
        ),
    ],
    "one side leaves what the other takes": [
        report("The army took Sake on Saturday.", kind=T.GOVERNMENT_REGAINS, where=SAKE, actor1=(ARMY,)),
        report("The rebels pulled out of Sake.", T.NON_VIOLENT_TRANSFER, where=SAKE, actor1=(REBELS,), **FOLLOWS),
    ],
    "a bishop's words of the next day": [
        report("Shells hit a camp in Goma on Saturday, killing nine.", killed=9),
        dated(
            unplaced(
                report("On Sunday the bishop called it a vile attack.", T.ATTACK, when="2013-05-05", trigger="attack")
            ),
            "On Sunday",
        ),
    ],
    "a bare count of the dead": [
        report("Rockets fell on a school in Goma on Saturday.", actor1=(REBELS,)),
        unplaced(
            report("At least seven people died.", kind=T.ATTACK, where=BUNIA, killed=7, trigger="died", **FOLLOWS)
        ),
    ],
    "the deadliest since another year": [
        report("A bomb in Goma killed thirty on Saturday.", kind=T.REMOTE_EXPLOSIVE, killed=30),
        dated(
            report(
                "It was the deadliest attack since 2003.", T.ATTACK, "2003-01-01/2003-12-31", None, trigger="attack"
            ),
            "2003",
        ),
    ],
    "none on this scale since another year": [
        report("Rockets hit Goma on Saturday.", killed=30),
        dated(
            report(
                "Not since a truce in 2003 was there an attack on this scale.",
                T.ATTACK,
                "2003-01-01/2003-12-31",
                None,
                trigger="attack",
            ),
            "2003",
        ),
    ],
    "an offensive, what it took and how the enemy speaks of it": [
        report("A rebel offensive has captured ground.", T.NON_STATE_OVERTAKES, where=KIVU, actor1=(REBELS,)),
        report("M23 began its advance in Kivu on Saturday.", kind=T.ARMED_CLASH, where=KIVU, actor1=(REBELS,)),
        unplaced(report("The campaign is a large attack, he said.", T.ATTACK, where=KIVU, trigger="attack", **FOLLOWS)),
    ],
    "a march, stones and tear gas": [
        report("Hundreds marched in Goma on Saturday.", kind=T.PEACEFUL_PROTEST, actor1=(CROWD,)),
        unplaced(report("Youths threw stones.", kind=T.VIOLENT_DEMONSTRATION, **FOLLOWS)),
        report("Police in Goma fired tear gas.", kind=T.PROTEST_INTERVENTION, actor1=(POLICE,), **FOLLOWS),
    ],
    "near the city, and then the village that was meant": [
        report("Jets struck near Goma on Saturday.", kind=T.AIR_STRIKE, geo_precision=2),
        report("Dozens of raids hit Kibati.", kind=T.AIR_STRIKE, where=KIBATI, **FOLLOWS),
    ],
    "the convoy again": [
        report("A convoy of lorries was attacked near Goma on Saturday.", kind=T.ATTACK),
        unplaced(report("Aid workers said the convoy had been mortared.", kind=T.SHELLING, **FOLLOWS)),
    ],
    "who says that he carried out the attack": [
        report("Gunmen shot four teachers in Goma on Saturday.", kind=T.ATTACK, killed=4, actor1=(GUNMEN,)),
        unplaced(
            report("M23 said it carried out the attack.", T.ATTACK, where=BUNIA, trigger="carried out", **FOLLOWS)
        ),
    ],
}
TWO = {
    "a blow and the answer to it": [
        report("A drone hit a school in Goma on Saturday.", kind=T.AIR_STRIKE),
        unplaced(report("Troops answered with strikes in the north.", T.ATTACK, trigger="strikes", **FOLLOWS)),
    ],
    "a bomb and another bomb": [
        report("A bomb went off in Goma on Saturday.", kind=T.REMOTE_EXPLOSIVE, trigger="bomb"),
        unplaced(report("Another bomb was hidden in a cart.", T.REMOTE_EXPLOSIVE, trigger="bomb", **FOLLOWS)),
    ],
    "the guns of both sides": [
        report("The army shelled the lines west of Goma on Saturday.", actor1=(ARMY,)),
        unplaced(report("M23 fired rockets at the residential quarters.", actor1=(REBELS,), **FOLLOWS)),
    ],
    "jets and guns over one town": [
        report("Warplanes bombed Goma on Saturday.", kind=T.AIR_STRIKE),
        report("Some guns shelled Goma overnight.", kind=T.SHELLING, **FOLLOWS),
    ],
    "an offensive in the province, and the airport": [
        report("M23 swept into Kivu on Saturday.", kind=T.ARMED_CLASH, where=KIVU, actor1=(REBELS,)),
        report("They attacked Goma airport.", kind=T.ATTACK, where=AIRPORT, actor1=(REBELS,), **FOLLOWS),
    ],
    "elsewhere": [
        report("Shells hit Goma on Saturday.", actor1=(REBELS,)),
        unplaced(report("Elsewhere, mortars were heard.", where=BUNIA, **FOLLOWS)),
    ],
    "what the monitor also said": [
        report("Jets struck near Goma on Saturday.", kind=T.AIR_STRIKE, geo_precision=2),
        report("The monitor also said that a raid on Kibati killed two.", kind=T.AIR_STRIKE, where=KIBATI, **FOLLOWS),
    ],
    "the fall of a town and the fighting of another day": [
        report("M23 took Goma on Thursday.", T.NON_STATE_OVERTAKES, when="2013-05-02", actor1=(REBELS,)),
        unplaced(report("Heavy fighting was heard.", T.ARMED_CLASH, when="2013-05-04", trigger="fighting", **FOLLOWS)),
    ],
}


@pytest.mark.parametrize("told", ONE.values(), ids=ONE)
def test_a_sentence_goes_on_with_what_was_told(told: list[Report]) -> None:
    found = candidates(analysed(*told))
    assert [len(c.reports) for c in found] == [len(told)]


@pytest.mark.parametrize("told", TWO.values(), ids=TWO)
def test_a_sentence_tells_of_something_else(told: list[Report]) -> None:
    assert len(candidates(analysed(*told))) == 2


@pytest.mark.parametrize(
    ("quote", "kind", "trigger", "when", "killed", "events"),
    [
        ("After the operation of March 2009 they signed a truce.", T.ARMED_CLASH, "operation", "2009-03", None, 0),
        ("A truce ended the siege in 2009.", T.ARMED_CLASH, "siege", "2009-01-01/2009-12-31", None, 0),
        ("They signed the truce of March 2009.", T.AGREEMENT, "truce", "2009-03", None, 1),
        ("The operation of 4 March 2009 freed them.", T.ARMED_CLASH, "operation", "2009-03-04", None, 1),
        ("The offensive of March 2009 killed ninety.", T.ARMED_CLASH, "offensive", "2009-03", 90, 1),
        ("They besieged the town in March 2009.", T.ARMED_CLASH, "besieged", "2009-03", None, 1),
    ],
)
def test_a_campaign_named_by_its_month_is_no_happening(
    quote: str, kind: SubEventType, trigger: str, when: str, killed: int | None, events: int
) -> None:
    assert len(candidates(analysed(report(quote, kind, when, trigger=trigger, killed=killed)))) == events


def test_the_lead_trusts_the_sentence_that_tells_it_first() -> None:
    bomb = report("A suicide bomber killed nine in Goma on Saturday.", kind=T.SUICIDE_BOMB, killed=9)
    again = unplaced(
        report("The attack shocked Bunia.", T.ATTACK, where=BUNIA, trigger="attack", when="2013-05-03", **FOLLOWS)
    )
    (found,) = candidates(analysed(bomb, again))
    assert (found.lead.sub_event_type, found.lead.place, found.lead.interval) == (T.SUICIDE_BOMB, GOMA, bomb.interval)


def test_a_city_that_may_mean_its_province_yields_to_the_village() -> None:
    city = spot("Kivu", -1.68, 29.22)
    first = report("Jets killed nine in Kivu on Saturday.", kind=T.AIR_STRIKE, where=city, killed=9)
    again = report("Nine died in the strike at Kibati.", T.AIR_STRIKE, where=KIBATI, trigger="strike", **FOLLOWS)
    (found,) = candidates(analysed(first, again))
    assert found.lead.place == KIBATI


def test_the_crowd_is_the_first_side_whoever_met_it() -> None:
    (found,) = candidates(analysed(*ONE["a march, stones and tear gas"]))
    assert found.lead.actor1 == (CROWD,)


@pytest.mark.parametrize(
    ("quote", "denied"),
    [
        ("The army denied any such bombardment.", 1),
        ("The army has always denied the bombardment of towns.", 0),
        ("The army denies that it shells people.", 0),
    ],
)
def test_only_the_denial_of_this_happening_disputes_it(quote: str, denied: int) -> None:
    told = report("M23 said the army shelled Goma.", assertion=CLAIMED, attribution="M23", actor1=(ARMY,))
    word = "bombardment" if "bombardment" in quote else "shells"
    no = unplaced(report(quote, where=KIVU, assertion=DENIED, trigger=word, **FOLLOWS))
    (found,) = candidates(analysed(told, no))
    assert len(found.denials) == denied


@pytest.mark.parametrize(
    ("quote", "trigger", "takes_up", "new"),
    [
        ("Monday's attack on the mosque shook Kabul.", "attack", True, False),
        ("Officials had no word on the Basra bombings.", "bombings", True, False),
        ("The militia carried out the killings.", "carried out", True, False),
        ("The militia carried out killings.", "carried out", False, False),
        ("He said that it had bombing runs to fly.", "bombing", False, False),
        ("With the help of air strikes they won.", "air strikes", False, False),
        ("The second explosion came at noon.", "explosion", False, False),
        ("A second explosion came at noon.", "explosion", False, True),
        ("He died in what they called a cowardly attack.", "attack", False, False),
        ("They condemned it as a cowardly attack.", "attack", True, False),
        ("Not since 1990 had there been an attack on this scale.", "attack", True, False),
        ("In retaliation, jets made raids on Gao.", "raids", False, True),
        ("More strikes hit the port.", "strikes", False, True),
    ],
)
def test_how_a_noun_is_told(quote: str, trigger: str, takes_up: bool, new: bool) -> None:
    found = telling_of(report(quote, kind=T.ATTACK, trigger=trigger))
    assert (bool(found.stands_for), found.new) == (takes_up, new)


def test_a_noun_stands_for_the_types_of_its_families() -> None:
    assert T.SUICIDE_BOMB in noun_types("bombings") & noun_types("deadly attack")
    assert T.AIR_STRIKE in noun_types("air strikes")
    assert T.PEACEFUL_PROTEST not in noun_types("air strikes")
    assert noun_types("Tuesday") == frozenset() == noun_types("")


def test_a_noun_of_no_family_is_refused(tmp_path: object, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "nouns.csv"  # type: ignore[operator]
    path.write_text("noun,family\nraid,deed\nwedding,feast\n", encoding="utf-8")
    monkeypatch.setattr(telling, "NOUNS_CSV", path)
    deed_nouns.cache_clear()
    with pytest.raises(LexiconError, match=r"nouns\.csv:3.*feast"):
        deed_nouns()
    monkeypatch.undo()
    deed_nouns.cache_clear()
    assert noun_types("raid")
