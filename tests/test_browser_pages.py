"""Every kind of page in a browser: accessible in both themes, light, silent, and whole at 320 pixels and 200% text."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from browser_site import Served, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

TEXT_KINDS = (
    "chronicle/",
    "chronicle/2016/",
    "chronicle/2016/05/",
    "chronicle/2016/05/05/",
    "chronicle/undated/",
    "places/",
    "places/unlocated/",
    "actors/",
    "actors/sy-army/",
    "sources/",
    "sources/2016-05-06-courier-tell-marwan/",
    "types/",
    "types/shelling-artillery-missile-attack/",
    "data/",
    "about/",
    "404.html",
)
MAP_KINDS = ("", "map/", "events/fall-of-tell-marwan/", "events/hostile/", "places/tell-marwan/", "search/?q=marwan")
KINDS = (*TEXT_KINDS, *MAP_KINDS)
COLOURS = ["color-contrast", "link-in-text-block"]
"""axe-core's rules on colours among them: what alone a theme changes."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIGHT = 60_000
"""Bytes of a text page with everything that it loads, gzipped."""


@pytest.fixture(scope="module", params=["ltr", "rtl"])
def read_in(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, str]]:
    """Yield one page for all kinds of a site in English or Arabic, and the site's address.

    axe-core is put into it past the pages' own policy, which allows no such script.
    """
    served: Served = request.getfixturevalue("arabic_site" if request.param == "rtl" else "site")
    with watched(browser, served.address, bypass_csp=True) as opened:
        yield opened, served.address


def settle(page: Page) -> None:
    """Wait until maps, lists and search have put in what they add."""
    if page.locator(".map-overview").count():
        page.wait_for_selector(".map-view[data-ready]")
    if page.locator("[data-map-list]").count():
        page.wait_for_selector("[data-map-list] > ol.events")
    page.evaluate("document.querySelectorAll('main details').forEach(closed => { closed.open = true; })")
    if page.locator("[data-search]").count():
        page.wait_for_selector("[data-search-results] li")


LOOKS = """() => {
  const looks = new Map(), seen = new Set(), first = [];
  const all = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT);
  for (let node = all.currentNode; node; node = all.nextNode()) {
    const style = getComputedStyle(node);
    const own = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'filter', 'textShadow', 'fontSize', 'fontWeight',
      'textDecorationLine', 'borderBottomStyle', 'display'].map((name) => style[name]).join();
    const look = `${looks.get(node.parentNode) ?? ''} ${own}`;
    looks.set(node, look);
    const says = [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    if (!says || seen.has(look) || !node.checkVisibility()) continue;
    seen.add(look);
    first.push(node);
  }
  return first;
}"""
"""The first element of each look: text in the same colours, size and weight, on the same grounds."""


