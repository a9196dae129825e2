"""When words of weapons found, arrests, deals, bases and movements are of a conflict's strategy."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from .surroundings import Surroundings
from .syntax import children, governing_verb, measured, subjects
from .term_groups import term_group

WEAPONS = ("arms", "shell_means", "ied_means", "grenade_means", "suicide_means", "air_means", "chem_means")
DOWNING = frozenset({"shoot down", "down", "destroy", "disable", "neutralise", "neutralize", "thwart", "foil"})
POLITICAL = ("crowd", "marcher", "non_state", "armed_target", "security")
STANDING = frozenset(
    {"troop", "training", "checkpoint", "convoy", "new unit", "curfew", "security operation", "patrol", "allegiance"}
)
RAZING = frozenset({"raze", "burn", "burn down", "torch", "loot", "plunder", "pillage", "sack", "ransack", "level"})
"""What armed men do to a village as to a house."""
SELF_MOVING = frozenset(
    {
        *("defect", "deploy", "redeploy", "patrol", "regroup", "amass", "mass", "mobilise", "mobilize", "merge"),
        *(
            "lay down arm",
            "lay down weapon",
            "lay down rifle",
            "pledge allegiance",
            "disband",
            "arrive",
            "conduct patrol",
            "enter",
            "desert",
        ),
        *("swear allegiance", "declare allegiance", "mutiny", "hand in weapon", "hand in arm", "hand in rifle"),
        *("give up weapon", "surrender weapon", "put weapon beyond use", "decommission weapon", "hand over weapon"),
    }
)


def disrupts(s: Surroundings) -> bool:
    """Tell whether weapons are taken, defused or stopped on their way."""
    if not s.verbal:
        return s.term not in ("cache",) or not s.token.dep_.startswith("nsubj")
    if any(c.lower_ == "no" for t in s.arguments.patients for c in t.children):
        return False
    if s.governs(*WEAPONS):
        return True
    if s.term in DOWNING:
        return False
    aside = s.governs("civil_target", "ground", "armed_target", "non_state")
    return s.within("arms", "ied_means", "grenade_means", "suicide_means", "gun_means") and not aside


def changes(s: Surroundings) -> bool:
    """Tell whether a group's forces, place or standing change."""
    if s.present("disaster"):
        # Troops sent to a flood and curfews for a storm are no move in a war.
        return False
    if not s.verbal:
        if s.term == "curfew":
            return s.ruled_by("agree_verb", "base_verb") or s.token.head.lemma_ in (
                "impose",
                "enforce",
                "lift",
                "order",
            )
        if s.term == "merger" and s.ruled_by("agree_verb"):
            return s.present("force", "non_state") or s.band_named()
        if s.term in ("formation", "creation", "merger"):
            return any(s.any_has([t], "force", "non_state", "armed_target") for t in s.reaches("of", "between"))
        return s.term not in STANDING
    found = s.arguments
    patients = [word for head in found.patients for word in (head, *measured(head))]
    if s.term != "enter" and any(s.has(t, "force", "change") or _named_force(s, t) for t in patients):
        return True
    if s.term in SELF_MOVING:
        moved = (
            ("force", "armed_target", "change")
            if s.term == "arrive"
            else ("force", "armed_target", "change", "air_means")
        )
        return s.does(*moved) or s.term == "defect" or (s.multi and s.done_by_band())
    return s.term in ("send reinforcement", "bring reinforcement", "send troop", "move troop", "impose curfew")


def _named_force(s: Surroundings, head: Token) -> bool:
    """Tell whether a noun is one of arms by its modifiers: "military aircraft", "armoured vehicles"."""
    martial = any(c.lower_ in ("military", "armed", "armoured", "armored", "army") for c in head.children)
    return martial or (head.lemma_.lower() in ("tank", "warship", "gunboat", "frigate") and s.term != "replace")


def founds_base(s: Surroundings) -> bool:
    """Tell whether a base, camp or post of armed men is set up."""
    if not s.ruled_by("base_verb", labels=frozenset({"dobj", "nsubjpass", "pobj"})):
        return False
    if s.multi or s.term in ("headquarters", "garrison", "barracks", "airbase", "base", "outpost", "checkpoint"):
        return True
    verb, _ = governing_verb(s.token)
    banded = verb is not None and any(s.is_band(t) for t in subjects(verb))
    return banded or s.present("force", "non_state", "security", "armed_target")


def _for_a_price(s: Surroundings) -> bool:
    """Tell whether something was given for those who are let go: "in exchange for", "after a ransom was paid"."""
    return any(t.lower_ in ("exchange", "swap", "ransom", "captivity") for t in s.token.sent)


