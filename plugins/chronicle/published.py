"""Published tables back into typed rows and data frames: `chronicle.load("output/data")`.

Light: reading needs neither pelican nor spacy, and pandas only where frames are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from .errors import ChronicleError, Problem
from .pages.exports_cells import read_csv
from .pages.exports_rows import ActorRow, ArticleRow, CorrectionRow, EventRow, PlaceRow, ReportRow
from .pages.exports_said import Column, columns_of

if TYPE_CHECKING:
    from pandas import DataFrame

Row = TypeVar("Row")
_DTYPES = {"string": "string", "integer": "Int64", "number": "float64", "date": "datetime64[s]"}
"""pandas' types: a missing number stays missing (Int64), and days before 1678 are days (seconds, not nanoseconds)."""


@dataclass(frozen=True, slots=True)
class Frames:
    """The published tables as pandas data frames.

    Days are datetime64, numbers Int64 or float64, texts strings; an empty cell is missing (NA, NaT, NaN). What CSV
    joins is a tuple in one cell: `events.explode("actor1")` makes a row of each side.
    """

    events: DataFrame
    reports: DataFrame
    places: DataFrame
    articles: DataFrame
    actors: DataFrame
    corrections: DataFrame


@dataclass(frozen=True, slots=True)
class Tables:
    """The published tables of one chronicle, in the order of the files."""

    events: tuple[EventRow, ...]
    reports: tuple[ReportRow, ...]
    places: tuple[PlaceRow, ...]
    articles: tuple[ArticleRow, ...]
    actors: tuple[ActorRow, ...] = ()
    corrections: tuple[CorrectionRow, ...] = ()
    version: str = ""
    """The data's version, to cite them by; empty for what `invoke extract` wrote."""

    @property
    def frames(self) -> Frames:
        """Return the tables as pandas data frames, made anew at each call; raises ChronicleError without pandas."""
        return Frames(
            events=_frame(EventRow, self.events),
            reports=_frame(ReportRow, self.reports),
            places=_frame(PlaceRow, self.places),
            articles=_frame(ArticleRow, self.articles),
            actors=_frame(ActorRow, self.actors),
            corrections=_frame(CorrectionRow, self.corrections),
        )


def load(folder: str | PathLike[str]) -> Tables:
    """Read the tables of a published chronicle; all but events and reports are empty for what `invoke extract` wrote.

    Raises ChronicleError, naming file, line and fault, where a table is missing or cannot be read.
    """
    root = Path(folder)
    return Tables(
        events=_table(EventRow, root / "events.csv"),
        reports=_table(ReportRow, root / "reports.csv"),
        places=_table(PlaceRow, root / "places.csv", optional=True),
        articles=_table(ArticleRow, root / "articles.csv", optional=True),
        actors=_table(ActorRow, root / "actors.csv", optional=True),
        corrections=_table(CorrectionRow, root / "corrections.csv", optional=True),
        version=_version(root / "version.json"),
    )


def _table(row_type: type[Row], path: Path, optional: bool = False) -> tuple[Row, ...]:
    if not path.exists():
        if optional:
            return ()
        raise ChronicleError(Problem("no such table", "give the folder that holds events.csv", path))
    rows: list[Any] = read_csv(row_type, path)
    return tuple(rows)


def _version(path: Path) -> str:
    if not path.exists():
        return ""
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["version"])
    except (ValueError, KeyError, TypeError) as error:
        raise ChronicleError(Problem("names no version", "use what a build wrote, whole", path)) from error


def _frame(row_type: type[Any], rows: Sequence[Any]) -> DataFrame:
    try:
        import pandas
    except ImportError as error:
        remedy = "install pandas, as requirements-data.txt does, or use the tables' rows"
        raise ChronicleError(Problem("data frames need pandas, which is not installed", remedy)) from error
    return pandas.DataFrame({column.name: _series(column, rows) for column in columns_of(row_type)})


def _series(column: Column, rows: Sequence[Any]) -> Any:
    import pandas

    values = [getattr(row, column.name) for row in rows]
    if column.is_list:
        return pandas.Series(values, dtype="object")
    if column.type == "string":
        values = [value or None for value in values]
    return pandas.Series(values, dtype=_DTYPES[column.type])
