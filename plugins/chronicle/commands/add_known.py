"""Whether an article is there already: the same address, the same text, or near the same."""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from urllib.parse import parse_qsl, urlencode, urlsplit

from rapidfuzz import fuzz

from ..content import files_in
from ..events.copies import LONGEST, ORDER, PAIRS, SKETCH, in_order, pair_sketch
from ..events.likeness import containment, shingles, words
from ..pages.source_file import read_source
from ..settings import Settings

SHARED = 4
"""Shingles of the sketch that two texts must share to be compared in full."""
NEAR = 0.8
"""Share of the shorter text's runs of five words that the longer one has, from which they are near the same."""
LENGTHS = 0.5
"""And how much shorter the one may be: a summary is no copy."""
_TRACKING = ("utm_", "fbclid", "gclid", "mc_cid", "mc_eid", "igshid", "ref_src")


@dataclass(frozen=True, slots=True)
class Entry:
    """An article that is there, or about to be."""

    slug: str
    path: Path
    url: str
    publisher: str
    text: str


@dataclass(frozen=True, slots=True)
class Match:
    """An article like the one asked for: how ("address", "text", "near" or "order"), and how near in per cent."""

    how: str
    entry: Entry
    percent: int = 100


def plain_url(url: str) -> str:
    """Return an address as it is compared: no scheme, no www., no fragment, no tracking, no slash at its end."""
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return url.strip()
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query) if not k.lower().startswith(_TRACKING)))
    return f"{host}{parts.path.rstrip('/')}{'?' if query else ''}{query}" if host else ""


def plain_text(text: str) -> str:
    """Return a text as it is compared: without its spacing and capitals."""
    return " ".join(text.split()).casefold()


def sketch(text: str) -> tuple[int, ...]:
    """Return the lowest digests of the text's shingles (a bottom-k sketch, Broder 1997)."""
    digests = {zlib.crc32(" ".join(run).encode("utf-8", "replace")) for run in shingles(text)}
    return tuple(sorted(digests)[:SKETCH])


class Known:
    """The articles that are there, by address and text."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.by_slug: dict[str, Entry] = {}
        self._by_url: dict[str, Entry] = {}
        self._by_text: dict[bytes, Entry] = {}
        self._by_shingle: dict[int, list[str]] = defaultdict(list)
        self._by_pair: dict[int, list[str]] = defaultdict(list)
        for entry in entries:
            self.put(entry)

    def put(self, entry: Entry) -> None:
        """Take an article up."""
        self.by_slug[entry.slug] = entry
        if url := plain_url(entry.url):
            self._by_url.setdefault(url, entry)
        self._by_text.setdefault(_digest(entry.text), entry)
        for shingle in sketch(entry.text):
            self._by_shingle[shingle].append(entry.slug)
        for pair in pair_sketch(words(entry.text[:LONGEST])):
            self._by_pair[pair].append(entry.slug)

    def match(self, url: str, text: str) -> Match | None:
        """Return the article that is the same or most like it, None where there is none."""
        if (same := self._by_text.get(_digest(text))) is not None:
            return Match("text", same)
        if (same := self._by_url.get(plain_url(url))) is not None and plain_url(url):
            return Match("address", same, _percent(same.text, text))
        return self._near(text) or self._in_order(text)

    def _near(self, text: str) -> Match | None:
        found = shingles(text)

        def alike(entry: Entry) -> float:
            sizes = sorted((len(text), len(entry.text)))
            return containment(found, shingles(entry.text)) if sizes[0] >= LENGTHS * sizes[1] else 0.0

        likely = self._likely(self._by_shingle, sketch(text), min(SHARED, len(found)))
        return _best("near", text, likely, alike, NEAR)

    def _in_order(self, text: str) -> Match | None:
        """Return the article that has most of the text's words in their order, with others among them."""
        mine = words(text[:LONGEST])

        def alike(entry: Entry) -> float:
            return in_order(mine, words(entry.text[:LONGEST]))

        return _best("order", text, self._likely(self._by_pair, pair_sketch(mine), PAIRS), alike, ORDER)

    def _likely(self, where: Mapping[int, Sequence[str]], asked: Iterable[int], least: int) -> Iterator[Entry]:
        """Yield the articles that share at least so many digests, most first."""
        counted = Counter(slug for digest in asked for slug in where.get(digest, ()))
        for slug, shared in counted.most_common(20):
            if shared >= least:
                yield self.by_slug[slug]


def _best(how: str, text: str, likely: Iterable[Entry], alike: Callable[[Entry], float], least: float) -> Match | None:
    """Return the first of those most alike, where they are alike enough."""
    share, entry = max(((alike(each), each) for each in likely), key=itemgetter(0), default=(0.0, None))
    return Match(how, entry, _percent(entry.text, text)) if entry is not None and share >= least else None


def _percent(one: str, other: str) -> int:
    """Return how alike two texts' letters are, of books those of their openings."""
    return round(fuzz.ratio(one[:LONGEST], other[:LONGEST]))


def _digest(text: str) -> bytes:
    return hashlib.sha256(plain_text(text).encode("utf-8", "replace")).digest()


def read_known(settings: Settings) -> Known:
    """Return what stands in content/articles, drafts too; a file that is no article is the build's to complain of."""
    entries: list[Entry] = []
    for kept in files_in(settings.articles_dir, settings.content):
        if kept.fault or kept.path.suffix != ".md":
            continue
        source = read_source(kept.path, kept.path)
        if source.readable:
            slug = source.value("slug") or kept.path.stem
            entries.append(Entry(slug, kept.path, source.value("url"), source.value("publisher"), source.text))
    return Known(entries)
