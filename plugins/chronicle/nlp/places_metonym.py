"""Whether a place's name stands for ground or for a government, a capital's rulers, or a part of a side's name."""

from __future__ import annotations

import re

from spacy.tokens import Doc, Token

from ..gazetteer import Gazetteer
from ..gazetteer_names import fold
from ..model import Place, PlaceLevel
from .places_lexicon import PlaceTerms
from .places_score import phrase_before
from .places_spans import Candidate, Word
from .term_groups import term_group

_ASIDE = re.compile(r", (?:which|whose|who|long|a|an|the)\b[^.;:\n]{3,90}, ")
_SAYS_BEFORE = ("according to", "accused by", "statement from", "spokesman for", "backed by", "supported by", "led by")
_AND = re.compile(r",? (?:and|or) |, ")


def metonyms(
    doc: Doc, text: str, words: list[Word], kept: list[Candidate], gazetteer: Gazetteer, terms: PlaceTerms
) -> None:
    """Mark the candidates that name no ground: "Iran" in "Iran-backed", "Ankara" in "Ankara said"."""
    for made in kept:
        if made.chosen is not None:
            made.metonym = _compound(text, made, terms) or _speaks(doc, text, words, made, gazetteer, terms)
    # "Moscow and Damascus deny": who is named beside a speaker speaks too.
    for made, following in zip(reversed(kept[:-1]), reversed(kept[1:]), strict=True):
        if (
            made.chosen is None
            or following.chosen is None
            or not following.metonym
            or _compound(text, following, terms)
        ):
            continue
        if _AND.fullmatch(text[made.end : following.start]) and _rules(
            text, words, made, made.chosen, gazetteer, terms
        ):
            made.metonym = True


def _compound(text: str, made: Candidate, terms: PlaceTerms) -> bool:
    """Tell whether a hyphen makes the name a part of a word for somebody: "US-led", "Damascus-controlled"."""
    found = re.match(r"-([a-z]+)", text[made.end : made.end + 20])
    return bool(found) and terms.cue(found.group(1), "compound") if found else False


def _rules(
    text: str, words: list[Word], made: Candidate, place: Place, gazetteer: Gazetteer, terms: PlaceTerms
) -> bool:
    """Tell whether the name is a country, its capital or its government's seat, not said to be where something is."""
    if made.near or made.kind is not None or not _ruler(made, place, gazetteer, terms):
        return False
    before = phrase_before(text, words, made.first, 1)
    if before == "the":
        before = phrase_before(text, words, made.first, 2).removesuffix(" the")
    return before not in ("in", "near", "at", "from", "of", "to", "outside", "around", "inside", "across", "on", "into")


def _ruler(made: Candidate, place: Place, gazetteer: Gazetteer, terms: PlaceTerms) -> bool:
    seat = terms.cue(made.text.lower(), "seat")
    nation = gazetteer.country(place.country_code)
    capital = nation is not None and fold(nation.capital) == fold(place.name)
    return seat or place.level is PlaceLevel.COUNTRY or (capital and place.level is not PlaceLevel.AREA)


def _speaks(doc: Doc, text: str, words: list[Word], made: Candidate, gazetteer: Gazetteer, terms: PlaceTerms) -> bool:
    place = made.chosen
    if place is None:
        return False
    if phrase_before(text, words, made.first, 2) in _SAYS_BEFORE:
        return place.level in (PlaceLevel.COUNTRY, PlaceLevel.PLACE, PlaceLevel.ADMIN1)
    if _party(doc, made) and _ruler(made, place, gazetteer, terms):
        return True
    if not _rules(text, words, made, place, gazetteer, terms):
        return False
    return _said(text, words, made, terms) or (place.level is not PlaceLevel.COUNTRY and _acts(doc, made, terms))


def _party(doc: Doc, made: Candidate) -> bool:
    """Tell whether the name is one party of a truce: "the armistice between Addis Ababa and Asmara"."""
    span = doc.char_span(made.start, made.end, alignment_mode="expand")
    token = span.root if span is not None else None
    while token is not None and token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    if token is None or token.dep_ != "pobj" or token.head.lower_ != "between":
        return False
    pacts = term_group("deal") | term_group("plain_truce")
    above = token.head.head
    return above.lemma_.lower() in pacts or (above.dep_ == "pobj" and above.head.head.lemma_.lower() in pacts)


def _said(text: str, words: list[Word], made: Candidate, terms: PlaceTerms) -> bool:
    """Tell whether a verb of saying follows the name, also after "has", an adverb or an aside between commas."""
    aside = _ASIDE.match(text, made.end)
    at = aside.end() if aside else made.end + 1
    if aside is None and text[made.end : at] != " ":
        return False
    following = [word for word in words[made.last + 1 : made.last + 40] if word.start >= at][:4]
    for first in range(min(3, len(following))):
        for count in (2, 1):
            run = following[first : first + count]
            if len(run) == count and terms.cue(" ".join(word.text.lower() for word in run), "speech"):
                return True
        if not (
            following[first].text.lower() in ("has", "have", "had", "also") or following[first].text.endswith("ly")
        ):
            return False
    return False


def _acts(doc: Doc, made: Candidate, terms: PlaceTerms) -> bool:
    """Tell whether the name is the subject of a deed: "Damascus had shelled the town", unlike "Kabul saw a blast"."""
    span = doc.char_span(made.start, made.end, alignment_mode="expand")
    if span is None:
        return False
    token: Token = span.root
    while token.dep_ == "conj":
        token = token.head
    verb = token.head
    if token.dep_ != "nsubj" or verb.pos_ != "VERB" or terms.cue(verb.lemma_.lower(), "undergo"):
        return False
    return any(child.dep_ in ("dobj", "ccomp", "xcomp") for child in verb.children)
