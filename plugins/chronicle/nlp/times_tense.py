"""Whether the words around a time expression look back or ahead."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Token

from ..dates import Direction
from ..model import Span
from .times_lexicon import TimeLexicon

CLIMB = 12
"""Steps up the parse at most; hostile text may nest for ever."""
PAST = frozenset(("VBD", "VBN"))
WHEN = frozenset(("in", "on", "at", "since", "during", "around", "about", "early", "late"))
ONWARD = frozenset(("for", "until", "till", "to", "by"))


@dataclass(frozen=True, slots=True)
class Look:
    """Where the sentence puts a time, and whether the time says when its verb happened."""

    direction: Direction
    direct: bool = False
    """False where it belongs to a noun or is an object: "set Nov. 10 as the deadline", "November contracts"."""


def look_of(doc: Doc, where: Span, words: TimeLexicon) -> Look:
    """Return where the sentence puts a time expression."""
    held = doc.char_span(where.start, where.end, alignment_mode="expand")
    if held is None or not len(held):
        return Look(Direction.NEAREST)
    top: Token = held.root
    if top.head.pos_ == "ADP" and top.head.lower_ in WHEN:
        top = top.head
    direct = top.head.pos_ in ("VERB", "AUX") and top.dep_ in ("prep", "npadvmod", "advmod", "tmod")
    return Look(direction_of(doc, where, words), direct)


def direction_of(doc: Doc, where: Span, words: TimeLexicon) -> Direction:
    """Return where the sentence puts the time: by its verb, and by words such as "due", "scheduled", "will".

    A reported plan ("said they would meet on Monday"), an intent's infinitive ("agreed to meet on Monday") and an
    appointment ("set a hearing for Monday") look ahead; other past tenses look back.
    """
    held = doc.char_span(where.start, where.end, alignment_mode="expand")
    if held is None or not len(held):
        return Direction.NEAREST
    token: Token = held.root
    onward: bool | None = None
    inside: Token | None = None
    for _ in range(CLIMB):
        if not held.start <= token.i < held.end:
            onward = token.lower_ in ONWARD if onward is None else onward
            found = _read(token, words, inside=inside, onward=onward)
            if found is not None:
                return found
            inside = token if token.pos_ in ("VERB", "AUX") else inside
        if token.head is token:
            break
        token = token.head
    return Direction.NEAREST


def _read(token: Token, words: TimeLexicon, *, inside: Token | None, onward: bool) -> Direction | None:
    """Return what one word over the time says, None where the word above it must tell."""
    lemma, low = token.lemma_.lower(), token.lower_
    if low in words.words["future"] or lemma in words.words["future"]:
        return Direction.FUTURE
    if inside and lemma in words.words["intent"]:
        return Direction.FUTURE
    if token.pos_ not in ("VERB", "AUX"):
        return None
    helpers = [child for child in token.children if child.dep_ in ("aux", "auxpass") or child.tag_ == "MD"]
    perfect = any(h.lemma_.lower() == "have" for h in helpers)
    if not perfect and any(
        h.lower_ in words.words["future"] or (h.lower_ == "may" and h.tag_ == "MD") for h in helpers
    ):
        return Direction.FUTURE
    if lemma in words.words["plan"]:
        passive = any(h.dep_ == "auxpass" for h in helpers) or (token.tag_ == "VBN" and not perfect)
        if (
            inside is not None
            or onward
            or passive
            or (token.tag_ in ("VBP", "VBZ") and lemma not in words.words["intent"])
        ):
            return Direction.FUTURE
    if inside is not None and lemma == "be" and inside.dep_ == "xcomp":
        return Direction.FUTURE  # "the raids were to end on Tuesday"
    if inside is None and token.tag_ in ("VBP", "VBZ") and lemma in words.words["schedule"]:
        return Direction.FUTURE
    if any(h.lower_ == "to" for h in helpers) and not perfect:
        return None
    if token.tag_ in PAST or any(h.tag_ in PAST for h in helpers):
        return Direction.PAST
    return None if token.tag_ in ("VBG", "VB") else Direction.NEAREST
