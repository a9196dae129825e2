"""A SQLite index of places, built once and opened in milliseconds: names to places, squares of a degree to places."""

from __future__ import annotations

import gc
import logging
import math
import os
import re
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing
from enum import IntEnum
from operator import itemgetter
from pathlib import Path

from .gazetteer_names import fold, skeleton, variant
from .gazetteer_sources import Entry, transliterated
from .model import Place, PlaceLevel

logger = logging.getLogger(__name__)

INDEX_VERSION = 5
"""Goes up when the tables or the keys change, so that an index built before is not read."""

_SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, place_id TEXT, name TEXT, level TEXT, country TEXT, country_code TEXT, admin1 TEXT,
    admin2 TEXT, latitude REAL, longitude REAL, name_ar TEXT, names TEXT, geonames_id INTEGER, population INTEGER,
    source TEXT, square INTEGER, admin1_code TEXT);
CREATE TABLE key (key TEXT, match INTEGER, id INTEGER, PRIMARY KEY (key, match, id)) WITHOUT ROWID;
"""
COLUMNS = (
    "place_id, name, level, country, country_code, admin1, admin2, latitude, longitude, name_ar, names, geonames_id,"
    " population, source"
)
_KIND = re.compile(
    r"\s+(?:governorate|province|state|oblast|region|district|county|department|prefecture|municipality|raion|rayon"
    r"|division|territory|krai|kray|republic|voivodeship|parish|borough|canton|city|subdistrict|regency|emirate|wilaya)$"
)
_KIND_BEFORE = re.compile(
    r"^(?:muhafazat|wilayat|provincia de|province of|departamento de|departamento del|estado de|distrito de|state of"
    r"|city of|gouvernorat de|region de|republic of|county of)\s+"
)


class Match(IntEnum):
    """How a name in a text matches a place's; a lower one beats a higher one."""

    OWN = 0
    OTHER = 1
    BARE = 2
    """A division's name without its kind: "Metcalfe" for Metcalfe County."""
    VARIANT = 3
    SKELETON = 4


def bare(folded: str) -> str:
    """Return a division's folded name without the word for its kind."""
    return _KIND_BEFORE.sub("", _KIND.sub("", folded))


def keys_of(place: Place, varied: bool = True) -> dict[str, Match]:
    """Return every key that finds the place, with the best match that it makes; `varied` adds transliterations."""
    found: dict[str, Match] = {}

    def add(key: str, match: Match) -> None:
        if key and found.get(key, match) >= match:
            found[key] = match

    folded = [(fold(place.name), Match.OWN)] + [(fold(name), Match.OTHER) for name in place.names]
    for key, match in folded:
        add(key, match)
    region = place.level in (PlaceLevel.ADMIN1, PlaceLevel.ADMIN2)
    varied = varied and place.level is not PlaceLevel.COUNTRY
    if not varied and not region:
        folded.clear()
    for key, match in folded:
        if region:
            add(bare(key), Match.BARE if place.level is PlaceLevel.ADMIN2 else Match.OTHER)
        if not varied:
            continue
        plain = bare(key) if region else key
        # Prefixed, so that a variant key is never taken for a spelling.
        if made := variant(plain):
            add("~" + made, Match.VARIANT)
        # By consonants its own name only: the others' are mostly the same, and this guess is the loosest. The editor's
        # other spellings were chosen.
        if (match is Match.OWN or place.place_id.startswith("ed:")) and (made := skeleton(plain)):
            add("=" + made, Match.SKELETON)
    if place.name_ar:
        add(fold(place.name_ar), Match.OWN)
    return found


def square_of(latitude: float, longitude: float) -> int:
    """Return the number of the one-degree square that a point lies in."""
    return (math.floor(latitude) + 90) * 360 + (math.floor(longitude) + 180) % 360


