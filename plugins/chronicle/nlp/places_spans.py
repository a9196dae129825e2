"""Stretches of text that may name a place, with what their surroundings say for and against."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

from spacy.tokens import Doc

from ..gazetteer import Gazetteer
from ..gazetteer_index import Match
from ..gazetteer_names import listed
from ..model import Place, PlaceLevel
from .fields import text_of
from .places_lexicon import PlaceTerms, PlaceType

_WORD = re.compile(
    r"(?:[A-Z]\.){2,}|W\. ?Va\.|[^\W\d_]+(?:['’‘`ʼʿʾ][^\W\d_]+)*(?:-[^\W_]+(?:['’‘`ʼ][^\W_]+)*)*|\d+(?:[.,]\d+)*"
)
_POSSESSIVE = re.compile(r"['’]s?$|['’]$")
_SHORT_FIRST = frozenset({"St", "Ste", "Mt", "Ft"})
_PARTICLES = listed(
    "of de la le les el al del della da das do dos du des the and sur upon bin ibn y e am an der den im "
    "en on in ez es as ash ad ar at az i ul und-e au aux sous lès"
)
_UNKNOWN_PARTICLES = listed("al el bin ibn de la del da do dos du ez es ash ad ar as at az abu umm")
_LOWER_ARTICLES = listed("al el ul")
_ARTICLE = re.compile(
    r"^(?:[Aa]l|[Ee]l|[Aa]n|[Aa]r|[Aa]sh?|[Aa]dh?|[Aa]th?|[Aa]z|[Ee]n|[Ee]z|[Ee]s|[Ee]r|[Ee]t|[Ee]d|ul)-[A-Z'’‘ʿ]"
)
_JOIN = re.compile(r"[ \u00a0-]|\. ")
_SENTENCE_END = re.compile(r"[.!?:;\n\"“”]\s*$|\n")
_LONGEST = 6
_PLACES = ("GPE", "LOC", "FAC")
_WIDE = (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1)
_TOWN = 20_000


@dataclass(slots=True)
class Word:
    """A word of the text, without a possessive ending."""

    start: int
    end: int
    text: str
    name: bool
    """Begins like a name: with a capital, or an Arabic article before one."""


@dataclass(slots=True)
class Candidate:
    """A stretch that may name a place; the linker fills in which."""

    start: int
    end: int
    text: str
    first: int
    last: int
    """Its words, both included."""
    options: tuple[tuple[Match, Place], ...] = ()
    label: str = ""
    """The entity label that the model gives most of it."""
    score: float = 0.0
    kind: PlaceType | None = None
    """The word for its kind that stands beside it."""
    near: bool = False
    direction: bool = False
    abbreviated: bool = False
    metonym: bool = False
    after: str = ""
    """The text up to the next word."""
    chosen: Place | None = None
    parent: Candidate | None = None
    """What the text says it lies in."""
    anchor: Candidate | None = None
    """What the text says it lies near."""
    road: Candidate | None = None
    """The other end of the road that is told by both."""


def read_words(text: str) -> list[Word]:
    """Return the words of a text."""
    words = []
    for found in _WORD.finditer(text):
        start = found.start()
        whole = found.group()
        article = "-" in whole and _ARTICLE.match(whole) is not None
        # "Washington-Moscow", "Kyiv-based" are two words; "al-Bab", "ez-Zor" are one.
        for part in (whole,) if article else whole.split("-"):
            cut = _POSSESSIVE.search(part) if "'" in part or "’" in part else None
            word = part[: cut.start()] if cut else part
            if word:
                name = word[0].isupper() or (article and _ARTICLE.match(word) is not None)
                words.append(Word(start, start + len(word), word, name))
            start += len(part) + 1
    return words


def candidates(doc: Doc, words: list[Word], gazetteer: Gazetteer, terms: PlaceTerms) -> list[Candidate]:
    """Return the stretches that may name a place, in order, none overlapping."""
    text = text_of(doc)
    labels = _labels(doc)
    found = []
    at = 0
    while at < len(words):
        word = words[at]
        if not word.name or (len(word.text) == 1 and not _joined(text, words, at)):
            made = _lower_article(text, words, at, gazetteer)
            if made is not None:
                made.label = _label(labels, made)
                found.append(made)
            at = made.last + 1 if made else at + 1
            continue
        made = _abbreviation(text, words, at, gazetteer, terms)
        run = _unknown(text, words, at, terms)
        made = made or _plain(text, words, at, gazetteer, terms) or _longest(text, words, at, gazetteer, terms)
        if made is not None and run is not None and _cut_short(words, made, run, labels, terms):
            options = gazetteer.matches(run.text)
            made, run.options = run, options
        made = _site(text, words, made or run, run.last if run else at, gazetteer, terms)
        if made is None:
            at += 1
            continue
        made.label = _label(labels, made)
        found.append(made)
        at = made.last + 1
    return found


def _lower_article(text: str, words: list[Word], at: int, gazetteer: Gazetteer) -> Candidate | None:
    """Return the longest known name that begins with a small article apart: "al Hader", "el Hermel"."""
    if words[at].text not in _LOWER_ARTICLES or at + 1 >= len(words) or not words[at + 1].name:
        return None
    if text[words[at].end : words[at + 1].start] != " ":
        return None
    for last in range(min(at + 3, len(words) - 1), at, -1):
        if not words[last].name or "\n" in text[words[at].start : words[last].end]:
            continue
        name = text[words[at].start : words[last].end]
        if re.search(r"[^\w\s'’-]", name) is None and gazetteer.knows(name):
            return Candidate(words[at].start, words[last].end, name, at, last, gazetteer.matches(name))
    return None


def _joined(text: str, words: list[Word], at: int) -> bool:
    return at + 1 < len(words) and bool(_JOIN.fullmatch(text[words[at].end : words[at + 1].start]))


def _labels(doc: Doc) -> list[tuple[int, int, str]]:
    return [(entity.start_char, entity.end_char, entity.label_) for entity in doc.ents]


def _label(labels: list[tuple[int, int, str]], made: Candidate) -> str:
    best, most = "", 0
    # They come in the order of the text, none within another
    first = bisect_left(labels, made.start, key=itemgetter(1))
    for start, end, label in labels[first : bisect_left(labels, made.end, key=itemgetter(0))]:
        shared = min(end, made.end) - max(start, made.start)
        if shared > most and 2 * shared >= made.end - made.start:
            best, most = label, shared
            # A name inside a longer entity is a part of it: "Texas" in "the Texas Rangers".
            if label in ("ORG", "PERSON", "FAC", "WORK_OF_ART", "EVENT", "LAW", "PRODUCT") and end - start > (
                made.end - made.start + 4
            ):
                best = label + "+"
    return best


def _abbreviation(text: str, words: list[Word], at: int, gazetteer: Gazetteer, terms: PlaceTerms) -> Candidate | None:
    word = words[at]
    for end in (word.end + 1, word.end):
        short = text[word.start : end]
        known = terms.abbreviations.get(short)
        if known is None:
            continue
        # "Me." or "OR" alone are words; after a comma or with points inside they are states.
        before = text[max(0, word.start - 2) : word.start]
        if not (
            "." in short[:-1] or before == ", " or (short.endswith(".") and before.endswith(" ") and len(short) > 3)
        ):
            continue
        if before != ", " and short in ("Miss.", "Mass.", "Wash.", "Man.", "Ill.", "Ark.", "Ala.", "Del.", "Ind."):
            continue
        name, code = known
        options = tuple(
            pair
            for pair in gazetteer.matches(name)
            if pair[1].country_code == code
            and (pair[1].level is PlaceLevel.ADMIN1 or (code == "US" and name[-1] == "."))
        )
        if options:
            return Candidate(word.start, end, short, at, at, options[:1], abbreviated=True)
    return None


def _plain(text: str, words: list[Word], at: int, gazetteer: Gazetteer, terms: PlaceTerms) -> Candidate | None:
    """Return an ordinary word with a settlement's kind after it as one name: "Green Village" is no village Green."""
    word = words[at].text.lower()
    if word not in terms.stop or terms.cue(word, "direction") or not _joined(text, words, at):
        return None
    following = words[at + 1]
    kind = terms.types.get(following.text.lower())
    if not following.name or kind is None or kind.level not in ("place", "part"):
        return None
    name = text[words[at].start : following.end]
    return Candidate(words[at].start, following.end, name, at, at + 1, gazetteer.matches(name))


