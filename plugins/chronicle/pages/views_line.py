"""An event as a line of lists: made when a page first shows it, and then the same line on every page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model import Article, Event
from .urls import event_url, place_url, type_url
from .views import EventLine, Link
from .words import GRADES, interval_words, listed, place_words
from .words_event import event_title, what_words


def line_of(event: Event, articles: Mapping[str, Article]) -> EventLine:
    """Return an event as a line; `articles` are the chronicle's, by id."""
    where = place_words(event.place, event.geo_precision)
    return EventLine(
        event_id=event.event_id,
        url=event_url(event.event_id),
        title=event_title(event),
        when=interval_words(event.interval),
        iso=event.interval.first.isoformat() if event.interval else "",
        exact=event.interval is not None and event.interval.days == 1,
        kind=Link(what_words(event.sub_event_type), type_url(event.sub_event_type)),
        place=Link(where, place_url(event.place) if event.place else "places/unlocated/"),
        grade=str(event.grade),
        grade_words=GRADES[event.grade],
        reports=len(event.candidates),
        publishers=listed(publishers_of(event, articles), 3),
        dead="" if (dead := event.fatalities.best or event.fatalities.low) is None else str(dead),
    )


def publishers_of(event: Event, articles: Mapping[str, Article]) -> tuple[str, ...]:
    """Return the publishers of an event's reports, each once, the leading one first."""
    names = (articles[c.article_id].publisher for c in event.candidates if c.article_id in articles)
    return tuple(dict.fromkeys(names))


class Lines(Mapping[str, EventLine]):
    """The lines of all events, by id; each is made once, when it is first asked for."""

    def __init__(self, events: Mapping[str, Event], articles: Mapping[str, Article]) -> None:
        self._events, self._articles = events, articles
        self._made: dict[str, EventLine] = {}

    def __getitem__(self, event_id: str) -> EventLine:
        found = self._made.get(event_id)
        if found is None:
            found = self._made[event_id] = line_of(self._events[event_id], self._articles)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._events)

    def __len__(self) -> int:
        return len(self._events)
