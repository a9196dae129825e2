"""What `invoke bench` runs in a process of its own; prints its figures as one line of JSON.

python -m chronicle.bench.child bare|ours|merge FOLDER SIZE
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from ..events.chronicle import make_chronicle
from ..model import AnalysedArticle, Article, DateBasis, Interval, Place, PlaceLevel, Report, Span, SubEventType
from ..progress import cpu_seconds
from ..settings import Settings, settings_from_file
from .corpus import FIRST_DAY, corpus

BATCH = 16
"""Texts a batch, alike for the model alone and for us."""


def settings_of(folder: Path) -> Settings:
    """Return the settings of a chronicle."""
    return settings_from_file(folder / "pelicanconf.py")


def bare(folder: Path, size: int) -> Callable[[], int]:
    """Read the corpus with the model alone, all its components."""
    from ..nlp.worker import bare_model

    nlp = bare_model(settings_of(folder))
    texts = [article.text for article in corpus(size)]
    for _ in nlp.pipe(texts[:BATCH], batch_size=BATCH):
        pass
    return lambda: sum(1 for _ in nlp.pipe(texts, batch_size=BATCH))


def ours(folder: Path, size: int) -> Callable[[], int]:
    """Read the corpus with our pipeline, in this process; the index of places is open."""
    from ..cache import fingerprint
    from ..nlp.worker import read_batch

    settings, articles = settings_of(folder), list(corpus(size))
    made_of = fingerprint(settings)
    read_batch(settings, made_of, articles[:BATCH])
    batches = [articles[at : at + BATCH] for at in range(0, size, BATCH)]
    return lambda: sum(len(read_batch(settings, made_of, batch)) for batch in batches)


def merging(folder: Path, size: int) -> Callable[[], int]:
    """Merge so many reports, two of three of which tell of a happening that others tell of too."""
    articles, analysed = reports(size)
    return lambda: len(make_chronicle(articles, analysed, None).events)


def reports(size: int) -> tuple[list[Article], list[AnalysedArticle]]:
    """Return so many articles with one report each: forty days of reports for every thousand, over 600 places."""
    articles, analysed = [], []
    kinds = (SubEventType.AIR_STRIKE, SubEventType.SHELLING, SubEventType.ARMED_CLASH, SubEventType.REMOTE_EXPLOSIVE)
    for number in range(size):
        event = number * 2 // 3
        day = FIRST_DAY + timedelta(days=event // 17)
        where = event * 7919 % 600
        place = Place(
            f"ed:p{where}", f"Town {where}", PlaceLevel.PLACE, "Nowhere",
            latitude=20 + where % 25 * 0.7, longitude=30 + where // 25 * 0.7,
        )  # fmt: skip
        words = f"{event % 9 + 1} people were killed in Town {where} on day {event % 31}, report {event % 977} says."
        name = f"article-{number:07d}"
        found = Report(
            name, Span(0, len(words)), words, Span(2, 8), kinds[event % 4], interval=Interval(day, day),
            date_basis=DateBasis.STATED, place=place, geo_precision=1,
        )  # fmt: skip
        articles.append(Article(name, words, f"Publisher {number % 11}", day + timedelta(days=1), words))
        analysed.append(AnalysedArticle(name, reports=(found,)))
    return articles, analysed


WHAT = {"bare": bare, "ours": ours, "merge": merging}


def main(arguments: list[str]) -> None:
    """Get one thing ready, run it, and print its seconds and what it counted."""
    what, folder, size = arguments
    run = WHAT[what](Path(folder), int(size))
    wall, cpu = time.monotonic(), cpu_seconds()
    count = run()
    print(json.dumps({"wall": time.monotonic() - wall, "cpu": cpu_seconds() - cpu, "count": count}))


if __name__ == "__main__":
    main(sys.argv[1:])
