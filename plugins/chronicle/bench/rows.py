"""The rows of `invoke bench`: each measures two things in the same run, so that a slow hour slows both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..progress import ACCOUNT, read_account
from ..work import cores
from .child import settings_of
from .measure import Cost, build, change_one, child, make_chronicle, vanilla


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many articles, reports and events each row takes."""

    texts: int = 500
    articles: int = 1000
    times: int = 8
    reports: int = 100_000
    events: int = 10_000


QUICK = Sizes(texts=48, articles=48, times=4, reports=5000, events=500)
"""For a look in a minute or two; its ratios carry the cost of starting, so the real ones are better."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure against its baseline."""

    what: str
    against: str
    must: float
    aim: float
    ratio: float
    by: str
    """What the ratio is of: CPU, wall, memory or bytes."""
    ours: str
    theirs: str


def _cpu(cost: Cost) -> str:
    return f"{cost.cpu:.1f} s CPU, {cost.wall:.1f} s wall"


def extraction(root: Path, folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Measure cold extraction against the bare model, and two processes against one."""
    place = make_chronicle(folder / "texts", root, 1)
    bare, ours = child("bare", place, sizes.texts), child("ours", place, sizes.texts)
    what = f"cold extraction, {sizes.texts} articles, one process"
    yield Row(what, "bare nlp.pipe", 0.6, 0.2, ours.cpu / bare.cpu, "CPU", _cpu(ours), _cpu(bare))
    if cores(settings_of(place)) > 1:
        one, two = (_reading(root, folder / f"jobs{jobs}", sizes.texts, jobs) for jobs in (1, 2))
        what = f"the same on 2 cores, {sizes.texts} articles"
        yield Row(what, "one process", 0.6, 0.52, two / one, "wall", f"{two:.1f} s", f"{one:.1f} s")


def _reading(root: Path, folder: Path, size: int, jobs: int) -> float:
    place = make_chronicle(folder, root, size)
    build(place, jobs)
    return next(s.wall for s in read_account(place / ".cache" / ACCOUNT) if s.name == "read articles")


def builds(root: Path, folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Measure a chronicle cold, warm and after a change, against vanilla Pelican; then one several times as large."""
    place = make_chronicle(folder / "small", root, sizes.articles)
    size = f"{sizes.articles:,} articles"
    cold, plain = build(place), vanilla(place)
    account = {stage.name: stage for stage in read_account(place / ".cache" / ACCOUNT)}
    pages, written = account["pages"], sum(1 for _ in (place / "vanilla").rglob("*.html"))
    warm = build(place)
    yield Row(f"warm build, nothing changed, {size}", "vanilla Pelican", 0.9, 0.3, warm.cpu / plain.cpu, "CPU",
              _cpu(warm), _cpu(plain))  # fmt: skip
    change_one(place)
    changed = build(place)
    yield Row(f"one article changed of {size}", "cold build", 0.1, 0.03, changed.cpu / cold.cpu, "CPU",
              _cpu(changed), _cpu(cold))  # fmt: skip
    ours, theirs = pages.cpu / pages.count * 1000, plain.cpu / written * 1000
    yield Row(f"pages written, cold ({pages.count:,})", f"vanilla Pelican, per page ({written:,})", 0.8, 0.3,
              ours / theirs, "CPU", f"{ours:.2f} ms a page", f"{theirs:.2f} ms a page")  # fmt: skip
    large = build(make_chronicle(folder / "large", root, sizes.articles * sizes.times))
    what = f"{sizes.articles * sizes.times:,} articles"
    share = sizes.times / 8
    yield Row(f"growth: cold build of {what}", size, 9 * share, 8 * share, large.cpu / cold.cpu, "CPU",
              _cpu(large), _cpu(cold))  # fmt: skip
    yield Row(f"peak memory at {what}", size, 2.0, 1.3, large.peak / cold.peak, "memory",
              f"{large.peak:.0f} MB", f"{cold.peak:.0f} MB")  # fmt: skip


def merging(root: Path, folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Measure the merging of many reports against a tenth of them."""
    place = make_chronicle(folder / "merge", root, 1)
    few, many = child("merge", place, sizes.reports // 10), child("merge", place, sizes.reports)
    what = f"merging {sizes.reports:,} reports"
    yield Row(what, f"{sizes.reports // 10:,} reports", 12, 10, many.cpu / few.cpu, "CPU", _cpu(many), _cpu(few))


PARTS = {"extraction": extraction, "builds": builds, "merge": merging}
