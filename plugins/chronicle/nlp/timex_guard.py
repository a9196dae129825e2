"""What looks like a date and is none: names, counts, verbs; judged by the words beside it and their tags."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from .times_lexicon import TimeLexicon
from .timex_expr import Expr, Guard

AT_PRAYERS = frozenset(("after", "during", "following", "at", "before", "last", "this"))
SURE = frozenset(("in", "since", "until", "last", "by", "mid", "early", "late", "during"))
ALSO_NAMES = frozenset(("may", "march", "april", "june", "august"))
DATED = frozenset(("DATE", "EVENT", "TIME"))


def allowed(expr: Expr, doc: Doc, words: TimeLexicon) -> bool:
    """Tell whether the expression stands as a date in its sentence; those with no guard always do."""
    if expr.guard in (Guard.NONE, Guard.AFTER, Guard.CLOCK):
        return True
    held = doc.char_span(expr.span.start, expr.span.end, alignment_mode="expand")
    if held is None or not len(held):
        return False
    prev = beside(doc, held.start - 1, -1)
    following = beside(doc, held.end, 1)
    if expr.guard is Guard.YEAR:
        return year(held[0], prev, following, words)
    if expr.guard is Guard.MONTH:
        return month(held[-1], prev, following, words)
    if expr.guard is Guard.WEEKDAY:
        return weekday(doc, held.start, held.end, words)
    return following is None or following.pos_ not in ("NOUN", "PROPN", "ADJ", "NUM")


def beside(doc: Doc, index: int, step: int) -> Token | None:
    """Return the word at an index, or beyond the white space there; None past a line break or the text's end."""
    while 0 <= index < len(doc):
        token = doc[index]
        if not token.is_space:
            return token
        if "\n" in token.text:
            return None
        index += step
    return None


def year(token: Token, prev: Token | None, following: Token | None, words: TimeLexicon) -> bool:
    """Tell whether four digits are a year, not a count, a flight or a street.

    A heading ("1936"), a year after a preposition or in brackets and one that sorts a noun ("the 1979 revolution")
    are years.
    """
    after = following.lower_ if following else ""
    told = following is not None and following.pos_ == "VERB" and prev is not None
    if after in words.words["counted"] and not (told and prev and prev.lower_ in ("in", "since", "during", "until")):
        # "2009 killed" is a count, "the raid in 2009 killed twelve" none.
        return False
    if prev is None:
        return following is None or following.is_punct or token.ent_type_ in DATED or following.pos_ in ("VERB", "AUX")
    if prev.text == "." and prev.i and not prev.nbor(-1).whitespace_:
        prev = prev.nbor(-1)  # "no. 1998"
    low = prev.lower_.rstrip(".")
    if low in words.words["number-before"] or (prev.like_num and not prev.text.isalpha()):
        return low in ("around", "about", "than") and (following is None or following.is_punct)
    counts = (
        following is not None and following.tag_ == "NNS" and following.text.islower() and token.ent_type_ not in DATED
    )
    if low in words.words["date-before"]:
        return not counts or low in ("in", "since", "during", "until")
    if prev.tag_ in ("DT", "PRP$", "POS", "WDT") or low.endswith("mid"):
        return True
    if prev.is_punct or prev.is_bracket or prev.is_quote:
        return not counts
    if prev.pos_ == "PROPN" and prev.ent_type_ not in DATED:
        return False
    return not counts and (token.ent_type_ in DATED or prev.pos_ in ("ADP", "SCONJ", "VERB", "ADJ", "ADV"))


def month(token: Token, prev: Token | None, following: Token | None, words: TimeLexicon) -> bool:
    """Tell whether a month's name is the month: "May" and "March" are verbs and names, "April" and "June" names."""
    if token.tag_ == "MD" or token.pos_ in ("VERB", "AUX") or token.ent_type_ == "PERSON":
        return bool(prev and prev.lower_ in SURE)
    if following is not None and following.text in ("'s", "’s") and token.ent_type_ not in DATED:
        return False
    risky = token.lower_ in ALSO_NAMES
    if token.lower_ == "march" and prev is not None and prev.tag_ in ("DT", "POS", "PRP$"):
        return following is not None and following.pos_ == "NOUN"  # "the March offensive", not "the March on Rome"
    if prev is None:
        return not risky or following is None or following.is_punct
    low = prev.lower_
    opens = low in words.words["month-before"] or (low in words.words["date-before"] and low != "for")
    if prev.tag_ == "NNP" and not opens and (risky or token.ent_type_ not in DATED):
        return False
    if risky and low not in SURE and following is not None and following.tag_ == "NNP":
        return False
    if opens or prev.text.isdecimal():
        return not (risky and prev.is_punct and token.ent_type_ not in DATED)
    return token.ent_type_ in DATED


def weekday(doc: Doc, start: int, end: int, words: TimeLexicon) -> bool:
    """Tell whether a weekday is a day and not part of a name ("The Sunday Times", "Bloody Sunday").

    "Friday prayers" alone names a service; after "after", "during" or "following" it gives the day.
    """
    prev, following = beside(doc, start - 1, -1), beside(doc, end, 1)
    if prev is not None and prev.text in words.words["title-before"]:
        return False
    if following is None:
        return True
    if following.text in words.words["title-after"]:
        return False
    if following.lower_ in ("prayer", "prayers"):
        if prev is not None and prev.lower_ == "the":
            prev = beside(doc, prev.i - 1, -1)
        return prev is not None and prev.lower_ in AT_PRAYERS
    return True
