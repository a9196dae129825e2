"""What two accounts of a happening are compared by, worked out once for each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ..model import BANDS, SPOTS, STATES, Actor, ActorKind, Count, DateBasis, Place, PlaceLevel, Report, SubEventType
from .hours import Hours, hours_of
from .kinship import TERRITORY
from .likeness import content_words, folded, name_words
from .means import means_of

_DEICTIC = re.compile(
    r"^(?:(?:late|early|earlier|later|since|on the) )?(?:today|tonight|yesterday|overnight|last night|"
    r"this (?:morning|afternoon|evening|night)|the day before yesterday)\b|\b(?:days?|nights?|hours?) ago$",
    re.IGNORECASE,
)
_BACK = re.compile(r"\b(?:re(?:tak|took|captur|gain|cover|claim|conquer|possess)\w*|liberat\w*|back)\b", re.IGNORECASE)
_UNNAMED = ("unidentified", "unknown", "unspecified")
_GENERIC = re.compile(
    r"^(?:[\w-]+ )?(?:rebels|militias?|fighters|forces|militants|insurgents|gunmen|jihadists|islamists|troops|soldiers|"
    r"groups?|factions?|separatists|guerrillas|police|tribesmen)(?: \([^)]*\))?$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Account:
    """One report, or the lead of several, as the comparison sees it."""

    article_id: str
    sub_event_type: SubEventType
    first: date | None
    last: date | None
    weak: bool
    """True where the date is the publication's only: it says no more than "lately"."""
    counted: bool
    """True where the day is counted from the paper's own ("today"): it is as right as the date of the paper."""
    places: tuple[Place, ...]
    geo_precision: int
    doers: frozenset[str]
    """Ids of actor1 that name somebody: no civilians, no unknown gunmen."""
    others: frozenset[str]
    """Ids of actor2, likewise."""
    killed: int | None
    injured: int | None
    actor1: tuple[Actor, ...]
    actor2: tuple[Actor, ...]
    words: frozenset[str]
    """The rarer words of its sentences."""
    names: frozenset[str]
    """Those of them that are written like names and are neither its places, with province and country, nor its sides,
    nor whoever says so."""
    stands_for: frozenset[SubEventType] = frozenset()
    """The types that its noun may mean: "the attack" of a follow-up was a suicide bombing in the first report."""
    follow_up: bool = False
    """True where it is told as something known ("Monday's attack"): its counts may be of a part."""
    tolls: tuple[int, ...] = ()
    """Every count of the dead that its reports give."""
    campaign: bool = False
    """True where it tells of an offensive: many days, many places."""
    hours: Hours | None = None
    """The hours of its day, where said."""
    kinds: frozenset[SubEventType] = frozenset()
    """Every type that its reports give: a long text tells of the shelling and of the fighting."""
    fell: bool = False
    """True where ground changed hands and no word says into whose: which change of hands it was is then a guess."""
    means: frozenset[str] = frozenset()
    """With what it was done, where its words say so."""
    wide: frozenset[str] = frozenset()
    """Ids of places that a headline gives for one of its province, which the text below it names."""
    vague: tuple[bool, bool] = (False, False)
    """Whether the dead and the injured are at least so many, and no number is given: "several"."""

    @property
    def days(self) -> int:
        """Return how many days the happening may lie on; 0 if undated."""
        return 0 if self.first is None or self.last is None else (self.last - self.first).days + 1

    @property
    def place(self) -> Place | None:
        """Return the first place."""
        return self.places[0] if self.places else None


def is_named(actor: Actor) -> bool:
    """Tell whether the actor is somebody in particular: civilians and unknown gunmen are everywhere."""
    if actor.kind in (ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS):
        return False
    return not actor.name.casefold().startswith(_UNNAMED)


def is_generic(actor: Actor) -> bool:
    """Tell whether the name is a common noun ("Opposition rebels (Syria)") that may stand for a named force."""
    return bool(_GENERIC.match(actor.name))


def apart(ours: Iterable[Actor], theirs: Iterable[Actor]) -> bool:
    """Tell whether two sides both name somebody and cannot be the same: "rebels" may well be the Nusra Front."""
    mine, others = [a for a in ours if is_named(a)], [a for a in theirs if is_named(a)]
    if not mine or not others or side_keys(mine) & side_keys(others):
        return False
    return not any(_may_be(one, other) for one in mine for other in others)


def _may_be(one: Actor, other: Actor) -> bool:
    generic = [is_generic(one), is_generic(other)]
    if not any(generic) or (one.country and other.country and one.country != other.country):
        return False
    if all(generic) and min(len(actor.name.split(" (")[0].split()) for actor in (one, other)) > 1:
        # "Opposition rebels" are no "Pro-government militia": each is told from others by its first word.
        return False
    return one.kind is other.kind or any({one.kind, other.kind} <= kinds for kinds in (BANDS, STATES))


def side_keys(actors: Iterable[Actor]) -> frozenset[str]:
    """Return the ids of the named actors, and a key that all forces of one state share (army, air force)."""
    named = [actor for actor in actors if is_named(actor)]
    states = {f"state:{actor.country}" for actor in named if actor.country and actor.kind in STATES}
    return frozenset(actor.actor_id for actor in named) | states


