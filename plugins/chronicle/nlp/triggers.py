"""Triggers: the cues that say that something happened, each checked against what it governs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from .cues import Cue
from .syntax import arguments, children, conjuncts, governing_verb, measured, prepositional

# fmt: off
VIOLENCE = frozenset({
    "air_event", "bomb_verb", "shell_event", "shell_weak", "blast", "ied_event", "suicide_event", "grenade_event",
    "chem_event", "attack", "shoot", "murder", "beat", "kill", "clash", "sexual", "abduct", "body_found", "injure",
})
# fmt: on
DEMONSTRATION = frozenset({"protest", "riot", "mob", "intervene"})
TERRITORY = frozenset({"terr", "withdraw"})
STRATEGIC = frozenset({"arrest", "agree", "change", "base", "other", "disrupt", "loot"})
MARCHERS = frozenset({"protester", "protestor", "demonstrator", "marcher", "striker", "picketer", "activist", "crowd"})
CAPABLE = VIOLENCE | DEMONSTRATION | TERRITORY | STRATEGIC

PLAIN_PROTEST = frozenset(
    {"protest", "demonstration", "rally", "march", "sit in", "vigil", "demonstrate", "hunger strike", "picket", "dharna",
     "protest march", "protest rally", "general strike", "street protest", "mass protest", "silent protest", "gherao",
     "protest action", "take to street", "candlelight vigil", "strike action", "hold placard", "chant slogan",
     "protest camp", "go on strike", "shout slogan", "block road", "road blockade", "work stoppage", "bandh", "hartal"}
)  # fmt: skip
"""Protest words that need nobody named; the others ("gather", "block", "procession") need a crowd or one of these."""

PLAIN_TERR = frozenset({"recapture", "retake", "liberate", "overrun", "regain", "take control", "seize control", "conquer",
    "gain control", "regain control", "take over", "retake control", "reoccupy", "wrest control",
    "lose control", "assume control", "take back", "win back", "reclaim", "restore control", "establish control"})  # fmt: skip
WEAPON_TAKING = frozenset({"seize", "capture", "recover", "find", "discover", "destroy", "clear"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """One cue that tells of a happening, with the kinds it may be after its arguments were looked at."""

    cue: Cue
    token: Token
    kinds: frozenset[str]

    @property
    def families(self) -> frozenset[str]:
        """Return the broad families of its kinds."""
        return frozenset(
            name
            for name, members in (
                ("violence", VIOLENCE),
                ("demonstration", DEMONSTRATION),
                ("territory", TERRITORY),
                ("strategic", STRATEGIC),
            )
            if self.kinds & members
        )


def triggers_in(sentence: Span, cues: Sequence[Cue], place_tokens: frozenset[int]) -> tuple[Trigger, ...]:
    """Return the sentence's triggers in the order of the text; `place_tokens` are those inside place names."""
    at = {i: cue for cue in cues for i in range(cue.start, cue.end)}
    found = []
    for cue in cues:
        token = sentence.doc[cue.head]
        kinds = frozenset(k for k in cue.cues & CAPABLE if _holds(k, cue, token, at, cues, place_tokens))
        if kinds:
            found.append(Trigger(cue, token, kinds))
    return tuple(found)


def _holds(kind: str, cue: Cue, token: Token, at: dict[int, Cue], cues: Sequence[Cue], places: frozenset[int]) -> bool:
    """Tell whether the cue's surroundings bear out one of its meanings."""
    multi = cue.end - cue.start > 1
    if kind == "terr":
        return _takes_ground(cue, token, at, places)
    if kind == "withdraw":
        return _leaves_ground(cue, token, at, places)
    if kind == "protest":
        if cue.term in PLAIN_PROTEST:
            return True
        if cue.verbal:
            return _does(token, at, "crowd") or any(c.term in PLAIN_PROTEST for c in cues if c != cue)
        return _with(cues, "crowd") or any(c.term in PLAIN_PROTEST for c in cues if c != cue)
    if kind == "intervene":
        shown = any(c.term in PLAIN_PROTEST or c.term in MARCHERS - {"activist"} for c in cues)
        return shown and (not cue.verbal or _by_forces(token, at))
    if kind == "mob":
        return cue.verbal or _does_harm(token, at) or cue.term in MOB_DEEDS
    if kind == "loot":
        return not cue.verbal or multi or _governs(token, at, "property", places=places)
    if (
        kind == "riot"
        and cue.verbal
        and cue.term in ("burn", "smash", "pelt", "stone", "torch", "burn down", "set fire")
    ):
        return _with(cues, "protest", "crowd", "mob", "blade_means", "security")
    if kind == "disrupt":
        return not cue.verbal or _governs(token, at, "arms")
    if kind == "change":
        return _moves_forces(cue, token, at)
    if kind == "base":
        return _with(cues, "base_verb") and _set_up(token, at)
    if kind == "other":
        return (
            multi or (not cue.verbal and cue.term not in ("evacuation",)) or _governs(token, at, "refugee", doer=True)
        )
    if kind == "agree" and cue.verbal:
        return True
    if kind == "agree":
        return _agreed(cue, token, at)
    if kind == "arrest" and cue.verbal and cue.term in ("capture", "intercept"):
        return _governs(token, at, "armed_target", "civil_target", "crowd") and not _governs(token, at, "ground")
    if kind == "attack" and not cue.verbal and cue.term in ("operation", "sweep", "special operation", "joint operation"):
        return _by_arms(token, at)
    if kind == "attack" and cue.verbal and cue.term in ("fall", "land", "impact"):
        return _does(token, at, "shell_means", "ied_means", "air_means")
    if kind == "attack" and cue.verbal and not multi:
        return _attacks(cue, token, at, places)
    if kind == "shoot" and cue.term == "fire":
        return _governs(token, at, "shell_means", "gun_means", "air_means", "grenade_means") or bool(
            list(prepositional(token, "at", "on", "into", "from", "towards"))
        )
    if kind == "kill" and cue.term == "lose":
        return _governs(token, at, "civil_target", "armed_target") or any(
            c.lemma_ == "life" for c in children(token, "dobj")
        )
    if kind == "blast" and cue.term in ("trigger", "set off"):
        return _governs(token, at, "ied_means")
    if kind == "clash" and cue.verbal and cue.term in ("engage", "thwart", "foil", "push back", "drive back"):
        return _governs(token, at, "armed_target", "attack") or any(True for _ in prepositional(token, "with"))
    if kind == "body_found":
        return _with(cues, "disrupt") or any(
            c.lemma_ in ("find", "discover", "recover", "exhume") for c in token.ancestors
        )
    if kind == "shell_weak":
        return any(c.lemma_ in ("observe", "record", "hear", "register", "count") for c in token.ancestors)
    return True


