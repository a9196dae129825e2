"""The spaCy pipeline: the model, and our components in the order in which they build on one another."""

from __future__ import annotations

import spacy
from spacy.language import Language
from threadpoolctl import threadpool_limits

from ..errors import ModelError, Problem
from ..settings import Settings
from . import acronyms, actors, casualties, evidence, persons, places, reports, sentences, times  # noqa: F401  (factories)
from .attributes import ask_once
from .entities import decode_at_once
from .lemmas import lemmatise_once
from .reading import read_in_excerpt
from .vectors import compute_vectors


def load_pipeline(settings: Settings, *, excerpts: bool = False) -> Language:
    """Load the model and add our components; from then on this process multiplies matrices on one core.

    With `excerpts` the model reads only the sentences that may tell of something: the same reports for less than three
    quarters of the time, but of the other sentences' places and dates only what names and grammar alone give.

    Raises ModelError where the model is not installed, or damaged: cut short, or with parts of it missing.
    """
    # A text's matrices are small: a second thread spends its time waiting, and processes share the cores already
    threadpool_limits(1, user_api="blas")
    try:
        nlp = spacy.load(settings.spacy_model)
    except Exception as error:  # of a damaged file msgpack, numpy, spaCy's config and others raise what they like
        said = " ".join(str(error).split()) or type(error).__name__
        raise ModelError(
            Problem(
                f"the spaCy model {settings.spacy_model!r} cannot be loaded: {said}",
                "install it again, or name another in CHRONICLE_SPACY_MODEL",
            )
        ) from error
    compute_vectors(nlp)
    ask_once(nlp)
    lemmatise_once(nlp)
    decode_at_once(nlp)
    if excerpts:
        read_in_excerpt(nlp)
    nlp.add_pipe("chronicle_sentences", first=True)
    nlp.add_pipe("chronicle_evidence", after="chronicle_sentences")
    nlp.add_pipe("chronicle_acronyms", after="chronicle_evidence", config={"actors_csv": str(settings.actors_csv)})
    nlp.add_pipe("chronicle_times")
    files = {"places_csv": str(settings.places_csv), "cache_dir": str(settings.cache_dir)}
    nlp.add_pipe("chronicle_places", config=files)
    nlp.add_pipe("chronicle_actors", config={"actors_csv": str(settings.actors_csv)})
    nlp.add_pipe("chronicle_casualties")
    nlp.add_pipe("chronicle_persons", config={"actors_csv": str(settings.actors_csv)})
    nlp.add_pipe("chronicle_reports")
    return nlp
