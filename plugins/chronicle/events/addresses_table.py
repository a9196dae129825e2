"""The table of addresses, content/chronicle/addresses.csv: which reports each event's address has ever stood for.

Rows are only ever added. They stand sorted, so that two branches that both added some merge line by line (and
.gitattributes lets git keep both sides); rows that stand twice or out of order do no harm.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..errors import AddressError, Problem
from .addresses_match import Trace

HEADER = ("event_id", "article", "sentence", "cue", "to", "round")
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MARK = re.compile(r"[0-9a-f]{12}")
_BAG = re.compile(r"(?:[A-Za-z0-9_-]{2}){0,60}")
_CUE = re.compile(r"[A-Za-z0-9_-]{2}")
_ROUND = re.compile(r"0{0,8}[1-9][0-9]{0,8}")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


@dataclass(frozen=True, slots=True, order=True)
class Row:
    """One thing that was so when a build wrote it down: a report stood at an address, or the address forwarded."""

    event_id: str
    trace: Trace | None = None
    """The report; None in a row that says where the address leads, and for an event that the editor added."""
    to: str = ""
    """The event that the address leads to since its own reports went there."""
    round: int = 1
    """Counts the builds that added rows: what was said last holds."""

    def cells(self) -> tuple[str, ...]:
        """Return the row as the file has it."""
        trace = self.trace or Trace("", "", "")
        return self.event_id, trace.article, trace.sentence, trace.cue, self.to, str(self.round)


def _sorted(rows: Iterable[Row]) -> list[Row]:
    return sorted(set(rows), key=lambda row: (row.event_id, row.round, row.cells()))


def table_text(rows: Iterable[Row]) -> str:
    """Return the whole file."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    writer.writerows(row.cells() for row in _sorted(rows))
    return out.getvalue()


def read_table(path: Path, shown: Path | None = None) -> tuple[Row, ...]:
    """Return the rows of the table, sorted and each once; none where there is no file.

    `shown` is the path that problems name. Raises AddressError with every bad line.
    """
    if not path.exists():
        return ()
    shown = shown or path
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise AddressError(Problem(f"cannot be read: {error}", "restore it from git", shown)) from None
    problems: list[Problem] = []
    rows: list[Row] = []
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith(_CONFLICT):
            remedy = "keep the lines of both sides and remove the marks; twice the same line does no harm"
            problems.append(Problem("an unsettled conflict of git", remedy, shown, number))
        elif line.strip() and tuple(line.split(",")) != HEADER:
            try:
                rows.append(_row(line.split(",")))
            except ValueError as error:
                problems.append(
                    Problem(str(error), "restore the line from git; it is written by the build", shown, number)
                )
        elif number > 1 and not line.strip():
            continue
    if text.strip() and tuple(text.lstrip().splitlines()[0].split(",")) != HEADER:
        problems.insert(0, Problem("it does not begin with its header", f"begin it with {','.join(HEADER)}", shown, 1))
    if problems:
        raise AddressError(problems)
    return tuple(_sorted(rows))


def _row(cells: list[str]) -> Row:
    if len(cells) != len(HEADER):
        raise ValueError(f"{len(cells)} cells where the header has {len(HEADER)}")
    event_id, article, sentence, cue, to, number = (cell.strip() for cell in cells)
    for name, value in (("event_id", event_id), ("to", to)):
        if (value or name == "event_id") and not _ID.fullmatch(value):
            raise ValueError(f"{name} {value[:80]!r} is no event's id")
    if not _ROUND.fullmatch(number):
        raise ValueError(f"round {number[:20]!r} is no number")
    if bool(article) != bool(cue) or (article and to):
        raise ValueError("it names neither a report nor where the address leads")
    if article and not (_MARK.fullmatch(article) and _BAG.fullmatch(sentence) and _CUE.fullmatch(cue)):
        raise ValueError("its article, sentence or cue is damaged")
    return Row(event_id, Trace(article, sentence, cue) if article else None, to, int(number))


def without(rows: Iterable[Row], ids: frozenset[str], traces: frozenset[Trace], articles: frozenset[str]) -> list[Row]:
    """Return the rows without every trace of what was taken down: addresses, reports, and whole articles."""
    kept = [
        row
        for row in rows
        if row.event_id not in ids
        and row.to not in ids
        and (row.trace is None or (row.trace not in traces and row.trace.article not in articles))
    ]
    return kept
