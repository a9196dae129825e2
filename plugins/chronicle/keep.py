"""Files that are put in their place whole, or not at all; and those that stay the same file from build to build."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path


def keep_file(old: str | Path, new: str | Path) -> None:
    """Let `new` be the old file, by a link where the system can; both have absolute paths."""
    try:
        os.link(old, new)
        return
    except FileNotFoundError:
        os.makedirs(os.path.dirname(new), exist_ok=True)
    except OSError:  # it stands there, or the system cannot
        Path(new).unlink(missing_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def write_whole(path: Path, text: str) -> None:
    """Write a file in one step, or leave what stands there; a file that has not changed is not touched."""
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
