"""The names of places and sides in every script, for the search page.

Pagefind keeps one index a language (search_index.py) and looks up words of the page's own language only, so it does not
find نيرب on an English page. The names file does: the search page looks in it first, in any script and spelling that we
know.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from ..model import Actor, Chronicle, Place
from .catalogue import Catalogue
from .exports_build import places_of
from .geojson import write_json
from .urls import actor_url, place_url
from .words import KINDS, LEVELS, chained, country_name, place_name
from .words_sides import actor_name

NAMES = "data/names.json"


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
