"""Component chronicle_actors: the sides that a text names, by their names and by common nouns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from ..model import Actor, ActorKind, ActorMention, Span
from .actors_coref import resolve
from .actors_country import country_doers
from .actors_generic import ally_before, civilians_of, generic_actor, group_actor, joint_actor, state_actor
from .actors_lexicon import ActorLexicon, load_actors
from .actors_lexicon import kind_abroad as kind_abroad
from .fields import fields, text_of
from .guises import as_people, guise_words, mend_guises

_ADJECTIVAL = frozenset(
    [
        "held",
        "controlled",
        "backed",
        "linked",
        "allied",
        "affiliated",
        "inspired",
        "dominated",
        "run",
        "aligned",
        "supported",
        "era",
        "style",
        "occupied",
        "besieged",
        "born",
        "leaning",
        "owned",
        "funded",
        "sponsored",
        "trained",
    ]
)
_AGAINST = frozenset({"anti", "ex", "non", "former", "pro", "post", "pre"})
_WEAK = frozenset({"plain"})


@dataclass(frozen=True, slots=True)
class ActorFinder:
    """The lexicon with its names compiled for matching against one vocabulary."""

    lexicon: ActorLexicon
    exact: PhraseMatcher
    folded: PhraseMatcher
    nouns: PhraseMatcher


def compile_finder(nlp: Language, lexicon: ActorLexicon) -> ActorFinder:
    """Compile the lexicon: acronyms and single words match as written, longer names whatever their case."""
    exact = PhraseMatcher(nlp.vocab, attr="ORTH")
    folded = PhraseMatcher(nlp.vocab, attr="LOWER")
    for actor in lexicon.actors.values():
        plain, _, bracketed = actor.name.partition(" (")
        own = () if bracketed and plain.lower() in lexicon.nouns else (plain,)  # "Rebels (Chad)" are not all rebels
        for name in (*own, *actor.aliases):
            if name.lower() in lexicon.nouns:
                continue
            single = " " not in name and not ("-" in name and not name.isupper())
            (exact if single or name.isupper() else folded).add(actor.actor_id, [nlp.make_doc(name)])
            if single and name.isalpha() and not name.isupper() and len(name) > 5:
                exact.add(actor.actor_id, [nlp.make_doc(name.upper())])
    nouns = PhraseMatcher(nlp.vocab, attr="LOWER")
    for form in lexicon.nouns:
        nouns.add(form, [nlp.make_doc(form)])
    return ActorFinder(lexicon, exact, folded, nouns)


def find_actors(doc: Doc, finder: ActorFinder) -> tuple[ActorMention, ...]:
    """Return the Doc's actors in the order of the text; of overlapping ones the longest stands.

    Reads the Doc's places, where there are any, to tell whose army "the army" is. Persons are never actors.
    """
    found: list[tuple[int, int, Actor]] = list(_named(doc, finder))
    found.extend(_common(doc, finder, found))
    inside = {i for start, end, _ in found for i in range(start, end)}
    found.extend(country_doers(doc, finder.lexicon, inside))
    taken = set(guise_words(doc))
    kept: list[ActorMention] = []
    for start, end, actor in sorted(found, key=lambda f: (f[0] - f[1], f[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            span = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
            mention = ActorMention(span, text_of(doc)[span.start : span.end], actor)
            kept.append(as_people(mention, doc[start:end].root, partial(civilians_of, doc, finder.lexicon)))
    return resolve(doc, sorted(kept, key=lambda m: m.span), finder.lexicon)


def _named(doc: Doc, finder: ActorFinder) -> Iterator[tuple[int, int, Actor]]:
    for matcher in (finder.exact, finder.folded):
        for key, start, end in matcher(doc):
            text = doc[start:end].text
            if matcher is finder.folded and not any(c.isupper() for c in text):
                continue
            if not _modifies(doc, start, end) and not _person(doc, start, end):
                actor = finder.lexicon.actors[doc.vocab.strings[key]]
                yield start, end, actor
                if actor.kind is ActorKind.STATE_FORCES and doc[start].lower_ in finder.lexicon.countries:
                    ally = ally_before(doc, start, finder.lexicon)
                    if ally:
                        # "The Russian and Syrian air forces"
                        yield ally[0], ally[1], state_actor("armed forces", ally[2], finder.lexicon)


def _modifies(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the words only describe something else: "rebel-held", "anti-Taliban", "Houthi-linked"."""
    after = doc[end : end + 2]
    if len(after) == 2 and after[0].text in ("-", "–") and after[1].lower_ in _ADJECTIVAL:
        return True
    if len(after) and after[0].lower_.partition("-")[2] in _ADJECTIVAL and after[0].text.startswith("-"):
        return True
    before = doc[max(0, start - 2) : start]
    return len(before) == 2 and before[1].text in ("-", "–") and before[0].lower_ in _AGAINST


def _person(doc: Doc, start: int, end: int) -> bool:
    """Tell whether a one-word name is the last of a person's: "Sirajuddin Haqqani"."""
    return end - start == 1 and doc[start].ent_iob_ == "I" and doc[start].ent_type_ == "PERSON"


def _common(doc: Doc, finder: ActorFinder, names: Sequence[tuple[int, int, Actor]]) -> Iterator[tuple[int, int, Actor]]:
    owned: dict[str, tuple[int, str]] = {}
    starting, ending = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    filed = 0
    for key, start, end in sorted(finder.nouns(doc), key=lambda match: match[1:]):
        form = doc.vocab.strings[key]
        noun = finder.lexicon.nouns[form]
        if noun.scope == "group":
            if all(t.text[0].isupper() or not t.is_alpha for t in doc[start:end]):
                group = group_actor(doc, start, end, noun, finder.lexicon)
                if group:
                    yield group
            continue
        if _modifies(doc, start, end) or doc[end - 1].pos_ in ("VERB", "ADV"):
            continue
        while filed < len(names):  # those found here are among them as soon as they are
            starting[names[filed][0]].append(filed)
            ending[names[filed][1]].append(filed)
            filed += 1
        into = (at for place in range(start, end + 1) for at in ending.get(place, ()) if names[at][0] < start)
        beside = [names[at] for at in sorted({*into, *starting.get(end, ())})]
        if beside:
            # "Taliban gunmen", "Saudi-led coalition jets", "the Lebanese militia Hezbollah"
            left, right, actor = max(beside, key=lambda n: n[1] - n[0])
            yield min(left, start), max(right, end), actor
            continue
        if noun.scope in _WEAK and doc[end - 1].pos_ == "ADJ":
            continue
        compound = end < len(doc) and doc[end - 1].dep_ == "compound" and doc[end].pos_ in ("NOUN", "PROPN")
        if compound and noun.scope in _WEAK:
            continue
        found = generic_actor(doc, start, end, noun, finder.lexicon, owned)
        if found:
            yield found
            other = joint_actor(doc, found[0], start, end, noun, finder.lexicon)
            if other:
                yield other


@Language.factory("chronicle_actors", default_config={"actors_csv": ""})
class ActorsComponent:
    """Fill the Doc's field `actors`; `actors_csv` is the path of the editor's list, empty for none."""

    def __init__(self, nlp: Language, name: str, actors_csv: str) -> None:
        self.finder = compile_finder(nlp, load_actors(Path(actors_csv) if actors_csv else None))

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        known = fields(doc)
        mend_guises(doc)
        known.actors = find_actors(doc, self.finder)
        known.civilians = civilians_of(doc, self.finder.lexicon)
        return doc
