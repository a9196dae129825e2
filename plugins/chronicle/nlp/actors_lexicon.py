"""The lists of sides read and checked: named forces, the editor's own, the common nouns, demonyms of countries."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import LexiconError, Problem
from ..model import Actor, ActorKind
from ..termfile import LEXICON, rows

COUNTRIES = Path(__file__).parent.parent / "data" / "countries.csv"
ACTOR_COLUMNS = ("actor_id", "name", "kind", "country", "name_ar", "aliases")
OBLIQUE = "name_ar_oblique"
"""A column that a list of sides may have besides."""
_ARABIC = re.compile(r"[\u0621-\u064a]")
_SCOPES = ("state", "platform", "side", "fighters", "bracket", "plain", "group")
_INNER = re.compile(r"[\s'’-]")
_USES = ("does", "deed", "weapon", "signs", "treaty")
_SIDES = ("state", "rebel", "militia", "external", "people", "faith")


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """A common noun for a side: "soldiers", "gunmen", "villagers".

    `scope` says how it becomes an actor: state (a country's `name`), platform (the same, only with a side's word
    before it: "Syrian jets"), side (the same for "forces"), fighters (as side, rebels by default), bracket (`name`
    with the country in brackets), plain (`name` alone), group (ends the name of a group: "... Brigade").
    """

    scope: str
    kind: ActorKind
    name: str


@dataclass(frozen=True, slots=True)
class ActorLexicon:
    """All that the finder knows of sides."""

    actors: Mapping[str, Actor]
    nouns: Mapping[str, ActorNoun]
    """By lower-case form; group nouns by their capitalised form."""
    countries: Mapping[str, str]
    """Country name by lower-case name, alias or demonym."""
    adjectives: Mapping[str, str]
    """The first demonym of a country's name: "Syria" -> "Syrian"."""
    sides: Mapping[str, str]
    """What an adjective says of a force: "regime" -> state."""
    armed_forces: Mapping[str, Actor] = field(default_factory=dict)
    """The listed armed forces of a country, by its name."""
    by_name: Mapping[str, Actor] = field(default_factory=dict)
    """Listed actors by lower-case name and alias."""
    deeds: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Words that make a country's name a side, by use: what it does, its deeds, its weapons, what it signs."""
    ends: frozenset[str] = frozenset()
    """The last words of the names in `countries`."""
    acronyms: frozenset[str] = frozenset()
    """Those of `countries` that are written in capitals."""

    def country(self, written: str) -> str:
        """Return the country that a name as it is written stands for, empty for none: "CAR" does, "Car" does not."""
        name = written.lower()
        return "" if name in self.acronyms and not written.isupper() else self.countries.get(name, "")


def load_actors(editor: Path | None = None, folder: Path = LEXICON, countries: Path = COUNTRIES) -> ActorLexicon:
    """Read the worldwide list, then the editor's, whose rows replace those of the same actor_id.

    A missing editor's list is an empty one. Raises LexiconError with every bad row of every list.
    """
    problems: list[Problem] = []
    actors = _actors(folder / "actors.csv", problems)
    if editor is not None and editor.exists():
        actors.update(_actors(editor, problems))
    nouns: dict[str, ActorNoun] = {}
    path = folder / "actor_nouns.csv"
    for line, row in rows(path, ("forms", "scope", "kind", "name"), problems):
        kind = _kind(row["kind"], path, line, problems)
        if row["scope"] not in _SCOPES:
            problems.append(Problem(f"unknown scope {row['scope']!r}", f"use {', '.join(_SCOPES)}", path, line))
        elif kind is not None:
            for form in row["forms"].split(";"):
                word = form.strip() if row["scope"] == "group" else form.strip().lower()
                nouns[word] = ActorNoun(row["scope"], kind, row["name"])
    sides: dict[str, str] = {}
    path = folder / "actor_modifiers.csv"
    for line, row in rows(path, ("words", "side"), problems):
        if row["side"] not in _SIDES:
            problems.append(Problem(f"unknown side {row['side']!r}", f"use {', '.join(_SIDES)}", path, line))
        sides.update((word.strip().lower(), row["side"]) for word in row["words"].split(";"))
    deeds: dict[str, set[str]] = {}
    path = folder / "actor_deeds.csv"
    for line, row in rows(path, ("words", "use"), problems):
        if row["use"] not in _USES:
            problems.append(Problem(f"unknown use {row['use']!r}", f"use {', '.join(_USES)}", path, line))
        deeds.setdefault(row["use"], set()).update(word.strip().lower() for word in row["words"].split(";"))
    names, adjectives, acronyms = _countries(countries, problems)
    if problems:
        raise LexiconError(problems)
    forces = {a.country: a for a in actors.values() if a.name.endswith("armed forces") and a.country}
    by_name = {name.lower(): a for a in actors.values() for name in (*a.aliases, a.name)}
    uses = {use: frozenset(words) for use, words in deeds.items()}
    ends = frozenset(part for name in names for part in (name, name.split()[-1], _INNER.split(name)[-1]))
    return ActorLexicon(actors, nouns, names, adjectives, sides, forces, by_name, uses, ends, acronyms)


