"""Combine the counts that one happening's sentences give into one: pure, no text is read here but the mentions'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..model import BANDS, CasualtyKind, CasualtyMention, Count, Span

_TOLL = re.compile(r"\btoll\b|\bnumber of (?:dead|deaths|fatalities|people killed|those killed)", re.IGNORECASE)
_SUMMING = re.compile(r"\ba total of\b|\bin total\b|\baltogether\b|\bin all\b|\boverall\b", re.IGNORECASE)
_MORE = re.compile(
    r"\b(?:also|another|others?|more(?! than)|further|additional(?:ly)?|in addition|second|third)\b", re.IGNORECASE
)


@dataclass(slots=True)
class _Heap:
    """One group of people, with the count that stands for it so far."""

    count: Count
    who: frozenset[str]


def combine(mentions: Sequence[CasualtyMention], kind: CasualtyKind) -> Count:
    """Return the one count that an event's mentions give for the dead or for the injured.

    Expects the mentions of one happening in the order of the text; those of the other kind, cumulative ones, and
    parts of a total are passed over (parts alone are added up). Then, mention by mention:

    - a death toll, or "a total of", replaces all before it: it is the later and fuller count;
    - a number given before, or equal to the sum so far, repeats unless its words say "also", "another", "others",
      or its victims are of another side;
    - a larger number of people not said who they were is the total of what was told before;
    - a smaller one of a named sort, after a total of people, is a part of it, unless it is the attackers' own;
    - another number for the same side corrects the earlier: the larger is best, both are kept as bounds;
    - all else is a group of its own, and is added;
    - "no casualties" counts only where nothing else is told.

    Returns Count() where no mention gives a number. A vague mention ("several") beside a number leaves best at what
    is numbered and opens the high bound.
    """
    mine = [m for m in mentions if m.kind is kind and not m.cumulative]
    whole = [m for m in mine if not m.part_of_total]
    if mine and all(m.part_of_total for m in mine):
        return _sum([m.count for m in _outermost(mine)])
    zeros = [m for m in whole if m.count.high == 0]
    heaps: list[_Heap] = []
    vague: list[Count] = []
    for mention in whole:
        if mention.count.high == 0:
            continue
        if mention.count.best is None:
            vague.append(mention.count)
        else:
            _take(heaps, mention)
    if heaps:
        return _with_vague(_sum([h.count for h in heaps]), vague)
    if vague:
        return _loosest(vague)
    return Count(0, 0, 0) if zeros else Count()


def _outermost(parts: Sequence[CasualtyMention]) -> list[CasualtyMention]:
    """Return the parts that hold no count over again: of "50 gunmen and 40 soldiers were among the dead" the 90."""
    return [p for p in parts if not any(_within(p.span, other.span) for other in parts if other is not p)]


def _within(inner: Span, outer: Span) -> bool:
    return inner != outer and outer.start <= inner.start and inner.end <= outer.end


def _take(heaps: list[_Heap], mention: CasualtyMention) -> None:
    best = mention.count.best or 0
    who = frozenset(v.actor_id for v in mention.victims)
    attackers = bool(mention.victims) and all(v.kind in BANDS for v in mention.victims)
    heap = _Heap(mention.count, who)
    if not heaps:
        heaps.append(heap)
        return
    before = sum(h.count.best or 0 for h in heaps)
    if _TOLL.search(mention.text) or (_SUMMING.search(mention.text) and best >= before):
        heaps[:] = [heap]
        return
    if _MORE.search(mention.text):
        heaps.append(heap)
        return
    if best == before and (not who or len(heaps) > 1 or not heaps[0].who or who & heaps[0].who):
        return
    same = next((h for h in heaps if h.who == who), None)
    alike = next((h for h in heaps if h.count.best == best and (not who or not h.who or who & h.who)), None)
    if alike is not None:
        alike.who = alike.who or who
    elif not who and best > before:
        heaps[:] = [heap]
    elif same is not None:
        same.count = _corrected(same.count, mention.count)
    elif (who and not attackers and any(not h.who and (h.count.best or 0) > best for h in heaps)) or (
        who and any(h.who > who and (h.count.best or 0) > best for h in heaps)
    ):
        return
    else:
        heaps.append(heap)


def _corrected(old: Count, new: Count) -> Count:
    bests = [v for v in (old.best, new.best) if v is not None]
    lows = [v for v in (old.low, new.low, *bests) if v is not None]
    highs = [v for v in (old.high, new.high, *bests) if v is not None]
    return Count(min(lows), max(bests), max(highs))


def _sum(counts: Sequence[Count]) -> Count:
    if len(counts) == 1:
        return counts[0]
    best = sum(c.best or 0 for c in counts)
    low = sum(c.low if c.low is not None else c.best or 0 for c in counts)
    highs = [c.high for c in counts if c.high is not None]
    return Count(min(low, best), best, sum(highs) if len(highs) == len(counts) else None)


def _with_vague(count: Count, vague: Sequence[Count]) -> Count:
    if not vague:
        return count
    tops = [c.high for c in vague]
    bounded = [t for t in tops if t is not None]
    if len(bounded) == len(tops) and count.best is not None:
        return Count(count.low, count.best, max(count.high or count.best, *bounded))
    return Count(count.low, count.best, None)


def _loosest(vague: Sequence[Count]) -> Count:
    lows = [c.low for c in vague if c.low is not None]
    highs = [c.high for c in vague]
    known = [h for h in highs if h is not None]
    high = max(known) if known and len(known) == len(highs) else None
    low = max(lows) if lows else None
    return Count(low if high is None or low is None or low <= high else None, None, high)
