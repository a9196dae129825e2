"""Static search: pagefind's index over the built pages, and the names of places and sides in every script.

Pagefind keeps one index a language and looks up words of the page's own language only, so it does not find نيرب on an
English page. The names file does: the search page looks in it first, in any script and spelling that we know.
"""

from __future__ import annotations

import gzip
import re
import subprocess
import sys
import zlib
from collections import Counter
from pathlib import Path
from typing import Any

from ..errors import ChronicleError, Problem
from ..model import Actor, Chronicle, Place
from .catalogue import Catalogue
from .exports_build import places_of
from .geojson import write_json
from .search_order import settle
from .urls import actor_url, place_url
from .words import KINDS, LEVELS, chained, country_name, place_name
from .words_sides import actor_name

BUNDLE = "pagefind"
"""The index's folder under the site's root."""
NAMES = "data/names.json"
MARK = "data-pagefind-body"
_ROOT = re.compile(r"<html\b[^>]*>")
_BODY = re.compile(rf"<main\b[^>]*\b{MARK}\b.*</main>", re.DOTALL)
_UNSEARCHED = re.compile("<!--unsearched-->.*?<!--/unsearched-->", re.DOTALL)
"""What the templates mark besides as data-pagefind-ignore="all": three quarters of a page's characters."""
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js")
"""Pagefind's own interface: ours is theme/static/js/search.js."""


def index_site(output: Path, searched_pages: Path) -> None:
    """Index the pages of a built site: what stands in `data-pagefind-body`, with their `data-pagefind-filter`s.

    `searched_pages` is a folder with what is searched of each (search_pages.py).
    Raises ChronicleError where pagefind is missing or fails, or where it found no page.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(searched_pages)]
    command += ["--output-path", str(output / BUNDLE)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip() or f"exit status {done.returncode}"
        raise ChronicleError(Problem(f"the search index could not be made: {said}", "run the set-up in README again"))
    if not any((output / BUNDLE / "fragment").glob("*")):
        remedy = "a page to be found carries data-pagefind-body on its main element"
        raise ChronicleError(Problem("the search index holds no page", remedy))
    broken = [path.name for path in sorted((output / BUNDLE).rglob("*")) if path.is_file() and not whole(path)]
    if broken:  # pagefind exits with 0 on a full disk
        raise ChronicleError(Problem(f"the search index is cut short: {broken[0]}", "make room on the disk", output))
    for pattern in _UNUSED:
        for path in sorted((output / BUNDLE).glob(pattern)):
            path.unlink()
    settle(output / BUNDLE)


def searched(page: str) -> str:
    """Return what pagefind reads of a page, or nothing where it reads nothing.

    That is a page without head, menus and footer, and without what it would pass over: it parses every character.
    """
    root, body = _ROOT.search(page), _BODY.search(page)
    if MARK not in page or root is None or body is None:
        return page if MARK in page else ""
    return (
        f"<!DOCTYPE html>\n{root[0]}<head><title></title></head><body>\n{_UNSEARCHED.sub('', body[0])}\n</body></html>"
    )


def whole(path: Path) -> bool:
    """Tell whether a file of the index was written to its end: it holds something, and what is packed unpacks."""
    data = path.read_bytes()
    if not data.startswith(b"\x1f\x8b"):
        return bool(data)
    try:
        gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return False
    return True


def write_names(chronicle: Chronicle, output: Path, catalogue: Catalogue | None = None) -> None:
    """Write the names of all places and sides that have a page, those with most events first.

    In another interface language a place's or side's English name is among those that it is also found by.
    """
    places: dict[str, Place] = {}
    actors: dict[str, Actor] = {}
    events: Counter[str] = Counter()
    for event in chronicle.events:
        for place in places_of(event):
            places.setdefault(place.place_id, place)
            events[place_url(place)] += 1
        sides = {actor.actor_id: actor for actor in (*event.actor1, *event.actor2)}
        actors.update(sides)
        events.update(actor_url(actor) for actor in sides.values())
    tongue = catalogue or Catalogue()
    rows = [_place(place, events[place_url(place)], tongue) for place in places.values()]
    rows += [_actor(actor, events[actor_url(actor)], tongue) for actor in actors.values()]
    write_json(output / NAMES, sorted(rows, key=lambda row: (-row["events"], row["name"], row["url"])))


def _place(place: Place, events: int, tongue: Catalogue) -> dict[str, Any]:
    region = chained([part for part in (place.admin1, country_name(place.country)) if part and part != place.name])
    where = " · ".join(tongue.text(part) for part in (LEVELS[place.level], region) if part)
    name, others = tongue.text(place_name(place)), (place.name, place.name_ar, *place.names)
    return _row("place", name, where, others, place_url(place), events)


def _actor(actor: Actor, events: int, tongue: Catalogue) -> dict[str, Any]:
    name, kind = tongue.text(actor_name(actor)), tongue.text(KINDS[actor.kind])
    others = (actor.name, actor.name_ar, *actor.aliases)
    return _row("side", name, kind, others, actor_url(actor), events)


def _row(kind: str, name: str, about: str, others: tuple[str, ...], url: str, events: int) -> dict[str, Any]:
    also = [other for other in dict.fromkeys(others) if other and other != name]
    return {"kind": kind, "name": name, "about": about, "also": also, "url": url, "events": events}
