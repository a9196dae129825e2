"""`invoke evaluate`: how well the extractor reads the cases of evaluation/cases.jsonl."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ..errors import ChronicleError, Problem
from ..evaluation.cases import Case, read_cases
from ..evaluation.score import Outcome, score
from ..evaluation.table import MEASURES, put, table
from ..events.candidates import candidates
from ..model import AnalysedArticle, Article
from ..nlp.extract import analyse
from ..nlp.pipeline import load_pipeline
from ..settings import Settings, settings_from_file

CASES = Path("evaluation") / "cases.jsonl"
PAGE = Path("docs") / "evaluation.md"
WIDTH = 160
"""Characters of a miss's text that are printed."""


def outcomes(cases: Iterable[Case], settings: Settings) -> dict[str, tuple[Outcome, ...]]:
    """Return the outcomes of each case, by its id; of a text on which the extractor fails nothing was read.

    Raises ModelError where the spaCy model is not installed.
    """
    known = {case.case_id: case for case in cases}
    read = {case_id: AnalysedArticle(case_id) for case_id in known}

    def failed(case_id: str, error: Exception) -> None:
        print(f"{case_id} cannot be read: {error!r}", file=sys.stderr)

    articles = (Article(case.case_id, "", "Case", case.published, case.text) for case in known.values())
    read.update((one.article_id, one) for one in analyse(load_pipeline(settings), articles, failed))
    return {
        case_id: score(known[case_id], analysed, [candidate.lead for candidate in candidates(analysed)])
        for case_id, analysed in read.items()
    }


def misses(cases: Iterable[Case], found: dict[str, tuple[Outcome, ...]], most: int) -> Iterable[str]:
    """Yield up to so many misses of each measure as lines: the case, what the gold has, what was read."""
    told = [(case, one) for case in cases for one in found[case.case_id] if not one.right]
    for measure, says in MEASURES.items():
        mine = [(case, one) for case, one in told if one.measure == measure]
        if mine[:most]:
            yield f"\n{says}: {len(mine)} wrong"
        for case, one in mine[:most]:
            yield f"  {case.case_id} ({case.published:%a %Y-%m-%d}) {case.text[:WIDTH]}"
            yield f"      gold: {one.gold or 'nothing'} | read: {one.said or 'nothing'}"


def evaluate(root: Path, miss: int = 0, write: bool = False, only: str = "") -> int:
    """Print the figures and up to `miss` misses of each kind, write the page if told to, return the exit status.

    The editor's lists of the sample chronicle are left out: the figures say what the program knows by itself.
    Raises ChronicleError where a case is malformed or the page has no place for the figures.
    """
    settings = replace(settings_from_file(root / "pelicanconf.py"), content=root / CASES.parent)
    cases = [case for case in read_cases(root / CASES) if case.case_id.startswith(only)]
    if not cases:
        raise ChronicleError(Problem(f"no case begins with {only!r}", "see evaluation/cases.jsonl", root / CASES))
    found = outcomes(cases, settings)
    by_kind = {
        kind: [o for case in cases if case.hostile is kind for o in found[case.case_id]] for kind in (False, True)
    }
    figures = table(by_kind[False], by_kind[True])
    print(f"{len(cases)} cases, {sum(case.hostile for case in cases)} of them hostile\n\n{figures}")
    for line in misses(cases, found, miss):
        print(line)
    if write:
        page = root / PAGE
        counted = f"{len(cases)} cases, {sum(case.hostile for case in cases)} of them hostile.\n\n{figures}"
        page.write_text(put(page.read_text("utf-8"), counted), "utf-8")
        print(f"\nwritten to {PAGE}")
    return 0
