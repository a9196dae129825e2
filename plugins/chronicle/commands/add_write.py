"""The files that `invoke add` writes: articles, and the originals and former texts kept in content/archive."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..settings import Settings
from .add_plan import Planned


def archive_dir(settings: Settings) -> Path:
    """Return where originals and former texts are kept: Pelican copies nothing from there."""
    return settings.content / "archive"


def write_all(files: Mapping[Path, bytes], replace: bool = False) -> None:
    """Write files whole, all or none.

    They are written beside their places first, under hidden names that no build reads, and then put there.
    Raises FileExistsError where one is there already and is not to be replaced, OSError where the disk refuses.
    """
    there = [path for path in files if path.exists()]
    if there and not replace:
        raise FileExistsError(17, "is there already", str(there[0]))
    beside = {path: path.with_name(f".{path.name[:200]}.new") for path in files}
    try:
        for path, data in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            beside[path].write_bytes(data)
        for path, fresh in beside.items():
            os.replace(fresh, path)
    finally:
        for fresh in beside.values():
            fresh.unlink(missing_ok=True)


def originals(articles: Sequence[Planned], settings: Settings) -> dict[Path, bytes]:
    """Return the originals that are not kept yet, named by their SHA-256: what several articles share is kept once."""
    files: dict[Path, bytes] = {}
    for planned in articles:
        path = archive_dir(settings) / f"{planned.sha256}{planned.found.suffix}"
        if not path.exists():
            files[path] = planned.found.original
    return files
