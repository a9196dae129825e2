"""Facts into careful words: days, counts, places and sides, never more exact than they are known.

Every text made here is a phrase: English, with its recipe for other languages (phrases.py).
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date
from functools import reduce

from ..gazetteer_arabic import map_names
from ..model import ActorKind, Assertion, Count, DateBasis, Grade, Interval, Place, PlaceLevel
from .phrases import (
    DAY_MONTH,
    DAY_ONLY,
    MONTH,
    MONTH_YEAR,
    WEEKDAY,
    dated,
    figure,
    forms,
    listing,
    named,
    region,
    say,
    say_in,
    say_n,
    spelled,
    territory,
)

NOT_STATED = say("not stated")
NOUNS: dict[str, tuple[str, str]] = {
    "event": forms("{n} event", "{n} events"),
    "report": forms("{n} report", "{n} reports"),
    "article": forms("{n} article", "{n} articles"),
    "correction": forms("{n} correction", "{n} corrections"),
    "change": forms("{n} change", "{n} changes"),
    "source article": forms("{n} source article", "{n} source articles"),
    "place": forms("{n} place", "{n} places"),
    "side": forms("{n} side", "{n} sides"),
    "feature": forms("{n} feature", "{n} features"),
}
"""What is counted; a new noun gets its two forms here, for other languages have up to six of their own."""
_REGION_WORDS = frozenset(
    {
        "region",
        "province",
        "governorate",
        "oblast",
        "state",
        "district",
        "county",
        "department",
        "prefecture",
        "emirate",
        "territory",
        "strip",
        "valley",
    }
)
"""A name that holds one of these says by itself that it is a region."""
_REGION_WORDS_AR = ("محافظة", "إقليم", "منطقة", "ولاية", "مقاطعة", "قضاء", "إمارة", "قطاع")

KINDS: dict[ActorKind, str] = {
    ActorKind.STATE_FORCES: say("state forces"),
    ActorKind.REBEL_GROUP: say("rebel group"),
    ActorKind.POLITICAL_MILITIA: say("political militia"),
    ActorKind.IDENTITY_MILITIA: say("identity militia"),
    ActorKind.RIOTERS: say("rioters"),
    ActorKind.PROTESTERS: say("protesters"),
    ActorKind.CIVILIANS: say("civilians"),
    ActorKind.EXTERNAL_OTHER: say("external or other force"),
}
LEVELS: dict[PlaceLevel, str] = {
    PlaceLevel.COUNTRY: say("country"),
    PlaceLevel.ADMIN1: say("region"),
    PlaceLevel.ADMIN2: say("district"),
    PlaceLevel.PLACE: say("town or village"),
    PlaceLevel.SITE: say("site"),
    PlaceLevel.AREA: say("area"),
}
GRADES: dict[Grade, str] = {
    Grade.SINGLE: say("one source"),
    Grade.CORROBORATED: say("corroborated"),
    Grade.DISPUTED: say("disputed"),
}
GRADES_EXPLAINED: dict[Grade, str] = {
    Grade.SINGLE: say("One independent source reports this."),
    Grade.CORROBORATED: say("Two or more independent sources agree on this."),
    Grade.DISPUTED: say("Sources contradict each other on what happened or who did it."),
}
BASES: dict[DateBasis, str] = {
    DateBasis.STATED: say("the date is in the quoted words"),
    DateBasis.INHERITED: say("the date is taken from the text around the quoted words"),
    DateBasis.PUBLICATION: say("the text gives no date; these are the six days up to its publication"),
}
ASSERTIONS: dict[Assertion, str] = {
    Assertion.STATED: say("stated"),
    Assertion.CLAIMED: say("claimed"),
    Assertion.DENIED: say("denied"),
    Assertion.PLANNED: say("planned or feared"),
    Assertion.HABITUAL: say("said to be usual"),
}


def number_words(number: int) -> str:
    """Return a number as running prose has it: in letters up to ten, then in figures with thousands apart."""
    return spelled(number)


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return "no events", "one event", "12 events"; a noun that NOUNS does not hold stays English."""
    singular, several = NOUNS.get(noun, (f"{{n}} {noun}", f"{{n}} {plural or noun + 's'}"))
    return say_n(singular, several, number, n=spelled(number))


