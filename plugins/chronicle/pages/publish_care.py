"""Careful with people: which events and articles are shown less exactly than they are known, besides places by row.

Three more ways than a row's `precision` lower a place: its type (hospitals, shelters, homes), for all that happened
there; the days since an event (CHRONICLE_BLUR_RECENT_DAYS); and an article's `Precision`. The last two lower events:
an event is lowered as a whole, and its places may not be named in any article that tells of it.

An article that tells of an event whose place is lowered, in whichever way, is bare: its headline, its web address and
its file's name most likely say where, in words that no list knows. So is every article of the last days.
"""

from __future__ import annotations

import csv
import logging
import os
import secrets
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from ..errors import ChronicleError, Problem
from ..model import Article, Chronicle, Event, Forward, Place, PlaceLevel
from ..settings import Settings
from .publish_places import TAKEN_DOWN, Withheld, digest, folded, names_of, withheld_places

logger = logging.getLogger(__name__)
TYPES_CSV = Path(__file__).with_name("place_types.csv")
REGIONS = (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1)
KEY_BYTES = 32


@cache
def type_words() -> Mapping[str, tuple[str, ...]]:
    """Return the words that name each type of place, folded, read once from place_types.csv."""
    with TYPES_CSV.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return {row["type"]: tuple(folded(word) for word in row["words"].split(";") if word.strip()) for row in rows}


@dataclass(frozen=True, slots=True)
class Care:
    """What is withheld besides places by row, and the key that ids are made unguessable with."""

    recent_days: int = 0
    """Events of the last so many days before the chronicle's clock are shown in their region only; 0 for none."""
    types: tuple[str, ...] = ()
    key: bytes = b""

    def of_type(self, place: Place) -> bool:
        """Tell whether the place's name says that it is of a type that is shown in its region only."""
        if place.level in (*REGIONS, PlaceLevel.ADMIN2):
            return False
        names = [folded(name) for name in (place.name, place.name_ar, *place.names)]
        return any(word in name for kind in self.types for word in type_words()[kind] for name in names)


def care_of(settings: Settings) -> Care:
    """Return what the editor's settings withhold, with the key, if there is one yet.

    Raises ChronicleError where CHRONICLE_BLUR_PLACES names a type that is none, or the key's file is no key.
    """
    unknown = [name for name in settings.blur_places if name not in type_words()]
    if unknown:
        message = f"CHRONICLE_BLUR_PLACES names no type of place: {', '.join(unknown)}"
        raise ChronicleError(Problem(message, f"known are {', '.join(type_words())}"))
    return Care(settings.blur_recent_days, tuple(settings.blur_places), _key(settings))


def _key(settings: Settings) -> bytes:
    """Return the secret that ids of withheld things are made with; empty where there is none yet."""
    if settings.withheld_key:
        return settings.withheld_key.encode()
    if not settings.withheld_key_file.is_file():
        return b""
    words = settings.withheld_key_file.read_text(encoding="utf-8", errors="replace").split()
    if len(words) != 1 or len(words[0]) < KEY_BYTES:
        remedy = "restore it from your repository; or remove it, and ids of withheld events change"
        raise ChronicleError(Problem("holds no key", remedy, settings.withheld_key_file))
    return words[0].encode()


def with_key(care: Care, settings: Settings) -> Care:
    """Return the care with a key; a new one is written beside the editor's lists, to be committed with them.

    On a build server a new key would change the addresses with every build: there its absence is an error.
    Raises ChronicleError for that, and OSError where the file cannot be written.
    """
    if care.key:
        return care
    path = settings.withheld_key_file
    if os.environ.get("CI"):
        remedy = "build once on your own machine and commit it, or give CHRONICLE_WITHHELD_KEY as a secret"
        raise ChronicleError(Problem("is missing, and places are withheld", remedy, path))
    key = secrets.token_hex(KEY_BYTES)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(key + "\n")
    path.chmod(0o600)
    logger.warning("%s is new: commit it, or the next clone gives other ids and a build server none", path.name)
    return replace(care, key=key.encode())


@dataclass(frozen=True, slots=True)
class Scopes:
    """What is withheld everywhere, and what besides in single events and articles."""

    everywhere: Withheld
    events: Mapping[str, Withheld] = field(default_factory=dict)
    articles: Mapping[str, Withheld] = field(default_factory=dict)
    taken_down: bool = False
    """Whether a part of an article was taken down, so that its id must say nothing."""
    names: frozenset[str] = frozenset()
    """Every name that is withheld anywhere, in whichever event or article."""

    @property
    def any(self) -> bool:
        """Tell whether anything is withheld at all."""
        return bool(self.everywhere.names or self.events or self.articles or self.taken_down)

    def event(self, event_id: str) -> Withheld:
        """Return what is withheld in an event."""
        return self.events.get(event_id, self.everywhere)

    def article(self, article_id: str) -> Withheld:
        """Return what is withheld in an article."""
        return self.articles.get(article_id, self.everywhere)

    def of_events(self, event_ids: Iterable[str]) -> Withheld:
        """Return what is withheld in any of some events."""
        known = [self.events[event_id] for event_id in event_ids if event_id in self.events]
        if not known:
            return self.everywhere
        ids = frozenset().union(*(scope.place_ids for scope in known))
        return replace(known[0], place_ids=ids, names=frozenset().union(*(scope.names for scope in known)))

    def words(self, events: Iterable[Event]) -> Withheld:
        """Return what the editor's own words on these events may not name: what is withheld anywhere.

        The places that the events show themselves may be named, unless they are withheld everywhere.
        """
        events = tuple(events)
        own = self.of_events(event.event_id for event in events)
        shown = [p for e in events for p in _fine(e) if not self.event(e.event_id).is_withheld(p)]
        return replace(own, names=(self.names - names_of(shown, {})) | own.names | self.everywhere.names)

    def identifier(self, events: Iterable[Event]) -> Callable[[str], str]:
        """Return what makes an id that was published earlier one that may be published now."""
        ids = self.ids(events)
        return lambda event_id: ids.get(event_id) or self.everywhere.identifier(event_id)

    def keyed(self, key: bytes) -> Scopes:
        """Return the same, with ids made by this key."""
        return Scopes(
            replace(self.everywhere, key=key),
            {name: replace(scope, key=key) for name, scope in self.events.items()},
            {name: replace(scope, key=key) for name, scope in self.articles.items()},
            self.taken_down,
            self.names,
        )

    def ids(self, events: Iterable[Event]) -> Mapping[str, str]:
        """Return the published id of every event that has another."""
        named = {event.event_id: self.event(event.event_id).event_id(event) for event in events}
        return {event_id: shown for event_id, shown in named.items() if shown != event_id}


