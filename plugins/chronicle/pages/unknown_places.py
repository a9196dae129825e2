"""Place names that no list knows, for the editor to look up: what the texts say of each, never published."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from operator import attrgetter
from pathlib import Path

from ..model import AnalysedArticle, Article, Chronicle, Place
from .exports_cells import defuse

EXAMPLE = 160
"""Characters of the text around the first mention."""


@dataclass(frozen=True, slots=True)
class UnknownPlace:
    """One name and what is known of it; the first columns are those of content/chronicle/places.csv."""

    name: str
    level: str
    admin1: str
    country: str
    mentions: int
    articles: int
    first_article: str
    text: str


def unknown_places(analysed: Iterable[AnalysedArticle], articles: Mapping[str, Article]) -> tuple[UnknownPlace, ...]:
    """Return the names that were kept as the texts have them, the most mentioned first."""
    seen: dict[str, tuple[Place, list[str], str]] = {}
    for read in analysed:
        text = articles[read.article_id].text
        for mention in read.places:
            if mention.place.source != "text":
                continue
            middle = (mention.span.start + mention.span.end) // 2
            around = text[max(0, middle - EXAMPLE // 2) : middle + EXAMPLE // 2]
            known = seen.setdefault(mention.place.place_id, (mention.place, [], " ".join(around.split())))
            known[1].append(read.article_id)
    found = (
        UnknownPlace(p.name, str(p.level), p.admin1, p.country, len(ids), len(set(ids)), ids[0], around)
        for p, ids, around in seen.values()
    )
    return tuple(sorted(found, key=lambda place: (-place.mentions, place.name, place.country, place.admin1)))


def write_unknown(chronicle: Chronicle, path: Path) -> None:
    """Write the list as CSV with a header line, where the editor finds it and no reader does."""
    found = unknown_places(chronicle.analysed, {article.article_id: article for article in chronicle.articles})
    columns = [field.name for field in fields(UnknownPlace)]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        rows = map(attrgetter(*columns), found)
        writer.writerows([defuse(c) if isinstance(c, str) else c for c in row] for row in rows)
