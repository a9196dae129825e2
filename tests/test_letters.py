"""Lists of names by their first letters: where a name stands, how letters split, and pages of a crowded chronicle."""

from __future__ import annotations

import gzip
from dataclasses import replace
from itertools import chain, product
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_chronicle import event, sample

from chronicle.model import Actor, ActorKind, Chronicle, Place, PlaceLevel
from chronicle.pages.render import make_environment, render
from chronicle.pages.site import make_site
from chronicle.pages.sitemap import page_dates
from chronicle.pages.views import Page
from chronicle.pages.views_actor import actor_letter_views, actors_view
from chronicle.pages.views_index import make_index
from chronicle.pages.views_letters import MOST, by_letter, key_of
from chronicle.pages.views_places import place_letter_views, places_view
from chronicle.settings import Settings

SYLLABLES = ("ka", "ko", "ma", "sa", "ti", "ra", "lo", "bu", "ne", "di", "za", "wi")
LIMIT = 60_000
IN_ARABIC = str.maketrans("kmstrlbndzwaoie", "كمسترلبندزواويي")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("al-Bab", "bab"),
        ("Al Qāmishlī", "qamishli"),
        ("Al", "al"),
        ("The Hague", "hague"),
        ("Élancourt", "elancourt"),
        ("الباب", "باب"),
        ("أريحا", "اريحا"),
        ("ال", "ال"),
        ("123 Street", "123 street"),
    ],
)
def test_a_name_stands_where_a_gazetteer_has_it(name: str, key: str) -> None:
    assert key_of(name) == key


def test_letters_split_where_they_hold_too_many() -> None:
    names = [f"K{a}{n}" for a in "ao" for n in range(3)] + ["Barra", "al-Bab", "1070 Flats", "", "بابا"]
    found = by_letter(names, str, "places/", most=4)
    assert [(one.name, one.url, len(one.members)) for one in found] == [
        ("#", "places/by-letter/u0023/", 1),
        ("B", "places/by-letter/b/", 2),
        ("Ka", "places/by-letter/ka/", 3),
        ("Ko", "places/by-letter/ko/", 3),
        ("ب", "places/by-letter/u0628/", 1),
    ]


def test_names_all_alike_stay_together() -> None:
    assert [one.name for one in by_letter(["Kafr"] * 9, str, "places/", most=4)] == ["Kafr"]


@given(st.lists(st.text(min_size=1), max_size=40))
def test_every_name_has_one_page(names: list[str]) -> None:
    found = by_letter(list(enumerate(names)), lambda pair: pair[1], "p/", most=3)
    assert sorted(one for letter in found for one in letter.members) == list(enumerate(names))
    assert len({letter.url for letter in found}) == len(found)


def crowded(count: int) -> Chronicle:
    """Return a chronicle of so many villages and sides, an event each."""
    names = [f"{a.capitalize()}{b}{c}{d}" for a, b, c, d in product(SYLLABLES, repeat=4)][:: 12**4 // count][:count]
    places = [
        Place(
            f"ed:v{n}",
            name,
            PlaceLevel.PLACE,
            "Norland",
            "",
            f"Shire {n % 9}",
            "",
            30 + n / 500,
            40.0,
            name_ar=f"ال{name.lower().translate(IN_ARABIC)}",
        )
        for n, name in enumerate(names)
    ]
    sides = [Actor(f"s{n}", f"{name} Front", ActorKind.REBEL_GROUP) for n, name in enumerate(names)]
    events = (
        event(f"x{n}", place=place, actor1=(side,)) for n, (place, side) in enumerate(zip(places, sides, strict=True))
    )
    return replace(sample(), events=tuple(events))


@pytest.fixture(scope="module")
def lists(root: Path) -> dict[str, str]:
    conf = Settings(root, root / "content", root / ".cache", keeper="A. Keeper")
    chronicle = crowded(3000)
    site = make_site(chronicle, conf, "A chronicle", "", "https://user.github.io/repo", True)
    environment = make_environment(root / "theme" / "templates")
    index = make_index(chronicle)
    places = [places_view(index), *place_letter_views(index)]
    sides = [actors_view(index), *actor_letter_views(index)]
    pages = [Page("places.html", view) for view in places], [Page("actors.html", view) for view in sides]
    return {page.view.head.path: render(environment, page, site) for page in chain(*pages)}


def test_3000_places_and_sides_are_found_by_letter_on_light_pages(lists: dict[str, str], root: Path) -> None:
    styles = sum(
        len(gzip.compress((root / "theme/static" / name).read_bytes()))
        for name in ("css/site.css", "js/lists.js", "js/theme.js")
    )
    for path, html in lists.items():
        assert len(gzip.compress(html.encode())) + styles < LIMIT, path
    assert {"places/", "places/by-letter/k/", "places/by-letter/u0643/", "actors/", "actors/by-letter/t/"} <= set(lists)
    assert "places/by-letter/k/" in lists["places/"]
    linked = "".join(html for path, html in lists.items() if path.startswith("places/by-letter/") and "/u0" not in path)
    assert linked.count('class="place-row"') == 3000


def test_a_page_of_a_letter_leads_on(lists: dict[str, str]) -> None:
    page = lists["places/by-letter/k/"]
    assert 'aria-current="page">K<' in page
    assert "Places, K" in page


def test_the_sitemap_has_the_letters() -> None:
    dates = page_dates(make_index(crowded(MOST + 1)))
    assert {"places/by-letter/k/", "actors/by-letter/k/"} <= set(dates)
    assert not [path for path in page_dates(make_index(crowded(50))) if "by-letter" in path]
