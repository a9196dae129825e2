"""The editor's mergers and splits, as constraints on merging that the machine never overrules.

They touch only the clusters that they name. What is put together takes with it all that the machine had put with it.
Of what is kept apart, each account that the editor did not name goes to the part that it is most like.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..model import Candidate
from .addresses_match import ReportKey, report_key
from .lead import leading_report

Score = Callable[[Candidate, Candidate], float]
"""How alike two accounts are; contradictions count below 0."""


@dataclass(frozen=True, slots=True)
class Together:
    """Reports of one happening, whatever the machine says."""

    reports: frozenset[ReportKey]


@dataclass(frozen=True, slots=True)
class Apart:
    """Reports of several happenings, a set of reports each."""

    parts: tuple[frozenset[ReportKey], ...]


@dataclass(frozen=True, slots=True)
class Constraints:
    """All that the editor decided on merging."""

    together: tuple[Together, ...] = ()
    apart: tuple[Apart, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.together or self.apart)


FREE = Constraints()
"""What the machine decides alone."""


class ContradictionError(ValueError):
    """The editor puts together what the editor keeps apart."""


def constrained(clusters: Sequence[Sequence[Candidate]], rules: Constraints, score: Score) -> list[list[Candidate]]:
    """Return the clusters as the editor has them, in the order of their first accounts; untouched ones as they were.

    Raises ContradictionError where two accounts are to be together and apart.
    """
    if not rules:
        return [list(cluster) for cluster in clusters]
    joined = _joined(clusters, rules)
    out: list[list[Candidate]] = []
    for cluster in joined:
        out.extend(_divided(cluster, rules, score))
    return [_one_an_article(cluster) for cluster in out]


def _keys(candidate: Candidate) -> frozenset[ReportKey]:
    return frozenset(report_key(report) for report in candidate.reports)


def _joined(clusters: Sequence[Sequence[Candidate]], rules: Constraints) -> list[list[Candidate]]:
    """Return the clusters with those made one that a merger names."""
    at: dict[ReportKey, int] = {}
    for number, cluster in enumerate(clusters):
        at.update((key, number) for candidate in cluster for key in _keys(candidate))
    parent = list(range(len(clusters)))

    def root(number: int) -> int:
        while parent[number] != number:
            number = parent[number]
        return number

    for rule in rules.together:
        named = sorted({root(at[key]) for key in rule.reports if key in at})
        for number in named[1:]:
            parent[number] = named[0]
    groups: defaultdict[int, list[Candidate]] = defaultdict(list)
    for number, cluster in enumerate(clusters):
        groups[root(number)].extend(cluster)
    return [groups[number] for number in sorted(groups)]


def _divided(cluster: Sequence[Candidate], rules: Constraints, score: Score) -> list[list[Candidate]]:
    """Return the parts of a cluster that the editor keeps apart; the cluster itself where nothing does."""
    here = frozenset(key for candidate in cluster for key in _keys(candidate))
    splits = [rule for rule in rules.apart if sum(bool(part & here) for part in rule.parts) > 1]
    if not splits:
        return [list(cluster)]
    pieces = [piece for candidate in cluster for piece in _cut(candidate, splits)]
    mates = [part for rule in splits for part in rule.parts]
    mates += [rule.reports for rule in rules.together]
    group = list(range(len(pieces)))
    for mate in mates:
        numbers = sorted({group[n] for n, piece in enumerate(pieces) if _keys(piece) & mate})
        group = [numbers[0] if at in numbers else at for at in group]
    named = frozenset(key for rule in splits for part in rule.parts for key in part)
    seeds = sorted({group[n] for n, piece in enumerate(pieces) if _keys(piece) & named})
    for rule in splits:
        for part in rule.parts:
            others = frozenset(key for other in rule.parts if other is not part for key in other)
            ours = {group[n] for n, piece in enumerate(pieces) if _keys(piece) & part}
            if ours & {group[n] for n, piece in enumerate(pieces) if _keys(piece) & others}:
                raise ContradictionError
    members = {seed: [n for n, at in enumerate(group) if at == seed] for seed in seeds}
    parts = {seed: list(numbers) for seed, numbers in members.items()}
    for at in sorted(set(group) - set(seeds)):
        free = [n for n in range(len(pieces)) if group[n] == at]

        def likeness(seed: int, free: list[int] = free) -> float:
            scores = [score(pieces[one], pieces[other]) for one in free for other in members[seed]]
            return sum(scores) / len(scores)

        parts[max(seeds, key=lambda seed: (round(likeness(seed), 9), -seed))].extend(free)
    return [[pieces[n] for n in sorted(parts[seed])] for seed in seeds]


def _cut(candidate: Candidate, splits: Sequence[Apart]) -> list[Candidate]:
    """Return an account in pieces where the editor keeps its own reports apart; the rest stays with its first part."""
    pieces = [candidate]
    for rule in splits:
        pieces = [made for piece in pieces for made in _cut_by(piece, rule)]
    return pieces


def _cut_by(candidate: Candidate, rule: Apart) -> list[Candidate]:
    parts = [[r for r in candidate.reports if report_key(r) in part] for part in rule.parts]
    parts = sorted((part for part in parts if part), key=lambda part: candidate.reports.index(part[0]))
    if len(parts) < 2:
        return [candidate]
    later = {report_key(report) for part in parts[1:] for report in part}
    first = tuple(report for report in candidate.reports if report_key(report) not in later)
    return [
        replace(candidate, lead=leading_report(reports), reports=tuple(reports), denials=denials)
        for reports, denials in [(first, candidate.denials), *((tuple(part), ()) for part in parts[1:])]
    ]


def _one_an_article(cluster: Sequence[Candidate]) -> list[Candidate]:
    """Return the cluster with one account an article: two that the editor put together are one."""
    by_article: dict[str, list[Candidate]] = {}
    for candidate in cluster:
        by_article.setdefault(candidate.article_id, []).append(candidate)
    return [accounts[0] if len(accounts) == 1 else _whole(accounts) for accounts in by_article.values()]


def _whole(accounts: Sequence[Candidate]) -> Candidate:
    reports = tuple(sorted((r for a in accounts for r in a.reports), key=lambda r: (r.span, r.trigger)))
    denials = tuple(sorted((r for a in accounts for r in a.denials), key=lambda r: (r.span, r.trigger)))
    return Candidate(accounts[0].article_id, leading_report(reports), reports, denials)
