"""A whole site for the browser tests: every page of an invented chronicle, served under a sub-path."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from chronicle.model import Chronicle
from chronicle.pages.catalogue import load_catalogue
from chronicle.pages.exports import write_tables
from chronicle.pages.files import Files
from chronicle.pages.machines import Ground, write_for_machines
from chronicle.pages.map import write_maps
from chronicle.pages.map_parts import read_basemaps
from chronicle.pages.render import make_environment, render, write_page
from chronicle.pages.search_index import index_site
from chronicle.pages.search_names import write_names
from chronicle.pages.search_pages import SearchedPages
from chronicle.pages.site import all_pages, make_site
from chronicle.pages.views import Head, Page, TextView
from chronicle.pages.views_index import make_index
from chronicle.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator
    from playwright.sync_api import Page as BrowserPage

TEXTS = ("about", "method", "cite", "correct")
"""The pages of content/pages, whose text is the editor's."""


@dataclass(frozen=True)
class Served:
    """A site as a reader reaches it, and where it lies."""

    address: str
    output: Path


def write_site(root: Path, chronicle: Chronicle, output: Path, index_links: bool = False, **given: Any) -> None:
    """Write the whole site as a build does, without Pelican; `given` are settings."""
    settings = Settings(root, root / "content", root / ".cache", keeper="A. Keeper", **given)
    site = make_site(chronicle, settings, "A chronicle of the plain", "What was reported", "", index_links)
    catalogue = load_catalogue(root / "theme" / "locale", settings.language)
    environment = make_environment(root / "theme" / "templates", catalogue)
    basemaps = read_basemaps(root / "theme" / "static" / "basemap")
    body = "<p>Its own <em>words</em>, with <a href='../cite/'>a link</a>.</p>"
    data = write_tables(chronicle, output / "data")
    pages = [*all_pages(chronicle, site, basemaps, root_path="/repo/", data=data)]
    pages += [Page("page.html", TextView(Head(name.title(), name, f"{name}/"), body)) for name in TEXTS]
    for page in pages:
        write_page(output, page.view.head.file, render(environment, page, site))
    write_maps(chronicle, output, catalogue)
    write_names(chronicle, output, catalogue)
    folder = root / "theme" / "static" / "basemap"
    write_for_machines(make_index(chronicle), site, Files(output), Ground(basemaps, folder, settings.cache_dir))
    shutil.copytree(root / "theme" / "static", output / "theme", dirs_exist_ok=True)
    index(output)


def index(output: Path) -> None:
    """Index a site as a build does, by what is searched of its pages."""
    pages = SearchedPages(output.with_name(f"{output.name}.searched"))
    pages.refresh(output)
    index_site(output, pages.folder)


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[BrowserPage]:
    """Open a page; whatever it did, nothing went to another host, and nothing failed or was refused."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | options))
    opened = context.new_page()
    asked: list[str] = []
    faults: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: faults.append(str(error)))
    yield opened
    context.close()
    elsewhere = [url for url in asked if not url.startswith((address, "data:"))]
    assert not elsewhere, f"asked of other hosts: {elsewhere}"
    assert not faults, faults


def click_until(mark: Locator, arrived: Callable[[float], object]) -> None:
    """Click until `arrived`, which waits so many milliseconds, is content.

    On a busy machine a map draws its marks anew under the mouse, or still moves the popup whose link is clicked.
    """
    from playwright.sync_api import TimeoutError as TooLate

    for _ in range(5):
        with suppress(TooLate):
            mark.click(timeout=8000)  # a click that was followed late leaves no mark to click
        with suppress(TooLate):
            arrived(4000)
            return
    arrived(30_000)


def until(page: BrowserPage, true: Callable[[], bool]) -> bool:
    """Tell whether something comes to be true within half a minute: what is drawn after an answer is not there at once."""
    for _ in range(300):
        if true():
            return True
        page.wait_for_timeout(100)
    return true()


def shown(mark: Locator) -> Callable[[float], object]:
    """Return what waits for a mark to be visible."""
    return lambda milliseconds: mark.wait_for(timeout=milliseconds)


def reached(page: BrowserPage, address: str) -> Callable[[float], object]:
    """Return what waits for a page to be at an address."""
    return lambda milliseconds: page.wait_for_url(address, timeout=milliseconds)
