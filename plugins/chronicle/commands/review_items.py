"""What the editor's desk shows: one item for each thing that needs a human eye, the worst first."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ..events.compare import SAME
from ..events.near import MARGIN, agreements, near_pairs
from ..gazetteer import Gazetteer
from ..model import Article, Chronicle, CorrectionKind, DateBasis, Event, Mark, Place, Report, Span
from ..pages.views_event import differences
from ..pages.views_index import make_index
from ..pages.views_report import Piece, pieces_of
from ..pages.words import count_words, interval_words, place_words
from ..pages.words_event import event_title
from ..pages.words_sides import sides_words
from .review_guesses import Guess, guesses

MOST_SENTENCES = 6
_LIMITS = re.compile(r"(?<=[.!?])[\"'”’)]*\s+(?=[\"'“‘(]*[^\W\d_a-z])|\n+")


class Kind(StrEnum):
    """Why something is on the desk."""

    UNKNOWN_PLACE = "unknown place"
    DISAGREEMENT = "sources disagree"
    NEAR_PAIR = "nearly one event"
    LOW_AGREEMENT = "barely one event"
    PUBLICATION_DATE = "no date in the text"


EXPLAINED: Mapping[Kind, str] = {
    Kind.UNKNOWN_PLACE: "No list knows the name: its events stand in its region only, or nowhere on the map.",
    Kind.DISAGREEMENT: "The sources give different values; the record leads with one of them.",
    Kind.NEAR_PAIR: "Two events that were nearly taken for one.",
    Kind.LOW_AGREEMENT: "One event whose reports fit together badly: it may be two.",
    Kind.PUBLICATION_DATE: "The text gives no day: the event stands on the six days up to its publication.",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the words marked that gave a value, and where it stands."""

    pieces: tuple[Piece, ...]
    article_id: str
    publisher: str
    published: str

    @property
    def text(self) -> str:
        """Return its words."""
        return " ".join("".join(piece.text for piece in self.pieces).split())


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to look at."""

    kind: Kind
    weight: float
    """How bad it is if it is wrong; the worst stand first."""
    subject: str
    """What it is about: an event's title, a name."""
    event_ids: tuple[str, ...]
    reason: str
    facts: tuple[tuple[str, str], ...] = ()
    sentences: tuple[Sentence, ...] = ()
    events: tuple[Event, ...] = ()
    place: Place | None = None
    guesses: tuple[Guess, ...] = ()
    differing: tuple[tuple[str, Report], ...] = field(default=())
    """Column and report of each value that another source gives."""

    @property
    def key(self) -> str:
        """Return a mark that is the same until what is seen here changes."""
        said = (self.kind, self.subject, self.event_ids, self.facts, [s.text for s in self.sentences])
        return hashlib.sha256(repr(said).encode()).hexdigest()[:10]


def items(chronicle: Chronicle, gazetteer: Gazetteer, done: frozenset[str] = frozenset()) -> tuple[Item, ...]:
    """Return all that needs a human eye, the worst first, without what the editor ticked off (`done` keys)."""
    articles = {article.article_id: article for article in chronicle.articles}
    found = [
        *_unknown(chronicle, articles, gazetteer),
        *_disagreements(chronicle, articles),
        *_pairs(chronicle.events, articles),
        *_agreements(chronicle.events, articles),
        *_publication(chronicle.events, articles),
    ]
    left = [item for item in found if item.key not in done]
    return tuple(sorted(left, key=lambda item: (-item.weight, item.kind, item.subject, item.event_ids)))


def _dead(event: Event) -> int:
    count = event.fatalities
    return next((n for n in (count.high, count.best, count.low) if n is not None), 0)


def _gravity(events: Iterable[Event]) -> float:
    """Return up to 20 for the lives that an error would miscount."""
    return min(20.0, sum(_dead(event) for event in events) / 5)


