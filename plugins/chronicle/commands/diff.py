"""`invoke diff`: what an added or changed article, or a correction, would change in the site, before it is built.

Compared is the chronicle as content/ has it now with the tables of output/, with those of another folder, or with the
content of a commit, built by the program of today: of a commit, only what the content changed is named.
"""

from __future__ import annotations

import csv
import io
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.text import Text

from ..build import build_chronicle
from ..errors import ChronicleError, Problem
from ..events.takedown import blank_id, read_withdrawn
from ..gazetteer_editor import read_places
from ..keep import write_whole
from ..model import Article, Chronicle
from ..pages.exports_cells import defuse
from ..pages.publish import publishable
from ..pages.publish_care import care_of, scopes_of
from ..pages.publish_clean import clean_line
from ..pages.publish_places import digest
from ..pages.source import read_articles
from ..settings import Settings, settings_from_file
from .diff_events import Difference, Kind, Row, State, article_lines, article_name, differences, state, state_of

COLOURS = {Kind.NEW: "green", Kind.GONE: "red", Kind.CHANGED: "yellow"}
COLUMNS = ("change", "before", "after", "title", "column", "value_before", "value_after", "articles")


def built(settings: Settings) -> State:
    """Return the state of the chronicle that content/ makes now, as it would be published."""
    articles = read_articles(settings)
    return state_made(settings, articles, build_chronicle(settings, articles))


def state_made(settings: Settings, articles: Iterable[Article], chronicle: Chronicle) -> State:
    """Return the state of a chronicle that was just built of these articles, as it would be published."""
    care, listed = care_of(settings), read_places(settings.places_csv)
    scopes = scopes_of(chronicle, listed, care)
    state = state_of(publishable(chronicle, settings.source_text, listed, care, scopes))
    also: dict[str, str] = {}
    down: set[str] = set()
    for article in articles:
        names = (article.article_id, blank_id(article.article_id))
        shown = {scopes.article(name).identifier(name) for name in names} & state.articles.keys()
        known = (*names, *(digest(name, care.key) for name in names))
        if shown:
            also |= dict.fromkeys(known, min(shown))
        else:
            down.update(known)
    marks = frozenset(row.mark for row in read_withdrawn(settings.new_tables / settings.withdrawn_csv.name))
    return replace(state, also=also, taken_down=frozenset(down), marks=marks)


def published(folder: Path) -> State:
    """Return the state that a built site's tables describe.

    Raises ChronicleError where one of them is missing or is no table.
    """
    return state(*(_rows(folder / "data" / f"{name}.csv") for name in ("events", "reports", "articles")))


def _rows(path: Path) -> list[Row]:
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows: list[Row] = list(csv.DictReader(lines, strict=True))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ChronicleError(Problem(f"cannot be read: {error}", "give the folder of a built site", path)) from error
    key = "article_id" if path.stem == "articles" else "event_id"
    if any(row.get(key) is None for row in rows):
        raise ChronicleError(Problem(f"has no column {key}", "give the folder of a built site", path, 1))
    return rows


def committed(root: Path, settings: Settings, ref: str) -> State:
    """Return the state of the chronicle that the content of a commit makes, with the program and settings of today.

    Raises ChronicleError where there is no such commit, or where its content has faults.
    """
    content = settings.content.resolve().relative_to(root.resolve()).as_posix()
    command = ["git", "-C", str(root), "archive", "--format=tar", f"{ref}^{{commit}}", "--", content]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        remedy = "give a folder of a built site, or a commit, branch or tag of this repository"
        raise ChronicleError(Problem(f"{ref!r} is neither: {said[-1] if said else 'git failed'}", remedy))
    with tempfile.TemporaryDirectory(prefix="chronicle-diff-") as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as packed:
            packed.extractall(folder, filter="data")
        return built(replace(settings, root=Path(folder), content=Path(folder) / content))


def against(root: Path, settings: Settings, wanted: str) -> State:
    """Return the state to compare with: output/ if nothing is named, a folder, or a commit."""
    if not wanted:
        if not (root / "output" / "data").is_dir():
            remedy = "run invoke build first, or name a folder or a commit with --against"
            raise ChronicleError(Problem("there is no site to compare with", remedy, Path("output")))
        return published(root / "output")
    folder = Path(wanted) if Path(wanted).is_absolute() else root / wanted
    if folder.is_dir():
        return published(folder.parent if folder.name == "data" else folder)
    if wanted.startswith("-"):
        raise ChronicleError(Problem(f"{wanted!r} is neither a folder nor a commit", "name one"))
    return committed(root, settings, wanted)


def diff(root: Path, wanted: str = "", csv_file: str = "", console: Console | None = None) -> int:
    """Print what would change, write it as CSV where a file is named, and return the exit status, 0.

    Raises ChronicleError where content/ has faults or there is nothing to compare with.
    """
    settings = settings_from_file(root / "pelicanconf.py")
    old, new = against(root, settings, wanted), built(settings)
    found = [
        replace(one, articles=tuple(article_name(a, new, old) for a in one.articles)) for one in differences(old, new)
    ]
    out = console or Console(soft_wrap=True, highlight=False)
    for word, article in article_lines(old, new):
        out.print(Text(f"article {word}: {clean_line(article)}"))
    for one in found:
        _print(one, out)
    if csv_file:
        write_whole(Path(csv_file), table(found))
    kinds = [one.kind for one in found]
    counted = ", ".join(f"{kinds.count(kind)} {kind}" for kind in Kind if kind in kinds)
    print(f"{counted or 'no event changes'}; {len(new.events)} events in all", file=sys.stderr)
    return 0


def _print(one: Difference, out: Console) -> None:
    line = Text(f"{one.kind:8}", COLOURS.get(one.kind, "cyan"))
    line.append(clean_line(one.title), "bold")
    way = " -> ".join(dict.fromkeys(part for part in (" + ".join(one.before), " + ".join(one.after)) if part))
    if way:
        line.append(f"\n        {way}", "dim")
    for column, before, after in one.values:
        line.append(f"\n        {column}: {clean_line(before) or 'nothing'} -> {clean_line(after) or 'nothing'}")
    if one.articles:
        line.append(f"\n        {'was told by' if one.kind is Kind.GONE else 'told by'} {', '.join(one.articles)}")
    out.print(line)


def table(found: Sequence[Difference]) -> str:
    """Return the differences as CSV, a value a row; cells no spreadsheet will run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in found:
        for column, before, after in one.values or (("", "", ""),):
            cells = (one.kind, "; ".join(one.before), "; ".join(one.after), one.title, column)
            writer.writerow([defuse(str(cell)) for cell in (*cells, before, after, "; ".join(one.articles))])
    return out.getvalue()
