"""Calendars, read with icalendar and, where it is lenient, by RFC 5545's own rules."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import icalendar
import pytest
from views_chronicle import SECRET, SECRET_AR, make_chronicle
from views_maker import Maker, day

from chronicle.model import Chronicle, Interval, SubEventType
from chronicle.pages.calendars import EVERYTHING, write_calendars
from chronicle.pages.catalogue import Catalogue
from chronicle.pages.feeds_facts import facts_of
from chronicle.pages.files import Files
from chronicle.pages.publish import publishable
from chronicle.pages.site import make_site
from chronicle.pages.views_index import make_index
from chronicle.pages.words_event import event_title
from chronicle.settings import Settings

URL = "https://user.github.io/repo"
LINE = re.compile(rb"(?:BEGIN|END|[A-Z-]+(?:;[A-Z-]+=[A-Z-]+)*):[^\r\n]*")
"""A content line of ours (RFC 5545, 3.1): name, parameters, value."""


def write(chronicle: Chronicle, output: Path, url: str = URL) -> Path:
    site = make_site(chronicle, Settings(output, output, output), "A chronicle; of, more", url=url)
    index = make_index(chronicle)
    write_calendars(index, site, Files(output), Catalogue(), partial(facts_of, index))
    return output


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return publishable(make_chronicle())


@pytest.fixture(scope="module")
def calendars(chronicle: Chronicle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(chronicle, tmp_path_factory.mktemp("calendars"))


def entries(path: Path) -> dict[str, icalendar.Event]:
    """Return a calendar's entries by the event's id, which ends their address."""
    return {
        str(entry["url"]).rstrip("/").rsplit("/", 1)[-1]: entry
        for entry in icalendar.Calendar.from_ical(path.read_bytes()).events
    }


def faults(data: bytes) -> list[str]:
    """Return what RFC 5545 would not have: line ends (3.1), long lines (3.1), calendar and entry properties (3.6)."""
    found = [] if data.endswith(b"\r\n") and data.count(b"\n") == data.count(b"\r\n") == data.count(b"\r") else ["CRLF"]
    found += [f"{len(line)} octets" for line in data.split(b"\r\n") if len(line) > 75]
    try:
        [line.decode("utf-8") for line in data.split(b"\r\n")]
    except UnicodeDecodeError:
        found.append("a fold within a character")
    if "CRLF" in found:
        return found
    lines = re.sub(rb"\r\n[ \t]", b"", data).split(b"\r\n")[:-1]
    found += [f"no content line: {line!r}" for line in lines if not LINE.fullmatch(line)]
    if lines[0] != b"BEGIN:VCALENDAR" or lines[-1] != b"END:VCALENDAR" or b"VERSION:2.0" not in lines:
        found.append("no calendar")
    names = [line.split(b":")[0].split(b";")[0] for line in lines]
    starts = [number for number, line in enumerate(lines) if line == b"BEGIN:VEVENT"]
    ends = [number for number, line in enumerate(lines) if line == b"END:VEVENT"]
    for start, end in zip(starts, ends, strict=True):
        inside = names[start + 1 : end]
        for once in (b"UID", b"DTSTAMP", b"DTSTART", b"DTEND", b"SUMMARY"):
            if inside.count(once) != 1:
                found.append(f"{once.decode()} {inside.count(once)} times")
    uids = [line for line in lines if line.startswith(b"UID:")]
    if len(set(uids)) < len(uids):
        found.append("two entries of one UID")
    return found if starts else [*found, "no component"]


def test_every_calendar_is_valid(chronicle: Chronicle, calendars: Path) -> None:
    files = sorted(calendars.rglob("*.ics"))
    assert {path.relative_to(calendars).as_posix(): faults(path.read_bytes()) for path in files} == {
        path.relative_to(calendars).as_posix(): [] for path in files
    }
    index = make_index(chronicle)
    dated = [key for key, events in index.by_place.items() if any(event.interval for event in events)]
    assert len(files) == 1 + len(dated)
    assert len(dated) < len(index.places)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b"\r\n", b"\n", "CRLF"),
        (b"\r\n ", b"", "octets"),
        (b"DTSTAMP", b"X-STAMP", "DTSTAMP 0 times"),
        (b"BEGIN:VEVENT\r\nSUMMARY:", b"BEGIN:VEVENT\r\nno name\r\nSUMMARY:", "no content line"),
        (b"VERSION:2.0", b"VERSION:1.0", "no calendar"),
    ],
)
def test_a_calendar_that_is_not_valid_is_seen(calendars: Path, old: bytes, new: bytes, fault: str) -> None:
    found = faults((calendars / EVERYTHING).read_bytes().replace(old, new))
    assert any(fault in each for each in found), found


def test_days_and_ranges_are_those_of_the_tables_with_an_exclusive_end(chronicle: Chronicle, calendars: Path) -> None:
    found = entries(calendars / EVERYTHING)
    dated = {event.event_id: event for event in chronicle.events if event.interval}
    assert set(found) == set(dated)
    for key, event in dated.items():
        assert event.interval is not None
        assert found[key]["dtstart"].dt == event.interval.first
        assert found[key]["dtend"].dt == event.interval.last + timedelta(days=1)
        assert "VALUE=DATE:" in found[key].to_ical().decode()
        assert str(found[key]["summary"]).startswith(event_title(event))


def test_doubt_is_said(calendars: Path) -> None:
    found = entries(calendars / EVERYTHING)
    assert str(found["shells-of-may"]["summary"]).endswith("(May 2016: known to the month only)")
    assert found["shells-of-may"]["status"] == found["fall-of-tell-marwan"]["status"] == "TENTATIVE"
    assert "status" not in found["spread"]
    assert str(found["gas-plant"]["location"]) == "near Kafr Sitt, Aleppo, Syria"
    assert [key for key in ("gas-plant", "shells-of-may", "abducted") if "geo" in found[key]] == []
    assert found["spread"]["geo"].to_ical() == "36.2;37.11"


def test_the_stamp_is_the_newest_report(calendars: Path) -> None:
    stamps = {key: entry["dtstamp"].dt.date() for key, entry in entries(calendars / EVERYTHING).items()}
    assert stamps["fall-of-tell-marwan"] == date(2016, 5, 7)


def test_a_place_has_the_same_entries_in_its_own_calendar(calendars: Path) -> None:
    whole, own = entries(calendars / EVERYTHING), entries(calendars / "places/tell-marwan/calendar.ics")
    assert {"fall-of-tell-marwan", "spread"} < set(own)
    assert {key: entry.to_ical() for key, entry in own.items()} == {key: whole[key].to_ical() for key in own}


def test_uids_do_not_depend_on_the_site(chronicle: Chronicle, calendars: Path, tmp_path: Path) -> None:
    other = icalendar.Calendar.from_ical((write(chronicle, tmp_path, "") / EVERYTHING).read_bytes())
    assert {str(e["uid"]) for e in other.events} == {str(e["uid"]) for e in entries(calendars / EVERYTHING).values()}
    assert not any("url" in entry for entry in other.events)  # RFC 5545 wants a whole address


def test_names_in_other_scripts_are_folded_between_letters(tmp_path: Path) -> None:
    maker = Maker()
    words = "قصفت الطائرات بلدة خان طومان في ريف حلب الجنوبي يوم الخميس، وقتل عدد من المدنيين؛ بحسب ناشطين, كما قالوا"
    article = maker.article("a", "وكالة", date(2016, 5, 6), words)
    maker.event("e", maker.report(article, words, SubEventType.AIR_STRIKE, interval=day(2016, 5, 5)))
    path = write(maker.chronicle(), tmp_path) / EVERYTHING
    assert faults(path.read_bytes()) == []
    assert f"“{words}” — وكالة" in str(entries(path)["e"]["description"])


def test_what_cannot_stand_in_a_calendar_is_left_out(chronicle: Chronicle, tmp_path: Path) -> None:
    last = replace(chronicle.events[0], interval=Interval(date(9999, 12, 31), date.max))
    write(replace(chronicle, events=(last,)), tmp_path)
    write(Chronicle((), (), (), None), tmp_path)
    assert list(tmp_path.rglob("*.ics")) == []


def test_what_is_withheld_is_in_no_calendar(calendars: Path) -> None:
    for path in calendars.rglob("*.ics"):
        text = str(path) + re.sub("\r\n ", "", path.read_bytes().decode("utf-8"))
        for secret in (SECRET, SECRET_AR, "deir-zafaran", "Dayr Zafran", "four nurses"):
            assert secret.casefold() not in text.casefold(), path
