"""Online tiles: an editor's setting, checked; named in the policy of pages with a map, and of no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from views_chronicle import make_chronicle

from chronicle.errors import SettingsError
from chronicle.pages.render import make_environment, render
from chronicle.pages.site import all_pages, make_site
from chronicle.settings import Settings, load_settings

TILES = "https://{s}.tile.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(
    "tiles",
    [
        "http://tile.example.org/{z}/{x}/{y}.png",
        "https://tile.example.org/{z}/{x}.png",
        "https://tile.example.org; script-src 'unsafe-inline'/{z}/{x}/{y}.png",
        "https://*/{z}/{x}/{y}.png",
        "https://user@tile.example.org/{z}/{x}/{y}.png",
        'https://tile.example.org/{z}/{x}/{y}.png">',
        "//tile.example.org/{z}/{x}/{y}.png",
        7,
    ],
)
def test_what_is_no_address_of_tiles_is_refused(tmp_path: Path, tiles: object) -> None:
    with pytest.raises(SettingsError, match="CHRONICLE_TILES = "):
        load_settings({"CHRONICLE_TILES": tiles, "CHRONICLE_TILES_ATTRIBUTION": "© Example"}, tmp_path)


def test_tiles_without_an_attribution_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="TILES_ATTRIBUTION"):
        load_settings({"CHRONICLE_TILES": TILES}, tmp_path)


def test_tiles_stand_in_the_policy_of_pages_with_a_map_only(root: Path) -> None:
    chronicle = make_chronicle()
    settings = Settings(root, root, root, tiles=TILES, tiles_attribution="© Example <b>")
    site = make_site(chronicle, settings, "A chronicle")
    environment = make_environment(root / "theme" / "templates")
    kinds = {"home.html", "map_page.html", "event.html", "place.html", "places.html", "data.html", "search.html"}
    seen = set()
    for page in all_pages(chronicle, site):
        if page.template not in kinds:
            continue
        html = render(environment, page, site)
        mapped = 'class="map-view"' in html
        assert ("https://*.tile.example.org" in html) is mapped, page.view.head.path
        assert (f'data-tiles="{TILES}" data-tiles-attribution="© Example &lt;b&gt;"' in html) is mapped
        seen.add((page.template, mapped))
    assert {kind for kind, mapped in seen if mapped} == {"home.html", "map_page.html", "event.html", "place.html"}
    assert ("event.html", False) in seen
