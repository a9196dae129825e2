"""Words that say someone was killed or hurt, with the stretch of text where the victims are named."""

from __future__ import annotations

from spacy.tokens import Doc

from ..model import CasualtyKind
from .casualties_lexicon import CasualtyWords
from .casualties_nouns import among, body, dead, hospital, idiom, noun
from .casualties_reality import is_real
from .casualties_syntax import Side, Trigger, verb_start
from .casualties_verbs import manner, transitive


def triggers_in(sent: tuple[int, int], doc: Doc, words: CasualtyWords) -> list[Trigger]:
    """Return the triggers of a sentence's tokens, in order; denied, planned and feared ones are left out."""
    found: list[Trigger] = []
    i, end = sent
    while i < end:
        trigger = _at(doc, i, sent, words)
        if trigger and is_real(doc, trigger, sent, words):
            found.append(trigger)
        i = max(i + 1, trigger.end if trigger and trigger.side is not Side.BETWEEN else i + 1)
    return found


def _at(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> Trigger | None:
    word = doc[i].lower_
    after = doc[i + 1].lower_ if i + 1 < sent[1] else ""
    if word in words.cues["among"] and i - 2 >= sent[0] and doc[i - 2].lower_ == "among":
        return among(doc, i, sent)
    if word in words.manner and after != "fire":
        found = manner(doc, i, sent, words)
        if found:
            return found
    if word in words.intransitive and doc[i].pos_ in ("VERB", "AUX", "NOUN", "ADJ") and after not in ("down", "out"):
        if any(t.lower_ in words.cues["disease"] for t in doc[i + 1 : min(i + 9, sent[1])]):
            return None
        return Trigger(verb_start(doc, i, sent), i + 1, words.intransitive[word], Side.LEFT, i)
    if word in words.nouns and (doc[i].pos_ in ("NOUN", "PROPN") or after == "of"):
        return noun(doc, i, sent, words)
    if word in words.transitive:
        # "Shot and fatally wounded"
        fatal = i > sent[0] and doc[i - 1].lower_ in ("fatally", "mortally")
        return transitive(doc, i, i + 1, CasualtyKind.KILLED if fatal else words.transitive[word], sent, words)
    if word == "dead":
        return dead(doc, i, sent, words)
    if word in ("body", "bodies", "corpse", "corpses"):
        return body(doc, i, sent, words)
    return hospital(doc, i, sent, words) or idiom(doc, i, sent, words)
