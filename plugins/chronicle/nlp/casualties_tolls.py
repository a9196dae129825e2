"""Counts told without a verb of killing: "no casualties", "the death toll rose to 34", and tolls of a whole war."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..model import CasualtyKind, Count, Interval
from .numbers import NumberWords, read_quantity

_DEATH = r"(?:fatalities|fatality|deaths?|loss(?:es)? of (?:human )?life|lives lost)"
_HURT = r"(?:injur(?:y|ies)|injured|wounded|wounds)"
_BOTH = r"(?:(?:human |reported )?casualt(?:y|ies)|victims)"
_KIND = rf"(?:{_DEATH}|{_HURT}|{_BOTH})"
_GAP = (
    r"(?:(?:immediate|immediately|initial|reported|confirmed|known|report|reports|word|human|serious|major|any|of|"
    r"number|official|early|were|was|there|resulting|caused|causing)\s+){0,5}"
)
_NONE = re.compile(
    rf"\b(?:no|without|zero|nor|neither|not\s+(?:\w+\s+){{0,4}}any|n't\s+(?:\w+\s+){{0,4}}any)\s+{_GAP}"
    rf"({_KIND}(?:(?:\s*,\s*|\s+(?:or|and|nor)\s+)(?:no\s+)?{_KIND})*)",
    re.IGNORECASE,
)
_NOT_WORD = re.compile(r"\bno\s+(?:\w+\s+){0,2}(?:word|information|details|data|figures|count)\b", re.IGNORECASE)
_TOLL = re.compile(
    r"\b(?:death|fatality|casualty)?\s?(?<!\w)(?:toll|number of (?:dead|deaths|fatalities|(?:[\w-]+ ){1,4}?killed))"
    r"(?:\s+(?!to\b|(?:at|of)\b(?!\s+(?:an?|the)\b)|is\b|was\b|stood\b|reached\b)[\w'’-]+){0,14}?\s+"
    r"(?:(?:has|had|have)\s+)?(?:\w+ly\s+)?"
    r"(?:(?:rose|risen|rises|rising|climbed|climbs|increased|grew|grown|jumped|mounted|soared|updated|put|raised|"
    r"revised|stood|stands|standing|now)\s+(?:\w+\s+){0,3}?(?:to|at)|reached|reaching|reaches|to|(?:at|of)(?!\s+(?:an?|the)\b)|is|was|"
    r"from \w+ to)\s+"
    r"|\b(?:fatalities|deaths|death toll|(?:estimates|numbers?|counts) of (?:the )?(?:dead|deaths|killed))\s+"
    r"(?:\w+\s+)?(?:rang|var)(?:e|ed|ing|ies|ied|ying)\s+(?=from|between)"
    r"|\b(?:deaths|fatalities)\s+(?:had\s+|has\s+|have\s+)?(?:\w+ly\s+)?(?:rose|risen|climbed|grew|grown)\s+to\s+"
    r"|\bthe\s+dead\s+numbered\s+"
    r"|\bputs?\s+(?:the|its|their)\s+(?:own\s+)?(?:dead|deaths|losses|fatalities)\s+at\s+",
    re.IGNORECASE,
)
_HURT_TOLL = re.compile(
    r"\bnumber of (?:the )?(?:people )?(?:injured|wounded|hurt)(?: people| persons)?\s+"
    r"(?:(?:has|had|have)\s+)?(?:\w+ly\s+)?"
    r"(?:(?:rose|risen|climbed|increased|grew|grown|jumped|stood|stands|now)\s+(?:to|at)|reached|reaches|was|is|to|at)\s+"
    r"|\bputs?\s+(?:the|its|their)\s+(?:own\s+)?(?:injured|wounded)\s+at\s+",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:counts?|counted|counting|recorded|registered|listed|documented|identified|speaks? of|spoke of)\s+",
    re.IGNORECASE,
)
_TOLD_OF = {
    **dict.fromkeys(("dead", "deaths", "bodies", "corpses", "fatalities", "killed"), CasualtyKind.KILLED),
    **dict.fromkeys(("wounded", "injured", "injuries", "hurt"), CasualtyKind.INJURED),
}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|\w+|[-–%]")
_LONG = re.compile(
    r"\b(?:since\s+(?:the\s+)?(?:start|beginning|outbreak|onset|early|late|mid|january|february|march|april|may|june|"
    r"july|august|september|october|november|december|\d{4}|last\s+(?:year|month|summer|winter|spring|autumn)|then)|"
    r"(?:over|during|in|for|within)\s+(?:the\s+)?(?:past|last|previous|recent)\s+(?:\w+[\s-]+){0,2}?"
    r"(?:days|weeks?|months?|years?|decades?)|(?:so\s+far\s+)?this\s+(?:year|month)|in\s+recent\s+(?:days|weeks|months|"
    r"years)|since\s+(?:[\w-]+\s+){1,6}?(?:began|started|erupted|broke\s+out|launched)"
    r"(?!\s+(?:on|at|late|early|overnight|yesterday|today|\w+day)\b)|so\s+far\s+in\s+\d{4}|to\s+date|(?:throughout|during|across)\s+(?:\d{4}|the\s+(?:\w+\s+){0,2}(?:war|conflict))|"
    r"(?:every|each|per)\s+(?:day|week|month|year)|last\s+year|already\s+this\s+year)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(
    r"\byears?\s+of\s+(?:\w+\s+){0,2}(?:war|conflict|fighting|violence)\b|"
    r"\b(?:\w+-)?(?:year|month|decade)s?-(?:old|long)\s+(?:\w+\s+){0,2}(?:war|conflict|insurgency|rebellion|uprising|"
    r"revolt|campaign|siege|crisis)\b",
    re.IGNORECASE,
)
"""What a toll of a war is told with; where the sentence names a day it is the day's, and the war its background."""
_WAR = re.compile(
    r"\b(?:war|conflict|insurgency|uprising|rebellion|genocide|crackdown|fighting|violence|unrest|offensive|campaign|"
    r"siege|battle\s+(?:for|of))\b[^.;]{0,60}?\b(?:has|have)\s+(?:\w+\s+){0,2}?(?:killed|claimed|cost|left|taken)"
    r"|\b(?:has|have)\s+(?:\w+\s+){0,3}?(?:killed|died|perished|wounded|injured|lost)\b[^.;]{0,40}?\b(?:in|during)\s+"
    r"(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:war|conflict|offensive|campaign|siege|battle|(?:fighting|struggle)\s+for)\b"
    r"|\bhad\s+(?:\w+\s+){0,3}?(?:killed|died|perished|wounded|injured)\b[^.;]{0,40}?\b(?:in|during)\s+"
    r"(?:the\s+)?(?:[\w-]+\s+){0,3}?(?:war|conflict|offensive|campaign|siege)\b"
    r"|\b[\w-]+-(?:week|month|year)\s+(?:\w+\s+){0,2}?(?:offensive|campaign|siege|battle|bombardment|assault|operation)\b",
    re.IGNORECASE,
)
_LONG_DAYS = 90


