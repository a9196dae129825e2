"""Which rows of the editor's lists can change what is read out of a text, so that a new village rereads few texts.

A place or a side is found in a text by a name of its row, in one of the spellings that count as the same
(gazetteer_names.py). What all spellings of a name share is its bones: its consonants as transliteration leaves them,
without blanks, articles and doubles. A text whose bones do not hold those of any name of a row reads the same with and
without the row. A row that is found in another way too (by a GeoNames number, which has other names; as a region; by an
abbreviation; by a country's adjective and a common noun, of which the text may have neither) can change any text.
"""

from __future__ import annotations

import csv
import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from .gazetteer_names import ARTICLES, fold, variant_word
from .model import SPOTS
from .termfile import LEXICON

DATA = Path(__file__).resolve().parent / "data"
SHORT = 2
"""Letters of bones below which they are in any text."""
GRAM = 4
_SOFT = re.compile(r"[aeiouyw]+")
_DOUBLED = re.compile(r"(\w)\1+")
Row = Mapping[str, str]


@lru_cache(maxsize=65_536)
def _bones_of_word(word: str) -> tuple[str, str]:
    if word in ARTICLES:
        return "", ""
    made = variant_word(word)
    return _SOFT.sub("", made).replace("q", "k"), _SOFT.sub("", word[0] + made[1:]).replace("q", "k")


def bones(text: str) -> tuple[str, str]:
    """Return what all spellings of the text's names share: those of one variant key, and those of one skeleton."""
    pairs = [_bones_of_word(word) for word in fold(text).split()]
    one, other = ("".join(column) for column in zip(*pairs, strict=True)) if pairs else ("", "")
    return _DOUBLED.sub(r"\1", one), _DOUBLED.sub(r"\1", other)


class RowsRead(msgspec.Struct):
    """What is read of the editor's lists, as it can be kept on the disk."""

    general: str = ""
    """A digest of the rows that can change any text, of the lists' headers, and of lists that are no tables."""
    rows: list[str] = []
    by_gram: dict[str, list[tuple[str, int]]] = {}
    """The bones of names with the number of their row, by their first letters."""
    brief: list[tuple[str, int]] = []
    """Bones of fewer letters."""


def read_rows(places_csv: Path, actors_csv: Path) -> RowsRead:
    """Read the lists; one that cannot be read as a table, or is not there, counts as a whole."""
    read, general = RowsRead(), hashlib.sha256()
    common, listed = common_words(), {row["actor_id"] for row in _table(LEXICON / "actors.csv") or ()}
    meant = frozenset(fold(row["name"]) for row in _table(LEXICON / "place_abbreviations.csv") or ())
    for path in (places_csv, actors_csv):
        table = _table(path)
        if table is None:
            general.update(b"whole" + path.read_bytes() if path.is_file() else b"absent")
            continue
        for row in table:
            names = place_names(row, meant) if path == places_csv else side_names(row, common, listed)
            said = repr((path.name, sorted(row.items())))
            found = {each for name in names or () for each in bones(name)}
            if names is None or any(len(each) < SHORT for each in found):
                general.update(said.encode())
                continue
            for each in sorted(found):
                filed = read.brief if len(each) < GRAM else read.by_gram.setdefault(each[:GRAM], [])
                filed.append((each, len(read.rows)))
            read.rows.append(said)
    read.general = general.hexdigest()
    return read


class Rows:
    """The rows of the editor's lists: those that can change any text, and the others by the bones of their names."""

    def __init__(self, read: RowsRead) -> None:
        """Take what was read of the lists."""
        self._read = read
        self.general = read.general
        """A digest of the rows that can change any text, of the lists' headers, and of lists that are no tables."""

    def that_matter(self, text: str) -> tuple[str, ...]:
        """Return the rows, besides the general ones, that can change what is read out of the text, in their order."""
        held = " ".join(bones(text))
        grams = set(map("".join, zip(*(held[at:] for at in range(GRAM)), strict=False)))
        by_gram = self._read.by_gram
        found = {row for gram in grams & by_gram.keys() for name, row in by_gram[gram] if name in held}
        found |= {row for name, row in self._read.brief if name in held}
        return tuple(self._read.rows[row] for row in sorted(found))


def place_names(row: Row, meant: frozenset[str]) -> list[str] | None:
    """Return the names that a place's row is found by; None where it can change any text.

    `meant` are the names that abbreviations stand for.
    """
    names = [row["name"], *_parts(row["variants"]), *([row["name_ar"]] if row["name_ar"] else [])]
    if row["geonames_id"] or row["level"] not in [str(level) for level in SPOTS]:
        return None
    return None if any(fold(name) in meant for name in names) else names


def side_names(row: Row, common: frozenset[str], listed: Iterable[str]) -> list[str] | None:
    """Return the names that a side's row is found by; None where it can change any text.

    A row that replaces one of the worldwide list is also missed under that one's names. A common noun or a country's
    word in a name lets it be found by "the rebels" in a text about that country.
    """
    names = [row["name"], row["actor_id"], *_parts(row["aliases"])]
    if row["actor_id"] in listed or any(not common.isdisjoint(fold(name).split()) for name in names):
        return None
    return [*names, row["name"].partition(" (")[0]]


def common_words(folder: Path = LEXICON) -> frozenset[str]:
    """Return the words of countries and of common nouns for sides, but not of what only ends a group's name."""
    nouns = [row for row in _table(folder / "actor_nouns.csv") or () if row["scope"] != "group"]
    names = [name for row in nouns for name in (row["name"], *_parts(row["forms"]))]
    for row in _table(DATA / "countries.csv") or ():
        names += [row["name"], *_parts(row["aliases"]), *_parts(row["demonyms"])]
    return frozenset(word for name in names for word in fold(name).split())


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _table(path: Path) -> list[Row] | None:
    """Return a list's rows with all their cells; None where it is no table, or has cells without a column."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines, strict=True)
            header, rows = reader.fieldnames or (), list(reader)
    except (OSError, UnicodeDecodeError, csv.Error):
        return None
    needed = {
        "actors.csv": ("actor_id", "name", "aliases"),
        "actor_nouns.csv": ("forms", "scope", "name"),
        "places.csv": ("name", "name_ar", "variants", "level", "geonames_id"),
    }
    if not set(needed.get(path.name, ())) <= set(header) or len(set(header)) < len(header):
        return None
    if any(None in row or None in row.values() for row in rows):
        return None
    return [{key.strip(): cell.strip() for key, cell in row.items()} for row in rows]
