"""A process that ends with the one that started it, however that ends: a killed build leaves none that writes on."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

LIFELINE = "CHRONICLE_LIFELINE"
"""The variable of the environment that tells Pelican's process the number of the pipe to watch."""


@contextmanager
def lifeline() -> Iterator[int]:
    """Yield the end of a pipe to hand to a process (`pass_fds`, and its number as LIFELINE).

    The other end is this process's alone: the system closes it when this one dies, of SIGKILL too.
    """
    theirs, ours = os.pipe()
    try:
        yield theirs
    finally:
        os.close(theirs)
        os.close(ours)


def follow() -> None:
    """End this process and its group as soon as the one that started it is gone; nothing where it gave no pipe."""
    number = os.environ.pop(LIFELINE, "")
    if number.isdecimal():
        threading.Thread(target=_watch, args=(int(number),), daemon=True).start()


def _watch(pipe: int) -> None:
    try:
        while os.read(pipe, 1):
            pass
    except OSError:  # no such pipe: whoever set the variable is not the one who started us
        return
    os.killpg(os.getpgrp(), signal.SIGKILL)
