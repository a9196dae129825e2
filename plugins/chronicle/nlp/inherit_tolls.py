"""A toll told in a sentence that reports nothing itself is that of the report before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ..model import SPOTS, TOLD, CasualtyKind, CasualtyMention, Count, Mark, PlaceMention, Report, Span
from .casualties_combine import combine
from .fields import within
from .inherit import NEAR
from .story import counted_beside, kills_nobody

MORE = re.compile(
    r"\b(?:also|another|other|others|additional|further|more(?! than)|separately|elsewhere)\b", re.IGNORECASE
)


def inherit_tolls(
    reports: Sequence[Report],
    casualties: Sequence[CasualtyMention],
    places: Sequence[PlaceMention],
    text: str,
    sentences: Sequence[Span],
) -> tuple[Report, ...]:
    """Give the casualties of sentences that report nothing themselves to the report before them.

    A sentence that names ground of its own ("nine civilians died in nearby Hatla") tells of another happening. A
    later count replaces a smaller one; it is added only where the words say that these are others.
    """
    result = list(reports)
    for sentence in sentences:
        if within(reports, sentence.start, sentence.end):
            continue
        mine = [
            c for c in within(casualties, sentence.start, sentence.end) if sentence.holds(c.span) and not c.cumulative
        ]
        if not mine:
            continue
        home = next(
            (
                i
                for i in _before(result, sentence.start)
                if result[i].assertion in TOLD and not kills_nobody(result[i], result)
            ),
            None,
        )
        home = counted_beside(home, result)
        if home is None or _stands_elsewhere(result[home], sentence, places):
            continue
        if ANSWER.search(text, sentence.start, sentence.end):
            # "309 soldiers had been killed in the retaliation": of what followed, not of what is told here.
            continue
        others = MORE.search(text, sentence.start, sentence.end) is not None
        result[home] = _with_toll(result[home], mine, casualties, sentence, others)
    return tuple(result)


def _before(reports: Sequence[Report], start: int) -> Iterator[int]:
    """Yield the places of the reports that end shortly before a character, the nearest first."""
    for at in range(bisect_right(reports, start, key=lambda report: report.span.end) - 1, -1, -1):
        if start - reports[at].span.end > NEAR:
            return
        yield at


ANSWER = re.compile(
    r"\bin (?:the |its |their |a )?(?:retaliat\w+|counter-?attacks?|counter-?offensive|reprisals?|revenge)\b",
    re.IGNORECASE,
)


def _stands_elsewhere(report: Report, sentence: Span, places: Sequence[PlaceMention]) -> bool:
    near = within(places, sentence.start, sentence.end)
    own = [p.place for p in near if sentence.holds(p.span) and not p.metonym and p.place.level in SPOTS]
    known = {report.place.place_id, *(p.place_id for p in report.further_places)} if report.place else set()
    return bool(own) and not any(p.place_id in known for p in own) and report.geo_precision == 1


def _with_toll(
    report: Report,
    extra: Sequence[CasualtyMention],
    casualties: Sequence[CasualtyMention],
    sentence: Span,
    others: bool,
) -> Report:
    spans = {m.span for m in report.marks if m.field in ("fatalities_best", "injured_best")}
    near = (c for start in sorted({span.start for span in spans}) for c in within(casualties, start, start + 1))
    own = [c for c in near if c.span in spans and not c.cumulative]
    killed = _raised(report.fatalities, own, extra, CasualtyKind.KILLED, others)
    injured = _raised(report.injured, own, extra, CasualtyKind.INJURED, others)
    marks = tuple(Mark("fatalities_best" if c.kind is CasualtyKind.KILLED else "injured_best", c.span) for c in extra)
    doers = {actor.actor_id for actor in report.actor1}
    named = [c for c in extra if c.victims and not any(v.actor_id in doers for v in c.victims)]
    if not report.actor2 and named:
        # "A mine tore through a bus. Sixty villagers were killed": it befell those it killed.
        report = replace(report, actor2=tuple(dict.fromkeys(v for c in named for v in c.victims)))
        marks += tuple(Mark("actor2", c.span) for c in named)
    return replace(
        report,
        fatalities=killed,
        injured=injured,
        marks=report.marks + marks,
        context=(*report.context, sentence),
    )


def _raised(
    before: Count, own: Sequence[CasualtyMention], extra: Sequence[CasualtyMention], kind: CasualtyKind, others: bool
) -> Count:
    later = combine(extra, kind)
    if not later.known:
        return before
    differ = {v.actor_id for c in own for v in c.victims}.isdisjoint({v.actor_id for c in extra for v in c.victims})
    distinct = differ and all(c.victims for c in (*own, *extra) if c.kind is kind)
    if not before.best or others or distinct:
        return combine([*own, *extra], kind)
    return later if (later.best or later.low or 0) > before.best else before
