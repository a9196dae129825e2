"""The sample chronicle's content: places, sides and dispatches are whole, plausible and agree with the calendar."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from chronicle.gazetteer_editor import read_places
from chronicle.geo import distance_km
from chronicle.model import Place, PlaceLevel
from chronicle.nlp.actors_lexicon import load_actors

ROOT = Path(__file__).resolve().parents[1]
PLACES = ROOT / "content" / "chronicle" / "places.csv"
ACTORS = ROOT / "content" / "chronicle" / "actors.csv"
ARTICLES = sorted((ROOT / "content" / "articles").glob("*.md"))
GOVERNORATES = frozenset(
    {"Aleppo", "Damascus", "Daraa", "Deir ez-Zor", "Hama", "Hasakah", "Homs"}
    | {"Idlib", "Latakia", "Quneitra", "Raqqa", "Rif Dimashq", "Suwayda", "Tartus"}
)
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
ARABIC = re.compile("[\u0621-\u064a]")
FAR_KM = 150
"""Homs reaches 140 km past its last town, to Rukban in the desert; no other governorate needs half of it."""


@pytest.fixture(scope="module")
def places() -> tuple[Place, ...]:
    return read_places(PLACES)


def _metadata(path: Path) -> tuple[dict[str, str], str]:
    head, body = path.read_text(encoding="utf-8").split("\n\n", 1)
    return dict(line.split(": ", 1) for line in head.splitlines()), body


def test_every_place_lies_in_syria_and_says_where_its_coordinates_come_from(places: tuple[Place, ...]) -> None:
    wrong = [
        p.name
        for p in places
        if p.latitude is None
        or p.longitude is None
        or not (32.2 < p.latitude < 37.4 and 35.6 < p.longitude < 42.5)
        or p.country != "Syria"
        or p.admin1 not in GOVERNORATES
        or not ARABIC.search(p.name_ar)
        or not p.source.startswith(("GeoNames", "OCHA", "airportsdata", "placed by map reading", "area ", "mean of "))
    ]
    assert not wrong
    assert len(places) >= 400


def test_every_governorate_has_its_row_and_its_places(places: tuple[Place, ...]) -> None:
    assert {p.name for p in places if p.level is PlaceLevel.ADMIN1} == GOVERNORATES
    assert min(Counter(p.admin1 for p in places).values()) >= 5


def test_every_place_lies_near_others_of_its_governorate(places: tuple[Place, ...]) -> None:
    towns = [p for p in places if p.geonames_id]
    far = []
    for place in places:
        near = [distance_km(place, t) for t in towns if t is not place and t.admin1 == place.admin1]
        limit = FAR_KM if place.admin1 == "Homs" else FAR_KM / 2
        if place.level is not PlaceLevel.ADMIN1 and near and min(d for d in near if d is not None) > limit:
            far.append(place.name)
    assert not far


def test_no_two_places_of_a_governorate_share_a_name_or_lie_on_each_other(places: tuple[Place, ...]) -> None:
    names = Counter((p.name, p.admin1, p.level is PlaceLevel.ADMIN1) for p in places)
    assert not [name for name, times in names.items() if times > 1]
    points = Counter((p.latitude, p.longitude) for p in places if p.level is PlaceLevel.PLACE)
    assert not [point for point, times in points.items() if times > 1]


def test_no_spelling_stands_twice_in_one_row(places: tuple[Place, ...]) -> None:
    for place in places:
        spellings = [name.casefold() for name in (place.name, *place.names)]
        assert len(spellings) == len(set(spellings)), place.name


@pytest.mark.parametrize(
    ("name", "governorate", "latitude", "longitude"),
    [
        ("Khan Touman", "Aleppo", 36.12, 37.05),
        ("al-Nayrab", "Aleppo", 36.17, 37.23),
        ("Nayrab", "Idlib", 35.87, 36.72),
        ("Kafrnaha", "Aleppo", 36.18, 36.93),
        ("Zahraa", "Homs", 34.73, 36.74),
        ("Palmyra", "Homs", 34.56, 38.28),
    ],
)
def test_namesakes_are_kept_apart(
    places: tuple[Place, ...], name: str, governorate: str, latitude: float, longitude: float
) -> None:
    found = [p for p in places if p.name == name and p.admin1 == governorate and p.level is not PlaceLevel.ADMIN1]
    assert len(found) == 1
    wanted = Place("x", name, PlaceLevel.PLACE, latitude=latitude, longitude=longitude)
    distance = distance_km(found[0], wanted)
    assert distance is not None
    assert distance < 5


def test_no_spelling_names_two_sides() -> None:
    load_actors(ACTORS)
    owners: dict[str, str] = {}
    with ACTORS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) >= 60
    for row in rows:
        assert ARABIC.search(row["name_ar"]), row["actor_id"]
        for spelling in (row["name"], *row["aliases"].split("; ")):
            assert owners.setdefault(spelling.casefold(), row["actor_id"]) == row["actor_id"], spelling


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_a_dispatch_says_what_it_retells(path: Path) -> None:
    head, body = _metadata(path)
    assert list(head) == ["Title", "Date", "Publisher", "Retells"]
    assert path.name.startswith(head["Date"])
    publisher, told = head["Retells"].rsplit(", ", 1)
    assert publisher == head["Publisher"]
    assert date.fromisoformat(told) == date.fromisoformat(head["Date"])
    assert 150 <= len(body.split()) <= 350
    assert not re.search(r"[^\S\n]\n|\n{3,}|  ", body)


def test_the_dispatches_span_the_war_and_several_publishers() -> None:
    heads = [_metadata(path)[0] for path in ARTICLES]
    assert len(heads) >= 24
    assert {head["Date"][:4] for head in heads} >= {"2016", "2017", "2018", "2019", "2020", "2022", "2023", "2024"}
    assert len({head["Publisher"] for head in heads}) >= 5


@pytest.mark.parametrize(
    ("stem", "weekday", "day"),
    [
        ("2016-05-08-khan-touman-air-raids", "Thursday", "2016-05-05"),
        ("2016-05-08-aleppo-truce-frays", "Wednesday", "2016-05-04"),
        ("2016-08-12-manbij-last-fighters-leave", "Friday", "2016-08-12"),
        ("2016-09-18-deir-ez-zor-strike-toll", "Saturday", "2016-09-17"),
        ("2016-09-20-urum-al-kubra-convoy", "Monday", "2016-09-19"),
        ("2017-02-24-susyan-car-bomb", "Thursday", "2017-02-23"),
        ("2017-04-05-khan-sheikhoun-toll", "Tuesday", "2017-04-04"),
        ("2017-04-16-rashidin-toll", "Saturday", "2017-04-15"),
        ("2017-05-11-tabqa-dam", "Wednesday", "2017-05-10"),
        ("2018-02-20-eastern-ghouta-bombardment", "Monday", "2018-02-19"),
        ("2018-04-08-douma-chemical-claims", "Saturday", "2018-04-07"),
        ("2018-07-26-suwayda-burials", "Wednesday", "2018-07-25"),
        ("2019-01-17-manbij-restaurant", "Wednesday", "2019-01-16"),
        ("2019-10-13-peace-spring-fifth-day", "Saturday", "2019-10-12"),
        ("2020-02-28-balyun-strike", "Thursday", "2020-02-27"),
        ("2020-03-06-moscow-ceasefire", "Thursday", "2020-03-05"),
        ("2022-01-22-ghwayran-prison", "Thursday", "2022-01-20"),
        ("2023-02-18-sukhnah-truffle-gatherers", "Friday", "2023-02-17"),
        ("2023-07-28-sayyida-zeinab-motorcycle-bomb", "Tuesday", "2023-07-25"),
        ("2024-04-02-damascus-consulate-toll", "Monday", "2024-04-01"),
        ("2024-11-28-aleppo-offensive-air-raids", "Wednesday", "2024-11-27"),
        ("2024-12-08-damascus-assad-flees", "Saturday", "2024-12-07"),
    ],
)
def test_the_weekdays_of_a_dispatch_agree_with_the_calendar(stem: str, weekday: str, day: str) -> None:
    head, body = _metadata(ROOT / "content" / "articles" / f"{stem}.md")
    told = date.fromisoformat(day)
    assert WEEKDAYS[told.weekday()] == weekday
    assert weekday in body
    assert 0 <= (date.fromisoformat(head["Date"]) - told).days < 7
