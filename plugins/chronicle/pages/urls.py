"""The address of every page, relative to the site's root; each a pure function of the thing itself."""

from __future__ import annotations

import hashlib
from datetime import date

from ..gazetteer_names import slugify
from ..model import Actor, Place, SubEventType

LONGEST = 80
"""Letters of a slug; a name that a text gives can have thousands, a file's name on the disk 255 bytes."""


def address_part(text: str) -> str:
    """Return a part of an address that stands for the text alone: its slug where that loses nothing of it.

    A slug that lost something ("x y" and "x-y", or a name in another script, whose slug is empty) carries eight
    digits of the text's hash, and so does one too long for a file's name: two things never share a page.
    """
    slug = slugify(text)
    if slug == text and len(slug) <= LONGEST:
        return slug
    mark = hashlib.sha256(text.encode()).hexdigest()[:8]
    return f"{slug[:LONGEST].strip('-')}-{mark}".strip("-")


def event_url(event_id: str) -> str:
    """Return an event's address."""
    return f"events/{event_id}/"


def place_slug(place: Place) -> str:
    """Return the last part of a place's address: its name with its GeoNames id, or its own id's slug."""
    scheme, _, rest = place.place_id.partition(":")
    if scheme == "gn":
        return f"{slugify(place.name)[:LONGEST]}-{rest}".strip("-")
    return address_part(rest) if scheme == "ed" else f"{address_part(rest)}-unplaced"


def place_url(place: Place) -> str:
    """Return a place's address."""
    return f"places/{place_slug(place)}/"


def actor_url(actor: Actor) -> str:
    """Return an actor's address."""
    return f"actors/{address_part(actor.actor_id)}/"


def source_url(article_id: str) -> str:
    """Return the address of a source article's page."""
    return f"sources/{article_id}/"


def type_url(sub_event_type: SubEventType) -> str:
    """Return the address of a sub-event type's page."""
    return f"types/{slugify(sub_event_type)}/"


def year_url(year: int) -> str:
    """Return a year's address in the chronological index."""
    return f"chronicle/{year:04d}/"


def month_url(year: int, month: int) -> str:
    """Return a month's address in the chronological index."""
    return f"chronicle/{year:04d}/{month:02d}/"


def day_url(day: date) -> str:
    """Return a day's address in the chronological index."""
    return f"chronicle/{day.year:04d}/{day.month:02d}/{day.day:02d}/"
