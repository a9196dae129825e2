"""Events as GeoJSON (RFC 7946), with every column of events.csv."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..model import Place
from .exports_cells import columns, write_text
from .exports_rows import EventRow
from .urls import place_slug

DECIMALS = 6
"""About ten centimetres: finer than any gazetteer (RFC 7946, 11.2)."""


def position(latitude: float, longitude: float) -> list[float]:
    """Return a GeoJSON position: longitude before latitude."""
    return [round(longitude, DECIMALS), round(latitude, DECIMALS)]


def feature_texts(rows: Iterable[EventRow]) -> dict[str, str]:
    """Return each event's feature as JSON by its id, made once for all the files that it stands in."""
    names = columns(EventRow)
    return {row.event_id: json_text(_feature(row, names)) for row in rows}


def write_features(path: Path, features: Iterable[str]) -> None:
    """Write features, given as JSON, as a collection: one a line, so that a difference between builds can be read."""
    write_text(path, '{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n")


def place_data_url(place: Place) -> str:
    """Return the address of a place's events as GeoJSON."""
    return f"data/places/{place_slug(place)}.geojson"


def year_data_url(year: int) -> str:
    """Return the address of a year's events as GeoJSON."""
    return f"data/years/{year:04d}.geojson"


def _feature(row: EventRow, names: Sequence[str]) -> dict[str, Any]:
    geometry = None
    if row.latitude is not None and row.longitude is not None:
        geometry = {"type": "Point", "coordinates": position(row.latitude, row.longitude)}
    properties = {name: _value(getattr(row, name)) for name in names}
    return {"type": "Feature", "id": row.event_id, "geometry": geometry, "properties": properties}


def _value(value: Any) -> Any:
    """Return a cell as JSON: an unknown value is null, what CSV joins is a list."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value


def write_json(path: Path, value: Any, indent: int | None = None) -> None:
    """Write JSON, compact or for people to read; what is no number in JSON (NaN) is refused."""
    pretty = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False) if indent else json_text(value)
    write_text(path, pretty + "\n")


def json_text(value: Any) -> str:
    """Return compact JSON; raises ValueError for what is no number in JSON (NaN)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
