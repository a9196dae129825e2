"""The bench: a row that fails says so and the others are measured; its articles; compiled Python is kept."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT

from chronicle.bench.corpus import WORDS, corpus
from chronicle.bench.rows import PARTS, Figure, Once, Row, Sizes
from chronicle.commands.bench import bench
from chronicle.errors import ChronicleError


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    return tmp_path


def rows(root: Path, folder: Path, sizes: Sizes) -> Iterator[Row]:
    assert folder.is_dir()

    def fail() -> Figure:
        raise OSError("no room | on the disk")

    made = Once(fail)
    yield Row("one", "nothing", 0.5, 0.1, "CPU", made)
    yield Row("two", "nothing", 0.5, 0.1, "CPU", made)
    yield Row("three", "nothing", 0.5, 0.1, "CPU", lambda: Figure(0.25, "1 s", "4 s", f"{sizes.texts} texts"))


def test_a_row_that_fails_says_so_and_the_others_are_measured(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(PARTS, "odd", rows)
    assert bench(root, quick=True, only="odd", write=True) == 1
    page = (root / "docs" / "bench.md").read_text()
    assert "| one | nothing | **failed** | CPU | 0.5 | 0.1 | no room / on the disk |" in page
    assert "an earlier row failed: no room" in page
    assert "| three (48 texts) | nothing | **0.25** | CPU | 0.5 | 0.1 | 1 s | 4 s |" in page
    assert "three, against nothing: 0.25 (good enough)" in capsys.readouterr().out


def test_rows_that_are_measured_make_a_good_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARTS, "odd", lambda *of: (row for row in rows(*of) if row.what == "three"))
    assert bench(root, only="odd", sizes=Sizes(texts=3)) == 0
    assert "(3 texts)" in (root / ".cache" / "bench.md").read_text()


def test_no_such_part(root: Path) -> None:
    with pytest.raises(ChronicleError, match="parts are extraction, map, builds, merge"):
        bench(root, only="maps")


def test_every_part_has_its_rows(root: Path, tmp_path: Path) -> None:
    found = [row.what for part in PARTS.values() for row in part(root, tmp_path, Sizes())]
    assert len(found) == len(set(found)) == 10


def test_the_articles_are_those_of_a_newspaper() -> None:
    articles = list(corpus(200))
    assert articles[:20] == list(corpus(20))
    words = [article.text.split() for article in articles]
    assert WORDS * 0.9 < sum(map(len, words)) / len(words) < WORDS * 1.15
    assert len({word for text in words for word in text}) > 3000
    killing = Counter(sum("killed" in line or "killing" in line for line in a.text.split(".")) > 0 for a in articles)
    assert 0.2 < killing[True] / len(articles) < 0.7
    assert not [a.text for a in articles if "{" in a.text]


def test_compiled_files_are_kept_where_python_is_told_to_keep_none(tmp_path: Path) -> None:
    code = (
        "import sys, os; from pathlib import Path; from chronicle.commands.bytecode import keep; keep(Path(sys.argv[1]));"
        "import chronicle.geo; print(sys.pycache_prefix, os.environ.get('PYTHONDONTWRITEBYTECODE'))"
    )

    def said(**more: str) -> str:
        ours = {"PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE"}
        environment = {
            **{k: v for k, v in os.environ.items() if k not in ours},
            "PYTHONPATH": str(ROOT / "plugins"),
            **more,
        }
        return subprocess.check_output([sys.executable, "-c", code, str(tmp_path)], env=environment, text=True).strip()

    assert said(PYTHONDONTWRITEBYTECODE="1") == f"{tmp_path / 'python'} None"
    assert list(tmp_path.rglob("geo.*.pyc"))
    assert said(PYTHONDONTWRITEBYTECODE="1", PYTHONPYCACHEPREFIX=str(tmp_path / "other")).startswith(
        str(tmp_path / "other")
    )
    assert said(PYTHONDONTWRITEBYTECODE="").startswith("None")
