"""Work spread over processes: joblib's loky on one machine, a dask.distributed cluster where a scheduler is named."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from .errors import ChronicleError, Problem
from .settings import Settings

Item = TypeVar("Item")
Result = TypeVar("Result")
PLUGINS = Path(__file__).resolve().parents[1]
WAIT = "30s"
"""How long a scheduler and its first worker are waited for."""


def processors() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def cores(settings: Settings) -> int:
    """Return how many processes may compute at once: CHRONICLE_JOBS, or the processors that this one may use."""
    return settings.jobs or processors()


def spread(
    settings: Settings, run: Callable[[Sequence[Item]], Result], batches: Sequence[Sequence[Item]]
) -> Iterator[Result]:
    """Yield the result of each batch, in the order of the batches, wherever it was computed.

    One process computes here; more are loky's, each with one thread of its own, since two processes whose BLAS starts
    two threads each are slower than one. `run` must be a function of a module, or a partial of one.
    Raises ChronicleError where the scheduler of CHRONICLE_SCHEDULER cannot be reached.
    """
    if settings.scheduler:
        yield from _on_cluster(settings.scheduler, run, batches)
        return
    jobs = min(cores(settings), len(batches))
    if jobs <= 1:
        yield from map(run, batches)
        return
    from joblib import Parallel, delayed, parallel_config  # type: ignore[import-untyped]

    with _findable(), parallel_config(backend="loky", inner_max_num_threads=1):
        yield from Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="2*n_jobs", batch_size=1)(
            delayed(run)(batch) for batch in batches
        )


@contextmanager
def _findable() -> Iterator[None]:
    """Let new processes find this package: Pelican takes the plugins' folder off the path once they are loaded."""
    sys.path.insert(0, str(PLUGINS))
    try:
        yield
    finally:
        sys.path.remove(str(PLUGINS))


def _on_cluster(scheduler: str, run: Callable[[Any], Result], batches: Sequence[Sequence[Item]]) -> Iterator[Result]:
    """Yield the results of a dask cluster; what a lost worker had begun is begun again on another."""
    try:
        from distributed import Client
    except ImportError as error:
        remedy = "install requirements-cluster.txt as README's set-up does"
        raise ChronicleError(Problem("CHRONICLE_SCHEDULER is set, but dask is not installed", remedy)) from error
    from joblib import Parallel, delayed, parallel_config

    try:
        client: Any = Client(scheduler, timeout=WAIT, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, TimeoutError, ValueError) as error:
        remedy = "start it as docs/scale.md says, or take the setting out"
        raise ChronicleError(Problem(f"no scheduler answers at {scheduler}: {error}", remedy)) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=WAIT)
        except TimeoutError as error:
            remedy = "start workers as docs/scale.md says"
            raise ChronicleError(Problem(f"the scheduler at {scheduler} has no worker", remedy)) from error
        with parallel_config(backend="dask", client=client, wait_for_workers_timeout=WAIT):
            yield from Parallel(n_jobs=-1, return_as="generator", batch_size=1)(delayed(run)(b) for b in batches)
