"""What the gazetteer calls regions in Arabic: a place itself knows only its region's English name."""

from __future__ import annotations

from collections.abc import Mapping

from ..gazetteer import Gazetteer
from ..model import Chronicle, PlaceLevel

_LEVELS = (PlaceLevel.ADMIN1, PlaceLevel.ADMIN2)


def arabic_regions(chronicle: Chronicle, gazetteer: Gazetteer) -> Mapping[tuple[str, str], str]:
    """Return the Arabic names of first- and second-level regions by country and English name, where known."""
    places = (p for event in chronicle.events for p in (event.place, *event.further_places) if p is not None)
    asked = {
        (p.country, name): level
        for p in places
        for level, name in zip(_LEVELS, (p.admin1, p.admin2), strict=True)
        if name
    }
    found = {}
    for (country, name), level in sorted(asked.items()):
        regions = (place for place in gazetteer.lookup(name) if place.country == country and place.level is level)
        arabic = next((region.name_ar for region in regions if region.name_ar), "")
        if arabic:
            found[country, name] = arabic
    return found
