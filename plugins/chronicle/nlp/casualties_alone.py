"""What a number or a name in a phrase of people can mean: people, an age, a year, a place."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from .casualties_lexicon import CasualtyWords
from .fields import fields, touching
from .numbers import Quantity


def stands_alone(doc: Doc, lower: Sequence[str], i: int, quantity: Quantity, words: CasualtyWords) -> bool:
    """Tell whether a number without a noun can mean people: "and wounded six", not "aged 62," or a year."""
    ruled = lower[i - 1] in words.transitive if i else False
    dated = doc[i].ent_type_ == "DATE" and i > 0 and not ruled
    if doc[i].ent_type_ in ("TIME", "MONEY", "PERCENT") or dated:
        return False
    best = quantity.count.best or quantity.count.high or 0
    if 1900 <= best <= 2100 and quantity.end == i + 1 and "," not in lower[i]:
        return False
    previous = lower[i - 1] if i else ""
    named = i > 1 and previous == "," and doc[i - 2].pos_ == "PROPN" and quantity.end == i + 1
    # "Saber Ahmed, 29, was shot dead": an age.
    if named and lower[quantity.end : quantity.end + 1] in ([","], []) and doc[i].is_digit:
        return False
    return previous not in ("aged", "age", "#", "no.", "$", "(")


def is_ground(doc: Doc, head: int) -> bool:
    """Tell whether a name is a place's, as the places found or the model's own reading have it."""
    at = doc[head].idx
    known = bool(touching(fields(doc).places, at, at + 1))
    return known or doc[head].ent_type_ in ("GPE", "LOC", "FAC", "DATE")


def is_listed(lower: Sequence[str], head: int) -> bool:
    """Tell whether the name is one of several of the same ground."""
    # "In Tumaco, Narino, two men were killed": a second name of the same ground.
    after = lower[head + 1 : head + 3]
    return after[:1] == [","] and after[1:] not in (["a"], ["an"], ["the"], ["who"])
