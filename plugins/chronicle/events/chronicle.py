"""Analysed articles in, the whole chronicle out: events in order of time, under addresses that stay."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ..model import AnalysedArticle, Article, Candidate, Chronicle, CorrectionKind, Event
from .account import Account
from .addresses import Addressed, assign
from .addresses_match import Trace, known_again
from .addresses_table import Row
from .candidates import Accounted, accounted
from .constraints import Constraints, ContradictionError
from .corrections import Faults, constraints_of, corrected, past_of, with_events
from .corrections_read import TAKE_DOWN, TAKE_DOWN_SOURCE, Entry
from .corrections_values import Actors, Places, known_names
from .merge import Spread, merge
from .takedown import Withdrawn, blanked, mark_of, take_down


@dataclass(frozen=True, slots=True)
class Kept:
    """What the editor keeps beside the articles: corrections, and the tables that builds have written."""

    entries: tuple[Entry, ...] = ()
    rows: tuple[Row, ...] = ()
    withdrawn: tuple[Withdrawn, ...] = ()
    path: Path = Path("corrections.yaml")
    """What errors name."""
    places: Places = lambda name: ()
    actors: Actors = lambda name: ()

    @property
    def sources_down(self) -> frozenset[str]:
        """Return the articles that are taken down."""
        return frozenset(entry.names[0] for entry in self.entries if entry.action == TAKE_DOWN_SOURCE)


@dataclass(frozen=True, slots=True)
class Made:
    """A chronicle, and the tables as they are to be kept."""

    chronicle: Chronicle
    rows: tuple[Row, ...]
    withdrawn: tuple[Withdrawn, ...]


def make_chronicle(articles: Iterable[Article], analysed: Iterable[AnalysedArticle], as_of: date | None) -> Chronicle:
    """Return the chronicle of the articles: their happenings merged, undated ones last."""
    return make(articles, analysed, as_of, Kept()).chronicle


def make(
    articles: Iterable[Article],
    analysed: Iterable[AnalysedArticle],
    as_of: date | None,
    kept: Kept,
    spread: Spread | None = None,
    told: Callable[[AnalysedArticle], Iterable[Accounted]] = accounted,
) -> Made:
    """Return the chronicle as the editor has it, and the tables with what is new; `spread` as for `merge`.

    `told` gives an article's accounts, as `accounted` does.

    Raises CorrectionError with every entry that matches nothing.
    """
    faults = Faults(kept.path)
    sources = kept.sources_down
    by_id = {article.article_id: article for article in articles}
    marks = {row.mark for row in kept.withdrawn}
    for entry in kept.entries:
        if entry.action == TAKE_DOWN_SOURCE and entry.names[0] not in by_id and mark_of(entry.names[0]) not in marks:
            faults.add(entry, f"there is no article {entry.names[0]}", "give the name of its file without .md")
    articles = tuple(article for key, article in by_id.items() if key not in sources)
    analysed = tuple(one for one in analysed if one.article_id not in sources)
    each = [one for article in analysed for one in told(article)]
    found, accounts = [candidate for candidate, _ in each], {id(candidate): account for candidate, account in each}
    known = known_again(_recorded(kept), found)
    past = past_of(kept.rows, known)
    credits = {one.article_id: one.credits for one in analysed}
    if any(
        name not in past.ever for entry in kept.entries if entry.action in ("merge", "split") for name in entry.names
    ):
        past = with_events(past, merge(found, by_id, credits, spread=spread, known=accounts))
    silent = _silent(kept, marks)
    rules = constraints_of(kept.entries, past, found, sources | silent, faults)
    merged = _merged(found, by_id, credits, rules, kept, faults, spread, accounts)
    added = frozenset(entry.names[0] for entry in kept.entries if entry.action == CorrectionKind.ADD)
    addressed = assign(merged, kept.rows, known, added)
    down = _taken_down(kept, addressed, added, marks, faults)
    left = take_down(addressed, down, sources, kept.withdrawn, known)
    names = known_names(analysed, kept.places, kept.actors)
    remaining = Addressed(left.events, left.forwards, left.rows)
    done = corrected(kept.entries, remaining, past, names, left.gone | silent, faults)
    if left.spans:
        texts, analysed, events = blanked(articles, analysed, replace(left, events=done.events))
        articles = texts
    else:
        events = done.events
    forwards = tuple(sorted((*left.forwards, *done.forwards), key=lambda forward: forward.event_id))
    chronicle = Chronicle(tuple(sorted(events, key=in_time)), articles, analysed, as_of, done.corrections, forwards)
    return Made(chronicle, left.rows, left.withdrawn)


def _silent(kept: Kept, marks: Collection[str]) -> frozenset[str]:
    """Return the ids of which no entry speaks any more: those taken down, and those that led to them."""
    down = {entry.names[0] for entry in kept.entries if entry.action == TAKE_DOWN}
    led = {name for entry in kept.entries for name in entry.names if down and mark_of(name) in marks}
    return frozenset(down | led)


def _recorded(kept: Kept) -> dict[Trace, frozenset[str]]:
    recorded: dict[Trace, frozenset[str]] = {}
    for row in kept.rows:
        if row.trace is not None:
            recorded[row.trace] = recorded.get(row.trace, frozenset()) | {row.event_id}
    for gone in kept.withdrawn:
        if gone.trace is not None:
            recorded[gone.trace] = recorded.get(gone.trace, frozenset()) | {gone.mark}
    return recorded


def _merged(
    found: Sequence[Candidate],
    articles: Mapping[str, Article],
    credits: Mapping[str, tuple[str, ...]],
    rules: Constraints,
    kept: Kept,
    faults: Faults,
    spread: Spread | None,
    accounts: Mapping[int, Account],
) -> tuple[Event, ...]:
    try:
        return merge(found, articles, credits, rules, spread, accounts)
    except ContradictionError:
        for entry in kept.entries:
            if entry.action == CorrectionKind.SPLIT:
                faults.add(entry, "keeps apart what another entry puts together", "remove one of the two")
        faults.check()
        raise


def _taken_down(
    kept: Kept, addressed: Addressed, added: frozenset[str], marks: set[str], faults: Faults
) -> tuple[str, ...]:
    """Return the ids to take down, noting those that match nothing."""
    down: list[str] = []
    for entry in kept.entries:
        if entry.action != TAKE_DOWN:
            continue
        name = entry.names[0]
        now = addressed.now(name)
        if now is None and mark_of(name) not in marks and name not in added:
            faults.add(entry, "no event ever had this id", "give it as the event's page has it")
        down.append(name)
    return tuple(down)


def in_time(event: Event) -> tuple[bool, date, date, str]:
    """Return the key that sorts events by first day, then last day, then id."""
    if event.interval is None:
        return True, date.max, date.max, event.event_id
    return False, event.interval.first, event.interval.last, event.event_id
