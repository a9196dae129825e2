"""YAML read as what an editor writes: mappings, lists and words, each with its line; nothing else of the language.

No tags, no anchors and aliases (a few of them make billions of values), no second document, no key twice, no depth
without end. Words stay words: 2016-05-08 is no date here and `no` is not false; only plain digits are a number, and
true, false, null and ~ are what they say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ..errors import CorrectionError, Problem

LARGEST = 4_000_000
"""Characters of a file: some 10,000 corrections."""
DEEPEST = 8
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_UNSEEN = re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(slots=True)
class Node:
    """A value with the line it stands in: a word, a number, or the nodes of a list or mapping."""

    value: Any
    line: int
    key_lines: dict[str, int]

    @property
    def data(self) -> Any:
        """Return the value without its lines."""
        if isinstance(self.value, dict):
            return {key: node.data for key, node in self.value.items()}
        return [node.data for node in self.value] if isinstance(self.value, list) else self.value

    def at(self, path: list[str | int]) -> int:
        """Return the line of the value that a path of keys and positions leads to, as near as it goes."""
        node, line = self, self.line
        for step in path:
            inner = node.value
            if isinstance(inner, dict) and step in inner:
                line, node = node.key_lines[str(step)], inner[step]
            elif isinstance(inner, list) and isinstance(step, int) and step < len(inner):
                node = inner[step]
                line = node.line
            else:
                break
        return line


class _Reader:
    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.events: Iterator[Any] = iter(yaml.parse(text, Loader=yaml.SafeLoader))

    def fail(self, message: str, remedy: str, event: Any) -> CorrectionError:
        return CorrectionError(Problem(message, remedy, self.path, event.start_mark.line + 1))

    def document(self) -> Node | None:
        event = next(self.events)
        while isinstance(event, (yaml.StreamStartEvent, yaml.DocumentStartEvent)):
            event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            return None
        node = self.node(event, 0)
        next(self.events)  # the end of the document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self.fail("a second document begins here", "keep one list; remove the line ---", after)
        return node

    def node(self, event: Any, depth: int) -> Node:
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise self.fail("an anchor or alias (& or *)", "write the value out, or put it in quotation marks", event)
        if getattr(event, "tag", None):
            raise self.fail(f"a tag: {event.tag[:40]}", "remove it, or put the text in quotation marks", event)
        if depth > DEEPEST:
            raise self.fail("values within values without end", "see docs/corrections.md for the form", event)
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            return Node(self.scalar(event), line, {})
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(inner := next(self.events), yaml.SequenceEndEvent):
                items.append(self.node(inner, depth + 1))
            return Node(items, line, {})
        return self.mapping(line, depth)

    def mapping(self, line: int, depth: int) -> Node:
        values: dict[str, Node] = {}
        lines: dict[str, int] = {}
        while not isinstance(inner := next(self.events), yaml.MappingEndEvent):
            key = self.node(inner, depth + 1)
            if not isinstance(inner, yaml.ScalarEvent):
                raise self.fail("a key that is a list or mapping", "put quotation marks round it", inner)
            name = str(inner.value)
            if name in values:
                remedy = f"keep one; the other is in line {lines[name]}"
                raise self.fail(f"the key {name!r} stands twice", remedy, inner)
            lines[name] = key.line
            values[name] = self.node(next(self.events), depth + 1)
        return Node(values, line, lines)

    def scalar(self, event: Any) -> Any:
        word = str(event.value)
        if unseen := _UNSEEN.search(word):
            raise self.fail(f"a character that turns text round: {unseen[0]!a}", "remove it", event)
        if not event.implicit[0]:
            return word.strip()
        if word in _CONSTANTS:
            return _CONSTANTS[word]
        return int(word) if _NUMBER.fullmatch(word) else word.strip()


def read_yaml(path: Path, shown: Path) -> Node | None:
    """Return what a file says, with its lines; None where it says nothing. `shown` is the path that problems name.

    Raises CorrectionError where the file cannot be read or uses what is refused.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorrectionError(Problem(f"is not UTF-8 text: {error.reason}", "save it as UTF-8", shown)) from None
    if len(text) > LARGEST:
        raise CorrectionError(Problem(f"longer than {LARGEST:,} characters", "it can hardly be meant", shown))
    try:
        return _Reader(shown, text).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        remedy = "check the indentation; put text with a colon in quotation marks"
        raise CorrectionError(Problem(f"no YAML: {error.problem or error.context}", remedy, shown, line)) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise CorrectionError(Problem(f"no YAML: {error.reason}", "remove the character", shown, line)) from None
    except RecursionError:
        raise CorrectionError(Problem("values within values without end", "see docs/corrections.md", shown)) from None
