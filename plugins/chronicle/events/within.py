"""How much speaks for two reports of one article being of one happening.

An article tells its story over several sentences and leaves out what it said before. What a sentence says itself weighs
more than what it took from its neighbours: a day or a place of its own may contradict, an inherited one hardly does.
"""

from __future__ import annotations

import re

from ..geo import distance_km
from ..model import SPOTS, EventType, PlaceLevel, SubEventType
from .account import apart, may_hold, one_fall
from .compare import BATTLE, MEANT, toll_score
from .ground import pair_score, told_by
from .kinship import kinship
from .likeness import content_words, overlap
from .telling import ARMED, HARM, Telling
from .timing import GROUND, time_score

SAME = 0.7
"""Score from which a sentence goes on with a happening: type, day and town alike reach 1.3, two of them 0.8."""
SAME_TAKEN_UP = 0.1
"""The same for "the attack": a definite noun needs no more than something that it can take up."""
NEAR = 900
"""Characters within which a count of the dead still belongs to what was told last."""
CLOSE = 250
"""Characters within which "those raids" are rather those just told than others."""
ELSEWHERE_KM = 40.0
"""Kilometres from which even "the blast" is another one."""
_S = SubEventType
_COARSE = (
    {_S.ARMED_CLASH, *GROUND},
    {_S.REMOTE_EXPLOSIVE, _S.SUICIDE_BOMB},
    {_S.LOOTING, _S.MOB_VIOLENCE, _S.VIOLENT_DEMONSTRATION},
)
"""Types of which a text says the one first and the other when it knows more."""
_CROWD = frozenset({EventType.PROTESTS, EventType.RIOTS})
_KNOWN = re.compile(r"\b(?:[Tt]he|[Ii]ts|[Tt]heir|[Tt]his|[Tt]hat) (?:[\w-]+ )??([a-z][\w-]{3,})")
_PLAIN = frozenset(
    {
        *(
            "army",
            "government",
            "state",
            "ministry",
            "monitor",
            "group",
            "groups",
            "agency",
            "media",
            "troops",
            "soldiers",
        ),
        *("rebels", "militants", "fighters", "forces", "coalition", "authorities", "observatory", "villages", "cities"),
        *("president", "country", "capital", "province", "territory", "united", "spokesman", "statement", "residents"),
        *("activists", "front", "side", "sides", "number", "other", "same", "last", "first", "conflict", "opposition"),
    }
)
"""Nouns that are definite in any report of a war: that two sentences share them says nothing."""
Part = float | None
"""A share of the score; None for a contradiction."""


def likeness(new: Telling, told: Telling) -> float | None:
    """Return how much speaks for one happening, None where the two exclude each other."""
    place, sides = place_part(new, told), sides_part(new, told)
    kind, time = _type_part(new, told), _time_part(new, told)
    if place is None or sides is None or kind is None or time is None:
        return None
    one, other = new.account, told.account
    return (
        place
        + sides
        + kind
        + time
        + _style_part(new, told, elsewhere=new.own_place and place < 0.1)
        + max(toll_score(one, other, inside=True), 0.0)
        + 0.4 * overlap(one.names, other.names)
        + 0.3 * overlap(one.words, other.words)
    )


def _style_part(new: Telling, told: Telling, elsewhere: bool) -> float:
    """Return what the way of telling speaks for: the next sentence, a known subject, the same noun again."""
    gap = new.report.span.start - told.report.span.end
    score = 0.1 if 0 <= gap <= 1 else 0.05 if gap == 2 else 0.0
    if new.aside and gap < 0 and not new.stands_for:
        # Two verbs of one sentence were read as two happenings.
        score -= 0.3
    if not elsewhere and not new.own_date:
        if new.goes_on and 0 <= gap <= NEAR:
            score += 0.15
        if known_things(new.report.quote) & _singular(content_words(told.report.quote)):
            # "The convoy", of which a sentence before had told.
            score += 0.2
    if new.stands_for and new.nouns and new.head == told.head:
        score += 0.15
    if new.stands_for and 0 <= gap <= CLOSE:
        score += 0.06
    if new.apart and not new.stands_for:
        score -= 0.3
    return score


def known_things(quote: str) -> frozenset[str]:
    """Return the things that the sentence speaks of as known: "the convoy", "its gates"."""
    return _singular(content_words(" ".join(_KNOWN.findall(quote))) - _PLAIN)


def _singular(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in words)


def _type_part(new: Telling, told: Telling) -> Part:
    one, other = new.account.sub_event_type, told.account.sub_event_type
    if one is other:
        return 0.4
    if other in new.stands_for:
        return 0.35
    near = kinship(one, other)
    if one_fall(new.account, told.account):
        # "They raised their flags in the centre, and said that the city had fallen."
        return 0.4 * MEANT
    if told.headline and near is not None:
        # "Two soldiers killed", and below it the bomb that did it.
        return 0.4 * max(near, 0.8) if _S.ATTACK in (one, other) or HARM.search(told.head) else 0.2 * near
    if new.stands_for & ARMED and other in ARMED | {_S.LOOTING}:
        # "The strike" after a poisoning or a wrecked house: the word must take up something.
        return max(0.15, 0.2 * (near or 0.0))
    if near is None:
        return None
    if {one.event_type, other.event_type} <= _CROWD:
        return 0.4
    if _S.ATTACK in (one, other) or any({one, other} <= group for group in _COARSE):
        return 0.4 * max(near, 0.8)
    if new.stands_for or new.goes_on or other in new.nouns:
        return 0.2 * near
    # One writer says "air strikes" and "shelling" of two things.
    return 0.2 * near - 0.6


