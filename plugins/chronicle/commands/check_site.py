"""`invoke check`: is the site in output/ whole, within the limits of GitHub Pages, and true to what it promises?

All faults are named at once, each with its file and a remedy, and warnings after them; faults make the exit status 1.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ..build import build_chronicle
from ..content import shown as within
from ..errors import ChronicleError, Problem
from ..gazetteer import open_gazetteer
from ..gazetteer_editor import read_places
from ..model import Article, Chronicle, Place
from ..pages.publish_care import care_of, scopes_of
from ..pages.publish_places import Withheld
from ..pages.source import read_sources
from ..published import Tables, load
from ..settings import Settings, settings_from_file
from .check_site_data import day_findings, evidence_findings, lowered_findings, place_findings, quote_findings
from .check_site_pages import Page, asset_faults, html_checked, link_faults, look
from .check_site_privacy import OURS, Texts, coordinates_problems, decoded_json, readable, titles, withheld_problems
from .diff import published, state_made
from .diff_events import State, article_lines, differences

MAX_SITE = 1_000_000_000
"""Bytes: "Published GitHub Pages sites may be no larger than 1 GB" (GitHub Docs, "GitHub Pages limits")."""
MAX_FILE = 100_000_000
"""Bytes: GitHub refuses larger files in a repository (GitHub Docs, "About large files on GitHub")."""
MANY_FILES = 100_000
"""GitHub names no limit, but a deployment ends after ten minutes (GitHub Docs, "GitHub Pages limits")."""
NEARLY = 0.9
WHOLE = ("index.html", "404.html", "data/events.csv", "data/reports.csv", "data/places.csv", "data/articles.csv")


@dataclass(slots=True)
class Found:
    """What is wrong with a site, and what only may be."""

    faults: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def limits(files: Iterable[tuple[Path, int]]) -> Found:
    """Return what GitHub Pages would refuse; `files` are paths with their sizes in bytes."""
    found, total, count = Found(), 0, 0
    for path, size in files:
        total, count = total + size, count + 1
        if size > MAX_FILE:
            remedy = "publish fewer tables, or keep it elsewhere and link to it"
            found.faults.append(Problem(f"has {size / 1e6:.0f} MB; GitHub takes files up to 100 MB", remedy, path))
    if total > NEARLY * MAX_SITE:
        said = found.faults if total > MAX_SITE else found.warnings
        remedy = "divide the chronicle by years or regions"
        said.append(Problem(f"the site has {total / 1e9:.2f} GB; GitHub Pages takes 1 GB", remedy))
    if count > MANY_FILES:
        message = f"the site has {count:,} files; GitHub Pages ends a deployment after ten minutes"
        found.warnings.append(Problem(message, "divide the chronicle, or publish it elsewhere"))
    return found


def check_files(
    output: Path,
    texts: Texts,
    withheld: Withheld,
    hidden: Iterable[Place],
    shown: Iterable[Place],
    allowed: frozenset[str] = frozenset(),
) -> Found:
    """Return what is wrong with the files of a site, each read once."""
    paths = sorted(path for path in output.rglob("*") if path.is_symlink() or path.is_file())
    found = limits((p.relative_to(output), p.lstat().st_size) for p in paths)
    pages: dict[str, Page] = {}
    names = {path.relative_to(output).as_posix() for path in paths}
    found.faults += [Problem("is missing", "build again", Path(name)) for name in WHOLE if name not in names]
    for path in paths:
        name = path.relative_to(output).as_posix()
        if path.is_symlink():
            found.faults.append(Problem("is a link, which GitHub Pages refuses", "copy the file", Path(name)))
            continue
        data = path.read_bytes()
        found.faults += _file(name, data, pages, allowed)
        if name.startswith(OURS):
            continue
        text = readable(name, data)
        texts.see(text)
        found.faults += withheld_problems(name, text, withheld)
        found.faults += coordinates_problems(name, text, hidden, shown)
    home = pages.get("index.html")
    found.faults += link_faults(pages, names, home.base if home else "")
    found.faults += texts.problems()
    return found


def _file(name: str, data: bytes, pages: dict[str, Page], allowed: frozenset[str]) -> Iterator[Problem]:
    if name.endswith(".html"):
        pages[name] = look(name, data, allowed)
        yield from pages[name].problems
    elif name.endswith((".css", ".svg")) or (name.endswith(".js") and not name.startswith("pagefind/")):
        yield from asset_faults(name, data.decode("utf-8", "replace"), allowed)
    elif name.endswith((".json", ".geojson", ".jsonld")) and (said := decoded_json(name, data)):
        yield Problem(f"is no JSON: {said}", "build again", Path(name))


def check_tables(
    tables: Tables, articles: Iterable[Article], settings: Settings, today: date, kept: frozenset[str] = frozenset()
) -> Found:
    """Return what is wrong with what the tables say; `kept` are events that the editor added."""
    found = Found()
    gazetteer = open_gazetteer(settings.places_csv, settings.cache_dir)
    for findings in (
        day_findings(tables, settings.as_of or today),
        evidence_findings(tables, kept),
        place_findings(tables, gazetteer),
        quote_findings(tables, titles(articles)),
    ):
        for fault, message, remedy, path in findings:
            (found.faults if fault else found.warnings).append(Problem(message, remedy, path))
    return found


def _hidden(chronicle: Chronicle, listed: Iterable[Place], withheld: Withheld) -> tuple[list[Place], list[Place]]:
    """Return the places that are withheld and those that are shown."""
    known: dict[str, Place] = {place.place_id: place for place in listed}
    for event in chronicle.events:
        for place in (event.place, *event.further_places):
            if place is not None:
                known.setdefault(place.place_id, place)
    hidden = [place for place in known.values() if withheld.is_withheld(place)]
    return hidden, [place for place in known.values() if not withheld.is_withheld(place)]


def _let_in(settings: Settings) -> frozenset[str]:
    """Return the hosts that the editor lets in: that of the online map, as a policy writes it."""
    host = urlsplit(settings.tiles.replace("{s}", "*")).hostname
    return frozenset({host} if host else ())


def overtaken(old: State, new: State) -> Iterator[Problem]:
    """Yield what is to be known of a site that shows another state than content/ has by now."""
    articles, events = list(article_lines(old, new)), differences(old, new)
    if articles or events:
        message = f"content/ has changed since the site was built: {counted(len(articles), 'article')} and"
        yield Problem(f"{message} {counted(len(events), 'event')}", "build again; invoke diff says what has changed")


def check(root: Path, output: str = "output", today: date | None = None) -> int:
    """Check the site that was built last, say all that is wrong with it, and return the exit status: 1 after faults.

    `today` is the system's day; it decides only whether an article is dated in the future.
    Raises ChronicleError where there is no site, or where content/ itself has faults.
    """
    folder = root / output
    if not folder.is_dir():
        raise ChronicleError(Problem("there is no site yet", "run invoke build first", Path(output)))
    settings = settings_from_file(root / "pelicanconf.py")
    articles, left_out = read_sources(settings, True)
    chronicle = build_chronicle(settings, articles)
    listed = read_places(settings.places_csv)
    scopes = scopes_of(chronicle, listed, care_of(settings))
    withheld = scopes.everywhere
    lost = f"left out for faults: {counted(left_out, 'article')}"
    warned = [Problem(lost, "see the errors above")] if left_out else []
    texts = Texts.of(articles if settings.source_text != "full" else ())
    hidden, shown = _hidden(chronicle, listed, withheld)
    found = check_files(folder, texts, withheld, hidden, shown, _let_in(settings))
    found.warnings += warned
    try:
        ids = scopes.ids(chronicle.events)
        kept = frozenset(ids.get(e.event_id, e.event_id) for e in chronicle.events if not e.candidates)
        tables = load(folder / "data")
        said = check_tables(tables, articles, settings, today or date.today(), kept)
        said.faults += [
            Problem(words, "build again", path) for _, words, _, path in lowered_findings(tables, scopes, ids)
        ]
        found.warnings += overtaken(published(folder), state_made(settings, articles, chronicle))
        found.faults += said.faults
        found.warnings += said.warnings
    except ChronicleError as error:
        found.faults += [replace(p, path=p.path and within(p.path, folder)) for p in error.problems]
    if not html_checked():
        found.warnings.append(Problem("the pages' HTML was not checked: html5lib is not installed", "install it"))
    return report(found, output)


def report(found: Found, output: str) -> int:
    """Print the faults, then the warnings, and return the exit status."""
    for word, problems in (("fault", found.faults), ("warning", found.warnings)):
        for problem in dict.fromkeys(problems):
            print(f"{word}: {problem}", file=sys.stderr)
    if found.faults:
        print(f"{counted(len(dict.fromkeys(found.faults)), 'fault')} in {output}/: do not publish it", file=sys.stderr)
        return 1
    more = f"; {counted(len(dict.fromkeys(found.warnings)), 'warning')}" if found.warnings else ""
    print(f"{output}/ may be published{more}")
    return 0


def counted(number: int, noun: str) -> str:
    """Return a number with what it counts, as "1 fault" and "2 faults"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
