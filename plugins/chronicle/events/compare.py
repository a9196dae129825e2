"""Whether two accounts may speak of one happening, and how much speaks for it.

Each part gives a share of the score or None: None is a contradiction, and two accounts that contradict each other
are never one event. The weights were set on pairs written for the tests and tried on public incident reports.
"""

from __future__ import annotations

from ..geo import distance_km
from ..model import SPOTS, Place, PlaceLevel, SubEventType
from .account import Account, apart
from .kinship import TERRITORY, kinship
from .likeness import folded, overlap, same_consonants, same_name

SAME = 1.05
"""Score from which two articles' accounts are one happening: type, day and town alike reach 1.2."""
W_TYPE, W_TIME, W_PLACE = 0.2, 0.5, 0.5
W_DOER, W_OTHER, W_NAMES, W_WORDS = 0.2, 0.1, 0.4, 0.1
LONG = 31
"""Days from which an interval is no date of a single day's happening within one article."""
VAGUE = -0.2
"""What speaks against two accounts that both know neither the week nor the town."""
RARE = 0.45
"""What speaks for two accounts of something that seldom happens, told of one day."""
MEANT = 0.8
"""How near a noun that may mean a type is to that type."""
GROUND = frozenset({*TERRITORY, SubEventType.NON_VIOLENT_TRANSFER})
"""Types of ground that changes hands."""
BATTLE = frozenset({SubEventType.ARMED_CLASH, SubEventType.ATTACK, *TERRITORY})
"""Types that an offensive is told as."""
LATE, BELATED = 3, -0.4
"""Days by which a saved page's date may be later than its words, and what speaks against two such accounts."""
LARGE = 20
"""Dead from which two counts of one day that nearly agree are no chance."""
LOOSE = -0.1
"""What speaks against two kinds of deed of which one is dated by its paper only."""
_REGION_SCORE = {PlaceLevel.ADMIN2: 0.3, PlaceLevel.AREA: 0.3, PlaceLevel.ADMIN1: 0.1, PlaceLevel.COUNTRY: 0.0}
_CONTAINED = {PlaceLevel.ADMIN2: 0.3, PlaceLevel.AREA: 0.2, PlaceLevel.ADMIN1: 0.05, PlaceLevel.COUNTRY: 0.0}
OUTSKIRTS_KM = 12.0
"""Kilometres within which "on the outskirts of" a city may be one of its suburbs."""
NEAR_KM, TOLERANCE_KM = 4.0, {1: 4.0, 2: 25.0, 3: 60.0}
"""Kilometres within which two names may stand for one spot, by the coarser geo_precision of the two."""


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


def type_score(one: Account, other: Account) -> float | None:
    """Return how near the types are, 1 for the same; a noun that may mean the other's type is nearly that type."""
    near = kinship(one.sub_event_type, other.sub_event_type)
    if near is not None and (other.sub_event_type in one.stands_for or one.sub_event_type in other.stands_for):
        return max(near, MEANT)
    return near


def rarity(one: Account, other: Account, time: float, place: float) -> float:
    """Return what speaks for two accounts of what seldom happens: an offensive, a town's fall, a gas attack."""
    kinds = {one.sub_event_type, other.sub_event_type}
    if kinds <= GROUND and place >= 0.9 and 0.2 <= time < 0.75:
        # A town falls once a month at most: the month says as much as a day does of an air raid.
        return W_TIME * (0.75 - time)
    if one.campaign and other.campaign and kinds <= BATTLE and time >= 0.75 and place < 0.5:
        return RARE
    return RARE if kinds == {SubEventType.CHEMICAL_WEAPON} and time == 1.0 else 0.0


def time_score(one: Account, other: Account, inside: bool = False) -> float | None:
    """Return 1 for the same day down to 0, None where the days exclude each other.

    A day apart is still possible between papers: a night belongs to two days, and so does a time zone's midnight.
    "Today" is a few days off where a page bears the date on which it was taken over or saved.
    """
    if one.first is None or one.last is None or other.first is None or other.last is None:
        if one.first is None and other.first is None:
            return 0.3
        return 0.3 if inside else None
    gap = max((one.first - other.last).days, (other.first - one.last).days)
    later = one if one.first > other.last else other
    if 1 < gap <= LATE and later.counted and not inside:
        return BELATED
    weak = one.weak or other.weak
    longest, shortest = max(one.days, other.days), min(one.days, other.days)
    if gap > 1 or (gap == 1 and inside and not weak):
        return None
    if gap == 1:
        return 0.0 if weak else -0.4
    if inside and longest > LONG > shortest:
        # "Nine died today. This year's raids have killed ninety": the year's toll is not the day's.
        return None
    if weak:
        # News is of yesterday: the nearer the stated day to the day of the paper, the likelier.
        late = abs((one.last - other.last).days)
        return 0.7 if inside else 0.5 if late <= 1 else 0.4 if late == 2 else 0.35 if late == 3 else 0.2
    return 1.0 if longest == 1 else 0.75 if longest <= 3 else 0.5 if longest <= 7 else 0.25 if longest <= 31 else 0.1


