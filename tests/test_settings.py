"""Settings: every value checked, all problems at once, the nearest known name suggested."""

from __future__ import annotations

import sys
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT as PROJECT

from chronicle.errors import SettingsError
from chronicle.settings import READERS, Settings, load_settings, nearest, settings_from_file

ROOT = Path("/chronicle")


def test_defaults() -> None:
    settings = load_settings({}, ROOT)
    assert settings == Settings(root=ROOT, content=ROOT / "content", cache_dir=ROOT / ".cache")
    assert settings.places_csv == ROOT / "content" / "chronicle" / "places.csv"
    assert settings.articles_dir == ROOT / "content" / "articles"


def test_every_field_can_be_set() -> None:
    assert {field.name for field in fields(Settings)} == set(READERS) | {"root", "content", "cache_dir"}


@pytest.mark.parametrize(
    ("key", "value", "field", "expected"),
    [
        ("CHRONICLE_AS_OF", "2016-05-08", "as_of", date(2016, 5, 8)),
        ("CHRONICLE_AS_OF", date(2016, 5, 8), "as_of", date(2016, 5, 8)),
        ("CHRONICLE_AS_OF", None, "as_of", None),
        ("CHRONICLE_SOURCE_TEXT", "full", "source_text", "full"),
        ("CHRONICLE_KEEPER", " The Harbour Desk ", "keeper", "The Harbour Desk"),
        ("CHRONICLE_CORRECT_URL", "mailto:desk@example.org", "correct_url", "mailto:desk@example.org"),
        ("CHRONICLE_CORRECT_URL", "https://example.org/mend?x=1", "correct_url", "https://example.org/mend?x=1"),
        ("CHRONICLE_CACHE_DIR", "elsewhere/cache", "cache_dir", ROOT / "elsewhere" / "cache"),
        ("CHRONICLE_CACHE_DIR", Path("/var/cache/x"), "cache_dir", Path("/var/cache/x")),
        ("CHRONICLE_LICENSE", "CC0-1.0", "license", "CC0-1.0"),
        ("CHRONICLE_PREVIOUS_DATA", " before/data ", "previous_data", "before/data"),
        ("PATH", "texts", "content", ROOT / "texts"),
        ("PATH", "/abs/texts", "content", Path("/abs/texts")),
    ],
)
def test_value(key: str, value: object, field: str, expected: object) -> None:
    assert getattr(load_settings({key: value}, ROOT), field) == expected


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("CHRONICLE_AS_OF", "8 May 2016", "not a day"),
        ("CHRONICLE_AS_OF", "2016-13-40", "month"),
        ("CHRONICLE_AS_OF", 2016, "not a day"),
        ("CHRONICLE_SOURCE_TEXT", "all", "neither 'evidence' nor 'full'"),
        ("CHRONICLE_CORRECT_URL", "javascript:alert(1)", "neither an https: nor a mailto:"),
        ("CHRONICLE_CORRECT_URL", "https://", "neither an https: nor a mailto:"),
        ("CHRONICLE_KEEPER", 7, "not a text"),
        ("CHRONICLE_LICENSE", "CC BY", "no licence we know; known are CC-BY-4.0"),
        ("CHRONICLE_PREVIOUS_DATA", 7, "not a text"),
        ("CHRONICLE_SPACY_MODEL", " ", "empty"),
        ("CHRONICLE_ASOF", "2016-05-08", "did you mean CHRONICLE_AS_OF?"),
        ("CHRONICLE_MAP", 1, "CHRONICLE_"),
        ("SITEURL", "user.github.io/repo", "is no web address"),
        ("SITEURL", "javascript:alert(1)", "is no web address"),
        ("SITEURL", "https://name@host.example", "is no web address"),
        ("SITEURL", 'https://a.example/">', "is no web address"),
    ],
)
def test_fault(key: str, value: object, words: str) -> None:
    with pytest.raises(SettingsError, match=key) as caught:
        load_settings({key: value}, ROOT)
    assert words in str(caught.value)


def test_all_problems_at_once_and_other_peoples_settings_left_alone() -> None:
    config = {"CHRONICLE_KEPER": "x", "CHRONICLE_AS_OF": "soon", "SITENAME": 3, "CHRONICLE_SOURCE_TEXT": 1}
    with pytest.raises(SettingsError) as caught:
        load_settings(config, ROOT)
    assert len(caught.value.problems) == 3


def test_nearest() -> None:
    assert nearest("Publischer", ["Publisher", "Date"]) == "did you mean Publisher?"
    assert nearest("Weather", ["Publisher", "Date"]) == "known are Publisher, Date"


def test_from_file(tmp_path: Path) -> None:
    conf = tmp_path / "pelicanconf.py"
    with pytest.raises(SettingsError, match="no such file"):
        settings_from_file(conf)
    conf.write_text('CHRONICLE_KEEPER = "Desk"\nPATH = "content"\n')
    assert settings_from_file(conf).keeper == "Desk"
    assert settings_from_file(conf).content == tmp_path / "content"


@pytest.mark.parametrize("url", ["", "http://localhost:8000", "https://user.github.io/repo", "https://a.example/b/c"])
def test_a_site_has_an_address_or_none(url: str) -> None:
    load_settings({"SITEURL": url}, ROOT)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A = 1\nSITENAME = \n", "pelicanconf.py:2: cannot be read: invalid syntax"),
        ("A = 1\n\nSITENAME = Ours\n", "pelicanconf.py:3: cannot be run: name 'Ours' is not defined"),
        ("import nowhere\n", "pelicanconf.py:1: cannot be run: No module named 'nowhere'"),
    ],
)
def test_a_file_of_settings_that_python_cannot_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    (tmp_path / "pelicanconf.py").write_text(text)
    (tmp_path / "publishconf.py").write_text((PROJECT / "publishconf.py").read_text())
    monkeypatch.setattr(sys, "path", list(sys.path))  # publishconf.py adds its folder, and imports from it
    monkeypatch.delitem(sys.modules, "pelicanconf", raising=False)
    for name in ("pelicanconf.py", "publishconf.py"):
        with pytest.raises(SettingsError) as caught:
            settings_from_file(tmp_path / name)
        assert str(caught.value).startswith(f"{said} (write each setting as NAME = value")
