"""Keys under which a place's name is found: its plain form, and the forms that newspapers' transliterations share."""

from __future__ import annotations

import re
import unicodedata


def listed(words: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(words.split())


_LETTERS = str.maketrans(
    {
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ə": "a",
        "&": " and ",
    }
)
_SILENT = re.compile(r"['’‘`´ʼʻʿʾʹ′.]")
_BREAK = re.compile(r"[\W_]+")
_ABBREVIATED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

_ARTICLES = listed("al el ul il ar er as es ash esh ad ed an en at et az ez adh ath aj ej")
"""The Arabic article, with its last letter made like a following sun letter."""
_WORDS = {
    # The first words of village names, whose spelling differs most from paper to paper.
    **dict.fromkeys(["kafr", "kfar", "kafar", "kufr", "kefr", "kfr", "kafer", "kafir"], "kfr"),
    **dict.fromkeys(["sheikh", "shaykh", "shekh", "sheik", "cheikh", "shaikh", "cheik"], "shykh"),
    **dict.fromkeys(["tell", "tall", "tel", "tal", "til"], "tl"),
    **dict.fromkeys(["deir", "dayr", "dair", "deyr", "der"], "dyr"),
    **dict.fromkeys(["ein", "ayn", "ain", "eyn", "ayin"], "yn"),
    **dict.fromkeys(["umm", "um", "oum", "om", "oumm"], "um"),
    **dict.fromkeys(["beit", "bayt", "bait", "beyt", "bet"], "byt"),
    **dict.fromkeys(["abu", "abou", "abo"], "abu"),
    **dict.fromkeys(["jabal", "jebel", "jabel", "djebel", "gebel", "jebal"], "jbl"),
    **dict.fromkeys(["wadi", "ouadi", "oued", "wady"], "wadi"),
    **dict.fromkeys(["qalat", "qalaat", "kalat", "qalah", "kalaat"], "qlt"),
    **dict.fromkeys(["maarat", "maaret", "maarrat", "marat", "maart", "marrat", "maarrit", "maarret"], "mrt"),
    **dict.fromkeys(["hajar", "hajr", "hejar"], "hjr"),
    **dict.fromkeys(["khirbat", "khirbet", "kherbet", "khirba", "khurbat"], "khrbt"),
    **dict.fromkeys(["bir", "beer", "bier", "bi'r"], "bir"),
}
_SPELLINGS = (
    (re.compile(r"ou|oo|uo|aw(?![aeiou])|au"), "u"),
    (re.compile(r"ee|ii|iy(?![aeiou])"), "i"),
    (re.compile(r"a[iy]|e[iy]"), "ay"),
    (re.compile(r"tch|tsh"), "ch"),
    (re.compile(r"dj|zh"), "j"),
    (re.compile(r"ck"), "k"),
    (re.compile(r"q"), "k"),
    (re.compile(r"gu(?=[ei])"), "g"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"(?<=[^aeiou])i(?=[ao])"), "y"),
    (re.compile(r"e"), "i"),
    (re.compile(r"o"), "u"),
    (re.compile(r"(?<=[aiu])w?(?=[aiu])"), ""),
)
_DOUBLED = re.compile(r"(\w)\1+")
_ENDING = re.compile(r"(?<=\w\w)(?:[ai]h?|iyi?h?|ayh?)$")
_VOWELS = re.compile(r"[aiueoy]+|w(?![aiu])")


def fold(name: str) -> str:
    """Return the plain form of a name: lower case, no marks, hyphens as spaces; idempotent.

    Spellings that fold alike are the same spelling ("Deir ez-Zor" and "Deir Ez Zor", "Saint-Denis" and "St. Denis").
    """
    # NFKD and lower case each undo a little of the other, so they are run until nothing changes.
    plain = name.lower() if name.isascii() else name
    while not name.isascii() or "&" in plain:
        last = plain
        plain = "".join(c for c in unicodedata.normalize("NFKD", plain.lower()) if not unicodedata.combining(c))
        plain = plain.translate(_LETTERS)
        if plain == last:
            break
    words = _BREAK.sub(" ", _SILENT.sub("", plain)).split()
    return " ".join(_ABBREVIATED.get(word, word) for word in words)


def variant(folded: str) -> str:
    """Return the key that usual transliterations of one name share; empty where nothing would be left to tell by.

    Drops the Arabic article, takes one spelling for each sound (ou/u, ee/i, q/k, ay/ei, dj/j), single letters for
    doubled ones, and no -a, -ah, -eh or -e at the end: al-Nayrab, Neirab, Al Nairab and en-Nayrab have one key.
    """
    words = folded.split()
    kept = [word for word in words if word not in _ARTICLES]
    kept = [_variant_word(word) for word in kept]
    key = "".join(kept)
    return key if len(key) >= 3 else ""


def _variant_word(word: str) -> str:
    if word in _WORDS:
        return _WORDS[word]
    for pattern, spelling in _SPELLINGS:
        word = pattern.sub(spelling, word)
    return _ENDING.sub("", _DOUBLED.sub(r"\1", word))


def skeleton(folded: str) -> str:
    """Return the consonants of a name's variant key, empty if fewer than four characters are left.

    For names written without short vowels in their own script (Rasm al-Abboud, Rasm al-Abed stay apart by their words'
    consonants only), so it is safe only among the places of one region.
    """
    words = [word for word in folded.split() if word not in _ARTICLES]
    bones = ["" if not word else word[0].replace("e", "i") + _VOWELS.sub("", _variant_word(word)[1:]) for word in words]
    key = _DOUBLED.sub(r"\1", "".join(bones))
    return key if len(key) >= 4 else ""
