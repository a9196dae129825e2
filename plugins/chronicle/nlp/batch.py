"""Reads a batch of articles in whatever process is handed it: only that one imports spaCy, which takes a second."""

from __future__ import annotations

from collections.abc import Sequence

from ..garbage import staying
from ..model import Article
from ..settings import Settings
from .import_spacy import import_spacy


def read_batch(settings: Settings, expected: str, articles: Sequence[Article]) -> list[bytes]:
    """Return each article's analysis as JSON, as `worker.read_batch` does, and raise what it raises."""
    with staying():
        import_spacy()
        from .worker import read_batch as read

    return read(settings, expected, articles)
