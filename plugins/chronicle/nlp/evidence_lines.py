"""The lines of a text, and what each is: prose, a headline, a few words, or something that is no part of the story."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from ..model import Span
from ..publishers import agencies
from .evidence_lexicon import Effect, phrases


class Kind(Enum):
    """What a line is."""

    PROSE = "prose"
    """A sentence or more."""
    ITEM = "item"
    """An entry of a list that somebody wrote by hand: it begins with a bullet or a number."""
    HEADLINE = "headline"
    """Words without a full stop."""
    SHORT = "short"
    """Three words or fewer: a menu's entry, a button, a section's name."""
    FURNITURE = "furniture"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or a line of one, without the blanks around it."""

    span: Span
    text: str
    kind: Kind
    effect: Effect | None = None


_END = re.compile(r"[.!?:;][\"'”’»)\]]*$")
_INNER_END = re.compile(r"[a-z0-9)”\"’]{2}[.!?][”\"’)]* +[“\"‘'(]?[A-Z]")
_TEASER = re.compile(r"(?:…|\.\.\.|\[…\]|\[\.\.\.\])$")
_BULLET = re.compile(r"^(?:[•▪◦‣·*–—-]|\d{1,2}[.)])\s*\S")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?"
_DATE_WORD = re.compile(
    rf"^(?:{_MONTH}|(?:mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?|\d[\d:./،,-]*+(?:st|nd|rd|th)?|[ap]\.?m\.?|utc|gmt|"
    r"[ecmp][sd]t|at|on|of|updated?|published|posted|last|first|modified|date|edited|[|·•—–-])[,،.:]*$",
    re.IGNORECASE,
)
# Possessive ("*+"): a line of one digit and 20,000 full stops took 20 seconds, each stop tried on both sides
_COUNTER = re.compile(
    r"^\W*+\d[\d.,]*+\s?[KkM]?\W*+(?:repl(?:y|ies)|retweets?|likes?|views?|shares?|comments?|reposts?)?$"
)
_BYLINE = re.compile(r"^(?:[Bb]y|BY|[Ww]ritten by|[Ww]ords by|[Aa]uthor:?|[Ff]rom our correspondent)\s+[A-Z\"“]")
_CREDIT_LINE = re.compile(
    r"^[\s(\[—–*-]*(?:additional |with )?(?:reporting|writing|editing|compiled|edited|written|translated|translation|"
    r"photography|with files|with agencies|with additional reporting|with reporting) (?:and (?:writing|editing) )?"
    r"(?:by|from|in)\b",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(r"^[\s(\[—–-]*(?:sources?|via)\s*:\s*\S", re.IGNORECASE)
_PICTURE_END = re.compile(
    r"[(\[][^()\[\]]{0,80}(?:\bphotos?\b|\bimages?\b|\bGetty\b|/AFP|/AP\b|/Reuters|/EPA|\bcourtesy\b|\bhandout\b|"
    r"\bscreen ?grab\b|\bfile\b)[^()\[\]]{0,60}[)\]]\.?$",
    re.IGNORECASE,
)
_CAPTION_CREDIT = re.compile(r"[^.!?”\"]\s[–—|-]\s*([A-Z][\w .&'’-]{1,40}?)(?:\s?/\s?(?:archive|file|handout))?\.?$")
_STAMPED = re.compile(
    r"(?:\d{1,2}:\d\d ?(?:[AP]M)? ?(?:UTC|GMT|[ECMP][SD]T)|"
    r"(?<!\d)\d+ ?(?:min|minutes?|hrs?|hours?|days?)(?: ago)?|\bago)$",
)
_HASHTAGS = re.compile(r"^(?:[#@][\w-]+[\s,.;:|]*){2,}$")
WRAPPED = 55
"""Characters from which a line may have been broken by a program that wraps text."""
LONG = 25
"""Words from which a line without a full stop is still prose: no headline is so long."""


def words(text: str) -> int:
    """Return the number of words that hold a letter or digit."""
    return sum(any(map(str.isalnum, word)) for word in text.split())


def is_teaser(text: str) -> bool:
    """Tell whether the line is another story's title cut short ("Clashes resume in the north of…")."""
    return bool(_TEASER.search(text)) and words(text) <= 20 and not _INNER_END.search(text)


def is_prose(text: str) -> bool:
    """Tell whether the line holds a whole sentence."""
    count = words(text)
    if _END.search(text) and (count >= 4 or (count == 3 and text[-1] in ".?!")):
        return True
    return count > LONG or (count >= 12 and bool(_INNER_END.search(text)))


def split_lines(text: str) -> list[Span]:
    """Return the text's paragraphs; a hard-wrapped paragraph is one, a list of lines is many."""
    spans = [Span(m.start(), m.end()) for m in re.finditer(r"[^\s][^\n\r]*[^\s]|[^\s]", text)]
    single = [text[a.end : b.start].count("\n") == 1 for a, b in pairwise(spans)]
    # A line that breaks off within a sentence goes on with a small letter, or with a name if the whole text is wrapped.
    broken = [join and not _END.search(text[a.start : a.end]) for join, a in zip(single, spans, strict=False)]
    low = [text[b.start].islower() for b in spans[1:]]
    wide = [cut and a.end - a.start >= WRAPPED for cut, a in zip(broken, spans, strict=False)]
    wrapped = 3 * sum(cut and small for cut, small in zip(wide, low, strict=True)) >= sum(wide)
    out = spans[:1]
    for cut, full, small, span in zip(broken, wide, low, spans[1:], strict=True):
        if (cut and small) or (full and wrapped and not _BULLET.match(text[span.start : span.end])):
            out[-1] = Span(out[-1].start, span.end)
        else:
            out.append(span)
    return out


def classify(text: str, house: frozenset[str]) -> tuple[Kind, Effect | None]:
    """Return what a line is; `house` holds the agencies named in this text's own dateline."""
    plain = " ".join(text.split())
    count = words(plain)
    effect = phrases().effect(plain) if count <= LONG else None
    if effect is not None and not (effect is Effect.RUN and count > 8):
        return Kind.FURNITURE, effect
    if _is_credit(plain, count):
        return Kind.CREDIT, None
    if count == 0 or _COUNTER.match(plain) or _HASHTAGS.match(plain) or is_teaser(plain) or _STAMPED.search(plain):
        return Kind.FURNITURE, None
    if count <= 12 and all(_DATE_WORD.match(word) for word in plain.split()):
        return Kind.FURNITURE, None
    if _is_caption(plain, house):
        return Kind.FURNITURE, None
    if _BULLET.match(plain) and count >= 4:
        return Kind.ITEM, None
    if is_prose(plain):
        return Kind.PROSE, None
    return (Kind.SHORT if count <= 3 else Kind.HEADLINE), None


def _is_credit(plain: str, count: int) -> bool:
    if _CREDIT_LINE.match(plain):
        return True
    if count <= 10 and (_SOURCE_LINE.match(plain) or (_BYLINE.match(plain) and not plain.endswith("."))):
        return True
    return count <= 4 and agencies().known(plain.strip("()[]—–-. "))


def _is_caption(plain: str, house: frozenset[str]) -> bool:
    if _PICTURE_END.search(plain):
        return True
    found = _CAPTION_CREDIT.search(plain)
    if found is None or words(plain) > LONG:
        return False
    return found[1] in house or agencies().known(found[1])


def read_lines(text: str, house: frozenset[str]) -> list[Line]:
    """Return the text's lines in order, each with what it is."""
    out: list[Line] = []
    for span in split_lines(text):
        piece = text[span.start : span.end]
        kind, effect = classify(piece, house)
        out.append(Line(span, piece, kind, effect))
    return out
