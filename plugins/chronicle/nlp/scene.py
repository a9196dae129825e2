"""The scene of a happening: everything in its clauses that bears on what it was."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from ..model import ActorKind, CasualtyKind, CasualtyMention
from .casualties_combine import combine
from .classify_scene import Scene
from .cues import Cue
from .happenings import Happening
from .roles import Roles
from .syntax import arguments, clause_of, measured
from .term_groups import term_group
from .triggers import Trigger

REHEARSED = frozenset(
    {"drill", "exercise", "simulation", "rehearsal", "anniversary", "film", "movie", "novel", "simulate"}
)
"""What governs the name of a deed that nobody did now: "a drill simulating an attack"."""
DEEDS = frozenset({"attack", "shoot", "murder", "clash", "air_event", "shell_event", "suicide_event", "abduct", "terr"})
ARMS_OF_WAR = frozenset(
    {
        *("non_state", "gun_means", "air_event", "air_means", "shell_event", "shell_means", "suicide_event", "shoot"),
        *("suicide_means", "grenade_means", "murder", "abduct", "armed_target", "ied_means", "ied_event", "protest"),
        *("loot", "chem_event", "grenade_event"),
    }
)


def is_calamity(cues: Iterable[Cue]) -> bool:
    """Tell whether the text is of a flood, a crash or a fire: no weapon, no fighter, and a word of calamity."""
    found = frozenset(name for cue in cues for name in cue.cues)
    return "disaster" in found and not found & ARMS_OF_WAR


def scene_of(
    happening: Happening,
    roles: Roles,
    cues: Sequence[Cue],
    tolls: Sequence[CasualtyMention],
    others: Sequence[Trigger],
    doc: Doc,
) -> Scene:
    """Return the happening's scene; `others` are the triggers of the sentence's other happenings."""
    apart = frozenset(trigger.token.i for trigger in others)
    mine = {clause.i for clause in happening.clauses}
    within = {t.i for clause in happening.clauses for t in clause.subtree if not _elsewhere(t, mine, apart)}
    # "Shells fired by rebels": a participle's noun stands above its clause.
    within |= {clause.head.i for clause in happening.clauses if clause.dep_ in ("acl", "relcl")}
    aims = {head.i for t in happening.triggers for head in arguments(t.token).patients}
    spent = {head.i for t in happening.triggers if t.cue.term in RUINING for head in arguments(t.token).patients}
    near = frozenset(
        # "Raided rocket positions": what is attacked is no weapon of the attack.
        name
        for cue in cues
        if cue.head in within and cue.head not in spent and not _modifies(doc[cue.head], aims)
        for name in cue.cues
    )
    at = {i: cue for cue in cues for i in range(cue.start, cue.end)}
    deeds = [t for t in happening.triggers if t.kinds & TARGETED]
    target = _cues_of((head for t in deeds for head in arguments(t.token).patients), at)
    doers = _cues_of((head for t in happening.triggers for head in arguments(t.token).agents), at)
    killed, injured = combine(tolls, CasualtyKind.KILLED), combine(tolls, CasualtyKind.INJURED)
    fatal = bool(killed.best or killed.high or (not killed.known and "kill" in happening.kinds))
    return Scene(
        kinds=happening.kinds,
        lead=happening.lead.kinds,
        terms=frozenset(trigger.cue.term for trigger in happening.triggers),
        # "A grenade lobbed into a bar wounded six": the weapon stands before the verb.
        near=near | (doers & {"grenade_means", "ied_means"}),
        around=frozenset(name for cue in cues for name in cue.cues),
        beside=frozenset(kind for t in others for kind in t.kinds if not _left_elsewhere(t)),
        agents=roles.agents,
        patients=roles.patients,
        target=target,
        doers=doers,
        slain=_slain(happening),
        crowd_did=any(
            head.tag_ in ("NNS", "NNPS") and head.i in at and at[head.i].has("crowd")
            for t in happening.triggers
            for head in arguments(t.token).agents
        ),
        fatal=fatal,
        harmed=fatal or bool(injured.best or injured.high or "injure" in happening.kinds),
    )


RUINING = frozenset({"destroy", "damage", "torch", "set fire", "set on fire", "sink", "burn"})


def _left_elsewhere(trigger: Trigger) -> bool:
    """Tell whether other ground was left: "seized Timbuktu, a day after the army fled Gao"."""
    left = arguments(trigger.token).patients if trigger.kinds == {"withdraw"} else ()
    return any(head.pos_ == "PROPN" for head in left)


def _slain(happening: Happening) -> bool:
    """Tell whether "killed" has civilians or fighters for those it befell: that says violence, "died" does not."""
    verbs = [
        t.token
        for t in happening.triggers
        if t.token.lemma_.lower() == "kill" and t.token.pos_ == "VERB" and not _aside(t.token)
    ]
    if any(t.lemma_.lower() in ANSWERS for verb in verbs for t in verb.subtree):
        # "309 soldiers were killed in the retaliation": in another deed than the one told of before.
        return False
    victims = [w for verb in verbs for head in arguments(verb).patients for w in (head, *measured(head))]
    if any(w.lemma_.lower() in term_group("war_victim") and w.tag_ in ("NNS", "NN") for w in victims):
        return True
    # "Ninety people were killed in Houla, activists said": whoever says so speaks of a war.
    people = any(w.lemma_.lower() in PEOPLE for w in victims)
    return people and any(t.lemma_.lower() in WITNESSES for t in happening.lead.token.sent if t.dep_ == "nsubj")


PEOPLE = frozenset({"people", "person", "man", "woman", "child", "resident", "villager"})
WITNESSES = frozenset({"activist", "rebel", "insurgent", "opposition", "junta", "resistance", "separatist", "monitor"})
ANSWERS = frozenset({"retaliation", "reprisal", "response", "revenge"})


def _aside(verb: Token) -> bool:
    """Tell whether the verb only says which people are meant: "condolences for the soldiers killed in Gao"."""
    return verb.dep_ in ("acl", "amod", "relcl") and verb.head.dep_ != "ROOT"


MATCHES = frozenset({"beat", "attack", "shoot", "clash", "terr", "murder", "withdraw", "shell_event", "loot"})
"""What teams do to each other in the words of war."""


MEANS = frozenset({"shell_means", "ied_means", "grenade_means", "gun_means", "suicide_means", "non_state", "force"})


def _of_sport(happening: Happening) -> bool:
    """Tell whether the sentence is of a match by its words: "bombarded their goal, but the derby ended goalless"."""
    if any(head.lower_ == "goal" for t in happening.triggers for head in arguments(t.token).patients):
        return True
    return any(t.lemma_.lower() in term_group("sport") for t in happening.lead.token.sent)


def _scored(happening: Happening) -> bool:
    """Tell whether the sentence gives a match's score: "beat them 3-1 at home"; a range has its noun after."""
    for trigger in happening.triggers:
        words = [t for t in trigger.token.sent if not t.is_space]
        for first, mark, last, after in zip(words, words[1:], words[2:], [*words[3:], words[-1]], strict=False):
            two = first.text.isdigit() and last.text.isdigit() and max(len(first), len(last)) <= 2
            if two and mark.text in ("-", "–") and after.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM"):
                return True
    return False


