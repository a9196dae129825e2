"""How each of the project's own term lists finds what it acts on, so that a changed row rereads few texts.

A list is declared here where it was seen that each of its terms acts only where its words stand in the text, as they
are or as the dictionary form of what stands there: readers look up what they made of the text's words, or match the
term letter by letter. A list that is declared nowhere counts as a whole: any change of it rereads all texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from .termfile import SKIPPED


@dataclass(frozen=True, slots=True)
class TermList:
    """The columns of a list: what holds its terms, and what says what they mean. Others are remarks."""

    columns: tuple[str, ...]
    meaning: tuple[str, ...] = ()
    parted: str = ""
    """What parts the terms of a cell; empty where it is one term."""
    loose: tuple[str, ...] = ()
    """Columns of `meaning` whose values are no closed set: a new value is nothing that the code asks for by name."""
    within: bool = False
    """Whether a term may be found within a longer word: the pattern is not bounded, or sees a stretch cut anywhere."""
    last: bool = False
    """Whether a term's last word is enough."""
    passed_over: frozenset[str] = frozenset()
    """Words that a term may have and the text not."""
    always: frozenset[str] = frozenset()
    """Terms that the code asks for by name, whatever the text holds."""
    common: bool = False
    """Whether each word of a term counts by itself too, as a common word that is no name (nlp/persons_lexicon.py)."""
    uncommon: frozenset[str] = frozenset()
    """Meanings whose terms do not."""

    def terms(self, row: Mapping[str, str]) -> Iterator[str]:
        """Yield a row's terms."""
        cells = (row[column] for column in self.columns)
        for term in chain.from_iterable(cell.split(self.parted) if self.parted else (cell,) for cell in cells):
            if term.strip():
                yield term.strip()

    def needed(self, term: str) -> tuple[str, ...]:
        """Return the parts of a term, between blanks and hyphens, that a text must hold."""
        words = tuple(word for word in term.lower().replace("-", " ").split() if word not in self.passed_over)
        return words[-1:] if self.last else words


_WORDS_KIND = TermList(("words",), ("kind",), ";", last=True)
DECLARED: Mapping[str, TermList] = {
    "actor_deeds.csv": TermList(("words",), ("use",), ";"),
    "actor_modifiers.csv": TermList(("words",), ("side",), ";", common=True),
    "actor_nouns.csv": TermList(
        *(("forms",), ("scope", "kind", "name"), ";", ("name",)),
        always=frozenset({"gunmen", "civilians"}),
        common=True,
    ),
    "casualty_cues.csv": TermList(("words",), ("cue",), ";"),
    "casualty_not_people.csv": TermList(("noun",), (), ";", common=True),
    "casualty_words.csv": TermList(("forms",), ("kind", "use"), ";", common=True, uncommon=frozenset({"manner"})),
    # Agencies are compared without "the" before the name
    "credit_agencies.csv": TermList(("name", "aliases"), ("name",), "|", ("name",), passed_over=frozenset({"the"})),
    "cues.csv": TermList(("term",), ("pos", "cue"), passed_over=SKIPPED, common=True),
    "furniture_kickers.csv": TermList(("word",)),
    "furniture_phrases.csv": TermList(("phrase",), ("match", "effect")),
    "home_words.csv": TermList(("words",), ("country_codes",), ";", ("country_codes",)),
    # A toll's number is read within the next eighty characters
    "number_words.csv": TermList(("word",), ("value", "kind"), within=True),
    "outlet_words.csv": _WORDS_KIND,
    "person_words.csv": _WORDS_KIND,
    "place_abbreviations.csv": TermList(("words",), ("name", "country_code"), ";", ("name",)),
    "place_cues.csv": TermList(("words",), ("cue",), ";"),
    "place_stop.csv": TermList(("words",), (), ";"),
    # Between two names the kinds of place are an unbounded pattern
    "place_types.csv": TermList(
        ("words",), ("level", "precision"), ";", within=True, always=frozenset({"countryside"})
    ),
    "stances.csv": TermList(("term",), ("stance",)),
    "term_groups.csv": TermList(("terms",), ("group",), ";"),
    "time_calendar.csv": TermList(("form",), ("kind", "value"), within=True),
    "time_holidays.csv": TermList(("name",), ("rule",), "", ("rule",), within=True),
    "theatres.csv": TermList(("names",), ("place", "country_code"), ";", ("place", "country_code")),
    # Words before a date are looked for in so many characters
    "time_words.csv": TermList(("form",), ("kind",), within=True),
}
SIDES = "actors.csv"
"""Declared by cache_lexicon.py: a row is found by any of its names."""
WHOLE = {"time_numbers.csv": "its first four and nine ordinals are taken by their place in the list"}
"""Lists of which any change rereads all texts, and why."""
