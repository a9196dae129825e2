"""Fixtures shared by the tests: the project's root, and one spaCy pipeline for all of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chronicle.model import AnalysedArticle, Article

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def nlp() -> Language:
    from chronicle.nlp.pipeline import load_pipeline
    from chronicle.settings import Settings

    return load_pipeline(Settings(root=ROOT, content=ROOT / "content", cache_dir=ROOT / ".cache"))


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[..., AnalysedArticle]:
    """Return a function that analyses one text: read("...", "2016-05-08")."""
    from chronicle.nlp.extract import analyse

    def run(text: str, published: str | None = None, publisher: str = "Test Wire") -> AnalysedArticle:
        day = date.fromisoformat(published) if published else None
        return next(analyse(nlp, [Article("test", "", publisher, day, text)]))

    return run
