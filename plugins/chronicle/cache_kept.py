"""What keys hang on in the lists, kept on the disk: for one new text the lists need not be read again."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from .cache_lexicon import LexiconRead, lexicon_of
from .cache_rows import RowsRead, read_rows
from .keep import keep, read_kept
from .settings import Settings
from .termfile import LEXICON

NAME = "lists.msgpack"
OURS = ("cache_kept.py", "cache_lexicon.py", "cache_lists.py", "cache_rows.py", "cache_words.py")
"""The code that reads them; what else they hang on is in the fingerprint of a build (cache.py)."""


class ListsRead(msgspec.Struct, array_like=True):
    """What is read of the editor's lists, and of the project's own."""

    rows: RowsRead
    lexicon: LexiconRead


def lists_of(settings: Settings, fingerprint: str, folder: Path = LEXICON) -> ListsRead:
    """Return what the lists hold: as it was kept by a build of the same fingerprint, or else read and kept now.

    What is kept is believed only with its checksum. A disk that refuses it costs time, never the build.
    """
    path, key = settings.cache_dir / NAME, _key(fingerprint)
    if (payload := read_kept(path, key)) is not None:
        return msgspec.msgpack.decode(payload, type=ListsRead)
    rows = read_rows(settings.places_csv, settings.actors_csv)
    read = ListsRead(rows, lexicon_of(settings.spacy_model, folder))
    keep(path, key, msgspec.msgpack.encode(read))
    return read


def _key(fingerprint: str) -> str:
    code = (Path(__file__).with_name(name).read_bytes() for name in OURS)
    return hashlib.sha256(b"".join((fingerprint.encode(), *code))).hexdigest()
