"""Component chronicle_persons: whose names a text gives who hold no public office, so that no index is made of them.

Recognisers of names miss many, above all names that English borrows. So it goes by what is left over: within a
sentence every capital opens a name, and what is no place, no side, no time, no institution and no other word of the
lists is taken for a person's. It takes too much rather than too little: what it takes is read on the page all the same,
it is only not found by searching for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Token

from ..model import Span
from ..publishers import agencies
from .actors_lexicon import load_actors
from .fields import fields
from .outlets import named, outlets_among
from .persons_lexicon import PersonWords, person_words
from .places_lexicon import place_terms

ACRONYM = 5
"""Letters of the longest word in capitals that is taken for an acronym where it stands alone."""
HEADLINE = 0.6
"""Share of words with a capital above which a sentence is written as a headline, and capitals tell nothing."""
NAMELIKE = frozenset({"NNP", "NNPS", "NN", "FW", "JJ", "UH", "XX", "VB", "VBP"})
"""What the tagger takes a name for that it has not met."""
APPOSED = 6
"""Words after a name and a comma within which an office says whose name it is."""
OLDEST = 120
_SUFFER = frozenset(
    {
        "kill",
        "shoot",
        "wound",
        "injure",
        "arrest",
        "abduct",
        "kidnap",
        "detain",
        "behead",
        "bury",
        "stab",
        "rape",
        "beat",
    }
    | {"torture", "execute", "hang", "murder", "assassinate", "maim"}
)
_OWN = frozenset(
    {"body", "house", "home", "mother", "father", "parent", "wife", "husband", "son", "daughter", "brother", "sister"}
    | {"family", "cousin", "uncle", "aunt", "nephew", "niece", "child", "widow", "grandmother", "funeral", "neighbour"}
)
_SAY = frozenset({"say", "tell", "add", "recall"})
_QUOTES = frozenset({"“", "”", '"', "'", "‘", "’", "«", "»", "(", "[", "-", "–", "—", ":", "•", "*", "…", "..."})


def find_persons(doc: Doc, words: PersonWords) -> tuple[Span, ...]:
    """Return where a name of a person stands who holds no public office, in the order of the text."""
    known, places = _known(doc)
    runs = [run for sentence in doc.sents for run in _runs(list(sentence), words, known, places)]
    offices: list[list[Token]] = []
    others: list[list[Token]] = []
    for run in runs:
        (offices if _in_office(run, words) else others).append(run)
    public = {_last_name(run, words) for run in offices}
    outlets = outlets_among(runs)
    fields(doc).outlets = frozenset(token.idx for run in runs if named(run) in outlets for token in run)
    return tuple(
        Span(run[0].idx, run[-1].idx + len(run[-1]))
        for run in others
        if named(run) not in outlets and not all(token.lower_ in public for token in run) and not _listed(run, words)
    )


def _last_name(run: Sequence[Token], words: PersonWords) -> str:
    """Return what the named is called for short; it may belong to a side: "President Bashar al-Assad's forces"."""
    last = run[-1]
    for token in last.doc[last.i + 1 : last.sent.end]:
        if token.text not in "-‑" and not token.text[:1].isupper() and not words.has(token, "particle"):
            break
        last = token
    return last.lower_


def _known(doc: Doc) -> tuple[AbstractSet[int], AbstractSet[int]]:
    """Return the characters of sides and times, and those of places."""
    mine = fields(doc)
    named = [m.span for m in mine.actors] + [m.span for m in mine.times]
    return _characters(named), _characters(m.span for m in mine.places)


def _characters(spans: Iterable[Span]) -> AbstractSet[int]:
    return {at for span in spans for at in range(span.start, span.end)}


def _runs(
    sentence: Sequence[Token], words: PersonWords, known: AbstractSet[int], places: AbstractSet[int]
) -> Iterator[list[Token]]:
    """Yield each row of words that is a person's name, public or not."""
    upper = [token for token in sentence if token.text[:1].isupper()]
    capitals = sum(token.is_alpha for token in upper)
    shouted = capitals > 4 and capitals > HEADLINE * sum(token.is_alpha for token in sentence)
    unknown = {t.i for t in upper if _unknown(t, words, known, places, shouted)}
    if not unknown:
        return
    run: list[Token] = []
    for token in sentence:
        if token.i in unknown or (run and _joins(token, unknown, words, places)):
            if not run:
                run = _before(token, sentence, words, places)
            run.append(token)
        elif run:
            yield from _person(run, words, places)
            run = []
    if run:
        yield from _person(run, words, places)


