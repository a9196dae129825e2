"""On whose word a headline stands: the reports' own attributions, tidied, and in other languages as far as known.

An attribution is the article's wording ("the monitor"). A headline has nothing before it that "the monitor" could point
back to, so that common nouns lose their article or get "a". Other languages have the common nouns, the agencies and
monitors of the list, the event's own sides and countries; what else an article says stays with its sentence, and the
headline says that a source is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from ..gazetteer_names import listed as words_of
from ..gazetteer_sources import countries
from ..model import Actor
from ..publishers import agencies, fold
from .phrases import Listing, Message, Named, Phrase, Recipe, Territory, listing, mark_in, say_in

_SHOWN = 2
_LENGTH = 70
"""What is longer is a clause, or would make the headline one; the sentences say the rest."""
_PLAIN: dict[str, str] = {
    str(words).casefold(): words
    for words in (
        say_in("source", "activists"),
        say_in("source", "an activist"),
        say_in("source", "a local official"),
        say_in("source", "a military source"),
        say_in("source", "a military spokesman"),
        say_in("source", "a monitor"),
        say_in("source", "a monitoring group"),
        say_in("source", "a rebel commander"),
        say_in("source", "a security source"),
        say_in("source", "a spokesman"),
        say_in("source", "a war monitor"),
        say_in("source", "a witness"),
        say_in("source", "aid groups"),
        say_in("source", "an army officer"),
        say_in("source", "an official"),
        say_in("source", "both sides"),
        say_in("source", "doctors"),
        say_in("source", "footage"),
        say_in("source", "human rights groups"),
        say_in("source", "insurgents"),
        say_in("source", "journalists at the scene"),
        say_in("source", "local media"),
        say_in("source", "local residents"),
        say_in("source", "medical aid groups"),
        say_in("source", "medical charities"),
        say_in("source", "medical sources"),
        say_in("source", "medics"),
        say_in("source", "military sources"),
        say_in("source", "monitors"),
        say_in("source", "officials"),
        say_in("source", "police"),
        say_in("source", "rebel groups"),
        say_in("source", "rebel sources"),
        say_in("source", "rebels"),
        say_in("source", "relatives"),
        say_in("source", "reporters at the scene"),
        say_in("source", "rescue workers"),
        say_in("source", "rescuers"),
        say_in("source", "residents"),
        say_in("source", "security officials"),
        say_in("source", "security sources"),
        say_in("source", "state media"),
        say_in("source", "state television"),
        say_in("source", "survivors"),
        say_in("source", "the army"),
        say_in("source", "the authorities"),
        say_in("source", "the civil defence"),
        say_in("source", "the coalition"),
        say_in("source", "the defence ministry"),
        say_in("source", "the government"),
        say_in("source", "the governor"),
        say_in("source", "the health ministry"),
        say_in("source", "the interior ministry"),
        say_in("source", "the mayor"),
        say_in("source", "the military"),
        say_in("source", "the Observatory"),
        say_in("source", "the Pentagon"),
        say_in("source", "the president"),
        say_in("source", "the Red Cross"),
        say_in("source", "the state news agency"),
        say_in("source", "the United Nations"),
        say_in("source", "tribal leaders"),
        say_in("source", "villagers"),
        say_in("source", "witnesses"),
    )
}
_QUOTED = Message("a source quoted", context="source")
_ALL_QUOTED = Message("those quoted", context="source")
_MARKED = (say_in("source", "a source quoted"), say_in("source", "those quoted"))
_ONE = words_of(
    "activist charity commander doctor eyewitness fighter group lawyer medic militant monitor officer official "
    "paramedic policeman refugee reporter rescuer resident rebel soldier source spokesman spokesperson spokeswoman "
    "survivor villager volunteer witness"
)
"""Common nouns for one of many: "the monitor" of an article is "a monitor" in a headline."""
_SINGULAR_S = re.compile(r"(?:ss|us|is|[A-Z]\w*)$")


def sources_words(attributions: Sequence[str], sides: Iterable[Actor] = ()) -> str:
    """Return "a war monitor and state media", beyond two "a, b and others"; empty where no report says who.

    A source named in full and in short ("the Observatory") is one.
    """
    known = tuple(sides)
    distinct = _distinct([tidy(who) for who in attributions], known)
    if not distinct:
        return ""
    if len(distinct) == 1:
        (who,) = distinct
        if len(who) > _LENGTH:
            return Phrase("those quoted", _ALL_QUOTED)
        return Phrase(who, _recipe(who, known) or _QUOTED)
    more = len(distinct) > _SHOWN
    shown = [*distinct[:_SHOWN], *([str(_OTHERS)] if more else [])]
    english = str(listing(shown))
    if len(english) > _LENGTH:
        return Phrase("those quoted", _ALL_QUOTED)
    recipes = [_recipe(who, known) for who in distinct[:_SHOWN]]
    items = tuple(Phrase(who, recipe) for who, recipe in zip(distinct, recipes, strict=False) if recipe)
    if len(items) < min(len(distinct), _SHOWN):
        return Phrase(english, _ALL_QUOTED)
    return Phrase(english, Listing((*items, _OTHERS) if more else items))


_OTHERS = say_in("source", "others")
_MONITORS = words_of("monitor monitors group")
_OFFICES = frozenset({"the president", "the governor", "the mayor", "their commander"})
_ARMIES = words_of("army military forces")
_WIDER = {
    "state television": "state media",
    "the state news agency": "state media",
    "an activist": "activists",
    "a witness": "witnesses",
    "an official": "officials",
}
"""What the second says already."""


def tidy(who: str) -> str:
    """Return an attribution as it stands in a headline: "The activists" is "activists", "the monitor" "a monitor"."""
    first, _, rest = who.partition(" ")
    if first.lower() not in ("the", "a", "an") or not rest:
        return who
    head = rest.split(" of ")[0].split(" for ")[0].split(" in ")[0].split()[-1]
    if first.lower() == "the" and rest == rest.lower():
        if head in _ONE:
            return f"{'an' if rest[0] in 'aeiou' else 'a'} {rest}"
        if head.endswith("s") and not _SINGULAR_S.search(head) and rest == head:
            return rest
    return f"{first.lower()} {rest}"


def _distinct(told: Sequence[str], sides: Sequence[Actor]) -> list[str]:
    """Return each source once, by its fullest name: those with a name first, mere offices last."""
    monitors = any(agencies().known(fold(who)) for who in told)
    kept: dict[object, str] = {}
    for who in dict.fromkeys(told):
        if any(_short_for(who, other) or _WIDER.get(who) == other for other in told):
            continue
        if who in ("the army", "the military") and any(
            fold(other).split()[-1] in _ARMIES for other in told if other != who
        ):
            continue
        if monitors and who.split()[-1] in _MONITORS and who == tidy(who).lower():
            continue  # "a monitor" beside the Observatory's name is, as far as anyone can tell, the Observatory
        side = next((a.actor_id for a in sides if fold(who) in map(fold, (a.name, *a.aliases))), None)
        kept.setdefault(side or fold(who), who)
    return sorted(kept.values(), key=_weight) or list(told[:1])


def _weight(who: str) -> int:
    """Return 0 for a name, 1 for a common noun, 2 for an office that only its own article tells of."""
    return 2 if who in _OFFICES else 0 if any(word[:1].isupper() for word in who.split()) else 1


def _short_for(who: str, other: str) -> bool:
    """Tell whether a name is another's short form: "the Observatory" or "the SOHR" beside the full name."""
    words, others = fold(who).split(), fold(other).split()
    if len(words) >= len(others):
        return False
    initials = "".join(word[0] for word in other.split() if word[:1].isupper())
    if who.removeprefix("the ") == initials:
        return True
    named = any(word[:1].isupper() for word in who.split()[1:] or who.split())
    return named and set(words) < set(others)


