"""Words that say someone was killed or hurt, with the stretch of text where the victims are named."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from spacy.tokens import Doc, Token

from ..model import CasualtyKind
from .casualties_lexicon import CasualtyWords
from .numbers import read_quantity

_BE = frozenset({"be", "is", "are", "was", "were", "been", "being", "get", "gets", "got", "getting", "'s", "'re"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AMONG = frozenset({"dead", "killed", "victims", "wounded", "injured", "slain", "deceased"})
_DEATHLY = (("to", "death"), ("dead",), ("down",))
_FOUND = frozenset(
    [
        "found",
        "recovered",
        "discovered",
        "retrieved",
        "unearthed",
        "exhumed",
        "pulled",
        "dumped",
        "lay",
        "lying",
        "collected",
        "find",
        "finding",
    ]
)
_NOT_DEATH = frozenset(
    [
        "threat",
        "threats",
        "penalty",
        "sentence",
        "sentences",
        "squad",
        "squads",
        "row",
        "certificate",
        "toll",
        "tolls",
        "rate",
    ]
)
_DISEASE = frozenset(
    [
        "coronavirus",
        "covid",
        "covid-19",
        "cancer",
        "disease",
        "illness",
        "cholera",
        "ebola",
        "malaria",
        "measles",
        "hunger",
        "starvation",
        "thirst",
        "cold",
        "epidemic",
        "flu",
        "h1n1",
        "h5n1",
        "aids",
        "infection",
        "natural",
        "old",
        "stroke",
        "virus",
        "dehydration",
        "malnutrition",
    ]
)
_UNREAL_HEADS = frozenset(
    [
        "threaten",
        "plan",
        "plot",
        "vow",
        "fear",
        "deny",
        "attempt",
        "try",
        "intend",
        "aim",
        "fail",
        "prevent",
        "avoid",
        "pledge",
        "seek",
        "conspire",
        "want",
        "refuse",
        "convict",
        "charge",
        "sentence",
        "warn",
        "reject",
        "refute",
        "swear",
        "hope",
        "wish",
    ]
)
_UNREAL_NEAR = frozenset(
    [
        "attempted",
        "failed",
        "planned",
        "plot",
        "plots",
        "plotting",
        "threats",
        "threat",
        "threatening",
        "threatened",
        "convicted",
        "charged",
        "sentenced",
        "jailed",
        "feared",
        "without",
        "alleged-plot",
        "wanted",
    ]
)
_GROUNDS = frozenset(
    [
        "over",
        "against",
        "marking",
        "mark",
        "marked",
        "commemorating",
        "commemorate",
        "commemorated",
        "mourning",
        "mourn",
        "mourned",
        "condemning",
        "condemn",
        "condemned",
        "protesting",
        "avenge",
        "avenging",
        "revenge",
        "anniversary",
        "retaliation",
        "justice",
        "investigate",
        "investigating",
    ]
)


class Side(Enum):
    """Where the victims stand."""

    LEFT = "left"
    RIGHT = "right"
    BETWEEN = "between"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One statement of death or injury: tokens start..end, and which side its victims stand on."""

    start: int
    """The auxiliary, where there is one: what stands before it is the subject."""
    end: int
    kind: CasualtyKind
    side: Side
    verb: int
    singular: bool = False
    """True after "was": one person, whatever names and titles the subject strings together."""
    shared: bool = False
    """True for "killed or wounded": the number cannot be split between the dead and the injured."""


def triggers_in(sent: tuple[int, int], doc: Doc, words: CasualtyWords) -> list[Trigger]:
    """Return the triggers of a sentence's tokens, in order; denied, planned and feared ones are left out."""
    found: list[Trigger] = []
    i, end = sent
    while i < end:
        trigger = _at(doc, i, sent, words)
        if trigger and _real(doc, trigger, sent):
            found.append(trigger)
        i = max(i + 1, trigger.end if trigger and trigger.side is not Side.BETWEEN else i + 1)
    return found


