"""`invoke bench`: every figure of speed and size as a ratio against a named baseline, on a terminal and in a file."""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from ..bench.rows import PARTS, QUICK, Row, Sizes
from ..errors import ChronicleError, Problem
from ..settings import settings_from_file
from ..work import cores

PAGE = """# What it costs

Written by `invoke bench`{how}. Each figure is a ratio of two measurements of one run, ours to the baseline's, so that
it means the same on a slow machine; smaller is better. CPU counts the seconds of all processes. The articles are made
by `plugins/chronicle/bench/corpus.py`: sentences of our own, the same for everyone.

{table}

{machine}
"""


def bench(root: Path, quick: bool = False, only: str = "", sizes: Sizes | None = None, write: bool = False) -> int:
    """Measure, print the table, and keep it in .cache/bench.md, with `write` in docs/bench.md; return 0.

    `only` names one part: extraction, builds, merge or map.
    Raises ChronicleError where a part is unknown or something that is measured fails.
    """
    parts = {**PARTS, "map": _maps}
    if only and only not in parts:
        raise ChronicleError(Problem(f"there is no part {only}", f"parts are {', '.join(parts)}"))
    chosen = sizes or (QUICK if quick else Sizes())
    rows: list[Row] = []
    scratch = Path(tempfile.mkdtemp(prefix="bench-"))
    try:
        for name, part in parts.items():
            if only and name != only:
                continue
            for row in part(root, scratch, chosen):
                rows.append(row)
                print(f"{row.what}, against {row.against}: {row.ratio:.2f} ({_verdict(row)})", flush=True)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    settings = settings_from_file(root / "pelicanconf.py")
    how = " --quick" if quick else ""
    text = PAGE.format(how=how, table=table(rows), machine=machine(cores(settings)))
    target = root / "docs" / "bench.md" if write else settings.cache_dir / "bench.md"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    print(f"\n{table(rows)}\n\n{target.relative_to(root) if target.is_relative_to(root) else target}")
    return 0


def sizes_of(texts: int, articles: int, times: int, reports: int, events: int, quick: bool) -> Sizes:
    """Return the sizes asked for; 0 leaves one as it is."""
    given = {"texts": texts, "articles": articles, "times": times, "reports": reports, "events": events}
    return replace(QUICK if quick else Sizes(), **{name: value for name, value in given.items() if value})


def table(rows: Sequence[Row]) -> str:
    """Return the rows as a Markdown table."""
    lines = ["| what | against | ratio | of | must | aim | ours | baseline |", "|---|---|---|---|---|---|---|---|"]
    lines += [
        f"| {r.what} | {r.against} | **{r.ratio:.2f}** | {r.by} | {r.must:g} | {r.aim:g} | {r.ours} | {r.theirs} |"
        for r in rows
    ]
    return "\n".join(lines)


def _verdict(row: Row) -> str:
    if row.ratio <= row.aim:
        return "as good as aimed for"
    return "good enough" if row.ratio <= row.must else f"must be {row.must:g}"


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


def _maps(root: Path, folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Measure the overview map in headless Chromium against plain folium markers; without a browser, say so."""
    if find_spec("playwright") is None or not Path("/usr/bin/chromium").exists():
        print("overview map: not measured, for there is no playwright or no chromium", file=sys.stderr)
        return
    from .map_cost import measure

    ours, plain = measure(root, folder / "map", sizes.events)
    what, against = f"overview map, {sizes.events:,} events", "plain folium markers"
    yield Row(f"{what}: bytes gzipped", against, 0.1, 0.03, ours.gzipped / plain.gzipped, "bytes",
              f"{ours.gzipped / 1e3:.0f} kB", f"{plain.gzipped / 1e3:.0f} kB")  # fmt: skip
    yield Row(f"{what}: CPU until usable", against, 0.1, 0.03, ours.cpu / plain.cpu, "CPU",
              f"{ours.cpu:.1f} s", f"{plain.cpu:.1f} s")  # fmt: skip
