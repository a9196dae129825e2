"""The tables as typed Parquet files, where pyarrow is installed (requirements-data.txt); equal rows, equal bytes."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .exports_cells import write_data
from .exports_said import Column
from .exports_tables import Table


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
        arrays = [_values(column, table.rows) for column in columns]
        schema = pyarrow.schema([field(column) for column in columns])
        made = pyarrow.table(arrays, schema=schema)
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(made, sink, compression="zstd", version="2.6", store_schema=True)
        names.append(f"{table.kind.name}.parquet")
        write_data(folder / names[-1], sink.getvalue().to_pybytes())
    return tuple(names)


def _values(column: Column, rows: Sequence[Any]) -> list[Any]:
    values = [getattr(row, column.name) for row in rows]
    if column.is_list:
        return [list(value) for value in values]
    return values if column.required else [None if value == "" else value for value in values]
