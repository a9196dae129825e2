"""What an importer finds in a file: a text, what the file says of it, and what is only guessed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

FIELDS = ("title", "date", "publisher", "author", "url")
"""What may be known of an article; each can be given by an option instead."""

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff]|[\ud800-\udfff]")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Bidi overrides, embeddings and isolates: a headline needs none, and they can make it read as another."""


@dataclass(frozen=True, slots=True)
class Value:
    """One thing said of an article; `guess` says what it was guessed from, empty where the file states it."""

    text: str = ""
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """One article of a file."""

    text: str
    title: Value = field(default_factory=Value)
    date: Value = field(default_factory=Value)
    """Day of publication, ISO 8601."""
    publisher: Value = field(default_factory=Value)
    author: Value = field(default_factory=Value)
    url: Value = field(default_factory=Value)
    retells: str = ""
    lang: str = ""
    origin: str = ""
    """Which part of the file it is, "line 3" or an address; empty for the whole."""
    line: int | None = None
    original: bytes = b""
    """The bytes it was read from: the file's, or its own part of an archive."""
    suffix: str = ".txt"
    retrieved: str = ""
    """When the original was fetched, ISO 8601, where the file says so."""
    notes: tuple[str, ...] = ()
    """What the editor should know: that a feed gives a summary only."""

    def value(self, name: str) -> Value:
        """Return one of FIELDS."""
        found: Value = getattr(self, name)
        return found


@dataclass(frozen=True, slots=True)
class Raw:
    """A file's bytes and what is known of them from outside: its name, its address, when it was retrieved."""

    data: bytes
    name: str = ""
    url: str = ""
    retrieved: str = ""
    """ISO 8601; also the last day on which it can have been published."""


def one_line(text: str | None) -> str:
    """Return a value as one line without characters that are no letters of it."""
    return " ".join(_TURNING.sub("", _CONTROL.sub(" ", text or "")).split())


def clean_text(text: str) -> str:
    """Return an extracted text in paragraphs, one a line, an empty line between them; no control characters."""
    lines = (" ".join(_CONTROL.sub(" ", line).split()) for line in re.split(r"\r\n?|\n|\x0b|\x0c|\u2028|\u2029", text))
    return "".join(f"{line}\n\n" for line in lines if line).removesuffix("\n")


_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL"})
"""Scripts among which Latin letters of full width are nothing odd."""


def mixed_scripts(text: str) -> str:
    """Return a word that mixes letters of alike-looking scripts (Latin, Cyrillic, Greek), empty where none does.

    "Rеuters" with a Cyrillic е would stand beside Reuters as a second, independent publisher. So would one with a
    soft hyphen in it, or in letters of another width; within Persian or Hindi words unseen characters have their use.
    """
    for word in text.split():
        letters = [unicodedata.name(letter, "") for letter in word]
        unseen = any(unicodedata.category(letter) == "Cf" for letter in word)
        scripts = {name.split(" ")[0] for name in letters}
        if (unseen and "LATIN" in scripts) or ("FULLWIDTH" in scripts and not scripts & _EAST_ASIAN):
            return word
    for match in re.finditer(r"[^\W\d_]+", text):
        word = match[0]
        scripts = {unicodedata.name(letter, "").split(" ")[0] for letter in word}
        if len(scripts & {"LATIN", "CYRILLIC", "GREEK"}) > 1:
            return word
    return ""
