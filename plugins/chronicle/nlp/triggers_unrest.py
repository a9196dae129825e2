"""When words of gathering, rioting and policing are of unrest: a crowd, a cause or a protest is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from .surroundings import Surroundings
from .syntax import arguments, governing_verb
from .term_groups import term_group

"""Protest words that need nobody named; the others ("gather", "block", "procession") need a crowd or one of these."""
MULTITUDE = frozenset({"thousand", "hundred", "million", "dozen", "ten", "score"})
"""Numbers that stand for a crowd: "tens of thousands chanted"."""
PASTIMES = frozenset({"celebrate", "watch", "greet", "cheer"})
"""What crowds of fans march and gather for."""
SCHEDULED = frozenset({"call", "plan", "schedule", "announce", "set", "slate", "due"})
HARM = ("attack", "beat", "murder", "kill", "riot", "loot", "clash", "injure", "abduct", "shoot")


def expected(token: Token) -> bool:
    """Tell whether a protest is yet to come: "ahead of the rally", "in anticipation of demonstrations"."""
    if any(
        c.dep_ == "acl"
        and c.tag_ == "VBN"
        and c.lemma_.lower() in SCHEDULED
        and "for" in (g.lower_ for g in c.children)
        for c in token.children
    ):
        # "The protest called for Saturday"
        return True
    if token.dep_ == "nsubj" and token.head.lower_ == "called" and token.head.i == token.i + 1:
        # The same, taken for a verb
        return any(c.dep_ == "prep" and c.lower_ == "for" and c.i == token.i + 2 for c in token.head.children)
    step = token
    while step.dep_ in ("compound", "conj", "amod"):
        step = step.head
    if step.dep_ != "pobj":
        return False
    words = (step.head, step.head.head)
    if step.head.lower_ in ("after", "following") and step.head.head.lemma_.lower() in term_group("slay"):
        # "He was shot after a rally": nothing befell the rally.
        return True
    return any(w.lower_ in ("before", "ahead", "anticipation", "fear", "fears") for w in words)


def protests(s: Surroundings) -> bool:
    """Tell whether people gather for a cause."""
    if expected(s.token) or (s.term == "march" and s.verbal and _by_the_armed(s)):
        return False
    if (
        s.term in ("block road", "road blockade", "block")
        and s.present("disaster")
        and not s.present("crowd", "marcher")
    ):
        # Snow and floods block roads too.
        return False
    if s.term in term_group("plain_protest"):
        return True
    others = any(c.term in term_group("plain_protest") for c in s.cues if c != s.cue)
    if s.verbal and _for_a_cause(s):
        return True
    if s.term in ("fill", "pack"):
        return False
    if s.term.startswith("block") and s.does("non_state", "armed_target"):
        # Rebels who block a road are no demonstrators.
        return False
    if s.verbal and s.present("pastime", "festive") and any(c.lemma_.lower() in PASTIMES for c in s.token.children):
        return False
    if s.term == "turn out":
        return False
    if s.term == "strike":
        if s.verbal:
            return any(s.has(t, "crowd") and s.at[t.i].term in term_group("worker") for t in s.arguments.agents)
        return others or (
            s.present("crowd") and any(c.term in term_group("worker") for c in s.cues) and not s.present("kill")
        )
    if s.verbal or s.token.pos_ == "VERB":
        if s.term in ("gather", "assemble") and any(c.dep_ == "dobj" for c in s.token.children):
            # "People gathering truffles": what is gathered is no protest.
            return False
        many = s.term in term_group("massing") and any(t.lemma_.lower() in MULTITUDE for t in s.arguments.agents)
        return many or s.does("crowd", "marcher") or others
    return s.present("crowd", "marcher") or others


def _by_the_armed(s: Surroundings) -> bool:
    """Tell whether armed men march, or march others off."""
    armed = s.does("non_state", "force", "armed_target", "security") or any(s.is_side(t) for t in s.arguments.agents)
    return armed or s.governs("civil_target", "refugee")


def _for_a_cause(s: Surroundings) -> bool:
    """Tell whether it is said what they want, or what they are against: "blocked the road to demand water"."""
    many = s.does("crowd", "marcher") or any(t.lemma_.lower() in MULTITUDE for t in s.arguments.agents)
    armed = s.does("non_state", "force", "armed_target", "security") or any(s.is_side(t) for t in s.arguments.agents)
    if armed or (not many and s.term == "turn out"):
        return False
    purposes = (c for c in s.token.children if c.dep_ in ("advcl", "xcomp"))
    demanded = any(c.lemma_.lower() in term_group("cause") for c in purposes)
    return demanded or (many and s.term == "turn out" and bool(s.reaches("against")))


def intervenes(s: Surroundings) -> bool:
    """Tell whether forces of order met a protest."""
    doc = s.token.doc
    shown = any(
        (c.has("marcher") or c.term in term_group("plain_protest") or c.term in term_group("marcher"))
        and not expected(doc[c.head])
        for c in s.cues
        if c != s.cue
    )
    shown = shown or (s.term in term_group("crowd_control") and s.present("crowd", "mob"))
    if not shown and s.term in term_group("meeting") and s.verbal and s.does("security"):
        # "Police dispersed the participants": the sentences before tell of the protest.
        shown = any(
            t.lemma_.lower() in term_group("plain_protest")
            for t in s.token.doc[max(0, s.token.sent.start - 60) : s.token.i]
        )
    return shown and (not s.verbal or _by_forces(s))


def _by_forces(s: Surroundings) -> bool:
    """Tell whether the doers are forces of order, or nobody is named."""
    doers = [s.at.get(t.i) for t in arguments(s.token).agents]
    return not doers or any(cue is None or cue.has("security", "intervene", "force") for cue in doers)


def _of_its_own(s: Surroundings) -> bool:
    """Tell whether a crowd does the deed, and no march or feast is told of that turned violent.

    One that fights the police is such a march, named or not.
    """
    if s.token.head.lemma_.lower() in ("fight", "clash", "battle", "confront"):
        return False
    by = s.token.dep_ == "pobj" and s.token.head.lower_ == "by"
    return (s.token.dep_ == "nsubj" or by) and not s.present("protest", "marcher", "festive")


def is_mob(s: Surroundings) -> bool:
    """Tell whether a crowd is the doer of a violent verb: "a mob beat", "was stoned by residents"."""
    if s.verbal or s.term in term_group("mob_deed"):
        return True
    if s.term == "crowd" and not _of_its_own(s):
        return False
    verb, label = governing_verb(s.token)
    return verb is not None and label in ("nsubj", "pobj", "agent") and s.has(verb, *HARM)


def riots(s: Surroundings) -> bool:
    """Tell whether fires and blows are a crowd's."""
    if s.present("festive") and s.term in ("firework", "firecracker"):
        return False
    if s.term in ("throw", "hurl", "pelt", "fling"):
        hurled = any(t.lemma_.lower() in term_group("thrown") for t in s.arguments.patients)
        return hurled and s.present("crowd", "marcher", "protest", "security", "mob", "riot")
    if s.term in ("battle", "fight"):
        return s.does("marcher", "riot") or (s.does("crowd") and s.governs("security"))
    if s.term == "storm":
        if any(c.lower_ == "out" for c in s.token.children):
            return False  # in disgust
        return s.does("marcher", "riot", "mob") or (s.does("crowd") and s.present("protest"))
    if s.term in term_group("fire") and any(t.lemma_.lower() in term_group("emblem") for t in s.arguments.patients):
        return False
    if s.term in term_group("fire") and s.token.dep_ == "amod":
        return False
    if s.verbal and s.term in term_group("fire"):
        return s.present("protest", "crowd", "marcher", "mob", "blade_means", "riot") and not s.does(
            "force", "non_state", "armed_target", "air_means", "shell_means", "ied_means", "tank_gun"
        )
    return True


UNREST_TESTS: Mapping[str, Callable[[Surroundings], bool]] = {
    "protest": protests,
    "intervene": intervenes,
    "mob": is_mob,
    "riot": riots,
}
