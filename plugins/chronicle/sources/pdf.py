"""A PDF as an article: pypdf's text, its lines put together again as paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Sequence
from statistics import median

from pypdf import PdfReader

from ..errors import ArticleError, Problem
from .found import Found, Raw, Value, clean_text, one_line
from .limits import guarded

PAGES = 500
"""The most pages read; a longer file is no article."""
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")


def read_pdf(raw: Raw) -> Found:
    """Return the article of a PDF.

    Raises ArticleError where it cannot be read, is locked, or holds pictures of text only.
    """
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every small irregularity
    with guarded("a PDF"):
        reader = PdfReader(io.BytesIO(raw.data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ArticleError(Problem("is locked with a password", "save it without one, or save its text"))
        if len(reader.pages) > PAGES:
            raise ArticleError(Problem(f"has more than {PAGES} pages", "add the pages of one article"))
        text = unwrap([page.extract_text() for page in reader.pages])
        if not text.strip():
            raise ArticleError(Problem("holds no text, only pictures", "read it with a text recognition first"))
        about = reader.metadata
        made = about.creation_date if about else None
        title = one_line(about.title if about else "")
        if title and text.startswith(f"{title} "):  # a heading ends no sentence: unwrapped, it ran into the first
            text = f"{title}\n\n{text.removeprefix(title).lstrip()}"
        return Found(
            text=text,
            title=Value(title, "the PDF's own properties"),
            date=Value(made.date().isoformat() if made else "", "the day on which the PDF was made"),
            author=Value(one_line(about.author if about else ""), "the PDF's own properties"),
            original=raw.data,
            suffix=".pdf",
            retrieved=raw.retrieved,
        )


def unwrap(pages: Sequence[str]) -> str:
    """Return the paragraphs of pages whose lines are broken at the margin.

    Running heads, feet and page numbers stay out; a word divided at a line's end is put together. A paragraph ends at
    an empty line, or with a sentence whose line stops well before the margin.
    """
    split = [[line.strip() for line in page.splitlines()] for page in pages]
    running = _running(split)
    lines: list[str] = []
    for page in split:
        kept = [line for n, line in enumerate(page) if not (_margin(n, page) and _furniture(line, running))]
        lines += kept
    width = median([len(line) for line in lines if line] or [0])
    paragraphs: list[str] = [""]
    for line in lines:
        if not line:
            if _ENDS.search(paragraphs[-1]):
                paragraphs.append("")
            continue
        before = paragraphs[-1]
        if before.endswith("-") and line[:1].islower() and before[-2:-1].isalpha():
            paragraphs[-1] = before[:-1] + line
        else:
            paragraphs[-1] = f"{before} {line}".strip()
        if _ENDS.search(line) and len(line) < 0.75 * width:
            paragraphs.append("")
    return clean_text("\n".join(paragraphs))


def _margin(number: int, page: list[str]) -> bool:
    return number < 2 or number >= len(page) - 2


def _running(pages: list[list[str]]) -> frozenset[str]:
    if len(pages) < 3:
        return frozenset()
    counted = Counter(line for page in pages for line in {*page[:2], *page[-2:]} if line)
    return frozenset(line for line, count in counted.items() if count > len(pages) / 2)


def _furniture(line: str, running: frozenset[str]) -> bool:
    return line in running or re.fullmatch(r"(?:[Pp]age )?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", line) is not None
