"""Names told as where a deed was done, "shot dead at Gracko", "Coventry was bombed"; or as whom it befell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from spacy.tokens import Doc, Token

from .cues import CueLexicon, lemma_of
from .places_score import guessed
from .places_spans import Candidate
from .term_groups import term_group
from .triggers import DEMONSTRATION, TERRITORY, VIOLENCE

_WHERE = frozenset(
    {"in", "at", "near", "outside", "around", "on", "of", "over", "above", "across", "inside", "from", "into"}
)
_LOOSE = frozenset({"on", "of"})
"""Prepositions that tell of a place only right after the deed: "fire on Brod", "most of Orahovac"."""
_SHARES = frozenset(
    {"most", "much", "part", "parts", "half", "all", "rest", "control", "centre", "center", "outskirts"}
)
_WIDTH = 9
"""Words within which a deed of several words is told."""
_FURTHEST = 6
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
    several: Mapping[str, tuple[frozenset[str], ...]] = field(default_factory=dict)
    """Deeds of several words: the first, and the others that must follow it: "set offices on fire"."""

    def told_by(self, token: Token) -> bool:
        """Tell whether the word tells of a deed, with those that follow it where it takes several."""
        lemma = lemma_of(token)
        if lemma in self.words or token.lower_ in self.words:
            return True
        rests = self.several.get(lemma)
        if not rests:
            return False
        after = {form for t in token.doc[token.i + 1 : token.i + _WIDTH] for form in (t.lower_, lemma_of(t))}
        return any(rest <= after for rest in rests)


def deeds(cues: CueLexicon) -> Deeds:
    """Return the words that tell of violence, unrest or ground taken."""
    ground = cues.words(TERRITORY | {"bomb_verb", "shell_event", "air_event"})
    either = ground | cues.words(frozenset({"attack", "shell_weak", "loot"})) | EITHER
    told = VIOLENCE | DEMONSTRATION | TERRITORY | {"loot", "arrest", "disrupt", "change", "base", "agree"}
    several: dict[str, list[frozenset[str]]] = {}
    for first, *rest in cues.terms(told):
        if rest:
            several.setdefault(first, []).append(frozenset(rest))
    return Deeds(
        cues.words(told),
        ground,
        cues.words(HARM) - either,
        {first: tuple(sorted(rests, key=sorted)) for first, rests in several.items()},
    )


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
        if not (taken and made.options) and not (
            _is_scene(span.root, known, bool(made.options)) or _taken(span.root, known.ground)
        ):
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


def _building() -> frozenset[str]:
    return term_group("civil_place")


def _is_scene(name: Token, known: Deeds, listed: bool) -> bool:
    if name.dep_ == "nsubjpass":
        return name.head.lemma_.lower() in known.words
    if listed and name.dep_ == "compound" and name.ent_type_ != "NORP" and name.head.lemma_.lower() in _building():
        # "A bomb in a Londonderry pub"; not in "a Shia mosque"
        name = name.head
    if name.dep_ != "pobj" or name.head.dep_ != "prep" or name.head.lower_ not in _WHERE:
        return False
    above, far = name.head.head, _FURTHEST if name.head.lower_ not in _LOOSE else 1
    if name.head.lower_ == "of" and above.lower_ in _SHARES | {"out"}:
        above, far = above.head, _FURTHEST
    for _ in range(far):
        if known.told_by(above):
            return True
        if above.pos_ == "VERB" and above.dep_ in ("conj", "relcl"):
            # "Burned 30 motorcycles and stole 200 cattle in Birnin Gwari"
            above = above.head
            continue
        if above.pos_ == "VERB":
            # "Monitors documented the rape of six women in Bentiu"
            return any(c.dep_ in ("dobj", "nsubj", "nsubjpass") and known.told_by(c) for c in above.children)
        if above.head.i == above.i:
            return False
        above = above.head
    return False
