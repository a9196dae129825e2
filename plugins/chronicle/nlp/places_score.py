"""Whether a stretch names a place: what the model, the gazetteer and the words around it say, weighed together."""

from __future__ import annotations

import re

from ..gazetteer import Gazetteer
from ..gazetteer_index import Match
from ..gazetteer_names import fold, listed, variant
from ..model import PlaceLevel
from .places_lexicon import PlaceTerms, PlaceType
from .places_roads import names_a_road
from .places_spans import Candidate, Word, starts_sentence

_NAMED_OF = frozenset(["republic", "province", "state", "county", "district", "territory", "governorate"])
_SEATED = listed("police fire sheriff mayor council jail schools airport border prison high premier governor-elect")
"""What follows a place's name with a capital and yet leaves it a place: "the Athens Police Department"."""
_DATELINE = re.compile(
    r"(?:,\s[A-Z][\w. ]{1,20})?\s*(?:\([A-Z][\w/ ]{1,20}\)\s*)?(?:[—–]|--?)\s|\s*\((?:AP|AFP|Reuters|CNN|UPI)\)"
)
ACCEPTED = 2.0
"""The score from which a stretch is taken for a place."""
_OF_LABEL = {"GPE": 3.0, "LOC": 2.5, "FAC": 1.5, "NORP": 0.0, "PERSON": -2.5, "ORG": -1.0}
_NO_TYPE = PlaceType("", 1)


def weigh(text: str, words: list[Word], found: list[Candidate], gazetteer: Gazetteer, terms: PlaceTerms) -> None:
    """Set each candidate's score, kind, nearness and direction."""
    lower = {word.text for word in words if word.text.islower()}
    people = {
        made.text.split()[-1] for made in found if made.label.startswith("PERSON") and made.first != made.last
    } | {w.text for made in found for w in words[made.first : made.last + 1] if made.label == "PERSON+"}
    for made in found:
        made.score = _score(text, words, made, gazetteer, terms, lower, people)
    # One sense a text: what is surely a place once is a place again, also in another transliteration.
    sure = {made.text: made for made in found if made.score >= ACCEPTED + 1}
    spelt = {variant(fold(made.text)): made for made in sure.values() if made.options}
    for made in found:
        if made.text in sure and made.score > -2:
            made.score += 1.5
        elif made.score > -3 and len(made.text) > 4 and not any(m <= Match.BARE for m, _p in made.options):
            twin = spelt.get(variant(fold(made.text)))
            if twin is not None:
                made.options = twin.options
                made.score = max(made.score + 3.5, ACCEPTED)


def phrase_before(text: str, words: list[Word], first: int, count: int) -> str:
    """Return so many words before a word, lower case, empty if a stop or comma stands between."""
    if first < count:
        return ""
    begin = words[first - count].start
    stretch = text[begin : words[first].start]
    return "" if re.search(r"[.;:!?,()\n]", stretch) else stretch.strip().lower()


def _score(
    text: str,
    words: list[Word],
    made: Candidate,
    gazetteer: Gazetteer,
    terms: PlaceTerms,
    lower: set[str],
    people: set[str],
) -> float:
    if made.abbreviated:
        return ACCEPTED + 2
    plain = made.text.lower()
    single = made.first == made.last
    score = _of_label(made)
    score += _of_gazetteer(made)
    beside = _beside(text, words, made, terms)
    score += beside
    if score < beside and beside >= 2.3 and _of_label(made) < 0:
        # "the village of X" and "near X" say more than the model knows of such names.
        score += min(-_of_label(made), 2.0 if beside >= 3.5 else 1.5)
    score += _of_run(text, words, made, gazetteer, terms)
    if (made.start == 0 or text[made.start - 1] == "\n") and _DATELINE.match(text, made.end):
        score += 2.5
    if (
        beside >= 1.5
        and made.label in ("PERSON", "ORG", "PRODUCT", "NORP")
        and any(m <= Match.OTHER for m, _p in made.options)
    ):
        score += 1.0
    editors = any(p.place_id.startswith("ed:") and m <= Match.OTHER for m, p in made.options)
    if editors and score < ACCEPTED and made.label in ("PERSON", "ORG", "PERSON+", "ORG+"):
        # The editor lists the places of this chronicle; the model takes most of them for people.
        score += 2.5
    if made.first != made.last and words[made.last].text.lower() in terms.types and made.options:
        score += 1.0
    if single and (plain in terms.stop or plain in terms.types):
        score -= 3.5
        if beside <= 0.8 or plain in terms.types:
            # "the Airport police station", "the area of Mine 6": a kind of place, not one of that name.
            score -= 3
        if made.label == "NORP":
            # "A Shia mosque in Kunduz": a mosque of the people, not of the town.
            score -= 2
    if terms.cue(plain, "seat"):
        # A house that stands for a government; GeoNames has a White House in Tennessee, and Casablanca is another.
        score -= 8
    if text[made.end : made.end + 7] == " dollar":
        score -= 8
    if single and plain in lower and not made.text.isupper():
        score -= 2.5
    if single and made.text in people and not made.label.startswith(("GPE", "LOC")):
        score -= 2.5
    if gazetteer.demonym(made.text) is not None and not any(o.level is PlaceLevel.COUNTRY for _m, o in made.options):
        score -= 5
    if single and made.text.isupper() and len(made.text) <= 4 and not _country(made):
        score -= 3
    if single and len(made.text) < 4 and not _country(made):
        score -= 1.5
    return score


