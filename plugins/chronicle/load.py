"""Published tables back into typed rows: `chronicle.load("output/data")`; needs neither pelican nor spacy."""

from __future__ import annotations

from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

from .errors import ChronicleError, Problem
from .pages.exports_cells import read_csv
from .pages.exports_rows import ArticleRow, EventRow, PlaceRow, ReportRow

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Tables:
    """The published tables of one chronicle, in the order of the files."""

    events: tuple[EventRow, ...]
    reports: tuple[ReportRow, ...]
    places: tuple[PlaceRow, ...]
    articles: tuple[ArticleRow, ...]


def load(folder: str | PathLike[str]) -> Tables:
    """Read the tables of a published chronicle; places and articles are empty for what `invoke extract` wrote.

    Raises ChronicleError, naming file, line and fault, where a table is missing or cannot be read.
    """
    root = Path(folder)
    return Tables(
        events=_table(EventRow, root / "events.csv"),
        reports=_table(ReportRow, root / "reports.csv"),
        places=_table(PlaceRow, root / "places.csv", optional=True),
        articles=_table(ArticleRow, root / "articles.csv", optional=True),
    )


def _table(row_type: type[Row], path: Path, optional: bool = False) -> tuple[Row, ...]:
    if not path.exists():
        if optional:
            return ()
        raise ChronicleError(Problem("no such table", "give the folder that holds events.csv", path))
    rows: list[Any] = read_csv(row_type, path)
    return tuple(rows)
