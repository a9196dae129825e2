"""What the maps are given: doubt as area, data apart from scripts, and the same bytes each time."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from conftest import ROOT
from sample_chronicle import BARRA, HOSTILE, MOUNT, NOWHERE, NULL_ISLAND, VALE, event, sample

from chronicle.commands.basemap import Box, compact
from chronicle.model import Count, Place, PlaceLevel, SubEventType
from chronicle.pages import map as maps
from chronicle.pages import map_draw
from chronicle.pages.files import Files
from chronicle.pages.map import overview_map, small_map, write_maps
from chronicle.pages.map_data import INDEX, map_data
from chronicle.pages.map_draw import draw
from chronicle.pages.map_parts import (
    NEAR_METRES,
    BaseMap,
    MapParts,
    choose_basemaps,
    crowded_box,
    doubt,
    event_points,
    place_points,
    read_basemaps,
    tile_origin,
)
from chronicle.pages.render import make_environment
from chronicle.pages.reuse import Reuse
from chronicle.pages.site import plan_pages
from chronicle.pages.trace import Ledger
from chronicle.pages.views import Site

WORLD = BaseMap("world.json", -180, -85, 180, 85)
REGION = BaseMap("region.json", 30, 30, 40, 40)
BASES = (REGION, WORLD)
KINDS = (
    SubEventType.ARMED_CLASH,
    SubEventType.SHELLING,
    SubEventType.AIR_STRIKE,
    SubEventType.OTHER,
    SubEventType.ATTACK,
)


@pytest.mark.parametrize(
    ("place", "precision", "exact"),
    [(BARRA, 1, True), (MOUNT, 1, True), (BARRA, 2, False), (BARRA, 3, False), (VALE, 3, False), (VALE, 1, False)],
)
def test_only_a_named_place_itself_is_a_point(place: Place, precision: int, exact: bool) -> None:
    assert (doubt(place, precision) == 0) is exact


def test_a_place_placed_by_its_region_or_blurred_is_no_point_on_its_own_page() -> None:
    assert place_points(replace(BARRA, source="text"))[0].radius > NEAR_METRES
    assert place_points(replace(BARRA, publish_precision=2))[0].radius == NEAR_METRES
    assert place_points(replace(BARRA, publish_precision=3))[0].radius > NEAR_METRES


def test_a_larger_region_has_a_larger_area() -> None:
    country = Place("gn:1", "Norland", PlaceLevel.COUNTRY, latitude=1.0, longitude=1.0)
    assert doubt(country, 3) > doubt(VALE, 3) > doubt(BARRA, 3) > doubt(BARRA, 2) == NEAR_METRES


def test_what_has_no_position_has_no_point() -> None:
    assert place_points(NOWHERE) == place_points(NULL_ISLAND) == ()
    assert small_map(event_points(event("e", place=NOWHERE)), BASES) is None
    assert small_map(event_points(event("e", place=None, geo_precision=None)), BASES) is None


def test_further_places_stand_beside_the_main_one() -> None:
    points = event_points(event("e", place=BARRA, further_places=(MOUNT, NOWHERE)))
    assert [(p.label, p.main) for p in points] == [("Barra", True), ("Mount Ash", False)]


@pytest.mark.parametrize(
    ("points", "files"),
    [
        ([(35.0, 35.0)], ["region.json"]),
        ([(35.0, 35.0), (36.0, 36.0), (48.8, 2.3)], ["world.json", "region.json"]),
        ([(48.8, 2.3), (51.5, 0.1), (35.0, 35.0)], ["world.json"]),
        ([(-12.0, -70.0)], ["world.json"]),
        ([], ["world.json"]),
    ],
)
def test_the_base_map_is_the_smallest_that_serves(points: list[tuple[float, float]], files: list[str]) -> None:
    assert [base.file for base in choose_basemaps(BASES, points)] == files


def test_one_event_far_off_among_many_does_not_decide_what_the_map_shows_first() -> None:
    crowd = [(35.0 + n / 100, 36.0 + n / 100) for n in range(50)]
    assert crowded_box([*crowd, (39.9, 32.8)]) == pytest.approx((35.01, 36.0, 35.49, 36.48), abs=0.02)
    assert crowded_box([(35.0, 36.0), (39.9, 32.8)]) == (35.0, 32.8, 39.9, 36.0)


def test_a_theme_without_base_maps_still_has_a_map(tmp_path: Path) -> None:
    assert read_basemaps(tmp_path) == ()
    assert "base" not in dict(overview_map(sample(), ()).data)


def test_folium_renders_the_same_script_each_time() -> None:
    for kind in ("overview", "small"):
        assert draw(kind) == draw(kind)


@pytest.mark.parametrize("kind", sorted(maps.FILES))
def test_a_page_loads_what_folium_asks_for(kind: str) -> None:
    drawn = draw(kind)
    assert (drawn.styles, drawn.libraries) == maps.FILES[kind]


def test_folium_is_not_asked_for_what_the_last_build_drew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def files(output: Path, last: Path | None) -> tuple[Files, Reuse]:
        site, theme = Site("A", "", "", "", "", "", "", True, 0, 0), ROOT / "theme"
        reuse = Reuse(last, tmp_path / "notes.json", site, theme, "en")
        return Files(output, reuse, Ledger(plan_pages(sample(), site))), reuse

    written, reuse = files(tmp_path / "one", None)
    write_maps(sample(), tmp_path / "one", files=written)
    reuse.save(tmp_path / "one")
    monkeypatch.setattr(map_draw, "draw", lambda kind: pytest.fail(f"draws {kind} again"))
    write_maps(sample(), tmp_path / "two", files=files(tmp_path / "two", tmp_path / "one")[0])
    for kind in maps.FILES:
        name = f"assets/map/{kind}.js"
        assert (tmp_path / "two" / name).read_bytes() == (tmp_path / "one" / name).read_bytes()
    with pytest.raises(pytest.fail.Exception):
        write_maps(sample(), tmp_path / "three")


def test_every_file_a_map_names_is_there_and_none_is_elsewhere(root: Path, tmp_path: Path) -> None:
    write_maps(sample(), tmp_path)
    basemaps = read_basemaps(root / "theme" / "static" / "basemap")
    small = small_map(place_points(MOUNT), basemaps)
    assert small is not None
    for parts in (overview_map(sample(), basemaps), small):
        data = dict(parts.data)
        named = [
            *parts.styles,
            *parts.scripts,
            *data["base"].split(),
            *([data["events"]] if "events" in data else []),
        ]
        for url in named:
            kept = root / "theme" / "static" / url.removeprefix("theme/")
            assert (kept if url.startswith("theme/") else tmp_path / url).is_file(), url
    for script in (tmp_path / "assets" / "map").iterdir():
        assert "//" not in script.read_text("utf-8")
        assert "maxZoom" in script.read_text("utf-8")


def test_two_builds_write_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_maps(sample(), tmp_path / name)
    one = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*") if p.is_file())
    assert len(one) > 8
    assert all((tmp_path / "one" / p).read_bytes() == (tmp_path / "two" / p).read_bytes() for p in one)


def test_no_text_of_an_article_reaches_a_script(tmp_path: Path) -> None:
    evil = Place("ed:evil", HOSTILE, PlaceLevel.PLACE, latitude=35.0, longitude=36.0)
    chronicle = sample()
    write_maps(chronicle, tmp_path / "sample")
    harmed = type(chronicle)((event("e", place=evil),), chronicle.articles, (), None)
    write_maps(harmed, tmp_path / "harmed")
    for script in (tmp_path / "sample" / "assets").rglob("*.js"):
        other = tmp_path / "harmed" / script.relative_to(tmp_path / "sample")
        assert script.read_bytes() == other.read_bytes()
    read = json.loads((tmp_path / "harmed" / INDEX).read_text("utf-8"))
    assert read["places"]["name"] == [HOSTILE]


def test_the_map_holds_every_located_event_in_order_of_time() -> None:
    index, chunks = map_data(sample())
    rows = [row for _, text in chunks for row in json.loads(text)["events"]]
    assert [row[0] for row in rows] == ["e1", "e2", "e3", "e5", "e4"]
    assert [row[2] for row in rows] == ["February 1994", *["2 March 1994"] * 3, "date not stated"]
    assert index["day0"] == "1994-02-01"
    assert (index["start"], index["days"]) == ([0, 29, 0, 0], [27, 0, 0, 0, -1])
    places = index["places"]
    at = [(places["name"][n], places["where"][n], places["lat"][n], places["lon"][n]) for n in index["place"]]
    barra, mount = ("Barra", 0, 35.5, 36.75), ("Mount Ash", "near Mount Ash", -12.5, -70.25)
    vale = ("Lower Vale", "somewhere in Lower Vale region", 35.0, 37.0)
    assert at == [barra, mount, barra, vale, barra]
    assert [places["radius"][n] > 0 for n in index["place"]] == [False, True, False, True, False]
    assert [index["kinds"][n][2] for n in index["kind"]] == [str(k) for k in KINDS]
    sides = [[index["sides"][side] for side in index["sets"][n]] for n in index["set"]]
    assert sides[0] == ["Norland army", "Vale; Hill Militia", "civilians"]
    assert sides[3] == ["Norland army"]
    assert [size for _, size in index["chunks"]] == [4, 1]
    assert (index["months"], index["thousand"]) == (["February 1994", "March 1994"], ",")


def test_a_chunk_is_named_by_its_words_and_the_index_names_every_chunk() -> None:
    index, chunks = map_data(sample())
    assert [name for name, _ in chunks] == [f"assets/map-data/{name}.json" for name, _ in index["chunks"]]
    events = tuple(replace(e, fatalities=Count(9)) if e.event_id == "e4" else e for e in sample().events)
    changed = map_data(replace(sample(), events=events))[1]
    assert chunks[0] == changed[0]
    assert chunks[1][0] != changed[1][0]


def test_a_chronicle_without_a_day_or_a_place_still_has_its_data() -> None:
    undated = tuple(replace(e, interval=None) for e in sample().events)
    index, chunks = map_data(replace(sample(), events=undated))
    assert (index["start"], set(index["days"]), index["months"], len(chunks)) == ([], {-1}, [], 1)
    assert map_data(replace(sample(), events=()))[0]["chunks"] == []


def test_ten_thousand_events_load_in_half_a_megabyte(root: Path, tmp_path: Path) -> None:
    places = [replace(BARRA, place_id=f"gn:{n}", name=f"Village {n}", latitude=30 + n / 977) for n in range(1500)]
    kinds = list(SubEventType)
    events = [
        event(
            f"{1990 + n % 9}-{n * 7919 % 16**6:06x}",
            kinds[n % 25],
            place=places[n * n % 1500],
            fatalities=Count(n % 40),
        )
        for n in range(10_000)
    ]
    chronicle = replace(sample(), events=tuple(events))
    write_maps(chronicle, tmp_path)
    parts = overview_map(chronicle, read_basemaps(root / "theme" / "static" / "basemap"))
    named = [*parts.styles, *parts.scripts, *dict(parts.data)["base"].split(), INDEX]
    static = root / "theme" / "static"
    files = [static / url.removeprefix("theme/") if url.startswith("theme/") else tmp_path / url for url in named]
    assert sum(len(gzip.compress(file.read_bytes())) for file in files) < 500_000


class Attributes(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str | None] = {}
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if ("id", maps.ELEMENT) in attrs:
            self.found = dict(attrs)


@pytest.mark.parametrize("autoescape", [True, False])
def test_the_template_escapes_what_it_is_given(root: Path, autoescape: bool) -> None:
    evil = Place("ed:evil", HOSTILE, PlaceLevel.PLACE, latitude=35.0, longitude=36.0)
    parts: MapParts | None = small_map(place_points(evil), BASES)
    jinja = make_environment(root / "theme" / "templates")
    jinja.autoescape = autoescape
    page = '{% from "map.html" import map_figure %}{{ map_figure(parts, root, label) }}'
    html = jinja.from_string(page).render(parts=parts, root='"><script>', label=HOSTILE)
    read = Attributes()
    read.feed(html)
    assert set(read.tags) == {"figure", "div", "noscript", "p", "figcaption"}
    assert json.loads(read.found["data-points"] or "")[0]["label"] == HOSTILE
    assert read.found["data-root"] == '"><script>'
    assert read.found["aria-label"] == HOSTILE.replace("\r\n", "\n") or read.found["aria-label"] == HOSTILE


def test_online_tiles_are_only_the_editors_and_named_in_the_policy(root: Path) -> None:
    jinja = make_environment(root / "theme" / "templates")
    page = '{% from "map.html" import map_figure %}{{ map_figure(parts, "", "", tiles, who) }}'
    tiles = "https://{s}.tile.example.org/{z}/{x}/{y}.png"
    parts = overview_map(sample(), BASES)
    assert f'data-tiles="{tiles}"' in jinja.from_string(page).render(parts=parts, tiles=tiles, who="© Example")
    assert "data-tiles" not in jinja.from_string(page).render(parts=parts, tiles="", who="")
    assert tile_origin(tiles) == "https://*.tile.example.org"
    assert tile_origin("") == ""


def test_the_committed_base_maps_are_small_and_have_every_layer(root: Path) -> None:
    folder = root / "theme" / "static" / "basemap"
    bases = read_basemaps(folder)
    assert [base.file for base in bases][-1] == "world.json"
    for base in bases:
        data = (folder / base.file).read_bytes()
        read = json.loads(data)
        layers = {row[0] for kind in ("areas", "lines", "names") for row in read[kind]}
        assert layers >= {"land", "border", "country", "town"}
        assert layers >= {"sea", "lake", "admin1"} or base.file == "world.json"
        assert len(gzip.compress(data)) < 45_000
        for layer, _, x, y, name, *_ in read["names"]:
            assert layer == "country" or base.holds(y / read["scale"], x / read["scale"]), name


def test_a_base_map_keeps_every_coordinate() -> None:
    ring = [[36.123, 35.5], [36.2, 35.501], [36.1, 35.4], [36.123, 35.5]]
    features = [
        {"properties": {"layer": "land"}, "geometry": {"type": "MultiPolygon", "coordinates": [[ring]]}},
        {"properties": {"layer": "border"}, "geometry": {"type": "MultiLineString", "coordinates": [ring[:2]]}},
        {
            "properties": {"layer": "town", "zoom": 7, "name": "Barra"},
            "geometry": {"type": "Point", "coordinates": [-70.25, -12.5]},
        },
    ]
    made = compact(features)
    assert made["names"] == [["town", 7, -70250, -12500, "Barra"]]
    assert made["lines"] == [["border", [[36123, 35500, 77, 1]]]]
    (layer, [[steps]]) = made["areas"][0]
    along = [[sum(steps[: n + 1 : 2]), sum(steps[1 : n + 2 : 2])] for n in range(0, len(steps), 2)]
    assert (layer, along) == ("land", [[round(x * 1000), round(y * 1000)] for x, y in ring])


def test_a_box_grows_no_further_than_the_world() -> None:
    assert Box(-175, -80, 175, 80).grown(12) == Box(-180, -85, 180, 85)
