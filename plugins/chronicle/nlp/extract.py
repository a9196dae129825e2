"""Articles in, analysed articles out: runs the pipeline and collects what the components found."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from ..model import AnalysedArticle, Article
from .fields import fields

_UNBROKEN = re.compile(r"\S{200}")
"""The tokeniser peels a word sign by sign and looks at all of it each time: "(" 8,000 times took it 20 seconds."""


def tokenise(nlp: Language, text: str) -> Doc:
    """Return the text as a Doc; a stretch without a blank is cut every 200 characters, so time grows with length."""
    cuts = [match.end() for match in _UNBROKEN.finditer(text) if match.end() < len(text)]
    if not cuts:
        return nlp.make_doc(text)
    pieces = [nlp.make_doc(text[start:end]) for start, end in pairwise([0, *cuts, len(text)])]
    return Doc.from_docs(pieces, ensure_whitespace=False) or nlp.make_doc("")


def prepare(nlp: Language, article: Article) -> Doc:
    """Return the article's text as a Doc that knows its id and publication date."""
    doc = tokenise(nlp, article.text)
    mine = fields(doc)
    mine.article_id = article.article_id
    mine.published = article.published
    return doc


def collect(doc: Doc) -> AnalysedArticle:
    """Return what the components left on the Doc."""
    mine = fields(doc)
    return AnalysedArticle(
        mine.article_id, mine.times, mine.places, mine.actors, mine.casualties, mine.reports, mine.credits, mine.persons
    )


def analyse(
    nlp: Language, articles: Iterable[Article], failed: Callable[[str, Exception], None] | None = None
) -> Iterator[AnalysedArticle]:
    """Analyse articles one after the other, in their order.

    An article on which a component fails is left out and told to `failed` with its id; without it, the error is
    raised.
    """

    def give_up(name: str, component: object, docs: list[Doc], error: Exception) -> None:
        if failed is None:
            raise error
        for doc in docs:
            failed(fields(doc).article_id, error)

    nlp.default_error_handler = give_up
    for doc in nlp.pipe(prepare(nlp, article) for article in articles):
        yield collect(doc)
