"""Component chronicle_places: not written yet."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..model import PlaceMention
from .fields import fields


def find_places(doc: Doc) -> tuple[PlaceMention, ...]:
    """Return the Doc's places in the order of the text."""
    return ()


@Language.factory("chronicle_places")
class PlacesComponent:
    """Fill the Doc's field `places`."""

    def __init__(self, nlp: Language, name: str) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        fields(doc).places = find_places(doc)
        return doc
