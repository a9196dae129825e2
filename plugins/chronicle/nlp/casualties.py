"""Component chronicle_casualties: numbers of dead and injured, each with the words that give it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from ..model import Actor, ActorKind, CasualtyKind, CasualtyMention, Count, Interval, Span
from .casualties_combine import combine as combine
from .casualties_count import Group, total, wholes
from .casualties_lexicon import CasualtyWords, load_words
from .casualties_regions import victims_of
from .casualties_syntax import Side, Trigger
from .casualties_tolls import is_cumulative, told_tolls, zero_counts
from .casualties_triggers import triggers_in
from .fields import fields, text_of, touching, within


def find_casualties(doc: Doc, words: CasualtyWords) -> tuple[CasualtyMention, ...]:
    """Return the Doc's casualties in the order of the text; needs the Doc's times and actors for the best result."""
    found: list[CasualtyMention] = []
    unread = fields(doc).unread
    for sent in doc.sents:
        if sent.start in unread:
            continue
        found.extend(_sentence(doc, (sent.start, sent.end), words))
    unique = {(m.span, m.kind, m.part_of_total): m for m in found}
    return tuple(sorted(unique.values(), key=lambda m: (m.span, m.kind, m.part_of_total)))


def _sentence(doc: Doc, sent: tuple[int, int], words: CasualtyWords) -> Iterator[CasualtyMention]:
    start, end = sent
    text = doc[start:end].text
    base = doc[start].idx
    times = [t.interval for t in within(fields(doc).times, base, base + len(text))]
    told: list[Span] = []
    for left, right, kinds in zero_counts(text):
        told.append(Span(base + left, base + right))
        for kind in sorted(kinds):
            yield CasualtyMention(told[-1], text[left:right], kind, Count(0, 0, 0))
    for left, right, kind, count in told_tolls(text, words.numbers):
        told.append(Span(base + left, base + right))
        long = is_cumulative(text, times, count)
        yield CasualtyMention(told[-1], text[left:right], kind, count, long)
    yield from _statements(doc, sent, words, told, times)


def _statements(
    doc: Doc, sent: tuple[int, int], words: CasualtyWords, told: Sequence[Span], times: Sequence[Interval]
) -> Iterator[CasualtyMention]:
    triggers = triggers_in(sent, doc, words)
    subjects: set[int] = set()
    kept: list[tuple[Trigger, list[Group]]] = []
    floor = sent[0]
    for trigger in triggers:  # subjects first: what is one trigger's subject is no other's object
        if trigger.side is Side.LEFT:
            groups = victims_of(doc, trigger, floor, sent, frozenset(), words)
            subjects.update(i for g in groups for i in range(g.start, g.end))
            kept.append((trigger, groups))
        floor = trigger.end if trigger.side is not Side.RIGHT else trigger.verb + 1
    for trigger in triggers:
        if trigger.side is not Side.LEFT:
            later = {i for t in triggers if t.verb > trigger.verb for i in range(min(t.start, t.verb), t.verb + 1)}
            kept.append((trigger, victims_of(doc, trigger, sent[0], sent, subjects | later, words)))
    seen: set[tuple[int, CasualtyKind]] = set()
    for trigger, groups in sorted(kept, key=lambda pair: pair[0].verb):
        groups = [g for g in groups if (g.start, trigger.kind) not in seen]
        seen.update((g.start, trigger.kind) for g in groups)
        yield from _mentions(doc, sent, trigger, groups, told, times)


def _mentions(
    doc: Doc,
    sent: tuple[int, int],
    trigger: Trigger,
    groups: Sequence[Group],
    told: Sequence[Span],
    times: Sequence[Interval],
) -> Iterator[CasualtyMention]:
    daily = [g for g in groups if not (g.end < sent[1] and doc[g.end].lower_ == "since")]
    # "106 people on Tuesday and at least 250 since Sunday night": the running toll holds the day's.
    groups = [_unnamed_side(doc, g) for g in daily or groups]
    if not groups or not any(g.count.known or g.told or not g.definite for g in groups):
        return
    whole = wholes(groups)
    count = total(groups)
    if trigger.shared and count.known:
        count = Count(None, None, count.high if count.high is not None else count.best)
    start = min(trigger.start, trigger.verb, *(g.start for g in groups))
    end = max(trigger.end, *(g.end for g in groups))
    span = _span(doc, start, end)
    if any(span.overlaps(t) for t in told):
        return
    long = is_cumulative(doc[sent[0] : sent[1]].text, times, count)
    parts = all(g.part for g in groups) and not (len(groups) == 1 and _of_them(doc, groups[0]))
    lone = _part_of_dead(doc, sent, trigger) or parts
    if count.known or any(not g.definite for g in whole):
        victims = _victims(doc, whole)
        yield CasualtyMention(span, text_of(doc)[span.start : span.end], trigger.kind, count, long, lone, victims)
    for group in groups:
        part = group.part or len(whole) > 1 or group not in whole
        if part and group.count.known and (len(groups) > 1):
            at = _span(doc, group.start, group.end)
            text = text_of(doc)[at.start : at.end]
            yield CasualtyMention(at, text, trigger.kind, group.count, long, True, _victims(doc, [group]))


def _of_them(doc: Doc, group: Group) -> bool:
    """Tell whether it is a part of people who are not said to be dead: "police shot eleven of them"."""
    return [t.lower_ for t in doc[group.end - 2 : group.end + 2]][-2:] in (["of", "them"], ["of", "whom"]) or [
        t.lower_ for t in doc[group.end : group.end + 2]
    ] == ["of", "them"]


def _part_of_dead(doc: Doc, sent: tuple[int, int], trigger: Trigger) -> bool:
    """Tell whether the sentence only says who some of the victims were ("Among those killed was ...")."""
    before = [t.lower_ for t in doc[max(sent[0], trigger.start - 4) : trigger.verb]]
    return "among" in before or ("those" in before and "of" in before)


def _unnamed_side(doc: Doc, group: Group) -> Group:
    """Return the group without a count where its name is a side's, not a person's ("killed Taliban")."""
    if not group.name:
        return group
    last = doc[group.end - 1].idx
    for mention in touching(fields(doc).actors, last, last + 1):
        if mention.actor.kind is not ActorKind.CIVILIANS:
            return Group(group.start, group.end, Count(low=2), group.part)
    return group


def _victims(doc: Doc, groups: Sequence[Group]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for group in groups:
        at = _span(doc, group.start, group.end)
        for mention in touching(fields(doc).actors, at.start, at.end):
            found.setdefault(mention.actor.actor_id, mention.actor)
    return tuple(found.values())


def _span(doc: Doc, start: int, end: int) -> Span:
    last = doc[end - 1]
    return Span(doc[start].idx, last.idx + len(last))


@Language.factory("chronicle_casualties")
class CasualtiesComponent:
    """Fill the Doc's field `casualties`."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.words = load_words()

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        fields(doc).casualties = find_casualties(doc, self.words)
        return doc
