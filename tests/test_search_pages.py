"""What is searched of a site, kept between builds, is what would be read out of its pages now."""

from __future__ import annotations

import os
import random
import shutil
from pathlib import Path

import pytest

from chronicle.pages import search_pages
from chronicle.pages.search_index import searched
from chronicle.pages.search_pages import SearchedPages


def page(words: str, mark: str = " data-pagefind-body") -> str:
    return f'<!DOCTYPE html>\n<html lang="en"><head></head><body><main{mark}>{words}</main></body></html>\n'


def expected(site: Path) -> dict[str, str]:
    found = {path.relative_to(site).as_posix(): searched(path.read_text("utf-8")) for path in site.rglob("*.html")}
    return {file: text for file, text in found.items() if text}


def held(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text("utf-8") for p in folder.rglob("*") if p.is_file()}


def put(site: Path, file: str, text: str) -> None:
    (site / file).parent.mkdir(parents=True, exist_ok=True)
    (site / file).unlink(missing_ok=True)
    (site / file).write_text(text, encoding="utf-8")


def next_site(site: Path, fresh: Path) -> Path:
    """Return a site all of whose files are those of another, as a build keeps them."""
    shutil.copytree(site, fresh, copy_function=os.link)
    return fresh


def test_the_folder_holds_what_is_searched_of_any_history_of_a_site(tmp_path: Path) -> None:
    chance, site = random.Random(7), tmp_path / "0"
    put(site, "index.html", page("start"))
    digests: dict[str, dict[str, str]] = {}
    for number in range(1, 40):
        site = next_site(site, tmp_path / str(number))
        for _ in range(chance.randint(0, 3)):
            file = f"events/{chance.randint(1, 6)}/index.html"
            if chance.random() < 0.25:
                shutil.rmtree((site / file).parent, ignore_errors=True)
            else:
                put(site, file, page(chance.choice("abc"), chance.choice([" data-pagefind-body", ""])))
        put(site, "data/events.csv", "not a page")
        kept, anew = SearchedPages(tmp_path / "searched"), SearchedPages(tmp_path / f"anew{number}")
        digest = kept.refresh(site)
        assert digest == anew.refresh(site)
        assert held(kept.folder) == held(anew.folder) == expected(site)
        assert digests.setdefault(digest, expected(site)) == expected(site)
    assert len(digests) > 10


def test_an_unchanged_page_is_not_read_again(tmp_path: Path) -> None:
    put(tmp_path / "one", "a/index.html", page("a"))
    put(tmp_path / "one", "b/index.html", page("b"))
    put(tmp_path / "one", "404.html", page("c", mark=""))
    SearchedPages(tmp_path / "searched").refresh(tmp_path / "one")
    two = next_site(tmp_path / "one", tmp_path / "two")
    put(two, "b/index.html", page("changed"))
    copies = tmp_path / "searched"
    before = {name: (copies / name / "index.html").stat().st_mtime_ns for name in "ab"}
    SearchedPages(copies).refresh(two)
    after = {name: (copies / name / "index.html").stat().st_mtime_ns for name in "ab"}
    assert after["a"] == before["a"]
    assert after["b"] > before["b"]


def test_other_code_reads_every_page_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "site", "a/index.html", page("a"))
    SearchedPages(tmp_path / "searched").refresh(tmp_path / "site")
    monkeypatch.setattr(search_pages, "_code", lambda: "another")
    monkeypatch.setattr(search_pages, "searched", lambda page: "other words")
    SearchedPages(tmp_path / "searched").refresh(tmp_path / "site")
    assert held(tmp_path / "searched") == {"a/index.html": "other words"}


def test_what_was_damaged_or_is_of_unknown_origin_is_made_anew_or_goes(tmp_path: Path) -> None:
    site, copies = tmp_path / "site", tmp_path / "searched"
    for name in "abc":
        put(site, f"{name}/index.html", page(name))
    whole = SearchedPages(copies).refresh(site)
    (copies / "a" / "index.html").write_text("damaged")
    (copies / "b" / "index.html").unlink()
    put(copies, "d/index.html", page("of another site"))
    assert SearchedPages(copies).refresh(site) == whole
    assert held(copies) == expected(site)
    for notes in ("no JSON", '{"a/index.html": 1}', None):
        copies.with_name("searched.json").unlink()
        if notes:
            copies.with_name("searched.json").write_text(notes)
        (copies / "c" / "index.html").write_text("damaged")
        assert SearchedPages(copies).refresh(site) == whole
        assert held(copies) == expected(site)
