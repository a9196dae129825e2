"""Errors said in plain lines, one a problem, as editors and their tools can read them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from .errors import ChronicleError


def say(error: ChronicleError) -> None:
    """Print each problem to standard error, on a line of its own."""
    for problem in error.problems:
        print(f"error: {problem}", file=sys.stderr)


@contextmanager
def plainly() -> Iterator[None]:
    """End the process with status 1 and plain lines where the block raises a ChronicleError.

    For code that Pelican calls: its log would wrap the lines at 50 characters and bury them under a traceback.
    """
    try:
        yield
    except ChronicleError as error:
        say(error)
        raise SystemExit(1) from None
