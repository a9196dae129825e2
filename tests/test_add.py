"""invoke add with plain texts: kept byte for byte, nothing overwritten, all or none, and every fault named."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle.commands.add import Given, add
from chronicle.errors import ArticleError
from chronicle.pages.source import read_articles
from chronicle.settings import Settings

TEXT = "SPLIT — Two *ferries* were {{ hit }} by <b>shells</b> overnight.\r\n\r\nReporting by A. Writer\n\n"
GIVEN = Given("1991-11-15", "Adriatic Wire")


@pytest.fixture
def chronicle(tmp_path: Path) -> Settings:
    return Settings(root=tmp_path, content=tmp_path / "content", cache_dir=tmp_path / ".cache")


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "ferries.txt"
    path.write_bytes(TEXT.encode())
    os.utime(path, (700_000_000, 700_000_000))
    return path


def faults(files: list[Path], given: Given, chronicle: Settings) -> list[str]:
    with pytest.raises(ArticleError) as caught:
        add(files, given, chronicle)
    return [str(problem) for problem in caught.value.problems]


def test_text_is_kept_and_read_back(chronicle: Settings, text: Path) -> None:
    (new,) = add([text], Given("1991-11-15", "Adriatic Wire", "Ferries: hit!", "https://example.org/1"), chronicle)
    assert new == chronicle.articles_dir / "1991-11-15-adriatic-wire-ferries-hit.md"
    assert new.read_bytes() == (
        b"Title: Ferries: hit!\nDate: 1991-11-15\nPublisher: Adriatic Wire\nUrl: https://example.org/1\n"
        b"Retrieved: 1992-03-07T20:26:40Z\nSha256: "
        + hashlib.sha256(TEXT.encode()).hexdigest().encode()
        + b"\n\n"
        + TEXT.encode()
    )
    (article,) = read_articles(chronicle)
    assert (article.text, article.title, article.url) == (TEXT, "Ferries: hit!", "https://example.org/1")


def test_name_comes_from_the_text_where_there_is_no_title(chronicle: Settings, text: Path) -> None:
    (new,) = add([text], GIVEN, chronicle)
    assert new.name == "1991-11-15-adriatic-wire-split-two-ferries-were-hit-by-b.md"
    assert read_articles(chronicle)[0].title == "Adriatic Wire, 15 November 1991"


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\r\t"), min_size=1))
def test_any_text_comes_back_the_same(tmp_path_factory: pytest.TempPathFactory, body: str) -> None:
    root = tmp_path_factory.mktemp("any")
    chronicle = Settings(root=root, content=root / "content", cache_dir=root / ".cache")
    (root / "a.txt").write_bytes(("A" + body).encode())
    (new,) = add([root / "a.txt"], GIVEN, chronicle)
    assert new.read_bytes().endswith(b"\n\nA" + body.encode())


def test_several_files(chronicle: Settings, text: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("A bridge fell.")
    assert len(add([text, other], GIVEN, chronicle)) == 2


@pytest.mark.parametrize(
    ("given_", "words"),
    [
        (Given(publisher="X"), "--date"),
        (Given(date="1991-11-15"), "--publisher"),
        (Given("15 November 1991", "X"), "Date '15 November 1991' is not a day"),
        (Given("1991-02-30", "X"), "is not a day"),
        (Given("1991-11-15", "X\nStatus: draft"), "--publisher in one line"),
        (Given("1991-11-15", "X", "a\u2028b"), "--title in one line"),
        (Given("1991-11-15", "X", url="javascript:alert(1)"), "no web address"),
    ],
)
def test_options_at_fault(chronicle: Settings, text: Path, given_: Given, words: str) -> None:
    assert any(words in fault for fault in faults([text], given_, chronicle))
    assert not chronicle.articles_dir.exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b" \x1c\n\x1f", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"%PDF-1.4\n\x00\x01", "cannot be read as a PDF"),
        (b"\x7fELF\x00\x01", "is not a text file"),
        ("Hafen".encode("utf-16"), "is UTF-16"),
        ("Fähre\nüber".encode("latin-1"), "is not UTF-8"),
        (b"<!DOCTYPE html><html><body> </body></html>", "holds no article's text"),
        (b"one\n\x07two", "control character"),
    ],
)
def test_files_at_fault(chronicle: Settings, tmp_path: Path, text: Path, data: bytes, words: str) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(data)
    assert any("bad.txt" in fault and words in fault for fault in faults([text, bad], GIVEN, chronicle))
    assert not chronicle.articles_dir.exists(), "all or none"


def test_all_faults_at_once(chronicle: Settings, tmp_path: Path, text: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    found = faults([tmp_path / "empty.txt", tmp_path / "missing.txt", text], Given(), chronicle)
    assert [fault.partition(":")[2][:26] for fault in found] == [
        " is empty (add a file with",
        " cannot be read: No such f",
        " does not say when it was ",
        " does not say who publishe",
    ]
    assert not chronicle.articles_dir.exists()


def test_no_file(chronicle: Settings) -> None:
    assert faults([], GIVEN, chronicle) == ["no file is given (name files, folders or addresses)"]


def test_byte_order_mark_is_no_text(chronicle: Settings, text: Path) -> None:
    text.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert add([text], GIVEN, chronicle)[0].read_bytes().endswith(b"\n\n" + TEXT.encode())


def test_what_is_there_is_not_added_again(chronicle: Settings, text: Path) -> None:
    (new,) = add([text], GIVEN, chronicle)
    before = new.read_bytes()
    assert add([text], GIVEN, chronicle) == []
    assert [path.name for path in chronicle.articles_dir.iterdir()] == [new.name]
    assert new.read_bytes() == before


def test_two_texts_of_one_beginning_have_two_names(chronicle: Settings, text: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.txt"
    twin.write_text("SPLIT — Two ferries were hit by b-grade ammunition; everything else about that day was different.")
    names = [path.name for path in add([text, twin], GIVEN, chronicle)]
    assert names[1] == names[0].replace(".md", "-2.md")


def test_title_is_of_one_text(chronicle: Settings, text: Path, tmp_path: Path) -> None:
    found = faults([text, text], Given("1991-11-15", "X", "One title"), chronicle)
    assert "add them one by one" in found[0]


def test_a_publisher_in_two_scripts_is_no_second_witness(chronicle: Settings, text: Path) -> None:
    assert "mixes letters" in faults([text], Given("1991-11-15", "R\u0435uters"), chronicle)[0]


def test_a_full_disk_leaves_nothing_behind(
    chronicle: Settings, text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("A bridge fell.")
    write, written = Path.write_bytes, []

    def full(path: Path, data: bytes) -> int:
        written.append(path)
        if len(written) == 2:
            write(path, data[:9])
            raise OSError(28, "No space left on device", str(path))
        return write(path, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        add([text, other], GIVEN, chronicle)
    assert list(chronicle.articles_dir.iterdir()) == []
