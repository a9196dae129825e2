"""The vocabulary of the whole program: frozen dataclasses and enumerations, no logic beyond their own shape."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum, StrEnum


class EventType(StrEnum):
    """ACLED's six event types."""

    BATTLES = "Battles"
    EXPLOSIONS = "Explosions/Remote violence"
    VIOLENCE_AGAINST_CIVILIANS = "Violence against civilians"
    PROTESTS = "Protests"
    RIOTS = "Riots"
    STRATEGIC = "Strategic developments"


class SubEventType(StrEnum):
    """ACLED's 25 sub-event types, in ACLED's spelling (ACLED Codebook, 2023)."""

    ARMED_CLASH = "Armed clash"
    GOVERNMENT_REGAINS = "Government regains territory"
    NON_STATE_OVERTAKES = "Non-state actor overtakes territory"
    CHEMICAL_WEAPON = "Chemical weapon"
    AIR_STRIKE = "Air/drone strike"
    SUICIDE_BOMB = "Suicide bomb"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    GRENADE = "Grenade"
    SEXUAL_VIOLENCE = "Sexual violence"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    PEACEFUL_PROTEST = "Peaceful protest"
    PROTEST_INTERVENTION = "Protest with intervention"
    EXCESSIVE_FORCE = "Excessive force against protesters"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE_TO_GROUP = "Change to group/activity"
    DISRUPTED_WEAPONS = "Disrupted weapons use"
    HEADQUARTERS = "Headquarters or base established"
    LOOTING = "Looting/property destruction"
    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    OTHER = "Other"

    @property
    def event_type(self) -> EventType:
        """Return the event type that this sub-event type belongs to."""
        return _EVENT_TYPE_OF[self]


_MEMBERS: dict[EventType, tuple[SubEventType, ...]] = {
    EventType.BATTLES: tuple(SubEventType)[0:3],
    EventType.EXPLOSIONS: tuple(SubEventType)[3:9],
    EventType.VIOLENCE_AGAINST_CIVILIANS: tuple(SubEventType)[9:12],
    EventType.PROTESTS: tuple(SubEventType)[12:15],
    EventType.RIOTS: tuple(SubEventType)[15:17],
    EventType.STRATEGIC: tuple(SubEventType)[17:25],
}
_EVENT_TYPE_OF = {sub: event_type for event_type, subs in _MEMBERS.items() for sub in subs}


class ActorKind(IntEnum):
    """ACLED's `inter` codes."""

    STATE_FORCES = 1
    REBEL_GROUP = 2
    POLITICAL_MILITIA = 3
    IDENTITY_MILITIA = 4
    RIOTERS = 5
    PROTESTERS = 6
    CIVILIANS = 7
    EXTERNAL_OTHER = 8


BANDS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
"""Armed sides that are no state's."""
STATES = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_OTHER})


class PlaceLevel(StrEnum):
    """How much ground a place's name covers."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    PLACE = "place"
    SITE = "site"
    AREA = "area"


SPOTS = frozenset({PlaceLevel.PLACE, PlaceLevel.SITE})
"""Levels at which a place is one spot on the ground; the others are regions."""


class Assertion(StrEnum):
    """What the text says of a happening's reality."""

    STATED = "stated"
    CLAIMED = "claimed"
    DENIED = "denied"
    PLANNED = "planned"
    HABITUAL = "habitual"


TOLD = frozenset({Assertion.STATED, Assertion.CLAIMED})
"""What makes an event; the others are kept as reports only."""


class DateBasis(StrEnum):
    """What a report's date rests on."""

    STATED = "stated"
    INHERITED = "inherited"
    PUBLICATION = "publication"


class Grade(StrEnum):
    """How well an event is attested."""

    SINGLE = "single"
    CORROBORATED = "corroborated"
    DISPUTED = "disputed"


class CasualtyKind(StrEnum):
    """Whether a count is of the dead or of the injured."""

    KILLED = "killed"
    INJURED = "injured"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters start..end of an article's text, end exclusive."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether the other span lies within this one."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """The days first..last, both included; the happening lies on one or more of them."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an interval ends before it begins: {self.first} > {self.last}")

    @property
    def days(self) -> int:
        """Return the length in days, 1 for a single day."""
        return (self.last - self.first).days + 1

    @property
    def precision(self) -> int:
        """Return UCDP's date_prec: 1 a day, 2 two to six days, 3 seven, 4 eight to 31, 5 longer."""
        if self.days <= 1:
            return 1
        if self.days <= 6:
            return 2
        if self.days == 7:
            return 3
        return 4 if self.days <= 31 else 5

    def overlaps(self, other: Interval) -> bool:
        """Tell whether the two intervals share a day."""
        return self.first <= other.last and other.first <= self.last


