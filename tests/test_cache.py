"""The cache: keyed by all that decides an analysis, whole or not at all, and mended where it is damaged."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import msgspec
import pytest

from chronicle import cache as module
from chronicle.cache import AnalysisCache, fingerprint
from chronicle.errors import ModelError
from chronicle.model import (
    Actor,
    ActorKind,
    ActorMention,
    AnalysedArticle,
    Article,
    CasualtyKind,
    CasualtyMention,
    Count,
    DateBasis,
    Interval,
    Mark,
    Place,
    PlaceLevel,
    PlaceMention,
    Report,
    Span,
    SubEventType,
    TimeMention,
)
from chronicle.settings import Settings
from chronicle.spacy_model import find_model

DAY = date(1999, 4, 12)
ARTICLE = Article("harbour", "Shells", "Adriatic Wire", DAY, "Shells fell on Neum at dawn; two died.", path="a.md")
PLACE = Place(
    "ed:neum", "Neum", PlaceLevel.PLACE, "Bosnia and Herzegovina", latitude=42.9, longitude=17.6, name_ar="نيوم"
)
ACTOR = Actor("harbour-guard", "Harbour Guard", ActorKind.POLITICAL_MILITIA, aliases=("the guard",))
REPORT = Report(
    "harbour",
    Span(0, 38),
    ARTICLE.text,
    Span(0, 6),
    SubEventType.SHELLING,
    interval=Interval(DAY, DAY),
    date_basis=DateBasis.INHERITED,
    place=PLACE,
    geo_precision=1,
    actor1=(ACTOR,),
    fatalities=Count(2, 2, 2),
    marks=(Mark("place", Span(15, 19)),),
)
ANALYSED = AnalysedArticle(
    "harbour",
    (TimeMention(Span(20, 27), "at dawn", Interval(DAY, DAY)),),
    (PlaceMention(Span(15, 19), "Neum", PLACE, 1),),
    (ActorMention(Span(0, 6), "Shells", ACTOR),),
    (CasualtyMention(Span(29, 37), "two died", CasualtyKind.KILLED, Count(2, 2, 2), victims=(ACTOR,)),),
    (REPORT,),
    ("Reuters",),
)
PAYLOAD = msgspec.json.encode(ANALYSED)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "content" / "chronicle").mkdir(parents=True)
    return Settings(root=tmp_path, content=tmp_path / "content", cache_dir=tmp_path / ".cache")


@pytest.fixture
def warnings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what the cache warns of: Pelican's loggers, once imported, say the same thing only once."""
    said: list[str] = []
    monkeypatch.setattr(module.logger, "warning", lambda text, *values: said.append(text % values))
    return said


def test_what_is_put_comes_back_the_same(settings: Settings) -> None:
    assert AnalysisCache(settings).get(ARTICLE) is None
    assert not AnalysisCache(settings).holds(ARTICLE)
    AnalysisCache(settings).put(ARTICLE, PAYLOAD)
    assert AnalysisCache(settings).get(ARTICLE) == ANALYSED
    assert AnalysisCache(settings).holds(ARTICLE)


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"text": "Shells fell on Neum at dawn; three died."}, False),
        ({"published": date(1999, 4, 13)}, False),
        ({"published": None}, False),
        ({"publisher": "Coast Post"}, False),
        ({"title": "Other"}, False),
        ({"article_id": "other"}, False),
        ({"retells": "Coast Post, 11 April 1999"}, False),
        ({"path": "elsewhere.md"}, True),
        ({"url": "https://example.org/"}, True),
    ],
)
def test_key_of_the_article(settings: Settings, change: dict[str, object], kept: bool) -> None:
    cache = AnalysisCache(settings)
    cache.put(ARTICLE, PAYLOAD)
    assert (cache.get(replace(ARTICLE, **change)) is not None) == kept  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["places_csv", "actors_csv"])
def test_key_of_the_editors_lists(settings: Settings, name: str) -> None:
    before = fingerprint(settings)
    getattr(settings, name).write_text("name\nNeum\n")
    between = fingerprint(settings)
    getattr(settings, name).write_text("name\nNeum\nKlek\n")
    assert len({before, between, fingerprint(settings)}) == 3


