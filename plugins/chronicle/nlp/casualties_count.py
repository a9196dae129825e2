"""Groups of people with their counts, and how counts add up; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from ..model import Count


@dataclass(frozen=True, slots=True)
class Group:
    """People counted by one phrase: tokens start..end, end exclusive."""

    start: int
    end: int
    count: Count
    part: bool = False
    """A part of the group before it ("including two children")."""
    told: bool = False
    """True where the text gives a number; False where it is read off an article, a name or a pronoun."""
    name: bool = False
    definite: bool = False
    """True for "the officer", a name, a pronoun: someone spoken of before, perhaps."""


def total(groups: Sequence[Group]) -> Count:
    """Return the sum of the groups that are no parts; bounds unknown for one are unknown for all, save the floor.

    A vague group beside a numbered one ("five soldiers and several civilians") leaves best at what is numbered,
    as "at least" would, and the high bound open.
    """
    return add([g.count for g in wholes(groups)])


def wholes(groups: Sequence[Group]) -> list[Group]:
    """Return the groups that are no parts of one before them; all of them where every one is a part.

    In "three civilians, a woman and two children" the list after the comma spells out the first number.
    """
    whole = [g for g in groups if not g.part] or list(groups)
    if len(whole) > 2 and whole[0].told and whole[0].count.best == add([g.count for g in whole[1:]]).best:
        return whole[:1]
    return whole


def add(counts: Sequence[Count]) -> Count:
    """Return the sum of counts: low and best of what is known, high only where every high is known."""
    if len(counts) == 1:
        return counts[0]
    lows = [c.low if c.low is not None else c.best for c in counts]
    bests = [c.best for c in counts if c.best is not None]
    highs = [c.high for c in counts]
    known = [v for v in lows if v is not None]
    best = sum(bests) if bests else None
    low = sum(known) if known else None
    if low is not None and best is not None:
        low = min(low, best)
    high = sum(h for h in highs if h is not None) if all(h is not None for h in highs) and highs else None
    if high is not None and any(c.low is None and c.best is None for c in counts):
        low = None if best is None else min(low or best, best)
    return Count(low, best, high)


def speaks(doc: Doc, group: Group) -> bool:
    """Tell whether the group is who says so, not among the dead: "killing dozens, officials and a doctor said"."""
    if group.told or group.count.best is not None or not group.start or doc[group.start - 1].text != ",":
        return False
    for token in doc[group.end : group.end + 8]:
        if token.lower_ in ("said", "say", "says"):
            return True
        if token.pos_ not in ("DET", "NOUN", "ADJ", "PROPN", "CCONJ", "ADP"):
            return False
    return False
