"""Component chronicle_entities: the model's own named entities, found in a third of the time.

spaCy 3.8 decodes one token after the other and takes Python's lock some seventy times for each of them (its helpers
may raise, so that Cython 3 looks for an error after every call). But as long as no entity is open, the next decision
hangs on the next token alone: here those of a whole text are computed at once, and only inside an entity one after
the other. Weights, features and rules are the model's and spaCy's (pipeline/_parser_internals/ner.pyx).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span
from spacy.util import minibatch

from .vectors import Vectors, can_compute

NER = "ner"
FEATURES = 3
"""What the recogniser looks at: the next token, the first of the open entity, the last one."""
Floats: TypeAlias = NDArray[numpy.float32]


class Entities:
    """Greedy BILUO decoding with the weights of a trained recogniser."""

    def __init__(self, ner: EntityRecognizer) -> None:
        lower, upper = ner.model.get_ref("lower"), ner.model.get_ref("upper")
        self._vectors = _vectors_of(ner.model.get_ref("tok2vec"))
        hidden, pieces, width = lower.get_dim("nO"), lower.get_dim("nP"), lower.get_dim("nI")
        self._shape = hidden, pieces
        weights = lower.get_param("W").reshape(FEATURES, hidden * pieces, width)
        self._weights = [numpy.ascontiguousarray(part.T) for part in weights]
        padding = lower.get_param("pad").reshape(FEATURES, hidden * pieces)
        self._bias = lower.get_param("b").reshape(-1)
        self._closed = self._bias + padding[1] + padding[2]
        self._up, self._up_bias = upper.get_param("W"), upper.get_param("b")
        moves = [name.partition("-")[::2] for name in ner.move_names]
        self._label = [label for _, label in moves]
        # A move without a label is for entities that a text comes with; ours comes with none.
        self._begin = [i for i, (move, label) in enumerate(moves) if move == "B" and label]
        self._unit = [i for i, (move, label) in enumerate(moves) if move == "U" and label]
        known = set(self._begin) | set(self._unit) | {i for i, (move, _) in enumerate(moves) if move == "O"}
        self._never = [i for i in range(len(moves)) if i not in known]
        self._goes_on = {label: i for i, (move, label) in enumerate(moves) if move == "I"}
        self._ends = {label: i for i, (move, label) in enumerate(moves) if move == "L"}
        self._is_begin = frozenset(self._begin)
        self._is_unit = frozenset(self._unit)

    def __call__(self, docs: list[Doc]) -> None:
        """Set the entities of the Docs."""
        full = [doc for doc in docs if len(doc)]
        if not full:
            return
        vectors = self._vectors(full)
        at = 0
        for doc in full:
            found = self._spans(doc, vectors[at : at + len(doc)])
            at += len(doc)
            doc.set_ents([Span(doc, start, end, label=label) for start, end, label in found], default="outside")

    def _hidden(self, sums: Floats) -> Floats:
        found: Floats = sums.reshape(*sums.shape[:-1], *self._shape).max(axis=-1)
        return found

    def _spans(self, doc: Doc, vectors: Floats) -> list[tuple[int, int, str]]:
        size = len(doc)
        spaces = numpy.array([token.is_space for token in doc], dtype=bool)
        ends = numpy.array([token.is_sent_start is True for token in doc] + [True], dtype=bool)[1:]
        """Whether no entity may go on from a token to the next."""
        scores = self._hidden(vectors @ self._weights[0] + self._closed) @ self._up.T + self._up_bias
        scores[:, self._never] = -numpy.inf
        scores[numpy.ix_(spaces, numpy.array(self._unit))] = -numpy.inf
        scores[numpy.ix_(spaces | ends, numpy.array(self._begin))] = -numpy.inf
        moves = scores.argmax(axis=1).tolist()
        found: list[tuple[int, int, str]] = []
        at = 0
        while at < size:
            move = moves[at]
            if move in self._is_unit:
                found.append((at, at + 1, self._label[move]))
            elif move in self._is_begin:
                start, label = at, self._label[move]
                at = self._end(vectors, start, label, ends)
                found.append((start, at + 1, label))
            at += 1
        return found

    def _end(self, vectors: Floats, start: int, label: str, ends: NDArray[numpy.bool_]) -> int:
        """Return the last token of an entity that begins at `start`."""
        first = self._bias + vectors[start] @ self._weights[1]
        pair = self._goes_on[label], self._ends[label]
        up, bias = self._up[list(pair)], self._up_bias[list(pair)]
        at = start + 1
        while not ends[at]:
            sums = first + vectors[at] @ self._weights[0] + vectors[at - 1] @ self._weights[2]
            on, end = up @ self._hidden(sums) + bias
            if end > on or (end == on and pair[1] < pair[0]):
                break
            at += 1
        return at


def _vectors_of(model: Any) -> Callable[[Sequence[Doc]], Floats]:
    """Return what gives the recogniser's own vectors of some Docs, all tokens in one array."""
    names = [layer.name for layer in model.layers[1:]]
    if names != ["list2array", "linear"] or not can_compute(model.layers[0]):
        predict: Callable[[Sequence[Doc]], Floats] = model.predict
        return predict
    vectors, linear = Vectors(model.layers[0]), model.layers[2]
    return lambda docs: linear.predict(numpy.concatenate(vectors(docs)))


def can_decode(ner: Any) -> bool:
    """Tell whether the recogniser is one of spaCy's greedy BILUO recognisers with the features that we know."""
    if type(ner) is not EntityRecognizer or ner.cfg.get("beam_width", 1) != 1 or not ner.model.attrs.get("has_upper"):
        return False
    lower = ner.model.get_ref("lower")
    return bool(lower.get_dim("nF") == FEATURES and lower.get_dim("nP") >= 2)


@Language.factory("chronicle_entities")
class EntitiesComponent:
    """The recogniser of the model that it is added to, decoded at once."""

    def __init__(self, nlp: Language, name: str) -> None:
        ner = nlp.get_pipe(NER)
        assert isinstance(ner, EntityRecognizer)
        self._entities = Entities(ner)

    def __call__(self, doc: Doc) -> Doc:
        """Set the Doc's entities and return it."""
        self._entities([doc])
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Set the entities of Docs, a batch at a time."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            self._entities(docs)
            yield from docs


def decode_at_once(nlp: Language) -> None:
    """Put the component in the place of the model's recogniser where it decodes as that does."""
    if NER in nlp.pipe_names and can_decode(nlp.get_pipe(NER)):
        nlp.add_pipe("chronicle_entities", after=NER)
        nlp.disable_pipe(NER)
