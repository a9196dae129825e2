"""A small invented chronicle, built as a whole: the same bytes each time and everywhere, and the tables expected."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

GOLDEN = ROOT / "tests" / "golden"
TABLES = ("events.csv", "reports.csv", "places.csv", "articles.csv")
OWN = '\nSITENAME = "An invented chronicle"\nSITESUBTITLE = "Nothing here happened"\nCHRONICLE_KEEPER = "A test"\n'
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "PYTHONCOERCECLOCALE": "0",
    "PYTHONUTF8": "0",
    "PYTHONHASHSEED": "4711",
}
"""The last time zone to be reached by a day, a locale without any letters but ASCII's, another order of sets."""
HERE = {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}


def make_root(root: Path, source: Path = ROOT) -> Path:
    """Lay out the invented chronicle as a project of its own; only the places' index is shared, for it takes long."""
    shutil.copytree(GOLDEN / "content", root / "content")
    for name in ("plugins", "theme"):
        shutil.copytree(source / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    (root / "pelicanconf.py").write_text((ROOT / "pelicanconf.py").read_text(encoding="utf-8") + OWN, encoding="utf-8")
    (ROOT / ".cache" / "gazetteer").mkdir(parents=True, exist_ok=True)
    (root / ".cache").mkdir()
    (root / ".cache" / "gazetteer").symlink_to(ROOT / ".cache" / "gazetteer")
    return root


def build(root: Path, environment: dict[str, str]) -> dict[str, str]:
    """Build the site as `invoke build` does; return the digest of every file."""
    code = "import sys; from pathlib import Path; sys.path.insert(0, 'plugins')\n"
    code += "from chronicle.commands.build import build; sys.exit(build(Path.cwd()))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = sorted(path for path in (root / "output").rglob("*") if path.is_file())
    return {p.relative_to(root / "output").as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def forget_pages(root: Path) -> None:
    """Let the next build look at everything and write every page anew; what was read of the articles stays."""
    for note in ("output.built.json", "output.pages.json", "output.search.json", "output.searched.json"):
        (root / ".cache" / note).unlink()


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_root(tmp_path_factory.mktemp("golden") / "chronicle")


@pytest.fixture(scope="module")
def cold(root: Path) -> dict[str, str]:
    return build(root, HERE)


def test_a_warm_cache_gives_the_same_bytes_without_spacy(root: Path, cold: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "spacy.py").write_text("raise RuntimeError('a build with nothing to read imports spaCy')")
    forget_pages(root)
    assert build(root, {**HERE, "PYTHONPATH": str(tmp_path)}) == cold
    next((root / ".cache" / "analysed").glob("*/*.json")).unlink()
    forget_pages(root)
    with pytest.raises(AssertionError, match="imports spaCy"):
        build(root, {**HERE, "PYTHONPATH": str(tmp_path)})


def test_elsewhere_the_bytes_are_the_same(root: Path, cold: dict[str, str], tmp_path: Path) -> None:
    assert build(make_root(tmp_path / "another" / "folder", root), ELSEWHERE) == cold


def test_the_tables_are_as_expected(root: Path, cold: dict[str, str]) -> None:
    expected = GOLDEN / "expected"
    pages = "".join(f"{name}\n" for name in sorted(cold) if name.endswith(".html"))
    found = {name: (root / "output" / "data" / name).read_text(encoding="utf-8") for name in TABLES}
    found["pages.txt"] = pages
    if os.environ.get("CHRONICLE_UPDATE_GOLDEN"):
        expected.mkdir(exist_ok=True)
        for name, content in found.items():
            (expected / name).write_text(content, encoding="utf-8")
    assert {name: (expected / name).read_text(encoding="utf-8") for name in found} == found


def test_text_of_the_articles_is_shown_and_never_run(root: Path, cold: dict[str, str]) -> None:
    """An article's characters reach the pages escaped, wherever they are shown."""
    pages = {name: (root / "output" / name).read_text(encoding="utf-8") for name in cold if name.endswith(".html")}
    assert any("Shells fall on &lt;Karsholm&gt; *again*" in page for page in pages.values())
    assert [name for name, page in pages.items() if re.search(r"<script>|<Karsholm>|alert\(\"", page)] == []


def test_no_trace_of_the_machine(root: Path, cold: dict[str, str]) -> None:
    """No path of the folder that it was built in, and no text that is not quoted."""
    for name in cold:
        data = (root / "output" / name).read_bytes()
        assert str(root).encode() not in data, name
        assert b"3,000 people since 1985" not in data, name
