"""What bears on a happening's type: the Scene that the rules of classification look at."""

from __future__ import annotations

from dataclasses import dataclass

from ..model import BANDS, STATES, ActorKind

ARMED = BANDS | STATES


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
    beside: frozenset[str]
    """What the triggers of the sentence's other happenings may be."""
    agents: frozenset[ActorKind]
    patients: frozenset[ActorKind]
    """The kinds of those it befell, the dead and injured included."""
    target: frozenset[str]
    """The cues of the triggers' patients: armed_target, civil_target, property, ground."""
    doers: frozenset[str]
    """The cues of the triggers' agents: security, non_state, crowd, civil_target."""
    slain: bool
    """Whether it says in so many words that civilians or people under arms were killed, no accident being named."""
    crowd_did: bool
    """Whether several people of a crowd are its doers: "villagers", no villager alone."""
    fatal: bool
    """Whether anybody was killed."""
    harmed: bool
    """Whether anybody was killed or injured."""

    @property
    def by_state(self) -> bool:
        """Tell whether forces of a state did it, and no others."""
        return bool(self.agents & STATES or ("security" in self.doers and "non_state" not in self.doers)) and not (
            self.agents & BANDS
        )

    @property
    def by_rebels(self) -> bool:
        """Tell whether an armed group that is no state's did it."""
        return bool(self.agents & BANDS or ("non_state" in self.doers and not self.agents & STATES))

    @property
    def means_of_war(self) -> bool:
        """Tell whether fighters or weapons are anywhere in the sentence, or sides that bear arms took part."""
        return bool(self.around & WAR or (self.agents | self.patients) & ARMED)


WAR = frozenset(
    {
        *("non_state", "armed_target", "security", "arms", "gun_means", "air_means", "shell_means", "ied_means"),
        *("grenade_means", "suicide_means", "chem_means", "shell_event", "ied_event", "war", "tank_gun"),
    }
)
