"""Places: look names up in the worldwide base, imported country dumps and the editor's list; measure between them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from .gazetteer_dump import DUMP_FOLDER as DUMP_FOLDER
from .gazetteer_dump import dump_entries
from .gazetteer_dump import import_dump as import_dump
from .gazetteer_editor import read_places
from .gazetteer_index import INDEX_VERSION, Index, Match, build, keys_of, sound
from .gazetteer_names import fold, skeleton, variant
from .gazetteer_sources import DATA, INPUTS, Country, base, countries, versions
from .geo import distance_km, kilometres
from .model import SPOTS, Place, PlaceLevel


def contains(region: Place, place: Place) -> bool:
    """Tell whether a country or division holds a place, by the divisions that the place is listed under."""
    if region.place_id == place.place_id or not region.country_code or region.country_code != place.country_code:
        return False
    if region.level is PlaceLevel.COUNTRY:
        return place.level is not PlaceLevel.COUNTRY
    if region.level is PlaceLevel.ADMIN1:
        return place.level is not PlaceLevel.COUNTRY and _same_region(region.name, place.admin1)
    if region.level is PlaceLevel.ADMIN2:
        inner = place.level not in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1)
        return inner and _same_region(region.name, place.admin2) and _same_region(region.admin1, place.admin1)
    return False


def _same_region(name: str, other: str) -> bool:
    return bool(name) and bool(other) and (fold(name) == fold(other) or variant(fold(name)) == variant(fold(other)))


class Gazetteer:
    """The places that names are looked up in; an editor's row beats a dump's, a dump's the base's."""

    def __init__(self, indexes: tuple[Index, ...], editor: tuple[Place, ...]) -> None:
        self._indexes = indexes
        self._overridden = {place.geonames_id: place for place in editor if place.geonames_id is not None}
        self._editor: dict[str, list[tuple[Match, Place]]] = {}
        self._rows = editor
        self._own = frozenset(editor)
        for place in editor:
            for key, match in keys_of(place).items():
                self._editor.setdefault(key, []).append((match, place))
        self._countries = countries()
        self._by_code = {country.place.country_code: country for country in self._countries}
        self._demonyms = {fold(word): c.place for c in reversed(self._countries) for word in c.demonyms}
        self._find = lru_cache(maxsize=100_000)(self._find_uncached)
        self._acronyms = {
            fold(name): c.place.place_id for c in self._countries for name in c.place.names if name.isupper()
        }
        self._has = lru_cache(maxsize=100_000)(self._has_uncached)

    def lookup(self, name: str) -> tuple[Place, ...]:
        """Return the places that a name may mean: its exact spelling's, else those of its variants; best first."""
        return tuple(place for _match, place in self.matches(name))

    def matches(self, name: str) -> tuple[tuple[Match, Place], ...]:
        """Return the places that a name may mean, each with how it matches.

        Variant spellings are returned after the exact ones; consonant skeletons only by `loose`.
        """
        key = fold(name)
        found = self._find(key)
        if key in self._acronyms and not name.isupper():
            # A "Car bomb" is no bomb of the Central African Republic.
            found = tuple(pair for pair in found if pair[1].place_id != self._acronyms[key])
        made = variant(key)
        if not made:
            return found
        known = {place.place_id for _match, place in found}
        rows = [place for match, place in found if match <= Match.OTHER and place in self._own]
        others = (pair for pair in self._find("~" + made) if pair[1].place_id not in known)
        return found + tuple(pair for pair in others if not any(_same(row, pair[1]) for row in rows))

    def by_id(self, place_id: str) -> Place | None:
        """Return the place of an id, `gn:<geonames id>` or `ed:<slug>`; the editor's row where it describes it."""
        scheme, _, rest = place_id.partition(":")
        if scheme == "ed":
            return next((place for place in self._rows if place.place_id == place_id), None)
        if scheme != "gn" or not (rest.isascii() and rest.isdigit()):
            return None
        found = (index.by_geonames(int(rest)) for index in self._indexes)
        return self._overridden.get(int(rest)) or next((place for place in found if place is not None), None)

    def loose(self, name: str) -> tuple[tuple[Match, Place], ...]:
        """Return the places whose consonants are the name's; right only among the places of one region."""
        made = skeleton(fold(name))
        return self._find("=" + made) if made else ()

    def knows(self, name: str) -> bool:
        """Tell whether the spelling is a name of any place: cheaper than looking it up."""
        return self._has(fold(name))

    def demonym(self, word: str) -> Place | None:
        """Return the country of a word such as "Syrian"."""
        return self._demonyms.get(fold(word))

    def countries(self) -> tuple[Place, ...]:
        """Return every country and territory."""
        return tuple(country.place for country in self._countries)

    def country(self, code: str) -> Country | None:
        """Return what is known of the country of an ISO 3166-1 alpha-2 code."""
        return self._by_code.get(code)

    def nearest(self, latitude: float, longitude: float, n: int) -> tuple[Place, ...]:
        """Return the n nearest towns, villages and sites, nearest first, out to some 300 km."""
        for degrees in (1, 3):
            near: dict[str, tuple[float, Place]] = {}
            rows = [p for index in self._indexes for p in index.around(latitude, longitude, degrees)]
            rows = [p for p in rows if p.geonames_id not in self._overridden] + list(self._rows)
            for place in rows:
                if place.latitude is None or place.longitude is None or place.level not in SPOTS:
                    continue
                away = kilometres((latitude, longitude), (place.latitude, place.longitude))
                if away <= degrees * 100:
                    near[place.place_id] = (away, place)
            if len(near) >= n or degrees == 3:
                ordered = sorted(near.values(), key=lambda pair: (pair[0], pair[1].place_id))
                return tuple(place for _away, place in ordered[:n])
        return ()

    def _has_uncached(self, key: str) -> bool:
        return bool(key) and (key in self._editor or any(index.has(key) for index in self._indexes))

    def _find_uncached(self, key: str) -> tuple[tuple[Match, Place], ...]:
        if not key:
            return ()
        found = list(self._editor.get(key, ()))
        own = [place for match, place in found if match <= Match.OTHER]
        seen = {place.place_id for _match, place in found}
        for index in self._indexes:
            for match, place in index.find(key):
                if place.geonames_id in self._overridden:
                    # By a name that only the base has: the editor's row all the same.
                    place = self._overridden[place.geonames_id]
                if place.place_id not in seen and not any(_same(row, place) for row in own):
                    seen.add(place.place_id)
                    found.append((match, place))
        return tuple(sorted(found, key=lambda pair: (pair[0], -pair[1].population)))


