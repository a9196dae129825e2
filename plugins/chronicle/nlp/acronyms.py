"""Component chronicle_acronyms: a side's acronym that is also a small word ("IS", "AS") is read as a name."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from .actors_lexicon import load_actors
from .fields import text_of

SHOUTED = 0.6
"""Share of capitals above which a text shouts, and capitals tell nothing."""


def small_word_acronyms(actors_csv: Path | None, small_words: frozenset[str]) -> frozenset[str]:
    """Return the listed sides' acronyms that in lower case are function words; raises LexiconError."""
    names = {name for actor in load_actors(actors_csv).actors.values() for name in (actor.name, *actor.aliases)}
    return frozenset(name for name in names if name.isupper() and name.isalpha() and name.lower() in small_words)


def name_acronyms(doc: Doc, acronyms: frozenset[str]) -> None:
    """Give the acronyms a norm of their own: the model reads "is" in "IS were driven out", and loses the subject."""
    found = [token for token in doc if token.text in acronyms]
    if not found:
        return
    letters = [c for c in text_of(doc) if c.isalpha()]
    if sum(c.isupper() for c in letters) > SHOUTED * len(letters):
        return
    for token in found:
        token.norm_ = f"{token.lower_}_group"


@Language.factory("chronicle_acronyms", default_config={"actors_csv": None})
class AcronymsComponent:
    """Set the norm of acronyms before the tagger reads it."""

    def __init__(self, nlp: Language, name: str, actors_csv: str | None) -> None:
        small_words = frozenset(nlp.Defaults.stop_words)
        self._acronyms = small_word_acronyms(Path(actors_csv) if actors_csv else None, small_words)

    def __call__(self, doc: Doc) -> Doc:
        """Change the Doc's norms and return it."""
        name_acronyms(doc, self._acronyms)
        return doc