FICTION = frozenset({"novel", "film", "movie", "drama", "thriller"})
TELLING = frozenset({"tell", "depict", "portray", "follow", "recount", "show", "imagine", "describe", "dramatise"})
DRILLS = frozenset({"drill", "exercise", "simulation", "rehearsal", "manoeuvre", "maneuver"})
HARMLESS = frozenset({"mock", "blank", "dummy", "dummies", "actors", "simulated"})


def _staged(deed: Token, fatal: bool) -> bool:
    """Tell whether it was done in a story or in a drill: "stormed the beach in a drill"."""
    for verb in deed.ancestors:
        if not fatal and any(c.dep_ in ("dobj", "nsubj") and c.lemma_.lower() in DRILLS for c in verb.children):
            # "Held a drill, launching missiles at old hulls"
            return True
        told = verb.lemma_.lower() in TELLING and (c for c in verb.children if c.dep_ == "nsubj")
        if told and any(c.lemma_.lower() in FICTION for c in told):
            # "The film tells how a sniper killed two lovers"
            return True
    for token in deed.sent:
        if token.dep_ != "pobj" or token.head.lower_ not in ("in", "during") or token.head.head.pos_ != "VERB":
            continue
        if token.head.head.i != deed.i and token.head.head not in deed.ancestors:
            continue
        if token.lemma_.lower() in FICTION:
            return True
        if token.lemma_.lower() in DRILLS and (not fatal or any(t.lower_ in HARMLESS for t in deed.sent)):
            return True
    return False


