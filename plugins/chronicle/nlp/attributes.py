"""Component chronicle_attributes: what the model's attribute ruler says, each kind of token asked about once.

The ruler runs a matcher of 180 patterns over every text, which costs a seventh of the whole model's time, yet almost
all of its patterns look at one token's own word, tag and dependency. So it is asked about each such token on its own
and the answer is kept; patterns of two tokens are asked about pairs that begin like one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import numpy
from spacy.language import Language
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

RULER = "attribute_ruler"
ATTRIBUTES: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]
LOOKED_AT = frozenset({"TAG", "LOWER", "DEP", "IS_SPACE", "ORTH", "TEXT"})
"""What a pattern may look at for its answer to hang on a token alone."""
KEPT = 200_000
"""Answers kept; a process that reads for days forgets them all and begins anew."""
Kind: TypeAlias = tuple[int, int, int]
"""A token's word, tag and dependency."""


class Attributes:
    """Sets on each token what the ruler would."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self._ruler = ruler
        self._known: dict[tuple[Kind, ...], tuple[tuple[int, ...], ...]] = {}
        rules: Any = ruler.patterns
        pairs = [each for rule in rules for each in rule["patterns"] if len(each) == 2]
        self._openers = _numbers(ruler, (first["LOWER"] for first, _ in pairs if isinstance(first.get("LOWER"), str)))
        self._functions = _numbers(ruler, (first["DEP"] for first, _ in pairs if _opens_by_function(first)))
        self._enders = _numbers(ruler, (second["LOWER"] for first, second in pairs if not _opens(first)))

    def __call__(self, doc: Doc) -> Doc:
        """Set tag, part of speech, morphology, lemma and dependency, and return the Doc."""
        if not len(doc):
            return doc
        if len(self._known) > KEPT:
            self._known.clear()
        rows = doc.to_array(["ORTH", "TAG", "DEP"]).tolist()
        kinds = [tuple(row) for row in rows]
        values = [self._ask(doc, (kind,))[0] for kind in kinds]
        for start, end in self._runs(doc):
            values[start:end] = self._ask(doc, tuple(kinds[start:end]))
        _set(doc, ATTRIBUTES, values)
        return doc

    def _runs(self, doc: Doc) -> Iterator[tuple[int, int]]:
        """Yield the stretches that a pattern of two tokens may match in, overlapping ones as one."""
        start = end = 0
        words, functions = doc.to_array(["LOWER", "DEP"]).T
        opens = numpy.isin(words, self._openers) | numpy.isin(functions, self._functions)
        ends = numpy.isin(words, self._enders)
        ends[0] = False
        for at in numpy.flatnonzero(opens | ends).tolist():
            first = at if opens[at] else at - 1
            if first >= end:
                if end:
                    yield start, end
                start = first
            end = min(max(at, first + 1) + 1, len(doc))
        if end:
            yield start, end

    def _ask(self, doc: Doc, kinds: tuple[Kind, ...]) -> tuple[tuple[int, ...], ...]:
        found = self._known.get(kinds)
        if found is None:
            alone = Doc(doc.vocab, words=[doc.vocab.strings[orth] for orth, _, _ in kinds])
            _set(alone, ["TAG", "DEP"], [kind[1:] for kind in kinds])
            self._ruler(alone)
            found = tuple(tuple(row) for row in alone.to_array(ATTRIBUTES).tolist())
            self._known[kinds] = found
        return found


def _numbers(ruler: AttributeRuler, words: Iterable[str]) -> Any:
    """Return the words as spaCy's numbers, each once."""
    return numpy.array(sorted({ruler.vocab.strings[word] for word in words}), dtype="uint64")


def _set(doc: Doc, names: list[int | str], values: Sequence[tuple[int, ...]]) -> None:
    rows: Any = numpy.array(values, dtype="uint64")
    doc.from_array(names, rows)


def answers_by_token(ruler: AttributeRuler) -> bool:
    """Tell whether its patterns look at no more than a token, or at two that one word or function gives away."""
    rules: Any = ruler.patterns
    for rule in rules:
        for pattern in rule["patterns"]:
            if len(pattern) > 2 or not all(LOOKED_AT.issuperset(token) for token in pattern):
                return False
            if len(pattern) == 2 and not (_opens(pattern[0]) or isinstance(pattern[1].get("LOWER"), str)):
                return False
    return True


def _opens(token: dict[str, Any]) -> bool:
    return isinstance(token.get("LOWER"), str) or _opens_by_function(token)


def _opens_by_function(token: dict[str, Any]) -> bool:
    return set(token) == {"DEP"} and isinstance(token["DEP"], str)


@Language.factory("chronicle_attributes")
class AttributesComponent:
    """The ruler of the model that it is added to, asked once."""

    def __init__(self, nlp: Language, name: str) -> None:
        ruler = nlp.get_pipe(RULER)
        assert isinstance(ruler, AttributeRuler)
        self._attributes = Attributes(ruler)

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        return self._attributes(doc)


def ask_once(nlp: Language) -> None:
    """Put the component in the place of the model's ruler where its answers are those of the ruler."""
    if RULER not in nlp.pipe_names:
        return
    ruler = nlp.get_pipe(RULER)
    if type(ruler) is AttributeRuler and answers_by_token(ruler):
        nlp.add_pipe("chronicle_attributes", after=RULER)
        nlp.disable_pipe(RULER)
