"""Events and sources taken down: out of everything that follows, with their addresses, and so that they stay out.

What the table of addresses knew of them goes from it. What a later build must know them by is kept in
content/chronicle/withdrawn.csv: digests of the id and of the sentences, no text, no place, no day.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import AddressError, Problem
from ..model import AnalysedArticle, Article, Candidate, Event, Forward, Report, Span
from .addresses import Addressed
from .addresses_match import ReportKey, Trace, article_mark, trace_of
from .addresses_table import Row, without

HEADER = ("mark", "article", "sentence", "cue")
_ROW = re.compile(r"([0-9a-f]{16}),(?:,,|([0-9a-f]{12}),((?:[A-Za-z0-9_-]{2})*),([A-Za-z0-9_-]{2}))")


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A digest of an id that was taken down, and one of its reports."""

    mark: str
    trace: Trace | None = None


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left, and what is to be known of the rest."""

    events: tuple[Event, ...]
    forwards: tuple[Forward, ...]
    rows: tuple[Row, ...]
    withdrawn: tuple[Withdrawn, ...]
    gone: frozenset[str]
    """The ids that are no more."""
    spans: dict[str, tuple[Span, ...]]
    """By article: the characters that may not be shown."""


def mark_of(identifier: str) -> str:
    """Return the digest of an event's or an article's id."""
    return hashlib.sha256(identifier.encode()).hexdigest()[:16]


def blank_id(article_id: str) -> str:
    """Return what stands for the id of an article of which a part is taken down."""
    return f"s-{mark_of(article_id)[:12]}"


def read_withdrawn(path: Path, shown: Path | None = None) -> tuple[Withdrawn, ...]:
    """Return the rows of withdrawn.csv; none where there is no file.

    Raises AddressError with every bad line.
    """
    if not path.exists():
        return ()
    problems: list[Problem] = []
    rows: set[Withdrawn] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").splitlines(), 1):
        match = _ROW.fullmatch(line.strip())
        if match is not None:
            rows.add(Withdrawn(match[1], Trace(match[2], match[3] or "", match[4]) if match[2] else None))
        elif line.strip() and line.strip() != ",".join(HEADER):
            remedy = "restore the line from git; it is written by the build"
            problems.append(Problem("a damaged line", remedy, shown or path, number))
    if problems:
        raise AddressError(problems)
    return _sorted(rows)


def withdrawn_text(rows: Iterable[Withdrawn]) -> str:
    """Return the whole file; empty where nothing was ever taken down."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(HEADER)
    found = _sorted(set(rows))
    writer.writerows((row.mark, *_cells(row.trace)) for row in found)
    return out.getvalue() if found else ""


def _sorted(rows: Iterable[Withdrawn]) -> tuple[Withdrawn, ...]:
    return tuple(sorted(rows, key=lambda row: (row.mark, *_cells(row.trace))))


def _cells(trace: Trace | None) -> tuple[str, str, str]:
    return (trace.article, trace.sentence, trace.cue) if trace else ("", "", "")


