"""What an event is called: a careful headline made from its facts, and the short phrases beside it."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import Assertion, Count, Event, SubEventType
from .headlines import HEADLINES
from .phrases import forms, say, say_n
from .words import listed, none_hurt, place_phrase
from .words_sides import side_name

_ATTRIBUTION_LENGTH = 60
"""A longer attribution is a clause, not a name: the headline then says "according to one side"."""


@dataclass(frozen=True, slots=True)
class Tolls:
    """How a number of people hurt is said, by which of its bounds are known; each the two forms of a plural."""

    exactly: tuple[str, str]
    between: tuple[str, str]
    leading: tuple[str, str]
    at_least: tuple[str, str]
    led_from: tuple[str, str]
    up_to: tuple[str, str]
    led_up_to: tuple[str, str]


KILLED = Tolls(
    exactly=forms("{n} killed", "{n} killed"),
    between=forms("{low} to {n} killed", "{low} to {n} killed"),
    leading=forms("{n} ({low} to {high}) killed", "{n} ({low} to {high}) killed"),
    at_least=forms("at least {n} killed", "at least {n} killed"),
    led_from=forms("{n}, at least {low} killed", "{n}, at least {low} killed"),
    up_to=forms("up to {n} killed", "up to {n} killed"),
    led_up_to=forms("{n}, up to {high} killed", "{n}, up to {high} killed"),
)
INJURED = Tolls(
    exactly=forms("{n} injured", "{n} injured"),
    between=forms("{low} to {n} injured", "{low} to {n} injured"),
    leading=forms("{n} ({low} to {high}) injured", "{n} ({low} to {high}) injured"),
    at_least=forms("at least {n} injured", "at least {n} injured"),
    led_from=forms("{n}, at least {low} injured", "{n}, at least {low} injured"),
    up_to=forms("up to {n} injured", "up to {n} injured"),
    led_up_to=forms("{n}, up to {high} injured", "{n}, up to {high} injured"),
)


def what_words(sub_event_type: SubEventType) -> str:
    """Return the headline's name for a type, without ACLED's strokes."""
    return say(HEADLINES[sub_event_type].alone)


def event_title(event: Event) -> str:
    """Return a headline that says what is known and nothing else: what, who, where, the dead, on whose word.

    The editor's own title, where there is one, stands in its stead.
    """
    if event.title:
        return event.title
    what = what_and_who(event)
    where = place_phrase(event.place, event.geo_precision)
    title = say("{what} {where}", what=what, where=where) if where else what
    toll = toll_words(event)
    return _on_whose_word(event, say("{title}: {toll}", title=title, toll=toll) if toll else title)


def what_and_who(event: Event) -> str:
    """Return what happened and between whom: "Shelling or missile fire by the army on civilians"."""
    side1, side2 = (listed([side_name(a) for a in side], 2) for side in (event.actor1, event.actor2))
    headline = HEADLINES[event.sub_event_type]
    if side1 and side2:
        return say(headline.both, side1=side1, side2=side2)
    if side2 and headline.on:
        return say(headline.on, side2=side2)
    return say(headline.by, side1=side1 or side2) if side1 or side2 else say(headline.alone)


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
            return say_n(*tolls.between, high, low=low)
        return say_n(*tolls.leading, best, low=low, high=high)
    if low is not None:
        return say_n(*tolls.at_least, low) if best in (None, low) else say_n(*tolls.led_from, best or 0, low=low)
    assert high is not None
    return say_n(*tolls.up_to, high) if best in (None, high) else say_n(*tolls.led_up_to, best or 0, high=high)


def claimed_only(event: Event) -> bool:
    """Tell whether every report that tells of it puts it in someone's mouth."""
    told = [report for candidate in event.candidates for report in candidate.reports]
    return bool(told) and all(report.assertion is Assertion.CLAIMED for report in told)


def attributions(event: Event) -> tuple[str, ...]:
    """Return who says so, each once, in the order of the reports."""
    told = (report.attribution for candidate in event.candidates for report in candidate.reports)
    return tuple(dict.fromkeys(who for who in told if who))


def inside(words: str) -> str:
    """Return words that may open a sentence as they stand within one: "The Observatory" is "the Observatory"."""
    article = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if article in ("The", "A", "An") and article != words else words


def _on_whose_word(event: Event, title: str) -> str:
    if not claimed_only(event):
        return title
    who = attributions(event)
    if len(who) == 1 and len(who[0]) <= _ATTRIBUTION_LENGTH:
        return say("{title}, according to {who}", title=title, who=inside(who[0]))
    if not who:
        return say("{title}, according to one side", title=title)
    return say("{title}, according to those quoted", title=title)
