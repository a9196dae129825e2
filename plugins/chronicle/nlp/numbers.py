"""Numbers of people as news writes them: words, digits, hedges and ranges to low, best and high; pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..model import Count

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_DECIMAL = re.compile(r"\d+\.\d+")
_FLOOR = (
    ("at", "least"),
    ("no", "fewer", "than"),
    ("no", "less", "than"),
    ("not", "less", "than"),
    ("not", "fewer", "than"),
    ("a", "minimum", "of"),
    ("more", "than"),
    ("upwards", "of"),
    ("upward", "of"),
    ("in", "excess", "of"),
    ("well", "over"),
    ("over",),
    ("exceeding",),
)
_CEILING = (
    ("up", "to"),
    ("as", "many", "as"),
    ("at", "most"),
    ("no", "more", "than"),
    ("not", "more", "than"),
    ("a", "maximum", "of"),
    ("fewer", "than"),
    ("less", "than"),
    ("possibly",),
)
_ABOUT = (
    ("about",),
    ("around",),
    ("approximately",),
    ("approx",),
    ("roughly",),
    ("some",),
    ("an", "estimated"),
    ("estimated",),
    ("close", "to"),
    ("almost",),
    ("nearly",),
    ("perhaps",),
    ("circa",),
)
_PLAIN = (("a", "total", "of"), ("a", "group", "of"), ("a", "further"), ("another",), ("further",), ("all",), ("the",))
_VAGUE = (
    (("tens", "of", "thousands", "of"), 20_000),
    (("hundreds", "of", "thousands", "of"), 200_000),
    (("tens", "of", "thousands"), 20_000),
    (("hundreds", "of", "thousands"), 200_000),
    (("thousands", "of"), 2_000),
    (("hundreds", "of"), 200),
    (("dozens", "of"), 24),
    (("scores", "of"), 40),
    (("thousands",), 2_000),
    (("hundreds",), 200),
    (("dozens",), 24),
    (("scores",), 40),
    (("several",), 2),
    (("a", "number", "of"), 2),
    (("numbers", "of"), 2),
    (("a", "few"), 2),
    (("a", "handful", "of"), 2),
    (("a", "group", "of"), 2),
    (("many",), 2),
    (("multiple",), 2),
    (("numerous",), 2),
    (("various",), 2),
    (("few",), None),
    (("some",), None),
)
_UNTOLD = frozenset({"unknown", "unspecified", "undetermined", "undisclosed", "uncertain", "unclear", "unconfirmed"})
_RANGE_WORDS = frozenset({"to", "-", "–", "—", "or"})


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words by what they do: `units` one..nineteen, `tens`, `scales` hundred.., `collectives` couple.."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    collectives: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number phrase: the words start..end (end exclusive) and what they amount to."""

    start: int
    end: int
    count: Count
    vague: bool = False
    """True for words that give no number ("several"): `count.best` is None."""


def read_number(words: Sequence[str], start: int, lexicon: NumberWords) -> tuple[int, int] | None:
    """Return the cardinal number that begins at `start`, as (value, index after it); None where there is none.

    `words` are lower-case tokens; a hyphen may be a token of its own ("twenty", "-", "one") or part of one.
    """
    i, total, current, seen = start, 0, 0, False
    last = ""
    while i < len(words):
        word = words[i]
        if word == "-" and last == "tens" and i + 1 < len(words) and words[i + 1] in lexicon.units:
            i += 1
            continue
        if word == "and" and last == "hundred" and _small(words, i + 1, lexicon):
            i += 1
            continue
        step = _step(word, lexicon)
        if step is None or not _may_follow(last, step[0]):
            break
        kind, value = step
        if kind in ("hundred", "scale"):
            if not seen:
                if kind == "hundred" or word not in ("dozen",):
                    break
                current = 1
            current *= value
            if value >= 1000:
                total, current = total + current, 0
        else:
            current += value
        last, seen, i = kind, True, i + 1
    return (total + current, i) if seen else None


def _step(word: str, lexicon: NumberWords) -> tuple[str, int] | None:
    if _DIGITS.fullmatch(word):
        return "digits", int(word.replace(",", ""))
    if word in lexicon.units:
        return "unit", lexicon.units[word]
    if word in lexicon.tens:
        return "tens", lexicon.tens[word]
    if word in lexicon.scales:
        return ("hundred" if word == "hundred" else "scale"), lexicon.scales[word]
    left, hyphen, right = word.partition("-")
    if hyphen and left in lexicon.tens and right in lexicon.units:
        return "unit", lexicon.tens[left] + lexicon.units[right]
    return None


def _may_follow(last: str, kind: str) -> bool:
    return (
        kind
        in {
            "": ("digits", "unit", "tens", "hundred", "scale"),
            "digits": ("hundred", "scale"),
            "unit": ("hundred", "scale"),
            "tens": ("unit", "hundred", "scale"),
            "hundred": ("unit", "tens", "scale"),
            "scale": ("unit", "tens", "digits"),
        }[last]
    )


