"""Happenings: the triggers of one sentence, gathered into what happened once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ..model import PlaceMention, TimeMention
from .days_off import says_how_long
from .syntax import clause_of, measured, subjects
from .triggers import Trigger

TOGETHER = frozenset({"as", "when", "while", "where", "during", "amid"})
"""Conjunctions that join two sides of one happening: "a man was killed as villagers clashed"."""
RESULTS = frozenset({"kill", "injure", "body_found"})


@dataclass(frozen=True, slots=True)
class Happening:
    """Triggers of one sentence that tell of one happening, the leading one first."""

    triggers: tuple[Trigger, ...]
    clauses: tuple[Token, ...]
    """The heads of the clauses that they stand in."""

    @property
    def lead(self) -> Trigger:
        """Return the trigger that names the happening."""
        return self.triggers[0]

    @property
    def kinds(self) -> frozenset[str]:
        """Return everything that the triggers may be."""
        return frozenset(kind for trigger in self.triggers for kind in trigger.kinds)


def gather(
    triggers: Sequence[Trigger], places: Sequence[PlaceMention], times: Sequence[TimeMention]
) -> tuple[Happening, ...]:
    """Group a sentence's triggers: by clause, then clauses that tell of one happening together."""
    groups: list[tuple[list[Trigger], list[Token]]] = []
    for trigger in triggers:
        clause = trigger.token if _sooner(trigger, triggers) else _told_in(clause_of(trigger.token), trigger, triggers)
        same = next((group for group in groups if any(c.i == clause.i for c in group[1])), None)
        if same is None:
            groups.append(([trigger], [clause]))
        else:
            same[0].append(trigger)
    merged: list[tuple[list[Trigger], list[Token]]] = []
    for group in groups:
        home = next((other for other in merged if _one(other, group, places, times)), None)
        if home is None:
            merged.append((list(group[0]), list(group[1])))
        else:
            home[0].extend(group[0])
            home[1].extend(group[1])
    merged.sort(key=lambda group: (_depth(group[1][0]), group[0][0].cue.start))
    return tuple(Happening(tuple(_ordered(group[0])), tuple(group[1])) for group in merged)


def _told_in(clause: Token, trigger: Trigger, triggers: Sequence[Trigger]) -> Token:
    """Return what was said, where the tree hangs its end on a source in between: "X fell, it said, after a siege"."""
    step = trigger.token
    while step.i != clause.i:
        if step.pos_ == "VERB" and step.i != trigger.token.i:
            # "..., they said, clearing the way for an assault on the next town": another matter
            return clause
        step = step.head
    if any(t.token.i == clause.i for t in triggers):
        return clause
    said = [c for c in clause.children if c.dep_ == "ccomp" and c.i < clause.i < trigger.token.i]
    return said[0] if said and any(t.token.i == said[0].i for t in triggers) else clause


def _sooner(trigger: Trigger, triggers: Sequence[Trigger]) -> bool:
    """Tell whether a noun names what came first: "forty were arrested after clashes in the port".

    Only beside arrests, protests and the like: ground that is taken "after fierce fighting" was taken in that fighting.
    """
    step = trigger.token
    while step.dep_ in ("compound", "conj") and step.head.pos_ in ("NOUN", "PROPN"):
        step = step.head
    if step.pos_ not in ("NOUN", "PROPN") or step.dep_ != "pobj" or step.head.lower_ not in ("after", "following"):
        return False
    clause = clause_of(trigger.token)
    others = [t for t in triggers if t is not trigger and clause_of(t.token).i == clause.i]
    later = [t for t in others if t.token.pos_ == "VERB" and t.families <= {"strategic"}]
    return trigger.families == {"violence"} and not trigger.kinds <= RESULTS and bool(later)


def _depth(clause: Token) -> int:
    """Return how many clauses lie above: what a sentence tells first of all is in its main clause."""
    return int(clause.pos_ in ("NOUN", "PROPN") and clause.dep_ != "ROOT") + sum(
        t.dep_ in ("relcl", "advcl", "acl") for t in (clause, *clause.ancestors)
    )


