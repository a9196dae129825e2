"""The noun of a headline, as exact as the words of its reports allow: "Drone strike" where ACLED's type has two things.

A type joins what its coders need not tell apart ("Air/drone strike"). Where all reports of an event that name a weapon
name the same, its headline does too; where they differ, or none names one, the headline keeps the type's own words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..model import Event, Report, SubEventType
from .phrases import mark


@dataclass(frozen=True, slots=True)
class Noun:
    """What one kind of deed is called, and the words that speak of it."""

    said: str
    words: re.Pattern[str]
    plural: str = ""
    """Where the words speak of several."""
    general: bool = False
    """It may be said of all that are kinds of it, where reports name different ones."""
    kind_of_it: bool = False


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)


_SEVERAL = _words(r"(?:air ?)?strikes|air[- ]raids|bombing raids|sorties|(?:air|drone) attacks")

NOUNS: dict[SubEventType, tuple[Noun, ...]] = {
    SubEventType.AIR_STRIKE: (
        Noun(
            mark("Drone strike"),
            _words(r"drones?|uavs?|unmanned (?:aerial|combat|aircraft)\w*|quadcopters?"),
            mark("Drone strikes"),
        ),
        Noun(
            mark("Air strike"),
            _words(
                r"air[- ]?(?:strikes?|raids?|attacks?|bombardments?)|aerial\w*|(?:war|air)?planes?|(?:fighter )?jets?|"
                r"fighter[- ]bombers?|air ?craft|helicopters?|gunships?|barrel[- ]bombs?|bombing raids?|from the air"
            ),
            mark("Air strikes"),
        ),
    ),
    SubEventType.SHELLING: (
        Noun(mark("Missile strike"), _words(r"missiles?|tomahawks?")),
        Noun(mark("Rocket fire"), _words(r"rockets?|katyushas?")),
        Noun(mark("Shelling"), _words(r"shell(?:s|ed|ing)?|shellfire|mortars?|artillery|howitzers?|bombard\w*")),
    ),
    SubEventType.REMOTE_EXPLOSIVE: (
        Noun(
            mark("Car bomb explosion"),
            _words(r"(?:car|truck|lorry|van|vehicle)[- ]bomb\w*|booby[- ]trapped (?:car|truck|lorry|van|vehicle)s?"),
            kind_of_it=True,
        ),
        Noun(
            mark("Roadside bomb explosion"), _words(r"roadside (?:bomb\w*|explosives?|device|blast)s?"), kind_of_it=True
        ),
        Noun(mark("Landmine explosion"), _words(r"land ?-?mines?|mines|anti-?(?:personnel|tank|vehicle) mines?")),
        Noun(
            mark("Bomb explosion"),
            _words(r"bomb(?:s|ed|ing|ings)?|explosive devices?|ieds?|booby[- ]trap\w*"),
            general=True,
        ),
    ),
    SubEventType.ABDUCTION: (
        Noun(mark("Disappearance"), _words(r"disappear\w*|went missing|gone missing")),
        Noun(mark("Abduction"), _words(r"abduct\w*|kidnap\w*|hostages?|captives?|snatched")),
    ),
    SubEventType.LOOTING: (
        Noun(
            mark("Looting"),
            _words(r"loot\w*|pillag\w*|plunder\w*|ransack\w*|stole|stolen|robb\w+|carried off|made off with"),
        ),
        Noun(
            mark("Destruction of property"),
            _words(
                r"destr(?:oy\w*|uction)|demoli\w+|burn\w*|torch\w*|set (?:fire|ablaze|alight)|raz(?:ed|ing)|blew up"
            ),
        ),
    ),
    SubEventType.CHANGE_TO_GROUP: (
        Noun(
            mark("Withdrawal"),
            _words(r"withdr[ae]w\w*|withdrawals?|pull(?:ed|ing|s)? (?:out|back)|pullout|retreat\w*|evacuated its"),
        ),
        Noun(mark("Redeployment"), _words(r"re-?deploy\w*|regroup\w*")),
        Noun(
            mark("Deployment"),
            _words(r"deploy\w*|sent (?:in |more )?(?:troops|forces|reinforcements)|moved (?:\w+ )?into"),
        ),
    ),
    SubEventType.DISRUPTED_WEAPONS: (
        Noun(
            mark("Explosives made safe"),
            _words(
                r"defus\w+|disarm\w*|de-?min\w+|made safe|"
                r"(?:clear|remov)(?:ed|ing) (?:\w+ ){0,3}(?:mines|explosives|bombs|booby traps)"
            ),
        ),
        Noun(mark("Weapons seized"), _words(r"seiz\w+|confiscat\w+|captured|cache")),
        Noun(mark("Weapons shot down"), _words(r"shot down|shoot(?:s|ing)? down|downed|intercept\w*")),
    ),
}
"""The more special words come first: what they match is not looked at again, so that a car bomb is not a bomb too."""


def noun_of(event: Event) -> str:
    """Return the message that names what was done, where the reports' words agree on one; else an empty text."""
    nouns = NOUNS.get(event.sub_event_type, ())
    told = (report for candidate in event.candidates for report in candidate.reports) if nouns else iter(())
    same = [report for report in told if report.sub_event_type is event.sub_event_type]
    found = {noun.said: noun for report in same for noun in _named(report, nouns)}
    general = [noun for noun in found.values() if noun.general]
    if len(found) != 1 and not (general and all(noun.general or noun.kind_of_it for noun in found.values())):
        return ""
    noun = general[0] if general else next(iter(found.values()))
    return noun.plural if noun.plural and any(_SEVERAL.search(report.quote) for report in same) else noun.said


def _named(report: Report, nouns: Iterable[Noun]) -> tuple[Noun, ...]:
    """Return what the words of the deed itself name, or else those around it in the sentence."""
    start = report.span.start
    trigger = report.quote[max(0, report.trigger.start - start) : max(0, report.trigger.end - start)]
    return tuple(_matched(trigger, nouns)) or tuple(_matched(report.quote, nouns))


def _matched(text: str, nouns: Iterable[Noun]) -> Iterator[Noun]:
    for noun in nouns:
        text, count = noun.words.subn(" ", text)
        if count:
            yield noun