def _at(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> Trigger | None:
    word = doc[i].lower_
    after = doc[i + 1].lower_ if i + 1 < sent[1] else ""
    if word in _AMONG and i - 2 >= sent[0] and doc[i - 2].lower_ == "among":
        return _among(doc, i, sent)
    if word in words.manner and after != "fire":
        manner = _manner(doc, i, sent, words)
        if manner:
            return manner
    if word in words.intransitive and doc[i].pos_ in ("VERB", "AUX", "NOUN", "ADJ") and after not in ("down", "out"):
        if any(t.lower_ in _DISEASE for t in doc[i + 1 : min(i + 9, sent[1])]):
            return None
        return Trigger(_verb_start(doc, i, sent), i + 1, words.intransitive[word], Side.LEFT, i)
    if word in words.nouns and (doc[i].pos_ in ("NOUN", "PROPN") or after == "of"):
        return _noun(doc, i, sent, words)
    if word in words.transitive:
        return _transitive(doc, i, i + 1, words.transitive[word], sent, words)
    if word == "dead":
        return _dead(doc, i, sent)
    if word in ("body", "bodies", "corpse", "corpses"):
        return _body(doc, i, sent)
    return _idiom(doc, i, sent)


def _among(doc: Doc, i: int, sent: tuple[int, int]) -> Trigger | None:
    """Read "three children were among the dead" and "among those killed were three children"."""
    kind = CasualtyKind.INJURED if doc[i].lower_ in ("injured", "wounded") else CasualtyKind.KILLED
    among = i - 2
    if among > sent[0] and doc[among - 1].lower_ in _BE:
        return Trigger(among - 1, i + 1, kind, Side.LEFT, i)
    if i + 1 < sent[1] and doc[i + 1].lower_ in _BE:
        return Trigger(among, i + 2, kind, Side.RIGHT, i)
    return None


def _manner(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> Trigger | None:
    lower = [t.lower_ for t in doc[i + 1 : min(i + 14, sent[1])]]
    guns = doc[i].lemma_.lower() in ("gun", "mow", "gunn") or doc[i].lower_.startswith(("gunn", "mow"))
    for k in range(len(lower)):
        for phrase in _DEATHLY:
            if tuple(lower[k : k + len(phrase)]) != phrase or (phrase == ("down",)) != guns:
                continue
            if k == 0:
                return _transitive(doc, i, i + 1 + len(phrase), CasualtyKind.KILLED, sent, words)
            if phrase == ("dead",) and k + 1 < len(lower) and doc[i + 2 + k].pos_ == "NOUN":
                return None
            return Trigger(i, i + 1 + k + len(phrase), CasualtyKind.KILLED, Side.BETWEEN, i)
        token = doc[i + 1 + k]
        acronym = token.is_upper and len(token) > 1
        if k > 0 and not acronym and _clause_verb(doc, i + 1 + k):
            return None
        if token.lower_ in (";", ".", ":") or (token.lower_ == "," and k == 0):
            return None
    return None


def _clause_verb(doc: Doc, i: int) -> bool:
    """Tell whether a verb or conjunction at token i opens another clause, and does not only describe a noun."""
    token = doc[i]
    if token.tag_ in ("VBN", "VBG"):
        return doc[i + 1].pos_ not in ("NOUN", "ADJ", "PROPN") and token.lower_ != "including"
    return token.pos_ in ("VERB", "AUX", "SCONJ")


def _transitive(
    doc: Doc, i: int, end: int, kind: CasualtyKind, sent: tuple[int, int], words: CasualtyWords
) -> Trigger | None:
    word = doc[i].lower_
    before = doc[i - 1].lower_ if i > sent[0] else ""
    participle = word.endswith(("ed", "en", "shot", "hurt", "slain", "cut", "found", "left", "put", "burnt", "mown"))
    if doc[i].tag_ == "NNS" or (doc[i].dep_ == "amod" and doc[i].head.i == i + 1):
        return None  # "died of wounds", "a murdered soldier"
    if before in ("the", "those", "these", "a", "an") or (
        participle and before not in _BE and end < sent[1] and doc[end].tag_ in ("NNS", "NN") and doc[i].tag_ == "JJ"
    ):
        return None
    start = _verb_start(doc, i, sent)
    passive = participle and any(t.lower_ in _BE for t in doc[start:i])
    other = _coordinated(doc, end, sent, words)
    if other is not None and words.transitive[doc[other].lower_] == kind:
        other = None if passive else other
        if other is not None:
            return None  # "killed and beheaded three": the second verb carries the object.
    shared = other is not None and (passive or _object(doc, other + 1, sent, words) or not participle)
    if passive:
        single = any(t.lower_ in ("was", "is", "'s") for t in doc[start:i])
        return Trigger(start, end, kind, Side.LEFT, i, single, shared)
    back = _coordinated_back(doc, i, sent, words)
    if _object(doc, end, sent, words) or (shared and other is not None):
        return Trigger(i, end, kind, Side.RIGHT, i, shared=shared or (back and not passive))
    if participle:
        return Trigger(start, end, kind, Side.LEFT, i, shared=shared)
    return None


def _coordinated(doc: Doc, end: int, sent: tuple[int, int], words: CasualtyWords) -> int | None:
    """Return the verb of death or injury that shares this one's object ("killing and wounding twelve")."""
    if end + 1 < sent[1] and doc[end].lower_ in ("and", "or", "/", "and/or"):
        if doc[end + 1].lower_ in words.transitive:
            return end + 1
    elif end < sent[1] and doc[end].lower_ in words.transitive:
        return end
    return None


def _coordinated_back(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> bool:
    if i - 2 < sent[0] or doc[i - 1].lower_ not in ("and", "or", "/"):
        return False
    other = doc[i - 2].lower_
    return other in words.transitive and words.transitive[other] != words.transitive.get(doc[i].lower_)


def _object(doc: Doc, j: int, sent: tuple[int, int], words: CasualtyWords) -> bool:
    """Tell whether an object begins at token j."""
    while j < sent[1] and doc[j].pos_ == "ADV" and not _quantity(doc, j, sent, words):
        j += 1
    if j >= sent[1]:
        return False
    token = doc[j]
    if _quantity(doc, j, sent, words):
        return token.ent_type_ not in ("TIME",)
    if token.ent_type_ in ("DATE", "TIME") or token.lower_ in words.not_people:
        return False
    return token.pos_ in ("DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM") and token.lower_ not in (
        "who", "which", "that", "what", "when", "where",
    )  # fmt: skip


def _quantity(doc: Doc, j: int, sent: tuple[int, int], words: CasualtyWords) -> bool:
    return read_quantity([t.lower_ for t in doc[j : min(j + 12, sent[1])]], 0, words.numbers) is not None


def _verb_start(doc: Doc, i: int, sent: tuple[int, int]) -> int:
    """Return where the verb group begins: "were | reportedly shot and" before "killed"."""
    j, start = i - 1, i
    while j >= sent[0] and i - j <= 8:
        token = doc[j]
        if token.pos_ in ("AUX", "PART") or token.lower_ in _BE or token.lower_ in ("to", "have", "had", "has", "n't"):
            if token.tag_ == "POS":
                break
            start = j
        elif (
            token.pos_ not in ("ADV", "CCONJ")
            and token.tag_ not in ("VBN", "VBD")
            and token.lower_ not in (",", "dead")
        ) or (token.tag_ == "VBD" and token.lower_ not in _BE and start != i):
            break
        j -= 1
    return start


def _noun(doc: Doc, i: int, sent: tuple[int, int], words: CasualtyWords) -> Trigger | None:
    word = doc[i].lower_
    kind = words.nouns[word]
    after = doc[i + 1].lower_ if i + 1 < sent[1] else ""
    before = doc[i - 1].lower_ if i > sent[0] else ""
    if before == "to" or after in _NOT_DEATH or before in ("no", "nor"):
        return None
    if after in ("of", "to") and i + 2 < sent[1]:
        if kind is CasualtyKind.KILLED and after == "to":
            return None
        if "addition" in (t.lower_ for t in doc[max(sent[0], i - 3) : i]):
            return None  # "in addition to the deaths of three attackers, ...": read with what follows
        if any(t.lower_ in _GROUNDS for t in doc[max(sent[0], i - 3) : i]):
            return None  # "a march against the killing of two students": told as the reason for something else
        return Trigger(i, i + 2, kind, Side.RIGHT, i)
    if word.endswith(("ing", "ings", "ion", "ions", "er", "ers")):
        if doc[i].tag_ == "VBG" or (_object(doc, i + 1, sent, words) and word == "killing"):
            return _transitive(doc, i, i + 1, kind, sent, words) if word in words.transitive else None
        return None
    j = i
    while j > sent[0] and i - j < 8:
        j -= 1
        found = read_quantity([t.lower_ for t in doc[j:i]], 0, words.numbers)
        if found and not found.vague and all(t.pos_ in ("ADJ", "NOUN", "VERB") for t in doc[j + found.end : i]):
            return Trigger(i, i + 1, kind, Side.LEFT, i)
        if doc[j].lower_ in ("a", "one") and i - j <= 2 and word in ("death", "fatality"):
            return None
    return None


def _dead(doc: Doc, i: int, sent: tuple[int, int]) -> Trigger | None:
    before = doc[i - 1].lower_ if i > sent[0] else ""
    if before in ("the", "more", "of", "a") or (i + 1 < sent[1] and doc[i + 1].pos_ in ("NOUN", "PROPN")):
        return None
    if any(t.lower_ in _DISEASE for t in doc[i + 1 : min(i + 5, sent[1])]):
        return None
    return Trigger(_verb_start(doc, i, sent), i + 1, CasualtyKind.KILLED, Side.LEFT, i)


def _body(doc: Doc, i: int, sent: tuple[int, int]) -> Trigger | None:
    if not any(t.lower_ in _FOUND for t in doc[sent[0] : sent[1]]):
        return None
    if i + 1 < sent[1] and doc[i + 1].lower_ == "of":
        return Trigger(i, i + 2, CasualtyKind.KILLED, Side.RIGHT, i)
    if doc[i - 1].tag_ == "POS" and i - 1 > sent[0]:
        return Trigger(i - 1, i + 1, CasualtyKind.KILLED, Side.LEFT, i, singular=doc[i].lower_ in ("body", "corpse"))
    return Trigger(i, i + 1, CasualtyKind.KILLED, Side.LEFT, i) if doc[i].lower_ in ("bodies", "corpses") else None


def _idiom(doc: Doc, i: int, sent: tuple[int, int]) -> Trigger | None:
    """Read "lost their lives", "claimed 12 lives", "claimed the lives of 12", "sustained injuries"."""
    token, rest = doc[i], [t.lower_ for t in doc[i + 1 : min(i + 8, sent[1])]]
    lemma = token.lemma_.lower()
    if lemma == "lose" and len(rest) > 1 and rest[0] in ("his", "her", "their") and rest[1] in ("life", "lives"):
        return Trigger(_verb_start(doc, i, sent), i + 3, CasualtyKind.KILLED, Side.LEFT, i)
    if lemma in ("claim", "cost", "take") and "lives" in rest:
        lives = i + 1 + rest.index("lives")
        if lives + 1 < sent[1] and doc[lives + 1].lower_ == "of":
            return Trigger(i, lives + 2, CasualtyKind.KILLED, Side.RIGHT, i)
        return Trigger(i, lives + 1, CasualtyKind.KILLED, Side.BETWEEN, i)
    if lemma in ("sustain", "suffer", "receive") and token.pos_ == "VERB":
        for k, word in enumerate(rest[:6]):
            if word in ("injuries", "injury", "wounds", "burns", "wound", "fractures", "concussion", "concussions"):
                return Trigger(_verb_start(doc, i, sent), i + 2 + k, CasualtyKind.INJURED, Side.LEFT, i)
    return None


def _real(doc: Doc, trigger: Trigger, sent: tuple[int, int]) -> bool:
    """Tell whether the text says that it happened: no modal, no negation, no plan, threat, fear or denial."""
    verb = doc[trigger.verb]
    low = max(sent[0], min(trigger.start, trigger.verb) - 1)
    group = [t.lower_ for t in doc[low : trigger.verb]]
    if "to" in group:
        rest = group[group.index("to") + 1 :]
        if verb.pos_ in ("VERB", "AUX") and not (rest and rest[0] == "have"):
            return False
    if any(w in ("not", "n't", "never", "nearly", "without") for w in group):
        return False
    if any(t.tag_ == "MD" for t in doc[low : trigger.verb]) or any(c.lower_ in ("if", "unless") for c in verb.children):
        return False
    if any(t.lower_ in ("epidemic", "cholera", "ebola", "coronavirus") for t in doc[trigger.end : trigger.end + 8]):
        return False
    near = {t.lower_ for t in doc[max(sent[0], low - 2) : trigger.verb]}
    return not (near & _UNREAL_NEAR) and not _governed(verb)


def _governed(verb: Token) -> bool:
    """Tell whether a verb of planning, fearing or denying rules this one."""
    token = verb
    for _ in range(4):
        if token.dep_ not in ("ccomp", "xcomp", "pcomp", "prep", "acl", "dobj", "auxpass", "conj", "oprd"):
            return False
        if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX") and token.tag_ in _FINITE:
            return False
        token = token.head
        if token.lemma_.lower() in _UNREAL_HEADS:
            return True
    return False
