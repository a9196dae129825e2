"""Missions and lines that are in one place only, as what tells where a text is: "UNIFIL heard shells near Tyre"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from ..gazetteer import Gazetteer
from ..gazetteer_index import Match
from ..geo import distance_km
from ..model import Place, PlaceLevel
from ..termfile import LEXICON, read_terms
from .places_spans import Candidate, Word

_WIDE = (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1, PlaceLevel.ADMIN2, PlaceLevel.AREA)
_REACH = 250.0
"""Kilometres from the middle of a theatre within which its villages lie."""
_CITY = 200_000
"""Inhabitants from which a place is told of wherever it lies."""


def theatre_of(words: Sequence[Word], gazetteer: Gazetteer) -> Place | None:
    """Return the place of the mission or line that the text names; None where it names none, or several."""
    known = _theatres()
    if known.keys().isdisjoint([word.text for word in words]):
        return None
    found = set()
    for at, word in enumerate(words):
        for size, name in known.get(word.text, ()):
            if [w.text for w in words[at : at + size]] == list(name):
                found.add(known[word.text][size, name])
    return _place(gazetteer, *found.pop()) if len(found) == 1 else None


def bearing(place: Place, made: Candidate, theatre: Place | None) -> float:
    """Return what the theatre says for a place that the text puts nowhere itself: its villages are near its middle."""
    if theatre is None or theatre.level is PlaceLevel.COUNTRY or made.parent or made.anchor or place.level in _WIDE:
        return 0.0
    away = distance_km(place, theatre)
    return 4.0 if away is not None and away <= _REACH else 0.0


def off_the_theatre(place: Place, made: Candidate, theatre: Place | None) -> bool:
    """Tell whether a small place lies far from the theatre: its namesake there is the one that no gazetteer has."""
    if theatre is None or theatre.level is PlaceLevel.COUNTRY or made.parent or made.anchor:
        return False
    if place.level in _WIDE or place.population >= _CITY or place.place_id.startswith("ed:"):
        return False
    return (distance_km(place, theatre) or 0.0) > _REACH


@cache
def _theatres() -> dict[str, dict[tuple[int, tuple[str, ...]], tuple[str, str]]]:
    """Return the names by their first word, each with its length, the place's name and country code."""
    table: dict[str, dict[tuple[int, tuple[str, ...]], tuple[str, str]]] = {}
    for names, place, code in read_terms(LEXICON / "theatres.csv", ("names", "place", "country_code")):
        for name in names.split(";"):
            words = tuple(name.split())
            table.setdefault(words[0], {})[len(words), words] = (place, code)
    return table


def _place(gazetteer: Gazetteer, name: str, code: str) -> Place | None:
    if name:
        options = [p for match, p in gazetteer.matches(name) if match <= Match.OTHER and p.level in _WIDE]
        return next((p for p in options if p.level is PlaceLevel.AREA), options[0] if options else None)
    nation = gazetteer.country(code)
    return nation.place if nation else None
