"""The editor's list of places, content/chronicle/places.csv: every fault of it found at once, with line and remedy."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from .errors import GazetteerError, Problem
from .gazetteer_names import slugify
from .geo import degrees
from .model import Place, PlaceLevel

COLUMNS = (
    "name",
    "name_ar",
    "variants",
    "level",
    "admin1",
    "admin2",
    "country",
    "latitude",
    "longitude",
    "geonames_id",
    "source",
    "precision",
)
OPTIONAL = ("slug",)
_GEONAMES = re.compile(r"[1-9][0-9]{0,8}")
_POPULATION = 1_000
"""Ranks an editor's place among others of its name: above hamlets, below cities."""


def read_places(path: Path) -> tuple[Place, ...]:
    """Return the editor's places; none where there is no file.

    Raises GazetteerError that lists every problem.
    """
    return _places(path, path.read_bytes()) if path.exists() else ()


@lru_cache(2)  # a build asks three times
def _places(path: Path, data: bytes) -> tuple[Place, ...]:
    problems: list[Problem] = []
    rows: list[tuple[int, dict[str, str]]] = []
    try:
        with io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", newline="") as lines:
            reader = csv.reader(lines, strict=True)
            header = [cell.strip() for cell in next(reader, [])]
            problems.extend(_header_problems(path, header))
            for cells in reader:
                if not any(cell.strip() for cell in cells):
                    continue
                if len(cells) != len(header):
                    message = f"{len(cells)} cells where the header has {len(header)}"
                    remedy = "put quotation marks round a cell that holds a comma"
                    problems.append(Problem(message, remedy, path, reader.line_num))
                    continue
                row = {key: cell.strip() for key, cell in zip(header, cells, strict=True)}
                rows.append((reader.line_num, row))
    except (UnicodeDecodeError, csv.Error) as error:
        problems.append(Problem(f"cannot be read as CSV: {error}", "save it as CSV in UTF-8", path))
    if any(column not in dict.fromkeys(row) for _line, row in rows[:1] for column in COLUMNS):
        raise GazetteerError(problems)
    places = [_place(path, line, row, problems) for line, row in rows]
    places = _identified(path, rows, places, problems)
    if problems:
        raise GazetteerError(problems)
    return tuple(place for place in places if place is not None)


def _header_problems(path: Path, header: list[str]) -> list[Problem]:
    columns = ",".join(COLUMNS)
    found = [
        Problem(f"the column {column!r} is missing", f"begin the file with {columns}", path, 1)
        for column in COLUMNS
        if column not in header
    ]
    found += [
        Problem(f"unknown column {column!r}", f"known are {columns} and slug", path, 1)
        for column in header
        if column not in COLUMNS + OPTIONAL
    ]
    found += [
        Problem(f"the column {column!r} stands twice", "keep one of them", path, 1)
        for column, times in Counter(header).items()
        if times > 1
    ]
    return found


def _place(path: Path, line: int, row: dict[str, str], problems: list[Problem]) -> Place | None:
    """Return the row's place, its id still empty, or add what is wrong with it to the problems."""
    before = len(problems)

    def wrong(message: str, remedy: str) -> None:
        problems.append(Problem(message, remedy, path, line))

    if not row["name"]:
        wrong("no name", "give the name that readers shall see")
    levels = ", ".join(PlaceLevel)
    if row["level"] not in list(PlaceLevel):
        wrong(f"unknown level {row['level']!r}", f"one of {levels}")
    if not row["source"]:
        wrong("no source", "say where the coordinates come from")
    latitude = _degrees(row["latitude"], 90, "latitude", wrong)
    longitude = _degrees(row["longitude"], 180, "longitude", wrong)
    known = row["geonames_id"]
    if known and not _GEONAMES.fullmatch(known):
        wrong(f"geonames_id is no number: {known[:40]!r}", "give the number of the place's GeoNames page, or nothing")
    if row["precision"] not in ("", "1", "2", "3"):
        wrong(f"unknown precision {row['precision']!r}", "nothing or 1 (exact), 2 (near), 3 (the region only)")
    if len(problems) > before:
        return None
    return Place(
        place_id="",
        name=row["name"],
        level=PlaceLevel(row["level"]),
        country=row["country"],
        admin1=row["admin1"],
        admin2=row["admin2"],
        latitude=latitude,
        longitude=longitude,
        name_ar=row["name_ar"],
        names=tuple(name.strip() for name in row["variants"].split(";") if name.strip()),
        geonames_id=int(known) if known else None,
        population=_POPULATION,
        source=row["source"],
        publish_precision=int(row["precision"] or 1),
    )


def _degrees(cell: str, limit: int, column: str, wrong: Callable[[str, str], None]) -> float | None:
    value = degrees(cell, limit)
    if value is None and degrees(cell, 999) is not None:
        wrong(f"{column} {cell} lies outside -{limit}..{limit}", "give decimal degrees; latitude is north")
    elif value is None:
        wrong(f"{column} is no number: {cell[:40]!r}", "give decimal degrees, such as 36.2021")
    return value


def _identified(
    path: Path, rows: list[tuple[int, dict[str, str]]], places: list[Place | None], problems: list[Problem]
) -> list[Place | None]:
    """Give each place its id: its slug, with its province where two share a name."""
    names = Counter(slugify(row["name"]) for _line, row in rows)
    seen: dict[str, int] = {}
    known: dict[int, int] = {}
    found: list[Place | None] = []
    for (line, row), place in zip(rows, places, strict=True):
        if place is None:
            found.append(None)
            continue
        slug = slugify(row["name"])
        if row.get("slug"):
            slug = slugify(row["slug"])
        elif names[slug] > 1:
            slug = f"{slug}-{slugify(row['admin1'])}".strip("-")
        if not slug:
            problems.append(Problem("the name has no Latin letter", "give a slug", path, line))
        elif slug in seen:
            remedy = "remove one of them, or tell them apart in the column slug"
            problems.append(Problem(f"the same place as line {seen[slug]}: {slug}", remedy, path, line))
        if place.geonames_id is not None and place.geonames_id in known:
            message = f"the same geonames_id as line {known[place.geonames_id]}: {place.geonames_id}"
            problems.append(Problem(message, "each GeoNames place may stand once", path, line))
        seen.setdefault(slug, line)
        if place.geonames_id is not None:
            known.setdefault(place.geonames_id, line)
        found.append(replace(place, place_id=f"ed:{slug}"))
    return found
