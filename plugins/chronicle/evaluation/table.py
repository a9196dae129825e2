"""Adds up outcomes into the figures of a table, and writes it between its markers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ..errors import ChronicleError, Problem
from .score import Outcome

BEGIN = "<!-- figures of invoke evaluate: begin -->"
END = "<!-- figures of invoke evaluate: end -->"
F1 = ("events", "times", "place names")
MEASURES: Mapping[str, str] = {
    "events": "events found, none invented",
    "texts without an event": "texts without an event: none made of them",
    "event type": "event type, of 6",
    "sub-event type": "sub-event type, of 25",
    "date": "date: first and last day exact",
    "place": "place of the event",
    "first side": "first side",
    "second side": "second side",
    "killed, where stated": "killed, where the text gives a number",
    "killed, where not stated": "killed, where it gives none",
    "injured, where stated": "injured, where the text gives a number",
    "injured, where not stated": "injured, where it gives none",
    "assertion: stated or claimed": "assertion: stated or claimed by someone",
    "who says so": "who says so, of claims",
    "assertion: unreal": "assertion: denied, planned or habitual, and no event",
    "times": "times: words and days",
    "place names": "names of places",
    "country of a place": "country of a name that was found",
}
"""What is measured, in the table's order, and how a reader is told."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Values that were right, that the gold wants, and that were given."""

    right: int = 0
    wanted: int = 0
    given: int = 0

    @property
    def precision(self) -> float:
        """Return the share of what was given that is right, 0 to 1; 1 where nothing was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what was wanted that is right, 0 to 1; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.right / (self.given + self.wanted) if self.given + self.wanted else 1.0


def tally(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """Return each measure's tally."""
    sums: dict[str, Tally] = {}
    for one in outcomes:
        old = sums.get(one.measure, Tally())
        sums[one.measure] = Tally(old.right + one.right, old.wanted + one.wanted, old.given + one.given)
    return sums


def figure(measure: str, one: Tally | None) -> str:
    """Return a tally as a table's cell: F1 with precision and recall in per cent, or accuracy."""
    if one is None or not (one.wanted or one.given):
        return "—"
    if measure in F1:
        return f"F1 {100 * one.f1:.1f} ({100 * one.precision:.1f} / {100 * one.recall:.1f})"
    return f"{100 * one.recall:.1f}"


def table(plain: Sequence[Outcome], hostile: Sequence[Outcome]) -> str:
    """Return the figures as a Markdown table: of all cases, and of the hostile ones among them."""
    every, hard = tally([*plain, *hostile]), tally(hostile)
    lines = ["| | all cases | n | hostile cases | n |", "|---|---|---|---|---|"]
    for measure, says in MEASURES.items():
        numbers = (str(sums[measure].wanted) if measure in sums else "0" for sums in (every, hard))
        n, n_hard = numbers
        cells = (says, figure(measure, every.get(measure)), n, figure(measure, hard.get(measure)), n_hard)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def put(page: str, figures: str) -> str:
    """Return a page with the figures between its markers. Raises ChronicleError where it has no markers."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ChronicleError(Problem("the page has no place for the figures", f"give it the lines {BEGIN} and {END}"))
    return f"{before}{BEGIN}\n\n{figures}\n\n{END}{after}"
