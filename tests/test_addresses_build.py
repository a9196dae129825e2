"""Addresses through the whole core: articles read from files by the extractor, the table written, and read by a clone."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import ROOT

from chronicle.build import build_chronicle
from chronicle.commands.build import build
from chronicle.editor_tables import forget, record
from chronicle.model import Chronicle
from chronicle.pages.source import read_articles
from chronicle.settings import Settings

GOLDEN = ROOT / "tests" / "golden" / "content"


def conf(root: Path) -> Settings:
    return Settings(root=root, content=root / "content", cache_dir=root / ".cache")


def run(root: Path) -> Chronicle:
    """Build the chronicle and write its addresses down, as `invoke build` does around Pelican."""
    settings = conf(root)
    forget(settings)
    made = build_chronicle(settings, read_articles(settings))
    record(settings)
    return made


def known(made: Chronicle) -> set[str]:
    return {event.event_id for event in made.events} | {forward.event_id for forward in made.forwards}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    shutil.copytree(GOLDEN, tmp_path / "one" / "content")
    (tmp_path / "one" / ".cache").mkdir()
    (ROOT / ".cache" / "gazetteer").mkdir(parents=True, exist_ok=True)
    (tmp_path / "one" / ".cache" / "gazetteer").symlink_to(ROOT / ".cache" / "gazetteer")
    return tmp_path / "one"


def test_addresses_hold_through_edits_on_a_fresh_clone(site: Path, tmp_path: Path) -> None:
    articles = site / "content" / "articles"
    post = articles / "1987-03-11-harbour-post-karsholm.md"
    first = run(site)
    text = post.read_text(encoding="utf-8")
    post.unlink()
    text = text.replace("Government artillery shelled", "Goverment artilery shelled").replace(
        "1987-03-11", "1987-03-12"
    )
    (articles / "1987-03-12-the-post.md").write_text(text, encoding="utf-8")
    clone = tmp_path / "clone"
    shutil.copytree(site, clone, symlinks=True)
    edited = run(clone)
    assert known(first) <= known(edited)
    stays = [
        event.event_id for event in first.events if any("harbour-post-k" in c.article_id for c in event.candidates)
    ]
    leads = {forward.event_id: forward.to for forward in edited.forwards}
    assert len(stays) >= 2
    assert [event_id for event_id in stays if leads.get(event_id) == ()] == []
    before = (clone / "content" / "chronicle" / "addresses.csv").read_bytes()
    assert run(clone) == edited
    assert (clone / "content" / "chronicle" / "addresses.csv").read_bytes() == before


def test_a_site_is_built_where_content_cannot_be_written(
    site: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As in a build server's read-only checkout."""
    settings = conf(site)
    settings.new_tables.mkdir(parents=True)
    (settings.new_tables / "addresses.csv").write_text("event_id,article,sentence,cue,to,round\n")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("chronicle.editor_tables.write_whole", refuse)
    assert record(settings) == ()
    assert "addresses.csv could not be written: Permission denied" in caplog.text


def test_addresses_are_written_down_once_the_site_stands_and_not_by_serve(site: Path) -> None:
    shutil.copy(ROOT / "pelicanconf.py", site)
    settings = conf(site)
    line = "2013-05-04-goma-fa7f92,ca978112ca1b,5NMvRHasiGsGyQyf,as,,1"

    def write(root: Path, config: Path, folder: Path) -> None:
        (folder / "index.html").write_text("a site")
        settings.new_tables.mkdir(parents=True, exist_ok=True)
        (settings.new_tables / "addresses.csv").write_text(f"event_id,article,sentence,cue,to,round\n{line}\n")

    def fail(root: Path, config: Path, folder: Path) -> None:
        write(root, config, folder)
        raise RuntimeError("killed")

    table = site / "content" / "chronicle" / "addresses.csv"
    with pytest.raises(RuntimeError):
        build(site, write=fail)
    assert not table.exists()
    build(site, write=write, remember=False)
    assert not table.exists()
    (site / "content" / "new.txt").write_text("so that something has changed")

    def meanwhile(root: Path, config: Path, folder: Path) -> None:
        write(root, config, folder)
        (site / "content" / "newer.txt").write_text("an editor who does not wait")

    build(site, write=meanwhile)
    assert line in table.read_text()
