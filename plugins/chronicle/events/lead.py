"""The values that an account leads with, by documented rules, out of all that its reports say.

- **Day**: words in the text before a publication date; then the shortest interval; then what most sources say.
- **Place**: a spot on the map before a spot that no map knows, before a region, the smaller first; then the better
  geo_precision; then what most sources say.
- **Type**: a change of hands before the fighting for it, a named weapon before a vague "attack" (ACLED's codebook); of
  two changes of hands the one whose report names who brought it about; then what most sources say.
- **Sides**: somebody named before "unknown gunmen"; then what most sources say.
- **Dead and injured**: within one article the largest count, for a later sentence raises the toll of an earlier one,
  and never a sum. Across articles only the newest count of each source stands: `low` and `high` are the extremes,
  `best` is what most sources give and, among equals, the newest (UCDP GED's codebook leads with the best attested
  count and keeps the others as low and high; ACLED revises its count as newer reports come in).

Ties go to whoever comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ..model import Actor, Assertion, Count, DateBasis, EventType, Mark, Place, PlaceLevel, Report, Span, SubEventType
from .account import headline_places, is_named, is_sentence, number
from .kinship import TERRITORY, VAGUE
from .likeness import folded
from .telling import Manner, dated_by_contrast, manner_of

T = TypeVar("T", bound=Hashable)
CROWDS = (EventType.PROTESTS, EventType.RIOTS)
"""Types whose first side is the crowd, whoever met it."""
_MARKED = ("attribution", "sub_event_type", "date", "place", "actor1", "actor2", "fatalities", "injured")
"""The fields whose words an account's leading report marks, in their order."""
_LEVEL_RANK = {
    PlaceLevel.SITE: 0,
    PlaceLevel.PLACE: 0,
    PlaceLevel.ADMIN2: 2,
    PlaceLevel.AREA: 3,
    PlaceLevel.ADMIN1: 4,
    PlaceLevel.COUNTRY: 5,
}


@dataclass(frozen=True, slots=True)
class Voice:
    """A report, and which independent source it comes from."""

    report: Report
    source: int


def _votes(voices: Sequence[Voice], value: Callable[[Report], T]) -> dict[T, int]:
    told: dict[T, set[int]] = {}
    for voice in voices:
        told.setdefault(value(voice.report), set()).add(voice.source)
    return {what: len(sources) for what, sources in told.items()}


def dated_by(voices: Sequence[Voice]) -> Report | None:
    """Return the report whose date leads, None if none has one."""
    dated = [v.report for v in voices if v.report.interval is not None]
    if len(dated) < 2:
        return dated[0] if dated else None
    votes = _votes(voices, lambda r: r.interval)
    return min(dated, key=lambda r: (*_date_rank(r), -votes[r.interval]))


def _date_rank(report: Report) -> tuple[bool, int, bool]:
    days = report.interval.days if report.interval else 0
    return report.date_basis is DateBasis.PUBLICATION, days, report.date_basis is not DateBasis.STATED


def placed_by(voices: Sequence[Voice]) -> Report | None:
    """Return the report whose place leads, None if none has one."""
    placed = [v.report for v in voices if v.report.place is not None]
    if len(placed) < 2:
        return placed[0] if placed else None
    votes = _votes(voices, lambda r: r.place.place_id if r.place else None)
    return min(placed, key=lambda r: (*_place_rank(r), -votes[r.place.place_id if r.place else None]))


def _place_rank(report: Report) -> tuple[int, bool, int]:
    place = report.place
    if place is None:
        return 9, False, 9
    rank = _LEVEL_RANK.get(place.level, 5)
    if rank == 0 and (place.latitude is None or place.source == "text"):
        rank = 1
    # "In Aleppo" may mean the province: a place that does not bear its province's name says more.
    seat = bool(place.admin1) and folded(place.name) == folded(place.admin1)
    return rank, seat, report.geo_precision or 3


def typed_as(voices: Sequence[Voice]) -> SubEventType:
    """Return the leading type."""
    votes = _votes(voices, lambda r: r.sub_event_type)
    order = list(votes)
    if len(order) == 1:
        return order[0]

    def rank(kind: SubEventType) -> tuple[int, bool, int, int]:
        tier = 0 if kind in TERRITORY else 2 if kind in VAGUE else 1
        # "They were driven out" does not say by whom: that the state regained the town is then only inferred.
        inferred = tier == 0 and not any(v.report.actor1 for v in voices if v.report.sub_event_type is kind)
        outdone = inferred and SubEventType.NON_VIOLENT_TRANSFER in votes
        return tier + 3 * outdone, inferred, -votes[kind], order.index(kind)

    return min(votes, key=rank)


