"""Numbers and days in what editors keep: what Python reads as one and no editor means is an error, with its line."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.commands.basemap import run as basemap
from chronicle.commands.extract_lines import read_lines
from chronicle.commands.review_snippets import ticked
from chronicle.errors import AddressError, ChronicleError, GazetteerError, LexiconError, Problem, SettingsError
from chronicle.events.addresses_table import HEADER, read_table
from chronicle.gazetteer_dump import dump_entries, import_dump
from chronicle.gazetteer_editor import COLUMNS, read_places
from chronicle.geo import degrees
from chronicle.nlp.actors_lexicon import load_actors
from chronicle.pages.source_file import split_file, to_article
from chronicle.settings import Settings, load_settings
from chronicle.sources.found import Raw
from chronicle.sources.table import read_csv
from chronicle.termfile import long_cells, read_terms

NO_NUMBERS = [
    "6_1.2",
    "nan",
    "inf",
    "-inf",
    "1e1",
    "３６",
    "٣٦",
    "0x10",
    "36,2",
    "36°",
    "1_0",
    "²",
    "٣",
    "9" * 5000,
    "",
    "+",
]


@pytest.mark.parametrize(
    ("text", "found"),
    [("36.2021", 36.2021), ("-7", -7.0), ("+90", 90.0), ("0", 0.0), ("90.1", None), ("-90.0001", None), ("1.", None)],
)
def test_degrees_are_written_in_decimals(text: str, found: float | None) -> None:
    assert degrees(text, 90) == found


@given(st.text(st.characters(categories=["Nd", "Nl", "No"], include_characters="+-._eEinfa "), max_size=9))
def test_degrees_are_of_ascii_digits_or_none(text: str) -> None:
    value = degrees(text, 180)
    assert value is None or (text.isascii() and set(text) <= set("0123456789.+-") and -180 <= value <= 180)


@pytest.mark.parametrize("number", NO_NUMBERS)
def test_a_place_whose_numbers_are_none(tmp_path: Path, number: str) -> None:
    path = tmp_path / "places.csv"
    good = dict.fromkeys(COLUMNS, "") | {"name": "Kaf", "level": "place", "source": "map"}
    columns = ("latitude", "longitude") if number == "" else ("latitude", "longitude", "geonames_id", "precision")
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        for column in columns:
            writer.writerow(good | {"latitude": "1", "longitude": "2"} | {column: number, "name": f"Kaf {column}"})
    with pytest.raises(GazetteerError) as caught:
        read_places(path)
    assert [problem.line for problem in caught.value.problems] == list(range(2, 2 + len(columns)))


def dump_row(**cells: str) -> str:
    row = [""] * 19
    row[0], row[1], row[4], row[5], row[6], row[7], row[8], row[14] = "5", "Kaf", "1", "2", "P", "PPL", "SY", "7"
    for at, cell in cells.items():
        row[int(at[1:])] = cell
    return "\t".join(row) + "\n"


@pytest.mark.parametrize("number", [number for number in NO_NUMBERS if number])
def test_a_dump_whose_numbers_are_none(tmp_path: Path, number: str) -> None:
    (tmp_path / "good.txt").write_text(dump_row())
    assert import_dump(tmp_path / "good.txt", tmp_path, "SY") == 1
    (entry,) = dump_entries(tmp_path / "SY.txt")
    assert entry.place.latitude == 1.0
    for at in ("c4", "c5", "c14"):
        text = dump_row() + dump_row(**{at: number})
        (tmp_path / "bad.txt").write_text(text)
        with pytest.raises(GazetteerError, match=r"bad.txt:2: no "):
            import_dump(tmp_path / "bad.txt", tmp_path, "SY")
        (tmp_path / "SY.txt").write_text(text)  # damaged where it is kept
        with pytest.raises(GazetteerError, match=r"SY.txt:2: no .*import it again"):
            list(dump_entries(tmp_path / "SY.txt"))
    (tmp_path / "SY.txt").write_text(dump_row() + "Kaf\n")
    with pytest.raises(GazetteerError, match="1 columns where a dump has 19"):
        list(dump_entries(tmp_path / "SY.txt"))


@pytest.mark.parametrize("kind", ["٤", "４", "004", "4.0", "0", "9", "4_0", "²"])
def test_a_side_whose_kind_is_none(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "actors.csv"
    path.write_text(f"actor_id,name,kind,country,name_ar,aliases\nx,X,{kind},,,\n")
    with pytest.raises(LexiconError, match=r"actors.csv:2: kind is"):
        load_actors(path)


@pytest.mark.parametrize("number", [*NO_NUMBERS, "0", "-1", "1234567890"])
def test_an_address_whose_round_is_none(tmp_path: Path, number: str) -> None:
    path = tmp_path / "addresses.csv"
    path.write_text(f"{','.join(HEADER)}\na-b,,,,c-d,{number}\n")
    with pytest.raises(AddressError, match=r"addresses.csv:2: "):
        read_table(path)


NO_DAYS = [
    "20160508",
    "2016-W18-7",
    "２０１６-05-08",
    "٢٠١٦-05-08",
    "2016-5-8",
    "08.05.2016",
    "2016-02-30",
    "2016-05-08T25:00",
]


@pytest.mark.parametrize("day", [*NO_DAYS, "0001-01-01"])
def test_days_that_are_none(tmp_path: Path, day: str) -> None:
    source = split_file(Path("a.md"), f"Date: {day}\nPublisher: Coast Post\n\nShells fell.".encode())
    to_article(source, Settings(tmp_path, tmp_path, tmp_path))
    assert [problem.line for problem in source.problems] == [1]
    lines = tmp_path / "in.jsonl"
    lines.write_text(f'{{"id": "a", "date": "{day}", "text": "Shells fell."}}\n')
    assert len(list(read_lines(lines).messages())) == 1
    with pytest.raises(SettingsError, match="CHRONICLE_AS_OF"):
        load_settings({"CHRONICLE_AS_OF": day}, tmp_path)


def test_settings_that_no_calendar_holds(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="BLUR_RECENT_DAYS"):
        load_settings({"CHRONICLE_BLUR_RECENT_DAYS": 10**9}, tmp_path)
    assert load_settings({"CHRONICLE_AS_OF": "2016-05-08"}, tmp_path).as_of == date(2016, 5, 8)


@pytest.mark.parametrize(
    "box", ["3_5,32,42,37", "nan,32,42,37", "35,32,42", "35,32,42,37,1", "３５,32,42,37", "42,32,35,37"]
)
def test_a_box_that_is_none(tmp_path: Path, box: str) -> None:
    with pytest.raises(ChronicleError, match="is no box"):
        basemap("x", box, tmp_path)


def test_a_quotation_mark_that_is_never_closed(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text('word\n"a' + "b," * 80_000)
    # The bound is the process's, and libraries raise it
    with long_cells(131_072):
        with pytest.raises(LexiconError, match=r"words.csv:2: is no CSV from here on: .*close the quotation mark"):
            read_terms(path, ("word",))
        with pytest.raises(ChronicleError, match="cannot be read as CSV"):
            ticked(path)


def test_a_long_cell_is_read_and_changes_nothing_for_others() -> None:
    before = csv.field_size_limit()
    found = list(read_csv(Raw(f"text,date\n{'word ' * 100_000},2016-05-08\nb,c\n".encode())))
    assert not any(isinstance(one, Problem) for one in found)
    assert csv.field_size_limit() == before
