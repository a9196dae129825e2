"""The pages of source articles: one article with its quoted sentences, and all of them by year of publication."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from urllib.parse import urlsplit

from ..model import Article, Mark, Report, Span
from .phrases import listing, say
from .publish import quoted
from .urls import event_url, source_url
from .views import EventLine, Head, Link
from .views_index import Index
from .views_lines import lines_of
from .views_period import MOST_LINES
from .views_report import Piece, pieces_of
from .views_time import YearLine
from .words import counted, day_words, month_words
from .words_event import event_title

SECTION = "sources"
ALL = "sources/"
YEAR_DEPTH = 3
"""Strokes in "sources/years/2016/"."""
Part: TypeAlias = tuple[str, str, list[Article]]
"""A year or a month of articles: its page's address, its name, and the articles."""


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
    name: str
    years: tuple[SourceYear, ...]
    shelf: tuple[YearLine, ...]
    """The years, or a year's months, where the articles are too many for one page."""
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
    """Return the page of all articles, newest first; of too many for one page it shows the years only."""
    publishers = Counter(article.publisher for article in index.articles.values())
    number = counted(len(index.articles), "source article")
    summary = say("{articles} that the chronicle rests on.", articles=number.capitalize())
    return SourcesView(
        head=Head(say("Sources"), summary, ALL, SECTION),
        name=say("Sources"),
        years=() if len(index.articles) > MOST_LINES else tuple(_part(index, *each) for each in article_parts(index)),
        shelf=_shelf(article_parts(index)) if len(index.articles) > MOST_LINES else (),
        counted=number,
        publishers=tuple(Link(p, "", counted(n, "article")) for p, n in sorted(publishers.items())),
    )


def source_part_views(index: Index) -> Iterator[SourcesView]:
    """Yield the pages of the years of too many articles for one page, and of the months of a crowded year."""
    for address, name, articles in source_parts(index):
        months = _months(index, address, articles)
        number = counted(len(articles), "source article")
        title = say("{name}, {period}", name=say("Sources"), period=name)
        yield SourcesView(
            head=Head(title, say("{name}: {count}.", name=title, count=number), address, SECTION),
            name=title,
            years=() if months else (_part(index, address, name, articles),),
            shelf=_shelf(months),
            counted=number,
            publishers=(),
        )


def source_parts(index: Index) -> Iterator[Part]:
    """Yield what has a page of its own: nothing where all articles fit on one."""
    if len(index.articles) <= MOST_LINES:
        return
    for part in article_parts(index):
        yield part
        yield from _months(index, part[0], part[2])


def _months(index: Index, address: str, articles: Sequence[Article]) -> list[Part]:
    """Return the months of a crowded year; a month, and what is undated, has none."""
    is_year = address.count("/") == YEAR_DEPTH and articles[0].published is not None
    return article_parts(index, articles) if is_year and len(articles) > MOST_LINES else []


def article_parts(index: Index, of_year: Sequence[Article] = ()) -> list[Part]:
    """Return the articles by year, or those of one year by month: address, name and articles, the newest first."""
    found: dict[tuple[int, ...], list[Article]] = defaultdict(list)
    for article in of_year or index.articles.values():
        day = article.published
        found[() if day is None else (day.year, day.month) if of_year else (day.year,)].append(article)
    return [(_address(key), _period(key), _newest_first(found[key])) for key in sorted(found, reverse=True)]


def _address(key: tuple[int, ...]) -> str:
    """Return a part's address; no article can have it, for an article's own has one part after sources/."""
    return f"{ALL}years/{'/'.join(f'{number:02d}' for number in key) or 'undated'}/"


def _period(key: tuple[int, ...]) -> str:
    return say("Date not known") if not key else str(key[0]) if len(key) == 1 else month_words(key[0], key[1])


def _newest_first(articles: Iterable[Article]) -> list[Article]:
    return sorted(articles, key=lambda a: (a.published.isoformat() if a.published else "", a.article_id), reverse=True)


def _shelf(parts: Iterable[Part]) -> tuple[YearLine, ...]:
    return tuple(
        YearLine(name, address, len(articles), counted(len(articles), "source article"))
        for address, name, articles in parts
    )


def _part(index: Index, address: str, name: str, articles: Iterable[Article]) -> SourceYear:
    anchor = f"y{address.removeprefix(f'{ALL}years/').strip('/').replace('/', '-')}"
    return SourceYear(name, anchor, tuple(_line(index, article) for article in articles))


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
