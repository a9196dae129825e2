"""The overview map and the small map of a place or an event: what a page holds of them, and the files they load.

folium draws them (map_draw.py). Its page is not used: the script it renders becomes a file of the site (one for all
overview maps, one for all small maps), and what differs between pages reaches the script as data, in attributes of the
map's element and in the files of map_data.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from ..model import Chronicle
from .assets import CLUSTER_CSS, CLUSTER_JS, FOLDER, LEAFLET_CSS, LEAFLET_JS, copy_assets
from .catalogue import Catalogue
from .files import Files
from .map_data import INDEX, write_map_data
from .map_parts import ELEMENT, BaseMap, MapParts, MapPoint, choose_basemaps, crowded_box, located, points_json
from .phrases import say

THEME = "theme"
"""Pelican's THEME_STATIC_DIR."""
LIBRARY = f"{THEME}/js/map.js"
OVERVIEW = f"{THEME}/js/map-overview.js"
PANEL = f"{THEME}/js/map-panel.js"
STYLE = f"{THEME}/css/map.css"
FILES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "overview": ((LEAFLET_CSS, CLUSTER_CSS), (LEAFLET_JS, CLUSTER_JS)),
    "small": ((LEAFLET_CSS,), (LEAFLET_JS,)),
}
"""The styles and scripts that folium asks for, by the kind of map."""
ATTRIBUTION = say("Base map: Natural Earth. Place names: GeoNames (CC BY 4.0).")
COARSE_DEGREES = 10_000
"""Square degrees from which on a base map is one of the world, empty when seen from near: stay further off."""


def overview_map(chronicle: Chronicle, basemaps: Sequence[BaseMap], panel: bool = False) -> MapParts:
    """Return the parts of the map of all events, which reads them from its data files (map_data.py).

    With `panel` come the filters, the period that plays and the list beside it.
    """
    points = [at for event in chronicle.events if (at := located(event.place)) is not None]
    return _parts("overview", [("events", INDEX)], points, basemaps, (PANEL,) if panel else ())


def small_map(points: Sequence[MapPoint], basemaps: Sequence[BaseMap]) -> MapParts | None:
    """Return the parts of a page's own map, or None where nothing of it is located: then the page says so."""
    if not points:
        return None
    data = [("points", points_json(points))]
    return _parts("small", data, [(p.latitude, p.longitude) for p in points], basemaps)


def write_maps(
    chronicle: Chronicle, output: Path, catalogue: Catalogue | None = None, files: Files | None = None
) -> None:
    """Write the files that the maps load: third-party files, folium's scripts, and the events.

    `files` keeps the scripts of the last build; folium, which takes a second to import, then draws nothing.
    """
    copy_assets(output)
    kept = files or Files(output)
    for kind in FILES:
        kept.write(_script_url(kind), kind, (), partial(_script, kind))
    write_map_data(chronicle, output, catalogue)


def _script(kind: str) -> bytes:
    from .map_draw import draw

    return draw(kind).script.encode("utf-8")


def _parts(
    kind: str,
    data: list[tuple[str, str]],
    points: Sequence[tuple[float, float]],
    basemaps: Sequence[BaseMap],
    more: tuple[str, ...] = (),
) -> MapParts:
    bases = choose_basemaps(basemaps, points)
    if bases:
        detailed = bases[-1].extent < COARSE_DEGREES
        data += [("zoom", "9" if detailed else "6"), ("base", " ".join(f"{THEME}/basemap/{b.file}" for b in bases))]
    # Opened where most of it happened: the few events in far capitals are a zoom away.
    seen = [point for point in points if not bases or bases[-1].holds(*point)]
    if seen:
        box = crowded_box(seen)
        data.append(("view", " ".join(f"{value:g}" for value in box)))
    styles, libraries = FILES[kind]
    scripts = (*libraries, LIBRARY, *((OVERVIEW,) if kind == "overview" else ()), *more, _script_url(kind))
    return MapParts(ELEMENT, kind, tuple(data), (*styles, STYLE), scripts, ATTRIBUTION)


def _script_url(kind: str) -> str:
    return f"{FOLDER}/map/{kind}.js"
