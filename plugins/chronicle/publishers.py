"""News agencies and monitors by their many names: who is meant by "AP", "Agence France Presse" or "SOHR"."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .errors import LexiconError, Problem

AGENCIES_CSV = Path(__file__).parent / "nlp" / "lexicon" / "credit_agencies.csv"
_HEADER = ["name", "aliases", "note"]


@dataclass(frozen=True, slots=True)
class Agencies:
    """The known agencies: every name and alias, folded, with the name that stands for it."""

    names: dict[str, str]

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
    """Read the list of agencies: name, aliases joined by `|`, note.

    Raises LexiconError naming file and line for a wrong header, an empty name or an alias given to two agencies.
    """
    problems: list[Problem] = []
    names: dict[str, str] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.reader(lines)
        if next(reader, []) != _HEADER:
            raise LexiconError(Problem("wrong first line", f"make it {','.join(_HEADER)}", path, 1))
        for row in reader:
            if len(row) != len(_HEADER) or not row[0].strip():
                problems.append(
                    Problem("a row needs a name, aliases and a note", "mend the row", path, reader.line_num)
                )
                continue
            for alias in (row[0], *filter(None, row[1].split("|"))):
                other = names.setdefault(fold(alias), row[0].strip())
                if other != row[0].strip():
                    message = f"{alias!r} already stands for {other}"
                    problems.append(Problem(message, "leave it with one agency", path, reader.line_num))
    if problems:
        raise LexiconError(problems)
    return Agencies(names)


@cache
def agencies() -> Agencies:
    """Return the project's own list of agencies, read once."""
    return read_agencies(AGENCIES_CSV)
