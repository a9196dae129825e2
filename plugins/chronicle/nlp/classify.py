"""Which of ACLED's 25 sub-event types a happening is, by rules after the ACLED Codebook (2023)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..model import ActorKind, SubEventType

T = SubEventType
ARMED = frozenset(
    {
        ActorKind.STATE_FORCES,
        ActorKind.REBEL_GROUP,
        ActorKind.POLITICAL_MILITIA,
        ActorKind.IDENTITY_MILITIA,
        ActorKind.EXTERNAL_OTHER,
    }
)
REBELS = frozenset({ActorKind.REBEL_GROUP, ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA})
STATE = frozenset({ActorKind.STATE_FORCES, ActorKind.EXTERNAL_OTHER})


@dataclass(frozen=True, slots=True)
class Scene:
    """All that bears on a happening's type."""

    kinds: frozenset[str]
    """What its triggers may be."""
    lead: frozenset[str]
    """What its first trigger may be."""
    terms: frozenset[str]
    """The terms of its triggers."""
    near: frozenset[str]
    """Every cue in its clauses, means and targets included."""
    around: frozenset[str]
    """Every cue in its sentence."""
    agents: frozenset[ActorKind]
    patients: frozenset[ActorKind]
    """The kinds of those it befell, the dead and injured included."""
    target: frozenset[str]
    """The cues of the triggers' patients: armed_target, civil_target, property, ground."""
    doers: frozenset[str]
    """The cues of the triggers' agents: security, non_state, crowd, civil_target."""
    fatal: bool
    """Whether anybody was killed."""
    harmed: bool
    """Whether anybody was killed or injured."""

    @property
    def by_state(self) -> bool:
        """Tell whether forces of a state did it, and no others."""
        return bool(self.agents & STATE or ("security" in self.doers and "non_state" not in self.doers)) and not (
            self.agents & REBELS
        )

    @property
    def by_rebels(self) -> bool:
        """Tell whether an armed group that is no state's did it."""
        return bool(self.agents & REBELS or ("non_state" in self.doers and not self.agents & STATE))


def classify(scene: Scene) -> SubEventType | None:
    """Return the sub-event type, or None where nothing that happened is of a conflict chronicle's kind."""
    for rule in RULES:
        found = rule(scene)
        if found is not None:
            return found
    return None


def _agreed(s: Scene) -> SubEventType | None:
    return T.AGREEMENT if "agree" in s.lead else None


def _sexual(s: Scene) -> SubEventType | None:
    return T.SEXUAL_VIOLENCE if "sexual" in s.kinds else None


def _suicide(s: Scene) -> SubEventType | None:
    if "suicide_event" in s.kinds or ("suicide_means" in s.near and s.kinds & {"blast", "attack", "kill", "bomb_verb"}):
        return T.SUICIDE_BOMB
    return None


def _chemical(s: Scene) -> SubEventType | None:
    means = "chem_means" in s.around and s.kinds & {
        "attack",
        "shell_event",
        "air_event",
        "bomb_verb",
        "kill",
        "shoot",
        "injure",
    }
    return T.CHEMICAL_WEAPON if "chem_event" in s.kinds or means else None


