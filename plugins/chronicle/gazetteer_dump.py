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
from .geo import degrees
from .model import Place, PlaceLevel

DUMP_FOLDER = "gazetteer"
"""Beside the editor's places.csv: an imported dump is kept with the content, so that every build reads the same."""
LIMIT = 2_000_000_000
"""Bytes that a dump may have unpacked; the largest country's (the United States) has some 300 million."""
COLUMNS = 19
_AGAIN = "import it again with invoke gazetteer"
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
_GEONAMES = re.compile(r"[0-9]{1,9}")
_COUNT = re.compile(r"[0-9]{0,12}")
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
        if fault := _fault(cells, code):
            problems.append(Problem(fault, _REMEDY, source, number))
        elif _level(cells) is not None:
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
    """Yield the places of an imported dump.

    Raises GazetteerError with the first lines that are damaged.
    """
    names = {country.place.country_code: country.place.name for country in countries()}
    with (DATA / "admin1.csv").open(encoding="utf-8", newline="") as lines:
        first = {row["code"]: row["name"] for row in csv.DictReader(lines)}
    with path.open("rb") as stream:
        rows = [line.rstrip("\r\n").split("\t") for _, line in _bounded(stream, path)]
    faults = ((number, _fault(cells, path.stem)) for number, cells in enumerate(rows, 1))
    if problems := [Problem(fault, _AGAIN, path, number) for number, fault in faults if fault][:20]:
        raise GazetteerError(problems)
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


def _fault(cells: list[str], code: str) -> str:
    """Return what is wrong with a row, empty where nothing that is read of it is."""
    if len(cells) != COLUMNS:
        return f"{len(cells)} columns where a dump has {COLUMNS}"
    if cells[8] != code:
        return f"a row of country {cells[8][:40]!r} in a dump of {code}"
    if _level(cells) is None:
        return ""
    if degrees(cells[4], 90) is None or degrees(cells[5], 180) is None:
        return f"no point on Earth: {cells[4][:40]}, {cells[5][:40]}"
    return "" if _COUNT.fullmatch(cells[14]) else f"no number of people: {cells[14][:40]!r}"


def _level(cells: list[str]) -> PlaceLevel | None:
    kind, code = cells[6], cells[7]
    if code in _GONE or not _GEONAMES.fullmatch(cells[0]):
        return None
    if kind == "P":
        return PlaceLevel.PLACE
    if code in _DIVISIONS:
        return _DIVISIONS[code]
    if code in _SITES:
        return PlaceLevel.SITE
    return PlaceLevel.AREA if code in _AREAS else None


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
        try:
            yield number, line.decode("utf-8")
        except UnicodeDecodeError as error:
            raise GazetteerError(Problem(f"is not UTF-8 text: {error.reason}", _REMEDY, source, number)) from None
