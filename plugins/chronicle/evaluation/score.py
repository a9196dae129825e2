"""Scores one case: pairs what was read with its gold, and says of each value whether it is right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..model import Actor, AnalysedArticle, Assertion, Count, Interval, Report, Span, SubEventType
from .cases import Case, GoldEvent, Said
from .names import alike, is_place, nobody, same_sides

LEAST = 2
"""Likeness from which an account is about a gold event: a type of the same class, or a day or a place in common."""
NOBODY = "-"
"""Among a side's names: it is right too to name nobody."""
_EITHER = frozenset({SubEventType.ARMED_CLASH, SubEventType.AGREEMENT})
"""Of these ACLED gives no order of the sides."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One comparison. An accuracy has given = wanted; for F1 a miss has given 0, an invention wanted 0."""

    measure: str
    right: bool
    wanted: int
    given: int
    gold: str = ""
    said: str = ""


def score(case: Case, analysed: AnalysedArticle, accounts: Sequence[Report]) -> tuple[Outcome, ...]:
    """Return every comparison of a case that its components ask for.

    `accounts` are the leading reports of the happenings that were read, stated or claimed ones only.
    """
    found: list[Outcome] = []
    if "times" in case.components:
        found += _times(case, analysed)
    if "places" in case.components:
        found += _places(case, analysed)
    if case.events is not None:
        found += _events(case, case.events, analysed, accounts)
    return tuple(found)


def spans_of(text: str, wanted: Sequence[str]) -> tuple[Span, ...]:
    """Return where each of the words stands: the first time it is wanted its first place, then its second."""
    after: dict[str, int] = {}
    spans = []
    for words in wanted:
        start = text.find(words, after.get(words, 0))
        start = start if start >= 0 else text.find(words)
        after[words] = start + len(words)
        spans.append(Span(start, start + len(words)))
    return tuple(spans)


def _times(case: Case, analysed: AnalysedArticle) -> Iterator[Outcome]:
    gold = case.times or ()
    spans = spans_of(case.text, [one.text for one in gold])
    left = list(analysed.times)
    for one, span in zip(gold, spans, strict=True):
        here = [mention for mention in left if mention.span.overlaps(span)]
        if one.interval is None:
            left = [mention for mention in left if mention not in here]
            continue
        best = max(here, key=lambda mention: mention.interval == one.interval, default=None)
        wanted = f"{one.text}: {days(one.interval)}"
        if best is None:
            yield Outcome("times", False, 1, 0, wanted)
            continue
        left.remove(best)
        yield Outcome("times", best.interval == one.interval, 1, 1, wanted, f"{best.text}: {days(best.interval)}")
    for mention in left:
        if not any(mention.span.overlaps(span) for span in spans):
            yield Outcome("times", False, 0, 1, "", f"{mention.text}: {days(mention.interval)}")


def _places(case: Case, analysed: AnalysedArticle) -> Iterator[Outcome]:
    gold = case.places or ()
    left = list(analysed.places)
    for one, span in zip(gold, spans_of(case.text, [one.text for one in gold]), strict=True):
        best = next((mention for mention in left if mention.span.overlaps(span)), None)
        if not one.country:
            left = [mention for mention in left if mention is not best]
            continue
        if best is None:
            yield Outcome("place names", False, 1, 0, one.text)
            continue
        left.remove(best)
        yield Outcome("place names", True, 1, 1, one.text, best.text)
        country = best.place.country or "no country"
        right = any(alike(name, country) for name in one.country.split(" = "))
        yield _accuracy("country of a place", right, f"{one.text}: {one.country}", country)
    for mention in left:
        yield Outcome("place names", False, 0, 1, "", mention.text)


def _events(
    case: Case, events: Sequence[GoldEvent], analysed: AnalysedArticle, accounts: Sequence[Report]
) -> Iterator[Outcome]:
    real = [event for event in events if event.real]
    pairs = pair(real, accounts)
    if "events" in case.components:
        for number, event in enumerate(real):
            account = pairs.get(number)
            said = str(account.sub_event_type) if account else ""
            yield Outcome("events", account is not None, 1, int(account is not None), str(event.sub_event_type), said)
        taken = list(pairs.values())
        for account in accounts:
            if not any(account is one for one in taken):
                yield Outcome("events", False, 0, 1, "", f"{account.sub_event_type}: {account.quote}")
        if not real:
            said = "; ".join(str(account.sub_event_type) for account in accounts)
            yield _accuracy("texts without an event", not accounts, "no event", said)
    if "assertion" in case.components:
        for event in events:
            if not event.real:
                kinds = {str(report.assertion) for report in analysed.reports}
                right = event.assertion in kinds and not (accounts and not real)
                yield _accuracy("assertion: unreal", right, str(event.assertion), ", ".join(sorted(kinds)) or "nothing")
    for number, account in pairs.items():
        yield from _values(case, real[number], account)


