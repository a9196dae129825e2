"""Combining the counts that one happening's sentences give: literals only, no text is read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chronicle.model import Actor, ActorKind, CasualtyKind, CasualtyMention, Count, Span
from chronicle.nlp.casualties_combine import combine

CIVILIANS = Actor("civilians", "Civilians", ActorKind.CIVILIANS)
ARMY = Actor("army", "Army", ActorKind.STATE_FORCES)
GUNMEN = Actor("gunmen", "Gunmen", ActorKind.POLITICAL_MILITIA)


def dead(number: int, text: str = "", *victims: Actor, part: bool = False, cumulative: bool = False) -> CasualtyMention:
    count = Count(number, number, number)
    return CasualtyMention(Span(0, 1), text, CasualtyKind.KILLED, count, cumulative, part, victims)


COMBINED = [
    ([dead(2, "", ARMY), dead(1, "", CIVILIANS)], 3),
    ([dead(12), dead(4, "", CIVILIANS, part=True)], 12),
    ([dead(12), dead(4, "", CIVILIANS)], 12),
    ([dead(9), dead(5, "", GUNMEN)], 14),
    ([dead(12), dead(19, "the death toll rose to 19")], 19),
    ([dead(5, "", CIVILIANS), dead(5, "five dead")], 5),
    ([dead(5, "", CIVILIANS), dead(5, "", CIVILIANS)], 5),
    ([dead(3, "", ARMY), dead(2, "Two gunmen were also killed", GUNMEN)], 5),
    ([dead(2, "", ARMY), dead(3, "", CIVILIANS), dead(5)], 5),
    ([dead(2, "", ARMY), dead(7)], 7),
    ([dead(4, cumulative=True), dead(1)], 1),
    ([dead(0, "no casualties"), dead(1)], 1),
    ([dead(0, "no casualties")], 0),
    ([dead(3, part=True), dead(2, part=True)], 5),
    ([], None),
]


@pytest.mark.parametrize(("mentions", "expected"), COMBINED)
def test_combining(mentions: list[CasualtyMention], expected: int | None) -> None:
    assert combine(mentions, CasualtyKind.KILLED).best == expected


def test_a_corrected_number_keeps_both_as_bounds() -> None:
    assert combine([dead(3, "", ARMY), dead(5, "", ARMY)], CasualtyKind.KILLED) == Count(3, 5, 5)


def test_a_part_within_a_part_is_not_added_again() -> None:
    """Read "50 gunmen and 40 soldiers were among the dead" as 90, not as 180."""
    both, gunmen, army = dead(90, part=True), dead(50, "", GUNMEN, part=True), dead(40, "", ARMY, part=True)
    mentions = [replace(gunmen, span=Span(0, 10)), replace(both, span=Span(0, 48)), replace(army, span=Span(15, 26))]
    assert combine(mentions, CasualtyKind.KILLED).best == 90


def test_the_other_kind_is_passed_over() -> None:
    assert combine([dead(3)], CasualtyKind.INJURED) == Count()
