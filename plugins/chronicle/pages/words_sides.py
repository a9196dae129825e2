"""Sides in words: a listed name as its list writes it, a made one ("Rebels (Mali)") by what it is made of.

A name that nobody has put into other languages stands as it is in all of them.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Actor, ActorKind
from .phrases import Message, Phrase, named, say_in
from .words import country_name, listed

CROWDS = frozenset({ActorKind.CIVILIANS, ActorKind.PROTESTERS, ActorKind.RIOTERS})
_PLAIN: dict[str, str] = {
    str(name).casefold(): name
    for name in (
        say_in("side", "Armed forces"),
        say_in("side", "Civilians"),
        say_in("side", "Coalition forces"),
        say_in("side", "Communal militia"),
        say_in("side", "Gangs"),
        say_in("side", "Government forces"),
        say_in("side", "Militia"),
        say_in("side", "Opposition rebels"),
        say_in("side", "Peacekeepers"),
        say_in("side", "Police"),
        say_in("side", "Private security forces"),
        say_in("side", "Pro-government militia"),
        say_in("side", "Protesters"),
        say_in("side", "Rebels"),
        say_in("side", "Rioters"),
        say_in("side", "Security forces"),
        say_in("side", "Separatists"),
        say_in("side", "Settlers"),
        say_in("side", "Tribal militia"),
        say_in("side", "Unidentified armed group"),
    )
}
"""The common nouns that a side is named by where a text gives no name of its own."""
_OF_COUNTRY: dict[str, str] = {
    "armed forces": say_in("side", "armed forces ({country})"),
    "civilians": say_in("side", "civilians ({country})"),
    "police": say_in("side", "police ({country})"),
    "protesters": say_in("side", "protesters ({country})"),
    "security forces": say_in("side", "security forces ({country})"),
}
"""How "Malian police" is put where a language has no adjective for us to use."""


def actor_name(actor: Actor) -> str:
    """Return a side's name, in the languages that we have it in."""
    return _in_languages(actor, actor.name)


def side_name(actor: Actor) -> str:
    """Return a side's name as running text has it, in the languages that we have it in."""
    return _in_languages(actor, headline_name(actor))


def sides_words(actors: Sequence[Actor], limit: int = 0) -> str:
    """Return the actors of one side, joined."""
    return listed([actor_name(actor) for actor in actors], limit)


def headline_name(actor: Actor) -> str:
    """Return a side's name as running text has it: "Rebels (Syria)" is "rebels", the Syrian army stays as it is.

    A country in brackets marks a common noun made specific; so does a crowd's or civilians' single word. A name with
    a further capital is a proper one and keeps its own.
    """
    name = actor.name.removesuffix(f" ({actor.country})") if actor.country else actor.name
    common = name != actor.name or actor.kind in CROWDS or name.startswith("Unidentified ")
    proper = any(word[:1].isupper() for word in name.split()[1:])
    return name[:1].lower() + name[1:] if common and not proper and not name.isupper() else name


def _in_languages(actor: Actor, shown: str) -> str:
    if actor.name_ar:
        return named(shown, actor.name_ar, actor.name_ar_oblique)
    plain = _PLAIN.get(shown.casefold())
    if isinstance(plain, Phrase):
        return Phrase(shown, plain.recipe)
    if actor.country:
        bracketed = _PLAIN.get(actor.name.removesuffix(f" ({actor.country})").casefold())
        if bracketed is not None and shown == actor.name:
            made = say_in("side", "{side} ({country})", side=bracketed, country=country_name(actor.country))
            return Phrase(shown, made.recipe)
        if shown == f"Government of {actor.country}":
            made = say_in("side", "Government of {country}", country=country_name(actor.country))
            return Phrase(shown, made.recipe)
        for what, said in _OF_COUNTRY.items():
            if shown.endswith(f" {what}") and len(shown.split()) <= len(what.split()) + 2:
                values = (("country", country_name(actor.country)),)
                return Phrase(shown, Message(str(said), values, context="side"))
    return shown
