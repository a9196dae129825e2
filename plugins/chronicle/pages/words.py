"""Facts into careful English: days, counts, places and sides, never more exact than they are known."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date

from ..model import Actor, ActorKind, Assertion, Count, DateBasis, Grade, Interval, Place, PlaceLevel

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""English, whatever the machine's locale."""
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOT_STATED = "not stated"
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
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

KINDS: dict[ActorKind, str] = {
    ActorKind.STATE_FORCES: "state forces",
    ActorKind.REBEL_GROUP: "rebel group",
    ActorKind.POLITICAL_MILITIA: "political militia",
    ActorKind.IDENTITY_MILITIA: "identity militia",
    ActorKind.RIOTERS: "rioters",
    ActorKind.PROTESTERS: "protesters",
    ActorKind.CIVILIANS: "civilians",
    ActorKind.EXTERNAL_OTHER: "external or other force",
}
LEVELS: dict[PlaceLevel, str] = {
    PlaceLevel.COUNTRY: "country",
    PlaceLevel.ADMIN1: "region",
    PlaceLevel.ADMIN2: "district",
    PlaceLevel.PLACE: "town or village",
    PlaceLevel.SITE: "site",
    PlaceLevel.AREA: "area",
}
GRADES: dict[Grade, str] = {
    Grade.SINGLE: "one source",
    Grade.CORROBORATED: "corroborated",
    Grade.DISPUTED: "disputed",
}
GRADES_EXPLAINED: dict[Grade, str] = {
    Grade.SINGLE: "One independent source reports this.",
    Grade.CORROBORATED: "Two or more independent sources agree on this.",
    Grade.DISPUTED: "Sources contradict each other on what happened or who did it.",
}
BASES: dict[DateBasis, str] = {
    DateBasis.STATED: "the date is in the quoted words",
    DateBasis.INHERITED: "the date is taken from the text around the quoted words",
    DateBasis.PUBLICATION: "the text gives no date; these are the six days up to its publication",
}
ASSERTIONS: dict[Assertion, str] = {
    Assertion.STATED: "stated",
    Assertion.CLAIMED: "claimed",
    Assertion.DENIED: "denied",
    Assertion.PLANNED: "planned or feared",
    Assertion.HABITUAL: "said to be usual",
}


def number_words(number: int) -> str:
    """Return a number as running prose has it: in letters up to ten, then in figures with thousands apart."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return "no events", "one event", "12 events"."""
    return f"{number_words(number)} {noun if number == 1 else plural or noun + 's'}"


def listed(items: Sequence[str], limit: int = 0) -> str:
    """Return "a", "a and b", "a, b and c"; beyond `limit` items (0 for none), "a, b and others"."""
    shown = list(items)
    if limit and len(shown) > limit:
        shown = [*shown[:limit], "others"]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} and {shown[-1]}"


def day_words(day: date) -> str:
    """Return "5 May 2016"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_words(day: date) -> str:
    """Return "Thursday, 5 May 2016"."""
    return f"{_WEEKDAYS[day.weekday()]}, {day_words(day)}"


def month_words(year: int, month: int) -> str:
    """Return "May 2016"."""
    return f"{MONTHS[month - 1]} {year}"


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
        return "date not stated"
    first, last = interval.first, interval.last
    if first == last:
        return day_words(first)
    if whole_years(interval):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole_months(interval):
        if first.year != last.year:
            return f"{month_words(first.year, first.month)} – {month_words(last.year, last.month)}"
        if first.month == last.month:
            return month_words(first.year, first.month)
        return f"{MONTHS[first.month - 1]}–{month_words(last.year, last.month)}"
    if first.year != last.year:
        return f"{day_words(first)} – {day_words(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} – {day_words(last)}"
    return f"{first.day}–{day_words(last)}"


def precision_words(interval: Interval | None) -> str:
    """Return how exactly the days are known."""
    if interval is None:
        return "no source says when"
    if interval.days == 1:
        return "known to the day"
    if whole_years(interval):
        return "known to the year only" if interval.days < 367 else "known to a span of years only"
    if whole_months(interval):
        return "known to the month only" if whole_month(interval) else "known to a span of months only"
    if interval.days == 2:
        return "on one or both of these two days"
    return f"on one or more of these {number_words(interval.days)} days"


def count_words(count: Count) -> str:
    """Return a count as a range: "12", "10 to 12", "at least 12", "up to 12", "12 (10 to 15)", "not stated"."""
    low, best, high = count.low, count.best, count.high
    if not count.known:
        return NOT_STATED
    if high == 0 or (best == 0 and low in (0, None) and high is None):
        return "none"
    if best is not None:
        if (low, high) in ((best, best), (None, None)):
            return f"{best:,}"
        if low is not None and high is not None:
            return f"{low:,} to {high:,}" if best in (low, high) else f"{best:,} ({low:,} to {high:,})"
        if low is not None:
            return f"at least {low:,}" if low == best else f"{best:,}, at least {low:,}"
        return f"up to {high:,}" if high == best else f"{best:,}, up to {high:,}"
    if low is not None and high is not None:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    return f"at least {low:,}" if low is not None else f"up to {high:,}"


def region_name(place: Place) -> str:
    """Return a region's name with the word "region" where its name does not say what it is."""
    named = place.name.casefold().split()
    plain = place.level is PlaceLevel.ADMIN1 and _REGION_WORDS.isdisjoint(named)
    return f"{place.name} region" if plain else place.name


def place_words(place: Place | None, geo_precision: int | None) -> str:
    """Return where, as exactly as it is known: "Khan Touman", "near Khan Touman", "somewhere in Aleppo region"."""
    if place is None:
        return "place not stated"
    if geo_precision == 2:
        return f"near {place.name}"
    if geo_precision == 3 or place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
        return f"somewhere in {region_name(place)}"
    return place.name


def place_phrase(place: Place | None, geo_precision: int | None) -> str:
    """Return the place as a phrase of a headline: "in Khan Touman", "at al-Nayrab airport", "near Khan Touman"."""
    if place is None:
        return ""
    if geo_precision == 2:
        return f"near {place.name}"
    if geo_precision == 3 or place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
        return f"in {region_name(place)}"
    return f"{'at' if place.level is PlaceLevel.SITE else 'in'} {place.name}"


def geo_precision_words(place: Place | None, geo_precision: int | None) -> str:
    """Return how exactly the place is known, and where it is drawn."""
    if place is None:
        return "no source says where"
    if geo_precision == 2:
        return f"near it or in a part of it; placed at {place.name}"
    if geo_precision == 3 or place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
        return "known to the region only; no point is drawn for it"
    return "the named place itself"


def region_words(place: Place) -> str:
    """Return the ground around a place: "Aleppo, Syria"."""
    parts = (place.admin2, place.admin1, place.country)
    return ", ".join(dict.fromkeys(part for part in parts if part and part != place.name))


def sides_words(actors: Sequence[Actor], limit: int = 0) -> str:
    """Return the actors of one side, joined."""
    return listed([actor.name for actor in actors], limit)


def distance_words(kilometres: float) -> str:
    """Return "800 m", "3.4 km", "27 km"."""
    if kilometres < 0.05:
        return "under 100 m"
    if kilometres < 0.95:
        return f"{round(kilometres * 10) * 100} m"
    return f"{kilometres:.1f} km" if kilometres < 9.95 else f"{kilometres:.0f} km"
