"""What the overview map costs a reader, beside plain folium markers of the same events: bytes and CPU, for the bench.

    from chronicle.bench.map_cost import measure
    ours, plain = measure(root, folder, 10_000)

Needs playwright and Debian's chromium. Bytes are those of every file that the page asks for until it is usable, each
gzipped. CPU is that of all of the browser's processes, from the address to the marks on the screen, once the browser
itself has started: its own start goes on for 0.5 to 0.9 s after it answers. The plain page is flattered: of the 13
files that it loads from elsewhere only Leaflet's two are counted and run, the pictures of its markers and its online
tiles are not.
"""

from __future__ import annotations

import gzip
import random
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..model import (
    Actor,
    ActorKind,
    Assertion,
    Candidate,
    Chronicle,
    Count,
    Event,
    Grade,
    Interval,
    Place,
    PlaceLevel,
    Report,
    Span,
    SubEventType,
)
from ..pages.assets import LEAFLET
from ..pages.map import write_maps
from ..pages.map_parts import read_basemaps
from ..pages.render import make_environment, render, write_page
from ..pages.site import make_site
from ..pages.urls import event_url
from ..pages.views import Page
from ..pages.views_home import map_view, overview
from ..pages.views_index import make_index
from ..pages.words import interval_words
from ..pages.words_event import event_title
from ..settings import Settings
from .local_site import serving

CHROMIUM = "/usr/bin/chromium"
NO_JQUERY = "window.$ = html => { const t = document.createElement('template'); t.innerHTML = html.trim();"
NO_JQUERY += " return t.content.children; };"
"""All that folium's popups ask of jQuery, so that the plain page runs without it."""
USABLE = ".map-explorer:has(.map-view[data-ready] .map-cluster):has([data-map-list] > ol:only-of-type .event)"
"""Marks on the map, the filters filled, and the newest events in the list."""
RESTING = 0.03
"""Seconds of CPU in a quarter of a second below which a browser with an empty page has started."""
PER_PLACE = 10
SYLLABLES = ("bar", "tel", "kaf", "ma", "rin", "du", "sha", "qal", "zo", "hir", "nes", "am", "bel", "tur", "ga", "im")


@dataclass(frozen=True, slots=True)
class MapCost:
    """What one map costs a reader."""

    gzipped: int
    """Bytes of all files together, each gzipped."""
    background: int
    """Bytes of them that are the base map, as the plain page's tiles would be."""
    cpu: float
    """Seconds of all of the browser's processes, until the map is usable."""
    files: int


