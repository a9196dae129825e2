"""After a build: what is the same as in the last site stays the same file, and the search index with it."""

from __future__ import annotations

import filecmp
import hashlib
import importlib.metadata
import os
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec

from ..pages.reuse import keep_file
from ..pages.search import BUNDLE, index_site
from ..pages.search_pages import SearchedPages

Index = Callable[[Path, Path], None]
"""Makes the index of a site, given the folder of what is searched of its pages."""


def keep_unchanged(fresh: Path, last: Path) -> int:
    """Let each file that has the bytes of the last site's be that file, with its time; return how many are."""
    kept, root = 0, len(str(fresh))
    for folder, _, names in os.walk(fresh):
        inside = f"{last}{folder[root:]}"
        for name in names:
            path, old = f"{folder}/{name}", f"{inside}/{name}"
            try:
                new, then = os.lstat(path), os.stat(old)
            except OSError:
                continue
            if not stat.S_ISREG(new.st_mode) or not stat.S_ISREG(then.st_mode):
                continue
            kept += 1
            if (
                not os.path.samestat(new, then)
                and new.st_size == then.st_size
                and filecmp.cmp(path, old, shallow=False)
            ):
                keep_file(Path(old), Path(path))
    return kept


def index_changed(fresh: Path, last: Path, notes: Path, index: Index = index_site) -> bool:
    """Make the search index, or take the last site's where nothing that it reads differs; tell whether it was made.

    The last one is believed only if each of its files has the digest noted when it was made.
    """
    pages = SearchedPages(notes.with_name(f"{notes.stem}ed"))
    made_of = f"{importlib.metadata.version('pagefind')} {pages.refresh(fresh)}"
    try:
        known, files = msgspec.json.decode(notes.read_bytes(), type=tuple[str, dict[str, str]])
    except (OSError, ValueError):
        known, files = "", {}
    if files and known == made_of and _digests(last / BUNDLE) == files:
        for name in files:
            keep_file(last / BUNDLE / name, fresh / BUNDLE / name)
        return False
    index(fresh, pages.folder)
    notes.write_bytes(msgspec.json.encode((made_of, _digests(fresh / BUNDLE))))
    return True


def _digests(folder: Path) -> dict[str, str]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
