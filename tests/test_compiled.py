"""Compiled templates are kept, told apart by what they hang on, and made again where their file is damaged."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from chronicle.pages import compiled
from chronicle.pages.compiled import Compiled

PAGE = {"page.html": "<p>{{ name }}</p>"}


def rendered(folder: Path, language: str = "en", pages: dict[str, str] = PAGE, locale: Path = Path("none")) -> str:
    kept_in = Compiled(folder, language, locale)
    environment = Environment(loader=DictLoader(pages), autoescape=True, bytecode_cache=kept_in)
    return environment.get_template("page.html").render(name="Goma & Sake")


def kept(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_template_is_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = rendered(tmp_path)
    monkeypatch.setattr(Environment, "_generate", lambda *given, **more: pytest.fail("compiled again"))
    assert rendered(tmp_path) == first == "<p>Goma &amp; Sake</p>"
    with pytest.raises(pytest.fail.Exception):
        rendered(tmp_path, "ar")


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 400], ids=["empty", "short", "other bytes"])
def test_a_damaged_file_is_made_again(tmp_path: Path, damage: bytes) -> None:
    first, good = rendered(tmp_path), kept(tmp_path)
    (name,) = good
    (tmp_path / name).write_bytes(damage)
    assert rendered(tmp_path) == first
    assert kept(tmp_path) == good


def test_a_file_whose_code_was_exchanged_is_made_again(tmp_path: Path) -> None:
    first, good = rendered(tmp_path), kept(tmp_path)
    ((name, data),) = good.items()
    (tmp_path / name).write_bytes(data.replace(b"<p>", b"<b>"))
    assert rendered(tmp_path) == first
    assert kept(tmp_path) == good


def test_a_changed_template_and_another_language_have_files_of_their_own(tmp_path: Path) -> None:
    rendered(tmp_path)
    assert rendered(tmp_path, pages={"page.html": "<b>{{ name }}</b>"}) == "<b>Goma &amp; Sake</b>"
    rendered(tmp_path, "ar")
    assert {name.rpartition(".")[2] for name in kept(tmp_path)} == {"en", "ar"}


def test_what_other_code_compiled_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rendered(tmp_path)
    rendered(tmp_path, "ar")
    before = set(kept(tmp_path))
    monkeypatch.setattr(compiled, "OURS", ("render.py",))
    rendered(tmp_path)
    after = set(kept(tmp_path))
    assert len(after) == 2
    assert len(after & before) == 1


def test_other_messages_are_compiled_anew(tmp_path: Path) -> None:
    folder, locale = tmp_path / "kept", tmp_path / "locale"
    locale.mkdir()
    (locale / "chronicle.po").write_text('msgid "Day"\nmsgstr "Tag"\n')
    rendered(folder, locale=locale)
    before = set(kept(folder))
    (locale / "chronicle.po").write_text('msgid "Day"\nmsgstr "Datum"\n')
    rendered(folder, locale=locale)
    assert len(kept(folder)) == 1
    assert before.isdisjoint(kept(folder))