@dataclass(frozen=True, slots=True)
class Count:
    """People counted: low <= best <= high where known; None where the text gives no number."""

    low: int | None = None
    best: int | None = None
    high: int | None = None

    @property
    def known(self) -> bool:
        """Tell whether any bound is known."""
        return not (self.low is None and self.best is None and self.high is None)


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the gazetteer, or a name that no gazetteer knows (source "text")."""

    place_id: str
    """`gn:<geonames id>`, `ed:<slug>` for an editor's row, `tx:<slug>` for a name known from texts only."""
    name: str
    level: PlaceLevel
    country: str = ""
    """English short name of the country."""
    country_code: str = ""
    """ISO 3166-1 alpha-2."""
    admin1: str = ""
    admin2: str = ""
    latitude: float | None = None
    longitude: float | None = None
    name_ar: str = ""
    names: tuple[str, ...] = ()
    """Other spellings and names, in any script."""
    geonames_id: int | None = None
    population: int = 0
    source: str = ""
    """Where the coordinates come from: "geonames", an editor's own words, or "text" (placed by its region)."""
    publish_precision: int = 1
    """The finest geo_precision that may be published (1 exact, 2 near, 3 region only)."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A side: an armed force, a group, a crowd, civilians."""

    actor_id: str
    name: str
    kind: ActorKind
    country: str = ""
    name_ar: str = ""
    aliases: tuple[str, ...] = ()
    name_ar_oblique: str = ""  # after a preposition, where the rule for it errs


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression and the days it stands for (TimeML's TIMEX3 of type DATE or TIME)."""

    span: Span
    text: str
    interval: Interval


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place's name in the text, with the place it was linked to."""

    span: Span
    text: str
    place: Place
    geo_precision: int
    """1 the named place itself, 2 near it or part of it, 3 a region only."""
    metonym: bool = False
    """True where the name stands for a government or a team, not for ground ("Damascus says")."""


@dataclass(frozen=True, slots=True)
class ActorMention:
    """Words that name a side."""

    span: Span
    text: str
    actor: Actor


@dataclass(frozen=True, slots=True)
class CasualtyMention:
    """Words that give a number of dead or injured."""

    span: Span
    text: str
    kind: CasualtyKind
    count: Count
    cumulative: bool = False
    """True for a toll of a war or a long period ("have been killed since January"): belongs to no event."""
    part_of_total: bool = False
    """True where the number is a part of a total given beside it ("12, including 4 children")."""
    victims: tuple[Actor, ...] = ()
    """Who they were, where said ("civilians", "soldiers", "Taliban fighters")."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The words that gave one value of a report: `field` is a column name such as place or fatalities."""

    field: str
    span: Span


@dataclass(frozen=True, slots=True)
class Report:
    """One article's statement of one happening, with the sentence that it rests on."""

    article_id: str
    span: Span
    """The sentence quoted."""
    quote: str
    trigger: Span
    """The words that say that something happened."""
    sub_event_type: SubEventType
    assertion: Assertion = Assertion.STATED
    attribution: str = ""
    """Who says so, in the text's words ("the Syrian Observatory for Human Rights"); empty if the text itself."""
    interval: Interval | None = None
    date_basis: DateBasis | None = None
    date_text: str = ""
    place: Place | None = None
    geo_precision: int | None = None
    place_text: str = ""
    further_places: tuple[Place, ...] = ()
    """More places of the same happening ("a dozen towns")."""
    actor1: tuple[Actor, ...] = ()
    actor2: tuple[Actor, ...] = ()
    fatalities: Count = field(default_factory=Count)
    injured: Count = field(default_factory=Count)
    marks: tuple[Mark, ...] = ()
    """The words behind each value; they may lie in another sentence of the article."""
    context: tuple[Span, ...] = ()
    """Other sentences that a value was taken from, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Article:
    """A source text with its publication date and publisher."""

    article_id: str
    title: str
    publisher: str
    published: date | None
    text: str
    url: str = ""
    retells: str = ""
    """Whose report the text retells, and of when ("Reuters, 8 May 2016"); empty for an original."""
    path: str = ""
    """The file it was read from, relative to the project's root."""
    precision: int = 1
    """The finest geo_precision at which what it tells may be published (1 exact, 2 near, 3 region only)."""
    revised: tuple[date, ...] = ()
    """When it was found to have been changed at its address; `text` is its last state."""
    withdrawn: date | None = None
    """When it was found to be no longer at its address."""


@dataclass(frozen=True, slots=True)
class AnalysedArticle:
    """All that was read out of one article; offsets are characters of its text."""

    article_id: str
    times: tuple[TimeMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
    casualties: tuple[CasualtyMention, ...] = ()
    reports: tuple[Report, ...] = ()
    """Every report, those of DENIED, PLANNED and HABITUAL happenings too, in the order of the text."""
    credits: tuple[str, ...] = ()
    """Publishers that the text credits ("Reuters contributed to this report")."""
    persons: tuple[Span, ...] = ()
    """Names of persons without public office, of which no index is made."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One article's account of one happening: its reports, and the values that they give together."""

    article_id: str
    lead: Report
    """Carries the values of the whole account."""
    reports: tuple[Report, ...]
    """Stated or claimed ones, in the order of the text."""
    denials: tuple[Report, ...] = ()


class CorrectionKind(StrEnum):
    """What an editor's correction does; the words of corrections.yaml."""

    SET = "set"
    MERGE = "merge"
    SPLIT = "split"
    HIDE = "hide"
    DISPUTE = "dispute"
    ADD = "add"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Change:
    """A value that the editor set: a column of events.csv, what the program had read, and what stands there now."""

    field: str
    before: str
    """Empty where nothing was read."""
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """An editor's correction, as it is shown; a take-down is none, for it leaves no trace."""

    correction_id: str
    """The same from build to build while the entry stands unchanged; an anchor."""
    kind: CorrectionKind
    event_ids: tuple[str, ...]
    """The events it speaks of, by the ids at which they stand now; of a merger the one event that it made."""
    by: str
    when: date
    why: str
    changes: tuple[Change, ...] = ()
    """Of a SET, what it changed."""
    text: str = ""
    """The words of a NOTE; of an ADD, the source that it rests on."""


@dataclass(frozen=True, slots=True)
class Forward:
    """An address that was an event's and is so no longer; no page names the `articles` of what the editor hides."""

    event_id: str
    to: tuple[str, ...] = ()
    """Where its reports stand now: one event, several to choose from, or none."""
    hidden: bool = False
    """True where the editor hides what stands here."""
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """One happening, with all its reports."""

    event_id: str
    sub_event_type: SubEventType
    interval: Interval | None
    date_basis: DateBasis | None
    place: Place | None
    geo_precision: int | None
    further_places: tuple[Place, ...]
    actor1: tuple[Actor, ...]
    actor2: tuple[Actor, ...]
    fatalities: Count
    injured: Count
    grade: Grade
    candidates: tuple[Candidate, ...]
    """One an article, the leading one first; none for an event that the editor added."""
    title: str = ""
    """The editor's own title; empty where it is made from the facts."""
    title_ar: str = ""  # the same in Arabic
    corrections: tuple[Correction, ...] = ()
    """What the editor corrected or noted, the oldest first."""
    split_off: tuple[str, ...] = ()
    """Events to which reports went that once stood at this address."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """Return every report, denials last, in the order of the candidates."""
        told = tuple(r for c in self.candidates for r in c.reports)
        return told + tuple(r for c in self.candidates for r in c.denials)


@dataclass(frozen=True, slots=True)
class Chronicle:
    """All of it: events in order of time, and the articles they rest on."""

    events: tuple[Event, ...]
    articles: tuple[Article, ...]
    analysed: tuple[AnalysedArticle, ...]
    as_of: date | None
    """The chronicle's clock: CHRONICLE_AS_OF, or the newest date in content/."""
    corrections: tuple[Correction, ...] = ()
    """All that the editor corrected, the newest first."""
    forwards: tuple[Forward, ...] = ()
    """Every address of an event that was ever given and is no event's now, in order."""
