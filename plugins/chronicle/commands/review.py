"""`invoke review`: the editor's desk. What needs a human eye, worst first; on the terminal, as CSV, as a local page."""

from __future__ import annotations

import csv
import runpy
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console

from ..build import build_chronicle
from ..errors import ChronicleError, Problem
from ..gazetteer import open_gazetteer
from ..gazetteer_editor import COLUMNS, read_places
from ..keep import write_whole
from ..pages.source import read_articles
from ..settings import Settings, settings_from_file
from .review_items import items
from .review_page import page
from .review_show import counted, show, write_csv
from .review_snippets import DONE, PLACES, Desk, snippets, ticked

PAGE = "review.html"
"""In the cache, which is never published."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the options ask for; empty paths for what is not wanted."""

    csv: str = ""
    html: str = ""
    most: int = 0
    """Rows a table on the terminal; 0 for all."""


def desk_of(settings: Settings, today: date) -> Desk:
    """Return who corrects, when, and how the editor's lists begin."""
    header: Sequence[str] = COLUMNS
    new = frozenset(name for name in (PLACES, DONE) if not (settings.content / "chronicle" / name).exists())
    if PLACES not in new:
        with settings.places_csv.open(encoding="utf-8-sig", newline="") as lines:
            header = [cell.strip() for cell in next(csv.reader(lines), [])] or COLUMNS
    listed = frozenset(place.place_id for place in read_places(settings.places_csv))
    return Desk(settings.keeper or "the editor", today, tuple(header), listed, new)


def review(root: Path, wanted: Wanted, console: Console | None = None, today: date | None = None) -> int:
    """Show the desk and return the exit status; `today` is the day that snippets are dated with.

    Raises ChronicleError where content/ has faults, or where a file would lie in what is published.
    """
    settings = settings_from_file(root / "pelicanconf.py")
    targets = {name: _target(root, settings, given) for name, given in (("csv", wanted.csv), ("html", wanted.html))}
    chronicle = build_chronicle(settings, read_articles(settings))
    gazetteer = open_gazetteer(settings.places_csv, settings.cache_dir)
    desk = desk_of(settings, today or date.today())
    done = ticked(settings.content / "chronicle" / DONE)
    found = [(item, snippets(item, desk)) for item in items(chronicle, gazetteer, done)]
    if targets["csv"]:
        write_csv(found, targets["csv"])
    if targets["html"]:
        write_whole(targets["html"], page(found, _name(root), desk.when.isoformat()))
    if not wanted.csv and not wanted.html:
        show(found, console or Console(), wanted.most)
        if found:
            print("what to paste for each: invoke review --html, or --csv FILE", file=sys.stderr)
    for path in targets.values():
        if path:
            print(f"written: {path}")
    print(counted(found), file=sys.stderr)
    return 0


def _name(root: Path) -> str:
    return str(runpy.run_path(str(root / "pelicanconf.py")).get("SITENAME") or root.resolve().name)


def _target(root: Path, settings: Settings, given: str) -> Path | None:
    """Return where to write, None where nothing is asked for.

    Raises ChronicleError for a path in the site, in the content or in the theme: from there it would be published.
    """
    if not given:
        return None
    path = settings.cache_dir / PAGE if given == "default" else Path(given)
    for name in (root / "output", settings.content, root / "theme"):
        if path.resolve().is_relative_to(name.resolve()):
            remedy = f"write it elsewhere, such as {settings.cache_dir.name}/{path.name}"
            raise ChronicleError(Problem(f"would be published: {given} lies in {name.name}/", remedy))
    return path
