"""Component chronicle_reports: each sentence's happenings with their date, place, sides, casualties and assertion."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from ..model import (
    SPOTS,
    TOLD,
    Assertion,
    CasualtyKind,
    CasualtyMention,
    DateBasis,
    Mark,
    Place,
    PlaceMention,
    Report,
    Span,
    TimeMention,
)
from .assertion import Stance, StanceLexicon, stance_of
from .casualties_combine import combine
from .classify import classify
from .cues import Cue, CueLexicon
from .days_off import off
from .fields import Fields, fields, text_of, within
from .guises import guise_words, own_cues
from .happenings import Happening, gather, is_grievance, is_running, is_tally
from .inherit import inherit_dates, inherit_places
from .inherit_tolls import inherit_tolls
from .locate import steps, when, where
from .retold import follow_truces
from .roles import roles_of, settle_kinds
from .scene import is_calamity, scene_of, vetoed
from .sequels import escalate
from .sides import befallen, settled
from .times import range_of
from .triggers import Trigger, triggers_in

NAMING = frozenset(
    {"Liberation", "Resistance", "Defence", "Defense", "Protection", "Redemption", "Salvation", "Change"}
)
"""Words of armed groups' names that elsewhere tell of deeds."""


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The term lists that reports are read with."""

    cues: CueLexicon
    stances: StanceLexicon


def find_reports(doc: Doc, lexicons: Lexicons) -> tuple[Report, ...]:
    """Return the Doc's reports in the order of the text, every assertion included."""
    known = fields(doc)
    found: list[Report] = []
    sentences = list(doc.sents)
    find = partial(own_cues, lexicons.cues, guise_words(doc))
    cues_of = [() if sentence.start in known.unread else find(sentence) for sentence in sentences]
    calm = is_calamity(cue for cues in cues_of for cue in cues)
    first = True
    before: tuple[Cue, ...] = ()
    for sentence, cues in zip(sentences, cues_of, strict=True):
        span = evidence_of(sentence, known)
        if calm or span is None:
            continue
        told = follow_truces(sentence, cues, before)
        found.extend(_of_sentence(sentence, span, known, lexicons, told, first and _is_headline(sentence)))
        first = False
        before = cues
    dated = inherit_dates(found, known.times, known.published)
    placed = [_settled(report) for report in inherit_places(dated, known)]
    spans = [Span(s.start_char, s.end_char) for s in sentences]
    return escalate(inherit_tolls(placed, known.casualties, known.places, text_of(doc), spans))


def _settled(report: Report) -> Report:
    country = report.place.country if report.place else ""
    return replace(report, actor1=settle_kinds(report.actor1, country), actor2=settle_kinds(report.actor2, country))


