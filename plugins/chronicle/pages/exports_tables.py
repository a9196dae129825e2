"""The list of published tables: their files, keys and references, and how large each is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from ..model import Chronicle
from .exports_acled import acled_rows
from .exports_acled_rows import AcledRow
from .exports_build import articles_rows, events_rows, places_rows, reports_rows
from .exports_further import actors_rows, corrections_rows
from .exports_ged import ged_rows
from .exports_ged_rows import GedRow
from .exports_rows import ActorRow, ArticleRow, CorrectionRow, EventRow, PlaceRow, ReportRow
from .exports_said import Column, columns_of
from .phrases import say

SCHEMA_VERSION = "1.0"
"""Of the tables' columns: the first number grows when one changes its meaning or goes, the second when one comes."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A column whose values stand in another table's key."""

    column: str
    table: str
    key: str


@dataclass(frozen=True, slots=True)
class TableKind:
    """A published table as such, whatever stands in it."""

    name: str
    about: str
    unit: str
    """What a row is, in the singular."""
    row: Any
    """The dataclass of a row."""
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    note: str = ""

    @property
    def columns(self) -> tuple[Column, ...]:
        """Return its columns in order."""
        return columns_of(self.row)


@dataclass(frozen=True, slots=True)
class Table:
    """A published table with its rows."""

    kind: TableKind
    rows: Sequence[Any]


EVENTS = TableKind(
    "events",
    say("One happening a row."),
    "event",
    EventRow,
    ("event_id",),
    (Reference("place_id", "places", "place_id"),),
)
REPORTS = TableKind(
    "reports",
    say("One article's statement of one happening a row."),
    "report",
    ReportRow,
    ("report_id",),
    (Reference("event_id", "events", "event_id"), Reference("article_id", "articles", "article_id")),
)
PLACES = TableKind("places", say("Every place that an event names."), "place", PlaceRow, ("place_id",))
ARTICLES = TableKind("articles", say("Every source article."), "article", ArticleRow, ("article_id",))
ACTORS = TableKind("actors", say("Every side that an event names."), "side", ActorRow, ("actor_id",))
CORRECTIONS = TableKind(
    "corrections", say("What the editor corrected, when and why."), "correction", CorrectionRow, ("correction_id",)
)
ACLED = TableKind(
    "acled",
    say("The events in the 31 columns of ACLED's export, for scripts that expect them."),
    "event",
    AcledRow,
    ("event_id_cnty",),
    (Reference("event_id_cnty", "events", "event_id"),),
    say(
        "Shaped like ACLED's data, but none of it: ACLED neither made nor checked these rows. Codes follow the ACLED "
        "Codebook (2024); what it would have a coder guess stays empty."
    ),
)
GED = TableKind(
    "ged",
    say("The events in which a source states a death, in the 49 columns of UCDP GED, for scripts that expect them."),
    "event",
    GedRow,
    ("id",),
    (Reference("relid", "events", "event_id"),),
    say(
        "Shaped like the data of the Uppsala Conflict Data Program (UCDP), but none of it: UCDP neither made nor "
        "checked these rows. Codes follow the UCDP GED Codebook (version 23.1)."
    ),
)
CORE = (EVENTS, REPORTS, PLACES, ARTICLES, ACTORS, CORRECTIONS)
"""The tables that all else is made of; SQLite and Parquet hold these, and their content is the version."""


def core_tables(chronicle: Chronicle) -> tuple[Table, ...]:
    """Return the tables of a publishable chronicle that all else is made of."""
    return (
        Table(EVENTS, events_rows(chronicle)),
        Table(REPORTS, reports_rows(chronicle)),
        Table(PLACES, places_rows(chronicle)),
        Table(ARTICLES, articles_rows(chronicle)),
        Table(ACTORS, actors_rows(chronicle)),
        Table(CORRECTIONS, corrections_rows(chronicle)),
    )


def shaped_tables(chronicle: Chronicle, events: Iterable[EventRow]) -> tuple[Table, ...]:
    """Return the events in the columns of ACLED and UCDP GED; `events` are the rows of events.csv."""
    titles = {row.event_id: row.title for row in events}
    return Table(ACLED, acled_rows(chronicle, titles)), Table(GED, ged_rows(chronicle))


def example_of(column: Column, rows: Iterable[Any], longest: int = 60) -> str:
    """Return the first value that a column has, as text, shortened; empty where no row has one."""
    for row in rows:
        value = getattr(row, column.name)
        if value not in (None, "", ()):
            text = "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)
            text = " ".join(text.split())
            return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
    return ""
