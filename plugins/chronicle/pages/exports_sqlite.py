"""The tables as one SQLite database with keys, indexes and full-text search: equal rows, equal bytes.

Datasette serves it as it is: full-text tables name the table that they search, so that it shows a search box.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from datetime import date
from operator import attrgetter
from pathlib import Path
from typing import Any

from .exports_cells import JOIN, write_data
from .exports_said import Column
from .exports_tables import Table, TableKind

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT"}
_INDEXES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "events": (("date_start", "date_end"), ("place_id",), ("event_type", "sub_event_type"), ("country", "admin1")),
    "reports": (("event_id",), ("article_id",), ("publisher",)),
    "places": (("name",), ("country", "admin1")),
    "articles": (("published",), ("publisher",)),
    "actors": (("name",),),
    "corrections": (("corrected_on",),),
}
_SEARCHED: Mapping[str, tuple[str, ...]] = {
    "events": ("title", "place", "admin1", "country", "actor1", "actor2", "further_places"),
    "reports": ("quote", "attribution", "publisher"),
    "places": ("name", "name_ar", "admin1", "country"),
    "articles": ("title", "publisher"),
    "actors": ("name", "name_ar", "country"),
    "corrections": ("why", "text"),
}
_PAGE_SIZE = 4096
_ORDER = ("articles", "places", "actors", "events", "reports", "corrections")
"""A table stands after those that it refers to."""


def write_sqlite(tables: Sequence[Table], about: Mapping[str, str], path: Path) -> None:
    """Write the tables, and what is to be said of them, as a database.

    An empty cell is NULL, a list its parts joined by "; ". Nothing of the time or the machine goes into the file; it
    is made beside its place and put there whole.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "made.sqlite"
        with closing(sqlite3.connect(made, isolation_level=None)) as base:
            _fill(base, tables, about)
        write_data(path, made.read_bytes())


def _fill(base: sqlite3.Connection, tables: Sequence[Table], about: Mapping[str, str]) -> None:
    base.execute(f"PRAGMA page_size = {_PAGE_SIZE}")
    base.execute("PRAGMA journal_mode = OFF")
    base.execute("PRAGMA synchronous = OFF")
    base.execute("BEGIN")
    base.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
    base.executemany("INSERT INTO about VALUES (?, ?)", about.items())
    by_name = {table.kind.name: table for table in tables}
    for name in _ORDER:
        table = by_name[name]
        base.execute(_create(table.kind))
        marks = ", ".join("?" * len(table.kind.columns))
        base.executemany(f"INSERT INTO {name} VALUES ({marks})", map(_reader(table.kind), table.rows))
        for columns in _INDEXES[name]:
            base.execute(f"CREATE INDEX {name}_{columns[0]} ON {name} ({', '.join(columns)})")
        searched = ", ".join(_SEARCHED[name])
        base.execute(
            f'CREATE VIRTUAL TABLE {name}_fts USING fts5({searched}, content="{name}", '
            "tokenize='unicode61 remove_diacritics 2')"
        )
        base.execute(f"INSERT INTO {name}_fts ({name}_fts) VALUES ('rebuild')")
    base.execute("COMMIT")


def _create(kind: TableKind) -> str:
    parts = [_definition(column, kind) for column in kind.columns]
    parts += [f"FOREIGN KEY ({ref.column}) REFERENCES {ref.table} ({ref.key})" for ref in kind.references]
    return f"CREATE TABLE {kind.name} (\n  " + ",\n  ".join(parts) + "\n)"


def _definition(column: Column, kind: TableKind) -> str:
    of = "TEXT" if column.is_list else _TYPES[column.type]
    key = " PRIMARY KEY" if kind.key == (column.name,) else ""
    return f"{column.name} {of}{key}{' NOT NULL' if column.required else ''}"


def _reader(kind: TableKind) -> Callable[[Any], tuple[Any, ...]]:
    take = attrgetter(*(column.name for column in kind.columns))
    required = tuple(column.required for column in kind.columns)

    def read(row: Any) -> tuple[Any, ...]:
        return tuple(map(_value, take(row), required))

    return read


def _value(value: Any, required: bool) -> Any:
    if type(value) is str:
        return value if value or required else None
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        value = JOIN.join(map(str, value))
    return None if value == "" and not required else value