def _ordered(triggers: list[Trigger]) -> list[Trigger]:
    """Put results ("killed") after what caused them, and otherwise keep the order of the text."""
    return sorted(triggers, key=lambda t: (t.kinds <= RESULTS, t.cue.start))


def _one(
    first: tuple[list[Trigger], list[Token]],
    second: tuple[list[Trigger], list[Token]],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
) -> bool:
    """Tell whether two clauses' triggers tell of one happening."""
    clause = second[1][0]
    if any(c.dep_ == "pobj" for c in (clause, first[1][0])):
        return _only_results(second[0]) and first[1][0].dep_ == "pobj"
    if says_how_long(clause) or says_how_long(first[1][0]):
        return False
    if _marked(
        clause, frozenset({"after", "before", "since", "following", "because", "although", "despite", "until"})
    ) or (_marked(first[1][0], frozenset({"after", "before", "since"}))):
        if _another_doer(first, second):
            return False
        return _only_results(first[0]) or _only_results(second[0])
    if _own(times, second, first) and _own(times, first, second):
        return False
    apart = _own(places, second, first) and _own(places, first, second)
    if apart and clause.dep_ == "conj" and any(c.dep_ == "nsubjpass" for c in clause.children):
        # "Soldiers dispersed a rally in Conakry, and a teenager was killed in Labe"
        return False
    if _only_results(first[0]) or _only_results(second[0]):
        return not (_who_did(first, second) or _who_did(second, first))
    if apart:
        return False
    families_1 = frozenset(f for t in first[0] for f in t.families)
    families_2 = frozenset(f for t in second[0] for f in t.families)
    if _marked(clause, TOGETHER) or _marked(first[1][0], TOGETHER):
        return bool(families_1 & families_2) or families_1 | families_2 <= {"violence", "demonstration"}
    if clause.dep_ in ("acl", "pcomp") and families_1 & families_2 == {"demonstration"}:
        # "Fired tear gas at demonstrators marching on parliament on Tuesday"
        return True
    if _met_by_force(first, second) and not (_own(times, second, first) or _own(places, second, first)):
        return True
    if clause.dep_ == "relcl":
        return clause.head.i in {t.token.i for t in first[0]} and bool(families_1 & families_2)
    return bool(families_1 & families_2) and not (_own(times, second, first) or _own(places, second, first))


def _met_by_force(first: tuple[list[Trigger], list[Token]], second: tuple[list[Trigger], list[Token]]) -> bool:
    """Tell whether who was dispersed is who was shot: "police fired tear gas; five people were shot dead"."""
    passive = all(any(c.dep_ == "nsubjpass" for c in clause.children) for clause in second[1])
    agent = any(c.dep_ == "agent" for clause in second[1] for c in clause.children)
    kinds = frozenset(kind for t in first[0] for kind in t.kinds)
    shot = "intervene" in kinds and all(t.kinds & {"shoot", "kill", "murder"} for t in second[0])
    # "Students threw petrol bombs at police; 30 officers were hurt and 100 people arrested"
    held = kinds & {"riot", "intervene", "protest"} and all(t.kinds == {"arrest"} for t in second[0])
    return bool(shot or held) and passive and not agent


def _another_doer(first: tuple[list[Trigger], list[Token]], second: tuple[list[Trigger], list[Token]]) -> bool:
    """Tell whether crowds and others did each their own: "crowds burned it after soldiers had killed three"."""
    if not any("demonstration" in t.families for group in (first, second) for t in group[0]):
        return False
    doers = [[c for c in group[1][0].children if c.dep_ == "nsubj" and c.pos_ == "NOUN"] for group in (first, second)]
    return all(doers) and doers[0][0].lemma_ != doers[1][0].lemma_


