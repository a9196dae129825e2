"""Whether two accounts may speak of one happening, and how much speaks for it.

Each part gives a share of the score or None: None is a contradiction, and two accounts that contradict each other
are never one event. The weights were set on pairs written for the tests and tried on public incident reports.
"""

from __future__ import annotations

from ..model import EventType, SubEventType
from .account import Account, apart, one_fall
from .ground import place_score
from .kinship import TERRITORY, kinship
from .likeness import overlap
from .timing import BELATED, GROUND, time_score

SAME = 1.02
"""Score from which two articles' accounts are one happening: type, day and town alike reach 1.2."""
W_TYPE, W_TIME, W_PLACE = 0.2, 0.5, 0.5
W_DOER, W_OTHER, W_NAMES, W_WORDS = 0.2, 0.1, 0.4, 0.1
VAGUE = -0.2
"""What speaks against two accounts that both know neither the week nor the town."""
RARE = 0.45
"""What speaks for two accounts of something that seldom happens, told of one day."""
MEANT = 0.8
"""How near a noun that may mean a type is to that type."""
WEAPONS = frozenset(kind for kind in SubEventType if kind.event_type is EventType.EXPLOSIONS)
UNLIKE, OTHER_WEAPON = 0.4, -1.4
"""How near two weapons are at most that no eye takes for each other, and what such a pair counts."""
BATTLE = frozenset({SubEventType.ARMED_CLASH, SubEventType.ATTACK, *TERRITORY})
"""Types that an offensive is told as."""
MUTUAL = frozenset({SubEventType.ARMED_CLASH, SubEventType.AGREEMENT, *GROUND})
"""Types that two sides share, so that either may be told of as the doer."""
UNPLACED = -0.35
"""What speaks against two accounts of which neither knows its place and that share no name."""
OTHER_VICTIM = -0.4
"""What speaks against two accounts of one dead each that both give names and share none."""
OTHER_MEANS = -0.4
"""What speaks against a shot and a blast: a raid with both is told with both."""
LARGE = 20
"""Dead from which two counts of one day that nearly agree are no chance."""
MANY = 5
"""Dead from which one toll in one town is no chance within three days."""
HUNDREDS = 100
"""Dead from which there are hardly two such happenings of one day in a country."""
LOOSE = -0.1
"""What speaks against two kinds of deed of which one is dated by its paper only."""


def compare(one: Account, other: Account, inside: bool = False) -> float | None:
    """Return how much speaks for one happening, None for a contradiction; `inside` is for one article's reports."""
    kind = type_score(one, other)
    if kind is None:
        return None
    time = time_score(one, other, inside)
    if time is None:
        return None
    place = place_score(one, other)
    if place is None:
        return None
    vague = max(one.days, other.days) > 7 and place < 0.5
    loose = kind < 1 and (one.weak or other.weak)
    return (
        (VAGUE if vague else 0.0)
        + (UNPLACED if not (one.places or other.places or one.names & other.names) else 0.0)
        + (OTHER_MEANS if one.means and other.means and not one.means & other.means else 0.0)
        + (OTHER_VICTIM if one.killed == other.killed == 1 and _named_apart(one, other) else 0.0)
        + rarity(one, other, time, place)
        + (LOOSE if loose else 0.0)
        + W_TYPE * kind
        + W_TIME * time
        + W_PLACE * place
        + sides_score(one, other)
        + toll_score(one, other, inside)
        + W_NAMES * overlap(one.names, other.names)
        + W_WORDS * overlap(one.words, other.words)
    )


def _named_apart(one: Account, other: Account) -> bool:
    return bool(one.names and other.names) and not one.names & other.names


def type_score(one: Account, other: Account) -> float | None:
    """Return how near the types are, 1 for the same; a noun that may mean the other's type is nearly that type."""
    near = kinship(one.sub_event_type, other.sub_event_type)
    if near is None and one_fall(one, other):
        return MEANT
    if near is None or near == 1.0:
        return near
    if other.sub_event_type in one.stands_for | one.kinds or one.sub_event_type in other.stands_for | other.kinds:
        return max(near, MEANT)
    if {one.sub_event_type, other.sub_event_type} <= WEAPONS and near <= UNLIKE:
        return OTHER_WEAPON
    return near


