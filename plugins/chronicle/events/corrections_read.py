"""The editor's file, content/chronicle/corrections.yaml, read strictly: every fault with its line and its remedy."""

from __future__ import annotations

import calendar
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import CorrectionError, Problem
from ..model import ActorKind, CorrectionKind, Count, Interval, SubEventType
from ..settings import YEARS, nearest
from .naming import WITHHELD
from .yaml_lines import Node, read_yaml

if TYPE_CHECKING:
    from jsonschema import Draft202012Validator
    from jsonschema.exceptions import ValidationError

SCHEMA = Path(__file__).parent / "corrections_schema.json"
TAKE_DOWN, TAKE_DOWN_SOURCE = "take-down", "take-down-source"
ACTIONS = (*(str(kind) for kind in CorrectionKind), TAKE_DOWN, TAKE_DOWN_SOURCE)
_FORM = "docs/corrections.md shows the form of each"


@dataclass(frozen=True, slots=True)
class Named:
    """A side as the editor names it; `kind` only for one that no list has."""

    name: str
    kind: ActorKind | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """Reports to keep apart from others: an article's, or one sentence's of it."""

    article_id: str
    words: str = ""


Value = str | int | None | Interval | SubEventType | Count | tuple[str, ...] | tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the file."""

    action: str
    line: int
    names: tuple[str, ...]
    """The events that it names by any id that they ever had; of a take-down of a source, the article."""
    by: str = ""
    when: date = date.min
    why: str = ""
    values: tuple[tuple[str, Value], ...] = ()
    """Of set and add: field and value."""
    into: tuple[tuple[Part, ...], ...] = ()
    text: str = ""
    """The words of a note; the source of what is added."""
    key: str = ""
    """A digest of the entry as it stands."""

    @property
    def removes(self) -> bool:
        """Tell whether it is a take-down."""
        return self.action in (TAKE_DOWN, TAKE_DOWN_SOURCE)


@cache
def _schema() -> Any:
    return json.loads(SCHEMA.read_text(encoding="utf-8"))


@cache
def _validator(action: str) -> Draft202012Validator:
    from jsonschema import Draft202012Validator  # a tenth of a second, for which most builds have no use

    schema = _schema()
    return Draft202012Validator({"$ref": f"#/$defs/{action}", "$defs": schema["$defs"]})


def read_corrections(path: Path, shown: Path | None = None) -> tuple[Entry, ...]:
    """Return the entries in the order of the file; none where there is no file.

    `shown` is the path that problems name. Raises CorrectionError with every problem of every entry.
    """
    shown = shown or path
    if not path.exists():
        return ()
    root = read_yaml(path, shown)
    if root is None or root.value is None:
        return ()
    if not isinstance(root.value, list):
        raise CorrectionError(Problem("it is no list", "begin each correction with a hyphen: - event: ...", shown, 1))
    problems: list[Problem] = []
    entries = [entry for node in root.value if (entry := _entry(node, shown, problems)) is not None]
    problems += _repeated(entries, shown)
    if problems:
        raise CorrectionError(sorted(problems, key=lambda problem: problem.line or 0))
    return tuple(entries)


def _repeated(entries: Iterable[Entry], shown: Path) -> list[Problem]:
    problems: list[Problem] = []
    seen: dict[str, int] = {}
    set_before: dict[tuple[str, str], int] = {}
    added: dict[str, int] = {}
    for entry in entries:
        if entry.key in seen:
            problems.append(Problem(f"the same as line {seen[entry.key]}", "keep one", shown, entry.line))
            continue
        seen[entry.key] = entry.line
        for field in (field for field, _ in entry.values if entry.action == CorrectionKind.SET):
            if (before := set_before.setdefault((entry.names[0], field), entry.line)) != entry.line:
                problems.append(Problem(f"{field} is set in line {before} too", "keep one", shown, entry.line))
        if (
            entry.action == CorrectionKind.ADD
            and (before := added.setdefault(entry.names[0], entry.line)) != entry.line
        ):
            problems.append(Problem(f"line {before} adds an event of that id too", "give another", shown, entry.line))
    return problems


def _entry(node: Node, shown: Path, problems: list[Problem]) -> Entry | None:
    """Return the entry, or None after adding what is wrong with it to the problems."""
    before = len(problems)

    def wrong(message: str, remedy: str, line: int) -> None:
        problems.append(Problem(message, remedy, shown, line))

    if not isinstance(node.value, dict):
        wrong("an entry that is no mapping", f"write key: value lines; {_FORM}", node.line)
        return None
    actions = [action for action in ACTIONS if action in node.value]
    if len(actions) != 1:
        what = (
            f"an entry that does {len(actions)} things: {', '.join(actions)}"
            if actions
            else "an entry that does nothing"
        )
        remedy = "write an entry for each" if actions else f"it needs one of {', '.join(ACTIONS)}; {_FORM}"
        wrong(what, remedy, node.line)
        return None
    action, data = actions[0], node.data
    for error in sorted(_validator(action).iter_errors(data), key=lambda e: list(map(str, e.absolute_path))):
        for message, remedy, path in _explained(error):
            wrong(message, remedy, node.at(path))
    if len(problems) > before:
        return None
    when = _day(str(data["when"])) if "when" in data else date.min
    if when is None or (when is not date.min and when.year not in YEARS):
        wrong(f"when {data['when']!r} is no day", "give the day of the correction, as 2016-05-08", node.at(["when"]))
    into = tuple(tuple(_part(part) for part in parts) for parts in data.get("into", ()))
    parts = [part for group in into for part in group]
    for part in {part for part in parts if parts.count(part) > 1}:
        wrong(f"{part.article_id} stands twice under into", "name each once", node.at(["into"]))
    if action == "add" and str(data["add"]["id"]).startswith(WITHHELD):
        remedy = "begin it with the day, or another word"
        wrong(f"an id that begins with {WITHHELD} is a withheld event's", remedy, node.at(["add", "id"]))
    values: list[tuple[str, Value]] = []
    given = data["set"] if action == "set" else data["add"] if action == "add" else {}
    for field, value in sorted(given.items(), key=lambda at: at[0] == "geo_precision"):
        if field in ("id", "source"):
            continue
        try:
            values.append((field, _value(field, value)))
        except ValueError as error:
            wrong(f"{field} {error}", _described(field), node.at([action, field]))
    if len(problems) > before:
        return None
    names = {"merge": data.get("merge"), "add": [given.get("id")]}.get(action) or [data.get("event") or data[action]]
    return Entry(
        action=action,
        line=node.line,
        names=tuple(str(name) for name in names),
        by=data.get("by", ""),
        when=when or date.min,
        why=data.get("why", ""),
        values=tuple(values),  # geo_precision after the place that it is of
        into=into,
        text=data["note"] if action == "note" else given.get("source", ""),
        key=hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()[:8],
    )


def _explained(error: ValidationError) -> list[tuple[str, str, list[str | int]]]:
    """Return a schema's error as message, remedy and the way to the value."""
    while error.context:
        from jsonschema.exceptions import best_match

        error = best_match(error.context) or error
    path = list(error.absolute_path)
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "the entry")
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    if error.validator == "additionalProperties":
        known = list(schema.get("properties", {}))
        extra = sorted(set(error.instance) - set(known))
        return [(f"unknown key {key!r}", nearest(key, known), [*path, key]) for key in extra]
    if error.validator == "required":
        missing = [key for key in schema["required"] if key not in error.instance]
        told = missing[missing.index(error.message.split("'")[1]) :][:1] if "'" in error.message else missing
        return [(f"{name} has no {key!r}", f"say {_described(key)}", path) for key in told]
    remedy = str(schema.get("description") or _FORM)
    value = json.dumps(error.instance, ensure_ascii=False)
    shown = value if len(value) <= 60 else f"{value[:60]}…"
    return [(f"{name}: {shown} cannot stand here", f"give {remedy}", path)]