MOB_DEEDS = frozenset({"lynching", "mob justice", "mob attack", "mob violence", "communal clash", "mob killing", "gang fight",
    "sectarian clash", "ethnic clash", "group fight", "vigilantism"})  # fmt: skip


MARTIAL = frozenset({"military", "security", "special", "army", "police", "commando", "cleansing", "anti-terror"})


def _by_arms(token: Token, at: dict[int, Cue]) -> bool:
    """Tell whether an operation is one of armed men: theirs by name, or called military."""
    if any(c.lower_ in MARTIAL for c in token.children):
        return True
    return _does(token, at, "security", "non_state", "force", "armed_target")


def _does(token: Token, at: dict[int, Cue], *names: str) -> bool:
    """Tell whether the predicate's doers have one of the cues."""
    heads = [word for head in arguments(token).agents for word in (head, *measured(head))]
    return any(t.i in at and at[t.i].has(*names) for t in heads)


def _by_forces(token: Token, at: dict[int, Cue]) -> bool:
    """Tell whether the doers are forces of order, or nobody is named."""
    doers = [at.get(t.i) for t in arguments(token).agents]
    return not doers or any(cue is None or cue.has("security", "intervene", "force") for cue in doers)


def _does_harm(token: Token, at: dict[int, Cue]) -> bool:
    """Tell whether the crowd is the doer of a violent verb: "a mob beat", "was stoned by residents"."""
    verb, label = governing_verb(token)
    if verb is None or label not in ("nsubj", "pobj", "agent"):
        return False
    cue = at.get(verb.i)
    return cue is not None and cue.has(
        "attack", "beat", "murder", "kill", "riot", "loot", "clash", "injure", "abduct", "shoot"
    )


def _with(cues: Sequence[Cue], *names: str) -> bool:
    return any(cue.has(*names) for cue in cues)


def _governs(
    token: Token, at: dict[int, Cue], *names: str, doer: bool = False, places: frozenset[int] = frozenset()
) -> bool:
    """Tell whether the predicate's patients (or doers too) include a word with one of the cues."""
    found = arguments(token)
    heads = [*found.patients, *(found.agents if doer else ())]
    for head in heads:
        for word in (head, *children(head, "compound", "nmod"), *measured(head)):
            cue = at.get(word.i)
            if cue is not None and cue.has(*names):
                return True
    return False


def _is_ground(token: Token, at: dict[int, Cue], places: frozenset[int]) -> bool:
    if token.i in places:
        return True
    cue = at.get(token.i)
    if cue is not None and cue.has("ground"):
        return True
    return any(
        word.i in places or (at.get(word.i) is not None and at[word.i].has("ground")) for word in measured(token)
    )


