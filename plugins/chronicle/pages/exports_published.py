"""What a build has published under data/: its version, its licence, and every file with what it holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from .exports_said import Column
from .exports_tables import SCHEMA_VERSION

DIGITS = 12
"""Of the hash that is the version: enough for more builds than anyone will make."""


@dataclass(frozen=True, slots=True)
class Licence:
    """Under what terms the tables may be used."""

    code: str
    """As in SPDX's list."""
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class DataColumn:
    """A column as the data page explains it."""

    column: Column
    example: str


@dataclass(frozen=True, slots=True)
class DataFile:
    """A published file."""

    name: str
    """Relative to data/."""
    about: str
    media_type: str
    size: int
    """Bytes."""
    rows: int | None = None
    unit: str = ""
    """What a row is, in the singular."""
    note: str = ""
    columns: tuple[DataColumn, ...] = ()

    @property
    def url(self) -> str:
        """Return its address, relative to the site's root."""
        return f"data/{self.name}"


@dataclass(frozen=True, slots=True)
class Published:
    """The open data of one build."""

    version: str
    """A hash of the tables: equal content, equal version."""
    schema_version: str
    licence: Licence
    files: tuple[DataFile, ...]
    whole: DataFile
    """Everything in one zip."""
    added: int = 0
    corrected: int = 0
    withdrawn: int = 0
    compared: bool = False
    """Whether there was a previous build's data to compare with."""
    coordinates_from: tuple[tuple[str, int], ...] = ()
    """Where the places' coordinates come from, and of how many places; the most frequent first."""


def version_of(texts: Iterable[bytes]) -> str:
    """Return the version of tables given as the bytes of their files: a hash of them and of their schema's version."""
    digest = hashlib.sha256(SCHEMA_VERSION.encode())
    for text in texts:
        digest.update(hashlib.sha256(text).digest())
    return digest.hexdigest()[:DIGITS]


def hashes(folder: Path, names: Iterable[str]) -> Mapping[str, tuple[int, str]]:
    """Return each file's size in bytes and its SHA-256."""
    found = {}
    for name in names:
        path = folder / name
        with path.open("rb") as file:
            found[name] = path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest()
    return found
