"""What a process that reads articles for a build does: the pipeline loaded once, the results sent back compact."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cache

import msgspec
import spacy
from spacy.language import Language

from ..cache import fingerprint
from ..errors import ChronicleError, Problem
from ..garbage import staying
from ..model import Article
from ..settings import Settings
from .extract import analyse
from .pipeline import load_pipeline

FORGOTTEN = 1_000_000
"""Characters after which the words that were met are forgotten. Forgotten after each batch of 16 articles, a batch met
a thousand words anew, and what spaCy asks of each took 6 % of all reading."""
AT_ONCE = 300_000
"""Characters that are read together: what is found on them takes about 400 bytes each until all of them are read, so
that a batch of sixteen articles of a megabyte would take some six gigabytes."""


class Reader:
    """The pipeline of a process that reads batch after batch, and forgets from time to time what words it met."""

    def __init__(self, settings: Settings) -> None:
        """Load the pipeline, and note the digest of what it was made of."""
        self.fingerprint = fingerprint(settings)
        self._nlp = load_pipeline(settings, excerpts=True)
        self._zone = ExitStack()
        self._read = FORGOTTEN

    def read(self, articles: Sequence[Article]) -> list[bytes]:
        """Return each article's analysis as JSON, as the cache keeps it."""
        return [analysed for group in at_once(articles) for analysed in self._analyse(group)]

    def _analyse(self, articles: Sequence[Article]) -> list[bytes]:
        if self._read >= FORGOTTEN:
            self._zone.close()
            self._zone.enter_context(self._nlp.memory_zone())
            self._read = 0
        self._read += sum(len(article.text) for article in articles)
        return [msgspec.json.encode(analysed) for analysed in analyse(self._nlp, articles)]


def at_once(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Yield the articles in groups of no more than AT_ONCE characters; a longer one stands alone."""
    group, size = list[Article](), 0
    for article in articles:
        if group and size + len(article.text) > AT_ONCE:
            yield group
            group, size = [], 0
        group.append(article)
        size += len(article.text)
    if group:
        yield group


@cache
def _reader(settings: Settings) -> Reader:
    """Return the process's reader."""
    with staying():
        return Reader(settings)


def bare_model(settings: Settings) -> Language:
    """Return the model as it comes, with all its components: what `invoke bench` measures us against."""
    return spacy.load(settings.spacy_model)


def read_batch(settings: Settings, expected: str, articles: Sequence[Article]) -> list[bytes]:
    """Return each article's analysis as JSON, as the cache keeps it.

    `expected` is the fingerprint of the build that asks. Raises ChronicleError where this process was started with
    other code or lists: a worker of a cluster lives longer than a build, and its answers would be kept as ours.
    """
    reader = _reader(settings)
    if reader.fingerprint != expected:
        remedy = "restart the workers, with the files of this chronicle at the same place"
        raise ChronicleError(Problem("a worker reads with other code or lists than this build", remedy))
    return reader.read(articles)
