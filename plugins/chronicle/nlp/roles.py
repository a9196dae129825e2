"""Roles: who did it and to whom, among the actors that the text names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from ..model import Actor, ActorKind, ActorMention, CasualtyMention
from .actors_lexicon import kind_abroad
from .fields import touching, within
from .happenings import Happening
from .roles_heads import HOLDING, claimants, drawn_in, entering, holders, leavers, meant
from .syntax import (
    arguments,
    children,
    clause_of,
    is_passive,
    prepositional,
)

MUTUAL = frozenset({"clash", "agree"})
FACING = frozenset({"clash", "scuffle", "fight", "battle", "confront", "confrontation", "skirmish"})
"""Deeds done "with" the other side, whatever they are to be called."""


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
        mine = _mentions(claimants(trigger.token) or found.agents, doc, actors)
        theirs = _mentions(meant(found.patients), doc, actors)
        partners = _mentions(found.partners, doc, actors)
        if trigger.kinds & MUTUAL:
            if not mine:
                mine = _mentions(drawn_in(trigger.token), doc, actors)
            both = [*mine, *[m for m in (*theirs, *partners) if m not in mine]]
            mine, theirs = both[:1], both[1:]
            if partners and trigger.token.pos_ == "VERB" and found.agents:
                mine, theirs = _mentions(found.agents, doc, actors), [m for m in partners if m not in mine]
        elif trigger.token.lemma_.lower() in FACING:
            theirs = [*theirs, *partners]
        if trigger.token.lemma_.lower() == "fall" and "territory" in trigger.families:
            # "The group's former capital fell to the rebels": they took it, and whose it was lost it.
            mine, theirs = _mentions(tuple(prepositional(trigger.token, "to")), doc, actors), mine
        _add(doers, mine)
        _add(befallen, [m for m in theirs if m not in doers])
        if not (trigger.kinds & MUTUAL) and "territory" in trigger.families:
            _add(befallen, _mentions(tuple(prepositional(trigger.token, "from")), doc, actors))
            _add(befallen, [m for m in _mentions(holders(found.patients), doc, actors) if m not in doers])
    taker = entering(happening.lead.token) if "withdraw" in happening.lead.kinds else ()
    if taker and (came := [m for m in _mentions(taker, doc, actors) if m not in doers]):
        doers, befallen = came, doers
    if not befallen and any("territory" in t.families for t in happening.triggers):
        befallen = [m for m in _mentions(leavers(happening.lead.token), doc, actors) if m not in doers]
    if not doers:
        doers = _bare_passive_agents(happening, doc, actors)
    if not doers and not befallen:
        doers, befallen = _by_order(happening, doc, actors)
    if not doers:
        doers = _referred(happening, doc, actors)
    befallen = [m for m in befallen if m.actor.actor_id not in {d.actor.actor_id for d in doers}]
    victims = tuple(dict.fromkeys(v for c in casualties for v in c.victims))
    if not happening.kinds & MUTUAL:
        # "Two soldiers were killed while they cleared a road": whom it cost their lives did not do it.
        doers = [d for d in doers if not any(c.span.overlaps(d.span) and not c.part_of_total for c in casualties)]
    return Roles(tuple(doers), tuple(befallen), victims)


def settle_kinds(actors: Sequence[Actor], place_country: str) -> tuple[Actor, ...]:
    """Return the actors with the kinds they have for a happening in that country: state forces abroad are external.

    Source: ACLED Codebook, inter code 8 (external or other forces). An unknown country changes nothing.
    """
    return tuple(replace(actor, kind=kind_abroad(actor, place_country)) for actor in actors)


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
    first, end = verb.sent.start_char, verb.sent.end_char
    before = []
    for mention in touching(actors, first, end):
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is not None and span.root.i in inside and span.root.dep_ != "pobj":
            before.append(mention)
    if len(before) != 1:
        return [], []
    return ([], before) if is_passive(verb) else (before, [])


PRONOUNS = frozenset({"they", "it", "its", "their"})
GENERIC = frozenset(
    {"group", "organisation", "organization", "movement", "militia", "militants", "fighters", "gunmen", "attackers"}
)


def _referred(happening: Happening, doc: Doc, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Return whom "they" or "the group" means: the last named side before it, that of a subject first."""
    for trigger in happening.triggers:
        for head in arguments(trigger.token).agents:
            if head.lower_ in GENERIC:
                # "Its fighters" are those of the side named before.
                head = next((c for c in head.children if c.lower_ in ("its", "their")), head)
            definite = head.lower_ in GENERIC and any(c.lower_ == "the" for c in head.children)
            if not definite and head.lower_ not in PRONOUNS:
                continue
            floor = (
                doc[max(head.sent.start - 1, 0)].sent.start if head.lower_ in PRONOUNS else max(head.sent.start - 60, 0)
            )
            near = []
            for mention in touching(actors, doc[floor].idx, head.idx):
                span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
                named = mention.actor.kind not in (ActorKind.CIVILIANS,)
                if (
                    span is not None
                    and floor <= span.root.i < head.i
                    and named
                    and not (definite and mention.text.islower())
                ):
                    near.append((span.root, mention))
            leading = [m for root, m in near if root.dep_ in ("nsubj", "nsubjpass")]
            if leading and not definite:
                return [leading[-1] if head.dep_ == "poss" else leading[0]]
            if near:
                return [near[-1][1]]
    return []


