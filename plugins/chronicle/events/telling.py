"""How a sentence tells of a happening: as something new, or as something that the text spoke of before.

"A car bomb" is new and "the blast" is not (Karttunen 1976 on discourse referents; MUC and ACE annotate event mentions
alike). A noun that takes something up may be vaguer than what it takes up, so each noun of deed_nouns.csv lists, by its
family, the types that it may stand for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from ..model import DateBasis, EventType, Report, Span, SubEventType
from ..termfile import read_terms
from .account import Account, account_of, is_sentence

NOUNS_CSV = Path(__file__).parent / "deed_nouns.csv"
_S = SubEventType
ARMED = frozenset(
    s for s in _S if s.event_type in (EventType.BATTLES, EventType.EXPLOSIONS, EventType.VIOLENCE_AGAINST_CIVILIANS)
)
"""Types of violence with arms."""
_CROWDS = frozenset(s for s in _S if s.event_type in (EventType.PROTESTS, EventType.RIOTS))
_GROUND = frozenset({_S.GOVERNMENT_REGAINS, _S.NON_STATE_OVERTAKES, _S.NON_VIOLENT_TRANSFER})
FAMILIES: Mapping[str, frozenset[SubEventType]] = MappingProxyType(
    {
        "deed": ARMED | {_S.EXCESSIVE_FORCE, _S.MOB_VIOLENCE, _S.LOOTING},
        "strike": frozenset({_S.AIR_STRIKE, _S.SHELLING, _S.ATTACK}),
        "blast": frozenset({_S.REMOTE_EXPLOSIVE, _S.SUICIDE_BOMB, _S.GRENADE, _S.ATTACK, _S.AIR_STRIKE}),
        "fight": frozenset({_S.ARMED_CLASH, _S.ATTACK, _S.GOVERNMENT_REGAINS, _S.NON_STATE_OVERTAKES}),
        "ground": _GROUND | {_S.ARMED_CLASH},
        "crowd": _CROWDS,
        "pact": frozenset({_S.AGREEMENT, _S.NON_VIOLENT_TRANSFER}),
        "captive": frozenset({_S.ABDUCTION, _S.ARRESTS, _S.ATTACK}),
        "ruin": frozenset({_S.LOOTING, _S.VIOLENT_DEMONSTRATION, _S.MOB_VIOLENCE, _S.ATTACK}),
    }
)
_FILL = (
    r"(?:of|in|on|at|by|for|from|with|to|and|or|it|they|he|she|we|who|which|that|had|has|have|was|were|is|are|be|been|a|"
    r"an|the|said|after|before|during|as|not|no|also)\b"
)
_WORDS = rf"(?: (?!{_FILL})[\w’'-]+){{0,3}} $"
_DAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|last (?:night|week|month))[’']s"
_DEFINITE = re.compile(rf"\b(?:the|this|that|these|those|both|its|his|her|their|such|{_DAY}){_WORDS}", re.IGNORECASE)
_ORDERED = re.compile(r"\bthe (?:\w+ )?(?:first|second|third|fourth|other|next) ?(?:[\w-]+ ?){0,2}$", re.IGNORECASE)
_NEW = re.compile(
    r"\b(?:another|an? (?:second|third|fourth|separate|further|similar|new|fresh|later|earlier)|further|more|fresh|"
    r"other|additional)(?: [\w-]+){0,2} $",
    re.IGNORECASE,
)
_IN_TURN = re.compile(
    r"\b(?:(?:answer|respond|retaliat|counter)(?:s|ed|ing)?|(?:hit|struck|hits|fired) back|reprisals?|retaliatory|"
    r"in (?:response|retaliation|reply|turn|revenge))\b",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(
    r"(?<!\bin what )(?<!\bin what they )(?<!\bin what he )(?<!\bin what she )(?<!\bin what it )"
    r"\b(?:call(?:ed|ing|s)|describ(?:ed|ing|es)|denounc(?:ed|ing|es)|condemn(?:ed|ing|s)|brand(?:ed|ing|s)|"
    r"label(?:l?ed|l?ing|s)|dubb(?:ed|ing)|hail(?:ed|ing|s)|decri(?:ed|es))\b(?: [\w’'\"“-]+){0,10} $",
    re.IGNORECASE,
)
_OF_ITS_KIND = re.compile(
    r"^ (?:on|of|in) (?:this|that|its|their|such) (?:scale|kind|type|size|sort|magnitude)\b", re.I
)
_APART = re.compile(
    r"^\W*(?:separately|elsewhere|meanwhile|also on|in (?:a |an)?(?:separate|unrelated|other|different)|in another|"
    r"on another|earlier|days? earlier|weeks? earlier|later on|last (?:week|month|year))\b|"
    r"^[^.]{0,60}\balso (?:said|reported|added|recorded|documented)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"^ (?:the|this|that|these|those|its|their)((?: [\w’'-]+){1,3})", re.IGNORECASE)
_LIGHT = re.compile(
    r"\b(?:carried out|carry out|conducted|launched|mounted|staged|committed|claimed|ended|began|started|halted|led)$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"^[\W]*(?:they|it|he|she)\b(?! (?:is|was|were) )", re.IGNORECASE)
_KNOWN_SUBJECT = re.compile(
    r"^\W*(?:[\w ,-]{0,90}\b(?:said|reported) (?:that )?)?the (?:\w+ )?(?:attackers?|bombers?|assailants?|gunm[ae]n|"
    r"shooters?|perpetrators?|suspects?|victims?|dead|wounded|injured|devices?|explosives?|bombs?|missiles?|shells?|"
    r"rockets?|projectiles?|munitions?|drones?|planes?|aircraft|vehicles?|car|truck|buses|convoy|hostages?|captives?)\b|"
    r"\bat the (?:site|scene|spot)\b",
    re.IGNORECASE,
)
HARM = re.compile(
    r"\b(?:kill(?:ed|ing|s)?|di(?:ed|es)|dead|death|deaths|wounded|injured|injuries|hurt|bodies|body|casualties|toll|"
    r"victims|martyred|perished|gunshot)$",
    re.IGNORECASE,
)
_CAMPAIGN = re.compile(
    r"\b(?:offensives?|campaigns?|incursions?|operations?|assaults?|push|advance|drive|onslaught|invasion)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|until|till|before)(?: [\w’'-]+){0,8} $", re.IGNORECASE)
_RANKED = re.compile(
    r"\b(?:deadliest|largest|biggest|worst|heaviest|bloodiest|fiercest|gravest|most \w+|first|on this scale)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Manner:
    """One report, and whether its sentence tells of something new or of something known."""

    report: Report
    own_date: bool
    """True where the sentence itself names the day."""
    own_place: bool
    """True where the sentence itself names the place."""
    stands_for: frozenset[SubEventType]
    """The types of a happening told before that a definite noun may take up; empty where there is none."""
    nouns: frozenset[SubEventType]
    """The types that the word itself may stand for, definite or not."""
    new: bool
    """True where the words say that it is another happening."""


@dataclass(frozen=True, slots=True)
class Telling(Manner):
    """One report, and how its sentence goes on with what the article told before."""

    account: Account
    head: str
    """The last word that tells of the deed, without a plural's s: "attack" of "gas attacks"."""
    apart: bool
    """True where the sentence opens on another story ("Elsewhere", "Separately")."""
    goes_on: bool
    """True where the subject is known from before: a pronoun, "the attackers"."""
    pronoun: bool
    """True where the doer is a pronoun, whose reading may be wrong."""
    campaign: bool
    """True where the sentence speaks of an offensive: many days, many places, one happening."""
    aside: bool
    """True where another report of the same sentence came before."""
    headline: bool
    """True where the words stand over the text and sum it up: no full stop ends them, and no sentence came before."""


