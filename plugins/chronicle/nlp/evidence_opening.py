"""What stands before and after the words within one paragraph: the dateline, closing credits, a post's counters."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..model import Span
from ..publishers import agencies
from .evidence_lexicon import kickers

_CAP = r"[A-ZÀ-Þ][\w'’.-]*"
_CAPS = r"[A-ZÀ-Þ][A-ZÀ-Þ'’.-]+"
_REGION = rf"(?: ?, ?{_CAP}(?: {_CAP}){{0,2}}){{0,2}}?"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?: ?, ?(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?)?"
_PAREN = r" ?\((?P<agency>[^()\n]{2,40})\)"
_DASH = r"(?: ?(?:--|[—–]) ?| -\s| ?-(?=\s)| ?-(?=[A-Z“\"][a-z ]))\s*"
_AHEAD = r"(?=[\"“‘']?[A-ZÀ-Þ0-9])"
_UPPER = rf"(?P<place>(?:[A-Z][a-z]+ )?{_CAPS}(?:[ /]{_CAPS}){{0,3}}{_REGION})"
_MIXED = rf"(?P<place>{_CAP}(?: (?:[a-z]{{1,3}} )?{_CAP}){{0,3}}{_REGION})"

_DATELINES = (
    # KABUL, Afghanistan (AP) — / GAZA CITY, Nov. 3 - / AMMAN —
    re.compile(rf"{_UPPER}{_DATE}(?:{_PAREN})?{_DATE}{_DASH}{_AHEAD}"),
    # Aden (AFP) - / Tripoli, Libya (Example Press) –
    re.compile(rf"{_MIXED}{_DATE}{_PAREN}{_DATE}{_DASH}{_AHEAD}"),
    # Algiers, APS-The army said
    re.compile(rf"{_MIXED} ?, ?(?P<agency>[A-Z]{{2,8}}){_DASH}{_AHEAD}"),
    # (Geneva, 3 March 2012) –
    re.compile(rf"\((?P<place>{_CAP}(?: {_CAP}){{0,3}}){_DATE}\) ?[—–-] ?{_AHEAD}"),
    # ISLAMABAD: Ten people were
    re.compile(rf"(?P<place>{_CAPS}(?: {_CAPS}){{0,2}}(?:, {_CAP})?){_DATE}(?:{_PAREN})?: {_AHEAD}"),
)
_BARE = re.compile(rf"(?P<place>{_CAP}(?: {_CAP}){{0,2}}(?:, {_CAP})?){_DATE} [—–-] {_AHEAD}")
_HANDLE = re.compile(
    rf"[^\n@]{{0,60}}@\w{{2,15}}?(?:(?={_MONTH} ?\d{{1,2}})|(?=[\s#:,]|$)|(?<=[a-z0-9])(?=[A-Z][a-z]*\s))"
    rf"(?:{_MONTH} ?\d{{1,2}}(?:, \d{{4}})?)?[\s:,·]*"
)
_STAMP = re.compile(r"\d{1,2}:\d\d\s?[AP]M\s?·\s?[A-Z][a-z]{2} \d{1,2}, \d{4}.*$", re.DOTALL)
_COUNTERS = re.compile(r"(?<=[.!?…”\")])\s?(?:\d\d:\d\d)?\d{3,}[\d.,]{0,40}[KM]?$")
_CLOSING = re.compile(
    r"(?<!\s)\s*+[(\[](?:(?:additional |with )?(?:reporting|writing|editing|compiled|edited|written|translated)\b|"
    r"with (?:inputs?|files|agencies|reporting|additional reporting)|source:|via )[^()\[\]]*+[)\]]?\s*+$",
    re.IGNORECASE,
)
_CONTRIBUTED = re.compile(
    r"(?:^|(?<=[.!?”\"]\s))[^.!?\n]{3,160}\bcontributed (?:(?:reporting|writing|research)\b|(?:reporting )?(?:to|for) "
    r"(?:this|the) (?:report|article|story|piece|dispatch|account|post)\b|from [A-Z])[^.!?\n]{0,80}[.!?]?",
)
_TAIL_AGENCY = re.compile(r"(?<=[.!?”\"])\s*(?:[—–-]+\s*|\()(?P<agency>[A-Z][\w /&.'-]{1,40}?)\)?\s*$")


@dataclass(frozen=True, slots=True)
class Opening:
    """A dateline: the place's words, the agency named in it, and where the story's own words begin."""

    place: Span
    agency: str
    end: int


def find_dateline(text: str, paragraph: Span, first: bool) -> Opening | None:
    """Return the paragraph's dateline; a bare "Bamako - " counts only in the first paragraph of prose."""
    piece = text[paragraph.start : min(paragraph.end, paragraph.start + 160)]
    for pattern in (*_DATELINES, *((_BARE,) if first else ())):
        found = pattern.match(piece)
        if found is None or not _plausible(found, piece, bare=pattern is _BARE):
            continue
        agency = found.groupdict().get("agency") or ""
        start, end = found.span("place")
        return Opening(Span(paragraph.start + start, paragraph.start + end), agency, paragraph.start + found.end())
    return None


def _plausible(found: re.Match[str], piece: str, bare: bool) -> bool:
    place = found["place"]
    if len(place) < 3 or place.casefold().split(",")[0] in kickers():
        return False
    rest = piece[found.end() :]
    if len(rest) < 15:
        return False
    # "Aleppo — Syria's largest city — was quiet": a second dash closes an aside, so the first opened none of ours.
    return not (bare and re.search(r"^[^.!?]{0,70} [—–-] ", rest))


def inner_spans(text: str, paragraph: Span) -> tuple[list[Span], list[str]]:
    """Return the parts of a paragraph that are the story's own words, and the credit lines cut from it."""
    start, end = paragraph.start, paragraph.end
    cut: list[str] = []
    head = _HANDLE.match(text, start, end)
    if head and head.end() < end:
        start = head.end()
    stamp = _STAMP.search(text, start, end)
    if stamp:
        end = stamp.start()
    counters = _COUNTERS.search(text[start:end])
    if counters:
        end = start + counters.start()
    closing = _CLOSING.search(text[start:end])
    if closing:
        cut.append(closing[0].strip())
        end = start + closing.start()
    tail = _TAIL_AGENCY.search(text[start:end])
    if tail and agencies().known(tail["agency"]):
        cut.append(tail["agency"])
        end = start + tail.start()
    holes: list[Span] = []
    for found in _CONTRIBUTED.finditer(text[start:end]):
        cut.append(found[0].strip())
        holes.append(Span(start + found.start(), start + found.end()))
    spans: list[Span] = []
    for hole in [*holes, Span(end, end)]:
        spans.append(_trim(text, start, hole.start))
        start = hole.end
    return [span for span in spans if span.start < span.end], cut


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
