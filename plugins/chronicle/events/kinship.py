"""How near two sub-event types are: whether two reports that name them may speak of one happening.

Reporters name one thing differently: a drone's missile is an air strike or shelling, a town's fall a clash or a
change of hands, a car bomb an attack. The pairs below follow ACLED's codebook, which codes a battle that ends in a
change of hands as that change, and an attack with a weapon of its own type under that weapon.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from ..model import SubEventType

_S = SubEventType
_PAIRS: tuple[tuple[SubEventType, SubEventType, float], ...] = (
    (_S.AIR_STRIKE, _S.SHELLING, 0.7),
    (_S.AIR_STRIKE, _S.ATTACK, 0.6),
    (_S.AIR_STRIKE, _S.ARMED_CLASH, 0.4),
    (_S.AIR_STRIKE, _S.REMOTE_EXPLOSIVE, 0.4),
    (_S.AIR_STRIKE, _S.CHEMICAL_WEAPON, 0.6),
    (_S.AIR_STRIKE, _S.DISRUPTED_WEAPONS, 0.4),
    (_S.AIR_STRIKE, _S.LOOTING, 0.4),
    (_S.SHELLING, _S.ATTACK, 0.6),
    (_S.SHELLING, _S.ARMED_CLASH, 0.5),
    (_S.SHELLING, _S.REMOTE_EXPLOSIVE, 0.4),
    (_S.SHELLING, _S.GRENADE, 0.4),
    (_S.SHELLING, _S.CHEMICAL_WEAPON, 0.6),
    (_S.SHELLING, _S.LOOTING, 0.4),
    (_S.SHELLING, _S.DISRUPTED_WEAPONS, 0.3),
    (_S.REMOTE_EXPLOSIVE, _S.SUICIDE_BOMB, 0.7),
    (_S.REMOTE_EXPLOSIVE, _S.ATTACK, 0.6),
    (_S.REMOTE_EXPLOSIVE, _S.GRENADE, 0.5),
    (_S.REMOTE_EXPLOSIVE, _S.DISRUPTED_WEAPONS, 0.3),
    (_S.REMOTE_EXPLOSIVE, _S.LOOTING, 0.4),
    (_S.REMOTE_EXPLOSIVE, _S.ARMED_CLASH, 0.3),
    (_S.SUICIDE_BOMB, _S.ATTACK, 0.7),
    (_S.SUICIDE_BOMB, _S.ARMED_CLASH, 0.4),
    (_S.GRENADE, _S.ATTACK, 0.6),
    (_S.CHEMICAL_WEAPON, _S.ATTACK, 0.5),
    (_S.ARMED_CLASH, _S.ATTACK, 0.6),
    (_S.ARMED_CLASH, _S.GOVERNMENT_REGAINS, 0.7),
    (_S.ARMED_CLASH, _S.NON_STATE_OVERTAKES, 0.7),
    (_S.ARMED_CLASH, _S.NON_VIOLENT_TRANSFER, 0.4),
    (_S.ARMED_CLASH, _S.ARRESTS, 0.4),
    (_S.ARMED_CLASH, _S.LOOTING, 0.3),
    (_S.ATTACK, _S.NON_STATE_OVERTAKES, 0.4),
    (_S.ATTACK, _S.GOVERNMENT_REGAINS, 0.3),
    (_S.ATTACK, _S.ABDUCTION, 0.4),
    (_S.ATTACK, _S.SEXUAL_VIOLENCE, 0.5),
    (_S.ATTACK, _S.MOB_VIOLENCE, 0.5),
    (_S.ATTACK, _S.LOOTING, 0.4),
    (_S.ATTACK, _S.ARRESTS, 0.3),
    (_S.ATTACK, _S.EXCESSIVE_FORCE, 0.5),
    (_S.ABDUCTION, _S.ARRESTS, 0.6),
    (_S.ABDUCTION, _S.SEXUAL_VIOLENCE, 0.4),
    (_S.GOVERNMENT_REGAINS, _S.NON_VIOLENT_TRANSFER, 0.7),
    (_S.NON_STATE_OVERTAKES, _S.NON_VIOLENT_TRANSFER, 0.7),
    (_S.PEACEFUL_PROTEST, _S.PROTEST_INTERVENTION, 0.7),
    (_S.PEACEFUL_PROTEST, _S.EXCESSIVE_FORCE, 0.4),
    (_S.PEACEFUL_PROTEST, _S.VIOLENT_DEMONSTRATION, 0.5),
    (_S.PROTEST_INTERVENTION, _S.EXCESSIVE_FORCE, 0.7),
    (_S.PROTEST_INTERVENTION, _S.VIOLENT_DEMONSTRATION, 0.7),
    (_S.EXCESSIVE_FORCE, _S.VIOLENT_DEMONSTRATION, 0.6),
    (_S.VIOLENT_DEMONSTRATION, _S.MOB_VIOLENCE, 0.6),
    (_S.PROTEST_INTERVENTION, _S.ARRESTS, 0.4),
    (_S.LOOTING, _S.MOB_VIOLENCE, 0.4),
    (_S.LOOTING, _S.VIOLENT_DEMONSTRATION, 0.5),
    (_S.CHANGE_TO_GROUP, _S.OTHER, 0.4),
    (_S.CHANGE_TO_GROUP, _S.AGREEMENT, 0.3),
    (_S.AGREEMENT, _S.NON_VIOLENT_TRANSFER, 0.4),
    (_S.HEADQUARTERS, _S.OTHER, 0.4),
    (_S.AGREEMENT, _S.OTHER, 0.4),
    (_S.ARRESTS, _S.OTHER, 0.3),
    (_S.DISRUPTED_WEAPONS, _S.OTHER, 0.3),
)


@cache
def _table() -> Mapping[tuple[SubEventType, SubEventType], float]:
    table = {(one, one): 1.0 for one in SubEventType}
    for one, other, nearness in _PAIRS:
        table[one, other] = table[other, one] = nearness
    return MappingProxyType(table)


def kinship(one: SubEventType, other: SubEventType) -> float | None:
    """Return how near two types are, 1 for the same; None where they cannot be the same happening."""
    return _table().get((one, other))


VAGUE = frozenset({_S.ATTACK, _S.OTHER, _S.LOOTING, _S.DISRUPTED_WEAPONS, _S.ARRESTS})
"""Types that a vague wording falls back to: a report of another type knows more."""
TERRITORY = frozenset({_S.GOVERNMENT_REGAINS, _S.NON_STATE_OVERTAKES})
"""Types that ACLED's codebook puts before the fighting that led to them."""
