"""Bounds on what is read in: no file, archive or parser may take the machine with it."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import IO

from ..errors import ArticleError, Problem

FILE_BYTES = 500_000_000
"""The longest file: a web archive of some thousand pages."""
ARTICLE_BYTES = 64_000_000
"""The longest file that is one article, a feed or a table."""
PAGE_BYTES = 16_000_000
"""The longest page within an archive, unpacked."""
ARCHIVE_BYTES = 4_000_000_000
"""All that an archive may unpack to."""
ARTICLES = 100_000
"""The most articles of one file."""
SECONDS = 60
"""The longest a parser may take over one page."""


class TooMuch(Exception):
    """Something is larger, or takes longer, than any article does."""


def read_bounded(stream: IO[bytes], most: int) -> bytes:
    """Return all of a stream. Raises TooMuch where it is longer than `most` bytes; no more than that is read."""
    data = stream.read(most + 1)
    if len(data) > most:
        raise TooMuch(f"is longer than {most:,} bytes")
    return data


@contextmanager
def time_limit(seconds: float = SECONDS) -> Iterator[None]:
    """Raise TooMuch where the block takes longer. In another thread than the first there is no such bound."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooMuch(f"takes longer than {seconds:g} seconds to read")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def guarded(what: str) -> Iterator[None]:
    """Turn whatever a parser raises into an ArticleError, and bound its time.

    Parsers of other people's formats raise anything at all on a damaged file: pypdf a KeyError, an lxml tree an
    AssertionError, deep nesting a RecursionError. None of it is a fault of ours, nor a reason to lose the others.
    """
    try:
        with time_limit():
            yield
    except ArticleError:
        raise
    except TooMuch as error:
        raise ArticleError(Problem(str(error), "save the text itself")) from error
    except (Exception, RecursionError) as error:
        raise ArticleError(
            Problem(f"cannot be read as {what}: {type(error).__name__}", "save it again, or save its text")
        ) from error
