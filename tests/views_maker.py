"""Makes invented articles and events for tests of pages, with offsets that hold."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from chronicle.model import (
    AnalysedArticle,
    Article,
    Assertion,
    Candidate,
    Chronicle,
    Event,
    Grade,
    Interval,
    Mark,
    PlaceMention,
    Report,
    Span,
    SubEventType,
)


def day(year: int, month: int, number: int, length: int = 1) -> Interval:
    first = date(year, month, number)
    return Interval(first, first + timedelta(days=length - 1))


class Maker:
    """Collects articles, and the events that rest on their sentences."""

    def __init__(self) -> None:
        self.articles: dict[str, Article] = {}
        self.events: list[Event] = []
        self.mentions: dict[str, list[PlaceMention]] = {}

    def article(self, key: str, publisher: str, published: date | None, *sentences: str, **more: Any) -> Article:
        text = " ".join(sentences)
        made = Article(key, more.pop("title", f"Dispatch of {publisher}"), publisher, published, text, **more)
        self.articles[key] = made
        return made

    def report(self, article: Article, sentence: str, kind: SubEventType, **values: Any) -> Report:
        start = article.text.index(sentence)
        words: dict[str, str] = values.pop("words", {})
        marks = []
        for field, text in words.items():
            at = article.text.index(text, start if text in sentence else 0)
            marks.append(Mark(field, Span(at, at + len(text))))
        context = tuple(Span(article.text.index(s), article.text.index(s) + len(s)) for s in values.pop("context", ()))
        where = values.get("place")
        if where is not None and "place" in words:
            span = next(m.span for m in marks if m.field == "place")
            mention = PlaceMention(span, words["place"], where, values.get("geo_precision") or 1)
            self.mentions.setdefault(article.article_id, []).append(mention)
        return Report(
            article.article_id,
            Span(start, start + len(sentence)),
            sentence,
            Span(start, start + 1),
            kind,
            marks=tuple(marks),
            context=context,
            date_text=words.get("date", ""),
            place_text=words.get("place", ""),
            **values,
        )

    def event(self, key: str, *reports: Report, grade: Grade = Grade.SINGLE, **over: Any) -> Event:
        lead = reports[0]
        candidates: dict[str, list[Report]] = {}
        for each in reports:
            candidates.setdefault(each.article_id, []).append(each)
        values: dict[str, Any] = {
            "sub_event_type": lead.sub_event_type,
            "interval": lead.interval,
            "date_basis": lead.date_basis,
            "place": lead.place,
            "geo_precision": lead.geo_precision,
            "further_places": lead.further_places,
            "actor1": lead.actor1,
            "actor2": lead.actor2,
            "fatalities": lead.fatalities,
            "injured": lead.injured,
        }
        made = Event(
            event_id=key,
            grade=grade,
            candidates=tuple(
                Candidate(
                    article_id,
                    told[0],
                    tuple(r for r in told if r.assertion is not Assertion.DENIED),
                    tuple(r for r in told if r.assertion is Assertion.DENIED),
                )
                for article_id, told in candidates.items()
            ),
            **(values | over),
        )
        self.events.append(made)
        return made

    def chronicle(self) -> Chronicle:
        analysed = tuple(
            AnalysedArticle(
                key,
                places=tuple(self.mentions.get(key, ())),
                reports=tuple(r for e in self.events for r in e.reports if r.article_id == key),
            )
            for key in self.articles
        )
        last = max((a.published for a in self.articles.values() if a.published), default=None)
        return Chronicle(tuple(self.events), tuple(self.articles.values()), analysed, last)
