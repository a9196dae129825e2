"""The Pelican side: signals and one Generator, no logic.

Pelican reads content/pages and copies the theme; everything that stands on the articles is made here, by build and
pages. Receivers stand at module level, for Pelican keeps weak references to them only.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pelican.generators import Generator
from pelican.log import console
from pelican.plugins import signals

from .build import build_chronicle
from .cache import AnalysisCache
from .content import KEEP_GOING, check_kept, files_in
from .garbage import staying
from .gazetteer import open_gazetteer
from .gazetteer_editor import read_places
from .lifeline import follow
from .model import Chronicle
from .pages import source
from .pages.catalogue import Catalogue, load_catalogue
from .pages.clean_html import clean_html
from .pages.compiled import Compiled
from .pages.exports import data_options, write_tables
from .pages.exports_published import Published
from .pages.files import Files
from .pages.hosting import write_hosting
from .pages.machines import Ground, write_for_machines
from .pages.map import write_maps
from .pages.map_parts import read_basemaps
from .pages.publish import publishable
from .pages.publish_care import care_of, scopes_of, with_key
from .pages.region_names import arabic_regions
from .pages.render import configure, current, write_pages
from .pages.reuse import Reuse
from .pages.search_names import write_names
from .pages.site import make_site, plan_pages
from .pages.source import read_sources
from .pages.trace import Ledger, Plans
from .pages.unknown_places import write_unknown
from .pages.views import Head, Site, TextView
from .plain import plainly
from .progress import ACCOUNT, LAST, Progress
from .settings import Settings, load_settings

NOWHERE = "https://root.invalid/"
"""Stands for the site's root until a page's own way there is known (.invalid is nobody's: RFC 2606)."""


class ChronicleGenerator(Generator):  # type: ignore[misc]  # Pelican carries no types
    """Builds the chronicle and writes every page and file that stands on it."""

    chronicle: Chronicle
    conf: Settings
    site: Site
    progress: Progress
    tongue: Catalogue
    identifier: Callable[[str], str]
    """Makes the id of an earlier build's event one that may be published."""

    @plainly()
    def generate_context(self) -> None:
        """Build the chronicle; give the pages of content/pages the site that they are part of."""
        self.conf = load_settings(self.settings, Path(self.settings["PATH"]).resolve().parent)
        self.progress = Progress()
        with self.progress.stage("look at content/articles"):
            cache = AnalysisCache(self.conf)
            articles, left_out = read_sources(self.conf, KEEP_GOING in os.environ, cache)
        built = build_chronicle(self.conf, articles, self.progress, cache)
        write_unknown(built, self.conf.unknown_places_csv)
        listed = read_places(self.conf.places_csv)
        care = care_of(self.conf)
        scopes = scopes_of(built, listed, care)
        if scopes.any:
            scopes = scopes.keyed(with_key(care, self.conf).key)
        with self.progress.stage("withhold what is not for publishing"), staying():
            self.chronicle = publishable(built, self.conf.source_text, listed, care, scopes)
        self.identifier = scopes.identifier(built.events) if self.conf.previous_data else str
        self.site = make_site(
            self.chronicle,
            self.conf,
            name=self.settings["SITENAME"],
            tagline=self.settings.get("SITESUBTITLE", ""),
            url=self.settings["SITEURL"],
            index_links=self.settings["RELATIVE_URLS"],
            left_out=left_out,
        )
        self.context["site"] = self.site
        self.tongue = self.env.globals["language"]
        if not self.tongue.english:
            gazetteer = open_gazetteer(self.conf.places_csv, self.conf.cache_dir)
            self.tongue = replace(self.tongue, regions=arabic_regions(self.chronicle, gazetteer))
            configure(self.env, self.tongue)

    @plainly()
    def generate_output(self, writer: object) -> None:
        """Write the pages, the tables, and what maps and search read."""
        output = Path(self.output_path)
        with self.progress.stage("tables"):
            data = write_tables(self.chronicle, output / "data", data_options(self.conf, self.site, self.identifier))
        last = Path(os.environ[LAST]) if LAST in os.environ else None
        notes = self.conf.cache_dir / f"{last.name if last else output.name}.pages.json"
        reuse = Reuse(last, notes, self.site, Path(self.theme), self.tongue.key, self.tongue.english)
        plans = self.pages(data)
        ledger = Ledger(plans)
        with self.progress.stage("pages") as done:
            write_pages(self.env, plans, self.site, output, reuse, ledger, done)
        with self.progress.stage("maps and names"):
            files = Files(output, reuse, ledger)
            write_maps(self.chronicle, output, self.tongue, files)
            write_names(self.chronicle, output, self.tongue)
        texts = [str(page.save_as).removesuffix("index.html") for page in self.context.get("pages", ())]
        write_hosting(output, self.conf.domain)
        with self.progress.stage("feeds, pictures and the like"):
            write_for_machines(plans.index, self.site, files, self.ground(), texts, self.tongue)
        reuse.save(output)
        self.progress.save(self.conf.cache_dir / ACCOUNT)

    def ground(self) -> Ground:
        """Return the base maps that maps and pictures are drawn on."""
        folder = Path(self.theme) / "static" / "basemap"
        return Ground(read_basemaps(folder), folder, self.conf.cache_dir)

    def pages(self, data: Published) -> Plans:
        """Return the plan of every page; one of them says what stands under data/."""
        return plan_pages(
            self.chronicle,
            self.site,
            basemaps=self.ground().basemaps,
            full_text=self.conf.source_text == "full",
            root_path=urlsplit(self.site.url).path.rstrip("/") + "/",
            data=data,
        )


def get_generators(pelican: object) -> type[ChronicleGenerator]:
    """Hand Pelican our generator."""
    return ChronicleGenerator


@plainly()
def prepare_templates(generator: Any) -> None:
    """Make every generator's templates ours, in the interface's language."""
    conf = load_settings(generator.settings, Path(generator.settings["PATH"]).resolve().parent)
    locale = Path(generator.theme) / "locale"
    configure(generator.env, load_catalogue(locale, conf.language))
    generator.env.bytecode_cache = Compiled(conf.cache_dir / "templates", conf.language, locale)


def prepare_page(generator: Any, content: Any) -> None:
    """Give the template of a page of content/pages its view."""
    head = Head(
        title=str(content.title),
        description=str(content.metadata.get("description", content.title)),
        path=str(content.save_as).removesuffix("index.html"),
        section=str(content.slug),
    )
    # Pelican joins links as URLs where RELATIVE_URLS is off, and of "../" and "cite/" that makes "cite/"
    text = clean_html(content.get_content(NOWHERE.rstrip("/"))).replace(NOWHERE, head.root)
    tongue = load_settings(generator.settings, Path(generator.settings["PATH"]).resolve().parent).language
    generator.context["view"] = TextView(head, text, "" if content.lang == tongue.partition("_")[0] else content.lang)
    current(generator.env).show(head, generator.context["site"])


@plainly()
def choose_language(pelican: Any) -> None:
    """Let Pelican take the interface's language for that of a page whose file names none."""
    conf = load_settings(pelican.settings, Path(pelican.settings["PATH"]).resolve().parent)
    pelican.settings["DEFAULT_LANG"] = conf.language.partition("_")[0]
    for key in ("PAGE_URL", "PAGE_SAVE_AS"):
        pelican.settings[key.replace("PAGE_", "PAGE_LANG_")] = pelican.settings[key]


@plainly()
def keep_within(pelican: Any) -> None:
    """Name Pelican the plain files of content/ one by one: by itself it follows links, and waits for pipes.

    Of the articles it is named those alone that its pages may link to.
    """
    conf = load_settings(pelican.settings, Path(pelican.settings["PATH"]).resolve().parent)
    check_kept(conf)
    for key in ("ARTICLE_PATHS", "PAGE_PATHS"):
        kept = (file for name in pelican.settings[key] for file in files_in(conf.content / name, conf.content))
        pelican.settings[key] = [file.path.relative_to(conf.content).as_posix() for file in kept if not file.fault]
    pages = (conf.content / name for name in pelican.settings["PAGE_PATHS"])
    pelican.settings["ARTICLE_PATHS"] = source.linked(pelican.settings["ARTICLE_PATHS"], pages)


def one_language(generator: Any) -> None:
    """Of a page that stands in several languages write the interface's only; one in another alone is written."""
    generator.translations.clear()


def say_no_count(pelican: Any) -> None:
    """Keep Pelican from counting the articles: it was named few of them, and `invoke build` says what it made."""
    console.quiet = LAST in os.environ


SELDOM = 10_000
"""Objects made from which garbage is looked for (Python's own: 700). A chronicle's live to the end: going through them
took 1.2 of 10 seconds of a build after one change, and 1.8 of 22 of a cold one."""


def register() -> None:
    """Connect to Pelican, and end with the build that started it."""
    follow()
    gc.set_threshold(SELDOM)
    gc.freeze()
    signals.readers_init.connect(source.register)
    signals.generator_init.connect(prepare_templates)
    signals.get_generators.connect(get_generators)
    signals.initialized.connect(choose_language)
    signals.initialized.connect(keep_within)
    signals.page_generator_finalized.connect(one_language)
    signals.page_generator_write_page.connect(prepare_page)
    signals.finalized.connect(say_no_count)
