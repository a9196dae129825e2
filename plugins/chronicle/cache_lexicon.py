"""Which rows of the project's own term lists can change what is read out of a text, so that a new word rereads few.

Every term of a declared list (cache_lists.py) is kept with the words that a text must hold for it to act
(cache_words.py), and with what its row says of it. An article's key takes those alone whose words its text may be read
as holding. What is no term of a declared list counts for every text: other lists, headers, the kinds that a list has,
terms that the code asks for by name, and terms without a letter to tell by.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from .cache_lists import DECLARED, SIDES, TermList
from .cache_rows import common_words
from .cache_words import LONGEST, Inflections, inflections, runs, stretches, text_words
from .errors import Problem
from .gazetteer_names import fold, slugify
from .termfile import LEXICON, rows

Row = Mapping[str, str]
Told = tuple[str, list[frozenset[str]]]
"""What a list says, and the words of each of the ways in which a text may ask for it."""
ANY = frozenset[str]()
KEPT = 65_536
"""Words of which what they ask for is kept for the texts to come."""
NAMED = ("armed", "forces", "police", "security", "rebels", "pro", "government", "militia")
"""Words of the names that the code makes of a country and asks the list of sides for (nlp/actors_generic.py)."""


class Terms(msgspec.Struct):
    """Terms by number: those of one word by it, those of several by the longest of them."""

    single: dict[str, list[int]] = {}
    several: dict[str, list[tuple[int, frozenset[str]]]] = {}

    def add(self, number: int, words: frozenset[str]) -> None:
        """File a term under the longest of its words."""
        first = min(words, key=lambda word: (-len(word), word))
        if len(words) == 1:
            self.single.setdefault(first, []).append(number)
        else:
            self.several.setdefault(first, []).append((number, words))

    def words(self) -> frozenset[str]:
        """Return every word of every term."""
        several = (words for terms in self.several.values() for _, words in terms)
        return frozenset(self.single).union(*several)


@dataclass(frozen=True, slots=True)
class _Word:
    """What a text holds that has the word, and what of the lists that alone asks for."""

    words: frozenset[str]
    parts: frozenset[str]
    """Words of terms that may be found within others."""
    single: frozenset[int]
    """Terms of one word."""
    firsts: frozenset[tuple[int, frozenset[str]]]
    """Terms of several words, each where it has the longest of them."""


_NOTHING = _Word(frozenset(), frozenset(), frozenset(), frozenset())


class LexiconRead(msgspec.Struct):
    """What is read of the lists, as it can be kept on the disk."""

    taken: set[str] = set()
    """The names of the lists that are accounted for here, row by row."""
    general: str = ""
    """A digest of what of them can change any text."""
    said: list[bytes] = []
    by_word: Terms = msgspec.field(default_factory=Terms)
    by_part: Terms = msgspec.field(default_factory=Terms)
    loose: set[int] = set()
    inflections: Inflections | None = None

    def keep(self, said: str, ways: Iterable[frozenset[str]], *, within: bool) -> None:
        """Keep what is said of a term, under each of the ways in which it may stand in a text."""
        kept = self.by_part if within else self.by_word
        for way in ways:
            kept.add(len(self.said), way)
        if within:
            self.loose.add(len(self.said))
        self.said.append(hashlib.sha256(said.encode()).digest())


def read_lexicon(model: str, folder: Path = LEXICON) -> LexiconRead:
    """Read the lists; one that cannot be read as a table counts as a whole.

    Without a model of whose lemmas all is known, every list does.
    """
    read = LexiconRead(inflections=inflections(model))
    if read.inflections is None:
        return read
    general = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        spec = DECLARED.get(path.name)
        if spec is None and path.name != SIDES:
            continue
        read.taken.add(path.name)
        table = _table(path, spec)
        if table is None:
            general.update(b"whole" + path.read_bytes())
            continue
        general.update(path.read_bytes().partition(b"\n")[0])
        told = _sides(table, folder) if spec is None else _terms(path.name, spec, table)
        for said, ways in told:
            if all(ways) and all(len(word) <= LONGEST for way in ways for word in way):
                read.keep(said, ways, within=spec is not None and spec.within)
            else:
                general.update(said.encode())
    read.general = general.hexdigest()
    return read


class Lexicon:
    """The rows of the project's term lists: those that can change any text, and the others by their terms' words."""

    def __init__(self, read: LexiconRead, folder: Path = LEXICON) -> None:
        """Take what was read of the lists of a folder."""
        self._read = read
        self.taken = frozenset(folder / name for name in read.taken)
        """The lists that are accounted for here, row by row."""
        self.general = read.general
        """A digest of what of them can change any text."""
        self._parts = read.by_part.words()
        self._word = lru_cache(KEPT)(self._word_anew)
        self._known = read.inflections or Inflections((), {}, frozenset())
        self._always = _together([_NOTHING, *map(self._word, sorted(self._known.always))])

    def that_matter(self, text: str) -> str:
        """Return a digest of the terms, besides the general ones, that can change what is read out of the text."""
        if not self._read.said:
            return ""
        words = text_words(text) - self._known.always
        made = _together([self._always, *map(self._word, words)])
        found, loose = set(made.single), made.words | made.parts
        for number, needed in made.firsts:
            if needed <= (loose if number in self._read.loose else made.words):
                found.add(number)
        return hashlib.sha256(b"".join(map(self._read.said.__getitem__, sorted(found)))).hexdigest()

    def _word_anew(self, word: str) -> _Word:
        words = self._known.of(word)
        parts = self._parts & stretches(word)
        single, firsts = list[int](), list[tuple[int, frozenset[str]]]()
        for terms, held in ((self._read.by_word, words), (self._read.by_part, words | parts)):
            single.extend(number for each in held for number in terms.single.get(each, ()))
            firsts.extend(term for each in held for term in terms.several.get(each, ()))
        return _Word(words, parts, frozenset(single), frozenset(firsts))


def _together(made: Iterable[_Word]) -> _Word:
    """Return what a text holds that has all the words."""
    columns = zip(*[(word.words, word.parts, word.single, word.firsts) for word in made], strict=True)
    words, parts, single, firsts = (frozenset[Any]().union(*column) for column in columns)
    return _Word(words, parts, single, firsts)


def lexicon_of(model: str, folder: Path = LEXICON) -> LexiconRead:
    """Return the lists as they are, read once by a process that asks twice."""
    read = hashlib.sha256()
    for path in sorted(folder.glob("*.csv")):
        read.update(repr((path.name, path.read_bytes())).encode())
    return _lexicon_of(model, folder, read.hexdigest())


@lru_cache(2)
def _lexicon_of(model: str, folder: Path, _read: str) -> LexiconRead:
    return read_lexicon(model, folder)


def _table(path: Path, spec: TermList | None) -> list[Row] | None:
    """Return a list's rows; None where its readers would refuse it."""
    problems: list[Problem] = []
    columns = ("actor_id", "name", "aliases") if spec is None else (*spec.columns, *spec.meaning)
    found: list[Row] = [row for _, row in rows(path, columns, problems)]
    return None if problems else found