def _longest(text: str, words: list[Word], at: int, gazetteer: Gazetteer, terms: PlaceTerms) -> Candidate | None:
    """Return the longest stretch from here that the gazetteer knows as it is spelt, else in a variant spelling."""
    stretches = list(_stretches(text, words, at))
    for last, stretch in reversed(stretches):
        if stretch.lower() in terms.stop and len(stretch) < 3:
            continue
        if gazetteer.knows(stretch):
            options = gazetteer.matches(stretch)
            return Candidate(words[at].start, words[last].end, stretch, at, last, options)
    for last, stretch in reversed(stretches):
        if (
            stretch.lower() in terms.stop
            or len(stretch) < 4
            or stretch.isupper()
            or words[at].text.lower() in terms.stop
        ):
            continue
        if last > at and any(w.text.lower() in terms.stop for w in words[at : last + 1] if w.name):
            continue
        options = gazetteer.matches(stretch)
        if options:
            # A single word in a variant spelling is too weak where the name goes on.
            if last == at and _goes_on(text, words, last) and not _ends_name(words, last, terms):
                return None
            return Candidate(words[at].start, words[last].end, stretch, at, last, options)
    return None


def _goes_on(text: str, words: list[Word], last: int) -> bool:
    if not _joined(text, words, last) or text[words[last].end] == ".":
        return False
    following = words[last + 1]
    return following.name or following.text in _UNKNOWN_PARTICLES


