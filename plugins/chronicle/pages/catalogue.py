"""The interface's language: its catalogue of messages (gettext), its numbers and dates (Babel), its direction.

A catalogue is `theme/locale/<language>/LC_MESSAGES/chronicle.po`, read as it lies there: nothing is compiled by hand
and nothing compiled is kept. English is the language of the messages themselves and needs none.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal

from ..errors import ChronicleError, Problem
from . import arabic
from .phrases import (
    PATTERN,
    Amount,
    Capital,
    Day,
    Encoded,
    Listing,
    Message,
    Named,
    Phrase,
    Region,
    Territory,
    Value,
    as_json,
)

DOMAIN = "chronicle"
ENGLISH = "en"
LATIN_DIGITS = "latn"
"""Digits as in the tables and addresses, and as most Arabic news sites write them: 8, not ٨. They also keep their
order beside Latin names, where Arabic-Indic ones would not."""
ISOLATE, END = "\u2068", "\u2069"
"""First strong isolate and its end: a name of the other direction must not reorder the words around it (UAX 9)."""
RIGHT = "\u200f"
"""The right-to-left mark."""
_RIGHT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LEFT = re.compile(r"[A-Za-z\u00c0-\u02af\u0370-\u058f]")
_BRACES = re.compile(r"\{(\w+)(?::(\w*))?\}|%\((\w+)\)s")
OBLIQUE = "oblique"
"""What a translation writes into a gap for the case after a preposition or of an object: {side2:oblique}."""
_CASES: dict[str, Callable[[str], str]] = {"ar": arabic.oblique}


_OTHERWISE = {
    "Burma": "MM",
    "Cabo Verde": "CV",
    "Czech Republic": "CZ",
    "Democratic Republic of Congo": "CD",
    "Democratic Republic of the Congo": "CD",
    "Hong Kong": "HK",
    "Ivory Coast": "CI",
    "Macao": "MO",
    "Myanmar": "MM",
    "Palestine": "PS",
    "Palestinian Territory": "PS",
    "Republic of the Congo": "CG",
    "Sao Tome and Principe": "ST",
    "Swaziland": "SZ",
    "The Netherlands": "NL",
    "Timor Leste": "TL",
    "Turkey": "TR",
    "Vatican": "VA",
}
"""Countries that GeoNames and our own lists name otherwise than CLDR's English does."""