def _terms(name: str, spec: TermList, table: Iterable[Row]) -> Iterator[Told]:
    """Yield each term with its meaning.

    The kinds that a list has count for every text: where the last term of a kind goes, or one comes that its readers
    refuse, all texts are read again. So they are for a row that stands twice, which is refused too.
    """
    closed = [column for column in spec.meaning if column not in spec.loose]
    common: set[str] = set()
    seen: set[str] = set()
    kinds: set[tuple[str, str]] = set()
    for row in table:
        meaning = tuple(row[column] for column in spec.meaning)
        kinds.update((column, row[column]) for column in closed)
        terms = tuple(spec.terms(row))
        whole = repr((name, terms, meaning))
        if not terms or whole in seen:
            yield whole + "!", [ANY]
        seen.add(whole)
        for term in terms:
            words = [] if term in spec.always else spec.needed(term)
            yield repr((name, term, meaning)), [runs(" ".join(words))]
            if spec.common and spec.uncommon.isdisjoint(meaning) and len(each := term.lower().split()) > 1:
                common.update(each)
    for word in sorted(common):
        yield repr((name, word)), [runs(word)]
    yield repr((name, sorted(kinds))), [ANY]


def _sides(table: Iterable[Row], folder: Path) -> Iterator[Told]:
    """Yield each side's row with the words of each of its names, as written and without accents and apostrophes.

    A name made of words of countries and of common nouns alone lets a side be found by "the rebels" in a text about
    that country: of such a row a text need hold nothing.
    """
    common = common_words(folder) | frozenset(NAMED)
    for row in table:
        said = repr((SIDES, sorted(row.items())))
        names = [row["name"], row["name"].partition(" (")[0], *filter(None, map(str.strip, row["aliases"].split(";")))]
        made = (fold(name).split() for name in (*names, row["actor_id"]))
        slugs = slugify(row["name"]).split("-")
        if row["name"].endswith("armed forces") or any(common.issuperset(words) for words in (*made, slugs)):
            yield said, [ANY]
        else:
            yield said, list(dict.fromkeys(way for name in names for way in (runs(name), runs(fold(name)))))