def listed(items: Sequence[str], limit: int = 0) -> str:
    """Return "a", "a and b", "a, b and c"; beyond `limit` items (0 for none), "a, b and others"."""
    shown = list(items)
    return listing([*shown[:limit], say("others")] if limit and len(shown) > limit else shown)


def chained(items: Sequence[str]) -> str:
    """Return "a, b, c", from the smaller ground to the larger."""
    return reduce(lambda one, other: say("{one}, {other}", one=one, other=other), items) if items else ""


def sentences(*parts: str) -> str:
    """Return sentences, one after the other."""
    return reduce(lambda one, other: say("{one} {other}", one=one, other=other), [part for part in parts if part])


def day_words(day: date) -> str:
    """Return "5 May 2016"."""
    return dated(day)


def weekday_words(day: date) -> str:
    """Return "Thursday, 5 May 2016"."""
    return dated(day, WEEKDAY)


def month_words(year: int, month: int) -> str:
    """Return "May 2016"."""
    return dated(date(year, month, 1), MONTH_YEAR)


def month_name(month: int) -> str:
    """Return "May"."""
    return dated(date(2000, month, 1), MONTH)


def whole_month(interval: Interval) -> bool:
    """Tell whether the interval is one calendar month, first day to last."""
    first, last = interval.first, interval.last
    return whole_months(interval) and (first.year, first.month) == (last.year, last.month)


def whole_months(interval: Interval) -> bool:
    """Tell whether the interval begins on a month's first day and ends on a month's last."""
    last = interval.last
    return interval.first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]


def whole_years(interval: Interval) -> bool:
    """Tell whether the interval runs from a 1 January to a 31 December."""
    return whole_months(interval) and interval.first.month == 1 and interval.last.month == 12


def interval_words(interval: Interval | None) -> str:
    """Return the days as a reader would write them: "5 May 2016", "3–8 May 2016", "May 2016", "2016"."""
    if interval is None:
        return say("date not stated")
    first, last = interval.first, interval.last
    if first == last:
        return day_words(first)
    if whole_years(interval):
        return str(first.year) if first.year == last.year else _close(str(first.year), str(last.year))
    if whole_months(interval):
        if first.year != last.year:
            return _apart(month_words(first.year, first.month), month_words(last.year, last.month))
        if first.month == last.month:
            return month_words(first.year, first.month)
        return _close(month_name(first.month), month_words(last.year, last.month))
    if first.year != last.year:
        return _apart(day_words(first), day_words(last))
    if first.month != last.month:
        return _apart(dated(first, DAY_MONTH), day_words(last))
    return _close(dated(first, DAY_ONLY), day_words(last))


def _close(first: str, last: str) -> str:
    return say("{first}–{last}", first=first, last=last)


def _apart(first: str, last: str) -> str:
    return say("{first} – {last}", first=first, last=last)


def precision_words(interval: Interval | None) -> str:
    """Return how exactly the days are known."""
    if interval is None:
        return say("no source says when")
    if interval.days == 1:
        return say("known to the day")
    if whole_years(interval):
        return say("known to the year only") if interval.days < 367 else say("known to a span of years only")
    if whole_months(interval):
        return say("known to the month only") if whole_month(interval) else say("known to a span of months only")
    if interval.days == 2:
        return say("on one or both of these two days")
    one, several = forms("on one or more of these {n} days", "on one or more of these {n} days")
    return say_n(one, several, interval.days, n=spelled(interval.days))


