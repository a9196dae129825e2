"""What a page looked up when it was made, so that the next build can tell whether it would be another.

A view is a function of what it is given and of what it looks up in the index. Both are noted: the names and keys of
all lookups, with one digest of their answers. Where these are the same, and the code, the page is the same, and no
view needs to be made. A walk over a table is a lookup of its keys, and of each value that is taken.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import FunctionType
from typing import Any, cast

import msgspec

from ..model import Event
from .phrases import Phrase
from .views import Page
from .views_index import Index

Tables = Mapping[str, Mapping[Any, Any]]
"""What a page looks things up in beside the index, by name."""
Read = tuple[str, str]
"""A lookup: a table of the index and the key; an empty key stands for a walk over all keys, or for what is no table."""
ABSENT = b"absent"


def parts_of(value: Any) -> Any:
    """Return what an interface text is made of: its English words alone do not say how other languages put it."""
    if isinstance(value, Phrase):
        return [str.__str__(value), value.recipe]
    if isinstance(value, str):  # Markup: already HTML
        return [type(value).__name__, str.__str__(value)]
    raise TypeError(f"a view holds a {type(value).__name__}, which has no digest")


def words_of(value: Any) -> Any:
    """Return what an interface text is in English: its words, for no page in English shows more of it."""
    return str.__str__(value) if isinstance(value, Phrase) else parts_of(value)


class _Table(Mapping[Any, Any]):
    """A table of the index that notes what is looked up in it."""

    def __init__(self, name: str, table: Mapping[Any, Any], reads: set[Read]) -> None:
        self._name, self._table, self._reads = name, table, reads

    def __getitem__(self, key: Any) -> Any:
        self._reads.add((self._name, str(key)))
        return self._table[key]

    def __iter__(self) -> Iterator[Any]:
        self._reads.add((self._name, ""))
        return iter(self._table)

    def __len__(self) -> int:
        self._reads.add((self._name, ""))
        return len(self._table)


class _Traced:
    """Stands in for an index and notes every lookup."""

    def __init__(self, index: Index, reads: set[Read]) -> None:
        self._index, self._reads = index, reads

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = self._noted(name)  # asked for again it is known to have been
        return found

    def _noted(self, name: str) -> Any:
        method = getattr(type(self._index), name, None)
        if isinstance(method, FunctionType):
            return partial(method, self)
        value = getattr(self._index, name)
        if isinstance(value, Mapping):
            return _Table(name, value, self._reads)
        self._reads.add((name, ""))
        return value


@dataclass(frozen=True, slots=True)
class Plan:
    """Pages that can be made: a function of a room to look things up in, and of what it is given."""

    make: Callable[..., Iterable[Page]]
    given: tuple[Any, ...] = ()

    def pages(self, index: Index, tables: Tables) -> tuple[Page, ...]:
        """Return the pages."""
        return tuple(self.make(index, tables, *self.given))


@dataclass(frozen=True, slots=True)
class Plans:
    """All pages before they are made, and what they look things up in."""

    index: Index
    tables: Tables
    plans: tuple[Plan, ...]
    given: tuple[Any, ...]
    """What every page is made of besides."""


class Ledger:
    """Digests of all that a page may look up in this build."""

    def __init__(self, plans: Plans) -> None:
        self._index, self._tables = plans.index, plans.tables
        self._encoder = msgspec.json.Encoder(enc_hook=parts_of, order="deterministic")
        self._events: dict[int, bytes] = {}
        self._known: dict[Read, bytes] = {}
        self._keys: dict[str, dict[str, Any]] = {}
        self._given = self._value(plans.given)

    def traced(self, plan: Plan) -> tuple[tuple[Page, ...], tuple[Read, ...]]:
        """Return the plan's pages, and what was looked up for them."""
        reads: set[Read] = set()
        tables = {name: _Table(name, table, reads) for name, table in self._tables.items()}
        pages = plan.pages(cast(Index, _Traced(self._index, reads)), tables)
        return pages, tuple(sorted(reads))

    def name(self, plan: Plan) -> str:
        """Return a digest of the plan's function and of what it is given."""
        digest = hashlib.sha256(plan.make.__qualname__.encode() + self._given)
        for value in plan.given:
            digest.update(self._value(value))
        return digest.hexdigest()[:32]

    def answers(self, reads: Iterable[Read]) -> str:
        """Return one digest of what these lookups give now."""
        digest = hashlib.sha256()
        for read in reads:
            digest.update(self._answer(read))
        return digest.hexdigest()[:32]

    def of_events(self, about: object, events: Iterable[Event]) -> bytes:
        """Return a digest of events with their articles, and of what else a file of them is made of."""
        digest = hashlib.sha256(self._value(about))
        for event in events:
            digest.update(self._value(event))
            for candidate in event.candidates:
                digest.update(self._answer(("articles", candidate.article_id)))
        return digest.digest()

    def _answer(self, read: Read) -> bytes:
        found = self._known.get(read)
        if found is None:
            found = self._known[read] = self._look_up(*read)
        return found

    def _look_up(self, name: str, key: str) -> bytes:
        value: Any = self._tables[name] if name in self._tables else getattr(self._index, name, None)
        if not isinstance(value, Mapping):
            return self._value(value)
        if key:
            keys = self._keys.get(name)
            if keys is None:
                keys = self._keys[name] = {str(each): each for each in value}
            return self._value(value[keys[key]]) if key in keys else ABSENT
        return self._value([str(each) for each in value])

    def _value(self, value: Any) -> bytes:
        if isinstance(value, Event):
            found = self._events.get(id(value))
            if found is None:
                found = self._events[id(value)] = hashlib.sha256(self._encoder.encode(value)).digest()
            return found
        if isinstance(value, tuple) and value and all(isinstance(each, Event) for each in value):
            return hashlib.sha256(b"".join(map(self._value, value))).digest()
        return hashlib.sha256(self._encoder.encode(value)).digest()
