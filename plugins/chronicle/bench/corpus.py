"""Synthetic news: sentences of our own in articles of about 350 words, the same for a seed on every machine.

A happening has a day, a place, a kind and a toll, and is told by one article or by several publishers in their own
sentences with their own figures. Two articles of three tell of happenings, within paragraphs of context; one is
context only, as a newspaper's daily output is.
"""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from ..model import Article

HERE = Path(__file__).resolve().parent
FIRST_DAY = date(2014, 1, 6)
WORDS = 350
"""Words of an article, about."""
A_DAY = 4
"""Articles a day."""
OVERLAP = 0.4
"""Share of tellings that tell again of a happening of the last two days."""
CALM = 1 / 3
"""Share of articles without a happening."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DAYS = ("two days", "three days", "a week", "weeks")


@dataclass(frozen=True, slots=True)
class _Happening:
    day: date
    template: str
    slots: dict[str, str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The sentences by kind and the words by slot."""

    sentences: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]

    @classmethod
    def load(cls) -> Vocabulary:
        """Read sentences.csv and words.csv."""
        sentences: dict[str, list[str]] = {}
        with (HERE / "sentences.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                sentences.setdefault(row["kind"], []).append(row["text"])
        with (HERE / "words.csv").open(encoding="utf-8", newline="") as file:
            words = {row["slot"]: tuple(row["words"].split("; ")) for row in csv.DictReader(file)}
        return cls({kind: tuple(texts) for kind, texts in sentences.items()}, words)


def corpus(size: int, seed: int = 7) -> Iterator[Article]:
    """Yield so many articles in the order of their days; the first of a larger corpus are those of a smaller one."""
    chance = random.Random(seed)
    vocabulary = Vocabulary.load()
    known: list[_Happening] = []
    for number in range(size):
        published = FIRST_DAY + timedelta(days=number // A_DAY)
        known = [one for one in known if (published - one.day).days <= 2]
        yield _article(number, published, vocabulary, known, chance)


def _article(
    number: int, published: date, vocabulary: Vocabulary, known: list[_Happening], chance: random.Random
) -> Article:
    calm = chance.random() < CALM
    slots = _slots(vocabulary, chance)
    paragraphs: list[str] = []
    if not calm:
        again = bool(known) and chance.random() < OVERLAP
        happening = chance.choice(known) if again else _happening(published, vocabulary, slots, chance)
        if not again:
            known.append(happening)
        slots = {**slots, **happening.slots, "n": str(max(1, int(happening.slots["n"]) + chance.choice((0, 0, 0, 1))))}
        told = [_fill(happening.template, slots, published, happening.day)]
        told += [_fill(chance.choice(vocabulary.sentences["detail"]), slots, published, happening.day)]
        paragraphs.append(" ".join(told))
        if chance.random() < 0.6:
            other = _happening(published, vocabulary, _slots(vocabulary, chance), chance)
            text = chance.choice(vocabulary.sentences["brief"])
            paragraphs.append(_fill(text, other.slots, published, other.day))
    rest = [*vocabulary.sentences["context"], *(() if calm else vocabulary.sentences["detail"])]
    chance.shuffle(rest)
    while rest and sum(len(p.split()) for p in paragraphs) < WORDS:
        body, rest = rest[:3], rest[3:]
        paragraphs.append(" ".join(_fill(s, {**_slots(vocabulary, chance), **_same(slots)}, published) for s in body))
    title = _fill(chance.choice(vocabulary.sentences["calm" if calm else "head"]), slots, published)
    publisher = chance.choice(vocabulary.words["publisher"])
    slug = f"{published.isoformat()}-report-{number:06d}"
    return Article(slug, title, publisher, published, "\n\n".join(paragraphs), path=f"content/articles/{slug}.md")


def _same(slots: dict[str, str]) -> dict[str, str]:
    """Return what an article does not change from sentence to sentence."""
    return {name: slots[name] for name in ("place", "Place", "side", "Side", "foe", "Foe")}


def _happening(published: date, vocabulary: Vocabulary, slots: dict[str, str], chance: random.Random) -> _Happening:
    day = published - timedelta(days=chance.choice((0, 1, 1, 1, 2)))
    return _Happening(day, chance.choice(vocabulary.sentences["event"]), slots)


def _slots(vocabulary: Vocabulary, chance: random.Random) -> dict[str, str]:
    def pick(slot: str) -> str:
        return chance.choice(vocabulary.words[slot])

    slots = {name: pick(name) for name in vocabulary.words if name not in ("first", "last", "publisher")}
    slots |= {"place2": pick("place"), "subject2": pick("subject"), "days": chance.choice(_DAYS)}
    slots |= {"person": f"{pick('first')} {pick('last')}", "person2": f"{pick('first')} {pick('last')}"}
    slots |= {"n": str(chance.choice((2, 3, 3, 4, 5, 6, 8, 11, 17))), "m": str(chance.randint(5, 40))}
    slots |= {"thousands": f"{chance.randint(2, 90)},000", "year": str(chance.randint(1960, 2013))}
    return slots | {name[0].upper() + name[1:]: word[0].upper() + word[1:] for name, word in slots.items()}


def _fill(text: str, slots: dict[str, str], published: date, day: date | None = None) -> str:
    """Return the sentence; its day as newspapers give it, the weekday alone."""
    when = f"on {WEEKDAYS[(day or published).weekday()]}"
    return text.format_map({**slots, "when": when})


def as_file(article: Article) -> str:
    """Return the article as it stands in content/articles."""
    return f"Title: {article.title}\nDate: {article.published}\nPublisher: {article.publisher}\n\n{article.text}\n"
