"""Roles: who did it and to whom, among the actors that the text names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from ..model import Actor, ActorKind, ActorMention, CasualtyMention
from .happenings import Happening
from .syntax import arguments, clause_of, is_passive, prepositional

MUTUAL = frozenset({"clash", "agree"})


@dataclass(frozen=True, slots=True)
class Roles:
    """The sides of a happening and the words that name them."""

    actor1: tuple[ActorMention, ...] = ()
    actor2: tuple[ActorMention, ...] = ()
    victims: tuple[Actor, ...] = ()

    @property
    def agents(self) -> frozenset[ActorKind]:
        """Return the kinds of those who did it."""
        return frozenset(mention.actor.kind for mention in self.actor1)

    @property
    def patients(self) -> frozenset[ActorKind]:
        """Return the kinds of those it befell."""
        return frozenset(mention.actor.kind for mention in self.actor2) | frozenset(a.kind for a in self.victims)


def roles_of(
    happening: Happening, doc: Doc, actors: Sequence[ActorMention], casualties: Sequence[CasualtyMention]
) -> Roles:
    """Return the happening's sides by syntax: subjects and objects, "by", "between", possessives."""
    doers: list[ActorMention] = []
    befallen: list[ActorMention] = []
    for trigger in happening.triggers:
        found = arguments(trigger.token)
        mine = _mentions(found.agents, doc, actors)
        theirs = _mentions(found.patients, doc, actors)
        partners = _mentions(found.partners, doc, actors)
        if trigger.kinds & MUTUAL:
            both = [*mine, *theirs, *partners]
            mine, theirs = both[:1], both[1:]
        _add(doers, mine)
        _add(befallen, [m for m in theirs if m not in doers])
        if not (trigger.kinds & MUTUAL) and "territory" in trigger.families:
            _add(befallen, _mentions(tuple(prepositional(trigger.token, "from")), doc, actors))
    if not doers:
        doers = _bare_passive_agents(happening, doc, actors)
    if not doers and not befallen:
        doers, befallen = _by_order(happening, doc, actors)
    if not doers:
        doers = _referred(happening, doc, actors)
    befallen = [m for m in befallen if m.actor.actor_id not in {d.actor.actor_id for d in doers}]
    victims = tuple(dict.fromkeys(v for c in casualties for v in c.victims))
    return Roles(tuple(doers), tuple(befallen), victims)


def _add(into: list[ActorMention], found: Sequence[ActorMention]) -> None:
    known = {mention.actor.actor_id for mention in into}
    for mention in found:
        if mention.actor.actor_id not in known:
            known.add(mention.actor.actor_id)
            into.append(mention)


def _by_order(
    happening: Happening, doc: Doc, actors: Sequence[ActorMention]
) -> tuple[list[ActorMention], list[ActorMention]]:
    """Return the one side named before the verb in its clause, where the tree gave none."""
    verb = happening.lead.token
    if verb.pos_ != "VERB":
        return [], []
    clause = clause_of(verb)
    inside = {t.i for t in clause.subtree if t.i < verb.i and clause_of(t).i == clause.i}
    before = []
    for mention in actors:
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is not None and span.root.i in inside and span.root.dep_ != "pobj":
            before.append(mention)
    if len(before) != 1:
        return [], []
    return ([], before) if is_passive(verb) else (before, [])


PRONOUNS = frozenset({"they", "it"})
GENERIC = frozenset(
    {"group", "organisation", "organization", "movement", "militia", "militants", "fighters", "gunmen", "attackers"}
)


def _referred(happening: Happening, doc: Doc, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Return whom "they" or "the group" means: the last named side before it, that of a subject first."""
    for trigger in happening.triggers:
        for head in arguments(trigger.token).agents:
            definite = head.lower_ in GENERIC and any(c.lower_ == "the" for c in head.children)
            if not definite and head.lower_ not in PRONOUNS:
                continue
            floor = (
                doc[max(head.sent.start - 1, 0)].sent.start if head.lower_ in PRONOUNS else max(head.sent.start - 60, 0)
            )
            near = []
            for mention in actors:
                span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
                named = mention.actor.kind not in (ActorKind.CIVILIANS,)
                if (
                    span is not None
                    and floor <= span.root.i < head.i
                    and named
                    and not (definite and mention.text.islower())
                ):
                    near.append((span.root, mention))
            subjects = [m for root, m in near if root.dep_ in ("nsubj", "nsubjpass")]
            if subjects and not definite:
                return [subjects[0]]
            if near:
                return [near[-1][1]]
    return []


def _bare_passive_agents(happening: Happening, doc: Doc, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Return "by" agents that the parser hung elsewhere in the clause: "killed in an attack by gunmen"."""
    found: list[ActorMention] = []
    for trigger in happening.triggers:
        if trigger.token.pos_ == "VERB" and is_passive(trigger.token):
            for token in trigger.token.subtree:
                if token.lower_ == "by" and token.dep_ in ("agent", "prep"):
                    _add(found, _mentions(tuple(t for t in token.children if t.dep_ == "pobj"), doc, actors))
    return found


def _mentions(heads: Sequence[Token], doc: Doc, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the actor mentions that the heads' own noun phrases name, in the order of the text."""
    found: list[ActorMention] = []
    for head in heads:
        covered = _phrase(head)
        for mention in actors:
            span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if span is not None and _root(span).i in covered and mention not in found:
                found.append(mention)
    return sorted(found, key=lambda m: m.span)


def _root(span: Span) -> Token:
    return span.root


PHRASE = frozenset({"compound", "amod", "poss", "nmod", "appos", "nummod", "case", "det", "conj"})


def _phrase(head: Token) -> frozenset[int]:
    """Return the words of a noun phrase: its modifiers, appositions and "of" complements, no relative clauses."""
    covered = {head.i}
    pending = [head]
    while pending:
        token = pending.pop()
        for child in token.children:
            if child.dep_ in PHRASE:
                covered.add(child.i)
                pending.append(child)
            elif child.dep_ == "prep" and child.lower_ in ("of", "from"):
                for deeper in child.children:
                    if deeper.dep_ == "pobj":
                        covered.add(deeper.i)
                        pending.append(deeper)
    return frozenset(covered)
