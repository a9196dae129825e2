"""Events as GeoJSON (RFC 7946): the published file with every column, and the lean one that the map reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ..model import Chronicle, Event, Place
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


def events_collection(rows: Iterable[EventRow]) -> dict[str, Any]:
    """Return every event as a feature with the columns of events.csv; without a position its geometry is null."""
    names = columns(EventRow)
    return {"type": "FeatureCollection", "features": [_feature(row, names) for row in rows]}


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


def map_collection(chronicle: Chronicle) -> dict[str, Any]:
    """Return the located events, a feature a place, with no more than the map shows.

    10,000 events must load at once on a phone, and 900 of one town are one mark with a list, not 900 on one spot.
    Events whose place is known less exactly ("near") are a feature of their own.
    """
    features: dict[tuple[str, int], dict[str, Any]] = {}
    for event in chronicle.events:
        place = event.place
        at = located(place)
        if place is None or at is None:
            continue
        radius = doubt(place, event.geo_precision)
        key = (place.place_id, radius)
        if key not in features:
            where = place_words(place, event.geo_precision)
            features[key] = _map_feature(place, at, radius, where)
        features[key]["properties"]["events"].append(_map_event(event))
    return {"type": "FeatureCollection", "features": list(features.values())}


def _map_feature(place: Place, at: tuple[float, float], radius: int, where: str) -> dict[str, Any]:
    properties = {"place": place.name, "where": where, "url": place_url(place), "radius": radius, "events": []}
    return {"type": "Feature", "geometry": {"type": "Point", "coordinates": position(*at)}, "properties": properties}


def _map_event(event: Event) -> dict[str, Any]:
    """Return what the map says of one event; `uncertain`: not known to within seven days."""
    interval = event.interval
    return {
        "title": event_title(event),
        "url": event_url(event.event_id),
        "when": interval_words(interval),
        "start": interval.first.isoformat() if interval else None,
        "uncertain": interval is None or interval.precision >= 4,
        "type": str(event.sub_event_type),
        "sides": [actor.name for actor in (*event.actor1, *event.actor2)],
    }


def write_json(path: Path, value: Any) -> None:
    """Write compact JSON; what is no number in JSON (NaN) is refused."""
    write_text(path, json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n")
