"""Every published file opened by somebody else's reader: they are valid, and say the same as one another."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import geopandas
import pandas
import pyarrow.parquet
import pytest
import shapely.geometry
from frictionless import validate
from sample_chronicle import HOSTILE, sample

from chronicle.model import Chronicle
from chronicle.pages import exports_parquet
from chronicle.pages.exports import DataOptions, Published, write_tables
from chronicle.pages.exports_cells import JOIN, undo
from chronicle.pages.exports_said import columns_of
from chronicle.pages.exports_tables import ACLED, CORE, GED, SCHEMA_VERSION

KINDS = {kind.name: kind for kind in (*CORE, ACLED, GED)}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def published(data: Path) -> Published:
    return write_tables(sample(), data, DataOptions(title="A chronicle", keeper="A. Keeper"))


@pytest.fixture(scope="module", autouse=True)
def made(published: Published) -> None:
    """Write before any test reads."""


def cells(data: Path, name: str) -> list[dict[str, Any]]:
    """Return a table of CSV as Python values, read without our reader: empty is None, texts are undone."""
    columns = {column.name: column for column in KINDS[name].columns}
    convert = {"string": undo, "date": str, "integer": int, "number": float}
    with (data / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    return [
        {
            key: None if text == "" else text if columns[key].is_list else convert[columns[key].type](text)
            for key, text in row.items()
        }
        for row in rows
    ]


def plain(text: str | None) -> str | None:
    return undo(text) if isinstance(text, str) else text


def test_the_package_is_valid(data: Path) -> None:
    report = validate(str(data / "datapackage.json"))
    assert report.valid, report.flatten(["title", "fieldName", "rowNumber", "note"])
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    resources = {resource["name"]: resource for resource in package["resources"]}
    assert {name for name, resource in resources.items() if "schema" in resource} == set(KINDS)
    for resource in resources.values():
        content = (data / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
    for name, kind in KINDS.items():
        schema = resources[name]["schema"]
        assert [field["name"] for field in schema["fields"]] == [column.name for column in kind.columns]
        assert schema["missingValues"] == [""]
        assert schema["primaryKey"] == kind.key[0]
    events = {field["name"]: field for field in resources["events"]["schema"]["fields"]}
    assert events["event_type"]["constraints"]["enum"][0] == "Battles"
    assert events["latitude"]["unit"] == "degrees (WGS 84)"
    assert events["fatalities_low"]["unit"] == "people"
    assert events["actor1"]["separator"] == JOIN
    assert package["licenses"][0]["name"] == "CC-BY-4.0"


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("events.csv", "Violence against civilians", "Violence", "constraint-error"),
        ("events.csv", "gn:101", "gn:102", "foreign-key"),
        ("events.csv", "1994-03-02", "2 March", "type-error"),
        ("events.csv", "\ne2,", "\ne1,", "primary-key"),
        ("reports.csv", ",wire-2,", ",wire-9,", "foreign-key"),
        ("acled.csv", "\ne2,", "\ne22,", "foreign-key"),
    ],
)
def test_a_broken_package_is_seen(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    write_tables(sample(), tmp_path, DataOptions(parquet=False))
    path = tmp_path / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    assert fault in {error[0] for error in validate(str(tmp_path / "datapackage.json")).flatten(["type"])}


def test_sqlite_holds_the_same_with_keys_and_search(data: Path) -> None:
    with closing(sqlite3.connect(data / "chronicle.sqlite")) as base:
        base.row_factory = sqlite3.Row
        assert base.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        for kind in CORE:
            rows = [dict(row) for row in base.execute(f"SELECT * FROM {kind.name}")]
            expected = cells(data, kind.name)
            lists = [column.name for column in kind.columns if column.is_list]
            for row in expected:
                row.update({name: plain(row[name]) for name in lists})
            assert rows == expected, kind.name
        found = base.execute(
            "SELECT place_id FROM places_fts JOIN places ON places.rowid = places_fts.rowid WHERE places_fts MATCH 'بارا'"
        )
        assert [row[0] for row in found] == ["gn:101"]
        keys = {row["table"] for row in base.execute("PRAGMA foreign_key_list(reports)")}
        assert keys == {"events", "articles"}
        assert (
            base.execute("EXPLAIN QUERY PLAN SELECT * FROM reports WHERE event_id = 'e1'")
            .fetchone()["detail"]
            .endswith("USING INDEX reports_event_id (event_id=?)")
        )
        said = dict(base.execute("SELECT key, value FROM about"))
        assert said["schema_version"] == SCHEMA_VERSION


def test_datasette_serves_the_database_as_it_is(data: Path) -> None:
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    from datasette.app import Datasette

    async def ask() -> tuple[Any, Any]:
        served = Datasette([str(data / "chronicle.sqlite")])
        searched = await served.client.get("/chronicle/events.json?_search=ash&_shape=array")
        page = await served.client.get("/chronicle/reports")
        return searched, page

    # In a thread of its own: the tests in a browser leave an event loop running in this one.
    with ThreadPoolExecutor(1) as apart:
        searched, page = apart.submit(asyncio.run, ask()).result()
    assert searched.status_code == page.status_code == 200
    assert {row["event_id"] for row in searched.json()} == {"e2", "e4"}
    assert "/chronicle/events/e1" in page.text, "a foreign key becomes a link"


def test_parquet_is_typed_and_holds_the_same(data: Path) -> None:
    for kind in CORE:
        table = pyarrow.parquet.read_table(data / f"{kind.name}.parquet")
        rows = table.to_pylist()
        expected = cells(data, kind.name)
        assert len(rows) == len(expected)
        for row, cell in zip(rows, expected, strict=True):
            for column in kind.columns:
                value = row[column.name]
                if column.is_list:
                    value = JOIN.join(map(str, value)) or None
                    cell[column.name] = plain(cell[column.name])
                elif column.type == "date" and value is not None:
                    value = value.isoformat()
                assert value == cell[column.name], (kind.name, column.name)
    schema = pyarrow.parquet.read_schema(data / "events.parquet")
    assert str(schema.field("date_start").type) == "date32[day]"
    assert str(schema.field("actor1_kind").type) == "list<element: int64>"
    assert str(schema.field("fatalities_low").type) == "int64"


def test_parquet_is_written_without_pandas(tmp_path: Path) -> None:
    """It takes 0.4 s and 40 MB to import, of which the build has no use."""
    code = (
        "import sys, pathlib\nfrom sample_chronicle import sample\n"
        "from chronicle.pages.exports import DataOptions, write_tables\n"
        "write_tables(sample(), pathlib.Path(sys.argv[1]), DataOptions())\n"
        "print(sorted({'pyarrow', 'pandas'} & sys.modules.keys()))"
    )
    paths = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "plugins")]
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {paths!r}\n{code}", str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "['pyarrow']"
    assert (tmp_path / "events.parquet").is_file()


def test_pandas_reads_the_tables_alike(data: Path) -> None:
    events = pandas.read_csv(data / "events.csv", keep_default_na=False, na_values=[""], parse_dates=["date_start"])
    typed = pandas.read_parquet(data / "events.parquet")
    assert list(events.columns) == list(typed.columns)
    assert events.fatalities_low.sum() == typed.fatalities_low.sum() == 3
    assert events.date_start.isna().tolist() == typed.date_start.isna().tolist()
    assert events.place.isna().sum() == 1


def test_geojson_opens_with_its_geometries(data: Path) -> None:
    frame = geopandas.read_file(data / "events.geojson")
    events = cells(data, "events")
    assert list(frame.event_id) == [row["event_id"] for row in events]
    for shape, row in zip(frame.geometry, events, strict=True):
        if row["latitude"] is None:
            assert shape is None
        else:
            assert (shape.x, shape.y) == (row["longitude"], row["latitude"])


def test_geojson_by_place_and_year_holds_their_events(data: Path) -> None:
    whole = {f["id"]: f for f in json.loads((data / "events.geojson").read_text(encoding="utf-8"))["features"]}
    events = cells(data, "events")
    for place in cells(data, "places"):
        slug = place["url"].split("/")[1]
        found = json.loads((data / "places" / f"{slug}.geojson").read_text(encoding="utf-8"))["features"]
        named = [
            r["event_id"]
            for r in events
            if place["place_id"] in (r["place_id"], *(r["further_place_ids"] or "").split(JOIN))
        ]
        assert [f["id"] for f in found] == named
        assert len(found) == place["events"]
        assert all(f == whole[f["id"]] for f in found)
    year = json.loads((data / "years" / "1994.geojson").read_text(encoding="utf-8"))["features"]
    assert [f["id"] for f in year] == [r["event_id"] for r in events if r["date_start"]]
    assert all(shapely.geometry.shape(f["geometry"]).is_valid for f in year if f["geometry"])


def test_texts_that_mean_harm_go_through_unharmed(data: Path) -> None:
    """A formula with quotes, a line break and Arabic, in all formats; defused in CSV only."""
    quote = next(row["quote"] for row in cells(data, "reports") if row["attribution"])
    assert quote == HOSTILE
    assert HOSTILE in set(pyarrow.parquet.read_table(data / "reports.parquet").column("quote").to_pylist())
    with closing(sqlite3.connect(data / "chronicle.sqlite")) as base:
        assert base.execute("SELECT count(*) FROM reports WHERE quote = ?", (HOSTILE,)).fetchone()[0] == 1
    publishers = json.loads((data / "events.geojson").read_text(encoding="utf-8"))["features"][0]["properties"][
        "publishers"
    ]
    assert publishers[0].startswith('=HYPERLINK("http')
    frame = pandas.read_csv(data / "reports.csv", keep_default_na=False)
    undone = frame.quote.str.replace(r"^'('*[=+\-@\t\r\n＝＋－＠])", r"\1", regex=True)
    assert HOSTILE.replace("\x00", "") in {text.replace("\x00", "") for text in undone}


def test_the_zip_holds_every_file(data: Path, published: Published) -> None:
    with zipfile.ZipFile(data / published.whole.name) as archive:
        assert archive.testzip() is None
        held = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name.partition("/")[0] for name in archive.namelist()} == {f"chronicle-data-{published.version}"}
    assert set(held) == {file.name for file in published.files}
    assert all(held[name] == (data / name).read_bytes() for name in held)


def test_equal_content_has_an_equal_version_and_leaves_the_files_alone(data: Path, published: Published) -> None:
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()}
    again = write_tables(sample(), data, DataOptions(title="A chronicle", keeper="A. Keeper"))
    assert again == published
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*") if path.is_file()} == before
    assert json.loads((data / "version.json").read_text(encoding="utf-8"))["version"] == published.version


def test_other_content_has_another_version_and_nothing_goes_stale(tmp_path: Path) -> None:
    first = write_tables(sample(), tmp_path)
    less = Chronicle(sample().events[:1], sample().articles, (), None)
    second = write_tables(less, tmp_path)
    assert first.version != second.version
    assert [path.name for path in (tmp_path / "places").iterdir()] == ["barra-101.geojson"]


def test_without_pyarrow_there_is_no_parquet_and_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tables(sample(), tmp_path)
    monkeypatch.setattr(exports_parquet.importlib.util, "find_spec", lambda name: None)
    published = write_tables(sample(), tmp_path)
    assert list(tmp_path.glob("*.parquet")) == []
    assert [file.name for file in published.files if "parquet" in file.name] == []
    assert "parquet" not in (tmp_path / "datapackage.json").read_text(encoding="utf-8").casefold()
    assert validate(str(tmp_path / "datapackage.json")).valid


def test_every_column_is_explained_and_has_an_example(published: Published) -> None:
    names = {file.name: file for file in published.files}
    for name, kind in KINDS.items():
        shown = names[f"{name}.csv"].columns
        assert [column.column for column in shown] == list(columns_of(kind.row))
        assert all(len(column.column.meaning) > 3 for column in shown)
    examples = {column.column.name: column.example for column in names["events.csv"].columns}
    assert examples["date_start"] == "1994-02-01"
    assert examples["actor1"] == "Norland army; Vale, Hill Militia"
    assert [name for name, example in examples.items() if not example] == ["injured_best", "injured_high"]