def _takes_ground(cue: Cue, token: Token, at: dict[int, Cue], places: frozenset[int]) -> bool:
    if token.pos_ not in ("VERB", "AUX"):
        owned = [*prepositional(token, "of", "over"), *children(token, "poss", "compound")]
        if cue.term in ("capture", "seizure", "recapture", "takeover", "liberation") and any(
            t.pos_ == "PROPN" for t in owned
        ):
            return True
        return (any(_is_ground(t, at, places) for t in owned) and cue.term not in ("loss",)) or (
            cue.term in ("loss", "fall") and any(_is_ground(t, at, places) for t in prepositional(token, "of"))
        )
    if cue.term == "control" and token.tag_ == "VBN":
        # "Towns controlled by the state" is how things stand, not what happened.
        return False
    found = arguments(token)
    if cue.term in ("fall",):
        return any(_is_ground(t, at, places) for t in found.agents) and any(
            True for _ in prepositional(token, "to", "under", "into")
        )
    if cue.term in ("advance", "enter", "gain", "extend control"):
        armed = any(at.get(t.i) is not None and at[t.i].has("armed_target", "force") for t in found.agents)
        reach = [*found.patients, *prepositional(token, "in", "into", "to", "towards", "on")]
        return armed and any(_is_ground(t, at, places) or t.lemma_ == "ground" for t in reach)
    reach = [*found.patients, *prepositional(token, "of", "over", "from", "in", "to")]
    if cue.term in ("take", "free", "clear", "recover", "occupy", "control", "secure", "seize", "capture", "besiege"):
        reach = list(found.patients) + _measured_all(found.patients)
    if any(_is_ground(t, at, places) for t in reach):
        return True
    return cue.term in PLAIN_TERR and any(t.pos_ == "PROPN" for t in reach)


def _measured_all(heads: Sequence[Token]) -> list[Token]:
    return [word for head in heads for word in measured(head)]


def _leaves_ground(cue: Cue, token: Token, at: dict[int, Cue], places: frozenset[int]) -> bool:
    found = arguments(token)
    if token.pos_ not in ("VERB", "AUX"):
        return any(_is_ground(t, at, places) for t in prepositional(token, "from", "of"))
    armed = any(at.get(t.i) is not None and at[t.i].has("armed_target", "force") for t in found.agents)
    if armed and cue.term in ("withdraw", "pull out", "pull back", "retreat"):
        return True
    if cue.term in ("leave", "quit", "flee", "evacuate", "abandon", "transfer", "turn over", "surrender", "vacate"):
        return armed and any(_is_ground(t, at, places) for t in [*found.patients, *prepositional(token, "from")])
    named = any(t.pos_ == "PROPN" for t in found.agents)
    reach = [*found.patients, *prepositional(token, "from", "to")]
    return (armed or named) and any(_is_ground(t, at, places) for t in reach)


def _moves_forces(cue: Cue, token: Token, at: dict[int, Cue]) -> bool:
    if not cue.verbal:
        return cue.term not in ("troop", "training", "checkpoint", "convoy", "new unit", "curfew", "security operation")
    found = arguments(token)
    patients = [*found.patients, *_measured_all(found.patients)]
    for head in patients:
        other = at.get(head.i)
        if other is not None and other.has("force", "change"):
            return True
    doers = [at.get(t.i) for t in found.agents]
    if cue.term in ("defect", "deploy", "redeploy", "patrol", "regroup", "amass", "mass", "mobilise", "mobilize", "merge",
                    "lay down arm", "pledge allegiance", "surrender", "disband", "arrive", "conduct patrol"):  # fmt: skip
        return any(d is not None and d.has("force", "armed_target", "change") for d in doers) or cue.term in ("defect",)
    return cue.term in ("send reinforcement", "bring reinforcement", "send troop", "move troop", "impose curfew")


def _set_up(token: Token, at: dict[int, Cue]) -> bool:
    verb, label = governing_verb(token)
    if verb is None or label not in ("dobj", "nsubjpass", "pobj"):
        return False
    cue = at.get(verb.i)
    return cue is not None and cue.has("base_verb")


def _agreed(cue: Cue, token: Token, at: dict[int, Cue]) -> bool:
    if cue.term in ("prisoner swap", "prisoner exchange", "exchange of prisoner"):
        return True
    verb, label = governing_verb(token)
    if verb is None:
        return False
    governor = at.get(verb.i)
    return governor is not None and governor.has("agree_verb") and label in ("dobj", "nsubj", "nsubjpass", "pobj")


def _attacks(cue: Cue, token: Token, at: dict[int, Cue], places: frozenset[int]) -> bool:
    found = arguments(token)
    heads = [t for head in found.patients for t in conjuncts(head)]
    if cue.term in (
        "attack",
        "ambush",
        "storm",
        "raid",
        "assault",
        "infiltrate",
        "counterattack",
        "waylay",
        "pound",
        "pummel",
    ):
        return True
    if cue.term in ("launch", "carry out", "throw", "hurl", "lob"):
        return any(
            at.get(t.i) is not None and at[t.i].has("grenade_means", "shell_means", "ied_means", "attack")
            for t in heads
        )
    agents = [at.get(t.i) for t in found.agents]
    armed = any(a is not None and a.has("armed_target", "force", "air_means", "shell_means", "air_event", "shell_event",
                "ied_means", "attack", "ied_event", "suicide_means") for a in agents)  # fmt: skip
    aimed = any(
        t.i in places
        or (at.get(t.i) is not None and at[t.i].has("ground", "armed_target", "civil_target", "property", "force"))
        for t in heads
    )
    return (armed and (aimed or bool(heads))) or (aimed and cue.term in ("target", "invade"))
