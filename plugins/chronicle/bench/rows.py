"""The rows of `invoke bench`: each measures two things in the same run, so that a slow hour slows both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Generic, TypeVar

from ..errors import ChronicleError, Problem
from ..progress import ACCOUNT, Stage, read_account
from ..work import cores
from .child import settings_of
from .map_cost import CHROMIUM, bytes_ratio, measure
from .measure import Cost, build, change_one, child, make_chronicle, vanilla

Result = TypeVar("Result")


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
class Figure:
    """What was measured: ours by the baseline's, and both in words."""

    ratio: float
    ours: str
    theirs: str
    note: str = ""
    """What is known of the row only now: how many pages there were."""


@dataclass(frozen=True, slots=True)
class Row:
    """One figure against its baseline; `run` measures it when it is asked to."""

    what: str
    against: str
    must: float
    aim: float
    by: str
    """What the ratio is of: CPU, wall, memory or bytes."""
    run: Callable[[], Figure]


class Once(Generic[Result]):
    """Something that several rows need: made when the first asks, and if that fails, failed for all of them."""

    def __init__(self, make: Callable[[], Result]) -> None:
        self._make, self._failed = make, ""
        self._made: list[Result] = []

    def __call__(self) -> Result:
        """Return it. Raises what making it raises, and later ChronicleError with the same words."""
        if self._failed:
            raise ChronicleError(Problem(f"an earlier row failed: {self._failed}", "mend that first"))
        if not self._made:
            try:
                self._made.append(self._make())
            except Exception as error:
                self._failed = str(error) or type(error).__name__
                raise
        return self._made[0]


def _words(cost: Cost) -> str:
    return f"{cost.cpu:.1f} s CPU, {cost.wall:.1f} s wall"


def _cpu(ours: Callable[[], Cost], theirs: Callable[[], Cost]) -> Figure:
    one, other = theirs(), ours()
    return Figure(other.cpu / one.cpu, _words(other), _words(one))


