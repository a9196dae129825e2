"""Where a trigger's victims may be named: the subject before it, or the object after it."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from spacy.tokens import Doc

from .casualties_count import Group
from .casualties_groups import groups_in
from .casualties_lexicon import CasualtyWords
from .casualties_syntax import Side, Trigger
from .numbers import read_quantity

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD", "VB"})
_CLAUSE = frozenset(
    {"when", "while", "after", "before", "because", "as", "who", "which", "that", "where", "if", "whom"}
)
_INTO_LIST = frozenset({"including", "among", "of", "as", "well", "along", "together", "alongside", "with"})
_WITH = (("along", "with"), ("together", "with"), ("alongside",), ("as", "well", "as"))


def victims_of(
    doc: Doc, trigger: Trigger, floor: int, sent: tuple[int, int], taken: AbstractSet[int], words: CasualtyWords
) -> list[Group]:
    """Return the groups that a trigger counts; `floor` is where an earlier trigger ended, `taken` its tokens."""
    if trigger.side is Side.BETWEEN:
        return groups_in(doc, trigger.start + 1, trigger.end, words)
    if trigger.side is Side.RIGHT:
        groups = _right(doc, trigger.end, sent[1], taken, words)
        lost = groups and doc[trigger.verb].lemma_.lower() == "lose"
        return groups + _other_side(doc, groups[-1].end, sent[1], words) if lost else groups
    groups = _left(doc, trigger, max(floor, sent[0]), words)
    for phrase in _WITH:
        if [t.lower_ for t in doc[trigger.end : trigger.end + len(phrase)]] == list(phrase):
            return groups + _right(doc, trigger.end + len(phrase), sent[1], taken, words)
    return groups + _elided(doc, trigger.end, sent[1], words) if any(g.told for g in groups) else groups


def _other_side(doc: Doc, i: int, end: int, words: CasualtyWords) -> list[Group]:
    """Return the other side's dead, told without a verb: "the army lost 12 men, | the rebels 30"."""
    j = i
    while j < end and doc[j].lower_ in (",", "and", "while", ";"):
        j += 1
    if j == i or j >= end or doc[j].lower_ != "the":
        return []
    while j < end and doc[j].pos_ in ("DET", "NOUN", "PROPN", "ADJ") and not doc[j].like_num:
        j += 1
    number = read_quantity([t.lower_ for t in doc[j : min(j + 12, end)]], 0, words.numbers) if j < end else None
    if number is None or number.vague or (j + number.end < end and not doc[j + number.end].is_punct):
        return []
    return [Group(j, j + number.end, number.count, told=True)]


_AT = frozenset({"in", "at", "near", "outside", "around"})


def _elided(doc: Doc, i: int, end: int, words: CasualtyWords) -> list[Group]:
    """Return the counts that share the verb before them: "two were killed | in Gao and three in Kidal"."""
    found: list[Group] = []
    while i < end and doc[i].lower_ in _AT:
        j = i + 1
        while j < end and j - i < 8 and doc[j].pos_ in ("PROPN", "DET", "NOUN", "ADJ", "PART") and not doc[j].like_num:
            j += 1
        while j < end and doc[j].lower_ in (",", "and"):
            j += 1
        number = read_quantity([t.lower_ for t in doc[j : min(j + 12, end)]], 0, words.numbers)
        if number is None or number.vague or j + number.end >= end:
            break
        after = j + number.end
        onward = after + 1 if doc[after].lower_ in ("others", "more") else after
        if onward >= end or doc[onward].lower_ not in _AT:
            break
        found.append(Group(j, after, number.count, told=True))
        i = onward
    return found


def _left(doc: Doc, trigger: Trigger, floor: int, words: CasualtyWords) -> list[Group]:
    start = _clause_start(doc, trigger, floor)
    groups = groups_in(doc, start, trigger.start, words)
    if trigger.singular and groups and not any(g.told for g in groups if not g.part):
        # "was": a name with titles and asides around it is one person.
        first = next((g for g in groups if not g.part), groups[0])
        joined = [g for g in groups if not g.part and g is not first and _prefixed(doc, first.start)]
        return [first, *joined] if first.count.best else []
    return groups


def _prefixed(doc: Doc, i: int) -> bool:
    # "In addition to the bomber, a guard was killed": two, though the verb is singular.
    return any(t.lower_ in ("addition", "besides", "aside", "apart") for t in doc[max(0, i - 3) : i])


