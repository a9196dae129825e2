"""Attribution: who is said to say it, in the text's words; persons by what they are, never by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Span as DocSpan
from spacy.tokens import Token

from ..model import Span
from .fields import fields, text_of, touching
from .outlets import is_papers
from .stances import StanceLexicon
from .syntax import CHARGES

CLAUSAL = frozenset({"ccomp", "parataxis", "xcomp", "advcl", "dep"})
NOBODY = frozenset({"no", "neither", "nobody", "none", "noone"})
COUNTED = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})


@dataclass(frozen=True, slots=True)
class Source:
    """That somebody says so: the words that say who (None where the text names nobody)."""

    span: Span | None = None
    words: str = ""


def source_of(trigger: Token, lexicon: StanceLexicon) -> Source | None:
    """Return who is said to say it: of the reporting verb above, of "according to", of a claim or an accusation.

    None where the text says so in its own voice.
    """
    for child, head in governors(trigger):
        if child.dep_ in CLAUSAL and lexicon.has(head, "report"):
            return _speaker(head, lexicon)
        if child.dep_ in ("pcomp", "pobj") and head.dep_ == "prep":
            charge = head.head
            if CHARGES.get(charge.lemma_.lower()) == head.lower_:
                return _speaker(charge, lexicon)
        if claims(child, head) and not denies_claim(head):
            return _speaker(head, lexicon)
    for token in (trigger, *trigger.ancestors):
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ == "according":
                named = [g for c in child.children if c.dep_ == "prep" for g in c.children if g.dep_ == "pobj"]
                if named:
                    return _named(named[0])
            if child.dep_ in ("parataxis", "ccomp") and lexicon.has(child, "report") and child.i > trigger.i:
                return _speaker(child, lexicon)
    return _trailing(trigger, lexicon)


def _trailing(trigger: Token, lexicon: StanceLexicon) -> Source | None:
    """Return who speaks at the sentence's end, where the parser hung it on a noun: "..., a monitor said on Sunday"."""
    for verb in trigger.doc[trigger.i + 1 : trigger.sent.end]:
        if verb.tag_ not in ("VBD", "VBZ", "VBP") or not lexicon.has(verb, "report"):
            continue
        if any(c.dep_ in ("ccomp", "dobj", "xcomp", "attr") and c.i > verb.i for c in verb.children):
            continue
        found = _before(verb)
        if found.span is not None:
            return found
    return None


def governors(trigger: Token) -> Iterator[tuple[Token, Token]]:
    """Yield (child, head) pairs from the trigger upwards."""
    token = trigger
    while token.head.i != token.i:
        yield token, token.head
        token = token.head


def claims(child: Token, head: Token) -> bool:
    """Tell whether the verb claims the deed for its subject: "claimed (responsibility for) the attack"."""
    return head.lemma_.lower() == "claim" and head.pos_ == "VERB" and child.dep_ in ("dobj", "prep", "nsubjpass")


def denies_claim(verb: Token) -> bool:
    """Tell whether nobody does what the verb says: "no group claimed", "has not claimed"."""
    if any(c.dep_ == "neg" for c in verb.children):
        return True
    return any(is_nobody(c) for c in verb.children if c.dep_ in ("nsubj", "nsubjpass"))


def is_nobody(subject: Token) -> bool:
    """Tell whether the subject is "nobody", "no group", "neither side"."""
    if subject.lower_ in NOBODY or (subject.lower_ == "one" and any(c.lower_ == "no" for c in subject.children)):
        return True
    return any(c.dep_ in ("det", "neg") and c.lower_ in NOBODY for c in subject.children)


