"""What a column of a published table says of itself: its meaning, unit, codes, and whether it is always filled.

The rows (exports_rows, exports_acled_rows, exports_ged_rows) carry it as the metadata of their fields; the data
package, the data page and the database read it from there, so that a column is named and explained in one place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from .phrases import Phrase, say

_TYPES: Mapping[Any, str] = {str: "string", int: "integer", float: "number", date: "date"}
"""Table Schema's names of the types (Frictionless Table Schema, "Types and Formats")."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a published table."""

    name: str
    meaning: str
    type: str
    """string, integer, number or date, as in Table Schema; of a list, that of its parts."""
    is_list: bool = False
    """Whether a cell holds several values, joined by "; " in CSV."""
    required: bool = False
    """Whether every row has a value here."""
    unit: str = ""
    codes: tuple[str | int, ...] = field(default=())
    """All the values that may stand here; none where any may."""
    minimum: int | None = None
    maximum: int | None = None


def said(
    meaning: str,
    *,
    required: bool = False,
    unit: str = "",
    codes: Iterable[str | int] = (),
    minimum: int | None = None,
    maximum: int | None = None,
) -> dict[str, Any]:
    """Return the metadata of a row's field: what its column means, its unit and codes, and whether it is filled.

    The meaning is a literal for the catalogue, as in say, or a phrase made before.
    """
    return {
        "meaning": meaning if isinstance(meaning, Phrase) else say(meaning),
        "required": required,
        "unit": unit,
        "codes": tuple(codes),
        "minimum": minimum,
        "maximum": maximum,
    }


def columns_of(row_type: Any) -> tuple[Column, ...]:
    """Return a table's columns in order, with all that is said of them."""
    return _columns_of(row_type)


@cache
def _columns_of(row_type: Any) -> tuple[Column, ...]:
    hints = get_type_hints(row_type)
    return tuple(_column(f.name, hints[f.name], f.metadata) for f in fields(row_type))


def _column(name: str, hint: Any, metadata: Mapping[str, Any]) -> Column:
    if get_origin(hint) is UnionType:
        hint = next(part for part in get_args(hint) if part is not NoneType)
    is_list = get_origin(hint) is tuple
    kind = _TYPES[get_args(hint)[0] if is_list else hint]
    return Column(name=name, type=kind, is_list=is_list, **metadata)
