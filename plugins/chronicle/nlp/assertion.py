"""Assertion: does the text say that it happened, that someone says so, that it did not, or that it may?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ..model import Assertion, Span
from .assertion_habit import is_habitual
from .attribution import claims, denies_claim, governors, is_nobody, source_of
from .stances import StanceLexicon as StanceLexicon

MODALS = frozenset(
    {"could", "would", "may", "might", "will", "shall", "should", "must", "can", "'ll", "ca", "wo", "'d"}
)
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})
QUESTION = "?"
THIS = frozenset({"the", "this", "that", "these", "those"})


@dataclass(frozen=True, slots=True)
class Stance:
    """What a text says of one trigger's reality, and who says it (characters of the source's words)."""

    assertion: Assertion
    source: Span | None = None
    attribution: str = ""
    mentioned: bool = False
    """True where the text only refers to the happening ("condemned the attack"), without telling it."""


def stance_of(trigger: Token, lexicon: StanceLexicon, headline: bool = False) -> Stance:
    """Return how the text asserts the happening that `trigger` names.

    `headline` is True where the present tense tells news ("Bomb kills five").
    """
    path = list(_path(trigger))
    if _unreal(trigger, lexicon) or _wanted(trigger, lexicon):
        return Stance(Assertion.PLANNED)
    if _denied(trigger, lexicon):
        source = source_of(trigger, lexicon)
        return Stance(Assertion.DENIED, source.span if source else None, source.words if source else "")
    if _planned(trigger, path, lexicon):
        return Stance(Assertion.PLANNED)
    if is_habitual(trigger, path, lexicon, headline):
        return Stance(Assertion.HABITUAL)
    source = source_of(trigger, lexicon)
    hearsay = any(
        lexicon.has(child, "hearsay")
        for token in path[:2]
        for child in token.children
        if child.dep_ in ("advmod", "amod")
    )
    told = Assertion.CLAIMED if source is not None or hearsay else Assertion.STATED
    mentioned = _mentioned(trigger, lexicon) or _unsaid(trigger, lexicon)
    return Stance(told, source.span if source else None, source.words if source else "", mentioned)


def _path(token: Token) -> Iterator[Token]:
    """Yield the token and its ancestors up to the root."""
    yield token
    yield from token.ancestors


def _unreal(trigger: Token, lexicon: StanceLexicon) -> bool:
    """Tell whether the deed is only played: "a mock attack", "celebratory gunfire", "an exercise simulating ..."."""
    if any(lexicon.has(c, "unreal") for c in trigger.children if c.dep_ in ("amod", "compound", "nmod")):
        return True
    verbs = [trigger, *(c for c in trigger.children if c.dep_ == "conj" and c.pos_ == "VERB")]
    aims = [c for verb in verbs for c in verb.children if c.dep_ in ("dobj", "nsubjpass")]
    if any(lexicon.has(c, "unreal") for aim in aims for c in aim.children if c.dep_ in ("amod", "compound")):
        # "Bombed mock targets"
        return True
    doers = [c for c in trigger.children if c.dep_ in ("nsubj", "nsubjpass")]
    if any(lexicon.has(c, "unreal") for doer in doers for c in doer.children if c.dep_ in ("amod", "compound")):
        return True
    return any(
        lexicon.has(head, "unreal") for child, head in governors(trigger) if child.dep_ in ("dobj", "pobj", "acl")
    )


def _wanted(trigger: Token, lexicon: StanceLexicon) -> bool:
    """Tell whether somebody is only asked to do it, or not to: "urged them not to march"."""
    return trigger.tag_ == "VB" and trigger.dep_ == "xcomp" and lexicon.has(trigger.head, "plan")


UNTOLD = frozenset({"report", "mention", "announce", "broadcast", "publish", "show", "discuss", "describe", "cover"})
RULED = frozenset(
    {"xcomp", "dobj", "pobj", "nsubj", "nsubjpass", "pcomp", "prep", "aux", "acomp", "attr", "ccomp", "acl"}
)  # fmt: skip


def _denied(trigger: Token, lexicon: StanceLexicon) -> bool:
    for child in trigger.children:
        if child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ in ("no", "neither")):
            return True
        if child.dep_ in ("nsubj", "nsubjpass") and trigger.pos_ == "VERB" and is_nobody(child):
            return True
    for child, head in governors(trigger):
        if child.dep_ == "acl" and lexicon.has(child, "mention"):
            # "Rejected a resolution condemning the strikes": the resolution was, not the strikes.
            break
        if child.dep_ == "prep" and child.lower_ == "without":
            return True
        if head.lower_ == "without" and child.dep_ in ("pobj", "pcomp"):
            return True
        if child.dep_ in RULED and (_negates(child, head) or _refuses(child, head, trigger, lexicon)):
            return True
        if head.lemma_ == "be" and _untrue(child, head, lexicon):
            return True
        if child.dep_ in ("advcl", "relcl", "conj", "ROOT"):
            break
    return False


def _negates(child: Token, head: Token) -> bool:
    """Tell whether the head's "not" reaches the child: an object's, or the subject's of "did not happen"."""
    if child.dep_ in ("prep", "ccomp", "acl") or not any(grand.dep_ == "neg" for grand in head.children):
        return False
    if head.lemma_.lower() in UNTOLD and child.dep_ == "dobj":
        # "State media have not reported the protests": silence is no denial.
        return False
    return child.dep_ != "nsubj" or head.lemma_ in ("occur", "take", "happen", "be")