@cache
def deed_nouns() -> Mapping[str, frozenset[SubEventType]]:
    """Return what each noun may stand for, read once from deed_nouns.csv.

    Raises LexiconError for a row of an unknown family.
    """
    found: dict[str, frozenset[SubEventType]] = {}
    for noun, family in read_terms(NOUNS_CSV, ("noun", "family"), {"family": frozenset(FAMILIES)}):
        found[noun] = found.get(noun, frozenset()) | FAMILIES[family]
    return MappingProxyType(found)


def noun_types(word: str) -> frozenset[SubEventType]:
    """Return what a noun or the last word of a phrase may stand for; empty if it names no deed."""
    last = word.casefold().split()[-1] if word.split() else ""
    stems = (last, last.removesuffix("s"), last.removesuffix("es"), last.removesuffix("ies") + "y")
    return next((deed_nouns()[stem] for stem in stems if stem in deed_nouns()), frozenset())


def manner_of(report: Report) -> Manner:
    """Return whether the report tells of something new or of something known."""
    start, end = report.trigger.start - report.span.start, report.trigger.end - report.span.start
    ahead, word, after = report.quote[:start], report.quote[start:end], report.quote[end:]
    new = bool(_NEW.search(ahead) or _IN_TURN.search(ahead + word))
    nouns = noun_types(word)
    # "On Sunday the Pope condemned what he called a vile attack": day and place of the words, not of the deed.
    said_at = report.trigger.start if nouns and _NAMED_SO.search(ahead) else report.span.start
    taken = frozenset() if new else _taken_up(ahead, word, after)
    if not taken and not new and _bare_harm(report, word):
        taken = FAMILIES["deed"]
    return Manner(
        report=report,
        own_date=report.date_basis is DateBasis.STATED
        and _within(report, "date", said_at)
        and not dated_by_contrast(report),
        own_place=report.place is not None and _within(report, "place", said_at),
        stands_for=taken,
        nouns=nouns,
        new=new,
    )


