"""Component chronicle_places: names of places in the text, each linked to the gazetteer where it is known there."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from ..gazetteer import Gazetteer, open_gazetteer
from ..gazetteer_names import fold
from ..model import SPOTS, Place, PlaceLevel, PlaceMention, Span
from .cues import CueLexicon
from .fields import fields, text_of
from .places_lexicon import place_terms
from .places_link import Linker
from .places_metonym import metonyms
from .places_scene import Deeds, deeds, on_the_spot
from .places_score import weigh
from .places_spans import Candidate, candidates, read_words
from .places_theatre import theatre_of
from .places_weights import Weights

_AGREED = 0.6
"""Share of what tells a text's country (places, provinces, words for peoples) from which it is taken for clear."""
_WIDE = (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1, PlaceLevel.ADMIN2, PlaceLevel.AREA)


def find_places(
    doc: Doc, gazetteer: Gazetteer, linker: Linker | None = None, told: Deeds | None = None
) -> tuple[PlaceMention, ...]:
    """Return the Doc's places in the order of the text; what is named as a deed's scene needs less to be a place."""
    terms = place_terms()
    linker = linker or Linker(gazetteer, terms)
    text = text_of(doc)
    words = read_words(text)
    found = candidates(doc, words, gazetteer, terms)
    weigh(text, words, found, gazetteer, terms)
    on_the_spot(doc, found, told or Deeds())
    spot = fields(doc).dateline
    dateline = text[spot.start : spot.end] if spot else ""
    theatre = theatre_of(words, gazetteer)
    kept, weights = linker.link(text, words, found, dateline, theatre)
    metonyms(doc, text, words, kept, gazetteer, terms)
    ground = [made.chosen for made in kept if made.chosen is not None and not made.metonym]
    agreed = _agreed_region(ground, weights, gazetteer, theatre)
    mentions = []
    for made in kept:
        place = made.chosen or _unknown(made, agreed)
        mentions.append(
            PlaceMention(
                Span(made.start, made.end),
                made.text,
                place,
                _precision(made, place),
                made.metonym,
            )
        )
    return tuple(mentions)


def _precision(made: Candidate, place: Place) -> int:
    if place.level in _WIDE or place.source == "text":
        return 3
    if made.direction or (made.kind is not None and made.kind.precision == 3):
        return 3
    exact_site = place.level is PlaceLevel.SITE
    if made.near or (made.kind is not None and made.kind.precision == 2 and not exact_site):
        return 2
    return 1


def _unknown(made: Candidate, agreed: Place | None) -> Place:
    """Return a place known from the text only, put where the region is that the text says it lies in.

    Where it says nothing, the province or country that the text's other places and its words for peoples agree on is
    implied.
    """
    region = _outer(made) or agreed
    slug = fold(made.text).replace(" ", "-")
    name = made.text
    if region is None:
        return Place(f"tx:{slug}", name, PlaceLevel.PLACE, source="text")
    return Place(
        f"tx:{slug}-{fold(region.name).replace(' ', '-')}",
        name,
        PlaceLevel.PLACE,
        country=region.country,
        country_code=region.country_code,
        admin1=region.admin1,
        admin2=region.admin2,
        latitude=region.latitude,
        longitude=region.longitude,
        source="text",
    )


def _outer(made: Candidate) -> Place | None:
    """Return the nearest known place that the name is said to lie in or by: "X in the countryside of Y, near Z"."""
    seen = {made.start}
    said = made.parent or made.anchor
    while said is not None and said.chosen is None and said.start not in seen:
        seen.add(said.start)
        said = said.parent or said.anchor
    return said.chosen if said is not None else None


def _agreed_region(ground: list[Place], weights: Weights, gazetteer: Gazetteer, theatre: Place | None) -> Place | None:
    """Return the province that all the text's ground lies in, else the country that the text mostly speaks of.

    Of a text that names no ground but a mission's theatre, that is the region. Where one town of the province is named,
    the province stands there: what is told beside a town is nearer to it than to the middle of its province.
    """
    if theatre is not None and not any(place.level is not PlaceLevel.COUNTRY for place in ground):
        return theatre
    nations = Counter(place.country_code for place in ground if place.country_code)
    if len(nations) != 1:
        code, weight = max(((k, w) for k, w in weights.items() if len(k) == 2), key=lambda p: p[1], default=("", 0.0))
        if weight < _AGREED:
            return None
    else:
        (code,) = nations
    local = [p for p in ground if p.country_code == code and p.level is not PlaceLevel.COUNTRY]
    provinces = {place.admin1 for place in local}
    if len(provinces) == 1 and local and local[0].admin1:
        best = min(local, key=lambda place: (place.level is not PlaceLevel.ADMIN1, place.place_id))
        towns = {p.place_id: p for p in local if p.level in SPOTS}
        if len(towns) == 1 and best.level is PlaceLevel.ADMIN1:
            town = next(iter(towns.values()))
            return replace(best, latitude=town.latitude, longitude=town.longitude)
        return best if best.level is PlaceLevel.ADMIN1 else replace(best, admin2="")
    nation = gazetteer.country(code)
    return nation.place if nation else None


@Language.factory("chronicle_places", default_config={"places_csv": "", "cache_dir": ".cache"})
class PlacesComponent:
    """Fill the Doc's field `places`; the gazetteer is opened at the first Doc."""

    def __init__(self, nlp: Language, name: str, places_csv: str, cache_dir: str) -> None:
        self._places_csv = Path(places_csv) if places_csv else None
        self._cache_dir = Path(cache_dir)
        self._open: tuple[Gazetteer, Linker] | None = None
        self._deeds = deeds(CueLexicon.load())

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        if self._open is None:
            gazetteer = open_gazetteer(self._places_csv, self._cache_dir)
            self._open = gazetteer, Linker(gazetteer, place_terms())
        gazetteer, linker = self._open
        fields(doc).places = find_places(doc, gazetteer, linker, self._deeds)
        return doc
