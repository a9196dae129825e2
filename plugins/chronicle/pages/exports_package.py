"""datapackage.json: the tables described for machines, after Frictionless Data Package and Table Schema (v1)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .exports_cells import JOIN
from .exports_published import Licence
from .exports_said import Column
from .exports_tables import SCHEMA_VERSION, Table, TableKind

DEFUSED = (
    "Text that a spreadsheet would run as a formula (it begins with =, +, -, @, a tab or a line break) has an "
    "apostrophe before it in CSV, and only there; take it off, or read the table with chronicle.load."
)


@dataclass(frozen=True, slots=True)
class About:
    """What the package says of the chronicle as a whole."""

    title: str
    keeper: str
    homepage: str
    version: str
    as_of: str
    licence: Licence


def package(
    about: About,
    tables: Sequence[Table],
    others: Mapping[str, tuple[str, str]],
    files: Mapping[str, tuple[int, str]],
    examples: Mapping[tuple[str, str], str],
) -> dict[str, Any]:
    """Return the descriptor.

    `others` are files that are no table: name to media type and description; `files` gives each file's size and hash;
    `examples` a value by table and column. Nothing in it depends on the day of the build.
    """
    described = {
        "profile": "data-package",
        "name": "chronicle",
        "title": about.title,
        "description": "Dated, located, sourced events out of news articles. " + DEFUSED,
        "version": about.version,
        "schemaVersion": SCHEMA_VERSION,
        "asOf": about.as_of or None,
        "homepage": about.homepage or None,
        "licenses": [{"name": about.licence.code, "title": about.licence.title, "path": about.licence.url}],
        "contributors": [{"title": about.keeper, "role": "publisher"}] if about.keeper else None,
        "sources": [
            {"title": "The articles in articles.csv; the sentences quoted belong to their publishers"},
            {"title": "GeoNames (CC BY 4.0)", "path": "https://www.geonames.org/"},
        ],
        "resources": [_table(table, files, examples) for table in tables]
        + [_other(name, *said, files) for name, said in others.items()],
    }
    return {key: value for key, value in described.items() if value is not None}


def _table(
    table: Table, files: Mapping[str, tuple[int, str]], examples: Mapping[tuple[str, str], str]
) -> dict[str, Any]:
    kind = table.kind
    size, digest = files[f"{kind.name}.csv"]
    return {
        "profile": "tabular-data-resource",
        "name": kind.name,
        "path": f"{kind.name}.csv",
        "title": f"{kind.name}.csv",
        "description": f"{kind.about} {kind.note}".strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": _schema(kind, examples),
    }


def _schema(kind: TableKind, examples: Mapping[tuple[str, str], str]) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "fields": [_field(column, examples.get((kind.name, column.name), "")) for column in kind.columns],
        "missingValues": [""],
        "primaryKey": list(kind.key) if len(kind.key) > 1 else kind.key[0],
    }
    if kind.references:
        schema["foreignKeys"] = [
            {"fields": ref.column, "reference": {"resource": ref.table, "fields": ref.key}} for ref in kind.references
        ]
    return schema


def _field(column: Column, example: str) -> dict[str, Any]:
    """Return a column as a field; `unit`, `separator` and `itemType` are ours: Table Schema has no word for them."""
    described: dict[str, Any] = {
        "name": column.name,
        "type": "string" if column.is_list else column.type,
        "description": column.meaning + (f"; several joined by “{JOIN}”" if column.is_list else ""),
    }
    if column.type == "date":
        described["format"] = "default"
    if column.unit:
        described["unit"] = column.unit
    if column.is_list:
        described |= {"separator": JOIN, "itemType": column.type}
    if example:
        described["example"] = example
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.codes and not column.is_list:
        constraints["enum"] = list(column.codes)
    if column.minimum is not None:
        constraints["minimum"] = column.minimum
    if column.maximum is not None:
        constraints["maximum"] = column.maximum
    if constraints:
        described["constraints"] = constraints
    return described


def _other(name: str, media_type: str, about: str, files: Mapping[str, tuple[int, str]]) -> dict[str, Any]:
    size, digest = files[name]
    return {
        "profile": "data-resource",
        "type": "file",
        "name": name.replace(".", "-"),
        "path": name,
        "title": name,
        "description": about,
        "format": name.rpartition(".")[2],
        "mediatype": media_type,
        "bytes": size,
        "hash": f"sha256:{digest}",
    }
