"""The editor's desk as one local page: sentences with the values marked, and what to paste. No reader ever gets it."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from ..pages.publish_clean import clean_line, clean_text
from .review_items import EXPLAINED, Item, Kind
from .review_snippets import Snippet

_HERE = Path(__file__).resolve().parent
_STYLE = "review.css"


def policy(style: str) -> str:
    """Return the page's policy: its own style sheet, known by its hash, and nothing else at all."""
    mark = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'"


def page(found: Sequence[tuple[Item, tuple[Snippet, ...]]], name: str, today: str) -> str:
    """Return the page as HTML; every word of a text is escaped."""
    environment = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters["line"] = lambda value: clean_line(str(value))
    environment.filters["text"] = lambda value: clean_text(str(value))
    environment.filters["slug"] = lambda kind: str(kind).replace(" ", "-")
    style = (_HERE / _STYLE).read_text(encoding="utf-8")
    kinds = [(kind, sum(item.kind is kind for item, _ in found), EXPLAINED[kind]) for kind in Kind]
    return environment.get_template("review.html").render(
        name=name, today=today, found=list(found), kinds=kinds, style=style, policy=policy(style)
    )
