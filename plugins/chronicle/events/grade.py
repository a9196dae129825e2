"""How well an event is attested: which of its accounts are independent, and whether they contradict each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from ..model import Article, Candidate, Grade, Report
from ..publishers import agencies, fold
from .account import apart, side_keys
from .copies import Wording, unspoken
from .likeness import copied, shingles


def sources(
    candidates: Sequence[Candidate],
    articles: Mapping[str, Article],
    credits: Mapping[str, tuple[str, ...]],
    compared: dict[tuple[str, str], bool] | None = None,
) -> tuple[int, ...]:
    """Return the number of each account's independent source, counted from 0 in the order of the accounts.

    Two accounts are one source where the publisher is one, where one credits or quotes the other's publisher or both
    credit or quote one agency, and where their texts or their sentences are copies, with words changed or without.
    A statement that both print in quotation marks makes no copy. `compared` keeps which articles' texts are copies:
    two long ones may share a thousand happenings.
    """
    if len(candidates) == 1:
        return (0,)
    copies = {} if compared is None else compared
    voices = [_names(c, articles.get(c.article_id), credits.get(c.article_id, ())) for c in candidates]
    quotes = [frozenset(s for r in c.reports for s in shingles(unspoken(r.quote))) for c in candidates]

    @cache
    def text(name: str) -> Wording:
        return Wording(articles[name].text if name in articles else "")

    def one_text(i: int, j: int) -> bool:
        pair = candidates[i].article_id, candidates[j].article_id
        if (known := copies.get(pair)) is None:
            known = copies[pair] = text(pair[0]).copies(text(pair[1]))
        return known

    number = list(range(len(candidates)))
    for i in range(len(candidates)):
        for j in range(i):
            if number[i] == number[j]:
                continue
            # Whole texts cost the most: they are asked for last.
            if voices[i] & voices[j] or copied(quotes[i], quotes[j]) or one_text(i, j):
                old, new = max(number[i], number[j]), min(number[i], number[j])
                number = [new if at == old else at for at in number]
    order = list(dict.fromkeys(number))
    return tuple(order.index(at) for at in number)


def _names(candidate: Candidate, article: Article | None, credited: tuple[str, ...]) -> frozenset[str]:
    """Return the folded names of whoever an account comes from: publisher, credits, agencies and monitors it quotes."""
    known = agencies()
    names = {known.canonical(name) for name in credited}
    if article is not None and article.publisher:
        names.add(known.canonical(article.publisher))
    names.update(known.canonical(r.attribution) for r in candidate.reports if known.known(r.attribution))
    return frozenset(fold(name) for name in names)


def grade_of(candidates: Sequence[Candidate], source: Sequence[int]) -> Grade:
    """Return the grade: disputed if somebody denies it or two sources name different doers, else by their number."""
    if any(candidate.denials for candidate in candidates):
        return Grade.DISPUTED
    if len(set(source)) < 2:
        return Grade.SINGLE
    for i, candidate in enumerate(candidates):
        for j, other in enumerate(candidates[:i]):
            if source[i] != source[j] and _other_doers(candidate.lead, other.lead):
                return Grade.DISPUTED
    return Grade.CORROBORATED


def _other_doers(one: Report, other: Report) -> bool:
    """Tell whether the two name different doers; a fight told from its other side is no dispute."""
    swapped = side_keys(one.actor1) & side_keys(other.actor2) or side_keys(other.actor1) & side_keys(one.actor2)
    return not swapped and apart(one.actor1, other.actor1)
