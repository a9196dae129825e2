"""Reading a term list: a CSV with a header, checked row by row, all faults reported at once."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from .errors import LexiconError, Problem

LEXICON = Path(__file__).parent / "nlp" / "lexicon"
SKIPPED = frozenset(
    {"-", "–", "the", "a", "an", "his", "her", "their", "its", "full", "complete", "some", "several"}
) | {*("pound", "lb", "kg", "kilo", "kilogram", "kilogramme", "ton", "tonne")}
"""Words that may stand inside a term of several words: "take full control", "drop a 500-pound bomb"."""
IRREGULAR = {
    "retook": "retake", "retaken": "retake", "overran": "overrun", "overtook": "overtake", "overtaken": "overtake",
    "overthrew": "overthrow", "overthrown": "overthrow", "withdrew": "withdraw", "withdrawn": "withdraw",
    "dynamited": "dynamite", "shelled": "shell", "mortared": "mortar", "downed": "down",
}  # fmt: skip
"""Past forms whose verb the model's rules miss."""


def read_terms(
    path: Path, columns: Sequence[str], allowed: Mapping[str, frozenset[str]] | None = None
) -> tuple[tuple[str, ...], ...]:
    """Return the file's rows in the order of `columns`.

    `allowed` names the values that a column may have. Raises LexiconError naming file and line for a missing
    column, a row of the wrong length, an empty first column, a value that is not allowed or a row given twice.
    """
    problems: list[Problem] = []
    found: list[tuple[str, ...]] = []
    seen: set[tuple[str, ...]] = set()
    for line, row in rows(path, columns, problems):
        values = tuple(row[column] for column in columns)
        if not values[0]:
            problems.append(Problem(f"the column {columns[0]} is empty", "fill it or remove the row", path, line))
            continue
        for column, known in (allowed or {}).items():
            if row[column] not in known:
                remedy = f"use one of {', '.join(sorted(known))}"
                problems.append(Problem(f"{column} is {row[column]!r}", remedy, path, line))
        if values in seen:
            problems.append(Problem("the row stands twice", "remove one", path, line))
        seen.add(values)
        found.append(values)
    if problems:
        raise LexiconError(problems)
    return tuple(found)


def rows(path: Path, columns: Sequence[str], problems: list[Problem]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line, values by column) of each row of a list that may have further columns; "#" opens a remark.

    A file that cannot be read, a missing column and a row of the wrong length are added to `problems`. The mark that
    spreadsheets put before UTF-8 is passed over.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(Problem(f"the list cannot be read: {error}", "restore it, saved as UTF-8", path))
        return
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header = [name.strip() for name in next(reader, [])]
        missing = [column for column in columns if column not in header]
        if missing:
            remedy = f"the first line must be {','.join(columns)}"
            problems.append(Problem(f"has no column {', '.join(missing)}", remedy, path, 1))
            return
        for row in reader:
            if not row or row[0].startswith("#"):
                continue
            if len(row) != len(header):
                message = f"{len(row)} values instead of {len(header)}"
                problems.append(Problem(message, "quote values with commas", path, reader.line_num))
                continue
            yield reader.line_num, {name: value.strip() for name, value in zip(header, row, strict=True)}
    except csv.Error as error:  # a cell of over 131,072 characters: a quotation mark that is never closed
        problems.append(Problem(f"is no CSV from here on: {error}", "close the quotation mark", path, reader.line_num))


@contextmanager
def long_cells(most: int) -> Iterator[None]:
    """Let csv read cells of so many characters within the block: its bound is one for the whole process."""
    before = csv.field_size_limit(most)
    try:
        yield
    finally:
        csv.field_size_limit(before)
