"""Files in one zip whose bytes depend on theirs alone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from pathlib import Path

from .exports_cells import write_data

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip can say: a file's own time would change the archive from build to build."""
_PACKED = frozenset({".parquet", ".zip"})
"""Compressed already."""


def write_zip(folder: Path, names: Iterable[str], path: Path, within: str) -> None:
    """Write the files of a folder, by name, into one archive, in which they stand in the folder `within`."""
    made = path.with_name(path.name + ".part")
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(names):
            info = zipfile.ZipInfo(f"{within}/{name}", _WHEN)
            info.compress_type = zipfile.ZIP_STORED if Path(name).suffix in _PACKED else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            info.create_system = 3
            archive.writestr(info, (folder / name).read_bytes())
    write_data(path, made.read_bytes())
    made.unlink()
