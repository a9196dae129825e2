"""Place names in sentences: which are found, which place each means, how exactly it is known, and what is no place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from chronicle.errors import LexiconError
from chronicle.gazetteer import Gazetteer, open_gazetteer
from chronicle.model import PlaceLevel, PlaceMention
from chronicle.nlp.places import find_places
from chronicle.nlp.places_lexicon import place_terms
from chronicle.termfile import read_terms

OURS = tuple(
    f"chronicle_{name}"
    for name in ("sentences", "evidence", "acronyms", "times", "places", "actors", "casualties", "reports")
)
Find = Callable[[str], tuple[PlaceMention, ...]]

EDITOR = """\
name,name_ar,variants,level,admin1,admin2,country,latitude,longitude,geonames_id,source,precision,slug
al-Nayrab,النيرب,Neirab; Nayrab,place,Aleppo,,Syria,36.177,37.229,,a map,,
Nayrab,النيرب,al-Nayrab; Neirab,place,Idlib,,Syria,35.869,36.718,,a map,,nayrab
Kharab Test,,,place,Homs,,Syria,34.5,37.0,,a map,,
Wadi Test air base,,Wadi Test airbase,site,Homs,,Syria,34.4,37.6,,a map,,
"""


@pytest.fixture(scope="module")
def gazetteer(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    path = tmp_path_factory.mktemp("editor") / "places.csv"
    path.write_text(EDITOR, encoding="utf-8")
    return open_gazetteer(path, root / ".cache")


@pytest.fixture(scope="module")
def find(nlp: Language, gazetteer: Gazetteer) -> Find:
    def run(text: str) -> tuple[PlaceMention, ...]:
        with nlp.select_pipes(disable=[name for name in nlp.pipe_names if name in OURS]):
            return find_places(nlp(text), gazetteer)

    return run


def named(mentions: tuple[PlaceMention, ...], text: str) -> PlaceMention:
    found = [mention for mention in mentions if mention.text == text]
    assert found, [mention.text for mention in mentions]
    return found[0]


@pytest.mark.parametrize(
    ("text", "name", "country", "admin1"),
    [
        ("Two shells fell on a farm in Paris, Texas, officials said.", "Paris", "US", "Texas"),
        ("The delegation flew to Paris on Monday to meet French officials.", "Paris", "FR", "Île-de-France"),
        ("A bomb went off at a market in Maiduguri, Borno state, Nigeria.", "Maiduguri", "NG", "Borno"),
        ("Fighting resumed in Tripoli, Libya, before dawn.", "Tripoli", "LY", "Tripoli"),
        ("Snipers fired across Syria Street in Tripoli, Lebanon, on Friday.", "Tripoli", "LB", ""),
        ("Protesters marched through Córdoba, Argentina.", "Córdoba", "AR", "Cordoba"),
        ("Ukrainian forces left Bakhmut after months of shelling.", "Bakhmut", "UA", "Donetsk"),
        ("A convoy was ambushed near Gao in northern Mali.", "Gao", "ML", "Gao"),
        ("Paramilitaries entered the village of Mapiripán in Meta, Colombia.", "Mapiripán", "CO", "Meta"),
        ("Serb gunners shelled Sarajevo in the winter of 1993.", "Sarajevo", "BA", ""),
        ("Burmese troops burned houses near Myitkyina, Kachin State.", "Myitkyina", "MM", "Kachin"),
        ("Tigrayan fighters advanced on Lalibela in Amhara region, Ethiopia.", "Lalibela", "ET", "Amhara"),
        ("Abu Sayyaf gunmen landed near Jolo in Sulu province, Philippines.", "Jolo", "PH", ""),
        ("Clashes broke out in Zinjibar (Zinjibar, Abyan) on Tuesday.", "Zinjibar", "YE", "Abyan"),
        ("Houthi fighters shelled Hodeidah in Yemen.", "Hodeidah", "YE", "Hudaydah"),
    ],
)
def test_a_name_is_linked(find: Find, text: str, name: str, country: str, admin1: str) -> None:
    place = named(find(text), name).place
    assert place.country_code == country
    if admin1:
        assert place.admin1.startswith(admin1)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Paris Jackson and Houston Miller attended the trial in Berlin.", "Berlin"),
        ("President Lincoln Chafee spoke in Lagos in March.", "Lagos"),
        ("In May, Gen. Austin Moore flew to Baghdad.", "Baghdad"),
        ("Reading the verdict in Nairobi, the judge praised Mr. London.", "Nairobi"),
        ("The Washington Post reported from Kabul that the Taliban advanced.", "Kabul"),
        ("Ms. Florence Chelsea teaches at the University of Oxford and lives in Dakar.", "Dakar"),
        ("According to the Department of Conservation, fires burned near Cusco.", "Cusco"),
    ],
)
def test_people_offices_months_and_papers_are_no_places(find: Find, text: str, name: str) -> None:
    assert {mention.text for mention in find(text)} == {name}


@pytest.mark.parametrize(
    "text",
    [
        "Syrian soldiers and Iraqi militiamen exchanged fire.",
        "The French and the Germans disagreed.",
        "Nothing was said on Monday or in August.",
        "",
        "HE SAID NO.",
    ],
)
def test_peoples_and_days_are_no_places(find: Find, text: str) -> None:
    assert find(text) == ()


@pytest.mark.parametrize(
    ("text", "name", "place_id", "precision"),
    [
        ("They shelled the airport at al-Nayrab, east of Aleppo.", "al-Nayrab", "ed:al-nayrab", 1),
        ("Rebels took al-Nayrab near Idlib.", "al-Nayrab", "ed:nayrab", 1),
        ("A drone hit the village of Neirab in Idlib province.", "Neirab", "ed:nayrab", 1),
        ("Jets struck Kharab Test in Homs province.", "Kharab Test", "ed:kharab-test", 1),
        ("Jets struck the Wadi Test airbase in Homs province.", "Wadi Test airbase", "ed:wadi-test-air-base", 1),
        ("Shells landed near Kharab Test, in Homs province.", "Kharab Test", "ed:kharab-test", 2),
        ("A mine exploded 10 km south of Kharab Test in Homs province.", "Kharab Test", "ed:kharab-test", 2),
        ("Fire hit the Kharab Test countryside in Homs province.", "Kharab Test", "ed:kharab-test", 3),
    ],
)
def test_the_editors_places_and_how_exactly(find: Find, text: str, name: str, place_id: str, precision: int) -> None:
    mention = named(find(text), name)
    assert (mention.place.place_id, mention.geo_precision) == (place_id, precision)


@pytest.mark.parametrize(
    ("text", "name", "precision"),
    [
        ("A bomb exploded in Mosul on Sunday.", "Mosul", 1),
        ("A bomb exploded near Mosul on Sunday.", "Mosul", 2),
        ("Troops massed on the outskirts of Mosul.", "Mosul", 2),
        ("Rockets hit the Mosul airport.", "Mosul", 2),
        ("A patrol was attacked between Mosul and Kirkuk.", "Kirkuk", 2),
        ("Villages in Kirkuk province were searched.", "Kirkuk", 3),
        ("Residents of northern Aleppo fled.", "Aleppo", 3),
        ("Fighting continued across Iraq.", "Iraq", 3),
    ],
)
def test_precision(find: Find, text: str, name: str, precision: int) -> None:
    assert named(find(text), name).geo_precision == precision


def test_a_name_that_no_gazetteer_has_is_kept_in_its_region(find: Find) -> None:
    mention = named(find("Gunmen raided the village of Qoryaxaad in Helmand province, Afghanistan."), "Qoryaxaad")
    assert mention.place.place_id == "tx:qoryaxaad-helmand"
    assert (mention.place.source, mention.geo_precision) == ("text", 3)
    assert (mention.place.country, mention.place.admin1) == ("Afghanistan", "Helmand")
    assert mention.place.latitude == pytest.approx(31.0, abs=1.0)


def test_without_a_region_it_has_no_point(find: Find) -> None:
    mention = named(find("Gunmen raided the village of Qoryaxaad before dawn."), "Qoryaxaad")
    assert (mention.place.place_id, mention.place.latitude) == ("tx:qoryaxaad", None)


def test_regions_are_mentions_of_their_own(find: Find) -> None:
    mentions = find("A mine killed two people in Lashkar Gah, Helmand, Afghanistan.")
    levels = {mention.text: mention.place.level for mention in mentions}
    assert levels["Helmand"] is PlaceLevel.ADMIN1
    assert levels["Afghanistan"] is PlaceLevel.COUNTRY


@pytest.mark.parametrize(
    ("text", "name", "metonym"),
    [
        ("Damascus says the strike was a mistake.", "Damascus", True),
        ("Moscow denied the report.", "Moscow", True),
        ("A car bomb exploded in Damascus.", "Damascus", False),
    ],
)
def test_names_that_stand_for_governments(find: Find, text: str, name: str, metonym: bool) -> None:
    assert named(find(text), name).metonym is metonym


def test_a_dateline_is_a_place(find: Find) -> None:
    assert named(find("KABUL, Afghanistan (AP) — A blast killed three people."), "KABUL").place.country_code == "AF"


def test_spans_are_the_texts_own(find: Find) -> None:
    text = "Lebanon-Syria border guards met in St. Petersburg’s port; U.S.-led jets flew over Deir ez-Zor."
    mentions = find(text)
    assert all(text[m.span.start : m.span.end] == m.text for m in mentions)
    assert {"Lebanon", "Syria", "St. Petersburg", "Deir ez-Zor"} <= {m.text for m in mentions}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(text=st.text(alphabet=st.sampled_from("In the of near al-'’,.()\n\t AleppoParisSt. éÅ0İß"), max_size=80))
def test_no_text_breaks_it(nlp: Language, gazetteer: Gazetteer, text: str) -> None:
    doc: Doc = nlp.make_doc(text)
    ends = [0]
    for mention in find_places(doc, gazetteer):
        assert text[mention.span.start : mention.span.end] == mention.text
        assert ends[-1] <= mention.span.start
        ends.append(mention.span.end)


def test_the_term_lists_are_checked(tmp_path: Path) -> None:
    assert place_terms().types["province"].precision == 3
    path = tmp_path / "place_types.csv"
    path.write_text("words,level,precision\nvillage,planet,1\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="planet"):
        read_terms(path, ("words", "level", "precision"), {"level": frozenset({"place"})})
