"""Whom people are not but by name: those they are dressed as; and herders, a militia only where they do the deed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Doc, Span, Token

from ..model import Actor, ActorKind, ActorMention
from .cues import Cue, CueLexicon, lemma_of
from .fields import text_of

_SAID = re.compile(r"\b(?:dress|disguis|masquerad|pos(?:ed|ing)\b|camouflag|impersonat|pretend)", re.IGNORECASE)
_GUISES = frozenset({"dress", "disguise", "masquerade", "pose", "camouflage", "impersonate", "pretend"})
_BETWEEN = frozenset({"as", "like", "up", "themselves", "himself", "herself", "to", "be", "in", "the"})
_PHRASE = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN", "PRON"})
_LONGEST = 5
_HERDERS = re.compile(r"\b(?:herd(?:er|sman|smen|ers)|pastoralists?)$", re.IGNORECASE)
_HARM = frozenset({"kill", "murder", "shoot", "injure", "wound", "abduct", "kidnap", "slaughter", "massacre", "behead"})
_DYING = frozenset({"die", "perish"})
_ARMED = frozenset({"armed", "suspected", "alleged"})


def guise_words(doc: Doc) -> frozenset[int]:
    """Return the words for whom somebody is dressed as: "gunmen dressed as soldiers", "posing as traders"."""
    if not _SAID.search(text_of(doc)):
        return frozenset()
    return frozenset(i for token in doc if token.lemma_.lower() in _GUISES for i in _worn(doc, token.i + 1))


def mend_guises(doc: Doc) -> None:
    """Make the dressed the doers again, where the model took whom they are dressed as for them.

    It reads "Gunmen dressed as soldiers killed nine" as gunmen who dressed while soldiers killed.
    """
    if not _SAID.search(text_of(doc)):
        return
    for token in doc:
        if token.dep_ == "mark" and token.lower_ in ("as", "like") and token.i and token.head.dep_ == "advcl":
            _mend_clause(doc[token.i - 1], token)
        elif token.dep_ == "ROOT" and token.lemma_.lower() in _GUISES:
            _mend_relative(token)


def _mend_clause(dressed: Token, mark: Token) -> None:
    """Mend "gunmen dressed | as soldiers killed nine", the second part of which was taken for a clause of time."""
    verb, who = mark.head, dressed.head
    worn = next((c for c in verb.children if c.dep_ == "nsubj" and c.i > mark.i), None)
    if dressed.lemma_.lower() not in _GUISES or worn is None or who.pos_ not in ("NOUN", "PROPN"):
        return
    if verb.head.i in (who.i, dressed.i) and who.dep_ == "ROOT":
        verb.head, verb.dep_ = verb, "ROOT"
        who.head, who.dep_ = verb, "nsubj"
        mark.head, mark.dep_ = dressed, "prep"
        worn.head, worn.dep_ = mark, "pobj"


def _mend_relative(dressed: Token) -> None:
    """Mend "gunmen dressed as | hunters killed nine", the second part of which was taken for what befell hunters."""
    who = next((c for c in dressed.children if c.dep_ == "nsubj"), None)
    below = [w for c in dressed.children if c.lower_ in ("as", "like") for w in c.children if w.dep_ == "pobj"]
    verbs = [c for worn in below for c in worn.children if c.dep_ == "acl" and c.tag_ in ("VBN", "VBD")]
    verb = next((v for v in verbs if any(c.dep_ == "dobj" for c in v.children)), None)
    if who is not None and verb is not None:
        verb.head, verb.dep_ = verb, "ROOT"
        who.head, who.dep_ = verb, "nsubj"
        dressed.head, dressed.dep_ = who, "acl"


def _worn(doc: Doc, at: int) -> Iterator[int]:
    first = at
    while at < min(len(doc), first + _LONGEST) and doc[at].lower_ in _BETWEEN:
        at += 1
    if at == first:
        return
    while at < min(len(doc), first + _LONGEST + 1) and doc[at].pos_ in _PHRASE:
        yield at
        at += 1


def own_cues(lexicon: CueLexicon, worn: frozenset[int], sentence: Span) -> tuple[Cue, ...]:
    """Return a sentence's cues without those of a guise: gunmen "dressed as farmers" are no crowd."""
    return tuple(cue for cue in lexicon.find(sentence) if cue.start not in worn)


def as_people(mention: ActorMention, root: Token, civilians: Callable[[], Actor | None]) -> ActorMention:
    """Return the mention of herders whom a deed befell as one of civilians: "gunmen killed 13 Fulani herders".

    ACLED codes them so; a militia of their people is who attacks, and whom somebody clashes with.
    """
    if mention.actor.kind is not ActorKind.IDENTITY_MILITIA or not _HERDERS.search(mention.text):
        return mention
    if any(c.lower_ in _ARMED for c in root.children):
        return mention
    while root.dep_ == "conj":
        root = root.head
    verb = lemma_of(root.head)
    befallen = (root.dep_ in ("dobj", "nsubjpass") and verb in _HARM) or (root.dep_ == "nsubj" and verb in _DYING)
    people = civilians() if befallen else None
    return ActorMention(mention.span, mention.text, people) if people is not None else mention
