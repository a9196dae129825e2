"""How far a long command is: a bar on a terminal, plain lines elsewhere, and an account of every stage at the end."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path

EVERY = 10.0
"""Seconds between plain lines."""
LAST = "CHRONICLE_LAST_SITE"
"""Environment variable that tells Pelican's process where the last good site stands."""
ACCOUNT = "account.jsonl"
"""What the stages of the last build took, in the cache's folder."""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage that has ended: what was done, how often, and its seconds; cpu counts ended child processes too."""

    name: str
    count: int
    wall: float
    cpu: float


def cpu_seconds() -> float:
    """Return the seconds that this process and its ended children have computed."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


@dataclass(slots=True)
class Progress:
    """Tells the truth of a running command: what is done of how much, and the time left once it can be known."""

    loud: bool = field(default_factory=lambda: sys.stderr.isatty())
    """Whether to draw a bar."""
    stages: list[Stage] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str, total: int = 0, unit: str = "") -> Iterator[Callable[[int], None]]:
        """Time a stage; yield a function that is told how many more are done.

        A stage of unknown size is only timed. A stage that fails is accounted for as far as it came.
        """
        begun, used, done = time.monotonic(), cpu_seconds(), 0

        def count(more: int = 1) -> None:
            nonlocal done
            done += more

        try:
            if total and self.loud:
                with self._bar(name, total, unit) as advance:

                    def both(more: int = 1) -> None:
                        count(more)
                        advance(more)

                    yield both
            elif total:
                said = begun

                def lines(more: int = 1) -> None:
                    nonlocal said
                    count(more)
                    now = time.monotonic()
                    if now - said >= EVERY and done < total:
                        said = now
                        left = (now - begun) / done * (total - done)
                        print(f"{name}: {done} of {total} {unit}, {in_words(left)} left", file=sys.stderr, flush=True)

                yield lines
            else:
                yield count
        finally:
            self.stages.append(Stage(name, done, time.monotonic() - begun, cpu_seconds() - used))

    @contextmanager
    def _bar(self, name: str, total: int, unit: str) -> Iterator[Callable[[int], None]]:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bar

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn(unit))
        with Bar(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task(name, total=total)
            yield lambda more: bar.advance(task, more)

    def account(self) -> str:
        """Return the stages as lines, those that took time."""
        rows = [f"{s.name:<28}{s.count or '':>8}{s.wall:>9.2f} s{s.cpu:>9.2f} s CPU" for s in self.stages]
        return "\n".join(rows)

    def save(self, path: Path) -> None:
        """Keep the account as JSON lines, for `--verbose` and `invoke bench`."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(json.dumps(asdict(stage)) + "\n" for stage in self.stages), encoding="utf-8")


def read_account(path: Path) -> list[Stage]:
    """Return the stages of an account that was saved, none where there is none."""
    if not path.is_file():
        return []
    return [Stage(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def in_words(seconds: float) -> str:
    """Return a time as a reader says it.

    >>> in_words(42), in_words(200), in_words(8000)
    ('42 s', '3 min', '2 h 13 min')
    """
    if seconds < 90:
        return f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
