"""The values that an editor sets: names into places and sides, an event with a value changed, an event added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from ..gazetteer_names import fold, slugify
from ..model import Actor, AnalysedArticle, Change, Count, Event, Grade, Interval, Place, SubEventType
from .corrections_read import Entry, Named, Value

Places = Callable[[str], Sequence[Place]]
Actors = Callable[[str], Sequence[Actor]]
FIELDS = {
    "title": "title",
    "title_ar": "title_ar",
    "date": "date",
    "place": "place",
    "geo_precision": "geo_precision",
    "further_places": "further_places",
    "type": "sub_event_type",
    "side1": "actor1",
    "side2": "actor2",
    "killed": "fatalities",
    "injured": "injured",
}
"""What a correction's field is called in a change: a column of events.csv, or what its columns begin with."""


class UnknownName(ValueError):
    """A name that no list has, or that means several things."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


@dataclass(frozen=True, slots=True)
class Known:
    """What names mean: the chronicle's own places and sides first, then what the lists say."""

    places: Mapping[str, Place]
    """The chronicle's, by id."""
    actors: Mapping[str, Actor]
    listed_places: Places
    """Whatever bears a name or id, from the gazetteer."""
    listed_actors: Actors

    def place(self, name: str) -> Place:
        """Return the place of an id or name; raises UnknownName."""
        if name in self.places:
            return self.places[name]
        plain = fold(name)
        own = [place for place in self.places.values() if fold(place.name) == plain]
        found = own if len(own) == 1 else list(self.listed_places(name))
        if not found:
            raise UnknownName(f"no list has the place {name!r}", "add it to content/chronicle/places.csv")
        editors = [place for place in found if place.place_id.startswith("ed:")]
        best = editors if len(editors) == 1 else found
        if len(best) > 1:
            ids = ", ".join(f"{place.place_id} ({place.admin1 or place.country})" for place in best[:5])
            raise UnknownName(f"{name!r} may be several places", f"give one's id: {ids}")
        return best[0]

    def side(self, named: Named) -> Actor:
        """Return the side of a name, made of the editor's words where a kind is given; raises UnknownName."""
        if named.kind is not None:
            return Actor(f"ed-{slugify(named.name) or 'side'}", named.name, named.kind, named.country)
        plain = named.name.casefold()
        own = [a for a in self.actors.values() if plain in (a.actor_id.casefold(), a.name.casefold())]
        found = own if len(own) == 1 else list(self.listed_actors(named.name))
        if len(found) != 1:
            remedy = f"add it to content/chronicle/actors.csv, or write {{name: {named.name}, kind: 1 to 8}}"
            raise UnknownName(f"no list has the side {named.name!r}", remedy)
        return found[0]


def known_names(analysed: Iterable[AnalysedArticle], places: Places, actors: Actors) -> Known:
    """Return what names mean in a chronicle of these analyses."""
    found: dict[str, Place] = {}
    sides: dict[str, Actor] = {}
    for one in analysed:
        for report in one.reports:
            for place in (report.place, *report.further_places):
                if place is not None:
                    found.setdefault(place.place_id, place)
            for actor in (*report.actor1, *report.actor2):
                sides.setdefault(actor.actor_id, actor)
    return Known(found, sides, places, actors)


def changed(event: Event, name: str, value: Value, known: Known, was: Event) -> tuple[Event, Change | None]:
    """Return the event with a value set, and what that changed, if anything, of what it was before the entry.

    A place that is set is the place itself at first: `was` has the precision that the entry's own is to be told
    against. Raises UnknownName.
    """
    after = _set(event, name, value, known)
    if name == "title_ar":
        return after, None  # the same title in another language corrects nothing
    before_words, after_words = _said(was, name), _said(after, name)
    change = Change(FIELDS[name], before_words, after_words) if before_words != after_words else None
    return after, change


def added(entry: Entry, known: Known) -> Event:
    """Return the event that the editor adds. Raises UnknownName."""
    kind = next(value for name, value in entry.values if name == "type")
    event = Event(
        event_id=entry.names[0],
        sub_event_type=cast(SubEventType, kind),
        interval=None,
        date_basis=None,
        place=None,
        geo_precision=None,
        further_places=(),
        actor1=(),
        actor2=(),
        fatalities=Count(),
        injured=Count(),
        grade=Grade.SINGLE,
        candidates=(),
    )
    for name, value in entry.values:
        event = _set(event, name, value, known)
    return event


def _set(event: Event, name: str, value: Value, known: Known) -> Event:
    if name == "title":
        return replace(event, title=cast(str, value))
    if name == "title_ar":
        return replace(event, title_ar=cast(str, value))
    if name == "date":
        # None of the three bases: no words of a text give it.
        return replace(event, interval=cast(Interval | None, value), date_basis=None)
    if name == "place":
        if value is None:
            return replace(event, place=None, geo_precision=None)
        place = known.place(cast(str, value))
        others = tuple(other for other in event.further_places if other.place_id != place.place_id)
        return replace(event, place=place, geo_precision=1, further_places=others)
    if name == "geo_precision":
        return replace(event, geo_precision=cast(int, value) if event.place else None)
    if name == "further_places":
        return replace(event, further_places=tuple(known.place(each) for each in cast(tuple[str, ...], value)))
    if name == "type":
        return replace(event, sub_event_type=cast(SubEventType, value))
    if name in ("killed", "injured"):
        count = cast(Count, value)
        return replace(event, fatalities=count) if name == "killed" else replace(event, injured=count)
    sides = tuple(known.side(each) for each in cast(tuple[Named, ...], value))
    return replace(event, actor1=sides) if name == "side1" else replace(event, actor2=sides)


def _said(event: Event, name: str) -> str:
    """Return a value as a change names it; empty where there is none."""
    if name == "date":
        return _days(event.interval)
    if name == "place":
        return event.place.name if event.place else ""
    if name == "geo_precision":
        return str(event.geo_precision or "")
    if name == "further_places":
        return "; ".join(place.name for place in event.further_places)
    if name in ("killed", "injured"):
        return _count(event.fatalities if name == "killed" else event.injured)
    if name in ("side1", "side2"):
        return "; ".join(actor.name for actor in (event.actor1 if name == "side1" else event.actor2))
    return str(event.sub_event_type) if name == "type" else event.title


def _days(interval: Interval | None) -> str:
    if interval is None:
        return ""
    first, last = interval.first.isoformat(), interval.last.isoformat()
    return first if first == last else f"{first}/{last}"


def _count(count: Count) -> str:
    known = list(dict.fromkeys(n for n in (count.low, count.high) if n is not None))
    ends = "–".join(map(str, known))
    if count.best is None:
        return f"{count.low}+" if count.high is None and count.low is not None else ends
    return str(count.best) if known in ([count.best], []) else f"{count.best} ({ends})"
