"""Which place a name means: what the text says it lies in or near, its countries, the places around it, size."""

from __future__ import annotations

import math

from ..gazetteer import Gazetteer, contains
from ..gazetteer_index import Match
from ..gazetteer_names import fold
from ..geo import distance_km, kilometres, point_of
from ..model import Place, PlaceLevel
from .places_lexicon import PlaceTerms
from .places_lists import share_lists
from .places_options import REGIONS, alike, fitting, of_kind, rivalled
from .places_relate import Relations
from .places_roads import along
from .places_score import ACCEPTED
from .places_spans import Candidate, Word
from .places_theatre import bearing, off_the_theatre
from .places_weights import AT_HOME, Weights, country_weights, neighbours, of_the_country, province_key

_OF_MATCH = {Match.OWN: 0.0, Match.OTHER: -0.7, Match.BARE: -2.0, Match.VARIANT: -2.0, Match.SKELETON: -3.0}
_FAMOUS = 4_000_000
"""Inhabitants from which a city is called by its other names anywhere: Bombay, Saigon, Peking."""
_BESIDE_KM = 150.0
"""Kilometres beyond which "X, east of Y" means another X: no report places a village by so distant a town."""
_AROUND = 300
"""Names before and after one, among which the nearest places are looked for: all, but in very long texts."""
_TOWN, _LARGE = 50_000, 100_000
_TOLD = 0.05
"""Share of what tells a text's countries from which it speaks of one."""
_MOST = 0.8
"""Share of the inhabitants of all regions of a name from which one of them is meant where nothing tells."""
_FULL, _LONG = 6, 9
"""Letters from which a name that one country has is hardly another's by chance."""


