"""Assertion: does the text say that it happened, that someone says so, that it did not, or that it may?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Token

from ..model import Assertion, Span
from .termfile import LEXICON, read_terms

STANCES = frozenset({"report", "deny", "plan", "fact", "habit", "hearsay", "mention"})
MODALS = frozenset(
    {"could", "would", "may", "might", "will", "shall", "should", "must", "can", "'ll", "ca", "wo", "'d"}
)
CONDITIONS = frozenset({"if", "unless", "whether", "lest", "should"})
QUESTION = "?"
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "pcomp", "parataxis", "dep", "csubj", "appos"})


@dataclass(frozen=True, slots=True)
class Stance:
    """What a text says of one trigger's reality, and who says it (characters of the source's words)."""

    assertion: Assertion
    source: Span | None = None
    attribution: str = ""
    mentioned: bool = False
    """True where the text only refers to the happening ("condemned the attack"), without telling it."""


class StanceLexicon:
    """Words that report, deny, plan or generalise, by lemma; a word may have several stances."""

    def __init__(self, entries: Mapping[str, frozenset[str]]) -> None:
        self._entries = entries

    @classmethod
    def load(cls, path: Path = LEXICON / "stances.csv") -> StanceLexicon:
        """Read and check the list; raises LexiconError."""
        entries: dict[str, set[str]] = {}
        for term, stance in read_terms(path, ("term", "stance"), {"stance": STANCES}):
            entries.setdefault(term.lower(), set()).add(stance)
        return cls({term: frozenset(found) for term, found in entries.items()})

    def has(self, token: Token, stance: str) -> bool:
        """Tell whether the token's lemma has the stance."""
        own = self._entries.get(token.lower_) if token.dep_ == "amod" else None
        # "A suspected attack": what is suspected is hearsay, whatever "suspect" may be.
        found = own if own is not None else self._entries.get(token.lemma_.lower(), frozenset())
        return stance in found


def stance_of(trigger: Token, lexicon: StanceLexicon, headline: bool = False) -> Stance:
    """Return how the text asserts the happening that `trigger` names.

    `headline` is True where the present tense tells news ("Bomb kills five").
    """
    path = list(_path(trigger))
    if _denied(trigger, path, lexicon):
        source, words = _source(trigger, path, lexicon)
        return Stance(Assertion.DENIED, source, words)
    if _planned(trigger, path, lexicon):
        return Stance(Assertion.PLANNED)
    if _habitual(trigger, path, lexicon, headline):
        return Stance(Assertion.HABITUAL)
    source, words = _source(trigger, path, lexicon)
    mentioned = _mentioned(trigger, lexicon)
    hearsay = any(
        lexicon.has(child, "hearsay")
        for token in path[:2]
        for child in token.children
        if child.dep_ in ("advmod", "amod")
    )
    told = Assertion.CLAIMED if source is not None or hearsay else Assertion.STATED
    return Stance(told, source, words, mentioned)


def _path(token: Token) -> Iterator[Token]:
    """Yield the token and its ancestors up to the root."""
    yield token
    yield from token.ancestors


def _governors(trigger: Token) -> Iterator[tuple[Token, Token]]:
    """Yield (child, head) pairs from the trigger upwards."""
    token = trigger
    while token.head.i != token.i:
        yield token, token.head
        token = token.head


def _denied(trigger: Token, path: list[Token], lexicon: StanceLexicon) -> bool:
    for child in trigger.children:
        if child.dep_ == "neg" or (child.dep_ == "det" and child.lower_ == "no"):
            return True
    for child, head in _governors(trigger):
        if child.dep_ in ("prep",) and child.lower_ == "without":
            return True
        if head.lower_ == "without" and child.dep_ in ("pobj", "pcomp"):
            return True
        if child.dep_ in (
            "xcomp",
            "dobj",
            "pobj",
            "nsubj",
            "nsubjpass",
            "pcomp",
            "prep",
            "aux",
            "acomp",
            "attr",
            "ccomp",
        ):
            if child.dep_ != "nsubj" or head.lemma_ in ("occur", "take", "happen", "be"):
                if any(grand.dep_ == "neg" for grand in head.children) and child.dep_ not in ("prep", "ccomp"):
                    return True
            if head.pos_ == "VERB" and lexicon.has(head, "deny") and child.dep_ != "nsubj":
                return True
        if child.dep_ in ("advcl", "relcl", "conj", "ROOT"):
            break
    return False


