"""What an event is called: a careful headline made from its facts, and the short phrases beside it."""

from __future__ import annotations

from ..model import Actor, ActorKind, Assertion, Event, SubEventType
from .words import count_words, listed, place_phrase

_ATTRIBUTION_LENGTH = 60
"""A longer attribution is a clause, not a name: the headline then says "according to one side"."""

_NOUNS: dict[SubEventType, tuple[str, str, str]] = {
    # what it is called, what joins the first side to it, what joins the second
    SubEventType.ARMED_CLASH: ("Clashes", "involving", "and"),
    SubEventType.GOVERNMENT_REGAINS: ("Territory regained", "by", "from"),
    SubEventType.NON_STATE_OVERTAKES: ("Territory taken", "by", "from"),
    SubEventType.CHEMICAL_WEAPON: ("Chemical weapon attack", "by", "on"),
    SubEventType.AIR_STRIKE: ("Air or drone strike", "by", "on"),
    SubEventType.SUICIDE_BOMB: ("Suicide bombing", "by", "against"),
    SubEventType.SHELLING: ("Shelling or missile fire", "by", "on"),
    SubEventType.REMOTE_EXPLOSIVE: ("Bomb or mine explosion", "attributed to", "hitting"),
    SubEventType.GRENADE: ("Grenade attack", "by", "on"),
    SubEventType.SEXUAL_VIOLENCE: ("Sexual violence", "by", "against"),
    SubEventType.ATTACK: ("Attack", "by", "on"),
    SubEventType.ABDUCTION: ("Abduction or disappearance", "by", "of"),
    SubEventType.PEACEFUL_PROTEST: ("Protest", "by", "and"),
    SubEventType.PROTEST_INTERVENTION: ("Protest met with force", "by", "and"),
    SubEventType.EXCESSIVE_FORCE: ("Excessive force against protest", "by", "against"),
    SubEventType.VIOLENT_DEMONSTRATION: ("Violent demonstration", "by", "against"),
    SubEventType.MOB_VIOLENCE: ("Mob violence", "by", "against"),
    SubEventType.AGREEMENT: ("Agreement", "involving", "and"),
    SubEventType.ARRESTS: ("Arrests", "by", "of"),
    SubEventType.CHANGE_TO_GROUP: ("Movement or change of forces", "by", "and"),
    SubEventType.DISRUPTED_WEAPONS: ("Weapons intercepted or disarmed", "by", "of"),
    SubEventType.HEADQUARTERS: ("Base established", "by", "and"),
    SubEventType.LOOTING: ("Looting or destruction of property", "by", "of"),
    SubEventType.NON_VIOLENT_TRANSFER: ("Handover of territory", "involving", "and"),
    SubEventType.OTHER: ("Other development", "involving", "and"),
}
_BETWEEN = frozenset({SubEventType.ARMED_CLASH, SubEventType.AGREEMENT, SubEventType.NON_VIOLENT_TRANSFER})
"""With two sides these are "between A and B"."""


_CROWDS = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS})


def what_words(sub_event_type: SubEventType) -> str:
    """Return the headline's name for a type, without ACLED's strokes."""
    return _NOUNS[sub_event_type][0]


def event_title(event: Event) -> str:
    """Return a headline that says what is known and nothing else: what, who, where, the dead, on whose word."""
    noun, first, second = _NOUNS[event.sub_event_type]
    side1, side2 = (listed([headline_name(a) for a in side], 2) for side in (event.actor1, event.actor2))
    words = [noun]
    if side1 and side2 and event.sub_event_type in _BETWEEN:
        words += ["between", side1, "and", side2]
    else:
        words += [first, side1] if side1 else []
        words += [second if side1 or second != "and" else first, side2] if side2 else []
    where = place_phrase(event.place, event.geo_precision)
    title = " ".join([*words, where] if where else words)
    toll = toll_words(event)
    return f"{title}: {toll}{_on_whose_word(event)}" if toll else f"{title}{_on_whose_word(event)}"


def headline_name(actor: Actor) -> str:
    """Return a side's name as running text has it: "Rebels (Syria)" is "rebels", the Syrian army stays as it is.

    A country in brackets marks a common noun made specific; so does a crowd's or civilians' single word. A name with
    a further capital is a proper one and keeps its own.
    """
    name = actor.name.removesuffix(f" ({actor.country})") if actor.country else actor.name
    common = name != actor.name or actor.kind in _CROWDS or name.startswith("Unidentified ")
    proper = any(word[:1].isupper() for word in name.split()[1:])
    return name[:1].lower() + name[1:] if common and not proper and not name.isupper() else name


def toll_words(event: Event) -> str:
    """Return "12 killed", "at least 3 killed", else the injured likewise; empty where neither is stated."""
    for count, word in ((event.fatalities, "killed"), (event.injured, "injured")):
        if count.known and count_words(count) != "none":
            return f"{count_words(count)} {word}"
    return ""


def claimed_only(event: Event) -> bool:
    """Tell whether every report that tells of it puts it in someone's mouth."""
    told = [report for candidate in event.candidates for report in candidate.reports]
    return bool(told) and all(report.assertion is Assertion.CLAIMED for report in told)


def attributions(event: Event) -> tuple[str, ...]:
    """Return who says so, each once, in the order of the reports."""
    told = (report.attribution for candidate in event.candidates for report in candidate.reports)
    return tuple(dict.fromkeys(who for who in told if who))


def inside(words: str) -> str:
    """Return words that may open a sentence as they stand within one: "The Observatory" is "the Observatory"."""
    article = words.partition(" ")[0]
    return words[:1].lower() + words[1:] if article in ("The", "A", "An") and article != words else words


def _on_whose_word(event: Event) -> str:
    if not claimed_only(event):
        return ""
    who = attributions(event)
    if len(who) == 1 and len(who[0]) <= _ATTRIBUTION_LENGTH:
        return f", according to {inside(who[0])}"
    return ", according to one side" if not who else ", according to those quoted"
