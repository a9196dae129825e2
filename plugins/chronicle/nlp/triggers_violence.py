"""When words of attack, fire and killing are of violence: armed doers, aims, weapons or victims are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from .surroundings import Surroundings
from .syntax import children, conjuncts, governing_verb, measured
from .term_groups import term_group

OPERATIONS = frozenset({"operation", "sweep", "special operation", "joint operation"})
MARTIAL = frozenset({"military", "security", "special", "army", "police", "commando", "cleansing", "anti-terror"})
PLAIN_ATTACKS = frozenset(
    {
        *("attack", "ambush", "storm", "raid", "assault", "infiltrate", "counterattack", "waylay", "pound", "pummel"),
        "bombard",
    }
)
UNMARKED = frozenset({"plainclothes", "plain", "unmarked", "masked", "unidentified", "unknown", "hooded"})
REMOVING = frozenset({"neutralise", "neutralize", "take out", "eliminate", "liquidate"})
"""What communiqués call the killing of fighters; bombs and rivals in a cup are neutralised and eliminated too."""
THROWING = frozenset({"launch", "fling", "toss", "carry out", "throw", "hurl", "lob", "fire off"})
DOERS = (
    *("armed_target", "force", "air_means", "shell_means", "air_event", "shell_event", "ied_means", "attack"),
    *("ied_event", "suicide_means", "tank_gun", "non_state"),
)
ENDING = frozenset({"end", "halt", "stop", "cease", "suspend"})
LESS_LETHAL = ("intervene",)
DAMAGING = ("kill", "injure", "attack", "loot", "riot", "blast")


def attacks(s: Surroundings) -> bool:
    """Tell whether the word is of an armed attack."""
    if s.term in OPERATIONS and not s.verbal:
        return _by_arms(s)
    if not s.verbal:
        return s.warlike or s.governs("civil_target", "property", "ground")
    if s.term in ("fall", "land", "impact"):
        return s.does("shell_means", "ied_means", "arms")
    heads = [t for head in s.arguments.patients for t in conjuncts(head)]
    if (
        s.term in ("throw", "hurl", "fling")
        and s.present("protest", "marcher")
        and not s.any_has(heads, "grenade_means")
    ):
        # "Projectiles were thrown at police" by demonstrators: stones, not shells.
        return False
    if s.term in REMOVING:
        return s.governs("armed_target", "non_state")
    if s.term in ("ram", "crash into", "drive into"):
        return s.does("ied_means", "suicide_means", "air_means") or s.present("ied_means", "suicide_means")
    if s.term in THROWING:
        if s.any_has(heads, "attack") and not (s.warlike or s.present("ground", "property")):
            return False
        return s.any_has(heads, "grenade_means", "shell_means", "ied_means", "attack")
    if s.term == "break into":
        return s.does("force", "armed_target", "non_state") and any(s.is_ground(t) for t in s.reaches("into"))
    if s.multi:
        return s.warlike
    if s.term in PLAIN_ATTACKS:
        return s.warlike or s.governs("civil_target", "property", "ground", "crowd")
    if s.term in ("level", "wreck"):
        # Storms wreck and bulldozers level; a bomb that does is an attack.
        return s.does("air_means", "shell_means", "tank_gun", "ied_means", "suicide_means")
    if s.term == "flatten" and s.present("ied_means", "suicide_means"):
        return True
    if s.term in ("destroy", "sink"):
        # A destroyed house is property, a destroyed missile a weapon disrupted; a tank or a ship was attacked.
        return s.does("air_means", "shell_means", "tank_gun") or s.any_has(heads, "armed_target", "vehicle")
    if s.does("shell_means", "air_means") and s.reaches("near", "in", "on", "into", "outside", "at", "inside"):
        return True
    armed = s.does(*DOERS)
    aimed = any(
        t.i in s.places or s.has(t, "ground", "armed_target", "civil_target", "property", "force") for t in heads
    )
    return (armed and bool(heads)) or (aimed and s.term in ("target", "invade"))


def _by_arms(s: Surroundings) -> bool:
    """Tell whether an operation is one of armed men: theirs by name, called military, or one that killed."""
    if any(c.lower_ in MARTIAL for c in s.token.children):
        return True
    if s.does("security", "non_state", "force", "armed_target"):
        return True
    return s.ruled_by("kill", "withdraw", labels=frozenset({"nsubj", "pobj"})) and s.present("kill", "murder")


def strikes_from_the_air(s: Surroundings) -> bool:
    """Tell whether a bare "strike" is from the air: what news of war means by it, where no other weapon is named."""
    if s.term != "strike":
        return True
    aimed = bool(s.reaches("on", "against", "at", "in", "near")) or s.does("security", "force")
    if s.token.tag_ == "NNS" and not aimed:
        # "Israeli strikes set tents on fire": a country's, and no stoppage
        verb, label = governing_verb(s.token)
        aimed = label == "nsubj" and verb is not None and s.has(verb, *DAMAGING)
    others = s.present("shell_means", "shell_event", "gun_means", "suicide_means", "ied_means", "protest", "figure")
    return s.warlike and aimed and not others and not s.does("non_state")


def abducts(s: Surroundings) -> bool:
    """Tell whether people are taken, and not papers."""
    if s.term == "carry off" and not s.governs("civil_target", "refugee", "crowd"):
        return False  # herds and grain are looted
    if s.term in ("seize", "grab"):
        people = any(s.has(t, "civil_target", "armed_target") and not _thing(s, t) for t in s.arguments.patients)
        return people and (s.does("non_state", "armed_target") or s.done_by_band())
    if s.term == "march":
        # "Marched 40 pupils into the forest"
        return s.governs("civil_target", "refugee") and (s.does("non_state", "armed_target") or s.done_by_band())
    if s.term == "pick up":
        # What plain-clothes men pick up, and nobody sees again, is no arrest.
        unnamed = s.does("non_state", "armed_target") and not s.does("security")
        hidden = any(t.lower_ in UNMARKED for head in s.arguments.agents for t in head.subtree)
        return s.governs("civil_target", "crowd", "marcher") and (unnamed or hidden)
    if s.verbal and s.term in ("take away", "snatch", "hijack"):
        return s.governs("civil_target", "crowd", "refugee", "armed_target", "marcher", "property") and not (
            s.term == "take away" and s.governs("property") and not s.governs("civil_target")
        )
    return True


def _thing(s: Surroundings, word: Token) -> bool:
    return s.has(word, "property", "ground") or s.at[word.i].term in term_group("civil_place")


def shoots(s: Surroundings) -> bool:
    """Tell whether somebody is shot at."""
    if s.token.lower_ in ("drives", "drove", "driven"):
        return False  # "lorries driven by bombers": no drive-by shooting
    if s.present("festive"):
        return False
    if s.term == "shoot down":
        return not s.governs("arms", "shell_means")
    if s.term == "fire":
        if s.governs(*LESS_LETHAL) and not s.governs("shell_means", "gun_means", "air_means"):
            return False
        return s.governs("shell_means", "gun_means", "air_means", "grenade_means") or bool(
            s.reaches("at", "on", "into", "from", "towards")
        )
    if s.term == "shoot":
        if not (s.warlike or s.governs("civil_target", "crowd", "marcher")):
            return False
        aimed = s.arguments.patients or s.present("kill", "injure", "murder")
        return bool(aimed) or s.does("security", "non_state", "force", "armed_target", "gun_means")
    return True


def kills(s: Surroundings) -> bool:
    """Tell whether lives are lost."""
    if s.term == "lose":
        return s.governs("civil_target", "armed_target") or any(c.lemma_ == "life" for c in children(s.token, "dobj"))
    if s.term in ("death", "victim", "killing") and s.present("protest", "marcher"):
        # "Protests following the death of a motorist": it is why they march.
        return any(c.dep_ == "nummod" for c in s.token.children)
    return True


def _volatile(s: Surroundings) -> bool:
    """Tell whether what blew up is known to do so by itself: fuel, gas, a factory."""
    heads = (*s.arguments.agents, *s.arguments.patients)
    words = {t.lemma_.lower() for head in heads for t in head.subtree if t.i < s.token.i}
    return not words.isdisjoint(VOLATILE)


VOLATILE = frozenset(
    {
        *("fuel", "gas", "petrol", "gasoline", "oil", "pipeline", "boiler", "cylinder", "firework", "fireworks"),
        *("tanker", "factory", "refinery", "transformer", "generator", "reactor", "chemical", "ammonium", "canister"),
    }
)


def blasts(s: Surroundings) -> bool:
    """Tell whether something blew up."""
    if s.present("festive"):
        return False
    if s.verbal and s.term == "blast":
        # A critic blasts a government; a bomb is blasted.
        return s.governs("ied_means") or s.does("ied_means")
    if s.verbal and not s.present("arms", "ied_means", "non_state", "attack", "security") and _volatile(s):
        # "Two trains carrying fuel exploded": an accident, if no more is said
        return False
    if s.term in ("trigger", "set off"):
        return s.governs("ied_means", "suicide_means")
    if s.term == "detonate":
        return s.governs("ied_means", "suicide_means", "arms", "civil_target") or s.warlike
    return True


def clashes(s: Surroundings) -> bool:
    """Tell whether two armed sides met."""
    if s.verbal and s.term in ("engage", "thwart", "foil", "push back", "drive back"):
        return s.governs("armed_target", "attack") or bool(s.reaches("with"))
    if s.verbal and any(t.lemma_.lower() in term_group("politician") for t in s.arguments.agents):
        return s.present(
            "arms", "beat", "injure", "kill", "shoot"
        )  # else with words: "lawmakers clashed over the bill"
    if s.token.dep_ == "dobj" and s.token.head.lemma_.lower() in ENDING:
        # "The army halted the fighting in Kidal"
        return False
    if s.present("disaster") and not s.present("armed_target", "non_state", "security", "marcher"):
        return False
    if s.verbal and s.term in ("come under fire", "come under attack"):
        return s.warlike
    if s.term in ("battle", "fight", "duel", "confrontation", "standoff", "encounter", "siege"):
        return s.warlike or s.governs("armed_target", "force")
    return True


def finds_bodies(s: Surroundings) -> bool:
    """Tell whether the dead were found."""
    if s.verbal:
        return True
    return s.present("disrupt") or any(
        c.lemma_ in ("find", "discover", "recover", "exhume", "unearth") for c in s.token.ancestors
    )


def murders(s: Surroundings) -> bool:
    """Tell whether people were put to death."""
    if s.term == "burn":
        return any(c.lower_ == "alive" for c in s.token.subtree)
    if s.term == "burn to death":
        # Fires burn people to death too.
        return bool(s.arguments.agents) and not s.present("disaster")
    if s.term in ("hang", "execute", "slaughter", "butcher"):
        return not s.verbal or bool(s.arguments.patients)
    return True


def is_counted(s: Surroundings) -> bool:
    """Tell whether monitors count the shots: "observers recorded 40 explosions"."""
    return any(c.lemma_ in ("observe", "record", "hear", "register", "count") for c in s.token.ancestors)


def bombs(s: Surroundings) -> bool:
    """Tell whether something was bombed: a play that bombs has no object."""
    return bool(s.arguments.patients) or s.token.dep_ in ("acl", "amod")


def blows_oneself_up(s: Surroundings) -> bool:
    """Tell whether the explosives are the bomber's own: "detonated his vest"."""
    if not s.verbal or not s.term.startswith("detonate"):
        return True
    owned = any(
        t.dep_ == "poss" or t.lower_ in ("vest", "belt", "himself", "herself")
        for head in s.arguments.patients
        for t in (head, *head.children)
    )
    return owned or s.present("suicide_means")


def chokes(s: Surroundings) -> bool:
    """Tell whether people suffered from gas: the signs need the poison named."""
    if s.term in ("choke", "suffocate", "suffocation", "expose", "exposure", "breathing difficulty", "asphyxiate"):
        return s.present("chem_means")
    return True


def harms(s: Surroundings) -> bool:
    """Tell whether the beaten are people."""
    if s.verbal and s.term in ("beat", "hack", "whip", "abuse", "harass", "club", "lash"):
        named = [w for head in s.arguments.patients for w in (head, *measured(head))]
        return s.warlike or s.any_has(named, "civil_target", "crowd", "marcher", "armed_target")
    return True


VIOLENCE_TESTS: Mapping[str, Callable[[Surroundings], bool]] = {
    "attack": attacks,
    "air_event": strikes_from_the_air,
    "abduct": abducts,
    "shoot": shoots,
    "kill": kills,
    "blast": blasts,
    "clash": clashes,
    "body_found": finds_bodies,
    "murder": murders,
    "shell_weak": is_counted,
    "bomb_verb": bombs,
    "suicide_event": blows_oneself_up,
    "chem_event": chokes,
    "beat": harms,
}