def extraction(root: Path, folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Measure cold extraction against the bare model, and two processes against one."""
    place = Once(lambda: make_chronicle(folder / "texts", root, 1))
    both = Once(lambda: child("read", place(), sizes.texts))
    what = f"cold extraction, {sizes.texts} articles, one process"
    run = partial(_cpu, lambda: both()[0], lambda: both()[1])
    yield Row(what, "bare nlp.pipe", 0.6, 0.2, "CPU", run)
    yield Row(f"the same on 2 cores, {sizes.texts} articles", "one process", 0.6, 0.52, "wall",
              partial(_two, root, folder, sizes.texts))  # fmt: skip


def _two(root: Path, folder: Path, size: int) -> Figure:
    one, two = (_reading(make_chronicle(folder / f"jobs{jobs}", root, size), jobs) for jobs in (1, 2))
    return Figure(two / one, f"{two:.1f} s", f"{one:.1f} s")


def _reading(place: Path, jobs: int) -> float:
    if cores(settings_of(place)) < jobs:
        raise ChronicleError(Problem("this machine has one processor", "measure it on one with two"))
    build(place, jobs)
    return next(stage.wall for stage in _account(place) if stage.name == "read articles")


def _account(place: Path) -> list[Stage]:
    return read_account(place / ".cache" / ACCOUNT)


def builds(root: Path, folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Measure a chronicle cold, warm and after a change, against vanilla Pelican; then one several times as large."""
    place = Once(lambda: make_chronicle(folder / "small", root, sizes.articles))
    size, what = f"{sizes.articles:,} articles", f"{sizes.articles * sizes.times:,} articles"
    cold = Once(lambda: _cold(place()))
    plain = Once(lambda: _around(place(), cold))
    large = Once(lambda: build(make_chronicle(folder / "large", root, sizes.articles * sizes.times)))

    def warm() -> Cost:
        cold()
        return build(place())

    def changed() -> Cost:
        cold()
        change_one(place())
        return build(place())

    yield Row("pages written, cold", "vanilla Pelican, per page", 0.8, 0.3, "CPU",
              lambda: _pages(plain(), cold()[1], place()))  # fmt: skip
    yield Row(f"warm build, nothing changed, {size}", "vanilla Pelican", 0.9, 0.3, "CPU",
              partial(_cpu, warm, plain))  # fmt: skip
    yield Row(
        f"one article changed of {size}", "cold build", 0.1, 0.03, "CPU", partial(_cpu, changed, lambda: cold()[0])
    )
    share = sizes.times / 8
    yield Row(
        f"growth: cold build of {what}", size, 9 * share, 8 * share, "CPU", partial(_cpu, large, lambda: cold()[0])
    )
    yield Row(f"peak memory at {what}", size, 2.0, 1.3, "memory", lambda: _memory(large(), cold()[0]))


def _around(place: Path, between: Callable[[], object]) -> Cost:
    """Return what vanilla Pelican takes, by the mean of a run before our cold build and one after it."""
    before = vanilla(place)
    between()
    after = vanilla(place)
    return Cost((before.wall + after.wall) / 2, (before.cpu + after.cpu) / 2, max(before.peak, after.peak), after.said)


def _cold(place: Path) -> tuple[Cost, Stage]:
    cost = build(place)
    return cost, next(stage for stage in _account(place) if stage.name == "pages")


def _pages(plain: Cost, pages: Stage, place: Path) -> Figure:
    written = sum(1 for _ in (place / "vanilla").rglob("*.html"))
    ours, theirs = pages.cpu / pages.count * 1000, plain.cpu / written * 1000
    note = f"{pages.count:,} pages and {written:,}"
    return Figure(ours / theirs, f"{ours:.2f} ms a page", f"{theirs:.2f} ms a page", note)


def _memory(large: Cost, small: Cost) -> Figure:
    return Figure(large.peak / small.peak, f"{large.peak:.0f} MB", f"{small.peak:.0f} MB")


def merging(root: Path, folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Measure the merging of many reports against a tenth of them."""
    place = Once(lambda: make_chronicle(folder / "merge", root, 1))
    few, many = (partial(_merge, place, size) for size in (sizes.reports // 10, sizes.reports))
    what, against = f"merging {sizes.reports:,} reports", f"{sizes.reports // 10:,} reports"
    yield Row(what, against, 12, 10, "CPU", partial(_cpu, many, few))


def _merge(place: Once[Path], size: int) -> Cost:
    (cost,) = child("merge", place(), size)
    return cost


def maps(root: Path, folder: Path, sizes: Sizes) -> Iterator[Row]:
    """Measure the overview map in headless Chromium against plain folium markers."""
    both = Once(lambda: measure(_with_browser(root), folder / "map", sizes.events))
    what, against = f"overview map, {sizes.events:,} events", "plain folium markers"

    def sizes_of() -> Figure:
        ours, plain = both()
        mine, theirs = (f"{(cost.gzipped - cost.background) / 1e3:.0f} kB" for cost in (ours, plain))
        note = f"our base map of {ours.background / 1e3:.0f} kB apart, as the plain page's tiles are"
        return Figure(bytes_ratio(ours, plain), mine, theirs, note)

    def seconds() -> Figure:
        ours, plain = both()
        return Figure(ours.cpu / plain.cpu, f"{ours.cpu:.1f} s", f"{plain.cpu:.1f} s")

    yield Row(f"{what}: bytes gzipped", against, 0.1, 0.03, "bytes", sizes_of)
    yield Row(f"{what}: CPU until usable", against, 0.1, 0.03, "CPU", seconds)


def _with_browser(root: Path) -> Path:
    if find_spec("playwright") is None or not Path(CHROMIUM).exists():
        raise ChronicleError(Problem("there is no playwright or no chromium", "install both, see requirements-dev.in"))
    return root


PARTS: dict[str, Callable[[Path, Path, Sizes], Iterator[Row]]] = {
    "extraction": extraction,
    "map": maps,
    "builds": builds,
    "merge": merging,
}
