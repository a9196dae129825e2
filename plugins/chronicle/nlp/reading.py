"""Component chronicle_reading: what the model says of the sentences that may tell of something, read in excerpt.

The sentences that the look passes over stand as flat rows of untagged words: their places and dates are still found, by
name and grammar alone, for the sentences beside them to stand on; deeds and the dead are looked for in what was read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

from .casualties_lexicon import load_words
from .cues import CueLexicon
from .fields import fields
from .lemmas import LEMMATIZER
from .look import Lemmas, Look, Sentence

MODEL = ("chronicle_vectors", "chronicle_attributes", "chronicle_lemmas", "chronicle_entities")
"""Components of ours that stand in for the model's."""
READ: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "ENT_IOB", "ENT_TYPE"]
KEPT: list[int | str] = ["NORM", "SENT_START"]
OUTSIDE = 2
"""What spaCy writes for a token outside every entity."""


class Reading:
    """Runs the components of a model on parts of Docs."""

    def __init__(self, pipes: Sequence[Any], look: Look) -> None:
        self._pipes = pipes
        self._look = look

    def __call__(self, docs: Sequence[Doc]) -> None:
        """Annotate the Docs, and note the sentences that were not read."""
        looked = [self._look(doc) for doc in docs]
        chosen = [
            numpy.array([i for s in found if s.tells for i in range(s.start, s.end)], "int64") for found in looked
        ]
        read: Iterable[Doc] = [_excerpt(doc, rows) for doc, rows in zip(docs, chosen, strict=True)]
        for pipe in self._pipes:
            read = list(pipe.pipe(read, batch_size=len(docs)) if hasattr(pipe, "pipe") else map(pipe, read))
        for doc, found, rows, excerpt in zip(docs, looked, chosen, read, strict=True):
            values = _flat(doc, found)
            if len(rows):
                values[rows] = excerpt.to_array(READ)
            doc.from_array(READ, values)
            fields(doc).unread = frozenset(sentence.start for sentence in found if not sentence.tells)


def _excerpt(doc: Doc, rows: Any) -> Doc:
    """Return the chosen tokens as a Doc; the first one of a part begins a sentence."""
    strings = doc.vocab.strings
    words, spaces = doc.to_array(["ORTH", "SPACY"])[rows].T.tolist() if len(rows) else ([], [])
    made = Doc(doc.vocab, words=[strings[word] for word in words], spaces=[bool(space) for space in spaces])
    if len(rows):
        values: Any = doc.to_array(KEPT)[rows]
        values[0, 1] = 1
        values[1:, 1][numpy.diff(rows) > 1] = 1
        made.from_array(KEPT, values)
    return made


def _flat(doc: Doc, sentences: Sequence[Sentence]) -> Any:
    """Return annotations that make each sentence's first word its root, with the others hanging on it."""
    values = numpy.zeros((len(doc), len(READ)), dtype="uint64")
    values[:, READ.index("LEMMA")] = doc.to_array("LOWER")
    values[:, READ.index("DEP")] = doc.vocab.strings.add("dep")
    values[:, READ.index("ENT_IOB")] = OUTSIDE
    starts = numpy.array([s.start for s in sentences], dtype="int64")
    sizes = numpy.array([s.end - s.start for s in sentences], dtype="int64")
    values[:, READ.index("HEAD")] = (numpy.repeat(starts, sizes) - numpy.arange(len(doc))).astype("uint64")
    values[starts, READ.index("DEP")] = doc.vocab.strings.add("ROOT")
    return values


@Language.factory("chronicle_reading")
class ReadingComponent:
    """The components of the model that it is added to, run where the look finds something."""

    def __init__(self, nlp: Language, name: str) -> None:
        lemmatizer = nlp.get_pipe(LEMMATIZER)
        assert isinstance(lemmatizer, EnglishLemmatizer)
        lookups = lemmatizer.lookups
        lemmas = Lemmas(lookups.get_table("lemma_rules"), lookups.get_table("lemma_exc"))
        pipes = [nlp.get_pipe(name) for name in of_the_model(nlp)]
        self._reading = Reading(pipes, Look(lemmas, CueLexicon.load(), load_words()))

    def __call__(self, doc: Doc) -> Doc:
        """Annotate the Doc and return it."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Annotate Docs, a batch at a time."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            self._reading(docs)
            yield from docs


def of_the_model(nlp: Language) -> list[str]:
    """Return the names of the components that are the model's or stand in for its."""
    return [name for name in nlp.pipe_names if name in MODEL or not name.startswith("chronicle_")]


def read_in_excerpt(nlp: Language) -> None:
    """Put the component in the place of the model's where its lemmatizer says what lemmas a word may have."""
    if LEMMATIZER in nlp.component_names and isinstance(nlp.get_pipe(LEMMATIZER), EnglishLemmatizer):
        names = of_the_model(nlp)
        nlp.add_pipe("chronicle_reading", after=names[-1])
        for name in names:
            nlp.disable_pipe(name)
