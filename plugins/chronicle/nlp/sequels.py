"""Sequels: the sentences after a happening may tell how it went on, and that decides its type.

After the ACLED Codebook (2023): a protest that forces disperse is one event, a protest with intervention; an
attack that is fought off, or a grenade answered with fire, is an armed clash; a battle that takes the town is
coded as the change of territory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..model import TOLD, ActorKind, Mark, Report, SubEventType
from .fields import within

T = SubEventType
REACH = 450
"""Characters after a report within which another may go on with it: about two sentences of news."""
BECOMES: Mapping[SubEventType, tuple[SubEventType, ...]] = {
    T.PEACEFUL_PROTEST: (T.VIOLENT_DEMONSTRATION, T.EXCESSIVE_FORCE, T.PROTEST_INTERVENTION),
    T.PROTEST_INTERVENTION: (T.VIOLENT_DEMONSTRATION, T.EXCESSIVE_FORCE),
    T.GRENADE: (T.ARMED_CLASH,),
    T.ATTACK: (T.ARMED_CLASH,),
    T.ARMED_CLASH: (T.NON_STATE_OVERTAKES, T.GOVERNMENT_REGAINS),
}
"""What a happening of each type becomes, the strongest first."""


def escalate(reports: Sequence[Report]) -> tuple[Report, ...]:
    """Return the reports, each told one with the type that its sequels give it; places and dates are settled."""
    return tuple(
        _with_sequels(report, within(reports, report.span.start, report.span.end + REACH + 1)) for report in reports
    )


def _with_sequels(report: Report, later: Sequence[Report]) -> Report:
    wanted = BECOMES.get(report.sub_event_type, ())
    if not wanted or report.assertion not in TOLD:
        return report
    if report.sub_event_type is T.ATTACK and not _can_be_fought(report):
        return report
    found: dict[SubEventType, Report] = {}
    for other in later:
        if other.assertion in TOLD and other.sub_event_type in wanted and _same(report, other):
            found.setdefault(other.sub_event_type, other)
    strongest = next((kind for kind in wanted if kind in found), None)
    if strongest is None:
        return report
    mark = Mark("sub_event_type", found[strongest].trigger)
    return replace(report, sub_event_type=strongest, marks=(*report.marks, mark))


def _can_be_fought(report: Report) -> bool:
    """Tell whether an attack may have been a fight: armed doers, and no civilian named as who it befell."""
    if any(actor.kind is ActorKind.CIVILIANS for actor in report.actor2):
        return False
    return bool(report.actor1) and not report.fatalities.known


def _same(report: Report, other: Report) -> bool:
    """Tell whether place, days and sides let the other be the same happening."""
    if report.span == other.span:
        return False
    if report.place is not None and other.place is not None and report.place.place_id != other.place.place_id:
        return False
    if report.interval is not None and other.interval is not None and report.interval != other.interval:
        return False
    sides = {actor.actor_id for actor in (*report.actor1, *report.actor2)}
    others = {actor.actor_id for actor in (*other.actor1, *other.actor2)}
    # "Police returned fire": those who answer are the other side, named alone.
    answered = not other.actor2 and other.sub_event_type is T.ARMED_CLASH
    return not sides or not others or bool(sides & others) or report.sub_event_type in PROTESTS or answered


PROTESTS = frozenset({T.PEACEFUL_PROTEST, T.PROTEST_INTERVENTION})