def other_moves(s: Surroundings) -> bool:
    """Tell whether people are released, moved or break out, or a state shows its arms."""
    if s.term == "cross into":
        return s.governs("refugee", doer=True) and not s.does("force", "armed_target", "non_state", "security")
    if s.term in ("coup", "coup attempt"):
        if s.token.dep_ == "pobj" and s.token.head.lower_ in ("since", "before", "after", "until"):
            return False  # only when something else was
        return s.warlike or s.token.dep_ in ("dobj", "nsubj", "nsubjpass", "ROOT")
    if s.term in ("warning shot", "fire warning shot"):
        return s.present("security", "force", "non_state", "armed_target")
    if s.term == "amnesty" and s.token.pos_ == "PROPN" and s.token.dep_ == "nsubj":
        return False  # the organisation, which papers call so: "Amnesty accuses both sides"
    if s.multi or (not s.verbal and s.term != "evacuation"):
        return True
    if s.term in ("expel", "release", "return", "escape", "flee") and s.present("diplomacy"):
        return False
    if s.token.dep_ == "amod":
        # "Fleeing refugees" are a description.
        return False
    if s.term in ("free", "release"):
        held = s.present("abduct") or s.does("non_state", "armed_target") or s.done_by_band() or _for_a_price(s)
        return s.governs("refugee", "armed_target", "crowd") or (held and s.governs("civil_target"))
    return s.governs("refugee", doer=True) and not s.present("disaster")


def agrees(s: Surroundings) -> bool:
    """Tell whether sides at war reach, sign or talk over a deal."""
    if s.term == "surrender":
        # "Germany surrendered", "the last pocket surrendered": a country or a piece of ground stands for its men.
        stands_for = any(s.is_ground(t) for t in s.arguments.agents) and not s.arguments.patients
        return s.verbal and (s.does("force", "armed_target", "non_state") or s.done_by_band() or stands_for)
    if s.term in ("exchange", "swap"):
        given = (*s.arguments.patients, *s.reaches("for"))
        return s.any_has(given, "refugee", "body_found")
    if s.term in term_group("plain_deal"):
        return s.verbal or s.ruled_by("agree_verb") or s.token.dep_ in ("ROOT", "nsubj", "nsubjpass")
    war = s.term in term_group("plain_truce") or s.present("war", "non_state", "armed_target", "force")
    verb, _ = governing_verb(s.token)
    war = war or (verb is not None and any(s.is_band(t) for t in subjects(verb))) or s.band_named()
    if s.verbal:
        return war
    if war and s.term in ("talk", "negotiation", "peace talk"):
        return s.ruled_by("agree_verb") or any(
            a.lemma_ in ("be", "arrive", "meet", "travel") for a in s.token.ancestors
        )
    verb, label = governing_verb(s.token)
    if verb is not None and label == "nsubj" and verb.lemma_.lower() == "hold":
        # "The truce holds": nobody agreed to anything new.
        return False
    return war and s.ruled_by("agree_verb")


def arrests(s: Surroundings) -> bool:
    """Tell whether forces take people into custody."""
    if not s.verbal:
        return True
    if s.term in ("capture", "intercept"):
        people = s.governs("armed_target", "civil_target", "crowd", "non_state")
        return people and not any(s.has(t, "ground") for t in s.arguments.patients)
    if s.term == "pick up":
        return s.governs("civil_target", "crowd", "marcher", "non_state") and s.does("security")
    if s.term in ("jail", "imprison"):
        return s.governs(*POLITICAL) and not s.present("crime")
    return True


def _is_result(s: Surroundings) -> bool:
    """Tell whether the damage is only what a strike did: "the raid that destroyed the consulate", "was damaged"."""
    if s.token.dep_ == "relcl" and s.has(s.token.head, "air_event", "shell_event", "ied_event", "attack", "blast"):
        return True
    return s.term == "damage" and not s.does("non_state", "force", "security", "crowd", "marcher", "mob")


def loots(s: Surroundings) -> bool:
    """Tell whether property is taken or destroyed."""
    if not s.verbal and s.token.head.lemma_ == "blame":
        return False  # "Officials blamed sabotage" for what is told already
    if s.present("crime") and not s.present("force", "armed_target", "war"):
        return False
    if s.term == "break into" and not s.governs("property"):
        return False
    if s.verbal and _is_result(s):
        return False
    if s.verbal and s.present("disaster") and not s.present("non_state", "force", "security", "armed_target"):
        return False
    if s.verbal and " " in s.term:
        return True
    if not s.verbal:
        # A robbery is a crime; an armed group's is plunder.
        return s.term not in ("robbery", "theft", "burning") or s.present("non_state", "force", "armed_target")
    if s.term in RAZING and any(s.is_ground(t) for t in s.arguments.patients):
        return s.done_by_band() or s.does("non_state", "force", "armed_target", "mob")
    named = any(t.ent_type_ in ("ORG", "FAC") for t in children(s.token, "dobj", "nsubjpass"))
    return s.governs("property") or (named and s.present("non_state", "force", "mob"))


STRATEGIC_TESTS: Mapping[str, Callable[[Surroundings], bool]] = {
    "disrupt": disrupts,
    "change": changes,
    "base": founds_base,
    "other": other_moves,
    "agree": agrees,
    "arrest": arrests,
    "loot": loots,
}
