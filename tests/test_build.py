"""invoke build: the whole site or the last one, one build at a time, and every failure an exit status."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from conftest import ROOT

from chronicle import build as core
from chronicle.commands import build as command
from chronicle.commands import swap
from chronicle.commands.console import finish
from chronicle.errors import ArticleError, ChronicleError, Problem
from chronicle.model import AnalysedArticle, Article
from chronicle.settings import Settings

Write = Callable[[Path, Path, Path], None]


def good(root: Path, config: Path, folder: Path) -> None:
    (folder / "index.html").write_text("new")


def failing(error: BaseException) -> Write:
    def write(root: Path, config: Path, folder: Path) -> None:
        (folder / "index.html").write_text("half")
        raise error

    return write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    (tmp_path / "content").mkdir()
    (tmp_path / "output" / "deep").mkdir(parents=True)
    (tmp_path / "output" / "index.html").write_text("old")
    (tmp_path / "output" / "deep" / "gone.html").write_text("old")
    return tmp_path


def files(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in root.glob("output*/**/*") if path.is_file())


def test_a_good_build_takes_the_place_of_the_last(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.build(root, write=good) == 0
    assert files(root) == ["output/index.html"]
    assert (root / "output" / "index.html").read_text() == "new"
    assert capsys.readouterr().out == "1 pages in output/\n"


def test_the_first_build(root: Path) -> None:
    shutil.rmtree(root / "output")
    assert command.build(root, write=good) == 0
    assert files(root) == ["output/index.html"]


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (ChronicleError(Problem("the site was not built")), 1),
        (OSError(28, "No space left on device"), 1),
        (KeyboardInterrupt(), 130),
    ],
)
def test_a_failed_build_leaves_the_last_one(
    root: Path, error: BaseException, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert finish(lambda: command.build(root, write=failing(error))) == status
    assert files(root) == ["output/deep/gone.html", "output/index.html"]
    assert (root / "output" / "index.html").read_text() == "old"
    assert capsys.readouterr().err


def test_where_folders_cannot_be_exchanged(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    assert command.build(root, write=good) == 0
    assert files(root) == ["output/index.html"]


def test_exchange_is_one_step_here(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if sys.platform == "linux":
        assert swap._exchange(tmp_path / "a", tmp_path / "b")
        assert (tmp_path / "a" / "b").exists()
    assert not swap._exchange(tmp_path / "a", tmp_path / "missing")


def test_what_a_killed_build_left_is_mended(root: Path) -> None:
    (root / "output").rename(root / "output.old")
    (root / "output.new-0123").mkdir()
    (root / "output.new-0123" / "index.html").write_text("half")
    assert finish(lambda: command.build(root, write=failing(ChronicleError(Problem("no"))))) == 1
    assert files(root) == ["output/deep/gone.html", "output/index.html"]


def test_a_killed_build_leaves_the_last_one_and_no_lock(root: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from chronicle.commands.build import build\n"
        "def write(root, config, folder):\n"
        "    (folder / 'index.html').write_text('half'); print('writing', flush=True); time.sleep(60)\n"
        "build(Path(sys.argv[1]), write=write)\n"
    )
    arguments = [sys.executable, "-c", code, str(root), str(ROOT / "plugins")]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        with pytest.raises(ChronicleError, match=rf"another build is writing output/ \(process {process.pid}\)"):
            command.build(root, write=good)
        assert (root / "output" / "index.html").read_text() == "old"
        process.send_signal(signal.SIGKILL)
    assert (root / "output" / "index.html").read_text() == "old"
    assert command.build(root, write=good) == 0
    assert files(root) == ["output/index.html"]


def test_another_output_is_another_lock(root: Path) -> None:
    def write(root: Path, config: Path, folder: Path) -> None:
        good(root, config, folder)
        assert command.build(root, output="elsewhere", write=good) == 0

    assert command.build(root, write=write) == 0


def test_without_a_configuration(tmp_path: Path) -> None:
    with pytest.raises(ChronicleError, match="run the command in the chronicle's folder"):
        command.build(tmp_path, write=good)


PLUGIN = f"""
import sys
import time
sys.path.insert(0, {str(ROOT / "plugins")!r})
from pelican import signals
from chronicle.errors import ArticleError, Problem
from chronicle.plain import plainly

def fail(sender):
    raise ValueError("the plugin failed")

@plainly()
def complain(sender):
    raise ArticleError([Problem("one " * 30, "do this", "a.md", 3), Problem("two")])

def interrupt(sender):
    raise KeyboardInterrupt

def wait(sender):
    import os, pathlib, time
    pathlib.Path("pelican.pid").write_text(str(os.getpid()))
    time.sleep(120)

def register():
    signals.initialized.connect(HANDLER)
"""


def pelican(root: Path, handler: str) -> None:
    (root / "own.py").write_text(PLUGIN.replace("HANDLER", handler))
    conf = 'PATH = "content"\nPLUGIN_PATHS = ["."]\nPLUGINS = ["own"]\nTIMEZONE = "UTC"\n'
    (root / "pelicanconf.py").write_text(conf)


def test_a_plugin_that_fails_fails_the_build(root: Path) -> None:
    pelican(root, "fail")
    assert finish(lambda: command.build(root)) == 1
    assert (root / "output" / "index.html").read_text() == "old"


def test_problems_stand_on_plain_lines_under_pelican(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    pelican(root, "complain")
    assert finish(lambda: command.build(root)) == 1
    said = capfd.readouterr().err.splitlines()
    assert said[:2] == [f"error: a.md:3: {'one ' * 30} (do this)", "error: two"]
    assert said[2].startswith("error: the site was not built")


def test_a_site_that_is_not_whole_fails_the_build(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pelican takes an interrupt for a good end, and exits 0 with whatever it has written."""
    pelican(root, "interrupt")
    monkeypatch.setattr(command, "index_changed", lambda folder, last, notes: False)
    with pytest.raises(ChronicleError, match=r"not whole: no index\.html"):
        command.build(root)
    assert (root / "output" / "index.html").read_text() == "old"