def _unknown(chronicle: Chronicle, articles: Mapping[str, Article], gazetteer: Gazetteer) -> Iterator[Item]:
    said: dict[str, tuple[Place, list[tuple[Article, Span]]]] = {}
    for read in chronicle.analysed:
        for mention in read.places:
            if mention.place.source == "text" and read.article_id in articles:
                at = (articles[read.article_id], mention.span)
                said.setdefault(mention.place.place_id, (mention.place, []))[1].append(at)
    for place, mentions in said.values():
        there = tuple(e for e in chronicle.events if place.place_id in {p.place_id for p in _places(e)})
        sentences = tuple(
            _sentence(article, sentence_at(article.text, span), (Mark("place", span),))
            for article, span in mentions[:MOST_SENTENCES]
        )
        region = ", ".join(part for part in (place.admin1, place.country) if part)
        near = guesses(place, gazetteer)
        yield Item(
            kind=Kind.UNKNOWN_PLACE,
            weight=50.0 + min(15, 5 * len(there)) + min(5, len(mentions)) + _gravity(there),
            subject=place.name,
            event_ids=tuple(event.event_id for event in there),
            reason=f"on no list; {len(mentions)} mentions, {len(there)} events" + (f", in {region}" if region else ""),
            facts=tuple(("Perhaps", guess.words) for guess in near) or (("Perhaps", "nothing like it is known"),),
            sentences=sentences,
            events=there,
            place=place,
            guesses=near,
        )


def _places(event: Event) -> tuple[Place, ...]:
    own = (event.place, *event.further_places)
    told = (place for report in event.reports for place in (report.place, *report.further_places))
    return tuple(place for place in (*own, *told) if place is not None)


COLUMNS = {"Date": "date", "Place": "place", "Type": "type", "Side 1": "side1", "Side 2": "side2"}
COLUMNS |= {"Killed": "killed", "Injured": "injured"}
_VALUES: Mapping[str, Callable[[Report], object]] = {
    "date": lambda r: r.interval,
    "place": lambda r: r.place,
    "type": lambda r: r.sub_event_type,
    "side1": lambda r: r.actor1,
    "side2": lambda r: r.actor2,
    "killed": lambda r: r.fatalities if r.fatalities.known else None,
    "injured": lambda r: r.injured if r.injured.known else None,
}


def _disagreements(chronicle: Chronicle, articles: Mapping[str, Article]) -> Iterator[Item]:
    index = make_index(chronicle)
    for event in chronicle.events:
        found = [one for one in differences(index, event) if COLUMNS[str(one.field)] not in settled(event)]
        denied = any(candidate.denials for candidate in event.candidates)
        if not found and not denied:
            continue
        columns = [COLUMNS[str(one.field)] for one in found]
        grave = sum({"killed": 8, "date": 5, "place": 6, "side1": 6, "type": 4}.get(c, 2) for c in columns)
        facts = tuple(
            (str(one.field), f"{one.record} leads; " + "; ".join(f"{row.value} ({row.publishers})" for row in one.rows))
            for one in found
        )
        reason = "differ on " + ", ".join(columns) if columns else "one of them denies it"
        yield Item(
            kind=Kind.DISAGREEMENT,
            weight=35.0 + grave + (10 if denied else 0) + _gravity([event]),
            subject=event_title(event),
            event_ids=(event.event_id,),
            reason=reason + (", and one of them denies it" if denied and columns else ""),
            facts=facts,
            sentences=_sentences([event], articles),
            events=(event,),
            differing=tuple((column, report) for column in columns for report in _others(event, column)),
        )


def _others(event: Event, column: str) -> list[Report]:
    """Return accounts that give a column another value than the record, each value once."""
    read = _VALUES[column]
    own = {
        "date": event.interval,
        "place": event.place,
        "type": event.sub_event_type,
        "side1": event.actor1,
        "side2": event.actor2,
        "killed": event.fatalities,
        "injured": event.injured,
    }[column]
    seen: dict[object, Report] = {}
    for candidate in event.candidates:
        value = read(candidate.lead)
        if value not in (None, (), own):
            seen.setdefault(value, candidate.lead)
    return list(seen.values())


