"""An RSS or Atom file as articles: what the feed itself holds, and nothing fetched."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import feedparser

from ..errors import ArticleError, Problem
from .found import Found, Raw, Value, one_line
from .limits import ARTICLES, guarded
from .webpage import html_text


def read_feed(raw: Raw) -> Iterator[Found | Problem]:
    """Yield every entry as an article, or what keeps it from being one.

    Raises ArticleError where the file is no feed.
    """
    if b"<!ENTITY" in raw.data:  # feeds need none; files of the machine, or a few bytes that grow without end, do
        raise ArticleError(Problem("declares entities of its own", "save the feed again without them"))
    with guarded("a feed"):
        # bytes in a stream, never a name: feedparser fetches what looks like an address
        parsed = feedparser.parse(io.BytesIO(raw.data), response_headers={"content-type": "application/xml"})
        entries = list(parsed.entries)[:ARTICLES]
        publisher = one_line(parsed.feed.get("title"))
    if not entries:
        raise ArticleError(Problem("holds no entry of a feed", "save the feed again"))
    for number, entry in enumerate(entries, 1):
        try:
            with guarded("an entry of a feed"):
                found: Found | Problem = _entry(entry, number, publisher, raw)
        except ArticleError as error:
            found = Problem(f"entry {number} {error.problems[0].message}", error.problems[0].remedy)
        yield found


def _entry(entry: Any, number: int, publisher: str, raw: Raw) -> Found:
    contents = [str(part.get("value") or "") for part in entry.get("content") or ()]
    texts = [html_text(part) for part in contents]
    text = max(texts, key=len, default="")
    notes: tuple[str, ...] = ()
    if not text.strip():
        text = html_text(str(entry.get("summary") or ""))
        notes = ("the feed gives a summary only; add the page itself for the whole text",)
    if not text.strip():
        raise ArticleError(Problem("has no text", "add the page it links to"))
    source = entry.get("source") or {}
    named = one_line(source.get("title")) if hasattr(source, "get") else ""
    return Found(
        text=text,
        title=Value(one_line(entry.get("title"))),
        date=Value(_day(str(entry.get("published") or "")), "")
        if entry.get("published")
        else Value(_day(str(entry.get("updated") or "")), "when the entry was last changed"),
        publisher=Value(named) if named else Value(publisher, "the feed's title"),
        author=Value(one_line(entry.get("author"))),
        url=Value(one_line(entry.get("link"))),
        origin=f"entry {number}",
        original=raw.data,
        suffix=".xml",
        retrieved=raw.retrieved,
        notes=notes,
    )


def _day(stamp: str) -> str:
    """Return the day of a time stamp where it was written: half past midnight in Beirut is no day before."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return read(stamp.strip()).date().isoformat()
        except (ValueError, TypeError, IndexError):
            continue
    return ""
