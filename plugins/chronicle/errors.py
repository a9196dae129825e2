"""The errors a chronicle's editor can mend: each names the file, the line and the remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault in one file: where it stands, what is wrong and how to mend it."""

    message: str
    remedy: str = ""
    path: Path | None = None
    line: int | None = None

    def __str__(self) -> str:
        where = "" if self.path is None else str(self.path)
        if where and self.line is not None:
            where = f"{where}:{self.line}"
        text = f"{where}: {self.message}" if where else self.message
        return f"{text} ({self.remedy})" if self.remedy else text


class ChronicleError(Exception):
    """Any fault that the editor can mend; carries every problem found, not only the first."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = (problems,) if isinstance(problems, Problem) else tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class SettingsError(ChronicleError):
    """A CHRONICLE_* setting is unknown or has a value of the wrong kind."""


class ArticleError(ChronicleError):
    """A source article cannot be used as it stands."""


class LexiconError(ChronicleError):
    """A term list has a row that cannot be read."""


class GazetteerError(ChronicleError):
    """A list of places has a row that cannot be read."""


class ModelError(ChronicleError):
    """The spaCy model is missing or does not fit."""


class AddressError(ChronicleError):
    """The table of addresses has a line that cannot be read."""


class CorrectionError(ChronicleError):
    """The editor's file has an entry that cannot be read or that matches nothing."""
