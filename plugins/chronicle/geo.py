"""Distances on the Earth's surface."""

from __future__ import annotations

import math

from .model import Place

EARTH_KM = 6371.0088
"""Mean radius of the Earth (IUGG, GRS 80)."""


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


def distance_km(one: Place, other: Place) -> float | None:
    """Return the great-circle distance of two places in kilometres, None where one has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return kilometres((one.latitude, one.longitude), (other.latitude, other.longitude))
