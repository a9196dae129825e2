"""Whether two names mean the same side or place, as a reader of a table would take them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from ..model import Actor, ActorKind, Place

_SMALL = frozenset(["the", "a", "an", "of", "and", "in", "at", "al", "el", "ad", "an", "de", "la", "le"])
_STEM = 4
"""Letters that a name and its adjective share: Sri Lanka and Lankan, Congo and Congolese, Houthi and Houthis."""
_KINDS = {
    "civilians": ActorKind.CIVILIANS,
    "protesters": ActorKind.PROTESTERS,
    "rioters": ActorKind.RIOTERS,
}
_COMMON = {
    ActorKind.STATE_FORCES: re.compile(
        r"soldiers?|troops|army|military|paratroopers|commandos|warships|officers|forces"
    ),
    ActorKind.REBEL_GROUP: re.compile(r"rebels?|guerrillas?|insurgents?|separatists|exiles|fighters|militants"),
    ActorKind.POLITICAL_MILITIA: re.compile(r"gunm[ae]n|militants|fighters|men|bomber"),
    ActorKind.IDENTITY_MILITIA: re.compile(r"herdsmen|herders|hunters"),
    ActorKind.RIOTERS: re.compile(r"crowds?|mobs?|youths|gangs|villagers"),
    ActorKind.PROTESTERS: re.compile(r"marchers|people|worshippers|mourners"),
}
"""Common nouns of the gold and the kind of side that a table files them under ("Sudanese armed forces")."""
_UNNAMED = re.compile(
    r"^(?:rebels|militia|communal|gangs?|unidentified|government|rioters|protesters)|armed forces|security forces",
    re.IGNORECASE,
)
"""A side that a table names by its kind only; "soldiers" are the armed forces of somewhere, and no named brigade."""
_NOBODY = re.compile(r"^(?:un(?:identified|known)|gunm[ae]n|armed men)\b", re.IGNORECASE)


def words(name: str) -> tuple[str, ...]:
    """Return a name's words in small letters, without accents, articles and short particles."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    found = tuple(re.findall(r"[a-z0-9]+", plain.replace("'", "")))
    return tuple(word for word in found if word not in _SMALL) or found


def same_word(one: str, other: str) -> bool:
    """Tell whether two words are one, or one and its adjective or plural."""
    return (
        one == other
        or (min(len(one), len(other)) >= _STEM and one[: _STEM + 1] == other[: _STEM + 1])
        or (len(min(one, other, key=len)) == _STEM and one[:_STEM] == other[:_STEM])
    )


def alike(one: str, other: str) -> bool:
    """Tell whether all words of one of the two names stand in the other."""
    ours, theirs = words(one), words(other)
    if not ours or not theirs:
        return False
    within = all(any(same_word(a, b) for b in theirs) for a in ours)
    return within or all(any(same_word(a, b) for a in ours) for b in theirs)


def is_place(names: Iterable[str], place: Place, text: str) -> bool:
    """Tell whether any of the names means the place that was read, under any of its names or the text's own."""
    given = (place.name, text, *place.names)
    return any(alike(name, one) for name in names for one in given if one)


def is_side(names: Iterable[str], actor: Actor) -> bool:
    """Tell whether any of the names means the side that was read."""
    common = _COMMON.get(actor.kind) if _UNNAMED.search(actor.name) else None
    for name in names:
        if _KINDS.get(name) == actor.kind or (common and common.fullmatch(name)):
            return True
        if name == "unidentified" and _NOBODY.match(actor.name):
            return True
        if any(alike(name, one) for one in (actor.name, actor.country, *actor.aliases) if one):
            return True
    return False


def same_sides(gold: Sequence[Sequence[str]], actors: Sequence[Actor]) -> bool:
    """Tell whether the sides read are those of the gold, none missing and none besides."""
    return all(any(is_side(names, actor) for actor in actors) for names in gold) and all(
        any(is_side(names, actor) for names in gold) for actor in actors
    )


def nobody(actors: Iterable[Actor]) -> bool:
    """Tell whether no side is named: none at all, or only an unidentified one."""
    return all(_NOBODY.match(actor.name) for actor in actors)
