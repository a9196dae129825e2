"""Work spread over processes: the same results in the same order, here, on loky, and on a cluster that loses a worker."""

from __future__ import annotations

import importlib.util
import json
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from conftest import ROOT

from chronicle.bench.child import reports
from chronicle.bench.measure import make_chronicle
from chronicle.errors import ChronicleError
from chronicle.events.chronicle import Kept, make
from chronicle.events.chronicle import make_chronicle as make_chronicle_of
from chronicle.events.merge import Edge, Pair
from chronicle.settings import Settings
from chronicle.work import spread

BATCHES = [list(range(at, at + 3)) for at in range(0, 36, 3)]
EXPECTED = [b"".join(b"%d," % (number * number) for number in batch) for batch in BATCHES]
HERE = str(Path(__file__).parent)
SMALL = 16


def squares(batch: Sequence[int]) -> bytes:
    time.sleep(0.2)
    return b"".join(b"%d," % (number * number) for number in batch)


def settings(scheduler: str = "", jobs: int = 1) -> Settings:
    return Settings(ROOT, ROOT / "content", ROOT / ".cache", jobs=jobs, scheduler=scheduler)


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_process_or_two_give_the_same(jobs: int) -> None:
    assert list(spread(settings(jobs=jobs), squares, BATCHES)) == EXPECTED


def environment(path: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": path}


def start(*arguments: str) -> subprocess.Popen[bytes]:
    path = os.pathsep.join((str(ROOT / "plugins"), HERE))
    return subprocess.Popen(
        [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:]],
        env=environment(path),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def work_for(address: str) -> subprocess.Popen[bytes]:
    return start("dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard")


@contextmanager
def ended(*started: subprocess.Popen[bytes]) -> Iterator[None]:
    try:
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()


def address_in(file: Path, host: subprocess.Popen[bytes]) -> str:
    """Return the address that a scheduler writes into its file once it listens."""
    for _ in range(1200):
        assert host.poll() is None, "the scheduler has ended"
        with suppress(FileNotFoundError, ValueError):  # not there, or not whole yet
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        time.sleep(0.1)
    raise TimeoutError("the scheduler does not listen")


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a scheduler and a worker, each a process of its own; yield the scheduler's address."""
    if importlib.util.find_spec("distributed") is None:
        pytest.fail("dask is not installed: requirements-cluster.txt")
    file = tmp_path_factory.mktemp("scheduler") / "address.json"
    host = start(
        "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file)
    )
    with ended(host):
        address = address_in(file, host)
        with ended(work_for(address)):
            yield address


@pytest.fixture
def cluster(scheduler: str) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yield the address of a scheduler that has two workers, and the one of them that may be killed."""
    from distributed import Client

    doomed = work_for(scheduler)
    with ended(doomed):
        with Client(scheduler, timeout="120s", set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
        yield scheduler, doomed


def test_a_cluster_that_loses_a_worker_gives_the_same(cluster: tuple[str, subprocess.Popen[bytes]]) -> None:
    address, doomed = cluster
    found = []
    for number, result in enumerate(spread(settings(address), squares, BATCHES)):
        found.append(result)
        if number == 2:
            doomed.send_signal(signal.SIGKILL)
    assert found == EXPECTED


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chronicle.work.WAIT", "1s")
    with pytest.raises(ChronicleError, match="no scheduler answers at tcp"):
        list(spread(settings("tcp://127.0.0.1:9"), squares, BATCHES))


def site(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def begin(folder: Path, scheduler: str) -> subprocess.Popen[str]:
    """Lay out a small chronicle, the same each time, and begin to build it."""
    chronicle = make_chronicle(folder, ROOT, SMALL)
    for path in (chronicle / "content" / "articles").glob("*.md"):
        path.write_text("\n\n".join(path.read_text(encoding="utf-8").split("\n\n")[:2]), encoding="utf-8")
    with (chronicle / "pelicanconf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"\nCHRONICLE_SCHEDULER = {scheduler!r}\nCHRONICLE_JOBS = 1\n")
    code = (
        "import sys; from pathlib import Path; from chronicle.commands.build import build; sys.exit(build(Path.cwd()))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=chronicle,
        env=environment(str(ROOT / "plugins")),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_site_built_on_a_cluster_that_loses_a_worker_is_the_same(
    cluster: tuple[str, subprocess.Popen[bytes]], tmp_path: Path
) -> None:
    """The whole site, read and merged by two workers, one of which is killed when the first articles are read."""
    address, doomed = cluster
    building = begin(tmp_path / "cluster", address)
    local = begin(tmp_path / "local", "")
    kept = tmp_path / "cluster" / ".cache" / "analysed"
    while building.poll() is None and not any(kept.glob("[0-9a-f][0-9a-f]/*.json")):
        time.sleep(0.01)
    doomed.send_signal(signal.SIGKILL)
    read = len(list(kept.glob("[0-9a-f][0-9a-f]/*.json")))
    said = building.communicate()[0], local.communicate()[0]
    assert (building.returncode, local.returncode) == (0, 0), said
    assert 0 < read < SMALL
    assert doomed.wait() == -signal.SIGKILL
    one, other = site(tmp_path / "cluster" / "output"), site(tmp_path / "local" / "output")
    assert one.keys() == other.keys()
    assert [name for name, data in one.items() if data != other[name]] == []
    assert sum(name.startswith("events/") for name in one) > SMALL / 2


@pytest.mark.parametrize("size", [1, 7, 5000])
def test_pairs_scored_in_batches_give_the_same_events(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    articles, analysed = reports(120)
    batches: list[int] = []

    def spread(run: Callable[[Sequence[Pair]], list[Edge]], parts: Sequence[Sequence[Pair]]) -> Iterator[list[Edge]]:
        batches.extend(map(len, parts))
        return (run(part) for part in pickle.loads(pickle.dumps(parts)))

    monkeypatch.setattr("chronicle.events.merge.PAIRS", size)
    spread_out = make(articles, analysed, None, Kept(), spread).chronicle
    assert spread_out == make_chronicle_of(articles, analysed, None)
    assert batches
    assert max(batches) <= size


def test_spacy_is_imported_without_its_commands_and_they_are_there_for_whoever_asks() -> None:
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT / 'plugins')!r})\n"
        "from chronicle.nlp.import_spacy import import_spacy\n"
        "import_spacy(); import_spacy()\n"
        "import spacy, spacy.tokens; print('typer' in sys.modules, spacy.blank('en')('One sentence.').text)\n"
        "print(spacy.info(silent=True)['spacy_version'] == spacy.__version__, 'typer' in sys.modules)\n"
        "import spacy.cli; print(callable(spacy.cli.download))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert said.splitlines() == ["False One sentence.", "True True", "True"]
