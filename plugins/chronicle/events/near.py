"""What the editor should look at in merging: events that were nearly one, and events that barely hold together.

The same scores as `merge` uses, each with the reason in words: what speaks for one happening, what against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..geo import distance_km
from ..model import Event
from .account import Account, apart, side_keys
from .blocking import pairs
from .candidates import account
from .compare import SAME, compare, sides_score, toll_score, type_score
from .ground import place_score
from .likeness import overlap
from .timing import time_score

MARGIN = 0.25
"""How far under `SAME` two events still count as nearly merged."""
FIRM = 1.2
"""Score under which two accounts of one event are no clear match: type, day and town alike reach it."""


@dataclass(frozen=True, slots=True)
class NearPair:
    """Two events that nearly became one; `score` against `SAME`."""

    one: Event
    other: Event
    score: float
    reasons: tuple[str, ...]
    """What speaks for one happening, then what against it."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well the accounts of one event fit together: the two that fit worst."""

    event: Event
    score: float
    articles: tuple[str, str]
    reasons: tuple[str, ...]


def near_pairs(events: Sequence[Event], margin: float = MARGIN) -> tuple[NearPair, ...]:
    """Return the pairs of events of which two accounts score within the margin of a merger, the nearest first.

    Two events that one article tells apart are no pair: the article knows. A pair over the threshold was kept apart by
    other accounts, which its reasons say.
    """
    accounts, owner = _accounts(events)
    told_by = [{candidate.article_id for candidate in event.candidates} for event in events]
    best: dict[tuple[int, int], tuple[float, int, int]] = {}
    for i, j in pairs(accounts):
        low, high = sorted((owner[i], owner[j]))
        if low == high or told_by[low] & told_by[high]:
            continue
        score = compare(accounts[i], accounts[j])
        if score is not None and score >= SAME - margin and score > best.get((low, high), (-1.0, 0, 0))[0]:
            best[low, high] = (score, i, j)
    found = [
        NearPair(events[low], events[high], round(score, 3), _why(accounts[i], accounts[j], score))
        for (low, high), (score, i, j) in best.items()
    ]
    return tuple(sorted(found, key=lambda pair: (-pair.score, pair.one.event_id, pair.other.event_id)))


def agreements(events: Iterable[Event], firm: float = FIRM) -> tuple[Agreement, ...]:
    """Return the events of which two accounts fit together badly, the worst first."""
    found: list[Agreement] = []
    for event in events:
        accounts = [account(candidate) for candidate in event.candidates]
        worst: tuple[float, int, int] | None = None
        for j in range(len(accounts)):
            for i in range(j):
                score = compare(accounts[i], accounts[j])
                score = -1.0 if score is None else score
                if score < firm and (worst is None or score < worst[0]):
                    worst = (score, i, j)
        if worst is not None:
            score, i, j = worst
            articles = (accounts[i].article_id, accounts[j].article_id)
            found.append(Agreement(event, round(score, 3), articles, reasons(accounts[i], accounts[j])))
    return tuple(sorted(found, key=lambda one: (one.score, one.event.event_id)))


def _accounts(events: Sequence[Event]) -> tuple[list[Account], list[int]]:
    accounts: list[Account] = []
    owner: list[int] = []
    for number, event in enumerate(events):
        for candidate in event.candidates:
            accounts.append(account(candidate))
            owner.append(number)
    return accounts, owner


def _why(one: Account, other: Account, score: float) -> tuple[str, ...]:
    found = reasons(one, other)
    return (*found, "other accounts of the two do not fit") if score >= SAME else found


def reasons(one: Account, other: Account) -> tuple[str, ...]:
    """Return what speaks for one happening ("same day") and what against it ("other doers"), in words."""
    return tuple(
        words
        for words in (_type(one, other), _time(one, other), _place(one, other), *_sides(one, other), _toll(one, other))
        if words
    ) + (("names in common",) if overlap(one.names, other.names) >= 0.3 else ())


def _type(one: Account, other: Account) -> str:
    score = type_score(one, other)
    if score is None:
        return f"types exclude each other: {one.sub_event_type}, {other.sub_event_type}"
    return "same type" if score == 1 else f"other type: {one.sub_event_type}, {other.sub_event_type}"


def _time(one: Account, other: Account) -> str:
    score = time_score(one, other)
    if score is None:
        return "days apart"
    if one.weak or other.weak:
        return "a day that only the paper's date gives"
    if score == 1.0:
        return "same day"
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return "no day"
    if one.first > other.last or other.first > one.last:
        return "one night" if score > 0 else "a day apart"
    return "other hours of one day" if score == 0.0 else "days that overlap"


def _place(one: Account, other: Account) -> str:
    score = place_score(one, other)
    if score is None:
        return "places apart"
    if not one.places or not other.places:
        return "a place unknown"
    if score >= 0.9:
        return "same place"
    away = [distance_km(a, b) for a in one.places for b in other.places]
    known = [distance for distance in away if distance is not None]
    return f"places {min(known):.0f} km apart" if known and score < 0.7 and min(known) >= 1 else "place within place"


def _sides(one: Account, other: Account) -> Iterable[str]:
    if one.doers and other.doers:
        if side_keys(one.actor1) & side_keys(other.actor1):
            yield "same doers"
        elif sides_score(one, other) < 0:
            yield "other doers" if apart(one.actor1, other.actor1) else "the doers of the one are the other's victims"
    if one.others and other.others:
        yield "same victims or foes" if one.others & other.others else "other victims or foes"


def _toll(one: Account, other: Account) -> str:
    if one.killed is None or other.killed is None:
        return ""
    if one.killed == other.killed:
        return f"{one.killed} dead in both"
    return f"{one.killed} and {other.killed} dead" + (", too far apart" if toll_score(one, other) < 0 else "")
