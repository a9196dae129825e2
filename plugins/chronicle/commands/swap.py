"""A folder that is replaced whole or not at all, by one process at a time."""

from __future__ import annotations

import ctypes
import fcntl
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import ChronicleError, Problem

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
NEW = ".new-"


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two folders in one step (Linux: renameat2 with RENAME_EXCHANGE); False where the system cannot."""
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    result: int = renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return result == 0


def _aside(target: Path) -> Path:
    return target.with_name(f"{target.name}.old")


def put_in_place(fresh: Path, target: Path) -> None:
    """Put the folder `fresh` in the place of `target` and remove what stood there.

    Where the system cannot exchange two folders, there is a moment without a target; `mend` ends it after a crash.
    """
    if not target.exists():
        fresh.rename(target)
        return
    if _exchange(fresh, target):
        shutil.rmtree(fresh, ignore_errors=True)
        return
    shutil.rmtree(_aside(target), ignore_errors=True)
    target.rename(_aside(target))
    fresh.rename(target)
    shutil.rmtree(_aside(target), ignore_errors=True)


def target_of(fresh: Path) -> Path:
    """Return the folder whose place a fresh one is to take."""
    return fresh.with_name(fresh.name.partition(NEW)[0])


def mend(target: Path) -> None:
    """Undo what a killed build left: half-written folders, and a target that was just set aside."""
    if not target.exists() and _aside(target).is_dir():
        _aside(target).rename(target)
    for left in target.parent.glob(f"{target.name}{NEW}*"):
        shutil.rmtree(left, ignore_errors=True)
    shutil.rmtree(_aside(target), ignore_errors=True)


@contextmanager
def locked(lock: Path, what: str) -> Iterator[None]:
    """Hold the lock while the block runs.

    The lock is the system's (flock), not the file: it ends with the process, however that ends, so none is stale.
    Raises ChronicleError where another process holds it.
    """
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            problem = Problem(f"another build is writing {what} (process {holder})", "wait until it has ended")
            raise ChronicleError(problem) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextmanager
def replacing(target: Path, lock: Path) -> Iterator[Path]:
    """Yield an empty folder beside `target` that takes its place if the block ends without an exception.

    Whatever goes wrong, Ctrl-C too, `target` stays as it was and the new folder is removed.
    Raises ChronicleError where another process is at it.
    """
    target = target.resolve()
    with locked(lock, f"{target.name}/"):
        mend(target)
        fresh = target.with_name(f"{target.name}{NEW}{uuid.uuid4().hex[:8]}")
        fresh.mkdir(parents=True)
        try:
            yield fresh
            put_in_place(fresh, target)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
