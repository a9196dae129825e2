"""After a build: what is the same as in the last site stays the same file, and the search index with it."""

from __future__ import annotations

import filecmp
import hashlib
import importlib.metadata
import os
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

import msgspec

from ..keep import keep_file
from ..pages.search_index import BUNDLE, check_whole, index_site
from ..pages.search_pages import SearchedPages
from ..walk import files_within
from .scratch import scratch

Index = Callable[[Path, Path], None]
"""Makes the index of a site, given the folder of what is searched of its pages."""
TIMES = 4
"""How much more room than what is searched an index is given to be made in: it takes half as much as that."""


def keep_unchanged(fresh: Path, last: Path) -> int:
    """Let each file that has the bytes of the last site's be that file, with its time; return how many are."""
    kept = 0
    for name, new in files_within(fresh):
        path, old = f"{fresh}/{name}", f"{last}/{name}"
        try:
            then = os.stat(old)
        except OSError:
            continue
        if not stat.S_ISREG(new.st_mode) or not stat.S_ISREG(then.st_mode):
            continue
        kept += 1
        if not os.path.samestat(new, then) and new.st_size == then.st_size and filecmp.cmp(path, old, shallow=False):
            keep_file(old, path)
    return kept


def index_changed(fresh: Path, last: Path, notes: Path, index: Index = index_site) -> bool:
    """Make the search index, or take the last site's where nothing that it reads differs; tell whether it was made.

    The last one is believed only if each of its files has the digest noted when it was made. Of a new one, made apart,
    the files that the last one has are the last one's: all but a few.
    Raises ChronicleError where pagefind fails, or a new file is cut short.
    """
    pages = SearchedPages(notes.with_name(f"{notes.stem}ed"))
    made_of = f"{importlib.metadata.version('pagefind')} {pages.refresh(fresh)}"
    try:
        known, files = msgspec.json.decode(notes.read_bytes(), type=tuple[str, dict[str, str]])
    except (OSError, ValueError):
        known, files = "", {}
    there = _digests(last / BUNDLE)
    if files and known == made_of and there == files:
        for name in files:
            keep_file(f"{last}/{BUNDLE}/{name}", f"{fresh}/{BUNDLE}/{name}")
        return False
    room = TIMES * sum(state.st_size for _, state in files_within(pages.folder))
    with scratch(room, notes.parent) as apart:
        index(apart, pages.folder)
        made = _digests(apart / BUNDLE)
        check_whole(apart / BUNDLE, [name for name, digest in made.items() if there.get(name) != digest])
        for name, digest in made.items():
            new = f"{fresh}/{BUNDLE}/{name}"
            if there.get(name) == digest:
                keep_file(f"{last}/{BUNDLE}/{name}", new)
            else:
                os.makedirs(os.path.dirname(new), exist_ok=True)
                shutil.copyfile(f"{apart}/{BUNDLE}/{name}", new)
    notes.write_bytes(msgspec.json.encode((made_of, made)))
    return True


def _digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file under a folder by its path from there."""
    found: dict[str, str] = {}
    for name, _ in files_within(folder):
        with open(f"{folder}/{name}", "rb", buffering=0) as file:
            found[name] = hashlib.sha256(file.read()).hexdigest()
    return found
