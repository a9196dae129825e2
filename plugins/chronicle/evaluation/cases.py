"""The cases that the extractor is measured by: evaluation/cases.jsonl, checked line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ..errors import ChronicleError, Problem
from ..model import TOLD, Assertion, Count, Interval, SubEventType

COMPONENTS = ("events", "type", "date", "place", "sides", "casualties", "assertion", "times", "places")
_CASE = {"id", "date", "text", "hostile", "components", "events", "times", "places"}
_EVENT = {"sub_event_type", "date_start", "date_end", "place", "actor1", "actor2", "killed", "injured"} | {
    *("assertion", "attribution"),
}
_TIME = {"text", "date_start", "date_end", "optional"}
_PLACE = {"text", "country", "optional"}


@dataclass(frozen=True, slots=True)
class Said:
    """A value that the gold gives: None where the text does not say it."""

    value: str | None

    @property
    def parts(self) -> tuple[tuple[str, ...], ...]:
        """Return the sides or places that belong together, each with the names that are right for it."""
        return tuple(tuple(name.strip() for name in part.split(" = ")) for part in (self.value or "").split(";"))


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """A happening as a careful coder writes it; None where the gold leaves a value open."""

    sub_event_type: SubEventType
    interval: Interval | None = None
    place: Said | None = None
    actor1: Said | None = None
    actor2: Said | None = None
    killed: Count | None = None
    injured: Count | None = None
    assertion: Assertion | None = None
    attribution: str = ""

    @property
    def real(self) -> bool:
        """Tell whether it belongs in a chronicle: not only denied, planned, feared or habitual."""
        return self.assertion is None or self.assertion in TOLD


@dataclass(frozen=True, slots=True)
class GoldTime:
    """Words that name a time, and its days; without days they may be read or not."""

    text: str
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """Words that name a place, and its country's English name; without one they may be read or not."""

    text: str
    country: str
    """One name, or several that are right, parted by " = "."""


@dataclass(frozen=True, slots=True)
class Case:
    """A short text with its gold; times, places and events are None where the case is not about them."""

    case_id: str
    published: date
    text: str
    components: frozenset[str]
    hostile: bool = False
    events: tuple[GoldEvent, ...] | None = None
    times: tuple[GoldTime, ...] | None = None
    places: tuple[GoldPlace, ...] | None = None


def read_cases(path: Path) -> tuple[Case, ...]:
    """Return the cases of a file.

    Raises ChronicleError naming every bad line, OSError where the file cannot be read.
    """
    found: dict[str, Case] = {}
    problems: list[Problem] = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            case = case_of(json.loads(line))
            if case.case_id in found:
                raise ValueError(f"the id {case.case_id!r} stands in an earlier line")
            found[case.case_id] = case
        except ValueError as error:
            problems.append(Problem(f"not a case: {error}", "see evaluation/README.md", path, number))
    if problems:
        raise ChronicleError(problems)
    return tuple(found.values())


def case_of(row: Any) -> Case:
    """Return a line's object as a Case. Raises ValueError where it is none."""
    row = _object(row, "the line", _CASE)
    text, components = _text(row, "text"), row.get("components")
    if not isinstance(components, list) or not components or not set(components) <= set(COMPONENTS):
        raise ValueError(f"components must be some of {', '.join(COMPONENTS)}")
    case = Case(
        _text(row, "id"),
        date.fromisoformat(_text(row, "date")),
        text,
        frozenset(components),
        row.get("hostile", False) is True,
        _each(row, "events", event_of),
        _each(row, "times", lambda one: _time(one, text)),
        _each(row, "places", lambda one: _place(one, text)),
    )
    needs = {"times": case.times, "places": case.places}
    for component in case.components:
        if needs.get(component, case.events) is None:
            raise ValueError(f"it is about {component} and gives no gold for it")
    return case


def event_of(row: Any) -> GoldEvent:
    """Return a gold event. Raises ValueError where it is none."""
    row = _object(row, "an event", _EVENT)
    assertion = Assertion(row["assertion"]) if "assertion" in row else None
    if assertion is Assertion.CLAIMED and not row.get("attribution"):
        raise ValueError("a claimed event needs its attribution")
    return GoldEvent(
        SubEventType(_text(row, "sub_event_type")),
        _interval(row),
        place=_said(row, "place"),
        actor1=_said(row, "actor1"),
        actor2=_said(row, "actor2"),
        killed=_count(row, "killed"),
        injured=_count(row, "injured"),
        assertion=assertion,
        attribution=_text(row, "attribution") if "attribution" in row else "",
    )


def _object(row: Any, what: str, keys: Iterable[str]) -> dict[str, Any]:
    if not isinstance(row, dict):
        raise ValueError(f"{what} is no object")
    if unknown := sorted(set(row) - set(keys)):
        raise ValueError(f"{what} has an unknown key {unknown[0]!r}")
    return row


def _each(row: dict[str, Any], key: str, read: Any) -> Any:
    if key not in row:
        return None
    if not isinstance(row[key], list):
        raise ValueError(f"{key} is no list")
    return tuple(read(one) for one in row[key])


def _text(row: dict[str, Any], key: str) -> str:
    value = row.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key} is no text")
    return value


def _interval(row: dict[str, Any]) -> Interval | None:
    if "date_start" not in row and "date_end" not in row:
        return None
    return Interval(*(date.fromisoformat(_text(row, key)) for key in ("date_start", "date_end")))


def _said(row: dict[str, Any], key: str) -> Said | None:
    if key not in row:
        return None
    return Said(None if row[key] is None else _text(row, key))


def _count(row: dict[str, Any], key: str) -> Count | None:
    if key not in row:
        return None
    value = row[key]
    if value is None:
        return Count()
    if isinstance(value, list) and len(value) == 2 and all(type(one) is int for one in value):
        return Count(value[0], None, value[1])
    if type(value) is not int or value < 0:
        raise ValueError(f"{key} is no number of people: {value!r}")
    return Count(value, value, value)


def _time(row: Any, text: str) -> GoldTime:
    row = _object(row, "a time", _TIME)
    if (words := _text(row, "text")) not in text:
        raise ValueError(f"the text has no {words!r}")
    interval = _interval(row)
    if (interval is None) != (row.get("optional") is True):
        raise ValueError(f"the time {words!r} needs either its days or to be optional")
    return GoldTime(words, interval)


def _place(row: Any, text: str) -> GoldPlace:
    row = _object(row, "a place", _PLACE)
    if (words := _text(row, "text")) not in text:
        raise ValueError(f"the text has no {words!r}")
    if ("country" in row) == (row.get("optional") is True):
        raise ValueError(f"the place {words!r} needs either its country or to be optional")
    return GoldPlace(words, _text(row, "country") if "country" in row else "")