def _country(made: Candidate) -> bool:
    return any(place.level is PlaceLevel.COUNTRY for _match, place in made.options)


def guessed(made: Candidate) -> float:
    """Return what a label counted against the name that the model gives to villages it has not met."""
    if made.label.endswith("+") or made.label in ("ORG", "NORP"):
        return 0.0
    return max(0.0, -_of_label(made))


def _of_label(made: Candidate) -> float:
    label = made.label
    if not label:
        return 0.0
    if label.endswith("+"):
        return {"FAC+": 0.0, "ORG+": -0.8}.get(label, -2.0)
    return _OF_LABEL.get(label, -1.5)


def _of_gazetteer(made: Candidate) -> float:
    if not made.options:
        return -1.2
    score = 0.0
    exact = [place for match, place in made.options if match <= Match.BARE]
    if not exact:
        score -= 0.8
    places = exact or [place for _match, place in made.options]
    people = max(place.population for place in places)
    levels = {place.level for match, place in made.options if match <= Match.OTHER}
    if PlaceLevel.COUNTRY in levels:
        return score + 3.5
    if any(place.place_id.startswith("ed:") for place in places):
        score += 2.0
    if PlaceLevel.SITE in levels and made.first != made.last:
        score += 2.5
    if PlaceLevel.ADMIN1 in levels:
        score += 1.0
    if PlaceLevel.AREA in levels:
        score += 1.0
    if people >= 1_000_000:
        score += 1.8
    elif people >= 150_000:
        score += 1.2
    elif people >= 20_000:
        score += 0.5
    elif people < 3_000:
        score -= 0.4
    if made.first != made.last:
        score += 0.8
    return score


def _beside(text: str, words: list[Word], made: Candidate, terms: PlaceTerms) -> float:
    """Return what the words next to the name say, and note the kind, nearness and direction."""
    score = 0.0
    following = _type_after(text, words, made, terms)
    if following is not None:
        made.kind = following
        score += 1.5 if following.level in ("near", "area") else 2.2
    first = made.first
    # "the northern Aleppo", "rural Ras al Ain": step over the direction.
    one = phrase_before(text, words, first, 1)
    if terms.cue(one, "direction"):
        made.direction = True
        score += 0.8
        first -= 1
    elif one == "the" and first > 1:
        first -= 1
    one, two, three = (phrase_before(text, words, first, count) for count in (1, 2, 3))
    if one == "of" and two in ("university of", "bank of", "college of", "stade de"):
        return score - 2.5
    if terms.cue(one, "title") and first == made.first and words[first - 1].name:
        score -= 3.5
    if one.endswith(" of") or one == "of":
        word = two.removesuffix(" of")
        kind = terms.types.get(phrase_before(text, words, first - 1, 2)) or terms.types.get(word)
        # "the Department of Conservation" is an office, "the department of Boyaca" a region.
        office = kind is not None and kind.precision == 3 and words[first - 1].text == "of" and words[first - 2].name
        if office and word not in _NAMED_OF:
            kind = None
            score -= 1.5
        if kind is not None:
            score += 3.5
            made.kind = made.kind or kind
            if kind.level == "part":
                made.kind = kind
    if any(terms.cue(phrase, "near") for phrase in (one, two, three)):
        made.near = True
        score += 2.4 if made.options else 3.3
        if three.startswith("countryside of") or two == "countryside of":
            made.direction = True
    elif terms.cue(one, "where"):
        score += 2.1
    elif terms.cue(one, "weak"):
        score += 0.8
    elif one in terms.types and terms.types[one].level == "place":
        # "the town Nubl", "the border city Kilis"; "village Jojodagra" may begin another clause.
        score += 2.4 if any(match <= Match.OTHER for match, _place in made.options) else 1.2
    if _between(text, words, first) or _near_kind(text, words, first, terms):
        made.near = True
    if made.options and names_a_road(text, made):
        made.near = True
        score += 4.6
    return score


