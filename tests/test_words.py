"""Facts into English: tables of facts and the words that say them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from views_chronicle import AIRPORT, ARMY, CIVILIANS, COUNTRY, FRONT, LEAGUE, MAY, REGION, TOWN, UNPLACED, VILLAGE, YEAR
from views_maker import Maker, day

from chronicle.model import Actor, ActorKind, Assertion, Count, Event, Interval, Place, PlaceLevel, SubEventType
from chronicle.pages import words
from chronicle.pages.headlines import HEADLINES
from chronicle.pages.words_event import event_title
from chronicle.pages.words_sides import headline_name
from chronicle.pages.words_source import sources_words


@pytest.mark.parametrize(
    ("interval", "said", "precision"),
    [
        (day(2016, 5, 5), "5 May 2016", "known to the day"),
        (day(2016, 5, 5, 2), "5–6 May 2016", "on one or both of these two days"),
        (day(2016, 4, 28, 6), "28 April – 3 May 2016", "on one or more of these six days"),
        (day(2015, 12, 30, 4), "30 December 2015 – 2 January 2016", "on one or more of these four days"),
        (MAY, "May 2016", "known to the month only"),
        (Interval(date(2016, 2, 1), date(2016, 2, 29)), "February 2016", "known to the month only"),
        (Interval(date(2015, 2, 1), date(2015, 3, 31)), "February–March 2015", "known to a span of months only"),
        (
            Interval(date(2015, 12, 1), date(2016, 2, 29)),
            "December 2015 – February 2016",
            "known to a span of months only",
        ),
        (YEAR, "2015", "known to the year only"),
        (Interval(date(2011, 1, 1), date(2013, 12, 31)), "2011–2013", "known to a span of years only"),
        (day(2016, 5, 1, 30), "1–30 May 2016", "on one or more of these 30 days"),
        (None, "date not stated", "no source says when"),
    ],
)
def test_days_are_as_exact_as_they_are_known(interval: Interval | None, said: str, precision: str) -> None:
    assert words.interval_words(interval) == said
    assert words.precision_words(interval) == precision


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (Count(), "not stated"),
        (Count(12, 12, 12), "12"),
        (Count(None, 12, None), "12"),
        (Count(10, 12, 12), "10 to 12"),
        (Count(10, 12, 15), "12 (10 to 15)"),
        (Count(10, None, 12), "10 to 12"),
        (Count(30, 30, None), "at least 30"),
        (Count(24, None, None), "at least 24"),
        (Count(20, 30, None), "30, at least 20"),
        (Count(None, None, 40), "up to 40"),
        (Count(None, 40, 40), "up to 40"),
        (Count(None, 30, 40), "30, up to 40"),
        (Count(0, 0, 0), "none"),
        (Count(None, 0, None), "none"),
        (Count(0, 0, 3), "0 to 3"),
        (Count(1200, 1200, 1200), "1,200"),
    ],
)
def test_counts_say_their_bounds(count: Count, said: str) -> None:
    assert words.count_words(count) == said


@given(st.lists(st.one_of(st.none(), st.integers(0, 10**6)), min_size=3, max_size=3))
def test_no_number_is_never_zero(bounds: list[int | None]) -> None:
    count = Count(*bounds)
    said = words.count_words(count)
    assert (said == "not stated") == (not count.known)
    if said == "none":
        assert 0 in (count.best, count.high)


@pytest.mark.parametrize(
    ("place", "precision", "said", "phrase"),
    [
        (TOWN, 1, "Tell Marwan", "in Tell Marwan"),
        (TOWN, 2, "near Tell Marwan", "near Tell Marwan"),
        (AIRPORT, 1, "Marwan military airport", "at Marwan military airport"),
        (REGION, 3, "somewhere in Aleppo region", "in Aleppo region"),
        (replace(REGION, name="Aleppo Governorate"), 3, "somewhere in Aleppo Governorate", "in Aleppo Governorate"),
        (REGION, 1, "somewhere in Aleppo region", "in Aleppo region"),
        (COUNTRY, 3, "somewhere in Syria", "in Syria"),
        (None, None, "place not stated", ""),
    ],
)
def test_places_are_as_exact_as_they_are_known(place: Place | None, precision: int, said: str, phrase: str) -> None:
    assert words.place_words(place, precision) == said
    assert words.place_phrase(place, precision) == phrase


@pytest.mark.parametrize(
    ("kilometres", "said"), [(0.04, "under 100 m"), (0.84, "800 m"), (3.44, "3.4 km"), (9.97, "10 km"), (26.6, "27 km")]
)
def test_distances(kilometres: float, said: str) -> None:
    assert words.distance_words(kilometres) == said


@pytest.mark.parametrize(
    ("items", "limit", "said"),
    [
        ([], 0, ""),
        (["a"], 0, "a"),
        (["a", "b"], 0, "a and b"),
        (["a", "b", "c"], 0, "a, b and c"),
        (["a", "b", "c"], 2, "a, b and others"),
        (["a", "b"], 2, "a and b"),
    ],
)
def test_lists(items: list[str], limit: int, said: str) -> None:
    assert words.listed(items, limit) == said


def test_small_numbers_are_words() -> None:
    assert words.counted(0, "event") == "no events"
    assert words.counted(1, "event") == "one event"
    assert words.counted(10, "event") == "ten events"
    assert words.counted(1100, "event") == "1,100 events"


def event(kind: SubEventType, **values: object) -> Event:
    maker = Maker()
    article = maker.article("a", "Desk", date(2016, 5, 6), "It happened there.")
    return maker.event("e", maker.report(article, "It happened there.", kind, **values))


K = SubEventType
GUESTS = Actor("guests", "Farland army", ActorKind.STATE_FORCES, "Farland")
CROWD = Actor("crowd", "Protesters", ActorKind.PROTESTERS)
TITLES = [
    (
        K.ARMED_CLASH,
        {"actor1": (ARMY,), "actor2": (FRONT,), "place": TOWN, "geo_precision": 2},
        "Clashes between Syrian army and Northern Front near Tell Marwan",
    ),
    (K.ARMED_CLASH, {"actor1": (ARMY,)}, "Clashes involving Syrian army"),
    (K.ARMED_CLASH, {"actor2": (FRONT,)}, "Clashes involving Northern Front"),
    (K.ARMED_CLASH, {}, "Clashes"),
    (
        K.AIR_STRIKE,
        {"actor2": (CIVILIANS,), "place": VILLAGE, "geo_precision": 1, "fatalities": Count(4, 5, 8)},
        "Air or drone strike on civilians in Kafr Sitt: 5 killed (4 to 8)",
    ),
    (
        K.SHELLING,
        {"place": REGION, "geo_precision": 3, "injured": Count(24, None, None)},
        "Shelling or missile fire in Aleppo region: at least 24 injured",
    ),
    (
        K.NON_STATE_OVERTAKES,
        {"actor1": (FRONT, LEAGUE), "actor2": (ARMY,), "place": TOWN, "geo_precision": 1},
        "Territory taken by Northern Front and League of the Plain from Syrian army in Tell Marwan",
    ),
    (K.ABDUCTION, {"actor2": (CIVILIANS,)}, "Abduction or disappearance of civilians"),
    (K.ARRESTS, {"actor1": (ARMY,), "actor2": (CIVILIANS,)}, "Arrests by Syrian army of civilians"),
    (K.AGREEMENT, {"actor1": (ARMY,), "actor2": (FRONT,)}, "Agreement between Syrian army and Northern Front"),
    (
        K.ATTACK,
        {"actor1": (ARMY, FRONT, LEAGUE), "place": UNPLACED, "geo_precision": 1},
        "Attack by Syrian army, Northern Front and others in Umm Hajar",
    ),
    (
        K.LOOTING,
        {"place": VILLAGE, "geo_precision": 2, "assertion": Assertion.CLAIMED, "attribution": "the Front"},
        "Looting or destruction of property near Kafr Sitt, according to the Front",
    ),
    (K.ATTACK, {"assertion": Assertion.CLAIMED}, "Attack, reportedly"),
    (
        K.ATTACK,
        {"assertion": Assertion.CLAIMED, "attribution": "The Observatory"},
        "Attack, according to the Observatory",
    ),
    (K.ATTACK, {"assertion": Assertion.CLAIMED, "attribution": "the monitor"}, "Attack, according to a monitor"),
    (K.ATTACK, {"assertion": Assertion.CLAIMED, "attribution": "x" * 71}, "Attack, according to those quoted"),
    (K.ATTACK, {"fatalities": Count(0, 0, 0)}, "Attack"),
    (
        K.NON_VIOLENT_TRANSFER,
        {"actor1": (FRONT,), "place": TOWN, "geo_precision": 1},
        "Handover of territory involving Northern Front in Tell Marwan",
    ),
    (K.CHANGE_TO_GROUP, {"actor1": (ARMY,)}, "Movement or change of forces by Syrian army"),
    (K.SHELLING, {"fatalities": Count(33, 34, 34)}, "Shelling or missile fire: 33 or 34 killed"),
    (
        K.ARMED_CLASH,
        {"actor1": (ARMY, LEAGUE), "actor2": (FRONT,)},
        "Clashes of Syrian army and League of the Plain with Northern Front",
    ),
    (K.GOVERNMENT_REGAINS, {"actor1": (ARMY,), "place": TOWN}, "Territory regained by Syrian army in Tell Marwan"),
    (K.GOVERNMENT_REGAINS, {"actor1": (GUESTS,), "place": TOWN}, "Territory taken by Farland army in Tell Marwan"),
    (
        K.GOVERNMENT_REGAINS,
        {"actor1": (GUESTS, FRONT), "place": TOWN},
        "Territory taken by Farland army and Northern Front in Tell Marwan",
    ),
    (K.PROTEST_INTERVENTION, {"actor1": (CROWD,)}, "Protest by protesters met with force"),
    (
        K.PROTEST_INTERVENTION,
        {"actor1": (CROWD,), "actor2": (ARMY,)},
        "Protest by protesters met with force by Syrian army",
    ),
    (K.EXCESSIVE_FORCE, {"actor1": (ARMY,)}, "Excessive force by Syrian army against a protest"),
    (
        K.DISRUPTED_WEAPONS,
        {"actor1": (ARMY,), "actor2": (FRONT,)},
        "Weapons intercepted or made safe by Syrian army, from Northern Front",
    ),
    (
        K.REMOTE_EXPLOSIVE,
        {"actor1": (FRONT,), "actor2": (CIVILIANS,)},
        "Bomb or mine explosion attributed to Northern Front hitting civilians",
    ),
]


@pytest.mark.parametrize(("kind", "values", "title"), TITLES)
def test_titles_say_facts_and_nothing_else(kind: SubEventType, values: dict[str, object], title: str) -> None:
    assert event_title(event(kind, **values)) == title


@pytest.mark.parametrize(
    ("kind", "sentences", "said"),
    [
        (K.AIR_STRIKE, ["Two jets struck the depot."], "Air strike"),
        (K.AIR_STRIKE, ["Drone strikes hit the depot overnight."], "Drone strikes"),
        (K.AIR_STRIKE, ["Jets hit the depot.", "The depot was hit from above."], "Air strike"),
        (K.AIR_STRIKE, ["Jets hit the depot.", "A drone hit the depot."], "Air or drone strike"),
        (K.AIR_STRIKE, ["The depot was hit from above."], "Air or drone strike"),
        (K.SHELLING, ["Mortar bombs fell on the market."], "Shelling"),
        (K.SHELLING, ["Grad rockets fell on the market."], "Rocket fire"),
        (K.SHELLING, ["Rockets and mortar bombs fell on the market."], "Shelling or missile fire"),
        (K.REMOTE_EXPLOSIVE, ["A car bomb went off by the bridge."], "Car bomb explosion"),
        (K.REMOTE_EXPLOSIVE, ["A car bomb went off.", "The bombing killed two."], "Bomb explosion"),
        (K.REMOTE_EXPLOSIVE, ["A car bomb went off.", "They hit a landmine."], "Bomb or mine explosion"),
        (K.CHANGE_TO_GROUP, ["The army redeployed its guns."], "Redeployment"),
        (K.REMOTE_EXPLOSIVE, ["Their truck drove over a landmine."], "Landmine explosion"),
        (K.REMOTE_EXPLOSIVE, ["A coal mine collapsed after a blast."], "Bomb or mine explosion"),
        (K.ATTACK, ["Jets flew over while gunmen attacked."], "Attack"),
    ],
)
def test_a_headline_s_noun_is_as_exact_as_the_words_of_all_its_reports(
    kind: SubEventType, sentences: list[str], said: str
) -> None:
    maker = Maker()
    articles = [maker.article(f"a{n}", f"Desk {n}", date(2016, 5, 6), text) for n, text in enumerate(sentences)]
    reports = [maker.report(article, text, kind) for article, text in zip(articles, sentences, strict=True)]
    assert event_title(maker.event("e", *reports)) == said


def test_the_words_of_another_deed_give_no_noun() -> None:
    maker = Maker()
    one = maker.article("a", "Desk", date(2016, 5, 6), "They were hit from above.")
    other = maker.article("b", "Post", date(2016, 5, 6), "A drone circled while gunmen attacked.")
    reports = maker.report(one, one.text, K.AIR_STRIKE), maker.report(other, other.text, K.ATTACK)
    assert event_title(maker.event("e", *reports)) == "Air or drone strike"


@pytest.mark.parametrize(
    ("attributions", "said"),
    [
        (["The activists"], "activists"),
        (["the monitor"], "a monitor"),
        (["the army"], "the army"),
        (["the Observer"], "the Observer"),
        (["the Red Crescent"], "the Red Crescent"),
        (["an official"], "an official"),
        (["the monitor", "state media"], "a monitor and state media"),
        (["the monitor", "the Syrian Observatory for Human Rights"], "the Syrian Observatory for Human Rights"),
        (["the Northern Front", "the NF", "residents"], "the Northern Front and residents"),
        (["the president", "Brandt", "officials"], "Brandt, officials and others"),
        (["state television", "state media"], "state media"),
        (["the Norland military", "the army"], "the Norland military"),
        (["the monitor", "state media", "residents"], "a monitor, state media and others"),
        (["the Observatory", "the Northern Observatory for Peace"], "the Northern Observatory for Peace"),
        (["a very long account " * 5], "those quoted"),
        ([], ""),
    ],
)
def test_on_whose_word_a_headline_stands(attributions: list[str], said: str) -> None:
    assert sources_words(attributions) == said


@pytest.mark.parametrize(
    ("name", "kind", "country", "said"),
    [
        ("Rebels (Syria)", 2, "Syria", "rebels"),
        ("Opposition rebels (Syria)", 2, "Syria", "opposition rebels"),
        ("Republican Guard (Iraq)", 1, "Iraq", "Republican Guard"),
        ("Syrian armed forces", 1, "Syria", "Syrian armed forces"),
        ("Unidentified armed group", 3, "", "unidentified armed group"),
        ("Civilians", 7, "", "civilians"),
        ("Islamic State", 2, "", "Islamic State"),
        ("Taliban", 2, "Afghanistan", "Taliban"),
        ("FARC (Colombia)", 2, "Colombia", "FARC"),
    ],
)
def test_sides_in_running_text(name: str, kind: int, country: str, said: str) -> None:
    assert headline_name(Actor("x", name, ActorKind(kind), country)) == said


def test_every_type_has_a_name_for_headlines() -> None:
    assert set(HEADLINES) == set(SubEventType)


def test_levels_and_kinds_all_have_words() -> None:
    assert set(words.LEVELS) == set(PlaceLevel)
    assert set(words.ASSERTIONS) == set(Assertion)
