"""Component chronicle_times: not written yet."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..model import TimeMention
from .fields import fields


def find_times(doc: Doc) -> tuple[TimeMention, ...]:
    """Return the Doc's times in the order of the text."""
    return ()


@Language.factory("chronicle_times")
class TimesComponent:
    """Fill the Doc's field `times`."""

    def __init__(self, nlp: Language, name: str) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        fields(doc).times = find_times(doc)
        return doc
