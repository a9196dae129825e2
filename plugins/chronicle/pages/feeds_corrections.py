"""The Atom feed of the editor's corrections: what was changed, by whom, when and why."""

from __future__ import annotations

from html import escape
from pathlib import Path

from feedgen.entry import FeedEntry

from ..model import Chronicle, Correction, CorrectionKind
from .feeds import LATEST, address, feed_text, moment, new_feed, xml_text
from .feeds_facts import EPOCH, permanent_id
from .render import write_page
from .urls import event_url
from .views import Site
from .words_event import event_title

CORRECTIONS = "corrections/feed.xml"
PAGE = "corrections/"

TITLES: dict[CorrectionKind, str] = {
    CorrectionKind.SET: "Corrected",
    CorrectionKind.MERGE: "Records merged",
    CorrectionKind.SPLIT: "Record split",
    CorrectionKind.HIDE: "Record hidden",
    CorrectionKind.DISPUTE: "Marked as disputed",
    CorrectionKind.ADD: "Record added",
    CorrectionKind.NOTE: "Note added",
}


def corrections_feed(chronicle: Chronicle, site: Site) -> str:
    """Return the feed as XML, the newest correction first."""
    newest = chronicle.corrections[:LATEST]
    updated = max((correction.when for correction in newest), default=chronicle.as_of or EPOCH)
    title = f"Corrections · {site.name}"
    feed = new_feed(site, CORRECTIONS, PAGE, title, f"The {LATEST} latest corrections.", updated)
    titles = {event.event_id: event_title(event) for event in chronicle.events}
    for correction in newest:
        feed.add_entry(_entry(correction, site, titles), order="append")
    return feed_text(feed)


def _entry(correction: Correction, site: Site, titles: dict[str, str]) -> FeedEntry:
    named = [titles[key] for key in correction.event_ids if key in titles]
    title = TITLES[correction.kind]
    entry = FeedEntry()
    entry.id(permanent_id("correction", correction.correction_id).urn)
    entry.title(xml_text(f"{title}: {named[0]}" if named else title))
    # A page of its own where there is one: of a hidden record only the list is left.
    page = event_url(correction.event_ids[0]) if named and correction.event_ids[0] in titles else PAGE
    entry.link(href=address(site, page), rel="alternate", type="text/html")
    entry.published(moment(correction.when))
    entry.updated(moment(correction.when))
    entry.author(name=xml_text(correction.by or site.keeper or site.name))
    entry.category({"term": str(correction.kind), "label": title})
    entry.content(xml_text(_content(correction, named)), type="html")
    return entry


def _content(correction: Correction, named: list[str]) -> str:
    lines = [f"Why: {correction.why}"] if correction.why else []
    lines += [f"{c.field}: {c.before or 'not stated'} → {c.after or 'not stated'}" for c in correction.changes]
    lines += [correction.text] if correction.text else []
    lines += [f"Record: {name}" for name in named]
    return "\n".join(f"<p>{escape(line)}</p>" for line in lines) or "<p>No reason is given.</p>"


def write_corrections_feed(chronicle: Chronicle, site: Site, output: Path) -> None:
    """Write the feed."""
    write_page(output, CORRECTIONS, corrections_feed(chronicle, site))
