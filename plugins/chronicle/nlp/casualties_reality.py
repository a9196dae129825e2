"""Whether a statement of death or injury is of something that happened."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .casualties_lexicon import CasualtyWords
from .casualties_syntax import Trigger

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def is_real(doc: Doc, trigger: Trigger, sent: tuple[int, int], words: CasualtyWords) -> bool:
    """Tell whether the text says that it happened: no modal, no negation, no plan, threat, fear or denial."""
    verb = doc[trigger.verb]
    low = max(sent[0], min(trigger.start, trigger.verb) - 1)
    group = [t.lower_ for t in doc[low : trigger.verb]]
    if "to" in group:
        rest = group[group.index("to") + 1 :]
        if verb.pos_ in ("VERB", "AUX") and not (rest and rest[0] == "have"):
            return False
    if any(w in ("not", "n't", "never", "nearly", "without") for w in group):
        return False
    if any(t.tag_ == "MD" for t in doc[low : trigger.verb]) or any(c.lower_ in ("if", "unless") for c in verb.children):
        return False
    if any(t.lower_ in ("epidemic", "cholera", "ebola", "coronavirus") for t in doc[trigger.end : trigger.end + 8]):
        return False
    near = {t.lower_ for t in doc[max(sent[0], low - 2) : trigger.verb]}
    return not (near & words.cues["unreal_near"]) and not _governed(verb, words)


def _governed(verb: Token, words: CasualtyWords) -> bool:
    """Tell whether a verb of planning, fearing or denying rules this one."""
    token = verb
    for _ in range(4):
        if token.dep_ not in ("ccomp", "xcomp", "pcomp", "prep", "acl", "dobj", "auxpass", "conj", "oprd"):
            return False
        if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX") and token.tag_ in _FINITE:
            return False
        token = token.head
        if token.lemma_.lower() in words.cues["unreal_verb"]:
            return True
    return False
