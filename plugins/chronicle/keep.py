"""Files that are put in their place whole, or not at all; and those that stay the same file from build to build."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
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


def read_kept(path: Path, made_of: str) -> bytes | None:
    """Return what `keep` kept of the same, None where it is of other things, damaged, or not there."""
    with suppress(OSError, ValueError):
        known, checksum, payload = path.read_bytes().split(b"\n", 2)
        if known == made_of.encode() and checksum == _digest(payload):
            return payload
    return None


def keep(path: Path, made_of: str, payload: bytes) -> None:
    """Keep what was made for the next build, with a checksum; a disk that refuses it costs time, never the build."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=path.parent, prefix="new-") as fresh:
            whole = Path(fresh) / path.name
            whole.write_bytes(b"\n".join((made_of.encode(), _digest(payload), payload)))
            os.replace(whole, path)


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()
