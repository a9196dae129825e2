"""Reports of many papers: the same happening or not, and why; and what merging promises whatever it is given."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from accounts import (
    AIRPORT,
    ARMY,
    BUNIA,
    CONGO,
    GOMA,
    KIVU,
    MILITIA,
    REBELS,
    SAKE,
    T,
    article,
    candidate,
    day,
    report,
    spot,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from chronicle.events.account import account_of
from chronicle.events.blocking import pairs
from chronicle.events.chronicle import make_chronicle
from chronicle.events.compare import SAME, compare
from chronicle.events.merge import merge
from chronicle.model import Actor, ActorKind, AnalysedArticle, Candidate, Count, DateBasis, Event, PlaceLevel, Report

RAIDERS = Actor("rebels-congo", "Rebels (Congo)", ActorKind.REBEL_GROUP)
RATSHURA = spot("Ratshura", -1.0, 28.5, source="text")
KIBATI = spot("Kibati", -1.61, 29.27)
PUBLICATION = {"when": "2013-04-30/2013-05-05", "basis": DateBasis.PUBLICATION}
KANYABAYONGA = spot("Kanyabayonga", -0.7, 29.17, source="text", level=PlaceLevel.PLACE)
KANYABAYUNGA = spot("Kanya-Bayunga", -0.7, 29.17, source="text", level=PlaceLevel.PLACE)

ONE_HAPPENING: dict[str, tuple[Report, Report]] = {
    "one town, day and kind": (report("Shells hit Goma."), report("A bombardment of Goma.")),
    "the paper of the next day says 'yesterday night'": (
        report("Nine died in Goma when shells hit Birere market.", killed=9, actor1=(REBELS,)),
        report("Shells killed nine in the Birere market of Goma.", when="2013-05-05", killed=9, actor1=(REBELS,)),
    ),
    "an air raid that another paper calls an attack": (
        report("Jets bombed Goma.", kind=T.AIR_STRIKE, actor1=(ARMY,)),
        report("Goma was attacked.", kind=T.ATTACK, actor1=(ARMY,)),
    ),
    "the fall of a town and the battle for it": (
        report("M23 took Goma.", kind=T.NON_STATE_OVERTAKES, actor1=(REBELS,)),
        report("Heavy fighting in Goma.", kind=T.ARMED_CLASH, actor1=(REBELS,), actor2=(ARMY,)),
    ),
    "the airport and its town": (
        report("Shells hit Goma airport.", where=AIRPORT, actor1=(REBELS,)),
        report("Shells hit Goma.", actor1=(REBELS,)),
    ),
    "a village on no map, spelled in two ways": (
        report("Shells on Kanyabayonga.", where=KANYABAYONGA),
        report("Shells on Kanya-Bayunga.", where=KANYABAYUNGA),
    ),
    "the region, with the same toll and the same dead": (
        report("Eleven died as shells hit a school in Kivu, the teacher Mugisha among them.", where=KIVU, killed=11),
        report("Shells on a school killed eleven, among them the teacher Mugisha.", killed=11),
    ),
    "no day in the second, but its toll, place and words": (
        report("Shells killed eleven at the Virunga school in Goma.", killed=11, actor1=(REBELS,)),
        report("Eleven were killed at the Virunga school.", killed=11, actor1=(REBELS,), **PUBLICATION),
    ),
    "a dozen villages, of which the other names one": (
        report("Rebels shelled Bunia, Sake and Goma.", where=BUNIA, further_places=(SAKE, GOMA), actor1=(REBELS,)),
        report("Rebels shelled Sake.", where=SAKE, actor1=(REBELS,)),
    ),
}
ONE_HAPPENING |= {
    "a town's fall, of which one paper knows the month only and tells it from the other side": (
        report("The army drove M23 out of Goma.", kind=T.GOVERNMENT_REGAINS, when="2013-05", actor2=(REBELS,)),
        report("M23 fighters pulled out of Goma in May.", T.NON_VIOLENT_TRANSFER, when="2013-05", actor1=(REBELS,)),
    ),
    "the attack of which Monday's paper tells as of something known": (
        report("A bomber blew himself up in Goma.", kind=T.SUICIDE_BOMB, killed=30),
        report("One of its men died in Saturday's attack in Goma.", kind=T.ATTACK, killed=1, trigger="attack"),
    ),
    "gas, of which the second paper does not name the town": (
        report("Gas killed dozens in Goma.", kind=T.CHEMICAL_WEAPON, where=KIVU),
        report("Forty choked to death in the gas attack on Goma.", kind=T.CHEMICAL_WEAPON),
    ),
    "the outskirts and the suburb, with tolls that nearly agree": (
        report(
            "A bomb killed 126 of the Masisi pilgrims on the outskirts of Goma.",
            kind=T.REMOTE_EXPLOSIVE,
            killed=126,
            geo_precision=2,
        ),
        report(
            "The bomb went off at Kibati, killing at least 100 pilgrims from Masisi.",
            T.REMOTE_EXPLOSIVE,
            where=KIBATI,
            killed=100,
        ),
    ),
    "a village on no map, spelled with other vowels": (
        report(
            "Jets struck Rutshuru.", kind=T.AIR_STRIKE, where=spot("Rutshuru", -1.18, 29.45), actor1=(ARMY,), killed=9
        ),
        report("Jets struck Ratshura.", T.AIR_STRIKE, where=RATSHURA, actor1=(ARMY,), killed=9),
    ),
    "rebels, who may well be M23": (
        report("Jets struck Goma.", kind=T.AIR_STRIKE, actor1=(RAIDERS,), killed=9),
        report("M23 drones struck Goma.", kind=T.AIR_STRIKE, actor1=(REBELS,), killed=9),
    ),
}
TWO_HAPPENINGS: dict[str, tuple[Report, Report]] = {
    "two towns on one day": (report("Shells hit Goma."), report("Shells hit Bunia.", where=BUNIA)),
    "two villages 20 km apart": (
        report("Shells hit Goma.", actor1=(REBELS,)),
        report("Shells hit Sake.", where=SAKE, actor1=(REBELS,)),
    ),
    "one town, two days apart": (report("Goma."), report("Goma.", when="2013-05-06")),
    "one town, the next day, nothing else in common": (report("Goma."), report("Goma.", when="2013-05-05")),
    "a protest and a bomb": (report(kind=T.PEACEFUL_PROTEST), report(kind=T.REMOTE_EXPLOSIVE)),
    "the town falls and is retaken": (report(kind=T.NON_STATE_OVERTAKES), report(kind=T.GOVERNMENT_REGAINS)),
    "the region's name alone": (report("Shells in Kivu.", where=KIVU), report("Shells hit Goma.")),
    "the country's name alone": (
        report("Shells in Congo.", where=CONGO, actor1=(REBELS,)),
        report("Shells hit Goma.", actor1=(REBELS,)),
    ),
    "no place in the second": (report("Shells hit Goma."), report("Shells fell.", where=None)),
    "no day in the second, and nothing else in common": (report("Shells hit Goma."), report("Goma.", **PUBLICATION)),
    "an air raid and shells in a paper that gives no day": (
        report("Drones hit Goma.", kind=T.AIR_STRIKE, when="2013-05-04", actor1=(ARMY,)),
        report("The army shelled Goma.", kind=T.SHELLING, actor1=(ARMY,), **PUBLICATION),
    ),
    "other doers": (
        report("Rebels shot a man in Goma.", kind=T.ATTACK, actor1=(REBELS,), killed=1),
        report("A militia killed seven people in Goma.", kind=T.ATTACK, actor1=(MILITIA,), killed=7),
    ),
    "the same month is no day": (
        report("Shells hit Goma in May.", when="2013-05"),
        report("Shells hit Goma on Saturday."),
    ),
    "undated and dated": (report("Shells hit Goma.", when=None), report("Shells hit Goma.")),
    "a name alike in another province": (
        report("Goma."),
        report("Goma.", where=spot("Goma", 3.0, 23.0, admin1="Uele")),
    ),
}


def merged(*accounts: Candidate, credits: dict[str, tuple[str, ...]] | None = None) -> tuple[Event, ...]:
    return merge(accounts, {c.article_id: article(c.article_id) for c in accounts}, credits)


@pytest.mark.parametrize("told", ONE_HAPPENING.values(), ids=ONE_HAPPENING)
def test_the_same_happening(told: tuple[Report, Report]) -> None:
    assert len(merged(candidate(told[0], "a"), candidate(told[1], "b"))) == 1


@pytest.mark.parametrize("told", TWO_HAPPENINGS.values(), ids=TWO_HAPPENINGS)
def test_not_the_same_happening(told: tuple[Report, Report]) -> None:
    assert len(merged(candidate(told[0], "a"), candidate(told[1], "b"))) == 2


def test_a_chain_whose_ends_contradict_each_other_is_not_one_event() -> None:
    first = report("Rebels shelled Goma, 20 dead.", when="2013-05-03", actor1=(REBELS,), killed=20)
    middle = report("Rebels shelled Goma, 20 dead.", when="2013-05-04", actor1=(REBELS,), killed=20)
    last = report("Rebels shelled Goma, 20 dead.", when="2013-05-05", actor1=(REBELS,), killed=20)
    events = merged(candidate(first, "a"), candidate(middle, "b"), candidate(last, "c"))
    assert len(events) == 2


def test_two_accounts_of_one_article_stay_two() -> None:
    assert len(merged(candidate(report("Once."), "a"), candidate(report("Twice."), "a"))) == 2


def test_an_event_keeps_all_its_places() -> None:
    wide = report("Bunia, Sake and Goma.", where=BUNIA, further_places=(SAKE, GOMA), actor1=(REBELS,))
    (event,) = merged(candidate(wide, "a"), candidate(report("Sake.", where=SAKE, actor1=(REBELS,)), "b"))
    places = {event.place.name if event.place else "", *(p.name for p in event.further_places)}
    assert places == {"Bunia", "Sake", "Goma"}


def test_counts_of_several_sources_lead_with_the_best_attested() -> None:
    told = [candidate(report("Goma.", killed=n), name) for n, name in ((4, "a"), (6, "b"), (6, "c"))]
    (event,) = merged(*told)
    assert event.fatalities == Count(4, 6, 6)


def test_a_source_that_raises_its_own_count_gives_only_the_newest() -> None:
    old, new = candidate(report("Goma.", killed=4), "a"), candidate(report("Goma.", killed=7), "b")
    papers = {"a": article("a", "The Post", "2013-05-04"), "b": article("b", "The Post", "2013-05-05")}
    (event,) = merge([new, old], papers)
    assert event.fatalities == Count(7, 7, 7)


def test_ids_are_dated_placed_and_unique() -> None:
    told = [
        candidate(report("Shells hit Goma."), "a"),
        candidate(report("In May.", when="2013-05", where=KIVU), "b"),
        candidate(report("Nobody knows when.", when=None, where=None), "c"),
        candidate(report("Guns killed a man in Goma, and in Bunia.", kind=T.ARRESTS), "d"),
        candidate(report("Guns killed a man in Goma, and in Bunia.", kind=T.ARRESTS, where=BUNIA), "d"),
    ]
    ids = [event.event_id for event in merged(*told)]
    assert len(set(ids)) == len(ids) == 5
    assert {i.rpartition("-")[0] for i in ids} == {
        "2013-05-04-goma",
        "2013-05-04-bunia",
        "2013-05-kivu",
        "undated-unlocated",
    }


def test_a_chronicle_is_sorted_by_time_with_the_undated_last() -> None:
    told = [
        report("Nobody knows when.", when=None),
        report("In May.", when="2013-05", where=BUNIA),
        report("On the fourth.", kind=T.ARRESTS),
    ]
    papers = [article(name) for name in "abc"]
    read = [AnalysedArticle(n, reports=(candidate(r, n).lead,)) for n, r in zip("abc", told, strict=True)]
    made = make_chronicle(papers, read, None)
    assert [e.candidates[0].lead.quote for e in made.events] == ["In May.", "On the fourth.", "Nobody knows when."]


HIGHLANDS = replace(KIVU, place_id="ed:kivu", level=PlaceLevel.AREA)
PLACES = [GOMA, SAKE, BUNIA, AIRPORT, KIVU, HIGHLANDS, CONGO, KANYABAYONGA, None]
REPORTS = st.builds(
    lambda kind, start, days, where, killed, doer, basis, words: report(
        words,
        kind,
        f"{day('2013-05-01').first + timedelta(start)}/{day('2013-05-01').first + timedelta(start + days)}",
        where,
        killed=killed,
        actor1=(doer,) if doer else (),
        basis=basis,
    ),
    st.sampled_from([T.SHELLING, T.AIR_STRIKE, T.ATTACK, T.ARMED_CLASH, T.NON_STATE_OVERTAKES, T.PEACEFUL_PROTEST]),
    st.integers(0, 4),
    st.sampled_from([0, 0, 0, 1, 5, 29]),
    st.sampled_from(PLACES),
    st.sampled_from([None, 0, 3, 9, 40]),
    st.sampled_from([None, REBELS, ARMY]),
    st.sampled_from(list(DateBasis)),
    st.sampled_from(["Shells hit the Birere market.", "Guns were heard at night.", "A school burnt, Mugisha died."]),
)
ACCOUNTS = st.lists(REPORTS, min_size=1, max_size=9).map(
    lambda told: [candidate(r, f"a{number % 6}") for number, r in enumerate(told)]
)


def shape(events: Sequence[Event]) -> set[tuple[str, frozenset[str]]]:
    return {(e.event_id, frozenset(repr(c.lead) for c in e.candidates)) for e in events}


@settings(max_examples=60, deadline=None)
@given(ACCOUNTS, st.randoms(use_true_random=False))
def test_the_order_of_the_accounts_changes_nothing(accounts: list[Candidate], random: object) -> None:
    shuffled = list(accounts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert repr(merged(*accounts)) == repr(merged(*shuffled))


@settings(max_examples=60, deadline=None)
@given(ACCOUNTS)
def test_no_event_holds_a_contradiction_and_no_account_is_lost(accounts: list[Candidate]) -> None:
    events = merged(*accounts)
    assert sorted(repr(c) for e in events for c in e.candidates) == sorted(map(repr, accounts))
    for event in events:
        own = [account_of(c.lead, c.lead.quote) for c in event.candidates]
        assert all(compare(a, b) is not None for i, a in enumerate(own) for b in own[:i])
        assert len({c.article_id for c in event.candidates}) == len(event.candidates)


@settings(max_examples=60, deadline=None)
@given(ACCOUNTS)
def test_merging_again_what_was_merged_changes_nothing(accounts: list[Candidate]) -> None:
    events = merged(*accounts)
    assert shape(merged(*(c for e in events for c in e.candidates))) == shape(events)


@settings(max_examples=60, deadline=None)
@given(ACCOUNTS)
def test_an_unrelated_article_changes_no_event(accounts: list[Candidate]) -> None:
    far = spot("Kananga", -5.9, 22.4, admin1="Kasai")
    stranger = candidate(report("Kananga.", when="2011-02-02", where=far), "z")
    assert shape(merged(*accounts, stranger)) >= shape(merged(*accounts))


@settings(max_examples=60, deadline=None)
@given(ACCOUNTS)
def test_blocking_misses_no_pair_with_a_place_that_would_be_joined(accounts: list[Candidate]) -> None:
    own = [account_of(c.lead, c.lead.quote) for c in accounts]
    found = set(pairs(own))
    for j, other in enumerate(own):
        for i, one in enumerate(own[:j]):
            if one.places and other.places and one.article_id != other.article_id:
                assert (compare(one, other) or 0.0) < SAME or (i, j) in found
