"""Plain forms of names: slugs, and the keys under which a place is found, which newspapers' transliterations share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache


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
_ACCENTS = re.compile(r"[\u0300-\u036f]+")
_PLAIN = {
    # What _SILENT and _BREAK do, for the ASCII letters that most names are written in: three times as fast.
    code: None if _SILENT.fullmatch(chr(code)) else " and " if chr(code) == "&" else " "
    for code in range(128)
    if not chr(code).isalnum()
}
_ABBREVIATED = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft"}

ARTICLES = listed("al el ul il ar er as es ash esh ad ed an en at et az ez adh ath aj ej")
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
_LONG_U = re.compile(r"ou|oo|uo|aw(?![aeiou])|au")
_LONG_I = re.compile(r"ee|ii|iy(?![aeiou])")
_DIPHTHONG = re.compile(r"[ae][iy]")
_FRENCH_G = re.compile(r"gu(?=[ei])")
_GLIDE = re.compile(r"(?<=[^aeiou])i(?=[ao])")
_HIATUS = re.compile(r"(?<=[aiu])w?(?=[aiu])")
_DOUBLED = re.compile(r"(\w)\1+")
_ENDING = re.compile(r"(?<=\w\w)(?:[ai]h?|iyi?h?|ayh?)$")
_VOWELS = re.compile(r"[aiueoy]+|w(?![aiu])")


def slugify(text: str) -> str:
    """Return ASCII lower-case words joined by hyphens; may be empty for a text in another script."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@lru_cache(maxsize=16_384)
def fold(name: str) -> str:
    """Return the plain form of a name: lower case, no marks, hyphens as spaces; idempotent.

    Spellings that fold alike are the same spelling ("Deir ez-Zor" and "Deir Ez Zor", "Saint-Denis" and "St. Denis").
    """
    plain = name.lower()
    while not plain.isascii():
        # NFKD and lower case each undo a little of the other, so they are run until nothing changes.
        last = plain
        plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", plain.lower())).lower()
        if not plain.isascii():
            plain = "".join(c for c in plain if not unicodedata.combining(c))
        plain = plain.translate(_LETTERS)
        if plain == last:
            break
    words = plain.translate(_PLAIN).split() if plain.isascii() else _BREAK.sub(" ", _SILENT.sub("", plain)).split()
    if not _ABBREVIATED.keys().isdisjoint(words):
        words = [_ABBREVIATED.get(word, word) for word in words]
    return " ".join(words)


def without_article(folded: str) -> str:
    """Return a folded name without the Arabic article that opens it."""
    first, _, rest = folded.partition(" ")
    return rest if rest and first in ARTICLES else folded


def variant(folded: str) -> str:
    """Return the key that usual transliterations of one name share; empty where nothing would be left to tell by.

    Drops the Arabic article, takes one spelling for each sound (ou/u, ee/i, q/k, ay/ei, dj/j), single letters for
    doubled ones, and no -a, -ah, -eh or -e at the end: al-Nayrab, Neirab, Al Nairab and en-Nayrab have one key.
    """
    words = folded.split()
    kept = [word for word in words if word not in ARTICLES]
    kept = [variant_word(word) for word in kept]
    key = "".join(kept)
    return key if len(key) >= 3 else ""


def sound(word: str) -> str:
    """Return the part of a key that one folded word gives; empty for the Arabic article."""
    return "" if word in ARTICLES else variant_word(word)


@lru_cache(maxsize=65_536)
def variant_word(word: str) -> str:
    """Return what usual transliterations of one word share."""
    if word in _WORDS:
        return _WORDS[word]
    word = _LONG_U.sub("u", word)
    word = _DIPHTHONG.sub("ay", _LONG_I.sub("i", word))
    word = word.replace("tch", "ch").replace("tsh", "ch").replace("dj", "j").replace("zh", "j").replace("ck", "k")
    word = word.replace("q", "k")
    word = _FRENCH_G.sub("g", word).replace("dh", "d")
    word = _GLIDE.sub("y", word).replace("e", "i").replace("o", "u")
    return _ENDING.sub("", _DOUBLED.sub(r"\1", _HIATUS.sub("", word)))


def skeleton(folded: str) -> str:
    """Return the consonants of a name's variant key, empty if fewer than four characters are left.

    For names written without short vowels in their own script (Rasm al-Abboud, Rasm al-Abed stay apart by their words'
    consonants only), so it is safe only among the places of one region.
    """
    words = [word for word in folded.split() if word not in ARTICLES]
    bones = ["" if not word else word[0].replace("e", "i") + _VOWELS.sub("", variant_word(word)[1:]) for word in words]
    key = _DOUBLED.sub(r"\1", "".join(bones))
    return key if len(key) >= 4 else ""
