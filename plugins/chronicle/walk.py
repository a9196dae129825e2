"""Every file under a folder, with its state: what a build asks of some thousand files again and again."""

from __future__ import annotations

import os
from collections.abc import Iterator


def files(folder: str | os.PathLike[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file under a folder by its whole path, with its state, in no order.

    Pipes and the like are files, Python's caches are none. Links are followed, but no folder is walked twice: they can
    lead round in a circle. Of a link that leads nowhere the state is its own.
    """
    stack = [os.fspath(folder)]
    walked: set[tuple[int, int]] = set()
    while stack:
        path = stack.pop()
        try:
            state = os.stat(path)
            if (number := (state.st_dev, state.st_ino)) in walked:
                continue
            walked.add(number)
            entries = list(os.scandir(path))
        except OSError:
            continue
        for entry in entries:
            if entry.name == "__pycache__":
                continue
            link = entry.is_symlink()
            # Of a link that leads to itself an entry's own is_dir raises
            if folder_there := os.path.isdir(entry.path) if link else entry.is_dir():
                stack.append(entry.path)
            if link or not folder_there:
                try:
                    yield entry.path, entry.stat(follow_symlinks=not link or os.path.isfile(entry.path))
                except FileNotFoundError:  # an editor's program keeps a file for a moment beside the one it saves
                    continue


def files_within(folder: str | os.PathLike[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Yield every file under a folder as `files` does, by its path from there."""
    start = len(os.fspath(folder)) + 1
    for path, state in files(folder):
        yield path[start:], state