def test_an_interrupt_ends_pelican_and_leaves_the_last_site(root: Path) -> None:
    """Ctrl-C reaches the command alone; Pelican, which would exit 0 with half a site, is killed by it."""
    pelican(root, "wait")
    code = f"import signal, sys; sys.path.insert(0, {str(ROOT / 'plugins')!r})\nfrom pathlib import Path\n"
    # A shell lets what it starts in the background ignore Ctrl-C, and what that starts: these tests, say
    code += "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
    code += f"from chronicle.commands.build import build\nbuild(Path({str(root)!r}))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        note = root / "pelican.pid"
        for _ in range(600):
            if note.is_file() and note.read_text():
                break
            assert process.poll() is None
            time.sleep(0.1)
        inner = int(note.read_text())
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) != 0
    with pytest.raises(ProcessLookupError):
        os.kill(inner, 0)
    assert (root / "output" / "index.html").read_text() == "old"
    assert files(root) == ["output/deep/gone.html", "output/index.html"]


ARTICLES = [
    Article("b", "", "Adriatic Wire", date(1999, 4, 12), "Second."),
    Article("c", "", "Adriatic Wire", date(1999, 4, 11), "First."),
    Article("a", "", "Adriatic Wire", date(1999, 4, 12), "Third."),
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(root=tmp_path, content=tmp_path / "content", cache_dir=tmp_path / ".cache")


@pytest.fixture
def analysed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Put a reader in the place of spaCy's that notes which articles it was given."""
    given: list[str] = []

    def read_batch(settings: Settings, expected: str, articles: list[Article]) -> list[bytes]:
        given.extend(article.article_id for article in articles)
        return [msgspec.json.encode(AnalysedArticle(article.article_id)) for article in articles]

    monkeypatch.setitem(sys.modules, "chronicle.nlp.worker", SimpleNamespace(read_batch=read_batch))
    return given


def test_only_what_is_new_is_read(settings: Settings, analysed: list[str]) -> None:
    first = core.build_chronicle(settings, ARTICLES[:2])
    assert analysed == ["c", "b"]
    assert [article.article_id for article in first.articles] == ["c", "b"]
    second = core.build_chronicle(settings, ARTICLES)
    assert analysed == ["c", "b", "a"]
    assert [one.article_id for one in second.analysed] == ["c", "a", "b"]


@pytest.mark.parametrize("jobs", [1, 2, 7])
@pytest.mark.parametrize("number", [1, 47, 48, 49, 100, 500, 1001])
def test_batches_hold_every_article_once_and_the_last_are_small(settings: Settings, number: int, jobs: int) -> None:
    articles = [Article(str(n), "", "", None, "") for n in range(number)]
    for where in (replace(settings, jobs=jobs), replace(settings, jobs=jobs, scheduler="tcp://127.0.0.1:1")):
        batches = core.batches_of(articles, where)
        assert [article for batch in batches for article in batch] == articles
        sizes = [len(batch) for batch in batches]
        assert min(sizes) > 0
        if where.scheduler or number >= core.WORTH_SPREADING:
            assert max(sizes) <= core.BATCH
            assert sizes[-1] <= core.BATCH // core.SMALL
            assert not where.scheduler or len(sizes) >= min(number, core.AT_LEAST)
        else:
            assert sizes == [number]


def test_the_order_of_the_articles_does_not_count(settings: Settings, analysed: list[str]) -> None:
    assert core.build_chronicle(settings, ARTICLES) == core.build_chronicle(settings, reversed(ARTICLES))


def test_the_chronicles_clock(settings: Settings, analysed: list[str]) -> None:
    assert core.build_chronicle(settings, ARTICLES).as_of == date(1999, 4, 12)
    assert core.build_chronicle(replace(settings, as_of=date(2001, 1, 1)), ARTICLES).as_of == date(2001, 1, 1)
    assert core.build_chronicle(settings, []).as_of is None


def test_a_build_with_nothing_to_read_does_without_spacy(settings: Settings, analysed: list[str]) -> None:
    core.build_chronicle(settings, ARTICLES)
    code = (
        "import sys; from datetime import date; from pathlib import Path; sys.path.insert(0, sys.argv[2])\n"
        "from chronicle.build import build_chronicle\nfrom chronicle.model import Article\n"
        "from chronicle.settings import Settings\nroot = Path(sys.argv[1])\n"
        f"articles = [Article(a, '', 'Adriatic Wire', date.fromisoformat(d), t) for a, d, t in "
        f"{[(a.article_id, str(a.published), a.text) for a in ARTICLES]!r}]\n"
        "build_chronicle(Settings(root, root / 'content', root / '.cache'), articles)\n"
        "print('spacy' in sys.modules)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(settings.root), str(ROOT / "plugins")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout == "False\n", done.stderr


def test_every_problem_stands_on_a_line_of_its_own(capsys: pytest.CaptureFixture[str]) -> None:
    def run() -> int:
        raise ArticleError([Problem("one", "do this", Path("a.md"), 3), Problem("two")])

    assert finish(run) == 1
    assert capsys.readouterr().err == "error: a.md:3: one (do this)\nerror: two\n"
