"""What is ground and what is not: governments, parts of a side's name, broadcasters, namesakes far away, new names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from chronicle.gazetteer import open_gazetteer
from chronicle.model import PlaceMention
from chronicle.nlp.cues import CueLexicon
from chronicle.nlp.places import find_places
from chronicle.nlp.places_scene import deeds

OURS = tuple(
    f"chronicle_{name}"
    for name in ("sentences", "evidence", "acronyms", "times", "places", "actors", "casualties", "reports")
)
Find = Callable[[str], dict[str, PlaceMention]]

EDITOR = """\
name,name_ar,variants,level,admin1,admin2,country,latitude,longitude,geonames_id,source,precision,slug
al-Mithal,المثال,,place,Aleppo,,Syria,36.1,37.1,,a map,,
Qasr Umbra,,Kasr Umbra,place,Homs,,Syria,34.6,37.2,,a map,,
"""


@pytest.fixture(scope="module")
def find(nlp: Language, root: Path, tmp_path_factory: pytest.TempPathFactory) -> Find:
    path = tmp_path_factory.mktemp("editor") / "places.csv"
    path.write_text(EDITOR, encoding="utf-8")
    gazetteer = open_gazetteer(path, root / ".cache")
    told = deeds(CueLexicon.load())

    def run(text: str) -> dict[str, PlaceMention]:
        with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in OURS]):
            return {mention.text: mention for mention in find_places(nlp(text), gazetteer, told=told)}

    return run


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rwanda-backed rebels entered Goma before dawn.", "Rwanda"),
        ("France-based exiles condemned the raid on Bangui.", "France"),
        ("Fighters moved through the Tripoli-controlled suburbs of Misrata in Libya.", "Tripoli"),
        ("Kigali said its soldiers had not crossed into Congo.", "Kigali"),
        ("Ankara has repeatedly denied bombing villages in Iraq.", "Ankara"),
        ("Addis Ababa and Asmara accused each other of shelling Badme.", "Addis Ababa"),
        ("Addis Ababa and Asmara accused each other of shelling Badme.", "Asmara"),
        ("Islamabad, which shares a long border with Afghanistan, denied the claim.", "Islamabad"),
        ("According to Belgrade, two guards were wounded near Pristina.", "Belgrade"),
        ("Officials said that Baku had shelled Stepanakert.", "Baku"),
    ],
)
def test_governments_are_no_ground(find: Find, text: str, name: str) -> None:
    assert find(text)[name].metonym


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kabul saw its worst bombing in a decade.", "Kabul"),
        ("A minister in Khartoum said the convoy had left.", "Khartoum"),
        ("Gunmen opened fire near Islamabad, police said.", "Islamabad"),
        ("The city of Goma fell to the rebels in January.", "Goma"),
        ("Shells landed in Tbilisi, officials said.", "Tbilisi"),
    ],
)
def test_capitals_may_be_ground_all_the_same(find: Find, text: str, name: str) -> None:
    assert not find(text)[name].metonym


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Manar reported heavy fighting near Homs, Syria.", "Manar"),
        ("Amaq said that its fighters had attacked a base near Mosul, Iraq.", "Amaq"),
        ("Shi'ite gunmen fired on a bus near Baghdad in Iraq.", "Shi'ite"),
        ("The White House condemned the shelling of Grozny.", "White House"),
        ("The Free Army took a hill near Homs, Syria.", "Free"),
        ("Thousands marked Ashura in Karbala, Iraq.", "Ashura"),
    ],
)
def test_broadcasters_peoples_feasts_and_houses_are_no_places(find: Find, text: str, absent: str) -> None:
    assert absent not in find(text)


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("A pipeline was blown up in the desert outside the old port city of Derna in Libya.", "Derna", 2),
        ("Troops gathered near the northern town of Kidal in Mali.", "Kidal", 2),
        ("Shells fell close to the village of al-Mithal in Syria.", "al-Mithal", 2),
        ("Rebels entered the northern town of Kidal in Mali.", "Kidal", 1),
        ("A bus was stopped on the road between Kidal and Gao in Mali.", "Kidal", 2),
        ("A bus was stopped on the road between Kidal and Gao in Mali.", "Gao", 2),
        ("Two mines exploded 15 km west of Derna, Libya.", "Derna", 2),
        ("Jets flew over northern Mali.", "Mali", 3),
        ("Rebels withdrew to the countryside of Homs in Syria.", "Homs", 3),
    ],
)
def test_how_exactly_a_place_is_said(find: Find, text: str, name: str, precision: int) -> None:
    assert find(text)[name].geo_precision == precision


@pytest.mark.parametrize(
    ("text", "name", "place_id"),
    [
        ("Fire hit al Mithal in Syria.", "al Mithal", "ed:al-mithal"),
        (
            "The army took Qasr Umbra in Syria. Days later, rebels lost men at Kassr Umbra.",
            "Kassr Umbra",
            "ed:qasr-umbra",
        ),
    ],
)
def test_a_name_is_found_in_the_texts_own_spelling(find: Find, text: str, name: str, place_id: str) -> None:
    assert find(text)[name].place.place_id == place_id


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gunmen stormed the village of Dambakoro, killing nine, the Malian army said.", "Dambakoro", "ML"),
        ("Al Shabaab fighters shot two elders in the village of Qoryaxaad.", "Qoryaxaad", "SO"),
        ("Shells hit the village of Zherelivka, Ukrainian officials said.", "Zherelivka", "UA"),
    ],
)
def test_a_new_name_lies_in_the_country_that_the_text_speaks_of(find: Find, text: str, name: str, country: str) -> None:
    mention = find(text)[name]
    assert (mention.place.source, mention.place.country_code, mention.geo_precision) == ("text", country, 3)
    assert mention.place.latitude is not None


def test_a_namesake_elsewhere_is_not_taken(find: Find) -> None:
    mention = find("Mortar rounds landed near Pisky, Donetsk, on Friday.")["Pisky"]
    assert mention.place.latitude == pytest.approx(48.0, abs=1.0)
    assert mention.place.longitude == pytest.approx(37.7, abs=1.0)


def test_what_a_text_says_lies_by_a_known_town_is_not_its_namesake_far_away(find: Find) -> None:
    found = find("Shells fell on Hushan, east of Aleppo in Syria, on Monday. Syrian troops sealed off Aleppo.")
    assert found["Hushan"].place.source == "text"
    assert found["Hushan"].place.country == "Syria"


def test_an_unknown_village_lies_where_the_next_known_name_around_it_is(find: Find) -> None:
    found = find(
        "A drone struck the village of Qarmid in the countryside of the town of Zhalabad, south of Aleppo city."
    )
    assert found["Qarmid"].place.source == "text"
    assert found["Qarmid"].place.admin1 == "Aleppo"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Fatima was killed in Kano on Monday.", "Fatima"),
        ("Juan was shot dead in Medellin.", "Juan"),
        ("Hannah was wounded when mortars hit Vukovar.", "Hannah"),
        ("Victoria was abducted by gunmen near Jos.", "Victoria"),
        ("A sniper killed Santiago in Mostar.", "Santiago"),
        ("Salma and her two children were killed in Grozny.", "Salma"),
        ("Lorenzo died of his wounds in Cali.", "Lorenzo"),
    ],
)
def test_whom_it_befell_is_no_place(find: Find, text: str, absent: str) -> None:
    assert absent not in find(text)


@pytest.mark.parametrize("verb", ["bombed", "attacked", "burned", "captured", "looted", "shelled"])
def test_what_befalls_places_may_be_a_place(find: Find, verb: str) -> None:
    assert "Mariupol" in find(f"Mariupol was {verb} on Monday by troops.")
