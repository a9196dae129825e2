"""Share pictures: one of the chronicle and one of each place, which its events share; kept in the cache once drawn."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import PIL

from ..model import Event, Place, PlaceLevel
from .map_parts import BaseMap, choose_basemaps, doubt, located
from .share_draw import Sheet, Spot, Words, draw_picture, draw_sheet, fitting
from .urls import place_url
from .views import Site
from .views_index import Index
from .words import counted, region_words

SITE_PICTURE = "share.png"
MOST_SPOTS = 2000
"""Dots of the chronicle's own picture; more would only lie upon one another."""
_KEPT = 4
"""Pictures kept in the cache for each one in use, so that going back and forth draws nothing anew."""
_LEAST_KEPT = 200
_PNG_END = b"IEND\xaeB`\x82"


def place_picture(place: Place) -> str:
    """Return the address of a place's picture."""
    return f"{place_url(place)}share.png"


class Painter:
    """Draws pictures on the base maps, each of which is drawn once and only where a picture is not in the cache."""

    def __init__(self, basemaps: Sequence[BaseMap], folder: Path, cache_dir: Path) -> None:
        self.basemaps = basemaps
        self.folder = folder
        self.cache = cache_dir / "share"
        self._sheets: dict[tuple[str, float], Sheet] = {}
        self._used: set[Path] = set()

    @cached_property
    def fingerprint(self) -> str:
        """Return a digest of all that a picture depends on beside its own values."""
        digest = hashlib.sha256(PIL.__version__.encode())
        digest.update(Path(__file__).with_name("share_draw.py").read_bytes())
        for base in self.basemaps:
            digest.update((self.folder / base.file).read_bytes())
        return digest.hexdigest()

    def picture(self, spots: Sequence[Spot], words: Words) -> bytes:
        """Return a picture, from the cache where it holds one that is whole."""
        bases = choose_basemaps(self.basemaps, [(spot.latitude, spot.longitude) for spot in spots])
        base = bases[-1] if spots and bases else None
        key = repr((self.fingerprint, base.file if base else "", tuple(spots), words))
        name = hashlib.sha256(key.encode()).hexdigest()
        kept = self.cache / name[:2] / f"{name}.png"
        self._used.add(kept)
        try:
            data = kept.read_bytes()
        except OSError:
            data = b""
        if not data.endswith(_PNG_END):
            there = [spot for spot in spots if base is not None and base.holds(spot.latitude, spot.longitude)]
            data = draw_picture(self._sheet(base, there) if base else None, there, words)
            _keep(kept, data)
        return data

    def _sheet(self, base: BaseMap, spots: Sequence[Spot]) -> Sheet:
        key = (base.file, fitting(base, spots))
        if key not in self._sheets:
            self._sheets[key] = draw_sheet(base, self.folder, key[1])
        return self._sheets[key]

    def prune(self) -> None:
        """Remove the oldest pictures beyond those in use and a reserve."""
        ages = []
        for path in self.cache.glob("*/*.png"):
            try:
                ages.append((path.stat().st_mtime, path))
            except OSError:
                continue  # another build removed it
        for _, path in sorted(ages, reverse=True)[max(_LEAST_KEPT, _KEPT * len(self._used)) :]:
            if path not in self._used:
                path.unlink(missing_ok=True)


def _keep(path: Path, data: bytes) -> None:
    """Keep a picture whole or not at all; a cache that cannot be written costs time, never the build."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix="new-") as folder:
            whole = Path(folder) / path.name
            whole.write_bytes(data)
            os.replace(whole, path)
    except OSError:
        return


def place_spot(place: Place) -> tuple[Spot, ...]:
    """Return where a place is drawn: as a dot, as an area, or for a country as the middle of the piece shown."""
    at = located(place)
    if at is None:
        return ()
    return (Spot(at[0], at[1], doubt(place, 1), marked=place.level is not PlaceLevel.COUNTRY),)


def site_spots(index: Index) -> tuple[Spot, ...]:
    """Return the places of the chronicle that are drawn as dots."""
    spots = (spot for place in index.places.values() for spot in place_spot(place) if not spot.radius)
    return tuple(sorted(spots, key=lambda spot: (spot.latitude, spot.longitude))[:MOST_SPOTS])


def _count_words(events: Sequence[Event]) -> str:
    years = sorted({day.year for e in events if e.interval for day in (e.interval.first, e.interval.last)})
    span = "" if not years else str(years[0]) if len(years) == 1 else f"{years[0]}-{years[-1]}"
    return " · ".join(part for part in (counted(len(events), "event"), span) if part)


def write_pictures(
    index: Index, site: Site, basemaps: Sequence[BaseMap], folder: Path, cache_dir: Path, output: Path
) -> None:
    """Write all share pictures; `folder` holds the base maps' files."""
    painter = Painter(basemaps, folder, cache_dir)
    words = Words(site.name, (site.tagline, _count_words(index.events)))
    _write(output / SITE_PICTURE, painter.picture(site_spots(index), words))
    for key, place in index.places.items():
        words = Words(place.name, (region_words(place), _count_words(index.by_place[key]), site.name))
        _write(output / place_picture(place), painter.picture(place_spot(place), words))
    painter.prune()


def _write(path: Path, data: bytes) -> None:
    """Write a picture; one that has not changed keeps its time."""
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
