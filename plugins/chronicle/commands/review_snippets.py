"""What an editor pastes to accept or correct what the desk shows: entries of corrections.yaml, rows of CSV files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ..errors import ChronicleError, Problem
from ..gazetteer_editor import COLUMNS
from ..model import Count, Event, Interval, Place, Report
from .review_items import Item, Kind

CORRECTIONS, PLACES, DONE = "corrections.yaml", "places.csv", "reviewed.csv"
DONE_COLUMNS = ("key", "what", "by", "when")
"""Of content/chronicle/reviewed.csv: what the editor has looked at and found right."""
_WHY = {
    "set": "checked against the sources",
    "merge": "checked: the sources speak of one happening",
    "split": "checked: the sources speak of different happenings",
}


@dataclass(frozen=True, slots=True)
class Snippet:
    """Something to paste at the end of a file of content/chronicle."""

    says: str
    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Who corrects, when, and how the editor's lists begin."""

    by: str
    when: date
    places_header: Sequence[str] = COLUMNS
    listed: frozenset[str] = frozenset()
    """Ids of the places that stand in places.csv already."""
    new_files: frozenset[str] = frozenset()
    """Files that do not exist yet: their snippet begins with the header."""


def snippets(item: Item, desk: Desk) -> tuple[Snippet, ...]:
    """Return what may be pasted for an item, the likeliest first; the last ticks it off as it is."""
    made = {
        Kind.UNKNOWN_PLACE: _for_place,
        Kind.DISAGREEMENT: _for_disagreement,
        Kind.NEAR_PAIR: _for_pair,
        Kind.LOW_AGREEMENT: _for_low,
        Kind.PUBLICATION_DATE: _for_date,
    }[item.kind](item, desk)
    return (*made, Snippet("It is right as it is", DONE, _done(item, desk)))


def _done(item: Item, desk: Desk) -> str:
    what = f"{item.kind}: {item.subject}"
    return _csv(DONE_COLUMNS, [item.key, what[:120], desk.by, desk.when.isoformat()], DONE in desk.new_files)


def _csv(header: Sequence[str], row: Sequence[object], new: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([header, row] if new else [row])
    return out.getvalue()


def _entry(desk: Desk, why: str, **values: Any) -> str:
    """Return one entry of corrections.yaml."""
    entry = {**values, "by": desk.by, "when": desk.when.isoformat(), "why": why}
    return yaml.safe_dump([entry], allow_unicode=True, sort_keys=False, width=100_000)


def _for_place(item: Item, desk: Desk) -> Iterator[Snippet]:
    assert item.place is not None
    for guess in item.guesses:
        if guess.place.place_id in desk.listed:
            continue  # its row stands there: the name goes into its variants, which no row of its own can do
        row = place_row(guess.place, item.place.name)
        cells = [row.get(column, "") for column in desk.places_header]
        text = _csv(desk.places_header, cells, PLACES in desk.new_files)
        yield Snippet(f"It is {guess.words}", PLACES, text)


def place_row(place: Place, also: str) -> dict[str, object]:
    """Return a row of places.csv for a place of the gazetteer, with one more name."""
    known = [name for name in place.names if name.isascii() and name != place.name][:12]
    return {
        "name": place.name,
        "name_ar": place.name_ar,
        "variants": "; ".join(dict.fromkeys([also.replace(";", ","), *known])),
        "level": str(place.level),
        "admin1": place.admin1,
        "admin2": place.admin2,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "geonames_id": place.geonames_id or "",
        "source": "GeoNames (CC BY 4.0)" if place.source == "geonames" else place.source or "GeoNames (CC BY 4.0)",
        "precision": "",
        "slug": place.place_id.replace(":", "-").lower() if place.geonames_id else "",
    }


def _for_disagreement(item: Item, desk: Desk) -> Iterator[Snippet]:
    (event,) = item.events
    for column, report in item.differing:
        value = value_of(column, report)
        words = (
            yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=100_000)
            .strip()
            .removesuffix("...")
        )
        text = _entry(desk, _WHY["set"], event=event.event_id, set={column: value})
        yield Snippet(f"Let {column} be {words.strip()}", CORRECTIONS, text)
    if not item.differing:
        yield Snippet("Mark it as disputed", CORRECTIONS, _entry(desk, "a source denies it", dispute=event.event_id))
    yield from _split(event, desk)


def _for_pair(item: Item, desk: Desk) -> Iterator[Snippet]:
    yield Snippet("They are one", CORRECTIONS, _entry(desk, _WHY["merge"], merge=list(item.event_ids)))


def _for_low(item: Item, desk: Desk) -> Iterator[Snippet]:
    yield from _split(item.events[0], desk)


def _split(event: Event, desk: Desk) -> Iterator[Snippet]:
    articles = list(dict.fromkeys(candidate.article_id for candidate in event.candidates))
    for article in articles if len(articles) > 1 else ():
        into = [[other for other in articles if other != article], [article]]
        text = _entry(desk, _WHY["split"], split=event.event_id, into=into)
        yield Snippet(f"{article} tells of something else", CORRECTIONS, text)
        if len(articles) == 2:
            break


def _for_date(item: Item, desk: Desk) -> Iterator[Snippet]:
    (event,) = item.events
    if event.interval is not None:
        last = event.interval.last
        for words, days in (("the day before", date.fromordinal(last.toordinal() - 1)), ("the day of the paper", last)):
            text = _entry(desk, _WHY["set"], event=event.event_id, set={"date": days.isoformat()})
            yield Snippet(f"It was {words}, {days}", CORRECTIONS, text)
        text = _entry(desk, "the text gives no date", event=event.event_id, set={"date": None})
        yield Snippet("Leave it undated", CORRECTIONS, text)


def value_of(column: str, report: Report) -> Any:
    """Return a report's value as corrections.yaml writes it."""
    values: dict[str, Any] = {
        "date": _days(report.interval),
        "place": report.place.place_id if report.place else None,
        "type": str(report.sub_event_type),
        "side1": [actor.actor_id for actor in report.actor1],
        "side2": [actor.actor_id for actor in report.actor2],
        "killed": _number(report.fatalities),
        "injured": _number(report.injured),
    }
    return values[column]


def _days(interval: Interval | None) -> str | None:
    if interval is None:
        return None
    return interval.first.isoformat() if interval.days == 1 else f"{interval.first}/{interval.last}"


def _number(count: Count) -> Any:
    if count.low == count.best == count.high:
        return count.best
    parts = {"low": count.low, "best": count.best, "high": count.high}
    return {key: value for key, value in parts.items() if value is not None} or None


def ticked(path: Path) -> frozenset[str]:
    """Return the keys of what the editor has ticked off; none where there is no such file."""
    if not path.is_file():
        return frozenset()
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            return frozenset(row[0].strip() for row in csv.reader(lines) if row and row[0].strip() != DONE_COLUMNS[0])
    except (UnicodeDecodeError, csv.Error) as error:
        remedy = "save it as CSV in UTF-8"
        raise ChronicleError(Problem(f"cannot be read as CSV: {error}", remedy, path)) from None
