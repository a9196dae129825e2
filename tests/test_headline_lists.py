"""The lists that headlines are made with: an editor's row is read as it says, a bad one named with file, line, remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from chronicle.errors import LexiconError
from chronicle.model import SubEventType
from chronicle.pages.headline_nouns import NOUNS_CSV, read_nouns
from chronicle.pages.words_source import SOURCES_CSV, read_sources

NOUNS = "type,noun,plural,scope,words,several\nMob violence,Brawl,,,brawl*; fist-fight(s); blows ... exchanged,\n"
SOURCES = "words,said_by\nfarmers,\na farmer,farmers\n"


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A Brawling crowd filled the square", True),
        ("one fistfight, then a fist fight", True),
        ("fist-fights", True),
        ("blows were then exchanged", True),
        ("blows exchanged", True),
        ("blows that none of them had wanted were exchanged", False),
        ("fist-fighters", False),
    ],
)
def test_the_signs_of_a_row_mean_what_they_say(tmp_path: Path, text: str, named: bool) -> None:
    path = tmp_path / "nouns.csv"
    path.write_text(NOUNS, encoding="utf-8")
    (noun,) = read_nouns(path)[SubEventType.MOB_VIOLENCE]
    assert (noun.words.search(text) is not None) is named


@pytest.mark.parametrize(
    ("row", "fault", "remedy"),
    [
        ("Mob,Riot,,,riot*,", "type is 'Mob'", "use one of"),
        ("Mob violence,,,,riot*,", "column noun is empty", "remove the row"),
        ("Mob violence,Brawl,,,melee*,", "Brawl stands twice", "into one"),
        ("Mob violence,Riot,,some,riot*,", "scope is 'some'", "general or kind"),
        ("Mob violence,Riot,Riots,,riot*,", "go together", "both or neither"),
        ("Mob violence,Riot,,,,", "words has ''", "parted by"),
        ("Mob violence,Riot,,,riot(ing)*,", "words has 'riot(ing)*'", "parted by"),
        ("Mob violence,Riot,,,riot*", "5 values instead of 6", "quote values"),
    ],
)
def test_a_bad_noun_is_named(tmp_path: Path, row: str, fault: str, remedy: str) -> None:
    path = tmp_path / "nouns.csv"
    path.write_text(f"{NOUNS}{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        read_nouns(path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (path, 3)
    assert all(part in str(caught.value) for part in (fault, remedy, "nouns.csv"))


@pytest.mark.parametrize(
    ("row", "fault", "remedy"),
    [
        (",farmers", "column words is empty", "fill it"),
        ("Farmers,", "Farmers stands twice", "line 2"),
        ("a peasant,peasants", "said_by is 'peasants'", "give it one"),
    ],
)
def test_a_bad_source_is_named(tmp_path: Path, row: str, fault: str, remedy: str) -> None:
    path = tmp_path / "sources.csv"
    path.write_text(f"{SOURCES}{row}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        read_sources(path)
    (problem,) = caught.value.problems
    assert (problem.path, problem.line) == (path, 4)
    assert all(part in str(caught.value) for part in (fault, remedy, "sources.csv"))


def test_our_own_lists_are_read() -> None:
    assert [noun.said for noun in read_nouns(NOUNS_CSV)[SubEventType.AIR_STRIKE]] == ["Drone strike", "Air strike"]
    assert read_sources(SOURCES_CSV)["state television"] == "state media"
