"""The list of place names that no list knows: what it says, and that it is the editor's alone."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from chronicle.model import AnalysedArticle, Article, Chronicle, Place, PlaceLevel, PlaceMention, Span
from chronicle.pages.unknown_places import write_unknown

TEXT = "Shells fell on Ostrovitsa and on Ostrovitsa again, and on Goma."
UNKNOWN = Place("tx:ostrovitsa-zadar", "Ostrovitsa", PlaceLevel.PLACE, country="Croatia", admin1="Zadar", source="text")
KNOWN = Place("gn:216281", "Goma", PlaceLevel.PLACE, country="DR Congo", source="geonames")


def mention(place: Place, start: int) -> PlaceMention:
    return PlaceMention(Span(start, start + len(place.name)), place.name, place, 3)


def chronicle(text: str, *places: PlaceMention) -> Chronicle:
    article = Article("a", "Shells", "Test Wire", date(1991, 9, 3), text)
    return Chronicle((), (article,), (AnalysedArticle("a", places=places),), None)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_unknown_names_are_listed_with_what_is_known_of_them(tmp_path: Path) -> None:
    first, again = TEXT.index("Ostrovitsa"), TEXT.rindex("Ostrovitsa")
    path = tmp_path / "made" / "unknown_places.csv"
    write_unknown(chronicle(TEXT, mention(UNKNOWN, first), mention(UNKNOWN, again), mention(KNOWN, 58)), path)
    (row,) = rows(path)
    assert (row["name"], row["admin1"], row["country"], row["level"]) == ("Ostrovitsa", "Zadar", "Croatia", "place")
    assert (row["mentions"], row["articles"], row["first_article"]) == ("2", "1", "a")
    assert "Shells fell on Ostrovitsa" in row["text"]


def test_a_list_with_nothing_in_it_has_its_header(tmp_path: Path) -> None:
    path = tmp_path / "unknown_places.csv"
    write_unknown(chronicle(TEXT, mention(KNOWN, 58)), path)
    assert path.read_text("utf-8").startswith("name,level,admin1,country,mentions")
    assert rows(path) == []


def test_no_spreadsheet_runs_what_a_text_says(tmp_path: Path) -> None:
    path = tmp_path / "unknown_places.csv"
    write_unknown(chronicle("=HYPERLINK(Ostrovitsa)", mention(UNKNOWN, 11)), path)
    assert rows(path)[0]["text"].startswith("'=")