def _same(row: Place, place: Place) -> bool:
    """Tell whether a place of the base, found by the editor's own spelling, is what the editor's row describes."""
    away = distance_km(row, place)
    if row.level is not place.level or away is None:
        return False
    # The two may draw a region's middle, and a disputed one's country, differently.
    return away < 250 if row.level in (PlaceLevel.AREA, PlaceLevel.ADMIN1) else away < 5


def open_gazetteer(places_csv: Path | None, cache_dir: Path) -> Gazetteer:
    """Open the gazetteer, building an index on first use: seconds once, milliseconds afterwards.

    `places_csv` is the editor's list; country dumps are read from the folder `gazetteer/` beside it.
    Raises GazetteerError with every problem of the editor's list.
    """
    folder = cache_dir / "gazetteer"
    path = folder / f"base-{_digest(*(DATA / name for name in INPUTS), salt=versions())}.sqlite"
    if not sound(path):
        build(path, base())
        forget(path, "base")
    indexes = [Index(path.resolve())]
    dumps = sorted((places_csv.parent / DUMP_FOLDER).glob("*.txt")) if places_csv else []
    for dump in dumps:
        path = folder / f"{dump.stem}-{_digest(dump, salt=versions())}.sqlite"
        if not sound(path):
            build(path, dump_entries(dump))
            forget(path, dump.stem)
        indexes.insert(0, Index(path.resolve()))
    rows = read_places(places_csv) if places_csv else ()
    return Gazetteer(tuple(indexes), tuple(_completed(rows, indexes)))


def forget(path: Path, stem: str) -> None:
    """Remove the indexes that this one replaces: 70 MB each. Who has one open reads on."""
    for old in path.parent.glob(f"{stem}-*.sqlite"):
        if old != path:
            old.unlink(missing_ok=True)


def _completed(rows: tuple[Place, ...], indexes: list[Index]) -> Iterator[Place]:
    """Yield the editor's rows with their country's code, and with the inhabitants that the base has for the place."""
    codes = {fold(name): c.place for c in countries() for name in (c.place.name, *c.place.names)}
    for row in rows:
        nation = codes.get(fold(row.country))
        if nation is not None:
            row = replace(row, country=nation.name, country_code=nation.country_code)
        people = row.population
        for index in indexes:
            known = index.by_geonames(row.geonames_id) if row.geonames_id is not None else None
            same = [known] if known else []
            if known is None:
                found = index.find(fold(row.name))
                same = [p for m, p in found if m is Match.OWN and p.level is row.level and _beside(p, row)]
            people = max([people, *(place.population for place in same)])
        yield replace(row, population=people)


def _beside(a: Place, b: Place) -> bool:
    away = distance_km(a, b)
    return a.country_code == b.country_code and away is not None and away < 100


def _digest(*paths: Path, salt: str) -> str:
    made = hashlib.sha256(f"{salt} {INDEX_VERSION}".encode())
    for path in paths:
        made.update(path.read_bytes())
    return made.hexdigest()[:16]
