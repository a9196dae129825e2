"""The pages of source articles: one article with its quoted sentences, and all of them by year of publication."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..model import Article, Mark, Report, Span
from .phrases import listing, say
from .publish import quoted
from .urls import event_url, source_url
from .views import EventLine, Head, Link
from .views_index import Index
from .views_lines import lines_of
from .views_report import Piece, pieces_of
from .words import counted, day_words
from .words_event import event_title

SECTION = "sources"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A quoted sentence, and the events that rest on it."""

    pieces: tuple[Piece, ...]
    events: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """One source article."""

    head: Head
    name: str
    """Its title, or publisher and date where the title may not be shown."""
    publisher: str
    published: str
    published_iso: str
    original: str
    host: str
    retells: str
    history: tuple[str, ...]
    """When it was revised at its address, or withdrawn from it."""
    sentences: tuple[Sentence, ...]
    lines: tuple[EventLine, ...]
    paragraphs: tuple[str, ...]
    """The whole text, only where the editor publishes whole texts."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An article in a list."""

    name: str
    url: str
    publisher: str
    published: str
    published_iso: str
    retells: str
    events: str


@dataclass(frozen=True, slots=True)
class SourceYear:
    """The articles published in a year."""

    heading: str
    anchor: str
    lines: tuple[SourceLine, ...]


@dataclass(frozen=True, slots=True)
class SourcesView:
    """All source articles."""

    head: Head
    years: tuple[SourceYear, ...]
    counted: str
    publishers: tuple[Link, ...]


def source_name(article: Article) -> str:
    """Return an article's title; where it has none, or none that may be shown, its publisher and date."""
    if article.title:
        return article.title
    return _publisher_and_day(article)


def _publisher_and_day(article: Article) -> str:
    if article.published is None:
        return article.publisher
    return say("{publisher}, {day}", publisher=article.publisher, day=day_words(article.published))


def source_view(index: Index, article: Article, full: bool) -> SourceView:
    """Return the page of one article; `full` shows its whole text."""
    events = index.by_article.get(article.article_id, ())
    published, name = article.published, source_name(article)
    summary = say("{name}: {count}.", name=_publisher_and_day(article), count=counted(len(events), "event"))
    return SourceView(
        head=Head(name, summary, source_url(article.article_id), SECTION),
        name=name,
        publisher=article.publisher,
        published=day_words(published) if published else "",
        published_iso=published.isoformat() if published else "",
        original=article.url,
        host=(urlsplit(article.url).hostname or "").removeprefix("www."),
        retells=article.retells,
        history=_history(article),
        sentences=_sentences(index, article),
        lines=lines_of(index, events),
        paragraphs=tuple(p.strip() for p in article.text.split("\n") if p.strip()) if full else (),
    )


def _history(article: Article) -> tuple[str, ...]:
    """Return what became of the article after its publication, a sentence each; what it said first is not published."""
    days = [day_words(day) for day in article.revised]
    told = [say("Revised by its publisher: the text of {day} is the one quoted here.", day=days[-1])] if days else []
    if len(days) > 1:
        told.append(say("It had been revised before, on {days}.", days=listing(days[:-1])))
    if article.withdrawn:
        told.append(say("No longer at its address on {day}; quoted as it stood.", day=day_words(article.withdrawn)))
    return tuple(told)


def sources_view(index: Index) -> SourcesView:
    """Return the page of all articles, newest first."""
    found: dict[int, list[Article]] = defaultdict(list)
    publishers: dict[str, int] = defaultdict(int)
    for article in index.articles.values():
        found[article.published.year if article.published else 0].append(article)
        publishers[article.publisher] += 1
    years = []
    for year in sorted(found, reverse=True):
        articles = sorted(found[year], key=lambda a: (a.published.isoformat() if a.published else "", a.article_id))
        lines = tuple(_line(index, article) for article in reversed(articles))
        years.append(SourceYear(str(year) if year else say("Date not known"), f"y{year}", lines))
    number = counted(len(index.articles), "source article")
    summary = say("{articles} that the chronicle rests on.", articles=number.capitalize())
    return SourcesView(
        head=Head(say("Sources"), summary, "sources/", SECTION),
        years=tuple(years),
        counted=number,
        publishers=tuple(Link(p, "", counted(n, "article")) for p, n in sorted(publishers.items())),
    )


def _line(index: Index, article: Article) -> SourceLine:
    return SourceLine(
        name=source_name(article),
        url=source_url(article.article_id),
        publisher=article.publisher,
        published=day_words(article.published) if article.published else "",
        published_iso=article.published.isoformat() if article.published else "",
        retells=article.retells,
        events=counted(len(index.by_article.get(article.article_id, ())), "event"),
    )


def _sentences(index: Index, article: Article) -> tuple[Sentence, ...]:
    """Return the article's shown sentences in the order of its text; what lent a value only stands among them."""
    quotes: dict[Span, str] = {}
    marks: dict[Span, list[Mark]] = defaultdict(list)
    events: dict[Span, dict[str, Link]] = defaultdict(dict)
    for event in index.by_article.get(article.article_id, ()):
        link = Link(event_title(event), event_url(event.event_id))
        for report in event.reports:
            if report.article_id == article.article_id and quoted(report):
                for span, text in _shown(report, article):
                    quotes[span] = text
                    marks[span] += [mark for mark in report.marks if span.holds(mark.span)]
                    events[span][event.event_id] = link
    return tuple(
        Sentence(pieces_of(quotes[span], span, marks[span]), tuple(events[span].values())) for span in sorted(quotes)
    )


def _shown(report: Report, article: Article) -> list[tuple[Span, str]]:
    context = [(span, article.text[span.start : span.end]) for span in report.context]
    return [(report.span, report.quote), *((span, text) for span, text in context if text.strip())]
