"""A mark of the overview map that stays is not made anew: else it takes no click that began on it, and loses the focus."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from browser_site import Served, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

MARKS = '[...document.querySelectorAll(".leaflet-marker-pane > :not(.map-cluster)[aria-label]")]'
WATCH = f"() => {{ window.before = new Map({MARKS}.map((mark) => [mark, mark.getAttribute('aria-label')])) }}"
"""Remember every place's own mark with what it says; clusters may say the same of other places."""
KEPT = f"""() => {{
  const now = {MARKS};
  const made = now.filter((mark) => !window.before.has(mark)).map((mark) => mark.getAttribute("aria-label"));
  const again = [...window.before].filter(([mark, label]) => !mark.isConnected && made.includes(label));
  return {{ kept: now.length - made.length, again: again.map(([, label]) => label) }};
}}"""
COUNTED = """() => [...document.querySelectorAll(".leaflet-marker-pane > [aria-label]")]
  .reduce((sum, mark) => sum + Number(/(\\d+) events?( here|$)/.exec(mark.ariaLabel)[1]), 0)"""


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    with watched(browser, site.address) as opened:
        yield opened


def test_a_mark_that_stays_is_not_drawn_anew(page: Page, site: Served) -> None:
    page.goto(f"{site.address}map/#map=9/36.1200/37.0500")
    page.wait_for_selector("[data-map-list] > ol.events")
    everything = page.evaluate(COUNTED)
    for act in (
        lambda: page.select_option("select[name=type]", "Battles"),
        lambda: page.locator("button[type=reset]").click(),
        lambda: page.evaluate("chronicle_map.setZoom(10, { animate: false }) && 0"),
        lambda: page.evaluate("chronicle_map.setZoom(9, { animate: false }) && 0"),
    ):
        page.evaluate(WATCH)
        act()
        found = page.evaluate(KEPT)
        assert found["kept"] > 0
        assert found["again"] == []
        assert page.locator(".leaflet-marker-pane > :not(.leaflet-interactive)").count() == 0
    assert page.evaluate(COUNTED) == everything > 20


def test_a_mark_keeps_the_focus_while_the_filters_change(page: Page, site: Served) -> None:
    page.goto(f"{site.address}map/#map=12/36.12/37.05")
    page.wait_for_selector("[data-map-list] > ol.events")
    label = page.evaluate(f"{MARKS}[0].ariaLabel")
    page.evaluate(f"{MARKS}[0].focus()")
    page.evaluate("chronicle_map.zoomIn(1, { animate: false }) && 0")
    assert page.evaluate("document.activeElement.ariaLabel") == label
