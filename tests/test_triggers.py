"""Triggers: which words of a sentence tell of a happening, which only allude to one, and what later sentences add."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chronicle.model import TOLD, AnalysedArticle
from chronicle.nlp.cues import CUES, CueLexicon
from chronicle.nlp.term_groups import GROUPS, term_group
from chronicle.nlp.triggers import CAPABLE, triggers_in

if TYPE_CHECKING:
    from spacy.language import Language

LEXICON = Path(__file__).parent.parent / "plugins/chronicle/nlp/lexicon"


@pytest.fixture(scope="module")
def cues() -> CueLexicon:
    return CueLexicon.load()


@pytest.mark.parametrize(
    ("sentence", "term", "kind"),
    [
        ("The rebels retook the town of Lira.", "retake", "terr"),
        ("The junta handed the district over to the militia.", "hand over", "withdraw"),
        ("Gunmen took two nurses hostage in Kaduna.", "take hostage", "abduct"),
        ("Troops drove the insurgents from three villages.", "drive", "terr"),
        ("Villagers set the police post on fire.", "set on fire", "loot"),
        ("Farmers blocked a road in Punjab.", "block road", "protest"),
        ("Army tanks shelled the suburb.", "shell", "shell_event"),
        ("Police found rifles in a barn near Derry.", "find", "disrupt"),
        ("The army set up a checkpoint near Bossangoa.", "checkpoint", "base"),
        ("Both armies swapped 40 prisoners.", "swap prisoner", "agree"),
    ],
)
def test_words_that_tell(sentence: str, term: str, kind: str, nlp: Language, cues: CueLexicon) -> None:
    doc = nlp(sentence)
    found = triggers_in(doc[:], cues.find(doc), frozenset())
    assert any(t.cue.term == term and kind in t.kinds for t in found), [(t.cue.term, t.kinds) for t in found]


@pytest.mark.parametrize(
    "sentence",
    [
        "It was the worst attack since independence.",
        "Such raids have become rare.",
        "He was convicted of the murder of a trader.",
        "She was questioned in connection with the bombing.",
        "The strikes violated the charter.",
        "The play bombed on Broadway.",
        "The patient had a heart attack.",
        "Soldiers took part in the parade rehearsal.",
        "A fire at a mill gutted two floors.",
        "Nobody claimed it, but Al-Shabaab has carried out similar attacks in the city before.",
        "The guerrillas have staged several such raids in the past.",
        "Rights groups accuse the navy of torture and arbitrary arrests, which it denies.",
        "Monitors have accused both armies of killing civilians.",
        "Amnesty accuses the militias of abducting children.",
        "Police accused him of murdering two women in Lima on Monday.",
        "The ruling party lost Kampala to the opposition on Monday.",
        "Peru lost the final in Lima to Chile on Sunday.",
        "Officials blamed sabotage.",
        "Opposition lawmakers clashed with the speaker in parliament on Wednesday.",
        "A tanker exploded on the highway near Ibadan on Sunday, killing 25 people.",
        "The bank has been closed since the coup.",
        "Militants released a video on Monday.",
    ],
)
def test_words_that_only_allude(sentence: str, read: Callable[..., AnalysedArticle]) -> None:
    assert [r.sub_event_type for r in read(sentence, "2016-05-08").reports if r.assertion in TOLD] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Students held a rally in Dhaka on Sunday. Police dispersed the demonstrators.", "Protest with intervention"),
        ("Workers marched in Tunis on Monday. They later threw stones at the police.", "Violent demonstration"),
        ("Students held a rally in Dhaka on Sunday. Teachers marched too.", "Peaceful protest"),
        (
            "A grenade was thrown by militants at a police station in Srinagar on Friday. Police returned fire.",
            "Armed clash",
        ),
    ],
)
def test_sequels_decide_the_type(text: str, expected: str, read: Callable[..., AnalysedArticle]) -> None:
    assert read(text, "2016-05-08").reports[0].sub_event_type.value == expected


def test_every_cue_is_explained_to_editors_and_used_in_the_list(cues: CueLexicon) -> None:
    text = (LEXICON / "README.md").read_text(encoding="utf-8")
    explained, groups = (
        set(re.findall(r"^\| `(\w+)` \|", part, re.M))
        for part in re.split(r"^## (?:term_groups|person_words)\.csv", text, flags=re.M)[:2]
    )
    used = {line.rsplit(",", 1)[1] for line in (LEXICON / "cues.csv").read_text(encoding="utf-8").splitlines()[1:]}
    assert explained == CUES
    assert used == CUES
    assert groups == GROUPS
    assert all(term_group(group) for group in GROUPS)


WORDS = st.sampled_from(
    [
        "rebels",
        "army",
        "the",
        "a",
        "town",
        "attack",
        "attacked",
        "killed",
        "bomb",
        "protest",
        "police",
        "arrested",
        "of",
        "in",
        "by",
        "fire",
        "mob",
        "shells",
        "12",
        "and",
        "after",
    ]
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(WORDS, min_size=1, max_size=14))
def test_any_words_give_sound_triggers(words: list[str], nlp: Language, cues: CueLexicon) -> None:
    doc = nlp(" ".join(words))
    for trigger in triggers_in(doc[:], cues.find(doc), frozenset()):
        assert trigger.kinds
        assert trigger.kinds <= CAPABLE & trigger.cue.cues
        assert trigger.cue.start <= trigger.token.i < trigger.cue.end
        assert trigger.families
