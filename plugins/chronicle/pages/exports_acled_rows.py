"""The 31 columns of acled.csv: those of ACLED's data export, in its order and spelling (ACLED Codebook, 2024)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..model import ActorKind, EventType, SubEventType
from .exports_rows import DEGREES, DISORDER_TYPES, GEO_PRECISIONS, KINDS, PEOPLE
from .exports_said import said
from .phrases import say

INTERACTIONS = tuple(10 * a + b for a in ActorKind for b in (0, *ActorKind) if not b or b >= a)
"""ACLED Codebook, "Interaction codes": both codes, the lower first; a zero for an actor alone."""
UNFILLED = say("Left empty: this chronicle does not know it")
SIDE_KIND = say("The kind of actor1: {kinds}", kinds=KINDS)
SECONDS = say("seconds")


@dataclass(frozen=True, slots=True)
class AcledRow:
    """An event in ACLED's columns."""

    event_id_cnty: str = field(metadata=said("The event's id in this chronicle, as in events.csv", required=True))
    event_date: date | None = field(
        metadata=said(
            "The day; of a span of up to a month its middle, as ACLED prescribes; empty where the sources leave more "
            "than a month open, for which ACLED has no code"
        )
    )
    year: int | None = field(metadata=said("The year of event_date, or of a longer span within one year"))
    time_precision: int | None = field(
        metadata=said("1 the day is known, 2 a week or less, 3 a month or less", codes=(1, 2, 3))
    )
    disorder_type: str = field(metadata=said("ACLED's disorder type", required=True, codes=DISORDER_TYPES))
    event_type: str = field(metadata=said("ACLED's event type", required=True, codes=map(str, EventType)))
    sub_event_type: str = field(metadata=said("ACLED's sub-event type", required=True, codes=map(str, SubEventType)))
    actor1: str = field(
        metadata=said("The first side's first actor; empty where no source names one (ACLED: Unidentified Armed Group)")
    )
    assoc_actor_1: tuple[str, ...] = field(metadata=said("Those who acted with it"))
    inter1: int | None = field(metadata=said(SIDE_KIND, codes=map(int, ActorKind)))
    actor2: str = field(metadata=said("The second side's first actor"))
    assoc_actor_2: tuple[str, ...] = field(metadata=said("Those who were with it"))
    inter2: int | None = field(
        metadata=said(
            "The kind of actor2, as in inter1; 0 where there is none beside actor1", codes=(0, *map(int, ActorKind))
        )
    )
    interaction: int | None = field(
        metadata=said("Both kinds, the lower first; one kind and 0 where only one side is named", codes=INTERACTIONS)
    )
    civilian_targeting: str = field(
        metadata=said(
            "“Civilian targeting” where civilians were the main or only target", codes=("Civilian targeting",)
        )
    )
    iso: int | None = field(metadata=said("The country's ISO 3166-1 number"))
    region: str = field(metadata=said("ACLED's region of the world"))
    country: str = field(metadata=said("Country, English short name"))
    admin1: str = field(metadata=said("First-level region"))
    admin2: str = field(metadata=said("Second-level region"))
    admin3: str = field(metadata=said(UNFILLED))
    location: str = field(metadata=said("The place's name"))
    latitude: float | None = field(metadata=said("Degrees north", unit=DEGREES, minimum=-90, maximum=90))
    longitude: float | None = field(metadata=said("Degrees east", unit=DEGREES, minimum=-180, maximum=180))
    geo_precision: int | None = field(
        metadata=said(
            "1 the town itself, 2 near it or a small part of a region, 3 a larger region", codes=GEO_PRECISIONS
        )
    )
    source: tuple[str, ...] = field(metadata=said("The publishers of its reports"))
    source_scale: str = field(metadata=said(UNFILLED))
    notes: str = field(metadata=said("The event's headline in this chronicle", required=True))
    fatalities: int | None = field(
        metadata=said(
            "Dead, the lowest number that a source states, as ACLED prescribes; empty where none states one: unlike "
            "ACLED, this chronicle writes neither 0 for silence nor a number for “several”",
            unit=PEOPLE,
            minimum=0,
        )
    )
    tags: str = field(metadata=said(UNFILLED))
    timestamp: int | None = field(
        metadata=said("The day of its newest report, as seconds since 1970 (Unix time)", unit=SECONDS)
    )
