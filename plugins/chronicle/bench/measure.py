"""Running things from outside: seconds, processor seconds of all processes, and peak memory of the largest."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import ChronicleError, Problem
from .corpus import as_file, corpus

PLUGINS = Path(__file__).resolve().parents[2]
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
COPIED = ("pelicanconf.py", "publishconf.py", "tasks.py", "theme")


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost."""

    wall: float
    cpu: float
    peak: float
    """Megabytes of the largest process."""
    said: str = ""


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. Raises ChronicleError where it fails, with what it said."""
    begun = time.monotonic()
    variables = {**_compiling(folder), "PYTHONPATH": str(PLUGINS), **(environment or {})}
    with (folder / "bench.out").open("w+b") as said:
        process = subprocess.Popen(command, cwd=folder, env=variables, stdout=said, stderr=subprocess.STDOUT)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        wall = time.monotonic() - begun
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    if process.returncode:
        raise ChronicleError(Problem(f"{' '.join(command[-4:])} failed: {text[-800:]}", "mend that first"))
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, text)


def _compiling(folder: Path) -> dict[str, str]:
    """Return the environment in which all that is measured keeps its compiled Python, as it does by default.

    In containers Python is often told to keep none: each start would compile a thousand files, ours and theirs.
    """
    variables = dict(os.environ)
    if variables.pop("PYTHONDONTWRITEBYTECODE", ""):
        variables.setdefault("PYTHONPYCACHEPREFIX", str(folder.parent / "python"))
    return variables


def child(what: str, folder: Path, size: int) -> list[Cost]:
    """Run one thing of `child.py` with one thread; its own clock leaves out start, model and lists.

    Returns the cost of each thing that it measured.
    """
    done = run([sys.executable, "-m", "chronicle.bench.child", what, str(folder), str(size)], folder, ONE_THREAD)
    found = json.loads(done.said.strip().splitlines()[-1])
    return [Cost(each["wall"], each["cpu"], done.peak, done.said) for each in found]


def build(folder: Path, jobs: int = 0) -> Cost:
    """Run `invoke build`, with so many processes that read; 0 for as many as there are processors, as it does."""
    config = folder / "pelicanconf.py"
    if jobs:
        config.write_text(f"{config.read_text(encoding='utf-8')}\nCHRONICLE_JOBS = {jobs}\n", encoding="utf-8")
    return run([sys.executable, "-m", "invoke", "build"], folder, ONE_THREAD)


def vanilla(folder: Path) -> Cost:
    """Let Pelican alone build the same articles with its theme `simple`, its own files compiled before."""
    config = folder / "vanilla.py"
    config.write_text(
        "SITENAME = 'Vanilla'\nSITEURL = ''\nPATH = 'content'\nARTICLE_PATHS = ['articles']\nPAGE_PATHS = []\n"
        "OUTPUT_PATH = 'vanilla'\nTHEME = 'simple'\nTIMEZONE = 'UTC'\nPLUGINS = []\nDEFAULT_CATEGORY = 'news'\n"
        "SLUGIFY_SOURCE = 'basename'\n"
        "FEED_ALL_ATOM = CATEGORY_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None\n",
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "pelican", "-s", str(config), "-o", str(folder / "vanilla")]
    run(command, folder)
    shutil.rmtree(folder / "vanilla")
    return run(command, folder)


def make_chronicle(folder: Path, source: Path, size: int) -> Path:
    """Lay out a chronicle of the corpus beside a project's own theme, settings and lists; only its index of places
    is shared, which takes long to make."""
    for name in COPIED:
        copy = shutil.copytree if (source / name).is_dir() else shutil.copy
        folder.mkdir(parents=True, exist_ok=True)
        copy(source / name, folder / name)
    (folder / "plugins").symlink_to(PLUGINS)
    for name in ("pages", "chronicle"):
        shutil.copytree(source / "content" / name, folder / "content" / name)
    for table in ("addresses.csv", "withdrawn.csv", "corrections.yaml"):
        (folder / "content" / "chronicle" / table).unlink(missing_ok=True)
    shared = source / ".cache" / "gazetteer"
    shared.mkdir(parents=True, exist_ok=True)
    (folder / ".cache").mkdir()
    (folder / ".cache" / "gazetteer").symlink_to(shared)
    (folder / "content" / "articles").mkdir()
    for article in corpus(size):
        path = folder / "content" / "articles" / f"{article.article_id}.md"
        path.write_text(as_file(article), encoding="utf-8")
    return folder


def change_one(folder: Path) -> None:
    """Add a sentence to one article in the middle."""
    paths = sorted((folder / "content" / "articles").glob("*.md"))
    path = paths[len(paths) // 2]
    told = " Shells also fell on Homs on Monday, killing four people, residents said.\n"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + told, encoding="utf-8")
