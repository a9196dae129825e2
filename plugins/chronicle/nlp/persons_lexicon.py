"""The words around a name that say whether a private person bears it, put together from the lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from ..termfile import LEXICON, read_terms
from .actors_lexicon import ActorLexicon
from .casualties_lexicon import load_words
from .places_lexicon import place_terms

KINDS = frozenset({"office", "title", "institution", "ordinary", "particle"})


@dataclass(frozen=True, slots=True)
class PersonWords:
    """What the capitalised words around a name say of it; all in lower case."""

    kinds: Mapping[str, frozenset[str]]
    common: frozenset[str]
    """Words that open a sentence without being a name."""
    peoples: frozenset[str]
    actors: frozenset[str]
    """Listed sides by every name."""

    def has(self, token: Token, *kinds: str) -> bool:
        """Tell whether the word is of one of the kinds."""
        word = token.lower_.rstrip(".")
        known = self.kinds.get(word, frozenset())
        if any(kind in known for kind in kinds):
            return True
        if "office" not in kinds or token.i < 2:
            return False
        # "Secretary of State Baker", not "Baker, the state news agency said"
        return token.nbor(-1).lower_ == "of" and f"{token.nbor(-2).lower_} of {word}" in self.kinds


@cache
def _kinds() -> Mapping[str, frozenset[str]]:
    """Return the words by what they say; raises LexiconError for a row that cannot be read."""
    found: dict[str, set[str]] = {}
    for words, kind in read_terms(LEXICON / "person_words.csv", ("words", "kind"), {"kind": KINDS}):
        for term in words.split(";"):
            plain = kind == "office" and " of " not in term
            for word in [term.strip(), *(term.split()[-1:] if plain else ())]:
                found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def person_words(actors: ActorLexicon, stop_words: Iterable[str]) -> PersonWords:
    """Return the lists put together: ours, and what the other components know of common words."""
    deeds = load_words()
    terms = [term for term, _, _ in read_terms(LEXICON / "cues.csv", ("term", "pos", "cue"))]
    terms += [*actors.nouns, *actors.sides, *deeds.transitive, *deeds.intransitive, *deeds.nouns, *deeds.not_people]
    common = {word.lower() for term in terms for word in term.split()}
    common |= {*stop_words, *place_terms().types, *place_terms().cues, *_kinds()}
    return PersonWords(_kinds(), frozenset(common), frozenset(actors.countries), frozenset(actors.by_name))