def _unknown(
    token: Token, words: PersonWords, known: AbstractSet[int], places: AbstractSet[int], shouted: bool
) -> bool:
    """Tell whether a word that begins with a capital is none that any list knows."""
    if token.is_punct or not any(c.isalpha() for c in token.text):
        return False
    if _somebody(token, words):
        return True
    if token.idx in known or token.idx in places or token.tag_ == "POS" or token.lower_ == "i":
        return False
    if token.lower_ in words.peoples or words.has(token, "ordinary", "institution"):
        return False
    if token.text.isupper() and len(token) > 1 and not shouted:
        beside = [t for t in (_neighbour(token, -1), _neighbour(token, 1)) if t is not None]
        alone = not any(t.text.isupper() and len(t) > 1 for t in beside)
        if alone and len(token.text.replace(".", "")) <= ACRONYM:
            return False
    if token.ent_type_ == "NORP" and (token.pos_ == "ADJ" or token.tag_ == "NNPS"):
        return False
    if shouted or _opens(token):
        if token.ent_type_ == "PERSON" and token.lower_ not in words.common:
            return True
        return token.lower_ not in words.common and token.lemma_.lower() not in words.common and _like_a_name(token)
    return True


def _somebody(token: Token, words: PersonWords) -> bool:
    """Tell whether a name that is a place's, a day's or a word's too is a person's by what is said of it.

    Somebody is killed, dies, is 34, has a mother; "Jordan said" is a country's government.
    """
    plural = token.tag_ in ("NNS", "NNPS") and token.lower_ not in words.common  # "Hagos" looks like one
    if not (plural or token.tag_ in ("NNP", "NN")) or words.has(token, "institution"):
        return False
    if not token.text[:1].isupper() or any(child.dep_ == "det" for child in token.children):
        return False
    after = token.doc[token.i + 1 : token.i + 4]
    if len(after) == 3 and after[0].text == after[2].text == "," and after[1].text.isdecimal():
        return int(after[1].text) < OLDEST
    if len(after) > 1 and after[0].tag_ == "POS" and after[1].lemma_.lower() in _OWN:
        return True
    head = token.head.lemma_.lower()
    if token.dep_ == "nsubjpass":
        return head in _SUFFER
    country = token.lower_ in words.peoples
    return token.dep_ == "nsubj" and not country and (head == "die" or (head in _SAY and token.ent_type_ != "NORP"))


def _like_a_name(token: Token) -> bool:
    """Tell whether a word that opens a sentence may be a name by the tagger: it is no verb, no plural, no particle.

    In a sentence that the model did not read (reading.py) any may be.
    """
    return not token.tag_ or (token.tag_ in NAMELIKE and not token.lower_.endswith("ly"))


def _neighbour(token: Token, step: int) -> Token | None:
    at = token.i + step
    return token.doc[at] if 0 <= at < len(token.doc) else None


def _opens(token: Token) -> bool:
    """Tell whether the word has a capital because of where it stands."""
    if token.is_sent_start:
        return True
    before = token.doc[token.i - 1]
    return before.text in _QUOTES or before.is_space


