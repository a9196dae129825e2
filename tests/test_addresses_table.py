"""The table of addresses as a file: what is read from it, what is refused, and that it is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronicle.errors import AddressError
from chronicle.events.addresses_match import bag
from chronicle.events.addresses_table import HEADER, read_table
from chronicle.keep import write_whole


def test_hashes_stay_what_they_were_for_tables_written_before() -> None:
    assert bag("Shells fell on the fish market of Goma on Saturday.") == "5NMvasiGsGtHuX"
    assert bag("سقطت قذائف على السوق") == bag("سقطت قذائف على السوق،")
    assert bag("") == ""


GOOD = "2013-05-04-goma-fa7f92,ca978112ca1b,5NMvRHasiGsGyQyf,as,,1"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("<<<<<<< HEAD", "an unsettled conflict of git"),
        ("=======", "an unsettled conflict of git"),
        ("2013-05-04-goma,ca978112ca1b,5NMv,as,1", "5 cells where the header has 6"),
        ("../../etc/passwd,ca978112ca1b,5NMv,as,,1", "is no event's id"),
        ("2013-05-04-goma,,,,../x,1", "is no event's id"),
        ("2013-05-04-goma,ca978112ca1b,5NMv,as,,soon", "is no number"),
        ("2013-05-04-goma,ca978112ca1b,5NMv,as,,0", "is no number"),
        ("2013-05-04-goma,ca97,5NMv,as,,1", "is damaged"),
        ("2013-05-04-goma,ca978112ca1b,5NM,as,,1", "is damaged"),
        ("2013-05-04-goma,ca978112ca1b,5NMv,,,1", "neither a report nor where"),
    ],
)
def test_a_bad_line_of_the_table_is_named(tmp_path: Path, line: str, message: str) -> None:
    path = tmp_path / "addresses.csv"
    path.write_text(f"{','.join(HEADER)}\n{GOOD}\n{line}\n")
    with pytest.raises(AddressError) as caught:
        read_table(path, Path("content/chronicle/addresses.csv"))
    (problem,) = caught.value.problems
    assert str(problem).startswith("content/chronicle/addresses.csv:3: ")
    assert message in problem.message
    assert problem.remedy


def test_a_table_without_its_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "addresses.csv"
    path.write_text(f"{GOOD}\n")
    with pytest.raises(AddressError, match="header"):
        read_table(path)


def test_a_table_that_cannot_be_written_stays_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "addresses.csv"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(OSError, match="space"):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["addresses.csv"]
