"""A PDF as an article: pypdf's lines and where they stand on the page, put together again as paragraphs."""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from pypdf import PageObject, PdfReader

from ..errors import ArticleError, Problem
from .found import Found, Raw, Value, clean_text, one_line
from .limits import guarded

PAGES = 500
"""The most pages read; a longer file is no article."""
GAP = 1.3
"""How much further than usual a line must stand below the last for white space between them."""
_ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page."""

    text: str
    height: float | None = None
    """Of its baseline above the page's foot, in points; None where that is not known."""


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
        text = unwrap([lines_of(page) for page in reader.pages])
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


def lines_of(page: PageObject) -> list[Line]:
    """Return a page's lines in the order of its text, which is that of columns, with their heights."""
    pieces: list[tuple[str, float]] = []

    def visit(text: str, around: Sequence[float], own: Sequence[float], font: Any, size: float) -> None:
        pieces.append((text, around[1] * own[4] + around[3] * own[5] + around[5]))

    page.extract_text(visitor_text=visit)
    lines: list[Line] = []
    text, height = "", None
    for piece, at in pieces:
        for number, part in enumerate(re.split(r"\r\n?|\n", piece)):
            if number:
                lines.append(Line(text.strip(), height))
                text, height = "", None
            text += part
            height = at if height is None and part.strip() else height
    return [*lines, Line(text.strip(), height)]


def unwrap(pages: Sequence[Sequence[Line]]) -> str:
    """Return the paragraphs of pages whose lines are broken at the margin.

    Running heads, feet and page numbers stay out; a word divided at a line's end is put together. A paragraph ends
    where white space follows it (unless its last sentence goes on in a small letter: a picture stands between), at an
    empty line, or with a sentence whose line stops well before the margin.
    """
    running = _running([[line.text for line in page] for page in pages])
    usual = _usual_step(pages)
    lines: list[tuple[str, bool]] = []
    for page in pages:
        texts = [line.text for line in page]
        before: float | None = None
        for number, line in enumerate(page):
            gap = before is not None and line.height is not None and before - line.height > GAP * usual > 0
            before = line.height if line.text else before
            if not (_margin(number, texts) and _furniture(line.text, running)):
                lines.append((line.text, gap))
    width = median([len(words) for words, _ in lines if words] or [0])
    paragraphs: list[str] = [""]
    for words, gap in lines:
        if not words:
            if _ENDS.search(paragraphs[-1]):
                paragraphs.append("")
            continue
        if gap and paragraphs[-1] and (_ENDS.search(paragraphs[-1]) or not words[0].islower()):
            paragraphs.append("")
        last = paragraphs[-1]
        if last.endswith("-") and words[:1].islower() and last[-2:-1].isalpha():
            paragraphs[-1] = last[:-1] + words
        else:
            paragraphs[-1] = f"{last} {words}".strip()
        if _ENDS.search(words) and len(words) < 0.75 * width:
            paragraphs.append("")
    return clean_text("\n".join(paragraphs))


def _usual_step(pages: Iterable[Sequence[Line]]) -> float:
    """Return how far below another a line of one paragraph stands, in points; 0 where that cannot be told.

    The lower quartile of the steps down: in short paragraphs every second step goes over a gap. Steps of less than
    half the median are small raised or lowered letters.
    """
    heights = ([line.height for line in page if line.text and line.height is not None] for page in pages)
    steps = sorted(upper - lower for page in heights for upper, lower in pairwise(page) if upper > lower)
    least = median(steps) / 2 if steps else 0.0
    steps = [step for step in steps if step > least]
    return steps[len(steps) // 4] if steps else 0.0


def _margin(number: int, page: list[str]) -> bool:
    return number < 2 or number >= len(page) - 2


def _running(pages: list[list[str]]) -> frozenset[str]:
    if len(pages) < 3:
        return frozenset()
    counted = Counter(line for page in pages for line in {*page[:2], *page[-2:]} if line)
    return frozenset(line for line, count in counted.items() if count > len(pages) / 2)


def _furniture(line: str, running: frozenset[str]) -> bool:
    return line in running or re.fullmatch(r"(?:[Pp]age )?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?", line) is not None
