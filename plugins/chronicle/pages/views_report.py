"""A report as its event's page and its article's page show it: the quoted words, marked, and where they come from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from ..model import Article, Assertion, Mark, Report, Span
from .phrases import say, say_in
from .publish import quoted
from .urls import source_url
from .words import (
    ASSERTIONS,
    NOT_STATED,
    count_words,
    day_words,
    interval_words,
    place_words,
)
from .words_sides import sides_words

DATE, PLACE, TYPE = say("Date"), say("Place"), say("Type")
SIDE_1, SIDE_2 = say("Side 1"), say("Side 2")
KILLED, INJURED = say("Killed"), say("Injured")
"""What a value is called in tables of them."""
FIELDS: dict[str, str] = {
    "date": "date",
    "date_start": "date",
    "date_end": "date",
    "place": "place",
    "further_places": "place",
    "actor1": "side",
    "actor2": "side",
    "fatalities": "dead",
    "fatalities_low": "dead",
    "fatalities_best": "dead",
    "fatalities_high": "dead",
    "injured": "injured",
    "injured_low": "injured",
    "injured_best": "injured",
    "injured_high": "injured",
    "sub_event_type": "type",
    "event_type": "type",
    "trigger": "type",
    "assertion": "source",
    "attribution": "source",
}
"""What a marked column is called in the pages."""

FIELD_WORDS: dict[str, str] = {
    "date": say_in("marked words", "date"),
    "place": say_in("marked words", "place"),
    "side": say_in("marked words", "side"),
    "dead": say_in("marked words", "dead"),
    "injured": say_in("marked words", "injured"),
    "type": say_in("marked words", "type"),
    "source": say_in("marked words", "source"),
}
FRAGMENT_WORDS = 5
"""Of a long sentence a text fragment names this many first and last words (WICG Scroll to Text Fragment)."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of quoted characters; `field` says which value they gave, if any."""

    text: str
    field: str = ""
    title: str = ""
    """The field in words."""
    parts: tuple[tuple[str, bool], ...] = ()
    """Where it holds a person's name: its characters in runs, and of each whether it is the name, kept from search."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A value with the words that gave it."""

    field: str
    value: str
    words: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """One report."""

    anchor: str
    publisher: str
    published: str
    published_iso: str
    title: str
    url: str
    """The article's page here."""
    original: str
    """The publisher's own page, at the quoted sentence where browsers can; may be empty."""
    retells: str
    pieces: tuple[Piece, ...]
    """The quoted sentence; empty where it may not be shown."""
    context: tuple[tuple[Piece, ...], ...]
    """Further sentences that gave a value."""
    assertion: str
    claimed: bool
    denied: bool
    attribution: str
    readings: tuple[Reading, ...]
    withheld: bool
    """Whether even its values are withheld: publisher and date only."""


def pieces_of(text: str, span: Span, marks: Iterable[Mark], names: Iterable[Span] = ()) -> tuple[Piece, ...]:
    """Cut a sentence at its marks; of marks that overlap the first and longest counts.

    `text` is the sentence itself, `span` where it stands in its article; marks count in the article, and so do
    `names`, which are kept from the search.
    """
    names = tuple(name for name in names if name.overlaps(span))
    pieces: list[Piece] = []
    reached = span.start
    for mark in sorted(marks, key=lambda m: (m.span.start, -m.span.end, m.field)):
        if mark.span.start < reached or not span.holds(mark.span) or mark.span.start == mark.span.end:
            continue
        if mark.span.start > reached:
            pieces.append(_piece(text, span, Span(reached, mark.span.start), names))
        field = FIELDS.get(mark.field, mark.field.replace("_", " "))
        pieces.append(_piece(text, span, mark.span, names, field))
        reached = mark.span.end
    rest = _piece(text, span, Span(reached, span.start + len(text)), names)
    return (*pieces, rest) if rest.text else tuple(pieces)


