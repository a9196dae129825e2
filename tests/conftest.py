"""Fixtures shared by the tests: the project's root, and one spaCy pipeline for all of them."""

from __future__ import annotations

import os
import shutil
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from chronicle.commands import bytecode
from chronicle.gazetteer import open_gazetteer
from chronicle.model import AnalysedArticle, Article, PlaceMention

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from browser_site import Served
    from playwright.sync_api import Browser
    from spacy.language import Language
    from xdist.remote import Producer
    from xdist.scheduler import LoadScopeScheduling
    from xdist.workermanage import WorkerController

ROOT = Path(__file__).resolve().parent.parent
CHROMIUM = Path("/usr/bin/chromium")
LEFT_OUT = pytest.StashKey[int]()


def required() -> bool:
    """Tell whether the tests that need a browser must not be left out."""
    return bool(os.environ.get("CHRONICLE_REQUIRE_BROWSER"))


def shared_out(config: pytest.Config) -> bool:
    """Tell whether this process lets several workers run the tests, or is one of them."""
    return bool(config.getoption("numprocesses", None)) or hasattr(config, "workerinput")


def think_up_the_same(config: pytest.Config) -> None:
    """Let hypothesis think up the same cases each time, and take its time; others with --hypothesis-profile=other.

    What a run says of the code must not hang on chance, nor on how busy the machine is.
    """
    from hypothesis import HealthCheck, settings

    patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
    settings.register_profile("other", patient)
    settings.register_profile("same", patient, derandomize=True)
    if not config.getoption("hypothesis_profile", None):
        settings.load_profile("same")


def pytest_configure(config: pytest.Config) -> None:
    """Let what the tests start find compiled files, and refuse at once what the workers would each refuse."""
    bytecode.keep(ROOT / ".cache")
    if config.pluginmanager.hasplugin("hypothesispytest"):
        think_up_the_same(config)
    if shared_out(config) and required() and not CHROMIUM.exists():
        raise pytest.UsageError(f"browser tests cannot run: {CHROMIUM} is missing")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out where Debian's chromium is missing; with CHRONICLE_REQUIRE_BROWSER=1, fail."""
    if shared_out(config):
        from workers import costliest_first

        costliest_first(items)
    if CHROMIUM.exists():
        return
    left_out = [item for item in items if item.get_closest_marker("browser")]
    if left_out and required():
        raise pytest.UsageError(f"{len(left_out)} browser tests cannot run: {CHROMIUM} is missing")
    items[:] = [item for item in items if item not in left_out]
    config.stash[LEFT_OUT] = len(left_out)
    getattr(config, "workeroutput", {})["left_out"] = len(left_out)
    config.hook.pytest_deselected(items=left_out)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Make the index of the world's places before the workers start, who would each take a minute for it."""
    if (ROOT / "plugins").is_dir():  # not where our own tests run this file
        open_gazetteer(None, ROOT / ".cache")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Share the tests out by files, those of one site together."""
    from workers import Shares

    return Shares(config, log)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: WorkerController) -> None:
    """Keep what a worker left out: each finds all tests, so that all say the same number."""
    node.config.stash[LEFT_OUT] = getattr(node, "workeroutput", {}).get("left_out", 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say loudly that the browser tests were left out."""
    if count := config.stash.get(LEFT_OUT, 0):
        terminalreporter.section("NOT TESTED IN A BROWSER", sep="!", red=True, bold=True)
        terminalreporter.line(f"{count} browser tests were left out: {CHROMIUM} is missing (apt-get install chromium)")


@pytest.fixture(scope="session", autouse=True)
def no_compiled_leftovers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Remove what was compiled of the copies of the program that tests make: 6 MB a run, kept for nothing."""
    yield
    if sys.pycache_prefix:
        shutil.rmtree(Path(sys.pycache_prefix, *tmp_path_factory.getbasetemp().parts[1:]), ignore_errors=True)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def nlp() -> Language:
    from chronicle.nlp.pipeline import load_pipeline
    from chronicle.settings import Settings

    return load_pipeline(Settings(root=ROOT, content=ROOT / "content", cache_dir=ROOT / ".cache"))


@pytest.fixture(scope="session")
def read(nlp: Language) -> Callable[..., AnalysedArticle]:
    """Return a function that analyses one text: read("...", "2016-05-08")."""
    from chronicle.nlp.extract import analyse

    def run(text: str, published: str | None = None, publisher: str = "Test Wire") -> AnalysedArticle:
        day = date.fromisoformat(published) if published else None
        return next(analyse(nlp, [Article("test", "", publisher, day, text)]))

    return run


@pytest.fixture(scope="session")
def find(nlp: Language) -> Callable[[str], dict[str, PlaceMention]]:
    """Return a function that gives a text's places by their words, without the editor's list of places."""
    from chronicle.nlp.cues import CueLexicon
    from chronicle.nlp.places import find_places
    from chronicle.nlp.places_scene import deeds

    gazetteer, told = open_gazetteer(None, ROOT / ".cache"), deeds(CueLexicon.load())
    names = ("sentences", "evidence", "acronyms", "times", "places", "actors", "casualties", "reports")
    ours = [f"chronicle_{name}" for name in names]

    def run(text: str) -> dict[str, PlaceMention]:
        with nlp.select_pipes(disable=ours):
            return {mention.text: mention for mention in find_places(nlp(text), gazetteer, told=told)}

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Yield Debian's chromium, one for all tests."""
    from playwright.sync_api import sync_playwright

    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as play:
        arguments = ["--no-sandbox", "--disable-gpu", *quiet]
        opened = play.chromium.launch(executable_path=str(CHROMIUM), args=arguments)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def arabic_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Yield the same site with an Arabic interface, from right to left."""
    from browser_site import Served, write_site
    from views_chronicle import make_chronicle

    from chronicle.bench.local_site import serving
    from chronicle.pages.publish import publishable

    folder = tmp_path_factory.mktemp("arabic")
    write_site(ROOT, publishable(make_chronicle()), folder / "repo", language="ar")
    with serving(folder) as address:
        yield Served(f"{address}repo/", folder / "repo")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Yield the whole site of an invented chronicle, served under a sub-path as GitHub Pages does."""
    from browser_site import Served, write_site
    from views_chronicle import make_chronicle

    from chronicle.bench.local_site import serving
    from chronicle.pages.publish import publishable

    folder = tmp_path_factory.mktemp("site")
    write_site(ROOT, publishable(make_chronicle()), folder / "repo")
    with serving(folder) as address:
        yield Served(f"{address}repo/", folder / "repo")
