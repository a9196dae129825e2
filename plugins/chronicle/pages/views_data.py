"""The page of open data: every table with its columns explained."""

from __future__ import annotations

from dataclasses import dataclass, fields

from .exports_rows import ArticleRow, EventRow, PlaceRow, ReportRow
from .views import Head
from .views_index import Index
from .words import counted

COLUMNS: dict[str, str] = {
    "event_id": "The event's id, which its address carries",
    "title": "A headline made from the facts; of an article, the publisher's own",
    "date_start": "First day on which it may have happened (ISO 8601)",
    "date_end": "Last such day",
    "date_precision": "1 a day, 2 two to six days, 3 seven days, 4 eight to 31 days, 5 longer (after UCDP)",
    "date_basis": "stated (in the sentence), inherited (from its surroundings) or publication (the text gives no date)",
    "event_type": "ACLED's event type",
    "sub_event_type": "ACLED's sub-event type",
    "disorder_type": "ACLED's disorder type",
    "civilian_targeting": "“Civilian targeting”, or empty",
    "actor1": "Who did it, or one side; several joined by “; ”",
    "actor1_kind": "Its kind, as ACLED's inter code (1 state forces … 8 external or other)",
    "actor2": "To whom, or the other side",
    "actor2_kind": "Its kind",
    "place_id": "The place's id",
    "place": "The place's name",
    "admin1": "First-level region",
    "country": "Country, English short name",
    "latitude": "Degrees north (WGS 84); empty where unknown, never 0",
    "longitude": "Degrees east",
    "geo_precision": "1 the named place itself, 2 near it or part of it, 3 a region only",
    "fatalities_low": "Dead, lowest number stated; empty where no number is stated",
    "fatalities_best": "Dead, the number that the record leads with",
    "fatalities_high": "Dead, highest number stated",
    "injured_low": "Injured, lowest number stated",
    "injured_best": "Injured, the number that the record leads with",
    "injured_high": "Injured, highest number stated",
    "reports": "How many reports it rests on",
    "publishers": "Whose reports, joined by “; ”",
    "grade": "single (one independent source), corroborated (two or more agree) or disputed (they disagree)",
    "url": "Address relative to the site's root; of an article, the publisher's own page",
    "further_places": "More places of the same happening",
    "further_place_ids": "Their ids",
    "report_id": "The report's id",
    "article_id": "The source article's id",
    "publisher": "Whose article it is",
    "published": "Publication date",
    "quote": "The sentence quoted; empty where it is withheld",
    "start": "Its first character in the article's text",
    "end": "The character after its last",
    "assertion": "stated, claimed or denied",
    "attribution": "Who says so, in the text's words",
    "date_text": "The words that give the date",
    "place_text": "The words that give the place",
    "source_url": "The publisher's own page",
    "retells": "Whose report the text retells in the chronicle's own words; empty for the publisher's own words",
    "name": "Name",
    "name_ar": "Arabic name",
    "level": "country, admin1, admin2, place, site or area",
    "geonames_id": "GeoNames' id",
    "events": "How many events name it",
    "coordinates_from": "Where the coordinates come from",
    "page": "The article's page here, relative to the site's root",
}
"""What each column says; a name means the same in every table."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Table:
    """A published table."""

    file: str
    url: str
    about: str
    rows: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """The page of open data."""

    head: Head
    tables: tuple[Table, ...]


def data_view(index: Index) -> DataView:
    """Return the page of open data."""
    reports = sum(len(event.reports) for event in index.events)
    tables = (
        ("events", "One happening a row.", counted(len(index.events), "event"), EventRow),
        ("reports", "One article's statement of one happening a row.", counted(reports, "report"), ReportRow),
        ("places", "Every place that an event names.", counted(len(index.places), "place"), PlaceRow),
        ("articles", "Every source article.", counted(len(index.articles), "article"), ArticleRow),
    )
    made = [
        Table(
            f"{name}.csv", f"data/{name}.csv", about, rows, tuple(Column(f.name, meaning(f.name)) for f in fields(row))
        )
        for name, about, rows, row in tables
    ]
    about = "The events as GeoJSON (RFC 7946), for maps; without a position an event's geometry is null."
    made.append(Table("events.geojson", "data/events.geojson", about, counted(len(index.events), "feature"), ()))
    return DataView(Head("Data", "Everything this site shows, as tables.", "data/", "data"), tuple(made))


def meaning(column: str) -> str:
    """Return what a column says; a column that nobody has explained yet says so."""
    return COLUMNS.get(column, "Not explained yet")
