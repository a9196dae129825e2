"""What `invoke bench` runs in a process of its own; prints its figures as one line of JSON.

python -m chronicle.bench.child read|merge FOLDER SIZE
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path

from ..events.chronicle import make_chronicle
from ..model import AnalysedArticle, Article, DateBasis, Interval, Place, PlaceLevel, Report, Span, SubEventType
from ..progress import cpu_seconds
from ..settings import Settings, settings_from_file
from .corpus import FIRST_DAY, corpus

BATCH = 16
"""Texts a batch, alike for the model alone and for us."""


@dataclass(slots=True)
class Taken:
    """Seconds that something took, and what it counted."""

    wall: float = 0.0
    cpu: float = 0.0
    count: int = 0

    def add(self, run: Callable[[], int]) -> None:
        """Run it once more."""
        wall, cpu = time.monotonic(), cpu_seconds()
        self.count += run()
        self.wall += time.monotonic() - wall
        self.cpu += cpu_seconds() - cpu


def settings_of(folder: Path) -> Settings:
    """Return the settings of a chronicle."""
    return settings_from_file(folder / "pelicanconf.py")


def reading(folder: Path, size: int) -> list[Taken]:
    """Read the corpus with our pipeline, the index of places open, and with the model alone, all its components.

    A batch by the one, then the same by the other: between two runs of minutes a machine that others use too changes
    its pace by a fifth, and not alike for both.
    """
    from ..cache import fingerprint
    from ..nlp.worker import bare_model, read_batch

    settings, articles = settings_of(folder), list(corpus(size))
    made_of, model = fingerprint(settings), bare_model(settings)

    def ours(batch: Sequence[Article]) -> int:
        return len(read_batch(settings, made_of, batch))

    def bare(batch: Sequence[Article]) -> int:
        return sum(1 for _ in model.pipe([article.text for article in batch], batch_size=BATCH))

    for read in (ours, bare):
        read(articles[:BATCH])
    taken = [Taken(), Taken()]
    for number, at in enumerate(range(0, size, BATCH)):
        both = [(ours, taken[0]), (bare, taken[1])]
        for read, one in both if number % 2 else reversed(both):
            one.add(partial(read, articles[at : at + BATCH]))
    return taken


def merging(folder: Path, size: int) -> list[Taken]:
    """Merge so many reports, two of three of which tell of a happening that others tell of too."""
    articles, analysed = reports(size)
    taken = Taken()
    taken.add(lambda: len(make_chronicle(articles, analysed, None).events))
    return [taken]


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


WHAT = {"read": reading, "merge": merging}


def main(arguments: list[str]) -> None:
    """Get one thing ready, run it, and print the seconds of each that was measured, and what it counted."""
    what, folder, size = arguments
    print(json.dumps([asdict(taken) for taken in WHAT[what](Path(folder), int(size))]))


if __name__ == "__main__":
    main(sys.argv[1:])
