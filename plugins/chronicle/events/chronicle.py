"""Analysed articles in, the whole chronicle out: events in order of time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..model import AnalysedArticle, Article, Chronicle, Event
from .candidates import candidates
from .merge import merge


def make_chronicle(articles: Iterable[Article], analysed: Iterable[AnalysedArticle], as_of: date | None) -> Chronicle:
    """Return the chronicle of the articles: their happenings merged, undated ones last."""
    articles, analysed = tuple(articles), tuple(analysed)
    found = [candidate for one in analysed for candidate in candidates(one)]
    events = merge(found, {a.article_id: a for a in articles}, {one.article_id: one.credits for one in analysed})
    return Chronicle(tuple(sorted(events, key=in_time)), articles, analysed, as_of)


def in_time(event: Event) -> tuple[bool, date, date, str]:
    """Return the key that sorts events by first day, then last day, then id."""
    if event.interval is None:
        return True, date.max, date.max, event.event_id
    return False, event.interval.first, event.interval.last, event.event_id
