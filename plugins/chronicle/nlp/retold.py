"""Deals told on with a pronoun: "It took effect on Friday" after a sentence about a truce."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from .cues import Cue
from .syntax import children, is_passive
from .term_groups import term_group

_PRONOUNS = frozenset({"it", "this", "that", "which"})
"""Nouns that, with "the" or "this", mean the truce named before."""


def follow_truces(sentence: Span, cues: Sequence[Cue], before: Sequence[Cue]) -> tuple[Cue, ...]:
    """Return the sentence's cues, a verb of beginning or agreeing made a deal's where "it" is the truce named before.

    `before` are the cues of the sentence before this one: of an "it" that is further off nobody can be sure.
    """
    truce = next((c.term for c in reversed(before) if c.term in term_group("plain_truce")), None)
    if truce is None:
        return tuple(cues)
    doc = sentence.doc
    return tuple(
        replace(cue, term=truce, cues=cue.cues | {"agree"})
        if cue.verbal and cue.has("agree_verb") and _tells_on(doc[cue.head], cue.term)
        else cue
        for cue in cues
    )


def _tells_on(verb: Token, term: str) -> bool:
    if any(child.dep_ in ("ccomp", "xcomp") for child in verb.children):
        # "It began to rain", "it was announced that ...": the pronoun stands for nothing, or for what comes.
        return False
    passive = is_passive(verb)
    if term not in (term_group("deal_made") if passive else term_group("deal_starts")):
        return False
    return any(_means_it(subject) for subject in children(verb, "nsubjpass" if passive else "nsubj"))


def _means_it(subject: Token) -> bool:
    definite = any(child.lower_ in ("the", "this", "that") for child in subject.children)
    return subject.lower_ in _PRONOUNS or (subject.lower_ in term_group("deal") and definite)