def faults_of(page: Page, rules: dict[str, Any], elements: str = "() => document") -> list[str]:
    """Return what axe-core has against a page; it preloads nothing, which only sounds and films need."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    options = {"resultTypes": ["violations"], "preload": False, **rules}
    script = f"options => axe.run({{ include: [({elements})()].flat() }}, options).then((found) => found.violations)"
    found = page.evaluate(script, options)
    return [f"{rule['id']}: {node['html'][:200]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


def all_faults(page: Page) -> list[str]:
    """Return what there is against every element of a page."""
    return faults_of(page, {"runOnly": {"type": "tag", "values": RULES}})


def faults_but_colours(page: Page) -> list[str]:
    off = {rule: {"enabled": False} for rule in COLOURS}
    return faults_of(page, {"runOnly": {"type": "tag", "values": RULES}, "rules": off})


def faults_of_colours(page: Page) -> list[str]:
    """Return what there is against the colours of a page, asked of one element of each look.

    Asked of every element they take most of the time of these tests, and rows of a list look like one another.
    """
    return faults_of(page, {"runOnly": {"type": "rule", "values": COLOURS}}, LOOKS)


CLIPPED = """() => {
  const faults = [];
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`page is ${document.documentElement.scrollWidth} wide`);
  for (const node of document.querySelectorAll('main *, header *, footer *')) {
    if (node.closest('.map-view, .scroll, svg, .vh, [hidden], .ticks, .skip, .skip-here')) continue;
    const style = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    if (!box.width || style.visibility === 'hidden') continue;
    const name = `${node.tagName}.${node.className}: ${node.textContent.trim().slice(0, 40)}`;
    if (box.right > innerWidth + 1 || box.left < -1) faults.push(`${name} sticks out`);
    if (style.overflowX !== 'visible' && style.overflowX !== 'auto' && node.scrollWidth > node.clientWidth + 1
        && !['SELECT', 'INPUT'].includes(node.tagName)) faults.push(`${name} is cut`);
  }
  return faults;
}"""


LONG_WORD = """() => {
  const seen = new Set(), wide = [];
  for (const node of document.querySelectorAll('main h1, main a, main dd > .value, main .event-when')) {
    const look = `${node.tagName}.${node.className} in ${node.parentElement.className} in ${node.parentElement.parentElement.className}`;
    if (seen.has(look) || node.children.length || node.closest('.inline, .pager, .scroll, .map-view, svg, [hidden]')) continue;
    seen.add(look);
    const was = node.textContent;
    node.textContent = 'W'.repeat(400);
    if (document.documentElement.scrollWidth > innerWidth) wide.push(look);
    node.textContent = was;
  }
  return wide;
}"""
"""Where a title or a name of 400 letters without a blank makes the page wider than the screen."""


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_page(read_in: tuple[Page, str], kind: str) -> None:
    """In English and light every element is asked for everything; of further colours one element of each look."""
    page, address = read_in
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + kind)
    settle(page)
    assert page.locator("audio, video").count() == 0, "axe-core must preload these"
    english = page.locator("html[lang=en]").count()
    found = {"light": all_faults(page) if english else faults_but_colours(page) + faults_of_colours(page)}
    page.emulate_media(color_scheme="dark")
    found["dark"] = faults_of_colours(page)
    page.set_viewport_size({"width": 320, "height": 640})
    found["320 pixels"] = page.evaluate(CLIPPED)
    found["a long word"] = page.evaluate(LONG_WORD)
    page.set_viewport_size({"width": 640, "height": 900})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found["text of 200%"] = page.evaluate(CLIPPED)
    assert {name: faults for name, faults in found.items() if faults} == {}


def test_an_open_popup_and_a_filtered_map_have_no_fault(read_in: tuple[Page, str]) -> None:
    page, address = read_in
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(address + "map/#map=12/36.12/37.05&type=Battles&from=2016-05&to=2016-05")
    settle(page)
    page.locator(".map-dot").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-popup a:focus")
    # Leaflet lets a popup fade in, and half of a colour has half its contrast.
    page.wait_for_function("getComputedStyle(document.querySelector('.leaflet-popup')).opacity === '1'")
    assert all_faults(page) == []


def test_faults_are_found(read_in: tuple[Page, str]) -> None:
    page, address = read_in
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + "about/")
    page.evaluate("document.querySelector('.prose').innerHTML += '<img src=data:,><a href=#x>'")
    for asked in (all_faults, faults_but_colours):
        assert {fault.split(":")[0] for fault in asked(page)} >= {"image-alt", "link-name"}
    style = "@media (prefers-color-scheme: dark) { .prose li { color: #456 } } .prose a { text-decoration: none; color: #444 }"
    more = f"<style>{style}</style><ul><li>One<li>Two</ul><p>Words <a href='#main'>that lead on</a> and on.</p>"
    page.evaluate("more => { document.querySelector('.prose').innerHTML += more }", more)
    light = [fault.split(":")[0] for fault in faults_of_colours(page)]
    assert light == ["link-in-text-block"], "two links of one look"
    page.emulate_media(color_scheme="dark")
    dark = [fault.split(":")[0] for fault in faults_of_colours(page)]
    assert dark == ["color-contrast"] * 2, "a line of the list, and the links"
    assert page.evaluate(CLIPPED) == []
    page.evaluate(
        "document.querySelector('.prose').innerHTML += '<p style=\"white-space:nowrap\">' + 'word '.repeat(40)"
    )
    assert page.evaluate(CLIPPED) != []


@pytest.mark.parametrize("kind", TEXT_KINDS)
def test_a_text_page_is_light(browser: Browser, site: Served, kind: str) -> None:
    bodies: dict[str, Any] = {}
    with watched(browser, site.address) as opened:
        opened.on("response", lambda response: bodies.update({response.url: response}))
        opened.goto(site.address + kind)
        sizes = {url: len(gzip.compress(response.body())) for url, response in list(bodies.items())}
    assert len(sizes) >= 3
    assert sum(sizes.values()) < LIGHT, json.dumps(sizes, indent=1)


def test_a_request_to_another_host_is_refused_and_noticed(browser: Browser, site: Served) -> None:
    def ask(**options: bool) -> None:
        with watched(browser, site.address, **options) as opened:
            opened.goto(site.address + "about/")
            opened.evaluate("fetch('https://elsewhere.example/').catch(() => 0)")

    with pytest.raises(AssertionError, match="Content Security Policy"):
        ask()
    with pytest.raises(AssertionError, match="asked of other hosts"):
        ask(bypass_csp=True)
