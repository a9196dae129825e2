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
from .places_options import fitting, of_kind, rivalled
from .places_relate import Relations
from .places_roads import along, gives_its_name
from .places_score import ACCEPTED
from .places_spans import Candidate, Word
from .places_strays import TOLD, Strays, is_plain
from .places_theatre import bearing, off_the_theatre
from .places_weights import AT_HOME, Weights, country_weights, neighbours, of_the_country, province_key

_OF_MATCH = {Match.OWN: 0.0, Match.OTHER: -0.7, Match.BARE: -2.0, Match.VARIANT: -2.0, Match.SKELETON: -3.0}
_AROUND = 300
"""Names before and after one, among which the nearest places are looked for: all, but in very long texts."""


class Linker:
    """Links the candidates of one text after another; keeps only its compiled patterns."""

    def __init__(self, gazetteer: Gazetteer, terms: PlaceTerms) -> None:
        self._gazetteer, self._terms = gazetteer, terms
        self._relations = Relations(terms)
        self._strays = Strays(gazetteer, terms)

    def link(
        self, text: str, words: list[Word], found: list[Candidate], dateline: str, theatre: Place | None = None
    ) -> tuple[list[Candidate], Weights]:
        """Choose each candidate's place; return those that are places, unknown ones unlinked, and the countries."""
        self._relations.read(text, found)
        weights = country_weights(words, found, dateline, self._gazetteer, theatre)
        for made in found:
            near = made.score < ACCEPTED <= made.score + AT_HOME and not gives_its_name(text, made)
            if near and of_the_country(made, weights):
                made.score = ACCEPTED
        share_lists(text, found)
        kept = [made for made in found if made.score >= ACCEPTED]
        for made in kept:
            if made.options and is_plain(made, self._terms):
                made.options = self._at_home(made, weights) or made.options
            self._loosen(made, weights)
        for _round in range(2):
            # From right to left: what a place lies in stands after it.
            for at in range(len(kept) - 1, -1, -1):
                around = kept[max(0, at - _AROUND) : at + _AROUND]
                kept[at].chosen = self._choose(kept[at], around, weights, theatre)
        # "The Central Zone" of a city is no place by itself; "the Central Region" is one, wherever.
        return [
            made for made in kept if made.chosen is not None or not self._terms.cue(fold(made.text), "direction")
        ], weights

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

    def _at_home(self, made: Candidate, weights: Weights) -> tuple[tuple[Match, Place], ...]:
        """Return the regions of a plain name in the countries that the text speaks of, by its direction alone."""
        directions = [word for word in fold(made.text).split() if self._terms.cue(word, "direction")]
        regions = self._gazetteer.matches(" ".join(directions))
        return tuple(p for p in regions if p[1].level is PlaceLevel.ADMIN1 and weights[p[1].country_code] >= TOLD)

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
        if match is not Match.OWN and self._strays.of_abroad(made, best, weights):
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
        return None if self._strays.is_stray(made, best, parent, weights) else best

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
