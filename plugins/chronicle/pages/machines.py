"""Writes what other programs read of the site beside its tables: feeds, calendars, share pictures, sitemap, robots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..model import Chronicle
from .calendars import write_calendars
from .catalogue import Catalogue
from .feeds import write_feeds
from .feeds_corrections import write_corrections_feed
from .map_parts import BaseMap
from .share import write_pictures
from .sitemap import write_sitemap
from .views import Site
from .views_index import make_index


@dataclass(frozen=True, slots=True)
class Ground:
    """What share pictures are drawn on."""

    basemaps: Sequence[BaseMap]
    folder: Path
    """Where the base maps' files lie."""
    cache_dir: Path


def write_for_machines(
    chronicle: Chronicle,
    site: Site,
    output: Path,
    ground: Ground,
    text_pages: Iterable[str] = (),
    catalogue: Catalogue | None = None,
) -> None:
    """Write it all from a publishable chronicle, in the interface's language.

    `text_pages` are the addresses of the editor's own pages.
    """
    tongue = catalogue or Catalogue()
    index = make_index(chronicle)
    write_feeds(index, site, output, tongue)
    write_corrections_feed(chronicle, site, output, tongue)
    write_calendars(index, site, output, tongue)
    write_pictures(index, site, ground.basemaps, ground.folder, ground.cache_dir, output)
    write_sitemap(index, site, output, text_pages)
