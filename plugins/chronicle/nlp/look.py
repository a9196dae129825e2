"""The cheap look first: which sentences of a text may tell of something, by their words alone.

Half of the sentences of general news, and many of a report from a war, hold no word that any list of deeds, of death or
of injury knows, whatever part of speech the word may have there. The model need not read them (reading.py).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from spacy.tokens import Doc

from .casualties_lexicon import CasualtyWords
from .cues import IRREGULAR, CueLexicon
from .scene import ARMS_OF_WAR
from .triggers import CAPABLE

ENDS = frozenset(".!?")
CLOSING = frozenset("\"'”’)]")
OPENING = frozenset("\"“‘'([")
KEPT = 200_000
"""Words whose kinds are kept; a process that reads for days forgets them all and begins anew."""
WORD_CLASSES = ("verb", "noun")
"""Of adjectives the terms are plain forms: "driver" is no more than "drive"."""
TOLD = frozenset(
    {
        *("body", "bodies", "corpse", "corpses", "dead", "toll", "tolls", "casualties", "casualty", "lives", "lost"),
        *("lose", "losses", "hospital", "hospitals"),
    }
)
"""Words that tell of the dead beside those of casualty_words.csv (casualties_triggers.py, casualties_tolls.py)."""
CALAMITY = frozenset({"disaster"})


class Lemmas:
    """Every lemma that a word may have, whatever part of speech it is taken for, by the model's own rules."""

    def __init__(self, rules: Mapping[str, Any], exceptions: Mapping[str, Any]) -> None:
        self._rules = [(old, new) for kind in WORD_CLASSES for old, new in rules.get(kind, ())]
        self._exceptions = [exceptions.get(kind, {}) for kind in WORD_CLASSES]

    def of(self, word: str) -> frozenset[str]:
        """Return the word and all that its lemma may be, in small letters."""
        low = word.lower()
        found = {low, IRREGULAR.get(low, low), low.removesuffix("s")}
        found.update(low[: len(low) - len(old)] + new for old, new in self._rules if low.endswith(old))
        found.update(form for table in self._exceptions for form in table.get(low, ()))
        return frozenset(found)


class _Terms:
    """Terms of one word, and of several by their first."""

    def __init__(self, terms: Iterable[tuple[str, ...]]) -> None:
        self.single: set[str] = set()
        self.several: dict[str, list[tuple[str, ...]]] = {}
        for term in terms:
            if len(term) == 1:
                self.single.add(term[0])
            else:
                self.several.setdefault(term[0], []).append(term[1:])


@dataclass(frozen=True, slots=True)
class _Kind:
    """What a word is, wherever it stands."""

    forms: frozenset[str]
    single: tuple[bool, ...]
    """Whether it is a term by itself, for each list of terms."""
    firsts: tuple[tuple[str, ...], ...]
    """Its forms that begin longer terms, for each list."""
    ends: bool
    closes: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens start..end of a Doc, and whether they may tell of something."""

    start: int
    end: int
    tells: bool


class Look:
    """Cuts a Doc into sentences at sure ends only, and tells which of them are to be read."""

    def __init__(self, lemmas: Lemmas, cues: CueLexicon, words: CasualtyWords) -> None:
        self._lemmas = lemmas
        deeds = _Terms(cues.terms(CAPABLE))
        deeds.single |= {*words.transitive, *words.intransitive, *words.nouns, *TOLD}
        self._terms = (deeds, _Terms(cues.terms(CALAMITY)), _Terms(cues.terms(ARMS_OF_WAR)))
        self._known: dict[int, _Kind] = {}

    def __call__(self, doc: Doc) -> list[Sentence]:
        """Return the Doc's sentences.

        Of a text that names a calamity, what names arms is read too: it may be of a war (scene.is_calamity).
        """
        if len(self._known) > KEPT:
            self._known.clear()
        rows: Any = doc.to_array(["ORTH", "SENT_START"])
        strings, known = doc.vocab.strings, self._known
        kinds = [known.get(word) or self._kind(word, strings[word]) for word in rows[:, 0].tolist()]
        cuts = _cuts(kinds, rows[:, 1].tolist())
        spans = list(zip([0, *cuts], [*cuts, len(kinds)], strict=True)) if kinds else []
        tells = self._holding(kinds, spans, 0)
        calamity = self._holding(kinds, spans, 1)
        if any(calamity):
            arms = self._holding(kinds, spans, 2)
            tells = [any(held) for held in zip(tells, calamity, arms, strict=True)]
        return [Sentence(start, end, told) for (start, end), told in zip(spans, tells, strict=True)]

    def _holding(self, kinds: Sequence[_Kind], spans: Sequence[tuple[int, int]], which: int) -> list[bool]:
        """Tell of each sentence whether it holds a term of a list; of a term of several words, in any order."""
        single = [at for at, kind in enumerate(kinds) if kind.single[which]]
        firsts = [at for at, kind in enumerate(kinds) if kind.firsts[which]]
        several = self._terms[which].several
        found = []
        for start, end in spans:
            held = _any(single, start, end)
            if not held and _any(firsts, start, end):
                every = frozenset[str]().union(*(kind.forms for kind in kinds[start:end]))
                begun = (first for kind in kinds[start:end] for first in kind.firsts[which])
                held = any(every.issuperset(rest) for first in begun for rest in several[first])
            found.append(held)
        return found

    def _kind(self, word: int, text: str) -> _Kind:
        forms = self._lemmas.of(text)
        found = self._known[word] = _Kind(
            forms,
            tuple(not forms.isdisjoint(terms.single) for terms in self._terms),
            tuple(tuple(form for form in forms if form in terms.several) for terms in self._terms),
            text in ENDS,
            text in CLOSING,
            text[:1].isupper() or text[:1] in OPENING,
        )
        return found


def _any(places: Sequence[int], start: int, end: int) -> bool:
    """Tell whether any of the places, which rise, is in start..end."""
    at = bisect_left(places, start)
    return at < len(places) and places[at] < end


def _cuts(kinds: Sequence[_Kind], starts: Sequence[int]) -> list[int]:
    """Return the tokens that begin a sentence: those that are known to, and a capital after a full stop."""
    found = []
    ended = False
    for at, (kind, start) in enumerate(zip(kinds, starts, strict=True)):
        if at and (start == 1 or (ended and kind.opens)):
            found.append(at)
            ended = False
        ended = kind.ends or (ended and kind.closes)
    return found
