"""How near the places of two accounts are: whether both may name one spot on the ground."""

from __future__ import annotations

from ..geo import distance_km
from ..model import SPOTS, Place, PlaceLevel
from .account import Account
from .likeness import folded, same_consonants, same_name

BESIDE, IN_TOWN = 0.4, -0.05
"""What "around Mubi" and "in Mubi" say of a village or a quarter by Mubi that no map knows."""
IN_WORDS = 0.5
"""What a place counts that one account was read to have and the other only names."""
NEIGHBOURS, ALONG_FRONT, OUTSKIRTS = 0.1, -0.2, 0.45
"""What two villages side by side count, two that are near (on one day a front is shelled in many places), and a city
near which and a suburb in which it was."""
_REGION_SCORE = {PlaceLevel.ADMIN2: 0.3, PlaceLevel.AREA: 0.3, PlaceLevel.ADMIN1: 0.1, PlaceLevel.COUNTRY: 0.0}
_CONTAINED = {PlaceLevel.ADMIN2: 0.3, PlaceLevel.AREA: 0.2, PlaceLevel.ADMIN1: 0.05, PlaceLevel.COUNTRY: 0.0}
OUTSKIRTS_KM = 12.0
"""Kilometres within which "on the outskirts of" a city may be one of its suburbs."""
NEAR_KM, TOLERANCE_KM = 4.0, {1: 4.0, 2: 25.0, 3: 60.0}
"""Kilometres within which two names may stand for one spot, by the coarser geo_precision of the two."""


def place_score(one: Account, other: Account) -> float | None:
    """Return 1 for the same spot down to 0 for nothing known, None where the places exclude each other."""
    if not one.places or not other.places:
        return IN_WORDS if _in_words(one, other) or _in_words(other, one) else 0.0
    # "Near Avdiivka" and "near Horlivka": each says where along a front, and neither is the other's outskirts.
    both_near = one.geo_precision == other.geo_precision == 2
    precision = max(one.geo_precision, other.geo_precision)
    best: float | None = None
    for ours in one.places:
        for theirs in other.places:
            if ours.place_id == theirs.place_id and ours.place_id in one.wide & other.wide:
                # Two headlines say "Raqqa": what stands below each of them is finer, and decides.
                continue
            score = pair_score(ours, theirs, precision, between=True)
            if both_near and score == OUTSKIRTS:
                score = ALONG_FRONT
            if told_by(ours, theirs):
                around = max(a.geo_precision for a, p in ((one, ours), (other, theirs)) if p.source != "text") > 1
                score = max(score or IN_TOWN, BESIDE if around else IN_TOWN)
            if _around(one, ours, theirs) or _around(other, theirs, ours):
                score = max(score or 0.0, _CONTAINED[PlaceLevel.ADMIN1])
            if score is not None and (best is None or score > best):
                best = score
    return best


def _in_words(placeless: Account, placed: Account) -> bool:
    """Tell whether an account whose place was not read names the other's place among its words."""
    if placeless.places:
        return False
    spots = (place for place in placed.places if place.level in SPOTS)
    return any(words and words <= placeless.names for words in (frozenset(folded(p.name).split()) for p in spots))


def told_by(one: Place, other: Place) -> bool:
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
    away = None if _somewhere(one) or _somewhere(other) else distance_km(one, other)
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
        return OUTSKIRTS
    if away > TOLERANCE_KM.get(precision, 8.0):
        return None
    return 0.3 * (1 - away / (2 * TOLERANCE_KM[3])) if precision == 3 or not between else ALONG_FRONT


def _somewhere(place: Place) -> bool:
    """Tell whether no more is known of a village than its country: its point is the country's middle."""
    return place.source == "text" and not place.admin1


def _contains(region: Place, inner: Place) -> bool:
    if region.level is PlaceLevel.COUNTRY:
        return region.country == inner.country or (region.country_code == inner.country_code != "")
    if region.level is PlaceLevel.ADMIN1:
        return bool(inner.admin1) and folded(region.name) == folded(inner.admin1)
    if region.level is PlaceLevel.AREA and set(folded(region.name).split()) <= set(folded(inner.admin1).split()):
        # "Sinai" holds what lies in North Sinai.
        return True
    return bool(inner.admin2) and folded(region.name) == folded(inner.admin2)