def evidence_of(sentence: DocSpan, known: Fields) -> Span | None:
    """Return the part of the sentence that may be quoted, without white space at its ends; None if there is none."""
    start, end = sentence.start_char, sentence.end_char
    # They stand in order, none within another; a long text has as many of them as sentences
    first = bisect_right(known.evidence, start, key=attrgetter("end"))
    last = bisect_left(known.evidence, end, key=attrgetter("start")) - 1
    if last < first:
        return None
    start, end = max(start, known.evidence[first].start), min(end, known.evidence[last].end)
    text = text_of(sentence.doc)[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    return Span(start, end) if end > start else None


def _is_headline(sentence: DocSpan) -> bool:
    """Tell whether the sentence is written like a headline: without a full stop."""
    return not sentence.text.rstrip().endswith((".", "!", "”", '"'))


def _of_sentence(
    sentence: DocSpan, span: Span, known: Fields, lexicons: Lexicons, every: Sequence[Cue], headline: bool
) -> list[Report]:
    doc = sentence.doc
    start, end = span.start, span.end
    named = [a.span for a in within(known.actors, start, end) if span.holds(a.span) and " " in a.text]
    times = tuple(t for t in within(known.times, start, end) if span.holds(t.span))
    dates = {i for t in times for i in range(t.span.start, t.span.end)}
    cues = tuple(
        # "On 21 March": the month is no demonstration.
        c
        for c in every
        if doc[c.start].idx >= span.start and doc[c.start].idx not in dates and not _of_a_name(doc[c.start], named)
    )
    if not cues:
        return []
    places = tuple(p for p in within(known.places, start, end) if span.holds(p.span))
    tolls = tuple(c for c in within(known.casualties, start, end) if span.holds(c.span))
    inside = frozenset(
        token.i
        for place in places
        for token in doc.char_span(place.span.start, place.span.end, alignment_mode="expand") or ()
    )
    triggers = triggers_in(sentence, cues, inside)
    reports = []
    happenings = gather(triggers, places, times)
    for happening in happenings:
        mine = _tolls_of(happening, happenings, tolls, doc)
        others = tuple(t for h in happenings if h is not happening for t in h.triggers)
        report = _report(happening, span, known, lexicons, cues, places, times, mine, others, headline, doc)
        if report is not None:
            reports.append(report)
    return reports


def _of_a_name(token: Token, named: Sequence[Span]) -> bool:
    """Tell whether the word is part of a side's name: no ground is freed by the "Moro Islamic Liberation Front"."""
    return token.text in NAMING and any(name.start <= token.idx < name.end for name in named)


def _tolls_of(
    happening: Happening, happenings: Sequence[Happening], tolls: Sequence[CasualtyMention], doc: Doc
) -> tuple[CasualtyMention, ...]:
    """Return the casualties that stand nearer to this happening than to the sentence's others."""
    roots = {toll: doc.char_span(toll.span.start, toll.span.end, alignment_mode="expand") for toll in tolls}
    tolls = [toll for toll, root in roots.items() if root is None or not is_grievance(root.root, happening)]
    if len(happenings) == 1:
        return tuple(tolls)
    mine = []
    for toll in tolls:
        ranks = [steps(doc, other, toll.span.start, toll.span.end)[::-1] for other in happenings]
        if happenings[ranks.index(min(ranks))] is happening:
            mine.append(toll)
    return tuple(mine)


def _report(
    happening: Happening,
    span: Span,
    known: Fields,
    lexicons: Lexicons,
    cues: Sequence[Cue],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
    tolls: Sequence[CasualtyMention],
    rest: Sequence[Trigger],
    headline: bool,
    doc: Doc,
) -> Report | None:
    stances = [(t, stance_of(t.token, lexicons.stances, headline)) for t in happening.triggers]
    real = [(t, s) for t, s in stances if s.assertion in TOLD and not s.mentioned]
    if real and len(real) < len(stances):
        happening = replace(happening, triggers=tuple(t for t, _ in real))
    stance = (real or stances)[0][1]
    counted = [toll for toll in tolls if not toll.cumulative]
    if stance.mentioned and not _detailed(happening, (*counted, *times), doc):
        return None
    roles = roles_of(happening, doc, known.actors, counted)
    scene = scene_of(happening, roles, cues, counted, rest, doc)
    if vetoed(happening, scene):
        return None
    sub_event_type = classify(scene)
    if sub_event_type is None:
        return None
    assertion = stance.assertion
    if (is_running(happening) or any(toll.cumulative for toll in tolls)) and assertion in TOLD:
        # "Over 80 people have been killed since January in drone strikes": many happenings, none of them this one.
        assertion = Assertion.HABITUAL
    others = frozenset(trigger.token.i for trigger in rest)
    mention = when(happening, doc, times, others, lexicons.stances)
    if mention is not None and is_tally(happening, mention.interval.days):
        # "February: ten attacks killed eight people": a tally of many happenings.
        assertion = Assertion.HABITUAL if assertion in TOLD else assertion
    interval = off(happening.clauses, mention, range_of(text_of(doc), mention, times)) if mention else None
    mention = mention if interval else None
    spots = where(happening, doc, places, known.actors, lexicons.stances, stance.source)
    spot = spots[0] if spots else None
    if others and mention is None and not counted and _is_aside(happening) and not _own_ground(spot, happening, doc):
        # "An army that is massing troops": a clause about a side, with no day, place or toll of its own to record.
        return None
    killed = combine(counted, CasualtyKind.KILLED)
    injured = combine(counted, CasualtyKind.INJURED)
    lead = happening.lead.cue
    trigger = Span(doc[lead.start].idx, doc[lead.end - 1].idx + len(doc[lead.end - 1]))
    actor2 = tuple(m.actor for m in roles.actor2) or roles.victims
    people = befallen(sub_event_type, scene, happening, counted, cues, doc) if not actor2 else None
    if people is not None and known.civilians is not None:
        actor2 = (known.civilians,)
    actor1, actor2 = settled(sub_event_type, scene, tuple(m.actor for m in roles.actor1), actor2)
    marks = [Mark("sub_event_type", trigger)]
    marks += [Mark("date_start", mention.span)] if mention else []
    marks += [Mark("place", spot.span)] if spot else []
    marks += [Mark("actor2", people)] if people and known.civilians else []
    marks += [Mark("actor1", m.span) for m in roles.actor1] + [Mark("actor2", m.span) for m in roles.actor2]
    marks += [Mark("actor1", trigger)] if actor1 and not roles.actor1 else []
    marks += [Mark("fatalities_best" if c.kind is CasualtyKind.KILLED else "injured_best", c.span) for c in counted]
    marks += [Mark("attribution", stance.source)] if stance.source else []
    return Report(
        article_id=known.article_id,
        span=span,
        quote=text_of(doc)[span.start : span.end],
        trigger=trigger,
        sub_event_type=sub_event_type,
        assertion=assertion,
        attribution=_said_by(stance, doc),
        interval=interval,
        date_basis=DateBasis.STATED if mention else None,
        date_text=mention.text if mention else "",
        place=spot.place if spot else None,
        geo_precision=_precision(spot, happening, doc) if spot else None,
        place_text=spot.text if spot else "",
        further_places=_further(spots, doc),
        actor1=actor1,
        actor2=actor2,
        fatalities=killed,
        injured=injured,
        marks=tuple(marks),
    )


def _own_ground(spot: PlaceMention | None, happening: Happening, doc: Doc) -> bool:
    return spot is not None and not any(steps(doc, happening, spot.span.start, spot.span.end)[1:])


def _is_aside(happening: Happening) -> bool:
    return all("relcl" in (c.dep_, c.head.dep_) or c.dep_ == "acl" for c in happening.clauses)


def _precision(spot: PlaceMention, happening: Happening, doc: Doc) -> int:
    """Return how exactly the place is meant: "strikes near the town, which they took" takes the town itself."""
    span = doc.char_span(spot.span.start, spot.span.end, alignment_mode="expand")
    of_name = span is not None and any(c.dep_ == "relcl" and _within(span.root, c.head) for c in happening.clauses)
    return 1 if of_name and spot.geo_precision == 2 and spot.place.level in SPOTS else spot.geo_precision


def _within(name: Token, noun: Token) -> bool:
    """Tell whether the name is the noun or hangs on it: "the town of Khan Touman"."""
    return name.i == noun.i or (name.dep_ == "pobj" and name.head.head.i == noun.i)


def _said_by(stance: Stance, doc: Doc) -> str:
    """Return the source's words as they read inside a sentence, an unclosed bracket left out."""
    words = stance.attribution
    if "(" in words and ")" not in words:
        words = words.partition("(")[0].rstrip()
    if stance.source is None or not words:
        return words
    span = doc.char_span(stance.source.start, stance.source.end, alignment_mode="expand")
    common = ("NOUN", "ADJ", "NUM", "PRON")
    # "A US spokesman" begins with a word that may be small; "Polish-led troops", "Lawyers for Peace" do not.
    plain = span is not None and span[0].pos_ in common and not span[0].ent_type_ and not span[1:2].text[:1].isupper()
    small = span is not None and (span[0].pos_ == "DET" or plain)
    opens = span is not None and bool(span[0].is_sent_start) and small
    return words[0].lower() + words[1:] if opens and not (words[:2].isupper() and words[1:2].isalpha()) else words


def _further(spots: Sequence[PlaceMention], doc: Doc) -> tuple[Place, ...]:
    """Return the places coordinated with the first: "the villages of A, B and C"."""
    if not spots:
        return ()
    first = doc.char_span(spots[0].span.start, spots[0].span.end, alignment_mode="expand")
    if first is None:
        return ()
    family = {t.i for t in first.root.conjuncts}
    found = []
    for other in spots[1:]:
        span = doc.char_span(other.span.start, other.span.end, alignment_mode="expand")
        if span is not None and span.root.i in family and other.place.place_id != spots[0].place.place_id:
            found.append(other.place)
    return tuple(dict.fromkeys(found))


def _detailed(happening: Happening, mentions: Iterable[CasualtyMention | PlaceMention | TimeMention], doc: Doc) -> bool:
    """Tell whether the trigger's own phrase says more of it: "condemned Sunday's attack on the town"."""
    phrase = {t.i for t in happening.lead.token.subtree}
    spans = (doc.char_span(m.span.start, m.span.end, alignment_mode="expand") for m in mentions)
    return any(span is not None and span.root.i in phrase for span in spans)


@Language.factory("chronicle_reports")
class ReportsComponent:
    """Fill the Doc's field `reports`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._lexicons = Lexicons(CueLexicon.load(), StanceLexicon.load())

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        fields(doc).reports = find_reports(doc, self._lexicons)
        return doc
