"""Names whose place the words around them tell: missions' theatres, names of several words, quarters, brackets, seas."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from chronicle.errors import LexiconError
from chronicle.geo import distance_km
from chronicle.model import Article, Place, PlaceLevel, PlaceMention, Report
from chronicle.nlp.extract import analyse
from chronicle.nlp.places_options import alike
from chronicle.termfile import read_terms

Find = Callable[[str], dict[str, PlaceMention]]
DONBAS = Place("x", "x", PlaceLevel.PLACE, latitude=48.5, longitude=38.5)


@pytest.mark.parametrize("name", ["Zolotivka", "Kruta Horka", "Pisky"])
def test_a_missions_theatre_places_what_it_reports(find: Find, name: str) -> None:
    """Known elsewhere in the country, known nowhere, or known in both: a monitor of one region hears blasts there."""
    mention = find(f"The OSCE SMM heard eleven explosions near {name} on Sunday.")[name]
    assert mention.place.country == "Ukraine"
    away = distance_km(mention.place, DONBAS)
    assert away is not None
    assert away < 260


def test_a_mission_says_nothing_against_the_text(find: Find) -> None:
    place = find("UNIFIL's former commander saw a blast in Marseille.")["Marseille"].place
    assert place.country == "France"
    place = find("The OSCE SMM opened a second office in Lviv.")["Lviv"].place
    assert place.admin1 == "Lviv"


def test_two_missions_tell_of_no_one_theatre(find: Find) -> None:
    told = find("Officers of UNIFIL and of KFOR were shot at near Gornja Vrelovina.")["Gornja Vrelovina"].place
    assert told.country == ""


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gunmen shot two teachers in Bala Buluk, Farah, on Monday.", "Bala Buluk", "Afghanistan"),
        ("Shells hit flats in the Shatila quarter of Khartoum, killing a baker.", "Shatila", "Sudan"),
        ("A truck bomb tore through Green Village, a walled compound in Kabul.", "Green Village", "Afghanistan"),
        ("Raiders killed a herder at Inabelbel (Ansongo, Gao) on Friday.", "Ansongo", "Mali"),
        ("French paratroops landed at an airstrip outside Gorom-Gorom.", "Gorom-Gorom", "Burkina Faso"),
        ("Rebels of the M23 marched into Goma at noon.", "Goma", "Democratic Republic of Congo"),
        (
            "The two commanders signed a truce in Cartagena on Sunday, the Colombian president said.",
            "Cartagena",
            "Colombia",
        ),
        ("The army pulled its last troops out of Mongu on Friday.", "Mongu", "Zambia"),
    ],
)
def test_the_words_around_tell_where_it_is(find: Find, text: str, name: str, country: str) -> None:
    assert find(text)[name].place.country == country


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A suicide bomber killed nine worshippers in a Shia mosque in Kunduz.", "Shia"),
        ("Youths set fire to a Roma camp outside Kosice.", "Roma"),
        ("A truck bomb tore through Green Village, a walled compound in Kabul.", "Green"),
    ],
)
def test_words_for_people_and_plain_words_are_no_places(find: Find, text: str, name: str) -> None:
    assert name not in find(text)


def test_an_unknown_name_stands_at_the_only_town_of_its_province(find: Find) -> None:
    found = find(
        "A mortar bomb fell on the village of Qasr Dilwan on Tuesday, and the wounded were taken to Sirte in Libya."
    )
    assert found["Qasr Dilwan"].place.source == "text"
    assert distance_km(found["Qasr Dilwan"].place, found["Sirte"].place) == 0


def one(nlp: Language, text: str) -> Report:
    (analysis,) = analyse(nlp, [Article("a", "", "", date(2019, 10, 16), text)])
    return analysis.reports[0]


def test_a_sea_says_only_of_which_coast_a_port_is(nlp: Language) -> None:
    told = one(nlp, "Rebels shelled the airport south of the Red Sea port city of Massawa on Monday.")
    assert told.place is not None
    assert told.place.name == "Massawa"
    assert one(nlp, "Missiles hit a tanker in the Red Sea on Monday.").place_text == "Red Sea"


@pytest.mark.parametrize(
    ("text", "name", "same"),
    [
        ("Tillabery", "Tillabéri", True),
        ("Axum", "Aksum", True),
        ("Bala", "Basel", False),
        ("Manar", "Mannheim", False),
        ("", "", False),
    ],
)
def test_names_are_alike_in_other_letters(text: str, name: str, same: bool) -> None:
    assert alike(text, name) is same


def test_a_bad_row_of_theatres_is_named(tmp_path: Path) -> None:
    path = tmp_path / "theatres.csv"
    path.write_text("names,place,country_code\n,Donbas,UA\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="names"):
        read_terms(path, ("names", "place", "country_code"))


@pytest.mark.parametrize(
    ("text", "said_by"),
    [
        (
            "The Red Crescent said a mine killed two boys in Sirte on Monday. It said shells hit a clinic in Zliten.",
            "The Red Crescent",
        ),
        (
            "The mission said a mine killed two boys in Sirte. The mayor said he wept. It said shells hit a clinic.",
            "The mayor",
        ),
        ("Shells hit a clinic in Zliten on Monday, it said.", ""),
    ],
)
def test_it_said_means_the_body_that_spoke_last(nlp: Language, text: str, said_by: str) -> None:
    (analysis,) = analyse(nlp, [Article("a", "", "", date(2019, 10, 16), text)])
    assert analysis.reports[-1].attribution.lower() == said_by.lower()


def test_what_a_capture_clears_the_way_for_is_not_where_it_was(nlp: Language) -> None:
    told = one(nlp, "Insurgents captured Xuddur on Monday, they said, clearing the way for an assault on Baidoa.")
    assert told.place_text == "Xuddur"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Rioters blocked the Tripoli-Beirut highway with stones on Monday.", "Tripoli", "Lebanon"),
        ("Protesters blocked the road linking Tripoli to Beirut.", "Tripoli", "Lebanon"),
        ("Shells fell beside the Tripoli–Misrata coastal road.", "Tripoli", "Libya"),
        ("Two men were shot dead in Tripoli on Friday.", "Tripoli", "Libya"),
        ("A lorry was burnt on the Valencia/Maracay motorway.", "Valencia", "Venezuela"),
    ],
)
def test_a_road_leads_to_the_namesake_that_is_near_its_other_end(
    find: Find, text: str, name: str, country: str
) -> None:
    assert find(text)[name].place.country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Herders burnt huts in the Central Region on Monday.", "Central Region", ""),
        ("Ghanaian police opened fire in the Central Region on Monday.", "Central Region", "Ghana"),
        ("Cameroonian troops burnt houses in the North-West region on Monday.", "North-West", "Cameroon"),
        ("Ugandan police fired at a crowd in the Eastern Region on Monday.", "Eastern Region", "Uganda"),
        ("Shells hit Sri Lanka's Northern Province on Monday.", "Northern Province", "Sri Lanka"),
    ],
)
def test_a_region_named_by_its_direction_is_one_of_the_texts_country(
    find: Find, text: str, name: str, country: str
) -> None:
    """Where nothing tells the country and several have such a region, none is taken."""
    assert find(text)[name].place.country == country
