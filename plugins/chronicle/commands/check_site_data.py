"""What `invoke check` asks of the tables: possible days, places in their country, evidence for every event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

from ..gazetteer import Gazetteer
from ..gazetteer_names import fold
from ..geo import distance_km
from ..model import Place, PlaceLevel
from ..pages.exports_rows import PlaceRow, ReportRow
from ..pages.publish_care import Scopes
from ..published import Tables

EVENTS, PLACES, ARTICLES, REPORTS = (Path(f"data/{name}.csv") for name in ("events", "places", "articles", "reports"))
Finding = tuple[bool, str, str, Path]
"""Whether it is a fault (else a warning), what is wrong, the remedy, the table."""
FAR_KM = 100.0
"""Kilometres around a place within which there must be a town of its country: deserts and seas are wider than borders
are wrong, so a place with nothing near is let pass."""
NEIGHBOURS = 60
MOST_NAMED = 5
CORRECT = "correct it in content/chronicle/corrections.yaml, or in the article"


def day_findings(tables: Tables, today: date) -> Iterator[Finding]:
    """Yield articles dated after `today`, and events dated after the articles that tell of them."""
    for article in tables.articles:
        if article.published is not None and article.published > today:
            message = f"{article.article_id} is dated {article.published}, in the future"
            yield True, message, "correct Date in content/articles, or set CHRONICLE_AS_OF", ARTICLES
    newest: dict[str, date] = {}
    for report in tables.reports:
        if report.published is not None:
            newest[report.event_id] = max(report.published, newest.get(report.event_id, date.min))
    for event in tables.events:
        told = newest.get(event.event_id)  # none: the editor's own, told by no article
        if event.date_start is None:
            continue
        if event.date_start > today:
            yield True, f"{event.event_id} is dated {event.date_start}, in the future", CORRECT, EVENTS
        elif told is not None and event.date_start > told + timedelta(1):
            message = f"{event.event_id} begins on {event.date_start}, after its newest source ({told})"
            yield False, message, CORRECT, EVENTS
        elif event.date_end is not None and event.date_end > today:
            yield False, f"{event.event_id} ends on {event.date_end}, in the future", CORRECT, EVENTS


def evidence_findings(tables: Tables, kept: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Yield events that no report tells of, but for those that the editor added by hand (`kept`)."""
    told: defaultdict[str, list[ReportRow]] = defaultdict(list)
    for report in tables.reports:
        told[report.event_id].append(report)
    known = {event.event_id for event in tables.events}
    silent: list[str] = []
    for event in tables.events:
        if event.event_id in kept:
            continue
        reports = told[event.event_id]
        if not reports:
            yield True, f"{event.event_id} has no report: nothing says that it happened", "build again", EVENTS
        elif event.reports != len(reports):
            message = f"{event.event_id} counts {event.reports} reports, reports.csv has {len(reports)}"
            yield True, message, "build again", EVENTS
        elif all(not report.quote for report in reports):
            silent.append(event.event_id)
    if silent:
        named = ", ".join(silent[:MOST_NAMED]) + (" and others" if len(silent) > MOST_NAMED else "")
        message = f"{len(silent)} events show no sentence, each withheld or past the half of its article: {named}"
        yield False, message, "nothing, if that is meant", EVENTS
    for event_id in sorted(told.keys() - known):
        yield True, f"reports.csv tells of an event that is not there: {event_id}", "build again", EVENTS


def place_findings(tables: Tables, gazetteer: Gazetteer) -> Iterator[Finding]:
    """Yield places whose coordinates lie where there is no town of their country within 100 km, but one of another."""
    for row in tables.places:
        place = _place(row)
        if place is None or not row.country or place.level is PlaceLevel.COUNTRY:
            continue
        assert place.latitude is not None
        assert place.longitude is not None
        if (place.latitude, place.longitude) == (0.0, 0.0):
            yield True, f"{row.name} ({row.place_id}) lies at 0, 0", _remedy(row), PLACES
            continue
        for most in (NEIGHBOURS, 1_000_000):  # a village at a border may have sixty neighbours abroad
            near = gazetteer.nearest(place.latitude, place.longitude, most)
            around = [p for p in near if p.place_id != row.place_id and (distance_km(p, place) or 0.0) <= FAR_KM]
            lands = {fold(p.country) for p in around}
            if not around or fold(row.country) in lands:
                break
        else:
            there = ", ".join(sorted({p.country for p in around if p.country})[:3])
            message = f"{row.name} ({row.place_id}) is said to lie in {row.country}, but its coordinates lie in {there}"
            yield True, message, _remedy(row), PLACES


def _remedy(row: PlaceRow) -> str:
    listed = row.place_id.startswith("ed:")
    return f"correct {'its row' if listed else 'it with a row'} in content/chronicle/places.csv"


def _place(row: PlaceRow) -> Place | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Place(
        row.place_id, row.name, PlaceLevel(row.level), row.country, latitude=row.latitude, longitude=row.longitude
    )


def quote_findings(tables: Tables, texts: Mapping[str, str]) -> Iterator[Finding]:
    """Yield reports whose quotation is not what stands in their article; `texts` are the articles' by id."""
    for report in tables.reports:
        text = texts.get(report.article_id)
        if report.quote and text is not None and _plain(text[report.start : report.end]) != _plain(report.quote):
            message = f"{report.report_id} quotes what does not stand in {report.article_id} at {report.start}"
            yield True, message, "build again", REPORTS


def lowered_findings(tables: Tables, scopes: Scopes, ids: Mapping[str, str]) -> Iterator[Finding]:
    """Yield what names a place of a single event or article that may not be named there; `ids` are published ids."""
    rows = {event.event_id: event for event in tables.events}
    for event_id, scope in scopes.events.items():
        row = rows.get(ids.get(event_id, event_id))
        if row is None:
            continue
        parts = (row.place, *row.further_places)
        if row.place_id in scope.place_ids or scope.place_ids.intersection(row.further_place_ids):
            yield True, f"{row.event_id} gives a place that is withheld in it: {'; '.join(parts)}", "", EVENTS
        for report in tables.reports:
            words = " ".join((report.quote, report.attribution, report.place_text))
            if report.event_id == row.event_id and scope.named_in(words):
                yield True, f"{report.report_id} names a place that is withheld in its event", "", REPORTS
    known = {article.article_id: article for article in tables.articles}
    for article_id, scope in scopes.articles.items():
        shown = scope.identifier(article_id)
        for article in (known[name] for name in {article_id, shown} if name in known):
            if scope.bare and (article.title or article.url or article.article_id != shown):
                message = f"{article.article_id} shows its headline, address or file name, and tells of what is lowered"
                yield True, message, "", ARTICLES
            elif scope.named_in(f"{article.title} {article.article_id.replace('-', ' ')}") or scope.named_in_address(
                article.url
            ):
                yield True, f"{article.article_id} names a place that is withheld in it", "", ARTICLES


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
