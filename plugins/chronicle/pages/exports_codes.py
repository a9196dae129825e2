"""Codes of countries that the field's tables ask for: ISO 3166-1 numeric, Gleditsch and Ward's, ACLED's regions.

They stand in data/country_codes.csv, a row a country of data/countries.csv: ISO numbers from GeoNames; state numbers
of the list of independent states (Gleditsch and Ward 1999), which UCDP uses; regions after ACLED's "Country and
region coverage".
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
_UCDP_REGIONS = (
    (range(2, 200), "Americas"),
    (range(200, 400), "Europe"),
    (range(400, 630), "Africa"),
    (range(630, 700), "Middle East"),
    (range(700, 1000), "Asia"),
)
"""UCDP/PRIO Armed Conflict Dataset Codebook, "Region": by the number of the state."""


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """A country's codes; None and empty where the list in question does not have it."""

    iso: int | None = None
    gleditsch_ward: int | None = None
    acled_region: str = ""

    @property
    def ucdp_region(self) -> str:
        """Return UCDP's region of the state."""
        number = self.gleditsch_ward
        return next((name for span, name in _UCDP_REGIONS if number is not None and number in span), "")


@cache
def codes_by_country() -> Mapping[str, CountryCodes]:
    """Return every country's codes by its ISO alpha-2 code and by its English short name."""
    with (DATA / "countries.csv").open(encoding="utf-8", newline="") as lines:
        names = {row["code"]: row["name"] for row in csv.DictReader(lines)}
    found: dict[str, CountryCodes] = {}
    with (DATA / "country_codes.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            codes = CountryCodes(_number(row["iso_numeric"]), _number(row["gleditsch_ward"]), row["acled_region"])
            found[row["code"]] = codes
            if row["code"] in names:
                found[names[row["code"]]] = codes
    return found


def country_codes(code: str, name: str = "") -> CountryCodes:
    """Return the codes of a country given by its ISO alpha-2 code or, without one, by its English short name."""
    known = codes_by_country()
    return known.get(code) or known.get(name) or CountryCodes()


def _number(text: str) -> int | None:
    return int(text) if text else None