def _refuses(child: Token, head: Token, trigger: Token, lexicon: StanceLexicon) -> bool:
    """Tell whether a verb of denial rules the child; "failed to storm the gate" still tells of an assault."""
    if not lexicon.has(head, "deny") or child.dep_ in ("nsubj", "acl"):
        return False
    attempted = lexicon.has(head, "attempt") and lexicon.has(trigger, "assault")
    return (head.pos_ == "VERB" or child.dep_ in ("prep", "pobj")) and not attempted


def _untrue(child: Token, head: Token, lexicon: StanceLexicon) -> bool:
    """Tell whether it is said to be false or not true."""
    negated = any(c.dep_ == "neg" for c in head.children)
    said = [c for c in head.children if c.dep_ in ("acomp", "attr")]
    return any(lexicon.has(c, "deny") for c in said) or (
        negated and child.dep_ in ("ccomp", "csubj") and any(c.lower_ in ("true", "correct", "case") for c in said)
    )


def _planned(trigger: Token, path: list[Token], lexicon: StanceLexicon) -> bool:
    if _modal(trigger) or _contrary(trigger):
        return True
    if trigger.pos_ != "VERB" and any(
        lexicon.has(child, "plan") for child in trigger.children if child.dep_ in ("amod", "compound")
    ):
        return True
    if any(child.dep_ == "det" and child.lower_ == "any" for child in trigger.children):
        return True
    for child, head in governors(trigger):
        if child.dep_ in ("relcl", "acl") and child.tag_ not in ("VB",):
            break
        if child.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            if lexicon.has(head, "fact") or (child.dep_ == "xcomp" and lexicon.has(head, "report")):
                continue
            tried = lexicon.has(head, "attempt") and head.tag_ in ("VBD", "VBN", "VBG")
            if tried and lexicon.has(child, "assault"):
                # ACLED counts an assault that was tried and repelled.
                continue
            if child.dep_ == "advcl" and _done(head) and lexicon.has(child, "purpose"):
                # "Crowds filled the square to protest", "fired in the air to disperse them": they did.
                continue
            # A purpose ("to push back a rebel advance") or a complement ("plans to attack") is not yet a happening.
            return True
        if child.dep_ == "conj":
            if head.tag_ == "VB" and child.tag_ == "VB":
                continue
            if child.pos_ == "VERB":
                continue
        if (
            lexicon.has(head, "attempt")
            and head.tag_ == "VBD"
            and child.dep_ == "dobj"
            and lexicon.has(child, "assault")
        ):
            # "Officers attempted a coup"
            continue
        if (
            lexicon.has(head, "plan")
            and child.dep_
            in (
                "dobj",
                "xcomp",
                "ccomp",
                "pobj",
                "pcomp",
                "prep",
                "nsubjpass",
                "acl",
            )
            and (head.pos_ != "VERB" or child.dep_ != "ccomp" or not _past(child))
        ):
            return True
        if child.pos_ != "VERB" and _modal(head) and child.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "attr"):
            return True
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in child.children):
            return True
        if child.dep_ == "ccomp" and _modal(head) and not lexicon.has(head, "report"):
            return True
    return path[-1].doc[path[-1].right_edge.i].text == QUESTION


def _done(verb: Token) -> bool:
    """Tell whether the verb tells of what was done: a past, a perfect, or a participle that carries a past on."""
    if verb.tag_ == "VBD":
        return True
    if verb.tag_ == "VBN":
        # "A hundred monks knelt": pasts that the model takes for participles.
        return not _modal(verb)
    return verb.tag_ == "VBG" and verb.dep_ in ("advcl", "conj") and verb.head.tag_ == "VBD"


def _contrary(trigger: Token) -> bool:
    """Tell whether it is only thought: "Had they taken the other road, the mine would have killed them"."""
    sent = trigger.sent
    inverted = sent[0].lower_ == "had" and len(sent) > 1 and sent[1].pos_ in ("DET", "NOUN", "PROPN", "PRON")
    return inverted and any(t.lower_ in ("would", "might", "could") for t in sent)


def _past(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBN") or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in token.children)


def _modal(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in MODALS and not _had(child) for child in token.children)


def _had(token: Token) -> bool:
    return token.lower_ == "'d" and token.lemma_ == "have"


def _unsaid(trigger: Token, lexicon: StanceLexicon) -> bool:
    """Tell whether nobody says so: "no group has said that it carried out the attack"."""
    return any(
        child.dep_ == "ccomp" and lexicon.has(head, "report") and denies_claim(head)
        for child, head in governors(trigger)
    )


def _mentioned(trigger: Token, lexicon: StanceLexicon) -> bool:
    if trigger.pos_ == "VERB" or any(c.dep_ == "relcl" and _past(c) for c in trigger.subtree):
        # "The bombing that killed nine on Friday" tells it, whatever is said of it.
        return False
    for child, head in governors(trigger):
        if child.dep_ in ("dobj", "pobj", "nsubjpass", "prep") and lexicon.has(head, "mention"):
            return True
        if claims(child, head) and denies_claim(head):
            return True
        if child.dep_ == "oprd" and head.pos_ == "VERB":
            # "Called the raid a blatant attack": a name for what was told.
            return True
        if child.dep_ == "nsubj" and head.pos_ == "VERB" and lexicon.has(head, "reaction"):
            return any(c.dep_ == "det" and c.lower_ in THIS for c in child.children) or child.tag_ == "NNS"
        if child.dep_ not in ("pobj", "prep", "compound", "conj", "dobj", "nsubjpass"):
            return False
    return False
