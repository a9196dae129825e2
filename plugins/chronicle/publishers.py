"""News agencies and monitors by their many names: who is meant by "AP", "Agence France Presse" or "SOHR"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .errors import LexiconError, Problem
from .termfile import LEXICON, rows

AGENCIES_CSV = LEXICON / "credit_agencies.csv"


@dataclass(frozen=True, slots=True)
class Agencies:
    """The known agencies: every name and alias, folded, with the name that stands for it."""

    names: dict[str, str]
    arabic: dict[str, str] = field(default_factory=dict)
    """Their Arabic names, by the one name, where the list gives one."""

    def canonical(self, name: str) -> str:
        """Return the agency's one name, or the name itself with its spaces tidied where nobody knows it."""
        return self.names.get(fold(name), " ".join(name.split()))

    def known(self, name: str) -> bool:
        """Tell whether the name is an agency's."""
        return fold(name) in self.names


def fold(name: str) -> str:
    """Return a name without case, punctuation and a leading article, for comparing."""
    words = re.sub(r"[^\w]+", " ", name.casefold().replace("_", " ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def read_agencies(path: Path) -> Agencies:
    """Read the list of agencies: name, aliases joined by `|`, note; where it has the column, name_ar.

    Raises LexiconError naming file and line for a wrong header, an empty name or an alias given to two agencies.
    """
    problems: list[Problem] = []
    names: dict[str, str] = {}
    arabic: dict[str, str] = {}
    for line, row in rows(path, ("name", "aliases", "note"), problems):
        if not row["name"]:
            problems.append(Problem("a row needs a name", "mend the row", path, line))
            continue
        if row.get("name_ar"):
            arabic[row["name"]] = row["name_ar"]
        for alias in (row["name"], *filter(None, row["aliases"].split("|"))):
            other = names.setdefault(fold(alias), row["name"])
            if other != row["name"]:
                message = f"{alias!r} already stands for {other}"
                problems.append(Problem(message, "leave it with one agency", path, line))
    if problems:
        raise LexiconError(problems)
    return Agencies(names, arabic)


@cache
def agencies() -> Agencies:
    """Return the project's own list of agencies, read once."""
    return read_agencies(AGENCIES_CSV)
