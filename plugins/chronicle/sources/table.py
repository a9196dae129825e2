"""A table of articles, CSV or JSON lines: one row an article, by the names of its columns."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping

from ..errors import ArticleError, Problem
from ..settings import MAX_TEXT
from ..termfile import long_cells
from .found import Found, Raw, Value, one_line
from .limits import ARTICLES

NAMES: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content", "full_text", "fulltext"),
    "title": ("title", "headline"),
    "date": ("date", "published", "publication_date", "pub_date", "date_published"),
    "publisher": ("publisher", "source", "outlet", "publication"),
    "author": ("author", "authors", "byline"),
    "url": ("url", "link", "source_url"),
    "retells": ("retells",),
    "lang": ("lang", "language"),
    "retrieved": ("retrieved", "retrieved_at", "accessed"),
}
"""What a column may be called."""
_OF = {name: key for key, names in NAMES.items() for name in names}


def _decoded(raw: Raw) -> str:
    try:
        return raw.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.data.count(b"\n", 0, error.start) + 1
        raise ArticleError(Problem("is not UTF-8 text", "save it as UTF-8", None, line)) from error


def read_csv(raw: Raw) -> Iterator[Found | Problem]:
    """Yield the article of every row of a CSV with a header; comma, semicolon or tab between its cells.

    Raises ArticleError where it has no column of texts.
    """
    content = _decoded(raw)
    header = content.partition("\n")[0]
    rows = csv.reader(io.StringIO(content, newline=""), delimiter=max(",;\t", key=header.count), strict=True)
    try:
        columns = [name.strip().lower() for name in _next(rows) or []]
        if not {_OF.get(name) for name in columns} & {"text"}:
            remedy = f"name the column of the texts {NAMES['text'][0]}, the others {', '.join(list(NAMES)[1:6])}"
            raise ArticleError(Problem("has no column of texts", remedy, None, 1))
        line = rows.line_num + 1
        while (row := _next(rows)) is not None:
            if not any(cell.strip() for cell in row):
                pass
            elif len(row) != len(columns):
                yield Problem(f"has {len(row)} cells in {len(columns)} columns", "quote cells with commas", None, line)
            else:
                yield _found(dict(zip(columns, row, strict=True)), line, raw, ".csv")
            line = rows.line_num + 1
            if line > 100 * ARTICLES:
                return
    except csv.Error as error:
        yield Problem(f"is no CSV from here on: {error}", "save it again as CSV", None, rows.line_num)


def _next(rows: Iterator[list[str]]) -> list[str] | None:
    """Return the next row, None at the end; csv's own bound, 131,072 characters, is less than a long article."""
    with long_cells(4 * MAX_TEXT):
        return next(rows, None)


def read_jsonl(raw: Raw) -> Iterator[Found | Problem]:
    """Yield the article of every line of a file of JSON objects, one a line, as `invoke extract` takes it."""
    for number, line in enumerate(_decoded(raw).split("\n"), 1):
        if not line.strip():
            continue
        try:
            values = json.loads(line)
        except (ValueError, RecursionError):
            yield Problem("is no JSON", 'write one object a line, as {"date": "2016-05-08", "text": "…"}', None, number)
            continue
        if not isinstance(values, dict):
            yield Problem("is no JSON object", "write one object a line", None, number)
            continue
        wrong = [k for k, v in values.items() if k.lower() in _OF and v is not None and not isinstance(v, str)]
        if wrong:
            yield Problem(f"{wrong[0]} is not a text", "put it in quotes", None, number)
            continue
        texts = {key.strip().lower(): value for key, value in values.items() if isinstance(value, str)}
        yield _found(texts, number, raw, ".jsonl")


def _found(row: Mapping[str, str], line: int, raw: Raw, suffix: str) -> Found | Problem:
    values: dict[str, str] = {}
    for name, cell in row.items():
        if name in _OF and cell.strip():
            values.setdefault(_OF[name], cell)
    text = values.get("text", "").encode("utf-8", "replace").decode()
    if not text.strip():
        return Problem("has no text", "give it one, or remove it", None, line)
    return Found(
        text=text,
        title=Value(one_line(values.get("title"))),
        date=Value(one_line(values.get("date"))),
        publisher=Value(one_line(values.get("publisher"))),
        author=Value(one_line(values.get("author"))),
        url=Value(one_line(values.get("url"))),
        retells=one_line(values.get("retells")),
        lang=one_line(values.get("lang")),
        origin=f"line {line}",
        line=line,
        original=raw.data,
        suffix=suffix,
        retrieved=one_line(values.get("retrieved")) or raw.retrieved,
    )
