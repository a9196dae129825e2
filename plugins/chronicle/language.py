"""Tells a text that is clearly in another language than the model's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MIN_LETTERS = 80
"""Shorter texts are taken as they are: of "Khan Touman fell." no identifier is sure."""
SURE = 0.8
"""Probability from which a guess counts; English newspaper paragraphs score above 0.99, lists of names below 0.4."""
READ = 2000
"""Characters looked at, from the start of the text."""


def foreign(texts: Iterable[str], expected: str) -> Iterator[str]:
    """Yield for each text the language (ISO 639-1) that it is surely written in instead, or "" if none.

    The identifier's model takes 0.9 s to load, so it is loaded only when a text asks for it.
    """
    identifier = None
    for text in texts:
        if sum(character.isalpha() for character in text[:READ]) < MIN_LETTERS:
            yield ""
            continue
        if identifier is None:
            from py3langid.langid import MODEL_FILE, LanguageIdentifier

            identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
        found, probability = identifier.classify(text[:READ])
        yield found if found != expected and probability >= SURE else ""
