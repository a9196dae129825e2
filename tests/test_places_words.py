"""Words and countries that tell where a text is: what is at home in few countries, towns abroad, cities of the country."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from chronicle.errors import LexiconError
from chronicle.model import PlaceMention
from chronicle.nlp.places_spans import read_words
from chronicle.nlp.places_words import at_home, home_words

Find = Callable[[str], dict[str, PlaceMention]]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Hartal supporters in Magura set a bus on fire on Sunday.", "Magura", ""),
        ("Three farmers were hacked to death in Sapahar upazila on Friday.", "Sapahar", "Bangladesh"),
        ("Shells fell near Mitrovka, a town of the oblast, and each family got 500 hryvnias.", "Mitrovka", "Ukraine"),
        ("The sarpanch was shot dead by Naxals in Barwadih on Monday.", "Barwadih", "India"),
        ("The barangay captain was gunned down in San Fernando.", "San Fernando", "Philippines"),
        ("Gunmen killed two traders in Minna and took 300,000 naira.", "Minna", "Nigeria"),
        ("Two residents of the woreda were shot dead by soldiers near Mega.", "Mega", "Ethiopia"),
    ],
)  # fmt: skip
def test_a_word_that_is_at_home_in_few_countries_places_the_names(
    find: Find, text: str, name: str, country: str
) -> None:
    """Where it speaks for several countries and the gazetteer has the name in none of them, no place is made up."""
    assert find(text)[name].place.country == country


@pytest.mark.parametrize(
    ("text", "countries"),
    [
        ("Lakhs of rupees and crores of taka were stolen.", [("BD", "IN", "NP", "PK"), ("BD",)]),
        ("The LOYA JIRGA met in Kabul.", [("AF",), ("AF", "PK")]),
        ("Boda-boda riders burnt tyres.", [("KE", "TZ", "UG")]),
        ("Boda said no more.", []),
        ("Soldiers fired at the crowd.", []),
    ],
)
def test_words_speak_once_each_and_whole(text: str, countries: list[tuple[str, ...]]) -> None:
    assert list(at_home(read_words(text))) == countries


def test_a_town_far_from_all_countries_of_the_text_is_none_of_its_places(find: Find) -> None:
    place = find("Nepali police fired at a crowd from the Bara district of Nepal, then in Bara.")["Bara"].place
    assert place.country in ("Nepal", "")


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Shots were heard across Rangpur, said a leader of the Bangladesh party who lives in Rangpur.", "Rangpur", "Bangladesh"),
        ("The Sudanese army said that its Nyala garrison had been shelled.", "Nyala", "Sudan"),
    ],
)  # fmt: skip
def test_a_city_of_the_texts_country_needs_less_to_be_a_place(find: Find, text: str, name: str, country: str) -> None:
    assert find(text)[name].place.country == country


@pytest.mark.parametrize("codes", ["", "Bangladesh", "BD,IN", "bd"])
def test_a_row_whose_countries_cannot_be_read_is_named(tmp_path: Path, codes: str) -> None:
    path = tmp_path / "home_words.csv"
    path.write_text(f'words,country_codes\nupazila,"{codes}"\n', encoding="utf-8")
    with pytest.raises(LexiconError, match=r"'upazila'.*ISO codes"):
        home_words(path)


def test_every_word_of_the_list_stands_once_for_a_country() -> None:
    terms = [term for found in home_words().values() for term, _ in found]
    assert len(terms) == len(set(terms)) > 100
