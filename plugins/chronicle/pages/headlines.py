"""What an event of each type is called, alone and with its sides: whole phrases, for each language has its own order.

{side1} is who did it, {side2} to whom; of sides that only met, or agreed, either may stand as {side1}.
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


HEADLINES: dict[SubEventType, Headline] = {
    SubEventType.ARMED_CLASH: Headline(
        mark("Clashes"),
        mark("Clashes involving {side1}"),
        mark("Clashes between {side1} and {side2}"),
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
    SubEventType.CHEMICAL_WEAPON: Headline(
        mark("Chemical weapon attack"),
        mark("Chemical weapon attack by {side1}"),
        mark("Chemical weapon attack by {side1} on {side2}"),
        mark("Chemical weapon attack on {side2}"),
    ),
    SubEventType.AIR_STRIKE: Headline(
        mark("Air or drone strike"),
        mark("Air or drone strike by {side1}"),
        mark("Air or drone strike by {side1} on {side2}"),
        mark("Air or drone strike on {side2}"),
    ),
    SubEventType.SUICIDE_BOMB: Headline(
        mark("Suicide bombing"),
        mark("Suicide bombing by {side1}"),
        mark("Suicide bombing by {side1} against {side2}"),
        mark("Suicide bombing against {side2}"),
    ),
    SubEventType.SHELLING: Headline(
        mark("Shelling or missile fire"),
        mark("Shelling or missile fire by {side1}"),
        mark("Shelling or missile fire by {side1} on {side2}"),
        mark("Shelling or missile fire on {side2}"),
    ),
    SubEventType.REMOTE_EXPLOSIVE: Headline(
        mark("Bomb or mine explosion"),
        mark("Bomb or mine explosion attributed to {side1}"),
        mark("Bomb or mine explosion attributed to {side1} hitting {side2}"),
        mark("Bomb or mine explosion hitting {side2}"),
    ),
    SubEventType.GRENADE: Headline(
        mark("Grenade attack"),
        mark("Grenade attack by {side1}"),
        mark("Grenade attack by {side1} on {side2}"),
        mark("Grenade attack on {side2}"),
    ),
    SubEventType.SEXUAL_VIOLENCE: Headline(
        mark("Sexual violence"),
        mark("Sexual violence by {side1}"),
        mark("Sexual violence by {side1} against {side2}"),
        mark("Sexual violence against {side2}"),
    ),
    SubEventType.ATTACK: Headline(
        mark("Attack"),
        mark("Attack by {side1}"),
        mark("Attack by {side1} on {side2}"),
        mark("Attack on {side2}"),
    ),
    SubEventType.ABDUCTION: Headline(
        mark("Abduction or disappearance"),
        mark("Abduction or disappearance by {side1}"),
        mark("Abduction or disappearance by {side1} of {side2}"),
        mark("Abduction or disappearance of {side2}"),
    ),
    SubEventType.PEACEFUL_PROTEST: Headline(
        mark("Protest"),
        mark("Protest by {side1}"),
        mark("Protest by {side1} and {side2}"),
    ),
    SubEventType.PROTEST_INTERVENTION: Headline(
        mark("Protest met with force"),
        mark("Protest met with force by {side1}"),
        mark("Protest met with force by {side1} and {side2}"),
    ),
    SubEventType.EXCESSIVE_FORCE: Headline(
        mark("Excessive force against protest"),
        mark("Excessive force against protest by {side1}"),
        mark("Excessive force against protest by {side1} against {side2}"),
        mark("Excessive force against protest against {side2}"),
    ),
    SubEventType.VIOLENT_DEMONSTRATION: Headline(
        mark("Violent demonstration"),
        mark("Violent demonstration by {side1}"),
        mark("Violent demonstration by {side1} against {side2}"),
        mark("Violent demonstration against {side2}"),
    ),
    SubEventType.MOB_VIOLENCE: Headline(
        mark("Mob violence"),
        mark("Mob violence by {side1}"),
        mark("Mob violence by {side1} against {side2}"),
        mark("Mob violence against {side2}"),
    ),
    SubEventType.AGREEMENT: Headline(
        mark("Agreement"),
        mark("Agreement involving {side1}"),
        mark("Agreement between {side1} and {side2}"),
    ),
    SubEventType.ARRESTS: Headline(
        mark("Arrests"),
        mark("Arrests by {side1}"),
        mark("Arrests by {side1} of {side2}"),
        mark("Arrests of {side2}"),
    ),
    SubEventType.CHANGE_TO_GROUP: Headline(
        mark("Movement or change of forces"),
        mark("Movement or change of forces by {side1}"),
        mark("Movement or change of forces by {side1} and {side2}"),
    ),
    SubEventType.DISRUPTED_WEAPONS: Headline(
        mark("Weapons intercepted or disarmed"),
        mark("Weapons intercepted or disarmed by {side1}"),
        mark("Weapons intercepted or disarmed by {side1} of {side2}"),
        mark("Weapons intercepted or disarmed of {side2}"),
    ),
    SubEventType.HEADQUARTERS: Headline(
        mark("Base established"),
        mark("Base established by {side1}"),
        mark("Base established by {side1} and {side2}"),
    ),
    SubEventType.LOOTING: Headline(
        mark("Looting or destruction of property"),
        mark("Looting or destruction of property by {side1}"),
        mark("Looting or destruction of property by {side1} of {side2}"),
        mark("Looting or destruction of property of {side2}"),
    ),
    SubEventType.NON_VIOLENT_TRANSFER: Headline(
        mark("Handover of territory"),
        mark("Handover of territory involving {side1}"),
        mark("Handover of territory between {side1} and {side2}"),
    ),
    SubEventType.OTHER: Headline(
        mark("Other development"),
        mark("Other development involving {side1}"),
        mark("Other development involving {side1} and {side2}"),
    ),
}