class Linker:
    """Links the candidates of one text after another; keeps only its compiled patterns."""

    def __init__(self, gazetteer: Gazetteer, terms: PlaceTerms) -> None:
        self._gazetteer, self._terms = gazetteer, terms
        self._relations = Relations(terms)

    def link(
        self, text: str, words: list[Word], found: list[Candidate], dateline: str, theatre: Place | None = None
    ) -> tuple[list[Candidate], Weights]:
        """Choose each candidate's place; return those that are places, unknown ones unlinked, and the countries."""
        self._relations.read(text, found)
        weights = country_weights(words, found, dateline, self._gazetteer, theatre)
        for made in found:
            if made.score < ACCEPTED <= made.score + AT_HOME and of_the_country(made, weights):
                made.score = ACCEPTED
        share_lists(text, found)
        kept = [made for made in found if made.score >= ACCEPTED]
        for made in kept:
            if made.options and self._is_plain(made):
                made.options = self._at_home(made, weights) or made.options
            self._loosen(made, weights)
        for _round in range(2):
            # From right to left: what a place lies in stands after it.
            for at in range(len(kept) - 1, -1, -1):
                around = kept[max(0, at - _AROUND) : at + _AROUND]
                kept[at].chosen = self._choose(kept[at], around, weights, theatre)
        # "The Central Zone" of a city is no place by itself; "the Central Region" is one, wherever.
        return [made for made in kept if made.chosen is not None or not self._cue_alone(made)], weights

    def _loosen(self, made: Candidate, weights: Weights) -> None:
        """Give a name that no spelling finds the places of its consonants in the region that the text names."""
        if any(match <= Match.VARIANT for match, _place in made.options):
            spelt = [pair for pair in made.options if pair[0] <= Match.BARE]
            at_home = [
                p
                for p in made.options
                if weights[p[1].country_code] >= 0.15
                or (
                    p[1].place_id.startswith("ed:")
                    and len(made.text) > 5
                    and neighbours(p[1], weights, self._gazetteer)
                )
            ]
            if spelt or at_home:
                return
            large = 100_000 if not weights else 1_000_000
            made.options = tuple(p for p in made.options if p[1].population >= large)
            if made.options:
                return
        region = [place for _m, place in made.parent.options] if made.parent else []
        pairs = self._gazetteer.loose(made.text)
        if region:
            pairs = tuple(p for p in pairs if any(contains(outer, p[1]) for outer in region))
        else:
            told = any(len(key) == 2 for key in weights)
            # Where nothing tells the country, the editor's places are the likeliest: "the Quamishli neighbourhood".
            sure = (made.score >= ACCEPTED + 1 or made.kind is not None) and len(made.text) > 5
            pairs = tuple(
                p
                for p in pairs
                if weights[p[1].country_code] >= 0.5 or (sure and not told and p[1].place_id.startswith("ed:"))
            )
        fit: tuple[PlaceLevel, ...] = (PlaceLevel.PLACE, PlaceLevel.ADMIN2, PlaceLevel.SITE)
        if made.kind is not None and made.kind.level == "admin1":
            fit = (PlaceLevel.ADMIN1,)  # "Saladin province"
        local = tuple(p for p in pairs if p[1].level in fit)
        if len({p[1].name for p in local}) == 1:
            made.options = local

    def _is_plain(self, made: Candidate) -> bool:
        """Tell whether a name is a direction and a kind of place, at most: "Central Region", "Northern"."""
        words = fold(made.text).split()
        return all(word in self._terms.types or self._terms.cue(word, "direction") for word in words)

    def _cue_alone(self, made: Candidate) -> bool:
        return self._terms.cue(fold(made.text), "direction")

    def _at_home(self, made: Candidate, weights: Weights) -> tuple[tuple[Match, Place], ...]:
        """Return the regions of a plain name in the countries that the text speaks of, by its direction alone."""
        directions = [word for word in fold(made.text).split() if self._terms.cue(word, "direction")]
        regions = self._gazetteer.matches(" ".join(directions))
        return tuple(p for p in regions if p[1].level is PlaceLevel.ADMIN1 and weights[p[1].country_code] >= _TOLD)

    def _choose(
        self, made: Candidate, around: list[Candidate], weights: Weights, theatre: Place | None
    ) -> Place | None:
        if not made.options:
            return None
        fit = fitting(made)
        others = [o.chosen for o in around if o is not made and o.chosen is not None and o.text != made.text]
        others = list({p.place_id: p for p in others if p.level is not PlaceLevel.COUNTRY}.values())  # each once
        points = [point for other in others if (point := point_of(other)) is not None]
        anchor = made.anchor.chosen if made.anchor else None
        parent = made.parent.chosen if made.parent else None

        def value(pair: tuple[Match, Place]) -> tuple[float, int, str]:
            match, place = pair
            score = _OF_MATCH[match] + self._of_place(place, weights, fit) + bearing(place, made, theatre)
            score += along(place, made)
            if made.kind and made.kind.level in ("admin1", "admin2", "region", "countryside"):
                score += of_kind(made.kind.level, place.level)
            elif place.level is PlaceLevel.ADMIN2 and match <= Match.OTHER and fold(place.name) == fold(made.text):
                score += 2.0 if " " in made.text else 0.0
            if made.kind and made.kind.level == "place" and place.level is PlaceLevel.PLACE:
                score += 3.0
            if anchor is not None:
                away = distance_km(place, anchor)
                score += 0.0 if away is None else max(-4.0, 5.0 - away / 25.0)
                if place.place_id == anchor.place_id:
                    score -= 5.0
            if parent is not None and contains(parent, place):
                score += 4.0
            here = point_of(place)
            if points and here is not None:
                nearest = min(kilometres(here, point) for point in points)
                score += 1.6 if nearest < 60 else 1.0 if nearest < 200 else 0.4 if nearest < 500 else 0.0
            return score, place.population, place.place_id

        match, best = max(fit, key=value)
        if match is not Match.OWN and self._of_abroad(made, best, weights):
            # "Chaghcharan" is a district of the land whose town has another name now.
            own = [
                (m, p)
                for m, p in fit
                if m is Match.OWN and (p.country_code == best.country_code or weights[p.country_code] >= 0.05)
            ]
            if not own:
                return None
            match, best = max(own, key=value)
        if off_the_theatre(best, made, theatre):
            return None
        return None if self._stray(made, best, parent, weights) else best

    def _of_abroad(self, made: Candidate, best: Place, weights: Weights) -> bool:
        """Tell whether it is only a foreign name of a place that the text has nothing to do with.

        GeoNames lists what a city is called in every language: "Gaur" is Le Havre in one of them.
        """
        if best.level is not PlaceLevel.PLACE or best.population >= _FAMOUS or weights[best.country_code] >= 0.05:
            return False
        same = alike(made.text, best.name)
        # "Manar" is a broadcaster here, and a town's other name an ocean away.
        if any(weight >= 0.4 for key, weight in weights.items() if len(key) == 2) and not (
            same and neighbours(best, weights, self._gazetteer)
        ):
            return True
        # "Tolo" is Toulon in one language, and a village anywhere; "As-Sweida" the town that the editor lists.
        return (
            not same
            and not best.place_id.startswith("ed:")
            and (fold(made.text)[:1] != fold(best.name)[:1] or len(made.text) < _FULL)
        )

    def _stray(self, made: Candidate, best: Place, parent: Place | None, weights: Weights) -> bool:
        """Tell whether a small place lies where the text does not: its namesake is the one that no gazetteer has."""
        anchor = made.anchor.chosen if made.anchor else None
        away = (distance_km(best, anchor) or 0) if anchor is not None and best.level not in REGIONS else 0
        if away > (_BESIDE_KM if best.population < 200_000 else 10 * _BESIDE_KM):
            return True
        if self._is_plain(made) and weights[best.country_code] < _TOLD:
            # A Central Region that the text puts nowhere is any of a dozen.
            regions = [p.population for m, p in made.options if m <= Match.OTHER and p.level is PlaceLevel.ADMIN1]
            if best.population < _MOST * sum(regions):
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
        one = len({p.country_code for m, p in made.options if m <= Match.OTHER}) == 1
        if one and (best.population >= 10_000 or len(made.text) >= _LONG):
            # "French troops north of Gorom-Gorom": there is no other, whosever troops they are.
            return False
        most = max((w for k, w in weights.items() if len(k) == 2), default=0.0)
        if self._elsewhere(best, weights):
            return True
        if best.place_id.startswith("ed:") and neighbours(best, weights, self._gazetteer):
            return False
        if best.population >= _TOWN and neighbours(best, weights, self._gazetteer):
            return False  # "Eritrean troops in Axum"
        return most >= 0.5 and weights[best.country_code] < 0.05 and not made.label.startswith("GPE")

    def _elsewhere(self, best: Place, weights: Weights) -> bool:
        """Tell whether a town lies neither in a country that the text speaks of nor next to one."""
        told = [code for code, weight in weights.items() if len(code) == 2 and weight >= _TOLD]
        if (
            not told
            or weights[best.country_code] >= _TOLD
            or best.place_id.startswith("ed:")
            or best.population >= _LARGE
        ):
            return False
        nations = (self._gazetteer.country(code) for code in told)
        return not any(nation and best.country_code in nation.neighbours for nation in nations)

    def _of_place(self, place: Place, weights: Weights, options: list[tuple[Match, Place]]) -> float:
        score = math.log10(place.population + 10)
        score += 4.5 * weights[place.country_code] + (1.0 if weights[place.country_code] > 0.05 else 0.0)
        score += 2.5 * weights[province_key(place)] if place.admin1 else 0.0
        if place.level is PlaceLevel.COUNTRY:
            score += 2.5
        elif place.level is PlaceLevel.ADMIN1:
            capital = any(
                o.level is PlaceLevel.PLACE
                and (province_key(o) == province_key(place) or (m is Match.OWN and fold(place.name) != fold(o.name)))
                and o.population >= 20_000
                for m, o in options
                if m <= Match.OTHER
            )
            score += -2.5 if capital or rivalled(place, options) else 1.0
        elif place.level is PlaceLevel.ADMIN2:
            score -= 2.5
        elif place.level is PlaceLevel.AREA:
            score += 0.5
        elif place.level is PlaceLevel.SITE:
            score -= 1.0
        nation = self._gazetteer.country(place.country_code)
        if nation and place.level is PlaceLevel.PLACE and place.population > 20_000:
            score += 2.0 if fold(nation.capital) == fold(place.name) else 0.0
        if place.place_id.startswith("ed:"):
            score += 2.0
        return score
