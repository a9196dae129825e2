"""Sides told again: "the militants" for the group named before, "its special forces" for a country's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from ..model import BANDS, ActorMention
from .actors_lexicon import ActorLexicon
from .fields import within

_BACK = 2
"""Sentences: what "the rebels" stands for is named in its own or one of the two before."""


def resolve(doc: Doc, mentions: Sequence[ActorMention], lexicon: ActorLexicon) -> tuple[ActorMention, ...]:
    """Give "the militants", "the rebels" the side they stand for: the only armed group named shortly before.

    Where the same words were told before without an article ("rebels took the hill. The rebels ..."), or two
    groups were named, they stay what they are.
    """
    starts = [s.start for s in doc.sents]
    done: list[ActorMention] = []
    introduced: set[str] = set()
    for mention in mentions:
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None or not _common(mention):
            done.append(mention)
            continue
        if not _definite(span.root):
            introduced.add(mention.actor.actor_id)
            done.append(mention)
            continue
        own = bisect_right(starts, span.start)
        floor = doc[starts[max(0, own - 1 - _BACK)]].idx
        near = within(done, floor, mention.span.start)
        named = {m.actor.actor_id: m.actor for m in near if m.actor.kind in BANDS and not _common(m)}
        if len(named) == 1 and mention.actor.actor_id not in introduced:
            mention = replace(mention, actor=next(iter(named.values())))
        done.append(mention)
    return tuple(done)


def _common(mention: ActorMention) -> bool:
    return mention.actor.kind in BANDS and mention.text.islower()


def _definite(head: Token) -> bool:
    kept = [c for c in head.children if c.dep_ in ("amod", "compound", "nummod", "relcl", "acl", "prep", "poss")]
    return any(c.lower_ in ("the", "these", "those") for c in head.children) and not kept


def possessor(doc: Doc, i: int, lexicon: ActorLexicon) -> str:
    """Return the country that "its" or "their" at token i stands for: the last country before it that was a subject."""
    floor = doc[i].sent.start
    if floor > 0:
        floor = doc[floor - 1].sent.start
    for token in reversed(doc[floor:i]):
        if token.dep_ not in ("nsubj", "nsubjpass") or not token.text[0].isupper():
            continue
        for size in (3, 2, 1):
            if country := lexicon.country(doc[max(floor, token.i - size + 1) : token.i + 1].text):
                return country
        return ""
    return ""
