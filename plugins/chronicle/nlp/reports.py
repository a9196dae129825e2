"""Component chronicle_reports: not written yet."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from ..model import Report
from .fields import fields


def find_reports(doc: Doc) -> tuple[Report, ...]:
    """Return the Doc's reports in the order of the text."""
    return ()


@Language.factory("chronicle_reports")
class ReportsComponent:
    """Fill the Doc's field `reports`."""

    def __init__(self, nlp: Language, name: str) -> None:
        pass

    def __call__(self, doc: Doc) -> Doc:
        """Add to the Doc and return it."""
        fields(doc).reports = find_reports(doc)
        return doc
