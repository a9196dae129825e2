"""When words of taking and leaving are of territory: the ground is named, and who takes it is armed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from .surroundings import Surroundings
from .syntax import measured
from .term_groups import term_group

PLAIN_TERR = frozenset(
    {
        *("recapture", "retake", "liberate", "overrun", "regain", "take control", "seize control", "conquer"),
        *("gain control", "regain control", "take over", "retake control", "reoccupy", "wrest control"),
        *("lose control", "assume control", "take back", "win back", "reclaim", "restore control"),
        "establish control",
    }
)
"""Verbs that any proper name after them makes territorial, be it known as a place or not."""
TAKING_NOUNS = frozenset({"capture", "seizure", "recapture", "takeover", "liberation"})
FLAGS = frozenset({"raise flag", "hoist flag", "plant flag", "hoist banner"})
BARE = frozenset(
    {
        *("take", "free", "clear", "recover", "occupy", "control", "secure", "seize", "capture"),
        *("entry", "recapture", "retake", "liberate", "conquer"),
    }
)
"""Verbs whose own object must be the ground: "took weapons to the town" takes no town."""
DRIVING = frozenset(
    {
        *("drive", "push", "force", "flush", "chase", "kick", "dislodge", "expel", "oust", "eject", "drive out"),
        *("push out", "push back", "drive back", "push back from", "throw", "rout", "clear", "evict", "beat back"),
        "drive away",
    }
)
"""Verbs whose object is the enemy and whose "from" or "out of" is the ground."""
TOWNS = frozenset({"town", "village", "city", "capital", "stronghold", "province", "district", "enclave", "garrison"})
"""What falls in war, and in nothing else that news tells of."""
PLOTS = frozenset({"road", "street", "building", "field", "mine", "ground", "runway", "house", "site"})
"""Ground that engineers clear of mines and rubble, and no side takes by it."""
MOVING = frozenset(
    {
        "walk into",
        "march into",
        "march back into",
        "advance",
        "enter",
        "gain",
        "extend control",
        "move",
        "roll",
        "push",
        "storm",
    }
)
SEATS = frozenset(
    {
        *("station", "ministry", "barracks", "building", "headquarters", "radio", "office", "compound", "parliament"),
        *("palace", "post", "facility", "prison", "refinery", "bank"),
    }
)
"""What armed men take over with the ground that it stands on; others take over posts and firms."""
PERSONS = frozenset({"leader", "chief", "member", "ringleader", "mastermind", "spokesman"})
PUSHING = frozenset({"advance", "push", "move", "roll", "gain"})
FULLY = frozenset({"full", "complete", "total", "now"})
VEHICLES = frozenset({"convoy", "vehicle", "plane", "aircraft", "jet", "ship", "reinforcement", "patrol", "column"})
LEAVING = frozenset(
    {
        "leave",
        "quit",
        "flee",
        "evacuate",
        "abandon",
        "transfer",
        "turn over",
        "surrender",
        "vacate",
        "hand over",
        "cede",
    }
)


def takes_ground(s: Surroundings) -> bool:
    """Tell whether territory changes hands by the word."""
    if s.term == "in control":
        return _in_control(s)
    if s.token.pos_ not in ("VERB", "AUX"):
        return _noun_takes(s)
    if s.term == "control" and s.token.tag_ == "VBN":
        # "Towns controlled by the state" is how things stand, not what happened.
        return False
    found = s.arguments
    foes = s.governs("armed_target", "non_state") or (
        (not found.agents or s.does("force", "armed_target", "security"))
        and any(t.pos_ == "PROPN" and t.i not in s.places for t in found.patients)
    )
    if s.term in DRIVING and foes and s.reaches("from", "out", "of"):
        return any(s.is_ground(t) or t.pos_ == "PROPN" for t in s.reaches("from", "out", "of"))
    if s.term == "lose":
        # "Lost Tikrit to government forces"; teams lose towns' finals, and parties their seats
        losing = [*found.agents, *found.patients, *s.reaches("to")]
        armed = s.any_has(losing, "armed_target", "force", "security") or any(map(s.is_side, losing))
        return armed and any(s.is_ground(word) for head in found.patients for word in (head, *measured(head)))
    if s.term == "fall":
        if any(t.i in s.places or t.lemma_.lower() in TOWNS for t in found.agents):
            return True
        if any(s.is_ground(t) for t in found.agents):
            return bool(s.reaches("to", "under", "into"))
        # "Kunduz fell to the Taliban": whoever it fell to is armed.
        return any(t.pos_ == "PROPN" for t in found.agents) and any(s.is_side(t) for t in s.reaches("to"))
    if s.term in FLAGS:
        # Crowds raise flags over town halls; armed men over what they took.
        armed = s.does("armed_target", "force", "security", "non_state") or any(s.is_side(t) for t in found.agents)
        return armed and any(s.is_ground(t) for t in s.reaches("over", "in", "at", "above", "on"))
    if s.term == "gain ground":
        return s.does("armed_target", "force", "non_state")
    if s.term in MOVING:
        return _moves_in(s)
    if s.term in DRIVING - {"clear"}:
        return False
    if s.term in ("clear", "secure") and any(t.lemma_.lower() in PLOTS for t in found.patients):
        return False
    reach = [*found.patients, *s.reaches("of", "over", "from", "in", "to")]
    people = s.governs("armed_target") or any(t.lemma_.lower() in PERSONS | term_group("rank") for t in found.patients)
    if s.term in ("capture", "seize", "take") and people and not any(s.has(t, "ground") for t in found.patients):
        # "Captured the commander of a southern front"
        return False
    if s.term in BARE:
        reach = [word for head in found.patients for word in (head, *measured(head))]
    if any(s.is_ground(t) for t in reach) or (s.term in PLAIN_TERR and s.any_has(found.patients, "base")):
        return True
    if s.term == "take over" and any(t.lemma_.lower() in SEATS for t in found.patients):
        return s.does("non_state", "armed_target", "force") or s.done_by_band()
    return s.term in PLAIN_TERR and any(t.pos_ == "PROPN" for t in reach)


def _noun_takes(s: Surroundings) -> bool:
    owned = [*s.reaches("of", "over"), *(c for c in s.token.children if c.dep_ in ("poss", "compound"))]
    if s.term in TAKING_NOUNS and any(t.pos_ == "PROPN" for t in owned):
        return True
    if s.term == "entry":
        return any(s.has(t, "force", "armed_target", "non_state") for t in owned) and any(
            s.is_ground(t) for t in s.reaches("into", "to", "in")
        )
    if s.term == "advance":
        # An advance is a movement; only ground that it took changes hands.
        return any(s.is_ground(t) for t in s.reaches("of", "over"))
    return any(s.is_ground(t) for t in owned)


def _in_control(s: Surroundings) -> bool:
    """Tell whether it is news who holds it: "now in control of", "in full control of"; else it is how things stand."""
    words = {t.lower_ for t in s.token.doc[max(s.token.sent.start, s.cue.start - 3) : s.cue.end]}
    return bool(words & FULLY) and any(s.is_ground(t) or t.pos_ == "PROPN" for t in s.reaches("of", "over"))


def _moves_in(s: Surroundings) -> bool:
    """Tell whether armed men entered ground; what only drives through it has not taken it."""
    found = s.arguments
    if s.term in PUSHING and s.present("clash"):
        # "Battles raged as they pushed into the suburbs": who holds what is open.
        return False
    if any(t.lemma_.lower() in VEHICLES for t in found.agents):
        return False
    reach = [*found.patients, *s.reaches("in", "into", "to", "towards", "on")]
    armed = s.does("armed_target", "force") or s.done_by_band()
    return armed and any(s.is_ground(t) or t.lemma_ == "ground" for t in reach)


def leaves_ground(s: Surroundings) -> bool:
    """Tell whether armed men leave territory or hand it over by the word."""
    found = s.arguments
    if s.token.pos_ not in ("VERB", "AUX"):
        return any(s.is_ground(t) for t in s.reaches("from", "of"))
    armed = s.does("armed_target", "force", "non_state", "security")
    if armed and s.term in ("withdraw", "pull out", "pull back", "retreat"):
        return True
    ground = any(s.is_ground(t) for t in (*found.patients, *s.reaches("from", "to", "of")))
    if s.term in LEAVING:
        own = any(_own(s, t) for t in (*found.patients, *s.reaches("from")))
        return armed and own
    named = any(t.pos_ == "PROPN" for t in found.agents)
    return (armed or named) and ground


def _own(s: Surroundings, word: Token) -> bool:
    return s.is_ground(word)


GROUND_TESTS: Mapping[str, Callable[[Surroundings], bool]] = {"terr": takes_ground, "withdraw": leaves_ground}
