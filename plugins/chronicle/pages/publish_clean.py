"""Strings made harmless: no control characters, no bidirectional overrides, no address but http(s)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from ..model import Actor, Article, Place, Report
from .once import once_each

_LOOSE = re.compile(r"^(?:[\W_]|(?:and|or|of|by)\b)+|(?:[\W_]|\b(?:and|or|of|by|the|a|an))+$")
"""What is left hanging at either end of words of which a name was taken out."""
_SMALL = frozenset({"the", "a", "an", "and", "or", "of", "by", "his", "her", "their", "in", "from", "s"})
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""C0 and C1 controls but tab and newline, the marks that reorder text (Unicode UAX 9), lone surrogates."""


def clean_text(text: str) -> str:
    """Return the text with a blank for each harmful character; its length stays, so offsets hold."""
    return _HARMFUL.sub(" ", text)


def clean_line(text: str) -> str:
    """Return the text on one line, without harmful characters or blanks in a row."""
    return " ".join(clean_text(text).split())


def without_names(words: str, names: Iterable[str]) -> str:
    """Return who is quoted without a private person's name: "activist Ahmad Khalil" is an activist.

    Empty where nothing else is said of them: headlines and tables are made of these words.
    """
    left = words
    for name in sorted(names, key=len, reverse=True):
        for own in ("'s", "’s", ""):
            left = left.replace(f"{name}{own}", " ")
    if left == words:
        return words
    kept = _LOOSE.sub("", " ".join(left.split()))
    return kept if any(part.isalpha() and part not in _SMALL for part in kept.split()) else ""


def clean_url(url: str) -> str:
    """Return the address if it is http or https and names a host, else an empty text."""
    url = url.strip()
    if _HARMFUL.search(url) or any(character.isspace() for character in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def clean_article(article: Article) -> Article:
    """Return the article with harmless strings; its text keeps its length."""
    return replace(
        article,
        title=clean_line(article.title),
        publisher=clean_line(article.publisher),
        text=clean_text(article.text),
        url=clean_url(article.url),
        retells=clean_line(article.retells),
        path="",
    )


@once_each
def clean_place(place: Place) -> Place:
    """Return the place with harmless strings."""
    return replace(
        place,
        name=clean_line(place.name),
        country=clean_line(place.country),
        admin1=clean_line(place.admin1),
        admin2=clean_line(place.admin2),
        name_ar=clean_line(place.name_ar),
        names=tuple(clean_line(name) for name in place.names),
        source=clean_line(place.source),
    )


@once_each
def clean_actor(actor: Actor) -> Actor:
    """Return the actor with harmless strings."""
    return replace(
        actor,
        name=clean_line(actor.name),
        country=clean_line(actor.country),
        name_ar=clean_line(actor.name_ar),
        aliases=tuple(clean_line(alias) for alias in actor.aliases),
        name_ar_oblique=clean_line(actor.name_ar_oblique),
    )


def clean_report(report: Report) -> Report:
    """Return the report with harmless strings; its quote keeps its length."""
    return changed(
        report,
        quote=clean_text(report.quote),
        attribution=clean_line(report.attribution),
        date_text=clean_line(report.date_text),
        place_text=clean_line(report.place_text),
        place=clean_place(report.place) if report.place else None,
        further_places=tuple(map(clean_place, report.further_places)),
        actor1=tuple(map(clean_actor, report.actor1)),
        actor2=tuple(map(clean_actor, report.actor2)),
    )


def changed(report: Report, **values: Any) -> Report:
    """Return the report with these values: itself where it has them all already, as most have."""
    new = {name: value for name, value in values.items() if getattr(report, name) != value}
    return replace(report, **new) if new else report
