"""`invoke` tasks, thin: each calls one command of the plugin."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "plugins"))

from chronicle.commands import variadic  # noqa: E402  (found only after the line above)
from chronicle.commands.console import finish  # noqa: E402

variadic.install()


@task
def build(context: Context) -> None:
    """Build content/ into output/: the whole site, or the last one stays."""
    from chronicle.commands.build import build as run

    raise SystemExit(finish(partial(run, ROOT)))


@task(help={"port": "the local port, 8000 if not given"})
def serve(context: Context, port: int = 8000) -> None:
    """Build, serve on a local port, build again on every change."""
    from chronicle.commands.serve import serve as run

    raise SystemExit(finish(partial(run, ROOT, port)))


@task
def publish(context: Context) -> None:
    """Build with publishconf.py, as GitHub Pages will serve it."""
    from chronicle.commands.build import build as run

    raise SystemExit(finish(partial(run, ROOT, "publishconf.py")))


@task
def check(context: Context) -> None:
    """Ask of the site in output/ whether it may be published: links, HTML, limits, days, places, promises."""
    from chronicle.commands.check_site import check as run

    raise SystemExit(finish(partial(run, ROOT)))


@task(
    positional=["file"],
    iterable=["also"],
    help={
        "file": "a plain text; more may follow",
        "also": "a further text; the same as naming it after the first",
        "date": "the day of publication, as 2016-05-08",
        "publisher": "whose report it is",
        "title": "its headline",
        "url": "where it stands on the web",
    },
)
def add(
    context: Context, file: str, also: list[str], date: str = "", publisher: str = "", title: str = "", url: str = ""
) -> None:
    """Make source articles of plain texts."""
    from chronicle.commands.add import Given, run

    raise SystemExit(finish(partial(run, [file, *also], Given(date, publisher, title, url), ROOT)))


@task(positional=["file"])
def extract(context: Context, file: str, out: str) -> None:
    """Read {"id", "date", "text"} a line; write extracted.jsonl, events.csv and reports.csv to --out."""
    from chronicle.commands.extract import extract as run

    raise SystemExit(finish(partial(run, Path(file), Path(out), ROOT)))


@task(
    help={
        "miss": "print up to so many misses of each kind",
        "only": "cases whose id begins so",
        "write": "write the figures into docs/evaluation.md",
    }
)
def evaluate(context: Context, miss: int = 0, only: str = "", write: bool = False) -> None:
    """Score the extractor on our own cases, by component."""
    from chronicle.commands.evaluate import evaluate as run

    raise SystemExit(finish(partial(run, ROOT, miss, write, only)))


@task(name="test", help={"only": "tests to run: a file, or pytest's expression for -k"})
def run_tests(context: Context, only: str = "") -> None:
    """Run the tests."""
    from chronicle.commands.check import run_tests as run

    chosen = [only] if Path(only).exists() and only else ["-k", only] if only else []
    raise SystemExit(finish(partial(run, ROOT, chosen)))


@task
def lint(context: Context) -> None:
    """Run ruff and mypy."""
    from chronicle.commands.check import lint as run

    raise SystemExit(finish(partial(run, ROOT)))


@task(
    help={"country": "its two letters, as SY", "file": "a GeoNames dump at hand, SY.zip or SY.txt; else it is fetched"}
)
def gazetteer(context: Context, country: str, file: str = "") -> None:
    """Let a chronicle know every village of a country, from GeoNames."""
    from chronicle.commands.gazetteer import gazetteer as run

    raise SystemExit(finish(partial(run, country, Path(file) if file else None, ROOT)))


@task(help={"name": "a word for the region", "box": "west,south,east,north in degrees; none: the world, coarse"})
def basemap(context: Context, name: str, box: str = "") -> None:
    """Make the maps' background of a region, from public-domain Natural Earth data."""
    from chronicle.commands.basemap import run

    raise SystemExit(finish(partial(run, name, box, ROOT)))
