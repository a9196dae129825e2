"""GeoNames country dumps (SY.zip or SY.txt, 19 tab-separated columns): a country's villages, divisions and sites."""

from __future__ import annotations

import csv
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from .errors import GazetteerError, Problem
from .gazetteer_names import listed
from .gazetteer_sources import DATA, Entry, arabic_name, countries, latin_names
from .model import Place, PlaceLevel

DUMP_FOLDER = "gazetteer"
"""Beside the editor's places.csv: an imported dump is kept with the content, so that every build reads the same."""
LIMIT = 2_000_000_000
"""Bytes that a dump may have unpacked; the largest country's (the United States) has some 300 million."""
COLUMNS = 19
_REMEDY = "take the file of one country from GeoNames' export/dump, such as SY.zip"

_DIVISIONS = {"ADM1": PlaceLevel.ADMIN1, "ADM2": PlaceLevel.ADMIN2}
_SITES = listed(
    "AIRB AIRF AIRP AIRH AIRQ CMP CMPRF DAM DAMQ HSP HSPC HSPD CTRM MILB INSM NVB OILF GASF OILR OILT PS "
    "PSH PSN CAMP BDG FT PRN MSQE CH MSTY UNIV SCH RSTN PRT HBR STDM MKT CSTM PSTB BRKS MFG REFN OILW "
    "CTRR"
)
"""GeoNames' feature codes for airports, bases, camps, dams, hospitals, fields, plants, crossings and the like."""
_AREAS = listed("RGN DSRT MTS VAL PLN LCTY AREA OAS WAD LK STM ISL FRST HLL MT PASS")
_GONE = frozenset(["PPLH", "PPLQ", "PPLW", "ADM1H", "ADM2H"])
_CODE = re.compile(r"[A-Z]{2}")


def import_dump(source: Path, folder: Path, country: str) -> int:
    """Keep the rows of a dump that a chronicle can use in `folder/<COUNTRY>.txt`; return how many.

    Raises GazetteerError for a file that is no dump of that country, is too large unpacked, or cannot be read.
    """
    code = country.upper()
    if not _CODE.fullmatch(code):
        raise GazetteerError(Problem(f"{country!r} is no country code", "give two letters, such as SY"))
    kept: list[str] = []
    problems: list[Problem] = []
    for number, line in _lines(source, code):
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS:
            problems.append(Problem(f"{len(cells)} columns where a dump has {COLUMNS}", _REMEDY, source, number))
        elif cells[8] != code:
            problems.append(Problem(f"a row of country {cells[8]!r} in a dump of {code}", _REMEDY, source, number))
        elif _level(cells) is not None:
            if _number(cells[4], 90) is None or _number(cells[5], 180) is None:
                problems.append(Problem(f"no point on Earth: {cells[4]}, {cells[5]}", _REMEDY, source, number))
            else:
                kept.append("\t".join(cells) + "\n")
        if len(problems) >= 20:
            break
    if problems:
        raise GazetteerError(problems)
    if not kept:
        raise GazetteerError(Problem("holds no place", _REMEDY, source))
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{code}.txt"
    part = folder / f".{code}.{os.getpid()}.part"
    part.write_text("".join(kept), encoding="utf-8")
    os.replace(part, target)
    return len(kept)


def dump_entries(path: Path) -> Iterator[Entry]:
    """Yield the places of an imported dump."""
    names = {country.place.country_code: country.place.name for country in countries()}
    with (DATA / "admin1.csv").open(encoding="utf-8", newline="") as lines:
        first = {row["code"]: row["name"] for row in csv.DictReader(lines)}
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    second = {(c[8], c[10], c[11]): c[1] for c in rows if c[7] == "ADM2"}
    for cells in rows:
        level = _level(cells)
        if level is None:
            continue
        others = cells[3].split(",")
        if cells[2] and cells[2] != cells[1]:
            others.insert(0, cells[2])
        code = f"{cells[8]}.{cells[10]}"
        admin1 = first.get(code, "")
        admin2 = second.get((cells[8], cells[10], cells[11]), "")
        # The usual English name of a province stands in data/admin1.csv; the dump's own is kept as another.
        name = admin1 if level is PlaceLevel.ADMIN1 and admin1 else cells[1]
        yield Entry(
            Place(
                place_id=f"gn:{cells[0]}",
                name=name,
                level=level,
                country=names.get(cells[8], ""),
                country_code=cells[8],
                admin1=admin1,
                admin2=admin2,
                latitude=float(cells[4]),
                longitude=float(cells[5]),
                name_ar=arabic_name(others),
                names=latin_names([cells[1], *others], name),
                geonames_id=int(cells[0]),
                population=int(cells[14] or 0),
                source="geonames",
            ),
            code,
        )


def _level(cells: list[str]) -> PlaceLevel | None:
    kind, code = cells[6], cells[7]
    if code in _GONE or not cells[0].isdigit():
        return None
    if kind == "P":
        return PlaceLevel.PLACE
    if code in _DIVISIONS:
        return _DIVISIONS[code]
    if code in _SITES:
        return PlaceLevel.SITE
    return PlaceLevel.AREA if code in _AREAS else None


def _number(cell: str, limit: int) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if -limit <= value <= limit else None


def _lines(source: Path, code: str) -> Iterator[tuple[int, str]]:
    """Yield the dump's numbered lines, from a zip's <CODE>.txt or a plain file, never more than LIMIT bytes."""
    try:
        if zipfile.is_zipfile(source):
            with zipfile.ZipFile(source) as archive:
                if f"{code}.txt" not in archive.namelist():
                    raise GazetteerError(Problem(f"holds no {code}.txt", _REMEDY, source))
                with archive.open(f"{code}.txt") as stream:
                    yield from _bounded(stream, source)
        else:
            with source.open("rb") as stream:
                yield from _bounded(stream, source)
    except (OSError, zipfile.BadZipFile, UnicodeDecodeError) as error:
        raise GazetteerError(Problem(f"cannot be read: {error}", _REMEDY, source)) from error


def _bounded(stream: IO[bytes], source: Path) -> Iterator[tuple[int, str]]:
    # Counted while reading: the size that a zip's directory states may be a lie.
    total = 0
    for number, line in enumerate(iter(lambda: stream.readline(1_000_000), b""), 1):
        total += len(line)
        if total > LIMIT:
            raise GazetteerError(Problem(f"more than {LIMIT:,} bytes unpacked", _REMEDY, source, number))
        yield number, line.decode("utf-8")
