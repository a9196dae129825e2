"""Component chronicle_evidence: which parts of an article's text may be quoted, and which are the page around it.

Datelines, bylines, credits, captions, menus, counters and other stories' headlines stay in the text but out of the
evidence. The rules look at the shape of lines (a headline has no full stop; other stories' headlines come in runs,
after the body or after words such as "Related news") and at the phrases of furniture_phrases.csv.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import numpy
from spacy.language import Language
from spacy.tokens import Doc

from ..model import Span
from ..publishers import agencies
from .evidence_lexicon import Effect
from .evidence_lines import Kind, Line, read_lines, words
from .evidence_opening import Opening, find_dateline, inner_spans
from .fields import fields, text_of

MAX_OPENING = 4
"""Headline-like lines that an article may open with: kicker, headline, subheading, summary; more are a list."""
_BODY = (Kind.PROSE, Kind.ITEM)
_NAME = re.compile(r"(?:[A-Z][\w'’.&-]*|[A-Z]{2,})(?:[ -](?:(?:for|of|and|the) )*[A-Z][\w'’.&-]*)*")


@dataclass(frozen=True, slots=True)
class Furniture:
    """What of a text is the story, and what was found around it."""

    evidence: tuple[Span, ...]
    dateline: Span | None
    """The place's words in the dateline ("KABUL, Afghanistan")."""
    credits: tuple[str, ...]
    """Agencies and publishers that the text credits, each by its one name, in the order of the text."""


def evidence_spans(text: str) -> Furniture:
    """Return the parts of the text that may be quoted as evidence, its dateline and whom it credits."""
    lines = read_lines(text, frozenset())
    opening = _dateline(text, lines)
    house = frozenset((opening.agency,)) if opening and opening.agency else frozenset()
    if house:
        lines = read_lines(text, house)
    spans: list[Span] = []
    credit_texts = [line.text for line in lines if line.kind is Kind.CREDIT]
    for line in _story(lines):
        start = opening.end if opening and line.span.start <= opening.place.start < line.span.end else line.span.start
        inner, cut = inner_spans(text, Span(start, line.span.end))
        spans.extend(inner)
        credit_texts.extend(cut)
    named = [*house, *(name for piece in credit_texts for name in _credited(piece))]
    return Furniture(
        tuple(spans),
        opening.place if opening else None,
        tuple(dict.fromkeys(agencies().canonical(name) for name in named)),
    )


def _dateline(text: str, lines: list[Line]) -> Opening | None:
    """Return the dateline of one of the first three paragraphs of prose."""
    prose = [line for line in lines if line.kind is Kind.PROSE][:3]
    for number, line in enumerate(prose):
        found = find_dateline(text, line.span, first=number == 0)
        if found is not None:
            return found
    return None


def _credited(piece: str) -> list[str]:
    """Return the known agencies named in a credit line, longest names first tried."""
    out: list[str] = []
    for found in _NAME.finditer(piece):
        names = found[0].split()
        while names:
            size = next((n for n in range(len(names), 0, -1) if agencies().known(" ".join(names[:n]))), 0)
            if size:
                out.append(" ".join(names[:size]))
            names = names[max(size, 1) :]
    return out


def _story(lines: list[Line]) -> list[Line]:
    """Return the lines that belong to the story, in order."""
    seen = _after_phrases(lines)
    body = [i for i, (line, kept) in enumerate(seen) if kept and line.kind in _BODY]
    if not body:
        return _without_body(seen)
    first, last = body[0], body[-1]
    opening = [i for i in range(first) if seen[i][1] and seen[i][0].kind is Kind.HEADLINE]
    if len(opening) > MAX_OPENING:
        opening = opening[-2:]
    keep = {*opening, *body}
    run: list[int] = []
    for i in range(first + 1, len(seen)):
        line, kept = seen[i]
        if kept and line.kind is Kind.HEADLINE:
            run.append(i)
            continue
        if line.kind in _BODY and kept:
            keep.update(_subheading(seen, run))
            run = []
    # The last paragraph may lack its full stop; a list of other stories has several lines, or furniture around it.
    if len(run) == 1 and run[0] == last + 1 == len(seen) - 1:
        keep.update(_subheading(seen, run))
    return [seen[i][0] for i in sorted(keep)]


def _after_phrases(lines: list[Line]) -> list[tuple[Line, bool]]:
    """Return each line with False where a phrase of page furniture takes it out, alone or with those before it."""
    out: list[tuple[Line, bool]] = []
    running = False
    for number, line in enumerate(lines):
        if line.effect is Effect.TAIL and any(kept and told.kind in _BODY for told, kept in out):
            out.extend((rest, False) for rest in lines[number:])
            break
        if line.effect is Effect.RUN:
            running = True
        elif running and _ends_run(line):
            running = False
        out.append((line, not running and line.kind not in (Kind.FURNITURE, Kind.CREDIT, Kind.SHORT)))
    return out


def _ends_run(line: Line) -> bool:
    """Tell whether the line is the story again: a headline may end in a full stop too, but is short."""
    return line.kind in _BODY and (words(line.text) >= 12 and not line.text.rstrip().endswith("?"))


def _without_body(seen: list[tuple[Line, bool]]) -> list[Line]:
    """Return the lines of a text without one full sentence: a headline or a note, but not a page of headlines."""
    heads = [line for line, kept in seen if kept and line.kind is Kind.HEADLINE]
    if not heads and len(seen) <= 2:
        return [line for line, _ in seen if line.kind is Kind.SHORT]
    page = any(line.kind in (Kind.FURNITURE, Kind.SHORT) for line, _ in seen)
    return [] if page and len(heads) > MAX_OPENING else heads


def _subheading(seen: list[tuple[Line, bool]], run: list[int]) -> list[int]:
    """Return the run if it is one line in the case of a sentence: a subheading, not a link to another story."""
    if len(run) != 1:
        return []
    text = seen[run[0]][0].text
    longer = [word for word in text.split()[1:] if len(word) > 3 and word[0].isalpha()]
    titled = sum(word[0].isupper() for word in longer)
    return [] if "|" in text or (longer and titled * 3 > len(longer) * 2) else run


@Language.component("chronicle_evidence")
def mark_evidence(doc: Doc) -> Doc:
    """Fill the Doc's fields `evidence`, `dateline` and `credits`; a part of the evidence begins a sentence."""
    found = evidence_spans(text_of(doc))
    mine = fields(doc)
    mine.evidence, mine.dateline, mine.credits = found.evidence, found.dateline, found.credits
    # All at once in the end: to set one start spaCy looks through the whole text
    values: Any = doc.to_array(["IDX", "SENT_START"])
    firsts = numpy.searchsorted(values[:, 0], [span.start for span in found.evidence])
    for first in firsts.tolist():
        if 0 < first < len(doc) and not doc[first].is_space:
            values[first, 1] = 1
    return doc.from_array(["SENT_START"], values[:, 1:])
