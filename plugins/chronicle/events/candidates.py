"""One article's reports, grouped into its accounts of single happenings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..model import TOLD, AnalysedArticle, Assertion, Candidate, Report, SubEventType
from .account import Account, account_of, number
from .hours import hours_of
from .lead import leading_report
from .telling import Telling, manner_of, noun_types, telling_of, tells_of_campaign
from .timing import GROUND
from .within import SAME, SAME_TAKEN_UP, likeness, place_part, sides_part

LONG = 7
"""Days from which a number of attacks is a tally and no happening."""
DENIAL = 0.5
"""Score from which a denial speaks of a happening: its kind and a day or a place in common."""
MAIN = 0.05
"""What speaks for the happening that the article opens with, where "the attack" might be any."""
_CAMPAIGN = re.compile(r"\b(?:operation|offensive|campaign|war|battle|siege|invasion|insurgency)s?$", re.IGNORECASE)
_ALWAYS = re.compile(r"\b(?:always|repeatedly|consistently|routinely|regularly|invariably) den", re.IGNORECASE)
_SEVERAL = re.compile(
    r"\b(?:\d[\d,.]*|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    r"twenty|thirty|forty|fifty|dozens of|scores of|hundreds of|thousands of|many|several|number of)(?: [\w-]+){0,2} $",
    re.IGNORECASE,
)


FAR, LATEST = 200, 40
"""Happenings, and reports of each, that a report is compared with besides the first: all, but in texts of more, so that
the time of a book of 6,000 reports does not grow with their square."""


Accounted = tuple[Candidate, Account]
"""An account of an article, and what it is compared by."""


@dataclass(slots=True)
class _Group:
    members: list[Telling]
    denials: list[Report] = field(default_factory=list)

    @property
    def reports(self) -> tuple[Report, ...]:
        """Return the reports in the order of the text."""
        return tuple(member.report for member in self.members)

    def tells_of(self, kinds: frozenset[SubEventType]) -> bool:
        """Tell whether any report is of these types."""
        return any(member.report.sub_event_type in kinds for member in self.members)

    def score(self, new: Telling) -> float | None:
        """Return the best score against a member, None if the report contradicts any of them."""
        members = self.members if len(self.members) <= LATEST else [self.members[0], *self.members[-LATEST:]]
        scores = [likeness(new, member) for member in members]
        known = [score for score in scores if score is not None]
        if len(known) < len(scores):
            return None
        # Another doer or spot than any member's speaks against all of them, also against those that name none.
        # A headline on "Raqqa" is told in full below: what else was in Raqqa is not its story.
        told = [score for score, member in zip(known, members, strict=True) if not member.headline]
        against = sum(min(0.0, *(part(new, m) or 0.0 for m in members)) for part in (sides_part, place_part))
        return max(told or known) + against


def candidates(analysed: AnalysedArticle) -> tuple[Candidate, ...]:
    """Return the article's happenings in the order of their first sentences.

    Only stated and claimed reports make one; a denial is attached to the happening it speaks of, and what is only
    denied, planned, feared or habitual is none.
    """
    return tuple(candidate for candidate, _ in accounted(analysed))


def accounted(analysed: AnalysedArticle) -> tuple[Accounted, ...]:
    """Return the article's happenings as `candidates` does, each with what it is compared by."""
    groups: list[_Group] = []
    before: Report | None = None
    above = True
    for report in analysed.reports:
        if report.assertion in TOLD and not is_tally(report) and not is_stretch(report):
            new = telling_of(report, before, above)
            _place(new, groups)
            before, above = report, new.headline
    for report in analysed.reports:
        if report.assertion is Assertion.DENIED and not _ALWAYS.search(report.quote):
            new = telling_of(report)
            known = new.stands_for or new.own_date or new.own_place
            spoken_of = [group for group in groups if report.sub_event_type not in GROUND or group.tells_of(GROUND)]
            found = _best(new, spoken_of, DENIAL) if known else None
            if found is not None:
                found.denials.append(report)
    made: list[Accounted] = []
    for group in groups:
        lead, reports = leading_report(group.reports, group.members), group.reports
        candidate = Candidate(analysed.article_id, lead, reports, tuple(group.denials))
        made.append((candidate, account(candidate, group.members[0])))
    return tuple(sorted(made, key=lambda m: (m[0].reports[0].span.start, m[0].reports[0].trigger.start)))


def account(candidate: Candidate, first: Telling | None = None) -> Account:
    """Return what an article's account of a happening is compared by; `first` is how its first report is told.

    What a report is compared by within its article is what it is compared by with others, where it tells alone.
    """
    lead, reports = candidate.lead, candidate.reports
    told = first or manner_of(reports[0])
    if first is not None and len(reports) == 1 and _says_the_same(lead, reports[0]):
        made = first.account
    else:
        made = account_of(lead, " ".join(dict.fromkeys(report.quote for report in reports)), reports)
        hours = (h for r in reports if r.interval == lead.interval and (h := hours_of(r)))
        made = replace(made, hours=next(hours, None))
    return replace(
        made,
        stands_for=told.nouns | told.stands_for,
        follow_up=bool(told.stands_for),
        tolls=tuple(n for report in reports if (n := number(report.fatalities)) is not None),
        campaign=any(tells_of_campaign(report) for report in reports),
        kinds=frozenset(report.sub_event_type for report in reports),
    )


def _says_the_same(lead: Report, report: Report) -> bool:
    """Tell whether a lead has all of its one report's values: nobody stands on both sides, no place is named twice."""
    return (
        lead.interval == report.interval
        and lead.date_text == report.date_text
        and lead.place_text == report.place_text
        and lead.further_places == report.further_places
        and lead.actor2 == report.actor2
    )


def _place(new: Telling, groups: list[_Group]) -> None:
    found = None if new.new else _best(new, groups, SAME_TAKEN_UP if new.stands_for else SAME)
    if found is None:
        groups.append(_Group([new]))
    else:
        found.members.append(new)


def is_tally(report: Report) -> bool:
    """Tell whether the report counts many happenings of a long time ("In April 11 attacks killed six")."""
    if report.interval is None or report.interval.days <= LONG:
        return False
    start = report.trigger.start - report.span.start
    word = report.quote[start : report.trigger.end - report.span.start]
    return word.endswith("s") and bool(noun_types(word)) and bool(_SEVERAL.search(report.quote[:start]))


def is_stretch(report: Report) -> bool:
    """Tell whether the report only names a campaign by its month or year ("after the offensive of October 2019").

    UCDP and ACLED code what happened on days and at places: a campaign is the time in which they lie.
    """
    if report.interval is None or report.interval.days <= LONG or report.fatalities.known or report.injured.known:
        return False
    start = report.trigger.start - report.span.start
    return bool(_CAMPAIGN.search(report.quote[start : report.trigger.end - report.span.start]))


def _best(new: Telling, groups: Sequence[_Group], least: float) -> _Group | None:
    """Return the group that fits best, the later one among equals: a text goes on with what it spoke of last."""
    best: tuple[float, bool, int] | None = None
    for group in groups if len(groups) <= FAR else [groups[0], *groups[-FAR:]]:
        score = group.score(new)
        if score is not None and new.stands_for and group is groups[0]:
            # "The attack" is, if nothing else tells, the one that the article is about.
            score += MAIN
        if score is not None and score >= least:
            rank = round(score, 2), not group.members[0].aside, group.members[-1].report.span.start
            if best is None or rank > best:
                best, chosen = rank, group
    return chosen if best is not None else None
