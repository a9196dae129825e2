"""The rows of the published tables: the one place where their columns are named and explained.

A field's name is its column, a field's type says how its cell is written and read (see exports_cells.py), its
metadata what the column means (see exports_said.py). The first columns and their order are fixed; new ones are added
behind them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ..model import ActorKind, Assertion, CorrectionKind, DateBasis, EventType, Grade, PlaceLevel, SubEventType
from .exports_said import said
from .phrases import say
from .words import KINDS as KIND_WORDS
from .words import chained

DISORDER_TYPES = (
    "Political violence",
    "Demonstrations",
    "Political violence; Demonstrations",
    "Strategic developments",
)
DATE_PRECISIONS = (1, 2, 3, 4, 5)
GEO_PRECISIONS = (1, 2, 3)
KINDS = chained([say("{code} {meaning}", code=kind.value, meaning=KIND_WORDS[kind]) for kind in ActorKind])
PEOPLE = say("people")
DEGREES = say("degrees (WGS 84)")
REPORTS = say("reports")
EVENTS = say("events")
CHARACTERS = say("characters")
SIDE_KINDS = say("The kind of each side in actor1, in the same order, as ACLED's inter codes: {kinds}", kinds=KINDS)
SIDE_KIND = say("Its kind, as ACLED's inter code: {kinds}", kinds=KINDS)
LEVELS = say("How much ground the name covers: {levels}", levels=", ".join(PlaceLevel))


@dataclass(frozen=True, slots=True)
class EventRow:
    """One happening: a row of events.csv."""

    event_id: str = field(metadata=said("The event's id, which its address carries", required=True))
    title: str = field(metadata=said("A headline made from the facts", required=True))
    date_start: date | None = field(metadata=said("First day on which it may have happened"))
    date_end: date | None = field(metadata=said("Last day on which it may have happened"))
    date_precision: int | None = field(
        metadata=said(
            "1 a day, 2 two to six days, 3 seven days, 4 eight to 31 days, 5 longer (after UCDP's date_prec)",
            codes=DATE_PRECISIONS,
        )
    )
    date_basis: str = field(
        metadata=said(
            "stated (in the sentence), inherited (from its surroundings) or publication (the text gives no date)",
            codes=map(str, DateBasis),
        )
    )
    event_type: str = field(metadata=said("ACLED's event type", required=True, codes=map(str, EventType)))
    sub_event_type: str = field(metadata=said("ACLED's sub-event type", required=True, codes=map(str, SubEventType)))
    disorder_type: str = field(metadata=said("ACLED's disorder type", required=True, codes=DISORDER_TYPES))
    civilian_targeting: str = field(
        metadata=said(
            "“Civilian targeting” where civilians were the main or only target, else empty",
            codes=("Civilian targeting",),
        )
    )
    actor1: tuple[str, ...] = field(metadata=said("Who did it, or one side"))
    actor1_kind: tuple[int, ...] = field(metadata=said(SIDE_KINDS))
    actor2: tuple[str, ...] = field(metadata=said("To whom, or the other side"))
    actor2_kind: tuple[int, ...] = field(metadata=said("The kind of each side in actor2, as in actor1_kind"))
    place_id: str = field(metadata=said("The place's id; empty where no source places the event"))
    place: str = field(metadata=said("The place's name"))
    admin1: str = field(metadata=said("First-level region"))
    country: str = field(metadata=said("Country, English short name"))
    latitude: float | None = field(
        metadata=said("Degrees north; empty where unknown, never 0 for that", unit=DEGREES, minimum=-90, maximum=90)
    )
    longitude: float | None = field(metadata=said("Degrees east", unit=DEGREES, minimum=-180, maximum=180))
    geo_precision: int | None = field(
        metadata=said("1 the named place itself, 2 near it or part of it, 3 a region only", codes=GEO_PRECISIONS)
    )
    fatalities_low: int | None = field(
        metadata=said("Dead, the lowest number stated; empty where no number is stated", unit=PEOPLE, minimum=0)
    )
    fatalities_best: int | None = field(
        metadata=said("Dead, the number that the record leads with", unit=PEOPLE, minimum=0)
    )
    fatalities_high: int | None = field(metadata=said("Dead, the highest number stated", unit=PEOPLE, minimum=0))
    injured_low: int | None = field(
        metadata=said("Injured, the lowest number stated; empty where no number is stated", unit=PEOPLE, minimum=0)
    )
    injured_best: int | None = field(
        metadata=said("Injured, the number that the record leads with", unit=PEOPLE, minimum=0)
    )
    injured_high: int | None = field(metadata=said("Injured, the highest number stated", unit=PEOPLE, minimum=0))
    reports: int = field(metadata=said("How many reports it rests on", required=True, unit=REPORTS, minimum=0))
    publishers: tuple[str, ...] = field(metadata=said("Whose reports, each publisher once"))
    grade: str = field(
        metadata=said(
            "single (one independent source), corroborated (two or more agree) or disputed (they contradict each "
            "other on what happened or who did it)",
            required=True,
            codes=map(str, Grade),
        )
    )
    url: str = field(metadata=said("The event's page, relative to the site's root; empty where there is no site"))
    further_places: tuple[str, ...] = field(metadata=said("More places of the same happening"))
    further_place_ids: tuple[str, ...] = field(metadata=said("Their ids, in the same order"))
    actor1_ids: tuple[str, ...] = field(metadata=said("The ids of the sides in actor1, in the same order"))
    actor2_ids: tuple[str, ...] = field(metadata=said("The ids of the sides in actor2, in the same order"))


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One article's statement of one happening: a row of reports.csv."""

    report_id: str = field(metadata=said("The report's id, its anchor on the event's page", required=True))
    event_id: str = field(metadata=said("The event that it tells of", required=True))
    article_id: str = field(metadata=said("The source article that it stands in", required=True))
    publisher: str = field(metadata=said("Whose article it is"))
    published: date | None = field(metadata=said("The article's day of publication"))
    quote: str = field(metadata=said("The sentence quoted; empty where it is withheld"))
    start: int = field(
        metadata=said("The quote's first character in the article's text", required=True, unit=CHARACTERS, minimum=0)
    )
    end: int = field(metadata=said("The character after its last", required=True, unit=CHARACTERS, minimum=0))
    assertion: str = field(
        metadata=said(
            "stated (the text says so), claimed (somebody else does) or denied",
            required=True,
            codes=map(str, Assertion),
        )
    )
    attribution: str = field(metadata=said("Who says so, in the text's words"))
    date_text: str = field(metadata=said("The words that give the date"))
    place_text: str = field(metadata=said("The words that give the place"))
    url: str = field(
        metadata=said("The report on its event's page, relative to the site's root; empty where there is no site")
    )
    source_url: str = field(metadata=said("The publisher's own page"))
    retells: str = field(
        metadata=said(
            "Whose report the quoted text retells in the chronicle's own words; empty for the publisher's own words"
        )
    )
    sub_event_type: str = field(
        metadata=said("What it says happened; empty where it is withheld", codes=map(str, SubEventType))
    )
    date_start: date | None = field(metadata=said("The first day that it gives"))
    date_end: date | None = field(metadata=said("The last day that it gives"))
    date_precision: int | None = field(
        metadata=said("How exactly it gives the day, as in events.csv", codes=DATE_PRECISIONS)
    )
    place: str = field(metadata=said("The place that it gives"))
    geo_precision: int | None = field(
        metadata=said("How exactly it gives the place, as in events.csv", codes=GEO_PRECISIONS)
    )
    actor1: tuple[str, ...] = field(metadata=said("Who did it, or one side, by this report"))
    actor2: tuple[str, ...] = field(metadata=said("To whom, or the other side, by this report"))
    fatalities_low: int | None = field(metadata=said("Dead by this report, lowest number", unit=PEOPLE, minimum=0))
    fatalities_best: int | None = field(metadata=said("Dead by this report", unit=PEOPLE, minimum=0))
    fatalities_high: int | None = field(metadata=said("Dead by this report, highest number", unit=PEOPLE, minimum=0))
    injured_low: int | None = field(metadata=said("Injured by this report, lowest number", unit=PEOPLE, minimum=0))
    injured_best: int | None = field(metadata=said("Injured by this report", unit=PEOPLE, minimum=0))
    injured_high: int | None = field(metadata=said("Injured by this report, highest number", unit=PEOPLE, minimum=0))


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place at which something happened: a row of places.csv."""

    place_id: str = field(
        metadata=said(
            "The place's id: gn: of GeoNames, ed: of the editor's list, tx: known from a text only", required=True
        )
    )
    name: str = field(metadata=said("Its name", required=True))
    name_ar: str = field(metadata=said("Its Arabic name"))
    admin1: str = field(metadata=said("First-level region"))
    country: str = field(metadata=said("Country, English short name"))
    latitude: float | None = field(
        metadata=said("Degrees north; empty where unknown, never 0 for that", unit=DEGREES, minimum=-90, maximum=90)
    )
    longitude: float | None = field(metadata=said("Degrees east", unit=DEGREES, minimum=-180, maximum=180))
    level: str = field(metadata=said(LEVELS, required=True, codes=map(str, PlaceLevel)))
    geonames_id: int | None = field(metadata=said("GeoNames' id"))
    events: int = field(metadata=said("How many events name it", required=True, unit=EVENTS, minimum=0))
    url: str = field(metadata=said("The place's page, relative to the site's root", required=True))
    coordinates_from: str = field(
        metadata=said(
            "Where the coordinates come from: geonames, an editor's own words, or text (known from a text only)"
        )
    )


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """A source article: a row of articles.csv."""

    article_id: str = field(metadata=said("The article's id", required=True))
    title: str = field(metadata=said("Its headline, the publisher's own"))
    publisher: str = field(metadata=said("Whose article it is"))
    published: date | None = field(metadata=said("Its day of publication"))
    url: str = field(metadata=said("The publisher's own page"))
    events: int = field(metadata=said("How many events rest on it", required=True, unit=EVENTS, minimum=0))
    page: str = field(metadata=said("The article's page in the chronicle, relative to the site's root", required=True))
    retells: str = field(
        metadata=said("Whose report the text retells in the chronicle's own words; empty for the publisher's own words")
    )


@dataclass(frozen=True, slots=True)
class ActorRow:
    """A side: a row of actors.csv."""

    actor_id: str = field(metadata=said("The side's id", required=True))
    name: str = field(metadata=said("Its name", required=True))
    name_ar: str = field(metadata=said("Its Arabic name"))
    kind: int = field(metadata=said(SIDE_KIND, required=True, codes=map(int, ActorKind)))
    country: str = field(metadata=said("Whose it is, where it is a country's"))
    events: int = field(metadata=said("How many events name it", required=True, unit=EVENTS, minimum=0))
    url: str = field(metadata=said("The side's page, relative to the site's root", required=True))


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """What the editor corrected: a row of corrections.csv."""

    correction_id: str = field(metadata=said("The correction's id", required=True))
    kind: str = field(
        metadata=said(
            "set (values corrected), merge, split, hide, dispute, add (an event that no article gave) or note",
            required=True,
            codes=map(str, CorrectionKind),
        )
    )
    event_ids: tuple[str, ...] = field(metadata=said("The events that it speaks of"))
    corrected_on: date = field(metadata=said("The day of the correction", required=True))
    corrected_by: str = field(metadata=said("Who made it"))
    why: str = field(metadata=said("Why it was made"))
    changes: tuple[str, ...] = field(metadata=said("What was changed: value, before and after"))
    text: str = field(metadata=said("A note's words, or the source that an added event rests on"))
