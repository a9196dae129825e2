"""Answers kept by the very object they were worked out of: what an event is called is asked a dozen times a build."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

Given = TypeVar("Given")
Answer = TypeVar("Answer")
MOST = 50_000
"""Answers of one function that are kept: those of some thirty thousand articles; then the oldest go."""


def once_each(work: Callable[[Given], Answer], most: int = 0) -> Callable[[Given], Answer]:
    """Return the function with each answer kept for the object that it was given, `most` answers, else MOST.

    An object is known by being itself, not by being equal: to compare an event with all its reports costs as much as
    to work its title out. Only for functions of one frozen thing. The object is held as long as its answer, so that no
    other can take its number.
    """
    known: dict[int, tuple[Given, Answer]] = {}

    @wraps(work)
    def kept(given: Given) -> Answer:
        found = known.get(id(given))
        if found is None:
            if len(known) >= (most or MOST):
                del known[next(iter(known))]
            found = known[id(given)] = (given, work(given))
        return found[1]

    return kept
