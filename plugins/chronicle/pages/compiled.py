"""Templates as they were compiled, kept between builds: to compile them took longer than what one change renders.

A file is believed only if it ends whole: it begins with the digest of the rest. Its name holds what the code hangs on
besides the template: Jinja, Python, the language and its messages, and our own code that sets the environment up.
"""

from __future__ import annotations

import hashlib
import os
import sys
from importlib.metadata import version
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache

from .reuse import digest_of_files

HERE = Path(__file__).parent
OURS = ("render.py", "interface.py", "catalogue.py", "fixed_words.py")
DIGEST = hashlib.sha256().digest_size


class Compiled(BytecodeCache):
    """Keeps compiled templates in a folder; those of other code in the same language go."""

    def __init__(self, folder: Path, language: str, locale: Path) -> None:
        """Open the folder, and make it where it is not there; `locale` is where the messages lie."""
        code = digest_of_files((HERE / name for name in OURS), HERE) + digest_of_files(locale.rglob("*"), locale)
        made_by = f"{version('jinja2')} {sys.version} {language}".encode()
        self._end = f".{hashlib.sha256(code + made_by).hexdigest()[:12]}.{language}"
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for path in folder.glob(f"*.{language}"):
            if not path.name.endswith(self._end):
                path.unlink(missing_ok=True)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket, if its file is there and whole."""
        try:
            data = self._path(bucket).read_bytes()
        except OSError:
            return
        if hashlib.sha256(data[DIGEST:]).digest() == data[:DIGEST]:
            bucket.bytecode_from_string(data[DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the bucket holds, whole or not at all."""
        data = bucket.bytecode_to_string()
        path = self._path(bucket)
        fresh = path.with_name(f"{path.name}.{os.getpid()}")
        fresh.write_bytes(hashlib.sha256(data).digest() + data)
        os.replace(fresh, path)

    def _path(self, bucket: Bucket) -> Path:
        return self._folder / f"{bucket.key}{self._end}"
