"""Whom a clause makes a side where grammar's subject and object do not say it: holders, leavers, claimants, "them"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from .attribution import claims, denies_claim, governors
from .syntax import children, conjuncts, governing_verb, is_passive, passive_subjects, subjects
from .term_groups import term_group

HOLDING = frozenset({"hold", "control", "back", "run", "besiege", "support", "rule", "govern", "dominate", "occupy"})


def holders(ground: Sequence[Token]) -> tuple[Token, ...]:
    """Return who is said to hold what is taken: "the last two hills held by the rebels"."""
    return tuple(
        holder
        for head in ground
        for noun in (head, *conjuncts(head), *children(head, "appos"))
        for clause in (c for word in (noun, *children(noun, "appos")) for c in children(word, "acl"))
        if clause.lemma_.lower() in HOLDING
        for by in clause.children
        if by.lower_ == "by"
        for holder in children(by, "pobj")
    )


def drawn_in(deed: Token) -> tuple[Token, ...]:
    """Return whom a verb above draws into a deed told with its other side: "six soldiers died in clashes with"."""
    verb, label = governing_verb(deed)
    if (
        verb is None
        or verb.lemma_.lower() == "fall"
        or not (label == "dobj" or (label == "pobj" and deed.head.lower_ in ("in", "during", "after", "to")))
    ):
        return ()
    return passive_subjects(verb) if is_passive(verb) else subjects(verb)


def claimants(deed: Token) -> tuple[Token, ...]:
    """Return who claims the deed: "claimed (responsibility for) the bombing"."""
    for child, head in governors(deed):
        if claims(child, head):
            return () if denies_claim(head) else subjects(head)
        if child.dep_ not in ("pobj", "prep", "dobj", "nsubjpass", "conj"):
            break
    return ()


def meant(heads: Sequence[Token]) -> tuple[Token, ...]:
    """Return the heads, and for "them" what the verb before it in the sentence had as its object."""
    found: list[Token] = []
    for head in heads:
        verb = head.head
        while head.lower_ in ("them", "him", "her") and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
            verb = verb.head
            found.extend(children(verb, "dobj"))
        found.append(head)
    return tuple(found)


def entering(left: Token) -> tuple[Token, ...]:
    """Return who came when another left: "the militia entered the town after the army had withdrawn"."""
    marked = any(c.dep_ == "mark" and c.lower_ in ("after", "as", "once", "when") for c in left.children)
    above = left.head
    if left.dep_ != "advcl" or not marked or above.lemma_.lower() not in term_group("enter_ground"):
        return ()
    return () if is_passive(above) else subjects(above)


def leavers(deed: Token) -> tuple[Token, ...]:
    """Return who is said to give the ground up: "entered the town after the garrison had fled"."""
    sent = deed.sent
    left = (v for v in sent if v.i != deed.i and v.pos_ == "VERB" and v.lemma_.lower() in term_group("leave_ground"))
    # "Seized one town a day after the army fled another": that is another loss.
    here = (v for v in left if not is_passive(v) and not any(c.pos_ == "PROPN" for c in children(v, "dobj")))
    return tuple(who for verb in here for who in subjects(verb))
