"""Published tables back into typed rows: what was written comes back, and nothing heavy is imported for it."""

from __future__ import annotations

import csv
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_chronicle import sample

import chronicle
from chronicle.errors import ChronicleError
from chronicle.pages.exports import articles_rows, events_rows, extract_tables, places_rows, reports_rows, write_tables
from chronicle.pages.exports_cells import csv_text, read_csv, write_text
from chronicle.pages.exports_rows import EventRow, ReportRow


def test_what_was_written_comes_back(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path)
    tables = chronicle.load(tmp_path)
    assert list(tables.events) == events_rows(sample())
    assert list(tables.reports) == reports_rows(sample())
    assert list(tables.places) == places_rows(sample())
    assert list(tables.articles) == articles_rows(sample())
    assert [side.actor_id for side in tables.actors] == ["army", "militia", "civilians", "protesters"]
    assert tables.corrections == ()
    assert len(tables.version) == 12
    assert tables.events[0].date_start == date(1994, 2, 1)
    assert tables.events[0].actor1_kind == (1, 3)


def test_frames_are_typed_and_hold_what_the_rows_do(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path)
    tables = chronicle.load(tmp_path)
    events = tables.frames.events
    assert list(events.event_id) == [row.event_id for row in tables.events]
    kinds = {name: str(kind) for name, kind in events.dtypes.items()}
    assert (kinds["date_start"], kinds["fatalities_low"], kinds["latitude"]) == ("datetime64[s]", "Int64", "float64")
    assert events.fatalities_low.sum() == 3
    assert events.fatalities_low.isna().sum() == 7, "an unknown number is missing, never 0"
    assert events.date_start.isna().sum() == 1
    assert events.place.isna().sum() == 1
    assert events.explode("actor1").groupby("actor1").size()["Norland army"] == 6
    old = replace(tables, events=(replace(tables.events[0], date_start=date(1099, 7, 15)),))
    assert old.frames.events.date_start[0].year == 1099
    assert tables.frames.reports.shape == (9, 29)


def test_without_pandas_frames_say_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_tables(sample(), tmp_path)
    tables = chronicle.load(tmp_path)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(ChronicleError, match="need pandas"):
        _ = tables.frames


def test_a_version_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path)
    (tmp_path / "version.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ChronicleError, match=r"version\.json: names no version"):
        chronicle.load(tmp_path)


def test_what_extract_wrote_is_read_too(tmp_path: Path) -> None:
    extract_tables(sample(), tmp_path)
    tables = chronicle.load(str(tmp_path))
    assert len(tables.events) == len(sample().events)
    assert (tables.places, tables.articles) == ((), ())


texts = st.text(st.characters(blacklist_categories=("Cs",)))
parts = st.lists(st.text("ab '=+-@,\"\n\r\tنé", min_size=1), max_size=3).map(tuple)
numbers = st.none() | st.integers(0, 10**6)
degrees = st.none() | st.floats(-180, 180, allow_nan=False)


@given(title=texts, sides=parts, low=numbers, latitude=degrees, day=st.none() | st.dates())
def test_event_rows_survive_the_round_trip(
    tmp_path_factory: pytest.TempPathFactory,
    title: str,
    sides: tuple[str, ...],
    low: int | None,
    latitude: float | None,
    day: date | None,
) -> None:
    row = replace(
        events_rows(sample())[0], title=title, actor1=sides, fatalities_low=low, latitude=latitude, date_start=day
    )
    path = tmp_path_factory.getbasetemp() / "events.csv"
    write_text(path, csv_text(EventRow, [row, row]))
    assert read_csv(EventRow, path) == [row, row]


@given(quote=texts, start=st.integers(0, 10**7))
def test_report_rows_survive_the_round_trip(tmp_path_factory: pytest.TempPathFactory, quote: str, start: int) -> None:
    row = replace(reports_rows(sample())[0], quote=quote, start=start)
    path = tmp_path_factory.getbasetemp() / "reports.csv"
    write_text(path, csv_text(ReportRow, [row]))
    assert read_csv(ReportRow, path) == [row]


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(ChronicleError, match=r"events\.csv: no such table"):
        chronicle.load(tmp_path)


def test_a_broken_cell_is_named_with_its_line(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path)
    path = tmp_path / "events.csv"
    path.write_text(path.read_text("utf-8").replace("1994-02-01", "February"), encoding="utf-8")
    with pytest.raises(ChronicleError, match=r"events\.csv:2: .*February"):
        chronicle.load(tmp_path)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path)
    path = tmp_path / "events.csv"
    path.write_text(path.read_text("utf-8").replace("event_id,title", "event_id,headline", 1), encoding="utf-8")
    with pytest.raises(ChronicleError, match="columns missing: title"):
        chronicle.load(tmp_path)


def test_columns_that_an_older_build_did_not_have_are_empty(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path)
    path = tmp_path / "events.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows(row[:-2] for row in table)
    (tmp_path / "actors.csv").unlink()
    tables = chronicle.load(tmp_path)
    assert [row.actor1_ids for row in tables.events] == [()] * 8
    assert tables.events[0].title == events_rows(sample())[0].title
    assert tables.actors == ()


def test_later_columns_are_passed_over(tmp_path: Path) -> None:
    write_tables(sample(), tmp_path)
    path = tmp_path / "articles.csv"
    lines = path.read_text("utf-8").replace("\n", ",new\n", 1)
    path.write_text(lines, encoding="utf-8")
    assert [row.article_id for row in chronicle.load(tmp_path).articles][-1] == "wire-0"


def test_reading_loads_neither_pelican_nor_spacy(root: Path) -> None:
    heavy = "{'pelican', 'spacy', 'folium', 'pandas', 'numpy'}"
    check = f"found = {heavy} & set(sys.modules); sys.exit(str(found) if found else 0)"
    code = f"import sys; sys.path.insert(0, 'plugins'); import chronicle; chronicle.load; {check}"
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.stderr.strip(), done.returncode) == ("", 0)
