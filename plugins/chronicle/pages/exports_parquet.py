"""The tables as typed Parquet files, where pyarrow is installed (requirements-data.txt); equal rows, equal bytes."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from .exports_cells import write_data
from .exports_said import Column
from .exports_tables import Table

EPOCH = date(1970, 1, 1).toordinal()
"""Parquet counts days from here (Apache Parquet, "Logical Types", DATE)."""


def can_write_parquet() -> bool:
    """Tell whether pyarrow is there; a chronicle that leaves it out has no Parquet files, and names none."""
    return importlib.util.find_spec("pyarrow") is not None


def write_parquet(tables: Sequence[Table], folder: Path) -> tuple[str, ...]:
    """Write each table as <name>.parquet and return the files' names.

    Days are dates, numbers integers or floats, what CSV joins are lists, and an empty cell is null.
    """
    import pyarrow
    import pyarrow.parquet

    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "date": pyarrow.date32(),
    }

    def field(column: Column) -> Any:
        of = types[column.type]
        return pyarrow.field(
            column.name,
            pyarrow.list_(of) if column.is_list else of,
            nullable=not column.required,
            metadata={"description": column.meaning, **({"unit": column.unit} if column.unit else {})},
        )

    names = []
    for table in tables:
        columns = table.kind.columns
        schema = pyarrow.schema([field(column) for column in columns])
        arrays = [_array(of.type, _values(column, table.rows)) for column, of in zip(columns, schema, strict=True)]
        made = pyarrow.table(arrays, schema=schema)
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(made, sink, compression="zstd", version="2.6", store_schema=True)
        names.append(f"{table.kind.name}.parquet")
        write_data(folder / names[-1], sink.getvalue().to_pybytes())
    return tuple(names)


def _array(of: Any, values: Iterable[object]) -> Any:
    """Return the values as one Arrow column.

    Handed over as lines of JSON: of a Python list `pyarrow.array` asks first whether it is one of pandas' own, and
    imports all of pandas to find out (0.4 s and 40 MB).
    """
    import pyarrow
    import pyarrow.json

    encoder = msgspec.json.Encoder(enc_hook=str)  # of a text of our own kind, as a phrase
    lines = encoder.encode_lines({"value": value} for value in values)
    if not lines:
        return pyarrow.nulls(0, of)
    schema = pyarrow.schema([pyarrow.field("value", of)])
    read = pyarrow.json.read_json(
        pyarrow.BufferReader(lines),
        read_options=pyarrow.json.ReadOptions(use_threads=False, block_size=len(lines) + 1),
        parse_options=pyarrow.json.ParseOptions(explicit_schema=schema, unexpected_field_behavior="error"),
    )
    return read.column(0)


def _values(column: Column, rows: Sequence[Any]) -> Iterable[object]:
    values = (getattr(row, column.name) for row in rows)
    if column.type == "date":
        return (value and value.toordinal() - EPOCH for value in values)
    return values if column.required or column.is_list else (None if value == "" else value for value in values)
