"""Arabic names after a preposition: the forms, what must not change, the editor's word, and headlines that ask."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from views_maker import Maker

from chronicle.errors import LexiconError
from chronicle.model import Actor, ActorKind, Assertion, Place, PlaceLevel, SubEventType
from chronicle.nlp.actors_lexicon import load_actors
from chronicle.pages.arabic import oblique
from chronicle.pages.catalogue import Catalogue, gap_faults, load_catalogue
from chronicle.pages.words import place_name
from chronicle.pages.words_event import event_title
from chronicle.pages.words_sides import side_name
from chronicle.pages.words_source import sources_words

CIVILIANS = Actor("c", "Civilians (Norland)", ActorKind.CIVILIANS, "", "المدنيون الشماليون")
FISHERS = Actor("f", "Fishermen", ActorKind.CIVILIANS, "", "الصيادون")
BRIGADE = Actor("b", "Brigade", ActorKind.REBEL_GROUP, "", "لواء هارون")
ODD = Actor("o", "Odd", ActorKind.REBEL_GROUP, "", "أبو الفوارس", (), "أبي الفوارس")


@pytest.fixture(scope="module")
def arabic(root: Path) -> Catalogue:
    return load_catalogue(root / "theme" / "locale", "ar")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("المدنيون السوريون", "المدنيين السوريين"),
        ("مدنيون", "مدنيين"),
        ("متظاهرون محليون", "متظاهرين محليين"),
        ("لاجئون من القرى", "لاجئين من القرى"),
        ("المدنيون والمسلحون", "المدنيين والمسلحين"),
        ("مقاتلو الجبهة الإسلاميون", "مقاتلي الجبهة الإسلاميين"),
        ("مثيرو شغب", "مثيري شغب"),
        ("الإخوان المسلمون", "الإخوان المسلمين"),
        ("الجيشان السوريان", "الجيشين السوريين"),
        ("جيشان روسيان", "جيشين روسيين"),
        ("مدنيون (مالي)", "مدنيين (مالي)"),
        ("آخرون", "آخرين"),
    ],
)
def test_plurals_and_duals_change(name: str, said: str) -> None:
    assert oblique(name) == said
    assert oblique(said) == said


@pytest.mark.parametrize(
    "name",
    [
        *("القوات المسلحة السورية", "لواء فاطميون", "السودان", "حركة طالبان باكستان", "تلفزيون لبنان", "قانون"),
        *("الجيش اللبناني", "سوابو", "باريو 18", "حراس الدين", "كتائب شمعون", "الدروز", "مليون", "ثوار عيون", ""),
    ],
)
def test_what_is_no_plural_stays(name: str) -> None:
    assert oblique(name) == name


@pytest.mark.parametrize(
    ("kind", "sides", "said"),
    [
        (SubEventType.ATTACK, {"actor2": (CIVILIANS,)}, "هجوم على المدنيين الشماليين"),
        (SubEventType.ATTACK, {"actor1": (CIVILIANS, FISHERS)}, "هجوم من جانب المدنيين الشماليين والصيادين"),
        (
            SubEventType.ATTACK,
            {"actor1": (CIVILIANS, FISHERS, BRIGADE)},
            "هجوم من جانب المدنيين الشماليين والصيادين وآخرين",
        ),
        (SubEventType.ATTACK, {"actor2": (BRIGADE,)}, "هجوم على لواء هارون"),
        (SubEventType.ATTACK, {"actor1": (ODD,)}, "هجوم من جانب أبي الفوارس"),
        (
            SubEventType.ATTACK,
            {"assertion": Assertion.CLAIMED, "attribution": "the activists"},
            "هجوم، بحسب ناشطين",
        ),
        (
            SubEventType.ATTACK,
            {"assertion": Assertion.CLAIMED, "attribution": "the head of a guild"},
            "هجوم، بحسب مصدر منقول عنه",
        ),
    ],
)
def test_headlines_ask_for_the_form(arabic: Catalogue, kind: SubEventType, sides: dict[str, object], said: str) -> None:
    maker = Maker()
    article = maker.article("a", "Desk", date(2016, 5, 6), "It happened there.")
    event = maker.event("e", maker.report(article, article.text, kind, **sides))
    assert "".join(c for c in arabic.text(event_title(event)) if c not in "\u2068\u2069\u200f") == said


def test_no_headline_shows_a_side_in_the_wrong_case(root: Path, arabic: Catalogue) -> None:
    messages = arabic.translations._catalog  # type: ignore[attr-defined]  # gettext gives no other list
    bare = {text for text in messages.values() if "{side1}" in str(text) or "{side2}" in str(text)}
    assert bare == set()


@pytest.mark.parametrize(
    ("attributions", "said"),
    [
        (["the Reuters news agency"], "رويترز"),
        (["Turkish officials"], "مسؤولين في تركيا"),
        (["Kenya"], "كينيا"),
        (["witnesses and state media"], "شهود ووسائل إعلام رسمية"),
        (["the monitor", "a man named Brandt"], "من نُقل عنهم"),
    ],
)
def test_sources_in_arabic(arabic: Catalogue, attributions: list[str], said: str) -> None:
    assert arabic.text(sources_words(attributions)) == said


def test_an_editor_s_title_has_its_arabic(arabic: Catalogue) -> None:
    maker = Maker()
    article = maker.article("a", "Desk", date(2016, 5, 6), "It happened there.")
    report = maker.report(article, article.text, SubEventType.OTHER)
    event = maker.event("e", report, title="Curfew in the port", title_ar="حظر تجول في المرفأ")
    assert event_title(event) == "Curfew in the port"
    assert arabic.text(event_title(event)) == "حظر تجول في المرفأ"


def test_a_government_is_its_country_s(arabic: Catalogue) -> None:
    made = Actor("g", "Government of Kenya", ActorKind.STATE_FORCES, "Kenya")
    assert arabic.text(side_name(made)) == "حكومة كينيا"


def test_a_city_abroad_has_its_arabic_name(arabic: Catalogue) -> None:
    moscow = Place("gn:524901", "Moscow", PlaceLevel.PLACE, "Russia", geonames_id=524901)
    assert arabic.text(place_name(moscow)) == "موسكو"


def test_a_case_that_does_not_exist_is_told() -> None:
    catalog = Catalog("ar")
    catalog.add("Attack on {side2}", "هجوم على {side2:dative}")
    assert [fault for _, fault in gap_faults(catalog)] == [
        "no case is called 'dative', only 'oblique': 'هجوم على {side2:dative}'"
    ]


def test_an_editor_s_own_form_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    columns = ["actor_id", "name", "kind", "country", "name_ar", "aliases", "name_ar_oblique"]
    rows = [["odd", "Odd", "2", "", "أبو الفوارس", "", "أبي الفوارس"]]
    with path.open("w", newline="", encoding="utf-8") as lines:
        csv.writer(lines).writerows([columns, *rows])
    assert load_actors(path).actors["odd"].name_ar_oblique == "أبي الفوارس"
    rows = [["odd", "Odd", "2", "", "", "", "أبي الفوارس"], ["even", "Even", "2", "", "زوجي", "", "even ones"]]
    with path.open("w", newline="", encoding="utf-8") as lines:
        csv.writer(lines).writerows([columns, *rows])
    with pytest.raises(LexiconError) as raised:
        load_actors(path)
    told = str(raised.value)
    assert all(words in told for words in ("actors.csv:2", "name_ar is empty", "actors.csv:3", "'even ones'"))
