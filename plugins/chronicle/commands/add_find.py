"""The files that `invoke add` is given: files, folders and addresses, read one by one into what is found in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ..errors import ArticleError, Problem
from ..sources.found import Found, Raw
from ..sources.kinds import SUFFIXES, articles_in
from ..sources.limits import FILE_BYTES


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file of a folder that is of no kind we read."""

    path: Path


def is_address(name: str) -> bool:
    """Tell whether a word of the command is an address of the web rather than a file."""
    return name.lower().startswith(("http://", "https://"))


def files_in(names: Sequence[str]) -> list[str | Path | LeftOut | Problem]:
    """Return every file and address, folders walked in order; what cannot be read is named.

    No symbolic link of a folder is followed, hidden files stay out, and so does the folder beside a saved page that
    holds its scripts and pictures ("Harbour_files" beside "Harbour.html").
    """
    found: list[str | Path | LeftOut | Problem] = []
    for name in names:
        path = Path(name)
        if is_address(name):
            found.append(name)
        elif path.is_dir():
            found += _walk(path)
        else:
            found.append(path)
    return found


def _walk(folder: Path) -> Iterator[Path | LeftOut]:
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.is_symlink():
            continue
        if path.is_dir():
            stem = path.name.removesuffix("_files")
            page = stem != path.name and any(path.with_name(f"{stem}{end}").is_file() for end in (".html", ".htm"))
            if not page:
                yield from _walk(path)
        elif path.suffix.lower() in SUFFIXES:
            yield path
        else:
            yield LeftOut(path)


def read_file(path: Path) -> Iterator[Found | Problem]:
    """Yield what is found in a file; retrieved, where nothing else says so, when the file was written."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device never ends
            yield Problem("is no file", "name a file, a folder or an address", path)
            return
        state = path.stat()
        if state.st_size > FILE_BYTES:
            yield Problem(f"is longer than {FILE_BYTES:,} bytes", "divide it", path)
            return
        data = path.read_bytes()
    except OSError as error:
        yield Problem(f"cannot be read: {error.strerror}", "check the name", path)
        return
    yield from articles_in(Raw(data, path.name, "", stamp(state.st_mtime)), path)


def read_address(url: str, fetch: Callable[[str], Raw]) -> Iterator[Found | Problem]:
    """Yield what is found at an address."""
    try:
        found = list(articles_in(fetch(url), Path()))
    except ArticleError as error:
        found = list(error.problems)
    for one in found:
        yield Problem(f"{url}: {one.message}", one.remedy) if isinstance(one, Problem) else one


def stamp(seconds: float) -> str:
    """Return a moment as it is kept in metadata, in UTC."""
    return datetime.fromtimestamp(int(seconds), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def now() -> str:
    """Return this moment; only ever written into an article's metadata by a command, never read by a build."""
    return stamp(datetime.now(UTC).timestamp())
