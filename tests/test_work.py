"""Work spread over processes: the same results in the same order, here, on loky, and on a cluster that loses a worker."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from conftest import ROOT

from chronicle.errors import ChronicleError
from chronicle.settings import Settings
from chronicle.work import spread

BATCHES = [list(range(at, at + 3)) for at in range(0, 36, 3)]
EXPECTED = [b"".join(b"%d," % (number * number) for number in batch) for batch in BATCHES]
HERE = str(Path(__file__).parent)


def squares(batch: Sequence[int]) -> bytes:
    time.sleep(0.2)
    return b"".join(b"%d," % (number * number) for number in batch)


def settings(scheduler: str = "", jobs: int = 1) -> Settings:
    return Settings(ROOT, ROOT / "content", ROOT / ".cache", jobs=jobs, scheduler=scheduler)


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_process_or_two_give_the_same(jobs: int) -> None:
    assert list(spread(settings(jobs=jobs), squares, BATCHES)) == EXPECTED


def start(*arguments: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join((str(ROOT / "plugins"), HERE))
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


@pytest.fixture
def cluster() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and two workers, each a process of its own."""
    if importlib.util.find_spec("distributed") is None:
        pytest.fail("dask is not installed: requirements-cluster.txt")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    worker = ("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
    started = [start("dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")]
    started += [start(*worker), start(*worker)]
    try:
        yield address, started
    finally:
        for process in started:
            process.kill()
            process.wait()


def test_a_cluster_that_loses_a_worker_gives_the_same(
    cluster: tuple[str, list[subprocess.Popen[bytes]]],
) -> None:
    address, started = cluster
    found = []
    for number, result in enumerate(spread(settings(address), squares, BATCHES)):
        found.append(result)
        if number == 2:
            started[-1].send_signal(signal.SIGKILL)
    assert found == EXPECTED


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronicle.work.WAIT", "1s")
    with pytest.raises(ChronicleError, match="no scheduler answers at tcp"):
        list(spread(settings("tcp://127.0.0.1:9"), squares, BATCHES))
