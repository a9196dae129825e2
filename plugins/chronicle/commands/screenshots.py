"""`invoke screenshots`: the pictures of README, taken of the built site in output/.

Needs playwright and Debian's chromium. The same site gives the same pictures on the same machine; another one's fonts
draw them differently.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from ..bench.local_site import serving
from ..errors import ChronicleError, Problem

CHROMIUM = Path("/usr/bin/chromium")
FOLDER = "docs"
WIDE, PHONE = (1280, 900), (390, 844)


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: docs/<name>.png."""

    name: str
    path: str
    """The page, relative to the site's root; "{event}" and "{place}" stand for those with the most to show."""
    size: tuple[int, int] = WIDE
    dark: bool = False


SHOTS = (
    Shot("site", ""),
    Shot("map", "map/", dark=True),
    Shot("event", "{event}"),
    Shot("event-phone", "{event}", PHONE),
    Shot("place-phone", "{place}", PHONE, dark=True),
)


def screenshots(root: Path, output: str = "output") -> int:
    """Take every picture of the built site, say where each lies, and return the exit status.

    Raises ChronicleError where there is no built site, no playwright or no chromium.
    """
    site = root / output
    if not (site / "index.html").is_file():
        raise ChronicleError(Problem("there is no built site", "run invoke build first", site))
    if find_spec("playwright") is None or not CHROMIUM.exists():
        remedy = "run README's set-up for the tests, and apt-get install chromium"
        raise ChronicleError(Problem("playwright or chromium is missing", remedy))
    fill = {"event": _largest(site, "events"), "place": _largest(site, "places")}
    sync_playwright = import_module("playwright.sync_api").sync_playwright
    with serving(site) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        for shot in SHOTS:
            picture = root / FOLDER / f"{shot.name}.png"
            _take(browser, address + shot.path.format(**fill), shot, picture)
            print(picture.relative_to(root))
        browser.close()
    return 0


def _largest(site: Path, folder: str) -> str:
    """Return the address of a folder's longest page with a map: the one with the most to show."""
    pages = [page for page in sorted((site / folder).glob("*/index.html")) if b"map-view" in page.read_bytes()]
    if not pages:
        return f"{folder}/" if (site / folder / "index.html").is_file() else ""
    return f"{folder}/{max(pages, key=lambda page: page.stat().st_size).parent.name}/"


def _take(browser: Any, address: str, shot: Shot, picture: Path) -> None:
    page = browser.new_page(
        viewport={"width": shot.size[0], "height": shot.size[1]},
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    page.goto(address, wait_until="networkidle")
    if page.locator(".map-view").count():
        page.wait_for_selector(".map-land", state="attached")
    picture.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(picture), animations="disabled")
    page.close()
