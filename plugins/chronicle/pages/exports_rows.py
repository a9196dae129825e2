"""The rows of the published tables: the one place where their columns are named, and how they are filled.

A field's name is its column, a field's type says how its cell is written and read (see exports_cells.py). The first
columns and their order are fixed; new ones are added behind them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class EventRow:
    """One happening: a row of events.csv."""

    event_id: str
    title: str
    date_start: date | None
    date_end: date | None
    date_precision: int | None
    """UCDP's date_prec: 1 a day, 2 two to six days, 3 seven days, 4 eight to thirty-one days, 5 longer."""
    date_basis: str
    """stated, inherited or publication."""
    event_type: str
    sub_event_type: str
    disorder_type: str
    civilian_targeting: str
    actor1: tuple[str, ...]
    actor1_kind: tuple[int, ...]
    """ACLED's inter codes, in the order of actor1."""
    actor2: tuple[str, ...]
    actor2_kind: tuple[int, ...]
    place_id: str
    place: str
    admin1: str
    country: str
    latitude: float | None
    longitude: float | None
    geo_precision: int | None
    """1 the named place itself, 2 near it or part of it, 3 a region only."""
    fatalities_low: int | None
    fatalities_best: int | None
    fatalities_high: int | None
    injured_low: int | None
    injured_best: int | None
    injured_high: int | None
    reports: int
    publishers: tuple[str, ...]
    grade: str
    url: str
    """Relative to the site's root; empty where there is no site."""
    further_places: tuple[str, ...]
    """More places of the same happening."""
    further_place_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One article's statement of one happening: a row of reports.csv."""

    report_id: str
    event_id: str
    article_id: str
    publisher: str
    published: date | None
    quote: str
    start: int
    """The quote's first character in the article's text."""
    end: int
    assertion: str
    attribution: str
    date_text: str
    place_text: str
    url: str
    """The report on its event's page, relative to the site's root; empty where there is no site."""
    source_url: str
    """The publisher's own page."""
    retells: str
    """Whose report the quoted text retells in the chronicle's own words; empty for the publisher's own words."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place at which something happened: a row of places.csv."""

    place_id: str
    name: str
    name_ar: str
    admin1: str
    country: str
    latitude: float | None
    longitude: float | None
    level: str
    geonames_id: int | None
    events: int
    url: str
    coordinates_from: str
    """geonames, an editor's own words, or text (known from a text only)."""


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A source article: a row of articles.csv."""

    article_id: str
    title: str
    publisher: str
    published: date | None
    url: str
    """The publisher's own page."""
    events: int
    page: str
    """The article's page in the chronicle, relative to the site's root."""
    retells: str