def _demonstration(s: Scene) -> SubEventType | None:
    if (
        "protest" not in s.kinds
        and not ("riot" in s.kinds and s.near & {"crowd", "protest"})
        and not ("intervene" in s.kinds and s.around & {"protest", "crowd"})
    ):
        return None
    if s.kinds & {"air_event", "shell_event", "bomb_verb", "ied_event", "terr"} and "protest" not in s.lead:
        return None
    forces = s.by_state or "security" in s.around
    shot = bool(s.kinds & {"shoot", "kill", "murder"}) or bool(s.around & {"excess", "gun_means"})
    violent = bool(s.kinds & {"riot", "clash", "loot"})
    if forces and shot and (s.fatal or "excess" in s.around or ("shoot" in s.kinds and s.harmed)):
        return T.EXCESSIVE_FORCE
    if shot and s.kinds & {"kill", "shoot", "murder"} and ActorKind.PROTESTERS in s.patients and not s.by_rebels:
        return T.EXCESSIVE_FORCE
    if violent or "riot" in s.around:
        return T.VIOLENT_DEMONSTRATION
    if s.by_state and (s.harmed or "protest" in s.target) and s.kinds & {"beat", "attack", "shoot", "intervene"}:
        return T.EXCESSIVE_FORCE
    if "intervene" in s.kinds or ("arrest" in s.kinds and forces):
        return T.PROTEST_INTERVENTION
    if "mob" in s.kinds and s.kinds & {"attack", "beat"}:
        return T.MOB_VIOLENCE
    return T.PEACEFUL_PROTEST


def _mob(s: Scene) -> SubEventType | None:
    if "mob" in s.kinds and s.kinds & {"attack", "beat", "kill", "murder", "riot", "clash", "injure", "loot", "abduct"}:
        return T.MOB_VIOLENCE
    if "mob" in s.kinds and s.terms & {
        "lynching",
        "lynch",
        "mob justice",
        "mob violence",
        "mob attack",
        "communal clash",
    }:
        return T.MOB_VIOLENCE
    crowds = s.agents & {ActorKind.RIOTERS, ActorKind.CIVILIANS} and not s.agents & ARMED
    if crowds and s.kinds & {"clash", "beat", "riot", "murder"}:
        return T.MOB_VIOLENCE
    burnt = s.kinds & {"loot"} or (s.terms & ARSON and "property" in s.target)
    if "riot" in s.kinds and burnt and not s.around & {"protest", "mob"} and not s.kinds & {"attack", "clash"}:
        return T.LOOTING
    if "riot" in s.kinds and not s.kinds & {"attack", "shell_event", "air_event"}:
        return T.VIOLENT_DEMONSTRATION if s.around & {"security", "crowd", "protest"} else T.MOB_VIOLENCE
    return None


ARSON = frozenset({"torch", "burn", "set fire", "burn down", "set ablaze", "set alight", "vandalise", "vandalize", "smash",
    "ransack", "arson", "vandalism"})  # fmt: skip


def _disrupted(s: Scene) -> SubEventType | None:
    if "disrupt" not in s.kinds or s.kinds & {"abduct", "terr"}:
        return None
    if s.doers & {"air_means", "shell_means"}:
        return None
    fought = s.lead & {"attack", "shoot", "clash", "air_event", "shell_event", "murder"} or s.harmed
    return None if fought else T.DISRUPTED_WEAPONS


def _explosive(s: Scene) -> SubEventType | None:
    strikes = s.kinds & {
        "attack",
        "bomb_verb",
        "blast",
        "kill",
        "shoot",
        "injure",
        "shell_event",
        "air_event",
        "ied_event",
        "murder",
    }
    if "grenade_event" in s.kinds or (
        strikes and "grenade_means" in s.near and not s.near & {"shell_means", "air_means"}
    ):
        return T.GRENADE
    if "shell_event" in s.lead and "air_event" not in s.kinds:
        return T.SHELLING
    if "air_event" in s.kinds or ("air_means" in s.near and strikes and not s.lead & {"shell_event", "clash"}):
        return T.AIR_STRIKE
    if "bomb_verb" in s.kinds and not s.near & {"ied_means", "shell_means"}:
        return T.AIR_STRIKE if s.agents & STATE else T.REMOTE_EXPLOSIVE
    if "clash" in s.lead and "ied_event" not in s.kinds:
        return None
    if "small_arms" in s.near and "shoot" in s.kinds and "shell_event" not in s.lead:
        return T.ARMED_CLASH if "civil_target" not in s.target else None
    if "shell_event" in s.kinds or (strikes and "shell_means" in s.near and not s.near & {"ied_means"}):
        return T.SHELLING
    if s.kinds & {"ied_event"} or ("ied_means" in s.near and strikes - {"shoot"}):
        return T.REMOTE_EXPLOSIVE
    if "blast" in s.kinds and not s.kinds & {"clash", "shoot"}:
        return T.REMOTE_EXPLOSIVE
    return None