def _actors(path: Path, problems: list[Problem]) -> dict[str, Actor]:
    found: dict[str, Actor] = {}
    for line, row in rows(path, ACTOR_COLUMNS, problems):
        kind = _kind(row["kind"], path, line, problems)
        if not row["actor_id"] or not row["name"]:
            problems.append(Problem("actor_id or name is empty", "give both", path, line))
        elif row["actor_id"] in found:
            problems.append(
                Problem(f"actor_id {row['actor_id']!r} stands twice", "give each actor one row", path, line)
            )
        elif kind is not None:
            aliases = tuple(a.strip() for a in row["aliases"].split(";") if a.strip())
            oblique = row.get(OBLIQUE, "")
            if oblique and (not row["name_ar"] or not _ARABIC.search(oblique)):
                message = f"{OBLIQUE} is {oblique!r}" + ("" if row["name_ar"] else " and name_ar is empty")
                remedy = "write the Arabic name as it stands after a preposition, or leave it to the rule"
                problems.append(Problem(message, remedy, path, line))
            actor = Actor(row["actor_id"], row["name"], kind, row["country"], row["name_ar"], aliases, oblique)
            found[actor.actor_id] = actor
    return found


def _kind(text: str, path: Path, line: int, problems: list[Problem]) -> ActorKind | None:
    if text in ("1", "2", "3", "4", "5", "6", "7", "8"):  # int() takes "٤" and "004" for 4, too
        return ActorKind(int(text))
    problems.append(Problem(f"kind is {text!r}", "use ACLED's inter code, 1 to 8", path, line))
    return None


def _countries(path: Path, problems: list[Problem]) -> tuple[dict[str, str], dict[str, str], frozenset[str]]:
    """Read names, aliases and demonyms; where two countries share one ("Congolese"), the more populous has it."""
    names: dict[str, str] = {}
    adjectives: dict[str, str] = {}
    acronyms: set[str] = set()
    listed = [row for _, row in rows(path, ("name", "aliases", "demonyms", "population"), problems)]
    for row in sorted(listed, key=lambda r: -int(r["population"] or 0)):
        demonyms = [d.strip() for d in row["demonyms"].split(";") if d.strip()]
        adjectives[row["name"]] = demonyms[0] if demonyms else row["name"]
        for word in [row["name"], *row["aliases"].split(";"), *demonyms]:
            if word.strip():
                names.setdefault(word.strip().lower(), row["name"])
            if word.isupper():
                acronyms.add(word.strip().lower())
    return names, adjectives, frozenset(acronyms)


def kind_abroad(actor: Actor, country: str) -> ActorKind:
    """Return the actor's kind for a happening in `country`: ACLED codes state forces acting abroad as 8.

    An empty country on either side leaves the kind as it is.
    """
    foreign = actor.kind is ActorKind.STATE_FORCES and bool(actor.country) and bool(country)
    return ActorKind.EXTERNAL_OTHER if foreign and actor.country != country else actor.kind
