"""A plain text as an article: kept to the character."""

from __future__ import annotations

import re

from ..errors import ArticleError, Problem
from .found import Found, Raw, Value, one_line

HEADLINE = 150
"""The most letters of a first line that is taken for the headline."""


def read_text(raw: Raw) -> Found:
    """Return the text as it stands, a byte order mark aside.

    Raises ArticleError where it is no UTF-8 text.
    """
    data = raw.data.removeprefix(b"\xef\xbb\xbf")
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise ArticleError(Problem("is UTF-16 text", "save it as UTF-8"))
    if b"\0" in data:
        raise ArticleError(Problem("is not a text file", "save its text as plain text first"))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        remedy = "save it as UTF-8; iconv -f WINDOWS-1252 -t UTF-8 often does it"
        raise ArticleError(Problem("is not UTF-8 text", remedy, None, line)) from error
    if not text.strip():  # asked of the text: what is blank in it, as the separators \x1c to \x1f, is not of bytes
        raise ArticleError(Problem("is empty", "add a file with a text"))
    return Found(text=text, title=headline(text), original=raw.data, retrieved=raw.retrieved)


def headline(text: str) -> Value:
    """Return the first line as a guessed headline where it stands alone, is short, and ends no sentence."""
    first, _, rest = text.lstrip().partition("\n")
    alone = rest[:1] in ("\n", "\r") and rest.strip()
    if not alone or len(first) > HEADLINE or re.search(r"[.!:;,…][\"'”’)\]]*\s*$", first):
        return Value()
    return Value(one_line(first), "the text's first line")
