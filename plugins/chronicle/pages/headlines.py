"""What an event of each type is called, alone and with its sides: whole phrases, for each language has its own order.

{side1} is who did it, {side2} to whom; of sides that only met, or agreed, either may stand as {side1}. {what} is the
noun for what was done ("Air strikes", "Shelling"), as exact as its reports' words allow (headline_nouns.py).
"""

from __future__ import annotations

from dataclasses import dataclass

from ..model import SubEventType
from .phrases import mark


@dataclass(frozen=True, slots=True)
class Headline:
    """The messages of one type."""

    alone: str
    by: str
    """With its first side, or the only one named."""
    both: str
    on: str = ""
    """With its second side only; empty where that is said as with the first."""
    several: str = ""
    """With both, where one of them is more than one: "between a and b and c" would not tell who stood with whom."""


_BY = mark("{what} by {side1}")
_BY_ON = mark("{what} by {side1} on {side2}")
_ON = mark("{what} on {side2}")
_BY_AGAINST = mark("{what} by {side1} against {side2}")
_AGAINST = mark("{what} against {side2}")
_BY_OF = mark("{what} by {side1} of {side2}")
_OF = mark("{what} of {side2}")
_INVOLVING = mark("{what} involving {side1}")
_BETWEEN = mark("{what} between {side1} and {side2}")


def _on(alone: str) -> Headline:
    return Headline(alone, _BY, _BY_ON, _ON)


def _against(alone: str) -> Headline:
    return Headline(alone, _BY, _BY_AGAINST, _AGAINST)


HEADLINES: dict[SubEventType, Headline] = {
    SubEventType.ARMED_CLASH: Headline(
        mark("Clashes"), _INVOLVING, _BETWEEN, several=mark("Clashes of {side1} with {side2}")
    ),
    SubEventType.GOVERNMENT_REGAINS: Headline(
        mark("Territory regained"),
        mark("Territory regained by {side1}"),
        mark("Territory regained by {side1} from {side2}"),
        mark("Territory regained from {side2}"),
    ),
    SubEventType.NON_STATE_OVERTAKES: Headline(
        mark("Territory taken"),
        mark("Territory taken by {side1}"),
        mark("Territory taken by {side1} from {side2}"),
        mark("Territory taken from {side2}"),
    ),
    SubEventType.CHEMICAL_WEAPON: _on(mark("Chemical weapon attack")),
    SubEventType.AIR_STRIKE: _on(mark("Air or drone strike")),
    SubEventType.SUICIDE_BOMB: _against(mark("Suicide bombing")),
    SubEventType.SHELLING: _on(mark("Shelling or missile fire")),
    SubEventType.REMOTE_EXPLOSIVE: Headline(
        mark("Bomb or mine explosion"),
        mark("{what} attributed to {side1}"),
        mark("{what} attributed to {side1} hitting {side2}"),
        mark("{what} hitting {side2}"),
    ),
    SubEventType.GRENADE: _on(mark("Grenade attack")),
    SubEventType.SEXUAL_VIOLENCE: _against(mark("Sexual violence")),
    SubEventType.ATTACK: _on(mark("Attack")),
    SubEventType.ABDUCTION: Headline(mark("Abduction or disappearance"), _BY, _BY_OF, _OF),
    SubEventType.PEACEFUL_PROTEST: Headline(
        mark("Protest"), mark("Protest by {side1}"), mark("Protest by {side1} and {side2}")
    ),
    SubEventType.PROTEST_INTERVENTION: Headline(
        mark("Protest met with force"),
        mark("Protest met with force by {side1}"),
        mark("Protest by {side2} met with force by {side1}"),
        mark("Protest by {side2} met with force"),
    ),
    SubEventType.EXCESSIVE_FORCE: Headline(
        mark("Excessive force against a protest"),
        mark("Excessive force by {side1} against a protest"),
        mark("Excessive force by {side1} against {side2}"),
        mark("Excessive force against {side2}"),
    ),
    SubEventType.VIOLENT_DEMONSTRATION: _against(mark("Violent demonstration")),
    SubEventType.MOB_VIOLENCE: _against(mark("Mob violence")),
    SubEventType.AGREEMENT: Headline(
        mark("Agreement"), _INVOLVING, _BETWEEN, several=mark("Agreement of {side1} with {side2}")
    ),
    SubEventType.ARRESTS: Headline(
        mark("Arrests"),
        mark("Arrests by {side1}"),
        mark("Arrests by {side1} of {side2}"),
        mark("Arrests of {side2}"),
    ),
    SubEventType.CHANGE_TO_GROUP: Headline(
        mark("Movement or change of forces"), _BY, mark("{what} by {side1} and {side2}")
    ),
    SubEventType.DISRUPTED_WEAPONS: Headline(
        mark("Weapons intercepted or made safe"),
        _BY,
        mark("{what} by {side1}, from {side2}"),
        mark("{what}, from {side2}"),
    ),
    SubEventType.HEADQUARTERS: Headline(
        mark("Base established"),
        mark("Base established by {side1}"),
        mark("Base established by {side1} and {side2}"),
    ),
    SubEventType.LOOTING: Headline(
        mark("Looting or destruction of property"),
        _BY,
        mark("{what} by {side1}, at the cost of {side2}"),
        mark("{what} at the cost of {side2}"),
    ),
    SubEventType.NON_VIOLENT_TRANSFER: Headline(mark("Handover of territory"), _INVOLVING, _BETWEEN),
    SubEventType.OTHER: Headline(
        mark("Other development"), _INVOLVING, mark("Other development involving {side1} and {side2}")
    ),
}
