"""changes.csv: what differs from the data of a previous build, event by event: added, corrected, withdrawn, and why.

A value that was published once may be withheld today: a place, a side or a headline. So of what a row said before,
only days, types, numbers and codes are repeated, and the id of an event that is gone goes through `identifier`, which
hides what may not be named.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import ChronicleError, Problem
from ..model import Chronicle, Correction, CorrectionKind, Forward
from .exports_cells import cell
from .exports_rows import EventRow
from .exports_said import columns_of, said
from .exports_tables import TableKind
from .phrases import say

ADDED, CORRECTED, WITHDRAWN = "added", "corrected", "withdrawn"
_TOLD = frozenset({"string"})
_CODED = frozenset({"date_basis", "event_type", "sub_event_type", "disorder_type", "civilian_targeting", "grade"})
_HIDDEN = frozenset({"latitude", "longitude"})
_SOURCES = frozenset({"reports", "publishers", "grade"})
_MAKING = frozenset({CorrectionKind.ADD, CorrectionKind.SPLIT})
_WHOLE = frozenset({CorrectionKind.MERGE, CorrectionKind.SPLIT, CorrectionKind.DISPUTE})
_HELD: Mapping[str, tuple[str, ...]] = {
    "place": ("admin1", "country", "latitude", "longitude"),
    "sub_event_type": ("event_type", "disorder_type", "civilian_targeting"),
}
"""Columns that follow from a field of corrections.yaml under another name."""
_ADDRESSES = frozenset({"url"})


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A value that differs, or an event that came or went: a row of changes.csv."""

    change: str = field(
        metadata=said(
            "added, corrected (one value of an event that was there) or withdrawn",
            required=True,
            codes=(ADDED, CORRECTED, WITHDRAWN),
        )
    )
    event_id: str = field(metadata=said("The event's id", required=True))
    column: str = field(metadata=said("The column of events.csv that differs; empty where the event came or went"))
    before: str = field(
        metadata=said("What it said; given for days, types, numbers and codes only, as names may be withheld since")
    )
    after: str = field(metadata=said("What it says; given likewise"))
    why: str = field(metadata=said("Why, where known: a correction's own words, or what its reports have become"))
    url: str = field(metadata=said("The event's page, relative to the site's root; empty where it is withdrawn"))


CHANGES = TableKind(
    "changes",
    say("What differs from the previous data, a value a row."),
    "change",
    ChangeRow,
    ("change", "event_id", "column"),
)


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why events differ, as far as the editor's corrections and the forwarded addresses say."""

    corrections: Mapping[str, tuple[Correction, ...]] = field(default_factory=dict)
    forwards: Mapping[str, Forward] = field(default_factory=dict)

    def of_value(self, event_id: str, column: str) -> str:
        """Return why a value of an event differs: the correction that set it, else those of the event as a whole."""
        told = self.corrections.get(event_id, ())
        own = [each.why for each in told if any(_is_of(column, change.field) for change in each.changes)]
        whole = [each.why for each in told if not each.changes and each.kind in _WHOLE]
        return "; ".join(dict.fromkeys(filter(None, own or whole)))

    def of_addition(self, event_id: str) -> str:
        """Return why an event came: the corrections that made it."""
        told = self.corrections.get(event_id, ())
        return "; ".join(dict.fromkeys(each.why for each in told if each.kind in _MAKING and each.why))

    def of_withdrawal(self, event_id: str) -> str:
        """Return what became of an event that is gone."""
        forward = self.forwards.get(event_id)
        if forward is None:
            return ""
        if forward.to:
            return f"its reports stand at {', '.join(forward.to)} now"
        return "hidden by the editor" if forward.hidden else "no source tells of it any more"


def reasons_of(chronicle: Chronicle) -> Reasons:
    """Return why events of a publishable chronicle differ from what they were."""
    return Reasons(
        {event.event_id: event.corrections for event in chronicle.events if event.corrections},
        {forward.event_id: forward for forward in chronicle.forwards},
    )


def read_previous(path: Path) -> dict[str, dict[str, str]]:
    """Return the rows of a previous events.csv by id, as text.

    `path` is a folder that holds it (output/data of that build), its zip, or the file itself. Columns of an older
    schema do no harm. Raises ChronicleError where there is no such table, or one without ids.
    """
    remedy = "give the folder data/ of an earlier build, or its zip, as CHRONICLE_PREVIOUS_DATA"
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive:
                inside = next(name for name in archive.namelist() if name.rpartition("/")[2] == "events.csv")
                text = archive.read(inside).decode("utf-8")
        else:
            text = (path / "events.csv" if path.is_dir() else path).read_text(encoding="utf-8")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        return {row["event_id"]: row for row in rows}
    except (OSError, zipfile.BadZipFile, StopIteration, UnicodeDecodeError, csv.Error, KeyError) as error:
        raise ChronicleError(Problem("no events of a previous build can be read here", remedy, path)) from error


def change_rows(
    previous: Mapping[str, Mapping[str, str]],
    events: Sequence[EventRow],
    reasons: Reasons | None = None,
    identifier: Callable[[str], str] = str,
) -> list[ChangeRow]:
    """Return what differs: by event in today's order, then those withdrawn by id.

    `identifier` returns an id as it may be published.
    """
    known = reasons or Reasons()
    before = {identifier(key): row for key, row in previous.items()}
    found: list[ChangeRow] = []
    for event in events:
        old = before.pop(event.event_id, None)
        if old is None:
            found.append(ChangeRow(ADDED, event.event_id, "", "", "", known.of_addition(event.event_id), event.url))
        else:
            found += _corrected(old, event, known)
    # Of an id that leads nowhere nothing is said: what was taken down leaves no trace
    told = [key for key in sorted(before) if reasons is None or key in known.forwards]
    found += [ChangeRow(WITHDRAWN, key, "", "", "", known.of_withdrawal(key), "") for key in told]
    return found


def _corrected(old: Mapping[str, str], event: EventRow, reasons: Reasons) -> Iterator[ChangeRow]:
    new = {column.name: cell(getattr(event, column.name)) for column in columns_of(EventRow)}
    differs = [name for name in new if name in old and name not in _ADDRESSES and old[name] != new[name]]
    further = any(name in _SOURCES for name in differs)
    for name in differs:
        shown = _may_be_repeated(name)
        why = reasons.of_value(event.event_id, name) or ("its reports are others" if further else "read anew")
        yield ChangeRow(
            CORRECTED, event.event_id, name, old[name] if shown else "", new[name] if shown else "", why, event.url
        )


def _is_of(column: str, field: str) -> bool:
    """Tell whether a correction's field is or holds a column: "date" holds date_start; a title is made of them all."""
    return column.startswith(field) or column == "title" or column in _HELD.get(field, ())


def _may_be_repeated(name: str) -> bool:
    column = next(column for column in columns_of(EventRow) if column.name == name)
    return name in _CODED or (column.type not in _TOLD and name not in _HIDDEN)
