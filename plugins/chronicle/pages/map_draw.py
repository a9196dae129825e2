"""The maps as folium draws them, in Python: the map, its layers and plugins. What becomes of it, `map.py` says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any, ClassVar

import folium
from branca.element import CssLink, Element, JavascriptLink, MacroElement
from folium.plugins import MarkerCluster
from folium.template import Template

from .assets import CLUSTER_CSS, CLUSTER_JS, LEAFLET_CSS, LEAFLET_JS
from .map_parts import ELEMENT

MAX_ZOOM = 13
"""Without tiles Leaflet knows no limit, and the clusters need one to be built at all."""


class SiteMap(folium.Map):  # type: ignore[misc]
    """folium's map with Leaflet from our own site and nothing else (no jQuery, Bootstrap or icon fonts)."""

    default_js: ClassVar = [("leaflet", LEAFLET_JS)]
    default_css: ClassVar = [("leaflet_css", LEAFLET_CSS)]

    def get_name(self) -> str:
        """Return the id of the element, the same on every page."""
        return ELEMENT


class SiteCluster(MarkerCluster):  # type: ignore[misc]
    """folium's marker cluster with its files from our own site; its colours are ours."""

    default_js: ClassVar = [("markerclusterjs", CLUSTER_JS)]
    default_css: ClassVar = [("markerclustercss", CLUSTER_CSS)]


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


@dataclass(frozen=True, slots=True)
class Drawn:
    """One kind of map as folium renders it: its script, and the files that it needs."""

    script: str
    styles: tuple[str, ...]
    libraries: tuple[str, ...]


def draw(kind: str) -> Drawn:
    """Render one kind of map, "overview" or "small"."""
    figure = _made(kind).get_root()
    _number(figure, count(1))
    figure.render()
    script = figure.script.render()
    links = figure.header._children.values()
    styles = tuple(link.url for link in links if isinstance(link, CssLink))
    scripts = tuple(link.url for link in links if isinstance(link, JavascriptLink))
    lines = "\n".join(line.strip() for line in script.splitlines() if line.strip())
    return Drawn(f'"use strict";\n{lines}\n', styles, scripts)


def _number(element: Element, ids: Iterator[int]) -> None:
    """Give every element an id from a counter, so that two renderings are the same."""
    element._id = f"{next(ids):04d}"
    for child in element._children.values():
        _number(child, ids)


def _made(kind: str) -> Any:
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
