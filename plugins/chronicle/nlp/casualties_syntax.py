"""What verb groups and objects look like: shared by the readers of death and injury."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from spacy.tokens import Doc

from ..model import CasualtyKind
from .casualties_lexicon import CasualtyWords
from .numbers import read_quantity

BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "get", "gets", "got", "getting", "'s", "'re"})


class Side(Enum):
    """Where the victims stand."""

    LEFT = "left"
    RIGHT = "right"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One statement of death or injury: tokens start..end, and which side its victims stand on."""

    start: int
    """The auxiliary, where there is one: what stands before it is the subject."""
    end: int
    kind: CasualtyKind
    side: Side
    verb: int
    singular: bool = False
    """True after "was": one person, whatever names and titles the subject strings together."""
    shared: bool = False
    """True for "killed or wounded": the number cannot be split between the dead and the injured."""


def verb_start(doc: Doc, i: int, sent: tuple[int, int]) -> int:
    """Return where the verb group begins: "were | reportedly shot and" before "killed"."""
    j, start = i - 1, i
    while j >= sent[0] and i - j <= 8:
        token = doc[j]
        if token.pos_ in ("AUX", "PART") or token.lower_ in BE or token.lower_ in ("to", "have", "had", "has", "n't"):
            if token.tag_ == "POS":
                break
            start = j
        elif (
            token.pos_ not in ("ADV", "CCONJ")
            and token.tag_ not in ("VBN", "VBD")
            and token.lower_ not in (",", "dead")
        ) or (token.tag_ == "VBD" and token.lower_ not in BE and start != i):
            break
        j -= 1
    return start


def has_object(doc: Doc, j: int, sent: tuple[int, int], words: CasualtyWords) -> bool:
    """Tell whether an object begins at token j."""
    while j < sent[1] and doc[j].pos_ == "ADV" and not has_quantity(doc, j, sent, words):
        j += 1
    if j >= sent[1]:
        return False
    token = doc[j]
    if has_quantity(doc, j, sent, words):
        return token.ent_type_ not in ("TIME",)
    if token.ent_type_ in ("DATE", "TIME") or token.lower_ in words.not_people:
        return False
    return token.pos_ in ("DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM") and token.lower_ not in (
        "who", "which", "that", "what", "when", "where",
    )  # fmt: skip


def has_quantity(doc: Doc, j: int, sent: tuple[int, int], words: CasualtyWords) -> bool:
    """Tell whether a number phrase begins at token j."""
    return read_quantity([t.lower_ for t in doc[j : min(j + 12, sent[1])]], 0, words.numbers) is not None
