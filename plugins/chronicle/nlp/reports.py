"""Component chronicle_reports: each sentence's happenings with their date, place, sides, casualties and assertion."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.tokens import Span as DocSpan

from ..model import (
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
from .assertion import StanceLexicon, stance_of
from .casualties_combine import combine
from .classify import Scene, classify
from .cues import Cue, CueLexicon
from .fields import Fields, fields
from .happenings import Happening, gather
from .inherit import inherit_dates, inherit_places, inherit_tolls
from .locate import steps, when, where
from .roles import Roles, roles_of
from .syntax import arguments, measured
from .triggers import triggers_in

REHEARSED = frozenset(
    {"drill", "exercise", "simulation", "rehearsal", "anniversary", "film", "movie", "novel", "simulate"}
)
"""What governs the name of a deed that nobody did now: "a drill simulating an attack"."""
TOLD = frozenset({Assertion.STATED, Assertion.CLAIMED})
DEEDS = frozenset({"attack", "shoot", "murder", "clash", "air_event", "shell_event", "suicide_event", "abduct", "terr"})


@dataclass(frozen=True, slots=True)
class Lexicons:
    """The term lists that reports are read with."""

    cues: CueLexicon
    stances: StanceLexicon


def find_reports(doc: Doc, lexicons: Lexicons) -> tuple[Report, ...]:
    """Return the Doc's reports in the order of the text, every assertion included."""
    known = fields(doc)
    found: list[Report] = []
    calm = _is_calamity(doc, lexicons.cues)
    for number, sentence in enumerate(doc.sents):
        if calm:
            break
        span = evidence_of(sentence, known)
        if span is not None:
            found.extend(_of_sentence(sentence, span, known, lexicons, _is_headline(sentence, number)))
    dated = inherit_dates(found, known.times, known.published)
    placed = inherit_places(dated, known)
    return inherit_tolls(placed, known.casualties, [Span(s.start_char, s.end_char) for s in doc.sents])


ARMS_OF_WAR = frozenset({"non_state", "gun_means", "air_event", "air_means", "shell_event", "shell_means", "suicide_event", "shoot",
    "suicide_means", "grenade_means", "murder", "abduct", "armed_target", "ied_means", "ied_event", "protest", "loot"})  # fmt: skip


def _is_calamity(doc: Doc, cues: CueLexicon) -> bool:
    """Tell whether the text is of a flood, a crash or a fire: no weapon, no fighter, and a word of calamity."""
    found = frozenset(name for cue in cues.find(doc) for name in cue.cues)
    return "disaster" in found and not found & ARMS_OF_WAR


def evidence_of(sentence: DocSpan, known: Fields) -> Span | None:
    """Return the part of the sentence that may be quoted, without white space at its ends; None if there is none."""
    start, end = sentence.start_char, sentence.end_char
    parts = [p for p in known.evidence if p.start < end and start < p.end]
    if not parts:
        return None
    start, end = max(start, parts[0].start), min(end, parts[-1].end)
    text = sentence.doc.text[start:end]
    start += len(text) - len(text.lstrip())
    end -= len(text) - len(text.rstrip())
    return Span(start, end) if end > start else None


def _is_headline(sentence: DocSpan, number: int) -> bool:
    """Tell whether the sentence is written like a headline: first, and without a full stop."""
    return number == 0 and not sentence.text.rstrip().endswith((".", "!", "”", '"'))


def _of_sentence(sentence: DocSpan, span: Span, known: Fields, lexicons: Lexicons, headline: bool) -> list[Report]:
    doc = sentence.doc
    dates = {i for t in known.times if span.holds(t.span) for i in range(t.span.start, t.span.end)}
    cues = tuple(
        # "On 21 March": the month is no demonstration.
        c
        for c in lexicons.cues.find(sentence)
        if doc[c.start].idx >= span.start and doc[c.start].idx not in dates
    )
    if not cues:
        return []
    places = tuple(p for p in known.places if span.holds(p.span))
    times = tuple(t for t in known.times if span.holds(t.span))
    tolls = tuple(c for c in known.casualties if span.holds(c.span))
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
        others = frozenset(t.token.i for h in happenings if h is not happening for t in h.triggers)
        report = _report(happening, span, known, lexicons, cues, places, times, mine, others, headline, doc)
        if report is not None:
            reports.append(report)
    return reports


