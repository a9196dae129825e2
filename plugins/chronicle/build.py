"""Articles in, Chronicle out: the whole core in one screen."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date

from .cache import AnalysisCache
from .events.chronicle import make_chronicle
from .model import AnalysedArticle, Article, Chronicle
from .settings import Settings

logger = logging.getLogger(__name__)


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Return the articles by publication date, then by id: the order does not hang on a file system."""
    return sorted(articles, key=lambda article: (article.published or date.min, article.article_id))


def analyse_all(settings: Settings, articles: Sequence[Article]) -> list[AnalysedArticle]:
    """Return each article's analysis, from the cache or else read now.

    spaCy is imported only where an article is missing from the cache: import and model take two seconds.
    Raises ModelError where the spaCy model is not installed.
    """
    cache = AnalysisCache(settings)
    found = {article.article_id: cache.get(article) for article in articles}
    missing = [article for article in articles if found[article.article_id] is None]
    if missing:
        from .nlp.extract import analyse
        from .nlp.pipeline import load_pipeline

        logger.info("reading %d of %d articles", len(missing), len(articles))
        for article, analysed in zip(missing, analyse(load_pipeline(settings), missing), strict=True):
            cache.put(article, analysed)
            found[article.article_id] = analysed
    cache.prune()
    return [analysed for analysed in found.values() if analysed is not None]


def build_chronicle(settings: Settings, articles: Iterable[Article]) -> Chronicle:
    """Return the chronicle of the articles, as of CHRONICLE_AS_OF or else of their newest publication date."""
    ordered = in_order(articles)
    as_of = settings.as_of or max((a.published for a in ordered if a.published), default=None)
    return make_chronicle(ordered, analyse_all(settings, ordered), as_of)
