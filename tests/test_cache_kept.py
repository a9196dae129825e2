"""What is kept of the lists gives the keys that the lists give, and is read anew where it is damaged or others are."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT

from chronicle import cache_kept
from chronicle.cache import AnalysisCache
from chronicle.cache_kept import NAME
from chronicle.model import Article
from chronicle.settings import Settings

DAY = date(1999, 4, 11)
TEXTS = (
    "Rebels shelled the village of Kurbnesh on Sunday, killing four people.",
    "The ministers met at noon.",
    "Cannot the courts-martial of the Shi’ites' men be told from Séléka's?",
)
ARTICLES = [Article(str(n), "A headline", "Adriatic Wire", DAY, text) for n, text in enumerate(TEXTS)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path, tmp_path / "content", tmp_path / ".cache")
    made.places_csv.parent.mkdir(parents=True)
    for path in (made.places_csv, made.actors_csv):
        path.write_bytes((ROOT / "content" / "chronicle" / path.name).read_bytes())
    return made


def keys(settings: Settings) -> list[Path]:
    cache = AnalysisCache(settings)
    return [cache.path(article).relative_to(settings.cache_dir) for article in ARTICLES]


def test_the_keys_are_those_of_lists_that_were_read(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    read = keys(settings)
    assert (settings.cache_dir / NAME).is_file()
    monkeypatch.setattr(cache_kept, "read_rows", lambda *files: pytest.fail("the lists are read again"))
    assert keys(settings) == read


@pytest.mark.parametrize("damage", [b"", b"\n\n", b"\xff" * 999, "cut", "flipped", "of another build"])
def test_what_is_damaged_or_of_other_lists_is_read_anew(settings: Settings, damage: bytes | str) -> None:
    read, kept = keys(settings), settings.cache_dir / NAME
    good = kept.read_bytes()
    head, checksum, payload = good.split(b"\n", 2)
    bad = {"cut": good[:-9], "flipped": good[:-9] + bytes([good[-9] ^ 1]) + good[-8:]}
    bad["of another build"] = b"\n".join((head[::-1], checksum, payload))
    kept.write_bytes(bad[damage] if isinstance(damage, str) else damage)
    assert keys(settings) == read
    assert kept.read_bytes() == good


def test_another_row_is_not_answered_by_what_was_kept(settings: Settings) -> None:
    before = keys(settings)
    header = settings.places_csv.read_text().splitlines()[0].split(",")
    row = {"name": "Kurbnesh", "level": "place", "country": "AL", "latitude": "41.78", "longitude": "20.08"}
    with settings.places_csv.open("a") as places:
        places.write(",".join(row.get(column, "") for column in header) + "\n")
    after = keys(settings)
    assert [one == other for one, other in zip(before, after, strict=True)] == [False, True, True]


def test_a_cache_that_cannot_be_written_costs_time_only(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("")
    nowhere = replace(settings, cache_dir=tmp_path / "a file")
    assert keys(nowhere) == keys(settings)
