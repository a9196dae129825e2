"""Pairs of texts of many wars, read and merged as a build does: one happening or two, in merge_cases.csv."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from chronicle.events.chronicle import make_chronicle
from chronicle.model import AnalysedArticle, Article
from chronicle.nlp.extract import analyse

CASES = Path(__file__).parent / "merge_cases.csv"
Told = tuple[Article, Article]


def _cases() -> dict[str, tuple[bool, Told]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return {
            row["why"]: (
                row["one"] == "yes",
                (
                    _article("one", row["published"], row["text"]),
                    _article("other", row["other_published"], row["other_text"]),
                ),
            )
            for row in csv.DictReader(lines)
        }


def _article(name: str, published: str, text: str) -> Article:
    return Article(name, "", f"The {name} paper", date.fromisoformat(published), text)


PAIRS = _cases()


@pytest.fixture(scope="module")
def read(nlp: Language) -> dict[str, tuple[AnalysedArticle, ...]]:
    """Read all texts at once: one by one takes five times as long."""
    papers = [replace(p, article_id=f"{p.article_id} {why}") for why, (_, told) in PAIRS.items() for p in told]
    found = {one.article_id: one for one in analyse(nlp, papers)}
    return {why: (_renamed(found[f"one {why}"], "one"), _renamed(found[f"other {why}"], "other")) for why in PAIRS}


def _renamed(read: AnalysedArticle, name: str) -> AnalysedArticle:
    return replace(read, article_id=name, reports=tuple(replace(r, article_id=name) for r in read.reports))


@pytest.mark.parametrize("why", PAIRS)
def test_texts_of_one_happening_meet_and_of_two_do_not(why: str, read: dict[str, tuple[AnalysedArticle, ...]]) -> None:
    one, papers = PAIRS[why]
    assert all(paper.reports for paper in read[why]), "a text tells of nothing: the case shows nothing"
    events = make_chronicle(papers, read[why], None).events
    assert any(len(event.candidates) > 1 for event in events) == one
