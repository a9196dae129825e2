"""The editor's file read strictly: each bad entry with its line and remedy, and nothing of YAML that can do harm."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from jsonschema import Draft202012Validator

from chronicle.errors import CorrectionError
from chronicle.events.corrections_read import SCHEMA, Named, Part, read_corrections
from chronicle.model import ActorKind, Count, SubEventType

SIGNED = "  by: R. Haddad\n  when: 2016-06-01\n  why: The register says so\n"
ID = "2016-05-08-goma-1a2b3c"
SHOWN = Path("content/chronicle/corrections.yaml")


def read(tmp_path: Path, text: str) -> object:
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    return read_corrections(path, SHOWN)


def test_every_kind_of_entry_is_read(tmp_path: Path) -> None:
    text = f"""
- event: {ID}
  set: {{killed: {{low: 3, best: 4}}, date: 2016-05, side1: [M23, {{name: Guard, kind: 1}}], place: null, title: "A: b"}}
{SIGNED}
- merge: [{ID}, 2016-unlocated-aabbcc]
{SIGNED}
- split: {ID}
  into: [[one-paper], [other-paper, {{article: third, words: a second wave}}]]
{SIGNED}
- hide: {ID}
{SIGNED}
- dispute: {ID}
{SIGNED}
- event: {ID}
  note: no
{SIGNED}
- add: {{id: my-own, type: Attack, source: A letter, geo_precision: 2, place: Goma}}
{SIGNED}
- take-down: {ID}
- take-down-source: one-paper
"""
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    found = read_corrections(path)
    actions = ["set", "merge", "split", "hide", "dispute", "note", "add", "take-down", "take-down-source"]
    assert [entry.action for entry in found] == actions
    values = dict(found[0].values)
    assert values["killed"] == Count(3, 4, None)
    assert values["side1"] == (Named("M23"), Named("Guard", ActorKind.STATE_FORCES))
    assert values["place"] is None
    assert values["title"] == "A: b"
    assert str(values["date"]) == "Interval(first=datetime.date(2016, 5, 1), last=datetime.date(2016, 5, 31))"
    assert found[2].into[1][1] == Part("third", "a second wave")
    assert found[5].text == "no"
    assert [field for field, _ in found[6].values] == ["type", "place", "geo_precision"]
    assert dict(found[6].values)["type"] is SubEventType.ATTACK
    assert found[0].when == date(2016, 6, 1)
    assert len({entry.key for entry in found}) == len(found)


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "[]\n", "---\n", "null\n"])
def test_an_empty_file_corrects_nothing(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == ()
    assert read_corrections(tmp_path / "none.yaml") == ()


SET = f"- event: {ID}\n  set: {{killed: 1}}\n"
BAD = [
    # the file, the line at fault, what is said of it
    ("event: x\n", 1, "it is no list"),
    ("- just words\n", 1, "no mapping"),
    (f"- event: {ID}\n{SIGNED}", 1, "does nothing"),
    (f"- hide: {ID}\n  merge: [{ID}, a-b]\n{SIGNED}", 1, "does 2 things"),
    (f"- hide: {ID}\n  by: X\n  when: 2016-06-01\n", 1, "no 'why'"),
    (f"- hide: {ID}\n  wy: X\n{SIGNED}", 2, "unknown key 'wy'"),
    (f"- event: {ID}\n  set:\n    killed: 3\n    kiled: 4\n{SIGNED}", 4, "unknown key 'kiled'"),
    (f"- event: {ID}\n  set:\n    killed: -3\n{SIGNED}", 3, "killed"),
    (f"- event: {ID}\n  set:\n    killed: many\n{SIGNED}", 3, "killed"),
    (f"- event: {ID}\n  set:\n    killed: {{low: 9, best: 2}}\n{SIGNED}", 3, "does not rise"),
    (f"- event: {ID}\n  set:\n    killed: {{}}\n{SIGNED}", 3, "killed"),
    (f"- event: {ID}\n  set:\n    date: 8 May 2016\n{SIGNED}", 3, "date"),
    (f"- event: {ID}\n  set:\n    date: 2016-02-30\n{SIGNED}", 3, "is no time"),
    (f"- event: {ID}\n  set:\n    date: 2016-05-09/2016-05-08\n{SIGNED}", 3, "ends before it begins"),
    (f"- event: {ID}\n  set:\n    type: air strike\n{SIGNED}", 3, "type"),
    (f"- event: {ID}\n  set:\n    geo_precision: 4\n{SIGNED}", 3, "geo_precision"),
    (f"- event: {ID}\n  set:\n    side1: M23\n{SIGNED}", 3, "side1"),
    (f"- event: {ID}\n  set:\n    side1: [{{name: X}}]\n{SIGNED}", 3, "'kind'"),
    (f"- event: {ID}\n  set: {{}}\n{SIGNED}", 2, "set"),
    (f"- event: A Place\n  set: {{killed: 1}}\n{SIGNED}", 1, "event"),
    (f"- hide: ../../etc\n{SIGNED}", 1, "hide"),
    (f"- merge: [{ID}]\n{SIGNED}", 1, "merge"),
    (f"- merge: [{ID}, {ID}]\n{SIGNED}", 1, "merge"),
    (f"- split: {ID}\n  into: [[a]]\n{SIGNED}", 2, "into"),
    (f"- split: {ID}\n  into: [[a], [a]]\n{SIGNED}", 2, "stands twice under into"),
    (f"- add: {{id: x-y, type: Attack}}\n{SIGNED}", 1, "'source'"),
    (f"- add:\n    id: w-0f3a21c4d5e6\n    type: Attack\n    source: me\n{SIGNED}", 2, "is a withheld event's"),
    (f"- add: {{id: x-y, source: me}}\n{SIGNED}", 1, "'type'"),
    (f"- hide: {ID}\n  by: X\n  when: 2016-13-01\n  why: Y\n", 3, "is no day"),
    (f"- hide: {ID}\n  by: ''\n  when: 2016-12-01\n  why: Y\n", 2, "by"),
    (f"{SET}{SIGNED}{SET}{SIGNED}", 6, "the same as line 1"),
    (f"{SET}{SIGNED}{SET}{SIGNED.replace('R. ', 'S. ')}", 6, "killed is set in line 1 too"),
    (f"- take-down: {ID}\n  source: x\n", 2, "unknown key"),
    # what YAML can do and no editor needs
    (f"- hide: &x {ID}\n{SIGNED}", 1, "an anchor or alias"),
    (f"- hide: *x\n{SIGNED}", 1, "an anchor or alias"),
    (f"- hide: !!python/object/apply:os.system [id]\n{SIGNED}", 1, "a tag"),
    (f"- hide: !x {ID}\n{SIGNED}", 1, "a tag"),
    (f"- hide: {ID}\n  hide: {ID}\n{SIGNED}", 2, "stands twice"),
    (f"- hide: {ID}\n  <<: {{by: X}}\n{SIGNED}", 2, "unknown key '<<'"),
    (f"- hide: {ID}\n{SIGNED}---\n- x\n", 5, "a second document"),
    (f"- hide: {ID}\n  ? [a, b]\n  : c\n{SIGNED}", 2, "a key that is a list"),
    (f"- note: {ID}\n   by: x\n", 2, "no YAML"),
    (f"- event: {ID}\n  note: one: two\n{SIGNED}", 2, "no YAML"),
    ("- [" + "[" * 40 + "\n", 1, "without end"),
    (f'- event: {ID}\n  note: "turn \u202e round"\n{SIGNED}', 2, "turns text round"),
    (f"- hide: {ID}\n  why: a\x00b\n", 2, "no YAML"),
]


@pytest.mark.parametrize(("text", "line", "message"), BAD)
def test_a_bad_entry_is_named_with_its_line_and_a_remedy(tmp_path: Path, text: str, line: int, message: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        read(tmp_path, text)
    found = [str(problem) for problem in caught.value.problems]
    assert any(each.startswith(f"{SHOWN}:{line}: ") and message in each for each in found), found
    assert all(problem.remedy for problem in caught.value.problems)


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError) as caught:
        read(tmp_path, f"- hide: {ID}\n- dispute: Not An Id\n{SIGNED}- event: {ID}\n  set: {{killed: x}}\n{SIGNED}")
    assert [problem.line for problem in caught.value.problems] == [1, 1, 1, 2, 7]


def test_a_billion_laughs_take_no_time_and_no_memory(tmp_path: Path) -> None:
    lines = ["- a: &a0 [lol, lol, lol]"]
    lines += [f"- a: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    with pytest.raises(CorrectionError, match="anchor or alias"):
        read(tmp_path, "\n".join(lines))


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yaml"
    path.write_bytes("- hide: caf\xe9\n".encode("latin-1"))
    with pytest.raises(CorrectionError, match="UTF-8"):
        read_corrections(path)


def test_the_schema_is_one_and_knows_what_the_model_knows() -> None:
    import json

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["$defs"]["type"]["enum"] == [str(kind) for kind in SubEventType]
    assert len(schema["items"]["oneOf"]) == 9


def test_the_examples_of_the_docs_are_read(tmp_path: Path) -> None:
    docs = (ROOT / "docs" / "corrections.md").read_text(encoding="utf-8")
    examples = [part.split("```")[0] for part in docs.split("```yaml\n")[1:]]
    assert len(examples) >= 4
    for number, example in enumerate(examples):
        path = tmp_path / f"{number}.yaml"
        path.write_text(example, encoding="utf-8")
        assert read_corrections(path)


def test_the_corrections_of_the_sample_are_read() -> None:
    assert read_corrections(ROOT / "content" / "chronicle" / "corrections.yaml")
