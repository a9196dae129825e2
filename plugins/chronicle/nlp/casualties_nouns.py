"""Nouns and idioms of death and injury: "six deaths", "five dead", "the bodies of ten men", "lost their lives"."""

from __future__ import annotations

from itertools import pairwise

from spacy.tokens import Doc

from ..model import CasualtyKind
from .casualties_lexicon import CasualtyWords
from .casualties_syntax import BE, Side, Trigger, has_object, verb_start
from .casualties_verbs import transitive
from .fields import fields, touching
from .numbers import read_quantity

IDIOMS = frozenset({"lose", "claim", "cost", "take", "sustain", "suffer", "receive", "cut", "slit", "slash"})


def among(doc: Doc, i: int, sent: tuple[int, int]) -> Trigger | None:
    """Read "three children were among the dead" and "among those killed were three children"."""
    kind = CasualtyKind.INJURED if doc[i].lower_ in ("injured", "wounded") else CasualtyKind.KILLED
    among = i - 2
    if among > sent[0] and doc[among - 1].lower_ in BE:
        return Trigger(among - 1, i + 1, kind, Side.LEFT, i)
    if i + 1 < sent[1] and doc[i + 1].lower_ in BE:
        return Trigger(among, i + 2, kind, Side.RIGHT, i)
    return None