def test_key_of_the_country_dumps(settings: Settings) -> None:
    before = fingerprint(settings)
    (settings.content / "chronicle" / "gazetteer").mkdir()
    (settings.content / "chronicle" / "gazetteer" / "BA.txt").write_text("3194828\tNeum")
    assert fingerprint(settings) != before


def test_key_of_the_code(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("model.py", "nlp/times.py", "nlp/lexicon/weapons.csv", "data/index.bin", "pages/map.py", "build.py"):
        (tmp_path / "code" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "code" / name).write_text("1")
    monkeypatch.setattr(module, "CODE", tmp_path / "code")
    seen = {fingerprint(settings)}
    for name in ("model.py", "nlp/times.py", "nlp/lexicon/weapons.csv", "data/index.bin"):
        (tmp_path / "code" / name).write_text("2")
        seen.add(fingerprint(settings))
    assert len(seen) == 5
    for name in ("pages/map.py", "build.py"):
        (tmp_path / "code" / name).write_text("2")
        assert fingerprint(settings) in seen


def test_key_of_model_and_libraries(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint(settings)
    monkeypatch.setattr(module, "find_model", lambda name: replace(find_model(name), version="0.0.0"))
    between = fingerprint(settings)
    monkeypatch.setattr(module, "LIBRARIES", ("pytest", "no-such-library"))
    assert len({before, between, fingerprint(settings)}) == 3


def test_missing_model(settings: Settings) -> None:
    with pytest.raises(ModelError, match="CHRONICLE_SPACY_MODEL"):
        AnalysisCache(replace(settings, spacy_model="no_such_model"))


@pytest.mark.parametrize("lang", ["", "no meta"])
def test_model_without_meta(settings: Settings, tmp_path: Path, lang: str) -> None:
    (tmp_path / "model").mkdir()
    if lang:
        (tmp_path / "model" / "meta.json").write_text("{}")
    with pytest.raises(ModelError, match=r"no readable meta\.json"):
        find_model(str(tmp_path / "model"))


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def swap(data: bytes) -> bytes:
    return data.replace(b"Neum", b"Klek")


def empty(data: bytes) -> bytes:
    return b""


def other_shape(data: bytes) -> bytes:
    import hashlib

    payload = b'{"article_id": 7}'
    return hashlib.sha256(payload).hexdigest().encode() + b"\n" + payload


@pytest.mark.parametrize("damage", [cut, swap, empty, other_shape])
def test_damaged_entry_is_reported_and_dropped(
    settings: Settings, warnings: list[str], damage: Callable[[bytes], bytes]
) -> None:
    cache = AnalysisCache(settings)
    cache.put(ARTICLE, PAYLOAD)
    path = cache.path(ARTICLE)
    path.write_bytes(damage(path.read_bytes()))
    assert AnalysisCache(settings).get(ARTICLE) is None
    assert ["harbour is damaged" in text for text in warnings] == [True]
    assert not path.exists()


def test_unwritable_cache_costs_only_a_warning(settings: Settings, warnings: list[str]) -> None:
    settings.cache_dir.write_text("a file where the folder should be")
    AnalysisCache(settings).put(ARTICLE, PAYLOAD)
    assert ["could not be cached" in text for text in warnings] == [True]
    assert AnalysisCache(settings).get(ARTICLE) is None


def test_nothing_is_left_of_a_failed_write(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    AnalysisCache(settings).put(ARTICLE, PAYLOAD)
    assert [path for path in settings.cache_dir.rglob("*") if path.is_file()] == []


def test_prune_keeps_what_is_used_and_the_newest(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "KEEP_ENTRIES", 3)
    writer = AnalysisCache(settings)
    articles = [replace(ARTICLE, article_id=f"a{number}") for number in range(6)]
    for age, article in enumerate(articles):
        writer.put(article, msgspec.json.encode(replace(ANALYSED, article_id=article.article_id)))
        os.utime(writer.path(article), (1000 - age, 1000 - age))
    reader = AnalysisCache(settings)
    monkeypatch.setattr(module, "KEEP_TIMES_USED", 1)
    assert reader.get(articles[5]) is not None
    assert reader.prune() == 2
    assert [article.article_id for article in articles if reader.holds(article)] == ["a0", "a1", "a2", "a5"]
