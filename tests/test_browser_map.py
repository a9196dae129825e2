"""The maps and the search in a real browser, under the site's own Content-Security-Policy and a sub-path."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser_site import Served, click_until, index, reached, shown, until, watched
from sample_chronicle import BARRA, HOSTILE, MOUNT, VALE, event, sample

from chronicle.bench.local_site import serving
from chronicle.model import Chronicle, Place, PlaceLevel, SubEventType
from chronicle.pages.map import overview_map, small_map, write_maps
from chronicle.pages.map_parts import event_points, place_points, read_basemaps, tile_origin
from chronicle.pages.render import make_environment, policy
from chronicle.pages.search_names import write_names

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TILES = "https://{s}.tiles.example/{z}/{x}/{y}.png"
CSP = policy({"img-src": tile_origin(TILES)})
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Map</title>
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{{ csp }}">
{%- from "map.html" import map_styles, map_scripts, map_figure %}
<style>body { margin: 1rem; background: Canvas; color: CanvasText; color-scheme: light dark }</style>
{{ map_styles(parts, root) }}{{ map_scripts(parts, root) }}</head>
<body><main><h1>Map</h1>{{ map_figure(parts, root, "Where it happened", tiles, attribution) }}</main></body></html>"""

SEARCH = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Search</title>
<link rel="icon" href="data:,">
<meta http-equiv="Content-Security-Policy" content="{{ csp }}">
<script src="../theme/js/search.js" defer></script></head><body>
{%- from "search_box.html" import search_box %}{{ search_box("../", "../chronicle/") }}</body></html>"""
BARE = "<!doctype html><title>A page</title><link rel='icon' href='data:,'><p>of an event or a place"
FOUND = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{{ title }}</title>
<link rel="icon" href="data:,"></head><body>
<main data-pagefind-body><h1>{{ title }}</h1><p data-pagefind-filter="type">{{ kind }}</p>
<p>Shells &amp; &lt;script&gt; fell on the town.</p></main></body></html>"""


def village(number: int) -> Place:
    latitude, longitude = 34 + number % 40 * 0.06, 36.23 + number // 40 * 0.11
    return Place(f"gn:{9000 + number}", f"Village {number}", PlaceLevel.PLACE, "", "", "", "", latitude, longitude)


def crowded() -> Chronicle:
    """Return the sample, 900 events in one town, 600 villages of one event, and a title that means harm."""
    town = [event(f"town{number}") for number in range(900)]
    villages = [event(f"village{number}", SubEventType.ATTACK, place=village(number)) for number in range(600)]
    evil = replace(village(601), place_id="ed:evil", name=HOSTILE, latitude=33.0, longitude=42.0)
    kept = [e for e in sample().events if e.place != MOUNT]
    return replace(sample(), events=(*kept, *town, *villages, event("evil", place=evil)))


def make_site(root: Path, output: Path) -> None:
    chronicle = crowded()
    write_maps(chronicle, output)
    shutil.copytree(root / "theme" / "static", output / "theme")
    basemaps = read_basemaps(root / "theme" / "static" / "basemap")
    environment = make_environment(root / "theme" / "templates")
    pages = {
        "map": overview_map(chronicle, basemaps),
        "events/e1": small_map(event_points(chronicle.events[0]), basemaps),
        "events/near": small_map(place_points(BARRA, 2), basemaps),
        "places/vale": small_map(place_points(VALE, 3), basemaps),
        "places/far": small_map(place_points(MOUNT), basemaps),
        "places/country": small_map(place_points(replace(VALE, name="Norland", level=PlaceLevel.COUNTRY)), basemaps),
        "tiles": small_map(place_points(BARRA), basemaps),
    }
    written = {}
    for address, parts in pages.items():
        up = "../" * (address.count("/") + 1)
        tiles = TILES if address == "tiles" else ""
        values = {"parts": parts, "root": up, "csp": CSP, "tiles": tiles, "attribution": "© Example" if tiles else ""}
        written[address] = environment.from_string(PAGE).render(values)
    found = [("Air strike in al-Nayrab", "Air/drone strike"), ("<b>Clash</b> at Khan Touman", "Armed clash")]
    for number, (title, kind) in enumerate(found):
        written[f"events/found{number}"] = environment.from_string(FOUND).render(title=title, kind=kind)
    written["search"] = environment.from_string(SEARCH).render(csp=CSP)
    written["places/barra-101"] = BARE
    for e in chronicle.events:
        written.setdefault(f"events/{e.event_id}", BARE)
    for address, html in written.items():
        target = output / address / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(html, encoding="utf-8")
    write_names(chronicle, output)
    index(output)


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("served")
    make_site(root, folder / "repo")
    with serving(folder) as address:
        yield Served(f"{address}repo/", folder / "repo")


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    """Yield a page; whatever it opened, nothing went to another host and nothing failed or was refused."""
    with watched(browser, site.address) as opened:
        yield opened


