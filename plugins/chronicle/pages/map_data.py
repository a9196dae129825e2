"""What the overview map reads: every located event in columns of small numbers, and its words in chunks apart.

10,000 events must be on a phone's screen at once, so the first file holds only what is drawn and filtered by: each
column is a list of numbers into lists of names. Titles and addresses are read a chunk at a time, when they are shown.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from ..model import Actor, Chronicle, Event, Interval, Place
from .catalogue import Catalogue
from .map_parts import doubt, located
from .urls import actor_url, place_url
from .views_index import time_key
from .words import interval_words, month_words, place_name, place_words
from .words_event import event_title, what_words
from .words_sides import actor_name
from .words_types import EVENT_TYPES, SUB_EVENT_TYPES

FOLDER = "assets/map-data"
INDEX = f"{FOLDER}/index.json"
CHUNK = 100
"""Events a chunk: some four kilobytes as a server sends them."""
DECIMALS = 4
"""Eleven metres: less than a pixel at the nearest zoom."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """One mark of the map: a place, and how far off it an event may have been."""

    place_id: str
    radius: int
    where: str
    place: Place = field(compare=False)


def write_map_data(chronicle: Chronicle, output: Path, catalogue: Catalogue | None = None) -> None:
    """Write the columns of all located events, and the chunks with their words, in the interface's language."""
    index, chunks = map_data(chronicle, catalogue)
    for name, text in ((INDEX, _json(index)), *chunks):
        target = output / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def map_data(
    chronicle: Chronicle, catalogue: Catalogue | None = None
) -> tuple[dict[str, Any], tuple[tuple[str, str], ...]]:
    """Return the columns, and the chunks as file and text.

    Events are in order of time, undated ones last. `start` counts days from the event before (the first from `day0`),
    `days` the days after the first; an undated event has -1 there. `months` names every month from the first event's to
    the last's and `thousand` is what stands between thousands: a browser asked for either (Intl) loads all languages
    first, a quarter of what the map's scripts took.
    """
    events = sorted((event for event in chronicle.events if located(event.place)), key=time_key)
    spots = _most_first(_spot(event) for event in events)
    kinds = _most_first(event.sub_event_type for event in events)
    sides = _most_first(actor for event in events for actor in _sides(event))
    side_numbers = {actor_url(side): number for number, side in enumerate(sides)}
    sets = _most_first(tuple(side_numbers[actor_url(side)] for side in _sides(event)) for event in events)
    numbers = {spot: number for number, spot in enumerate(spots)}
    tongue = catalogue or Catalogue()
    chunks = list(_chunks(events, numbers, tongue))
    dated = [event.interval for event in events if event.interval is not None]
    day0 = dated[0].first if dated else date.min
    before = [day0, *(interval.first for interval in dated)]
    index = {
        "places": _places(spots),
        "kinds": [[EVENT_TYPES[kind.event_type], what_words(kind), SUB_EVENT_TYPES[kind]] for kind in kinds],
        "sides": [actor_name(side) for side in sides],
        "sets": [list(members) for members in sets],
        "day0": day0.isoformat(),
        "months": [month_words(year, month) for year, month in _months(dated)],
        "thousand": tongue.number(1000)[1:-3],
        "chunks": [[name, size] for name, _, size in chunks],
        "place": [numbers[_spot(event)] for event in events],
        "kind": _numbered([event.sub_event_type for event in events], kinds),
        "set": _numbered([tuple(side_numbers[actor_url(side)] for side in _sides(event)) for event in events], sets),
        "start": [(interval.first - last).days for interval, last in zip(dated, before, strict=False)],
        "days": [event.interval.days - 1 if event.interval is not None else -1 for event in events],
    }
    return tongue.tree(index), tuple((f"{FOLDER}/{name}.json", text) for name, text, _ in chunks)


def _months(dated: Sequence[Interval]) -> Iterator[tuple[int, int]]:
    if not dated:
        return
    first, last = dated[0].first, max(interval.last for interval in dated)
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield month // 12, month % 12 + 1


def _spot(event: Event) -> _Spot:
    assert event.place is not None
    place = event.place
    where = place_words(place, event.geo_precision)
    return _Spot(place.place_id, doubt(place, event.geo_precision), where, place)


def _sides(event: Event) -> tuple[Actor, ...]:
    return tuple(dict.fromkeys((*event.actor1, *event.actor2)))


def _most_first(values: Iterator[Any]) -> list[Any]:
    """Return the values, each once, the commonest first: their numbers are then short."""
    return [value for value, _ in Counter(values).most_common()]


def _numbered(values: Sequence[Any], known: Sequence[Any]) -> list[int]:
    numbers = {value: number for number, value in enumerate(known)}
    return [numbers[value] for value in values]


def _places(spots: Sequence[_Spot]) -> dict[str, list[Any]]:
    """Return the marks as columns; `where` is 0 where it is the name itself."""
    at = [located(spot.place) or (0.0, 0.0) for spot in spots]
    return {
        "name": [place_name(spot.place) for spot in spots],
        "where": [0 if spot.where == spot.place.name else spot.where for spot in spots],
        "lat": [round(latitude, DECIMALS) for latitude, _ in at],
        "lon": [round(longitude, DECIMALS) for _, longitude in at],
        "radius": [spot.radius for spot in spots],
    }


def _chunks(events: Sequence[Event], numbers: dict[_Spot, int], tongue: Catalogue) -> Iterator[tuple[str, str, int]]:
    """Yield each chunk's name, text and size: years apart, so that a new event changes the chunks of its year only.

    The name holds the text's hash: a browser that kept an older index must never show another event's title.
    """
    for year, group in groupby(events, key=lambda event: event.interval.first.year if event.interval else "undated"):
        of_year = list(group)
        for start in range(0, len(of_year), CHUNK):
            part = of_year[start : start + CHUNK]
            text = _json(tongue.tree(_chunk(part, numbers)))
            yield f"{year}-{hashlib.sha256(text.encode()).hexdigest()[:8]}", text, len(part)


def _chunk(events: Sequence[Event], numbers: dict[_Spot, int]) -> dict[str, Any]:
    spots = {_spot(event): None for event in events}
    return {
        "urls": {str(numbers[spot]): place_url(spot.place) for spot in spots},
        "events": [[event.event_id, event_title(event), interval_words(event.interval)] for event in events],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False) + "\n"
