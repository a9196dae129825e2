"""What may leave the house: the chronicle with everything withheld taken out, before any page or table is made.

Run `publishable` once; views and exports read only what it returns. After it:

- a place that the editor shows less exactly is nowhere named, its region stands in its stead;
- a report whose sentence may not be shown has an empty `quote`, no marks and no context;
- an article's `text` keeps the characters that may be shown and blanks for all others, so that offsets hold;
- no string carries control characters or bidirectional overrides, and no address is other than http(s).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from ..model import AnalysedArticle, Article, Candidate, Chronicle, Event, Place, Report, Span
from .once import once_each
from .publish_care import Care, Scopes, later_forwards, scopes_of
from .publish_clean import changed, clean_actor, clean_article, clean_place, clean_report, clean_text, without_names
from .publish_corrections import published_corrections, published_event, published_forwards
from .publish_half import Told, shown_sentences
from .publish_places import Withheld


def masked(text: str, shown: Iterable[Span]) -> str:
    """Return the text with blanks for every character outside the spans; its length stays."""
    kept: list[str] = []
    reached = 0
    for span in sorted(shown):
        start = max(span.start, reached)
        if span.end > start:
            kept += [" " * (start - reached), text[start : span.end]]
            reached = span.end
    return "".join(kept).ljust(len(text))[: len(text)]


def quoted(report: Report) -> bool:
    """Tell whether the report's sentence may be shown; only then may its offsets and wording be, too."""
    return bool(report.quote)


def publishable(
    chronicle: Chronicle,
    source_text: str = "evidence",
    listed: Iterable[Place] = (),
    care: Care | None = None,
    scopes: Scopes | None = None,
) -> Chronicle:
    """Return the chronicle as it may be published.

    `source_text` is CHRONICLE_SOURCE_TEXT: "full" keeps every text whole but for its withheld paragraphs.
    `listed` are the editor's places, of which some may be withheld; `care` says what else is, `scopes` is its outcome
    where that is known already.
    """
    care = care or Care()
    scopes = scopes or scopes_of(chronicle, listed, care)
    articles = {article.article_id: clean_article(article) for article in chronicle.articles}
    hidden = {key: scopes.article(key).paragraphs(article.text) for key, article in articles.items()}
    told = _reports_by_article(chronicle.events)
    leads = _leads_by_article(chronicle.events)
    quotable: list[Told] = []
    for key, article in articles.items():
        withheld = scopes.article(key)
        allowed = [r for r in told.get(key, ()) if not withheld.in_report(r, article.text)]
        allowed = [changed(r, context=_clear(r.context, article.text, withheld)) for r in allowed]
        quotable.append(Told(article.text, tuple(allowed), tuple(leads.get(key, ()))))
    shown = dict(zip(articles, shown_sentences(quotable, _shown_anyway(chronicle)), strict=True))

    names = {
        read.article_id: [articles[read.article_id].text[name.start : name.end] for name in read.persons]
        for read in chronicle.analysed
        if read.persons and read.article_id in articles
    }

    @once_each  # an account's leading report is one of its reports, and of its article's
    def publish(report: Report) -> Report:
        key = report.article_id
        text = articles[key].text if key in articles else ""
        report = changed(report, attribution=without_names(report.attribution, names.get(key, ())))
        return _published(clean_report(report), text, shown.get(key, frozenset()), scopes.article(key))

    def text_of(key: str, article: Article) -> str:
        if source_text == "full":
            whole = Span(0, len(article.text))
            return masked(article.text, _without(whole, hidden[key]))
        return masked(article.text, shown[key])

    ids = scopes.ids(chronicle.events)
    by_id = {event.event_id: event for event in chronicle.events}
    return Chronicle(
        events=tuple(
            _event(event, published_event(event, ids, scopes, by_id), publish, scopes) for event in chronicle.events
        ),
        articles=tuple(
            replace(scopes.article(key).article(article), text=text_of(key, article))
            for key, article in articles.items()
        ),
        analysed=tuple(
            _analysed(one, publish, scopes.article(one.article_id), shown.get(one.article_id, frozenset()))
            for one in chronicle.analysed
        ),
        as_of=chronicle.as_of,
        corrections=published_corrections(chronicle.corrections, ids, scopes, by_id),
        forwards=(
            *published_forwards(chronicle.forwards, ids, scopes.everywhere),
            *later_forwards(chronicle, scopes, replace(care, key=scopes.everywhere.key)),
        ),
    )


