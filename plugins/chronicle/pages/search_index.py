"""Static search: pagefind's index over the built pages."""

from __future__ import annotations

import gzip
import os
import re
import subprocess
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import ChronicleError, Problem
from .search_order import settle

BUNDLE = "pagefind"
"""The index's folder under the site's root."""
MARK = "data-pagefind-body"
_ROOT = re.compile(r"<html\b[^>]*>")
_BODY = re.compile(rf"<main\b[^>]*\b{MARK}\b.*</main>", re.DOTALL)
_UNSEARCHED = re.compile("<!--unsearched-->.*?<!--/unsearched-->", re.DOTALL)
"""What the templates mark besides as data-pagefind-ignore="all": three quarters of a page's characters."""
_TAG = re.compile(r"<[a-z][^<>]*>")
_SHOWN = re.compile(r' (?:class|href|title|datetime|tabindex|aria-[a-z]+)="[^"]*"')
"""Attributes that say how an element is shown and where it leads: a third of what is left, none of it found."""
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js")
"""Pagefind's own interface: ours is theme/static/js/search.js."""


def index_site(output: Path, searched_pages: Path) -> None:
    """Index the pages of a built site: what stands in `data-pagefind-body`, with their `data-pagefind-filter`s.

    `searched_pages` is a folder with what is searched of each (search_pages.py).
    Raises ChronicleError where pagefind is missing or fails, or where it found no page.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(searched_pages)]
    command += ["--output-path", str(output / BUNDLE)]
    with _on_one_of_two():
        done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip() or f"exit status {done.returncode}"
        raise ChronicleError(Problem(f"the search index could not be made: {said}", "run the set-up in README again"))
    if not any((output / BUNDLE / "fragment").glob("*")):
        remedy = "a page to be found carries data-pagefind-body on its main element"
        raise ChronicleError(Problem("the search index holds no page", remedy))
    for pattern in _UNUSED:
        for path in sorted((output / BUNDLE).glob(pattern)):
            path.unlink()
    settle(output / BUNDLE)


@contextmanager
def _on_one_of_two() -> Iterator[None]:
    """Let what is started in the block use one processor where there are two, if the system can.

    There pagefind's threads wait for one another: 1,736 pages took 2.1 s either way, and 2.3 s of both or 2.0 of one.
    """
    own = os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else set()
    if len(own) != 2:
        yield
        return
    os.sched_setaffinity(0, {min(own)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, own)


def check_whole(bundle: Path, names: Iterable[str]) -> None:
    """Raise ChronicleError where one of these files of the index is cut short: pagefind exits with 0 on a full disk."""
    broken = [name for name in sorted(names) if not whole(bundle / name)]
    if broken:
        raise ChronicleError(Problem(f"the search index is cut short: {broken[0]}", "make room on the disk", bundle))


def searched(page: str) -> str:
    """Return what pagefind reads of a page, or nothing where it reads nothing.

    That is a page without head, menus and footer, and without what it would pass over: it parses every character.
    """
    root, body = _ROOT.search(page), _BODY.search(page)
    if MARK not in page or root is None or body is None:
        return page if MARK in page else ""
    plain = _TAG.sub(lambda tag: _SHOWN.sub("", tag[0]), _UNSEARCHED.sub("", body[0]))
    return f"<!DOCTYPE html>\n{root[0]}<head><title></title></head><body>\n{plain}\n</body></html>"


def whole(path: Path) -> bool:
    """Tell whether a file of the index was written to its end: it holds something, and what is packed unpacks."""
    data = path.read_bytes()
    if not data.startswith(b"\x1f\x8b"):
        return bool(data)
    try:
        gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return False
    return True
