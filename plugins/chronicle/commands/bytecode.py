"""Compiled Python kept in the chronicle's own cache, where Python is told to keep none.

Containers often set PYTHONDONTWRITEBYTECODE, and some installers compile nothing: then each start of a build compiles
some 1,200 files, spaCy's and pandas's among them, which took more than a small change did.

Where the disk is nearly full none is kept at all: Python 3.11 does not notice that only half of such a file could be
written, and no build would start any more, also after there is room again, for the file ends in the middle.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

FOLDER = "python"
LITTLE = 64_000_000
"""Bytes of room: compiled, all that a build imports takes 43 MB."""


def keep(cache: Path) -> None:
    """Let this process and those that it starts keep compiled files under the cache, if else they would keep none."""
    if keep_none_where_room_is_scarce(cache) or not sys.dont_write_bytecode or sys.pycache_prefix is not None:
        return
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(cache / FOLDER)
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def keep_none_where_room_is_scarce(cache: Path) -> bool:
    """Remove what is kept under the cache, and keep no more, where the disk is nearly full; tell whether it is."""
    there = next(folder for folder in (cache, *cache.parents) if folder.exists())
    if shutil.disk_usage(there).free >= LITTLE:
        return False
    shutil.rmtree(cache / FOLDER, ignore_errors=True)
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    return True