REMEMBERED = frozenset({"wreath", "anniversary", "commemoration", "commemorate", "memorial", "monument", "plaque"})


def _remembered(deed: Token) -> bool:
    """Tell whether the deed only says what is remembered: "laid wreaths where 70 people were killed in 1988"."""
    below = clause_of(deed)
    if below.dep_ not in ("relcl", "advcl", "acl"):
        return False
    return any(t.lemma_.lower() in REMEMBERED for t in deed.sent if t != below and below not in t.ancestors)


def _of_the_house(happening: Happening) -> bool:
    """Tell whether kin did it to their own: "a husband shot his wife"."""
    for trigger in happening.triggers:
        found = arguments(trigger.token)
        kin = any(head.lemma_.lower() in term_group("kin") for head in found.agents)
        if kin and any(c.lower_ in ("his", "her") for head in found.patients for c in head.children):
            return True
        own = {head.lower_ for head in found.patients}
        if (
            own
            and own <= {"himself", "herself", "themselves"}
            and trigger.kinds <= {"shoot", "kill", "murder", "injure"}
        ):
            # "A policeman shot himself dead"
            return True
    return False


TARGETED = frozenset(
    {
        *("riot", "loot", "attack", "shoot", "murder", "kill", "injure", "beat", "clash", "abduct", "air_event"),
        *("shell_event", "bomb_verb", "blast", "ied_event", "terr"),
    }
)


def _cues_of(heads: Iterable[Token], at: dict[int, Cue]) -> frozenset[str]:
    """Return the cues of nouns and of what modifies or is coordinated with them."""
    return frozenset(
        name
        for head in heads
        for word in (
            head,
            *measured(head),
            *(c for c in head.children if c.dep_ in ("compound", "conj", "nmod", "amod")),
        )
        if word.i in at
        for name in at[word.i].cues
    )


def _elsewhere(token: Token, mine: set[int], others: frozenset[int]) -> bool:
    """Tell whether the token stands in a clause of another happening below ours."""
    while token.i not in mine:
        if token.i in others and token.pos_ == "VERB":
            return True
        token = token.head
    return False


def _modifies(token: Token, heads: set[int]) -> bool:
    return token.dep_ == "compound" and token.head.i in heads


def vetoed(happening: Happening, scene: Scene) -> bool:
    """Tell whether a flood, a crash, a crime or an exercise explains the words."""
    quiet = happening.kinds & {"change", "base", "agree"}
    played = happening.kinds <= MATCHES and not scene.harmed and not scene.near & MEANS
    if played and (_scored(happening) or _of_sport(happening)):
        return True
    if (not quiet and _staged(happening.lead.token, scene.fatal)) or _of_the_house(happening):
        return True
    if any(t.lemma_.lower() in REHEARSED for t in happening.lead.token.ancestors) and not scene.harmed:
        return True
    if _remembered(happening.lead.token):
        return True
    if "disaster" in scene.around and scene.kinds <= {
        "blast",
        "kill",
        "injure",
        "riot",
        "attack",
        "shell_weak",
        "other",
    }:
        # "A fuel tanker was hit by a drone": the weapon did it
        return not (scene.agents - {ActorKind.CIVILIANS} or scene.doers & {"arms", "shell_means", "ied_means"})
    if "crime" in scene.around and scene.kinds & {"arrest", "disrupt", "other"} and not scene.kinds & DEEDS:
        return True
    return bool(
        "diplomacy" in scene.around
        and scene.kinds <= {"other", "agree", "attack", "arrest", "change"}
        and not scene.harmed
    )