def _near_kind(text: str, words: list[Word], first: int, terms: PlaceTerms) -> bool:
    """Tell whether the kind before the name has a word of nearness before it: "outside the old port city of X"."""
    at = first - 1
    if at >= 0 and words[at].text == "of":
        at -= 1
    if at < 1 or terms.types.get(words[at].text.lower(), _NO_TYPE).level not in ("place", "site"):
        return False
    for step in range(at - 1, max(-1, at - 6), -1):
        if not phrase_before(text, words, first, first - step):
            return False
        if any(terms.cue(phrase_before(text, words, step + 1, count), "near") for count in (1, 2, 3)):
            return True
        if words[step].text.lower() in ("in", "at", "from", "and", "on", "into", "to", "is", "was", "were", "that"):
            return False
    return False


def _between(text: str, words: list[Word], first: int) -> bool:
    sentence = re.split(r"[.;!?\n]", text[max(0, words[first].start - 60) : words[first].start])[-1]
    return bool(re.search(r"\bbetween\b(?:(?!\bin\b).)*$", sentence))


def _type_after(text: str, words: list[Word], made: Candidate, terms: PlaceTerms) -> PlaceType | None:
    for count in (3, 2, 1):
        last = made.last + count
        if last >= len(words):
            continue
        stretch = text[made.end : words[last].end]
        if not re.match(r"(?:['’]s?)? ", stretch) or re.search(r"[.,;:()\n]", stretch):
            continue
        phrase = " ".join(word.text.lower() for word in words[made.last + 1 : last + 1])
        if phrase in terms.types:
            return terms.types[phrase]
    # "western Aleppo's northern countryside" and "Aleppo's western countryside"
    rest = re.match(r"['’]s (?:\w+(?:-\w+)? ){0,2}(countryside)\b", text[made.end : made.end + 50])
    return terms.types[rest.group(1)] if rest else None


_ENDS_A_NAME = re.compile(r"[A-Z][^\W\d_]*-(?:e|i|ye|ul)-\Z")
"""Before what is only the end of a name: "Dasht-e-Barchi", "Lashkar-i-Jhangvi"."""
_LONGEST_HEAD = 24


def _of_run(text: str, words: list[Word], made: Candidate, gazetteer: Gazetteer, terms: PlaceTerms) -> float:
    """Return what capitals before and after the name say, as in "Paris Hilton" and "Whitney Houston"."""
    score = 0.0
    if _ENDS_A_NAME.search(text, max(0, made.start - _LONGEST_HEAD), made.start):
        score -= 3.0
    if made.first > 0:
        before = words[made.first - 1]
        if before.name and text[before.end : made.start] in (" ", "-") and before.text[0].isalpha():
            plain = before.text.lower()
            known = plain in terms.types or terms.cue(plain, "direction") or gazetteer.demonym(before.text)
            opener = starts_sentence(text, before.start) and (plain in terms.stop or terms.cue(plain, "where"))
            if not (known or opener or plain in ("in", "at", "near", "from")):
                score -= 1.0 if plain in terms.stop else 2.5
    if made.last + 1 < len(words):
        after = words[made.last + 1]
        if after.name and text[made.end : after.start] in (" ", "-"):
            plain = after.text.lower()
            if not (
                plain in terms.types
                or plain in _SEATED
                or terms.cue(plain, "title")
                or words[made.last].text.lower() in terms.types
                or gazetteer.demonym(after.text)
            ):
                score -= 0.6 if made.text.isupper() else 2.2
            if plain in ("university", "college"):
                score -= 2.0
    if made.options and re.match(r", [A-Z]|\) |, ", text[made.end : made.end + 3]):
        score += 0.2
    return score