def scopes_of(chronicle: Chronicle, listed: Iterable[Place] = (), care: Care | None = None) -> Scopes:
    """Return what the chronicle withholds: everywhere, and in single events and articles."""
    care, listed = care or Care(), tuple(listed)
    everywhere = withheld_places(chronicle, listed, care.of_type, care.key)
    by_article = {a.article_id: a for a in chronicle.articles}
    exact = {key for key, article in by_article.items() if article.precision > 1}
    in_article: defaultdict[str, dict[str, Place]] = defaultdict(dict)
    in_event: dict[str, dict[str, Place]] = {}
    for event in chronicle.events:
        told = {candidate.article_id for candidate in event.candidates}
        if not (exact & told or _recent(event, chronicle, care)):
            continue
        places = {place.place_id: place for place in _fine(event)}
        if places:
            in_event[event.event_id] = places
            for article_id in told:
                in_article[article_id].update(places)
    for read in chronicle.analysed:
        if read.article_id in exact:
            mentioned = (m.place for m in read.places if not m.metonym)
            in_article[read.article_id].update((p.place_id, p) for p in mentioned if p.level not in REGIONS)
    for key in exact:
        in_article[key].update((p.place_id, p) for p in _in_head(by_article[key], listed))
    said = _said(chronicle)
    events = {event_id: everywhere.more(places.values(), said) for event_id, places in in_event.items()}
    articles = {key: everywhere.more(places.values(), said) for key, places in in_article.items() if places}
    recent = {key for key, article in by_article.items() if _within(article.published, chronicle, care)}
    for key in exact | recent | set(_tell_of_lowered(chronicle, events, everywhere)):
        articles[key] = replace(articles.get(key, everywhere), bare=True)
    return Scopes(
        everywhere,
        events,
        articles,
        any(TAKEN_DOWN.fullmatch(article_id) for article_id in by_article),
        everywhere.names.union(*(scope.names for scope in (*events.values(), *articles.values()))),
    )


def _tell_of_lowered(chronicle: Chronicle, lowered: Container[str], everywhere: Withheld) -> Iterator[str]:
    """Yield the articles that tell of an event whose place is shown less exactly than it is known.

    In a chronicle that ever withheld something, which then has a key, those too that tell of what the editor hides:
    its own address has no page there either (see published_forwards).
    """
    for event in chronicle.events:
        if event.event_id in lowered or any(everywhere.is_withheld(place) for place in _fine(event)):
            yield from (candidate.article_id for candidate in event.candidates)
    if everywhere.key:
        for forward in chronicle.forwards:
            yield from forward.articles


def _in_head(article: Article, listed: Iterable[Place]) -> Iterator[Place]:
    """Yield the editor's places that an article's headline, address or file name names, whatever its text does."""
    head = folded(" ".join((article.title, article.publisher, article.article_id, unquote(article.url))))
    for place in listed:
        names = (folded(name) for name in (place.name, place.name_ar, *place.names))
        if place.level not in REGIONS and any(name.strip() and name in head for name in names):
            yield place


def _recent(event: Event, chronicle: Chronicle, care: Care) -> bool:
    if event.interval is not None:
        return _within(event.interval.last, chronicle, care)
    told = {candidate.article_id for candidate in event.candidates}
    return any(_within(a.published, chronicle, care) for a in chronicle.articles if a.article_id in told)


def _within(day: date | None, chronicle: Chronicle, care: Care) -> bool:
    """Tell whether a day is one of the last days of which events are lowered."""
    if not care.recent_days or chronicle.as_of is None or day is None:
        return False
    return day > chronicle.as_of - timedelta(days=care.recent_days)


def _fine(event: Event) -> Iterable[Place]:
    told = (place for report in event.reports for place in (report.place, *report.further_places))
    for place in (event.place, *event.further_places, *told):
        if place is not None and place.level not in REGIONS:
            yield place


def _said(chronicle: Chronicle) -> Mapping[str, frozenset[str]]:
    """Return the words by which the texts name each place."""
    words: defaultdict[str, set[str]] = defaultdict(set)
    for read in chronicle.analysed:
        for mention in read.places:
            if not mention.metonym and mention.geo_precision == 1:
                words[mention.place.place_id].add(mention.text)
    return {place_id: frozenset(found) for place_id, found in words.items()}


def later_forwards(chronicle: Chronicle, scopes: Scopes, care: Care) -> tuple[Forward, ...]:
    """Return a forward from the id that an event had while it was recent to the one that it has now.

    None where recent events are shown as they are: there no event ever had another id.
    """
    if not care.recent_days or not care.key:
        return ()
    return tuple(
        Forward(digest(event.event_id, care.key), (event.event_id,))
        for event in chronicle.events
        if scopes.event(event.event_id).event_id(event) == event.event_id and any(True for _ in _fine(event))
    )
