"""Finding time expressions: every rule over the text, the longest reading kept, neighbours joined, names left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache

from spacy.tokens import Doc

from ..model import Span
from .fields import text_of
from .times_lexicon import alternation, load_lexicon
from .timex_absolute import AbsoluteRules, numeric
from .timex_expr import REACH, Expr, Guard, Overnight, Rule, UnitRef, WeekdayRef
from .timex_guard import allowed
from .timex_periods import PeriodRules
from .timex_relative import RelativeRules

BESIDE = re.compile(r",?\s{1,2}(?:(?:on|of|in|at|around|about|the)\s){0,2}")
WEEK = re.compile(r"(?:the\s)?week\b", re.IGNORECASE)
HABIT_REACH = 24
PART_REACH = 32


@cache
def rules() -> tuple[Rule, ...]:
    """Return the project's own grammar, compiled once."""
    words = load_lexicon()
    return AbsoluteRules(words).rules + RelativeRules(words).rules + PeriodRules(words).rules


@cache
def around() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of the words before an expression: those that belong to it, and those of habit."""
    words = load_lexicon()
    parts = alternation(words.words["part"], capitals=False)
    habits = alternation(words.words["habit"], capitals=False)
    return (
        re.compile(rf"\b(?:the\s)?{parts}(?:\s(?:on|in|of))?[\s-](?:the\s)?\Z", re.IGNORECASE),
        re.compile(rf"\b{habits}\s(?:(?!on\b|in\b)\w{{1,12}}\s)?\Z", re.IGNORECASE),
    )


def scan(doc: Doc, published: date | None) -> list[Expr]:
    """Return the Doc's time expressions in the order of the text, none overlapping another."""
    words, text = load_lexicon(), text_of(doc)
    found = [expr for rule, match in matches(text) for expr in rule.read(match)]
    found.extend(numeric(text, published))
    kept = longest(expr for expr in found if allowed(expr, doc, words))
    parts, habit = around()
    found = [expr for expr in join(text, kept) if not habit.search(before(text, expr, HABIT_REACH))]
    wide = [widened(text, expr, parts) for expr in found]
    ends = [0, *(expr.span.end for expr in found)]
    return [new if new.span.start >= end else old for old, new, end in zip(found, wide, ends, strict=False)]


def matches(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Yield what the rules match, one rule after the other, each tried only where it may match."""
    stretches: dict[re.Pattern[str], list[tuple[int, int]]] = {}
    for rule in rules():
        if rule.near is None:
            where = [(0, len(text))]
        elif rule.near in stretches:
            where = stretches[rule.near]
        else:
            where = stretches[rule.near] = _stretches(rule.near, text)
        for start, end in where:
            for match in rule.pattern.finditer(text, start, end):
                yield rule, match


def _stretches(near: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Return the parts of the text within reach of a pattern's matches, those that meet as one."""
    found: list[tuple[int, int]] = []
    for match in near.finditer(text):
        start, end = max(0, match.start() - REACH), min(len(text), match.end() + REACH)
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], end
        else:
            found.append((start, end))
    return found


def before(text: str, expr: Expr, reach: int) -> str:
    """Return the characters before an expression."""
    return text[max(0, expr.span.start - reach) : expr.span.start]


def longest(found: Iterable[Expr]) -> list[Expr]:
    """Keep the longest of overlapping expressions, the first rule's among equals."""
    kept: list[Expr] = []
    taken: set[int] = set()
    for expr in sorted(found, key=lambda e: (e.span.start - e.span.end, e.span.start)):
        where = range(expr.span.start, expr.span.end)
        if taken.isdisjoint(where):
            kept.append(expr)
            taken.update(where)
    return sorted(kept, key=lambda e: e.span)


def is_day(expr: Expr) -> bool:
    """Tell whether a time of day beside the expression belongs to it."""
    meaning = expr.meaning
    if isinstance(meaning, UnitRef):
        return meaning.unit.value == "day"
    return isinstance(meaning, WeekdayRef) or expr.guard not in (Guard.YEAR, Guard.MONTH)


def join(text: str, found: list[Expr]) -> list[Expr]:
    """Make one expression of a time of day and the day beside it ("10 p.m. Wednesday", "Monday at noon")."""
    joined: list[Expr] = []
    for expr in found:
        last = joined[-1] if joined else None
        if last and BESIDE.fullmatch(text, last.span.end, expr.span.start):
            clocks = (last.guard is Guard.CLOCK, expr.guard is Guard.CLOCK)
            whole = Span(last.span.start, expr.span.end)
            if (clocks[0] or isinstance(last.meaning, Overnight)) and is_day(expr):
                joined[-1] = replace(expr, span=whole)
                continue
            if clocks[1] and is_day(last):
                joined[-1] = replace(last, span=whole)
                continue
        joined.append(expr)
    return joined


def widened(text: str, expr: Expr, parts: re.Pattern[str]) -> Expr:
    """Take "early", "the end of", "the night of" into the expression; the days stay those of the whole."""
    found = parts.search(before(text, expr, PART_REACH))
    if found is None:
        return expr
    return replace(expr, span=Span(expr.span.start - len(found[0]), expr.span.end), week=bool(WEEK.match(found[0])))
