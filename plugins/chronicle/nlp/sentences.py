"""Component chronicle_sentences: a paragraph's end is a sentence's end, before the parser decides the rest."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc


@Language.component("chronicle_sentences")
def start_at_paragraphs(doc: Doc) -> Doc:
    """Set a sentence start on the first word after each line break.

    Headlines, list items and datelines end without a full stop; the parser alone runs them into the next line.
    """
    after_break = False
    for token in doc:
        if token.is_space:
            if "\n" in token.text:
                after_break = True
            continue
        if after_break and token.i > 0:
            token.is_sent_start = True
        after_break = False
    return doc