def noun(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> Trigger | None:
    """Read "six deaths", "the deaths of four rebels", "injuries to two guards"; None for a death told as a reason."""
    word = doc[i].lower_
    kind = words.nouns[word]
    after = doc[i + 1].lower_ if i + 1 < sent[1] else ""
    before = doc[i - 1].lower_ if i > sent[0] else ""
    if kind is CasualtyKind.INJURED and "with" in (before, doc[max(i - 2, sent[0])].lower_):
        return _left_with(doc, i, sent)
    if before == "to" or after in words.cues["not_death"] or before in ("no", "nor"):
        return None
    if after in ("of", "to") and i + 2 < sent[1]:
        if kind is CasualtyKind.KILLED and after == "to":
            return None
        if "addition" in (t.lower_ for t in doc[max(sent[0], i - 3) : i]):
            return None  # "in addition to the deaths of three attackers, ...": read with what follows
        if any(t.lower_ in words.cues["grounds"] for t in doc[max(sent[0], i - 3) : i]):
            return None  # "a march against the killing of two students": told as the reason for something else
        return Trigger(i, i + 2, kind, Side.RIGHT, i)
    if word.endswith(("ing", "ings", "ion", "ions", "er", "ers")):
        if doc[i].tag_ == "VBG" or (has_object(doc, i + 1, sent, words) and word == "killing"):
            return transitive(doc, i, i + 1, kind, sent, words) if word in words.transitive else None
        return None
    j = i
    while j > sent[0] and i - j < 8:
        j -= 1
        found = read_quantity([t.lower_ for t in doc[j:i]], 0, words.numbers)
        if found and not found.vague and all(t.pos_ in ("ADJ", "NOUN", "VERB") for t in doc[j + found.end : i]):
            return Trigger(i, i + 1, kind, Side.LEFT, i)
        if doc[j].lower_ in ("a", "one") and i - j <= 2 and word in ("death", "fatality"):
            return None
    return None


def _left_with(doc: Doc, i: int, sent: tuple[int, int]) -> Trigger | None:
    """Read "left 20 dead and 60 others with injuries"."""
    left = next((k for k in range(i - 1, max(sent[0], i - 16), -1) if doc[k].lemma_.lower() == "leave"), None)
    if left is None:
        return None
    others = next((k for k in range(i - 1, left, -1) if doc[k].lower_ == "dead"), None)
    return Trigger(left if others is None else others, i + 1, CasualtyKind.INJURED, Side.BETWEEN, i)


def hospital(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> Trigger | None:
    """Read "three people were taken to hospital"; the dead are taken there too, and told as bodies."""
    if doc[i].lower_ not in words.cues["brought"] or doc[i].tag_ != "VBN":
        return None
    start = verb_start(doc, i, sent)
    after = [t.lower_ for t in doc[i + 1 : min(i + 6, sent[1])]]
    there = "to" in after[:2] and any(word in ("hospital", "hospitals") for word in after)
    before = {t.lower_ for t in doc[sent[0] : i]}
    if not there or not before & BE or before & {"body", "bodies", "corpse", "corpses", "dead", "remains"}:
        return None
    return Trigger(start, i + 1, CasualtyKind.INJURED, Side.LEFT, i)


def dead(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> Trigger | None:
    """Read "five dead", "were confirmed dead"; None for "the dead" and "dead bodies"."""
    before = doc[i - 1].lower_ if i > sent[0] else ""
    if before in ("the", "more", "of", "a") or (i + 1 < sent[1] and doc[i + 1].pos_ in ("NOUN", "PROPN")):
        return None
    if any(t.lower_ in words.cues["disease"] for t in doc[i + 1 : min(i + 5, sent[1])]):
        return None
    return Trigger(verb_start(doc, i, sent), i + 1, CasualtyKind.KILLED, Side.LEFT, i)


def body(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> Trigger | None:
    """Read bodies that the sentence says were found: "the bodies of ten men", "a man's body"."""
    if not any(t.lower_ in words.cues["found"] for t in doc[sent[0] : sent[1]]):
        return None
    if i + 1 < sent[1] and doc[i + 1].lower_ == "of":
        return Trigger(i, i + 2, CasualtyKind.KILLED, Side.RIGHT, i)
    if doc[i - 1].tag_ == "POS" and i - 1 > sent[0]:
        return Trigger(i - 1, i + 1, CasualtyKind.KILLED, Side.LEFT, i, singular=doc[i].lower_ in ("body", "corpse"))
    return Trigger(i, i + 1, CasualtyKind.KILLED, Side.LEFT, i) if doc[i].lower_ in ("bodies", "corpses") else None


def _men(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> bool:
    """Tell whether a number of people of one's own follows: "lost 14 men", not "lost three tanks"."""
    found = read_quantity([t.lower_ for t in doc[i : min(i + 12, sent[1])]], 0, words.numbers)
    if found is None:
        return False
    head = next((t for t in doc[i + found.end : min(i + found.end + 5, sent[1])] if t.pos_ == "NOUN"), None)
    if head is None:
        return False
    sided = bool(touching(fields(doc).actors, head.idx, head.idx + 1))
    return (sided or head.lower_ in words.cues["men"]) and head.lower_ not in words.not_people


def idiom(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> Trigger | None:
    """Read "lost their lives", "lost 14 men", "claimed 12 lives", "claimed the lives of 12", "sustained injuries"."""
    token = doc[i]
    lemma = token.lemma_.lower()
    if lemma not in IDIOMS:
        return None
    rest = [t.lower_ for t in doc[i + 1 : min(i + 8, sent[1])]]
    if lemma == "lose" and len(rest) > 1 and rest[0] in ("his", "her", "their") and rest[1] in ("life", "lives"):
        return Trigger(verb_start(doc, i, sent), i + 3, CasualtyKind.KILLED, Side.LEFT, i)
    if lemma == "lose" and token.pos_ == "VERB" and _men(doc, i + 1, sent, words):
        return Trigger(i, i + 1, CasualtyKind.KILLED, Side.RIGHT, i)
    if lemma in ("claim", "cost", "take") and "lives" in rest:
        lives = i + 1 + rest.index("lives")
        if lives + 1 < sent[1] and doc[lives + 1].lower_ == "of":
            return Trigger(i, lives + 2, CasualtyKind.KILLED, Side.RIGHT, i)
        return Trigger(i, lives + 1, CasualtyKind.KILLED, Side.BETWEEN, i)
    if lemma in ("cut", "slit", "slash") and ("throats", "of") in pairwise(rest):
        return Trigger(i, i + 3 + rest.index("throats"), CasualtyKind.KILLED, Side.RIGHT, i)
    if lemma in ("sustain", "suffer", "receive") and token.pos_ == "VERB":
        for k, word in enumerate(rest[:6]):
            if word in ("injuries", "injury", "wounds", "burns", "wound", "fractures", "concussion", "concussions"):
                return Trigger(verb_start(doc, i, sent), i + 2 + k, CasualtyKind.INJURED, Side.LEFT, i)
    return None
