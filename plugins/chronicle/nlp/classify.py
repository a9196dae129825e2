"""Which of ACLED's 25 sub-event types a happening is, by rules after the ACLED Codebook (2023)."""

from __future__ import annotations

from collections.abc import Callable

from ..model import BANDS, STATES, SubEventType
from .classify_scene import Scene
from .classify_unrest import ARSON, demonstration, mob
from .classify_violence import OPERATIONS, abduction, chemical, explosive, fighting, monitored, sexual, suicide

T = SubEventType
LOSING = frozenset({"loss", "cede"})
"""Words whose doer is the loser; whoever "loses control" is whom it befell."""
FOUGHT = frozenset({"clash", "attack", "shoot", "shell_event", "air_event", "bomb_verb", "kill", "injure"})
ENTERING = frozenset({"enter", "storm", "invade", "walk into", "march into", "break into", "overrun"})
FORCIBLE = frozenset({"overrun", "storm", "conquer", "wrest control"})
COUP = frozenset({"seize power", "coup", "coup attempt", "take power"})
FREEING = frozenset({"liberate", "liberation", "free", "clear", "secure"})
RENDERED_SAFE = frozenset(
    {
        *("defuse", "deactivate", "dismantle", "clear", "safely detonate", "render safe", "controlled explosion"),
        *("neutralise", "neutralize", "intercept", "down", "shoot down"),
    }
)
MILD = frozenset(
    {
        *("attack", "shoot", "clash", "terr", "agree", "bomb_verb", "blast", "loot", "withdraw", "change", "beat"),
        *("base", "murder", "disrupt", "other", "abduct", "arrest", "kill"),
    }
)


def classify(scene: Scene) -> SubEventType | None:
    """Return the sub-event type, or None where nothing that happened is of a conflict chronicle's kind."""
    if _peaceable(scene):
        return None
    for rule in RULES:
        found = rule(scene)
        if found is not None:
            return found
    return None


def _peaceable(s: Scene) -> bool:
    """Tell whether sport, business, art or a feast explains warlike words, and nothing of war is named."""
    if "spaceflight" in s.around and s.terms & {"launch", "missile launch"} and not s.harmed:
        return True
    if "pastime" in s.around and s.kinds <= MILD and not s.means_of_war:
        return True
    return (
        "festive" in s.around
        and s.kinds <= {"shoot", "kill", "injure", "attack", "blast", "riot"}
        and not s.agents & BANDS
    )


def _agreed(s: Scene) -> SubEventType | None:
    return T.AGREEMENT if "agree" in s.lead else None


def _disrupted(s: Scene) -> SubEventType | None:
    if "disrupt" not in s.kinds or s.kinds & {"abduct", "terr"}:
        return None
    if "disrupt" in s.lead and s.terms & RENDERED_SAFE:
        return T.DISRUPTED_WEAPONS
    if s.doers & {"air_means", "shell_means"} and "disrupt" not in s.lead:
        return None
    quiet = s.terms & OPERATIONS and not s.harmed and s.by_state
    fought = s.lead & {"attack", "shoot", "clash", "air_event", "shell_event", "murder"} or s.harmed
    return None if fought and not quiet else T.DISRUPTED_WEAPONS


def _territory(s: Scene) -> SubEventType | None:
    if "terr" in s.kinds:
        if s.terms & ENTERING and s.kinds & {"murder", "abduct", "loot"} and "civil_target" in s.target:
            # "Entered the hamlet and massacred 38 peasants": they came for the people, not for the ground.
            return None
        left = "withdraw" in s.beside and not (s.kinds | s.beside | s.around) & FOUGHT
        if left and not s.harmed:
            # "Retook the town after the garrison had pulled out"
            return T.NON_VIOLENT_TRANSFER
        if s.terms & FORCIBLE and s.lead <= {"terr", "attack"}:
            # "Overran the safe area, and the peacekeepers withdrew"
            return _taken(s)
        if ("withdraw" in s.kinds or "unopposed" in s.around) and not s.kinds & {"clash", "attack", "shoot"}:
            return T.NON_VIOLENT_TRANSFER
        return _taken(s)
    if "withdraw" in s.kinds and not s.kinds & {"clash", "attack", "shoot", "shell_event", "air_event"}:
        return T.NON_VIOLENT_TRANSFER
    return None


def _taken(s: Scene) -> SubEventType:
    """Return who took the ground; militias that fight beside the state's forces take it for the state."""
    losing = bool(s.terms & LOSING)
    beside = bool(s.agents & STATES and "security" in s.doers and not s.patients & STATES)
    if s.by_state or beside:
        return T.NON_STATE_OVERTAKES if losing else T.GOVERNMENT_REGAINS
    if s.by_rebels:
        return T.GOVERNMENT_REGAINS if losing else T.NON_STATE_OVERTAKES
    if s.patients & STATES and not s.patients & BANDS:
        return T.NON_STATE_OVERTAKES
    if s.patients & BANDS or "non_state" in s.target or s.terms & FREEING:
        return T.GOVERNMENT_REGAINS
    return T.NON_STATE_OVERTAKES


def _arson(s: Scene) -> SubEventType | None:
    """Return looting for fires set on property, where nobody was hurt and no weapon of war was used."""
    if s.harmed or not s.terms & ARSON or not s.kinds & {"loot", "riot"} or "rioter" in s.terms:
        return None
    if "attack" in s.kinds and not s.terms & {"arson attack", "arson"}:
        return None
    return (
        None
        if s.kinds & {"beat", "murder", "air_event", "shell_event", "blast", "shoot", "clash", "protest", "mob"}
        else T.LOOTING
    )


def _looting(s: Scene) -> SubEventType | None:
    return T.LOOTING if "loot" in s.kinds else None


def _raided(s: Scene) -> SubEventType | None:
    """Return arrests where an operation brought nothing else."""
    quiet = s.terms & OPERATIONS and not s.harmed and not s.kinds & {"clash", "shoot", "murder", "blast", "air_event"}
    return T.ARRESTS if quiet and "arrest" in s.kinds else None


def _arrests(s: Scene) -> SubEventType | None:
    if s.terms & COUP:
        return T.OTHER
    return T.ARRESTS if "arrest" in s.kinds else None


def _agreement(s: Scene) -> SubEventType | None:
    return T.AGREEMENT if "agree" in s.kinds else None


def _base(s: Scene) -> SubEventType | None:
    return T.HEADQUARTERS if "base" in s.kinds else None


def _change(s: Scene) -> SubEventType | None:
    return T.CHANGE_TO_GROUP if "change" in s.kinds else None


def _other(s: Scene) -> SubEventType | None:
    return T.OTHER if "other" in s.kinds else None


RULES: tuple[Callable[[Scene], SubEventType | None], ...] = (
    _agreed,
    sexual,
    suicide,
    chemical,
    monitored,
    demonstration,
    mob,
    _disrupted,
    _territory,
    explosive,
    abduction,
    _arson,
    _raided,
    fighting,
    _looting,
    _arrests,
    _agreement,
    _base,
    _change,
    _other,
)
"""In order: what decides most surely comes first (a weapon over a deed, a deed over its results)."""
