"""Accounts of many articles, put together into events.

Pairs that share a time and a place are scored; the best pairs are joined first, and two clusters become one only if
no account of the one contradicts any of the other and they fit on the whole: a chain A~B~C in which A and C
contradict each other stays apart. Two accounts of one article are two happenings, as the article tells them apart.
The result hangs on no order, and an article that shares nothing with an event cannot change it.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from ..model import Article, Candidate, Count, Event
from .account import Account, number
from .blocking import pairs
from .candidates import account
from .compare import SAME, compare
from .constraints import FREE, Constraints, constrained
from .grade import grade_of, sources
from .lead import Voice, dated_by, further_places, placed_by, sides_as, toll_across, typed_as
from .naming import event_id
from .telling import manner_of

TOGETHER = 0.9
"""Mean score between two clusters from which they are joined: a little less than for a pair, as wordings differ."""


Pair = tuple[Account, Account, int, int]
"""Two accounts worth comparing, and their positions."""
Edge = tuple[float, int, int]
Spread = Callable[[Callable[[Sequence[Pair]], list[Edge]], Sequence[Sequence[Pair]]], Iterable[list[Edge]]]
"""Computes batches of pairs in other processes, in their order."""
PAIRS = 5000
"""Pairs a batch: some hundredths of a second of work, and each account in it sent once."""


def merge(
    candidates: Sequence[Candidate],
    articles: Mapping[str, Article],
    credits: Mapping[str, tuple[str, ...]] | None = None,
    rules: Constraints = FREE,
    spread: Spread | None = None,
    known: Mapping[int, Account] | None = None,
) -> tuple[Event, ...]:
    """Return the events that the accounts speak of, in the order of their first accounts.

    `articles` and `credits` (whom an article's text credits) are by article id; they decide order and independence.
    `rules` are what the editor put together and keeps apart; `spread` lets other processes score pairs of accounts.
    `known` are what candidates are compared by, where that is worked out already, by the `id` of each.
    Raises ContradictionError where rules contradict each other.
    """
    ordered, known = _in_order(candidates, articles), known or {}
    accounts = [known.get(id(candidate)) or account(candidate) for candidate in ordered]
    clusters = [[ordered[i] for i in sorted(cluster)] for cluster in _clusters(accounts, spread)]
    if rules:
        clusters = [_in_order(cluster, articles) for cluster in constrained(clusters, rules, _score)]
    compared: dict[tuple[str, str], bool] = {}
    return _with_ids([_event(cluster, articles, credits or {}, compared) for cluster in clusters])


def _score(one: Candidate, other: Candidate) -> float:
    score = compare(account(one), account(other))
    return -1.0 if score is None or one.article_id == other.article_id else score


def _in_order(candidates: Iterable[Candidate], articles: Mapping[str, Article]) -> list[Candidate]:
    """Return the accounts by day of publication, article and place in the text; equals by all that they say."""
    filed: defaultdict[tuple[date, str, int, int], list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        article = articles.get(candidate.article_id)
        published = article.published if article and article.published else date.max
        first = candidate.reports[0]
        filed[published, candidate.article_id, first.span.start, first.trigger.start].append(candidate)
    return [
        candidate
        for key in sorted(filed)
        for candidate in (filed[key] if len(filed[key]) == 1 else sorted(filed[key], key=lambda c: repr(c.lead)))
    ]


def score_pairs(batch: Iterable[Pair]) -> list[Edge]:
    """Return the pairs that may be one happening, with their scores made negative: the best comes first in order."""
    scored = ((compare(one, other), i, j) for one, other, i, j in batch)
    return [(-score, i, j) for score, i, j in scored if score is not None and score >= SAME]


def _edges(accounts: Sequence[Account], spread: Spread | None) -> list[Edge]:
    found = ((accounts[i], accounts[j], i, j) for i, j in pairs(accounts))
    if spread is None:
        return sorted(score_pairs(found))
    batches = list(iter(lambda: list(islice(found, PAIRS)), []))
    return sorted(edge for edges in spread(score_pairs, batches) for edge in edges)


def _clusters(accounts: Sequence[Account], spread: Spread | None = None) -> list[list[int]]:
    edges = _edges(accounts, spread)
    cluster_of = list(range(len(accounts)))
    members = {i: [i] for i in range(len(accounts))}
    for _, i, j in edges:
        one, other = sorted((cluster_of[i], cluster_of[j]))
        if one != other and _fit([accounts[k] for k in members[one]], [accounts[k] for k in members[other]]):
            for k in members[other]:
                cluster_of[k] = one
            members[one].extend(members.pop(other))
    return [members[key] for key in sorted(members)]


def _fit(ours: Sequence[Account], theirs: Sequence[Account]) -> bool:
    """Tell whether two clusters hold no contradiction and speak of one happening on the whole."""
    if {a.article_id for a in ours} & {a.article_id for a in theirs}:
        return False
    total = 0.0
    for one in ours:
        for other in theirs:
            score = compare(one, other)
            if score is None:
                return False
            total += score
    return total >= TOGETHER * len(ours) * len(theirs)


def _event(
    candidates: Sequence[Candidate],
    articles: Mapping[str, Article],
    credits: Mapping[str, tuple[str, ...]],
    compared: dict[tuple[str, str], bool],
) -> Event:
    """Return the event that the accounts, oldest first, tell of; its id still lacks what tells it from its like."""
    source = sources(candidates, articles, credits, compared)
    voices = [Voice(candidate.lead, at) for candidate, at in zip(candidates, source, strict=True)]
    dated, placed = dated_by(voices), placed_by(voices)
    kind = typed_as(voices)
    actor1, actor2 = sides_as(kind, voices)
    place = placed.place if placed else None
    interval = dated.interval if dated else None
    leading = min(
        range(len(candidates)),
        key=lambda i: ((voices[i].report is not dated) + (voices[i].report is not placed), i),
    )
    return Event(
        event_id=event_id(interval, place, candidates[0]),
        sub_event_type=kind,
        interval=interval,
        date_basis=dated.date_basis if dated else None,
        place=place,
        geo_precision=placed.geo_precision if placed else None,
        further_places=further_places(voices, place),
        actor1=actor1,
        actor2=actor2,
        fatalities=toll_across(_whole(candidates, [(v.source, v.report.fatalities) for v in voices])),
        injured=toll_across(_whole(candidates, [(v.source, v.report.injured) for v in voices])),
        grade=grade_of(candidates, source),
        candidates=(candidates[leading], *candidates[:leading], *candidates[leading + 1 :]),
    )


def _whole(candidates: Sequence[Candidate], counts: Sequence[tuple[int, Count]]) -> list[tuple[int, Count]]:
    """Return the counts without those of a part: "one of its members was among the dead in Monday's attack"."""
    largest = max((number(count) or 0 for _, count in counts), default=0)
    return [
        (source, count)
        for candidate, (source, count) in zip(candidates, counts, strict=True)
        if 3 * (number(count) or 0) >= largest or not manner_of(candidate.reports[0]).stands_for
    ]


def _with_ids(events: Sequence[Event]) -> tuple[Event, ...]:
    """Return the events with ids that no two share; equal first sentences get a number, in stable order."""
    seen: dict[str, int] = {}
    out: list[Event] = []
    for event in events:
        count = seen[event.event_id] = seen.get(event.event_id, 0) + 1
        suffix = "" if count == 1 else "-" + hashlib.sha256(f"{event.event_id}/{count}".encode()).hexdigest()[:4]
        out.append(replace(event, event_id=event.event_id + suffix) if suffix else event)
    return tuple(out)
