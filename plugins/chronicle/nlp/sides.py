"""Sides that a type of happening has by its definition, where the text names them by what was done.

ACLED's codebook: who marches is protesters, who riots is rioters, and both come first but where force is used against
a crowd beyond measure; whom violence against civilians befell is civilians, whatever else they are called.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from spacy.tokens import Doc, Token

from ..model import STATES, Actor, ActorKind, CasualtyMention, EventType, Span, SubEventType
from .classify_scene import ARMED, Scene
from .cues import Cue
from .happenings import Happening
from .syntax import arguments, measured
from .term_groups import term_group

PEOPLE = re.compile(r"\b(?:people|persons?|m[ae]n|inhabitants?|souls|adults?|members? of (?:one|a|the) family)\b", re.I)
PROTESTERS = Actor("protesters", "Protesters", ActorKind.PROTESTERS)
RIOTERS = Actor("rioters", "Rioters", ActorKind.RIOTERS)
_CROWD = frozenset({ActorKind.PROTESTERS, ActorKind.RIOTERS, ActorKind.CIVILIANS})
_PEACEABLE = frozenset({SubEventType.PEACEFUL_PROTEST, SubEventType.PROTEST_INTERVENTION})
_FORCES = frozenset({*STATES, ActorKind.EXTERNAL_OTHER})
_CROWDS = frozenset({"crowd", "marcher", "mob", "rival"})
_ARMED = frozenset({"armed_target", "security"})
Sides = tuple[tuple[Actor, ...], tuple[Actor, ...]]


def settled(kind: SubEventType, scene: Scene, actor1: tuple[Actor, ...], actor2: tuple[Actor, ...]) -> Sides:
    """Return the sides in the order and by the names that the type asks for; a crowd that no word names is none."""
    crowd = bool(scene.around & _CROWDS) or any(a.kind in _CROWD for a in (*actor1, *actor2))
    if kind in _PEACEABLE:
        if crowd:
            actor1, actor2 = _crowd_first(PROTESTERS, actor1, actor2)
        if kind is SubEventType.PEACEFUL_PROTEST:
            # Whom a peaceful crowd is against is no side of it ("marched against the police"); another crowd is
            actor2 = tuple(actor for actor in actor2 if actor.kind in _CROWD)
        # The injured of a crowd are the crowd
        return actor1, tuple(actor for actor in actor2 if not crowd or actor.kind is not ActorKind.CIVILIANS)
    if kind.event_type is EventType.RIOTS and crowd and not scene.agents & ARMED:
        return _crowd_first(RIOTERS, actor1, actor2)
    if kind is SubEventType.EXCESSIVE_FORCE:
        if actor1 and not _forces(actor1) and _forces(actor2) == actor2:
            actor1, actor2 = actor2, actor1
        actor1 = _forces(actor1) or actor1  # not the crowd that was "marching on parliament", too
        return actor1, actor2 if any(a.kind not in _CROWD for a in actor2) else (PROTESTERS,)
    return actor1, actor2


def _crowd_first(crowd: Actor, actor1: tuple[Actor, ...], actor2: tuple[Actor, ...]) -> Sides:
    forces = _forces(actor1)
    rest = tuple(a for a in actor1 if a not in forces)
    mine = tuple(dict.fromkeys(crowd if a.kind is ActorKind.CIVILIANS else a for a in rest))
    theirs = tuple(a for a in actor2 if a not in forces)
    if not mine:
        # "Police fired tear gas at people chanting slogans": the chanting comes first.
        mine, theirs = (crowd,), tuple(a for a in theirs if not (forces and a.kind in _CROWD))
    return mine, tuple(dict.fromkeys((*forces, *theirs)))


def _forces(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    return tuple(actor for actor in actors if actor.kind in _FORCES)


def befallen(
    kind: SubEventType,
    scene: Scene,
    happening: Happening,
    tolls: Sequence[CasualtyMention],
    cues: Sequence[Cue],
    doc: Doc,
) -> Span | None:
    """Return the words for people that nothing more is said of, where ACLED's codebook takes them for civilians.

    They are in violence against civilians by its definition, and where shells, bombs or mines hit what is unarmed, or
    "people": an air raid on a town may have been meant for the fighters there. Whoever bears a rank is none of them.
    """
    remote = kind.event_type is EventType.EXPLOSIONS
    against = kind.event_type is EventType.VIOLENCE_AGAINST_CIVILIANS
    armed = scene.target & _ARMED or (remote and (scene.near - scene.doers) & _ARMED)
    if not (remote or against) or scene.patients or armed:
        return None
    civil = against or any(
        c.has("civil_target", "refugee") and not PEOPLE.fullmatch(doc[c.start : c.end].text) for c in cues
    )
    for toll in tolls:
        words = doc.char_span(toll.span.start, toll.span.end, alignment_mode="expand")
        if words is None or toll.victims or not (toll.count.best or toll.count.high or toll.count.low):
            continue
        plain = civil or (kind is not SubEventType.AIR_STRIKE and PEOPLE.search(words.text))
        if plain and not any(_ranked(token) for token in words):
            return toll.span
    if not against:
        return None
    at = {i: cue for cue in cues for i in range(cue.start, cue.end)}
    heads = [
        word for t in happening.triggers for head in arguments(t.token).patients for word in (head, *measured(head))
    ]
    found = next((head for head in heads if _person(head, at) and not _ranked(head)), None)
    return Span(found.idx, found.idx + len(found)) if found is not None else None


def _person(head: Token, at: Mapping[int, Cue]) -> bool:
    """Tell whether the word is of people: "a man", "eleven Sunnis", a name; not of a border post."""
    if head.dep_ == "pobj" and head.head.lower_ == "at":
        return False
    if head.tag_ == "NNPS" or head.ent_type_ in ("PERSON", "NORP") or (head.text[0].isupper() and _counted(head)):
        return True
    cue = at.get(head.i)
    named = (
        cue is not None and cue.has("civil_target", "crowd", "refugee") and cue.term not in term_group("civil_place")
    )
    return named or bool(PEOPLE.fullmatch(head.text))


def _counted(head: Token) -> bool:
    """Tell whether the word is counted: "two Norwegians", "hundreds of Azeris"."""
    above = head.head.head.lemma_.lower() if head.dep_ == "pobj" and head.head.lower_ == "of" else ""
    return above in ("hundred", "dozen", "score", "thousand", "group", "handful") or any(
        child.dep_ == "nummod" for child in head.children
    )


def _ranked(token: Token) -> bool:
    return token.lemma_.lower() in term_group("rank")
