"""Which words a text may be read as holding: those that stand in it, and every dictionary form that they may have.

A word is a run of the letters a to z, so that it does not matter how the tokeniser, which cuts at other signs only,
makes tokens of it. Where it does cut within a word ("cannot") its pieces count as held by every text, and so do the few
lemmas that the model gives by part of speech alone. All else is a form that the model's own lemmatizer may give.
"""

from __future__ import annotations

import configparser
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec

from .gazetteer_names import fold
from .spacy_model import model_folder
from .termfile import IRREGULAR

FACTORIES = frozenset({"tok2vec", "tagger", "parser", "senter", "attribute_ruler", "lemmatizer", "ner"})
"""Components of a model of which it is known that only the lemmatizer and the ruler give lemmas."""
LONGEST = 18
"""Letters of the longest word that is looked for: some rules look at twenty characters, and see the first of longer."""
ORTH = 65
"""spaCy's number for a token's own letters, in the tokeniser's exceptions."""
_LETTERS = re.compile(r"[a-z]+")
_HUMP = re.compile(r"(?<=[a-z])[A-Z]")
_HUMPED = re.compile(r"([a-z]+)([A-Z][A-Za-z]*)")
"""A capital within a word: patterns of names begin there, and patterns of small letters end there."""
_OWNED = re.compile(r"['’]s?(?![^\W\d_])")
_SILENT = re.compile(r"['’‘`´ʼʻʿʾʹ′.]")
_UNBROKEN = re.compile(r"\S{200}")
"""What the text is cut at before it is tokenised (nlp/extract.py)."""


def runs(text: str) -> frozenset[str]:
    """Return the words of a term, in small letters."""
    return frozenset(_LETTERS.findall(text.lower()))


def text_words(text: str) -> frozenset[str]:
    """Return the words of a text, in every way that a reader of it folds case, accents and apostrophes."""
    found = set(_LETTERS.findall(text.lower()))
    if _HUMP.search(text):
        found.update(part.lower() for parts in _HUMPED.findall(text) for part in parts)
    # Not `fold` itself: it would keep the whole text
    plain: Callable[[str], str] = fold.__wrapped__
    for word in set(plain(_OWNED.sub(" ", text)).split()) - found:
        found.update(_LETTERS.findall(word))
    if not text.isascii():
        found.update(_LETTERS.findall(text.casefold()))
        found.update(_LETTERS.findall(plain(_SILENT.sub(" ", text))))
    if _UNBROKEN.search(text):
        found.update(_LETTERS.findall(_UNBROKEN.sub(r"\g<0> ", text).lower()))
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Inflections:
    """What a model's lemmatizer may make of a word, whatever part of speech it is taken for."""

    rules: tuple[tuple[str, str], ...]
    """The end of a word, and what stands in its place."""
    exceptions: Mapping[str, frozenset[str]]
    always: frozenset[str]
    """Words that any text may hold."""

    def of(self, word: str) -> frozenset[str]:
        """Return the word and all that its lemma may be."""
        found = {word, IRREGULAR.get(word, word), word.removesuffix("s"), *self.exceptions.get(word, ())}
        found.update(word.removesuffix(old) + new for old, new in self.rules if word.endswith(old))
        return frozenset(found)


def inflections(model: str) -> Inflections | None:
    """Return what the model's files say; None where another component than spaCy's English rules may give lemmas."""
    folder = model_folder(model)
    if folder is None:
        return None
    try:
        config = configparser.ConfigParser(interpolation=None)
        config.read_string((folder / "config.cfg").read_text(encoding="utf-8"))
        parts = [section for name, section in config.items() if re.fullmatch(r"components\.\w+", name)]
        lemmatizers = [part for part in parts if part["factory"] == '"lemmatizer"']
        if config["nlp"]["lang"] != '"en"' or not FACTORIES.issuperset(part["factory"].strip('"') for part in parts):
            return None
        if [part["mode"] for part in lemmatizers] != ['"rule"']:
            return None
        return _read(folder)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, configparser.Error, msgspec.DecodeError):
        return None


def _read(folder: Path) -> Inflections:
    tables = _unpacked(folder / "lemmatizer" / "lookups" / "lookups.bin")
    rules = {(str(old), str(new)) for kind in tables["lemma_rules"].values() for old, new in kind}
    exceptions: dict[str, set[str]] = {}
    always: set[str] = set()
    for kind in tables["lemma_exc"].values():
        for form, lemmas in kind.items():
            # Of "courts-martial" the longest word stands for all: it may be read as what each of its lemmas holds
            made = {word for lemma in lemmas for word in runs(lemma)}
            words = sorted(runs(form), key=lambda word: (len(word), word))
            (exceptions.setdefault(words[-1], set()) if words else always).update(made)
    for rule in _unpacked(folder / "attribute_ruler" / "patterns"):
        always |= runs(str(rule["attrs"].get("LEMMA", "")))
    for pieces in _unpacked(folder / "tokenizer")["exceptions"].values():
        forms = [str(piece[ORTH]) for piece in pieces]
        if any(one[-1:].isalpha() and other[:1].isalpha() for one, other in pairwise(forms)):
            always |= runs(" ".join(forms))
    known = {form: frozenset(lemmas) for form, lemmas in exceptions.items()}
    return Inflections(tuple(sorted(rules)), known, frozenset(always))


def _unpacked(path: Path) -> Any:
    return msgspec.msgpack.decode(path.read_bytes(), strict=False)


def stretches(word: str) -> frozenset[str]:
    """Return all that stands within a word, itself too, up to the longest that is looked for."""
    size = len(word)
    return frozenset(word[at:end] for at in range(size) for end in range(at + 1, min(size, at + LONGEST) + 1))
