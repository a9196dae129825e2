"""Which place a name means: what the text says it lies in or near, its countries, the places around it, size."""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import attrgetter

from ..gazetteer import Gazetteer, contains
from ..gazetteer_index import Match
from ..gazetteer_names import fold, variant
from ..geo import distance_km
from ..model import Place, PlaceLevel
from .places_gaps import BESIDE, OWNER, WITHIN, compiled
from .places_lexicon import PlaceTerms
from .places_score import ACCEPTED
from .places_spans import Candidate, Word
from .places_weights import Weights, country_weights, neighbours, province_key

_OF_MATCH = {Match.OWN: 0.0, Match.OTHER: -0.7, Match.BARE: -2.0, Match.VARIANT: -2.0, Match.SKELETON: -3.0}
_REGIONS = (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1, PlaceLevel.ADMIN2, PlaceLevel.AREA)
_FAMOUS = 4_000_000
"""Inhabitants from which a city is called by its other names anywhere: Bombay, Saigon, Peking."""
_BESIDE_KM = 150.0
"""Kilometres beyond which "X, east of Y" means another X: no report places a village by so distant a town."""
_AROUND = 300
"""Names before and after one, among which the nearest places are looked for: all, but in very long texts."""
_GAP = 70
_REGION_SAID = re.compile(r"\b(?:in|of)\b")


def _is_region(made: Candidate) -> bool:
    return any(match <= Match.OTHER and place.level in _REGIONS for match, place in made.options)


