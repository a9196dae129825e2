"""What an event is called: a careful headline made from its facts, and the short phrases beside it."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Actor, ActorKind, Assertion, Count, Event, SubEventType
from .headline_nouns import noun_of
from .headlines import HEADLINES
from .once import once_each
from .phrases import forms, named, say, say_n
from .words import listed, none_hurt, place_phrase
from .words_sides import CROWDS, side_name
from .words_source import sources_words


@dataclass(frozen=True, slots=True)
class Tolls:
    """How a number of people hurt is said, by which of its bounds are known; each the two forms of a plural."""

    exactly: tuple[str, str]
    between: tuple[str, str]
    either: tuple[str, str]
    """Where the bounds are next to each other."""
    leading: tuple[str, str]
    at_least: tuple[str, str]
    led_from: tuple[str, str]
    up_to: tuple[str, str]
    led_up_to: tuple[str, str]


KILLED = Tolls(
    exactly=forms("{n} killed", "{n} killed"),
    between=forms("{low} to {n} killed", "{low} to {n} killed"),
    either=forms("{low} or {n} killed", "{low} or {n} killed"),
    leading=forms("{n} killed ({low} to {high})", "{n} killed ({low} to {high})"),
    at_least=forms("at least {n} killed", "at least {n} killed"),
    led_from=forms("{n} killed (at least {low})", "{n} killed (at least {low})"),
    up_to=forms("up to {n} killed", "up to {n} killed"),
    led_up_to=forms("{n} killed (up to {high})", "{n} killed (up to {high})"),
)
INJURED = Tolls(
    exactly=forms("{n} injured", "{n} injured"),
    between=forms("{low} to {n} injured", "{low} to {n} injured"),
    either=forms("{low} or {n} injured", "{low} or {n} injured"),
    leading=forms("{n} injured ({low} to {high})", "{n} injured ({low} to {high})"),
    at_least=forms("at least {n} injured", "at least {n} injured"),
    led_from=forms("{n} injured (at least {low})", "{n} injured (at least {low})"),
    up_to=forms("up to {n} injured", "up to {n} injured"),
    led_up_to=forms("{n} injured (up to {high})", "{n} injured (up to {high})"),
)


def what_words(sub_event_type: SubEventType) -> str:
    """Return the headline's name for a type, without ACLED's strokes."""
    return say(HEADLINES[sub_event_type].alone)


@once_each
def event_title(event: Event) -> str:
    """Return a headline that says what is known and nothing else: what, who, where, the dead, on whose word.

    The editor's own title, where there is one, stands in its stead.
    """
    heading, whose = heading_words(event), whose_word(event)
    return say("{title}, {whose}", title=heading, whose=whose) if whose else heading


@once_each
def heading_words(event: Event) -> str:
    """Return the headline without on whose word it stands; the editor's own title is whole."""
    if event.title:
        return named(event.title, event.title_ar)
    what = what_and_who(event)
    where = place_phrase(event.place, event.geo_precision)
    title = say("{what} {where}", what=what, where=where) if where else what
    toll = toll_words(event)
    return say("{title}: {toll}", title=title, toll=toll) if toll else title


def what_and_who(event: Event) -> str:
    """Return what happened and between whom: "Air strikes by the army on civilians"."""
    headline = HEADLINES[_told_as(event)]
    what = say(noun_of(event) or headline.alone)
    first, second = _ordered(event)
    side1, side2 = (listed([side_name(a) for a in side], 2) for side in (first, second))
    if side1 and side2:
        crowded = headline.several and max(len(first), len(second)) > 1
        return say(headline.several if crowded else headline.both, what=what, side1=side1, side2=side2)
    if side2 and headline.on:
        return say(headline.on, what=what, side2=side2)
    return say(headline.by, what=what, side1=side1 or side2) if side1 or side2 else what


def _told_as(event: Event) -> SubEventType:
    """Return the type by which it is told: ACLED lets any state "regain" ground; an army abroad only takes it."""
    ground = event.place.country if event.place else ""
    states = [a.country for a in event.actor1 if a.kind in (ActorKind.STATE_FORCES, ActorKind.EXTERNAL_OTHER)]
    foreign = bool(ground and states) and all(country not in ("", ground) for country in states)
    regained = event.sub_event_type is SubEventType.GOVERNMENT_REGAINS
    return SubEventType.NON_STATE_OVERTAKES if regained and foreign else event.sub_event_type


def _ordered(event: Event) -> tuple[tuple[Actor, ...], tuple[Actor, ...]]:
    """Return the sides as the headline has them: of a protest met with force, the crowd second."""
    first, second = event.actor1, event.actor2
    met = event.sub_event_type in (SubEventType.PROTEST_INTERVENTION, SubEventType.EXCESSIVE_FORCE)
    if met and first and all(actor.kind in CROWDS for actor in first):
        return second, first
    return first, second


def toll_words(event: Event) -> str:
    """Return "12 killed", "at least 3 killed", else the injured likewise; empty where neither is stated."""
    for count, said in ((event.fatalities, KILLED), (event.injured, INJURED)):
        if count.known and not none_hurt(count):
            return said_of(count, said)
    return ""


def said_of(count: Count, tolls: Tolls) -> str:
    """Return a count with what it counts, in the bounds that `count_words` gives."""
    low, best, high = count.low, count.best, count.high
    if best is None:
        best = low if low == high else None
    if best is not None and (low, high) in ((best, best), (None, None)):
        return say_n(*tolls.exactly, best)
    if low is not None and high is not None:
        if best is None or best in (low, high):
            return say_n(*(tolls.either if high == low + 1 else tolls.between), high, low=low)
        return say_n(*tolls.leading, best, low=low, high=high)
    if low is not None:
        return say_n(*tolls.at_least, low) if best in (None, low) else say_n(*tolls.led_from, best or 0, low=low)
    assert high is not None
    return say_n(*tolls.up_to, high) if best in (None, high) else say_n(*tolls.led_up_to, best or 0, high=high)


@once_each
def claimed_only(event: Event) -> bool:
    """Tell whether every report that tells of it puts it in someone's mouth."""
    told = [report for candidate in event.candidates for report in candidate.reports]
    return bool(told) and all(report.assertion is Assertion.CLAIMED for report in told)


def attributions(event: Event) -> tuple[str, ...]:
    """Return who says so, each once, in the order of the reports."""
    told = (report.attribution for candidate in event.candidates for report in candidate.reports)
    return tuple(dict.fromkeys(who for who in told if who))


@once_each
def whose_word(event: Event) -> str:
    """Return "according to a monitor" where no report says it in its own voice, else an empty text.

    Where none says whose word it is, that need not be a side's: "10 men were reported killed".
    """
    if event.title or not claimed_only(event):
        return ""
    who = sources_words(attributions(event), (*event.actor1, *event.actor2))
    return say("according to {who}", who=who) if who else say("reportedly")