def _tolls_of(
    happening: Happening, happenings: Sequence[Happening], tolls: Sequence[CasualtyMention], doc: Doc
) -> tuple[CasualtyMention, ...]:
    """Return the casualties that stand nearer to this happening than to the sentence's others."""
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
    others: frozenset[int],
    headline: bool,
    doc: Doc,
) -> Report | None:
    stances = [(t, stance_of(t.token, lexicons.stances, headline)) for t in happening.triggers]
    real = [(t, s) for t, s in stances if s.assertion in TOLD and not s.mentioned]
    if real and len(real) < len(stances):
        happening = replace(happening, triggers=tuple(t for t, _ in real))
    stance = (real or stances)[0][1]
    counted = [toll for toll in tolls if not toll.cumulative]
    if stance.mentioned and not _detailed(happening, (*counted, *places, *times), doc):
        return None
    roles = roles_of(happening, doc, known.actors, counted)
    scene = _scene(happening, roles, cues, counted, others, doc)
    if _vetoed(happening, scene):
        return None
    sub_event_type = classify(scene)
    if sub_event_type is None:
        return None
    assertion = stance.assertion
    if any(toll.cumulative for toll in tolls) and assertion in (Assertion.STATED, Assertion.CLAIMED):
        # "Over 80 people have been killed since January in drone strikes": many happenings, none of them this one.
        assertion = Assertion.HABITUAL
    mention = when(happening, doc, times, others, lexicons.stances)
    spots = where(happening, doc, places, known.actors)
    spot = spots[0] if spots else None
    killed = combine(counted, CasualtyKind.KILLED)
    injured = combine(counted, CasualtyKind.INJURED)
    lead = happening.lead.cue
    trigger = Span(doc[lead.start].idx, doc[lead.end - 1].idx + len(doc[lead.end - 1]))
    actor2 = tuple(m.actor for m in roles.actor2) or roles.victims
    marks = [Mark("sub_event_type", trigger)]
    marks += [Mark("date_start", mention.span)] if mention else []
    marks += [Mark("place", spot.span)] if spot else []
    marks += [Mark("actor1", m.span) for m in roles.actor1] + [Mark("actor2", m.span) for m in roles.actor2]
    marks += [Mark("fatalities_best" if c.kind is CasualtyKind.KILLED else "injured_best", c.span) for c in counted]
    marks += [Mark("attribution", stance.source)] if stance.source else []
    return Report(
        article_id=known.article_id,
        span=span,
        quote=doc.text[span.start : span.end],
        trigger=trigger,
        sub_event_type=sub_event_type,
        assertion=assertion,
        attribution=stance.attribution,
        interval=mention.interval if mention else None,
        date_basis=DateBasis.STATED if mention else None,
        date_text=mention.text if mention else "",
        place=spot.place if spot else None,
        geo_precision=spot.geo_precision if spot else None,
        place_text=spot.text if spot else "",
        further_places=_further(spots, doc),
        actor1=tuple(m.actor for m in roles.actor1),
        actor2=actor2,
        fatalities=killed,
        injured=injured,
        marks=tuple(marks),
    )


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


