"""The Arabic names of the base map: Arabic and no other tongue in Arabic letters, and the town's own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chronicle.commands.basemap_names import likely_name, written_names


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
    assert written_names()[170063] == "حلب"


def test_the_base_map_names_towns_and_regions_in_both_languages(root: Path) -> None:
    names = json.loads((root / "theme/static/basemap/levant.json").read_text(encoding="utf-8"))["names"]
    said = {(row[0], row[4]): row[5:] for row in names}
    assert said["town", "Damascus"] == ["دمشق"]
    assert said["division", "Idlib"] == ["إدلب"]
    for layer in ("town", "division"):
        known = [bool(arabic) for (kind, _), arabic in said.items() if kind == layer]
        assert sum(known) > len(known) * 0.6
