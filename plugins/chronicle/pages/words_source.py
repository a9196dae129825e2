"""On whose word a headline stands: the reports' own attributions, tidied, and in other languages as far as known.

An attribution is the article's wording ("the monitor"). A headline has nothing before it that "the monitor" could point
back to, so that common nouns lose their article or get "a". Other languages have the common nouns, the agencies and
monitors of the list, the event's own sides and countries; what else an article says stays with its sentence, and the
headline says that a source is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

from ..errors import LexiconError, Problem
from ..gazetteer_sources import countries
from ..model import Actor
from ..publishers import agencies, fold
from ..termfile import read_terms, rows
from .phrases import Listing, Message, Named, Phrase, Recipe, Territory, listing, mark_in, say_in

SOURCES_CSV = Path(__file__).with_name("headline_sources.csv")
"""Who may be quoted in common words, each a message of the catalogue: a new row is translated like any other words."""
NOUNS_CSV = Path(__file__).with_name("headline_source_nouns.csv")
_SHOWN = 2
_LENGTH = 70
"""What is longer is a clause, or would make the headline one; the sentences say the rest."""
_QUOTED = Message("a source quoted", context="source")
_ALL_QUOTED = Message("those quoted", context="source")
_MARKED = (say_in("source", "a source quoted"), say_in("source", "those quoted"))
KINDS = {
    "one": 'a common noun for one of many: "the monitor" of an article is "a monitor" in a headline',
    "monitor": "what a monitor is called when its name was said before",
    "army": 'the last word of a side\'s name that says "the army" already',
    "office": "an office that only its own article tells of",
}
_SINGULAR_S = re.compile(r"(?:ss|us|is|[A-Z]\w*)$")


def read_sources(path: Path) -> Mapping[str, str]:
    """Return the common words for sources, each with the words that say it already.

    Raises LexiconError naming file, line and remedy.
    """
    problems: list[Problem] = []
    lines: dict[str, int] = {}
    found: dict[str, str] = {}
    for line, row in rows(path, ("words", "said_by"), problems):
        words, wider = row["words"], row["said_by"]
        if not words:
            problems.append(Problem("the column words is empty", "fill it or remove the row", path, line))
        elif words.casefold() in lines:
            earlier = lines[words.casefold()]
            problems.append(Problem(f"{words} stands twice", f"keep it in line {earlier} or here", path, line))
        lines[words.casefold()] = line
        found[words] = wider
    for words, wider in found.items():
        if wider and wider not in found:
            remedy = "write it as in its own row, or give it one"
            problems.append(Problem(f"said_by is {wider!r}, which has no row", remedy, path, lines[words.casefold()]))
    if problems:
        raise LexiconError(problems)
    return found


@cache
def _wider() -> Mapping[str, str]:
    return read_sources(SOURCES_CSV)


@cache
def _plain() -> Mapping[str, Phrase]:
    return {words.casefold(): Phrase(words, Message(words, context="source")) for words in _wider()}


@cache
def _nouns(kind: str) -> frozenset[str]:
    found = read_terms(NOUNS_CSV, ("words", "kind"), {"kind": frozenset(KINDS)})
    return frozenset(words for words, of_kind in found if of_kind == kind)


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


def tidy(who: str) -> str:
    """Return an attribution as it stands in a headline: "The activists" is "activists", "the monitor" "a monitor"."""
    first, _, rest = who.partition(" ")
    if first.lower() not in ("the", "a", "an") or not rest:
        return who
    head = rest.split(" of ")[0].split(" for ")[0].split(" in ")[0].split()[-1]
    if first.lower() == "the" and rest == rest.lower():
        if head in _nouns("one"):
            return f"{'an' if rest[0] in 'aeiou' else 'a'} {rest}"
        if head.endswith("s") and not _SINGULAR_S.search(head) and rest == head:
            return rest
    return f"{first.lower()} {rest}"


def _distinct(told: Sequence[str], sides: Sequence[Actor]) -> list[str]:
    """Return each source once, by its fullest name: those with a name first, mere offices last."""
    monitors = any(agencies().known(fold(who)) for who in told)
    kept: dict[object, str] = {}
    for who in dict.fromkeys(told):
        if any(_short_for(who, other) or (_wider().get(who) or None) == other for other in told):
            continue
        if who in ("the army", "the military") and any(
            fold(other).split()[-1] in _nouns("army") for other in told if other != who
        ):
            continue
        if monitors and who.split()[-1] in _nouns("monitor") and who == tidy(who).lower():
            continue  # "a monitor" beside the Observatory's name is, as far as anyone can tell, the Observatory
        side = next((a.actor_id for a in sides if fold(who) in map(fold, (a.name, *a.aliases))), None)
        kept.setdefault(side or fold(who), who)
    return sorted(kept.values(), key=_weight) or list(told[:1])


def _weight(who: str) -> int:
    """Return 0 for a name, 1 for a common noun, 2 for an office that only its own article tells of."""
    return 2 if who in _nouns("office") else 0 if any(word[:1].isupper() for word in who.split()) else 1


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
    plain = _plain().get(who.casefold()) or _plain().get(tidy(who).casefold())
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
    plain = _plain().get(noun.casefold()) or _plain().get(f"the {noun.casefold()}")
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
