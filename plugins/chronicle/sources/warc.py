"""A web archive (WARC, or WACZ, which is a zip of WARCs) as articles: every page of it that holds one."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from typing import IO

from warcio.archiveiterator import ArchiveIterator

from ..errors import ArticleError, Problem
from .found import Found, Raw, one_line
from .limits import ARCHIVE_BYTES, ARTICLES, PAGE_BYTES, TooMuch, guarded, read_bounded
from .webpage import read_page

MEMBERS = 10_000
"""The most files in a WACZ."""


class _Bounded(io.RawIOBase):
    """A stream that refuses to give more than so many bytes: a few kilobytes of zip can unpack to a disk full."""

    def __init__(self, stream: IO[bytes], most: int) -> None:
        self._stream, self._left = stream, most

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, 1 << 20) if size >= 0 else 1 << 20)
        self._left -= len(data)
        if self._left < 0:
            raise TooMuch("unpacks to more than any archive of articles")
        return data


def read_warc(raw: Raw) -> Iterator[Found | Problem]:
    """Yield the article of every page in a WARC, plain or gzipped; pages without one are left out."""
    yield from _warc(io.BytesIO(raw.data), None)


def read_wacz(raw: Raw) -> Iterator[Found | Problem]:
    """Yield the articles of a WACZ; where it lists its pages, of these only, not of frames and the like.

    Member names are looked up and never become paths. Raises ArticleError where it is no WACZ.
    """
    with guarded("a web archive (WACZ)"):
        archive = zipfile.ZipFile(io.BytesIO(raw.data))
        members = archive.infolist()
        warcs = [m for m in members if m.filename.startswith("archive/") and m.filename.endswith((".warc", ".warc.gz"))]
        if len(members) > MEMBERS or not warcs:
            raise ArticleError(Problem("is a zip file without web archives in it", "add the files in it"))
        pages = _pages(archive)
    for member in sorted(warcs, key=lambda member: member.filename):
        try:
            with guarded("a zip file"):
                stream = archive.open(member)
        except ArticleError as error:
            yield Problem(f"{member.filename[:80]!r} in it {error.problems[0].message}", error.problems[0].remedy)
        else:
            with stream:
                yield from _warc(stream, pages)


def _pages(archive: zipfile.ZipFile) -> frozenset[str] | None:
    """Return the addresses that a WACZ lists as its pages; None where it lists none."""
    if "pages/pages.jsonl" not in archive.namelist():
        return None
    found: set[str] = set()
    with archive.open("pages/pages.jsonl") as stream:
        for line in read_bounded(stream, PAGE_BYTES).decode("utf-8", "replace").splitlines():
            try:
                page = json.loads(line)
            except ValueError:
                continue
            if isinstance(page, dict) and isinstance(page.get("url"), str):
                found.add(page["url"])
    return frozenset(found) or None


def _warc(stream: IO[bytes], pages: frozenset[str] | None) -> Iterator[Found | Problem]:
    count = 0
    records = iter(ArchiveIterator(_Bounded(stream, ARCHIVE_BYTES)))
    while count < ARTICLES:
        try:
            with guarded("a web archive (WARC)"):
                found = _next(records, pages)
        except ArticleError as error:
            yield error.problems[0]
            return
        if found is None:
            return
        if isinstance(found, Found):
            count += 1
            yield found


def _next(records: Iterator[object], pages: frozenset[str] | None) -> Found | bool | None:
    """Return the next record's article; False where it is none, None at the end."""
    record = next(records, None)
    if record is None:
        return None
    kind, head = record.rec_type, record.http_headers  # type: ignore[attr-defined]  # warcio carries no types
    url = one_line(record.rec_headers.get_header("WARC-Target-URI"))  # type: ignore[attr-defined]
    if kind not in ("response", "resource") or (pages is not None and url not in pages):
        return False
    status = head.get_statuscode() if head is not None else "200"
    mime = (head.get_header("Content-Type") if head is not None else record.content_type) or ""  # type: ignore[attr-defined]
    if status != "200" or not mime.lower().startswith(("text/html", "application/xhtml")):
        return False
    try:
        data = read_bounded(record.content_stream(), PAGE_BYTES)  # type: ignore[attr-defined]
        day = record.rec_headers.get_header("WARC-Date") or ""  # type: ignore[attr-defined]
        found = read_page(Raw(data, url=url if url.startswith(("http:", "https:")) else "", retrieved=day))
    except (TooMuch, ArticleError):
        return False
    return replace(found, origin=url)
