"""What a map is given and what a page is given of it: plain values, without folium."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ..model import Event, Place, PlaceLevel
from .phrases import encoded
from .urls import place_url
from .words import place_name

ELEMENT = "chronicle_map"
"""The id of a map's element, the same on every page."""
NEAR_METRES = 5_000
"""Drawn round a place for geo_precision 2 ("near", "part of"): a sign of doubt, no surveyed distance."""

REGION_METRES = {PlaceLevel.COUNTRY: 400_000, PlaceLevel.ADMIN1: 45_000, PlaceLevel.ADMIN2: 18_000}
"""Drawn for a region, whose border we do not have: large enough that nobody takes it for a point.

For a country no circle is drawn, only its name; the figure then says how far off the map is seen from.
"""
AREA_METRES = 18_000
EDGE = 40
"""Of so many events the outermost at each side does not decide what the overview map shows first."""

LAND_LEVELS = frozenset({PlaceLevel.COUNTRY, PlaceLevel.ADMIN1, PlaceLevel.ADMIN2, PlaceLevel.AREA})


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One thing on a small map: a dot where the place is known, a dashed circle where only the area is."""

    latitude: float
    longitude: float
    radius: int
    """Metres of doubt; 0 for the place itself."""
    label: str
    url: str = ""
    """Where it leads, relative to the site's root; empty for nowhere."""
    main: bool = True
    """False for what is shown beside the page's own place."""


@dataclass(frozen=True, slots=True)
class BaseMap:
    """A base map file of the theme and the ground that it covers, in degrees."""

    file: str
    west: float
    south: float
    east: float
    north: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Tell whether a point lies on this base map."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east

    @property
    def extent(self) -> float:
        """Return its size in square degrees."""
        return (self.east - self.west) * (self.north - self.south)


@dataclass(frozen=True, slots=True)
class MapParts:
    """All that a page needs of a map; every address is relative to the site's root."""

    element: str
    """The id of the element that the script draws in."""
    kind: str
    """"overview" or "small"."""
    data: tuple[tuple[str, str], ...]
    """The element's data-* attributes, name without "data-" and value; not yet escaped."""
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    """In the order in which they must run (write them with `defer`)."""
    attribution: str


def located(place: Place | None) -> tuple[float, float] | None:
    """Return latitude and longitude, or None where unknown; 0,0 is open sea and stands for "unknown" in bad data."""
    if place is None or place.latitude is None or place.longitude is None:
        return None
    if place.latitude == 0 and place.longitude == 0:
        return None
    return place.latitude, place.longitude


def doubt(place: Place, geo_precision: int | None) -> int:
    """Return the metres of doubt to draw round a place: 0 only for a named place itself.

    A name known from texts only has its region's position (source "text"), and an editor may let a place be published
    no finer than by its surroundings: both are areas, on a place's own page too.
    """
    precision = max(geo_precision or 1, place.publish_precision)
    if place.source == "text":
        return REGION_METRES[PlaceLevel.ADMIN1]
    if place.level in LAND_LEVELS or precision >= 3:
        return REGION_METRES.get(place.level, AREA_METRES)
    return NEAR_METRES if precision == 2 else 0


def place_points(place: Place, geo_precision: int | None = 1, main: bool = True) -> tuple[MapPoint, ...]:
    """Return the point of a place, or nothing where its position is unknown."""
    at = located(place)
    if at is None:
        return ()
    return (MapPoint(at[0], at[1], doubt(place, geo_precision), place_name(place), place_url(place), main),)


def event_points(event: Event) -> tuple[MapPoint, ...]:
    """Return the points of an event: its place, then the further places of the same happening."""
    main = place_points(event.place, event.geo_precision) if event.place else ()
    return main + tuple(point for place in event.further_places for point in place_points(place, 1, False))


def read_basemaps(folder: Path) -> tuple[BaseMap, ...]:
    """Return the base maps that the theme carries, smallest first; the table is written by `invoke basemap`."""
    table = folder / "basemaps.csv"
    if not table.exists():
        return ()
    with table.open(encoding="utf-8", newline="") as lines:
        found = [
            BaseMap(row["file"], float(row["west"]), float(row["south"]), float(row["east"]), float(row["north"]))
            for row in csv.DictReader(lines)
        ]
    return tuple(sorted(found, key=lambda base: (base.extent, base.file)))


def choose_basemaps(basemaps: Sequence[BaseMap], points: Sequence[tuple[float, float]]) -> tuple[BaseMap, ...]:
    """Return the base maps to draw, in drawing order: the smallest that holds every point.

    Where that is the widest one (the world, coarse) and a smaller one holds half of the points or more, the smaller
    lies over it: one meeting in a far capital must not cost the whole chronicle its detail.
    """
    if not points:
        return tuple(basemaps[-1:])
    fits = [base for base in basemaps if all(base.holds(*point) for point in points)]
    if not fits:
        return ()
    ground = fits[0]
    held = [(sum(base.holds(*point) for point in points), base) for base in basemaps if base.extent < ground.extent]
    best = max(held, key=lambda pair: pair[0], default=None)
    return (ground, best[1]) if best and best[0] * 2 >= len(points) else (ground,)


def crowded_box(points: Sequence[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Return south, west, north and east of the points, of many without the outermost fortieth at each side."""
    latitudes, longitudes = sorted(p[0] for p in points), sorted(p[1] for p in points)
    out = len(points) // EDGE
    return latitudes[out], longitudes[out], latitudes[-1 - out], longitudes[-1 - out]


def tile_origin(tiles: str) -> str:
    """Return what img-src of the Content-Security-Policy needs for online tiles; empty without them."""
    if not tiles:
        return ""
    parts = urlsplit(tiles.replace("{s}.", "*."))
    return f"{parts.scheme}://{parts.netloc}"


def points_json(points: Sequence[MapPoint]) -> str:
    """Return the points as JSON for a data attribute."""
    return encoded(
        {"lat": p.latitude, "lon": p.longitude, "radius": p.radius, "label": p.label, "url": p.url, "main": p.main}
        for p in points
    )