def _clause_start(doc: Doc, trigger: Trigger, floor: int) -> int:
    """Return where the subject's clause begins, as the parse and the words before the verb agree on it."""
    subject = _subject_start(doc, trigger)
    bare = trigger.start == trigger.verb
    j = trigger.start
    while j > floor:
        token = doc[j - 1]
        word = token.lower_
        if bare and word in ("left", "leaving", "leave", "leaves"):
            break
        inside = subject is not None and j - 1 >= subject
        if not inside or (bare and word == "with"):
            acronym = token.is_upper and len(token) > 1
            if word in (";", ":", "|", "•") or (token.tag_ in _FINITE and word != "'s" and not acronym):
                break
            alone = word == "with" and doc[j - 2].lower_ not in ("along", "together")
            if (bare and alone) or (word == "in" and doc[j - 2].lemma_.lower() == "result"):
                break  # "resulting in one killed", "with at least ten dead"
            if word in _CLAUSE and not (word == "as" and "well" in (doc[j].lower_, doc[j - 2].lower_ if j > 1 else "")):
                break
            if token.tag_ in ("VBG", "VBN") and word not in ("including", "armed") and not _attributive(doc, j - 1):
                break
        j -= 1
    return j


def _attributive(doc: Doc, i: int) -> bool:
    """Tell whether a participle describes the noun after it ("two suspected militants") or stands in commas."""
    after = doc[i + 1] if i + 1 < len(doc) else None
    if after is not None and after.pos_ in ("NOUN", "PROPN", "ADJ"):
        return i > 0 and (doc[i - 1].pos_ in ("DET", "NUM", "ADJ", "PUNCT", "ADV") or doc[i].dep_ == "amod")
    return i > 0 and doc[i - 1].lower_ in (",", "(", "-") and doc[i].tag_ == "VBN" and doc[i].dep_ == "acl"


def _subject_start(doc: Doc, trigger: Trigger) -> int | None:
    token = doc[trigger.verb]
    if token.pos_ in ("NOUN", "PROPN", "PART"):
        return None
    for _ in range(3):
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child.i < trigger.start:
                return None if child.lower_ in _CLAUSE else int(child.left_edge.i)
        if token.dep_ not in ("conj", "acomp", "oprd", "xcomp", "dobj", "advcl", "auxpass"):
            return None
        token = token.head
    return None


def _right(doc: Doc, start: int, end: int, taken: AbstractSet[int], words: CasualtyWords) -> list[Group]:
    stop = _object_end(doc, start, end, taken, words)
    groups = groups_in(doc, start, stop, words)
    while len(groups) > 1 and _acts(doc, groups[-1].end, end):
        # "killed two policemen and a third escaped": the last one is the subject of what follows.
        groups.pop()
    return groups


def _acts(doc: Doc, i: int, end: int) -> bool:
    while i < end and doc[i].pos_ == "ADV":
        i += 1
    return i < end and (doc[i].tag_ in ("VBD", "VBZ", "VBP", "MD") or doc[i].pos_ == "AUX")


def _object_end(doc: Doc, start: int, end: int, taken: AbstractSet[int], words: CasualtyWords) -> int:
    j = start
    while j < end:
        token = doc[j]
        word = token.lower_
        if j in taken or word in (".", ";", ":"):
            return j
        quantity = read_quantity([t.lower_ for t in doc[j : min(j + 12, end)]], 0, words.numbers)
        if quantity:
            j += quantity.end
            continue
        if word in _CLAUSE and not (word == "as" and j + 1 < end and doc[j + 1].lower_ == "well"):
            if not (word == "as" and doc[j - 1].lower_ == "well"):
                return j
        elif token.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB") and token.pos_ in ("VERB", "AUX") and j > start:
            return j
        elif token.tag_ in ("VBG", "VBN") and word not in _INTO_LIST and token.pos_ == "VERB" and j > start:
            if not _attributive(doc, j):
                return j
        elif token.pos_ in ("ADP", "SCONJ") and word not in _INTO_LIST:
            onward = _after_phrase(doc, j, end, taken, words)
            if onward is None:
                return j
            j = onward
            continue
        j += 1
    return end


def _after_phrase(doc: Doc, j: int, end: int, taken: AbstractSet[int], words: CasualtyWords) -> int | None:
    """Step over "in Mosul" to a further object ("and three in Tikrit"); None where the list ends there."""
    k = j + 1
    while k < end and k not in taken and doc[k].pos_ not in ("VERB", "AUX", "SCONJ") and k - j < 10:
        if doc[k].lower_ in (",", "and") and k + 1 < end:
            m = k + 2 if doc[k].lower_ == "," and doc[k + 1].lower_ == "and" else k + 1
            word = doc[m].lower_ if m < end else ""
            if word == "including":
                return m
            number = read_quantity([t.lower_ for t in doc[m : min(m + 12, end)]], 0, words.numbers)
            if (
                (number or word in ("another", "a", "an", "his", "her"))
                and m not in taken
                and doc[m].ent_type_ != "DATE"
            ):
                return k
        k += 1
    return None
