"""Lists of names too long for one page, by their first letters: in Latin letters and, where names have them, in Arabic.

As the chronological index splits years into months, a letter with too many names is split by its first two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..gazetteer_names import fold, slugify
from .views_time import YearLine
from .words import counted

T = TypeVar("T")
MOST = 800
"""Names on one page: some 30 kB gzipped with everything that it loads, of the 60 kB that a page of text may have."""
FOLDER = "by-letter/"
LONGEST = 8
"""Letters that a page's names have in common at most: a prefix of hundreds of villages, as Kafr, is no name yet."""
_ARTICLE = "\u0627\u0644"
_HAMZAS = str.maketrans("\u0623\u0625\u0622\u0671", "\u0627" * 4)
"""An alif is one letter to who looks a name up, whatever sits on it."""


@dataclass(frozen=True, slots=True)
class Letter(Generic[T]):
    """The names that begin alike: what is common to them, their page's address, and whose they are, in order."""

    name: str
    url: str
    members: tuple[T, ...]


def by_letter(members: Iterable[T], name: Callable[[T], str], base: str, most: int = MOST) -> tuple[Letter[T], ...]:
    """Return the pages of a long list; `base` is the list's own address, a member without a name is on none.

    "al-Bab" stands under B, as in a gazetteer; a name that begins with no letter under "#".
    """
    keyed = sorted(((key_of(name(one)), one) for one in members if name(one)), key=lambda pair: pair[0])
    return tuple(
        Letter(start.capitalize(), f"{base}{FOLDER}{_part(start)}/", tuple(one for _, one in found))
        for start, found in _groups(keyed, 1, most)
    )


def key_of(name: str) -> str:
    """Return what a name is put in order by: without marks and without its article."""
    plain = name.translate(_HAMZAS)
    if plain.startswith(_ARTICLE) and len(plain) > len(_ARTICLE) + 1:
        plain = plain[len(_ARTICLE) :]
    words = fold(plain).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("al", "el", "the") else words)


def letter_lines(letters: Sequence[Letter[T]], noun: str) -> tuple[YearLine, ...]:
    """Return the pages as a list of links; `noun` is what is counted."""
    return tuple(YearLine(one.name, one.url, len(one.members), counted(len(one.members), noun)) for one in letters)


def _groups(keyed: Sequence[tuple[str, T]], length: int, most: int) -> list[tuple[str, list[tuple[str, T]]]]:
    found: dict[str, list[tuple[str, T]]] = defaultdict(list)
    for key, one in keyed:
        found[_start(key, length)].append((key, one))
    made: list[tuple[str, list[tuple[str, T]]]] = []
    for start in sorted(found):
        # Names of one letter only, or all alike, cannot be told apart by a further one.
        split = len(found[start]) > most and any(len(key) > length for key, _ in found[start]) and start != "#"
        made += _groups(found[start], length + 1, most) if split and length < LONGEST else [(start, found[start])]
    return made


def _start(key: str, length: int) -> str:
    start = key[:length].strip()
    return start if start[:1].isalpha() else "#"


def _part(start: str) -> str:
    slug = slugify(start)
    return slug if slug == start.replace(" ", "-") and slug else "-".join(f"u{ord(letter):04x}" for letter in start)
