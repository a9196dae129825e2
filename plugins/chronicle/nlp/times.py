"""Component chronicle_times: time expressions and the days they stand for.

Only calendar spans are mentions: days, weekends, weeks, months, quarters, seasons, years, decades. Durations ("for two
days"), sets ("every Friday") and vague times ("recently", "now") are none. A mention's interval is never finer than its
words: "two months ago" is a month, "early 1916" the year.

A range gives two mentions, one an end ("from 3 to 5 May" -> 3 May, 5 May), as TimeML marks it; `range_of` gives the
days from one end to the other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from spacy.language import Language
from spacy.tokens import Doc

from ..model import Interval, TimeMention
from .fields import fields, text_of
from .times_lexicon import load_lexicon
from .times_resolve import Resolver
from .times_tense import look_of
from .timex_scan import scan

RANGE = re.compile(r"\s?(?:-|–|—|to|until|till|through|up to)\s?(?:the\s)?", re.IGNORECASE)
BETWEEN = re.compile(r"\b(?:between|from)\s(?:the\s)?\Z", re.IGNORECASE)
AND = re.compile(r"\s?and\s(?:the\s)?", re.IGNORECASE)
LEAD = 16


def find_times(doc: Doc) -> tuple[TimeMention, ...]:
    """Return the Doc's times in the order of the text; `fields(doc).published` is what relative ones count from.

    Without a publication date only what the text itself anchors is resolved.
    """
    published = fields(doc).published
    looks = partial(look_of, doc, words=load_lexicon())
    return Resolver(text_of(doc), published, looks).resolve(scan(doc, published))


def range_of(text: str, mention: TimeMention, times: Sequence[TimeMention]) -> Interval:
    """Return the days of the range that a mention is an end of ("from 3 to 5 May"), else the mention's own days.

    Ends are neighbours joined by "to", "until", "through" or a dash, or by "and" after "between".
    """
    ordered = sorted(times, key=lambda one: one.span)
    at = next((i for i, one in enumerate(ordered) if one.span == mention.span), None)
    if at is None:
        return mention.interval
    for first, last in zip(ordered[max(0, at - 1) : at + 1], ordered[max(1, at) : at + 2], strict=False):
        gap = (first.span.end, last.span.start)
        opened = BETWEEN.search(text[max(0, first.span.start - LEAD) : first.span.start])
        if (RANGE.fullmatch(text, *gap) or (opened and AND.fullmatch(text, *gap))) and (
            first.interval.first <= last.interval.last
        ):
            return Interval(first.interval.first, last.interval.last)
    return mention.interval


@Language.factory("chronicle_times")
class TimesComponent:
    """Fill the Doc's field `times`."""

    def __init__(self, nlp: Language, name: str) -> None:
        load_lexicon()

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        fields(doc).times = find_times(doc)
        return doc
