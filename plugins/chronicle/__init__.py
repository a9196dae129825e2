"""The chronicle: dated, located, sourced events out of news articles, and a website of them.

Light on purpose: a researcher's script that reads published tables loads neither pelican nor spacy.
"""

from .load import Tables, load

__all__ = ["Tables", "load"]