def test_the_overview_shows_clusters_that_count_every_event(page: Page, site: Served) -> None:
    page.goto(site.address + "map/")
    page.wait_for_selector(".map-cluster")
    page.locator(".map-label").nth(5).wait_for(state="attached")
    assert page.locator(".map-cluster").count() + page.locator(".map-dot").count() < 200
    faces = page.locator(".map-cluster span, .map-dot span").all_inner_texts()
    regions = [text.rsplit(" · ", 1)[1] for text in page.locator(".map-region span").all_inner_texts()]
    marked = sum(int(text.replace(",", "") or 1) for text in [*faces, *regions])
    data = json.loads((site.output / "assets" / "map-data" / "index.json").read_text("utf-8"))
    assert marked == len(data["place"]) == 1505
    assert page.locator(".map-land").count() > 0


def test_a_marker_leads_to_its_events_page(page: Page, site: Served) -> None:
    page.goto(site.address + "map/")
    page.wait_for_selector(".map-dot")
    link = page.locator(".map-popup li a")
    click_until(page.locator(".map-dot").first, shown(link))
    assert link.inner_text().startswith("Shelling")
    assert page.locator(".map-popup h2").inner_text().startswith("=HYPERLINK")
    assert page.locator(".map-popup img, .map-popup script").count() == 0
    click_until(link, reached(page, "**/repo/events/evil/"))


def test_the_keyboard_reaches_a_marker_and_comes_back(page: Page, site: Served) -> None:
    page.goto(site.address + "map/")
    page.wait_for_selector(".map-dot")
    page.locator(".map-dot").first.focus()
    assert page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-popup a:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector(".map-dot:focus")


def test_a_crowded_town_is_one_mark_with_a_list(page: Page, site: Served) -> None:
    page.goto(site.address + "map/")
    page.wait_for_selector(".map-cluster")
    page.evaluate("chronicle_map.setView([35.5, 36.75], 13, { animate: false })")
    town = page.locator(".map-dot", has_text="903")
    click_until(town, shown(page.locator(".map-popup li").nth(19)))
    assert page.locator(".map-popup li").count() == 20
    assert page.locator(".map-popup h2").inner_text().endswith("903 events")
    click_until(page.locator(".map-more"), reached(page, "**/repo/places/barra-101/"))


@pytest.mark.parametrize(
    ("address", "dots", "areas", "names"),
    [("events/e1", 1, 0, ["Barra"]), ("events/near", 1, 1, ["Barra"]), ("places/vale", 0, 1, [])],
)
def test_a_small_map_shows_a_point_only_where_one_is_known(
    page: Page, site: Served, address: str, dots: int, areas: int, names: list[str]
) -> None:
    page.goto(f"{site.address}{address}/")
    page.wait_for_selector(".map-land")
    assert page.locator(".map-dot").count() == dots
    assert page.locator("path.map-area").count() == areas
    assert page.locator(".map-name").all_inner_texts() == names
    assert page.locator(".map-region").count() == (0 if dots else 1)


def test_a_chronicle_elsewhere_has_the_world_as_its_base(page: Page, site: Served) -> None:
    page.goto(site.address + "places/far/")
    page.wait_for_selector(".map-land")
    assert page.locator(".map-name").inner_text() == "Mount Ash"
    assert "world.json" in (page.locator("#chronicle_map").get_attribute("data-base") or "")


