"""Errors said in plain lines, one a problem, as editors and their tools can read them."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .errors import ChronicleError, Problem

NO_ROOM, NO_LEAVE = "free space on the disk", "make the folder one that you may write to"
REMEDIES = {
    errno.ENOSPC: NO_ROOM,
    errno.EDQUOT: NO_ROOM,
    errno.EFBIG: NO_ROOM,
    errno.EROFS: NO_LEAVE,
    errno.EACCES: NO_LEAVE,
    errno.EPERM: NO_LEAVE,
    errno.EBUSY: "see that no disk or volume is mounted there: mount the folder above it",
    errno.EIO: "see that the disk is sound",
    errno.EMFILE: "close other programs, or raise the limit of open files (ulimit -n)",
}
"""What helps where the system refuses; any other refusal is a fault of ours, and its traceback is wanted."""


def refusal(error: OSError) -> ChronicleError | None:
    """Return the system's refusal as a problem that names file and remedy; None for one that no editor can mend."""
    remedy = REMEDIES.get(error.errno or 0)
    if remedy is None:
        return None
    return ChronicleError(
        Problem(error.strerror or str(error), remedy, Path(error.filename) if error.filename else None)
    )


def say(error: ChronicleError) -> None:
    """Print each problem to standard error, on a line of its own."""
    for problem in error.problems:
        print(f"error: {problem}", file=sys.stderr)


@contextmanager
def plainly() -> Iterator[None]:
    """End the process with status 1 and plain lines where the block raises a ChronicleError, or the disk refuses.

    For code that Pelican calls: its log would wrap the lines at 50 characters and bury them under a traceback.
    """
    try:
        yield
    except ChronicleError as error:
        say(error)
        raise SystemExit(1) from None
    except OSError as error:
        if (known := refusal(error)) is None:
            raise
        say(known)
        raise SystemExit(1) from None