def _shown_anyway(chronicle: Chronicle) -> Iterator[str]:
    """Yield words besides quotations that the site may show and that may be a text's own."""
    yield from (article.title for article in chronicle.articles)
    yield from (title for event in chronicle.events for title in (event.title, event.title_ar) if title)
    for correction in chronicle.corrections:
        yield from (correction.why, correction.text)


def _reports_by_article(events: Iterable[Event]) -> Mapping[str, list[Report]]:
    found: dict[str, list[Report]] = defaultdict(list)
    for event in events:
        for report in event.reports:
            found[report.article_id].append(report)
    return found


def _leads_by_article(events: Iterable[Event]) -> Mapping[str, list[Span]]:
    """Return by article the sentences that lead its accounts of events."""
    leads: dict[str, list[Span]] = defaultdict(list)
    for event in events:
        for candidate in event.candidates:
            leads[candidate.article_id].append(candidate.lead.span)
    return leads


def _clear(spans: Iterable[Span], text: str, withheld: Withheld) -> tuple[Span, ...]:
    return tuple(span for span in spans if not withheld.named_in(text[span.start : span.end]))


def _without(whole: Span, holes: Iterable[Span]) -> list[Span]:
    kept, start = [], whole.start
    for hole in sorted(holes):
        if hole.start > start:
            kept.append(Span(start, hole.start))
        start = max(start, hole.end)
    return [*kept, Span(start, whole.end)] if start < whole.end else kept


def _published(report: Report, text: str, shown: frozenset[Span], withheld: Withheld) -> Report:
    report_id = withheld.identifier(report.article_id)
    if withheld.in_report(report, text):
        return replace(
            withheld.values(report),
            article_id=report_id,
            quote="",
            span=Span(0, 0),
            trigger=Span(0, 0),
            attribution="",
            date_text="",
            place_text="",
            marks=(),
            context=(),
        )
    report = withheld.values(report)
    if report.span not in shown:
        return replace(report, article_id=report_id, quote="", date_text="", place_text="", marks=(), context=())
    context = tuple(span for span in report.context if span in shown)
    visible = (report.span, *context)
    marks = tuple(mark for mark in report.marks if any(span.holds(mark.span) for span in visible))
    return changed(report, article_id=report_id, context=context, marks=marks)


def _event(event: Event, said: Event, publish: Callable[[Report], Report], scopes: Scopes) -> Event:
    """Return the event as it may be shown; `said` is the same with the editor's words as they may be."""
    withheld = scopes.event(event.event_id)

    def candidate(candidate: Candidate) -> Candidate:
        return Candidate(
            article_id=scopes.article(candidate.article_id).identifier(candidate.article_id),
            lead=publish(candidate.lead),
            reports=tuple(publish(report) for report in candidate.reports),
            denials=tuple(publish(report) for report in candidate.denials),
        )

    place, geo_precision, further = withheld.location(event.place, event.geo_precision, event.further_places)
    return replace(
        said,
        event_id=withheld.event_id(event),
        place=clean_place(place) if place else None,
        geo_precision=geo_precision,
        further_places=tuple(clean_place(place) for place in further),
        actor1=withheld.actors(clean_actor(actor) for actor in event.actor1),
        actor2=withheld.actors(clean_actor(actor) for actor in event.actor2),
        candidates=tuple(candidate(each) for each in event.candidates),
    )


def _analysed(
    analysed: AnalysedArticle, publish: Callable[[Report], Report], withheld: Withheld, shown: frozenset[Span]
) -> AnalysedArticle:
    """Keep what a table may count; a mention's words stand in sentences that may not be shown, so they go."""
    return replace(
        analysed,
        article_id=withheld.identifier(analysed.article_id),
        times=tuple(replace(mention, text="") for mention in analysed.times),
        places=tuple(
            replace(mention, text="", place=clean_place(mention.place))
            for mention in analysed.places
            if not withheld.is_withheld(mention.place)
        ),
        actors=tuple(
            replace(mention, text="", actor=actor)
            for mention in analysed.actors
            for actor in withheld.actors([clean_actor(mention.actor)])
        ),
        casualties=tuple(
            replace(mention, text="", victims=withheld.actors(map(clean_actor, mention.victims)))
            for mention in analysed.casualties
        ),
        reports=tuple(publish(report) for report in analysed.reports),
        credits=tuple(clean_text(credit) for credit in analysed.credits if not withheld.named_in(credit)),
        persons=tuple(name for name in analysed.persons if any(span.overlaps(name) for span in shown)),
    )
