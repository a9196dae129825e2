"""Component chronicle_sentences: a paragraph's end is a sentence's end, and no sentence is endless."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

ENDS = frozenset(".!?")
PAUSES = frozenset(",;:")
LONG = 150
"""Tokens without a full stop after which the next pause ends the sentence; news sentences stay under 120."""
LONGEST = 200
"""Tokens without a full stop after which it ends anyway: a list of 5,000 names is no sentence, and the readers of a
sentence compare its words with one another, so that their time grows with the square of its length."""
RUN = 400
"""Tokens since the last sure start after which a full stop is one too: in odd text the parser sees none."""


@Language.component("chronicle_sentences")
def start_at_paragraphs(doc: Doc) -> Doc:
    """Set a sentence start on the first word after each line break, and where a sentence grows beyond all measure.

    Headlines, list items and datelines end without a full stop; the parser alone runs them into the next line.
    """
    after_break = False
    unended = run = 0
    before = ""
    # All at once in the end: to set one start spaCy looks through the whole text, and a text may have 100,000 lines
    starts = doc.to_array(["SENT_START"])
    for token in doc:
        if token.is_space:
            if "\n" in token.text:
                after_break = True
            continue
        endless = (unended >= LONG and before in PAUSES) or unended >= LONGEST or (run >= RUN and before in ENDS)
        if (after_break or endless) and token.i > 0:
            starts[token.i] = 1
            unended = run = 0
        after_break = False
        before = token.text
        run += 1
        unended = 0 if before in ENDS else unended + 1
    return doc.from_array(["SENT_START"], starts)  # type: ignore[arg-type]  # its stub knows tables only
