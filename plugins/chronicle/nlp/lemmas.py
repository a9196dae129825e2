"""Component chronicle_lemmas: what the model's lemmatizer says, each kind of token asked about once.

spaCy's English lemmatizer looks at a token's word, part of speech and morphology alone, but keeps few of its answers
and reads the morphology of each token anew (spacy/lang/en/lemmatizer.py).
"""

from __future__ import annotations

from typing import Any

import numpy
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

LEMMATIZER = "lemmatizer"
KEPT = 200_000
"""Answers kept; a process that reads for days forgets them all and begins anew."""


@Language.factory("chronicle_lemmas")
class LemmasComponent:
    """The lemmatizer of the model that it is added to, asked once."""

    def __init__(self, nlp: Language, name: str) -> None:
        lemmatizer = nlp.get_pipe(LEMMATIZER)
        assert isinstance(lemmatizer, Lemmatizer)
        self._lemmatizer = lemmatizer
        self._known: dict[tuple[int, ...], str] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemmas that are not set yet, and return the Doc."""
        if len(self._known) > KEPT:
            self._known.clear()
        rows = doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()
        # Kept as words, not by number: at a memory zone's end the store forgets the words met in it
        add = doc.vocab.strings.add
        lemmas = [
            lemma or add(self._ask(doc, at, (word, pos, morph))) for at, (word, pos, morph, lemma) in enumerate(rows)
        ]
        values: Any = numpy.array(lemmas, dtype="uint64").reshape(-1, 1)
        return doc.from_array(["LEMMA"], values)

    def _ask(self, doc: Doc, at: int, kind: tuple[int, ...]) -> str:
        found = self._known.get(kind)
        if found is None:
            found = self._known[kind] = self._lemmatizer.lemmatize(doc[at])[0]
        return found


def lemmatise_once(nlp: Language) -> None:
    """Put the component in the place of the model's lemmatizer where that is spaCy's English one, with its rules."""
    if LEMMATIZER not in nlp.pipe_names:
        return
    lemmatizer = nlp.get_pipe(LEMMATIZER)
    if type(lemmatizer) is EnglishLemmatizer and lemmatizer.mode == "rule" and not lemmatizer.overwrite:
        nlp.add_pipe("chronicle_lemmas", after=LEMMATIZER)
        nlp.disable_pipe(LEMMATIZER)