@cache  # each page asks twice
def _direction(locale: Locale) -> str:
    return "rtl" if locale.text_direction == "rtl" else "ltr"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One interface language."""

    language: str = ENGLISH
    locale: Locale = field(default_factory=lambda: Locale(ENGLISH))
    translations: NullTranslations = field(default_factory=NullTranslations)
    countries: Mapping[str, str] = field(default_factory=dict)
    """ISO 3166 codes by English name."""
    regions: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Regions' names in this language by country and name, both in English."""

    @property
    def code(self) -> str:
        """Return the language as HTML has it (BCP 47)."""
        return self.language.replace("_", "-")

    @property
    def key(self) -> str:
        """Return what pages depend on beside the catalogue's file."""
        return f"{self.language} {sorted(self.regions.items())}"

    @property
    def direction(self) -> str:
        """Return "ltr" or "rtl"."""
        return _direction(self.locale)

    @property
    def english(self) -> bool:
        """Tell whether the messages stand as they are."""
        return self.language == ENGLISH

    def text(self, value: object) -> str:
        """Return a phrase in this language; any other value as it stands."""
        if not isinstance(value, Phrase):
            return value if isinstance(value, str) else str(value)
        if self.english:
            return str(value)
        made = self._made(value)
        # A list that begins with a Latin name would else take that name's direction wherever it stands alone.
        return f"{RIGHT}{made}" if made.startswith(ISOLATE) and self.direction == "rtl" else made

    def message(self, text: str, context: str = "") -> str:
        """Return a message with its braces or percent signs still to be filled."""
        return self.translations.pgettext(context, text) if context else self.translations.gettext(text)

    def plural(self, singular: str, plural: str, number: int) -> str:
        """Return the form of a message that goes with a number."""
        return self.translations.ngettext(singular, plural, number)

    def number(self, number: int) -> str:
        """Return a number with its thousands apart."""
        return str(format_decimal(number, locale=self.locale, numbering_system=LATIN_DIGITS))

    def isolated(self, text: str) -> str:
        """Return a text fenced off where it holds letters of the other direction."""
        other = _LEFT if self.direction == "rtl" else _RIGHT
        return f"{ISOLATE}{text}{END}" if other.search(text) else text

    def plural_forms(self, singular: str, plural: str) -> dict[str, str]:
        """Return a message's forms by CLDR's plural categories, as scripts choose them (Intl.PluralRules)."""
        found: dict[str, str] = {}
        for number in range(200, -1, -1):
            found[str(self.locale.plural_form(number))] = self.plural(singular, plural, number)
        return dict(sorted(found.items()))

    def tree(self, value: Any) -> Any:
        """Return a value for JSON with every phrase in it in this language."""
        if isinstance(value, Mapping):
            return {key: self.tree(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.tree(part) for part in value]
        return self.text(value) if isinstance(value, str) else value

    def _made(self, phrase: Phrase, case: str = "") -> str:
        recipe = phrase.recipe
        match recipe:
            case Message():
                if recipe.plural:
                    text = self.plural(recipe.text, recipe.plural, recipe.number)
                else:
                    text = self.message(recipe.text, recipe.context)
                text = self._inflected(text, case)
                filled = {name: _Gap(self, value, case) for name, value in recipe.values}
                return text.format(**filled) if filled else text
            case Amount():
                return self.number(recipe.number)
            case Day():
                pattern = self.message(recipe.pattern, PATTERN)
                return str(format_date(recipe.day, pattern, locale=self.locale)).translate(_DIGITS)
            case Listing():
                return str(format_list([self._value(item, case) for item in recipe.items], locale=self.locale))
            case Named():
                written = dict(recipe.oblique).get(self.locale.language, "") if case else ""
                name = next((name for code, name in recipe.names if code == self.locale.language), "")
                return written or (self._inflected(name, case) if name else str(phrase))
            case Territory():
                return str(self.locale.territories.get(self.countries.get(recipe.name, ""), phrase))
            case Region():
                return self.regions.get((recipe.country, recipe.name), str(phrase))
            case Encoded():
                return as_json([self.tree(dict(row)) for row in recipe.rows])
            case Capital():
                text = self._made(recipe.of)
                return text[:1].upper() + text[1:]

    def _value(self, value: Value, case: str = "") -> str:
        return self.shown(value, case) if isinstance(value, str) else self.number(value)

    def _inflected(self, text: str, case: str) -> str:
        inflect = _CASES.get(self.locale.language) if case else None
        return inflect(text) if inflect else text

    def shown(self, text: str, case: str = "") -> str:
        """Return a text as it fills a gap: a name fenced off, a phrase that fences its own names as it is."""
        recipe = text.recipe if isinstance(text, Phrase) else None
        composed = isinstance(recipe, Listing | Capital) or (isinstance(recipe, Message) and recipe.values)
        made = self._made(text, case) if isinstance(text, Phrase) and not self.english else str(text)
        return made if composed else self.isolated(made)


@dataclass(frozen=True, slots=True)
class _Gap:
    """What fills a gap of a message, in the case that the translation asks for."""

    catalogue: Catalogue
    value: Value
    case: str

    def __format__(self, asked: str) -> str:
        return self.catalogue._value(self.value, asked or self.case)


_DIGITS = {ord("٠") + n: str(n) for n in range(10)} | {ord("۰") + n: str(n) for n in range(10)}


def catalogue_file(folder: Path, language: str) -> Path:
    """Return where a language's messages stand in the theme's folder `locale`."""
    return folder / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def load_catalogue(folder: Path, language: str) -> Catalogue:
    """Return a language's catalogue; "ar_SY" reads the messages of "ar" and has its own months.

    Raises ChronicleError where no such language is there, or where a message's gaps are not those of its translation.
    """
    if language == ENGLISH:
        return Catalogue()
    path = next((p for p in (catalogue_file(folder, name) for name in _names(language)) if p.is_file()), None)
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        locale = None
    if path is None or locale is None:
        there = sorted(each.parent.parent.name for each in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
        known = ", ".join(dict.fromkeys([ENGLISH, *there]))
        raise ChronicleError(
            Problem(f"CHRONICLE_LANGUAGE = {language!r} has no catalogue", f"known are {known}; see docs/languages.md")
        )
    catalog = read_catalog(path, locale)
    problems = [Problem(fault, "translate the gaps too", path, line) for line, fault in gap_faults(catalog)]
    if problems:
        raise ChronicleError(problems)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return Catalogue(language, locale, GNUTranslations(compiled), _countries())


def _countries() -> Mapping[str, str]:
    """Return ISO 3166 codes by English name: CLDR's names, and those that GeoNames and our lists use instead."""
    names = {
        str(name).replace("&", "and").replace("St.", "Saint"): code
        for code, name in Locale(ENGLISH).territories.items()
    }
    return {**names, **_OTHERWISE}


def read_catalog(path: Path, locale: Locale | None = None) -> Catalog:
    """Return the messages of a .po file.

    Raises ChronicleError where it cannot be read.
    """
    try:
        with path.open("rb") as lines:
            return read_po(lines, locale=locale, domain=DOMAIN, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise ChronicleError(Problem(f"cannot be read: {error}", "correct it", path, line)) from error


def gap_faults(catalog: Iterable[Entry]) -> Iterator[tuple[int | None, str]]:
    """Yield what a page could not be made from: a translation with a gap that its message does not fill, or fewer.

    A plural form may leave its number out: "حدثان" says two without a figure.
    """
    for entry in catalog:
        if not entry.id or entry.fuzzy:
            continue
        sources = entry.id if isinstance(entry.id, tuple | list) else (entry.id,)
        made = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
        wanted = gaps(sources[-1])
        for text in filter(None, made):
            missing = wanted - gaps(text) if len(sources) == 1 else set()
            for name in sorted(gaps(text) - wanted):
                yield entry.lineno, f"the message has no gap {name!r}: {text!r}"
            for name in sorted(missing):
                yield entry.lineno, f"the gap {name!r} is missing: {text!r}"
            for name in sorted({case for _, case, _ in _BRACES.findall(text)} - {"", OBLIQUE}):
                yield entry.lineno, f"no case is called {name!r}, only {OBLIQUE!r}: {text!r}"


def gaps(text: str) -> set[str]:
    """Return the names of the gaps in a message: {n}, %(name)s."""
    return {one or other for one, _, other in _BRACES.findall(text)}


def _names(language: str) -> Iterator[str]:
    yield language
    if "_" in language:
        yield language.partition("_")[0]
