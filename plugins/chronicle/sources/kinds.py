"""Which kind of file it is, by what it begins with and then by its name; and the articles in it."""

from __future__ import annotations

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from importlib import import_module
from pathlib import Path, PurePosixPath

from ..errors import ArticleError, Problem
from .found import Found, Raw
from .limits import ARTICLE_BYTES, FILE_BYTES

_PAGE = re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html\b)", re.IGNORECASE | re.DOTALL)
_FEED = re.compile(rb"<(?:\w+:)?(?:rss|feed|RDF)[\s>]")


class Kind(StrEnum):
    """A kind of file, as it is called in messages."""

    PAGE = "saved web page"
    MHTML = "saved web page (MHTML)"
    PDF = "PDF"
    FEED = "feed"
    WARC = "web archive (WARC)"
    WACZ = "web archive (WACZ)"
    CSV = "table (CSV)"
    JSONL = "table (JSON lines)"
    TEXT = "plain text"


READERS: dict[Kind, tuple[str, str]] = {
    Kind.PAGE: ("webpage", "read_page"),
    Kind.MHTML: ("webpage", "read_mhtml"),
    Kind.PDF: ("pdf", "read_pdf"),
    Kind.FEED: ("feed", "read_feed"),
    Kind.WARC: ("warc", "read_warc"),
    Kind.WACZ: ("warc", "read_wacz"),
    Kind.CSV: ("table", "read_csv"),
    Kind.JSONL: ("table", "read_jsonl"),
    Kind.TEXT: ("plain_text", "read_text"),
}
"""The file of this room and the function in it; loaded only where one of its kind is read."""

SUFFIXES = {
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".mhtml": Kind.MHTML,
    ".mht": Kind.MHTML,
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".txt": Kind.TEXT,
    ".text": Kind.TEXT,
    ".rss": Kind.FEED,
    ".atom": Kind.FEED,
    ".pdf": Kind.PDF,
    ".warc": Kind.WARC,
    ".gz": Kind.WARC,
    ".wacz": Kind.WACZ,
    ".xml": Kind.FEED,
}
"""What is taken up from a folder; anything else in it is left out and named."""


def kind_of(data: bytes, name: str) -> Kind:
    """Return the kind of a file. Raises ArticleError where it is none that can be read."""
    start, suffix = data[:4096].removeprefix(b"\xef\xbb\xbf"), PurePosixPath(name).suffix.lower()
    if b"%PDF-" in start[:1024]:
        return Kind.PDF
    if start.startswith(b"WARC/") or (start.startswith(b"\x1f\x8b") and _unpacked(data).startswith(b"WARC/")):
        return Kind.WARC
    if start.startswith(b"PK\x03\x04"):
        if suffix == ".wacz" or b"archive/" in data:
            return Kind.WACZ
        raise ArticleError(Problem("is a zip file or an office document", "save its text, or add the files in it"))
    if start.startswith(b"bplist"):
        raise ArticleError(Problem("is a Safari web archive", "save the page as HTML or as PDF"))
    if _PAGE.match(start):
        return Kind.PAGE
    if start.lstrip().startswith(b"<") and _FEED.search(start):
        return Kind.FEED
    if re.match(rb"(?:[A-Za-z-]+: [^\n]*\n)+", start) and b"multipart/related" in start:
        return Kind.MHTML
    if SUFFIXES.get(suffix) in (Kind.PAGE, Kind.CSV, Kind.JSONL):
        return SUFFIXES[suffix]
    if suffix == ".xml" or start.startswith(b"<?xml"):
        raise ArticleError(Problem("is XML, but no feed and no web page", "save its text as plain text first"))
    return Kind.TEXT


def _unpacked(data: bytes) -> bytes:
    try:
        return zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data[:4096], 64)
    except (zlib.error, gzip.BadGzipFile):
        return b""


def articles_in(raw: Raw, shown: Path) -> Iterator[Found | Problem]:
    """Yield every article of a file, and every problem with it, which names the file as `shown`."""
    try:
        if not raw.data.strip():
            raise ArticleError(Problem("is empty", "add a file with a text"))
        kind = kind_of(raw.data, raw.name)
        most = FILE_BYTES if kind in (Kind.WARC, Kind.WACZ) else ARTICLE_BYTES
        if len(raw.data) > most:
            raise ArticleError(Problem(f"is longer than {most:,} bytes", "divide it"))
        module, name = READERS[kind]
        reader: Callable[[Raw], Found | Iterator[Found | Problem]]
        reader = getattr(import_module(f".{module}", __package__), name)
        found = reader(raw)
        for one in [found] if isinstance(found, Found) else found:
            yield replace(one, path=shown) if isinstance(one, Problem) else one
    except ArticleError as error:
        for problem in error.problems:
            yield replace(problem, path=shown)
