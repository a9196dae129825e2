"""Names told as where a deed was done, "shot dead at Gracko", "Coventry was bombed"; or as whom it befell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from .cues import CueLexicon, lemma_of
from .places_score import guessed
from .places_spans import Candidate
from .triggers import DEMONSTRATION, TERRITORY, VIOLENCE

_WHERE = frozenset({"in", "at", "near", "outside", "around", "on", "of"})
_LOOSE = frozenset({"on", "of"})
"""Prepositions that tell of a place only right after the deed: "fire on Brod", "most of Orahovac"."""
_SHARES = frozenset(
    {"most", "much", "part", "parts", "half", "all", "rest", "control", "centre", "center", "outskirts"}
)
_FURTHEST = 4
"""Steps from the preposition up to the deed: "a bomb in a market in the suburb"."""
_BONUS = 2.2
_NEVER = -9.0
DIE = frozenset({"die", "perish", "succumb"})
HARM = frozenset({"kill", "murder", "injure", "abduct", "arrest", "sexual", "beat"})
EITHER = frozenset({"burn", "lose", "hack", "capture", "assault", "hurt", "enslave", "lash", "hang", "butcher"})
"""Verbs of harm whose object may be a place: "Bor was burned", "the army lost Goma"."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """Single words that tell of a deed; of those in `ground` a place is the object: "entered Grozny"."""

    words: frozenset[str] = frozenset()
    ground: frozenset[str] = frozenset()
    harm: frozenset[str] = frozenset()
    """Verbs that befall people, never places: "Fatima was killed"."""


def deeds(cues: CueLexicon) -> Deeds:
    """Return the words that tell of violence, unrest or ground taken."""
    ground = cues.words(TERRITORY | {"bomb_verb", "shell_event", "air_event"})
    either = ground | cues.words(frozenset({"attack", "shell_weak", "loot"})) | EITHER
    return Deeds(cues.words(VIOLENCE | DEMONSTRATION | TERRITORY | {"loot"}), ground, cues.words(HARM) - either)


def on_the_spot(doc: Doc, found: Sequence[Candidate], known: Deeds) -> None:
    """Raise the score of names that say where a deed was done; a person's name there is hardly a person's.

    What is killed "at" or "in" something is killed in a place: the model, which has not met most villages, takes them
    for people as often as not.
    """
    for made in found:
        span = doc.char_span(made.start, made.end, alignment_mode="expand")
        if span is None or not span.text[:1].isupper():
            continue
        if _befell(span.root, known.harm):
            # GeoNames has a Fatima, a Juan and a Hannah; no page is to be made of whom a text names among the dead
            made.score += _NEVER
            continue
        taken = span.root.dep_ == "dobj" and lemma_of(span.root.head) in known.ground
        if not (taken and made.options) and not (_is_scene(span.root, known.words) or _taken(span.root, known.ground)):
            continue
        made.score += _BONUS + guessed(made)


def _befell(name: Token, harm: frozenset[str]) -> bool:
    """Tell whether the name is whom a verb of harm befell: "Juan was shot dead", "gunmen killed Salma and Idris"."""
    while name.dep_ == "conj" and name.head.pos_ == "PROPN":
        name = name.head
    verb = name.head
    if name.dep_ == "nsubj":
        return lemma_of(verb) in DIE
    if name.dep_ not in ("nsubjpass", "dobj"):
        return False
    shot = verb.lower_ == "shot" and (name.dep_ == "nsubjpass" or any(c.lower_ == "dead" for c in verb.children))
    return verb.pos_ == "VERB" and (shot or lemma_of(verb) in harm)


def _taken(name: Token, ground: frozenset[str]) -> bool:
    """Tell whether what is said of the name is that it was taken: "over Sake, a town that rebels seized"."""
    said = [clause for kind in name.children if kind.dep_ == "appos" for clause in kind.children]
    return any(c.dep_ in ("relcl", "acl") and lemma_of(c) in ground for c in said)


def _is_scene(name: Token, words: frozenset[str]) -> bool:
    if name.dep_ == "nsubjpass":
        return name.head.lemma_.lower() in words
    if name.dep_ != "pobj" or name.head.dep_ != "prep" or name.head.lower_ not in _WHERE:
        return False
    above, far = name.head.head, _FURTHEST if name.head.lower_ not in _LOOSE else 1
    if name.head.lower_ == "of" and above.lower_ in _SHARES:
        above = above.head
    for _ in range(far):
        if lemma_of(above) in words or above.lower_ in words:
            return True
        if above.head.i == above.i or above.pos_ == "VERB":
            return False
        above = above.head
    return False