def map_chronicle(count: int, seed: int = 1) -> Chronicle:
    """Return an invented chronicle of `count` located events: a place for every ten, crowded as real ones are.

    As in the sample chronicle, sides are named in 60 and 40 of 100 events, and few of them in most.
    """
    chance = random.Random(seed)
    places = [_place(number, chance) for number in range(max(1, count // PER_PLACE))]
    sides = [Actor(f"side-{n}", f"{_name(chance)} {n % 7 + 1}th Division", ActorKind.REBEL_GROUP) for n in range(60)]
    kinds = list(SubEventType)
    events = []
    for number in range(count):
        day = date(2011, 3, 1) + timedelta(days=chance.randrange(5000))
        events.append(
            _event(
                f"{day.isoformat()}-{chance.randrange(16**6):06x}-{number}",
                kinds[_skewed(chance, len(kinds))],
                Interval(day, day + timedelta(days=chance.choice((0, 0, 0, 0, 0, 1, 6, 29)))),
                places[_skewed(chance, len(places))],
                (sides[_skewed(chance, len(sides))],) if chance.random() < 0.6 else (),
                (sides[_skewed(chance, len(sides))],) if chance.random() < 0.4 else (),
                Count(chance.randrange(40)) if chance.random() < 0.5 else Count(),
            )
        )
    return Chronicle(tuple(events), (), (), date(2024, 12, 1))


def _skewed(chance: random.Random, size: int) -> int:
    return int(size * chance.random() ** 3)


def _name(chance: random.Random) -> str:
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randrange(2, 5))).capitalize()


def _place(number: int, chance: random.Random) -> Place:
    latitude, longitude = round(chance.uniform(32.5, 37), 4), round(chance.uniform(35.8, 42), 4)
    name = f"{_name(chance)} {_name(chance)}" if chance.random() < 0.4 else _name(chance)
    return Place(f"gn:{chance.randrange(10**6)}{number}", name, PlaceLevel.PLACE, "", "", "", "", latitude, longitude)


def _event(
    event_id: str,
    kind: SubEventType,
    interval: Interval,
    place: Place,
    actor1: tuple[Actor, ...],
    actor2: tuple[Actor, ...],
    dead: Count,
) -> Event:
    report = Report("a", Span(0, 1), "x", Span(0, 1), kind, assertion=Assertion.STATED)
    told = (Candidate("a", report, (report,), ()),)
    return Event(event_id, kind, interval, None, place, 1, (), actor1, actor2, dead, Count(), Grade.SINGLE, told)


def measure(root: Path, folder: Path, count: int) -> tuple[MapCost, MapCost]:
    """Return what our map and the plain one cost with so many events; both are written into `folder`."""
    chronicle = map_chronicle(count)
    write_ours(root, chronicle, folder / "ours")
    write_plain(chronicle, folder / "plain")
    ours = visit(folder / "ours", "map/", USABLE)
    plain = visit(folder / "plain", "", f".leaflet-marker-pane > :nth-child({count})")
    return ours, plain


def write_ours(root: Path, chronicle: Chronicle, output: Path) -> None:
    """Write the map's page with all that it loads."""
    settings = Settings(root, root / "content", root / ".cache")
    index = make_index(chronicle)
    parts = overview(index, read_basemaps(root / "theme" / "static" / "basemap"), panel=True)
    page = Page("map_page.html", map_view(index, parts))
    environment = make_environment(root / "theme" / "templates")
    write_page(output, "map/index.html", render(environment, page, make_site(chronicle, settings, "Bench")))
    write_maps(chronicle, output)
    shutil.copytree(root / "theme" / "static", output / "theme", dirs_exist_ok=True)


def write_plain(chronicle: Chronicle, output: Path) -> None:
    """Write the same events as folium's own markers, each with its title, date and link."""
    folium = import_module("folium")
    drawn = folium.Map(location=(34.8, 38.5), zoom_start=7)
    for event in chronicle.events:
        assert event.place is not None
        words = f"{event_title(event)}, {interval_words(event.interval)}"
        popup = f'<a href="../{event_url(event.event_id)}">{words}</a>'
        folium.Marker((event.place.latitude, event.place.longitude), popup=popup).add_to(drawn)
    output.mkdir(parents=True, exist_ok=True)
    drawn.save(str(output / "index.html"))


def visit(folder: Path, path: str, ready: str) -> MapCost:
    """Open a page of a folder in a fresh browser and return what it took until an element matches `ready`."""
    sync_playwright = import_module("playwright.sync_api").sync_playwright
    leaflet = Path(import_module(LEAFLET.module).BASE_DIR)
    bodies: dict[str, bytes] = {}

    def answer(route: Any) -> None:
        name = urlsplit(route.request.url).path.rsplit("/", 1)[-1]
        if route.request.url.startswith(address):
            route.continue_()
        elif name in ("leaflet.js", "leaflet.css"):
            route.fulfill(path=str(leaflet / name))
        else:
            route.fulfill(body=NO_JQUERY if "jquery" in name else "")

    def note(response: Any) -> None:
        if response.ok and not response.url.startswith("data:"):
            bodies[response.url] = b"" if "jquery" in response.url else response.body()

    with serving(folder) as address, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.route("**/*", answer) if not path else None
        answers: list[Any] = []
        page.on("response", lambda response: answers.append(response))
        page.goto("about:blank")
        before = _rested(page)
        page.goto(address + path, timeout=300_000, wait_until="commit")
        page.wait_for_selector(ready, state="attached", timeout=300_000)
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        cpu = _cpu() - before
        for response in answers:
            note(response)
        browser.close()
    sizes = {url: len(gzip.compress(body, mtime=0)) for url, body in bodies.items() if body}
    background = sum(size for url, size in sizes.items() if "/basemap/" in url)
    return MapCost(sum(sizes.values()), background, cpu, len(sizes))


def _cpu() -> float:
    """Return the seconds that the browser's processes have worked."""
    psutil = import_module("psutil")
    total = 0.0
    for process in psutil.Process().children(recursive=True):
        try:
            if "chrom" in process.name():
                total += sum(process.cpu_times()[:2])
        except psutil.Error:  # ended meanwhile
            continue
    return total


def _rested(page: Any) -> float:
    """Return what the browser's processes have worked when its own start is over; at most ten seconds later."""
    worked = _cpu()
    for _ in range(40):
        page.wait_for_timeout(250)
        before, worked = worked, _cpu()
        if worked - before < RESTING:
            break
    return worked


def bytes_ratio(ours: MapCost, plain: MapCost) -> float:
    """Return our bytes by the plain page's, both without what they draw as background."""
    return (ours.gzipped - ours.background) / (plain.gzipped - plain.background)


def table(count: int, ours: MapCost, plain: MapCost) -> Sequence[str]:
    """Return the figures as lines."""
    return (
        f"{count:,} events: {ours.gzipped:,} bytes gzipped in {ours.files} files, {ours.background:,} of them the base"
        f" map; {ours.cpu:.2f} s of CPU",
        f"plain folium markers: {plain.gzipped:,} bytes, {plain.cpu:.2f} s of CPU",
        f"ratios: {bytes_ratio(ours, plain):.3f} of the bytes (backgrounds apart), {ours.cpu / plain.cpu:.3f} of CPU",
    )
