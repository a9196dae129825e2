"""Third-party scripts and styles, copied out of their PyPI packages at build time: none is committed."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from ..errors import ChronicleError, Problem

FOLDER = "assets"
"""Where they go, under the site's root; the theme's own files are Pelican's to copy."""


@dataclass(frozen=True, slots=True)
class Package:
    """The files taken from one XStatic package (they carry `BASE_DIR`, the folder of their data)."""

    module: str
    folder: str
    files: tuple[str, ...]


LEAFLET = Package(
    "xstatic.pkg.leaflet",
    "leaflet",
    (
        "leaflet.js",
        "leaflet.css",
        "images/layers.png",
        "images/layers-2x.png",
        "images/marker-icon.png",
        "images/marker-icon-2x.png",
        "images/marker-shadow.png",
    ),
)
MARKER_CLUSTER = Package(
    "xstatic.pkg.leaflet_markercluster", "markercluster", ("leaflet.markercluster.js", "MarkerCluster.css")
)
PACKAGES = (LEAFLET, MARKER_CLUSTER)


def asset_url(package: Package, file: str) -> str:
    """Return the address of a package's file, relative to the site's root."""
    return f"{FOLDER}/{package.folder}/{file}"


LEAFLET_JS, LEAFLET_CSS = asset_url(LEAFLET, "leaflet.js"), asset_url(LEAFLET, "leaflet.css")
CLUSTER_JS = asset_url(MARKER_CLUSTER, "leaflet.markercluster.js")
CLUSTER_CSS = asset_url(MARKER_CLUSTER, "MarkerCluster.css")


def copy_assets(output: Path) -> None:
    """Copy every package's files into the site. Raises ChronicleError where a package is not installed."""
    for package in PACKAGES:
        try:
            source = Path(import_module(package.module).BASE_DIR)
        except ImportError as error:
            remedy = "run the set-up command in README again"
            raise ChronicleError(Problem(f"the package {package.module} is not installed", remedy)) from error
        for file in package.files:
            target = output / asset_url(package, file)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / file, target)
