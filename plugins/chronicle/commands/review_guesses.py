"""What a place name that no list knows may mean: the likest names of its region, with how alike they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from ..gazetteer import Gazetteer
from ..gazetteer_names import fold, variant
from ..model import Place, PlaceLevel

LEAST = 62.0
"""Likeness of 100 from which a guess is shown; under 90 it is right as often as not, so a person decides."""
MOST = 3
REGION = 4000
"""Places around the region's middle that are looked at."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A place that a name may mean."""

    place: Place
    likeness: float
    """0 to 100, of the spellings."""

    @property
    def words(self) -> str:
        """Return the guess in words."""
        region = ", ".join(part for part in (self.place.admin1, self.place.country) if part)
        return f"{self.place.name}" + (f" in {region}" if region else "") + f" ({self.likeness:.0f}% alike)"


def guesses(unknown: Place, gazetteer: Gazetteer) -> tuple[Guess, ...]:
    """Return the likest places of the name's own country, the best first."""
    found: dict[str, Guess] = {}
    for place in _candidates(unknown, gazetteer):
        if place.source == "text" or place.latitude is None or place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
            continue
        if unknown.country and place.country and fold(unknown.country) != fold(place.country):
            continue
        likeness = max(_alike(unknown.name, name) for name in (place.name, *place.names))
        if likeness >= LEAST:
            found.setdefault(place.place_id, Guess(place, round(likeness, 1)))
    ordered = sorted(found.values(), key=lambda g: (-g.likeness, -g.place.population, g.place.place_id))
    return tuple(ordered[:MOST])


def _candidates(unknown: Place, gazetteer: Gazetteer) -> Iterable[Place]:
    yield from (place for _, place in gazetteer.matches(unknown.name))
    yield from (place for _, place in gazetteer.loose(unknown.name))
    for name in (unknown.admin1, unknown.country):
        middles = [unknown] if name == unknown.admin1 and unknown.latitude is not None else []
        middles += [
            p for p in gazetteer.lookup(name) if not unknown.country or fold(p.country) == fold(unknown.country)
        ]
        for middle in middles[:1]:
            if middle.latitude is not None and middle.longitude is not None:
                yield from gazetteer.nearest(middle.latitude, middle.longitude, REGION)
                return


def _alike(one: str, other: str) -> float:
    """Return how alike two spellings are, as written or as transliterations are told apart."""
    first, second = fold(one), fold(other)
    plain = fuzz.ratio(first, second)
    return max(plain, 0.97 * fuzz.ratio(variant(first), variant(second)) if variant(first) and variant(second) else 0.0)