def rarity(one: Account, other: Account, time: float, place: float) -> float:
    """Return what speaks for two accounts of what seldom happens: an offensive, a town's fall, a gas attack."""
    kinds = {one.sub_event_type, other.sub_event_type}
    if kinds <= GROUND and place >= 0.9 and 0.2 <= time < 0.75:
        # A town falls once a month at most: the month says as much as a day does of an air raid.
        return W_TIME * (0.75 - time)
    if one.campaign and other.campaign and kinds <= BATTLE and time >= 0.75 and place < 0.5:
        return RARE
    alike = len(kinds) == 1 and one.killed == other.killed and (one.killed or 0) >= MANY
    if time == BELATED and place >= 0.9 and alike:
        # "Today" on a page saved two days later: nine dead of one town and one weapon are hardly nine others, and that
        # it is late speaks no more against it.
        return -W_TIME * BELATED
    return RARE if kinds == {SubEventType.CHEMICAL_WEAPON} and time == 1.0 else 0.0


def sides_score(one: Account, other: Account) -> float:
    """Return what the named sides speak for or against: shared sides, or two doers of one deed."""
    score = 0.0
    if one.doers and other.doers:
        if one.doers & other.doers:
            score += W_DOER
        elif (one.doers & other.others) or (other.doers & one.others):
            # "A and B clashed" and "B and A clashed" are one; "A held B's man" and "B freed him by force" two.
            mutual = {one.sub_event_type, other.sub_event_type} & MUTUAL
            score += W_OTHER if mutual and kinship(one.sub_event_type, other.sub_event_type) != UNLIKE else -W_DOER
        elif apart(one.actor1, other.actor1):
            score -= W_DOER + W_OTHER / 2
    elif {one.sub_event_type, other.sub_event_type} <= GROUND and (
        one.doers & other.others or other.doers & one.others
    ):
        # "They withdrew" and "they were driven out".
        score += W_DOER
    if one.others and other.others:
        score += W_OTHER if one.others & other.others else -W_OTHER / 2
    elif (one.others or other.others) and one.actor2 and other.actor2:
        # A policeman is shot, and a shopkeeper: the one is no civilian, the other one.
        score -= W_OTHER / 2
    return score


def toll_score(one: Account, other: Account, inside: bool = False) -> float:
    """Return what the counts speak for or against: a large number twice is no chance, a toll grows by the hour.

    Of all that two accounts count, the two numbers that fit best speak: the dead of one unit, or of all.
    """
    part = inside or one.follow_up or other.follow_up
    score = 0.0
    for ours, theirs, weight, bound in (
        (one.killed, other.killed, 1.0, (one.vague[0], other.vague[0])),
        (one.injured, other.injured, 0.6, (one.vague[1], other.vague[1])),
    ):
        if ours is not None and theirs is not None and not _allowed(ours, theirs, bound):
            score += weight * _agreement(ours, theirs, part)
    told = [_agreement(ours, theirs, part) for ours in one.tolls for theirs in other.tolls]
    if told and one.killed is not None and other.killed is not None:
        score += max(told) - _agreement(one.killed, other.killed, part)
    return score


def _allowed(ours: int, theirs: int, bound: tuple[bool, bool]) -> bool:
    """Tell whether one only bounds what the other counts: "several" were hurt, and six were."""
    return (bound[0] and theirs > ours) or (bound[1] and ours > theirs)


def _agreement(ours: int, theirs: int, part: bool) -> float:
    """Return what two numbers speak for or against; `part` is for accounts that may count a part of the victims."""
    low, high = sorted((ours, theirs))
    if low == high:
        return 0.0 if high == 0 else 0.5 if high >= LARGE and high % 10 else min(0.1 + 0.04 * high, 0.4)
    if low >= LARGE and high <= 1.5 * low:
        return 0.15 if low < HUNDREDS else 0.3
    if part:
        return 0.0
    return -0.25 if low == 0 or high >= 3 * low + 3 else -0.1 if high >= max(2 * low, low + 2) else 0.0
