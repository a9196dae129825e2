"""Articles in, analysed articles out: runs the pipeline and collects what the components found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc

from ..model import AnalysedArticle, Article
from .fields import fields


def prepare(nlp: Language, article: Article) -> Doc:
    """Return the article's text as a Doc that knows its id and publication date."""
    doc = nlp.make_doc(article.text)
    mine = fields(doc)
    mine.article_id = article.article_id
    mine.published = article.published
    return doc


def collect(doc: Doc) -> AnalysedArticle:
    """Return what the components left on the Doc."""
    mine = fields(doc)
    return AnalysedArticle(
        mine.article_id, mine.times, mine.places, mine.actors, mine.casualties, mine.reports, mine.credits
    )


def analyse(nlp: Language, articles: Iterable[Article]) -> Iterator[AnalysedArticle]:
    """Analyse articles one after the other, in their order."""
    for doc in nlp.pipe(prepare(nlp, article) for article in articles):
        yield collect(doc)