def _described(key: str) -> str:
    """Return what the schema says of a key."""
    defs = _schema()["$defs"]
    known = {"date": "days", "event": "id", "side1": "side", "side2": "side", "killed": "count", "injured": "count"}
    for properties in (defs["values"]["properties"], defs["add"]["properties"]["add"]["properties"], defs):
        found = properties.get(key) or defs.get(known.get(key, ""), {})
        if isinstance(found, dict) and found.get("description"):
            return str(found["description"])
    for action in defs.values():
        found = action.get("properties", {}).get(key, {})
        if found.get("description"):
            return str(found["description"])
        if "$ref" in found:
            return _described(found["$ref"].rsplit("/", 1)[1])
    return _FORM


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _part(part: str | dict[str, str]) -> Part:
    return Part(part) if isinstance(part, str) else Part(part["article"], part["words"])


def _value(field: str, value: Any) -> Value:
    """Return a value as the model has it; raises ValueError where the schema's form holds no such thing."""
    if field == "date":
        return None if value is None else _interval(str(value))
    if field == "type":
        return SubEventType(value)
    if field in ("killed", "injured"):
        return _count(value)
    if field in ("side1", "side2"):
        return tuple(
            Named(side)
            if isinstance(side, str)
            else Named(side["name"], ActorKind(side["kind"]), side.get("country", ""))
            for side in value
        )
    if field == "further_places":
        return tuple(value)
    return value  # type: ignore[no-any-return]  # the schema allows title, place and geo_precision only


def _interval(text: str) -> Interval:
    first, _, last = text.partition("/")
    begins, ends = _days(first), _days(last or first)
    if begins is None or ends is None or begins.first.year not in YEARS:
        raise ValueError(f"{text!r} is no time")
    if ends.last < begins.first:
        raise ValueError(f"{text!r} ends before it begins")
    return Interval(begins.first, ends.last)


def _days(text: str) -> Interval | None:
    numbers = [int(part) for part in text.split("-")]
    try:
        first = date(numbers[0], *([*numbers[1:], 1, 1])[:2])
    except ValueError:
        return None
    if len(numbers) == 3:
        return Interval(first, first)
    month = numbers[1] if len(numbers) == 2 else 12
    return Interval(first, date(first.year, month, calendar.monthrange(first.year, month)[1]))


def _count(value: int | dict[str, int] | None) -> Count:
    if value is None:
        return Count()
    if isinstance(value, int):
        return Count(value, value, value)
    count = Count(value.get("low"), value.get("best"), value.get("high"))
    known = [number for number in (count.low, count.best, count.high) if number is not None]
    if known != sorted(known):
        raise ValueError("does not rise from low to high")
    return count
