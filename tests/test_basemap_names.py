"""The Arabic names of the base map: Arabic and no other tongue in Arabic letters, and the town's own."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from chronicle.commands.basemap_names import likely_name
from chronicle.errors import LexiconError
from chronicle.gazetteer_arabic import UNSHOWN, map_names, press_names, read_map_names
from chronicle.gazetteer_sources import DATA


@pytest.mark.parametrize(
    ("name", "others", "taken"),
    [
        ("Haifa", ["جحفية", "حيفا", "حیفا"], "حيفا"),  # the first is another place
        ("Ankara", ["آنکارا", "آنقره", "أنقرة", "ئەنقەرە"], "أنقرة"),  # Persian, older, Arabic, Kurdish
        ("Irkutsk", ["ئىركۇتسك", "إيركوتسك"], "إيركوتسك"),
        ("Ar Raqqah", ["رقه", "الرقة"], "الرقة"),
        ("Surgut", ["سورغوت", "Sourgout", "苏尔古特"], "سورغوت"),
        ("Aleppo", ["حلب"], ""),  # rightly its name, but nothing in the letters says so: the table does
        ("Oslo", [], ""),
    ],
)
def test_the_likely_name(name: str, others: list[str], taken: str) -> None:
    assert likely_name(name, others) == taken


def test_the_table_has_what_letters_do_not_tell() -> None:
    assert map_names()[170063] == "حلب"


def test_the_base_map_has_the_names_of_the_press(root: Path) -> None:
    names = json.loads((root / "theme/static/basemap/levant.json").read_text(encoding="utf-8"))["names"]
    shown = {row[4] for row in names}
    assert {"Raqqa", "Palmyra", "Mosul", "Deir ez-Zor"} <= shown
    assert not {"Ar Raqqah", "Tadmur", "Judea and Samaria Area"} & shown
    assert [name for name in shown if re.search("[\u0101\u012b\u016b\u2018\u2019]", name)] == []
    assert UNSHOWN in press_names().values()


@pytest.mark.parametrize(
    ("row", "fault", "remedy"),
    [
        ("x1,Ar Raqqah,,Raqqa", "geonames_id is 'x1'", "geonames.org"),
        ("7,Ar Raqqah,,Raqqa", "7 stands twice", "keep one"),
        ("8,Ar Raqqah,Raqqa,", "name_ar is 'Raqqa'", "Arabic letters"),
        ("8,Ar Raqqah,,\u0627\u0644\u0631\u0642\u0629", "name_en is", "Latin letters"),
        ("8,Ar Raqqah,,", "names nothing", "fill name_ar or name_en"),
        ("8,Ar Raqqah", "2 values instead of 4", "quote values"),
    ],
)
def test_a_row_that_cannot_be_right_is_named(tmp_path: Path, row: str, fault: str, remedy: str) -> None:
    table = tmp_path / "map_names.csv"
    table.write_text(f"geonames_id,name,name_ar,name_en\n7,Tadmur,,Palmyra\n{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as error:
        read_map_names(table)
    said = str(error.value)
    assert all(part in said for part in (fault, remedy, "map_names.csv"))
    assert error.value.problems[0].line == 3


def test_the_base_map_names_towns_and_regions_in_both_languages(root: Path) -> None:
    names = json.loads((root / "theme/static/basemap/levant.json").read_text(encoding="utf-8"))["names"]
    said = {(row[0], row[4]): row[5:] for row in names}
    assert said["town", "Damascus"] == ["دمشق"]
    assert said["division", "Idlib"] == ["إدلب"]
    assert [name for (_, name), arabic in said.items() if not arabic] == []


def test_the_world_s_first_names_are_known_in_arabic_too(root: Path) -> None:
    names = json.loads((root / "theme/static/basemap/world.json").read_text(encoding="utf-8"))["names"]
    first = [bool(row[5:]) for row in names if row[1] <= 4]
    assert sum(first) > len(first) * 0.85


def test_the_table_is_one_row_a_place_and_arabic() -> None:
    with (DATA / "map_names.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    ids = [int(row["geonames_id"]) for row in rows]
    assert ids == sorted(set(ids))
    assert [row for row in rows if re.search("[A-Za-z]", row["name_ar"])] == []
