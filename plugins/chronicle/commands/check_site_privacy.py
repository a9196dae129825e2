"""What `invoke check` looks for in every file of a site: texts given away whole, and places that are withheld."""

from __future__ import annotations

import gzip
import html
import io
import json
import re
import sqlite3
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from ..errors import Problem
from ..model import Article, Place
from ..pages.publish_half import SHORT_ARTICLE
from ..pages.publish_places import Withheld, folded

PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".ico", ".woff2", ".wasm", ".pagefind")
"""Files without words of ours; a share picture's (PNG) are drawn from its page's title, and its notes are read."""
OURS = ("theme/", "assets/leaflet/", "assets/markercluster/")
"""The theme's files, which know of no article; the base map names towns that everyone may see."""
GRAM = 10
"""Words in a row that do not stand in two texts by chance, as "according to the ministry of internal affairs" do."""
HALF = 0.5
SLACK = 0.03
"""A title or another paper's sentence may repeat words of a text that are not quoted from it."""
NEAR_DEGREES = 0.002
"""200 m: coordinates this near to a withheld place's give it away."""
_TAG = re.compile(r"<!--|-->|<[^>]*>", re.DOTALL)
"""What is taken out of a page to read it. Scripts stay: blocks of data (JSON-LD) are scripts too; comments as well."""
_VALUE = re.compile(r"""=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'<>=]+))""")
_WORD = re.compile(r"\w+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_NUMBER = re.compile(r"-?\d{1,3}\.\d{2,}")
_UNZIPPED = 200_000_000


def readable(name: str, data: bytes) -> str:
    """Return the words of a file: unpacked, without mark-up, %-escapes and entities; empty for most pictures.

    Of a page, scripts' and comments' words and attributes' values too; of a PNG, its notes.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "\n".join(_notes(data))
    if name.endswith(PICTURES):
        return ""
    if data.startswith(b"\x1f\x8b"):
        try:
            data = gzip.decompress(data)
        except (OSError, EOFError, zlib.error):
            return ""
    if data.startswith(b"PK\x03\x04"):
        return "\n".join(_unzipped(data))
    if data.startswith(b"SQLite format 3\0"):
        return _sqlite(data)
    if data.startswith(b"PAR1"):
        return _parquet(data)
    text = data.decode("utf-8", "ignore")
    if name.endswith((".html", ".xml", ".svg")):
        attributes = " ".join("".join(values) for values in _VALUE.findall(text))
        text = f"{html.unescape(_TAG.sub('', text))}\n{html.unescape(_TAG.sub(' ', text))}\n{html.unescape(attributes)}"
    if "\\u" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return f"{text}\n{unquote(text)}" if "%" in text else text


def _notes(data: bytes) -> Iterator[str]:
    """Yield the texts that a PNG carries (PNG specification, 11.3.3): plain, packed, or packed in UTF-8."""
    at = 8
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4]), data[at + 4 : at + 8]
        chunk = data[at + 8 : at + 8 + size]
        if kind in (b"tEXt", b"zTXt", b"iTXt", b"eXIf"):
            yield chunk.decode("utf-8", "replace").replace("\0", " ")
            for start in range(len(chunk)) if kind != b"tEXt" else ():
                if chunk[start : start + 1] == b"x":  # where a zlib stream begins
                    with suppress(zlib.error):
                        yield zlib.decompressobj().decompress(chunk[start:], _UNZIPPED).decode("utf-8", "replace")
        at += 12 + size


def _unzipped(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(info.file_size for info in packed.infolist()) > _UNZIPPED:
            return
        for info in packed.infolist():
            yield info.filename
            yield readable(info.filename, packed.read(info))


def _sqlite(data: bytes) -> str:
    connection = sqlite3.connect(":memory:")
    try:
        connection.deserialize(data)
        return "\n".join(connection.iterdump())
    except sqlite3.Error:
        return data.decode("utf-8", "ignore")
    finally:
        connection.close()


def _parquet(data: bytes) -> str:
    try:
        parquet = import_module("pyarrow.parquet")  # only where the packages for researchers' tables are installed
    except ImportError:
        return ""
    rows = parquet.read_table(io.BytesIO(data)).to_pylist()
    return "\n".join(" ".join(str(value) for value in row.values()) for row in rows)


@dataclass(slots=True)
class Texts:
    """Which words of each article stand anywhere in the site, by rows of ten words."""

    where: dict[int, list[tuple[str, int]]] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=dict)
    shown: dict[str, set[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, articles: Iterable[Article]) -> Texts:
        """Return the texts of the articles that are long enough for the half to count; nothing is shown yet."""
        made = cls()
        for article in articles:
            if len(article.text) <= SHORT_ARTICLE:
                continue
            words = _WORD.findall(article.text.casefold())
            made.words[article.article_id] = words
            made.shown[article.article_id] = set()
            for start in range(len(words) - GRAM + 1):
                made.where.setdefault(hash(tuple(words[start : start + GRAM])), []).append((article.article_id, start))
        return made

    def see(self, text: str) -> None:
        """Take down what a file shows of the texts."""
        words = _WORD.findall(text.casefold())
        for start in range(len(words) - GRAM + 1):
            for article_id, at in self.where.get(hash(tuple(words[start : start + GRAM])), ()):
                self.shown[article_id].update(range(at, at + GRAM))

    def problems(self) -> Iterator[Problem]:
        """Yield a problem for each text of which the files show more than half."""
        for article_id, words in self.words.items():
            length = sum(map(len, words))
            shown = sum(len(words[at]) for at in self.shown[article_id])
            if length and shown / length > HALF + SLACK:
                message = f"{shown / length:.0%} of the text of {article_id} stands in the site, half is the most"
                remedy = "build again; a text may stand in full only with CHRONICLE_SOURCE_TEXT = 'full'"
                yield Problem(message, remedy, Path("content/articles"))


def withheld_problems(name: str, text: str, withheld: Withheld) -> Iterator[Problem]:
    """Yield a problem where a file's name or its words name a withheld place."""
    remedy = "build again; if a page of your own names it, take the name out"
    if not withheld.names:
        return
    if withheld.named_in(name.replace("-", " ").replace("/", " ")):
        yield Problem("its address names a place that is withheld", remedy, Path(name))
    words = folded(text)
    for hidden in sorted(withheld.names):
        if hidden in words or (not hidden.isascii() and hidden.strip() in words):
            yield Problem(f"names a place that is withheld:{hidden.rstrip()}", remedy, Path(name))


def coordinates_problems(name: str, text: str, hidden: Iterable[Place], shown: Iterable[Place]) -> Iterator[Problem]:
    """Yield a problem for each withheld place whose coordinates stand in a file, in either order.

    A place that may be shown at the same spot (a clinic listed at its town's middle) gives nothing away.
    """
    open_spots = {(p.latitude, p.longitude) for p in shown}
    spots = {
        (p.latitude, p.longitude): p
        for p in hidden
        if p.latitude is not None and p.longitude is not None and (p.latitude, p.longitude) not in open_spots
    }
    if not spots:
        return
    numbers = [(match.start(), float(match[0])) for match in _NUMBER.finditer(text)]
    seen: set[str] = set()
    for (at, one), (after, other) in pairwise(numbers):
        if after - at > 60:
            continue
        for (latitude, longitude), place in spots.items():
            pairs = ((one, other), (other, one))
            near = any(abs(a - latitude) < NEAR_DEGREES and abs(b - longitude) < NEAR_DEGREES for a, b in pairs)
            if near and place.place_id not in seen and open_spots.isdisjoint(pairs):
                seen.add(place.place_id)
                yield Problem(f"gives the coordinates of {place.name}, which is withheld", "build again", Path(name))


def decoded_json(name: str, data: bytes) -> str:
    """Return a JSON file's problem as a text, empty where it is whole."""
    try:
        json.loads(data)
    except ValueError as error:
        return str(error)
    return ""


def titles(articles: Iterable[Article]) -> Mapping[str, str]:
    """Return the articles' texts by id."""
    return {article.article_id: article.text for article in articles}
