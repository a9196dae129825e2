"""Cues: the words of a text that speak of violence, protest, territory and the like, found by lemma."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from spacy.attrs import LEMMA, LOWER  # type: ignore[import-not-found]  # it has no stub
from spacy.tokens import Doc, Span, Token

from ..termfile import IRREGULAR as IRREGULAR
from ..termfile import LEXICON, SKIPPED, read_terms

# fmt: off
CUES = frozenset({
    "figure", "spaceflight", "festive", "marcher", "pastime", "rival", "tank_gun", "vehicle", "war",
    "abduct", "agree", "agree_verb", "air_event", "air_means", "armed_target", "arms", "arrest", "attack", "base",
    "base_verb", "beat", "blade_means", "blast", "body_found", "bomb_verb", "change", "chem_event", "chem_means",
    "civil_target", "clash", "crime", "crowd", "diplomacy", "disaster", "disrupt", "excess", "exercise", "force",
    "grenade_event", "grenade_means", "ground", "gun_means", "ied_event", "ied_means", "injure", "intervene",
    "kill", "loot", "mob", "murder", "mutual", "non_state", "other", "property", "protest", "refugee", "riot",
    "security", "sexual", "shell_event", "shell_means", "shell_weak", "shoot", "small_arms", "suicide_event",
    "suicide_means", "terr", "unopposed", "withdraw",
})
# fmt: on
POS = frozenset({"verb", "noun", "adj"})
LONGEST = 6
KNOWN = 100_000
"""Words whose forms are kept."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One term found: tokens start..end of the Doc, its head token, and every cue it may be."""

    start: int
    end: int
    head: int
    term: str
    cues: frozenset[str]
    verbal: bool

    def has(self, *names: str) -> bool:
        """Tell whether the term is any of these cues."""
        return any(name in self.cues for name in names)


@cache
def _entries(path: Path) -> Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]:
    entries: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for term, pos, cue in read_terms(path, ("term", "pos", "cue"), {"pos": POS, "cue": CUES}):
        words = tuple(word for word in term.lower().replace("-", " ").split() if word not in SKIPPED)
        entries.setdefault(words or tuple(term.lower().split()), []).append((pos, cue))
    return MappingProxyType({words: tuple(found) for words, found in entries.items()})


class CueLexicon:
    """The term list as a table from a term's words to what it may mean."""

    def __init__(self, entries: Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]) -> None:
        self._entries = entries
        self._firsts: dict[str, int] = {}
        self._known: dict[tuple[int, ...], tuple[str, ...]] = {}
        for words in entries:
            self._firsts[words[0]] = max(self._firsts.get(words[0], 0), len(words))

    @classmethod
    def load(cls, path: Path = LEXICON / "cues.csv") -> CueLexicon:
        """Read and check the list, once for all components; raises LexiconError."""
        return cls(dict(_entries(path)))

    def words(self, cues: frozenset[str]) -> frozenset[str]:
        """Return the terms of one word that may be one of the cues."""
        return frozenset(
            words[0]
            for words, found in self._entries.items()
            if len(words) == 1 and any(cue in cues for _, cue in found)
        )

    def terms(self, cues: frozenset[str]) -> frozenset[tuple[str, ...]]:
        """Return the words of the terms that may be one of the cues."""
        return frozenset(words for words, found in self._entries.items() if any(cue in cues for _, cue in found))

    def find(self, part: Doc | Span) -> tuple[Cue, ...]:
        """Return the cues of a Doc or sentence in the order of the text, the longest at each place."""
        found: list[Cue] = []
        tokens: list[Token] = []
        position = 0
        # Most words begin no term: what they are is asked by number, without a Token for each.
        rows: Any = part.to_array([LOWER, LEMMA])  # type: ignore[union-attr]  # a Span has it, its stub not
        for at, key in enumerate(map(tuple, rows.tolist())):
            if at < position:
                continue
            firsts = self._known.get(key)
            if firsts == ():
                continue
            tokens = tokens or list(part)
            if firsts is None:
                firsts = self._first_forms(key, tokens[at])
            cue = self._at(tokens, at, firsts) if firsts else None
            if cue is not None:
                found.append(cue)
                position = cue.end - tokens[0].i
        return tuple(found)

    def _first_forms(self, key: tuple[int, ...], token: Token) -> tuple[str, ...]:
        """Return the token's forms that a term begins with, and keep them."""
        if len(self._known) >= KNOWN:
            self._known.clear()
        known = self._known[key] = tuple(form for form in _forms(token) if form in self._firsts)
        return known

    def _at(self, tokens: list[Token], position: int, firsts: tuple[str, ...]) -> Cue | None:
        best: Cue | None = None
        for first in firsts:
            longest = self._firsts[first]
            for words, used in (*_parted(tokens, position, first), *_spellings(tokens, position, first, longest)):
                entry = self._entries.get(words)
                if entry is None:
                    continue
                cue = _cue(tokens[position : used + 1], words, entry)
                if cue is not None and (best is None or cue.end > best.end or _fuller(cue, best)):
                    best = cue
        return best


