"""The chronicle: dated, located, sourced events out of news articles, and a website of them.

Light on purpose: a researcher's script that reads published tables loads neither pelican nor spacy, and a build that
reads none does not load what they are read with.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .published import Tables, load

__all__ = ["Tables", "load"]


def __getattr__(name: str) -> Any:
    """Return what is asked for by its name (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from . import published

    return getattr(published, name)