def _time_part(new: Telling, told: Telling) -> Part:
    score = time_score(new.account, told.account, inside=True)
    if new.own_date and told.own_date:
        return None if score is None else 0.4 * score
    if new.stands_for and not new.own_date:
        return 0.0
    if score is None:
        away = _days_apart(new, told)
        return -0.1 if away <= 1 else -0.3 if away <= 3 or not (new.own_date or told.own_date) else None
    return 0.2 * score


def _days_apart(new: Telling, told: Telling) -> int:
    one, other = new.account, told.account
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return 0
    return max((one.first - other.last).days, (other.first - one.last).days)


def place_part(new: Telling, told: Telling) -> Part:
    """Return what the places speak for or against."""
    score = _place_score(new, told)
    if not new.account.places or not told.account.places:
        return 0.0
    if new.stands_for:
        return _taken_up_place(new, told, score)
    if told.headline and not new.headline and (score is None or score < 0.5) and _may_hold(told, new):
        return 0.1
    if not (new.own_place and told.own_place):
        narrower = new.own_place and new.account.places[0].level in SPOTS
        return -0.1 if score is None else 0.15 if score >= 0.5 else 0.0 if narrower else 0.1
    if score is None or score < 0:
        return None
    levels = [account.places[0].level for account in (new.account, told.account)]
    if (levels[0] in SPOTS) != (levels[1] in SPOTS) and not told.aside:
        # "They attacked the airport": a spot within a province is as likely one more place as the place meant.
        toll = new.account.killed is not None and new.account.killed == told.account.killed
        return 0.1 if toll or PlaceLevel.COUNTRY in levels else -0.25
    return 0.5 * score


def _may_hold(headline: Telling, new: Telling) -> bool:
    """Tell whether the headline's place may hold the sentence's: a headline says "Raqqa" of a village in its province.

    News puts what is widely known first and the village below it (van Dijk, News as Discourse, 1988: the headline sums
    the text up), so a town that bears its province's name may stand for it there, and a town for its surroundings.
    """
    pairs = [(wide, spot) for wide in headline.account.places for spot in new.account.places]
    # Of two towns of one province neither holds the other, unless one is known by the other only.
    return any(may_hold(wide, spot) or may_hold(spot, wide) or told_by(wide, spot) for wide, spot in pairs)


def _taken_up_place(new: Telling, told: Telling, score: float | None) -> Part:
    if not new.own_place:
        return 0.0
    if score is not None:
        return 0.5 * max(score, 0.1)
    if PlaceLevel.COUNTRY in (new.account.places[0].level, told.account.places[0].level):
        return -0.05
    away = distance_km(new.account.places[0], told.account.places[0])
    return None if told.own_place and (away is None or away > ELSEWHERE_KM) else -0.1


def _place_score(new: Telling, told: Telling) -> float | None:
    """Return how near the places are; two names of one text are two spots, unless something else speaks for one."""
    one, other = new.account, told.account
    # "Near Aleppo" first, and then the town that was meant.
    shared = bool(
        new.stands_for or told.account.geo_precision > 1 or one.doers & other.doers or one.others & other.others
    )
    precision = max(one.geo_precision, other.geo_precision) if shared else 1
    scores = (pair_score(ours, theirs, precision) for ours in one.places for theirs in other.places)
    return max((score for score in scores if score is not None), default=None)


def sides_part(new: Telling, told: Telling) -> Part:
    """Return what the sides speak for or against."""
    one, other = new.account, told.account
    kinds = {one.sub_event_type, other.sub_event_type}
    score = 0.0
    if one.doers & other.doers:
        score = 0.25
    elif not new.pronoun and apart(one.actor1, other.actor1):
        crossed = bool(one.doers & other.others or other.doers & one.others)
        if new.stands_for:
            score = -0.1
        elif _S.ARMED_CLASH in kinds or kinds <= GROUND:
            # Both sides fight, and one leaves what the other takes.
            score = 0.1 if crossed or kinds <= GROUND else -0.3
        elif {kind.event_type for kind in kinds} <= _CROWD:
            score = 0.0
        else:
            return None
    if one.others and other.others:
        score += 0.1 if one.others & other.others else -0.05
    spots = any(account.place is not None and account.place.level in SPOTS for account in (one, other))
    if new.campaign and told.campaign and kinds <= BATTLE and not spots and score >= 0:
        # An offensive is one happening, however many towns it goes through.
        score += 0.3
    return score