def telling_of(report: Report, before: Report | None = None, above: bool = False) -> Telling:
    """Return how the report is told; `before` is the article's report before it.

    `above` says that the article has told nothing in a whole sentence so far: what it has is a headline.
    """
    manner = manner_of(report)
    word = report.quote[report.trigger.start - report.span.start : report.trigger.end - report.span.start]
    return Telling(
        report=report,
        own_date=manner.own_date,
        own_place=manner.own_place,
        stands_for=manner.stands_for,
        nouns=manner.nouns,
        new=manner.new,
        account=account_of(report, report.quote),
        head=word.casefold().split()[-1].removesuffix("s") if word.split() else "",
        apart=bool(_APART.search(report.quote)),
        goes_on=bool(_PRONOUN.search(report.quote) or _KNOWN_SUBJECT.search(report.quote)),
        pronoun=any(_stands_in(report, mark.span) for mark in report.marks if mark.field == "actor1"),
        campaign=tells_of_campaign(report),
        aside=before is not None and before.span == report.span,
        headline=above and not is_sentence(report.quote),
    )


def tells_of_campaign(report: Report) -> bool:
    """Tell whether the sentence speaks of an offensive: many days, many places, one happening."""
    return bool(_CAMPAIGN.search(report.quote))


def _stands_in(report: Report, span: Span) -> bool:
    """Tell whether a side was named by a pronoun: its name stands in another sentence, or no name is there."""
    at = span.start - report.span.start
    return not report.span.holds(span) or bool(_PRONOUN.match(report.quote[at:]))


def _bare_harm(report: Report, word: str) -> bool:
    """Tell whether the words only count victims, without a day, a spot, a weapon or a doer: "At least seven died"."""
    return (
        bool(HARM.search(word))
        and report.date_basis is not DateBasis.STATED
        and (report.place is None or not _within(report, "place", report.span.start))
        and report.sub_event_type in (_S.ATTACK, _S.ARMED_CLASH, _S.EXCESSIVE_FORCE, _S.OTHER)
        and set(report.actor1) <= set(report.actor2)
    )


def _taken_up(ahead: str, word: str, after: str) -> frozenset[SubEventType]:
    own = noun_types(word)
    if own and _OF_ITS_KIND.match(after):
        return own
    if own and _ORDERED.search(ahead) is None and (_DEFINITE.search(ahead) or _NAMED_SO.search(ahead)):
        return own
    found = _OBJECT.search(after) if _LIGHT.search(word) else None
    if found is not None:
        # "Carried out the attack": the object is what was told before.
        return next((types for noun in found[1].split() if (types := noun_types(noun))), frozenset())
    return frozenset()


def dated_by_contrast(report: Report) -> bool:
    """Tell whether the date is another happening's: "the deadliest attack since March 2015"."""
    for mark in report.marks:
        if mark.field.startswith("date") and report.span.holds(mark.span):
            ahead = report.quote[: mark.span.start - report.span.start]
            since = _SINCE.search(ahead)
            return since is not None and bool(_RANKED.search(report.quote))
    return False


def _within(report: Report, field: str, since: int) -> bool:
    """Tell whether the words that gave the field stand in the sentence after `since`; True where none are marked."""
    spans = [mark.span for mark in report.marks if mark.field.startswith(field)]
    return not spans or any(report.span.holds(span) and span.start >= since for span in spans)
