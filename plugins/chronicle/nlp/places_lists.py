"""Lists of places: "at Makeni, Magburaka and Kailahun" names three where the model sees one and two people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, product

from ..gazetteer_index import Match
from ..model import Place, PlaceLevel
from .places_options import close
from .places_score import ACCEPTED
from .places_spans import Candidate

_LEAST = -2.0
"""The score below which a name has more against it than the model's guess, as a title before it or a name after it."""
_APART = 300.0
"""Kilometres between neighbours of a list of places, at most."""
_LAST = re.compile(r",? (?:and|or|as well as) (?:the )?")
_COMMA = re.compile(r", ")
_OPTIONS = 60


def share_lists(text: str, found: Sequence[Candidate]) -> None:
    """Take the names of a list for places where their neighbour is one that lies near a place of their name."""
    joined = _joined([text[one.end : other.start] for one, other in pairwise(found)])
    pairs = [pair for pair, one_list in zip(pairwise(found), joined, strict=True) if one_list]
    for one, other in pairs:
        _share(one, other)
    for one, other in reversed(pairs):
        _share(other, one)


def _joined(gaps: Sequence[str]) -> list[bool]:
    """Tell of each gap whether it joins two members of a list: a comma does where an "and" follows on.

    Asked from the last to the first, for a text may be one list of ten thousand names.
    """
    joined: list[bool] = []
    follows = False
    for gap in reversed(gaps):
        follows = follows if _COMMA.fullmatch(gap) else _LAST.fullmatch(gap) is not None
        joined.append(follows)
    return joined[::-1]


def _share(known: Candidate, made: Candidate) -> None:
    if known.score < ACCEPTED or not _LEAST <= made.score < ACCEPTED:
        return
    pairs = product(islice(_grounds(known), _OPTIONS), islice(_grounds(made), _OPTIONS))
    if any(a.country_code == b.country_code and close(a, b, _APART) for a, b in pairs):
        made.score = ACCEPTED


def _grounds(made: Candidate) -> Iterator[Place]:
    return (p for m, p in made.options if m <= Match.OTHER and p.level is not PlaceLevel.COUNTRY)
