"""With what a deed was done, where its words say so: a man shot dead and a man killed by a mine are two."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ..model import EventType, SubEventType
from ..termfile import read_terms

MEANS_CSV = Path(__file__).parent / "means.csv"
MIXED = "mixed"
KINDS = frozenset({"blade", "explosive", "gun", MIXED})
"""What a witness tells apart: a blow, a blast and a shot; and a fight, in which there is all of it."""
_ARMED = frozenset({SubEventType.ARMED_CLASH, SubEventType.ATTACK})


@cache
def means_words() -> Mapping[str, str]:
    """Return the means that each word tells of, read once from means.csv.

    Raises LexiconError for a row of unknown means.
    """
    found = read_terms(MEANS_CSV, ("word", "means"), {"means": KINDS})
    return MappingProxyType({row[0]: row[1] for row in found})


def means_of(kind: SubEventType, words: frozenset[str]) -> frozenset[str]:
    """Return with what the deed was done, by its type and its sentences' rarer words; empty where nothing says so."""
    if kind.event_type is not EventType.EXPLOSIONS and kind not in _ARMED:
        return frozenset()
    known = means_words()
    found = {known[word] for word in words & known.keys()}
    if MIXED in found:
        return frozenset()
    return frozenset(found | {"explosive"} if kind.event_type is EventType.EXPLOSIONS else found)
