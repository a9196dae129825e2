"""Triggers: the cues that say that something happened, each checked against what it governs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from .allusions import alludes
from .cues import Cue
from .surroundings import Surroundings
from .triggers_ground import GROUND_TESTS
from .triggers_strategic import STRATEGIC_TESTS
from .triggers_unrest import UNREST_TESTS
from .triggers_violence import VIOLENCE_TESTS

VIOLENCE = frozenset(
    {
        *("air_event", "bomb_verb", "shell_event", "shell_weak", "blast", "ied_event", "suicide_event"),
        *("grenade_event", "chem_event", "attack", "shoot", "murder", "beat", "kill", "clash", "sexual", "abduct"),
        *("body_found", "injure"),
    }
)
DEMONSTRATION = frozenset({"protest", "riot", "mob", "intervene"})
TERRITORY = frozenset({"terr", "withdraw"})
STRATEGIC = frozenset({"arrest", "agree", "change", "base", "other", "disrupt", "loot"})
FAMILIES = (
    ("violence", VIOLENCE),
    ("demonstration", DEMONSTRATION),
    ("territory", TERRITORY),
    ("strategic", STRATEGIC),
)
CAPABLE = VIOLENCE | DEMONSTRATION | TERRITORY | STRATEGIC
TESTS: Mapping[str, Callable[[Surroundings], bool]] = {
    **VIOLENCE_TESTS,
    **UNREST_TESTS,
    **GROUND_TESTS,
    **STRATEGIC_TESTS,
}
"""What must hold for a cue to be meant; a cue without a test always is."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """One cue that tells of a happening, with the kinds it may be after its arguments were looked at."""

    cue: Cue
    token: Token
    kinds: frozenset[str]

    @property
    def families(self) -> frozenset[str]:
        """Return the broad families of its kinds."""
        return frozenset(name for name, members in FAMILIES if self.kinds & members)


def triggers_in(sentence: Span, cues: Sequence[Cue], place_tokens: frozenset[int]) -> tuple[Trigger, ...]:
    """Return the sentence's triggers in the order of the text; `place_tokens` are those inside place names."""
    at = {i: cue for cue in cues for i in range(cue.start, cue.end)}
    found = []
    for cue in cues:
        possible = cue.cues & CAPABLE
        if not possible:
            continue
        around = Surroundings(cue, sentence.doc[cue.head], at, cues, place_tokens)
        kinds = frozenset(kind for kind in possible if kind not in TESTS or TESTS[kind](around))
        if kinds and not alludes(around):
            found.append(Trigger(cue, around.token, kinds))
    if any(t.token.pos_ == "VERB" and t.kinds & VIOLENCE for t in found):
        # "Executed the prisoners after the fall of the town": when it was, and no news.
        found = [t for t in found if not _since(t)]
    return tuple(found)


def _since(trigger: Trigger) -> bool:
    noun = trigger.token
    if trigger.kinds != {"terr"} or noun.pos_ != "NOUN" or noun.dep_ != "pobj":
        return False
    return noun.head.lower_ in ("after", "since", "before", "following")