def _recipe(who: str, sides: Sequence[Actor]) -> Recipe | None:
    plain = _PLAIN.get(who.casefold()) or _PLAIN.get(tidy(who).casefold())
    if isinstance(plain, Phrase):
        return plain.recipe
    key, known = fold(who), agencies()
    if known.known(key):
        arabic = known.arabic.get(known.canonical(key), "")
        return Named((("ar", arabic),)) if arabic else None
    for actor in sides:
        if actor.name_ar and key in map(fold, (actor.name, *actor.aliases)):
            return Named((("ar", actor.name_ar),), (("ar", actor.name_ar_oblique),) if actor.name_ar_oblique else ())
    if " and " in who:
        parts = [_recipe(part, sides) for part in who.split(" and ")]
        named = [Phrase(part, recipe) for part, recipe in zip(who.split(" and "), parts, strict=True) if recipe]
        return Listing(tuple(named)) if len(named) == len(parts) else None
    country, noun = _country_of(who.removeprefix("the "))
    if country and not noun:
        return Territory(country)
    plain = _PLAIN.get(noun.casefold()) or _PLAIN.get(f"the {noun.casefold()}")
    if country and isinstance(plain, Phrase):
        values = (("who", plain), ("country", Phrase(country, Territory(country))))
        return Message(str(_OF_COUNTRY), values, context="source")
    return None


_OF_COUNTRY = mark_in("source", "{who} of {country}")


def _country_of(who: str) -> tuple[str, str]:
    """Return a country and what is said of it: "Turkish officials", "Turkey's officials", "Turkey"."""
    names = _countries()
    for length in (3, 2, 1):
        words = who.split()
        own = " ".join(words[:length]).removesuffix("'s").removesuffix("’s")
        if len(words) >= length and own in names:
            return names[own], " ".join(words[length:])
    return "", ""


@cache
def _countries() -> dict[str, str]:
    """Return each country's name by its names and demonyms."""
    found: dict[str, str] = {}
    for country in sorted(countries(), key=lambda c: -(c.place.population or 0)):
        for name in (country.place.name, *country.place.names, *country.demonyms):
            found.setdefault(name, country.place.name)
    return found
