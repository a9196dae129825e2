"""What a sentence leaves unsaid and takes from those around it: the day, the place, the toll."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ..dates import publication_interval
from ..model import (
    Assertion,
    CasualtyKind,
    CasualtyMention,
    DateBasis,
    Mark,
    PlaceLevel,
    PlaceMention,
    Report,
    Span,
    TimeMention,
)
from .casualties_combine import combine
from .fields import Fields

NEAR = 600
"""Characters: about four sentences; what stands further back is another story."""


def inherit_dates(
    reports: Sequence[Report], times: Sequence[TimeMention], published: date | None
) -> tuple[Report, ...]:
    """Date the undated: by the report before, else by the one that follows a headline, else by the publication."""
    result: list[Report] = []
    last: Report | None = None
    for number, report in enumerate(reports):
        if report.interval is not None:
            # The main clause's report comes first: a clause's own date ("which they took on Thursday") is an aside.
            aside = number > 0 and reports[number - 1].span == report.span
            last = report if report.interval.days <= 7 and not aside else last
            result.append(report)
            continue
        source = last
        clock = _clock(report, last, times)
        if clock is not None:
            mark = (Mark("date_start", clock.span),)
            result.append(
                replace(
                    report,
                    interval=clock.interval,
                    date_basis=DateBasis.INHERITED,
                    date_text=clock.text,
                    marks=report.marks + mark,
                )
            )
            continue
        if source is None and number + 1 < len(reports) and reports[number + 1].interval is not None:
            after = reports[number + 1]
            source = (
                after if after.span.start - report.span.end < NEAR and after.date_basis is DateBasis.STATED else None
            )
        if source is not None and source.interval is not None:
            mark = tuple(m for m in source.marks if m.field == "date_start")
            result.append(
                replace(
                    report,
                    interval=source.interval,
                    date_basis=DateBasis.INHERITED,
                    date_text=source.date_text,
                    marks=report.marks + mark,
                    context=(*report.context, source.span) if source.span != report.span else report.context,
                )
            )
        elif published is not None:
            result.append(replace(report, interval=publication_interval(published), date_basis=DateBasis.PUBLICATION))
        else:
            result.append(report)
    return tuple(result)


def _clock(report: Report, last: Report | None, times: Sequence[TimeMention]) -> TimeMention | None:
    """Return the day named last before the report, if it was named after the last dated report."""
    since = last.span.end if last is not None else 0
    since = max(since, report.span.start - NEAR)
    before = [t for t in times if since <= t.span.start and t.span.end <= report.span.start and t.interval.days <= 7]
    return before[-1] if before else None


FINE = frozenset({PlaceLevel.PLACE, PlaceLevel.SITE, PlaceLevel.AREA, PlaceLevel.ADMIN2, PlaceLevel.ADMIN1})


def inherit_places(reports: Sequence[Report], known: Fields) -> tuple[Report, ...]:
    """Place the unplaced at the nearest place named before them, else at the first one named soon after."""
    counts = Counter(p.place.country_code for p in known.places)
    common = counts.most_common(1)[0][1] if counts else 0
    # A lone name in another country ("Manar", a broadcaster) is no ground to stand a story on.
    ground = [p for p in known.places if not p.metonym and (common < 4 or counts[p.place.country_code] > 1)]
    ground = [p for p in ground if not any(a.span.holds(p.span) for a in known.actors)]
    result = []
    for report in reports:
        if report.place is not None:
            result.append(report)
            continue
        source = _place_near(report, ground)
        if source is None:
            result.append(report)
            continue
        result.append(
            replace(
                report,
                place=source.place,
                geo_precision=source.geo_precision,
                place_text=source.text,
                marks=(*report.marks, Mark("place", source.span)),
            )
        )
    return tuple(result)


def _place_near(report: Report, ground: Sequence[PlaceMention]) -> PlaceMention | None:
    before = [p for p in ground if p.span.end <= report.span.start and report.span.start - p.span.end <= NEAR]
    after = [p for p in ground if p.span.start >= report.span.end and p.span.start - report.span.end <= NEAR / 2]
    for group in (before[::-1], after):
        fine = [p for p in group if p.place.level in FINE]
        if fine:
            return fine[0]
    return (before[::-1] or after or [None])[0]


def inherit_tolls(
    reports: Sequence[Report], casualties: Sequence[CasualtyMention], sentences: Sequence[Span]
) -> tuple[Report, ...]:
    """Give the casualties of sentences that report nothing themselves to the report before them."""
    told = {report.span.start for report in reports}
    result = list(reports)
    for sentence in sentences:
        if any(sentence.start <= start < sentence.end for start in told):
            continue
        mine = [c for c in casualties if sentence.holds(c.span) and not c.cumulative]
        if not mine:
            continue
        home = next(
            (
                i
                for i in range(len(result) - 1, -1, -1)
                if result[i].span.end <= sentence.start
                and sentence.start - result[i].span.end <= NEAR
                and result[i].assertion in (Assertion.STATED, Assertion.CLAIMED)
            ),
            None,
        )
        if home is not None:
            result[home] = _with_toll(result[home], mine, casualties, sentence)
    return tuple(result)


def _with_toll(
    report: Report, extra: Sequence[CasualtyMention], casualties: Sequence[CasualtyMention], sentence: Span
) -> Report:
    spans = {m.span for m in report.marks if m.field in ("fatalities_best", "injured_best")}
    own = [c for c in casualties if c.span in spans and not c.cumulative]
    whole = [*own, *extra]
    marks = tuple(Mark("fatalities_best" if c.kind is CasualtyKind.KILLED else "injured_best", c.span) for c in extra)
    return replace(
        report,
        fatalities=combine(whole, CasualtyKind.KILLED),
        injured=combine(whole, CasualtyKind.INJURED),
        marks=report.marks + marks,
        context=(*report.context, sentence),
    )
