"""Which countries and provinces a text speaks of, and how strongly: what its names that are clear say of the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

from ..gazetteer import Gazetteer
from ..gazetteer_index import Match
from ..gazetteer_names import fold
from ..model import Place, PlaceLevel
from .actors_lexicon import load_actors
from .places_options import alike, rivalled
from .places_score import ACCEPTED
from .places_spans import Candidate, Word
from .places_words import at_home

Weights = defaultdict[str, float]
"""How strongly a text speaks of a country (its code) or a province (its country's code, a stroke, its name)."""

_LARGE = 100_000
"""Inhabitants from which a city's other name counts: "Odessa" is as much Odesa as its namesake in Texas."""
_GREAT = 300_000
"""Inhabitants from which it speaks of its country, too, if the names are unlike."""

AT_HOME = 2.0
"""What it counts that a name which may be no place is a city's or a region's of a country that the text speaks of."""
_SPOKEN_OF = 0.3
"""Share of what tells a text's countries from which that holds."""
_CITY = 20_000


def province_key(place: Place) -> str:
    """Return the key of a place's province in Weights."""
    return f"{place.country_code}/{fold(place.admin1)}"


def neighbours(place: Place, weights: Weights, gazetteer: Gazetteer) -> bool:
    """Tell whether a place lies in the country that the text mostly speaks of, or next to it; true if it tells none."""
    nations = [(weight, code) for code, weight in weights.items() if len(code) == 2]
    if not nations:
        return True
    code = max(nations)[1]
    nation = gazetteer.country(code)
    return place.country_code == code or (nation is not None and place.country_code in nation.neighbours)


def country_weights(
    words: list[Word], found: list[Candidate], dateline: str, gazetteer: Gazetteer, theatre: Place | None = None
) -> Weights:
    """Return how strongly the text speaks of each country, 1 in all, and of each of its provinces."""
    weights = Weights(float)
    for word in words:
        if word.name and (nation := gazetteer.demonym(word.text)):
            weights[nation.country_code] += 1.0
    for home in at_home(words):
        for code in home:
            weights[code] += 1.0 / len(home)
    for made in found:
        if made.score < ACCEPTED:
            # "the Punjab Police": no place of the text, yet it tells where the text is.
            regions = {
                p.country_code
                for m, p in made.options
                if m is Match.OWN and p.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1)
            }
            if len(regions) == 1 and made.score > -3 and len(made.text) > 3:
                weights[regions.pop()] += 0.4
            continue
        nations = [p for m, p in made.options if p.level is PlaceLevel.COUNTRY and m <= Match.OTHER]
        codes: Counter[str] = Counter()
        for match, place in made.options:
            if match is Match.OWN or (match is Match.OTHER and place.level is not PlaceLevel.PLACE):
                codes[place.country_code] += max(place.population, 1)
        meant = set(codes)
        for match, place in made.options:
            # Against a namesake only: by themselves other languages' names tell nothing ("Bala" is Basel in one).
            if codes and match is Match.OTHER and place.level is PlaceLevel.PLACE and place.population >= _LARGE:
                codes[place.country_code] += place.population
                if place.population >= _GREAT or alike(made.text, place.name):
                    meant.add(place.country_code)
        if nations and len(codes) == 1:
            weights[nations[0].country_code] += 2.0
        elif codes:
            (code, most), people = codes.most_common(1)[0], sum(codes.values())
            share = most / people
            # "Odessa" may speak of Ukraine, but "Suluk" not of the Philippines, where Jolo is called so in one language
            if share > 0.9 and most > 50_000 and code in meant:
                weights[code] += 1.0 if made.text != dateline else 0.3
        provinces = [p for m, p in made.options if p.level is PlaceLevel.ADMIN1 and m <= Match.OTHER]
        if len(provinces) == 1 and (made.kind or not rivalled(provinces[0], made.options)):
            weights[province_key(provinces[0])] += 2.0 if made.kind or made.abbreviated else 1.0
    if not any(len(key) == 2 for key in weights):
        told = {theatre.country_code} if theatre and theatre.country_code else _of_actors(words, gazetteer)
        for code in told:
            weights[code] += 0.5
    total = sum((w for k, w in weights.items() if len(k) == 2), 0.0) or 1.0
    inner = sum((w for k, w in weights.items() if len(k) > 2), 0.0) or 1.0
    return Weights(float, {k: w / (total if len(k) == 2 else inner) for k, w in weights.items()})


def of_the_country(made: Candidate, weights: Weights) -> bool:
    """Tell whether a name is a city's or a province's own in a country that the text speaks of."""
    return any(
        match is Match.OWN
        and weights[place.country_code] >= _SPOKEN_OF
        and (place.population >= _CITY or place.level is PlaceLevel.ADMIN1)
        for match, place in made.options
    )


def _of_actors(words: list[Word], gazetteer: Gazetteer) -> set[str]:
    """Return the countries of the armed groups and forces that the text names: weak, for where nothing else tells."""
    codes = {fold(place.name): place.country_code for place in gazetteer.countries()}
    names = _actor_countries()
    found = set()
    for first, word in enumerate(words):
        if not word.name:
            continue
        for count in (1, 2, 3, 4):
            nation = names.get(fold(" ".join(w.text for w in words[first : first + count])))
            if nation and fold(nation) in codes:
                found.add(codes[fold(nation)])
    return found


@cache
def _actor_countries() -> dict[str, str]:
    actors = load_actors().actors.values()
    return {fold(name): a.country for a in actors if a.country for name in (a.name, *a.aliases) if len(name) > 2}
