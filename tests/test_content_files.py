"""What is no plain file of content/: named with its remedy, never waited for, never read from elsewhere."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from chronicle.commands.add import Given, run
from chronicle.commands.add_known import read_known
from chronicle.commands.unchanged import inputs_digest
from chronicle.content import check_kept, files_in
from chronicle.editor import read_kept
from chronicle.errors import ArticleError, ChronicleError
from chronicle.gazetteer_editor import COLUMNS
from chronicle.pages.source import read_articles, read_good
from chronicle.pages.source_file import MAX_BYTES, read_source
from chronicle.plugin import keep_within
from chronicle.settings import Settings

GOOD = "Date: 1999-04-12\nPublisher: Adriatic Wire\n\nShells fell on the harbour of Neum at dawn.\n"


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listening(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as made:
        here = os.open(".", os.O_RDONLY)
        os.chdir(path.parent)  # a socket's path may have 108 bytes
        made.bind(path.name)
        os.fchdir(here)
        os.close(here)


def folder(path: Path) -> None:
    path.mkdir()
    (path / "inner.md").write_text(GOOD)


def to_nowhere(path: Path) -> None:
    path.symlink_to("gone")


def to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def out_of_content(path: Path) -> None:
    target = path.parents[2] / "secret.txt"
    target.write_text(GOOD)
    path.symlink_to(target)


def to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


def to_a_folder(path: Path) -> None:
    path.symlink_to(".")


ODD: list[tuple[Callable[[Path], None], str]] = [
    (pipe, "is a pipe (put a file in its place, or remove it)"),
    (listening, "is a socket (put a file in its place"),
    (folder, "is a folder with the name of a file (put a file"),
    (to_nowhere, "is a link that leads nowhere (put a file"),
    (to_itself, "is a link that leads nowhere"),
    (out_of_content, "is a link that leads out of content/ (put the file itself there"),
    (to_a_device, "is a link that leads out of content/"),
    (to_a_folder, "is a link to a folder (put the files themselves there"),
]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name in ("articles", "chronicle", "pages"):
        (tmp_path / "content" / name).mkdir(parents=True)
    (tmp_path / "content" / "articles" / "good.md").write_text(GOOD)
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    return Settings(root=tmp_path, content=tmp_path / "content", cache_dir=tmp_path / ".cache")


@pytest.mark.parametrize(("make", "words"), ODD)
def test_what_is_no_article_is_named(settings: Settings, make: Callable[[Path], None], words: str) -> None:
    make(settings.articles_dir / "odd.md")
    with pytest.raises(ArticleError) as caught:
        read_articles(settings)
    (problem,) = caught.value.problems
    assert str(problem).startswith(f"content/articles/odd.md: {words}")
    articles, _ = read_good(settings)
    assert [article.article_id for article in articles] == ["good"], "--keep-going builds of the others"
    assert list(read_known(settings).by_slug) == ["good"]


@pytest.mark.parametrize(("make", "words"), ODD)
@pytest.mark.parametrize(
    "name",
    ["chronicle/places.csv", "chronicle/corrections.yaml", "chronicle/addresses.csv", "chronicle/withheld.key", "pages/method.md"],
)  # fmt: skip
def test_what_is_no_file_of_the_editors_is_named(
    settings: Settings, make: Callable[[Path], None], words: str, name: str
) -> None:
    make(settings.content / name)
    for reader in (check_kept, read_kept):
        with pytest.raises(ChronicleError) as caught:
            reader(settings)
        (problem,) = caught.value.problems
        assert str(problem).startswith(f"content/{name}: {words}")


def test_a_link_within_content_is_the_file(settings: Settings) -> None:
    (settings.content / "archive").mkdir()
    (settings.content / "archive" / "a.md").write_text(GOOD)
    (settings.articles_dir / "linked.md").symlink_to("../archive/a.md")
    (settings.content / "archive" / "places.csv").write_text(f"{','.join(COLUMNS)}\n")
    (settings.content / "chronicle" / "places.csv").symlink_to("../archive/places.csv")
    assert [article.article_id for article in read_articles(settings)] == ["good", "linked"]
    check_kept(settings)


@pytest.mark.parametrize("name", ["articles", "chronicle", "pages"])
def test_a_whole_folder_that_leads_out_of_content(settings: Settings, tmp_path: Path, name: str) -> None:
    (settings.content / name).rename(tmp_path / "elsewhere")
    (settings.content / name).symlink_to(tmp_path / "elsewhere")
    (found,) = files_in(settings.content / name, settings.content)
    assert found.fault == "is a link that leads out of content/"
    (settings.content / name).unlink()
    assert not list(files_in(settings.content / name, settings.content))
    (settings.content / name).write_text("x")
    (found,) = files_in(settings.content / name, settings.content)
    assert found.fault == "is no folder"


@pytest.mark.parametrize("name", ["articles", "archive"])
def test_nothing_is_added_through_a_folder_that_leads_out_of_content(
    settings: Settings, tmp_path: Path, name: str
) -> None:
    (settings.root / "pelicanconf.py").write_text("")
    (tmp_path / "new.txt").write_text("Shells fell on the harbour of Neum again, at noon.\n")
    given = Given("1999-04-13", "Adriatic Wire", archive=True)
    there = settings.content / name
    (tmp_path / "elsewhere").mkdir()
    if there.exists():
        there.rename(tmp_path / "kept")
    there.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ChronicleError) as caught:
        run([str(tmp_path / "new.txt")], given, settings.root)
    words = f"content/{name}: is a link that leads out of content/ (put a folder in its place)"
    assert [str(problem) for problem in caught.value.problems] == [words]
    assert not list((tmp_path / "elsewhere").iterdir())
    there.unlink()
    there.write_text("x")
    with pytest.raises(ChronicleError, match=f"content/{name}: is no folder"):
        run([str(tmp_path / "new.txt")], given, settings.root)


def test_hidden_files_are_nobodys(settings: Settings) -> None:
    (settings.articles_dir / ".#good.md").symlink_to("somebody@machine.1234")  # an editor's mark that it is open
    (settings.content / "pages" / ".draft").mkdir()
    pipe(settings.content / "pages" / ".draft" / "x.md")
    assert len(read_articles(settings)) == 1
    check_kept(settings)


def test_names_of_no_encoding(settings: Settings) -> None:
    (settings.articles_dir / os.fsdecode(b"caf\xe9.md")).write_text(GOOD)
    with pytest.raises(ArticleError, match=r"has a name that is no UTF-8 text \(rename it\)"):
        read_articles(settings)
    assert len(inputs_digest(settings.root, settings.root / "pelicanconf.py")) == 64


def test_a_file_that_may_not_be_read_or_is_endless(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    long = settings.articles_dir / "good.md"
    long.write_bytes(b"x" * (MAX_BYTES + 1))
    assert "is longer than 4,100,000 bytes" in str(read_source(long, long).problems)

    def refuse(self: Path, mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    source = read_source(long, Path("a.md"))
    assert not source.readable
    assert str(source.problems[0]).startswith("a.md:1: cannot be read: Permission denied (let its owner read it")


def test_pelican_is_given_plain_files_only(settings: Settings) -> None:
    for number, (make, _) in enumerate(ODD):
        make(settings.articles_dir / f"odd{number}.md")
    (settings.content / "pages" / "ar").mkdir()
    (settings.content / "pages" / "ar" / "method.md").write_text("Title: x\n\n[y]({filename}../../articles/good.md)")
    pelican = SimpleNamespace(
        settings={"PATH": str(settings.content), "ARTICLE_PATHS": ["articles"], "PAGE_PATHS": ["pages"]}
    )
    keep_within(pelican)
    assert pelican.settings["ARTICLE_PATHS"] == ["articles/good.md"]
    assert pelican.settings["PAGE_PATHS"] == ["pages/ar/method.md"]
    pipe(settings.content / "pages" / "odd.md")
    with pytest.raises(SystemExit):
        keep_within(pelican)


def test_something_odd_is_a_change(settings: Settings) -> None:
    """A build whose inputs are untouched ends at once, without a word on what it reads."""
    seen = {inputs_digest(settings.root, settings.root / "pelicanconf.py")}
    for make in (pipe, to_itself, to_a_folder):
        make(settings.articles_dir / f"odd{len(seen)}.md")
        seen.add(inputs_digest(settings.root, settings.root / "pelicanconf.py"))
    assert len(seen) == 4
