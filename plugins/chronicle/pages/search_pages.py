"""What the search index is made of, kept between builds: of a page that stands as it was it is not read out again."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import msgspec

from ..walk import files_within
from . import search_index
from .search_index import MARK, searched

Noted = dict[str, tuple[int, int, int, str]]
"""Of each page its file's number, time and size, and the digest of what is searched of it, empty for nothing."""


class SearchedPages:
    """A folder with what is searched of each page of a site, in files of the same names, and of nothing else."""

    def __init__(self, folder: Path) -> None:
        """Take the folder as it is; what it holds is believed only as far as its notes account for it."""
        self.folder = folder
        self._notes = folder.with_name(f"{folder.name}.json")

    def refresh(self, site: Path) -> str:
        """Let the folder hold what is searched of this site; return a digest of it all.

        A page is known again as the very file that the last site had, by which reuse.py keeps it.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        before, now = self._read(), Noted()
        for page, state in files_within(site):
            if page.endswith(".html"):
                now[page] = self._one(site, page, state, before.get(page))
        digest = hashlib.sha256()
        for page, (*_, words) in sorted(now.items()):
            if words:
                digest.update(f"{page}\0{words}\n".encode())
        for copy in [copy for copy, _ in files_within(self.folder)]:
            if not now.get(copy, ("",))[-1]:
                (self.folder / copy).unlink()
        self._notes.write_bytes(msgspec.json.encode((_code(), now)))
        return digest.hexdigest()

    def _one(
        self, site: Path, page: str, state: os.stat_result, then: tuple[int, int, int, str] | None
    ) -> tuple[int, int, int, str]:
        """Bring what is searched of one page up to date; return what is to be noted of it."""
        file = state.st_ino, state.st_mtime_ns, state.st_size
        if then is not None and then[:3] == file and self._digest(page, then[3]) == then[3]:
            return then
        data = (site / page).read_bytes()
        text = searched(data.decode("utf-8")).encode() if MARK.encode() in data else b""
        if text:
            copy = self.folder / page
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(text)
        return *file, hashlib.sha256(text).hexdigest() if text else ""

    def _digest(self, page: str, noted: str) -> str:
        """Return the digest of a page's copy; of one that there is not to be none is read."""
        if not noted:
            return ""
        try:
            with open(f"{self.folder}/{page}", "rb", buffering=0) as copy:
                return hashlib.sha256(copy.read()).hexdigest()
        except OSError:
            return "none"

    def _read(self) -> Noted:
        try:
            code, pages = msgspec.json.decode(self._notes.read_bytes(), type=tuple[str, Noted])
        except (OSError, ValueError):
            return {}
        return pages if code == _code() else {}


def _code() -> str:
    """Return a digest of the code by which it is told what is searched of a page."""
    return hashlib.sha256(Path(search_index.__file__).read_bytes()).hexdigest()
