"""Whether a build would give what stands there already: nothing that it reads has changed, nor the site itself."""

from __future__ import annotations

import hashlib
import importlib.metadata
import os
import runpy
import stat
import sys
from functools import lru_cache
from operator import itemgetter
from pathlib import Path

import msgspec

from ..settings import settings_from_file
from ..spacy_model import find_model
from ..walk import files, files_within

READ = ("plugins", "theme", "content")
"""The folders that a build reads, under the chronicle's root; PATH and THEME may name others."""
Seen = dict[str, tuple[int, int]]
"""Size and time of each file of a site."""


def inputs_digest(root: Path, config: Path, installed: list[str] | None = None) -> str:
    """Return a digest of all that decides the site: every file read, by its bytes, the settings, and the libraries.

    `installed` are the libraries where they are known already: a build asks up to three times.

    Raises ModelError where the spaCy model is not installed, SettingsError where a setting is wrong.
    """
    settings = settings_from_file(config)
    values = runpy.run_path(str(config))
    digest = hashlib.sha256(sys.version.encode())
    digest.update(repr(find_model(settings.spacy_model)).encode())
    named = sorted((name, repr(value)) for name, value in values.items() if name.isupper())
    digest.update(repr(named).encode())
    digest.update(repr(libraries() if installed is None else installed).encode())
    folders = {root / name for name in READ} | {settings.content, root / str(values.get("THEME", "theme"))}
    if settings.previous_data:
        folders.add(root / settings.previous_data)
    for folder in sorted(folders):
        inside = os.path.relpath(folder, root)
        if folder.is_file():
            digest.update(os.fsencode(inside) + b"\0" + _state(folder))
            continue
        start = len(str(folder))
        for path, state in sorted(files(folder), key=itemgetter(0)):
            digest.update(os.fsencode(inside + path[start:]) + b"\0" + _state(path, state))
    return digest.hexdigest()


def libraries() -> list[str]:
    """Return what is installed, each by its name and version."""
    return sorted(_name_and_version(each) for each in importlib.metadata.distributions())


def _name_and_version(library: importlib.metadata.Distribution) -> str:
    """Return the lines that name a library and its version.

    Its own `name` and `version` parse all that it says of itself, each anew: for 184 libraries 0.24 s, these 0.02.
    """
    said = library.read_text("METADATA") or library.read_text("PKG-INFO") or ""
    head = said.partition("\n\n")[0].splitlines()
    return " ".join(line for line in head if line.startswith(("Name:", "Version:")))


def _state(path: str | Path, state: os.stat_result | None = None) -> bytes:
    """Return a digest of a file's bytes; of what is no file, or cannot be read, a word that says so.

    `state` is the file's where it is known already. The build is to name what is wrong, not this: it names all of it.
    """
    try:
        state = state or os.stat(path)
        if not stat.S_ISREG(state.st_mode):
            return b"no file"
        return _digest(path, state.st_ino, state.st_mtime_ns, state.st_size)
    except OSError:
        return b"not to be read" if os.path.isfile(path) else b"no file"


@lru_cache(1_000_000)  # a build asks before and after: what was not touched in between is read once
def _digest(path: str | Path, *_state: int) -> bytes:
    with open(path, "rb", buffering=0) as file:
        return hashlib.sha256(file.read()).digest()


def site_seen(output: Path) -> Seen:
    """Return the size and time of each file of a site."""
    return {path: (state.st_size, state.st_mtime_ns) for path, state in files_within(output)}


def stands(notes: Path, inputs: str, output: Path) -> Seen | None:
    """Return how the site looks if it was made of these inputs and has not been touched since, else None."""
    try:
        known, then = msgspec.json.decode(notes.read_bytes(), type=tuple[str, Seen])
    except (OSError, ValueError):
        return None
    seen = site_seen(output) if known == inputs else None
    return seen if seen == then else None


def note(notes: Path, inputs: str, output: Path) -> Seen:
    """Note what the site was made of, and how it looks; return that."""
    seen = site_seen(output)
    notes.parent.mkdir(parents=True, exist_ok=True)
    notes.write_bytes(msgspec.json.encode((inputs, seen)))
    return seen
