"""Verbs of death and injury: "killed five", "were shot dead", "beat two men to death"."""

from __future__ import annotations

from spacy.tokens import Doc

from ..model import CasualtyKind
from .casualties_lexicon import CasualtyWords
from .casualties_syntax import BE, Side, Trigger, has_object, verb_start

_DEATHLY = (("to", "death"), ("dead",), ("down",), ("alive",))


def manner(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> Trigger | None:
    """Read a verb that kills only with "to death", "dead" or "down": "shot three men dead"."""
    lower = [t.lower_ for t in doc[i + 1 : min(i + 14, sent[1])]]
    guns = doc[i].lemma_.lower() in ("gun", "mow", "gunn") or doc[i].lower_.startswith(("gunn", "mow"))
    for k in range(len(lower)):
        for phrase in _DEATHLY:
            if tuple(lower[k : k + len(phrase)]) != phrase or (phrase == ("down",)) != guns:
                continue
            if k == 0:
                return transitive(doc, i, i + 1 + len(phrase), CasualtyKind.KILLED, sent, words)
            if phrase == ("dead",) and k + 1 < len(lower) and doc[i + 2 + k].pos_ == "NOUN":
                return None
            return Trigger(i, i + 1 + k + len(phrase), CasualtyKind.KILLED, Side.BETWEEN, i)
        token = doc[i + 1 + k]
        acronym = token.is_upper and len(token) > 1
        if k > 0 and not acronym and _clause_verb(doc, i + 1 + k):
            return None
        if token.lower_ in (";", ".", ":") or (token.lower_ == "," and k == 0):
            return None
    return None


def _clause_verb(doc: Doc, i: int) -> bool:
    """Tell whether a verb or conjunction at token i opens another clause, and does not only describe a noun."""
    token = doc[i]
    if token.tag_ in ("VBN", "VBG"):
        return doc[i + 1].pos_ not in ("NOUN", "ADJ", "PROPN") and token.lower_ != "including"
    return token.pos_ in ("VERB", "AUX", "SCONJ")


def transitive(
    doc: Doc, i: int, end: int, kind: CasualtyKind, sent: tuple[int, int], words: CasualtyWords
) -> Trigger | None:
    """Read a verb whose object, or subject in the passive, is the victim; tokens i..end are the verb."""
    word = doc[i].lower_
    before = doc[i - 1].lower_ if i > sent[0] else ""
    participle = word.endswith(("ed", "en", "shot", "hurt", "slain", "cut", "found", "left", "put", "burnt", "mown"))
    if doc[i].tag_ == "NNS" or (doc[i].dep_ == "amod" and doc[i].head.i == i + 1):
        return None  # "died of wounds", "a murdered soldier"
    if before in ("the", "those", "these", "a", "an") or (
        participle and before not in BE and end < sent[1] and doc[end].tag_ in ("NNS", "NN") and doc[i].tag_ == "JJ"
    ):
        return None
    start = verb_start(doc, i, sent)
    passive = participle and any(t.lower_ in BE for t in doc[start:i])
    other = _coordinated(doc, end, sent, words)
    if other is not None and words.transitive[doc[other].lower_] == kind:
        other = None if passive else other
        if other is not None:
            return None  # "killed and beheaded three": the second verb carries the object.
    shared = other is not None and (passive or has_object(doc, other + 1, sent, words) or not participle)
    if passive:
        single = any(t.lower_ in ("was", "is", "'s") for t in doc[start:i])
        return Trigger(start, end, kind, Side.LEFT, i, single, shared)
    back = _coordinated_back(doc, i, sent, words)
    if has_object(doc, end, sent, words) or (shared and other is not None):
        return Trigger(i, end, kind, Side.RIGHT, i, shared=shared or (back and not passive))
    if participle:
        return Trigger(start, end, kind, Side.LEFT, i, shared=shared)
    return None


def _coordinated(doc: Doc, end: int, sent: tuple[int, int], words: CasualtyWords) -> int | None:
    """Return the verb of death or injury that shares this one's object ("killing and wounding twelve")."""
    if end + 1 < sent[1] and doc[end].lower_ in ("and", "or", "/", "and/or"):
        if doc[end + 1].lower_ in words.transitive:
            return end + 1
    elif end < sent[1] and doc[end].lower_ in words.transitive:
        return end
    return None


def _coordinated_back(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> bool:
    if i - 2 < sent[0] or doc[i - 1].lower_ not in ("and", "or", "/"):
        return False
    other = doc[i - 2].lower_
    return other in words.transitive and words.transitive[other] != words.transitive.get(doc[i].lower_)