def _monitored(s: Scene) -> SubEventType | None:
    """Read what ceasefire monitors count: small arms or fire from both sides is fighting, the rest is shelling."""
    if "shell_weak" not in s.kinds:
        return None
    return T.ARMED_CLASH if s.around & {"small_arms", "mutual"} else T.SHELLING


def _abduction(s: Scene) -> SubEventType | None:
    if "abduct" in s.lead or ("abduct" in s.kinds and not s.lead & {"attack", "shoot", "murder", "clash"}):
        return T.ABDUCTION
    return None


def _territory(s: Scene) -> SubEventType | None:
    if "terr" in s.kinds:
        if s.around & {"withdraw", "unopposed"} and not s.kinds & {"clash", "attack", "shoot"}:
            return T.NON_VIOLENT_TRANSFER
        losing = bool(s.terms & LOSING)
        if s.by_state:
            return T.NON_STATE_OVERTAKES if losing else T.GOVERNMENT_REGAINS
        if s.by_rebels:
            return T.GOVERNMENT_REGAINS if losing else T.NON_STATE_OVERTAKES
        if s.patients & STATE and not s.patients & REBELS:
            return T.NON_STATE_OVERTAKES
        if s.patients & REBELS or "non_state" in s.target:
            return T.GOVERNMENT_REGAINS
        return (
            T.GOVERNMENT_REGAINS
            if s.terms & {"liberate", "liberation", "free", "clear", "secure"}
            else T.NON_STATE_OVERTAKES
        )
    if "withdraw" in s.kinds and not s.kinds & {"clash", "attack", "shoot", "shell_event", "air_event"}:
        return T.NON_VIOLENT_TRANSFER
    return None


LOSING = frozenset({"lose control", "loss", "cede"})


def _fighting(s: Scene) -> SubEventType | None:
    fights = s.kinds & {"attack", "shoot", "clash", "murder", "kill", "beat", "body_found"}
    if not fights:
        return None
    armed = s.agents & ARMED or s.doers & {"security", "non_state", "armed_target"}
    if s.kinds <= {"kill", "injure", "arrest", "agree", "other"} and not (armed or "gun_means" in s.near):
        # "Killed" alone names no violence: floods kill too. A doer or a weapon must be named.
        return None
    if "clash" in s.kinds or (s.terms & OFFENSIVES and not s.harmed):
        return T.ARMED_CLASH
    if s.kinds & {"murder", "beat", "body_found"} and not s.patients & ARMED:
        return T.ATTACK
    if s.patients & ARMED or ("armed_target" in s.target and "civil_target" not in s.target):
        return T.ARMED_CLASH
    if ActorKind.CIVILIANS in s.patients or "civil_target" in s.target:
        return T.ATTACK
    if s.by_state and not s.harmed:
        return T.ARMED_CLASH
    return T.ATTACK


OFFENSIVES = frozenset({"offensive", "incursion", "counterattack", "counter attack", "counteroffensive", "counter offensive",
    "onslaught", "infiltrate", "infiltration attempt", "military operation"})  # fmt: skip


def _looting(s: Scene) -> SubEventType | None:
    return T.LOOTING if "loot" in s.kinds else None


def _arrests(s: Scene) -> SubEventType | None:
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
    _sexual,
    _suicide,
    _chemical,
    _monitored,
    _demonstration,
    _mob,
    _disrupted,
    _territory,
    _explosive,
    _abduction,
    _fighting,
    _looting,
    _arrests,
    _agreement,
    _base,
    _change,
    _other,
)
"""In order: what decides most surely comes first (a weapon over a deed, a deed over its results)."""
