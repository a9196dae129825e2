"""The pages of sides: one side with its chronology, and all of them by kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..gazetteer_names import listed as words_of
from ..model import Actor, ActorKind, Event
from .phrases import named, say
from .urls import actor_url, place_url
from .views import Group, Head, Link, Strip
from .views_index import Index
from .views_letters import MOST as MOST_NAMES
from .views_letters import Letter, by_letter, letter_lines
from .views_lines import month_strip
from .views_period import listed_groups, shelf
from .views_place import Name
from .views_time import YearLine
from .words import KINDS, counted, country_name, region_name
from .words_sides import actor_name

SECTION = "actors"
ALL = "actors/"
_PEOPLE_AND_ARMS = words_of(
    "affiliates aircraft allies attackers bomber bombers cells commander commanders commandos drones extremists "
    "faction factions fighter fighters gunmen gunships helicopters insurgents jets jihadis jihadists loyalists members "
    "mercenaries militant militants militiamen planes rebels rescuers servicemen snipers soldier soldiers supporters "
    "terrorists troops units volunteers warplane warplanes warship warships workers"
)
"""Last words of aliases that find a side in texts, "IS fighters", and would call it names if shown as its own."""
MOST = 12
"""Places and opponents named at the head of a side's page; all others are in its events."""


@dataclass(frozen=True, slots=True)
class ActorView:
    """One side."""

    head: Head
    name: str
    names: tuple[Name, ...]
    kind: str
    country: str
    events: str
    strip: Strip | None
    groups: tuple[Group, ...]
    shelf: tuple[YearLine, ...]
    """The years of a side with too many events for one page."""
    against: tuple[Link, ...]
    beside: tuple[Link, ...]
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ActorKindLines:
    """The sides of one kind."""

    kind: str
    code: int
    actors: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ActorsView:
    """All sides, or those of a letter."""

    head: Head
    name: str
    kinds: tuple[ActorKindLines, ...]
    letters: tuple[YearLine, ...]
    """Where the sides are too many for one page: those of each letter."""
    counted: str


def actor_view(index: Index, actor: Actor) -> ActorView:
    """Return the page of one side."""
    events = index.by_actor[actor.actor_id]
    names = tuple(Name(name) for name in dict.fromkeys(actor.aliases) if name != actor.name and is_name(name))
    arabic = (Name(named(actor.name_ar, actor.name), named("ar", "en")),) if actor.name_ar else ()
    number = counted(len(events), "event").capitalize()
    summary = say("{events} that name {side}, {kind}.", events=number, side=actor_name(actor), kind=KINDS[actor.kind])
    return ActorView(
        head=Head(actor_name(actor), summary, actor_url(actor), SECTION),
        name=actor_name(actor),
        names=arabic + tuple(name for name in names if name.text != actor.name_ar),
        kind=KINDS[actor.kind],
        country=country_name(actor.country),
        events=counted(len(events), "event"),
        strip=month_strip(events) if len(events) > 1 else None,
        groups=listed_groups(index, events, actor_url(actor)),
        shelf=shelf(actor_url(actor), events),
        against=_links(other for event in events for other in _others(actor, event, same_side=False)),
        beside=_links(other for event in events for other in _others(actor, event, same_side=True)),
        places=_place_links(events),
    )


def is_name(alias: str) -> bool:
    """Tell whether an alias is another name: not words for a side's people or arms by which texts are read."""
    words = alias.replace("-", " ").split()
    named = alias[:1].isupper() or alias.startswith(("al-", "ar-", "as-", "ash-", "at-", "ad-", "an-", "az-", "el-"))
    return named and bool(words) and words[-1].casefold() not in _PEOPLE_AND_ARMS


def actors_view(index: Index) -> ActorsView:
    """Return the page of all sides, by ACLED's kinds, or by letter where they are too many."""
    number, letters = counted(len(index.actors), "side"), actor_letters(index)
    summary = say("{sides} named in events.", sides=number.capitalize())
    kinds = () if letters else _kinds(index, index.actors.values())
    return ActorsView(
        Head(say("Sides"), summary, ALL, SECTION), say("Sides"), kinds, letter_lines(letters, "side"), number
    )


def actor_letter_views(index: Index) -> Iterator[ActorsView]:
    """Yield the pages of letters; none where all sides fit on one page."""
    letters = actor_letters(index)
    for letter in letters:
        title = say("{name}, {period}", name=say("Sides"), period=letter.name)
        number = counted(len(letter.members), "side")
        head = Head(title, say("{name}: {count}.", name=title, count=number), letter.url, SECTION)
        yield ActorsView(head, title, _kinds(index, letter.members), letter_lines(letters, "side"), number)


def actor_letters(index: Index) -> tuple[Letter[Actor], ...]:
    """Return the letters that have pages; none where all sides fit on one page."""
    actors = tuple(index.actors.values())
    return by_letter(actors, lambda actor: actor.name, ALL) if len(actors) > MOST_NAMES else ()


def _kinds(index: Index, actors: Iterable[Actor]) -> tuple[ActorKindLines, ...]:
    found: dict[ActorKind, list[Actor]] = defaultdict(list)
    for actor in actors:
        found[actor.kind].append(actor)
    return tuple(
        ActorKindLines(
            KINDS[kind],
            int(kind),
            tuple(_counted_link(index, a) for a in sorted(found[kind], key=lambda a: (a.name.casefold(), a.actor_id))),
        )
        for kind in sorted(found)
    )


def _others(actor: Actor, event: Event, same_side: bool) -> Iterable[Actor]:
    for side, other_side in ((event.actor1, event.actor2), (event.actor2, event.actor1)):
        if any(each.actor_id == actor.actor_id for each in side):
            yield from (each for each in (side if same_side else other_side) if each.actor_id != actor.actor_id)


def _links(actors: Iterable[Actor]) -> tuple[Link, ...]:
    named: dict[str, Actor] = {}
    counts: Counter[str] = Counter()
    for actor in actors:
        counts[named.setdefault(actor.actor_id, actor).actor_id] += 1
    ordered = sorted(counts, key=lambda key: (-counts[key], named[key].name))[:MOST]
    return tuple(Link(actor_name(named[key]), actor_url(named[key]), counted(counts[key], "event")) for key in ordered)


def _place_links(events: Iterable[Event]) -> tuple[Link, ...]:
    places = {event.place.place_id: event.place for event in events if event.place}
    counts = Counter(event.place.place_id for event in events if event.place)
    ordered = sorted(counts, key=lambda key: (-counts[key], places[key].name))[:MOST]
    return tuple(
        Link(region_name(places[key]), place_url(places[key]), counted(counts[key], "event")) for key in ordered
    )


def _counted_link(index: Index, actor: Actor) -> Link:
    count = len(index.by_actor[actor.actor_id])
    return Link(actor_name(actor), actor_url(actor), counted(count, "event"), count)
