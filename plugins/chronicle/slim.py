"""Analyses without what no page is made of, and each place and side in memory once.

An article's analysis names some sixty places, sides, times and numbers; a place carries all its other names. Decoded
one by one, those of 8,000 articles fill a gigabyte.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from .model import Actor, AnalysedArticle, Place, Report

One = TypeVar("One", Place, Actor)


class Slimmer:
    """Keeps of an analysis its reports, its credits and its places."""

    def __init__(self) -> None:
        self._known: dict[Place | Actor, Place | Actor] = {}

    def __call__(self, analysed: AnalysedArticle) -> AnalysedArticle:
        """Return the analysis without times, sides and numbers that no report rests on."""
        places = tuple(replace(mention, place=self._one(mention.place)) for mention in analysed.places)
        reports = tuple(self._report(report) for report in analysed.reports)
        return replace(analysed, times=(), actors=(), casualties=(), places=places, reports=reports)

    def _report(self, report: Report) -> Report:
        return replace(
            report,
            place=self._one(report.place) if report.place else None,
            further_places=tuple(self._one(place) for place in report.further_places),
            actor1=tuple(self._one(actor) for actor in report.actor1),
            actor2=tuple(self._one(actor) for actor in report.actor2),
        )

    def _one(self, one: One) -> One:
        return self._known.setdefault(one, one)  # type: ignore[return-value]  # equal things are of one type
