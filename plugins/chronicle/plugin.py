"""The Pelican side: signals and one Generator, no logic.

Pelican reads content/pages and copies the theme; everything that stands on the articles is made here, by build and
pages. Receivers stand at module level, for Pelican keeps weak references to them only.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican.generators import Generator
from pelican.plugins import signals

from .build import build_chronicle
from .gazetteer_editor import read_places
from .model import Chronicle
from .pages import source
from .pages.catalogue import load_catalogue
from .pages.exports import write_tables
from .pages.map import write_maps
from .pages.map_parts import read_basemaps
from .pages.publish import publishable
from .pages.render import configure, render, write_page
from .pages.search import write_names
from .pages.site import all_pages, make_site
from .pages.unknown_places import write_unknown
from .pages.views import Head, Page, Site, TextView
from .plain import plainly
from .settings import Settings, load_settings


class ChronicleGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Builds the chronicle and writes every page and file that stands on it."""

    chronicle: Chronicle
    conf: Settings
    site: Site

    @plainly()
    def generate_context(self) -> None:
        """Build the chronicle; give the pages of content/pages the site that they are part of."""
        self.conf = load_settings(self.settings, Path(self.settings["PATH"]).resolve().parent)
        articles = source.read_articles(self.conf)
        built = build_chronicle(self.conf, articles)
        write_unknown(built, self.conf.unknown_places_csv)
        self.chronicle = publishable(built, self.conf.source_text, read_places(self.conf.places_csv))
        self.site = make_site(
            self.chronicle,
            self.conf,
            name=self.settings["SITENAME"],
            tagline=self.settings.get("SITESUBTITLE", ""),
            url=self.settings["SITEURL"],
            index_links=self.settings["RELATIVE_URLS"],
        )
        self.context["site"] = self.site

    @plainly()
    def generate_output(self, writer: object) -> None:
        """Write the pages, the tables, and what maps and search read."""
        output = Path(self.output_path)
        for page in self.pages():
            write_page(output, page.view.head.file, render(self.env, page, self.site))
        write_tables(self.chronicle, output / "data")
        write_maps(self.chronicle, output)
        write_names(self.chronicle, output)

    def pages(self) -> Iterator[Page]:
        """Return every page."""
        return all_pages(
            self.chronicle,
            self.site,
            basemaps=read_basemaps(Path(self.theme) / "static" / "basemap"),
            full_text=self.conf.source_text == "full",
            root_path=urlsplit(self.site.url).path.rstrip("/") + "/",
        )


def get_generators(pelican: object) -> type[ChronicleGenerator]:
    """Hand Pelican our generator."""
    return ChronicleGenerator


@plainly()
def prepare_templates(generator: Any) -> None:
    """Make every generator's templates ours, in the interface's language."""
    conf = load_settings(generator.settings, Path(generator.settings["PATH"]).resolve().parent)
    configure(generator.env, load_catalogue(Path(generator.theme) / "locale", conf.language))


def prepare_page(generator: Any, content: Any) -> None:
    """Give the template of a page of content/pages its view."""
    head = Head(
        title=str(content.title),
        description=str(content.metadata.get("description", content.title)),
        path=str(content.save_as).removesuffix("index.html"),
        section=str(content.slug),
    )
    generator.context["view"] = TextView(head, content.get_content(head.root.rstrip("/") or "."))


def register() -> None:
    """Connect to Pelican."""
    signals.readers_init.connect(source.register)
    signals.generator_init.connect(prepare_templates)
    signals.get_generators.connect(get_generators)
    signals.page_generator_write_page.connect(prepare_page)