class Linker:
    """Links the candidates of one text after another; keeps only its compiled patterns."""

    def __init__(self, gazetteer: Gazetteer, terms: PlaceTerms) -> None:
        self._gazetteer = gazetteer
        self._within = compiled(WITHIN, terms)
        self._owner = compiled(OWNER, terms)
        self._beside = compiled(BESIDE, terms)

    def link(
        self, text: str, words: list[Word], found: list[Candidate], dateline: str
    ) -> tuple[list[Candidate], Weights]:
        """Choose each candidate's place; return those that are places, unknown ones unlinked, and the countries."""
        self._relate(text, found)
        self._bracketed(text, found)
        kept = [made for made in found if made.score >= ACCEPTED]
        weights = country_weights(words, found, dateline, self._gazetteer)
        for made in kept:
            self._loosen(made, weights)
        for _round in range(2):
            # From right to left: what a place lies in stands after it.
            for at in range(len(kept) - 1, -1, -1):
                around = kept[max(0, at - _AROUND) : at + _AROUND]
                kept[at].chosen = self._choose(kept[at], around, weights)
        return kept, weights

    def _relate(self, text: str, found: list[Candidate]) -> None:
        """Note what each candidate is said to lie in or near; an explicit region vouches for both names."""
        for made, following in pairwise(found):
            gap = text[made.end : following.start]
            if len(gap) > _GAP or "\n" in gap or following.score < -0.5 or made.score < -3.0:
                continue
            if self._beside.fullmatch(gap):
                made.anchor = following
                if _is_region(following):
                    made.score += 0.8
            elif gap.strip() and self._within.fullmatch(gap):
                if self._compatible(made, following):
                    made.parent = following
                    made.score += 1.8
                    if _is_region(following) and made.label.startswith(("PERSON", "ORG")):
                        # "Lalibela in Amhara region": the gazetteer has that place there; the model guessed.
                        made.score += 1.5
                    following.score += 1.2
                elif following.options and "," not in gap.replace(", ", "", 1):
                    apart = _REGION_SAID.search(gap) or following.kind is not None or gap == ", "
                    if not made.options or (apart and _is_region(following)):
                        made.parent = following
                        made.score += 0.8 if gap != ", " else 0.0
                        following.score += 2.0 if made.kind is not None else 1.2
            elif self._owner.fullmatch(gap) and self._compatible(following, made):
                following.parent = made
                following.score += 1.0
        # "between X and Y", "X, Y and Z": a list shares what its last member lies in.
        for made, following in zip(reversed(found[:-1]), reversed(found[1:]), strict=False):
            if made.parent is None and following.parent is not None and following.parent is not made:
                gap = text[made.end : following.start]
                if re.fullmatch(r",? and |, ", gap):
                    made.parent = following.parent

    def _bracketed(self, text: str, found: list[Candidate]) -> None:
        """Read "Hays village (Hays, Hudaydah)": each name lies in the next."""
        for bracket in re.finditer(r"\(([^()\n]{3,70})\)", text):
            first = bisect_right(found, bracket.start(), key=attrgetter("start"))
            last = bisect_left(found, bracket.end(), key=attrgetter("end"))
            inside = found[first:last]
            rest = bracket.group(1)
            for made in inside:
                rest = rest.replace(made.text, "", 1)
            if not inside or re.search(
                r"\w{3}", re.sub(r"(?i)\b(district|province|state|city|county|area)\b", "", rest)
            ):
                continue
            outer = inside[-1]
            if not any(place.level in _REGIONS for _match, place in outer.options) and outer.score < -2.5:
                continue
            near = (m for m in found[max(0, first - 2) : first] if m.end <= bracket.start())
            chain = [m for m in near if bracket.start() - m.end < 30][-1:] + inside
            for made, following in pairwise(chain):
                gap = text[made.end : following.start]
                if re.search(r"[.;!?\n]", gap):
                    continue
                made.score += 3.0 if made in inside else 1.0
                self._compatible(made, following)
                made.parent = following
            outer.score += 3.5

    def _compatible(self, inner: Candidate, outer: Candidate) -> bool:
        """Keep the options of both that go together; tell whether there are any."""
        pairs = [
            (a, b)
            for a in inner.options[:400]
            for b in outer.options[:60]
            if contains(b[1], a[1]) or (b[1].level is PlaceLevel.AREA and _close(a[1], b[1], 500))
        ]
        if not pairs:
            pairs = [
                (a, b)
                for a in inner.options[:400]
                for b in outer.options[:60]
                if a[1].place_id != b[1].place_id
                and a[1].level not in (PlaceLevel.COUNTRY,)
                and b[1].level is not PlaceLevel.COUNTRY
                and _close(a[1], b[1], 60)
            ]
        if not pairs:
            return False
        firsts = {a[1].place_id for a, _b in pairs}
        seconds = {b[1].place_id for _a, b in pairs}
        inner.options = tuple(pair for pair in inner.options if pair[1].place_id in firsts)
        outer.options = tuple(pair for pair in outer.options if pair[1].place_id in seconds)
        return True

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
            sure = made.score >= ACCEPTED + 1 and len(made.text) > 5
            pairs = tuple(
                p
                for p in pairs
                if weights[p[1].country_code] >= 0.5 or (sure and not told and p[1].place_id.startswith("ed:"))
            )
        local = tuple(p for p in pairs if p[1].level in (PlaceLevel.PLACE, PlaceLevel.ADMIN2, PlaceLevel.SITE))
        if len({p[1].name for p in local}) == 1:
            made.options = local

    def _choose(self, made: Candidate, around: list[Candidate], weights: Weights) -> Place | None:
        if not made.options:
            return None
        fitting = _fitting(made)
        others = [o.chosen for o in around if o is not made and o.chosen is not None and o.text != made.text]
        # Each once: a text names its town a dozen times, and only the nearest counts.
        others = list({place.place_id: place for place in others if place.level is not PlaceLevel.COUNTRY}.values())
        anchor = made.anchor.chosen if made.anchor else None
        parent = made.parent.chosen if made.parent else None

        def value(pair: tuple[Match, Place]) -> tuple[float, int, str]:
            match, place = pair
            score = _OF_MATCH[match] + self._of_place(place, weights, fitting)
            if made.kind and made.kind.level in ("admin1", "admin2", "region", "countryside"):
                score += _of_kind(made.kind.level, place.level)
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
            distances = [d for d in (distance_km(place, other) for other in others) if d is not None]
            if distances:
                nearest = min(distances)
                score += 1.6 if nearest < 60 else 1.0 if nearest < 200 else 0.4 if nearest < 500 else 0.0
            return score, place.population, place.place_id

        match, best = max(fitting, key=value)
        # GeoNames lists what a city is called in every language: "Gaur" is Le Havre in one of them.
        foreign = match is not Match.OWN and best.level is PlaceLevel.PLACE and best.population < _FAMOUS
        if foreign and weights[best.country_code] < 0.05:
            elsewhere = any(weight >= 0.4 for key, weight in weights.items() if len(key) == 2)
            alike = variant(fold(made.text)) == variant(fold(best.name))
            # "Manar" is a broadcaster here, and a town's other name an ocean away.
            if elsewhere and not (alike and neighbours(best, weights, self._gazetteer)):
                return None
            if not alike and fold(made.text)[:1] != fold(best.name)[:1]:
                return None
        return None if self._stray(made, best, parent, weights) else best

    def _stray(self, made: Candidate, best: Place, parent: Place | None, weights: Weights) -> bool:
        """Tell whether a small place lies where the text does not: its namesake is the one that no gazetteer has."""
        anchor = made.anchor.chosen if made.anchor else None
        away = (distance_km(best, anchor) or 0) if anchor is not None and best.level not in _REGIONS else 0
        if away > (_BESIDE_KM if best.population < 200_000 else 10 * _BESIDE_KM):
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
            regions = [p for m, p in made.parent.options if m <= Match.OTHER and p.level in _REGIONS[:3]]
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
        if best.population >= 10_000 and len({p.country_code for m, p in made.options if m <= Match.OTHER}) == 1:
            return False
        most = max((w for k, w in weights.items() if len(k) == 2), default=0.0)
        if best.place_id.startswith("ed:") and neighbours(best, weights, self._gazetteer):
            return False
        return most >= 0.5 and weights[best.country_code] < 0.05 and not made.label.startswith("GPE")

    def _of_place(self, place: Place, weights: Weights, options: list[tuple[Match, Place]]) -> float:
        score = math.log10(place.population + 10)
        score += 4.5 * weights[place.country_code] + (1.0 if weights[place.country_code] > 0.05 else 0.0)
        score += 2.5 * weights[province_key(place)] if place.admin1 else 0.0
        if place.level is PlaceLevel.COUNTRY:
            score += 2.5
        elif place.level is PlaceLevel.ADMIN1:
            capital = any(
                o.level is PlaceLevel.PLACE and province_key(o) == province_key(place) and o.population >= 20_000
                for m, o in options
                if m <= Match.OTHER
            )
            score += -2.5 if capital else 1.0
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


def _of_kind(kind: str, level: PlaceLevel) -> float:
    if kind == "admin1":
        return 5.0 if level is PlaceLevel.ADMIN1 else 0.0
    if kind in ("admin2", "region"):
        return 5.0 if level in (PlaceLevel.ADMIN2, PlaceLevel.ADMIN1, PlaceLevel.AREA) else 0.0
    return 2.0 if level is PlaceLevel.ADMIN1 else 0.0


def _fitting(made: Candidate) -> list[tuple[Match, Place]]:
    """Return the options that go with the word for the kind beside the name; all of them where none does."""
    best = [pair for pair in made.options if pair[0] <= Match.BARE] or list(made.options)
    editors = [pair for pair in made.options if pair[1].place_id.startswith("ed:") and pair not in best]
    return (best + editors)[:400]


def _close(a: Place, b: Place, limit: float) -> bool:
    away = distance_km(a, b)
    return away is not None and away <= limit
