"""The page of open data: every file, every column with an example, the licence, and how to cite with a version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .exports_cells import JOIN
from .exports_published import DataColumn, DataFile, Published
from .phrases import mark, say, say_in, say_n
from .views import Head, Link, Site
from .views_index import Index
from .words import chained, counted, sentences

ORIGINS = 6
"""So many origins of coordinates are named on the page."""
_TYPES: Mapping[str, str] = {
    "string": say_in("type of a column", "string"),
    "integer": say_in("type of a column", "integer"),
    "number": say_in("type of a column", "number"),
    "date": say_in("type of a column", "date"),
}
_LISTS: Mapping[str, str] = {
    "string": mark("list of strings, joined by “{mark}”"),
    "integer": mark("list of integers, joined by “{mark}”"),
    "number": mark("list of numbers, joined by “{mark}”"),
    "date": mark("list of dates, joined by “{mark}”"),
}
"""Table Schema's types in words."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    meaning: str
    kind: str
    """Its type and unit in words."""
    example: str


@dataclass(frozen=True, slots=True)
class Table:
    """A published file; one that is no table has no columns."""

    file: str
    url: str
    about: str
    note: str
    rows: str
    size: str
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class DataView:
    """The page of open data."""

    head: Head
    tables: tuple[Table, ...]
    """Every file but the zip."""
    whole: Table | None
    version: str
    schema_version: str
    licence: Link
    coordinates: tuple[tuple[str, str], ...]
    """Where coordinates come from, and of how many places."""
    changes: str
    """How many events came, changed and went since the earlier build; empty where none was given."""
    citation: str
    left_out: str = ""
    """How many source articles could not be read; empty where all were."""


def data_view(index: Index, site: Site, published: Published | None = None) -> DataView:
    """Return the page of open data; without `published` nothing has been written that it could name."""
    head = Head(say("Data"), say("Everything this site shows, as tables."), "data/", "data")
    if published is None:
        return DataView(head, (), None, "", "", Link(""), (), "", "", _left_out(site))
    return DataView(
        head=head,
        tables=tuple(_table(file) for file in published.files),
        whole=_table(published.whole),
        version=published.version,
        schema_version=published.schema_version,
        licence=Link(published.licence.title, published.licence.url),
        coordinates=_coordinates(published.coordinates_from),
        changes=_changes(published),
        citation=citation(site, published.version),
        left_out=_left_out(site),
    )


def _left_out(site: Site) -> str:
    if not site.left_out:
        return ""
    return say_n(
        "{n} source article could not be read and is left out of this state of the chronicle.",
        "{n} source articles could not be read and are left out of this state of the chronicle.",
        site.left_out,
    )


def citation(site: Site, version: str) -> str:
    """Return how the data are cited: keeper, title, state, version, address."""
    keeper = f"{site.keeper[0].upper()}{site.keeper[1:]}" if site.keeper else ""
    stated = [say("as of {day}", day=site.as_of)] if site.as_of else []
    state = chained([*stated, say("version {version}", version=version)])
    return sentences(
        say("{name}.", name=keeper) if keeper else "",
        say("{name}: data, {state}.", name=site.name, state=state),
        f"{site.url}/data/" if site.url else "",
    )


def size_words(size: int) -> str:
    """Return a file's size: "3.3 kB" (a thousand bytes)."""
    if size >= 1_000_000:
        return say("{size}\N{NO-BREAK SPACE}MB", size=f"{size / 1_000_000:.1f}")
    if size >= 1000:
        return say("{size}\N{NO-BREAK SPACE}kB", size=f"{size / 1000:.1f}")
    return say("{size}\N{NO-BREAK SPACE}B", size=str(size))


def _table(file: DataFile) -> Table:
    rows = counted(file.rows, file.unit) if file.rows is not None else ""
    columns = tuple(_column(column) for column in file.columns)
    return Table(file.name, file.url, file.about, file.note, rows, size_words(file.size), columns)


def _column(shown: DataColumn) -> Column:
    column = shown.column
    kind = say(_LISTS[column.type], mark=JOIN) if column.is_list else _TYPES[column.type]
    kinds = [kind, *([column.unit] if column.unit else []), *([say("always filled")] if column.required else [])]
    return Column(column.name, column.meaning, chained(kinds), shown.example)


def _coordinates(origins: Iterable[tuple[str, int]]) -> tuple[tuple[str, str], ...]:
    """Return where coordinates come from; only frequent origins by name, as an editor has words for one place each."""
    found: Counter[str] = Counter()
    for source, number in origins:
        found[_origin(source)] += number
    named = [(source, number) for source, number in found.most_common(ORIGINS) if number > 1]
    rest = found.total() - sum(number for _, number in named)
    shown = [(source, counted(number, "place")) for source, number in named]
    if rest:
        shown.append((say("others, as the column coordinates_from of places.csv says of each"), counted(rest, "place")))
    return tuple(shown)


def _origin(source: str) -> str:
    if source.casefold() in ("geonames", "geonames (cc by 4.0)"):
        return "GeoNames (CC BY 4.0)"
    return say("their region, as the place itself is on no map we have") if source == "text" else source


def _changes(published: Published) -> str:
    if not published.compared:
        return ""
    return say(
        "Since the earlier data: {added}, {corrected}, {withdrawn}.",
        added=say_n("{n} event added", "{n} events added", published.added),
        corrected=say_n("{n} corrected", "{n} corrected", published.corrected),
        withdrawn=say_n("{n} withdrawn", "{n} withdrawn", published.withdrawn),
    )
