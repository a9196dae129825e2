"""Compiled Python kept in the chronicle's own cache, where Python is told to keep none.

Containers often set PYTHONDONTWRITEBYTECODE, and some installers compile nothing: then each start of a build compiles
some 1,200 files, spaCy's and pandas's among them, which took more than a small change did.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

FOLDER = "python"


def keep(cache: Path) -> None:
    """Let this process and those that it starts keep compiled files under the cache, if else they would keep none."""
    if not sys.dont_write_bytecode or sys.pycache_prefix is not None:
        return
    sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(cache / FOLDER)
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