def settled(event: Event) -> frozenset[str]:
    """Return the columns that the editor has set, in the words of corrections.yaml."""
    columns = {"date_start": "date", "date_end": "date", "sub_event_type": "type", "actor1": "side1", "actor2": "side2"}
    columns |= {"fatalities": "killed"}
    changed = (c.field for one in event.corrections if one.kind is CorrectionKind.SET for c in one.changes)
    return frozenset(columns.get(name, columns.get(name.rsplit("_", 1)[0], name.split("_")[0])) for name in changed)


def _pairs(events: Sequence[Event], articles: Mapping[str, Article]) -> Iterator[Item]:
    for pair in near_pairs(events):
        both = (pair.one, pair.other)
        yield Item(
            kind=Kind.NEAR_PAIR,
            weight=30.0 + 20 * min(1.0, max(0.0, (pair.score - SAME + MARGIN) / MARGIN)) + _gravity(both),
            subject=" / ".join(event_title(event) for event in both),
            event_ids=tuple(event.event_id for event in both),
            reason=f"{pair.score:.2f} of {SAME}: {', '.join(pair.reasons)}",
            facts=tuple((event.event_id, summary(event)) for event in both),
            sentences=_sentences(both, articles),
            events=both,
        )


def _agreements(events: Sequence[Event], articles: Mapping[str, Article]) -> Iterator[Item]:
    for one in agreements(events):
        if any(c.kind in (CorrectionKind.MERGE, CorrectionKind.SPLIT) for c in one.event.corrections):
            continue
        yield Item(
            kind=Kind.LOW_AGREEMENT,
            weight=30.0 + 20 * min(1.0, max(0.0, 1.2 - one.score)) + _gravity([one.event]),
            subject=event_title(one.event),
            event_ids=(one.event.event_id,),
            reason=f"{one.score:.2f}: {' and '.join(one.articles)}: {', '.join(one.reasons)}",
            facts=((one.event.event_id, summary(one.event)),),
            sentences=_sentences([one.event], articles),
            events=(one.event,),
        )


def _publication(events: Iterable[Event], articles: Mapping[str, Article]) -> Iterator[Item]:
    for event in events:
        if event.date_basis is DateBasis.PUBLICATION and "date" not in settled(event):
            yield Item(
                kind=Kind.PUBLICATION_DATE,
                weight=20.0 + _gravity([event]),
                subject=event_title(event),
                event_ids=(event.event_id,),
                reason=f"taken as {interval_words(event.interval)}, from the day of publication",
                facts=((event.event_id, summary(event)),),
                sentences=_sentences([event], articles),
                events=(event,),
            )


def summary(event: Event) -> str:
    """Return an event's values in one line."""
    parts = (
        str(event.sub_event_type),
        str(interval_words(event.interval)) if event.interval else "no date",
        str(place_words(event.place, event.geo_precision)) if event.place else "no place",
        str(sides_words(event.actor1)),
        str(sides_words(event.actor2)),
        f"killed: {count_words(event.fatalities)}" if event.fatalities.known else "",
        f"injured: {count_words(event.injured)}" if event.injured.known else "",
    )
    return "; ".join(part for part in parts if part)


def _sentences(events: Iterable[Event], articles: Mapping[str, Article]) -> tuple[Sentence, ...]:
    found: dict[tuple[str, Span], Sentence] = {}
    for event in events:
        for report in event.reports:
            article = articles.get(report.article_id)
            if article is None:
                continue
            for span in (report.span, *report.context):
                found.setdefault((report.article_id, span), _sentence(article, span, report.marks))
    return tuple(found.values())[:MOST_SENTENCES]


def _sentence(article: Article, span: Span, marks: Iterable[Mark]) -> Sentence:
    pieces = pieces_of(article.text[span.start : span.end], span, marks)
    return Sentence(
        pieces, article.article_id, article.publisher, article.published.isoformat() if article.published else ""
    )


def sentence_at(text: str, span: Span) -> Span:
    """Return the sentence around some characters, by its full stops and line ends."""
    start = max((match.end() for match in _LIMITS.finditer(text, 0, span.start)), default=0)
    after = _LIMITS.search(text, span.end)
    return Span(start, after.start() if after else len(text.rstrip()))
