"""Calendars (RFC 5545): all events in chronicle.ics, those of a place beside its page, as days and ranges of days.

A UID is the id that the feeds give the event; DTSTAMP is the day of its newest report or correction. DTEND is
exclusive, as the RFC has it. What no source dates is in no calendar. An event known less exactly than to the day spans
the days on which it may have happened and says so in its title, for a calendar would show it as lasting that long.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from ..model import Event, Grade, Place
from .catalogue import Catalogue
from .feeds import address, moment
from .feeds_facts import Facts, fact_lines, permanent_id, telling_words
from .files import Files
from .once import once_each
from .phrases import say
from .urls import event_url, place_url
from .views import Alternate, Site
from .views_index import Index

EVERYTHING = "chronicle.ics"
ICALENDAR = "text/calendar"
MAKER = "-//the chronicle//EN"
_END = b"END:VCALENDAR\r\n"
_BEGIN, _ENDS = b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n"


def in_calendar(event: Event) -> bool:
    """Tell whether an event can stand in a calendar: it is dated, and not on the last day that a date can be."""
    return event.interval is not None and event.interval.last != date.max


def place_calendar(place: Place) -> str:
    """Return the address of a place's calendar."""
    return f"{place_url(place)}calendar.ics"


def calendar_link(url: str, title: str) -> Alternate:
    """Return a calendar as a page's head and its visible links name it."""
    return Alternate(url, ICALENDAR, title)


def calendar_entry(site: Site, facts: Facts, tongue: Catalogue) -> Entry | None:
    """Return an event as an all-day entry; None where it can stand in no calendar."""
    event, interval = facts.event, facts.event.interval
    if interval is None or not in_calendar(event):
        return None
    made = Entry()
    made.add("uid", str(permanent_id("event", event.event_id)))
    made.add("dtstamp", moment(facts.last_told))
    made.add("dtstart", interval.first)
    made.add("dtend", interval.last + timedelta(days=1))
    exact = interval.days == 1
    known = say("{title} ({when}: {precision})", title=facts.title, when=facts.when, precision=facts.when_precision)
    made.add("summary", tongue.text(facts.title if exact else known))
    if not exact or event.grade is Grade.DISPUTED:
        made.add("status", "TENTATIVE")  # never CONFIRMED: to the RFC it means an appointment, to a reader a fact
    made.add("transp", "TRANSPARENT")
    made.add("categories", [str(event.sub_event_type), str(event.grade)])
    made.add("description", _description(facts, tongue))
    if event.place is not None:
        made.add("location", tongue.text(facts.where))
    if facts.point:
        made.add("geo", facts.point)
    if site.url:
        made.add("url", address(site, event_url(event.event_id)))
    return made


def calendar_bytes(site: Site, name: str, entries: Iterable[bytes]) -> bytes:
    """Return a calendar of entries that are written already: each is in two calendars, and writing it is the cost."""
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    if site.url:
        calendar.add("url", f"{site.url}/")
    whole: bytes = calendar.to_ical()
    return whole.removesuffix(_END) + b"".join(entries) + _END


def _description(facts: Facts, tongue: Catalogue) -> str:
    lines = [tongue.text(line) for line in fact_lines(facts)]
    for telling in facts.tellings:
        whose = tongue.text(telling_words(telling))
        lines.append(f"“{telling.quote}” — {whose}" if telling.quote else whose)
    return "\n".join(lines)


def entries_of(calendar: bytes) -> dict[str, bytes]:
    """Return the entries of a calendar as they are written, by their UID."""
    found = (_BEGIN + each.partition(_ENDS)[0] + _ENDS for each in calendar.split(_BEGIN)[1:])
    return {each.partition(b"\nUID:")[2].partition(b"\r")[0].decode("utf-8", "replace"): each for each in found}


def write_calendars(index: Index, site: Site, files: Files, tongue: Catalogue, facts: Callable[[Event], Facts]) -> None:
    """Write the calendar of all events and those of places; one without a dated event would be no calendar.

    To write an entry costs as much as to render a page: one that stood alike in the last build's calendar is cut out.
    """
    last = entries_of(files.last(EVERYTHING))

    def written(event: Event) -> bytes:
        def make() -> bytes:
            entry = calendar_entry(site, facts(event), tongue)
            return entry.to_ical() if entry is not None else b""

        return files.part(str(permanent_id("event", event.event_id)), event, last, make)

    entry_of = once_each(written)

    def write(url: str, name: str, events: Iterable[Event]) -> None:
        dated = [event for event in events if in_calendar(event)]
        if dated:
            files.write(url, (url, name), dated, lambda: calendar_bytes(site, name, map(entry_of, dated)))

    write(EVERYTHING, site.name, index.events)
    for key, place in index.places.items():
        write(place_calendar(place), f"{place.name} · {site.name}", index.by_place[key])
