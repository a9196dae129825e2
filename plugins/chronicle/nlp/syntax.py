"""Reading a dependency tree: clauses, subjects, objects, and what a preposition brings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

LIGHT_VERBS = frozenset(
    {"carry", "conduct", "launch", "stage", "wage", "mount", "execute", "perpetrate", "commit", "undertake", "make",
     "perform", "lead", "begin", "start", "organise", "organize", "hold", "take", "participate", "join", "engage", "do",
     "open", "set", "fire", "drop", "hurl", "lob", "throw", "plant", "detonate", "unleash", "use", "deploy", "continue",
     "establish", "initiate", "give", "suffer", "sustain", "rain", "direct", "resume", "step", "intensify", "report"}
)  # fmt: skip
"""Verbs whose subject does what their object or "in"/"out" complement names ("carried out a raid")."""

AGENTLESS = frozenset({"suffer", "sustain", "report"})
"""Light verbs whose subject is not the doer."""


UNDERGO = frozenset({"die", "perish", "succumb", "drown", "lose", "suffer", "sustain"})
"""Verbs whose subject is whom it befell: "nineteen civilians died", "the army lost 14 men"."""
CHARGES = {"accuse": "of", "blame": "for", "suspect": "of", "charge": "with"}
"""Verbs that lay a deed at their object's door, with the preposition that brings the deed."""


@dataclass(frozen=True, slots=True)
class Arguments:
    """The head tokens of a predicate's arguments, coordinated ones included."""

    agents: tuple[Token, ...]
    patients: tuple[Token, ...]
    partners: tuple[Token, ...] = ()
    """The other side of something mutual: "clashes with X", "between A and B"."""


def conjuncts(token: Token) -> Iterator[Token]:
    """Yield the token and the nouns coordinated with it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from conjuncts(child)


def children(token: Token, *labels: str) -> Iterator[Token]:
    """Yield the children with one of the labels, and what is coordinated with them."""
    for child in token.children:
        if child.dep_ in labels:
            yield from conjuncts(child)


def prepositional(token: Token, *words: str) -> Iterator[Token]:
    """Yield the objects of the token's prepositions, those coordinated included; all prepositions if none is named."""
    for child in token.children:
        if child.dep_ not in ("prep", "agent", "prt", "dative"):
            continue
        if not words or child.lower_ in words:
            yield from children(child, "pobj", "pcomp")
        for deeper in child.children:
            if deeper.dep_ == "prep" and (not words or deeper.lower_ in words):
                yield from children(deeper, "pobj")


def measured(head: Token) -> tuple[Token, ...]:
    """Return what a quantity is of: "three of the villages", "scores of fighters", "parts of the city"."""
    return tuple(prepositional(head, "of"))


def subjects(verb: Token) -> tuple[Token, ...]:
    """Return the verb's doers: its own subject, or the one it shares with the verb that governs it."""
    own = tuple(children(verb, "nsubj"))
    if len(own) == 1 and own[0].lower_ in ("it", "they", "he", "she") and verb.dep_ in ("ccomp", "advcl", "conj"):
        # "The army confirmed it had retaken the town": the pronoun is the subject above.
        above = verb.head
        if above.pos_ in ("VERB", "AUX") and above.i != verb.i:
            own = tuple(children(above, "nsubj")) or own
    if own or any(child.dep_ == "nsubjpass" for child in verb.children):
        return own
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp") and verb.head.pos_ in ("VERB", "AUX"):
        return subjects(verb.head)
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep" and charged(verb):
        return charged(verb)
    if (
        verb.dep_ == "pcomp"
        and verb.head.lower_ in ("after", "following", "amid")
        and not any(c.dep_ in ("dobj", "prep") for c in verb.children)
    ):
        # "Hundreds fled after shelling nearby": it is not they who shelled.
        return ()
    if verb.dep_ == "pcomp" and verb.head.dep_ == "prep" and verb.head.head.pos_ in ("VERB", "AUX"):
        return subjects(verb.head.head)
    if verb.dep_ == "relcl":
        return ()
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return (verb.head,)
    return ()