def _small(words: Sequence[str], i: int, lexicon: NumberWords) -> bool:
    # "two hundred and fifty", not "a hundred and 5 soldiers": only words join by "and".
    return i < len(words) and (words[i] in lexicon.units or words[i] in lexicon.tens) and words[i] != "one"


def _bare(words: Sequence[str], i: int, lexicon: NumberWords) -> tuple[int, int] | None:
    """Read a number with the forms that are no cardinals: a hundred, half a dozen, a couple of, 1.2 million."""
    if i >= len(words):
        return None
    word, after = words[i], words[i + 1] if i + 1 < len(words) else ""
    if word == "half" and words[i + 1 : i + 3] == ["a", "dozen"]:
        return 6, i + 3
    if _DECIMAL.fullmatch(word) and lexicon.scales.get(after, 0) >= 1000:
        return round(float(word) * lexicon.scales[after]), i + 2
    if word == "a" and after in lexicon.scales:
        value, end = lexicon.scales[after], i + 2
        return value, end + (1 if words[end : end + 1] == ["of"] else 0)
    if word in ("a", "the", "another") and after in lexicon.collectives and after not in ("both", "pair", "couple"):
        return lexicon.collectives[after], i + 2
    if word == "a" and after in ("couple", "pair"):
        return 2, i + (3 if words[i + 2 : i + 3] == ["of"] else 2)
    if word == "both":
        return 2, i + 1
    found = read_number(words, i, lexicon)
    if found and words[found[1] : found[1] + 1] == ["of"] and words[found[1] - 1] == "dozen":
        return found[0], found[1] + 1
    return found


def read_quantity(words: Sequence[str], start: int, lexicon: NumberWords) -> Quantity | None:
    """Return the quantity that begins at word `start`, hedges and ranges included; None where there is none.

    A floor ("at least 7", "more than 80") gives low = best, high unknown: what is documented, as UCDP and GTD
    code it; a ceiling ("as many as 20") gives high only; a range gives low and high with best = low, UCDP's
    conservative reading; "about 30" gives best only; a vague word gives no best (dozens: low 24).
    """
    words = list(words)
    i, kinds = _hedged(words, start)
    floor, ceiling, about = 1 in kinds, 2 in kinds, 3 in kinds
    opener = words[i] if i < len(words) else ""
    if opener in ("between", "from"):
        i += 1
    first = _bare(words, i, lexicon)
    if first is None:
        return _vague(words, start, i)
    value, end = first
    joiner = words[end] if end < len(words) else ""
    ranged = joiner in _RANGE_WORDS or opener == "between"
    after, kinds = _hedged(words, end + 1)
    second = _bare(words, after, lexicon) if ranged else None
    if second and second[0] > value and (joiner in _RANGE_WORDS or joiner == "and"):
        # "80 to more than 100": what is above is open.
        return Quantity(start, second[1], Count(value, value, None if 1 in kinds else second[0]))
    if opener in ("between", "from") or (joiner in ("-", "–") and second is None and _letters(words, end + 1)):
        return None
    if words[end : end + 2] == ["or", "more"]:
        floor, end = True, end + 2
    if ceiling:
        count = Count(None, None, value)
    elif floor:
        count = Count(value, value, None)
    else:
        count = Count(None, value, None) if about else Count(value, value, value)
    return Quantity(start, end, count)


_HEDGES = (
    tuple((p, 1) for p in _FLOOR)
    + tuple((p, 2) for p in _CEILING)
    + tuple((p, 3) for p in _ABOUT)
    + tuple((p, 0) for p in _PLAIN)
)


def _hedged(words: Sequence[str], start: int) -> tuple[int, frozenset[int]]:
    """Return where the hedges that begin at `start` end, and of which kinds they are."""
    i, kinds = start, set()
    while True:
        for phrase, kind in _HEDGES:
            if tuple(words[i : i + len(phrase)]) == phrase:
                i += len(phrase)
                kinds.add(kind)
                break
        else:
            return i, frozenset(kinds)


def _letters(words: Sequence[str], i: int) -> bool:
    # "four-year-old", "10-strong": the number belongs to an adjective, it counts no people.
    return i < len(words) and words[i].isalpha()


def _vague(words: Sequence[str], start: int, hedged: int) -> Quantity | None:
    head = list(words[start : start + 3])
    if head and head[0] in ("an", "a", "the", "any"):
        head = head[1:]
    if len(head) > 1 and head[0] in _UNTOLD and head[1] == "number":
        end = start + list(words[start:]).index("number") + 1
        return Quantity(start, end + (1 if list(words[end : end + 1]) == ["of"] else 0), Count(), vague=True)
    for i in dict.fromkeys((start, hedged)):
        for phrase, low in _VAGUE:
            if tuple(words[i : i + len(phrase)]) == phrase:
                return Quantity(start, i + len(phrase), Count(low=low), vague=True)
    return None
