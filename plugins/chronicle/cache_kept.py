"""What keys hang on in the lists, kept on the disk: for one new text the lists need not be read again."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

import msgspec

from .cache_lexicon import LexiconRead, lexicon_of
from .cache_rows import RowsRead, read_rows
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
    with contextlib.suppress(OSError, ValueError):
        known, checksum, payload = path.read_bytes().split(b"\n", 2)
        if known == key and checksum == _digest(payload):
            return msgspec.msgpack.decode(payload, type=ListsRead)
    rows = read_rows(settings.places_csv, settings.actors_csv)
    read = ListsRead(rows, lexicon_of(settings.spacy_model, folder))
    payload = msgspec.msgpack.encode(read)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix="new-") as fresh:
            whole = Path(fresh) / NAME
            whole.write_bytes(b"\n".join((key, _digest(payload), payload)))
            os.replace(whole, path)
    return read


def _key(fingerprint: str) -> bytes:
    code = (Path(__file__).with_name(name).read_bytes() for name in OURS)
    return _digest(b"".join((fingerprint.encode(), *code)))


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
