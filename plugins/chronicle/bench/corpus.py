"""Synthetic news: sentences of our own in articles of about 350 words, the same for a seed on every machine.

A happening has a day, a place, a kind and a toll, and is told by one article or by several publishers in their own
sentences with their own figures. As in a newspaper's output on a country at war, one article of five has nothing of
violence, one of five speaks of it as background only, and three tell of a happening or two, with about a third of
their sentences; the rest is talks, prices, aid, services, politics, weather and culture. Villages and surnames are
made of syllables, so that there is no end of words that no list knows.
"""

from __future__ import annotations

import csv
import random
import re
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
CALM = 0.2
"""Share of articles without a word of violence."""
BACKGROUND = 0.2
"""Share of articles that speak of violence without telling of a happening."""
ASIDE = {"calm": 0.0, "background": 0.2, "news": 0.33}
"""Share of an article's further sentences that speak of violence: aftermath, and what was years ago."""
TOPICS = 3
"""Subjects that an article's other sentences are about."""
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
DEAD = (2, 3, 3, 4, 5, 6, 8, 11, 17)
SLOT = re.compile(r"\{([a-z]+)(\d?)(\^?)\}")
"""A word to fill in: its list, a digit for a second one beside it, and whether it begins a sentence."""
_AN = re.compile(r"\b([Aa]) (?=[aeio]|u(?!s|ni))")


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

    def like(self, kind: str) -> list[str]:
        """Return the sentence kinds of one family: "event" gives "event:bomb" and the others."""
        return sorted(name for name in self.sentences if name.startswith(f"{kind}:"))


class _Slots(dict[str, str]):
    """Words chosen when they are first asked for, and the same ever after."""

    def __init__(self, vocabulary: Vocabulary, chance: random.Random, given: dict[str, str] | None = None) -> None:
        super().__init__(given or {})
        self._words, self._chance = vocabulary.words, chance

    def __missing__(self, name: str) -> str:
        self[name] = word = self._word(name.rstrip("0123456789"))
        return word

    def _word(self, slot: str) -> str:
        chance = self._chance
        if slot == "person":
            last = chance.choice(self._words["last"]) if chance.random() < 0.3 else self._name()
            return f"{chance.choice(self._words['first'])} {last}"
        if slot == "village":
            return self._name()
        if slot == "n":
            return str(chance.choice(DEAD))
        if slot == "m":
            return str(chance.randint(11, 60))
        if slot == "thousands":
            return f"{chance.randint(2, 90)},000"
        if slot == "year":
            return str(chance.randint(1960, 2013))
        return chance.choice(self._words[slot])

    def _name(self) -> str:
        return "".join(self._chance.choice(self._words["syllable"]) for _ in range(self._chance.choice((2, 3, 3))))

    def fill(self, text: str, day: date) -> str:
        """Return the sentence with its words; the day as newspapers give it, the weekday alone."""

        def word(match: re.Match[str]) -> str:
            name, digit, first = match.groups()
            found = f"on {WEEKDAYS[day.weekday()]}" if name == "when" else self[name + digit]
            if name == "village" or (name == "person" and found.islower()):
                found = found.capitalize()
            elif name == "person":
                found = " ".join(part if part.startswith("al-") else part.capitalize() for part in found.split())
            elif found.isdigit() and int(found) <= len(NUMBERS):
                found = NUMBERS[int(found) - 1]
            return found[0].upper() + found[1:] if first else found

        return _AN.sub(r"\1n ", SLOT.sub(word, text))


@dataclass(frozen=True, slots=True)
class _Happening:
    day: date
    kind: str
    slots: dict[str, str]


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
    drawn = chance.random()
    sort = "calm" if drawn < CALM else "background" if drawn < CALM + BACKGROUND else "news"
    slots, paragraphs = _Slots(vocabulary, chance), []
    if sort == "news":
        slots, told = _news(published, vocabulary, known, chance)
        paragraphs += told
    aside = [*vocabulary.sentences["background"], *(vocabulary.sentences["detail"] if sort == "news" else ())]
    topics = chance.sample(vocabulary.like("context"), TOPICS)
    rest = [text for topic in topics for text in vocabulary.sentences[topic]]
    chance.shuffle(aside)
    chance.shuffle(rest)
    while rest and sum(len(paragraph.split()) for paragraph in paragraphs) < WORDS:
        body = [
            aside.pop() if aside and chance.random() < ASIDE[sort] else rest.pop() for _ in range(min(3, len(rest)))
        ]
        paragraphs.append(" ".join(_beside(slots, vocabulary, chance).fill(text, published) for text in body))
    title = slots.fill(chance.choice(vocabulary.sentences["head" if sort == "news" else "calm"]), published)
    publisher = chance.choice(vocabulary.words["publisher"])
    slug = f"{published.isoformat()}-report-{number:06d}"
    return Article(slug, title, publisher, published, "\n\n".join(paragraphs), path=f"content/articles/{slug}.md")


def _news(
    published: date, vocabulary: Vocabulary, known: list[_Happening], chance: random.Random
) -> tuple[_Slots, list[str]]:
    """Return the words of a happening, told for the first time or again, and the paragraphs that tell of it."""
    if known and chance.random() < OVERLAP:
        happening = chance.choice(known)
        toll = max(1, int(happening.slots["n"]) + chance.choice((0, 0, 0, 1)))
        slots = _Slots(vocabulary, chance, {**happening.slots, "n": str(toll)})
    else:
        slots = _Slots(vocabulary, chance)
        day = published - timedelta(days=chance.choice((0, 1, 1, 1, 2)))
        fixed = {
            name: slots[name] for name in ("place", "side", "foe", "district", "spot", "people", "n", "m", "weapon")
        }
        happening = _Happening(day, chance.choice(vocabulary.like("event")), fixed)
        known.append(happening)
    told = [chance.choice(vocabulary.sentences[happening.kind]), chance.choice(vocabulary.sentences["detail"])]
    paragraphs = [" ".join(slots.fill(text, happening.day) for text in told)]
    if chance.random() < 0.6:
        day = published - timedelta(days=chance.choice((0, 1)))
        paragraphs.append(_Slots(vocabulary, chance).fill(chance.choice(vocabulary.sentences["brief"]), day))
    return slots, paragraphs


def _beside(slots: _Slots, vocabulary: Vocabulary, chance: random.Random) -> _Slots:
    """Return fresh words with what an article does not change from sentence to sentence."""
    return _Slots(vocabulary, chance, {name: slots[name] for name in ("place", "side", "foe", "spot", "district")})


def as_file(article: Article) -> str:
    """Return the article as it stands in content/articles."""
    return f"Title: {article.title}\nDate: {article.published}\nPublisher: {article.publisher}\n\n{article.text}\n"
