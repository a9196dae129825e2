"""Where and when: which of a text's places and dates belong to a happening."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from ..model import SPOTS, ActorMention, PlaceLevel, PlaceMention, Span, TimeMention
from .assertion import StanceLexicon
from .days_off import comes_before, says_how_long
from .fields import fields, text_of, touching
from .happenings import MONTH, Happening
from .term_groups import term_group

FINENESS = {
    PlaceLevel.SITE: 5,
    PlaceLevel.PLACE: 5,
    PlaceLevel.AREA: 3,
    PlaceLevel.ADMIN2: 3,
    PlaceLevel.ADMIN1: 2,
    PlaceLevel.COUNTRY: 1,
}
ROAD, FAR = 2, (99, True, True)


def steps(
    doc: Doc, happening: Happening, start: int, end: int, others: frozenset[int] = frozenset()
) -> tuple[int, bool, bool]:
    """Return how far a span lies from the nearest trigger in the tree, and what lies between.

    The second value tells of another clause, the third that the span belongs to that clause and not to the
    happening: a relative clause of its own ("which rebels took late Thursday"), or one of the `others`' triggers.
    """
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None:
        return FAR
    best = FAR
    for trigger in happening.triggers:
        found = _between(trigger.token, span.root, others)
        if found is not None and found[::-1] < best[::-1]:
            best = found
    return best


def _between(trigger: Token, token: Token, others: frozenset[int]) -> tuple[int, bool, bool] | None:
    above = [trigger, *trigger.ancestors]
    order = {t.i: n for n, t in enumerate(above)}
    length, crossed, foreign = 0, False, False
    start = token.i
    while token.i not in order:
        if token.pos_ in ("VERB", "AUX") and token.dep_ in ("relcl", "ccomp", "advcl", "parataxis"):
            crossed = True
        if token.i in others and token.i != start:
            foreign = foreign or token.pos_ in ("VERB", "AUX")
        if token.head.i == token.i:
            return None
        token = token.head
        length += 1
    for step in above[: order[token.i]]:
        if step.pos_ in ("VERB", "AUX") and step.dep_ in ("relcl", "ccomp"):
            # "Palmyra, which they took", "March 2020, when they agreed": the clause hangs on the name itself.
            own = step.dep_ == "relcl" and step.head.i == token.i and length <= 2
            crossed = crossed or not own
            foreign = foreign or (step.dep_ == "relcl" and not own)
        crossed = crossed or comes_before(step) or (step.dep_ == "advcl" and says_how_long(step))
    return length + order[token.i], crossed, foreign


def when(
    happening: Happening,
    doc: Doc,
    times: Sequence[TimeMention],
    others: frozenset[int],
    stances: StanceLexicon,
) -> TimeMention | None:
    """Return the sentence's time expression that dates the happening, if one does.

    A date on the reporting verb ("police said on Monday that ...") dates the statement, not the deed.
    """
    best: tuple[tuple[int, int, int], TimeMention] | None = None
    published = fields(doc).published
    for mention in times:
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None:
            continue
        if _before_the_source(span.root, stances):
            # "..., which they took late Thursday, officials said": the tree hangs it on "said", the order does not.
            if _nearest_before(span.root, happening, others):
                best = ((0, 0, 0), mention)
            continue
        length, crossed, foreign = steps(doc, happening, mention.span.start, mention.span.end, others)
        if mention.interval.days >= MONTH and _of_another_noun(span.root, happening):
            continue
        if foreign or _dates_the_telling(mention, span.root, happening, stances):
            continue
        if _bounds(span.root) and not any(span.root.is_ancestor(t.token) for t in happening.triggers):
            continue
        now = published is not None and mention.interval.first <= published <= mention.interval.last
        if now and mention.interval.days > LONG and _counts_off(span.root):
            continue
        rank = (int(crossed), mention.interval.precision, length)
        if best is None or rank < best[0]:
            best = (rank, mention)
    return best[1] if best else None


def _of_another_noun(token: Token, happening: Happening) -> bool:
    """Tell whether the month or year dates something that the sentence only mentions.

    "They ended the caliphate that the group proclaimed in 2014", not "an attack that killed nine in May".
    """
    triggers = {t.token.i for t in happening.triggers}
    while token.head.i != token.i:
        if token.i in triggers:
            return False
        if token.dep_ == "relcl" and token.tag_ == "VBD":
            noun = token.head
            return noun.i not in triggers and not any(t in triggers for t in {w.i for w in token.subtree})
        token = token.head
    return False


def _before_the_source(token: Token, stances: StanceLexicon) -> bool:
    """Tell whether the date hangs on a reporting verb that follows what it reports, and stands before its subject."""
    verb = token.head
    if verb.dep_ == "prep":
        verb = verb.head
    if verb.pos_ != "VERB" or not stances.has(verb, "report"):
        return False
    told = [c for c in verb.children if c.dep_ == "ccomp"]
    said_by = [c for c in verb.children if c.dep_ == "nsubj"]
    return bool(told and said_by) and told[0].i < token.i < said_by[0].left_edge.i


def _nearest_before(token: Token, happening: Happening, others: frozenset[int]) -> bool:
    mine = max((t.token.i for t in happening.triggers if t.token.i < token.i), default=-1)
    return mine > max((i for i in others if i < token.i), default=-1)


def _bounds(token: Token) -> bool:
    """Tell whether the date only bounds the happening: "since March 2020", "until Monday"."""
    return token.dep_ == "pobj" and token.head.lower_ in ("since", "until", "till", "before")


LONG = 31
"""Days above which a time is a span in which things are counted as soon as a date."""


def _counts_off(token: Token) -> bool:
    """Tell whether the span of time only says among what the happening is counted: "the third raid in 2022".

    It does so of the year that the text is from: "the first attack in 2009", told in 2016, was in 2009.
    """
    if token.dep_ != "pobj" or token.head.dep_ != "prep":
        return False
    noun = token.head.head
    while noun.pos_ in ("NOUN", "PROPN"):
        if any(c.lower_ in term_group("ordinal") or c.tag_ == "JJS" for c in noun.children):
            return True
        if noun.dep_ not in ("pobj", "compound", "poss", "conj") or noun.head.head.i == noun.head.i:
            return False
        noun = noun.head.head if noun.dep_ == "pobj" else noun.head
    return False


def _dates_the_telling(mention: TimeMention, token: Token, happening: Happening, stances: StanceLexicon) -> bool:
    if mention.interval.days == 2:
        # "Overnight, the ministry said its forces had crossed": parts of days date deeds, not statements.
        return False
    triggers = {trigger.token.i for trigger in happening.triggers}
    while token.head.i != token.i:
        token = token.head
        if token.i in triggers:
            return False
        if token.pos_ in ("VERB", "AUX"):
            # "Said on Monday that ..." but not "observed on Monday three explosions" or "claimed to have shelled".
            told = [c for c in token.children if c.dep_ in ("ccomp", "parataxis")]
            below = any(t.i in triggers for c in told for t in c.subtree)
            return stances.has(token, "report") and below
    return False


def where(
    happening: Happening,
    doc: Doc,
    places: Sequence[PlaceMention],
    actors: Sequence[ActorMention],
    stances: StanceLexicon,
    source: Span | None,
) -> tuple[PlaceMention, ...]:
    """Return the sentence's places that the happening lies at, the best first.

    None of these is a scene: a country inside a side's name ("Syria's army") or at the head of a sentence ("Turkey
    agreed"), where the telling is done ("In Washington, the president said"), what a speaker is called by
    ("Russia's defence ministry"). Where a speaker sits ("police in Kandahar") counts where nothing better is named.
    """
    ranked = []
    for mention in places:
        span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
        if span is None or mention.metonym or _of_a_side(mention, actors) or _acts(doc, mention):
            continue
        joined = text_of(doc)[mention.span.end : mention.span.end + 1] == "-"
        if (joined and mention.geo_precision != 2) or _where_told(span.root, happening, stances):
            # "UK-based", "Iran-backed"; but "the Abuja-Kaduna highway"
            continue
        if _adjective(mention, span.root) or _is_cause(span.root, happening):
            continue
        speaking = source is not None and source.holds(mention.span)
        if speaking and (span.root.dep_ != "pobj" or mention.place.level is PlaceLevel.COUNTRY):
            continue
        length, crossed, foreign = steps(doc, happening, mention.span.start, mention.span.end)
        away = _elsewhere(doc, mention)
        # A road's ends are far from each other: any other name says better where on it.
        end_of_road = mention.geo_precision == 2 and (
            joined or text_of(doc)[mention.span.start - 1 : mention.span.start] == "-"
        )
        fine = ROAD if end_of_road else FINENESS[mention.place.level]
        ranked.append(((int(speaking), int(away), int(crossed or foreign), -fine, length, mention.span.start), mention))
    ranked.sort(key=lambda pair: pair[0])
    return _finer(tuple(mention for _, mention in ranked), ranked)


def _of_a_side(mention: PlaceMention, actors: Sequence[ActorMention]) -> bool:
    near = touching(actors, mention.span.start, mention.span.end)
    return any(a.span.holds(mention.span) for a in near)


def _finer(
    found: tuple[PlaceMention, ...], ranked: Sequence[tuple[tuple[int, ...], PlaceMention]]
) -> tuple[PlaceMention, ...]:
    """Put a town before its country: "flags in Raqqa, and said their capital in Syria had fallen"."""
    if not found or found[0].place.level is not PlaceLevel.COUNTRY:
        return found
    code = found[0].place.country_code
    for (speaking, away, *_), mention in ranked[1:]:
        if not (speaking or away) and mention.place.country_code == code and mention.place.level in SPOTS:
            return (mention, *(m for m in found if m is not mention))
    return found


def _adjective(mention: PlaceMention, token: Token) -> bool:
    """Tell whether a country's initials say whose, or a sea where: "US personnel", "the Red Sea port"."""
    short = mention.place.level is PlaceLevel.COUNTRY and mention.text.isupper()
    coast = mention.place.level is PlaceLevel.AREA and token.head.lemma_.lower() in COASTAL
    return (short or coast) and token.dep_ in ("compound", "amod", "nmod") and token.head.i > token.i


