"""`invoke` tasks, thin: each calls one command of the plugin."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from invoke.context import Context
from invoke.tasks import task

ROOT = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT / "plugins"))

from chronicle.commands import bytecode, variadic  # noqa: E402  (found only after the line above)

bytecode.keep(ROOT / ".cache")

from chronicle.commands.console import finish  # noqa: E402  (compiled once, after the line above)

variadic.install()


@task(
    help={
        "keep-going": "build without the articles that cannot be read; the site's data page says so",
        "verbose": "say what each stage took",
    }
)
def build(context: Context, keep_going: bool = False, verbose: bool = False) -> None:
    """Build content/ into output/: the whole site, or the last one stays."""
    from chronicle.commands.build import build as run

    raise SystemExit(finish(partial(run, ROOT, keep_going=keep_going, verbose=verbose)))


@task(help={"port": "the local port, 8000 if not given"})
def serve(context: Context, port: int = 8000) -> None:
    """Build, serve on a local port, build again on every change."""
    from chronicle.commands.serve import serve as run

    raise SystemExit(finish(partial(run, ROOT, port)))


@task(help={"keep-going": "build without the articles that cannot be read; the site's data page says so"})
def publish(context: Context, keep_going: bool = False) -> None:
    """Build with publishconf.py, as GitHub Pages will serve it."""
    from chronicle.commands.build import build as run

    raise SystemExit(finish(partial(run, ROOT, "publishconf.py", keep_going=keep_going)))


@task(
    optional=["html"],
    help={
        "csv": "write all of it to this file",
        "html": "write one local page, .cache/review.html if no file is named",
        "most": "rows of each table on the terminal; all if not given",
    },
)
def review(context: Context, csv: str = "", html: str = "", most: int = 0) -> None:
    """Show the editor what needs a human eye, the worst first, with what to paste."""
    from chronicle.commands.review import Wanted
    from chronicle.commands.review import review as run

    page = html if isinstance(html, str) else "default"  # invoke's optional value: no text where --html stands alone
    raise SystemExit(finish(partial(run, ROOT, Wanted(csv, page, most))))


@task(
    help={
        "against": "a folder of a built site, or a commit, branch or tag; output/ if not given",
        "csv": "write what differs to this file, too",
    }
)
def diff(context: Context, against: str = "", csv: str = "") -> None:
    """Say what the content as it stands would change: events new, gone, merged, split, moved, changed."""
    from chronicle.commands.diff import diff as run

    raise SystemExit(finish(partial(run, ROOT, against, csv)))


@task
def check(context: Context) -> None:
    """Ask of the site in output/ whether it may be published: links, HTML, limits, days, places, promises."""
    from chronicle.commands.check_site import check as run

    raise SystemExit(finish(partial(run, ROOT)))


@task(
    positional=["file"],
    iterable=["also"],
    help={
        "file": "a saved page, text, PDF, feed, web archive, CSV or JSON lines, a folder, an address; more may follow",
        "also": "a further one; the same as naming it after the first",
        "date": "the day of publication, as 2016-05-08",
        "publisher": "whose report it is",
        "title": "its headline",
        "url": "where it stands on the web",
        "author": "who wrote it; kept in the file, shown nowhere",
        "retrieved": "when it was saved, as 2016-05-09; else the file's own time",
        "archive": "keep the original in content/archive, which is not published",
        "anyway": "add what is there already in the same or near the same words, too",
        "keep-going": "add the others where some cannot be",
        "revises": "the slug of the article that this is a later state of; the former text is kept",
        "withdrawn": "name articles by slug: they are no longer at their addresses",
    },
)
def add(
    context: Context,
    file: str,
    also: list[str],
    date: str = "",
    publisher: str = "",
    title: str = "",
    url: str = "",
    author: str = "",
    retrieved: str = "",
    archive: bool = False,
    anyway: bool = False,
    keep_going: bool = False,
    revises: str = "",
    withdrawn: bool = False,
) -> None:
    """Make source articles of files, folders and web addresses."""
    from chronicle.commands.add import Given, run

    said = (date, publisher, title, url, author, retrieved)
    given = Given(*said, archive=archive, anyway=anyway, keep_going=keep_going, revises=revises)
    raise SystemExit(finish(partial(run, [file, *also], given, ROOT, withdrawn)))


@task(
    positional=["folder"],
    help={
        "folder": "where it is to be: a new folder",
        "name": "what it is called",
        "keeper": "who keeps it, as its pages will say",
        "countries": "which countries it is about, as SY,IQ",
        "language": "the language of its pages",
        "yes": "ask nothing",
    },
)
def new(
    context: Context,
    folder: str,
    name: str = "",
    keeper: str = "",
    countries: str = "",
    language: str = "",
    yes: bool = False,
) -> None:
    """Start a chronicle of one's own: the program without the sample."""
    from chronicle.commands.new import Wanted, run

    raise SystemExit(finish(partial(run, folder, Wanted(name, keeper, countries, language), ROOT, yes)))


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


@task(
    help={
        "language": "begin a further language: its code, as fr or pt_BR",
        "check": "write nothing; fail where a catalogue is out of date or a message has no translation",
    }
)
def translate(context: Context, language: str = "", check: bool = False) -> None:
    """Gather the interface's words for its catalogues in theme/locale; say what is not translated yet."""
    from chronicle.commands.translate import translate as run

    raise SystemExit(finish(partial(run, ROOT, language, check)))


@task(
    help={
        "quick": "small sizes: a minute or two",
        "only": "extraction, map, builds or merge",
        "texts": "articles that are read (500)",
        "articles": "articles that are built (1000)",
        "times": "how often as many the large build has (8)",
        "reports": "reports that are merged (100000)",
        "events": "events on the map (10000)",
        "write": "write docs/bench.md instead of .cache/bench.md",
    }
)
def bench(
    context: Context,
    quick: bool = False,
    only: str = "",
    texts: int = 0,
    articles: int = 0,
    times: int = 0,
    reports: int = 0,
    events: int = 0,
    write: bool = False,
) -> None:
    """Measure speed and size against named baselines, on articles made for it."""
    from chronicle.commands.bench import bench as run
    from chronicle.commands.bench import sizes_of

    sizes = sizes_of(texts, articles, times, reports, events, quick)
    raise SystemExit(finish(partial(run, ROOT, quick, only, sizes, write)))


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


@task
def screenshots(context: Context) -> None:
    """Take the pictures of README, of the built site."""
    from chronicle.commands.screenshots import screenshots as run

    raise SystemExit(finish(partial(run, ROOT)))