def _who_did(deed: tuple[list[Trigger], list[Token]], said: tuple[list[Trigger], list[Token]]) -> bool:
    """Tell whether a clause only says who the killers are: "rebels who seized the town killed nine in a mosque"."""
    clause, verb = said[1][0], deed[1][0]
    if clause.dep_ != "relcl" or clause.head.dep_ != "nsubj" or clause.head.head.i != verb.i:
        return False
    if any("violence" in t.families for t in said[0]):
        return False
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ in ("WP", "WDT") for c in clause.children)


def _only_results(triggers: list[Trigger]) -> bool:
    return all(trigger.kinds <= RESULTS for trigger in triggers)


def _marked(clause: Token, words: frozenset[str]) -> bool:
    return any(child.dep_ in ("mark", "advmod", "prep") and child.lower_ in words for child in clause.children) or (
        clause.dep_ == "pcomp" and clause.head.lower_ in words
    )


def _own(
    mentions: Sequence[PlaceMention] | Sequence[TimeMention],
    mine: tuple[list[Trigger], list[Token]],
    theirs: tuple[list[Trigger], list[Token]],
) -> bool:
    """Tell whether one of the mentions stands in one group's clauses and not in the other's."""
    own, other = _reach(mine[1], theirs[1]), _reach(theirs[1], mine[1])
    return any(
        any(a <= m.span.start < b for a, b in own) and not any(a <= m.span.start < b for a, b in other)
        for m in mentions
    )


def _reach(clauses: Sequence[Token], without: Sequence[Token]) -> list[tuple[int, int]]:
    """Return the character ranges of the clauses' words, those of the other clauses left out."""
    barred = {clause.i for clause in without}
    ranges = []
    for clause in clauses:
        for token in clause.subtree:
            up = token
            while up.i != clause.i and up.i not in barred:
                up = up.head
            if up.i == clause.i:
                ranges.append((token.idx, token.idx + len(token)))
    return ranges


GRIEVANCES = frozenset({"after", "over", "following", "against", "about", "at"})
DEATHS = frozenset({"killing", "death", "murder", "shooting", "assassination", "slaying", "lynching", "execution"})


def is_grievance(word: Token, happening: Happening) -> bool:
    """Tell whether a toll is why people march, not what befell them: "protests over the killing of two students"."""
    if not happening.lead.kinds & {"protest"}:
        return False
    leads = {t.token.i for t in happening.triggers if t.kinds & {"protest"}} | {c.i for c in happening.clauses}
    for token in (word, *word.ancestors):
        if token.i in leads:
            return False
        if token.dep_ == "pobj" and token.head.lower_ in GRIEVANCES and token.lemma_.lower() in DEATHS:
            return True
    return False


RUNNING = frozenset({"kill", "injure", "other", "withdraw"})


def is_running(happening: Happening) -> bool:
    """Tell whether it is a count that goes on: "two million have fled since the war began"."""
    verb = happening.lead.token
    perfect = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    if not perfect or not happening.kinds <= RUNNING:
        return False
    return any(c.lower_ == "since" for child in (verb, *verb.children) for c in child.children)


MONTH, YEAR = 28, 365
"""Days of the shortest month and year."""
MANY = frozenset({"dozens", "scores", "hundreds", "several", "many", "series", "number"})


def is_tally(happening: Happening, days: int) -> bool:
    """Tell whether the happening is counted, not told: "in May ten attacks killed eight people".

    In a time of so many days, a month or more; of a year or more any plural is a count: "attacks by drones in 2022".
    """
    if days < MONTH:
        return False
    year = days >= YEAR
    counted = {t.token.i for t in happening.triggers if _counted(t.token) or (year and t.token.tag_ == "NNS")}
    return bool(counted) and all(
        t.token.i in counted or any(counted & {s.i, *(m.i for m in measured(s))} for s in subjects(t.token))
        for t in happening.triggers
    )


def _counted(noun: Token) -> bool:
    if noun.pos_ != "NOUN" or noun.tag_ != "NNS":
        return False
    told = [c for c in noun.children if c.dep_ in ("nummod", "amod")]
    if any((c.like_num and c.lower_ != "one") or c.lower_ in MANY for c in told):
        return True
    return noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ in MANY
