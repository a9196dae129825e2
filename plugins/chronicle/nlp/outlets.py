"""Names that act as a publisher's do: "Enab Baladi said on its website", "the Kyiv Independent", "Al-Manar's reporter".

No list knows every paper and station of a country, and a name that no list knows is taken for a private person's. So
it goes by what is said around the name, of things that are said of no person; told once, it holds for the whole text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from spacy.tokens import Token

from ..publishers import fold
from ..termfile import LEXICON, read_terms

KINDS = frozenset({"outlet", "staff", "own", "paper"})
REACH = 14
"""Words after the verb within which "its website" is its subject's."""
BACK = 5
"""Words from "told" to the kind of publisher that is told it: "told the state news agency"."""
APPOSED = 8
"""Words after a name and a comma within which the kind of publisher ends: ", an independent site based in Gaza"."""
_PUBLISH = frozenset({"say", "report", "write", "publish", "post", "add", "quote", "cite", "announce", "claim"})
_SOURCE = frozenset({"citing", "quoting"})
_QUOTES = frozenset({'"', "“", "”", "‘", "'", "«", "»"})
_KIND = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PUNCT", "VERB", "ADV"})


@cache
def _words() -> Mapping[str, frozenset[str]]:
    """Return the words by what they say; raises LexiconError for a row that cannot be read."""
    found: dict[str, set[str]] = {}
    for words, kind in read_terms(LEXICON / "outlet_words.csv", ("words", "kind"), {"kind": KINDS}):
        for word in words.split(";"):
            found.setdefault(word.split()[-1], set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _is(token: Token | None, kind: str) -> bool:
    return token is not None and kind in _words().get(token.lower_, ())


def outlets_among(runs: Iterable[Sequence[Token]]) -> frozenset[str]:
    """Return the names, folded, that a text uses as a publisher's; each run of words is a name in it."""
    return frozenset(named(run) for run in runs if _acts_as_outlet(run))


def is_papers(word: Token) -> bool:
    """Tell whether a word ends papers' names, as "Herald" and "Times" do."""
    return _is(word, "paper")


def named(run: Sequence[Token]) -> str:
    """Return a name as `outlets_among` gives it."""
    return fold(run[0].doc[run[0].i : run[-1].i + 1].text)


def _acts_as_outlet(run: Sequence[Token]) -> bool:
    before, after = _at(run[0], -1), _at(run[-1], 1)
    if before is not None and before.text in _QUOTES and after is not None and after.text in _QUOTES:
        before, after = _at(before, -1), _at(after, 1)
    # "The news site Halab", "a Halab reporter"; not "told the site Halab had died", where the tree joins them not
    if before is not None and _is(before, "outlet") and _joined(before, run) and not _told(before):
        return True
    if after is not None and after.text.islower() and _kind_after(after, run):
        return True
    if after is not None and after.tag_ == "POS" and _of_its_staff(after):
        return True
    return _paper(run) or _is_apposed(after) or _publishes(run)


def _told(kind: Token) -> bool:
    """Tell whether the publisher is told something: the name after "told the website" may begin what it is told."""
    return any(t.lemma_.lower() in ("tell", "inform") for t in kind.doc[max(0, kind.i - BACK) : kind.i])


def _joined(kind: Token, run: Sequence[Token]) -> bool:
    inside = {token.i for token in run}
    return kind.head.i in inside or any(token.head.i == kind.i for token in run)


def _kind_after(word: Token, run: Sequence[Token]) -> bool:
    """Tell whether the name goes on with what it is: "Halab television", "a Halab news agency reporter"."""
    if word.pos_ not in ("NOUN", "PROPN"):
        return False
    head = word if word.head.i < word.i or word.head.pos_ not in ("NOUN", "PROPN") else word.head
    if word.lower_.endswith("ly"):  # "shot Halab daily"
        return False
    news = word.lower_ == "news" and _is(_at(word, 1), "outlet")
    known = news or _is(word, "outlet") or _is(word, "staff")
    return known and (_joined(word, run) or _joined(head, run))


def _at(token: Token, step: int) -> Token | None:
    at = token.i + step
    return token.doc[at] if 0 <= at < len(token.doc) else None


def _of_its_staff(possessive: Token) -> bool:
    """Tell whether the name's own reporters are named: "Enab Baladi's local correspondent"; no person has any."""
    words = possessive.doc[possessive.i + 1 : possessive.i + 4]
    for word in words:
        if _is(word, "staff"):
            return True
        if word.pos_ not in ("ADJ", "NOUN", "PROPN"):
            return False
    return False


def _paper(run: Sequence[Token]) -> bool:
    """Tell whether it is "the" and a name that ends as papers' do: "the Kyiv Independent", "the Daily Star"."""
    if not (_is(run[-1], "paper") or run[0].lower_ == "daily") or run[-1].ent_type_ == "PERSON":
        return False
    token: Token | None = run[0]
    while token is not None and token.text[:1].isupper() and token.lower_ != "the" and token.text[-1] != ".":
        token = _at(token, -1)
    after = _at(run[-1], 1)
    goes_on = after is not None and after.text[:1].isupper()
    return token is not None and token.lower_ == "the" and not goes_on


def _is_apposed(comma: Token | None) -> bool:
    """Tell whether a kind of publisher follows, and is the whole of what follows: ", an opposition news site,".

    Not so ", a radio presenter" and ", the editor of a newspaper": the last word of the first noun's row tells. Nor
    is "Halab, a news site said" of a news site called so.
    """
    if comma is None or comma.text != "," or comma.i + 2 >= len(comma.doc):
        return False
    if comma.doc[comma.i + 1].lower_ not in ("a", "an", "the"):
        return False
    last: Token | None = None
    for token in comma.doc[comma.i + 2 : comma.i + 2 + APPOSED]:
        if last is not None and _is(last, "outlet") and token.pos_ not in ("NOUN", "PROPN"):
            run_by = token.tag_ in ("VBN", "VBG", "IN") and token.lemma_.lower() not in _PUBLISH
            return token.text == "," or run_by
        if token.pos_ not in _KIND or token.text == ",":
            return False
        last = token
    return False


def _publishes(run: Sequence[Token]) -> bool:
    """Tell whether the name says it "on its website", or reports citing a source: persons have "his" and "her"."""
    subject = next((token for token in run if token.dep_ == "nsubj"), None)
    if subject is None or subject.head.lemma_.lower() not in _PUBLISH:
        return False
    verb = subject.head
    following = list(verb.doc[verb.i + 1 : min(verb.i + 1 + REACH, verb.sent.end)])
    opening = [t.lower_ for t in following[:2]]
    if verb.lemma_.lower() == "report" and opening[:1] == [","] and opening[1:] and opening[1] in _SOURCE:
        return True
    for at, token in enumerate(following):
        if token.lower_ in ("he", "she", "his", "her", "they", "their", "who"):
            return False
        if (
            token.lower_ == "its"
            and at
            and following[at - 1].lower_ in ("on", "in", "from", "through", "via", "citing")
        ):
            return any(_is(t, "own") for t in following[at + 1 : at + 4])
    return False