def lemma_of(token: Token) -> str:
    """Return the word's dictionary form in lower case, also of pasts that the model's rules miss."""
    return IRREGULAR.get(token.lower_, token.lemma_.lower())


def _forms(token: Token) -> tuple[str, ...]:
    lower, lemma = token.lower_, lemma_of(token)
    forms = [lower] if lower == lemma else [lemma, lower]
    # The model leaves plurals of tagged names as they are ("Airstrikes hit"), and headlines are full of them.
    if lower.endswith("s") and not lower.endswith("ss") and lower[:-1] not in forms:
        forms.append(lower[:-1])
    return tuple(forms)


STATES = frozenset({"hostage", "captive", "dead", "ablaze", "alight", "afire", "alive"})
"""What a verb makes of its object, said after it: "took two engineers hostage"."""


def _parted(tokens: list[Token], position: int, first: str) -> list[tuple[tuple[str, ...], int]]:
    """Return the verb with a particle or outcome that its object parts from it: "handed the town over"."""
    verb = tokens[position]
    if verb.pos_ != "VERB":
        return []
    after = tokens[position + 2 : position + 10]
    found: list[tuple[str, ...]] = [
        (first, t.lower_)
        for t in after
        if (t.head.i == verb.i and (t.dep_ == "prt" or t.lower_ in ("back", "out")))
        or (t.lower_ in STATES and verb in t.ancestors)
    ]
    if any(
        t.lower_ == "on" and t.head.i == verb.i and t.i + 1 < len(t.doc) and t.nbor().lower_ == "fire" for t in after
    ):
        found.append((first, "on", "fire"))
    return [(words, position) for words in found]


def _fuller(one: Cue, other: Cue) -> bool:
    """Tell whether a term says more than another of the same tokens."""
    return one.end == other.end and len(one.term.split()) > len(other.term.split())


def _spellings(tokens: list[Token], position: int, first: str, longest: int) -> list[tuple[tuple[str, ...], int]]:
    """Return the word sequences that start here, each with the index of its last token."""
    partial: list[tuple[str, ...]] = [(first,)]
    result: list[tuple[tuple[str, ...], int]] = [((first,), position)]
    for index in range(position + 1, min(position + 1 + LONGEST, len(tokens))):
        token = tokens[index]
        if token.lower_ in SKIPPED or token.like_num:
            continue
        if not token.text[0].isalnum():
            break
        partial = [(*words, form) for words in partial for form in _forms(token)][:16]
        result.extend((words, index) for words in partial)
        if len(partial[0]) >= longest:
            break
    return result


def _cue(tokens: list[Token], words: tuple[str, ...], entry: tuple[tuple[str, str], ...]) -> Cue | None:
    kept = [token for token in tokens if token.lower_ not in SKIPPED]
    if not kept:
        return None
    if len(kept) > 1 and kept[-1].tag_ in FINITE and all(pos == "noun" for pos, _ in entry):
        # "Army tanks shelled a church": no tank shells.
        return None
    if len(kept) > 1 and all(pos == "verb" for pos, _ in entry) and any(c.dep_ == "det" for c in kept[0].children):
        # "A fire at a factory": no one fired.
        return None
    inside = {token.i for token in tokens}
    head = next((token for token in kept if token.head.i not in inside or token.head.i == token.i), kept[-1])
    single = len(words) == 1
    allowed = frozenset(cue for pos, cue in entry if not single or _fits(kept[0], pos))
    if not allowed:
        return None
    verbal = any(pos == "verb" for pos, cue in entry if cue in allowed) and (
        not single or kept[0].pos_ in ("VERB", "AUX")
    )
    return Cue(tokens[0].i, tokens[-1].i + 1, head.i, " ".join(words), allowed, verbal)


def _fits(token: Token, pos: str) -> bool:
    if pos == "noun":
        # "Shelling of the suburbs resumed": the tagger calls some event nouns in -ing verbs.
        return token.pos_ in ("NOUN", "PROPN", "ADJ") or (token.tag_ == "VBG" and token.dep_ in NOMINAL)
    if pos == "verb":
        return token.pos_ in ("VERB", "AUX") or (token.tag_ in ("VBN", "VBD", "VBG", "VBZ", "VBP"))
    return token.pos_ in ("ADJ", "ADV", "NOUN", "VERB")


FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN"})
NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "compound", "conj", "ROOT", "appos"})
