"""Distances on the Earth's surface."""

from __future__ import annotations

import math
import re
from functools import lru_cache

from .model import Place

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG, GRS 80)."""


_DEGREES = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,15})?")


def degrees(text: str, limit: int) -> float | None:
    """Return decimal degrees as people write them, None for anything else or what lies beyond the limit.

    Python's float() takes more: "6_1.2" is 61.2 to it, "1e1" is 10, and digits of any script and width are digits.
    """
    value = float(text) if _DEGREES.fullmatch(text) else math.inf
    return value if abs(value) <= limit else None


@lru_cache(maxsize=50_000)
def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the great-circle distance in kilometres of two points given as latitude and longitude in degrees.

    By the haversine formula, which keeps its figures for points that lie near each other (Sinnott 1984, "Virtues of
    the haversine").
    """
    (lat1, lon1), (lat2, lon2) = one, other
    phi1, phi2 = math.radians(lat1), math.radians(lat2)
    half = math.sin((phi2 - phi1) / 2) ** 2
    half += math.cos(phi1) * math.cos(phi2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def point_of(place: Place) -> tuple[float, float] | None:
    """Return the place's latitude and longitude in degrees, None where it has no coordinates."""
    if place.latitude is None or place.longitude is None:
        return None
    return place.latitude, place.longitude


def distance_km(one: Place, other: Place) -> float | None:
    """Return the great-circle distance of two places in kilometres, None where one has no coordinates."""
    here, there = point_of(one), point_of(other)
    return kilometres(here, there) if here is not None and there is not None else None