def _bare_passive_agents(happening: Happening, doc: Doc, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Return "by" agents that the parser hung elsewhere in the clause: "killed in an attack by gunmen"."""
    found: list[ActorMention] = []
    for trigger in happening.triggers:
        if trigger.token.pos_ == "VERB" and is_passive(trigger.token):
            for token in trigger.token.subtree:
                # "Killed in a village held by rebels": they hold it, no more.
                elsewhere = token.head.dep_ == "acl" and token.head.lemma_.lower() in HOLDING
                if token.lower_ == "by" and token.dep_ in ("agent", "prep") and not elsewhere:
                    _add(found, _mentions(tuple(t for t in token.children if t.dep_ == "pobj"), doc, actors))
    return found


def _mentions(heads: Sequence[Token], doc: Doc, actors: Sequence[ActorMention]) -> list[ActorMention]:
    """Return the actor mentions that the heads' own noun phrases name, in the order of the text."""
    found: list[ActorMention] = []
    for head in heads:
        covered = _phrase(head)
        first, end = head.sent.start_char, head.sent.end_char
        for mention in within(actors, first, end):
            span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
            if span is None or mention in found:
                continue
            # "The army's shelling" is one mention: its root is the deed, "army" the doer.
            if span.root.i in covered or (span.start <= head.i < span.end):
                found.append(mention)
    named = [m for m in found if not _nameless(m)]
    if named and len(named) < len(found):
        # "Gunmen from Boko Haram": one side, the named one.
        found = [m for m in found if not _nameless(m) or not _belongs(m, named, doc)]
    return sorted(found, key=lambda m: m.span)


def _nameless(mention: ActorMention) -> bool:
    return (mention.actor.kind in (ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA) and mention.text.islower()) or (
        mention.actor.actor_id == "unidentified-armed-group"
    )


def _belongs(mention: ActorMention, named: Sequence[ActorMention], doc: Doc) -> bool:
    """Tell whether the nameless ones are said to be of a named side that follows: "fighters loyal to", "from"."""
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if span is None:
        return False
    below = {
        t.i for c in span.root.children if c.dep_ in ("prep", "amod", "acl") and c.i > span.root.i for t in c.subtree
    }
    for other in named:
        at = doc.char_span(other.span.start, other.span.end, alignment_mode="expand")
        if at is not None and at.root.i in below:
            return True
    return False


LOYAL = frozenset(
    {"loyal", "allied", "belong", "affiliate", "affiliated", "link", "linked", "aligned", "align", "answer"}
)
PHRASE = frozenset({"compound", "amod", "poss", "nmod", "appos", "nummod", "case", "det", "conj"})


def _phrase(head: Token) -> frozenset[int]:
    """Return the words of a noun phrase: its modifiers, appositions and "of" complements, no relative clauses."""
    covered = {head.i}
    pending = [head]
    while pending:
        token = pending.pop()
        for child in token.children:
            if child.i > token.i and child.lemma_.lower() in LOYAL and child.dep_ in ("amod", "acl"):
                pending.extend(d for d in prepositional(child, "to", "with") if d.i not in covered)
                covered.update(d.i for d in prepositional(child, "to", "with"))
            elif child.dep_ in PHRASE:
                covered.add(child.i)
                pending.append(child)
            elif child.dep_ == "acl" and child.lemma_.lower() in NAMING:
                # "An alliance of insurgents known as the Northern Front"
                names = [*prepositional(child, "as"), *children(child, "oprd", "dobj")]
                pending.extend(names)
                covered.update(d.i for d in names)
            elif child.dep_ == "acl" and child.tag_ == "VBN" and _weapon(token):
                # "Shells fired by the army hit the market."
                pending.extend(prepositional(child, "by", "from"))
                covered.update(d.i for d in prepositional(child, "by", "from"))
            elif child.dep_ == "prep" and child.lower_ in ("of", "from"):
                # "A column of fighters moving south": the model takes them for a clause's subject.
                moved = [w for c in child.children if c.dep_ == "pcomp" for w in c.children if w.dep_ == "nsubj"]
                for deeper in (*children(child, "pobj"), *moved):
                    covered.add(deeper.i)
                    pending.append(deeper)
    return frozenset(covered)


NAMING = frozenset({"know", "call", "name", "dub", "style"})
WEAPONS = frozenset({"shell", "rocket", "missile", "mortar", "bomb", "shot", "drone", "grenade", "bullet", "round"})


def _weapon(token: Token) -> bool:
    return token.lemma_.lower() in WEAPONS