COASTAL = frozenset({"port", "city", "town", "resort", "village", "harbour", "harbor", "island", "base"})
CAUSES = frozenset({"response", "retaliation", "reprisal", "revenge", "answer", "reaction", "punishment"})


def _is_cause(token: Token, happening: Happening) -> bool:
    """Tell whether the place is of what was answered: "struck Bari in retaliation for a bombing in Solen"."""
    triggers = {t.token.i for t in happening.triggers}
    while token.head.i != token.i and token.pos_ not in ("VERB", "AUX"):
        if token.lower_ in CAUSES and token.head.lower_ == "in":
            return True
        if token.i in triggers:
            return False
        token = token.head
    return False


def _where_told(token: Token, happening: Happening, stances: StanceLexicon) -> bool:
    """Tell whether the place hangs on the reporting verb itself: "in Washington, the president said that ..."."""
    while token.dep_ in ("compound", "appos", "conj", "poss", "nmod", "amod") and token.head.i != token.i:
        token = token.head
    if token.dep_ != "pobj" or token.head.dep_ != "prep":
        return False
    verb = token.head.head
    triggers = {t.token.i for t in happening.triggers}
    if verb.i in triggers or verb.pos_ != "VERB" or not stances.has(verb, "report"):
        return False
    told = [c for c in verb.children if c.dep_ in ("ccomp", "parataxis")]
    below = any(t.i in triggers for c in told for t in c.subtree)
    # "..., the army said in Aleppo" hangs there too; only what stands before the speaker or the verb is sure.
    return below and all(c.i > token.i for c in told)


