"""The surroundings of one cue: what it governs, who does it, and what else its sentence speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ..model import BANDS, STATES
from .cues import Cue
from .fields import fields, touching, within
from .syntax import Arguments, arguments, children, governing_verb, measured, prepositional

MEANS = ("air_means", "shell_means", "ied_means", "grenade_means", "suicide_means", "chem_means", "gun_means")
ARMED = BANDS | STATES
WARLIKE = ("non_state", "armed_target", "security", "force", "arms", "war", "tank_gun", *MEANS)
"""Cues of people and things of war: a sentence without one, without a dead and without a place is hardly of it."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """One cue in its sentence."""

    cue: Cue
    token: Token
    """The cue's head word."""
    at: Mapping[int, Cue]
    """The cue at each of the sentence's tokens that has one."""
    cues: Sequence[Cue]
    places: frozenset[int]
    """The tokens inside place names."""

    @property
    def term(self) -> str:
        """Return the cue's term."""
        return self.cue.term

    @property
    def verbal(self) -> bool:
        """Tell whether the cue is a verb."""
        return self.cue.verbal

    @property
    def multi(self) -> bool:
        """Tell whether the cue is of several words."""
        return self.cue.end - self.cue.start > 1

    @property
    def arguments(self) -> Arguments:
        """Return the head words of its doers, of those it befell and of its other side."""
        return arguments(self.token)

    def has(self, word: Token, *names: str) -> bool:
        """Tell whether there is one of the cues at a word."""
        cue = self.at.get(word.i)
        return cue is not None and cue.has(*names)

    def present(self, *names: str) -> bool:
        """Tell whether another cue of the sentence is one of these."""
        return any(cue.has(*names) for cue in self.cues if cue != self.cue)

    def any_has(self, heads: Iterable[Token], *names: str) -> bool:
        """Tell whether one of the noun phrases has one of the cues at its head, a modifier or what it measures."""
        return any(
            self.has(word, *names)
            for head in heads
            for word in (head, *children(head, "compound", "nmod"), *measured(head))
        )

    def governs(self, *names: str, doer: bool = False) -> bool:
        """Tell whether those it befell (or its doers too) include a word with one of the cues."""
        found = self.arguments
        return self.any_has((*found.patients, *(found.agents if doer else ())), *names)

    def does(self, *names: str) -> bool:
        """Tell whether its doers have one of the cues."""
        heads = [word for head in self.arguments.agents for word in (head, *measured(head))]
        return any(self.has(word, *names) for word in heads)

    def within(self, *names: str) -> bool:
        """Tell whether the phrases of those it befell hold one of the cues anywhere: "a truck full of rifles"."""
        return any(self.has(word, *names) for head in self.arguments.patients for word in head.subtree)

    def is_ground(self, word: Token) -> bool:
        """Tell whether a word is a place's name or a kind of ground, or measures one: "parts of the city"."""
        return any(w.i in self.places or self.has(w, "ground") for w in (word, *measured(word)))

    def is_side(self, word: Token) -> bool:
        """Tell whether a word names somebody armed: a state's forces, rebels, a militia."""
        return any(mention.actor.kind in ARMED for mention in touching(fields(word.doc).actors, word.idx, word.idx + 1))

    def is_band(self, word: Token) -> bool:
        """Tell whether a word names an armed group that is no state's."""
        return any(mention.actor.kind in BANDS for mention in touching(fields(word.doc).actors, word.idx, word.idx + 1))

    def done_by_band(self) -> bool:
        """Tell whether an armed group that is no state's did it: "the Taliban entered", "M23 burnt"."""
        heads = [
            w for head in self.arguments.agents for w in (head, *children(head, "compound", "nmod"), *measured(head))
        ]
        return any(self.is_band(word) for word in heads)

    def band_named(self) -> bool:
        """Tell whether the sentence names an armed group that is no state's."""
        sent = self.token.sent
        known = fields(self.token.doc).actors
        return any(m.actor.kind in BANDS for m in within(known, sent.start_char, sent.end_char))

    def reaches(self, *words: str) -> tuple[Token, ...]:
        """Return the objects of the cue's prepositions, those of its inner words too: "took control of"."""
        own = self.token.doc[self.cue.start : self.cue.end]
        return tuple(t for word in own for t in prepositional(word, *words))

    def ruled_by(self, *names: str, labels: frozenset[str] = frozenset({"dobj", "nsubj", "nsubjpass", "pobj"})) -> bool:
        """Tell whether the noun is an argument of a verb with one of the cues."""
        verb, label = governing_verb(self.token)
        return verb is not None and label in labels and self.has(verb, *names)

    @property
    def warlike(self) -> bool:
        """Tell whether the sentence has anything of war beside the cue: fighters, weapons, the dead, a place."""
        return self.present(*WARLIKE, "kill", "injure", "murder") or bool(self.places)
