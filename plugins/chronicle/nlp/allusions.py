"""Allusions: words that speak of deeds without telling of one ("such attacks are rare", "jailed for murder")."""

from __future__ import annotations

from spacy.tokens import Token

from .surroundings import Surroundings
from .syntax import governing_verb

CHARGED = frozenset(
    {
        *("accuse", "suspect", "convict", "charge", "want", "link", "relate", "blame", "acquit", "try", "sentence"),
        *("jail", "imprison", "connect", "indict", "prosecute", "clear", "guilty", "responsible", "connection"),
        *("suspicion", "charge", "trial", "sentence", "conviction", "warrant", "role", "involvement"),
    }
)
"""What a court or the police say of someone: "accused of attacking", "in connection with the bombing"."""
STATIVE = frozenset(
    {
        *("be", "become", "remain", "constitute", "violate", "breach", "contravene", "show", "prove", "threaten"),
        *("undermine", "represent", "reflect", "illustrate", "highlight", "raise", "mean", "deserve", "require"),
        *("demonstrate", "underline", "underscore", "amount", "cause", "complicate", "jeopardise", "jeopardize"),
    }
)
"""Verbs that say how things stand with the deed that is their subject."""
RANKS = frozenset({"JJS", "RBS"})
VAGUE = frozenset({"such", "similar", "any", "every", "most", "all", "further", "more", "future", "previous", "past"})
LIKE = frozenset({"such", "similar", "previous", "past", "earlier"})
NOMINAL_KINDS = frozenset({"attack", "clash", "murder", "shoot", "air_event", "shell_event", "ied_event", "abduct"})


def alludes(around: Surroundings) -> bool:
    """Tell whether the cue only speaks of a deed, of deeds in general, or of a charge."""
    token = around.token
    if any(a.lemma_.lower() in ("deny", "refute", "reject", "dismiss") for a in token.ancestors):
        # A denial is a report of its own: it disputes what others state.
        return False
    if _charged(token) or _grievance(token) or _carries_out_such(around):
        return True
    if token.pos_ not in ("NOUN", "PROPN") or not around.cue.cues & NOMINAL_KINDS or around.cue.verbal:
        return False
    vague = {child.lower_ for child in token.children if child.dep_ in ("amod", "det", "predet")} & VAGUE
    if vague and not (vague == {"similar"} and _dated(token.head)):
        return True
    fled = token.dep_ == "dobj" and token.head.lemma_ in ("flee", "escape", "end", "halt", "avert", "prevent")
    return fled or _described(token) or _stands(token)


def _carries_out_such(around: Surroundings) -> bool:
    """Tell whether the deed is only like others, on no day: "has carried out similar attacks in the area before"."""
    deeds = [t for t in around.arguments.patients if t.pos_ == "NOUN" and around.has(t, *NOMINAL_KINDS)]
    alike = any(child.lower_ in LIKE and child.dep_ == "amod" for deed in deeds for child in deed.children)
    return alike and around.cue.verbal and not _dated(around.token)


def _dated(verb: Token) -> bool:
    """Tell whether the verb's words name a weekday or a month: "conducted similar strikes on Monday"."""
    return any(t.ent_type_ == "DATE" and t.is_title for t in verb.subtree)


def _charged(token: Token) -> bool:
    """Tell whether it is what somebody is charged with: "of", "for", "in connection with" after such a word."""
    step = token
    for _ in range(4):
        head = step.head
        if head.i == step.i:
            return False
        if step.dep_ in ("pobj", "pcomp", "prep", "acl", "dobj", "compound", "conj"):
            led = step.dep_ == "prep" and step.lower_ in ("of", "for", "to", "with", "in", "over")
            # The tree hangs "of" on the accused as often as on the verb: "accuse [the army of torture]"
            by = head.head if step.lower_ == "of" and head.dep_ == "dobj" else head
            if led and by.lemma_.lower() in CHARGED and not _blames_a_side(by, step):
                return True
            step = head
            continue
        return False
    return False


GRIEVANCES = frozenset({"over", "against", "about", "regarding", "condemning", "denouncing"})
CAUSES = frozenset(
    {
        *("protest", "demonstration", "rally", "march", "vigil", "demonstrate", "sit", "strike", "gather", "hold"),
        *("stage", "riot", "pelt", "block", "anger", "outrage", "torch", "picket", "dharna"),
    }
)


def _grievance(token: Token) -> bool:
    """Tell whether it is what people protest against: "a rally over the killing of a student"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    step = token
    while step.dep_ in ("compound", "conj", "amod"):
        step = step.head
    if step.dep_ != "pobj" or step.head.lower_ not in GRIEVANCES:
        return False
    return any(a.lemma_.lower() in CAUSES for a in (step.head.head, *step.head.head.children, *step.head.ancestors))


SIDES = frozenset(
    {
        *("army", "military", "force", "government", "regime", "rebel", "militia", "militant", "insurgent", "side"),
        *("separatist", "fighter", "troop", "soldier", "coalition", "group", "gunman", "guerrilla", "police"),
    }
)
TOLD = frozenset({"DATE", "TIME", "GPE", "LOC", "FAC", "CARDINAL"})
PARTICULAR = frozenset({"the", "a", "an", "this", "that", "these", "those"})


def _blames_a_side(verb: Token, of: Token) -> bool:
    """Tell whether one side lays it at another's door: "accused the army of shelling" claims that it happened.

    What is said of no place, day, number or thing in particular is a charge: "accuse the army of torture".
    """
    if verb.lemma_.lower() not in ("accuse", "blame") or any(c.dep_ == "nsubjpass" for c in verb.children):
        return False
    lasting = verb.tag_ in ("VBP", "VBZ") or any(c.lemma_ == "have" and c.dep_ == "aux" for c in verb.children)
    if lasting and not any(t.ent_type_ in TOLD or t.lower_ in PARTICULAR for t in of.subtree):
        return False
    blamed = [c for c in verb.children if c.dep_ == "dobj"]
    return any(c.lemma_.lower() in SIDES or c.ent_type_ in ("GPE", "NORP", "ORG") for c in blamed)


def _described(token: Token) -> bool:
    """Tell whether a pronoun is said to be it: "it was the deadliest attack since 2015"."""
    if token.dep_ != "attr" or token.head.lemma_ != "be":
        return False
    subject = next((child for child in token.head.children if child.dep_ == "nsubj"), None)
    if subject is None or subject.pos_ != "PRON" or subject.lower_ == "there":
        return False
    ranked = any(child.tag_ in RANKS or child.ent_type_ == "ORDINAL" for child in token.children)
    return ranked or any(child.dep_ == "prep" and child.lower_ in ("since", "of", "in") for child in token.children)


def _stands(token: Token) -> bool:
    """Tell whether a verb of state has it as its subject: "the strikes violated international law"."""
    verb, label = governing_verb(token)
    if verb is None or label != "nsubj" or verb.lemma_ not in STATIVE or token.dep_ == "conj":
        return False
    plural_or_known = token.tag_ == "NNS" or any(c.lower_ in ("the", "this", "these", "those") for c in token.children)
    told = any(child.ent_type_ in ("DATE", "GPE", "CARDINAL", "TIME") for child in token.subtree)
    return plural_or_known and not told
