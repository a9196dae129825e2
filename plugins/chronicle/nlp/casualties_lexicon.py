"""The words of death and injury, and the number words, read from their lists and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ..errors import LexiconError, Problem
from ..model import CasualtyKind
from ..termfile import LEXICON, rows
from .numbers import NumberWords

_NUMBER_KINDS = ("unit", "tens", "scale", "collective")
_CUES = ("found", "not_death", "disease", "unreal_verb", "unreal_near", "grounds", "among", "men", "brought")
"""found: bodies were; not_death: "death threats"; disease; unreal_*: plans, fears, denials; grounds: told as the
reason for something else ("over the killing of"); among: "among the dead"; men: whom a side loses; brought: to
hospital."""
_USES = ("transitive", "intransitive", "manner", "noun")


@dataclass(frozen=True, slots=True)
class CasualtyWords:
    """What the finder knows: verbs by form, nouns, the things that are no people, and number words."""

    transitive: Mapping[str, CasualtyKind]
    """Forms that take the victims as object, or as subject in the passive."""
    intransitive: Mapping[str, CasualtyKind]
    """Forms whose subject is the victim ("died")."""
    manner: frozenset[str]
    """Forms that kill only with "to death", "dead" or "down" beside them."""
    nouns: Mapping[str, CasualtyKind]
    """deaths, fatalities, injuries ..."""
    not_people: frozenset[str]
    cues: Mapping[str, frozenset[str]]
    """Words around a statement by what they tell: see `_CUES`."""
    numbers: NumberWords


def load_words(folder: Path = LEXICON) -> CasualtyWords:
    """Read casualty_words.csv, casualty_not_people.csv, casualty_cues.csv and number_words.csv of the folder.

    Raises LexiconError with every bad row of them.
    """
    problems: list[Problem] = []
    numbers: dict[str, dict[str, int]] = {kind: {} for kind in _NUMBER_KINDS}
    path = folder / "number_words.csv"
    for line, row in rows(path, ("word", "value", "kind"), problems):
        if row["kind"] not in _NUMBER_KINDS:
            problems.append(Problem(f"unknown kind {row['kind']!r}", f"use {', '.join(_NUMBER_KINDS)}", path, line))
        elif not (row["value"].isascii() and row["value"].isdecimal()):
            problems.append(Problem(f"{row['value']!r} is no number", "write digits only", path, line))
        else:
            numbers[row["kind"]][row["word"].lower()] = int(row["value"])
    forms: dict[str, dict[str, CasualtyKind]] = {use: {} for use in _USES}
    path = folder / "casualty_words.csv"
    for line, row in rows(path, ("forms", "kind", "use"), problems):
        if row["use"] not in _USES:
            problems.append(Problem(f"unknown use {row['use']!r}", f"use {', '.join(_USES)}", path, line))
        elif row["kind"] not in tuple(CasualtyKind):
            problems.append(Problem(f"unknown kind {row['kind']!r}", "use killed or injured", path, line))
        else:
            forms[row["use"]].update((f.strip().lower(), CasualtyKind(row["kind"])) for f in row["forms"].split(";"))
    path = folder / "casualty_not_people.csv"
    things = frozenset(
        form.strip().lower() for _, row in rows(path, ("noun",), problems) for form in row["noun"].split(";")
    )
    cues: dict[str, set[str]] = {cue: set() for cue in _CUES}
    path = folder / "casualty_cues.csv"
    for line, row in rows(path, ("words", "cue"), problems):
        if row["cue"] not in _CUES:
            problems.append(Problem(f"unknown cue {row['cue']!r}", f"use {', '.join(_CUES)}", path, line))
        else:
            cues[row["cue"]].update(word.strip().lower() for word in row["words"].split(";"))
    if problems:
        raise LexiconError(problems)
    return CasualtyWords(
        forms["transitive"],
        forms["intransitive"],
        frozenset(forms["manner"]),
        forms["noun"],
        things,
        {cue: frozenset(found) for cue, found in cues.items()},
        NumberWords(*(numbers[kind] for kind in _NUMBER_KINDS)),
    )