def _speaker(verb: Token, lexicon: StanceLexicon) -> Source:
    """Return the verb's subject; "was reported by" names its agent, "are said to have" nobody."""
    passive = any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children)
    if passive:
        agents = [g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"]
        return _named(agents[0]) if agents else Source()
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None and verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        subject = next((c for c in verb.head.children if c.dep_ == "nsubj"), None)
    if subject is not None and subject.lower_ == "it":
        return Source(Span(subject.idx, subject.idx + 2), _meant(subject, lexicon).words)
    return _named(subject) if subject is not None else _before(verb)


def _meant(pronoun: Token, lexicon: StanceLexicon) -> Source:
    """Return whom "it said" means: the body that spoke last, in this sentence or the one before."""
    doc, first = pronoun.doc, pronoun.sent.start
    if first:
        first = doc[first - 1].sent.start
    for verb in reversed(doc[first : pronoun.i]):
        if verb.pos_ != "VERB" or not lexicon.has(verb, "report"):
            continue
        said_by = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if said_by is not None and said_by.pos_ in ("NOUN", "PROPN"):
            one = said_by.tag_ in ("NN", "NNP") and not _is_person(said_by)
            return _named(said_by) if one else Source()
    return Source()


def _before(verb: Token) -> Source:
    """Return the words between a comma and "said" where the parser found no subject: "..., local officials said"."""
    doc, start = verb.doc, verb.i
    while start > verb.sent.start and (
        doc[start - 1].pos_ in COUNTED or doc[start - 1].pos_ in ("DET", "CCONJ", "ADP")
    ):
        start -= 1
    if start == verb.i or start == verb.sent.start or doc[start - 1].text not in (",", "”", '"', "'", "’"):
        return Source()
    run = list(doc[start : verb.i])
    if run[0].pos_ in ("ADP", "CCONJ"):
        return Source()
    last = run[-1]
    return _of_person(last, run) if _is_person(last) else _source(run)


def _named(head: Token) -> Source:
    """Return the source's noun phrase without its relative clauses, and without a person's name."""
    if head.pos_ == "PRON":
        # "They said": somebody says so, but the words name nobody.
        return Source(Span(head.idx, head.idx + len(head)), "")
    run = _phrase(head)
    return _of_person(head, run) if _is_person(head) else _source(run)


def _source(phrase: Sequence[Token]) -> Source:
    run = list(phrase)
    while len(run) > 1 and run[-1].is_punct:
        run.pop()
    start, end = run[0].idx, run[-1].idx + len(run[-1])
    return Source(Span(start, end), text_of(run[0].doc)[start:end])


def _phrase(head: Token) -> list[Token]:
    kept = [head]
    for child in head.lefts:
        kept.extend(child.subtree)
    for child in head.rights:
        if child.dep_ in ("prep", "conj", "cc", "compound", "flat", "nmod", "poss", "case"):
            kept.extend(
                t
                for t in child.subtree
                if not any(a.dep_ in ("relcl", "acl") for a in (t, *t.ancestors) if a.i > head.i)
            )
    kept.sort(key=lambda token: token.i)
    return [t for t in kept if t.i <= head.i or all(head.doc[k] in kept for k in range(head.i, t.i))]


def _is_person(head: Token) -> bool:
    """Tell whether the words are a person's name, and neither a side's nor a place's that the parser took for one."""
    if head.pos_ != "PROPN" or head.ent_type_ != "PERSON":
        return False
    known = fields(head.doc)
    sides, places = (touching(known.actors, head.idx, head.idx + 1), touching(known.places, head.idx, head.idx + 1))
    if sides or places:
        return False
    entity = _entity(head)
    if entity is None or head.idx in known.outlets or is_papers(entity[-1]):
        return False
    if len(entity) > 1 or any(c.dep_ in ("appos", "compound") for c in head.children):
        return True
    # "Okello said": a name that an earlier, longer one ends in.
    if known.full_names is None:
        named = (e for e in head.doc.ents if e.label_ == "PERSON" and len(e) > 1)
        known.full_names = frozenset(e[-1].text for e in named)
    return head.text in known.full_names


def _entity(head: Token) -> DocSpan | None:
    # Not by `doc.ents`, which looks through the whole text each time
    if not head.ent_type_:
        return None
    doc, start, end = head.doc, head.i, head.i + 1
    while start and doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(doc) and doc[end].ent_iob_ == "I":
        end += 1
    return doc[start:end]


def _of_person(head: Token, run: Sequence[Token]) -> Source:
    """Return what a person is said to be: "a farmer from Gulu" behind the name, or "Army spokesman" before it."""
    for child in head.children:
        if child.dep_ == "appos" and child.pos_ == "NOUN":
            return _source(_phrase(child))
    entity = _entity(head)
    start = entity.start if entity is not None else head.i
    title = [t for t in run if t.i < start]
    while title and title[-1].pos_ in ("PUNCT", "CCONJ", "ADP"):
        title.pop()
    if any(t.pos_ == "NOUN" or (t.pos_ == "PROPN" and t.i + 1 == start) for t in title):
        if len(title) == 1:
            # "President X said": of whom the title alone is left.
            return Source(Span(title[0].idx, title[0].idx + len(title[0])), f"the {title[0].lower_}")
        return _source(title)
    return Source()