def _piece(text: str, span: Span, part: Span, names: Sequence[Span], field: str = "") -> Piece:
    """Return a part of a sentence, with the names in it apart."""
    said = text[part.start - span.start : part.end - span.start]
    if not any(name.overlaps(part) for name in names):
        return Piece(said, field, FIELD_WORDS.get(field, field))
    private = [any(name.start <= at < name.end for name in names) for at in range(part.start, part.end)]
    parts: list[tuple[str, bool]] = []
    for apart, run in groupby(range(len(said)), key=private.__getitem__):
        at = list(run)
        parts.append((said[at[0] : at[-1] + 1], apart))
    return Piece(said, field, FIELD_WORDS.get(field, field), tuple(parts))


def text_fragment(url: str, sentence: str) -> str:
    """Return an address that opens a page at a sentence; browsers that know no text fragments open the page."""
    words = sentence.split()
    if not url or not words or "#" in url:
        return url
    parts = (words,) if len(words) <= 2 * FRAGMENT_WORDS else (words[:FRAGMENT_WORDS], words[-FRAGMENT_WORDS:])
    directive = ",".join(quote(" ".join(part), safe="").replace("-", "%2D") for part in parts)
    return f"{url}#:~:text={directive}"


def original_url(article: Article, sentence: str) -> str:
    """Return the publisher's page; at the sentence only where the words are the publisher's own."""
    return article.url if article.retells or not sentence else text_fragment(article.url, sentence)


def report_view(report: Report, article: Article | None, anchor: str, names: Sequence[Span] = ()) -> ReportView:
    """Return a report of an event; `anchor` is its id on the event's page, `names` are kept from the search."""
    shown = quoted(report)
    text = article.text if article else ""
    withheld = not shown and report.span == Span(0, 0)
    published = article.published if article else None
    context = tuple(
        pieces_of(text[span.start : span.end], span, report.marks, names)
        for span in report.context
        if text[span.start : span.end].strip() and not report.span.holds(span)
    )
    return ReportView(
        anchor=anchor,
        publisher=article.publisher if article else "",
        published=day_words(published) if published else "",
        published_iso=published.isoformat() if published else "",
        title=article.title if article and not withheld else "",
        url=source_url(report.article_id),
        original="" if withheld or article is None else original_url(article, report.quote),
        retells=article.retells if article and not withheld else "",
        pieces=pieces_of(report.quote, report.span, report.marks, names) if shown else (),
        context=context,
        assertion=ASSERTIONS[report.assertion],
        claimed=report.assertion is Assertion.CLAIMED,
        denied=report.assertion is Assertion.DENIED,
        attribution=report.attribution,
        readings=() if withheld else readings(report, text),
        withheld=withheld,
    )


def readings(report: Report, text: str) -> tuple[Reading, ...]:
    """Return each value that the report gives, with the words that gave it."""
    counts = ((report.fatalities, KILLED, "dead"), (report.injured, INJURED, "injured"))
    rows: list[Reading] = []
    if report.interval is not None:
        words = _words(report, text, "date") or ([report.date_text] if report.date_text else [])
        rows.append(Reading(DATE, interval_words(report.interval), _joined(words)))
    if report.place is not None:
        words = _words(report, text, "place") or ([report.place_text] if report.place_text else [])
        rows.append(Reading(PLACE, place_words(report.place, report.geo_precision), _joined(words)))
    for actors, name, field in ((report.actor1, SIDE_1, "actor1"), (report.actor2, SIDE_2, "actor2")):
        if actors:
            rows.append(Reading(name, sides_words(actors), _joined(_words(report, text, field, exact=True))))
    for count, name, field in counts:
        if count.known:
            rows.append(Reading(name, count_words(count), _joined(_words(report, text, field))))
    return tuple(row for row in rows if row.value != NOT_STATED)


def _words(report: Report, text: str, field: str, exact: bool = False) -> list[str]:
    found = [m.span for m in report.marks if (m.field if exact else FIELDS.get(m.field)) == field]
    return [_cut(report, text, span) for span in sorted(set(found))]


def _cut(report: Report, text: str, span: Span) -> str:
    if report.span.holds(span):
        return report.quote[span.start - report.span.start : span.end - report.span.start]
    return text[span.start : span.end]


def _joined(words: Sequence[str]) -> str:
    return " … ".join(dict.fromkeys(word.strip() for word in words if word.strip()))
