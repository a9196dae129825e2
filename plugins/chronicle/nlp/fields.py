"""What the components leave on a Doc for one another, with types: the only place that names the extensions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeVar

from spacy.tokens import Doc

from ..model import Actor, ActorMention, CasualtyMention, PlaceMention, Report, Span, TimeMention

KEY = "chronicle"
"""Kept in `Doc.user_data`, not in a Doc extension: extensions are one global table for the whole process."""


@dataclass(frozen=True, slots=True)
class Ground:
    """The places that tell which country a text is about, in its order, worked out once."""

    places: tuple[PlaceMention, ...]
    fine: tuple[PlaceMention, ...]
    """Those of them that are no countries."""
    usual: str
    """The country that most of them lie in; empty where there are none."""


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
    ground: Ground | None = None
    """Made of the places when a side first asks whose it is."""
    actors: tuple[ActorMention, ...] = ()
    full_names: frozenset[str] | None = None
    """Last words of the names of persons that have several, made when a speaker first asks."""
    civilians: Actor | None = None
    """What "people" are called who bear no arms in the country that the text is about."""
    casualties: tuple[CasualtyMention, ...] = ()
    persons: tuple[Span, ...] = ()
    outlets: frozenset[int] = frozenset()
    """First characters of the words of names that the text uses as a publisher's."""
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


class Spanned(Protocol):
    """What has a span of the text."""

    @property
    def span(self) -> Span:
        """Return it."""


S = TypeVar("S", bound=Spanned)


def within(mentions: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Return those of the mentions, which stand in the order of the text, that begin in start..end.

    Who asks of each sentence for its own mentions must not look through all of the text's: that grows with its square.
    """
    return mentions[bisect_left(mentions, start, key=_start) : bisect_left(mentions, end, key=_start)]


def touching(mentions: Sequence[S], start: int, end: int) -> Sequence[S]:
    """Return those of the mentions, of which none overlaps another, that share a character with start..end."""
    return mentions[bisect_right(mentions, start, key=_end) : bisect_left(mentions, end, key=_start)]


def _start(mention: Spanned) -> int:
    return mention.span.start


def _end(mention: Spanned) -> int:
    return mention.span.end


def text_of(doc: Doc) -> str:
    """Return the Doc's text, joined once."""
    mine = fields(doc)
    if not mine.text:
        mine.text = doc.text
    return mine.text
