"""Headlines that are wider than the story below them, and what else tells one happening from another of its day."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from accounts import (
    ARMY,
    BUNIA,
    CONGO,
    DENIED,
    GOMA,
    REBELS,
    SAKE,
    T,
    analysed,
    article,
    candidate,
    day,
    report,
    spot,
)

from chronicle.errors import LexiconError
from chronicle.events import means
from chronicle.events.candidates import candidates
from chronicle.events.likeness import content_words
from chronicle.events.means import means_of
from chronicle.events.merge import merge
from chronicle.model import Candidate, DateBasis, Place, PlaceLevel, Report, SubEventType

SEAT = spot("Kivu", -2.5, 28.9)
"""The town that its province is named after."""
RUBAYA = spot("Rubaya", -1.54, 28.87)
WALIKALE = spot("Walikale", -1.42, 28.06)
HAMLET = spot("Mpati", -1.57, 29.04, source="text")
"""A village that no map knows, told of by Sake."""
HERE = spot("Busumba", -2.0, 23.0, admin1="", source="text")
THERE = spot("Al-Bousumba", -1.57, 29.04, source="text")
"""One village twice: once nothing is known of it but the country, once its town is told."""
LATELY: dict[str, Any] = {"when": "2013-04-30/2013-05-05", "basis": DateBasis.PUBLICATION}
BY_REBELS: dict[str, Any] = {"actor1": (REBELS,)}
NEXT = day("2013-05-05")


def headline(
    words: str, where: Place | None, killed: int | None = None, kind: SubEventType = T.SHELLING, trigger: str = ""
) -> Report:
    return report(words, kind, **LATELY, where=where, killed=killed, actor1=(REBELS,), trigger=trigger)


ONE = {
    "the province by its chief town, and the village": [
        headline("Shelling in Kivu kills two", SEAT, 2),
        report("Rebels shelled Rubaya on Saturday, killing two people.", where=RUBAYA, killed=2, **BY_REBELS),
    ],
    "the country, and the town": [
        headline("Shells kill two in the Congo", CONGO, 2),
        report("Rebels shelled Goma on Saturday, killing two people.", killed=2, **BY_REBELS),
    ],
    "the town, and a village that is told of by it": [
        headline("Child killed in Sake", SAKE, 1),
        report("A child died when rebels shelled Mpati, east of Sake.", where=HAMLET, killed=1, **BY_REBELS),
    ],
    "soldiers killed, and the bomb that killed them": [
        headline("Two soldiers killed in Kivu", SEAT, 2, T.ARMED_CLASH, trigger="killed"),
        report("A roadside bomb killed two soldiers in Rubaya.", T.REMOTE_EXPLOSIVE, where=RUBAYA, killed=2),
    ],
    "a caption that names the town, and a sentence on its province": [
        headline("Smoke over Rubaya after the shelling", RUBAYA),
        report("Shells killed nine people in Kivu on Saturday.", where=SEAT, killed=9, **BY_REBELS),
    ],
}
TWO = {
    "a town, and another town of the province": [
        headline("Shelling in Walikale kills two", WALIKALE, 2),
        report("Rebels shelled Rubaya on Saturday, killing two people.", where=RUBAYA, killed=2, **BY_REBELS),
    ],
    "the chief town of another province": [
        headline("Shelling in Kivu kills two", SEAT, 2),
        report("Rebels shelled Bunia on Saturday, killing two people.", where=BUNIA, killed=2, **BY_REBELS),
    ],
    "a whole sentence on the chief town, and the village": [
        report("Rebels shelled Kivu on Saturday.", where=SEAT, **BY_REBELS),
        report("Rebels shelled Rubaya on Saturday.", where=RUBAYA, **BY_REBELS),
    ],
    "shells, and a march": [
        headline("Shelling in Kivu kills two", SEAT, 2),
        report("Hundreds marched in Rubaya on Saturday.", T.PEACEFUL_PROTEST, where=RUBAYA),
    ],
    "the story below, and a second village": [
        headline("Shelling in Kivu", SEAT),
        report("Rebels shelled Rubaya on Saturday.", where=RUBAYA, **BY_REBELS),
        report("Rebels shelled Walikale on Saturday.", where=WALIKALE, **BY_REBELS),
    ],
}


@pytest.mark.parametrize("told", ONE.values(), ids=ONE)
def test_a_headline_is_of_the_story_below_it(told: list[Report]) -> None:
    assert len(candidates(analysed(*told))) == 1


@pytest.mark.parametrize("told", TWO.values(), ids=TWO)
def test_a_headline_is_of_no_other_story(told: list[Report]) -> None:
    assert len(candidates(analysed(*told))) == 2


def test_the_story_gives_day_and_place_and_not_its_headline() -> None:
    (told,) = candidates(analysed(*ONE["the province by its chief town, and the village"]))
    assert told.lead.place == RUBAYA
    assert told.lead.date_basis is DateBasis.STATED


def paper(name: str, *told: Report) -> list[Candidate]:
    return list(candidates(analysed(*told, article=name)))


def events(*accounts: Candidate) -> int:
    return len(merge(accounts, {c.article_id: article(c.article_id) for c in accounts}))


def test_a_headline_told_in_full_draws_no_other_story_of_its_province() -> None:
    told = paper(
        "a",
        headline("Kivu | Six hurt in shelling of Rubaya", SEAT),
        report("Six people were hurt when shells hit Rubaya.", where=RUBAYA, injured=6, **LATELY),
        report("On Saturday rebels shelled Kivu.", where=SEAT, **BY_REBELS),
    )
    assert [c.lead.place for c in told] == [RUBAYA, SEAT]


def test_an_unknown_village_yields_to_the_town_of_the_headline() -> None:
    (told,) = paper("a", headline("Shelling near Goma", GOMA, 2), report("Shells hit Busumba.", where=HERE, killed=2))
    assert told.lead.place == GOMA


def test_two_headlines_of_one_province_join_no_stories_of_two_villages() -> None:
    one = paper("a", headline("Shelling in Kivu", SEAT), report("Rebels shelled Rubaya.", where=RUBAYA, **BY_REBELS))
    other = paper("b", headline("Shells hit Kivu", SEAT), report("Rebels shelled Walikale.", where=WALIKALE))
    again = paper("c", headline("Shells hit Kivu", SEAT), report("Shells hit Rubaya.", where=RUBAYA, **BY_REBELS))
    assert (len(one), len(other), len(again)) == (1, 1, 1)
    assert events(*one, *other) == 2
    assert events(*one, *again) == 1


MET: dict[str, tuple[Report, Report]] = {
    "a village of which one text tells the country only, and the other its town": (
        report("Rebels shelled Busumba, killing two.", where=HERE, geo_precision=3, killed=2, **BY_REBELS),
        report("Two died when rebels shelled al-Bousumba, near Sake.", where=THERE, geo_precision=3, killed=2),
    ),
    "a place that was read in one text and only stands in the other": (
        report("Rebel shells killed three people in Goma.", killed=3, **BY_REBELS),
        report("Three people were killed when shells of rebels hit Goma.", where=None, killed=3, **BY_REBELS),
    ),
    "nine dead of one town, where 'today' is that of a page saved later": (
        report("Shells killed nine in Goma.", killed=9),
        report("Nine people were killed today in Goma.", when="2013-05-07", date_text="today", killed=9),
    ),
    "a bomb, and a bomb and guns": (
        report("A bomb killed six guards in Goma.", T.REMOTE_EXPLOSIVE, killed=6),
        report("Six guards died in a gun and bomb attack in Goma.", T.ATTACK, killed=6),
    ),
    "a raid with shots, and with a blast": (
        report("Soldiers killed six men in a raid in Goma; shots were heard.", T.ATTACK, killed=6),
        report("Six died in a blast in Goma as soldiers came.", T.REMOTE_EXPLOSIVE, killed=6),
    ),
}
APART: dict[str, tuple[Report, Report]] = {
    "near one town, and near the next": (
        report("Rebels fired on army posts near Goma.", geo_precision=2, actor1=(REBELS,), actor2=(ARMY,)),
        report(
            "Rebels fired on army posts near Monigi.",
            where=spot("Monigi", -1.62, 29.28),
            geo_precision=2,
            actor1=(REBELS,),
            actor2=(ARMY,),
        ),
    ),
    "no place in one text, and another town in its words": (
        report("Rebel shells killed three people in Goma.", killed=3, **BY_REBELS),
        report("Three people were killed when shells of rebels hit Sake.", where=None, killed=3, **BY_REBELS),
    ),
    "two dead of one town, today and two days later": (
        report("Shells killed two in Goma.", killed=2),
        report("Two people were killed today in Goma.", when="2013-05-06", date_text="today", killed=2),
    ),
    "nine dead and eight, today and two days later": (
        report("Shells killed nine in Goma.", killed=9),
        report("Eight people were killed today in Goma.", when="2013-05-06", date_text="today", killed=8),
    ),
    "one shot, and one killed by a mine": (
        report("Gunmen shot a man dead in Goma.", T.ATTACK, killed=1),
        report("A mine killed a man in Goma.", T.REMOTE_EXPLOSIVE, killed=1),
    ),
    "one stabbed, and one shot": (
        report("A trader was stabbed to death in Goma.", T.ATTACK, killed=1),
        report("A trader was shot dead in Goma.", T.ATTACK, killed=1),
    ),
}


def pair(told: tuple[Report, Report]) -> int:
    return events(candidate(told[0], "a"), candidate(told[1], "b"))


@pytest.mark.parametrize("told", MET.values(), ids=MET)
def test_the_same_happening(told: tuple[Report, Report]) -> None:
    assert pair(told) == 1


@pytest.mark.parametrize("told", APART.values(), ids=APART)
def test_not_the_same_happening(told: tuple[Report, Report]) -> None:
    assert pair(told) == 2


@pytest.mark.parametrize(
    ("kind", "words", "expected"),
    [
        (T.ATTACK, "Gunmen shot two men.", {"gun"}),
        (T.ATTACK, "Two men were hacked with machetes.", {"blade"}),
        (T.REMOTE_EXPLOSIVE, "Two men died.", {"explosive"}),
        (T.ATTACK, "Snipers fired after the blast.", {"gun", "explosive"}),
        (T.ARMED_CLASH, "Two were shot as troops clashed with rebels.", set()),
        (T.PEACEFUL_PROTEST, "They marched for a man shot in May.", set()),
        (T.ATTACK, "Two men were killed.", set()),
    ],
)
def test_with_what_a_deed_was_done(kind: SubEventType, words: str, expected: set[str]) -> None:
    assert means_of(kind, content_words(words)) == expected


def test_means_that_no_one_knows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "means.csv"
    path.write_text("word,means\nlance,magic\n", encoding="utf-8")
    monkeypatch.setattr(means, "MEANS_CSV", path)
    with pytest.raises(LexiconError, match="magic"):
        means.means_words.__wrapped__()


def ground(words: str, trigger: str, kind: SubEventType = T.GOVERNMENT_REGAINS, **more: Any) -> Report:
    return report(words, kind, trigger=trigger, **more)


FLAGS = ground("Militias raised their flags in Goma on Saturday.", "raised", T.NON_STATE_OVERTAKES, actor1=(REBELS,))
FALLEN = ground("They said that the army's last base in Goma had fallen.", "fallen", actor2=(ARMY,))
RETAKEN = ground("Goma was recaptured on Saturday.", "recaptured")


def test_a_town_that_fell_fell_to_whoever_is_named() -> None:
    (told,) = candidates(analysed(FLAGS, FALLEN))
    assert (told.lead.sub_event_type, told.lead.actor1, told.lead.actor2) == (T.NON_STATE_OVERTAKES, (REBELS,), (ARMY,))
    assert pair((FLAGS, FALLEN)) == 1


@pytest.mark.parametrize(
    "other",
    [RETAKEN, replace(FALLEN, actor1=(ARMY,), actor2=()), replace(FALLEN, place=SAKE), replace(FALLEN, interval=NEXT)],
    ids=["retaken", "by the army", "in another town", "on the next day"],
)
def test_a_town_that_was_taken_back_did_not_fall_to_the_other_side(other: Report) -> None:
    assert len(candidates(analysed(FLAGS, other))) == 2
    assert pair((FLAGS, other)) == 2


def test_who_denies_that_ground_fell_denies_no_fight() -> None:
    fight = report("Rebels fought the army in Goma on Saturday.", T.ARMED_CLASH, trigger="fought", actor1=(REBELS,))
    denial = ground("The army denied that Goma had fallen on Saturday.", "fallen", assertion=DENIED)
    assert [bool(c.denials) for c in candidates(analysed(fight, denial))] == [False]
    assert [bool(c.denials) for c in candidates(analysed(FLAGS, denial))] == [True]


def test_a_region_is_no_chief_town() -> None:
    wide = spot("Grand Nord", -0.5, 29.0, level=PlaceLevel.AREA, admin1="")
    told = [headline("Shelling in the Grand Nord", wide), report("Rebels shelled Goma.", where=GOMA, **BY_REBELS)]
    assert len(candidates(analysed(*told))) == 2
