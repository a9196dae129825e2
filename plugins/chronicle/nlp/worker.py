"""What a process that reads articles for a build does: the pipeline loaded once, the results sent back compact."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec
import spacy
from spacy.language import Language

from ..cache import fingerprint
from ..errors import ChronicleError, Problem
from ..model import Article
from ..settings import Settings
from .extract import analyse
from .pipeline import load_pipeline


@cache
def _loaded(settings: Settings) -> tuple[str, Language]:
    """Return the pipeline, loaded once a process, and the digest of what it was made of."""
    return fingerprint(settings), load_pipeline(settings, excerpts=True)


def bare_model(settings: Settings) -> Language:
    """Return the model as it comes, with all its components: what `invoke bench` measures us against."""
    return spacy.load(settings.spacy_model)


def read_batch(settings: Settings, expected: str, articles: Sequence[Article]) -> list[bytes]:
    """Return each article's analysis as JSON, as the cache keeps it; the words met are forgotten after each batch.

    `expected` is the fingerprint of the build that asks. Raises ChronicleError where this process was started with
    other code or lists: a worker of a cluster lives longer than a build, and its answers would be kept as ours.
    """
    found, nlp = _loaded(settings)
    if found != expected:
        remedy = "restart the workers, with the files of this chronicle at the same place"
        raise ChronicleError(Problem("a worker reads with other code or lists than this build", remedy))
    with nlp.memory_zone():
        return [msgspec.json.encode(analysed) for analysed in analyse(nlp, articles)]