def _scene(
    happening: Happening,
    roles: Roles,
    cues: Sequence[Cue],
    tolls: Sequence[CasualtyMention],
    others: frozenset[int],
    doc: Doc,
) -> Scene:
    mine = {clause.i for clause in happening.clauses}
    within = {t.i for clause in happening.clauses for t in clause.subtree if not _elsewhere(t, mine, others)}
    # "Shells fired by rebels": a participle's noun stands above its clause.
    within |= {clause.head.i for clause in happening.clauses if clause.dep_ in ("acl", "relcl")}
    aims = {head.i for t in happening.triggers for head in arguments(t.token).patients}
    near = frozenset(
        # "Raided rocket positions": what is attacked is no weapon of the attack.
        name
        for cue in cues
        if cue.head in within and not _modifies(doc[cue.head], aims)
        for name in cue.cues
    )
    at = {i: cue for cue in cues for i in range(cue.start, cue.end)}
    deeds = [t for t in happening.triggers if t.kinds & TARGETED]
    target = _cues_of((head for t in deeds for head in arguments(t.token).patients), at)
    doers = _cues_of((head for t in happening.triggers for head in arguments(t.token).agents), at)
    killed, injured = combine(tolls, CasualtyKind.KILLED), combine(tolls, CasualtyKind.INJURED)
    fatal = bool(killed.best or killed.high or (not killed.known and "kill" in happening.kinds))
    return Scene(
        kinds=happening.kinds,
        lead=happening.lead.kinds,
        terms=frozenset(trigger.cue.term for trigger in happening.triggers),
        near=near,
        around=frozenset(name for cue in cues for name in cue.cues),
        agents=roles.agents,
        patients=roles.patients,
        target=target,
        doers=doers,
        fatal=fatal,
        harmed=fatal or bool(injured.best or injured.high or "injure" in happening.kinds),
    )


TARGETED = frozenset({"riot", "loot","attack", "shoot", "murder", "kill", "injure", "beat", "clash", "abduct", "air_event", "shell_event",
    "bomb_verb", "blast", "ied_event", "terr"})  # fmt: skip


def _cues_of(heads: Iterable[Token], at: dict[int, Cue]) -> frozenset[str]:
    """Return the cues of nouns and of what modifies or is coordinated with them."""
    return frozenset(
        name
        for head in heads
        for word in (
            head,
            *measured(head),
            *(c for c in head.children if c.dep_ in ("compound", "conj", "nmod", "amod")),
        )
        if word.i in at
        for name in at[word.i].cues
    )


def _detailed(happening: Happening, mentions: Iterable[CasualtyMention | PlaceMention | TimeMention], doc: Doc) -> bool:
    """Tell whether the trigger's own phrase says more of it: "condemned Sunday's attack on the town"."""
    phrase = {t.i for t in happening.lead.token.subtree}
    spans = (doc.char_span(m.span.start, m.span.end, alignment_mode="expand") for m in mentions)
    return any(span is not None and span.root.i in phrase for span in spans)


def _elsewhere(token: Token, mine: set[int], others: frozenset[int]) -> bool:
    """Tell whether the token stands in a clause of another happening below ours."""
    while token.i not in mine:
        if token.i in others and token.pos_ == "VERB":
            return True
        token = token.head
    return False


def _modifies(token: Token, heads: set[int]) -> bool:
    return token.dep_ == "compound" and token.head.i in heads


def _vetoed(happening: Happening, scene: Scene) -> bool:
    """Tell whether a flood, a crash, a crime or an exercise explains the words."""
    if any(t.lemma_.lower() in REHEARSED for t in happening.lead.token.ancestors) and not scene.harmed:
        return True
    if "disaster" in scene.around and scene.kinds <= {
        "blast",
        "kill",
        "injure",
        "riot",
        "attack",
        "shell_weak",
        "other",
    }:
        return not scene.agents
    if "crime" in scene.around and scene.kinds & {"arrest", "disrupt", "other"} and not scene.kinds & DEEDS:
        return True
    return bool(
        "diplomacy" in scene.around
        and scene.kinds <= {"other", "agree", "attack", "arrest", "change"}
        and not scene.harmed
    )


@Language.factory("chronicle_reports")
class ReportsComponent:
    """Fill the Doc's field `reports`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self._lexicons = Lexicons(CueLexicon.load(), StanceLexicon.load())

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        fields(doc).reports = find_reports(doc, self._lexicons)
        return doc
