"""Whether two accounts may speak of one happening, and how much speaks for it.

Each part gives a share of the score or None: None is a contradiction, and two accounts that contradict each other
are never one event. The weights were set on pairs written for the tests and tried on public incident reports.
"""

from __future__ import annotations

from ..geo import distance_km
from ..model import SPOTS, EventType, Place, PlaceLevel, SubEventType
from .account import Account, apart
from .kinship import TERRITORY, kinship
from .likeness import folded, overlap, same_consonants, same_name
from .timing import GROUND, time_score

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
BESIDE, IN_TOWN = 0.4, -0.05
"""What "around Mubi" and "in Mubi" say of a village or a quarter by Mubi that no map knows."""
NEIGHBOURS, ALONG_FRONT = 0.1, -0.2
"""What two villages side by side count, and two that are near: on one day a front is shelled in many places."""
MUTUAL = frozenset({SubEventType.ARMED_CLASH, SubEventType.AGREEMENT, *GROUND})
"""Types that two sides share, so that either may be told of as the doer."""
UNPLACED = -0.35
"""What speaks against two accounts of which neither knows its place and that share no name."""
OTHER_VICTIM = -0.4
"""What speaks against two accounts of one dead each that both give names and share none."""
LARGE = 20
"""Dead from which two counts of one day that nearly agree are no chance."""
HUNDREDS = 100
"""Dead from which there are hardly two such happenings of one day in a country."""
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
        + (UNPLACED if not (one.places or other.places or one.names & other.names) else 0.0)
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
    return RARE if kinds == {SubEventType.CHEMICAL_WEAPON} and time == 1.0 else 0.0


def place_score(one: Account, other: Account) -> float | None:
    """Return 1 for the same spot down to 0 for nothing known, None where the places exclude each other."""
    if not one.places or not other.places:
        return 0.0
    precision = max(one.geo_precision, other.geo_precision)
    best: float | None = None
    for ours in one.places:
        for theirs in other.places:
            score = pair_score(ours, theirs, precision, between=True)
            if _told_by(ours, theirs):
                around = max(a.geo_precision for a, p in ((one, ours), (other, theirs)) if p.source != "text") > 1
                score = max(score or IN_TOWN, BESIDE if around else IN_TOWN)
            if _around(one, ours, theirs) or _around(other, theirs, ours):
                score = max(score or 0.0, _CONTAINED[PlaceLevel.ADMIN1])
            if score is not None and (best is None or score > best):
                best = score
    return best


def _told_by(one: Place, other: Place) -> bool:
    """Tell whether one is a village or a quarter that no map knows, placed by the other, the town it was told of by."""
    if {one.level, other.level} - SPOTS or (one.source == "text") == (other.source == "text"):
        return False
    away = distance_km(one, other)
    return away is not None and away < 1.0


def _around(account: Account, seat: Place, inner: Place) -> bool:
    """Tell whether a town stands for its province, and the other place lies there: "in western Idlib"."""
    named_so = bool(seat.admin1) and folded(seat.name) == folded(seat.admin1) and seat.place_id != inner.place_id
    return account.geo_precision == 3 and named_so and folded(inner.admin1) == folded(seat.admin1)


def pair_score(one: Place, other: Place, precision: int, between: bool = False) -> float | None:
    """Return how near two places are, 1 for the same spot, None where they are apart.

    `between` is for the places of two articles: each has its own story, where one text names two spots of a single one.
    """
    fine = one.level in SPOTS and other.level in SPOTS
    if one.place_id == other.place_id:
        return 1.0 if fine else _REGION_SCORE.get(one.level, 0.3)
    if one.country_code and other.country_code and one.country_code != other.country_code:
        return None
    for region, inner in ((one, other), (other, one)):
        if region.level not in SPOTS and _contains(region, inner):
            return _CONTAINED.get(region.level, 0.0)
    if fine:
        return _spot_score(one, other, precision, between)
    away = distance_km(one, other)
    if PlaceLevel.ADMIN1 in (one.level, other.level) or away is None:
        return None
    return 0.1 if away <= TOLERANCE_KM[2] else None


def _spot_score(one: Place, other: Place, precision: int, between: bool) -> float | None:
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
        # The airport is its town's; two villages side by side are two, though one may stand for the other.
        return NEIGHBOURS if between and PlaceLevel.SITE not in (one.level, other.level) else 0.6
    if precision == 2 and away <= OUTSKIRTS_KM:
        return 0.45
    if away > TOLERANCE_KM.get(precision, 8.0):
        return None
    return 0.3 * (1 - away / (2 * TOLERANCE_KM[3])) if precision == 3 or not between else ALONG_FRONT


def _contains(region: Place, inner: Place) -> bool:
    if region.level is PlaceLevel.COUNTRY:
        return region.country == inner.country or (region.country_code == inner.country_code != "")
    if region.level is PlaceLevel.ADMIN1:
        return bool(inner.admin1) and folded(region.name) == folded(inner.admin1)
    if region.level is PlaceLevel.AREA and set(folded(region.name).split()) <= set(folded(inner.admin1).split()):
        # "Sinai" holds what lies in North Sinai.
        return True
    return bool(inner.admin2) and folded(region.name) == folded(inner.admin2)


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
