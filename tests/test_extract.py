"""invoke extract: every malformed line named by its number, everything else written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from chronicle.commands import extract as command
from chronicle.commands.extract_lines import read_lines
from chronicle.model import Article
from chronicle.nlp import worker
from chronicle.nlp.extract import analyse, tokenise
from chronicle.settings import MAX_TEXT

GOOD = '{"id": "a", "date": "1995-06-02", "text": "Gunmen shot two policemen in Tuzla on Friday."}'


def line(**values: object) -> bytes:
    return json.dumps({"id": "b", "date": "1995-06-02", "text": "Shells fell.", **values}).encode()


@pytest.mark.parametrize(
    ("bad", "words"),
    [
        (b"[1, 2]", "no object but list"),
        (b"null", "no object but NoneType"),
        (b'{"id": "b"', "Expecting"),
        (b'{"date": null, "text": "Shells fell."}', "it has no id"),
        (b'{"id": "b", "date": null}', "it has no text"),
        (line(id=None), "its id is no text"),
        (line(id=True), "its id is no text"),
        (line(id=["b"]), "its id is no text"),
        (line(id=" "), "its id is no text"),
        (line(id="a"), "the id 'a' stands in line 1"),
        (line(text=None), "it has no text"),
        (line(text=7), "its text is no text: 7"),
        (line(text=["Shells fell."]), "its text is no text"),
        (line(text=" \n"), "it has no text"),
        (line(text="x" * (MAX_TEXT + 1)), "longer than"),
        (line(text="Shells \ud800 fell."), "lone surrogate"),
        (line(date={"day": "1995-06-02"}), "its date is no text but dict"),
        (line(date=0), "its date is no text but int"),
        (line(date="1995-13-45"), "month"),
        (line(date="1995-06-02T10:00"), "is not written as"),
        (line(title={"a": 1}), "its title is no text"),
        (b'{"id": NaN, "date": null, "text": "Shells fell."}', "NaN is no JSON"),
        (b'{"id": "b", "date": null, "text": "Caf\xe9"}', "can't decode"),
        (b'{"id": "b", "text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deeply"),
    ],
)
def test_a_malformed_line_is_named_and_the_others_are_read(tmp_path: Path, bad: bytes, words: str) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join([GOOD.encode(), bad, b"", line(id=3), b""]))
    found = read_lines(path)
    assert [article.article_id for article in found.articles] == ["a", "3"]
    (message,) = found.messages()
    assert message.startswith(f"{path}:2: not an article: ")
    assert words in message


def test_line_ends_and_byte_order_mark_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.encode() + b"\r\n" + line(text="One\u2028two\x85three."))
    found = read_lines(path)
    assert list(found.messages()) == []
    assert found.articles[1].text == "One\u2028two\x85three."


@given(st.binary(max_size=80) | st.builds(lambda v: json.dumps(v).encode(), st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["id", "date", "text", "url"]), inner),
)))  # fmt: skip
def test_no_line_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "fuzz.jsonl"
    path.write_bytes(data)
    found = read_lines(path)
    assert all(article.text.strip() and article.article_id for article in found.articles)
    assert len(found.articles) + len(found.faults) <= data.count(b"\n") + 1


class Breaking:
    """Stands for a component with a fault that only one text brings out."""

    def __call__(self, doc: Doc) -> Doc:
        if "Zenica" in doc.text:
            raise IndexError("out of range")
        return doc


def test_the_rest_is_written_and_the_status_is_one(
    tmp_path: Path, nlp: Language, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "in.jsonl"
    path.write_bytes(b"\n".join([GOOD.encode(), b"{", line(id="c", text="A mine exploded in Zenica."), line(id="d")]))
    monkeypatch.setattr(command, "load_pipeline", lambda settings: nlp)
    Language.factory("breaking", func=lambda nlp, name: Breaking())
    nlp.add_pipe("breaking")
    try:
        assert command.extract(path, tmp_path / "out", ROOT) == 1
    finally:
        nlp.remove_pipe("breaking")
    rows = [json.loads(row) for row in (tmp_path / "out" / "extracted.jsonl").read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == ["a", "d"]
    assert [event["sub_event_type"] for event in rows[0]["events"]]
    said = capsys.readouterr().err.splitlines()
    assert [message.split(": ")[0] for message in said] == [f"{path}:2", f"{path}:3"]
    assert "cannot be analysed: IndexError" in said[1]


@given(
    st.lists(st.sampled_from(["a", "(", " ", "\n", '"' * 205, "b" * 201, "x-" * 120, ". ", "حلب", "💣"]), max_size=12)
)
def test_a_cut_stretch_keeps_the_text_and_its_offsets(nlp: Language, parts: list[str]) -> None:
    text = "".join(parts)
    doc = tokenise(nlp, text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize(
    "text",
    [
        "killed " * 900,
        "Osijek, " * 450,
        "shelling hit the town and killed 5 people " * 110,
        "He said that; " * 250,
        "twenty " * 900,
    ],
)
def test_no_sentence_is_endless(nlp: Language, text: str) -> None:
    """What is read sentence by sentence takes time that grows with the square of a sentence's length."""
    doc = nlp.get_pipe("chronicle_sentences")(tokenise(nlp, text))
    starts = [token.i for token in doc if token.is_sent_start] + [len(doc)]
    assert len(starts) > 3
    assert max(end - start for start, end in zip([0, *starts], starts, strict=False)) <= 200


def test_a_long_news_sentence_stays_whole(nlp: Language) -> None:
    text = "The mayor, " + "who had, the aides said, come from the harbour, " * 8 + "fled on Friday. Nobody was hurt."
    doc = nlp.get_pipe("chronicle_sentences")(tokenise(nlp, text))
    assert not any(token.is_sent_start for token in doc[1:])


def test_texts_at_the_edges_of_time_are_read(nlp: Language) -> None:
    from datetime import date

    from chronicle.model import Article

    text = "Shells hit Split on Sunday. Next week and last year, in the coming months and tomorrow, a bomb exploded."
    for day in (date.min, date.max):
        (found,) = analyse(nlp, [Article("a", "", "", day, text)])
        assert found.article_id == "a"


@pytest.mark.parametrize(
    ("lengths", "groups"),
    [
        ([], []),
        ([5, 5, 5], [[5, 5, 5]]),
        ([60, 50, 30, 20], [[60], [50, 30, 20]]),
        ([500, 1, 1, 500, 99, 2], [[500], [1, 1], [500], [99], [2]]),
        ([100, 100], [[100], [100]]),
    ],
)
def test_long_texts_are_not_read_together(
    lengths: list[int], groups: list[list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixteen articles of a megabyte would take gigabytes until the last of them is read."""
    monkeypatch.setattr(worker, "AT_ONCE", 100)
    articles = [Article(str(n), "", "", None, "x" * length) for n, length in enumerate(lengths)]
    found = list(worker.at_once(articles))
    assert [[len(one.text) for one in group] for group in found] == groups
    assert [one for group in found for one in group] == articles
