"""The rows of the further tables: the sides, and what the editor corrected."""

from __future__ import annotations

from collections import Counter

from ..model import Actor, Chronicle, Correction
from .exports_build import name_part
from .exports_rows import ActorRow, CorrectionRow
from .urls import actor_url


def actors_rows(chronicle: Chronicle) -> list[ActorRow]:
    """Return the rows of actors.csv: every side that an event names, by name."""
    actors: dict[str, Actor] = {}
    events: Counter[str] = Counter()
    for event in chronicle.events:
        named = {actor.actor_id: actor for actor in (*event.actor1, *event.actor2)}
        events.update(named.keys())
        for key, actor in named.items():
            actors.setdefault(key, actor)
    ordered = sorted(actors.values(), key=lambda actor: (actor.name, actor.actor_id))
    return [
        ActorRow(
            actor_id=actor.actor_id,
            name=actor.name,
            name_ar=actor.name_ar,
            kind=int(actor.kind),
            country=actor.country,
            events=events[actor.actor_id],
            url=actor_url(actor),
        )
        for actor in ordered
    ]


def corrections_rows(chronicle: Chronicle) -> list[CorrectionRow]:
    """Return the rows of corrections.csv, the newest first; a take-down is none, for it leaves no trace."""
    return [_correction_row(correction) for correction in chronicle.corrections]


def _correction_row(correction: Correction) -> CorrectionRow:
    changes = (f"{each.field}: {each.before or 'unknown'} → {each.after or 'unknown'}" for each in correction.changes)
    return CorrectionRow(
        correction_id=correction.correction_id,
        kind=str(correction.kind),
        event_ids=tuple(name_part(event_id) for event_id in correction.event_ids),
        corrected_on=correction.when,
        corrected_by=correction.by,
        why=correction.why,
        changes=tuple(map(name_part, changes)),
        text=correction.text,
    )