def sides_of(voices: Sequence[Voice]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return the leading two sides; nobody stands on both."""
    first = _side(voices, lambda r: r.actor1, frozenset())
    taken = frozenset(actor.actor_id for actor in first)
    return first, _side(voices, lambda r: r.actor2, taken)


def sides_as(kind: SubEventType, voices: Sequence[Voice]) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return the leading sides of a happening of this type: who took the town, or who marched, comes first."""
    ruling = kind in TERRITORY or kind.event_type in CROWDS
    doers = [v for v in voices if v.report.sub_event_type is kind and v.report.actor1] if ruling else []
    # Who left a town is not who took it.
    others = [v for v in voices if v.report.sub_event_type is not SubEventType.NON_VIOLENT_TRANSFER]
    first, second = sides_of(doers or (others if ruling else voices))
    if doers and not second and kind in TERRITORY:
        # "Militias raised their flags, and said that the group's capital had fallen": who lost it is told beside.
        lost = [v for v in others if v.report.sub_event_type in TERRITORY]
        second = _side(lost, lambda r: r.actor2, frozenset(actor.actor_id for actor in first))
    return first, second


def _side(
    voices: Sequence[Voice], side: Callable[[Report], tuple[Actor, ...]], taken: frozenset[str]
) -> tuple[Actor, ...]:
    found = [side(v.report) for v in voices]
    found = [actors for actors in found if actors and not any(a.actor_id in taken for a in actors)]
    if len(found) < 2:
        return found[0] if found else ()
    votes = _votes(voices, lambda r: tuple(sorted(a.actor_id for a in side(r))))
    return min(
        found,
        key=lambda actors: (
            not any(is_named(a) for a in actors),
            -votes[tuple(sorted(a.actor_id for a in actors))],
        ),
    )


def toll_within(counts: Sequence[Count]) -> Count:
    """Return one article's toll: the largest count that it gives, never a sum."""
    known = [count for count in counts if count.known]
    return max(known, key=lambda c: number(c) or 0) if known else Count()


def toll_across(counts: Sequence[tuple[int, Count]]) -> Count:
    """Return several articles' toll; `counts` holds (source, count), the oldest first."""
    newest: dict[int, Count] = {}
    for source, count in counts:
        if count.known:
            newest.pop(source, None)
            newest[source] = count
    if not newest:
        return Count()
    standing = list(newest.values())
    if len(standing) == 1:
        return standing[0]
    lows = [v for c in standing for v in (c.low, c.best) if v is not None]
    highs = [v for c in standing for v in (c.high, c.best, c.low) if v is not None]
    bests = [c.best for c in standing if c.best is not None]
    best = max(enumerate(bests), key=lambda at: (bests.count(at[1]), at[0]))[1] if bests else None
    low = min(lows) if lows else None
    return Count(low, best, max(highs) if any(c.high is not None for c in standing) or len(set(highs)) > 1 else None)


def further_places(voices: Sequence[Voice], place: Place | None) -> tuple[Place, ...]:
    """Return the other places that reports name as the happening's own, each once."""
    seen = {place.place_id} if place else set()
    out: list[Place] = []
    for voice in voices:
        for other in voice.report.further_places:
            if other.place_id not in seen:
                seen.add(other.place_id)
                out.append(other)
    return tuple(out)


def leading_report(reports: Sequence[Report], told: Sequence[Manner] = ()) -> Report:
    """Return one article's leading report: its strongest sentence, with the values of the whole account.

    `told` says how each report is told, where that is known already. In the report returned `marks` name the words
    behind each value, and `context` the other sentences that gave one.
    """
    voices = [Voice(report, number) for number, report in enumerate(reports)]
    if len(voices) == 1:
        return _alone(voices[0])
    told = told or [manner_of(report) for report in reports]
    # "The attack" on what was a suicide bombing two sentences before knows less, whatever its words say.
    first_hand = [v for v, how in zip(voices, told, strict=True) if not how.stands_for or v.report is reports[0]]
    kind = typed_as(first_hand)
    dated = dated_by([v for v, how in zip(voices, told, strict=True) if how.own_date] or _undisputed(first_hand))
    wide = frozenset(headline_places(reports))
    finer = [how.own_place and (how.report.place is None or how.report.place.place_id not in wide) for how in told]
    placed = _placed_within([v for v, own in zip(voices, finer, strict=True) if own], first_hand)
    actor1, actor2 = sides_as(kind, voices)
    killed = toll_within([r.fatalities for r in reports])
    injured = toll_within([r.injured for r in reports])
    donors = {
        "sub_event_type": next((r for r in reports if r.sub_event_type is kind), None),
        "date": dated,
        "place": placed,
        "actor1": next((r for r in reports if actor1 and r.actor1 == actor1), None),
        "actor2": next((r for r in reports if actor2 and r.actor2 == actor2), None),
        "fatalities": next((r for r in reports if killed.known and r.fatalities == killed), None),
        "injured": next((r for r in reports if injured.known and r.injured == injured), None),
    }
    base = _strongest(reports, donors)
    marks: list[Mark] = [mark for mark in base.marks if mark.field == "attribution"]
    context: list[Span] = list(base.context)
    for field, donor in donors.items():
        own = base if donor is None or _same_value(field, donor, base) else donor
        marks.extend(mark for mark in own.marks if mark.field.startswith(field))
        if own is not base:
            context.extend((own.span, *own.context))
    return replace(
        base,
        sub_event_type=kind,
        interval=dated.interval if dated else None,
        date_basis=dated.date_basis if dated else None,
        date_text=dated.date_text if dated else "",
        place=placed.place if placed else None,
        geo_precision=placed.geo_precision if placed else None,
        place_text=placed.place_text if placed else "",
        further_places=further_places(voices, placed.place if placed else None),
        actor1=actor1,
        actor2=actor2,
        fatalities=killed,
        injured=injured,
        marks=tuple(dict.fromkeys(marks)),
        context=tuple(sorted({span for span in context if span != base.span})),
    )


def _alone(voice: Voice) -> Report:
    """Return the leading report of an account of one sentence: its own values, in the order of any other account."""
    report = voice.report
    actor1, actor2 = sides_as(report.sub_event_type, [voice])
    dated, placed = report.interval is not None, report.place is not None
    return replace(
        report,
        date_basis=report.date_basis if dated else None,
        date_text=report.date_text if dated else "",
        geo_precision=report.geo_precision if placed else None,
        place_text=report.place_text if placed else "",
        further_places=further_places([voice], report.place),
        actor1=actor1,
        actor2=actor2,
        fatalities=toll_within([report.fatalities]),
        injured=toll_within([report.injured]),
        marks=tuple(dict.fromkeys(mark for field in _MARKED for mark in report.marks if mark.field.startswith(field))),
        context=tuple(sorted({span for span in report.context if span != report.span})),
    )


def _undisputed(voices: Sequence[Voice]) -> Sequence[Voice]:
    """Return the voices without those whose date is another happening's, if any is left."""
    return [voice for voice in voices if not dated_by_contrast(voice.report)] or voices


def _placed_within(own: Sequence[Voice], first_hand: Sequence[Voice]) -> Report | None:
    """Return whose place leads: a sentence's own, and one that takes the happening up only where it is finer."""
    told = placed_by([voice for voice in own if voice in first_hand])
    later = placed_by(own)
    if told is None or later is None:
        return later or placed_by(first_hand)
    best = later if _place_rank(later)[:2] < _place_rank(told)[:2] else told
    inherited = placed_by(first_hand)
    if inherited is not None and best.place is not None and best.place.level is PlaceLevel.COUNTRY:
        return inherited
    return best


def _strongest(reports: Sequence[Report], donors: dict[str, Report | None]) -> Report:
    """Return the report that itself gives most of the values; whole sentences before headlines, then the first."""
    if len(reports) == 1:
        return reports[0]

    def rank(at: tuple[int, Report]) -> tuple[bool, bool, int, int]:
        order, report = at
        given = sum(donor is not None and _same_value(field, donor, report) for field, donor in donors.items())
        said = report.assertion is Assertion.STATED or bool(report.attribution)
        return is_sentence(report.quote), said, given, -order

    return max(enumerate(reports), key=rank)[1]


def _same_value(field: str, one: Report, other: Report) -> bool:
    if field == "date":
        return one.interval == other.interval and one.date_basis == other.date_basis
    if field == "place":
        return one.place == other.place and one.geo_precision == other.geo_precision
    return bool(getattr(one, field) == getattr(other, field))
