"""Actors: names, common nouns and unlisted groups, read off sentences of our own."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.language import Language

from chronicle.errors import LexiconError
from chronicle.model import Actor, ActorKind, AnalysedArticle
from chronicle.nlp.actors_lexicon import ACTOR_COLUMNS, kind_abroad, load_actors

Read = Callable[..., AnalysedArticle]

NAMED = [
    ("ISIS fighters seized the dam.", "islamic-state"),
    ("Daesh attacked the checkpoint at dawn.", "islamic-state"),
    ("A car bomb was claimed by ISIL.", "islamic-state"),
    ("IS claimed the bombing.", "islamic-state"),
    ("The Taliban overran the district centre.", "taliban"),
    ("Taleban gunmen stormed the hotel.", "taliban"),
    ("Boko Haram raided two villages.", "boko-haram"),
    ("al-Shabaab shelled the base.", "al-shabaab"),
    ("Al Shabaab militants ambushed a convoy.", "al-shabaab"),
    ("Houthi rebels fired a missile at the port.", "houthis"),
    ("The Houthis shelled Taiz.", "houthis"),
    ("Clashes broke out with the Rapid Support Forces.", "rsf"),
    ("The RSF looted the market.", "rsf"),
    ("Wagner mercenaries entered the mine.", "wagner-group"),
    ("The LTTE sank a patrol boat.", "ltte"),
    ("Tamil Tiger rebels attacked the harbour.", "ltte"),
    ("FARC guerrillas blew up the pipeline.", "farc"),
    ("The ELN kidnapped an engineer.", "eln"),
    ("PKK militants opened fire on the outpost.", "pkk"),
    ("The Syrian Democratic Forces entered Manbij.", "sdf-syria"),
    ("YPG snipers held the silo.", "ypg"),
    ("Jabhat al-Nusra captured the hill.", "nusra-front"),
    ("Nusra Front fighters withdrew.", "nusra-front"),
    ("Hayat Tahrir al-Sham took the crossing.", "hts"),
    ("Hamas fired rockets at Ashkelon.", "hamas"),
    ("Hezbollah ambushed a patrol.", "hezbollah"),
    ("The IDF shelled the camp.", "israeli-armed-forces"),
    ("M23 rebels took Bunagana.", "m23"),
    ("Suspected ADF fighters burned houses.", "adf"),
    ("The Khmer Rouge shelled the capital.", "khmer-rouge"),
    ("The Provisional IRA planted the bomb.", "ira"),
    ("UNITA attacked the railway.", "unita"),
    ("The RUF cut off the road to the diamond fields.", "ruf"),
    ("Lord's Resistance Army fighters abducted 20 children.", "lra"),
    ("SPLA troops retook Malakal.", "spla"),
    ("The MILF denied the attack.", "milf"),
    ("NPA guerrillas ambushed soldiers.", "npa"),
    ("Maoist rebels stormed a jail.", "maoists"),
    ("The UCK attacked a convoy near Drenica.", "kla"),
    ("Bosnian Serb forces shelled Tuzla.", "vrs"),
    ("The JNA bombarded Vukovar.", "jna"),
    ("The Donetsk People's Republic reported shelling.", "dpr"),
    ("NATO warplanes bombed a bridge.", "nato"),
    ("Saudi-led coalition jets hit a wedding.", "saudi-led-coalition"),
    ("The US-led coalition struck oil tankers.", "us-led-coalition"),
    ("UN peacekeepers came under fire.", "un-peacekeepers"),
    ("Shining Path columns attacked Ayacucho.", "shining-path"),
    ("Anti-balaka fighters attacked a mosque.", "anti-balaka"),
    ("The Lebanese militia Hezbollah sent reinforcements.", "hezbollah"),
    ("Arakan Army troops overran an outpost.", "arakan-army"),
]

COMMON = [
    ("Syrian warplanes bombed the town.", "Syrian armed forces", 1),
    ("Turkish forces shelled the village.", "Turkish armed forces", 1),
    ("Russian warplanes hit a hospital.", "Russian armed forces", 1),
    ("Israeli jets struck a depot.", "Israeli armed forces", 1),
    ("Ethiopian troops crossed the border.", "Ethiopian armed forces", 1),
    ("The Colombian army shelled the camp.", "Colombian armed forces", 1),
    ("South Sudanese soldiers burned the huts.", "South Sudanese armed forces", 1),
    ("Sri Lankan navy gunboats sank a trawler.", "Sri Lankan armed forces", 1),
    ("Kenyan police fired tear gas.", "Kenyan police", 1),
    ("Iranian security forces arrested dozens.", "Iranian security forces", 1),
    ("The army shelled the suburb.", "Government forces", 1),
    ("Regime forces entered the quarter.", "Government forces", 1),
    ("Two soldiers were killed.", "Government forces", 1),
    ("Police dispersed the crowd.", "Police", 1),
    ("Rebels attacked the garrison.", "Rebels", 2),
    ("Insurgents shelled the airport.", "Rebels", 2),
    ("Opposition fighters took the hill.", "Rebels", 2),
    ("Chadian rebels advanced on the capital.", "Rebels (Chad)", 2),
    ("Kurdish fighters entered the town.", "Kurdish fighters", 2),
    ("Separatists shot down a helicopter.", "Separatists", 2),
    ("Gunmen opened fire on a bus.", "Unidentified armed group", 3),
    ("Armed men kidnapped a priest.", "Unidentified armed group", 3),
    ("Unidentified assailants shot a judge.", "Unidentified armed group", 3),
    ("A suicide bomber struck the market.", "Unidentified armed group", 3),
    ("Militants attacked a convoy.", "Unidentified armed group", 3),
    ("Tribesmen clashed over a well.", "Tribal militia", 4),
    ("Lendu militia burned the huts.", "Lendu militia", 4),
    ("A mob lynched two thieves.", "Rioters", 5),
    ("Rioters torched a bank.", "Rioters", 5),
    ("Protesters blocked the bridge.", "Protesters", 6),
    ("Demonstrators gathered outside parliament.", "Protesters", 6),
    ("Villagers fled to the hills.", "Civilians", 7),
    ("A journalist was killed by a sniper.", "Civilians", 7),
    ("Worshippers were shot in the temple.", "Civilians", 7),
    ("Three aid workers were abducted.", "Civilians", 7),
    ("Peacekeepers opened the road.", "Peacekeepers and foreign forces", 8),
    ("Coalition aircraft bombed the bridge.", "Coalition forces", 8),
    ("Forces loyal to the government retook the bridge.", "Government forces", 1),
    ("Troops loyal to the country's president held the palace.", "Government forces", 1),
    ("Fighters loyal to General Khalifa Haftar shelled the suburb.", "Forces loyal to Khalifa Haftar", 2),
    ("Soldiers loyal to Riek Machar stormed the barracks.", "Forces loyal to Riek Machar", 2),
    ("Troops loyal to former president Ali Saleh seized the port.", "Forces loyal to Ali Saleh", 2),
    ("Militias loyal to Moqtada al-Sadr attacked a patrol.", "Forces loyal to Moqtada al-Sadr", 3),
    ("President Laurent Gbagbo spoke as forces loyal to Gbagbo shelled Abobo.", "Ivorian armed forces", 1),
]

UNLISTED = [
    ("The Free River Brigade claimed the attack.", "Free River Brigade", 2),
    ("Fighters of the Northern Savannah Liberation Front ambushed a patrol.", "Northern Savannah Liberation Front", 2),
    ("The Black Mountain Militia burned a mill.", "Black Mountain Militia", 3),
    ("A commander of the Sons of Gorgora Battalion was shot.", "Sons of Gorgora Battalion", 2),
    ("The Movement for the Freedom of Lower Zamba took hostages.", "Movement for the Freedom of Lower Zamba", 2),
]

NONE = [
    "Car bombs killed twelve people in Baghdad.",
    "Car bomb blast shakes Mostar.",
    "CAR BOMB KILLS TWELVE IN BAGHDAD",
    "He told us shells had hit the market.",
    "Sirajuddin Haqqani spoke to reporters.",
    "Residents of the rebel-held suburb waited.",
    "The anti-Taliban alliance met in Tashkent.",
    "The economy is growing.",
    "He forces the door.",
    "The treaty was signed on Monday.",
]


def names(article: AnalysedArticle) -> list[str]:
    return [mention.actor.name for mention in article.actors]


@pytest.mark.parametrize(("text", "actor_id"), NAMED)
def test_listed_names(read: Read, text: str, actor_id: str) -> None:
    assert actor_id in [mention.actor.actor_id for mention in read(text).actors]


@pytest.mark.parametrize(("text", "name", "kind"), COMMON + UNLISTED)
def test_common_nouns_and_unlisted_groups(read: Read, text: str, name: str, kind: int) -> None:
    found = {mention.actor.name: int(mention.actor.kind) for mention in read(text).actors}
    assert found.get(name) == kind, found


@pytest.mark.parametrize("text", NONE)
def test_no_side_is_named(read: Read, text: str) -> None:
    found = [m.actor for m in read(text).actors]
    assert [a.name for a in found if a.kind is not ActorKind.CIVILIANS] == []


def test_spans_hold_the_words_and_do_not_overlap(read: Read) -> None:
    text = "Turkish-backed rebels and Syrian army troops fought Islamic State militants as villagers fled."
    article = read(text)
    spans = [m.span for m in article.actors]
    assert all(text[m.span.start : m.span.end] == m.text for m in article.actors)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert len(spans) == 4


def test_the_longest_name_wins(read: Read) -> None:
    assert names(read("Islamic State West Africa Province attacked a base.")) == ["Islamic State West Africa Province"]


@pytest.mark.parametrize(
    ("country", "place", "kind"),
    [("Turkey", "Syria", 8), ("Syria", "Syria", 1), ("", "Syria", 1), ("Turkey", "", 1)],
)
def test_state_forces_abroad_are_external(country: str, place: str, kind: int) -> None:
    actor = Actor("x", "X", ActorKind.STATE_FORCES, country)
    assert kind_abroad(actor, place) == kind


def test_rebels_abroad_stay_rebels() -> None:
    assert kind_abroad(Actor("x", "X", ActorKind.REBEL_GROUP, "Uganda"), "Kenya") is ActorKind.REBEL_GROUP


def test_the_editors_row_replaces_the_worldwide_one(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    path.write_text(f"{','.join(ACTOR_COLUMNS)}\ntaliban,The Emirate,1,Afghanistan,,Taliban\n", encoding="utf-8")
    actor = load_actors(path).actors["taliban"]
    assert (actor.name, actor.kind) == ("The Emirate", ActorKind.STATE_FORCES)


def test_every_bad_row_is_reported_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "actors.csv"
    bad = "a,A,9,,,\nb,,2,,,\nc,C,2,,,\nc,C,2,,,\n"
    path.write_text(f"{','.join(ACTOR_COLUMNS)}\n{bad}", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        load_actors(path)
    assert [problem.line for problem in caught.value.problems] == [2, 3, 5]
    assert all(problem.remedy and problem.path == path for problem in caught.value.problems)


def test_no_alias_names_two_actors() -> None:
    owner: dict[str, str] = {}
    for actor in load_actors().actors.values():
        for alias in actor.aliases:
            assert owner.setdefault(alias, actor.actor_id) == actor.actor_id


@pytest.mark.parametrize(
    ("text", "deed", "named"),
    [
        ("IS were driven out of Mosul in July.", "driven", True),
        ("The town was taken by IS on Friday.", "taken", True),
        ("THE TOWN IS CALM, POLICE SAY.", "CALM", False),
    ],
)
def test_an_acronym_that_is_a_small_word_is_read_as_a_name(nlp: Language, text: str, deed: str, named: bool) -> None:
    doc = nlp(text)
    word = next(token for token in doc if token.text == "IS")
    assert (word.pos_ == "PROPN" and word.head.text in (deed, "by")) is named


def test_two_countries_share_a_force(read: Callable[..., AnalysedArticle]) -> None:
    analysed = read("The Russian and Syrian air forces bombed Idlib on Thursday.", "2020-02-21")
    assert [a.name for a in analysed.reports[0].actor1] == ["Russian armed forces", "Syrian armed forces"]
