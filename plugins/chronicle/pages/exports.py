"""The published tables under output/data/, and those that `invoke extract` writes."""

from __future__ import annotations

from pathlib import Path

from ..model import Chronicle
from .exports_build import articles_rows, events_rows, places_rows, report_ids, reports_rows
from .exports_cells import csv_text, write_text
from .exports_rows import ArticleRow, EventRow, PlaceRow, ReportRow
from .geojson import events_collection, write_json

__all__ = [
    "articles_rows",
    "events_rows",
    "extract_tables",
    "places_rows",
    "report_ids",
    "reports_rows",
    "write_tables",
]


def write_tables(chronicle: Chronicle, folder: Path) -> None:
    """Write events, reports, places and articles as CSV and the events as GeoJSON; equal chronicles, equal bytes."""
    events = events_rows(chronicle)
    write_text(folder / "events.csv", csv_text(EventRow, events))
    write_text(folder / "reports.csv", csv_text(ReportRow, reports_rows(chronicle)))
    write_text(folder / "places.csv", csv_text(PlaceRow, places_rows(chronicle)))
    write_text(folder / "articles.csv", csv_text(ArticleRow, articles_rows(chronicle)))
    write_json(folder / "events.geojson", events_collection(events))


def extract_tables(chronicle: Chronicle, folder: Path) -> None:
    """Write events.csv and reports.csv without a site: `url` is empty."""
    write_text(folder / "events.csv", csv_text(EventRow, events_rows(chronicle, site=False)))
    write_text(folder / "reports.csv", csv_text(ReportRow, reports_rows(chronicle, site=False)))
