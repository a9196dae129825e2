"""Arabic names in the oblique case: "على المدنيين السوريين", where a list has "المدنيون السوريون".

Only what unvowelled letters show changes: sound masculine plurals (-ون to -ين, in construct -و to -ي) and duals (-ان to
-ين), with the adjectives that agree with them. Broken plurals, feminine ones and singular nouns are written alike in
both cases. The endings also close words that are no plurals (قانون, السودان, لواء فاطميون): a word changes only where
its pattern is a plural's, and an editor's `name_ar_oblique` is taken before any rule.
"""

from __future__ import annotations

import re
from functools import lru_cache

from ..gazetteer_names import listed

ARTICLE = "ال"
_NOT_PLURAL = listed(
    "مليون بليون تريليون تلفزيون صهيون عيون أفيون هليون نيون أيون ديون كاميرون ماراثون ميكروفون معكرون "
    "أكورديون مندلسون متون مخزون مضمون ميمون مأمون قانون كانون طاعون هارون صابون طاحون ماعون قارون حانون "
    "شمعون خلدون زيتون ليمون حلزون فرعون عربون سجون حصون فنون شؤون بطون غصون جفون قرون ظنون"
)
"""Singular nouns and broken plurals that a pattern below would take for a sound plural."""
_SOUND_PLURAL = (
    re.compile(r"\w{2,}يون"),  # nisba: مدنيون، سوريون، جهاديون
    re.compile(r"م\w{3,}ون"),  # participles: مسلحون، متظاهرون، مستوطنون
    re.compile(r"\wا\w{2}ون"),  # فاعلون: لاجئون، نازحون، ناشطون
    re.compile(r"\w{2}ا\wون"),  # فعّالون: قناصون، طيارون
    re.compile(r"آخرون|مثيرون|كثيرون|عديدون|فلاحون|صحفيون"),
)
_LETTER = re.compile(r"[\u0621-\u064a]")
_DUAL = re.compile(r"\w{2,}ان")
_DUAL_ADJECTIVE = re.compile(r"\w+(?:يان|(?<!س)تان)|م\w{3,}ان")
"""What tells a dual from السودان and طالبان: the adjective after it is one too."""


@lru_cache(maxsize=4096)
def oblique(name: str) -> str:
    """Return a name as it stands after a preposition, in construct or as an object; most stand as they are."""
    words = name.split(" ")
    dual = _is_dual(words)
    made: list[str] = []
    changed = False
    for place, word in enumerate(words):
        before = words[place - 1] if place else ""
        follows = changed and (_definite(word) or not _definite(before))
        # An adjective after a broken plural: الإخوان المسلمون. In لواء فاطميون the second word is a name within a name.
        adjective = _definite(word) and _definite(before)
        joined = word.startswith(f"و{ARTICLE}")
        after = words[place + 1] if place + 1 < len(words) else ""
        made.append(_word(word, after, dual) if not place or follows or adjective or joined else word)
        changed = changed or made[-1] != word
    return " ".join(made)


def _word(word: str, after: str, dual: bool) -> str:
    bare = _bare(word)
    if (dual and _DUAL.fullmatch(bare)) or _plural(bare):
        return f"{word[:-2]}ين"
    if not _definite(word) and bare.endswith("و") and _LETTER.match(after) and _plural(f"{bare}ن"):
        return f"{word[:-1]}ي"
    return word


def _plural(bare: str) -> bool:
    return bare not in _NOT_PLURAL and any(pattern.fullmatch(bare) for pattern in _SOUND_PLURAL)


def _is_dual(words: list[str]) -> bool:
    return (
        len(words) > 1
        and _definite(words[0]) == _definite(words[1])
        and bool(_DUAL.fullmatch(_bare(words[0])))
        and bool(_DUAL_ADJECTIVE.fullmatch(_bare(words[1])))
    )


def _definite(word: str) -> bool:
    return word.removeprefix("و").startswith(ARTICLE) or word.startswith(ARTICLE)


def _bare(word: str) -> str:
    joined = word.removeprefix("و") if word.startswith(f"و{ARTICLE}") else word
    return joined.removeprefix(ARTICLE)
