"""Files that stand on events, feeds and calendars: taken from the last build where no event in them is another."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from ..model import Event
from .exports_cells import write_data
from .reuse import Reuse
from .trace import Ledger


class Files:
    """Writes files into a site; without what is known of the last build it makes every one anew."""

    def __init__(self, output: Path, reuse: Reuse | None = None, ledger: Ledger | None = None) -> None:
        self.output, self._reuse, self._ledger = output, reuse, ledger

    def write(self, file: str, about: object, events: Iterable[Event], make: Callable[[], bytes]) -> None:
        """Write a file that is made of these events, and of what `about` holds besides."""
        key = self._key(about, events)
        if self._reuse is not None and self._reuse.keep(file, key, self.output):
            return
        data = make()
        write_data(self.output / file, data)
        if self._reuse is not None:
            self._reuse.note(file, key, data)

    def part(self, name: str, event: Event, last: Mapping[str, bytes], make: Callable[[], bytes]) -> bytes:
        """Return a part of a file, made of one event; `last` are the parts of the last build's file by name."""
        key = self._key(name, (event,))
        if self._reuse is not None and name in last and self._reuse.keeps(name, key, last[name]):
            return last[name]
        data = make()
        if self._reuse is not None:
            self._reuse.note(name, key, data)
        return data

    def last(self, file: str) -> bytes:
        """Return the last build's file, whatever it holds; nothing where there is none."""
        return self._reuse.last(file) if self._reuse is not None else b""

    def _key(self, about: object, events: Iterable[Event]) -> str:
        if self._reuse is None or self._ledger is None:
            return ""
        return self._reuse.keyed(self._ledger.of_events(about, events))
