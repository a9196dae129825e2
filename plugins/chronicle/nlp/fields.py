"""What the components leave on a Doc for one another, with types: the only place that names the extensions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Doc

from ..model import Actor, ActorMention, CasualtyMention, PlaceMention, Report, Span, TimeMention

KEY = "chronicle"
"""Kept in `Doc.user_data`, not in a Doc extension: extensions are one global table for the whole process."""


@dataclass(slots=True)
class Fields:
    """What is known of one Doc so far; each component fills its own field."""

    published: date | None = None
    """The publication date that relative dates count from."""
    evidence: tuple[Span, ...] = ()
    """The parts of the text that may be quoted: no dateline, byline, credit line or page furniture."""
    dateline: Span | None = None
    """The dateline's place ("AMMAN"), if the text opens with one."""
    credits: tuple[str, ...] = ()
    """Agencies and publishers that the text credits."""
    unread: frozenset[int] = frozenset()
    """First tokens of the sentences that the model did not read, since no word in them tells of anything."""
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    civilians: Actor | None = None
    """What "people" are called who bear no arms in the country that the text is about."""
    casualties: tuple[CasualtyMention, ...] = ()
    persons: tuple[Span, ...] = ()
    reports: tuple[Report, ...] = ()
    article_id: str = ""
    text: str = ""
    """The Doc's text, kept: spaCy joins it anew from the tokens each time it is asked for."""


def fields(doc: Doc) -> Fields:
    """Return the Doc's fields, made empty on first use."""
    found = doc.user_data.get(KEY)
    if not isinstance(found, Fields):
        found = doc.user_data[KEY] = Fields()
    return found


def text_of(doc: Doc) -> str:
    """Return the Doc's text, joined once."""
    mine = fields(doc)
    if not mine.text:
        mine.text = doc.text
    return mine.text