def take_down(
    addressed: Addressed,
    ids: Iterable[str],
    sources: Iterable[str],
    before: Sequence[Withdrawn],
    known: dict[Trace, ReportKey],
) -> Remaining:
    """Return what is left without the events at these ids, those taken down before, and these sources.

    An event goes whole, with every report of it: also one that came after it was taken down. The addresses that led
    to it go with it.
    """
    ids, sources = tuple(ids), tuple(sources)
    marks = {mark_of(event_id) for event_id in ids}
    marked = {known[row.trace]: row.mark for row in before if row.mark in marks and row.trace and row.trace in known}
    wanted = {event_id for name in ids for event_id in (name, *(addressed.now(name) or ()))}
    down = {e.event_id: _mark(e, ids, addressed, marked) for e in addressed.events if _goes(e, wanted, marked)}
    gone = wanted | set(down)
    led = {forward.event_id for forward in addressed.forwards if forward.to and set(forward.to) <= gone}
    traces = frozenset(trace_of(report) for e in addressed.events if e.event_id in down for report in e.reports)
    articles = frozenset(article_mark(source) for source in sources)
    rows = without(addressed.rows, frozenset(gone | led), traces, articles)
    bare = {row.event_id for row in addressed.rows if row.trace} - {row.event_id for row in rows if row.trace}
    rows = [row for row in rows if row.event_id not in bare and row.to not in bare]
    gone |= led | bare
    kept = [
        replace(event, split_off=tuple(other for other in event.split_off if other not in gone))
        if gone and event.split_off
        else event
        for event in addressed.events
        if event.event_id not in gone
    ]
    stay = {event.event_id for event in kept}
    forwards = [
        replace(forward, to=tuple(to for to in forward.to if to not in gone))
        for forward in addressed.forwards
        if forward.event_id not in gone
    ]
    spans: dict[str, tuple[Span, ...]] = {}
    for event in addressed.events:
        for report in event.reports if event.event_id in down else ():
            spans[report.article_id] = (*spans.get(report.article_id, ()), report.span, *report.context)
    new = {Withdrawn(mark) for mark in marks | {mark_of(event_id) for event_id in led | bare}} | {
        Withdrawn(mark_of(source)) for source in sources
    }
    for event in addressed.events:
        if event.event_id in down:
            told = [report for candidate in event.candidates for report in candidate.reports]
            new |= {Withdrawn(down[event.event_id], trace_of(report)) for report in told}
    return Remaining(tuple(kept), tuple(forwards), tuple(rows), _sorted({*before, *new}), frozenset(gone - stay), spans)


def _goes(event: Event, wanted: set[str], marked: dict[ReportKey, str]) -> bool:
    return event.event_id in wanted or any((r.article_id, r.span, r.trigger) in marked for r in event.reports)


def _mark(event: Event, ids: Sequence[str], addressed: Addressed, marked: dict[ReportKey, str]) -> str:
    """Return under which digest the event's reports are kept."""
    for name in ids:
        if event.event_id == name or event.event_id in (addressed.now(name) or ()):
            return mark_of(name)
    return next(marked[key] for r in event.reports if (key := (r.article_id, r.span, r.trigger)) in marked)


def blanked(
    articles: Iterable[Article],
    analysed: Iterable[AnalysedArticle],
    remaining: Remaining,
) -> tuple[tuple[Article, ...], tuple[AnalysedArticle, ...], tuple[Event, ...]]:
    """Return articles, analyses and events without the characters that told of what was taken down.

    An article that tells of nothing else goes whole. Of another, its headline, its web address and its file's name
    go too: they most likely say what it was. A sentence that tells of another event as well is shown no more.
    """
    told = {candidate.article_id for event in remaining.events for candidate in event.candidates}
    dropped = {article_id for article_id in remaining.spans if article_id not in told}
    names = {article_id: blank_id(article_id) for article_id in remaining.spans if article_id in told}

    def clean(report: Report) -> Report:
        spans = remaining.spans.get(report.article_id)
        if spans is None:
            return report
        report = replace(report, article_id=names[report.article_id])
        if any(report.span.overlaps(span) for span in spans):
            nothing = Span(0, 0)
            return replace(report, quote="", span=nothing, trigger=nothing, marks=(), context=())
        return replace(report, context=tuple(c for c in report.context if not any(c.overlaps(s) for s in spans)))

    def candidate(one: Candidate) -> Candidate:
        if one.article_id not in names:
            return one
        reports, denials = tuple(map(clean, one.reports)), tuple(map(clean, one.denials))
        return Candidate(names[one.article_id], clean(one.lead), reports, denials)

    out = tuple(
        replace(
            article,
            article_id=names[article.article_id],
            title="",
            url="",
            text=_without(article.text, remaining.spans[article.article_id]),
        )
        if article.article_id in names
        else article
        for article in articles
        if article.article_id not in dropped
    )
    read = tuple(
        AnalysedArticle(names[one.article_id], persons=one.persons) if one.article_id in names else one
        for one in analysed
        if one.article_id not in dropped
    )
    events = tuple(
        replace(event, candidates=tuple(map(candidate, event.candidates)))
        if any(c.article_id in names for c in event.candidates)
        else event
        for event in remaining.events
    )
    return out, read, events


def _without(text: str, spans: Iterable[Span]) -> str:
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text
