"""The published data under output/data/: tables in every format, described, compared and packed; and extract's two."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ..model import Chronicle
from ..settings import LICENCES, Settings
from .exports_build import articles_rows, events_rows, places_of, places_rows, report_ids, reports_rows
from .exports_cells import csv_text, write_data, write_text
from .exports_changes import ADDED, CHANGES, CORRECTED, WITHDRAWN, ChangeRow, change_rows, read_previous, reasons_of
from .exports_package import About, package
from .exports_parquet import can_write_parquet, write_parquet
from .exports_published import DataColumn, DataFile, Licence, Published, hashes, version_of
from .exports_rows import EventRow, PlaceRow, ReportRow
from .exports_sqlite import write_sqlite
from .exports_tables import SCHEMA_VERSION, Table, core_tables, example_of, shaped_tables
from .exports_zip import write_zip
from .geojson import feature_texts, place_data_url, write_features, write_json, year_data_url
from .phrases import say
from .views import Site
from .views_index import years_of

__all__ = [
    "DataOptions",
    "articles_rows",
    "data_options",
    "events_rows",
    "extract_tables",
    "places_rows",
    "report_ids",
    "reports_rows",
    "write_tables",
]
ZIP = "chronicle-data.zip"
_MEDIA = {
    "csv": "text/csv",
    "geojson": "application/geo+json",
    "sqlite": "application/vnd.sqlite3",
    "parquet": "application/vnd.apache.parquet",
    "json": "application/json",
    "zip": "application/zip",
}
"""IANA's media types of the files."""


@dataclass(frozen=True, slots=True)
class DataOptions:
    """What the tables alone do not say."""

    title: str = "Chronicle"
    keeper: str = ""
    homepage: str = ""
    licence: Licence = field(default_factory=lambda: Licence("CC-BY-4.0", *LICENCES["CC-BY-4.0"]))
    previous: Path | None = None
    """The data of an earlier build: its folder data/, its zip, or its events.csv."""
    identifier: Callable[[str], str] = str
    """Makes an earlier event id one that may be published."""
    parquet: bool = True
    """False writes no Parquet even where pyarrow is installed."""


def data_options(settings: Settings, site: Site, identifier: Callable[[str], str] = str) -> DataOptions:
    """Return what the settings and the site say of the data."""
    return DataOptions(
        title=site.name,
        keeper=site.keeper,
        homepage=f"{site.url}/" if site.url else "",
        licence=Licence(settings.license, *LICENCES[settings.license]),
        previous=settings.root / settings.previous_data if settings.previous_data else None,
        identifier=identifier,
    )


def write_tables(chronicle: Chronicle, folder: Path, options: DataOptions | None = None) -> Published:
    """Write all open data of a publishable chronicle; equal chronicles, equal bytes.

    A file that holds its bytes already is not touched, and one of an earlier build that is no longer made goes.
    Raises ChronicleError where the previous data cannot be read.
    """
    chosen = options or DataOptions()
    core = core_tables(chronicle)
    events: Sequence[EventRow] = core[0].rows
    changes: list[ChangeRow] = []
    if chosen.previous:  # which may be no such data: looked at before anything is written
        changes = change_rows(read_previous(chosen.previous), events, reasons_of(chronicle), chosen.identifier)
    version = version_of(_write_csv(table, folder) for table in core)
    shaped = (*shaped_tables(chronicle, events), *([Table(CHANGES, changes)] if chosen.previous else ()))
    for table in shaped:
        _write_csv(table, folder)
    _write_features(chronicle, events, folder)
    about = About(
        title=chosen.title,
        keeper=chosen.keeper,
        homepage=chosen.homepage,
        version=version,
        as_of=chronicle.as_of.isoformat() if chronicle.as_of else "",
        licence=chosen.licence,
    )
    write_sqlite(core, _said(about), folder / "chronicle.sqlite")
    others = {
        "events.geojson": say(
            "The events as GeoJSON (RFC 7946) with every column of events.csv; without a position an event's geometry "
            "is null. The same per place and per year stands in places/ and years/."
        ),
        "chronicle.sqlite": say(
            "The tables events, reports, places and articles as an SQLite database with keys, indexes and full-text "
            "search (FTS5); Datasette serves it as it is."
        ),
    }
    for name in write_parquet(core, folder) if chosen.parquet and can_write_parquet() else ():
        typed = name.replace(".parquet", ".csv")
        others[name] = say("{table} typed, as Parquet: days are dates, lists are lists.", table=typed)
    return _describe([*core, *shaped], others, about, folder, changes)


def _write_csv(table: Table, folder: Path) -> bytes:
    """Write a table as CSV and return its bytes, of which none is held longer than it is looked at."""
    data = csv_text(table.kind.row, table.rows).encode("utf-8", "replace")
    write_data(folder / f"{table.kind.name}.csv", data)
    return data