def count_words(count: Count) -> str:
    """Return a count as a range: "12", "10 to 12", "at least 12", "up to 12", "12 (10 to 15)", "not stated"."""
    low, best, high = count.low, count.best, count.high
    if not count.known:
        return NOT_STATED
    if none_hurt(count):
        return say_in("of people", "none")
    if best is not None:
        if (low, high) in ((best, best), (None, None)):
            return figure(best)
        if low is not None and high is not None:
            if best in (low, high):
                return say("{low} to {high}", low=low, high=high)
            return say("{best} ({low} to {high})", best=best, low=low, high=high)
        if low is not None:
            return say("at least {n}", n=low) if low == best else say("{best}, at least {low}", best=best, low=low)
        assert high is not None
        return say("up to {n}", n=high) if high == best else say("{best}, up to {high}", best=best, high=high)
    if low is not None and high is not None:
        return figure(low) if low == high else say("{low} to {high}", low=low, high=high)
    return say("at least {n}", n=low) if low is not None else say("up to {n}", n=high or 0)


def none_hurt(count: Count) -> bool:
    """Tell whether the sources say that nobody was."""
    return count.high == 0 or (count.best == 0 and count.low in (0, None) and count.high is None)


def country_name(name: str) -> str:
    """Return a country's name, in every language that CLDR has it in."""
    return territory(name)


def place_name(place: Place) -> str:
    """Return a place's name, in the languages that we have it in."""
    if place.level is PlaceLevel.COUNTRY and not place.name_ar:
        return country_name(place.name)
    return named(place.name, place.name_ar or map_names().get(place.geonames_id or 0, ""))


def region_name(place: Place) -> str:
    """Return a region's name with the word "region" where its name does not say what it is."""
    words = place.name.casefold().split()
    if place.level is not PlaceLevel.ADMIN1 or not _REGION_WORDS.isdisjoint(words):
        return place_name(place)
    if any(place.name_ar.startswith(word) for word in _REGION_WORDS_AR):
        return named(f"{place.name} region", place.name_ar)
    return say("{place} region", place=place_name(place))


def place_words(place: Place | None, geo_precision: int | None) -> str:
    """Return where, as exactly as it is known: "Khan Touman", "near Khan Touman", "somewhere in Aleppo region"."""
    if place is None:
        return say("place not stated")
    if geo_precision == 2:
        return say("near {place}", place=place_name(place))
    if geo_precision == 3 or place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
        return say("somewhere in {place}", place=region_name(place))
    return place_name(place)


def place_phrase(place: Place | None, geo_precision: int | None) -> str:
    """Return the place as a phrase of a headline: "in Khan Touman", "at al-Nayrab airport", "near Khan Touman"."""
    if place is None:
        return ""
    if geo_precision == 2:
        return say("near {place}", place=place_name(place))
    if geo_precision == 3 or place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
        return say("in {place}", place=region_name(place))
    if place.level is PlaceLevel.SITE:
        return say("at {place}", place=place_name(place))
    return say("in {place}", place=place_name(place))


def geo_precision_words(place: Place | None, geo_precision: int | None) -> str:
    """Return how exactly the place is known, and where it is drawn."""
    if place is None:
        return say("no source says where")
    if geo_precision == 2:
        return say("near it or in a part of it; placed at {place}", place=place_name(place))
    if geo_precision == 3 or place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
        return say("known to the region only; no point is drawn for it")
    return say("the named place itself")


def region_words(place: Place) -> str:
    """Return the ground around a place: "Aleppo, Syria"."""
    country = place.country
    parts = (region(place.admin2, country), region(place.admin1, country), country_name(country))
    return chained(list(dict.fromkeys(part for part in parts if part and part != place.name)))


def distance_words(kilometres: float) -> str:
    """Return "800 m", "3.4 km", "27 km"."""
    if kilometres < 0.05:
        return say("under {distance} m", distance=100)
    if kilometres < 0.95:
        return say("{distance} m", distance=round(kilometres * 10) * 100)
    return say("{distance} km", distance=f"{kilometres:.1f}" if kilometres < 9.95 else f"{kilometres:.0f}")