def build(path: Path, entries: Iterable[Entry]) -> None:
    """Write an index of the entries to the path, whole or not at all.

    It is written beside its place under a name of its own and renamed, so two builders at a time do no harm.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    os.close(handle)
    collects = gc.isenabled()
    # A million small objects that all live to the end: looking for garbage among them takes a sixth of the time.
    gc.disable()
    try:
        with closing(sqlite3.connect(name)) as connection:
            connection.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + _SCHEMA)
            spelt_variously = transliterated()
            keys: list[tuple[str, int, int]] = []
            rows = []
            for number, entry in enumerate(entries, 1):
                rows.append(_row(number, entry))
                made = keys_of(entry.place, entry.place.country_code in spelt_variously)
                keys.extend((key, int(match), number) for key, match in made.items())
            connection.executemany(f"INSERT INTO place VALUES ({','.join('?' * 17)})", rows)
            keys.sort(key=itemgetter(0))
            connection.executemany("INSERT OR IGNORE INTO key VALUES (?, ?, ?)", keys)
            connection.executescript(
                "CREATE INDEX place_square ON place (square); CREATE INDEX place_geonames ON place (geonames_id);"
            )
            connection.commit()
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    finally:
        if collects:
            gc.enable()


def _row(number: int, entry: Entry) -> tuple[object, ...]:
    place = entry.place
    located = place.latitude is not None and place.longitude is not None
    return (
        number,
        place.place_id,
        place.name,
        str(place.level),
        place.country,
        place.country_code,
        place.admin1,
        place.admin2,
        place.latitude,
        place.longitude,
        place.name_ar,
        "\n".join(place.names),
        place.geonames_id,
        place.population,
        place.source,
        square_of(place.latitude or 0.0, place.longitude or 0.0) if located else None,
        entry.admin1_code,
    )


def sound(path: Path) -> bool:
    """Tell whether there is an index with all its pages; a copy that was cut short, or another file, is built anew."""
    if not path.is_file():
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)) as connection:
            (size,) = connection.execute("PRAGMA page_size").fetchone()
            (pages,) = connection.execute("PRAGMA page_count").fetchone()
            connection.execute("SELECT place_id FROM place LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
        pages = size = 0
    if pages and path.stat().st_size == pages * size:
        return True
    logger.warning("the index of places %s is damaged: it is made again", path.name)
    return False


class Index:
    """An index opened for reading."""

    def __init__(self, path: Path) -> None:
        # Immutable: no lock is taken, and a read-only checkout serves as well.
        self._connection = sqlite3.connect(f"{path.as_uri()}?immutable=1", uri=True, check_same_thread=False)

    def find(self, key: str) -> list[tuple[Match, Place]]:
        """Return the places of a key, best match first."""
        rows = self._connection.execute(
            f"SELECT key.match, {COLUMNS} FROM key JOIN place ON place.id = key.id WHERE key.key = ?"
            " ORDER BY key.match, place.population DESC, place.id",
            (key,),
        )
        return [(Match(row[0]), _place(row[1:])) for row in rows]

    def has(self, key: str) -> bool:
        """Tell whether any place has the key."""
        return self._connection.execute("SELECT 1 FROM key WHERE key = ? LIMIT 1", (key,)).fetchone() is not None

    def by_geonames(self, number: int) -> Place | None:
        """Return the place of a GeoNames id."""
        row = self._connection.execute(f"SELECT {COLUMNS} FROM place WHERE geonames_id = ?", (number,)).fetchone()
        return _place(row) if row else None

    def around(self, latitude: float, longitude: float, degrees: int) -> Iterator[Place]:
        """Yield the places of the squares within so many degrees of a point's."""
        squares = {
            square_of(max(-90, min(89, latitude + up)), longitude + right)
            for up in range(-degrees, degrees + 1)
            for right in range(-degrees, degrees + 1)
        }
        marks = ",".join("?" * len(squares))
        rows = self._connection.execute(f"SELECT {COLUMNS} FROM place WHERE square IN ({marks})", sorted(squares))
        for row in rows:
            yield _place(row)


def _place(row: tuple[object, ...]) -> Place:
    place_id, name, level, country, code, admin1, admin2, lat, lon, name_ar, names, known, people, source = row
    return Place(
        place_id=str(place_id),
        name=str(name),
        level=PlaceLevel(str(level)),
        country=str(country),
        country_code=str(code),
        admin1=str(admin1),
        admin2=str(admin2),
        latitude=lat if isinstance(lat, float) else None,
        longitude=lon if isinstance(lon, float) else None,
        name_ar=str(name_ar),
        names=tuple(str(names).split("\n")) if names else (),
        geonames_id=known if isinstance(known, int) else None,
        population=people if isinstance(people, int) else 0,
        source=str(source),
    )
