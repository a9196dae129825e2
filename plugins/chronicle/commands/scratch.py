"""A folder for what is made to be looked through and thrown away: in memory, where the system has such a place."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MEMORY = Path("/dev/shm")
"""Files here are never written to a disk. Two thousand small ones are made and removed in a third of the time."""
NAME = f"chronicle-{os.getuid() if hasattr(os, 'getuid') else 0}-"
_LOCK = ".lock"


@contextmanager
def scratch(room: int, beside: Path, memory: Path = MEMORY) -> Iterator[Path]:
    """Yield an empty folder that is removed after the block: in memory if `room` bytes are free there, else `beside`.

    What a build that was killed left in memory is removed first: the lock on it ended with its process.
    """
    _clear(memory)
    with tempfile.TemporaryDirectory(prefix=NAME, dir=_place(room, beside, memory)) as name:
        folder = Path(name)
        with (folder / _LOCK).open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            (folder / "made").mkdir()
            yield folder / "made"


def _place(room: int, beside: Path, memory: Path) -> Path:
    with suppress(OSError):
        if os.access(memory, os.W_OK) and shutil.disk_usage(memory).free >= room:
            return memory
    beside.mkdir(parents=True, exist_ok=True)
    return beside


def _clear(memory: Path) -> None:
    for left in memory.glob(f"{NAME}*"):
        with suppress(OSError), (left / _LOCK).open() as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
