"""Battles, explosions and violence against civilians: the rules of the ACLED Codebook (2023) on weapons and targets."""

from __future__ import annotations

from ..model import STATES, ActorKind, SubEventType
from .classify_scene import ARMED, Scene

T = SubEventType
STRIKES = frozenset(
    {
        *("attack", "bomb_verb", "blast", "kill", "shoot", "injure", "shell_event", "air_event", "ied_event"),
        "murder",
    }
)
OFFENSIVES = frozenset(
    {
        *("offensive", "incursion", "counterattack", "counter attack", "counteroffensive", "counter offensive"),
        *("onslaught", "infiltrate", "infiltration attempt", "military operation"),
    }
)
OPERATIONS = frozenset({"operation", "joint operation", "special operation", "military operation", "raid", "sweep"})
BREAK_IN = frozenset({"break into", "ransack", "loot", "plunder"})
"""With these, what is carried off is goods, unless it is said to be people."""
POUNDING = frozenset({"pound", "pummel", "blitz", "rain down"})


def sexual(s: Scene) -> SubEventType | None:
    """Return sexual violence, which the Codebook sets above the rest of an attack."""
    return T.SEXUAL_VIOLENCE if "sexual" in s.kinds else None


def suicide(s: Scene) -> SubEventType | None:
    """Return a suicide bombing, where the bomber or the vest is named."""
    if "suicide_event" in s.kinds or ("suicide_means" in s.near and s.kinds & {"blast", "attack", "kill", "bomb_verb"}):
        return T.SUICIDE_BOMB
    if "ram" in s.terms and s.kinds & {"attack", "blast", "kill"}:
        # "A truck laden with explosives rammed the gate": whoever drove it meant to die.
        return T.SUICIDE_BOMB
    return None


def chemical(s: Scene) -> SubEventType | None:
    """Return the use of a chemical weapon, whatever carried it."""
    means = "chem_means" in s.around and s.kinds & (STRIKES - {"blast", "ied_event", "murder"} | {"ied_event"})
    return T.CHEMICAL_WEAPON if "chem_event" in s.kinds or means else None


def explosive(s: Scene) -> SubEventType | None:
    """Return what the weapon decides: grenade, aircraft, artillery, or a planted charge."""
    strikes = s.kinds & STRIKES
    heavy = {"shell_means", "air_means"}
    gunfight = "gun_means" in s.near and "armed_target" in s.target
    if "grenade_event" in s.kinds or (strikes and "grenade_means" in s.near and not s.near & heavy and not gunfight):
        return T.GRENADE
    if "shell_event" in s.lead and "air_event" not in s.kinds:
        return T.SHELLING
    if "air_event" in s.kinds or ("air_means" in s.near and strikes and not s.lead & {"shell_event", "clash"}):
        return T.AIR_STRIKE
    if "bomb_verb" in s.kinds and not s.near & {"ied_means", "shell_means"}:
        return T.AIR_STRIKE if s.agents & STATES else T.REMOTE_EXPLOSIVE
    if "clash" in s.lead and "ied_event" not in s.kinds:
        return None
    if "small_arms" in s.near and "shoot" in s.kinds and "shell_event" not in s.lead:
        return T.ARMED_CLASH if "civil_target" not in s.target else None
    if s.terms & POUNDING and not s.near & {"gun_means", "ied_means"}:
        return T.SHELLING
    if strikes and "tank_gun" in s.doers:
        return T.SHELLING
    if "shell_event" in s.kinds or (
        strikes and "shell_means" in s.near and (s.near.isdisjoint({"ied_means"}) or "shoot" in s.kinds)
    ):
        return T.SHELLING
    if "ied_event" in s.kinds or ("ied_means" in s.near and strikes - {"shoot"}):
        return T.REMOTE_EXPLOSIVE
    if "blast" in s.kinds and not s.kinds & {"clash", "shoot"}:
        return T.REMOTE_EXPLOSIVE
    return None


def monitored(s: Scene) -> SubEventType | None:
    """Read what ceasefire monitors count: small arms or fire from both sides is fighting, the rest is shelling."""
    if "shell_weak" not in s.kinds:
        return None
    return T.ARMED_CLASH if s.around & {"small_arms", "mutual"} else T.SHELLING


def abduction(s: Scene) -> SubEventType | None:
    """Return an abduction that is not a mere sequel of a fight."""
    if s.terms & {"carry off", "take away"} and s.terms & BREAK_IN and not s.patients:
        return T.LOOTING
    if "abduct" in s.lead or ("abduct" in s.kinds and not s.lead & {"attack", "shoot", "murder", "clash"}):
        return T.ABDUCTION
    return None


def fighting(s: Scene) -> SubEventType | None:
    """Return a clash between armed sides, or an attack on those who bear no arms."""
    if not s.kinds & {"attack", "shoot", "clash", "murder", "kill", "beat", "body_found", "injure"}:
        return None
    armed = s.agents & ARMED or s.doers & {"security", "non_state", "armed_target"}
    if "crime" in s.around and not armed and s.kinds <= {"kill", "injure"}:
        return None
    if s.slain and not armed and s.kinds <= {"kill", "injure"}:
        if s.around & {"disaster", "crime"}:
            return None
        return T.ARMED_CLASH if "armed_target" in s.target or s.patients & ARMED else T.ATTACK
    slain = "kill" in s.kinds and s.doers & {"civil_target", "crowd"} and "civil_target" in s.target
    if s.kinds <= {"kill", "injure", "arrest", "agree", "other"} and not (armed or slain or "gun_means" in s.near):
        # "Killed" alone names no violence: floods kill too. A doer or a weapon must be named.
        return None
    if s.terms <= OPERATIONS and s.beside & {"disrupt", "arrest"} and not s.harmed:
        # "An operation was conducted, and two rifles were found": what it brought is told by itself.
        return None
    if "clash" in s.kinds or (s.terms & OFFENSIVES and not s.harmed):
        return T.ARMED_CLASH
    if "body_found" in s.kinds:
        # The Codebook files a mass grave under Other: when and by whom they died is not told by it.
        return T.OTHER if "mass grave" in s.terms and not s.kinds & {"murder", "attack", "shoot"} else T.ATTACK
    if s.kinds & {"murder", "beat"} and not s.patients & ARMED and "armed_target" not in s.target:
        return T.ATTACK
    if s.patients & ARMED or ("armed_target" in s.target and "civil_target" not in s.target):
        return T.ARMED_CLASH
    if ActorKind.CIVILIANS in s.patients or "civil_target" in s.target:
        return T.ATTACK
    if (s.by_state or s.terms & OPERATIONS) and (not s.harmed or "non_state" in s.near):
        return T.ARMED_CLASH
    return T.ATTACK
