"""The words between two names that say how their places lie to each other."""

from __future__ import annotations

import re

from .places_lexicon import PlaceTerms

WITHIN = re.compile(
    r"(?:['’]s)?[\s,(]*(?:(?:\w+[- ]){0,2}?(?:TYPES))?[\s,(]*(?:(?:located|situated)\s)?(?:(?:in|of|within|inside)\s)?"
    r"(?:the\s)?(?:(?:\w+ )?countryside of\s"
    r"|(?:(?:north|south|east|west|centr)\w*|rural)(?:[- ]\w+)?\s(?:of\s)?)?(?:the\s)?"
    r"(?:(?:TYPES)\sof\s)?(?:the\s)?"
)
"""Between a place and the region it lies in: ", a town in the western countryside of"; TYPES are the kinds of place."""
OWNER = re.compile(r"['’]s?\s(?:\w+(?:-\w+)?\s){0,3}?(?:(?:TYPES)\sof\s)?")
"""Between a region and a place of it: "Syria's northern city of"."""
BESIDE = re.compile(
    r"[\s,(]*(?:(?:the\s)?(?:TYPES)[\s,]*)?(?:[\w.,-]+ (?:km|kilomet\w+|miles?|kms)\s)?(?:located\s|just\s|to the\s)?"
    r"(?:(?:north|south|east|west)\w*(?:-\w+)?\s(?:of|from)|near|outside|close to|not far from|next to"
    r"|on the outskirts of"
    r"|from|beside)\s"
    r"(?:(?:the|northern|southern|eastern|western|central|border|Turkish|capital)\s){0,2}"
    r"(?:(?:TYPES)\sof\s)?"
)
"""Between a place and the one it is told by: ", 12 km east of the city of"."""


def compiled(pattern: re.Pattern[str], terms: PlaceTerms) -> re.Pattern[str]:
    """Return the pattern with the lexicon's kinds of place in the stead of TYPES."""
    types = "|".join(sorted((re.escape(word) for word in terms.types), key=len, reverse=True))
    return re.compile(pattern.pattern.replace("TYPES", types), re.IGNORECASE)
