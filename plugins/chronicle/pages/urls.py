"""The address of every page, relative to the site's root; each a pure function of the thing itself."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from ..model import Actor, Place, SubEventType


def slugify(text: str) -> str:
    """Return ASCII lower-case words joined by hyphens; may be empty for a text in another script."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def event_url(event_id: str) -> str:
    """Return an event's address."""
    return f"events/{event_id}/"


def place_slug(place: Place) -> str:
    """Return the last part of a place's address: its name with its GeoNames id, or its own id's slug."""
    scheme, _, rest = place.place_id.partition(":")
    if scheme == "gn":
        return f"{slugify(place.name)}-{rest}".strip("-")
    return slugify(rest) if scheme == "ed" else f"{slugify(rest)}-unplaced"


def place_url(place: Place) -> str:
    """Return a place's address."""
    return f"places/{place_slug(place)}/"


def actor_url(actor: Actor) -> str:
    """Return an actor's address."""
    return f"actors/{slugify(actor.actor_id)}/"


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
