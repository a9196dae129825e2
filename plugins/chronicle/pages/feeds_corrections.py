"""The Atom feed of the editor's corrections: what was changed, by whom, when and why."""

from __future__ import annotations

from html import escape
from pathlib import Path

from feedgen.entry import FeedEntry

from ..model import Chronicle, Correction, CorrectionKind
from .catalogue import Catalogue
from .feeds import LATEST, address, feed_text, moment, new_feed, xml_text
from .feeds_facts import EPOCH, permanent_id
from .phrases import say
from .render import write_page
from .urls import event_url
from .views import Site
from .words import NOT_STATED
from .words_event import event_title

CORRECTIONS = "corrections/feed.xml"
PAGE = "corrections/"

TITLES: dict[CorrectionKind, str] = {
    CorrectionKind.SET: say("Corrected"),
    CorrectionKind.MERGE: say("Records merged"),
    CorrectionKind.SPLIT: say("Record split"),
    CorrectionKind.HIDE: say("Record hidden"),
    CorrectionKind.DISPUTE: say("Marked as disputed"),
    CorrectionKind.ADD: say("Record added"),
    CorrectionKind.NOTE: say("Note added"),
}


def corrections_feed(chronicle: Chronicle, site: Site, tongue: Catalogue) -> str:
    """Return the feed as XML, the newest correction first."""
    newest = chronicle.corrections[:LATEST]
    updated = max((correction.when for correction in newest), default=chronicle.as_of or EPOCH)
    title = say("{page} · {site}", page=say("Corrections"), site=site.name)
    about = say("The {n} latest corrections.", n=LATEST)
    feed = new_feed(site, CORRECTIONS, PAGE, title, about, updated, tongue)
    titles = {event.event_id: event_title(event) for event in chronicle.events}
    for correction in newest:
        feed.add_entry(_entry(correction, site, titles, tongue), order="append")
    return feed_text(feed)


def _entry(correction: Correction, site: Site, titles: dict[str, str], tongue: Catalogue) -> FeedEntry:
    named = [titles[key] for key in correction.event_ids if key in titles]
    title = TITLES[correction.kind]
    entry = FeedEntry()
    entry.id(permanent_id("correction", correction.correction_id).urn)
    entry.title(xml_text(tongue.text(say("{what}: {event}", what=title, event=named[0]) if named else title)))
    # A page of its own where there is one: of a hidden record only the list is left.
    page = event_url(correction.event_ids[0]) if named and correction.event_ids[0] in titles else PAGE
    entry.link(href=address(site, page), rel="alternate", type="text/html")
    entry.published(moment(correction.when))
    entry.updated(moment(correction.when))
    entry.author(name=xml_text(correction.by or site.keeper or site.name))
    entry.category({"term": str(correction.kind), "label": tongue.text(title)})
    entry.content(xml_text(_content(correction, named, tongue)), type="html")
    return entry


def _content(correction: Correction, named: list[str], tongue: Catalogue) -> str:
    lines: list[str] = [say("Why: {words}", words=correction.why)] if correction.why else []
    lines += [
        say("{field}: {before} → {after}", field=c.field, before=c.before or NOT_STATED, after=c.after or NOT_STATED)
        for c in correction.changes
    ]
    lines += [correction.text] if correction.text else []
    lines += [say("Record: {event}", event=name) for name in named]
    return "\n".join(f"<p>{escape(tongue.text(line))}</p>" for line in lines or [say("No reason is given.")])


def write_corrections_feed(chronicle: Chronicle, site: Site, output: Path, tongue: Catalogue) -> None:
    """Write the feed."""
    write_page(output, CORRECTIONS, corrections_feed(chronicle, site, tongue))
