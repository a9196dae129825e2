"""Component chronicle_actors: not written yet."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..model import ActorMention
from .fields import fields


def find_actors(doc: Doc) -> tuple[ActorMention, ...]:
    """Return the Doc's actors in the order of the text."""
    return ()


@Language.factory("chronicle_actors")
class ActorsComponent:
    """Fill the Doc's field `actors`."""

    def __init__(self, nlp: Language, name: str) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        fields(doc).actors = find_actors(doc)
        return doc
