"""The files of content/: what is no plain file in it, as a pipe or a link elsewhere, is named and never opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import ChronicleError, Problem
from .settings import Settings

KEEP_GOING = "CHRONICLE_KEEP_GOING"
"""The variable of the environment by which `invoke build --keep-going` asks Pelican's process to."""
KEPT = ("chronicle", "pages")
"""The folders beside the articles that a build reads."""
OF_FILES = frozenset((".md", ".csv", ".tsv", ".yaml", ".txt", ".key"))
"""What the name of a file ends with: a folder called so would be passed over where the file is looked for."""
_KINDS = (
    (stat.S_ISFIFO, "is a pipe"),
    (stat.S_ISSOCK, "is a socket"),
    (stat.S_ISCHR, "is a device"),
    (stat.S_ISBLK, "is a device"),
)
_REMEDY = "put a file in its place, or remove it"


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of content/, or what stands where one should be."""

    path: Path
    fault: str = ""
    """Why it cannot be used; empty for a plain file."""
    remedy: str = _REMEDY


def files_in(folder: Path, content: Path) -> Iterator[Kept]:
    """Yield every file under a folder of content/ in the order of their paths, faulty ones with their faults.

    Hidden files and folders stay out, as do those under a link. None where there is no such folder.
    """
    root = content.resolve()
    if not os.path.lexists(folder):
        return
    if (astray := _astray(folder, root)) is not None:
        yield astray
    elif not folder.is_dir():
        yield Kept(folder, "is no folder", "make a folder of this name")
    else:
        yield from _under(folder, root)


def _under(folder: Path, content: Path) -> Iterator[Kept]:
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as error:
        yield Kept(folder, f"cannot be read: {error.strerror}", "let its owner read it")
        return
    for name in names:
        seen = _seen(folder / name, content)
        if seen is None:
            yield from _under(folder / name, content)
        else:
            yield seen


def _astray(path: Path, content: Path) -> Kept | None:
    """Return what is wrong with where a path leads, None where it leads to something in content/, which is resolved."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # a link round in a circle is a RuntimeError up to Python 3.12
        return Kept(path, "is a link that leads nowhere")
    if target.is_relative_to(content):
        return None
    remedy = "put the file itself there: a build reads only what lies in content/"
    return Kept(path, "is a link that leads out of content/", remedy)


def _seen(path: Path, content: Path) -> Kept | None:
    """Return what stands at a path within a folder, None for a folder; `content` is resolved."""
    try:
        path.name.encode()
    except UnicodeEncodeError:
        return Kept(path, "has a name that is no UTF-8 text", "rename it")
    if path.is_symlink():
        if (astray := _astray(path, content)) is not None:
            return astray
        if path.is_dir():
            return Kept(path, "is a link to a folder", "put the files themselves there")
    try:
        mode = path.stat().st_mode
    except OSError as error:  # gone since its folder was listed, or in one that may not be entered
        return Kept(path, f"cannot be read: {error.strerror}", "save it again, or let its owner read it")
    if stat.S_ISDIR(mode):
        return Kept(path, "is a folder with the name of a file") if path.suffix in OF_FILES else None
    return Kept(path, next((words for test, words in _KINDS if test(mode)), ""))


def check_kept(settings: Settings) -> None:
    """Raise ChronicleError with every fault of what stands where the editor's lists and pages are read."""
    problems = [
        Problem(kept.fault, kept.remedy, shown(kept.path, settings.root))
        for name in KEPT
        for kept in files_in(settings.content / name, settings.content)
        if kept.fault
    ]
    if problems:
        raise ChronicleError(problems)


def check_folders(folders: Iterable[Path], settings: Settings) -> None:
    """Raise ChronicleError with every folder that is none or leads out of content/: nothing may be written there."""
    content = settings.content.resolve()
    problems = []
    for folder in folders:
        if not os.path.lexists(folder):
            continue
        if (astray := _astray(folder, content)) is not None:
            problems.append(Problem(astray.fault, "put a folder in its place", shown(folder, settings.root)))
        elif not folder.is_dir():
            problems.append(Problem("is no folder", "make a folder of this name", shown(folder, settings.root)))
    if problems:
        raise ChronicleError(problems)


def shown(path: Path, root: Path) -> Path:
    """Return a path as messages name it: within the project, relative to its root."""
    return path.relative_to(root) if path.is_relative_to(root) else path
