"""The id of an event: its day, its place, and a mark of the report that first told of it."""

from __future__ import annotations

import hashlib
import re

from ..gazetteer_names import fold
from ..model import Candidate, Interval, Place

WITHHELD = "w-"
"""Begins the id under which an event is published whose own id would name a withheld place."""
LONGEST = 60
"""Letters of a place's name in an id: the id names a file, and what a text calls a place can be of any length."""


def slug(text: str) -> str:
    """Return ASCII lower-case words joined by hyphens; may be empty for a name in another script."""
    plain = fold(text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def time_slug(interval: Interval | None) -> str:
    """Return the day, or the month or year that holds the interval, or `undated`."""
    if interval is None or interval.first.year != interval.last.year:
        return "undated" if interval is None else f"{interval.first.year:04d}"
    if interval.first.month != interval.last.month:
        return f"{interval.first.year:04d}"
    return interval.first.isoformat() if interval.days == 1 else interval.first.isoformat()[:7]


def event_id(interval: Interval | None, place: Place | None, first: Candidate) -> str:
    """Return the id: time, place, and six hex digits of a hash of the first account's first report.

    The hash counts the article's id, the sentence and where in it the happening is told: not the article's length
    before it, so that a typo mended elsewhere changes nothing.
    """
    report = first.reports[0]
    at = report.trigger.start - report.span.start
    mark = hashlib.sha256(f"{report.article_id}\n{report.quote}\n{at}".encode()).hexdigest()[:6]
    where = slug(place.name)[:LONGEST].strip("-") if place else "unlocated"
    return f"{time_slug(interval)}-{where or 'place'}-{mark}"
