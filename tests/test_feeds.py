"""Feeds as a feed reader gets them: valid, stable, in order, and silent about what is withheld."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from views_chronicle import HOSTILE, SECRET, SECRET_AR, make_chronicle
from views_maker import Maker, day

from chronicle.model import Change, Chronicle, Correction, CorrectionKind, SubEventType
from chronicle.pages.catalogue import Catalogue, load_catalogue
from chronicle.pages.feeds import LATEST, write_feeds, xml_text
from chronicle.pages.feeds_corrections import CORRECTIONS, write_corrections_feed
from chronicle.pages.feeds_facts import facts_of, permanent_id
from chronicle.pages.files import Files
from chronicle.pages.publish import publishable
from chronicle.pages.site import make_site
from chronicle.pages.views_index import make_index
from chronicle.settings import Settings

URL = "https://user.github.io/repo"
ATOM = "{http://www.w3.org/2005/Atom}"
DATE = re.compile(r"\d{4}-\d\d-\d\dT00:00:00\+00:00")
FIX = Correction(
    "c-1",
    CorrectionKind.SET,
    ("drones",),
    "A. Editor <b>",
    date(2016, 7, 1),
    "The paper corrected itself & said so.",
    (Change("fatalities_best", "", "3"),),
)


def write(chronicle: Chronicle, output: Path, url: str = URL) -> Path:
    settings = Settings(output, output, output, keeper="A. Keeper <b>")
    site = make_site(chronicle, settings, "A chronicle & <more>", url=url, index_links=not url)
    index = make_index(chronicle)
    write_feeds(index, site, Files(output), Catalogue(), partial(facts_of, index))
    write_corrections_feed(chronicle, site, output, Catalogue())
    return output


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return publishable(make_chronicle())


@pytest.fixture(scope="module")
def feeds(chronicle: Chronicle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(chronicle, tmp_path_factory.mktemp("feeds"))


def parsed(path: Path) -> feedparser.FeedParserDict:
    found = feedparser.parse(path.read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    return found


def faults(path: Path) -> list[str]:
    """Return what RFC 4287 (4.1.1, 4.1.2) would not have: an element missing or too many, two entries of one id."""
    feed = ElementTree.parse(path).getroot()
    found = [] if feed.tag == f"{ATOM}feed" else [f"root is {feed.tag}"]
    for element in (feed, *feed.iter(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            texts = [each.text or "" for each in element.findall(f"{ATOM}{name}")]
            if len(texts) != 1 or not texts[0]:
                found.append(f"{name}: {texts}")
            elif name == "updated" and not DATE.fullmatch(texts[0]):
                found.append(f"updated {texts[0]}")
            elif name == "id" and not re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", texts[0]):
                found.append(f"id {texts[0]}")
    if not feed.findall(f"{ATOM}author/{ATOM}name"):
        found.append("no author")
    if [each.get("rel") for each in feed.findall(f"{ATOM}link")].count("self") != 1:
        found.append("no self")
    ids = [each.findtext(f"{ATOM}id") for each in feed.iter(f"{ATOM}entry")]
    return found if len(set(ids)) == len(ids) else [*found, "two entries of one id"]


def test_every_feed_is_valid_and_every_page_that_lists_events_has_one(chronicle: Chronicle, feeds: Path) -> None:
    index = make_index(chronicle)
    files = sorted(feeds.rglob("*.xml"))
    assert len(files) == 2 + len(index.places) + len(index.actors) + len(index.by_type)
    assert {path.relative_to(feeds).as_posix(): faults(path) for path in files if faults(path)} == {}
    ids = [parsed(path).feed.id for path in files]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<updated>2016-05-16T00:00:00+00:00</updated>", "", "updated: []"),
        ("T00:00:00+00:00", "", "updated 2016-05-16"),
        ('rel="self"', 'rel="via"', "no self"),
        ("urn:uuid:", "event-", "id event-"),
    ],
)
def test_a_feed_that_is_not_valid_is_seen(feeds: Path, tmp_path: Path, old: str, new: str, fault: str) -> None:
    (tmp_path / "feed.xml").write_text((feeds / "feed.xml").read_text("utf-8").replace(old, new), "utf-8")
    assert any(found.startswith(fault) for found in faults(tmp_path / "feed.xml"))


def test_entries_say_what_the_pages_say_and_lead_there(chronicle: Chronicle, feeds: Path) -> None:
    found = parsed(feeds / "feed.xml")
    assert found.feed.author == "A. Keeper <b>"
    assert len(found.entries) == len(chronicle.events)
    entry = next(each for each in found.entries if each.link == f"{URL}/events/fall-of-tell-marwan/")
    assert entry.id == permanent_id("event", "fall-of-tell-marwan").urn
    assert entry.title.endswith("in Tell Marwan: 30 to 43 killed (5 May 2016)")
    assert (entry.published[:10], entry.updated[:10]) == ("2016-05-06", "2016-05-07")
    text = entry.content[0].value
    assert "Plain Dealer, 7 May 2016, according to their commander. Retold from Reuters, 7 May 2016" in text
    assert "denied by The army" in text
    assert [tag.term for tag in entry.tags] == ["Non-state actor overtakes territory", "disputed"]


def test_a_point_is_given_only_where_the_place_itself_is_known(feeds: Path) -> None:
    entries = {each.link.split("/")[-2]: each for each in parsed(feeds / "feed.xml").entries}
    assert entries["fall-of-tell-marwan"].where["coordinates"] == (37.05, 36.12)
    for vague in ("gas-plant", "shells-of-may", "mined-well", "abducted"):
        assert "where" not in entries[vague], vague


def test_the_newest_report_comes_first(feeds: Path) -> None:
    days = [entry.updated for entry in parsed(feeds / "feed.xml").entries]
    assert days == sorted(days, reverse=True)


def test_a_feed_holds_the_latest_only(tmp_path: Path) -> None:
    maker = Maker()
    for number in range(LATEST + 7):
        when = day(2001, 1 + number % 12, 1 + number % 28)
        words = f"Shells fell on road {number}."
        article = maker.article(f"a{number}", "Desk", when.first, words)
        maker.event(f"e{number}", maker.report(article, words, SubEventType.SHELLING, interval=when))
    entries = parsed(write(maker.chronicle(), tmp_path) / "feed.xml").entries
    assert len(entries) == LATEST
    assert min(entry.updated for entry in entries) >= "2001-01"


def test_local_feeds_lead_to_the_pages_beside_them(chronicle: Chronicle, tmp_path: Path) -> None:
    write(chronicle, tmp_path, url="")
    path = "places/tell-marwan/feed.xml"
    base = f"https://reader.example/x/{path}"
    headers = {"content-location": base, "content-type": "application/atom+xml; charset=utf-8"}
    found = feedparser.parse((tmp_path / path).read_bytes(), response_headers=headers)
    assert not found.bozo
    assert found.feed.link == "https://reader.example/x/places/tell-marwan/index.html"
    assert next(link.href for link in found.feed.links if link.rel == "self") == base
    assert "https://reader.example/x/events/spread/index.html" in [entry.link for entry in found.entries]
    assert faults(tmp_path / path) == []


def test_ids_do_not_depend_on_the_site_or_on_other_articles(chronicle: Chronicle, feeds: Path, tmp_path: Path) -> None:
    before = {entry.id: entry.updated for entry in parsed(feeds / "feed.xml").entries}
    extra = Maker()
    article = extra.article("later", "Desk", date(2016, 6, 2), "A mine went off near the bridge on Monday.")
    extra.event("mine", extra.report(article, article.text, SubEventType.REMOTE_EXPLOSIVE, interval=day(2016, 5, 30)))
    more = extra.chronicle()
    both = replace(chronicle, events=chronicle.events + more.events, articles=chronicle.articles + more.articles)
    after = {e.id: e.updated for e in parsed(write(both, tmp_path, "https://elsewhere.example") / "feed.xml").entries}
    assert {key: after[key] for key in before} == before
    assert len(after) == len(before) + 1


def test_a_correction_is_an_entry_and_moves_its_event_to_the_front(chronicle: Chronicle, tmp_path: Path) -> None:
    events = tuple(replace(e, corrections=(FIX,)) if e.event_id == "drones" else e for e in chronicle.events)
    write(replace(chronicle, events=events, corrections=(FIX,)), tmp_path)
    first = parsed(tmp_path / "feed.xml").entries[0]
    assert (first.link, first.updated[:10]) == (f"{URL}/events/drones/", "2016-07-01")
    assert first.published[:10] == "2016-05-10"
    feed = parsed(tmp_path / CORRECTIONS)
    (entry,) = feed.entries
    assert feed.feed.updated[:10] == entry.updated[:10] == "2016-07-01"
    assert entry.author == "A. Editor <b>"
    assert entry.title.startswith("Corrected: Drone strike")
    assert "fatalities_best: not stated → 3" in entry.content[0].value
    assert "corrected itself &amp; said so" in entry.content[0].value
    assert faults(tmp_path / CORRECTIONS) == []


def test_feeds_of_an_empty_chronicle_are_valid(tmp_path: Path) -> None:
    write(Chronicle((), (), (), None), tmp_path, url="")
    assert {path.name: faults(path) for path in tmp_path.rglob("*.xml")} == {"feed.xml": []}
    assert parsed(tmp_path / CORRECTIONS).feed.updated == "1970-01-01T00:00:00+00:00"


def test_hostile_words_stay_words(feeds: Path) -> None:
    shown = " ".join(HOSTILE.replace("\u202e", " ").split())
    found = parsed(feeds / "feed.xml")
    hostile = next(entry for entry in found.entries if entry.link.endswith("/hostile/"))
    assert "<script>alert(1)" in hostile.title
    raw = ElementTree.parse(feeds / "feed.xml").getroot()
    contents = [each.text or "" for each in raw.iter(f"{ATOM}content")]
    assert any(shown.replace("<", "&lt;").replace(">", "&gt;") in text for text in contents)
    assert not any("<script" in text for text in contents)
    assert not any(re.search("[\u202a-\u202e\u2066-\u2069]", path.read_text("utf-8")) for path in feeds.rglob("*.xml"))


def test_what_is_withheld_is_in_no_feed(feeds: Path) -> None:
    for path in feeds.rglob("*.xml"):
        text = str(path) + path.read_text("utf-8")
        for secret in (SECRET, SECRET_AR, "deir-zafaran", "Dayr Zafran", "four nurses"):
            assert secret.casefold() not in text.casefold(), path


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    assert xml_text("a\x0bb\ufffe\U0001f600\n") == "a\ufffdb\ufffd\U0001f600\n"


def test_feeds_are_the_same_each_time_and_untouched_where_nothing_changed(chronicle: Chronicle, tmp_path: Path) -> None:
    first = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in write(chronicle, tmp_path).rglob("*.xml")}
    again = {p: (p.read_bytes(), p.stat().st_mtime_ns) for p in write(chronicle, tmp_path).rglob("*.xml")}
    assert first == again


def test_feeds_speak_the_interfaces_language_and_quote_in_the_articles(
    root: Path, chronicle: Chronicle, tmp_path: Path
) -> None:
    site = make_site(chronicle, Settings(tmp_path, tmp_path, tmp_path), "وقائع", url=URL)
    index = make_index(chronicle)
    arabic = load_catalogue(root / "theme" / "locale", "ar")
    write_feeds(index, site, Files(tmp_path), arabic, partial(facts_of, index))
    feed = ElementTree.parse(tmp_path / "feed.xml").getroot()
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    contents = [each.text or "" for each in feed.iter(f"{ATOM}content")]
    assert any('<blockquote lang="en" dir="ltr">Fighters of the Northern Front took' in text for text in contents)
    assert all("مايو" in text or "2014" in text or "2015" in text or "2016" in text for text in contents)
    assert faults(tmp_path / "feed.xml") == []