def _planned(trigger: Token, path: list[Token], lexicon: StanceLexicon) -> bool:
    if _modal(trigger):
        return True
    if trigger.pos_ != "VERB" and any(
        lexicon.has(child, "plan") for child in trigger.children if child.dep_ in ("amod", "compound")
    ):
        return True
    if any(child.dep_ == "det" and child.lower_ == "any" for child in trigger.children):
        return True
    for child, head in _governors(trigger):
        if child.dep_ in ("relcl", "acl") and child.tag_ not in ("VB",):
            break
        if child.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            if lexicon.has(head, "fact") or (child.dep_ == "xcomp" and lexicon.has(head, "report")):
                continue
            # A purpose ("to push back a rebel advance") or a complement ("plans to attack") is not yet a happening.
            return True
        if child.dep_ == "conj":
            if head.tag_ == "VB" and child.tag_ == "VB":
                continue
            if child.pos_ == "VERB":
                continue
        if (
            lexicon.has(head, "plan")
            and child.dep_
            in (
                "dobj",
                "xcomp",
                "ccomp",
                "pobj",
                "pcomp",
                "prep",
                "nsubjpass",
                "acl",
            )
            and (head.pos_ != "VERB" or child.dep_ != "ccomp" or not _past(child))
        ):
            return True
        if child.pos_ != "VERB" and _modal(head) and child.dep_ in ("dobj", "nsubj", "nsubjpass", "pobj", "attr"):
            return True
        if child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ in CONDITIONS for c in child.children):
            return True
        if child.dep_ == "ccomp" and _modal(head) and not lexicon.has(head, "report"):
            return True
    return path[-1].doc[path[-1].right_edge.i].text == QUESTION


def _past(token: Token) -> bool:
    return token.tag_ in ("VBD", "VBN") or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in token.children)


def _modal(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ in MODALS and not _had(child) for child in token.children)


def _had(token: Token) -> bool:
    return token.lower_ == "'d" and token.lemma_ == "have"


def _habitual(trigger: Token, path: list[Token], lexicon: StanceLexicon, headline: bool) -> bool:
    verb = next((token for token in path if token.pos_ in ("VERB", "AUX")), None)
    for token in path:
        if any(lexicon.has(c, "habit") and c.dep_ == "advmod" for c in token.children) or _long_running(token):
            return True
        if token.dep_ in ("ccomp", "ROOT") or (token.dep_ == "conj" and token is not trigger and token is not verb):
            break
    if _over_weeks(trigger) or (verb is not None and _over_weeks(verb)) or _lately(trigger):
        return True
    if verb is None or headline:
        return False
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    # The plain present tells a state of things: "the rockets hit Kilis".
    plain = verb.tag_ in ("VBZ", "VBP") and not helpers
    return plain and verb.i == trigger.i and not lexicon.has(verb, "report")


def _long_running(verb: Token) -> bool:
    """Tell whether it is a present perfect progressive: "have been driving up and firing rockets"."""
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return verb.tag_ == "VBG" and "been" in helpers and bool(helpers & {"have", "has", "'ve"})


SPANS = frozenset({"week", "month", "year", "decade", "day"})


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
                if noun.lemma_.lower() in SPANS and any(
                    c.lower_ in ("recent", "past", "last") and noun.tag_ == "NNS" for c in noun.children
                ):
                    return True
    return False


def _mentioned(trigger: Token, lexicon: StanceLexicon) -> bool:
    if trigger.pos_ == "VERB":
        return False
    for child, head in _governors(trigger):
        if child.dep_ in ("dobj", "pobj", "nsubjpass", "prep") and lexicon.has(head, "mention"):
            return True
        if child.dep_ not in ("pobj", "prep", "compound", "conj", "dobj", "nsubjpass"):
            return False
    return False


def _source(trigger: Token, path: list[Token], lexicon: StanceLexicon) -> tuple[Span | None, str]:
    """Return who is said to say it: the subject of the reporting verb above, or of "according to"."""
    for child, head in _governors(trigger):
        if child.dep_ in ("ccomp", "parataxis", "xcomp", "advcl", "dep") and lexicon.has(head, "report"):
            subject = next((c for c in head.children if c.dep_ in ("nsubj", "nsubjpass", "agent")), None)
            if subject is not None:
                return _words(subject)
    for token in path:
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "according":
                obj = next(
                    (g for c in child.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"), None
                )
                if obj is not None:
                    return _words(obj)
            if child.dep_ in ("parataxis", "ccomp") and lexicon.has(child, "report") and child.i > trigger.i:
                subject = next((c for c in child.children if c.dep_ in ("nsubj", "nsubjpass")), None)
                if subject is not None:
                    return _words(subject)
    return None, ""


def _words(head: Token) -> tuple[Span | None, str]:
    """Return the source's noun phrase without its relative clauses."""
    kept = [head]
    for child in head.lefts:
        kept.extend(child.subtree)
    for child in head.rights:
        if child.dep_ in ("prep", "conj", "cc", "compound", "flat", "nmod", "poss", "case"):
            kept.extend(
                t for t in child.subtree if not any(a.dep_ in ("relcl", "acl") for a in _path(t) if a.i > head.i)
            )
    kept.sort(key=lambda token: token.i)
    run = [token for token in kept if token.i <= head.i or all(head.doc[k] in kept for k in range(head.i, token.i))]
    first, last = run[0], run[-1]
    start, end = first.idx, last.idx + len(last)
    words = head.doc.text[start:end]
    # "They said": somebody says so, but the words name nobody.
    return Span(start, end), "" if head.pos_ == "PRON" else words
