"""The gazetteer: its keys, the world index, the editor's list and the importer of country dumps."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.errors import GazetteerError
from chronicle.gazetteer import Gazetteer, contains, forget, open_gazetteer
from chronicle.gazetteer_editor import read_places
from chronicle.gazetteer_names import fold, skeleton, variant
from chronicle.geo import distance_km, kilometres
from chronicle.model import Place, PlaceLevel

HEADER = "name,name_ar,variants,level,admin1,admin2,country,latitude,longitude,geonames_id,source,precision"


@pytest.fixture(scope="module")
def world(root: Path) -> Gazetteer:
    return open_gazetteer(None, root / ".cache")


def first(world: Gazetteer, name: str, country: str, level: PlaceLevel) -> Place:
    return next(p for p in world.lookup(name) if p.country_code == country and p.level is level)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_keys_of_any_text_are_plain(text: str) -> None:
    for key in (variant(fold(text)), skeleton(fold(text))):
        assert " " not in key
        assert key == key.lower()


@pytest.mark.parametrize(
    "spellings",
    [
        "Deir ez-Zor|Deir Ez Zor|DEIR EZ-ZOR",
        "São Paulo|Sao Paulo",
        "Saint-Denis|St. Denis|St Denis",
        "Sana'a|Sanaa|Sana’a",
    ],
)
def test_one_spelling_folds_alike(spellings: str) -> None:
    assert len({fold(name) for name in spellings.split("|")}) == 1


@pytest.mark.parametrize(
    "spellings",
    [
        "al-Nayrab|Neirab|Al Nairab|en-Nayrab|Nayrab",
        "Raqqa|Ar-Raqqah|al-Raqqah|Rakka",
        "Douma|Duma",
        "Idlib|Idleb",
        "Sheikh Maqsoud|Shaykh Maqsud",
        "Khan Touman|Khan Tuman",
        "Maarat al-Numan|Ma'arrat an-Nu'man",
        "Tal Abyad|Tell Abiad",
        "Hodeidah|al-Hudaydah|Hudaida",
        "Kafr Naha|Kfar Naha|Kafar Nahah",
        "ash-Shaddadi|Shaddadeh|al-Shadadi",
    ],
)
def test_transliterations_share_a_variant(spellings: str) -> None:
    keys = {variant(fold(name)) for name in spellings.split("|")}
    assert len(keys) == 1
    assert keys != {""}


@pytest.mark.parametrize(
    ("one", "other"), [("Zahra", "Zara"), ("Kafrnaha", "Kafr Laha"), ("Nayrab", "Nahrab"), ("Hama", "Homs")]
)
def test_different_names_keep_different_variants(one: str, other: str) -> None:
    assert variant(fold(one)) != variant(fold(other))


@pytest.mark.parametrize(
    ("name", "country", "level", "latitude", "longitude"),
    [
        ("Aleppo", "SY", PlaceLevel.PLACE, 36.2, 37.2),
        ("Hudaida", "YE", PlaceLevel.PLACE, 14.8, 43.0),
        ("Mykolaiv", "UA", PlaceLevel.PLACE, 47.0, 32.0),
        ("Texas", "US", PlaceLevel.ADMIN1, 31.3, -99.3),
        ("Kivu", "CD", PlaceLevel.AREA, -2.5, 28.8),
        ("U.K.", "GB", PlaceLevel.COUNTRY, 54.8, -2.7),
        ("Idlib Governorate", "SY", PlaceLevel.ADMIN1, 35.8, 36.7),
        ("حلب", "SY", PlaceLevel.PLACE, 36.2, 37.2),
    ],
)
def test_the_world_is_known(
    world: Gazetteer, name: str, country: str, level: PlaceLevel, latitude: float, longitude: float
) -> None:
    place = first(world, name, country, level)
    assert place.latitude == pytest.approx(latitude, abs=0.2)
    assert place.longitude == pytest.approx(longitude, abs=0.2)


def test_an_exact_spelling_comes_before_its_variants(world: Gazetteer) -> None:
    assert fold(world.lookup("Luhanske")[0].name) == "luhanske"
    assert any(fold(place.name) == "luhansk" for place in world.lookup("Luhanske"))


@pytest.mark.parametrize(
    ("written", "country"),
    [("CAR", "CF"), ("Car", ""), ("US", "US"), ("U.S.", "US"), ("Us", ""), ("PNG", "PG"), ("png", ""), ("Chad", "TD")],
)
def test_a_countrys_acronym_is_written_in_capitals(world: Gazetteer, written: str, country: str) -> None:
    found = {place.country_code for place in world.lookup(written) if place.level is PlaceLevel.COUNTRY}
    assert found == ({country} if country else set())


def test_cities_stand_in_their_divisions(world: Gazetteer) -> None:
    place = first(world, "Binnish", "SY", PlaceLevel.PLACE)
    assert (place.admin1, place.country) == ("Idlib", "Syria")
    assert contains(first(world, "Idlib", "SY", PlaceLevel.ADMIN1), place)
    assert contains(first(world, "Syria", "SY", PlaceLevel.COUNTRY), place)
    assert not contains(first(world, "Homs", "SY", PlaceLevel.ADMIN1), place)
    assert not contains(place, place)


def test_distances(world: Gazetteer) -> None:
    paris = first(world, "Paris", "FR", PlaceLevel.PLACE)
    london = first(world, "London", "GB", PlaceLevel.PLACE)
    assert distance_km(paris, london) == pytest.approx(344, abs=5)
    assert distance_km(paris, Place("tx:x", "X", PlaceLevel.PLACE)) is None
    assert kilometres((0, 0), (0, 90)) == pytest.approx(10_007.5, abs=1)
    assert kilometres((0, 179.5), (0, -179.5)) == pytest.approx(111.2, abs=0.1)
    assert kilometres((36.2, 37.1), (36.2, 37.1)) == 0


def test_nearest_come_nearest_first(world: Gazetteer) -> None:
    names = [place.name for place in world.nearest(48.85, 2.35, 5)]
    assert len(names) == 5
    assert "Paris" in names
    assert world.nearest(0.0, -140.0, 3) == ()


def test_every_country_has_a_point(world: Gazetteer) -> None:
    assert len(world.countries()) > 190
    assert all(place.latitude is not None and place.country_code for place in world.countries())


@given(st.text(max_size=40))
def test_any_text_may_be_looked_up(world: Gazetteer, text: str) -> None:
    assert isinstance(world.lookup(text), tuple)


def write(folder: Path, *rows: str, header: str = HEADER) -> Path:
    path = folder / "places.csv"
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


GOOD = "Tel Example,,Tell Example; Tal Example,place,Idlib,,Syria,35.9,36.7,,a map,"


def test_no_file_is_no_rows(tmp_path: Path) -> None:
    assert read_places(tmp_path / "places.csv") == ()


def test_an_editors_row_is_read(tmp_path: Path) -> None:
    (place,) = read_places(write(tmp_path, GOOD))
    assert (place.place_id, place.names) == ("ed:tel-example", ("Tell Example", "Tal Example"))
    assert (place.latitude, place.longitude, place.publish_precision) == (35.9, 36.7, 1)


def test_names_borne_twice_are_told_apart(tmp_path: Path) -> None:
    rows = read_places(write(tmp_path, GOOD, GOOD.replace("Idlib", "Homs").replace("35.9", "34.7")))
    assert [row.place_id for row in rows] == ["ed:tel-example-idlib", "ed:tel-example-homs"]


def test_a_slug_tells_apart(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD + ",one", GOOD + ",two", header=HEADER + ",slug")
    assert [row.place_id for row in read_places(path)] == ["ed:one", "ed:two"]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (GOOD.replace("place,", "hamlet,"), "unknown level 'hamlet'"),
        (GOOD.replace("35.9", "north"), "latitude is no number"),
        (GOOD.replace("35.9", "95.9"), "latitude 95.9 lies outside -90..90"),
        (GOOD.replace("36.7", "-190"), "longitude -190 lies outside -180..180"),
        (GOOD.replace("36.7", "nan"), "longitude is no number"),
        (GOOD.replace("a map", ""), "no source"),
        (GOOD.replace(",,a map,", ",x1,a map,"), "geonames_id is no number"),
        (GOOD + "7", "unknown precision '7'"),
        (GOOD.replace("Tel Example", "", 1), "no name"),
        (GOOD + ",more", "13 cells where the header has 12"),
    ],
)
def test_a_faulty_row_is_named_with_its_line(tmp_path: Path, row: str, said: str) -> None:
    path = write(tmp_path, "Fine,,,place,Idlib,,Syria,35.1,36.1,,a map,", row)
    with pytest.raises(GazetteerError) as raised:
        read_places(path)
    (problem,) = raised.value.problems
    assert said in problem.message
    assert (problem.path, problem.line) == (path, 3)
    assert problem.remedy


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (HEADER.replace("precision", "exactness"), "the column 'precision' is missing"),
        (HEADER + ",colour", "unknown column 'colour'"),
        (HEADER + ",slug,slug", "the column 'slug' stands twice"),
    ],
)
def test_a_faulty_header_is_named(tmp_path: Path, header: str, said: str) -> None:
    with pytest.raises(GazetteerError, match=said):
        read_places(write(tmp_path, header=header))


def test_all_faults_are_told_at_once_and_duplicates_too(tmp_path: Path) -> None:
    twin = GOOD.replace(",,a map", ",77,a map")
    bad = GOOD.replace("place,", "hamlet,").replace("35.9", "x")
    with pytest.raises(GazetteerError) as raised:
        read_places(write(tmp_path, twin, twin, bad))
    told = "\n".join(problem.message for problem in raised.value.problems)
    for said in ("unknown level", "latitude is no number", "same place as line 2", "same geonames_id as line 2"):
        assert said in told


def test_an_editors_row_overrides_its_geonames_place(root: Path, tmp_path: Path, world: Gazetteer) -> None:
    known = first(world, "Binnish", "SY", PlaceLevel.PLACE)
    row = f"Bennish Town,,Binnish,place,Idlib,,Syria,35.95,36.71,{known.geonames_id},a map,2"
    mine = open_gazetteer(write(tmp_path, row), root / ".cache")
    found = [place for place in mine.lookup("Binnish") if place.country_code == "SY"]
    assert [place.place_id for place in found if place.level is PlaceLevel.PLACE] == ["ed:bennish-town"]
    assert found[0].publish_precision == 2


def test_an_editors_row_is_found_by_the_bases_names_too(root: Path, tmp_path: Path, world: Gazetteer) -> None:
    known = first(world, "Binnish", "SY", PlaceLevel.PLACE)
    row = f"Bennish Town,,,place,Idlib,,Syria,35.95,36.71,{known.geonames_id},a map,"
    mine = open_gazetteer(write(tmp_path, row), root / ".cache")
    assert next(p.place_id for p in mine.lookup("Binnish") if p.country_code == "SY") == "ed:bennish-town"


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Qalamoun,,,area,Rif Dimashq,,Syria,33.9,36.6,,a map,", "Qalamoun"),
        ("Golan Heights,,Golan,area,Quneitra,,Syria,33.0,35.8,,a map,", "Golan"),
        ("Eastern Ghouta,,East Ghouta,area,Rif Dimashq,,Syria,33.5,36.4,,a map,", "East Ghouta"),
        ("Idlib,,Idlib province,admin1,Idlib,,Syria,35.8,36.6,,a map,,mine", "Idlib province"),
    ],
)
def test_an_editors_region_stands_alone(root: Path, tmp_path: Path, row: str, name: str) -> None:
    header = HEADER + ",slug" if row.endswith("mine") else HEADER
    mine = open_gazetteer(write(tmp_path, row, header=header), root / ".cache")
    found = [p for p in mine.lookup(name) if p.level in (PlaceLevel.AREA, PlaceLevel.ADMIN1)]
    assert [place.source for place in found] == ["a map"]


def test_an_index_that_is_replaced_is_removed(tmp_path: Path) -> None:
    old, other, new = (tmp_path / name for name in ("base-old.sqlite", "SY-old.sqlite", "base-new.sqlite"))
    for path in (old, other, new):
        path.write_bytes(b"")
    forget(new, "base")
    assert sorted(tmp_path.iterdir()) == [other, new]
