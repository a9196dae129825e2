"""A plain text as an article: kept to the character."""

from __future__ import annotations

from ..errors import ArticleError, Problem
from .found import Found, Raw


def read_text(raw: Raw) -> Found:
    """Return the text as it stands, a byte order mark aside.

    Raises ArticleError where it is no UTF-8 text.
    """
    data = raw.data.removeprefix(b"\xef\xbb\xbf")
    if not data.strip():
        raise ArticleError(Problem("is empty", "add a file with a text"))
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
    return Found(text=text, original=raw.data, retrieved=raw.retrieved)
