"""`invoke build` and `invoke publish`: content/ to output/, the whole site or none of it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from ..errors import ChronicleError, Problem
from ..pages.search import index_site
from ..settings import settings_from_file
from .swap import replacing

REQUIRED = ("index.html", "data/events.csv", "data/reports.csv", "data/articles.csv", "data/places.csv")
"""Without these no site is whole."""


def _ignore_interrupt() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def run_pelican(root: Path, config: Path, folder: Path) -> None:
    """Let Pelican write the site into a folder.

    `--fatal errors`, since Pelican logs a failing plugin and exits 0. It does not hear Ctrl-C, after which it
    would exit 0 with half a site; this process does, and kills it.
    Raises ChronicleError where Pelican fails.
    """
    command = [sys.executable, "-m", "pelican", "-s", str(config), "-o", str(folder), "--fatal", "errors"]
    done = subprocess.run(command, cwd=root, preexec_fn=_ignore_interrupt, check=False)
    if done.returncode:
        raise ChronicleError(
            Problem("the site was not built", "see the errors above; the last good build still stands")
        )


def write_site(root: Path, config: Path, folder: Path) -> None:
    """Write the site with its search index into a folder.

    Raises ChronicleError where something is missing in it.
    """
    run_pelican(root, config, folder)
    index_site(folder)
    missing = [name for name in REQUIRED if not (folder / name).is_file()]
    if missing:
        raise ChronicleError(Problem(f"the site is not whole: no {', '.join(missing)}", "see the messages above"))


def _say_unknown(listed: Path) -> None:
    """Point the editor to the place names that no list knows, if there are any."""
    names = sum(1 for _ in listed.open(encoding="utf-8")) - 1 if listed.is_file() else 0
    if names > 0:
        print(f"{names} place names are on no list yet; {listed.name} in the cache says what the texts say of them")


def build(
    root: Path,
    config: str = "pelicanconf.py",
    output: str = "output",
    write: Callable[[Path, Path, Path], None] = write_site,
) -> int:
    """Build the site of the chronicle in `root` and put it in the place of the last one; return the exit status.

    Raises ChronicleError where anything fails, with the last site left untouched.
    """
    if not (root / config).is_file():
        raise ChronicleError(Problem("no such file", "run the command in the chronicle's folder", Path(config)))
    with replacing(root / output, root / ".cache" / f"{output}.lock") as fresh:
        write(root, root / config, fresh)
        pages = sum(1 for _ in fresh.rglob("*.html"))
    print(f"{pages} pages in {output}/")
    _say_unknown(settings_from_file(root / config).unknown_places_csv)
    return 0
