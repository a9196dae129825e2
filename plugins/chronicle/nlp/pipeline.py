"""The spaCy pipeline: the model, and our components in the order in which they build on one another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]  # it has no stub
from spacy.util import registry as known
from threadpoolctl import threadpool_limits

from ..errors import ModelError, Problem
from ..settings import Settings
from ..spacy_model import model_folder
from . import acronyms, actors, casualties, evidence, persons, places, reports, sentences, times  # noqa: F401  (factories)
from .attributes import ask_once
from .entities import decode_at_once
from .lemmas import lemmatise_once
from .reading import read_in_excerpt
from .vectors import compute_vectors

BARE = "chronicle_bare_tokenizer"
"""The name in a configuration of a tokeniser that knows no rules yet."""
_COMMON = '{"@tokenizers":"spacy.Tokenizer.v1"}'
"""How a configuration has spaCy's own tokeniser, which is saved with a model, rules and all."""


@known.tokenizers(BARE)  # type: ignore[untyped-decorator]  # spaCy leaves it open
def bare_tokenizer() -> Callable[[Language], Tokenizer]:
    """Make a tokeniser for the model's own to be read into: spaCy fills it with the language's rules before that."""
    return lambda nlp: Tokenizer(nlp.vocab)


def only_once(model: str) -> dict[str, Any]:
    """Return what of a model's configuration is to be another: its tokeniser's 1,300 rules are made once, not twice."""
    folder = model_folder(model)
    config = folder / "config.cfg" if folder is not None and (folder / "tokenizer").is_file() else None
    common = config is not None and f"\ntokenizer = {_COMMON}\n" in config.read_text(encoding="utf-8")
    return {"nlp": {"tokenizer": {"@tokenizers": BARE}}} if common else {}


def load_pipeline(settings: Settings, *, excerpts: bool = False) -> Language:
    """Load the model and add our components; from then on this process multiplies matrices on one core.

    With `excerpts` the model reads only the sentences that may tell of something: the same reports for less than three
    quarters of the time, but of the other sentences' places and dates only what names and grammar alone give.

    Raises ModelError where the model is not installed, or damaged: cut short, or with parts of it missing.
    """
    # A text's matrices are small: a second thread spends its time waiting, and processes share the cores already
    threadpool_limits(1, user_api="blas")
    try:
        nlp = spacy.load(settings.spacy_model, config=only_once(settings.spacy_model))
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
