"""Protests, riots and mobs: the rules of the ACLED Codebook (2023) on demonstrations and on violence by crowds."""

from __future__ import annotations

from ..model import BANDS, ActorKind, SubEventType
from .classify_scene import ARMED, Scene

T = SubEventType
HARD = frozenset({"attack", "beat", "kill", "murder", "riot", "clash", "injure", "loot", "abduct"})
ARSON = frozenset(
    {
        *("torch", "burn", "set fire", "set on fire", "burn down", "set ablaze", "set alight", "vandalise"),
        *("vandalize", "smash", "ransack", "arson", "vandalism", "arson attack"),
    }
)
MOBBING = frozenset(
    {
        *("lynching", "lynch", "mob justice", "mob violence", "mob attack", "communal clash", "ethnic clash"),
        *("sectarian clash", "gang fight", "group fight", "mob killing", "prison riot", "communal violence"),
    }
)
RAMPAGE = frozenset({"rampage", "go on the rampage", "go on rampage"})
HEAVY = frozenset({"grenade_event", "suicide_event", "air_event", "shell_event", "bomb_verb", "ied_event", "terr"})

THROWN = frozenset({"grenade_means", "grenade_event", "ied_means", "ied_event", "suicide_means", "suicide_event"})


def demonstration(s: Scene) -> SubEventType | None:
    """Return the type of a protest: who met it, with what force, and whether it turned to violence.

    The Codebook: arrests or dispersal without grave harm are an intervention; live fire, deaths or grave wounds
    by forces are excessive force; violence by the demonstrators makes it a violent demonstration.
    """
    if s.terms & MOBBING and s.kinds & {"mob", "riot"} and "protest" not in s.kinds and not s.agents & ARMED:
        return T.MOB_VIOLENCE
    marchers = ActorKind.PROTESTERS in s.patients or "marcher" in s.target
    shot_at = marchers and s.kinds & {"shoot", "murder", "kill"} and not s.by_rebels
    fired_on = "excess" in s.around and s.near & {"marcher"} and s.fatal and not s.by_rebels
    if fired_on and not s.agents & BANDS:
        # "Live rounds were used against protesters, leaving two dead"
        return T.EXCESSIVE_FORCE
    if "protest" not in s.kinds and not shot_at:
        rioted = "riot" in s.kinds and s.near & {"marcher", "protest"} and not s.agents & ARMED
        met = "intervene" in s.kinds
        fought = "clash" in s.kinds and s.near & {"marcher"} and s.around & {"security"}
        if not rioted and not met and not fought:
            return None
    if s.kinds & HEAVY and "protest" not in s.lead:
        return None
    if s.harmed and s.near & THROWN and not s.by_state and not s.kinds & {"intervene", "riot"}:
        # "Grenades were thrown into a rally": the weapon says what it was, the rally whom it befell.
        return None
    if "festive" in s.around and not s.around & {"marcher", "security"}:
        return None
    forces = s.by_state or "security" in s.around
    shot = bool(s.kinds & {"shoot", "kill", "murder"}) or bool(s.around & {"excess", "gun_means"})
    if (s.kinds | s.beside) & {"riot", "clash"} and (shot_at or shot) and s.around & {"marcher", "protest"}:
        # Lethal force against those who fight is no force against the peaceful.
        return T.VIOLENT_DEMONSTRATION
    if shot_at and (s.harmed or forces):
        return T.EXCESSIVE_FORCE
    if forces and shot and (s.fatal or "excess" in s.around or ("shoot" in s.kinds and s.harmed)):
        return T.EXCESSIVE_FORCE
    if s.kinds & {"riot", "clash", "loot"}:
        return T.VIOLENT_DEMONSTRATION
    if s.by_state and (s.harmed or "protest" in s.target) and s.kinds & {"beat", "attack", "shoot"}:
        return T.EXCESSIVE_FORCE
    if s.by_state and s.harmed and "intervene" in s.kinds:
        return T.EXCESSIVE_FORCE
    if s.kinds & {"intervene", "arrest"} and s.beside & {"riot", "clash"}:
        # "Arrests were made after bottles were thrown at the police"
        return T.VIOLENT_DEMONSTRATION
    if "intervene" in s.kinds or ("arrest" in s.kinds and forces):
        return T.PROTEST_INTERVENTION
    if "mob" in s.kinds and s.kinds & {"attack", "beat"}:
        return T.MOB_VIOLENCE
    return T.PEACEFUL_PROTEST


def mob(s: Scene) -> SubEventType | None:
    """Return the type of a crowd's violence: against forces and property it is a riot, against people a mob's."""
    if s.terms & MOBBING and s.kinds & {"mob", "riot"} and not s.agents & ARMED:
        return T.MOB_VIOLENCE
    if "mob" in s.kinds and s.kinds & HARD and not (s.terms & MOBBING and s.agents & ARMED):
        return T.MOB_VIOLENCE
    crowds = s.agents & {ActorKind.RIOTERS, ActorKind.CIVILIANS} and not s.agents & ARMED
    many = s.doers & {"crowd", "mob", "marcher", "rival", "blade_means"}
    many_only = s.doers & {"crowd", "mob"} and not s.agents and not s.kinds & {"clash"}
    bare = not s.near & {"gun_means", "ied_means", "grenade_means"} and not s.kinds & {"shoot", "attack", "clash"}
    if s.crowd_did and "kill" in s.kinds and bare and not s.agents & ARMED and "civil_target" in s.target:
        # "Two thieves were killed by villagers"
        return T.MOB_VIOLENCE
    if ((crowds and many) or many_only) and s.kinds & {"clash", "beat", "murder"} and "riot" not in s.kinds:
        return T.VIOLENT_DEMONSTRATION if s.around & {"protest", "marcher"} else T.MOB_VIOLENCE
    if "clash" in s.kinds and "blade_means" in s.near and not s.agents & ARMED and "gun_means" not in s.near:
        return T.MOB_VIOLENCE
    if crowds and s.near & {"blade_means"} and s.kinds & {"attack", "kill", "injure"}:
        return T.MOB_VIOLENCE
    if "riot" not in s.kinds:
        return None
    if s.terms & RAMPAGE and s.agents & ARMED and not crowds and not s.around & {"protest", "marcher", "mob"}:
        # Soldiers who go on the rampage are no rioters.
        return T.LOOTING if not s.harmed and "loot" in s.kinds else None
    if s.kinds & {"attack", "shell_event", "air_event", "shoot", "murder", "blast"} and not crowds:
        return None
    burnt = "loot" in s.kinds or (s.terms & ARSON and "property" in s.target)
    if burnt and not s.around & {"protest", "mob", "marcher"} and not s.terms & {"rioter", "rioting", "riot"}:
        return T.LOOTING
    shown = s.around & {"protest", "marcher", "security"}
    return T.VIOLENT_DEMONSTRATION if shown and "mob" not in s.kinds else T.MOB_VIOLENCE
