"""What a changed row of the editor's lists makes new: texts that it cannot change are not read again, as cold runs show."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from chronicle.cache import AnalysisCache, fingerprint
from chronicle.cache_rows import bones, read_rows
from chronicle.gazetteer_editor import COLUMNS
from chronicle.gazetteer_names import fold, skeleton, variant
from chronicle.model import Article
from chronicle.nlp.extract import analyse
from chronicle.nlp.pipeline import load_pipeline
from chronicle.settings import Settings

SIDES = ("actor_id", "name", "kind", "country", "name_ar", "aliases")
Lists = tuple[list[dict[str, str]], list[dict[str, str]]]
TEXTS = (
    "Shells fell on Kafr Zurayq on Monday and killed three people, the Amber Brigade said.",
    "Fighters of Jund al-Sahra attacked a checkpoint near Qalat Marun, killing two soldiers.",
    "The Amber Brigade’s men shelled Tall Nuwas, four kilometres from Zuhur’s bridge; five civilians died.",
    "Rebels and government troops fought in Homs on Friday. Chadian rebels were not seen.",
    "A bomb hidden in a cart exploded at a market in Deir Sunbul and wounded nine people.",
    "Sunbul's mayor said the harvest was poor; nobody was hurt when a wall fell in Dayr Sonbol.",
    "JAS gunmen abducted two engineers on the road to Nuwas, and Jund al Sahra denied it.",
    "The ministry said wheat prices had risen, and football fans queued in Tripoli.",
)
VILLAGES = (
    "Kafr Zurayq",
    "Kfar Zreik",
    "Qal'at Marun",
    "Tell Nawas",
    "Nuwas",
    "Zuhur",
    "Deir Sunbul",
    "Sunbul",
    "Djamra",
)
GROUPS = {
    "amber-brigade": "Amber Brigade",
    "jund-al-sahra": "Jund al-Sahra",
    "jas": "JAS",
    "chad-rebels": "Chadian rebels",
    "marun-guards": "Guards of Marun",
    "homs-army": "Homs Army",
    "far-north": "Party of the Far North",
}


def village(name: str, chance: random.Random) -> dict[str, str]:
    row = dict.fromkeys(COLUMNS, "")
    where = {"latitude": f"{chance.uniform(33, 37):.2f}", "longitude": f"{chance.uniform(36, 40):.2f}"}
    return row | where | {"name": name, "level": "place", "country": "Syria", "source": "a test"}


def side(key: str, chance: random.Random) -> dict[str, str]:
    row = dict.fromkeys(SIDES, "")
    return row | {"actor_id": key, "name": GROUPS[key], "kind": str(chance.choice((2, 3))), "country": "Syria"}


def histories(edits: int) -> Iterator[Lists]:
    """Yield the lists after each of a seeded history of edits: rows added, changed, taken away."""
    chance = random.Random(5)
    places, sides = [village("Zuhur", chance)], [side("amber-brigade", chance)]
    yield places, sides
    for _ in range(edits):
        places, sides = list(places), list(sides)
        if chance.random() < 0.5:
            name = chance.choice(VILLAGES)
            places = [row for row in places if row["name"] != name]
            if chance.random() < 0.7:
                places.insert(chance.randint(0, len(places)), village(name, chance))
        else:
            key = chance.choice(sorted(GROUPS))
            sides = [row for row in sides if row["actor_id"] != key]
            if chance.random() < 0.7:
                sides.append(side(key, chance))
        yield places, sides


def settings_with(folder: Path, lists: Lists) -> Settings:
    (folder / "content" / "chronicle").mkdir(parents=True)
    settings = Settings(folder, folder / "content", ROOT / ".cache")
    for path, columns, rows in ((settings.places_csv, COLUMNS, lists[0]), (settings.actors_csv, SIDES, lists[1])):
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return settings


def articles() -> list[Article]:
    return [Article(f"a{n}", "News", "A paper", date(2016, 5, 9), text) for n, text in enumerate(TEXTS)]


def test_a_text_under_the_same_key_reads_as_in_a_cold_run(tmp_path: Path) -> None:
    """Each version of the lists is read cold; one key never stands for two answers, and few texts are read again."""
    known: dict[Path, bytes] = {}
    again = versions = 0
    for number, lists in enumerate(histories(3)):
        settings = settings_with(tmp_path / str(number), lists)
        cache = AnalysisCache(settings)
        for article, read in zip(articles(), analyse(load_pipeline(settings), articles()), strict=True):
            answer = msgspec.json.encode(read)
            again += cache.path(article) not in known
            assert known.setdefault(cache.path(article), answer) == answer, article.text
        versions += 1
    assert len(TEXTS) < again < len(TEXTS) * versions
    assert len(set(known.values())) > len(TEXTS)


@pytest.mark.parametrize(
    ("change", "texts"),
    [
        ({"name": "Kfar Zreik"}, {0}),
        ({"name": "Dayr Sunbul"}, {4, 5}),
        ({"name": "Zbolkratt", "variants": "Tell Nouwas"}, {2}),
        ({"name": "Khan Bazdir"}, set()),
        ({"name": "Qualat Maroun", "name_ar": "قلعة مارون"}, {1}),
        ({"name": "Khan Bazdir", "geonames_id": "170654"}, set(range(8))),
        ({"name": "Khan Bazdir", "level": "admin1"}, set(range(8))),
        ({"name": "Aba"}, set(range(8))),
        ({"name": "Maine"}, set(range(8))),
    ],
)
def test_which_texts_a_place_can_change(tmp_path: Path, change: dict[str, str], texts: set[int]) -> None:
    row = village("", random.Random(1)) | change
    assert changed(tmp_path, ([], []), ([row], [])) == texts


@pytest.mark.parametrize(
    ("change", "texts"),
    [
        ({}, {0, 2}),
        ({"name": "Bazdir Circle", "aliases": "Jund al-Sahra"}, {0, 1, 2, 6}),
        ({"actor_id": "bazdir-circle", "name": "Bazdir Circle"}, set()),
        ({"actor_id": "bazdir-rebels", "name": "Bazdir rebels"}, set(range(8))),
        ({"actor_id": "bazdir-circle", "name": "Chadian Bazdir Circle"}, set(range(8))),
        ({"actor_id": "taliban", "name": "Bazdir Circle"}, set(range(8))),
    ],
)
def test_which_texts_a_side_can_change(tmp_path: Path, change: dict[str, str], texts: set[int]) -> None:
    row = side("amber-brigade", random.Random(1)) | change
    assert changed(tmp_path, ([], []), ([], [row])) == texts


def changed(folder: Path, before: Lists, after: Lists) -> set[int]:
    one, other = (AnalysisCache(settings_with(folder / name, lists)) for name, lists in (("1", before), ("2", after)))
    assert one.fingerprint != other.fingerprint
    return {n for n, article in enumerate(articles()) if one.path(article) != other.path(article)}


def test_lists_that_are_no_tables_count_as_a_whole(tmp_path: Path) -> None:
    settings = settings_with(tmp_path, ([village("Zuhur", random.Random(1))], []))
    good = read_rows(settings.places_csv, settings.actors_csv)
    found = {good.general}
    for text in (b"\xff", b"name\nZuhur\n", b'name,name\n"a', b"", settings.places_csv.read_bytes() + b"a,b,c\n"):
        settings.places_csv.write_bytes(text)
        found.add(read_rows(settings.places_csv, settings.actors_csv).general)
    assert len(found) == 6
    assert fingerprint(settings) != fingerprint(settings, without=[settings.places_csv])


WORD = st.sampled_from(
    ["kafr", "kfar", "kalat", "Qal'at", "deir", "al-Nayrab", "Tchad", "Djamra", "Zhara", "Ghouta", "el", "Hiyalin", "Maarrat", "aw", "ou", "Sheikh's", "guerra", "x", "q", "ash"]
) | st.text("abdeghijkqrstuwyzAKQ'- ", max_size=8)  # fmt: skip
NAME = st.lists(WORD, min_size=1, max_size=3).map(" ".join)


@given(NAME, NAME, NAME, NAME)
def test_spellings_that_count_as_one_share_their_bones(one: str, other: str, before: str, after: str) -> None:
    """Whatever name of a text is looked up and found by a row's name, the text's bones hold those of the row's name."""
    held = bones(f"{before} {other} {after}")
    same = variant(fold(one)) and variant(fold(one)) == variant(fold(other))
    if same or fold(one) == fold(other):
        assert bones(one)[0] in held[0]
    if skeleton(fold(one)) and skeleton(fold(one)) == skeleton(fold(other)):
        assert bones(one)[1] in held[1]


@given(NAME)
def test_bones_outlast_what_stands_at_a_name(name: str) -> None:
    assert bones(name)[0] in bones(f"x {name}’s y")[0]
