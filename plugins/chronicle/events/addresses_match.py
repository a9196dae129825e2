"""Reports known again: what a recorded address stood for, found among the reports of today by likeness.

A report is recorded as its article (a digest of the id), its sentence (a bag of hashed words) and its cue (a hash of
the words that tell of the deed). No text stands in the table. A mended typo changes one word of the bag; another cut
of the sentences leaves most of the words together; another cue or type changes next to nothing.

The hashing is this file's own and must stay as it is: tables written years ago are read by it.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ..model import Candidate, Report, Span

ALIKE = 0.5
"""Share of words in common (Jaccard) from which a sentence of the same article may be the recorded one, mended."""
RENAMED = 0.7
"""The same, from which a sentence may be one of an article that now bears another id."""
WITHIN = 0.9
"""Share of the shorter sentence's words in the longer one, from which the two are one sentence cut otherwise."""
LONGEST = 60
"""Words of a bag: of a longer sentence those with the smallest hashes, which are the same ones after an edit."""
CUE = 0.05
"""What the same cue adds: it tells two happenings of one sentence apart, and decides nothing else."""
_WORD = re.compile(r"\w+")
_UNBROKEN = 24
"""Letters of a word from which it is no word but a sentence in a script without blanks."""

ReportKey = tuple[str, Span, Span]


@dataclass(frozen=True, slots=True, order=True)
class Trace:
    """A report as the table knows it."""

    article: str
    sentence: str
    cue: str


def report_key(report: Report) -> ReportKey:
    """Return what tells a report from every other of the chronicle."""
    return report.article_id, report.span, report.trigger


def article_mark(article_id: str) -> str:
    """Return the digest by which the table names an article."""
    return hashlib.sha256(article_id.encode()).hexdigest()[:12]


@lru_cache(maxsize=1 << 16)
def _code(word: str) -> str:
    """Return two characters for a word: 12 bits, of which hundreds of words share each."""
    return base64.urlsafe_b64encode(hashlib.sha256(word.encode()).digest())[:2].decode()


def _words(text: str) -> list[str]:
    plain = text.casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", text).casefold()
        plain = "".join(character for character in plain if not unicodedata.combining(character))
    words: list[str] = []
    for word in _WORD.findall(plain):
        if len(word) > _UNBROKEN:
            words += [word[i : i + 2] for i in range(len(word) - 1)]
        elif len(word) > 2 or word.isdigit() or not word.isascii():
            words.append(word)
    return words


@lru_cache(maxsize=1 << 15)
def bag(text: str) -> str:
    """Return the codes of a sentence's words, each once and in order, as one string."""
    words: Iterable[str] = set(_words(text))
    if len(set(words)) > LONGEST:
        words = sorted(words, key=lambda word: hashlib.sha256(word.encode()).hexdigest())[:LONGEST]
    return "".join(sorted({_code(word) for word in words}))


def trace_of(report: Report) -> Trace:
    """Return how the table records the report."""
    start = report.trigger.start - report.span.start
    cue = report.quote[max(0, start) : max(0, report.trigger.end - report.span.start)]
    return Trace(article_mark(report.article_id), bag(report.quote), _code(" ".join(_words(cue))))


@lru_cache(maxsize=1 << 16)
def _codes(sentence: str) -> frozenset[str]:
    return frozenset(sentence[i : i + 2] for i in range(0, len(sentence), 2))


def alike(one: Trace, other: Trace) -> float:
    """Return how alike two sentences are, 0 to 1, and a trifle more where they have one cue."""
    ours, theirs = _codes(one.sentence), _codes(other.sentence)
    shared = len(ours & theirs)
    if not shared:
        return 0.0
    score = shared / len(ours | theirs)
    shorter = min(len(ours), len(theirs))
    if shorter >= 4 and shared >= WITHIN * shorter:
        score = max(score, WITHIN * shared / shorter)
    return score + (CUE if one.cue == other.cue else 0.0)


def known_again(recorded: Mapping[Trace, frozenset[str]], candidates: Iterable[Candidate]) -> dict[Trace, ReportKey]:
    """Return the report that each recorded trace is today; traces of what is gone are left out.

    `recorded` names the ids under which each trace stands. Within an article one report is one trace's, the most
    alike first, unless the traces stand under one id: then they are earlier wordings of it. An article that bears
    another id than before is found by its sentences.
    """
    today: defaultdict[str, dict[ReportKey, Trace]] = defaultdict(dict)
    for candidate in candidates:
        for report in candidate.reports:
            trace = trace_of(report)
            today[trace.article][report_key(report)] = trace
    before: defaultdict[str, list[Trace]] = defaultdict(list)
    for trace in sorted(recorded):
        before[trace.article].append(trace)
    moved = _renamed(before, today)
    found: dict[Trace, ReportKey] = {}
    for article, traces in before.items():
        reports = today.get(moved.get(article, article))
        if reports:
            found.update(_within_article(traces, reports, recorded))
    return found


def _within_article(
    traces: Sequence[Trace], reports: Mapping[ReportKey, Trace], recorded: Mapping[Trace, frozenset[str]]
) -> dict[Trace, ReportKey]:
    pairs = sorted(
        (-round(score, 6), trace, key)
        for trace in traces
        for key, now in reports.items()
        if (score := alike(trace, now)) >= ALIKE
    )
    holders: dict[ReportKey, frozenset[str]] = {}
    found: dict[Trace, ReportKey] = {}
    for score, trace, key in pairs:
        if trace in found:
            continue
        holder = holders.get(key)
        if holder is None or holder & recorded[trace] or -score >= WITHIN:
            found[trace] = key
            holders[key] = (holder or frozenset()) | recorded[trace]
    return found


def _renamed(before: Mapping[str, Sequence[Trace]], today: Mapping[str, Mapping[ReportKey, Trace]]) -> dict[str, str]:
    """Return the articles that now bear another id, found by their sentences, one to one."""
    if all(article in today for article in before):
        return {}
    new = {article: reports for article, reports in today.items() if article not in before}
    filed: defaultdict[str, list[Trace]] = defaultdict(list)
    for reports in new.values():
        for trace in reports.values():
            for code in _codes(trace.sentence):
                filed[code].append(trace)
    if not filed:
        return {}
    votes: Counter[tuple[str, str]] = Counter()
    for article, traces in before.items():
        if article in today:
            continue
        for trace in traces:
            near = {other for code in _codes(trace.sentence) for other in filed.get(code, ())}
            for other in near:
                if alike(trace, other) >= RENAMED:
                    votes[article, other.article] += 1
    moved: dict[str, str] = {}
    for (old, now), _count in sorted(votes.items(), key=lambda at: (-at[1], at[0])):
        if old not in moved and now not in moved.values():
            moved[old] = now
    return moved
