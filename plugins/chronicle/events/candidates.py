"""One article's reports, grouped into its accounts of single happenings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..model import AnalysedArticle, Assertion, Candidate, Report
from .account import Account, account_of
from .compare import SAME_ARTICLE, compare
from .lead import leading_report

TOLD = frozenset({Assertion.STATED, Assertion.CLAIMED})
AGAIN = 0.4
"""What "the attack", "these strikes" speak for: a definite noun takes up what was just told."""
LONG = 7
"""Days from which a number of attacks is a tally and no happening."""
DENIAL = 0.35
"""Score from which a denial speaks of a happening: its kind and a day or a place in common."""
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|both|its|his|her|their)(?: [\w-]+){0,2} $", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty|thirty|forty|fifty|dozens of|scores of|hundreds of|thousands of|many|several|number of)(?: [\w-]+){0,2} $",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"(?:attack|strike|airstrike|raid|blast|bombing|explosion|shelling|bombardment|clash|fighting|assault|battle|operation|"
    r"offensive|killing|murder|massacre|ambush|protest|demonstration|rally|riot|incident|seizure|capture|fall|abduction|"
    r"kidnapping|siege|ceasefire|truce|agreement|deal|arrest|withdrawal|retreat|loss|violence|unrest)(?:s|es)?$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Group:
    reports: list[Report]
    accounts: list[Account]
    denials: list[Report] = field(default_factory=list)

    def score(self, account: Account) -> float | None:
        """Return the best score against a member, None if the account contradicts any of them."""
        scores = [compare(member, account, inside=True) for member in self.accounts]
        known = [score for score in scores if score is not None]
        return max(known) if len(known) == len(scores) else None


def candidates(analysed: AnalysedArticle) -> tuple[Candidate, ...]:
    """Return the article's happenings in the order of their first sentences.

    Only stated and claimed reports make one; a denial is attached to the happening it speaks of, and what is only
    denied, planned, feared or habitual is none.
    """
    groups: list[_Group] = []
    for report in analysed.reports:
        if report.assertion in TOLD and not is_tally(report):
            _place(report, groups)
    for report in analysed.reports:
        if report.assertion is Assertion.DENIED:
            found = _best(account_of(report, report.quote), groups, DENIAL)
            if found is not None:
                found.denials.append(report)
    made = [
        Candidate(analysed.article_id, leading_report(group.reports), tuple(group.reports), tuple(group.denials))
        for group in groups
    ]
    return tuple(sorted(made, key=lambda c: (c.reports[0].span.start, c.reports[0].trigger.start)))


def _place(report: Report, groups: list[_Group]) -> None:
    account = account_of(report, report.quote)
    found = _best(account, groups, SAME_ARTICLE - (AGAIN if takes_up(report) else 0.0))
    if found is None:
        groups.append(_Group([report], [account]))
    else:
        found.reports.append(report)
        found.accounts.append(account)


def is_tally(report: Report) -> bool:
    """Tell whether the report counts many happenings of a long time ("In April 11 attacks killed six")."""
    if report.interval is None or report.interval.days <= LONG:
        return False
    start = report.trigger.start - report.span.start
    word = report.quote[start : report.trigger.end - report.span.start]
    return word.endswith("s") and bool(_NOUN.search(word)) and bool(_SEVERAL.search(report.quote[:start]))


def takes_up(report: Report) -> bool:
    """Tell whether the report's own noun is a definite one, which speaks of something told before."""
    start = report.trigger.start - report.span.start
    word = report.quote[start : report.trigger.end - report.span.start]
    return bool(_NOUN.search(word)) and bool(_DEFINITE.search(report.quote[:start]))


def _best(account: Account, groups: Sequence[_Group], least: float) -> _Group | None:
    """Return the group that fits best, the later one among equals: a text goes on with what it spoke of last."""
    best: tuple[float, int] | None = None
    for number, group in enumerate(groups):
        score = group.score(account)
        if score is not None and score >= least:
            best = max(best or (score, number), (score, number))
    return groups[best[1]] if best is not None else None
