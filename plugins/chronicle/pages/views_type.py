"""The pages of event types: one sub-event type with its chronology, and all of them."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import EventType, SubEventType
from .urls import type_url
from .views import Group, Head, Link, Strip
from .views_index import Index
from .views_lines import groups_by_year, month_strip
from .words import counted

SECTION = "types"

MEANINGS: dict[SubEventType, str] = {
    SubEventType.ARMED_CLASH: "Armed sides fight each other, and no ground is said to change hands.",
    SubEventType.GOVERNMENT_REGAINS: "State forces, or forces fighting for them, take back ground in a fight.",
    SubEventType.NON_STATE_OVERTAKES: "A non-state or foreign force takes ground in a fight.",
    SubEventType.CHEMICAL_WEAPON: "A chemical weapon is used.",
    SubEventType.AIR_STRIKE: "A strike from the air, by aeroplane, helicopter or drone.",
    SubEventType.SUICIDE_BOMB: "An attacker sets off explosives and means to die by them.",
    SubEventType.SHELLING: "Shells, rockets or missiles are fired from afar.",
    SubEventType.REMOTE_EXPLOSIVE: "A mine, a planted bomb or another explosive set off from afar or by its victim.",
    SubEventType.GRENADE: "A grenade or another explosive thrown by hand.",
    SubEventType.SEXUAL_VIOLENCE: "Sexual violence against civilians.",
    SubEventType.ATTACK: "A direct attack on people who are not armed.",
    SubEventType.ABDUCTION: "People are abducted, or disappear by force.",
    SubEventType.PEACEFUL_PROTEST: "A protest that stays peaceful and meets no force.",
    SubEventType.PROTEST_INTERVENTION: "A peaceful protest that is dispersed or hindered, without deaths by force.",
    SubEventType.EXCESSIVE_FORCE: "A peaceful protest that meets force which kills or may kill.",
    SubEventType.VIOLENT_DEMONSTRATION: "A demonstration that turns violent.",
    SubEventType.MOB_VIOLENCE: "A crowd that is no demonstration uses violence.",
    SubEventType.AGREEMENT: "Sides agree: a ceasefire, an exchange, a treaty, an evacuation.",
    SubEventType.ARRESTS: "Arrests on a large scale or of people of political weight.",
    SubEventType.CHANGE_TO_GROUP: "A force is founded, split, joined, renamed, moved or led by someone new.",
    SubEventType.DISRUPTED_WEAPONS: "A weapon is intercepted, found or disarmed before it does harm.",
    SubEventType.HEADQUARTERS: "A headquarters or base is set up.",
    SubEventType.LOOTING: "Property is looted, seized or destroyed.",
    SubEventType.NON_VIOLENT_TRANSFER: "Ground changes hands without a fight.",
    SubEventType.OTHER: "A development of weight for the conflict that none of the other types holds.",
}
"""In our words, after ACLED's codebook (2023)."""


@dataclass(frozen=True, slots=True)
class TypeView:
    """One sub-event type."""

    head: Head
    name: str
    event_type: str
    meaning: str
    events: str
    strip: Strip | None
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class TypeLine:
    """A sub-event type in a list; without events it has no page and no address."""

    name: str
    url: str
    meaning: str
    count: int
    counted: str


@dataclass(frozen=True, slots=True)
class TypeGroup:
    """An event type's sub-event types."""

    name: str
    lines: tuple[TypeLine, ...]


@dataclass(frozen=True, slots=True)
class TypesView:
    """All event types."""

    head: Head
    groups: tuple[TypeGroup, ...]


def type_view(index: Index, kind: SubEventType) -> TypeView:
    """Return the page of one sub-event type."""
    events = index.by_type.get(kind, ())
    number = counted(len(events), "event")
    return TypeView(
        head=Head(str(kind), f"{kind}: {number}. {MEANINGS[kind]}", type_url(kind), SECTION),
        name=str(kind),
        event_type=str(kind.event_type),
        meaning=MEANINGS[kind],
        events=number,
        strip=month_strip(events) if len(events) > 1 else None,
        groups=groups_by_year(index, events),
    )


def types_view(index: Index) -> TypesView:
    """Return the page of all event types, in ACLED's order."""
    groups = []
    for event_type in EventType:
        kinds = [kind for kind in SubEventType if kind.event_type is event_type]
        groups.append(TypeGroup(str(event_type), tuple(_line(index, kind) for kind in kinds)))
    return TypesView(Head("Event types", "Events by ACLED's types.", "types/", SECTION), tuple(groups))


def type_links(index: Index) -> tuple[Link, ...]:
    """Return the types that have events, the most frequent first."""
    ordered = sorted(index.by_type, key=lambda kind: (-len(index.by_type[kind]), str(kind)))
    return tuple(Link(str(kind), type_url(kind), f"{len(index.by_type[kind]):,}") for kind in ordered)


def _line(index: Index, kind: SubEventType) -> TypeLine:
    count = len(index.by_type.get(kind, ()))
    return TypeLine(str(kind), type_url(kind) if count else "", MEANINGS[kind], count, counted(count, "event"))
