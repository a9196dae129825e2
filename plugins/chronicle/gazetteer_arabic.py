"""Arabic names of places far from Arabic: those of data/map_names.csv, which the base map and the pages share.

The gazetteer has Arabic names for countries that write Arabic and for what the editor lists; a chronicle also names
Moscow and Geneva, and a map has towns around its region.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from .gazetteer_sources import DATA

TABLE = "map_names.csv"


@cache
def map_names() -> Mapping[int, str]:
    """Return the Arabic names of the table by GeoNames id; an empty one means that none is to be shown."""
    with (DATA / TABLE).open(encoding="utf-8", newline="") as lines:
        return {int(row["geonames_id"]): row["name_ar"] for row in csv.DictReader(lines)}
