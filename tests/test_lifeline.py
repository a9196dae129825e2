"""A build that is killed takes Pelican with it: nobody writes on into the next one's tables."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import ROOT

from chronicle.lifeline import LIFELINE, follow

CHILD = "import sys, time; sys.path.insert(0, {path!r}); from chronicle.lifeline import follow; {watch}; print('up', flush=True); time.sleep(60)"
PARENT = """
import os, subprocess, sys, time
sys.path.insert(0, {path!r})
from chronicle.lifeline import LIFELINE, lifeline
with lifeline() as pipe:
    environment = {{**os.environ, LIFELINE: str(pipe)}}
    child = subprocess.Popen([sys.executable, "-c", {child!r}], env=environment, process_group=0, pass_fds=(pipe,))
    print(child.pid, flush=True)
    {end}
"""


def gone(pid: int) -> bool:
    """Tell whether a process is no more; of one whose parent died, whether nothing but its entry is left."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        return False


def family(watch: str, end: str) -> tuple[subprocess.Popen[str], int]:
    """Start a process that starts another; return it, and the other's id once it runs."""
    path = str(ROOT / "plugins")
    code = PARENT.format(path=path, child=CHILD.format(path=path, watch=watch), end=end)
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    assert parent.stdout.readline() == "up\n"
    return parent, child


@pytest.mark.parametrize(("watch", "dies"), [("follow()", True), ("pass", False)])
def test_who_follows_dies_with_a_parent_that_is_killed(watch: str, dies: bool) -> None:
    parent, child = family(watch, "time.sleep(60)")
    assert not gone(child)
    parent.kill()
    parent.wait()
    until = time.monotonic() + (20 if dies else 0.5)
    while not gone(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert gone(child) is dies
    if not dies:
        os.kill(child, signal.SIGKILL)


@pytest.mark.parametrize("number", ["", "x", "-1", "99999"])
def test_a_number_that_is_no_pipe_harms_nobody(monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    monkeypatch.setenv(LIFELINE, number)
    follow()
    time.sleep(0.05)
    assert LIFELINE not in os.environ