def charged(deed: Token) -> tuple[Token, ...]:
    """Return who is said to have done it: "accused the army of shelling", "was blamed for the attack"."""
    preposition = deed.head
    verb = preposition.head
    if preposition.dep_ != "prep" or CHARGES.get(verb.lemma_.lower()) != preposition.lower_:
        return ()
    return tuple(children(verb, "dobj")) or tuple(children(verb, "nsubjpass"))


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is passive, a bare past participle after a noun included."""
    if any(child.dep_ in ("nsubjpass", "auxpass", "agent") for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "ROOT", "advcl"):
        return not any(child.dep_ in ("aux", "dobj", "nsubj") for child in verb.children)
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and verb.head.pos_ == "VERB":
        has_own = any(child.dep_ in ("nsubj", "aux") for child in verb.children)
        return not has_own and is_passive(verb.head)
    return False


def passive_subjects(verb: Token) -> tuple[Token, ...]:
    """Return who a passive verb befell."""
    own = tuple(children(verb, "nsubjpass", "nsubj"))
    if own:
        return tuple(verb.head if is_relative(t) and verb.dep_ == "relcl" else t for t in own)
    if verb.dep_ == "acl":
        return (verb.head,)
    if verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        return passive_subjects(verb.head)
    return ()


def arguments(predicate: Token) -> Arguments:
    """Return who did it and to whom, of a verb or of a noun that names a deed."""
    return _of_verb(predicate) if predicate.pos_ in ("VERB", "AUX") else _of_noun(predicate)


def _of_verb(verb: Token) -> Arguments:
    partners = tuple(prepositional(verb, "with", "between"))
    if verb.lemma_.lower() in UNDERGO:
        return Arguments(tuple(prepositional(verb, "to")), (*subjects(verb), *children(verb, "dobj")))
    if is_passive(verb):
        return Arguments(tuple(prepositional(verb, "by")), passive_subjects(verb), partners)
    # "Seized on Thursday": a day is no aim.
    aims = prepositional(verb, "on", "at", "against", "upon", "into")
    reached = [t for t in aims if t.ent_type_ not in ("DATE", "TIME")]
    patients = (*children(verb, "dobj", "dative"), *reached)
    if not patients:
        # "Targeted and wounded two policemen": the first verb shares the second's object.
        shared = [c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and not is_passive(c)]
        patients = tuple(t for c in shared[:1] for t in children(c, "dobj"))
    # "Died in shelling by the army": a participle with a doer of its own.
    by = tuple(prepositional(verb, "by")) if verb.tag_ == "VBG" else ()
    agents = by or subjects(verb)
    if verb.dep_ == "relcl":
        # "The town, which rebels took": the relative pronoun stands for the noun above.
        if not agents and not any(is_relative(t) for t in patients):
            agents = (verb.head,)
        elif not patients and _object_left_out(verb, agents):
            patients = (verb.head,)
        agents = tuple(verb.head if is_relative(t) else t for t in agents)
        patients = tuple(verb.head if is_relative(t) else t for t in patients)
    return Arguments(agents, patients, partners)


def _object_left_out(verb: Token, agents: tuple[Token, ...]) -> bool:
    """Tell whether the noun above is what a relative clause's verb lacks: "a town (that) insurgents seized"."""
    if any(is_relative(t) or t.i < verb.head.i for t in agents):
        return False
    # "A town where they fought", "the day when they left"; "that they fought over" has its object after it.
    inside = [t for t in verb.doc[verb.head.i + 1 : verb.i] if verb in t.ancestors]
    return not any(t.tag_ == "WRB" for t in inside) and not any(
        c.dep_ in ("ccomp", "xcomp", "prt") for c in verb.children
    )


def is_relative(token: Token) -> bool:
    """Tell whether the word is a relative pronoun."""
    return token.tag_ in ("WDT", "WP") and token.lower_ in ("which", "that", "who", "whom")


def _of_noun(noun: Token) -> Arguments:
    agents = [*children(noun, "poss"), *children(noun, "compound"), *children(noun, "amod"), *prepositional(noun, "by")]
    patients = [*prepositional(noun, "on", "against", "at", "of", "upon", "targeting", "into")]
    partners = [*prepositional(noun, "between", "with", "involving", "among")]
    # "An exchange of fire between A and B", "a cessation of hostilities between A and B"
    partners += [side for deed in prepositional(noun, "of") for side in prepositional(deed, "between")]
    for child in noun.children:
        if child.dep_ == "acl" and child.tag_ == "VBG":
            patients.extend(children(child, "dobj"))
        if child.dep_ == "acl" and child.tag_ == "VBN":
            agents.extend(prepositional(child, "by"))
    agents.extend(charged(noun))
    head, label = governing_verb(noun)
    if head is not None:
        if label in ("dobj", "pobj") and head.lemma_.lower() in LIGHT_VERBS and head.lemma_.lower() not in AGENTLESS:
            agents.extend(subjects(head))
            patients.extend(prepositional(head, "on", "against", "at"))
        elif label == "pobj" and head.lemma_ == "come":
            # "The convoy came under attack from rebels."
            patients.extend(subjects(head))
            agents.extend([*prepositional(noun, "from"), *prepositional(head, "from", "by")])
        elif label in ("dobj", "pobj") and head.lemma_ == "claim" and not any(c.dep_ == "neg" for c in head.children):
            agents.extend(subjects(head))
        elif label == "nsubj":
            patients.extend(children(head, "dobj"))
            patients.extend(prepositional(head, "on", "against", "at"))
            partners.extend(prepositional(head, "between", "with"))
        elif label == "nsubjpass":
            agents.extend(prepositional(head, "by"))
            patients.extend(prepositional(head, "on", "against", "at"))
            partners.extend(prepositional(head, "between", "with"))
    return Arguments(tuple(agents), tuple(patients), tuple(partners))


def governing_verb(noun: Token) -> tuple[Token | None, str]:
    """Return the verb that the noun's phrase depends on and as what, through coordination and one preposition."""
    token = noun
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    label = token.dep_
    if label == "pobj" and token.head.dep_ in ("prep", "agent"):
        token = token.head
    head = token.head
    return (head, label) if head.pos_ in ("VERB", "AUX") and head.i != token.i else (None, label)


CLAUSE = frozenset({"ROOT", "ccomp", "advcl", "relcl", "acl", "parataxis", "csubj", "pcomp"})


def clause_of(token: Token) -> Token:
    """Return the head of the clause that the token stands in; verbs that share a subject share their clause."""
    while True:
        if token.dep_ == "ROOT":
            return token
        if token.pos_ in ("VERB", "AUX"):
            if token.dep_ == "conj" and token.head.pos_ in ("VERB", "AUX"):
                if any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children):
                    return token
            elif token.dep_ in CLAUSE and not _consequence(token):
                return token
        token = token.head


def _consequence(verb: Token) -> bool:
    """Tell whether the verb is a bare participle that carries its clause on: "..., killing five"."""
    own = any(child.dep_ in ("nsubj", "nsubjpass", "mark") for child in verb.children)
    return verb.dep_ in ("advcl", "acl", "pcomp") and verb.tag_ == "VBG" and not own
