"""`invoke gazetteer SY --file SY.zip`: a GeoNames country dump becomes part of the chronicle's places."""

from __future__ import annotations

import sys
import tempfile
import urllib.request
from pathlib import Path

from ..errors import ChronicleError
from ..gazetteer import DUMP_FOLDER, import_dump

_SOURCE = "https://download.geonames.org/export/dump/{country}.zip"
_LIMIT = 500_000_000
"""Bytes that a downloaded zip may have; the largest country's has some 70 million."""


def gazetteer(country: str, file: Path | None, root: Path) -> int:
    """Import a dump into content/chronicle/gazetteer/, fetching it where no file is given; return the exit status."""
    code = country.upper()
    folder = root / "content" / "chronicle" / DUMP_FOLDER
    try:
        if file is not None:
            kept = import_dump(file, folder, code)
        else:
            if not (len(code) == 2 and code.isascii() and code.isalpha()):
                print(f"{country!r} is no country code: give two letters, such as SY", file=sys.stderr)
                return 1
            with tempfile.TemporaryDirectory() as place:
                kept = import_dump(_download(code, Path(place)), folder, code)
    except OSError as error:
        address = _SOURCE.format(country=code)
        if file is None:
            print(f"{address} cannot be fetched: {error}", file=sys.stderr)
            print(f"fetch it elsewhere, then: invoke gazetteer {code} --file {code}.zip", file=sys.stderr)
        else:
            print(f"{file}: {error}", file=sys.stderr)
        return 1
    except ChronicleError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{kept} places of {code} kept in {(folder / code).relative_to(root)}.txt (GeoNames, CC BY 4.0)")
    return 0


def _download(code: str, folder: Path) -> Path:
    target = folder / f"{code}.zip"
    with urllib.request.urlopen(_SOURCE.format(country=code), timeout=60) as answer, target.open("wb") as out:
        size = 0
        while chunk := answer.read(1 << 20):
            size += len(chunk)
            if size > _LIMIT:
                raise OSError(f"more than {_LIMIT:,} bytes")
            out.write(chunk)
    return target
