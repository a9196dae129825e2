"""`invoke extract`: the extractor alone, JSONL in, extracted.jsonl and the tables out."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ..content import check_kept
from ..events.chronicle import make_chronicle
from ..model import AnalysedArticle, Candidate, Chronicle, PlaceMention, Report, TimeMention
from ..nlp.extract import analyse
from ..nlp.pipeline import load_pipeline
from ..pages.exports import extract_tables
from ..settings import settings_from_file
from .extract_lines import read_lines


def time_row(mention: TimeMention) -> dict[str, Any]:
    """Return a time mention as the output names it."""
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "date_start": mention.interval.first.isoformat(),
        "date_end": mention.interval.last.isoformat(),
        "date_precision": mention.interval.precision,
    }


def place_row(mention: PlaceMention) -> dict[str, Any]:
    """Return a place mention as the output names it."""
    place = mention.place
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.text,
        "name": place.name,
        "country": place.country or None,
        "admin1": place.admin1 or None,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "level": str(place.level),
        "place_id": place.place_id,
    }


def event_row(report: Report, event_id: str) -> dict[str, Any]:
    """Return one happening of an article as the output names it."""
    interval, place = report.interval, report.place
    return {
        "event_id": event_id,
        "start": report.span.start,
        "end": report.span.end,
        "quote": report.quote,
        "event_type": str(report.sub_event_type.event_type),
        "sub_event_type": str(report.sub_event_type),
        "date_start": interval.first.isoformat() if interval else None,
        "date_end": interval.last.isoformat() if interval else None,
        "date_precision": interval.precision if interval else None,
        "date_basis": str(report.date_basis) if report.date_basis else None,
        "place_id": place.place_id if place else None,
        "place": place.name if place else None,
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "geo_precision": report.geo_precision,
        "actor1": "; ".join(actor.name for actor in report.actor1) or None,
        "actor2": "; ".join(actor.name for actor in report.actor2) or None,
        "fatalities_low": report.fatalities.low,
        "fatalities_best": report.fatalities.best,
        "fatalities_high": report.fatalities.high,
        "injured_low": report.injured.low,
        "injured_best": report.injured.best,
        "injured_high": report.injured.high,
        "assertion": str(report.assertion),
        "attribution": report.attribution or None,
    }


def extracted_row(analysed: AnalysedArticle, told: Sequence[tuple[Candidate, str]]) -> dict[str, Any]:
    """Return one line of extracted.jsonl: values of the article's own account, ids of the merged events."""
    return {
        "id": analysed.article_id,
        "times": [time_row(t) for t in analysed.times],
        "places": [place_row(p) for p in analysed.places],
        "events": [event_row(candidate.lead, event_id) for candidate, event_id in told],
    }


def accounts_by_article(chronicle: Chronicle) -> dict[str, list[tuple[Candidate, str]]]:
    """Return each article's accounts with their events' ids, in the order of their first sentences."""
    told: dict[str, list[tuple[Candidate, str]]] = {}
    for event in chronicle.events:
        for candidate in event.candidates:
            told.setdefault(candidate.article_id, []).append((candidate, event.event_id))
    for accounts in told.values():
        accounts.sort(key=lambda at: (at[0].reports[0].span, at[0].reports[0].trigger))
    return told


def extract(source: Path, out: Path, root: Path) -> int:
    """Extract a file of articles into a folder; return the exit status: 1 where a line had to be skipped.

    Raises OSError where the file cannot be read or the folder cannot be written, ChronicleError where one of the
    editor's lists is no plain file.
    """
    settings = settings_from_file(root / "pelicanconf.py")
    check_kept(settings)
    lines = read_lines(source)

    def failed(article_id: str, error: Exception) -> None:
        lines.fault(lines.numbers[article_id], f"it cannot be analysed: {error!r}")

    out.mkdir(parents=True, exist_ok=True)
    analysed = list(analyse(load_pipeline(settings), lines.articles, failed))
    read = {one.article_id for one in analysed}
    articles = [article for article in lines.articles if article.article_id in read]
    chronicle = make_chronicle(articles, analysed, settings.as_of)
    told = accounts_by_article(chronicle)
    with (out / "extracted.jsonl").open("w", encoding="utf-8", newline="\n") as rows:
        for one in analysed:
            rows.write(json.dumps(extracted_row(one, told.get(one.article_id, ())), ensure_ascii=False) + "\n")
    extract_tables(chronicle, out)
    for message in lines.messages():
        print(message, file=sys.stderr)
    return 1 if lines.faults else 0