def _ends_name(words: list[Word], last: int, terms: PlaceTerms) -> bool:
    following = words[last + 1].text.lower() if last + 1 < len(words) else ""
    return following in terms.types


def _stretches(text: str, words: list[Word], at: int) -> Iterator[tuple[int, str]]:
    for last in range(at, min(at + _LONGEST, len(words))):
        if last > at:
            gap = text[words[last - 1].end : words[last].start]
            if not _JOIN.fullmatch(gap) or (gap == ". " and words[last - 1].text not in _SHORT_FIRST):
                return
            if not words[last].name and words[last].text.lower() not in _PARTICLES and not words[last].text.isdigit():
                return
        if words[last].name:
            yield last, text[words[at].start : words[last].end]


def _site(
    text: str, words: list[Word], made: Candidate | None, run: int, gazetteer: Gazetteer, terms: PlaceTerms
) -> Candidate | None:
    """Return the candidate with the word for a site after it, where the gazetteer has that site by name."""
    if made is None or made.abbreviated:
        return made
    for before, last in ((run, run + 2), (run, run + 1), (made.last, made.last + 2), (made.last, made.last + 1)):
        if last >= len(words) or before < made.last or not _joined(text, words, last - 1):
            continue
        kind = terms.types.get(text[words[before].end : words[last].end].strip().lower())
        name = text[made.start : words[last].end]
        if kind is not None and kind.level == "site" and gazetteer.knows(name):
            return Candidate(made.start, words[last].end, name, made.first, last, gazetteer.matches(name))
    return made


def _cut_short(
    words: list[Word], made: Candidate, run: Candidate, labels: list[tuple[int, int, str]], terms: PlaceTerms
) -> bool:
    """Tell whether a known name is the beginning only of one of more words: "Urma" of "Urma al Kubra".

    The model or "the village of" says so of a small place's name: "Bala Buluk" is one, and Bala a village in Wales.
    """
    if made.last >= run.last or made.abbreviated:
        return False
    if words[made.last + 1].text.lower() not in terms.types:
        first = bisect_left(labels, run.end, key=itemgetter(1))
        whole = first < len(labels) and labels[first][0] <= made.start and labels[first][2] in _PLACES
        of = made.first > 1 and words[made.first - 1].text == "of"
        whole = whole or (of and words[made.first - 2].text.lower() in terms.types)
        if whole and not any(p.population >= _TOWN or p.level in _WIDE for m, p in made.options if m is Match.OWN):
            return True
    alone = made.first == made.last and words[made.first].text.lower() in _UNKNOWN_PARTICLES
    return alone or words[made.last + 1].text.lower() in ("al", "el", "ez", "ash", "ar", "as", "ad", "at", "az", "bin")


def _unknown(text: str, words: list[Word], at: int, terms: PlaceTerms) -> Candidate | None:
    """Return the whole run of name words from here, for the surroundings to say whether it is a place."""
    if words[at].text.lower() in terms.stop:
        return None
    last = at
    for end, _stretch in _stretches(text, words, at):
        inner = words[at + 1 : end]
        if end > at and words[end].text.lower() in terms.common:
            break
        if any(not word.name and word.text.lower() not in _UNKNOWN_PARTICLES for word in inner):
            break
        last = end
    return Candidate(words[at].start, words[last].end, text[words[at].start : words[last].end], at, last)


def starts_sentence(text: str, start: int) -> bool:
    """Tell whether the character begins a sentence, as the punctuation before it has it."""
    before = text[max(0, start - 4) : start]
    return start == 0 or bool(_SENTENCE_END.search(before))
