"""Reading a term list: a CSV with a fixed header, checked row by row, all faults reported at once."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import LexiconError, Problem

LEXICON = Path(__file__).parent / "lexicon"


def read_terms(
    path: Path, columns: Sequence[str], allowed: Mapping[str, frozenset[str]] | None = None
) -> tuple[tuple[str, ...], ...]:
    """Return the file's rows in the order of `columns`.

    `allowed` names the values that a column may have. Raises LexiconError naming file and line for a wrong
    header, a row of the wrong length, an empty first column, a value that is not allowed or a row given twice.
    """
    problems: list[Problem] = []
    rows: list[tuple[str, ...]] = []
    seen: set[tuple[str, ...]] = set()
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise LexiconError(
            Problem(f"the term list cannot be read: {error}", "restore it, saved as UTF-8", path)
        ) from error
    reader = csv.reader(text.splitlines())
    header = next(reader, [])
    if header != list(columns):
        raise LexiconError(
            Problem(f"its first line is {','.join(header)!r}", f"make it {','.join(columns)!r}", path, 1)
        )
    for row in reader:
        if not row or row[0].startswith("#"):
            continue
        line = reader.line_num
        values = tuple(value.strip() for value in row)
        if len(values) != len(columns):
            problems.append(
                Problem(f"{len(values)} values instead of {len(columns)}", "quote values with commas", path, line)
            )
            continue
        if not values[0]:
            problems.append(Problem(f"the column {columns[0]} is empty", "fill it or remove the row", path, line))
            continue
        for column, value in zip(columns, values, strict=True):
            known = (allowed or {}).get(column)
            if known is not None and value not in known:
                remedy = f"use one of {', '.join(sorted(known))}"
                problems.append(Problem(f"{column} is {value!r}", remedy, path, line))
        if values in seen:
            problems.append(Problem("the row stands twice", "remove one", path, line))
        seen.add(values)
        rows.append(values)
    if problems:
        raise LexiconError(problems)
    return tuple(rows)
