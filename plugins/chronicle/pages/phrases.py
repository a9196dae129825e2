"""Texts of the interface that remember how they were made, so that a template can say them in another language.

A Phrase is English text, and works wherever a text does: in a table, in a comparison, in JSON. Beside it stands its
recipe, which `catalogue.py` follows when a page is rendered in another language. Views and words only ever make
phrases; they know no language. Text put together with f-strings or `+` is plain English again: say it whole instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeAlias

Value: TypeAlias = str | int
"""What a message is filled with: a number, a phrase, or a text that stands as it is (a name, a quotation)."""

PATTERN = "pattern of a date"


def mark(message: str, /) -> str:
    """Mark a literal for the catalogue and return it, for a table of messages that say is given later."""
    return message


def mark_in(context: str, message: str, /) -> str:
    """Mark a literal of a context likewise."""
    return message


DAY = mark_in("pattern of a date", "d MMMM y")
WEEKDAY = mark_in("pattern of a date", "EEEE, d MMMM y")
DAY_MONTH = mark_in("pattern of a date", "d MMMM")
DAY_ONLY = mark_in("pattern of a date", "d")
MONTH_YEAR = mark_in("pattern of a date", "MMMM y")
MONTH = mark_in("pattern of a date", "LLLL")
MONTH_SHORT = mark_in("pattern of a date", "LLL")
"""CLDR's letters (UTS 35); a language may change each pattern, as it may any message."""
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
"""English, whatever the machine's locale."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the catalogue and what fills its braces."""

    text: str
    values: tuple[tuple[str, Value], ...] = ()
    plural: str = ""
    number: int = 1
    """What the plural form goes by, where there is one."""
    context: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Items joined as the language joins them: "a, b and c"."""

    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Day:
    """A date in one of the patterns above."""

    day: date
    pattern: str


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its thousands apart."""

    number: int


@dataclass(frozen=True, slots=True)
class Named:
    """A name that is written in its own way in some languages: (("ar", "حلب"),)."""

    names: tuple[tuple[str, str], ...]
    oblique: tuple[tuple[str, str], ...] = ()
    """Likewise after a preposition, where the language's rule errs."""


@dataclass(frozen=True, slots=True)
class Territory:
    """A country by its English name; the other languages' names for it are CLDR's."""

    name: str


@dataclass(frozen=True, slots=True)
class Region:
    """A region by its English name and its country's; the build looks its other names up in the gazetteer."""

    name: str
    country: str


@dataclass(frozen=True, slots=True)
class Capital:
    """A phrase at the beginning of a sentence."""

    of: Phrase


@dataclass(frozen=True, slots=True)
class Encoded:
    """A value as JSON for a script, with phrases in it: tuples of pairs for objects, other tuples for lists."""

    rows: tuple[tuple[tuple[str, str | int | float | bool], ...], ...]


Recipe: TypeAlias = Message | Listing | Day | Amount | Named | Territory | Region | Capital | Encoded


class Phrase(str):
    """English text with the recipe for other languages; equal to, and hashed as, its English text."""

    __slots__ = ("recipe",)
    recipe: Recipe

    def __new__(cls, english: str, recipe: Recipe) -> Phrase:
        """Return the phrase; `english` is what its recipe gives in English."""
        made = str.__new__(cls, english)
        made.recipe = recipe
        return made

    def __reduce__(self) -> tuple[type[Phrase], tuple[str, Recipe]]:
        return Phrase, (str(self), self.recipe)

    def capitalize(self) -> Phrase:
        """Return the phrase as it opens a sentence; Jinja's `capitalize` comes here too."""
        return Phrase(str.capitalize(self), Capital(self))


def say(message: str, /, **values: Value) -> Phrase:
    """Return a message of the catalogue, its braces filled: say("near {place}", place=name).

    The message is a literal, for pybabel reads it in the source; a number is written with its thousands apart.
    """
    return Phrase(_filled(message, values), Message(message, tuple(values.items())))


def say_in(context: str, message: str, /, **values: Value) -> Phrase:
    """Return a message whose English words mean several things: the context, a literal too, tells which."""
    return Phrase(_filled(message, values), Message(message, tuple(values.items()), context=context))


def say_n(singular: str, plural: str, number: int, /, **values: Value) -> Phrase:
    """Return a message that goes by a number, {n}: say_n("{n} report", "{n} reports", 3)."""
    filled = {"n": number, **values}
    english = _filled(singular if number == 1 else plural, filled)
    return Phrase(english, Message(singular, tuple(filled.items()), plural, number))


def forms(singular: str, plural: str, /) -> tuple[str, str]:
    """Mark two literals for the catalogue and return them, for a table of nouns that say_n is given later."""
    return singular, plural


def spelled(number: int) -> Phrase:
    """Return a number as running prose has it: in English in letters up to ten."""
    return Phrase(_SMALL[number] if 0 <= number < len(_SMALL) else f"{number:,}", Amount(number))


def figure(number: int) -> Phrase:
    """Return a number in figures, its thousands apart."""
    return Phrase(f"{number:,}", Amount(number))


def listing(items: Iterable[Value]) -> Phrase:
    """Return "a", "a and b", "a, b and c"."""
    named = tuple(items)
    words = [_value(item) for item in named]
    english = "".join(words) if len(words) < 2 else f"{', '.join(words[:-1])} and {words[-1]}"
    return Phrase(english, Listing(named))


@lru_cache(maxsize=20_000)  # a day stands on its events' pages, its own, its month's, its places' and its sides'
def dated(day: date, pattern: str = DAY) -> Phrase:
    """Return a date in one of the patterns of this file."""
    month = MONTHS[day.month - 1]
    english = {
        DAY: f"{day.day} {month} {day.year}",
        WEEKDAY: f"{WEEKDAYS[day.weekday()]}, {day.day} {month} {day.year}",
        DAY_MONTH: f"{day.day} {month}",
        DAY_ONLY: f"{day.day}",
        MONTH_YEAR: f"{month} {day.year}",
        MONTH: month,
        MONTH_SHORT: month[:3],
    }
    return Phrase(english[pattern], Day(day, pattern))


def encoded(rows: Iterable[Mapping[str, str | int | float | bool]]) -> Phrase:
    """Return rows as compact JSON for a data attribute."""
    kept = tuple(tuple(row.items()) for row in rows)
    return Phrase(as_json([dict(row) for row in kept]), Encoded(kept))


def as_json(value: object) -> str:
    """Return compact JSON; what is no number in JSON (NaN) is refused."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def named(name: str, arabic: str = "", oblique: str = "") -> str:
    """Return a name with its Arabic form; without one it stands as it is in every language.

    `oblique` is the Arabic form after a preposition, where `arabic.py` does not find it.
    """
    return Phrase(name, Named((("ar", arabic),), (("ar", oblique),) if oblique else ())) if arabic else name


def region(name: str, country: str) -> str:
    """Return a region's English name, which the build looks up for other languages."""
    return Phrase(name, Region(name, country)) if name else name


def territory(name: str) -> str:
    """Return a country's English name, which the catalogue looks up in CLDR for other languages."""
    return Phrase(name, Territory(name)) if name else name


def _value(value: Value) -> str:
    return value if isinstance(value, str) else f"{value:,}"


def _filled(message: str, values: dict[str, Value]) -> str:
    return message.format(**{name: _value(value) for name, value in values.items()}) if values else message
