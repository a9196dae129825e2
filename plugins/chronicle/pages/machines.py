"""Writes what other programs read of the site beside its tables: feeds, calendars, share pictures, sitemap, robots."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .calendars import write_calendars
from .catalogue import Catalogue
from .feeds import write_feeds
from .feeds_corrections import write_corrections_feed
from .feeds_facts import facts_of
from .files import Files
from .map_parts import BaseMap
from .once import once_each
from .share import write_pictures
from .sitemap import write_sitemap
from .views import Site
from .views_index import Index

FACTS = 2000
"""Events of which feeds and calendars share what they say; kept for all of a large chronicle it took 50 MB."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What share pictures are drawn on."""

    basemaps: Sequence[BaseMap]
    folder: Path
    """Where the base maps' files lie."""
    cache_dir: Path


def write_for_machines(
    index: Index,
    site: Site,
    files: Files,
    ground: Ground,
    text_pages: Iterable[str] = (),
    catalogue: Catalogue | None = None,
) -> None:
    """Write it all from the index of a publishable chronicle, in the interface's language.

    `files` writes what is made of events alone; `text_pages` are the addresses of the editor's own pages.
    """
    tongue = catalogue or Catalogue()
    facts = once_each(partial(facts_of, index), most=FACTS)
    write_feeds(index, site, files, tongue, facts)
    write_corrections_feed(index.chronicle, site, files.output, tongue)
    write_calendars(index, site, files, tongue, facts)
    write_pictures(index, site, ground.basemaps, ground.folder, ground.cache_dir, files.output)
    write_sitemap(index, site, files.output, text_pages)
