"""Cells of the published CSV files: how a value of each type is written, and read back without loss.

A cell of text that a spreadsheet would run as a formula is defused after OWASP's "CSV Injection": it gets a leading
apostrophe, and only such a cell. Numbers and dates are left alone, so that a latitude of -12.5 stays a number. Nothing
is lost by it: `undo`, and so `chronicle.load`, gives the text back as it was, and GeoJSON, SQLite and Parquet, which no
spreadsheet runs, hold it as it is. `start` and `end` of a report count without it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from operator import attrgetter
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from ..errors import ChronicleError, Problem
from ..termfile import long_cells

Row = TypeVar("Row")

JOIN = "; "
_RUNS = "=+\\-@\t\r\n＝＋－＠"
"""OWASP's list, the full-width forms that Excel reads alike included."""
_OPENS = frozenset("'=+-@\t\r\n＝＋－＠")
"""What such a text can begin with: looked at first, for nearly none does."""
_TO_DEFUSE = re.compile(f"'*[{_RUNS}]")
_DEFUSED = re.compile(f"''*[{_RUNS}]")


def defuse(text: str) -> str:
    """Return text that no spreadsheet runs; an apostrophe before such text is doubled, so that it can be undone."""
    return f"'{text}" if text[:1] in _OPENS and _TO_DEFUSE.match(text) else text


def undo(text: str) -> str:
    """Return the text that was defused."""
    return text[1:] if _DEFUSED.match(text) else text


def join(parts: Iterable[object]) -> str:
    """Return parts in one cell; a semicolon within a part would split it in two, so it becomes a comma."""
    return JOIN.join(str(part).replace(";", ",") for part in parts)


def cell(value: object) -> str:
    """Return the text of one cell: None is empty, a date is ISO 8601, numbers have a point and no separators."""
    if value is None:
        return ""
    if isinstance(value, str):
        return defuse(value)
    if isinstance(value, tuple):
        numbers = all(isinstance(part, int) for part in value)
        return join(value) if numbers else defuse(join(value))
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value)
    return str(value)


def columns(row_type: type[Any]) -> tuple[str, ...]:
    """Return a table's columns in order."""
    return tuple(f.name for f in fields(row_type))


def csv_text(row_type: type[Row], rows: Iterable[Row]) -> str:
    """Return a table as RFC 4180 with line feeds: the header, then the rows in the order given."""
    names = columns(row_type)
    lines = _Lines()
    writer = csv.writer(lines, lineterminator="\r\n")
    writer.writerow(names)
    take = attrgetter(*names)
    # Most cells are empty, or begin with what nothing runs: asking `cell` of each took as long as writing them
    writer.writerows(
        [value if type(value) is str and value[:1] not in _OPENS else cell(value) for value in take(row)]
        for row in rows
    )
    return "".join(lines.made)


class _Lines:
    """What Python's csv writer writes to: it hands over a line at a time.

    Written with CRLF and then shortened: only so does the writer quote a cell that holds a bare CR.
    """

    def __init__(self) -> None:
        self.made: list[str] = []

    def write(self, line: str) -> None:
        self.made.append(line[:-2] + "\n")


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 with line feeds; a lone surrogate, which UTF-8 cannot hold, becomes a question mark."""
    write_data(path, text.encode("utf-8", "replace"))


def write_data(path: Path, data: bytes) -> None:
    """Write a file; one that holds these bytes already keeps its time, so that a deploy uploads what changed."""
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def read_csv(row_type: type[Row], path: Path) -> list[Row]:
    """Read a table into its rows; columns that the row does not name are passed over.

    A column that need not be filled may be missing, and is empty: an older build did not have it.
    Raises ChronicleError naming file and line where another column is missing or a cell cannot be read.
    """
    names = columns(row_type)
    needed = _needed(row_type)
    readers = _readers(row_type)
    rows: list[Row] = []
    with path.open(encoding="utf-8", newline="") as file, long_cells(2**31 - 1):
        lines = csv.DictReader(file)
        missing = [name for name in needed if name not in (lines.fieldnames or ())]
        if missing:
            raise ChronicleError(Problem(f"columns missing: {', '.join(missing)}", "use a whole table", path, 1))
        for line in lines:
            try:
                rows.append(row_type(*(readers[name](line.get(name, "")) for name in names)))
            except (ValueError, TypeError) as error:
                raise ChronicleError(Problem(str(error), "use a whole table", path, lines.line_num)) from error
    return rows


def _needed(row_type: type[Any]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(row_type) if f.metadata.get("required", True))


def _readers(row_type: type[Any]) -> dict[str, Callable[[str], Any]]:
    hints = get_type_hints(row_type)
    return {f.name: _reader(hints[f.name]) for f in fields(row_type)}


def _reader(hint: Any) -> Callable[[str], Any]:
    if get_origin(hint) is UnionType:
        inner = _reader(next(part for part in get_args(hint) if part is not NoneType))
        return lambda text: inner(text) if text else None
    if get_origin(hint) is tuple:
        part = get_args(hint)[0]
        return lambda text: tuple(part(piece) for piece in undo(text).split(JOIN)) if text else ()
    plain: dict[Any, Callable[[str], Any]] = {str: undo, int: int, float: float, date: date.fromisoformat}
    return plain[hint]