def zero_counts(text: str) -> Iterator[tuple[int, int, frozenset[CasualtyKind]]]:
    """Yield (start, end, kinds) for each statement of a sentence that nobody was killed or hurt.

    "no other casualties" and "no civilian casualties" leave others open and are none; nor is "no word on
    casualties". Bare "no casualties" is of both the dead and the injured.
    """
    for match in _NONE.finditer(text):
        if _NOT_WORD.search(match.group()):
            continue
        listed = match.group(1).lower()
        kinds = set()
        if re.search(_DEATH, listed) or re.search(_BOTH, listed):
            kinds.add(CasualtyKind.KILLED)
        if re.search(_HURT, listed) or re.search(_BOTH, listed):
            kinds.add(CasualtyKind.INJURED)
        yield match.start(), match.end(), frozenset(kinds)


def told_tolls(text: str, words: NumberWords) -> Iterator[tuple[int, int, CasualtyKind, Count]]:
    """Yield (start, end, kind, count) for each toll of a sentence: "rose to 34", "put its dead at 62", "51 bodies"."""
    for pattern, kind in ((_TOLL, CasualtyKind.KILLED), (_HURT_TOLL, CasualtyKind.INJURED)):
        for match in pattern.finditer(text):
            tokens = _tokens(text, match.end())
            found = read_quantity([t.group().lower() for t in tokens], 0, words)
            if found and found.count.known and not found.vague:
                yield match.start(), tokens[found.end - 1].end(), kind, found.count
    for match in _COUNTED.finditer(text):
        tokens = _tokens(text, match.end())
        found = read_quantity([t.group().lower() for t in tokens], 0, words)
        if not found or not found.count.known or found.vague:
            continue
        for token in tokens[found.end : found.end + 2]:
            if token.group().lower() in _TOLD_OF:
                yield match.start(), token.end(), _TOLD_OF[token.group().lower()], found.count
                break


def _tokens(text: str, start: int) -> list[re.Match[str]]:
    return list(_TOKEN.finditer(text, start, start + 80))


def is_cumulative(sentence: str, times: Sequence[Interval], count: Count) -> bool:
    """Tell whether a sentence's numbers are of a war or a long period, and so of no one happening.

    A calendar year alone ("in 1995") is only an imprecise date, so it does not count as a long period.
    """
    largest = max((v for v in (count.low, count.best, count.high) if v is not None), default=0)
    if _LONG.search(sentence) or _WAR.search(sentence) or largest >= 20_000:
        return True
    if _BACKGROUND.search(sentence) and not any(t.days == 1 for t in times):
        return True
    return any(t.days >= _LONG_DAYS and not _year(t) for t in times)


def _year(interval: Interval) -> bool:
    return interval.first.year == interval.last.year and interval.days >= 365