def pair(events: Sequence[GoldEvent], accounts: Sequence[Report]) -> dict[int, Report]:
    """Return for each gold event, by its number, the account that is most like it, each account once."""
    scores = [(likeness(event, a), -i, -j) for i, event in enumerate(events) for j, a in enumerate(accounts)]
    pairs: dict[int, Report] = {}
    used: set[int] = set()
    for value, i, j in sorted(scores, reverse=True):
        if value >= LEAST and -i not in pairs and -j not in used:
            pairs[-i] = accounts[-j]
            used.add(-j)
    return dict(sorted(pairs.items()))


def likeness(event: GoldEvent, account: Report) -> int:
    """Return how much an account is like a gold event, from 0 to 13."""
    type_part = 4 * (event.sub_event_type == account.sub_event_type)
    class_part = 2 * (event.sub_event_type.event_type == account.sub_event_type.event_type)
    time_part = 2 * (event.interval is not None and event.interval == account.interval)
    place_part = 3 * (event.place is not None and event.place.value is not None and same_place(event.place, account))
    toll = 2 * any(
        gold is not None and gold.known and same_count(gold, read)
        for gold, read in ((event.killed, account.fatalities), (event.injured, account.injured))
    )
    return type_part + class_part + time_part + place_part + toll


def _values(case: Case, event: GoldEvent, account: Report) -> Iterator[Outcome]:
    about = case.components
    if "type" in about:
        gold, said = event.sub_event_type, account.sub_event_type
        yield _accuracy("event type", gold.event_type == said.event_type, gold.event_type, said.event_type)
        yield _accuracy("sub-event type", gold == said, gold, said)
    if "date" in about and event.interval:
        right = event.interval == account.interval
        yield _accuracy("date", right, days(event.interval), days(account.interval))
    if "place" in about and event.place:
        name = f"{account.place.name}, {account.place.country}" if account.place else "no place"
        right = same_place(event.place, account) and _right_country(case, event.place, account)
        yield _accuracy("place", right, event.place.value or "no place", name)
    if "sides" in about:
        yield from _sides(event, account)
    if "casualties" in about:
        for what, count, read in (
            ("killed", event.killed, account.fatalities),
            ("injured", event.injured, account.injured),
        ):
            if count is not None:
                measure = f"{what}, where stated" if count.known else f"{what}, where not stated"
                yield _accuracy(measure, same_count(count, read), number(count), number(read))
    if "assertion" in about and event.assertion:
        yield _accuracy(
            "assertion: stated or claimed", event.assertion == account.assertion, event.assertion, account.assertion
        )
        if event.assertion is Assertion.CLAIMED:
            yield _accuracy(
                "who says so", alike(event.attribution, account.attribution), event.attribution, account.attribution
            )


def _sides(event: GoldEvent, account: Report) -> Iterator[Outcome]:
    first, second = account.actor1, account.actor2
    if event.sub_event_type in _EITHER:
        straight = sum(_side(gold, read) for gold, read in ((event.actor1, first), (event.actor2, second)))
        crossed = sum(_side(gold, read) for gold, read in ((event.actor1, second), (event.actor2, first)))
        if crossed > straight:
            first, second = second, first
    for measure, gold, read in (("first side", event.actor1, first), ("second side", event.actor2, second)):
        if gold is not None:
            said = "; ".join(actor.name for actor in read) or "nobody"
            yield _accuracy(measure, _side(gold, read), gold.value or "nobody", said)


def _side(gold: Said | None, read: Sequence[Actor]) -> bool:
    if gold is None:
        return False
    if gold.value is None or any(NOBODY in names for names in gold.parts):
        return nobody(read) or (gold.value is not None and same_sides(gold.parts, read))
    return same_sides(gold.parts, read)


def same_place(gold: Said, account: Report) -> bool:
    """Tell whether an account's place is one that the gold names, or neither names any."""
    if gold.value is None or account.place is None:
        return gold.value is None and account.place is None
    return any(is_place(names, account.place, account.place_text) for names in gold.parts)


def _right_country(case: Case, gold: Said, account: Report) -> bool:
    """Tell whether the place read lies in the country that the case's places give for its name."""
    names = [name for part in gold.parts for name in part]
    about = [p.country for p in case.places or () if any(alike(p.text, name) for name in names)]
    known = [country for one in about for country in one.split(" = ") if country]
    if not known or account.place is None or not account.place.country:
        return True
    return any(alike(country, account.place.country) for country in known)


def same_count(gold: Count, read: Count) -> bool:
    """Tell whether the number read is the gold's: the best one, or both ends of a range; none where it has none.

    Where the gold has none, a lowest number alone is none either: "dozens" are 24 or more, and no number.
    """
    if not gold.known:
        return read.best is None
    if gold.best is None:
        return (gold.low, gold.high) == (read.low, read.high)
    return gold.best == read.best


def days(interval: Interval | None) -> str:
    """Return an interval's days for a reader."""
    if interval is None:
        return "no date"
    return str(interval.first) if interval.days == 1 else f"{interval.first} to {interval.last}"


def number(count: Count) -> str:
    """Return a count for a reader."""
    if not count.known:
        return "not stated"
    return str(count.best) if count.best is not None else f"{count.low} to {count.high}"


def _accuracy(measure: str, right: bool, gold: object, said: object) -> Outcome:
    return Outcome(measure, right, 1, 1, str(gold), str(said))
