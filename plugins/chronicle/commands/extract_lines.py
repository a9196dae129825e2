"""The lines of `invoke extract`'s input: each an article, or a fault with its number."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ..model import Article
from ..settings import MAX_TEXT, YEARS

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(slots=True)
class Lines:
    """The articles of a file, where each stands, and what is wrong with the other lines."""

    path: Path
    articles: list[Article] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    """Line by article id."""
    faults: list[tuple[int, str]] = field(default_factory=list)

    def fault(self, number: int, message: str) -> None:
        """Note what is wrong with a line."""
        self.faults.append((number, message))

    def messages(self) -> Iterator[str]:
        """Yield the faults in the order of the lines."""
        for number, message in sorted(self.faults):
            yield f"{self.path}:{number}: not an article: {message}"


def read_lines(path: Path) -> Lines:
    """Return the file's articles, and a fault for each line that is none; a line of blanks is no line.

    Raises OSError where the file cannot be read.
    """
    found = Lines(path)
    for number, line in enumerate(path.read_bytes().removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            article = _article(json.loads(line.decode("utf-8"), parse_constant=_no_number))
        except RecursionError:
            found.fault(number, "it is nested too deeply")
        except ValueError as error:
            found.fault(number, str(error))
        else:
            if article.article_id in found.numbers:
                found.fault(number, f"the id {article.article_id!r} stands in line {found.numbers[article.article_id]}")
                continue
            found.numbers[article.article_id] = number
            found.articles.append(article)
    return found


def _no_number(constant: str) -> None:
    raise ValueError(f"{constant} is no JSON")


def _article(row: Any) -> Article:
    """Return the row as an Article. Raises ValueError where it is none."""
    if not isinstance(row, dict):
        raise ValueError(f"it is no object but {type(row).__name__}")
    number = row.get("id")
    text = _text(row, "text")
    if not text.strip():
        raise ValueError("it has no text")
    if len(text) > MAX_TEXT:
        raise ValueError(f"its text is longer than {MAX_TEXT:,} characters")
    return Article(
        article_id=str(number) if type(number) is int else _text(row, "id", needed=True),
        title=_text(row, "title"),
        publisher=_text(row, "publisher"),
        published=_day(row.get("date")),
        text=text,
        url=_text(row, "url"),
    )


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise ValueError(f"its date is no text but {type(value).__name__}")
    if not _DAY.fullmatch(value):  # "20160508" and "2016-W18-7" are days to Python
        raise ValueError(f"its date {value[:40]!r} is not written as 2016-05-08")
    day = date.fromisoformat(value)
    if day.year not in YEARS:
        raise ValueError(f"its date {day} is not of our time")
    return day


def _text(row: dict[str, Any], key: str, needed: bool = False) -> str:
    """Return a value that must be a text; surrogates without a partner stand for no character and fit in no file."""
    value = row.get(key)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or (needed and not value.strip()):
        raise ValueError(f"its {key} is no text: {value!r:.60}" if key in row else f"it has no {key}")
    try:
        value.encode("utf-8")
    except UnicodeEncodeError:
        raise ValueError(f"its {key} holds half a character (a lone surrogate)") from None
    return value