def _joins(token: Token, unknown: AbstractSet[int], words: PersonWords, places: AbstractSet[int]) -> bool:
    """Tell whether a word goes on with the name before it: a particle before more of it, or another capital."""
    if token.i + 1 < len(token.doc) and (token.text in "-'’.‑" or words.has(token, "particle")):
        after = next((t for t in token.doc[token.i + 1 : token.i + 4] if t.text not in "-'’.‑"), None)
        return after is not None and (after.i in unknown or words.has(after, "particle")) and after.sent == token.sent
    return token.text[:1].isupper() and (token.idx in places or words.has(token, "institution", "office"))


def _before(token: Token, sentence: Sequence[Token], words: PersonWords, places: AbstractSet[int]) -> list[Token]:
    """Return the capitalised words that a name begins with and that alone would be none: "Grace", "Jordan", "Abu"."""
    found: list[Token] = []
    at = token.i - 1
    while at >= sentence[0].i:
        before = token.doc[at]
        joined = before.text in "-‑" or (words.has(before, "particle") and not before.is_sent_start)
        name = before.text[:1].isupper() and before.text.isalpha() and not before.is_stop
        if not (joined or (name and (before.idx in places or words.has(before, "office", "title") or _opens(before)))):
            break
        found.insert(0, before)
        at -= 1
    while found and not found[0].text[:1].isalpha():
        found.pop(0)
    return found


def _person(run: list[Token], words: PersonWords, places: AbstractSet[int]) -> Iterator[list[Token]]:
    """Yield the part of a row of capitalised words that names a person, if any does."""
    while run and not run[-1].text[:1].isalpha():
        run = run[:-1]
    titles = [n for n, token in enumerate(run) if words.has(token, "title", "office")]
    start = titles[-1] + 1 if titles else 0
    if not run or start == len(run):
        return
    if not titles and any(words.has(token, "institution") for token in run):
        return
    while run and words.has(run[-1], "institution"):
        run = run[:-1]
    if run and not _like_a_place(run):
        yield run


def _like_a_place(run: Sequence[Token]) -> bool:
    """Tell whether a name is rather that of a place that no list knows: "in Kafrnaha", "the village of Kafrnaha"."""
    first, last = run[0], run[-1]
    if any(token.ent_type_ == "PERSON" for token in run):
        return False
    after, before = _neighbour(last, 1), _neighbour(first, -1)
    types = place_terms().types
    if after is not None and (after.tag_ == "POS" or (after.lower_ in types and after.text.islower())):
        return after.tag_ != "POS"
    if before is None or before.sent != first.sent:
        return False
    if before.lower_ == "of" and before.i > 0:
        return before.doc[before.i - 1].lower_ in types
    return before.lower_ == "in" or (before.lower_ in types and before.text.islower())


def _in_office(run: Sequence[Token], words: PersonWords) -> bool:
    """Tell whether the words say that who is named holds a public office: "President X", "X, the Russian envoy"."""
    before = _neighbour(run[0], -1)
    if any(words.has(token, "office") for token in run) or (before is not None and words.has(before, "office")):
        return True
    after = _neighbour(run[-1], 1)
    if after is None or after.text != ",":
        return False
    for token in after.doc[after.i + 1 : after.i + 1 + APPOSED]:
        if words.has(token, "office"):
            return True
        if token.pos_ not in ("DET", "ADJ", "PROPN") and token.lower_ not in words.peoples:
            return False
    return False


def _listed(run: Sequence[Token], words: PersonWords) -> bool:
    """Tell whether the name is a listed side's or agency's."""
    name = run[0].doc[run[0].i : run[-1].i + 1].text
    return name.lower() in words.actors or agencies().known(name)


@Language.factory("chronicle_persons", default_config={"actors_csv": None})
class PersonsComponent:
    """Fill the Doc's field `persons`."""

    def __init__(self, nlp: Language, name: str, actors_csv: str | None) -> None:
        actors = load_actors(Path(actors_csv) if actors_csv else None)
        self._words = person_words(actors, nlp.Defaults.stop_words)

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        fields(doc).persons = find_persons(doc, self._words)
        return doc