def test_a_country_is_a_name_on_the_map_and_no_circle(page: Page, site: Served) -> None:
    page.goto(site.address + "places/country/")
    page.wait_for_selector(".map-region")
    assert page.locator(".map-region").inner_text() == "Norland"
    assert page.locator("path.map-area, .map-dot").count() == 0


def test_online_tiles_load_on_the_readers_click_and_not_before(browser: Browser, site: Served) -> None:
    page = browser.new_page()
    asked: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        route.abort()

    page.route("https://*.tiles.example/**", answer)
    page.goto(site.address + "tiles/")
    page.wait_for_selector(".map-label")
    assert asked == []
    with page.expect_request(lambda request: "tiles.example" in request.url):
        page.get_by_role("button", name="Load the online map of tiles.example").click()
    page.wait_for_selector(".map-tiles", state="detached")
    page.wait_for_function("() => document.querySelectorAll('.leaflet-tile').length > 0")
    assert page.locator("figcaption").inner_text() == "© Example"
    assert until(page, lambda: bool(asked))
    assert all("tiles.example" in url for url in asked)
    page.close()


def test_a_map_that_cannot_load_says_so(browser: Browser, site: Served) -> None:
    page = browser.new_page()
    page.route("**/map-data/index.json", lambda route: route.abort())
    page.goto(site.address + "map/")
    page.wait_for_selector(".map-note")
    assert "lists" in page.locator(".map-note").inner_text()
    page.close()


@pytest.mark.parametrize(
    ("query", "kind", "answer"),
    [
        ("Nayrab", "results", "Air strike in al-Nayrab"),
        ("AL-NAYRAB", "results", "Air strike in al-Nayrab"),
        ("بارا", "names", "Barra"),
        ("Norland arm", "names", "Norland army"),
        ("mount ash", "names", "Mount Ash"),
    ],
)
def test_the_search_finds(page: Page, site: Served, query: str, kind: str, answer: str) -> None:
    page.goto(site.address + "search/")
    page.wait_for_selector("[data-search][data-ready]")
    page.fill("[name=q]", query)
    page.wait_for_selector(f"[data-search-{kind}] li a")
    assert page.locator(f"[data-search-{kind}] li a").first.inner_text() == answer


def test_a_word_that_stands_nowhere_is_not_found(page: Page, site: Served) -> None:
    page.goto(site.address + "search/?q=Krovansk")
    page.wait_for_selector("[data-search-status]:not(:empty)")
    assert page.locator("[data-search-status]").inner_text().startswith("Nothing")
    assert page.locator("[data-search-results] li, [data-search-names] li").count() == 0


def test_an_area_is_drawn_while_its_mark_shows(page: Page, site: Served) -> None:
    page.goto(site.address + "map/")
    page.wait_for_selector(".map-cluster")
    page.evaluate("chronicle_map.setView([35.4, 37.0], 13, { animate: false })")
    page.locator(".map-region", has_text="Lower Vale · 1").wait_for()
    assert page.locator("path.map-area").count() == 1


def test_the_search_filters_keeps_its_address_and_shows_text_as_text(page: Page, site: Served) -> None:
    page.goto(site.address + "search/?q=shells")
    page.wait_for_selector("[data-search-results] li:nth-child(2)")
    page.select_option("select[name=type]", "Armed clash")
    page.wait_for_selector("[data-search-results] li:nth-child(2)", state="detached")
    assert page.locator("[data-search-results] a").inner_text() == "<b>Clash</b> at Khan Touman"
    assert page.locator("[data-search-results] mark").inner_text().lower() == "shells"
    assert "<script>" in page.locator("[data-search-results] p").inner_text()
    assert page.url.endswith("search/?q=shells&type=Armed+clash")
    page.locator("[data-search-results] a").click()
    page.wait_for_url("**/repo/events/found1/")
    page.go_back()
    page.wait_for_selector("[data-search-results] li")
    assert page.locator("[data-search-results] li").count() == 1
