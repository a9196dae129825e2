"""Names with nothing beside them that says where they are: cities known by several names, lists, villages by chance."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chronicle.gazetteer_names import without_article
from chronicle.model import PlaceMention

Find = Callable[[str], dict[str, PlaceMention]]


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Gaza", "Palestine"),
        ("Jenin", "Palestine"),
        ("Derna", "Libya"),
        ("Izium", "Ukraine"),
        ("Limburg", "Netherlands"),
        ("Santa Cruz", "Bolivia"),
        ("Baara", ""),
        ("Tolo", ""),
    ],
)
def test_a_bare_name_is_the_city_that_it_is_known_for(find: Find, name: str, country: str) -> None:
    """A city counts for more than a province elsewhere; of a village by its chance name nothing is made."""
    place = find(f"Three people were killed by a bomb in {name} on Monday.")[name].place
    assert place.country == country


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Two soldiers were shot dead in the province of Gaza, in Mozambique.", "Gaza", "Mozambique"),
        ("Two soldiers were shot dead in Gaza, Mozambique.", "Gaza", "Mozambique"),
    ],
)
def test_what_is_said_beside_it_counts_for_more(find: Find, text: str, name: str, country: str) -> None:
    assert find(text)[name].place.country == country


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Peacekeepers have been seized at Makeni, Magburaka and Kailahun by rebels.", ["Makeni", "Magburaka", "Kailahun"]),
        ("Soldiers in Goma and Bukavu mutinied on Sunday.", ["Goma", "Bukavu"]),
        ("Crowds besieged police posts in Anantnag and Kulgam on Saturday.", ["Anantnag", "Kulgam"]),
        ("Typhoon Haiyan flattened Tacloban on Friday.", ["Tacloban"]),
    ],
)  # fmt: skip
def test_the_members_of_a_list_are_places_where_one_is(find: Find, text: str, names: list[str]) -> None:
    assert list(find(text)) == names


@pytest.mark.parametrize(
    "text",
    [
        "The convoy was shot at in Goma, Ahmad said.",
        "Shells fell in Goma and Hassan Ali said he saw two dead.",
    ],
)
def test_who_speaks_is_no_member_of_a_list(find: Find, text: str) -> None:
    assert list(find(text)) == ["Goma"]


@pytest.mark.parametrize(
    ("folded", "bare"), [("al bab", "bab"), ("as sweida", "sweida"), ("aleppo", "aleppo"), ("al", "al"), ("", "")]
)
def test_the_article_goes_where_a_name_follows(folded: str, bare: str) -> None:
    assert without_article(folded) == bare
