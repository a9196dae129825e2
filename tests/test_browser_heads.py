"""JSON-LD in a real browser, under the site's own policy: it is read as data, and nothing of it runs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from browser_site import Served, watched
from views_chronicle import HOSTILE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

SHOWN = " ".join(HOSTILE.replace("\u202e", " ").split())
"""As the publishable chronicle has it: without the mark that turns text around."""


@pytest.mark.parametrize("path", ["events/hostile/", "data/"])
def test_a_data_block_is_data(browser: Browser, site: Served, path: str) -> None:
    with watched(browser, site.address) as page:
        dialogs: list[str] = []
        page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        page.goto(site.address + path)
        blocks = page.evaluate(
            "[...document.querySelectorAll('script:not([src])')].map((s) => [s.type, s.textContent])"
        )
        assert [kind for kind, _ in blocks] == ["application/ld+json"]
        facts = json.loads(blocks[0][1])
        assert facts["@type"] == ("Dataset" if path == "data/" else "Report")
        if path != "data/":
            assert SHOWN in facts["name"]
        assert page.evaluate("document.querySelectorAll('main script, body > script').length") == 0
        assert dialogs == []


def test_the_keyboard_can_pass_a_long_chart(browser: Browser, site: Served) -> None:
    with watched(browser, site.address) as page:
        page.goto(site.address)
        bars = page.locator(".strip svg a").count()
        assert bars > 12
        page.locator(".skip-here").focus()
        assert page.locator(".skip-here").bounding_box()["width"] > 40  # type: ignore[index]
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.strip') === null")
        page.emulate_media(media="print")
        assert page.locator(".skip-here").is_hidden()