def _describe(
    tables: Sequence[Table], others: Mapping[str, str], about: About, folder: Path, changes: Sequence[ChangeRow]
) -> Published:
    """Write what describes the files and packs them, and return it as the data page shows it."""
    examples = {
        (table.kind.name, column.name): example_of(column, table.rows)
        for table in tables
        for column in table.kind.columns
    }
    names = [*(f"{table.kind.name}.csv" for table in tables), *others]
    sizes = hashes(folder, names)
    said = {name: (media_type(name), text) for name, text in others.items()}
    descriptor = package(about, tables, said, sizes, examples)
    write_json(folder / "datapackage.json", descriptor, indent=2)
    compared = any(table.kind is CHANGES for table in tables)
    write_json(
        folder / "version.json",
        {**_said(about), "files": {name: {"bytes": size, "sha256": digest} for name, (size, digest) in sizes.items()}},
        indent=2,
    )
    described = {
        "datapackage.json": say("Every table and column described for machines (Frictionless Data Package)."),
        "version.json": say("The version of these data, with each file's size and SHA-256."),
    }
    write_zip(folder, [*names, *described], folder / ZIP, f"chronicle-data-{about.version}")
    _remove_others(folder, {*names, *described, ZIP})
    counted = Counter(change.change for change in changes if change.change != CORRECTED)
    size_of = partial(_size, folder)
    return Published(
        version=about.version,
        schema_version=SCHEMA_VERSION,
        licence=about.licence,
        files=(
            *(
                DataFile(
                    name=f"{table.kind.name}.csv",
                    about=table.kind.about,
                    media_type=media_type("x.csv"),
                    size=size_of(f"{table.kind.name}.csv"),
                    rows=len(table.rows),
                    unit=table.kind.unit,
                    note=table.kind.note,
                    columns=tuple(
                        DataColumn(column, examples[table.kind.name, column.name]) for column in table.kind.columns
                    ),
                )
                for table in tables
            ),
            *(DataFile(name, text, media_type(name), size_of(name)) for name, text in {**others, **described}.items()),
        ),
        whole=DataFile(ZIP, say("All of these files."), media_type(ZIP), size_of(ZIP)),
        added=counted[ADDED],
        corrected=len({change.event_id for change in changes if change.change == CORRECTED}),
        withdrawn=counted[WITHDRAWN],
        compared=compared,
        coordinates_from=_coordinates(tables[2].rows),
    )


def media_type(name: str) -> str:
    """Return what a file is, by the end of its name."""
    return _MEDIA[name.rpartition(".")[2]]


def _size(folder: Path, name: str) -> int:
    return (folder / name).stat().st_size


def _said(about: About) -> dict[str, str]:
    return {
        "title": about.title,
        "version": about.version,
        "schema_version": SCHEMA_VERSION,
        "as_of": about.as_of,
        "licence": about.licence.code,
        "licence_url": about.licence.url,
    }


def _coordinates(places: Iterable[PlaceRow]) -> tuple[tuple[str, int], ...]:
    found = Counter(place.coordinates_from for place in places if place.latitude is not None)
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _write_features(chronicle: Chronicle, events: Sequence[EventRow], folder: Path) -> None:
    """Write every event as GeoJSON: in one file, and by each of its places and years."""
    features = feature_texts(events)
    write_features(folder / "events.geojson", features.values())
    parts: dict[str, list[str]] = defaultdict(list)
    for event in chronicle.events:
        for place in places_of(event):
            parts[place_data_url(place)].append(features[event.event_id])
        for year in years_of(event):
            parts[year_data_url(year)].append(features[event.event_id])
    for url, found in parts.items():
        write_features(folder / url.removeprefix("data/"), found)
    for path in (*folder.glob("places/*.geojson"), *folder.glob("years/*.geojson")):
        if f"data/{path.parent.name}/{path.name}" not in parts:
            path.unlink()


def _remove_others(folder: Path, made: set[str]) -> None:
    """Remove the optional files of an earlier build that this one does not make, so that none goes stale."""
    for path in folder.glob("*.parquet"):
        if path.name not in made:
            path.unlink()
    if "changes.csv" not in made:
        (folder / "changes.csv").unlink(missing_ok=True)


def extract_tables(chronicle: Chronicle, folder: Path) -> None:
    """Write events.csv and reports.csv without a site: `url` is empty."""
    write_text(folder / "events.csv", csv_text(EventRow, events_rows(chronicle, site=False)))
    write_text(folder / "reports.csv", csv_text(ReportRow, reports_rows(chronicle, site=False)))
