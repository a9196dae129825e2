"""Term lists: what a spreadsheet makes of them is read, and every bad row is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronicle.errors import LexiconError
from chronicle.termfile import LEXICON, read_terms, rows


def test_the_mark_of_a_spreadsheet_and_remarks_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_bytes('\ufeffword,kind\r\n# a remark, with a comma\r\n\r\n truce ,"deal"\r\n'.encode())
    assert read_terms(path, ("word", "kind")) == (("truce", "deal"),)


def test_further_columns_and_another_order_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("kind,note,word\ndeal,my own,truce\n", encoding="utf-8")
    assert read_terms(path, ("word", "kind")) == (("truce", "deal"),)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("word\ntruce\n", 1, "no column kind"),
        ("word,kind\ntruce,deal\ntruce,deal,x\n", 3, "3 values instead of 2"),
        ("word,kind\n,deal\n", 2, "column word is empty"),
        ("word,kind\ntruce,meal\n", 2, "kind is 'meal'"),
        ("word,kind\ntruce,deal\ntruce,deal\n", 3, "stands twice"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "words.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=words) as caught:
        read_terms(path, ("word", "kind"), {"kind": frozenset({"deal"})})
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (path, line)
    assert problem.remedy


@pytest.mark.parametrize("content", [None, b"word,kind\n\xff\xfe,deal\n"])
def test_a_list_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "words.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LexiconError, match=r"words\.csv"):
        read_terms(path, ("word", "kind"))


@pytest.mark.parametrize("path", sorted(LEXICON.glob("*.csv")), ids=lambda path: path.stem)
def test_every_list_of_the_project_is_whole(path: Path) -> None:
    header = path.read_text(encoding="utf-8").splitlines()[0].split(",")
    problems: list[object] = []
    assert list(rows(path, header, problems))  # type: ignore[arg-type]
    assert problems == []
