"""Where and when: which of a text's places and dates belong to a happening."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ..model import DateBasis, Interval, PlaceLevel, PlaceMention, TimeMention
from .assertion import StanceLexicon
from .happenings import Happening

FINENESS = {
    PlaceLevel.SITE: 5,
    PlaceLevel.PLACE: 5,
    PlaceLevel.AREA: 3,
    PlaceLevel.ADMIN2: 3,
    PlaceLevel.ADMIN1: 2,
    PlaceLevel.COUNTRY: 1,
}


@dataclass(frozen=True, slots=True)
class When:
    """A happening's days, what they rest on and the words."""

    interval: Interval | None = None
    basis: DateBasis | None = None
    mention: TimeMention | None = None


def steps(doc: Doc, happening: Happening, start: int, end: int) -> tuple[int, bool]:
    """Return how far a span lies from the nearest trigger in the tree, and whether another clause lies between."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return 99, True
    best = (99, True)
    for trigger in happening.triggers:
        found = _between(trigger.token, span.root)
        if found is not None and (found[1], found[0]) < (best[1], best[0]):
            best = found
    return best


def _between(trigger: Token, token: Token) -> tuple[int, bool] | None:
    above = [trigger, *trigger.ancestors]
    order = {t.i: n for n, t in enumerate(above)}
    length, crossed = 0, False
    while token.i not in order:
        if token.dep_ in ("relcl", "ccomp", "advcl", "parataxis") and token.pos_ in ("VERB", "AUX"):
            crossed = True
        if token.head.i == token.i:
            return None
        token = token.head
        length += 1
    for step in above[: order[token.i]]:
        if step.dep_ in ("relcl", "ccomp") and step.pos_ in ("VERB", "AUX"):
            crossed = True
    return length + order[token.i], crossed


def when(happening: Happening, doc: Doc, times: Sequence[TimeMention], stances: StanceLexicon) -> TimeMention | None:
    """Return the sentence's time expression that dates the happening, if one does.

    A date on the reporting verb ("police said on Monday that ...") dates the statement, not the deed.
    """
    best: tuple[tuple[int, int, int], TimeMention] | None = None
    for mention in times:
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None:
            continue
        length, crossed = steps(doc, happening, mention.span.start, mention.span.end)
        if _dates_the_telling(span.root, happening, stances):
            continue
        rank = (int(crossed), mention.interval.precision, length)
        if best is None or rank < best[0]:
            best = (rank, mention)
    return best[1] if best else None


def _dates_the_telling(token: Token, happening: Happening, stances: StanceLexicon) -> bool:
    triggers = {trigger.token.i for trigger in happening.triggers}
    while token.head.i != token.i:
        token = token.head
        if token.i in triggers:
            return False
        if token.pos_ in ("VERB", "AUX"):
            # "Said on Monday that ..." but not "observed on Monday three explosions" or "claimed to have shelled".
            told = [c for c in token.children if c.dep_ in ("ccomp", "parataxis")]
            below = any(t.i in triggers for c in told for t in c.subtree)
            return stances.has(token, "report") and below
    return False


def where(happening: Happening, doc: Doc, places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Return the sentence's places that the happening lies at, the best first."""
    ranked = []
    for mention in places:
        if mention.metonym:
            continue
        length, crossed = steps(doc, happening, mention.span.start, mention.span.end)
        away = _elsewhere(doc, mention)
        fine = FINENESS[mention.place.level]
        ranked.append(((int(away), int(crossed), -fine, length, mention.span.start), mention))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(mention for _, mention in ranked)


ORIGIN = frozenset({"from", "towards", "toward", "to", "with"})
MOVING = frozenset({"flee", "travel", "return", "come", "hail", "arrive", "launch", "fire", "displace", "drive", "head", "go",
                    "border", "fly", "send", "bind", "escape", "move", "lead", "link", "connect"})  # fmt: skip


def _elsewhere(doc: Doc, mention: PlaceMention) -> bool:
    """Tell whether the words before the name say that it is an origin or a direction, not the scene."""
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if span is None:
        return False
    token = span.root
    while token.dep_ in ("compound", "appos", "conj", "poss", "nmod", "amod") and token.head.i != token.i:
        token = token.head
    if token.dep_ != "pobj":
        return False
    prep = token.head
    if prep.lower_ not in ORIGIN:
        return False
    return prep.head.lemma_.lower() in MOVING or (
        prep.lower_ == "with" and prep.head.lemma_.lower() in ("border", "frontier")
    )
