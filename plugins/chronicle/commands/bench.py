"""`invoke bench`: every figure of speed and size as a ratio against a named baseline, on a terminal and in a file."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

from ..bench.rows import PARTS, QUICK, Figure, Row, Sizes
from ..errors import ChronicleError, Problem
from ..progress import in_words
from ..settings import settings_from_file
from ..work import cores

PAGE = """# What it costs

Written by `invoke bench{how}`. Each figure is a ratio of two measurements of one run, ours to the baseline's, so that
it means the same on a slow machine; smaller is better. CPU counts the seconds of all processes. The articles are made
by `plugins/chronicle/bench/corpus.py` of sentences of our own, the same for everyone: one of five without violence,
one of five with none but in the background, and in the others 31 of 100 sentences carry a word of violence.

{table}

{machine}
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """A row with its figure, or with what kept it from having one."""

    row: Row
    figure: Figure | None = None
    failed: str = ""


def bench(
    root: Path,
    quick: bool = False,
    only: str = "",
    sizes: Sizes | None = None,
    write: bool = False,
) -> int:
    """Measure, print each row, and keep the table in .cache/bench.md, with `write` in docs/bench.md.

    `only` names one part: extraction, map, builds or merge. A row that fails says why in the table, which is kept
    after every row; the others are measured all the same. Returns 1 where one failed, 0 otherwise.
    Raises ChronicleError where a part is unknown.
    """
    if only and only not in PARTS:
        raise ChronicleError(Problem(f"there is no part {only}", f"parts are {', '.join(PARTS)}"))
    settings = settings_from_file(root / "pelicanconf.py")
    target = root / "docs" / "bench.md" if write else settings.cache_dir / "bench.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    begun, done = time.monotonic(), []
    for measured in _measured(root, [only] if only else list(PARTS), sizes or (QUICK if quick else Sizes())):
        done.append(measured)
        print(f"{line(measured)}  [{in_words(time.monotonic() - begun)}]", flush=True)
        page = PAGE.format(how=" --quick" if quick else "", table=table(done), machine=machine(cores(settings)))
        target.write_text(page, encoding="utf-8")
    print(f"\n{table(done)}\n\n{target.relative_to(root) if target.is_relative_to(root) else target}")
    return int(any(measured.failed for measured in done))


def _measured(root: Path, parts: Sequence[str], sizes: Sizes) -> Iterator[Measured]:
    """Yield each row of the parts as it is measured; what a part has made on the disk goes with it."""
    for part in parts:
        scratch = Path(tempfile.mkdtemp(prefix="bench-"))
        try:
            for row in PARTS[part](root, scratch, sizes):
                try:
                    yield Measured(row, row.run())
                except Exception as error:  # an hour's run is not lost for one row, whatever ails it
                    yield Measured(row, failed=" ".join(str(error).split())[:200] or type(error).__name__)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def sizes_of(texts: int, articles: int, times: int, reports: int, events: int, quick: bool) -> Sizes:
    """Return the sizes asked for; 0 leaves one as it is."""
    given = {"texts": texts, "articles": articles, "times": times, "reports": reports, "events": events}
    return replace(QUICK if quick else Sizes(), **{name: value for name, value in given.items() if value})


def table(done: Sequence[Measured]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| what | against | ratio | of | must | aim | ours | baseline |", "|---|---|---|---|---|---|---|---|"]
    for measured in done:
        row, figure = measured.row, measured.figure
        if figure is None:
            found = ["**failed**", row.by, f"{row.must:g}", f"{row.aim:g}", measured.failed.replace("|", "/"), ""]
        else:
            found = [f"**{figure.ratio:.3g}**", row.by, f"{row.must:g}", f"{row.aim:g}", figure.ours, figure.theirs]
        what = f"{row.what} ({figure.note})" if figure and figure.note else row.what
        lines.append(f"| {' | '.join([what, row.against, *found])} |")
    return "\n".join(lines)


def line(measured: Measured) -> str:
    """Return a row as it is told when it has been measured."""
    row, figure = measured.row, measured.figure
    if figure is None:
        return f"{row.what}, against {row.against}: FAILED: {measured.failed}"
    verdict = "good enough" if figure.ratio <= row.must else f"must be {row.must:g}"
    verdict = "as good as aimed for" if figure.ratio <= row.aim else verdict
    return f"{row.what}, against {row.against}: {figure.ratio:.3g} ({verdict})"


def machine(processors: int) -> str:
    """Return what it ran on, without a name of the machine."""
    name = platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file():
        names = [
            line.partition(":")[2].strip() for line in info.read_text().splitlines() if line.startswith("model na")
        ]
        name = names[0] if names else name
    libraries = ", ".join(f"{each} {version(each)}" for each in ("spacy", "pelican", "numpy"))
    return f"{processors} processors ({name}), {platform.system()}, Python {sys.version.split()[0]}, {libraries}."
