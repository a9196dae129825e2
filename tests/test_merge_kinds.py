"""What tells apart the happenings of one day and one front, and what joins a long report and a short note."""

from __future__ import annotations

from dataclasses import replace

import pytest
from accounts import ARMY, CIVILIANS, MILITIA, REBELS, SAKE, T, article, candidate, report, spot

from chronicle.events.candidates import account
from chronicle.events.compare import compare
from chronicle.events.merge import merge
from chronicle.model import Candidate, Count, PlaceLevel, Report

HILL = spot("Kihonga", -1.68, 29.22, source="text")
"""A village on no map, placed by the town near which it was told of."""
ARISH = spot("Arish", 31.13, 33.8, admin1="North Sinai", country="Egypt", country_code="EG")
SINAI = spot("Sinai", 29.5, 34.0, admin1="", country="Egypt", country_code="EG", level=PlaceLevel.AREA)
BASE = {"actor1": (REBELS,), "actor2": (ARMY,)}
ONE_HAPPENING: dict[str, tuple[Report, Report]] = {
    "a village by the town, and the town's countryside": (
        report("Rebels shelled Kihonga, killing two.", where=HILL, geo_precision=3, killed=2, **BASE),
        report("Rebels shelled the countryside of Goma.", geo_precision=3, injured=4, **BASE),
    ),
    "a quarter that no map knows, and its city, with one toll": (
        report("Rebels shelled the Kihonga quarter of Goma.", where=HILL, geo_precision=3, killed=6, **BASE),
        report("Six died in Goma when shells fell.", killed=6, actor1=(REBELS,)),
    ),
    "a peninsula, and a town in its northern province, with hundreds of dead": (
        report("Gunmen killed 235 in a mosque in Arish.", T.REMOTE_EXPLOSIVE, where=ARISH, killed=235),
        report("Gunmen killed 305 in Sinai.", T.REMOTE_EXPLOSIVE, where=SINAI, geo_precision=3, killed=305),
    ),
    "several wounded, and nine": (
        report("A militiaman and others were hurt in Goma.", actor2=(MILITIA,), injured=9),
        replace(report("Shells hurt several in Goma.", T.ATTACK, actor2=(CIVILIANS,)), injured=Count(2, None, None)),
    ),
    "one dead at first, then two": (
        report("A shell killed a man in Goma.", T.ATTACK, killed=1),
        report("Two died in Goma, one of them in hospital.", killed=2),
    ),
    "89 dead on the day, 89 dead of 'the day before' read as the paper's": (
        report("Drones killed 89 cadets in Goma.", T.AIR_STRIKE, killed=89, actor2=(ARMY,)),
        report("The attack killed 89 cadets in Goma.", T.ATTACK, when="2013-05-05", killed=89, actor2=(ARMY,)),
    ),
}
TWO_HAPPENINGS: dict[str, tuple[Report, Report]] = {
    "no place in either, and no name in common": (
        report("Gunmen attacked Tumaini, killing seven.", T.ATTACK, where=None, killed=7, actor1=(REBELS,)),
        report("Gunmen attacked Baraka, killing seven.", T.ATTACK, where=None, killed=7, actor1=(REBELS,)),
    ),
    "a village by the town, and the town itself": (
        report("Rebels shelled Kihonga.", where=HILL, geo_precision=3, **BASE),
        report("Rebels shelled Goma.", **BASE),
    ),
    "a peninsula, and a town in its northern province, with a few dead": (
        report("Gunmen killed five in Arish.", T.ATTACK, where=ARISH, killed=5),
        report("Gunmen killed six in Sinai.", T.ATTACK, where=SINAI, geo_precision=3, killed=6),
    ),
    "two spots along one front": (
        report("Rebels fired on army posts near Goma.", geo_precision=2, **BASE),
        report("Rebels fired on army posts near Sake.", where=SAKE, geo_precision=2, **BASE),
    ),
    "two villages side by side": (
        report("Rebels shelled Goma.", actor1=(REBELS,)),
        report("Rebels shelled Kituku.", where=spot("Kituku", -1.66, 29.2), actor1=(REBELS,)),
    ),
    "a drone and a landmine": (
        report("A drone killed three in Goma.", T.AIR_STRIKE, killed=3),
        report("A landmine killed three in Goma.", T.REMOTE_EXPLOSIVE, killed=3),
    ),
    "an arrest, and the raid to free who was held": (
        report("Police held an officer in Goma.", T.ARRESTS, actor1=(ARMY,), actor2=(REBELS,)),
        report("Rebels stormed the post in Goma.", T.ARMED_CLASH, actor1=(REBELS,), actor2=(ARMY,)),
    ),
    "an attack, and its revenge": (
        report("Rebels killed four villagers in Goma.", T.ATTACK, killed=4, actor1=(REBELS,), actor2=(MILITIA,)),
        report("A militia killed three men in Goma.", T.ATTACK, killed=3, actor1=(MILITIA,), actor2=(REBELS,)),
    ),
    "one dead each, by name": (
        report("A soldier shot Amani Kasole in Goma.", T.ATTACK, killed=1, actor1=(ARMY,)),
        report("A soldier shot the trader Furaha Bisimwa in Goma.", T.ATTACK, killed=1),
    ),
    "a policeman shot, and four of a party": (
        report("A policeman was shot in Goma.", T.ARMED_CLASH, killed=1, actor2=(ARMY,)),
        report("Gunmen killed four in Goma.", T.ATTACK, killed=4, actor2=(CIVILIANS,)),
    ),
    "each side shells the other's half of a town": (
        report("Rebels shelled Goma, killing 12.", killed=12, actor1=(REBELS,), actor2=(CIVILIANS,)),
        report("The army shelled Goma, killing seven.", killed=7, actor1=(ARMY,), actor2=(CIVILIANS,)),
    ),
}


def events(*accounts: Candidate) -> int:
    return len(merge(accounts, {c.article_id: article(c.article_id) for c in accounts}))


@pytest.mark.parametrize("told", ONE_HAPPENING.values(), ids=ONE_HAPPENING)
def test_the_same_happening(told: tuple[Report, Report]) -> None:
    assert events(candidate(told[0], "a"), candidate(told[1], "b")) == 1


@pytest.mark.parametrize("told", TWO_HAPPENINGS.values(), ids=TWO_HAPPENINGS)
def test_not_the_same_happening(told: tuple[Report, Report]) -> None:
    assert events(candidate(told[0], "a"), candidate(told[1], "b")) == 2


def test_a_long_report_of_shells_and_fighting_is_nearer_to_a_note_on_the_fighting() -> None:
    shells, fight = report("Shells hit Goma."), report("Rebels fought the army.", T.ARMED_CLASH, at=40)
    note = account(candidate(report("Fighting in Goma.", T.ARMED_CLASH), "b"))
    short = candidate(shells, "a")
    long = replace(short, reports=(*short.reports, replace(fight, article_id="a")))
    assert (compare(account(long), note) or 0.0) > (compare(account(short), note) or 9.0)
