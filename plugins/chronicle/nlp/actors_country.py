"""Countries as sides: "Russia bombed", "Israel's strike", "a ceasefire between Armenia and Azerbaijan"."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from spacy.tokens import Doc, Token

from ..gazetteer_names import slugify
from ..model import Actor, ActorKind, PlaceLevel
from .actors_generic import home_country, nation, state_actor
from .actors_lexicon import ActorLexicon
from .fields import fields
from .syntax import CHARGES, LIGHT_VERBS, conjuncts

_SUBJECT = frozenset({"nsubj", "nsubjpass"})
_ON = frozenset({"conj", "xcomp", "advcl", "pcomp"})


def country_doers(doc: Doc, lexicon: ActorLexicon, taken: AbstractSet[int]) -> Iterator[tuple[int, int, Actor]]:
    """Yield (first token, token after, actor) where a country's name, or "the government", stands for who did it.

    A country that bombs, shells or invades is its armed forces; one that signs is its government. A country that
    only says something, or where something happens, is no side.
    """
    rulers = {p.span.end: p for p in fields(doc).places if p.metonym and p.place.level is not PlaceLevel.COUNTRY}
    for token in doc:
        if token.i in taken:
            continue
        country, start = _country(token, lexicon)
        seat = rulers.get(token.idx + len(token)) if not country else None
        if seat is not None:
            # "Colombo and Delhi signed": a capital stands for its state.
            country, start = seat.place.country, next(t.i for t in token.sent if t.idx >= seat.span.start)
        government = not country and token.lower_ in ("government", "authorities") and _plain(token)
        if not country and not government:
            continue
        use = _use(token, lexicon)
        if not use or (government and use != "signs"):
            continue
        home = country or home_country(doc, token.i)
        if use == "signs":
            home = _owner(token, lexicon) if government and _described(token) else home
            if home:
                yield start, token.i + 1, _government(home)
        elif home:
            yield start, token.i + 1, state_actor("armed forces", home, lexicon)


def _plain(token: Token) -> bool:
    """Tell whether "government" is that of the land or of a land that is named: no "city government"."""
    described = _described(token)
    return all(c.text[:1].isupper() for c in described) if described else any(c.lower_ == "the" for c in token.children)


def _described(token: Token) -> list[Token]:
    return [c for c in token.children if c.dep_ in ("amod", "compound", "poss", "nmod")]


def _owner(government: Token, lexicon: ActorLexicon) -> str:
    """Return the country of "Nepal's government", "the Yemeni government"; empty where none is named."""
    named = (lexicon.country(c.text) for c in _described(government))
    return next((country for country in named if country), "")


def _government(country: str) -> Actor:
    name = f"Government of {country}"
    return Actor(slugify(name), name, ActorKind.STATE_FORCES, country)


def _country(token: Token, lexicon: ActorLexicon) -> tuple[str, int]:
    """Return the country that the name ending at the token is of, and the name's first token."""
    if token.lower_ not in lexicon.ends or not token.text[:1].isupper():
        return "", token.i
    for size in (4, 3, 2, 1):
        start = token.i - size + 1
        if start >= token.sent.start and (country := nation(token.doc[start : token.i + 1], lexicon)):
            return country, start
    return "", token.i


def _use(token: Token, lexicon: ActorLexicon) -> str:
    """Return "does" or "signs" for a name in the place of a doer, else nothing."""
    first = token
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "PROPN", "ADJ"):
        first = first.head
    head, role = first.head, first.dep_
    if role == "poss":
        return "does" if _is(head, "deed", lexicon) else ""
    if role in ("amod", "compound", "nmod"):
        return "does" if token.dep_ != "conj" and _is(head, "weapon", lexicon) else ""
    if token.pos_ == "ADJ":
        return ""
    if role == "nsubj":
        return _of_verb(head, lexicon)
    if role == "dobj" and head.lemma_.lower() in CHARGES:
        preposition = CHARGES[head.lemma_.lower()]
        charged = [d for c in head.children if c.lower_ == preposition for d in c.children]
        return "does" if any(_does(d, lexicon) or _is(d, "deed", lexicon) for d in charged) else ""
    if role == "pobj" and head.lower_ in ("by", "between", "with"):
        above = head.head
        if head.lower_ == "with":
            return "does" if above.lemma_.lower() in ("clash", "fight", "fighting", "battle") else ""
        if _is(above, "treaty", lexicon):
            return "signs"
        return "does" if _is(above, "deed", lexicon) or (above.pos_ == "VERB" and _is(above, "does", lexicon)) else ""
    return ""


def _of_verb(verb: Token, lexicon: ActorLexicon) -> str:
    if verb.pos_ not in ("VERB", "AUX"):
        return ""
    chain = [verb, *_carried_on(verb)]
    if any(_is(v, "signs", lexicon) and _has_object(v, "treaty", lexicon) for v in chain):
        return "signs"
    return "does" if any(_does(v, lexicon) for v in chain) else ""


def _carried_on(verb: Token) -> Iterator[Token]:
    """Yield the verbs that share the subject: "began bombing", "said it had struck"."""
    for child in verb.children:
        if child.pos_ not in ("VERB", "AUX"):
            continue
        subject = next((c for c in child.children if c.dep_ in _SUBJECT), None)
        if child.dep_ in _ON and subject is None:
            yield child
            yield from _carried_on(child)
        elif child.dep_ == "ccomp" and subject is not None and subject.lower_ in ("it", "they"):
            yield child


def _does(verb: Token, lexicon: ActorLexicon) -> bool:
    if verb.pos_ != "VERB" or any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        return False
    return _is(verb, "does", lexicon) or (
        verb.lemma_.lower() in LIGHT_VERBS
        and (_has_object(verb, "deed", lexicon) or _has_object(verb, "weapon", lexicon))
    )


def _has_object(verb: Token, use: str, lexicon: ActorLexicon) -> bool:
    heads = [c for c in verb.children if c.dep_ == "dobj"]
    heads += [d for c in verb.children if c.dep_ == "prep" for d in c.children if d.dep_ == "pobj"]
    words = [w for head in heads for w in conjuncts(head)]
    words += [d for w in words for c in w.children if c.lower_ == "of" for d in c.children]
    return any(_is(w, use, lexicon) for w in words)


def _is(token: Token, use: str, lexicon: ActorLexicon) -> bool:
    return token.lemma_.lower() in lexicon.deeds.get(use, frozenset())
