"""Articles in, Chronicle out: the whole core in one screen."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import date
from functools import partial

from .accounts import Accounts
from .cache import AnalysisCache
from .editor import read_kept, stage
from .events.chronicle import make
from .garbage import staying
from .model import AnalysedArticle, Article, Chronicle
from .nlp.batch import read_batch
from .progress import Progress
from .settings import Settings
from .slim import Slimmer
from .work import cores, spread

logger = logging.getLogger(__name__)

BATCH = 16
"""Articles that a process reads at once: some seconds of work, so that none waits long for the last."""
WORTH_SPREADING = 48
"""Articles from which a second process gains more than loading the model once more costs."""
WORTH_MERGING = 20_000
"""Reports from which scoring them in other processes gains more than sending them there costs."""
SMALL = 4
"""The last batches are a quarter of the others."""
AT_LEAST = 8
"""Batches that a cluster is given at least, so that few articles are spread, too."""


def in_order(articles: Iterable[Article]) -> list[Article]:
    """Return the articles by publication date, then by id: the order does not hang on a file system."""
    return sorted(articles, key=lambda article: (article.published or date.min, article.article_id))


def analyse_all(
    settings: Settings,
    articles: Sequence[Article],
    progress: Progress | None = None,
    cache: AnalysisCache | None = None,
) -> list[AnalysedArticle]:
    """Return each article's analysis, from the cache or else read now, without what no page is made of.

    spaCy is imported only where an article is missing from the cache, or lists are new: import and model take two
    seconds. Each batch is kept as soon as it is read, so that a build that was interrupted goes on where it ended.
    Raises ModelError where the spaCy model is not installed, LexiconError where a new list cannot be read.
    """
    cache, slim, progress = cache or AnalysisCache(settings), Slimmer(), progress or Progress(loud=False)
    found: dict[str, AnalysedArticle | None] = {}
    with progress.stage("look into the cache"), staying():
        for article in articles:
            known = cache.get(article)
            found[article.article_id] = slim(known) if known is not None else None
    missing = [article for article in articles if found[article.article_id] is None]
    if missing:
        logger.info("reading %d of %d articles", len(missing), len(articles))
        batches = batches_of(missing, settings)
        with progress.stage("read articles", len(missing), "articles") as done:
            read = spread(settings, partial(read_batch, settings, cache.fingerprint), batches)
            for batch, results in zip(batches, read, strict=True):
                for article, payload in zip(batch, results, strict=True):
                    found[article.article_id] = slim(cache.put(article, payload))
                done(len(batch))
    elif cache.lists_are_new:
        # No text asks for what was changed in them, but a list that cannot be read is to stop the build all the same
        read_batch(settings, cache.fingerprint, [])
    cache.prune()
    return [analysed for analysed in found.values() if analysed is not None]


def batches_of(missing: Sequence[Article], settings: Settings) -> list[Sequence[Article]]:
    """Return the articles in batches to be read at once, small ones last: no process then waits long for another."""
    if len(missing) < WORTH_SPREADING and not settings.scheduler:
        return [missing]
    size = min(BATCH, max(1, len(missing) // AT_LEAST)) if settings.scheduler else BATCH
    last = max(0, len(missing) - size * cores(settings)) // size * size
    batches = [missing[at : at + size] for at in range(0, last, size)]
    step = max(1, size // SMALL)
    return batches + [missing[at : at + step] for at in range(last, len(missing), step)]


def build_chronicle(
    settings: Settings,
    articles: Iterable[Article],
    progress: Progress | None = None,
    cache: AnalysisCache | None = None,
) -> Chronicle:
    """Return the chronicle of the articles, as of CHRONICLE_AS_OF or else of their newest publication date.

    `cache` is that of this build, where it has one already. The tables of addresses are laid out as they are to be (see
    editor.py).
    Raises CorrectionError, AddressError, and what `analyse_all` raises.
    """
    ordered, kept = in_order(articles), read_kept(settings)
    stay = [article for article in ordered if article.article_id not in kept.sources_down]
    as_of = settings.as_of or max((a.published for a in stay if a.published), default=None)
    progress, cache = progress or Progress(loud=False), cache or AnalysisCache(settings)
    analysed = analyse_all(settings, ordered, progress, cache)
    with progress.stage("merge"), staying():
        reports = sum(len(one.reports) for one in analysed)
        several = bool(settings.scheduler) or reports >= WORTH_MERGING
        accounts = Accounts(settings.cache_dir, cache.keys)
        made = make(ordered, analysed, as_of, kept, partial(spread, settings) if several else None, accounts)
        accounts.save()
    stage(settings, made)
    return made.chronicle
