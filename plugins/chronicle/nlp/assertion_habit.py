"""Habit: deeds told of as usual, repeated or long running ("often", "for weeks", "have become rare")."""

from __future__ import annotations

from spacy.tokens import Token

from .cues import IRREGULAR
from .fields import fields
from .stances import StanceLexicon
from .term_groups import term_group


def is_habitual(trigger: Token, path: list[Token], lexicon: StanceLexicon, headline: bool) -> bool:
    """Tell whether the trigger's deed is told of as a habit; `path` is the trigger and its ancestors.

    `headline` is True where the plain present tells news.
    """
    verb = next((token for token in path if token.pos_ in ("VERB", "AUX")), None)
    for token in path:
        if any(lexicon.has(c, "habit") and c.dep_ == "advmod" for c in token.children) or _long_running(token):
            return True
        if token.dep_ in ("ccomp", "ROOT") or (token.dep_ == "conj" and token is not trigger and token is not verb):
            break
    if _over_weeks(trigger) or (verb is not None and _over_weeks(verb)) or _lately(trigger):
        return True
    if _grown(trigger, lexicon) or _compared(trigger) or (verb is not None and (_ever_since(verb) or _formerly(verb))):
        return True
    if trigger.dep_ == "acl" and trigger.tag_ == "VBG" and trigger.lemma_.lower() in ("fight", "battle"):
        # "The coalition fighting on behalf of the government": what a side is there for.
        return True
    if verb is None or headline:
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    # The plain present tells a state of things: "the rockets hit Kilis".
    plain = verb.tag_ in ("VBZ", "VBP") and not helpers
    # "Retook", "shelled": pasts that the model takes for a present.
    plain = plain and not verb.lower_.endswith("ed") and verb.lower_ not in IRREGULAR
    if plain and verb.tag_ == "VBP" and verb.lower_ in UNCHANGED and _on_a_day(verb):
        # "Residents beat to death two men on Friday": a past that looks like a present.
        return False
    return plain and verb.i == trigger.i and not lexicon.has(verb, "report")


UNCHANGED = frozenset({"beat", "burst", "cut", "hit", "hurt", "put", "set", "shut", "split", "thrust"})
"""Verbs whose past is their present."""


def _on_a_day(verb: Token) -> bool:
    sent = verb.sent
    return any(t.interval.days <= 2 and sent.start_char <= t.span.start < sent.end_char for t in fields(verb.doc).times)


def _formerly(verb: Token) -> bool:
    """Tell whether it is "used to": a habit of the past."""
    head = verb.head
    used = verb.dep_ == "xcomp" and head.lemma_.lower() == "use" and head.tag_ == "VBD"
    return used and not any(c.dep_ in ("dobj", "auxpass") for c in head.children)


def _long_running(verb: Token) -> bool:
    """Tell whether it is a present perfect progressive: "have been driving up and firing rockets"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    if any(c.lower_ == "since" for c in verb.children) and not _ever_since(verb):
        # "Have been on hunger strike since Sunday": one happening, a few days long.
        return False
    return verb.tag_ == "VBG" and "been" in helpers and bool(helpers & {"have", "has", "'ve"})


SPANS = frozenset({"week", "month", "year", "decade"})


def _lately(trigger: Token) -> bool:
    """Tell whether "recent weeks" or the like follows closely, wherever the tree hangs it."""
    after = trigger.doc[trigger.i + 1 : min(trigger.i + 7, trigger.sent.end)]
    return any(
        t.lower_ == "recent" and t.i + 1 < len(trigger.doc) and trigger.nbor(t.i + 1 - trigger.i).lemma_ in SPANS
        for t in after
    )


def _over_weeks(head: Token) -> bool:
    """Tell whether it went on "in recent weeks" or "over the past months": many happenings, not one."""
    for prep in head.children:
        if prep.dep_ == "prep" and prep.lower_ in ("in", "over", "during", "for", "throughout"):
            for noun in prep.children:
                span = noun.lemma_.lower()
                if span in SPANS and (noun.tag_ == "NNS" or span in ("month", "year", "decade")):
                    return any(c.lower_ in ("recent", "past", "last", "previous") for c in noun.children)
    return False


RARITY = frozenset(
    {"increase", "decrease", "decline", "rise", "diminish", "multiply", "abate", "dwindle", "grow", "double"}
)


def _grown(trigger: Token, lexicon: StanceLexicon) -> bool:
    """Tell whether many are told of at once: "attacks have become rare", "raids have increased"."""
    if trigger.tag_ not in ("NNS", "NN") or trigger.dep_ != "nsubj":
        return False
    verb = trigger.head
    said = [c for c in verb.children if c.dep_ in ("acomp", "attr", "oprd")]
    return any(lexicon.has(c, "habit") for c in said) or (
        trigger.tag_ == "NNS" and verb.lemma_.lower() in RARITY and not _dated(verb)
    )


def _dated(verb: Token) -> bool:
    return any(
        t.span.start >= verb.idx and t.interval.days == 1
        for t in fields(verb.doc).times
        if t.span.end <= verb.sent.end_char
    )


def _compared(trigger: Token) -> bool:
    """Tell whether the sentence only ranks it: "it was the deadliest attack since 2009", "the third raid this week"."""
    if trigger.dep_ != "attr" or trigger.pos_ != "NOUN":
        return False
    ranked = any(c.tag_ in ("JJS", "RBS") or c.lower_ in term_group("ordinal") for c in trigger.children)
    subject = next((c for c in trigger.head.children if c.dep_ == "nsubj"), None)
    return ranked and subject is not None and subject.lower_ in ("it", "this", "that")


def _ever_since(verb: Token) -> bool:
    """Tell whether the present perfect tells of what went on since long: "has been besieged since last summer"."""
    if not any(c.dep_ == "aux" and c.lower_ in ("has", "have", "'ve") for c in verb.children):
        return False
    for since in (c for c in verb.children if c.lower_ == "since"):
        named = [g for g in since.children if g.dep_ in ("pobj", "pcomp")]
        if not named:
            return True
        start, end = named[0].left_edge.idx, named[0].right_edge.idx + len(named[0].right_edge)
        told = [t for t in fields(verb.doc).times if t.span.start < end and start < t.span.end]
        return all(t.interval.days > 7 for t in told)
    return False
