"""The 49 columns of ged.csv: those of UCDP's Georeferenced Event Dataset, Global version 23.1 and later, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from .exports_rows import DATE_PRECISIONS, DEGREES, PEOPLE
from .exports_said import said
from .phrases import say

UNFILLED = say("Left empty: UCDP's own number")
OURS = say("Left empty: this chronicle does not decide it")
ARTICLES = say("articles")


@dataclass(frozen=True, slots=True)
class GedRow:
    """An event with a death in UCDP GED's columns."""

    id: int = field(metadata=said("A number made from the event's id in this chronicle", required=True, minimum=0))
    relid: str = field(metadata=said("The event's id in this chronicle, as in events.csv", required=True))
    year: int | None = field(metadata=said("The year of date_start"))
    active_year: int | None = field(metadata=said(OURS, codes=(0, 1)))
    code_status: str = field(metadata=said(OURS))
    type_of_violence: int | None = field(
        metadata=said(
            "1 state-based (a government and another organised side), 2 non-state (two organised sides, neither a "
            "government), 3 one-sided (against people who do not fight); empty where the sides do not tell",
            codes=(1, 2, 3),
        )
    )
    conflict_dset_id: str = field(metadata=said(UNFILLED))
    conflict_new_id: int | None = field(metadata=said(UNFILLED))
    conflict_name: str = field(metadata=said(OURS))
    dyad_dset_id: str = field(metadata=said(UNFILLED))
    dyad_new_id: int | None = field(metadata=said(UNFILLED))
    dyad_name: str = field(metadata=said("Both sides, where both are known"))
    side_a_dset_id: str = field(metadata=said(UNFILLED))
    side_a_new_id: int | None = field(metadata=said(UNFILLED))
    side_a: str = field(
        metadata=said(
            "The government in state-based violence, the perpetrator in one-sided violence, else the first side"
        )
    )
    side_b_dset_id: str = field(metadata=said(UNFILLED))
    side_b_new_id: int | None = field(metadata=said(UNFILLED))
    side_b: str = field(metadata=said("The other side"))
    number_of_sources: int = field(
        metadata=said("How many articles report it", required=True, unit=ARTICLES, minimum=0)
    )
    source_article: tuple[str, ...] = field(metadata=said("Each article: publisher, day, headline"))
    source_office: tuple[str, ...] = field(metadata=said("The articles' publishers"))
    source_date: tuple[str, ...] = field(metadata=said("The articles' days of publication"))
    source_headline: tuple[str, ...] = field(metadata=said("The articles' headlines"))
    source_original: tuple[str, ...] = field(metadata=said("Who says so, in the articles' words"))
    where_prec: int | None = field(
        metadata=said(
            "1 the exact place, 2 about 25 km around it, 3 a second-level region, 4 a first-level region, 5 an area or "
            "part of a country, 6 a country, 7 international waters or airspace (not used)",
            codes=range(1, 8),
        )
    )
    where_coordinates: str = field(metadata=said("The place that the coordinates are of"))
    where_description: tuple[str, ...] = field(metadata=said("The words of the articles that say where"))
    adm_1: str = field(metadata=said("First-level region"))
    adm_2: str = field(metadata=said("Second-level region"))
    latitude: float | None = field(metadata=said("Degrees north", unit=DEGREES, minimum=-90, maximum=90))
    longitude: float | None = field(metadata=said("Degrees east", unit=DEGREES, minimum=-180, maximum=180))
    geom_wkt: str = field(metadata=said("The position as well-known text: longitude, latitude"))
    priogrid_gid: int | None = field(metadata=said("PRIO-GRID's cell of half a degree", minimum=1, maximum=259200))
    country: str = field(metadata=said("Country, English short name"))
    country_id: int | None = field(metadata=said("The country's Gleditsch and Ward number"))
    region: str = field(
        metadata=said("UCDP's region of the world", codes=("Africa", "Americas", "Asia", "Europe", "Middle East"))
    )
    event_clarity: int = field(
        metadata=said("1 one event; 2 a summary of several places or of more than a week", required=True, codes=(1, 2))
    )
    date_prec: int | None = field(
        metadata=said("1 a day, 2 two to six days, 3 seven days, 4 eight to 31 days, 5 longer", codes=DATE_PRECISIONS)
    )
    date_start: date | None = field(metadata=said("The first day on which it may have happened"))
    date_end: date | None = field(metadata=said("The last such day"))
    deaths_a: int = field(
        metadata=said(
            "Dead of side_a: always 0, for the sources' numbers are not told apart", required=True, unit=PEOPLE
        )
    )
    deaths_b: int = field(metadata=said("Dead of side_b: always 0, as in deaths_a", required=True, unit=PEOPLE))
    deaths_civilians: int = field(
        metadata=said(
            "Dead civilians: all of them in one-sided violence, else 0", required=True, unit=PEOPLE, minimum=0
        )
    )
    deaths_unknown: int = field(
        metadata=said("Dead of unknown status: best without deaths_civilians", required=True, unit=PEOPLE, minimum=0)
    )
    best: int = field(
        metadata=said(
            "The number that the record leads with, else the lowest stated; 0 where only an upper bound is stated",
            required=True,
            unit=PEOPLE,
            minimum=0,
        )
    )
    high: int = field(metadata=said("The highest number stated, at least best", required=True, unit=PEOPLE, minimum=1))
    low: int = field(metadata=said("The lowest number stated, at most best", required=True, unit=PEOPLE, minimum=0))
    gwnoa: int | None = field(metadata=said("Gleditsch and Ward number of side_a, where it is a government"))
    gwnob: int | None = field(metadata=said("Gleditsch and Ward number of side_b, where it is a government"))
