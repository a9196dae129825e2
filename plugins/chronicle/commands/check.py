"""`invoke test` and `invoke lint`: pytest, ruff and mypy on the project."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from ..errors import ChronicleError, Problem
from ..work import processors

WORKERS = 4
"""More gain nothing: the tests that share one site take a quarter of the time, on one of them."""
LINT = (("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",))


def _require(*modules: str) -> None:
    missing = [module for module in modules if importlib.util.find_spec(module) is None]
    if missing:
        remedy = "install them with README's second command"
        raise ChronicleError(Problem(f"{' and '.join(missing)} not installed", remedy))


def run_tests(root: Path, arguments: Sequence[str] = ()) -> int:
    """Run the tests and return pytest's exit status: all of them shared out to workers, chosen ones in one process.

    Raises ChronicleError where the packages of the tests are not installed.
    """
    _require("pytest", "hypothesis", "xdist")
    workers = 1 if arguments else min(processors(), WORKERS)
    shared_out = ["-n", str(workers)] if workers > 1 else []
    return subprocess.run([sys.executable, "-m", "pytest", *shared_out, *arguments], cwd=root, check=False).returncode


def lint(root: Path) -> int:
    """Run every checker, also after one has failed, and return the highest exit status.

    Raises ChronicleError where the checkers are not installed.
    """
    _require("ruff", "mypy")
    return max(subprocess.run([sys.executable, "-m", *command], cwd=root, check=False).returncode for command in LINT)
