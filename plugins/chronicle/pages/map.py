"""The maps, drawn with folium: the overview map and the small map of a place or an event.

folium gives the map, its layers and plugins in Python. Its page is not used: the script it renders becomes a file of
the site (one for all overview maps, one for all small maps), and what differs between pages reaches the script as
data, in attributes of the map's element and in the files of map_data.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

import folium
from branca.element import CssLink, Element, JavascriptLink, MacroElement
from folium.plugins import MarkerCluster
from folium.template import Template

from ..model import Chronicle
from .assets import FOLDER, LEAFLET, MARKER_CLUSTER, asset_url, copy_assets
from .catalogue import Catalogue
from .map_data import INDEX, write_map_data
from .map_parts import BaseMap, MapParts, MapPoint, choose_basemaps, crowded_box, located, points_json
from .phrases import say

ELEMENT = "chronicle_map"
THEME = "theme"
"""Pelican's THEME_STATIC_DIR."""
LIBRARY = f"{THEME}/js/map.js"
OVERVIEW = f"{THEME}/js/map-overview.js"
PANEL = f"{THEME}/js/map-panel.js"
STYLE = f"{THEME}/css/map.css"
ATTRIBUTION = say("Base map: Natural Earth. Place names: GeoNames (CC BY 4.0).")
COARSE_DEGREES = 10_000
"""Square degrees from which on a base map is one of the world, empty when seen from near: stay further off."""
MAX_ZOOM = 13
"""Without tiles Leaflet knows no limit, and the clusters need one to be built at all."""


class SiteMap(folium.Map):  # type: ignore[misc]
    """folium's map with Leaflet from our own site and nothing else (no jQuery, Bootstrap or icon fonts)."""

    default_js: ClassVar = [("leaflet", asset_url(LEAFLET, "leaflet.js"))]
    default_css: ClassVar = [("leaflet_css", asset_url(LEAFLET, "leaflet.css"))]

    def get_name(self) -> str:
        """Return the id of the element, the same on every page."""
        return ELEMENT


class SiteCluster(MarkerCluster):  # type: ignore[misc]
    """folium's marker cluster with its files from our own site; its colours are ours."""

    default_js: ClassVar = [("markerclusterjs", asset_url(MARKER_CLUSTER, "leaflet.markercluster.js"))]
    default_css: ClassVar = [("markerclustercss", asset_url(MARKER_CLUSTER, "MarkerCluster.css"))]


class LibraryCall(MacroElement):  # type: ignore[misc]
    """A call of one function of our own library, with folium's variables: chronicleMap.base(map)."""

    _template = Template(
        "{% macro script(this, kwargs) %}chronicleMap.{{ this.function }}({{ this.arguments }});{% endmacro %}"
    )

    def __init__(self, function: str, *arguments: MacroElement) -> None:
        super().__init__()
        self._name = "LibraryCall"
        self.function = function
        self.elements = arguments

    @property
    def arguments(self) -> str:
        """Return the variables' names."""
        return ", ".join(element.get_name() for element in self.elements)


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


def write_maps(chronicle: Chronicle, output: Path, catalogue: Catalogue | None = None) -> None:
    """Write the files that the maps load: third-party files, folium's scripts, and the events."""
    copy_assets(output)
    for kind in ("overview", "small"):
        target = output / _script_url(kind)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_render(kind).script, encoding="utf-8", newline="\n")
    write_map_data(chronicle, output, catalogue)


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
    drawn = _render(kind)
    scripts = (*drawn.libraries, LIBRARY, *((OVERVIEW,) if kind == "overview" else ()), *more, _script_url(kind))
    return MapParts(ELEMENT, kind, tuple(data), drawn.styles, scripts, ATTRIBUTION)


def _script_url(kind: str) -> str:
    return f"{FOLDER}/map/{kind}.js"


@dataclass(frozen=True, slots=True)
class _Drawn:
    """One kind of map as folium renders it: its script, and the files that it needs."""

    script: str
    styles: tuple[str, ...]
    libraries: tuple[str, ...]


@cache
def _render(kind: str) -> _Drawn:
    """Render one kind of map; once a process, for a rendering costs as much as a whole page."""
    figure = _draw(kind).get_root()
    _number(figure, count(1))
    figure.render()
    script = figure.script.render()
    links = figure.header._children.values()
    styles = tuple(link.url for link in links if isinstance(link, CssLink))
    scripts = tuple(link.url for link in links if isinstance(link, JavascriptLink))
    lines = "\n".join(line.strip() for line in script.splitlines() if line.strip())
    return _Drawn(f'"use strict";\n{lines}\n', (*styles, STYLE), scripts)


def _number(element: Element, ids: Iterator[int]) -> None:
    """Give every element an id from a counter, so that two renderings are the same."""
    element._id = f"{next(ids):04d}"
    for child in element._children.values():
        _number(child, ids)


def _draw(kind: str) -> Any:
    options: dict[str, Any] = {"maxZoom": MAX_ZOOM, "attribution_control": False, "scroll_wheel_zoom": False}
    drawn = SiteMap(location=(0, 0), zoom_start=2, tiles=None, control_scale=True, **options)
    LibraryCall("base", drawn).add_to(drawn)
    if kind == "overview":
        # A mark on its way out of a cluster is not yet where it is clicked: the map's own zoom is movement enough.
        cluster = SiteCluster(
            icon_create_function="chronicleMap.clusterIcon",
            show_coverage_on_hover=False,
            max_cluster_radius=48,
            animate=False,
        )
        cluster.add_to(drawn)
        LibraryCall("events", drawn, cluster).add_to(drawn)
    else:
        LibraryCall("marks", drawn).add_to(drawn)
    return drawn
