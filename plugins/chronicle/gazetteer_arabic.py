"""Names of places beside GeoNames' own: those of data/map_names.csv, in Arabic and as the English press writes them.

The gazetteer has Arabic names for countries that write Arabic and for what the editor lists; a chronicle also names
Moscow and Geneva, and a map has towns around its region. GeoNames' Latin names are a scholar's transliteration
("Ar Raqqah", "Tadmur") or an administration's ("Judea and Samaria Area"); on the map stands what readers know.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from .errors import LexiconError, Problem
from .gazetteer_sources import DATA
from .termfile import rows

TABLE = "map_names.csv"
COLUMNS = ("geonames_id", "name", "name_ar", "name_en")
UNSHOWN = "-"
"""In name_en: a name that stands on no map, for what the press does not call by any name of its own."""
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_ARABIC = re.compile("[\u0600-\u06ff]")


@cache
def map_names() -> Mapping[int, str]:
    """Return the Arabic names of the table by GeoNames id."""
    return {place: arabic for place, (arabic, _) in read_map_names(DATA / TABLE).items() if arabic}


@cache
def press_names() -> Mapping[int, str]:
    """Return the English press's names of the table by GeoNames id; UNSHOWN for what no map is to name."""
    return {place: english for place, (_, english) in read_map_names(DATA / TABLE).items() if english}


def read_map_names(path: Path) -> Mapping[int, tuple[str, str]]:
    """Return (Arabic, English press) names by GeoNames id, "" for what GeoNames has well enough.

    Raises LexiconError for an id that is no number or stands twice, a name in the other script, a row without names.
    """
    problems: list[Problem] = []
    found: dict[int, tuple[str, str]] = {}
    for line, row in rows(path, COLUMNS, problems):
        number, arabic, english = row["geonames_id"], row["name_ar"], row["name_en"]
        for fault, remedy in (
            (
                not number.isdecimal() and f"geonames_id is {number!r}",
                "copy the number from the place's page at geonames.org",
            ),
            (number.isdecimal() and int(number) in found and f"{number} stands twice", "keep one of the rows"),
            (_LATIN.search(arabic) and f"name_ar is {arabic!r}", "write it in Arabic letters, or leave it empty"),
            (_ARABIC.search(english) and f"name_en is {english!r}", "write it in Latin letters, or leave it empty"),
            (not arabic and not english and "the row names nothing", "fill name_ar or name_en, or remove the row"),
        ):
            if fault:
                problems.append(Problem(str(fault), remedy, path, line))
        if number.isdecimal():
            found.setdefault(int(number), (arabic, english))
    if problems:
        raise LexiconError(problems)
    return found
