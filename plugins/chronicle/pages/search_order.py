"""Pagefind's index in one order: it writes its filters' values in another each time, and names files by their digest.

Its files are gzipped, begin with a mark, and go on in CBOR (RFC 8949): a filter is its name and each value with the
pages that have it; the meta file of a language names the filters' files, and pagefind-entry.json the meta files.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Mapping
from pathlib import Path

Value = int | str | list["Value"]
MARK = b"pagefind_dcd"
ENTRY = "pagefind-entry.json"
UNSIGNED, TEXT, LIST = 0, 3, 4
"""The kinds of values that these files hold (major types)."""
WIDE = {24: 1, 25: 2, 26: 4, 27: 8}
"""Bytes of a number that does not fit into its first byte."""


def settle(bundle: Path) -> bool:
    """Write filters and meta files in order, under names that hang on what they hold; tell whether that was done.

    An index that has another shape than expected, as another version's may, is left as it is.
    """
    entry = bundle / ENTRY
    try:
        filters = {path: _read(path) for path in sorted((bundle / "filter").glob("*.pf_filter"))}
        metas = {path: _read(path) for path in sorted(bundle.glob("*.pf_meta"))}
        files: dict[Path, bytes] = {}
        names: dict[str, str] = {}
        for path, value in filters.items():
            name, values = _pair(value)
            data = _packed([name, sorted(_list(values), key=_first)])
            names[path.stem] = _named(path.stem, data)
            files[path.with_name(f"{names[path.stem]}.pf_filter")] = data
        for path, value in metas.items():
            parts = [_in_order(part, names) for part in _list(value)]
            data, (head, _, stem) = _packed(parts), path.stem.rpartition(".")
            names[stem] = _named(stem, data)
            files[path.with_name(f"{head}.{names[stem]}.pf_meta")] = data
        said = json.loads(entry.read_text(encoding="utf-8"))
        for language in said["languages"].values():
            language["hash"] = names[language["hash"]]
    except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError, IndexError):
        return False
    for path in (*filters, *metas):
        path.unlink()
    for path, data in files.items():
        path.write_bytes(data)
    said["languages"] = dict(sorted(said["languages"].items()))
    entry.write_text(json.dumps(said, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    return True


def _in_order(part: Value, names: Mapping[str, str]) -> Value:
    """Return a part of a meta file; the list of filters sorted, with their new names."""
    pairs = part if isinstance(part, list) else []
    if not pairs or not all(isinstance(p, list) and len(p) == 2 and p[1] in names for p in pairs):
        return part
    return sorted(([name, names[str(stem)]] for name, stem in map(_pair, pairs)), key=_first)


def _named(stem: str, data: bytes) -> str:
    """Return a name of the same length as before: the language, and a digest."""
    language, _, digest = stem.rpartition("_")
    return f"{language}_{hashlib.sha256(data).hexdigest()[: len(digest)]}"


def _packed(value: Value) -> bytes:
    return gzip.compress(MARK + encode(value), mtime=0)


def _read(path: Path) -> Value:
    data = gzip.decompress(path.read_bytes())
    if not data.startswith(MARK):
        raise ValueError(f"{path.name} does not begin with {MARK.decode()}")
    value, end = decode(data, len(MARK))
    if end != len(data) or MARK + encode(value) != data:
        raise ValueError(f"{path.name} holds more than is known")
    return value


def _list(value: Value) -> list[Value]:
    if not isinstance(value, list):
        raise ValueError("no list")
    return value


def _pair(value: Value) -> tuple[str, Value]:
    first, second = _list(value)
    return str(first), second


def _first(value: Value) -> str:
    return _pair(value)[0]


def decode(data: bytes, at: int) -> tuple[Value, int]:
    """Return the value that begins at a byte, and where it ends. Raises ValueError for a kind that is not known."""
    kind, number, at = data[at] >> 5, data[at] & 31, at + 1
    if number in WIDE:
        number, at = int.from_bytes(data[at : at + WIDE[number]], "big"), at + WIDE[number]
    elif number > 23:
        raise ValueError("a number of unknown width")
    if kind == UNSIGNED:
        return number, at
    if kind == TEXT:
        return data[at : at + number].decode("utf-8"), at + number
    if kind != LIST:
        raise ValueError(f"a value of kind {kind}")
    found: list[Value] = []
    for _ in range(number):
        value, at = decode(data, at)
        found.append(value)
    return found, at


def encode(value: Value) -> bytes:
    """Return the value in the shortest form."""
    if isinstance(value, int):
        return _start(UNSIGNED, value)
    if isinstance(value, str):
        text = value.encode("utf-8")
        return _start(TEXT, len(text)) + text
    return _start(LIST, len(value)) + b"".join(map(encode, value))


def _start(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind << 5 | number])
    width, size = next((width, size) for width, size in WIDE.items() if number < 256**size)
    return bytes([kind << 5 | width]) + number.to_bytes(size, "big")
