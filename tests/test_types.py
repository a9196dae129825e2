"""What happened and of which type: sentences of many wars, and sentences that tell of none, in types_cases.csv."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from chronicle.model import TOLD, AnalysedArticle, SubEventType

CASES = Path(__file__).parent / "types_cases.csv"


def _cases() -> list[tuple[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return [(row["expected"], row["sentence"]) for row in csv.DictReader(lines)]


@pytest.mark.parametrize(("expected", "sentence"), _cases())
def test_type_of_what_a_sentence_tells_first(
    expected: str, sentence: str, read: Callable[..., AnalysedArticle]
) -> None:
    told = [report for report in read(sentence, "2016-05-08").reports if report.assertion in TOLD]
    assert (told[0].sub_event_type.value if told else "none") == expected


def test_table_covers_every_type_and_what_is_none() -> None:
    kinds = [expected for expected, _ in _cases()]
    assert set(kinds) == {kind.value for kind in SubEventType} | {"none"}
    assert min(kinds.count(kind.value) for kind in SubEventType) >= 4
