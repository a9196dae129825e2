"""Corrections and forwarded addresses as they may be published: nothing withheld in an id, a reason or a value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ..model import Correction, Event, Forward
from .publish_care import Scopes
from .publish_clean import clean_line
from .publish_places import Withheld, digest

_OF_PLACE = frozenset({"place", "further_places", "geo_precision", "title", "title_ar"})


def published_corrections(
    corrections: tuple[Correction, ...], ids: Mapping[str, str], scopes: Scopes, events: Mapping[str, Event]
) -> tuple[Correction, ...]:
    """Return the corrections with ids that may be shown, and without words that name what may not be.

    `events` are those of the chronicle, by id. An editor's words may speak of other events than those that they
    stand at: they are searched for whatever is withheld in any.
    """
    return tuple(_correction(correction, ids, scopes, events) for correction in corrections)


def _correction(
    correction: Correction, ids: Mapping[str, str], scopes: Scopes, events: Mapping[str, Event]
) -> Correction:
    withheld = scopes.of_events(correction.event_ids)
    unsaid = scopes.words(events[event_id] for event_id in correction.event_ids if event_id in events)
    # What is hidden has no page at its address where something was ever withheld: see published_forwards
    gone = {event_id for event_id in correction.event_ids if withheld.key and event_id not in events}
    hidden = bool(gone) or any(event_id in ids for event_id in correction.event_ids)

    def name(event_id: str) -> str:
        if event_id in gone:
            return digest(event_id, withheld.key)
        return ids.get(event_id) or withheld.identifier(event_id)

    def words(text: str) -> str:
        return "" if withheld.named_in(text) or unsaid.named_in(text) else clean_line(text)

    said = {"by": correction.by, "why": correction.why, "text": correction.text}
    shown = {field: words(text) for field, text in said.items()}
    left_out = any(text and not shown[field] for field, text in said.items())
    return replace(
        correction,
        # The id is a hash of the entry: with the words shown beside it, it would confirm a guess of what is not shown
        correction_id=withheld.code(correction.correction_id) if hidden or left_out else correction.correction_id,
        event_ids=tuple(map(name, correction.event_ids)),
        by=shown["by"],
        why=shown["why"],
        text=shown["text"],
        changes=tuple(
            replace(change, before=clean_line(change.before), after=clean_line(change.after))
            for change in correction.changes
            if not (hidden and change.field in _OF_PLACE)
            and not withheld.named_in(change.before)
            and not withheld.named_in(change.after)
        ),
    )


def published_forwards(
    forwards: tuple[Forward, ...], ids: Mapping[str, str], withheld: Withheld
) -> tuple[Forward, ...]:
    """Return the forwarded addresses that may be known: none that names what is withheld, or leads to it.

    An address that names a place has no page once the place may not be named: a page would be its name. Of one where
    nothing stands any more nobody can tell whether its place was withheld by an article that is gone, or while it was
    recent: it has none either in a chronicle that ever withheld something, which then has a key.
    """
    return tuple(
        Forward(forward.event_id, forward.to, forward.hidden)
        for forward in forwards
        if withheld.identifier(forward.event_id) == forward.event_id
        and not any(to in ids for to in forward.to)
        and (forward.to or not withheld.key)
    )


def published_event(event: Event, ids: Mapping[str, str], scopes: Scopes, events: Mapping[str, Event]) -> Event:
    """Return the event with what the editor said of it as it may be shown."""
    titles = f"{event.title}\n{event.title_ar}".strip()
    kept = not titles or not scopes.words([event]).named_in(titles)
    return replace(
        event,
        title=clean_line(event.title) if kept else "",
        title_ar=clean_line(event.title_ar) if kept else "",
        corrections=published_corrections(event.corrections, ids, scopes, events),
        split_off=tuple(ids.get(event_id, event_id) for event_id in event.split_off),
    )
