"""Casualties: counts that share a verb, tolls told late, and tolls of a battle that belong to no one happening."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chronicle.model import AnalysedArticle, Assertion, CasualtyKind, Count
from chronicle.nlp.casualties import combine

Read = Callable[..., AnalysedArticle]

# text, best count of the dead, best count of the injured; None where the text gives no number
TABLE: list[tuple[str, int | None, int | None]] = [
    ("Two were killed in Gao and three in Kidal.", 5, None),
    ("Four soldiers were killed in Gao, two in Kidal and one in Menaka.", 7, None),
    ("Six people were wounded near Lviv and 14 in Odesa.", None, 20),
    ("The rebels said they had lost 14 fighters near Goma.", 14, None),
    ("The death toll from Friday's suicide bombing at a mosque in Kunduz has risen to 55.", 55, None),
    ("The number of people killed in the bombing of a market in Taiz has risen to 17, medics said.", 17, None),
    ("Officials raised the death toll of the attack on the bridge to five.", 5, None),
    ("The death toll at the hospital was 12.", 12, None),
    ("Telephone lines in the port have been dead since a digger cut the cable in March.", None, None),
    ("Phones and radios in the besieged town were dead on Monday.", None, None),
    ("Both brothers were dead when the neighbours found them.", 2, None),
    ("The army lost 14 soldiers and three tanks near Goma.", 14, None),
    ("The rebels lost 14 villages in a week.", None, None),
    ("The blast in Kabul killed 80 to more than 100 people.", 80, None),
    ("Estimates of the dead ranged from 80 to more than 100.", 80, None),
    ("The dead numbered 34.", 34, None),
    ("Deaths rose to 72 after two of the wounded were found in the rubble.", 72, None),
    ("Officials raised the toll from the blast in Quetta to 89.", 89, None),
    ("A suspected chemical attack took place in Douma on Saturday.", None, None),
    ("A suspected strike hit a depot in Homs, killing suspected militants.", None, None),
    ("He was shot dead near his house in Jos.", 1, None),
    ("The death toll doubled to 60.", 60, None),
    ("The toll climbed from 50 to 72.", 72, None),
    ("The number of dead rose to 72 overnight, with 130 wounded.", 72, 130),
    ("Twelve more bodies were found on Tuesday, bringing the toll to 56.", 56, None),
    ("Up to 30 people may have died in the blast.", None, None),
]

CUMULATIVE = [
    "The offensive has killed 400 people, the army said.",
    "The battle for Mosul has killed 826 soldiers so far.",
    "826 fighters have died in the battle for Raqqa.",
    "The two-month offensive on Ghouta killed more than 400 civilians.",
    "The bombing campaign has left 900 dead.",
    "More than 300 people have been killed in the fighting for Bor.",
    "Three days of fighting have killed 60 people in Tripoli.",
]

ONE_HAPPENING = [
    "Ten people have been killed in clashes in Beni.",
    "Six soldiers were killed in the battle for the bridge at Remagen.",
    "The offensive killed 12 soldiers on its first day, Friday.",
]


@pytest.mark.parametrize(("text", "killed", "injured"), TABLE)
def test_counts(read: Read, text: str, killed: int | None, injured: int | None) -> None:
    found = read(text).casualties
    assert (combine(found, CasualtyKind.KILLED).best, combine(found, CasualtyKind.INJURED).best) == (killed, injured)


@pytest.mark.parametrize("text", CUMULATIVE)
def test_what_a_battle_has_cost_is_no_one_happenings_toll(read: Read, text: str) -> None:
    article = read(text, "2018-06-15")
    assert article.casualties
    assert combine(article.casualties, CasualtyKind.KILLED) == Count()
    told = [r for r in article.reports if r.assertion in (Assertion.STATED, Assertion.CLAIMED)]
    assert not [r for r in told if r.fatalities.known]


@pytest.mark.parametrize("text", ONE_HAPPENING)
def test_what_one_fight_cost_is_its_toll(read: Read, text: str) -> None:
    assert combine(read(text, "2018-06-15").casualties, CasualtyKind.KILLED).known