def place_score(one: Account, other: Account) -> float | None:
    """Return 1 for the same spot down to 0 for nothing known, None where the places exclude each other."""
    if not one.places or not other.places:
        return 0.0
    precision = max(one.geo_precision, other.geo_precision)
    best: float | None = None
    for ours in one.places:
        for theirs in other.places:
            score = pair_score(ours, theirs, precision)
            if _around(one, ours, theirs) or _around(other, theirs, ours):
                score = max(score or 0.0, _CONTAINED[PlaceLevel.ADMIN1])
            if score is not None and (best is None or score > best):
                best = score
    return best


def _around(account: Account, seat: Place, inner: Place) -> bool:
    """Tell whether a town stands for its province, and the other place lies there: "in western Idlib"."""
    named_so = bool(seat.admin1) and folded(seat.name) == folded(seat.admin1) and seat.place_id != inner.place_id
    return account.geo_precision == 3 and named_so and folded(inner.admin1) == folded(seat.admin1)


def pair_score(one: Place, other: Place, precision: int) -> float | None:
    """Return how near two places are, 1 for the same spot, None where they are apart."""
    fine = one.level in SPOTS and other.level in SPOTS
    if one.place_id == other.place_id:
        return 1.0 if fine else _REGION_SCORE.get(one.level, 0.3)
    if one.country_code and other.country_code and one.country_code != other.country_code:
        return None
    for region, inner in ((one, other), (other, one)):
        if region.level not in SPOTS and _contains(region, inner):
            return _CONTAINED.get(region.level, 0.0)
    if fine:
        return _spot_score(one, other, precision)
    away = distance_km(one, other)
    if PlaceLevel.ADMIN1 in (one.level, other.level) or away is None:
        return None
    return 0.1 if away <= TOLERANCE_KM[2] else None


def _spot_score(one: Place, other: Place, precision: int) -> float | None:
    away = distance_km(one, other)
    if same_name(one, other) and (away is None or away <= TOLERANCE_KM[3]):
        return 0.95
    if one.admin1 and other.admin1 and folded(one.admin1) != folded(other.admin1) and (away is None or away > NEAR_KM):
        return None
    unplaced = "text" in (one.source, other.source)
    if unplaced and one.admin1 and folded(one.admin1) == folded(other.admin1) and same_consonants(one, other):
        return 0.5
    if away is None or unplaced:
        # Two names, one of them on no map: a village and its town may be one spot, two villages are not.
        return -0.2 if one.source != other.source else None
    if away <= NEAR_KM:
        return 0.6
    if precision == 2 and away <= OUTSKIRTS_KM:
        return 0.45
    return 0.3 * (1 - away / (2 * TOLERANCE_KM[3])) if away <= TOLERANCE_KM.get(precision, 8.0) else None


def _contains(region: Place, inner: Place) -> bool:
    if region.level is PlaceLevel.COUNTRY:
        return region.country == inner.country or (region.country_code == inner.country_code != "")
    if region.level is PlaceLevel.ADMIN1:
        return bool(inner.admin1) and folded(region.name) == folded(inner.admin1)
    return bool(inner.admin2) and folded(region.name) == folded(inner.admin2)


def sides_score(one: Account, other: Account) -> float:
    """Return what the named sides speak for or against: shared sides, or two doers of one deed."""
    score = 0.0
    if one.doers and other.doers:
        if one.doers & other.doers:
            score += W_DOER
        elif (one.doers & other.others) or (other.doers & one.others):
            # "A and B clashed" and "B and A clashed": the same two sides.
            score += W_OTHER
        elif apart(one.actor1, other.actor1):
            score -= W_DOER
    elif {one.sub_event_type, other.sub_event_type} <= GROUND and (
        one.doers & other.others or other.doers & one.others
    ):
        # "They withdrew" and "they were driven out".
        score += W_DOER
    if one.others and other.others:
        score += W_OTHER if one.others & other.others else -W_OTHER / 2
    return score


def toll_score(one: Account, other: Account, inside: bool = False) -> float:
    """Return what the counts speak for or against: a large number twice is no chance, a toll grows by the hour.

    Of all that two accounts count, the two numbers that fit best speak: the dead of one unit, or of all.
    """
    part = inside or one.follow_up or other.follow_up
    score = 0.0
    for ours, theirs, weight in ((one.killed, other.killed, 1.0), (one.injured, other.injured, 0.6)):
        if ours is not None and theirs is not None:
            score += weight * _agreement(ours, theirs, part)
    told = [_agreement(ours, theirs, part) for ours in one.tolls for theirs in other.tolls]
    if told and one.killed is not None and other.killed is not None:
        score += max(told) - _agreement(one.killed, other.killed, part)
    return score


def _agreement(ours: int, theirs: int, part: bool) -> float:
    """Return what two numbers speak for or against; `part` is for accounts that may count a part of the victims."""
    low, high = sorted((ours, theirs))
    if low == high:
        return 0.0 if high == 0 else min(0.1 + 0.04 * high, 0.4)
    if low >= LARGE and high <= 1.5 * low:
        return 0.15
    if part:
        return 0.0
    return -0.25 if low == 0 or high >= 3 * low + 3 else -0.1 if high >= 2 * low else 0.0
