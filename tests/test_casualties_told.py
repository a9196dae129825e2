"""Casualties that are counted, put at a number, or told by where the hurt were taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chronicle.model import AnalysedArticle, CasualtyKind
from chronicle.nlp.casualties import combine

# text, best count of the dead, best count of the injured; None where the text gives no number
TABLE: list[tuple[str, int | None, int | None]] = [
    ("The Red Crescent counted 51 dead, 40 of them boys, and 79 wounded.", 51, 79),
    ("After the ambush at Menaka the army put its losses at 62.", 62, None),
    ("Villagers at the mass grave counted 27 sheep.", None, None),
    ("A drone strike near Merca killed two people, one a clan elder.", 2, None),
    ("In the raid on the clinic 22 patients and staff were killed.", 22, None),
    ("The gunmen killed 12 traders, students and a policeman.", 13, None),
    ("Assassins killed a general and two bodyguards in Sanaa.", 3, None),
    ("Rebels ambushed the patrol on Tuesday, killing 76.", 76, None),
    ("The bomb left 20 dead and more than 60 others with injuries.", 20, 60),
    ("The number of wounded rose to 64 on Sunday.", None, 64),
    ("Shells fell on Sloviansk; three people were taken to hospital.", None, 3),
    ("Five people died in the shelling and their bodies were taken to a hospital.", 5, None),
    ("Police shot eleven of them dead.", 11, None),
    ("Seven of the hostages were burnt alive.", 7, None),
]


@pytest.mark.parametrize(("text", "killed", "injured"), TABLE)
def test_counts(read: Callable[..., AnalysedArticle], text: str, killed: int | None, injured: int | None) -> None:
    mentions = read(text).casualties
    assert (combine(mentions, CasualtyKind.KILLED).best, combine(mentions, CasualtyKind.INJURED).best) == (
        killed,
        injured,
    )
