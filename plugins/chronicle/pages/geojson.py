"""Events as GeoJSON (RFC 7946): the published file with every column, and the lean one that the map reads."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from ..model import Chronicle, Event
from .exports_build import events_rows
from .exports_cells import columns, write_text
from .exports_rows import EventRow
from .map_parts import doubt, located
from .urls import event_url, place_url
from .words import interval_words, place_words
from .words_event import event_title

DECIMALS = 6
"""About ten centimetres: finer than any gazetteer (RFC 7946, 11.2)."""


def position(latitude: float, longitude: float) -> list[float]:
    """Return a GeoJSON position: longitude before latitude."""
    return [round(longitude, DECIMALS), round(latitude, DECIMALS)]


def events_collection(chronicle: Chronicle, site: bool = True) -> dict[str, Any]:
    """Return every event as a feature with the columns of events.csv; without a position its geometry is null."""
    return {"type": "FeatureCollection", "features": [_feature(row) for row in events_rows(chronicle, site)]}


def _feature(row: EventRow) -> dict[str, Any]:
    geometry = None
    if row.latitude is not None and row.longitude is not None:
        geometry = {"type": "Point", "coordinates": position(row.latitude, row.longitude)}
    properties = {name: _value(getattr(row, name)) for name in columns(EventRow)}
    return {"type": "Feature", "id": row.event_id, "geometry": geometry, "properties": properties}


def _value(value: Any) -> Any:
    """Return a cell as JSON: an unknown value is null, what CSV joins is a list."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return list(value)
    return None if value == "" else value


def map_collection(chronicle: Chronicle) -> dict[str, Any]:
    """Return the located events with no more than the map shows: 10,000 of them must load at once on a phone."""
    return {
        "type": "FeatureCollection",
        "features": [feature for event in chronicle.events if (feature := _map_feature(event)) is not None],
    }


def _map_feature(event: Event) -> dict[str, Any] | None:
    place = event.place
    at = located(place)
    if place is None or at is None:
        return None
    interval = event.interval
    properties: dict[str, Any] = {
        "title": event_title(event),
        "url": event_url(event.event_id),
        "when": interval_words(interval),
        "where": place_words(place, event.geo_precision),
        "place": place.name,
        "place_url": place_url(place),
        "type": str(event.sub_event_type),
        "sides": [actor.name for actor in (*event.actor1, *event.actor2)],
        "start": interval.first.isoformat() if interval else None,
        "end": interval.last.isoformat() if interval else None,
        "date_precision": interval.precision if interval else None,
        "radius": doubt(place, event.geo_precision),
    }
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": position(*at)}, "properties": properties}


def write_json(path: Path, value: Any) -> None:
    """Write compact JSON; what is no number in JSON (NaN) is refused."""
    write_text(path, json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n")
