"""Component chronicle_casualties: not written yet."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..model import CasualtyMention
from .fields import fields


def find_casualties(doc: Doc) -> tuple[CasualtyMention, ...]:
    """Return the Doc's casualties in the order of the text."""
    return ()


@Language.factory("chronicle_casualties")
class CasualtiesComponent:
    """Fill the Doc's field `casualties`."""

    def __init__(self, nlp: Language, name: str) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        fields(doc).casualties = find_casualties(doc)
        return doc