def _acts(doc: Doc, mention: PlaceMention) -> bool:
    """Tell whether a country or its capital is what does something: "Russia and Turkey agreed"."""
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if span is None or mention.place.level is not PlaceLevel.COUNTRY:
        return False
    token = span.root
    while token.dep_ == "conj":
        token = token.head
    return (
        token.dep_ == "nsubj"
        and token.head.pos_ == "VERB"
        and token.head.lemma_ not in ("see", "witness", "suffer", "experience")
    )


ORIGIN = frozenset({"from", "towards", "toward", "to", "with"})
MOVING = frozenset(
    {
        *("flee", "travel", "return", "come", "hail", "arrive", "launch", "fire", "displace", "drive", "head", "go"),
        *("border", "fly", "send", "bind", "escape", "move", "lead", "link", "connect"),
    }
)


def _elsewhere(doc: Doc, mention: PlaceMention) -> bool:
    """Tell whether the words before the name say that it is an origin or a direction, not the scene."""
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if span is None:
        return False
    token = span.root
    while token.dep_ in ("compound", "appos", "conj", "poss", "nmod", "amod") and token.head.i != token.i:
        token = token.head
    if token.dep_ != "pobj":
        return False
    prep = token.head
    if prep.lower_ not in ORIGIN:
        return False
    return prep.head.lemma_.lower() in MOVING or (
        prep.lower_ == "with" and prep.head.lemma_.lower() in ("border", "frontier")
    )
