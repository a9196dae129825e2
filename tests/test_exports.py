"""The published tables: columns, codes, agreement with each other, and text that means harm."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_chronicle import ARMY, BARRA, HOSTILE, MARCHERS, MILITIA, MOUNT, VILLAGERS, event, report, sample

from chronicle.model import Chronicle, Count, SubEventType
from chronicle.pages.exports import extract_tables, report_ids, reports_rows, write_tables
from chronicle.pages.exports_build import civilian_targeting, disorder_types
from chronicle.pages.exports_cells import columns, defuse, undo
from chronicle.pages.exports_rows import ReportRow

EVENTS = (
    "event_id,title,date_start,date_end,date_precision,date_basis,event_type,sub_event_type,disorder_type,"
    "civilian_targeting,actor1,actor1_kind,actor2,actor2_kind,place_id,place,admin1,country,latitude,longitude,"
    "geo_precision,fatalities_low,fatalities_best,fatalities_high,injured_low,injured_best,injured_high,reports,"
    "publishers,grade,url"
)
REPORTS = (
    "report_id,event_id,article_id,publisher,published,quote,start,end,assertion,attribution,date_text,place_text,url"
)
PLACES = "place_id,name,name_ar,admin1,country,latitude,longitude,level,geonames_id,events,url"
ARTICLES = "article_id,title,publisher,published,url,events"
TABLES = ("events", "reports", "places", "articles", "actors", "corrections")
FILES = sorted(
    [
        *(f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")),
        *("acled.csv", "ged.csv", "events.geojson", "chronicle.sqlite"),
        *("datapackage.json", "version.json", "chronicle-data.zip"),
    ]
)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    write_tables(sample(), folder)
    return folder


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def by_id(folder: Path) -> dict[str, dict[str, str]]:
    return {row["event_id"]: row for row in rows(folder, "events")}


@pytest.mark.parametrize(
    ("name", "columns"), [("events", EVENTS), ("reports", REPORTS), ("places", PLACES), ("articles", ARTICLES)]
)
def test_the_fixed_columns_come_first_and_in_order(data: Path, name: str, columns: str) -> None:
    text = (data / f"{name}.csv").read_text(encoding="utf-8")
    assert text.splitlines()[0].startswith(columns)
    width = len(text.splitlines()[0].split(","))
    assert all(None not in row and len(row) == width and None not in row.values() for row in rows(data, name))


def test_two_runs_give_the_same_bytes_with_line_feeds(data: Path, tmp_path: Path) -> None:
    write_tables(sample(), tmp_path)
    names = sorted(path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())
    assert [name for name in names if "/" not in name] == FILES
    for name in names:
        assert (data / name).read_bytes() == (tmp_path / name).read_bytes(), name
    assert b"\r" not in (data / "events.csv").read_bytes()


def test_values_are_written_as_known(data: Path) -> None:
    events = by_id(data)
    assert (events["e1"]["date_start"], events["e1"]["date_end"]) == ("1994-02-01", "1994-02-28")
    assert events["e1"]["date_precision"] == "4"
    assert [events["e2"][f"fatalities_{bound}"] for bound in ("low", "best", "high")] == ["3", "4", "6"]
    assert [events["e2"][f"injured_{bound}"] for bound in ("low", "best", "high")] == ["10", "", ""]
    assert (events["e2"]["latitude"], events["e2"]["longitude"], events["e2"]["geo_precision"]) == (
        "-12.5",
        "-70.25",
        "2",
    )
    assert (events["e4"]["date_start"], events["e4"]["date_precision"], events["e4"]["date_basis"]) == ("", "", "")
    assert (events["e4"]["further_places"], events["e4"]["further_place_ids"]) == ("Mount Ash", "ed:mount-ash")
    assert (events["e6"]["place"], events["e6"]["latitude"], events["e6"]["geo_precision"]) == ("", "", "")
    assert events["e5"]["url"] == "events/e5/"


def test_sides_that_act_together_are_joined_with_their_kinds(data: Path) -> None:
    row = by_id(data)["e1"]
    assert row["actor1"].split("; ") == ["Norland army", "Vale, Hill Militia"]
    assert row["actor1_kind"].split("; ") == ["1", "3"]


def test_no_position_is_no_position(data: Path) -> None:
    events = by_id(data)
    assert {(events[key]["latitude"], events[key]["longitude"]) for key in ("e6", "e7", "e8")} == {("", "")}
    geometry = {f["id"]: f["geometry"] for f in json.loads((data / "events.geojson").read_text("utf-8"))["features"]}
    assert [geometry[key] for key in ("e6", "e7", "e8")] == [None, None, None]


def test_geojson_follows_rfc_7946_and_agrees_with_the_csv(data: Path) -> None:
    collection = json.loads((data / "events.geojson").read_text(encoding="utf-8"))
    assert set(collection) == {"type", "features"}
    assert collection["type"] == "FeatureCollection"
    events = by_id(data)
    assert [feature["id"] for feature in collection["features"]] == list(events)
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["type"] == "Feature"
        row, properties = events[feature["id"]], feature["properties"]
        assert set(properties) == set(row)
        if feature["geometry"] is None:
            assert row["latitude"] == ""
            continue
        longitude, latitude = feature["geometry"]["coordinates"]
        assert feature["geometry"]["type"] == "Point"
        assert -180 <= longitude <= 180
        assert -90 <= latitude <= 90
        assert (float(row["longitude"]), float(row["latitude"])) == (longitude, latitude)
        assert properties["fatalities_best"] == (int(row["fatalities_best"]) if row["fatalities_best"] else None)
        assert "; ".join(properties["actor1"]) == row["actor1"]


def test_the_numbers_of_the_tables_agree(data: Path) -> None:
    events, reports = rows(data, "events"), rows(data, "reports")
    assert {row["event_id"]: int(row["reports"]) for row in events} == {
        row["event_id"]: sum(r["event_id"] == row["event_id"] for r in reports) for row in events
    }
    assert len({row["report_id"] for row in reports}) == len(reports)
    articles = {row["article_id"]: int(row["events"]) for row in rows(data, "articles")}
    assert articles == {
        name: len({r["event_id"] for r in reports if r["article_id"] == name})
        for name in ("wire-1", "wire-2", "wire-0")
    }
    places = {row["place_id"]: int(row["events"]) for row in rows(data, "places")}
    for place_id, number in places.items():
        named = [row for row in events if place_id in (row["place_id"], *row["further_place_ids"].split("; "))]
        assert number == len(named)


def test_a_report_says_where_it_stands_and_whose_words_it_retells(data: Path) -> None:
    row = next(row for row in rows(data, "reports") if row["event_id"] == "e1")
    assert row["url"] == f"events/e1/#{row['report_id']}"
    assert row["retells"] == "First Wire, 3 March 1994"
    assert row["published"] == "1994-03-03"
    denial = next(row for row in rows(data, "reports") if row["assertion"] == "denied")
    assert (denial["event_id"], denial["source_url"]) == ("e3", "https://wire.example/2")
    assert by_id(data)["e3"]["publishers"].endswith("; Second Wire")


def test_a_report_gives_its_own_values(data: Path) -> None:
    row = next(row for row in rows(data, "reports") if row["event_id"] == "e4")
    assert (row["sub_event_type"], row["date_start"], row["fatalities_low"]) == ("Attack", "", "")
    told = report("wire-1", 9, SubEventType.SHELLING, fatalities=Count(3, 4, 6), place=BARRA, actor2=(VILLAGERS,))
    (made,) = reports_rows(Chronicle((event("e", SubEventType.SHELLING, told),), sample().articles, (), None))
    assert (made.fatalities_low, made.fatalities_high, made.place, made.actor2) == (3, 6, "Barra", ("civilians",))


def test_a_withheld_report_gives_publisher_and_day_only() -> None:
    told = report("wire-2", 0, SubEventType.SHELLING, "", fatalities=Count(3, 4, 6), place=BARRA, actor2=(VILLAGERS,))
    (made,) = reports_rows(Chronicle((event("e", SubEventType.SHELLING, told),), sample().articles, (), None))
    known = {name: value for name in columns(ReportRow) if (value := getattr(made, name)) not in ("", None, (), 0)}
    assert set(known) == {"report_id", "event_id", "article_id", "publisher", "published", "assertion", "url"}


def test_sides_are_listed_with_their_ids(data: Path) -> None:
    sides = {row["actor_id"]: row for row in rows(data, "actors")}
    for event_row in rows(data, "events"):
        for side in ("actor1", "actor2"):
            ids = [key for key in event_row[f"{side}_ids"].split("; ") if key]
            assert "; ".join(sides[key]["name"].replace(";", ",") for key in ids) == event_row[side]
            assert "; ".join(sides[key]["kind"] for key in ids) == event_row[f"{side}_kind"]
    assert sides["army"]["events"] == str(sum("army" in r["actor1_ids"].split("; ") for r in rows(data, "events")))


def test_a_further_report_changes_no_id() -> None:
    first = report("wire-1", 9, SubEventType.SHELLING)
    second = report("wire-2", 9, SubEventType.SHELLING)
    alone, both = event("e", SubEventType.SHELLING, first), event("e", SubEventType.SHELLING, second, first)
    assert report_ids(alone)[0] == report_ids(both)[1]
    assert len(set(report_ids(event("e", SubEventType.SHELLING, first, first)))) == 2


def test_no_cell_runs_as_a_formula_and_numbers_stay_numbers(data: Path) -> None:
    numbers = ("latitude", "longitude")
    for name in ("events", "reports", "places", "articles"):
        for row in rows(data, name):
            for column, cell in row.items():
                assert column in numbers or not cell.startswith(("=", "+", "-", "@", "\t", "\r")), (name, column, cell)
    harmed = next(row for row in rows(data, "reports") if row["attribution"])
    assert (harmed["quote"], harmed["attribution"], harmed["place_text"]) == (f"'{HOSTILE}", "'@who", "'+x")


@given(st.text())
def test_defusing_can_be_undone(text: str) -> None:
    assert undo(defuse(text)) == text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        *[(text, f"'{text}") for text in ("=1+1", "-12", "+963", "@SUM", "\tx", "\rx", "＝1", "'=x")],
        *[(text, text) for text in ("'quoted'", "a=b", "", "1-2")],
    ],
)
def test_cells_are_defused_after_owasp(text: str, cell: str) -> None:
    assert defuse(text) == cell


@pytest.mark.parametrize(
    ("kind", "disorder"),
    [
        (SubEventType.ARMED_CLASH, ("Political violence",)),
        (SubEventType.SHELLING, ("Political violence",)),
        (SubEventType.ABDUCTION, ("Political violence",)),
        (SubEventType.PEACEFUL_PROTEST, ("Demonstrations",)),
        (SubEventType.PROTEST_INTERVENTION, ("Demonstrations",)),
        (SubEventType.EXCESSIVE_FORCE, ("Political violence", "Demonstrations")),
        (SubEventType.VIOLENT_DEMONSTRATION, ("Demonstrations",)),
        (SubEventType.MOB_VIOLENCE, ("Political violence",)),
        (SubEventType.ARRESTS, ("Strategic developments",)),
    ],
)
def test_disorder_types_are_acleds(kind: SubEventType, disorder: tuple[str, ...]) -> None:
    assert disorder_types(kind) == disorder


@pytest.mark.parametrize(
    ("kind", "actor2", "targeted"),
    [
        (SubEventType.ATTACK, (), True),
        (SubEventType.SHELLING, (VILLAGERS,), True),
        (SubEventType.SHELLING, (VILLAGERS, MILITIA), False),
        (SubEventType.SHELLING, (), False),
        (SubEventType.GRENADE, (MARCHERS,), True),
        (SubEventType.EXCESSIVE_FORCE, (MARCHERS,), True),
        (SubEventType.PEACEFUL_PROTEST, (VILLAGERS,), False),
        (SubEventType.MOB_VIOLENCE, (VILLAGERS,), True),
        (SubEventType.MOB_VIOLENCE, (ARMY,), False),
        (SubEventType.ARMED_CLASH, (VILLAGERS,), False),
        (SubEventType.ARRESTS, (VILLAGERS,), False),
    ],
)
def test_civilians_are_targeted_where_they_are_the_only_target(kind: SubEventType, actor2: Any, targeted: bool) -> None:
    assert civilian_targeting(event("e", kind, actor2=actor2)) == ("Civilian targeting" if targeted else "")


def test_extract_writes_two_tables_without_addresses(tmp_path: Path) -> None:
    extract_tables(sample(), tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["events.csv", "reports.csv"]
    assert {row["url"] for name in ("events", "reports") for row in rows(tmp_path, name)} == {""}
    assert len(rows(tmp_path, "events")) == len(sample().events)


def test_places_and_articles_are_listed_with_their_sources(data: Path) -> None:
    places = {row["place_id"]: row for row in rows(data, "places")}
    assert places[BARRA.place_id]["name_ar"] == "بارا"
    assert places[MOUNT.place_id]["coordinates_from"] == "a survey"
    assert [row["article_id"] for row in rows(data, "articles")] == ["wire-1", "wire-2", "wire-0"]
