"""The fuzzer's targets, each held to its seeds and to seeds cut short: a harness that is broken finds nothing."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent / "fuzz"))

import targets as fuzz  # type: ignore[import-not-found]  # beside the harness, not on mypy's path

TARGETS = dict(fuzz.targets())


@pytest.mark.parametrize("name", [name for name in TARGETS if name != "extractor"])
def test_a_target_takes_its_seeds_whole_and_broken(name: str) -> None:
    target = TARGETS[name]()
    assert target.seeds
    for seed in target.seeds:
        for data in (seed, seed[: len(seed) // 2], seed.replace(b"1", b"\xff"), seed + seed, b""):
            target.run(data)


@pytest.mark.parametrize("error", [ValueError("x"), AssertionError("y")])
def test_what_a_reader_raises_is_a_find(error: Exception) -> None:
    def broken(path: Path) -> None:
        raise error

    run: Callable[[bytes], None] = fuzz.file_of("x.csv", broken)
    with pytest.raises(type(error)):
        run(b"a")


def test_what_takes_too_long_is_a_find(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "WHOLE", -1.0)
    with pytest.raises(AssertionError, match="s for 1 bytes"):
        fuzz.in_time(fuzz.article, b"x")
