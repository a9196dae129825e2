"""Careful with people: a place lowered by row, type, age or article is in no file of a site; its ids tell nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from views_chronicle import SAFE_HOUSE, TOWN, VILLAGE, make_chronicle
from views_maker import Maker, day

from chronicle.errors import ChronicleError
from chronicle.events.chronicle import Kept, make
from chronicle.events.corrections_read import Entry
from chronicle.events.takedown import mark_of
from chronicle.model import (
    AnalysedArticle,
    Article,
    Chronicle,
    Correction,
    CorrectionKind,
    DateBasis,
    Forward,
    Place,
    PlaceLevel,
    SubEventType,
)
from chronicle.pages.exports_changes import Reasons, change_rows
from chronicle.pages.publish import publishable
from chronicle.pages.publish_care import Care, care_of, scopes_of, type_words, with_key
from chronicle.pages.publish_places import folded
from chronicle.pages.source_file import split_file, to_article
from chronicle.pages.words_event import event_title
from chronicle.settings import Settings, load_settings

CLINIC = Place(
    "ed:al-amal",
    "al-Amal Clinic",
    PlaceLevel.SITE,
    "Syria",
    "SY",
    "Idlib",
    latitude=35.9,
    longitude=36.6,
    source="survey",
)
KEY = b"k" * 32
SHELLING = SubEventType.SHELLING


def two_days(precision: int = 1, place: Place = TOWN) -> Chronicle:
    """Return one event of May and one of January at the same place, each of its own article."""
    m = Maker()
    for key, month in (("old", 1), ("new", 5)):
        words = f"Shells fell on {place.name} in month {month}."
        url = f"https://paper.example/{place.name.lower().replace(' ', '-')}-{month}"
        article = m.article(f"{key}-tell-marwan", "Paper", date(2016, month, 6), words, title=words, url=url)
        told = m.report(
            article,
            words,
            SHELLING,
            interval=day(2016, month, 5),
            date_basis=DateBasis.STATED,
            place=place,
            geo_precision=1,
            words={"place": place.name},
        )
        m.event(f"2016-{month:02}-05-tell-marwan", told)
    if precision > 1:
        m.articles["new-tell-marwan"] = replace(m.articles["new-tell-marwan"], precision=precision)
    return m.chronicle()


@pytest.mark.parametrize(
    ("chronicle", "care"), [(two_days(), Care(recent_days=30, key=KEY)), (two_days(precision=3), Care(key=KEY))]
)
def test_a_lowered_event_names_its_place_nowhere_and_others_do(chronicle: Chronicle, care: Care) -> None:
    public = publishable(chronicle, care=care)
    old, new = public.events
    assert (old.event_id, old.place, old.reports[0].quote) == (
        "2016-01-05-tell-marwan",
        TOWN,
        "Shells fell on Tell Marwan in month 1.",
    )
    assert new.event_id.startswith("w-")
    assert new.place is not None
    assert (new.place.name, new.place.level, new.geo_precision) == ("Aleppo", PlaceLevel.ADMIN1, 3)
    article = next(a for a in public.articles if a.article_id.startswith("w-"))
    read = next(a for a in public.analysed if a.article_id == article.article_id)
    assert (article.title, article.url, article.text.strip()) == ("", "", "")
    for part in (new, article, read):
        assert "tell marwan" not in folded(repr(part).replace("-", " "))
    assert new.candidates[0].article_id == new.reports[0].article_id == article.article_id


def test_all_is_shown_where_nothing_is_lowered() -> None:
    assert publishable(two_days(), care=Care(recent_days=0, key=KEY)) == publishable(two_days())
    assert not scopes_of(two_days(), care=Care()).any


def test_an_address_of_the_days_when_it_was_recent_leads_on() -> None:
    care = Care(recent_days=30, key=KEY)
    then = publishable(two_days(), care=care).events[1].event_id
    later = publishable(replace(two_days(), as_of=date(2016, 9, 1)), care=care)
    assert later.events[1].event_id == "2016-05-05-tell-marwan"
    assert (then, ("2016-05-05-tell-marwan",)) in {(forward.event_id, forward.to) for forward in later.forwards}


def test_undated_events_are_as_recent_as_what_tells_of_them() -> None:
    undated = replace(two_days(), events=tuple(replace(e, interval=None) for e in two_days().events))
    assert set(scopes_of(undated, care=Care(recent_days=30)).events) == {"2016-05-05-tell-marwan"}


@pytest.mark.parametrize(
    ("name", "level", "types", "lowered"),
    [
        ("al-Amal Clinic", PlaceLevel.SITE, ("hospital",), True),
        ("مشفى الأمل", PlaceLevel.SITE, ("hospital",), True),
        ("al-Amal Clinic", PlaceLevel.SITE, ("shelter",), False),
        ("al-Amal Clinic", PlaceLevel.SITE, (), False),
        ("Clinica", PlaceLevel.SITE, ("hospital",), False),
        ("Hospital district", PlaceLevel.ADMIN2, ("hospital",), False),
        ("Sunrise orphanage", PlaceLevel.SITE, ("shelter",), True),
        ("Haddad family home", PlaceLevel.SITE, ("home",), True),
        ("Homs", PlaceLevel.PLACE, ("home",), False),
    ],
)
def test_types_of_places(name: str, level: PlaceLevel, types: tuple[str, ...], lowered: bool) -> None:
    place = replace(CLINIC, name=name, level=level)
    chronicle = two_days(place=place)
    assert Care(types=types).of_type(place) == lowered
    public = publishable(chronicle, care=Care(types=types, key=KEY))
    assert (folded(name) in folded(repr(public))) != lowered


def test_each_type_has_its_words() -> None:
    assert {"hospital", "shelter", "home"} <= set(type_words())
    assert all(type_words().values())


def test_near_is_the_second_level_region_where_the_row_names_one() -> None:
    near = replace(CLINIC, publish_precision=2, admin2="Harem")
    place = publishable(two_days(place=near)).events[0].place
    assert place is not None
    assert (place.name, place.level, place.admin1) == ("Harem", PlaceLevel.ADMIN2, "Idlib")
    only = publishable(two_days(place=replace(near, publish_precision=3))).events[0].place
    assert only is not None
    assert only.name == "Idlib"


def test_an_id_confirms_no_guess_without_the_key() -> None:
    chronicle = make_chronicle()
    ids = {key: scopes_of(chronicle, care=Care(key=key)).ids(chronicle.events) for key in (KEY, b"x" * 32)}
    assert ids[KEY].keys() == ids[b"x" * 32].keys() != set()
    assert not set(ids[KEY].values()) & set(ids[b"x" * 32].values())
    assert scopes_of(chronicle, care=Care(key=KEY)).ids(chronicle.events) == ids[KEY]


def test_a_correction_of_a_withheld_event_confirms_no_guess_either() -> None:
    chronicle = make_chronicle()
    hidden = next(event for event in chronicle.events if event.place == SAFE_HOUSE)
    said = Correction(
        "0badcafe", CorrectionKind.NOTE, (hidden.event_id,), "K", date(2016, 6, 1), "checked", text="It stands."
    )
    (shown,) = publishable(replace(chronicle, corrections=(said,)), care=Care(key=KEY)).corrections
    assert shown.correction_id != "0badcafe"
    assert shown.event_ids[0].startswith("w-")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, tmp_path / "content", tmp_path / ".cache")


def test_a_key_is_made_once(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert care_of(settings).key == b""
    made = with_key(care_of(settings), settings).key
    assert len(made) == 64
    assert care_of(settings).key == with_key(care_of(settings), settings).key == made
    assert care_of(replace(settings, withheld_key="s" * 40)).key == b"s" * 40
    settings.withheld_key_file.write_text("short\n")
    with pytest.raises(ChronicleError, match="holds no key"):
        care_of(settings)


def test_no_key_is_made_where_it_would_be_lost(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(ChronicleError, match="commit it"):
        with_key(care_of(settings), settings)
    assert not settings.withheld_key_file.exists()


def test_an_unknown_type_is_named(settings: Settings) -> None:
    with pytest.raises(ChronicleError, match="names no type of place: barracks"):
        care_of(replace(settings, blur_places=("hospital", "barracks")))


@pytest.mark.parametrize(
    ("key", "value", "good"),
    [
        ("BLUR_RECENT_DAYS", 14, True),
        ("BLUR_RECENT_DAYS", -1, False),
        ("BLUR_RECENT_DAYS", "14", False),
        ("BLUR_PLACES", ["hospital"], True),
        ("BLUR_PLACES", "hospital", False),
        ("WITHHELD_KEY", "", True),
        ("WITHHELD_KEY", "short", False),
    ],
)
def test_settings_are_checked(key: str, value: object, good: bool, tmp_path: Path) -> None:
    if good:
        load_settings({f"CHRONICLE_{key}": value}, tmp_path)
    else:
        with pytest.raises(ChronicleError, match=key):
            load_settings({f"CHRONICLE_{key}": value}, tmp_path)


@pytest.mark.parametrize(
    ("value", "precision"), [("", 1), ("1", 1), ("near", 2), ("Region", 3), ("3", 3), ("vague", None)]
)
def test_an_article_may_ask_for_care(value: str, precision: int | None, settings: Settings) -> None:
    line = f"Precision: {value}\n" if value else ""
    source = split_file(Path("a.md"), f"Date: 2016-05-08\nPublisher: P\n{line}\nWords.".encode())
    article = to_article(source, settings)
    assert article.precision == (precision or 3)
    assert [problem.message for problem in source.problems] == ([] if precision else ["unknown Precision 'vague'"])


def test_what_was_taken_down_leaves_no_trace_and_its_article_an_id_that_tells_nothing() -> None:
    m = Maker()
    words = ("Shells fell on Tell Marwan on Thursday.", "Gunmen seized four nurses in Kafr Sitt on Friday.")
    article = m.article("2016-05-07-nurses-seized", "Paper", date(2016, 5, 7), *words, title="Nurses seized")
    stated = {"date_basis": DateBasis.STATED, "geo_precision": 1}
    m.event("1", m.report(article, words[0], SHELLING, interval=day(2016, 5, 5), place=TOWN, **stated))
    m.event("2", m.report(article, words[1], SubEventType.ABDUCTION, interval=day(2016, 5, 6), place=VILLAGE, **stated))
    plain = m.chronicle()
    before = make(plain.articles, plain.analysed, None, Kept())
    gone = next(event for event in before.chronicle.events if event.place == VILLAGE)
    entry = Entry("take-down", 1, (gone.event_id,), "", date.min, "", (), (), "", "0")
    left = make(plain.articles, plain.analysed, None, Kept((entry,), rows=before.rows)).chronicle
    scopes = scopes_of(left, care=Care(key=KEY))
    assert scopes.any
    public = publishable(left, care=Care(key=KEY), scopes=scopes)
    everything = repr(public).casefold()
    for trace in ("nurses", "kafr", gone.event_id, "s-" + mark_of(article.article_id)[:12]):
        assert trace not in everything, trace
    assert public.events[0].reports[0].article_id == public.articles[0].article_id
    assert public.events[0].reports[0].quote == words[0]
    rows = {gone.event_id: {"event_id": gone.event_id}, "other": {"event_id": "other"}}
    reasons = Reasons(forwards={"other": Forward("other")})
    assert [row.event_id for row in change_rows(rows, [], reasons)] == ["other"]


PERSONS = (
    "Rahel Tesfaye, a midwife, was killed by a sniper in Mekelle on Monday.",
    "Gunmen abducted Jorge Ibarra, 34, from his shop in Culiacán on Tuesday, his sister Elena Ibarra said.",
    "Police arrested Grace Wanjiru and Peter Otieno in Nairobi on Friday.",
    "“They came at night,” said Yusuf Karim, a baker whose house in Homs was hit by a shell on Sunday. Three people died.",
    "A bomb killed Samir Nassar and two of his children near Mosul on Thursday.",
    "Soldiers burned the house of Ko Aung Min in Sittwe on Wednesday.",
)


def test_private_persons_get_no_page_and_no_entry(read: Callable[..., AnalysedArticle]) -> None:
    articles = [Article(f"a{n}", "", "Paper", date(2016, 5, 9), text) for n, text in enumerate(PERSONS)]
    analysed = [replace(read(a.text, "2016-05-09"), article_id=a.article_id) for a in articles]
    analysed = [
        replace(one, reports=tuple(replace(report, article_id=one.article_id) for report in one.reports))
        for one in analysed
    ]
    public = publishable(make(articles, analysed, None, Kept()).chronicle)
    assert len(public.events) >= 5
    entries = [
        f"{event.event_id} {event_title(event)} {[a.name for a in (*event.actor1, *event.actor2)]} {event.place}"
        for event in public.events
    ]
    entries += [report.attribution for event in public.events for report in event.reports]
    for name in ("Rahel", "Tesfaye", "Ibarra", "Wanjiru", "Otieno", "Karim", "Nassar", "Aung"):
        assert not any(name.casefold() in entry.casefold() for entry in entries), name


def test_a_publisher_named_after_a_withheld_place_is_not_named() -> None:
    m = Maker()
    words = "Shells fell in the night."
    m.article("x", "al-Amal Clinic Radio", date(2016, 5, 6), words, title="A shell")
    public = publishable(m.chronicle(), listed=[replace(CLINIC, publish_precision=3)], care=Care(key=KEY))
    assert re.fullmatch(r"w-[0-9a-f]{12}", public.articles[0].publisher)
    assert publishable(m.chronicle(), listed=[CLINIC]).articles[0].publisher == "al-Amal Clinic Radio"


@pytest.mark.parametrize("title", ["al-A\u00admal Clin\u200bic is hit", "Al\u2060-Amal \u200cClinic"])
def test_letters_that_nobody_sees_do_not_hide_a_name(title: str) -> None:
    m = Maker()
    m.article("x", "Desk", date(2016, 5, 6), "A quiet day.", title=title)
    assert publishable(m.chronicle(), listed=[replace(CLINIC, publish_precision=3)]).articles[0].title == ""


def test_an_article_that_asks_for_care_names_no_listed_place_in_its_head_either() -> None:
    m = Maker()
    m.article("al-amal-clinic", "Desk", date(2016, 5, 6), "Shells fell there.", title="al-Amal clinic: two dead")
    m.articles["al-amal-clinic"] = replace(m.articles["al-amal-clinic"], precision=3)
    public = publishable(m.chronicle(), listed=[CLINIC], care=Care(key=KEY))
    assert "amal" not in repr(public.articles)


@pytest.mark.parametrize("hidden", [False, True])
def test_what_is_gone_is_not_named_where_something_was_ever_withheld(hidden: bool) -> None:
    """The article that asked for care is gone with its event: nobody could tell that its place was withheld."""
    gone = "2016-05-05-al-amal-0a1b2c"
    entry = Correction("c1", CorrectionKind.HIDE, (gone,), "Desk", date(2016, 6, 1), "It was another day")
    chronicle = replace(two_days(), forwards=(Forward(gone, hidden=hidden),), corrections=(entry,) if hidden else ())
    assert gone in repr(publishable(chronicle))
    public = publishable(chronicle, care=Care(key=KEY))
    assert gone not in repr(public)
    assert len(public.corrections) == hidden