def number(count: Count) -> int | None:
    """Return the count's one number: the best, or else the bound that is known."""
    return next((value for value in (count.best, count.low, count.high) if value is not None), None)


def _is_bound(count: Count) -> bool:
    return count.best is None and count.low is not None


def fell(report: Report) -> bool:
    """Tell whether ground changed hands, and neither a doer nor a word says into whose: "the city had fallen".

    What was retaken or recaptured went back to who held it before.
    """
    return report.sub_event_type in TERRITORY and not report.actor1 and not _BACK.search(report.quote)


def one_fall(one: Account, other: Account) -> bool:
    """Tell whether one names who took the ground, and the other only tells that it fell."""
    kinds = {one.sub_event_type, other.sub_event_type}
    return kinds <= TERRITORY and ((one.fell and bool(other.doers)) or (other.fell and bool(one.doers)))


def counted(report: Report) -> bool:
    """Tell whether the report's day is counted from the day of its paper: "today", "last night", "two days ago"."""
    return bool(_DEICTIC.search(report.date_text))


def headline_places(told: Sequence[Report]) -> Iterator[str]:
    """Yield the ids of the places that a headline gives and that hold those of the sentences below it.

    A village of which no more than its country is known says less than the headline's town.
    """
    sentences, headlines = list[Report](), list[Report]()
    for report in told:
        (sentences if is_sentence(report.quote) else headlines).append(report)
    if not headlines:
        return
    below = {p for r in sentences for p in (r.place, *r.further_places) if p is not None and p.admin1}
    above = {r.place for r in headlines if r.place is not None} - below
    yield from (wide.place_id for wide in above if any(may_hold(wide, spot) for spot in below))


def may_hold(wide: Place, spot: Place) -> bool:
    """Tell whether a headline's place may hold the text's: the country, the region, the town it is named after.

    A village of which no map knows more than its country may lie anywhere in it.
    """
    if wide.country_code != spot.country_code:
        return False
    if wide.level is PlaceLevel.COUNTRY or (spot.source == "text" and spot.level in SPOTS and not spot.admin1):
        return True
    if folded(wide.admin1 or wide.name) != folded(spot.admin1):
        return False
    return wide.level not in SPOTS or folded(wide.name) == folded(wide.admin1)


def is_sentence(quote: str) -> bool:
    """Tell whether the words end as a sentence does; a headline and a caption have no full stop."""
    return quote.rstrip("\"'”’)]»").endswith((".", "!", "?"))


@lru_cache(maxsize=1 << 14)
def folded_words(name: str) -> tuple[str, ...]:
    """Return a name's words folded; names come again and again."""
    return tuple(folded(name).split())


def _sides_named(report: Report) -> Iterator[str]:
    """Yield the words by which the sentence names its sides: "Donbas militia" for the Donetsk People's Republic.

    A civilian's own name tells one victim from another, and stays.
    """
    if not (report.actor1 or report.actor2):
        return
    named = {f"actor{n}" for n, side in ((1, report.actor1), (2, report.actor2)) if any(map(is_named, side))}
    for mark in report.marks:
        if mark.field in named and report.span.holds(mark.span):
            yield report.quote[mark.span.start - report.span.start : mark.span.end - report.span.start]


def spots_of(report: Report, told: Sequence[Report] = ()) -> tuple[Place, ...]:
    """Return the places of a report and of those that it leads, each once, its own first."""
    named = [report.place, *report.further_places, *(p for r in told for p in (r.place, *r.further_places))]
    # A report and its lead share one place, object and all: hashing its many fields once is enough.
    spots = tuple({id(p): p for p in named if p is not None}.values())
    return tuple(dict.fromkeys(spots)) if len(spots) > 1 else spots


def account_of(report: Report, text: str, told: Sequence[Report] = ()) -> Account:
    """Return what the report is compared by.

    `text` holds the sentences whose words count, `told` the reports that it leads: a village in one sentence and its
    town in the next are both where it happened.
    """
    interval, spots = report.interval, spots_of(report, told)
    known = {report.place_text, report.date_text}
    for spot in spots:
        known.update((spot.name, spot.admin1, spot.country))
    known.update(actor.name for actor in report.actor1 + report.actor2)
    for one in told or (report,):
        known.update((one.attribution, *_sides_named(one)))
    words = content_words(text)
    taken = frozenset(word for name in known for word in folded_words(name))
    return Account(
        article_id=report.article_id,
        sub_event_type=report.sub_event_type,
        first=interval.first if interval else None,
        last=interval.last if interval else None,
        weak=report.date_basis is DateBasis.PUBLICATION,
        counted=counted(report),
        places=spots,
        geo_precision=report.geo_precision or 1,
        doers=side_keys(report.actor1),
        others=side_keys(report.actor2),
        killed=number(report.fatalities),
        injured=number(report.injured),
        actor1=report.actor1,
        actor2=report.actor2,
        words=words,
        names=name_words(text) - taken,
        hours=hours_of(report),
        fell=fell(report),
        means=means_of(report.sub_event_type, words),
        wide=frozenset(headline_places(told)),
        vague=(_is_bound(report.fatalities), _is_bound(report.injured)),
    )
