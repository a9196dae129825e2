"""Names whose only place that is known is hardly the one that is meant: far from all that the text speaks of."""

from __future__ import annotations

from rapidfuzz.fuzz import ratio

from ..gazetteer import Gazetteer, contains
from ..gazetteer_index import Match
from ..gazetteer_names import fold, without_article
from ..geo import distance_km
from ..model import Place, PlaceLevel
from .places_lexicon import PlaceTerms
from .places_options import REGIONS, alike
from .places_spans import Candidate
from .places_weights import Weights, neighbours

TOLD = 0.05
"""Share of what tells a text's countries from which it speaks of one."""
_FAMOUS = 4_000_000
"""Inhabitants from which a city is called by its other names anywhere: Bombay, Saigon, Peking."""
_BESIDE_KM = 150.0
"""Kilometres beyond which "X, east of Y" means another X: no report places a village by so distant a town."""
_VILLAGE, _TOWN, _LARGE = 5_000, 50_000, 100_000
_MOST = 0.8
"""Share of the inhabitants of all regions of a name from which one of them is meant where nothing tells."""
_SHORT, _FULL, _LONG = 5, 6, 9
"""Letters from which a name that one country has is hardly another's by chance; a short one where it is"""
_ALIKE = 70.0
"""as like the place's own as this, in percent: "Jenin" and Janīn, "Derna" and Darnah."""


def is_plain(made: Candidate, terms: PlaceTerms) -> bool:
    """Tell whether a name is a direction and a kind of place, at most: "Central Region", "Northern"."""
    return all(word in terms.types or terms.cue(word, "direction") for word in fold(made.text).split())


class Strays:
    """Tells which of the chosen places are not the text's."""

    def __init__(self, gazetteer: Gazetteer, terms: PlaceTerms) -> None:
        self._gazetteer, self._terms = gazetteer, terms

    def of_abroad(self, made: Candidate, best: Place, weights: Weights) -> bool:
        """Tell whether it is only a foreign name of a place that the text has nothing to do with.

        GeoNames lists what a city is called in every language: "Gaur" is Le Havre in one of them.
        """
        if best.level is not PlaceLevel.PLACE or best.population >= _FAMOUS or weights[best.country_code] >= TOLD:
            return False
        same = alike(made.text, best.name)
        # "Manar" is a broadcaster here, and a town's other name an ocean away.
        if any(weight >= 0.4 for key, weight in weights.items() if len(key) == 2) and not (
            same and neighbours(best, weights, self._gazetteer)
        ):
            return True
        # "Tolo" is Toulon in one language, and a village anywhere; "As-Sweida" the town that the editor lists.
        return not same and not best.place_id.startswith("ed:") and not _well_known(made, best)

    def is_stray(self, made: Candidate, best: Place, parent: Place | None, weights: Weights) -> bool:
        """Tell whether a small place lies where the text does not: its namesake is the one that no gazetteer has."""
        anchor = made.anchor.chosen if made.anchor else None
        away = (distance_km(best, anchor) or 0) if anchor is not None and best.level not in REGIONS else 0
        if away > (_BESIDE_KM if best.population < 200_000 else 10 * _BESIDE_KM):
            return True
        if is_plain(made, self._terms) and weights[best.country_code] < TOLD:
            # A Central Region that the text puts nowhere is any of a dozen.
            people = [p.population for m, p in made.options if m <= Match.OTHER and p.level is PlaceLevel.ADMIN1]
            if best.population < _MOST * sum(people):
                return True
        if best.population >= 200_000 or best.level is PlaceLevel.COUNTRY or best.level is PlaceLevel.AREA:
            return False
        if parent is not None and parent.country_code and best.country_code != parent.country_code:
            # "In Idlib and Benin": a misspelt neighbour moves no town out of the country that the text is about.
            return weights[best.country_code] < 0.4 or weights[parent.country_code] >= 0.1
        if (
            parent is not None
            and made.parent is not None
            and best.population < 50_000
            and not best.place_id.startswith("ed:")
        ):
            # "Bamba (Koro, Mopti)", "Pisky, Donetsk": the text says where, and it is not there.
            regions = [p for m, p in made.parent.options if m <= Match.OTHER and p.level in REGIONS[:3]]
            away = distance_km(parent, best) or 0
            if away > 150 and not any(contains(region, best) for region in [parent, *regions]):
                return True
        if (
            parent is not None
            and made.parent is not None
            and made.parent.options
            and parent.level is PlaceLevel.ADMIN1
            and best.level is PlaceLevel.PLACE
            and not contains(parent, best)
        ):
            return (distance_km(parent, best) or 0) > 150
        if parent is None and anchor is None and self._of_chance(made, best, weights):
            return True
        if _of_one_country(made) and (best.population >= 10_000 or len(made.text) >= _LONG):
            # "French troops north of Gorom-Gorom": there is no other, whosever troops they are.
            return False
        if self._elsewhere(best, weights):
            return True
        if best.place_id.startswith("ed:") and neighbours(best, weights, self._gazetteer):
            return False
        if best.population >= _TOWN and neighbours(best, weights, self._gazetteer):
            return False  # "Eritrean troops in Axum"
        most = max((w for k, w in weights.items() if len(k) == 2), default=0.0)
        return most >= 0.5 and weights[best.country_code] < TOLD and not made.label.startswith("GPE")

    def _of_chance(self, made: Candidate, best: Place, weights: Weights) -> bool:
        """Tell whether a short name is only a village's, and no country is told in which it might lie."""
        told = any(len(code) == 2 and weight > 0 for code, weight in weights.items())
        small = len(made.text) < _FULL and best.population < _VILLAGE and not best.place_id.startswith("ed:")
        return small and not told

    def _elsewhere(self, best: Place, weights: Weights) -> bool:
        """Tell whether a town lies neither in a country that the text speaks of nor next to one."""
        told = [code for code, weight in weights.items() if len(code) == 2 and weight >= TOLD]
        if (
            not told
            or weights[best.country_code] >= TOLD
            or best.place_id.startswith("ed:")
            or best.population >= _LARGE
        ):
            return False
        nations = (self._gazetteer.country(code) for code in told)
        return not any(nation and best.country_code in nation.neighbours for nation in nations)


def _of_one_country(made: Candidate) -> bool:
    return len({place.country_code for match, place in made.options if match <= Match.OTHER}) == 1


def _well_known(made: Candidate, best: Place) -> bool:
    """Tell whether a place's other name is hardly another place's: long, or much like its own."""
    text, name = fold(made.text), without_article(fold(best.name))
    if text[:1] == name[:1]:
        return len(text) >= _FULL or (len(text) >= _SHORT and ratio(text, name) >= _ALIKE)
    return len(text) >= _LONG and _of_one_country(made)
