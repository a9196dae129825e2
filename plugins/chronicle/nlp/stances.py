"""The words that report, deny, plan, generalise or only refer: the list of stances, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from spacy.tokens import Token

from ..termfile import LEXICON, read_terms

STANCES = frozenset(
    {
        *("report", "deny", "plan", "fact", "habit", "hearsay", "mention", "reaction", "unreal"),
        *("attempt", "assault", "purpose"),
    }
)
"""What a word may say of a happening.

report: somebody says it; deny; plan: nothing yet; fact: what is begun or managed is done; habit; hearsay; mention: its
object was told elsewhere ("condemn"); reaction: so was its subject ("the attack drew"); unreal: "mock"; attempt: "try";
assault: what is an armed clash even where it fails (ACLED Codebook: an attempted assault that is repelled is coded);
purpose: what is done by the very deed it is the aim of ("filled the square to protest").
"""


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
