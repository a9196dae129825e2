"""Roads from one place to another: "the Tripoli-Beirut highway", "the road linking Tripoli to Beirut"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..geo import distance_km
from ..model import Place
from .places_spans import Candidate

_ROAD = r"(?:main |national |coastal |inter-?state )?(?:highway|motorway|expressway|freeway|road|axis|route|railway)\b"
_FROM = re.compile(rf"[-–—/](?:[A-Z][\w'’]+[-–—/])?[A-Z][\w'’]+ {_ROAD}")
_TO = re.compile(rf" {_ROAD}")
_BEFORE = re.compile(
    rf"\b{_ROAD} (?:(?:that |which )?(?:link|connect|join|lead|run)(?:s|ing)?|between|from)(?: from)? \Z"
)
_JOINING = re.compile(r" (?:to|and|with) ")
_LONGEST = 60
"""Characters before the first name in which such words stand."""
NEAR, FAR = 800.0, 1500.0
"""Kilometres: few roads told of by their ends are longer than the one, none is as long as the other."""


def names_a_road(text: str, made: Candidate) -> bool:
    """Tell whether the name is an end of a road's: "on the Abuja-Kaduna highway"."""
    if _FROM.match(text, made.end):
        return True
    joined = made.start > 1 and text[made.start - 1] in "-–—/" and text[made.start - 2].isalpha()
    return joined and gives_its_name(text, made)


def gives_its_name(text: str, made: Candidate) -> bool:
    """Tell whether a road is called by the name alone, wherever on it one is: "on the Srinagar highway"."""
    return _TO.match(text, made.end) is not None


def join_ends(text: str, found: Sequence[Candidate]) -> None:
    """Note of each end of a road the other one."""
    for made, following in pairwise(found):
        gap = text[made.end : following.start]
        hyphened = gap in ("-", "–", "—", "/") and gives_its_name(text, following)
        told = _JOINING.fullmatch(gap) and _BEFORE.search(text[max(0, made.start - _LONGEST) : made.start])
        if hyphened or told:
            made.road, following.road = following, made


def along(place: Place, made: Candidate) -> float:
    """Return what the other end of its road says for a place: of two Tripolis it is the one that a road leads to."""
    end = made.road.chosen if made.road is not None else None
    away = distance_km(place, end) if end is not None else None
    if away is None:
        return 0.0
    return 2.0 if away <= NEAR else -4.0 if away > FAR else 0.0
