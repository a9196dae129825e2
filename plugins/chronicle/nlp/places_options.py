"""Which of a name's places go with what is said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..gazetteer_index import Match
from ..gazetteer_names import fold, skeleton, variant
from ..geo import distance_km
from ..model import Place, PlaceLevel
from .places_spans import Candidate

REGIONS = (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1, PlaceLevel.ADMIN2, PlaceLevel.AREA)
_RIVAL, _CITY = 4, 100_000
"""Times a city's inhabitants that a province may have, and its least size, for a bare name to be the city's."""
_KS = re.compile(r"ks|x|cs")


def alike(text: str, name: str) -> bool:
    """Tell whether two names are one in other letters: "Tillabery" and "Tillabéri", "Axum" and "Aksum"."""
    a, b = (_KS.sub("x", fold(word)) for word in (text, name))
    bones = skeleton(a)
    return variant(a) == variant(b) != "" or (bones != "" and bones == skeleton(b))


def of_kind(kind: str, level: PlaceLevel) -> float:
    """Return what the word for its kind beside a name says for a place of a level."""
    if kind == "admin1":
        return 5.0 if level is PlaceLevel.ADMIN1 else 0.0
    if kind in ("admin2", "region"):
        return 5.0 if level in (PlaceLevel.ADMIN2, PlaceLevel.ADMIN1, PlaceLevel.AREA) else 0.0
    return 2.0 if level is PlaceLevel.ADMIN1 else 0.0


def fitting(made: Candidate) -> list[tuple[Match, Place]]:
    """Return the options that go with the word for the kind beside the name; all of them where none does."""
    best = [pair for pair in made.options if pair[0] <= Match.BARE] or list(made.options)
    editors = [pair for pair in made.options if pair[1].place_id.startswith("ed:") and pair not in best]
    return (best + editors)[:400]


def rivalled(province: Place, options: Iterable[tuple[Match, Place]]) -> bool:
    """Tell whether a province's bare name is rather that of a city elsewhere: Gaza is no province of Mozambique."""
    return any(
        match is Match.OWN
        and place.level is PlaceLevel.PLACE
        and place.country_code != province.country_code
        and _RIVAL * place.population >= max(province.population, _CITY)
        for match, place in options
    )


def close(a: Place, b: Place, limit: float) -> bool:
    """Tell whether two places lie within so many kilometres."""
    away = distance_km(a, b)
    return away is not None and away <= limit
