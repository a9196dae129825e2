"""Component chronicle_vectors: the model's token vectors, the same to the last few bits in less than half the time.

spaCy's tok2vec embeds every token anew, though half of a text's tokens are a few hundred words, and multiplies with a
library that is slower here than numpy's. So what a kind of token is embedded as is kept, and the convolutions are
numpy's. Weights and layers are the model's (spacy/ml/models/tok2vec.py: MultiHashEmbed, MaxoutWindowEncoder).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeAlias

import numpy
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import minibatch

TOK2VEC = "tok2vec"
KEPT = 50_000
"""Kinds of tokens kept, of 384 bytes each; a process that reads for days forgets them all and begins anew."""
ROWS = 1024
"""Tokens convolved at once: few enough that what is computed stays in the processor's own memory."""
TINY = 1e-8
"""What thinc's layer adds to a variance."""
EMBEDS = ["extract_features", "list2ragged", "with_array", "with_array", "ragged2list"]
MIXES = "maxout>>layernorm>>dropout"
CONVOLVES = "residual(expand_window>>maxout>>layernorm>>dropout)"
Floats: TypeAlias = NDArray[numpy.float32]


@dataclass(frozen=True, slots=True)
class _Layer:
    """A maxout layer with its layer norm: weights (inputs, pieces * outputs), piece after piece."""

    weights: Floats
    bias: Floats
    gain: Floats
    shift: Floats
    pieces: int

    @classmethod
    def of(cls, model: Any) -> _Layer:
        maxout, norm = model.layers[0].layers
        weights, bias = maxout.get_param("W"), maxout.get_param("b")
        outputs, pieces, inputs = weights.shape
        return cls(
            numpy.ascontiguousarray(weights.transpose(1, 0, 2).reshape(pieces * outputs, inputs).T),
            numpy.ascontiguousarray(bias.T.reshape(-1)),
            norm.get_param("G"),
            norm.get_param("b"),
            pieces,
        )

    def __call__(self, rows: Floats) -> Floats:
        sums = rows @ self.weights
        sums += self.bias
        width = sums.shape[1] // self.pieces
        found: Floats = sums[:, :width].copy()
        for piece in range(1, self.pieces):
            numpy.maximum(found, sums[:, piece * width : (piece + 1) * width], out=found)
        found -= found.mean(axis=1, keepdims=True)
        scale = numpy.einsum("ij,ij->i", found, found) / width + numpy.float32(TINY)
        found *= (1 / numpy.sqrt(scale))[:, None]
        found *= self.gain
        found += self.shift
        return found


class Vectors:
    """Predicts as a trained tok2vec of hash embeddings and residual convolutions does."""

    def __init__(self, model: Any) -> None:
        embed, encode = model.layers
        self._attributes: list[int | str] = list(embed.layers[0].attrs["columns"])
        self._hashed, self._mixed = embed.layers[2].layers[0], embed.layers[3].layers[0]
        blocks = encode.layers[0].layers
        self._layers = [_Layer.of(block.layers[0].layers[1]) for block in blocks]
        self._pad = int(encode.attrs["pad"])
        self._known: dict[bytes, int] = {}
        self._table: Floats = numpy.zeros((0, int(model.get_dim("nO"))), dtype="float32")

    def __call__(self, docs: Sequence[Doc]) -> list[Floats]:
        """Return an array (tokens, width) for each Doc."""
        sizes = [len(doc) for doc in docs]
        pad = self._pad
        rows = numpy.zeros((sum(sizes) + pad * (len(sizes) + 1), self._table.shape[1]), dtype="float32")
        starts = list(accumulate((size + pad for size in sizes), initial=pad))[:-1]
        for start, size, found in zip(starts, sizes, self._embedded(docs), strict=True):
            rows[start : start + size] = found
        for layer in self._layers:
            rows = _convolved(rows, layer)
        return [rows[start : start + size].copy() for start, size in zip(starts, sizes, strict=True)]

    def _embedded(self, docs: Sequence[Doc]) -> Iterator[Floats]:
        """Return what the tokens of each Doc are embedded as, asking the model for the kinds not seen before."""
        if len(self._known) > KEPT:
            self._known, self._table = {}, self._table[:0]
        asked = [doc.to_array(self._attributes) for doc in docs]
        kind = numpy.dtype((numpy.void, 8 * len(self._attributes)))
        names: list[list[Any]] = [numpy.ascontiguousarray(rows).view(kind).ravel().tolist() for rows in asked]
        fresh: dict[bytes, Any] = {}
        for each, rows in zip(names, asked, strict=True):
            for name, row in zip(each, rows, strict=True):
                if name not in self._known and name not in fresh:
                    fresh[name] = row
        if fresh:
            self._known.update(zip(fresh, range(len(self._known), len(self._known) + len(fresh)), strict=True))
            found = self._mixed.predict(self._hashed.predict(numpy.array(list(fresh.values()))))
            self._table = numpy.concatenate([self._table, found])
        for each in names:
            yield self._table[[self._known[name] for name in each]]


def _convolved(rows: Floats, layer: _Layer) -> Floats:
    """Return the rows with what the layer makes of each and its neighbours added."""
    out = numpy.empty_like(rows)
    width = rows.shape[1]
    window = numpy.zeros((min(ROWS, len(rows)), 3 * width), dtype="float32")
    for start in range(0, len(rows), ROWS):
        end = min(start + ROWS, len(rows))
        view = window[: end - start]
        view[:, width : 2 * width] = rows[start:end]
        first = 1 if start == 0 else 0
        view[:first, :width] = 0
        view[first:, :width] = rows[start + first - 1 : end - 1]
        last = 1 if end == len(rows) else 0
        view[len(view) - last :, 2 * width :] = 0
        view[: len(view) - last, 2 * width :] = rows[start + 1 : end + 1 - last]
        numpy.add(layer(view), rows[start:end], out=out[start:end])
    return out


def can_compute(model: Any) -> bool:
    """Tell whether the model is spaCy's tok2vec of hash embeddings and convolutions over a token and its neighbours."""
    if model.ops.name != "numpy" or len(model.layers) != 2 or len(model.layers[0].layers) != len(EMBEDS):
        return False
    embed, encode = model.layers
    if [layer.name.partition("(")[0] for layer in embed.layers] != EMBEDS or not encode.name.startswith("with_array("):
        return False
    blocks = [encode.layers[0]] if encode.layers[0].name == CONVOLVES else encode.layers[0].layers
    return (
        embed.layers[3].layers[0].name == MIXES
        and len(blocks) > 1
        and all(block.name == CONVOLVES for block in blocks)
        and all(block.layers[0].layers[0].attrs["window_size"] == 1 for block in blocks)
    )


@Language.factory("chronicle_vectors")
class VectorsComponent:
    """The tok2vec of the model that it is added to, computed here."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._vectors = Vectors(nlp.get_pipe(TOK2VEC).model)  # type: ignore[attr-defined]  # every trained pipe has one

    def __call__(self, doc: Doc) -> Doc:
        """Set the Doc's vectors, where the tagger and the parser look for them, and return it."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Set the vectors of Docs, a batch at a time."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            for doc, found in zip(docs, self._vectors(docs), strict=True):
                doc.tensor = found
            yield from docs


def compute_vectors(nlp: Language) -> None:
    """Put the component in the place of the model's tok2vec where it computes what that does."""
    if TOK2VEC in nlp.pipe_names and can_compute(nlp.get_pipe(TOK2VEC).model):  # type: ignore[attr-defined]
        nlp.add_pipe("chronicle_vectors", after=TOK2VEC)
        nlp.disable_pipe(TOK2VEC)
