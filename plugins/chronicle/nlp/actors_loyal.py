"""Sides named by whom they follow: "forces loyal to the government", "fighters loyal to General Haftar"."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from ..gazetteer_names import slugify
from ..model import Actor, ActorKind
from .actors_lexicon import ActorLexicon, ActorNoun
from .fields import text_of
from .term_groups import term_group

_SCOPES = frozenset({"side", "fighters", "state", "bracket", "platform"})
_IN_NAMES = frozenset({"-", "–", "'", "’"})
_ENDS = frozenset({"and", "who", "which", "that", "in", "on", "near", "from", "at", "were"})
_FURTHEST = 8
"""Tokens of the phrase that are looked at: "the internationally recognised government of ..."."""


def followed(
    doc: Doc, end: int, noun: ActorNoun, home: str, lexicon: ActorLexicon
) -> tuple[int, Actor | None, str] | None:
    """Return (token after the phrase, the side or None, country) for "loyal to ..." after the noun that ends at `end`.

    The side is None for a state's own forces, whose country stands beside it. None altogether where nobody is
    named, or where it is a listed group, whose own mention says more.
    """
    if noun.scope not in _SCOPES or end + 2 >= len(doc) or doc[end].lower_ not in term_group("loyal"):
        return None
    if doc[end + 1].lower_ not in ("to", "with"):
        return None
    stop = min(end + 2 + _FURTHEST, doc[end].sent.end)
    words = []
    for token in doc[end + 2 : stop]:
        if (token.is_punct and token.text not in _IN_NAMES) or token.lower_ in _ENDS:
            break
        if token.pos_ in ("VERB", "AUX") and token.tag_ not in ("VBN", "VBG"):
            break
        words.append(token)
    fallen = any(t.lower_ in term_group("fallen") for t in words)
    for t in words:
        if t.text[0].isupper() and (country := lexicon.country(t.text)):
            return t.i + 1, None, country
        if t.lower_ in term_group("loyal_state") and not fallen:
            after = [w for w in words if w.i > t.i and w.text[0].isupper()]
            return (after[-1].i if after else t.i) + 1, None, home
    name = [t for t in words if t.text[0].isupper() and t.lower_ not in term_group("loyal_title")]
    if not name or any(name[-1].i - t.i >= 5 for t in name):
        return None
    told = doc[name[0].i : name[-1].i + 1]
    if told.text.lower() in lexicon.by_name:
        return None
    if not fallen and _heads_state(text_of(doc), name[-1].text):
        return told.end, None, home
    kind = noun.kind if noun.scope in ("fighters", "bracket") else ActorKind.REBEL_GROUP
    full = f"Forces loyal to {told.text}"
    return told.end, Actor(slugify(full), full, kind, home), home


def _heads_state(text: str, surname: str) -> bool:
    """Tell whether the text calls one of that name president or king, and not a former one."""
    found = re.finditer(rf"(\S+\s+)?\b(?:[Pp]resident|King)\s+(?:\S+\s+){{0,3}}?{re.escape(surname)}\b", text)
    return any((m[1] or "").strip().lower().rstrip("-") not in term_group("fallen") for m in found)
