"""acled.csv and ged.csv: their columns, and each code by the codebook's own rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sample_chronicle import ARMY, BARRA, MARCHERS, MILITIA, MOUNT, NOWHERE, VALE, VILLAGERS, event, report, sample

from chronicle.model import Actor, ActorKind, Chronicle, Count, Event, Interval, Place, PlaceLevel, SubEventType
from chronicle.pages.exports import events_rows
from chronicle.pages.exports_acled import acled_rows, event_day, fatalities, geo_precision, interaction
from chronicle.pages.exports_acled_rows import AcledRow
from chronicle.pages.exports_cells import columns
from chronicle.pages.exports_codes import codes_by_country, country_codes
from chronicle.pages.exports_ged import estimates, ged_rows, priogrid, sides, type_of_violence, where_precision
from chronicle.pages.exports_ged_rows import GedRow

ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
)
GED = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
)
REBELS = Actor("rebels", "Highland Front", ActorKind.REBEL_GROUP)
RIVALS = Actor("rivals", "Lowland Front", ActorKind.REBEL_GROUP)
MOB = Actor("mob", "rioters", ActorKind.RIOTERS)
ABROAD = Actor("abroad", "Sudland air force", ActorKind.EXTERNAL_OTHER, country="France")
MISSION = Actor("mission", "A mission", ActorKind.EXTERNAL_OTHER)
DISTRICT = Place("gn:9", "Vale district", PlaceLevel.ADMIN2, "Norland", "NL", "Lower Vale", "", 35.2, 36.9)
AREA = Place("ed:hills", "The Hills", PlaceLevel.AREA, "Norland", "NL", "", "", 35.2, 36.9)
COUNTRY = Place("gn:1", "Norland", PlaceLevel.COUNTRY, "Norland", "NL", "", "", 35.2, 36.9)
GUESSED = replace(BARRA, source="text")


def rows(*events: Event) -> tuple[list[AcledRow], list[GedRow]]:
    chronicle = Chronicle(events, sample().articles, (), None)
    return acled_rows(chronicle, {row.event_id: row.title for row in events_rows(chronicle)}), ged_rows(chronicle)


def days(first: str, last: str) -> Interval:
    return Interval(date.fromisoformat(first), date.fromisoformat(last))


def test_the_columns_are_theirs_in_number_and_order() -> None:
    assert columns(AcledRow) == tuple(ACLED.split())
    assert columns(GedRow) == tuple(GED.split())
    assert (len(columns(AcledRow)), len(columns(GedRow))) == (31, 49)


@pytest.mark.parametrize(
    ("interval", "day", "precision"),
    [
        (days("1994-03-02", "1994-03-02"), "1994-03-02", 1),
        (days("1994-03-05", "1994-03-06"), "1994-03-05", 2),
        (days("1994-03-07", "1994-03-13"), "1994-03-10", 2),
        (days("1994-03-07", "1994-03-14"), "1994-03-10", 3),
        (days("1994-02-01", "1994-02-28"), "1994-02-14", 3),
        (days("1994-01-01", "1994-01-31"), "1994-01-16", 3),
        (days("1994-01-01", "1994-02-01"), None, None),
        (None, None, None),
    ],
)
def test_a_range_of_days_becomes_what_acled_prescribes(
    interval: Interval | None, day: str | None, precision: int | None
) -> None:
    found, code = event_day(interval)
    assert (found.isoformat() if found else None, code) == (day, precision)


def test_a_year_known_stays_in_acled_without_a_day() -> None:
    (row,), _ = rows(event("e", interval=days("1994-01-01", "1994-12-31")))
    assert (row.event_date, row.year, row.time_precision) == (None, 1994, None)


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (ActorKind.STATE_FORCES, ActorKind.REBEL_GROUP, 12),
        (ActorKind.REBEL_GROUP, ActorKind.STATE_FORCES, 12),
        (ActorKind.EXTERNAL_OTHER, ActorKind.CIVILIANS, 78),
        (ActorKind.STATE_FORCES, ActorKind.STATE_FORCES, 11),
        (ActorKind.PROTESTERS, None, 60),
        (None, ActorKind.CIVILIANS, None),
        (None, None, None),
    ],
)
def test_interaction(first: ActorKind | None, second: ActorKind | None, code: int | None) -> None:
    assert interaction(first, second) == code


def test_actors_of_one_side_are_led_by_the_first() -> None:
    (row,), _ = rows(event("e", actor1=(ARMY, MILITIA), actor2=()))
    assert (row.actor1, row.assoc_actor_1, row.inter1) == ("Norland army", ("Vale, Hill Militia",), 1)
    assert (row.actor2, row.inter2, row.interaction) == ("", 0, 10)


@pytest.mark.parametrize(
    ("place", "known", "acled", "ucdp"),
    [
        (BARRA, 1, 1, 1),
        (BARRA, 2, 2, 2),
        (BARRA, 3, 3, 4),
        (DISTRICT, 3, 3, 3),
        (DISTRICT, 1, 2, 3),
        (VALE, 3, 3, 4),
        (AREA, 3, 3, 5),
        (COUNTRY, 3, 3, 6),
        (GUESSED, 1, 3, 4),
        (None, None, None, None),
    ],
)
def test_precision_of_places(place: Place | None, known: int | None, acled: int | None, ucdp: int | None) -> None:
    assert (geo_precision(place, known), where_precision(place, known)) == (acled, ucdp)


@pytest.mark.parametrize(
    ("count", "acled", "ucdp"),
    [
        (Count(), None, None),
        (Count(0, 0, 0), 0, None),
        (Count(4, 4, 4), 4, (4, 4, 4)),
        (Count(3, 4, 6), 3, (3, 4, 6)),
        (Count(low=200), 200, (200, 200, 200)),
        (Count(best=7), 7, (7, 7, 7)),
        (Count(high=30), None, (0, 0, 30)),
        (Count(low=10, high=15), 10, (10, 10, 15)),
    ],
)
def test_the_dead(count: Count, acled: int | None, ucdp: tuple[int, int, int] | None) -> None:
    assert (fatalities(count), estimates(count)) == (acled, ucdp)


bounds = st.none() | st.integers(0, 400)


@given(bounds, bounds, bounds)
def test_estimates_are_always_in_order(low: int | None, best: int | None, high: int | None) -> None:
    known = sorted(number for number in (low, best, high) if number is not None)
    filled = iter(known)
    count = Count(*(None if bound is None else next(filled) for bound in (low, best, high)))
    found = estimates(count)
    assert (found is None) == (not any(known))
    if found is not None:
        assert 0 <= found[0] <= found[1] <= found[2]
        assert found[2] >= 1


BATTLE, STRIKE, ATTACK = SubEventType.ARMED_CLASH, SubEventType.AIR_STRIKE, SubEventType.ATTACK


@pytest.mark.parametrize(
    ("kind", "first", "second", "code", "side_a"),
    [
        (BATTLE, (ARMY,), (REBELS,), 1, ARMY),
        (BATTLE, (REBELS,), (ARMY,), 1, ARMY),
        (STRIKE, (ABROAD,), (REBELS,), 1, ABROAD),
        (BATTLE, (REBELS,), (RIVALS,), 2, REBELS),
        (BATTLE, (MISSION,), (REBELS,), None, MISSION),
        (ATTACK, (REBELS,), (VILLAGERS,), 3, REBELS),
        (ATTACK, (VILLAGERS,), (REBELS,), 3, REBELS),
        (STRIKE, (), (VILLAGERS,), 3, None),
        (SubEventType.EXCESSIVE_FORCE, (ARMY,), (MARCHERS,), 3, ARMY),
        (SubEventType.MOB_VIOLENCE, (MOB,), (VILLAGERS,), None, MOB),
        (BATTLE, (REBELS,), (), None, REBELS),
        (BATTLE, (ARMY,), (), 1, ARMY),
        (STRIKE, (), (ARMY,), 1, ARMY),
        (STRIKE, (), (REBELS,), None, None),
        (STRIKE, (ARMY,), (), None, ARMY),
        (ATTACK, (), (ARMY,), None, None),
        (BATTLE, (ARMY,), (VILLAGERS,), None, ARMY),
    ],
)
def test_type_of_violence_and_side_a(
    kind: SubEventType, first: tuple[Actor, ...], second: tuple[Actor, ...], code: int | None, side_a: Actor | None
) -> None:
    happening = event("e", kind, actor1=first, actor2=second)
    assert type_of_violence(happening) == code
    assert sides(happening, code)[0] == ((side_a,) if side_a else ())


def test_ged_takes_events_with_a_death_and_adds_up() -> None:
    acled, ged = rows(
        event("none"),
        event("few", SubEventType.ATTACK, fatalities=Count(3, 4, 6)),
        event("many", BATTLE, actor2=(REBELS,), fatalities=Count(low=90)),
    )
    assert len(acled) == 3
    assert [row.relid for row in ged] == ["few", "many"]
    assert [(row.deaths_civilians, row.deaths_unknown) for row in ged] == [(4, 0), (0, 90)]
    for row in ged:
        assert row.best == row.deaths_a + row.deaths_b + row.deaths_civilians + row.deaths_unknown
        assert row.low <= row.best <= row.high
    assert len({row.id for row in ged}) == 2
    assert all(row.id < 2**53 for row in ged), "a double holds it"


def test_sources_are_the_articles() -> None:
    told = (report("wire-1", 5, ATTACK), report("wire-1", 90, ATTACK), report("wire-2", 9, ATTACK, place_text="Barra"))
    _, (row,) = rows(event("e", ATTACK, *told, fatalities=Count(1, 1, 1)))
    assert row.number_of_sources == 2
    assert row.source_date == ("1994-03-03", "1994-03-04")
    assert row.source_article[1] == "Second Wire, 1994-03-04, Fighting in Barra"
    assert row.where_description == ("Barra",)


def test_positions() -> None:
    _, (row,) = rows(event("e", place=MOUNT, fatalities=Count(1, 1, 1)))
    assert (row.geom_wkt, row.priogrid_gid) == ("POINT (-70.25 -12.5)", priogrid(-12.5, -70.25))
    assert [priogrid(-90, -180), priogrid(90, 180), priogrid(36.2, 37.16)] == [1, 259200, 181875]
    (acled,), (ged,) = rows(event("e", place=NOWHERE, fatalities=Count(1, 1, 1)))
    assert (acled.latitude, ged.geom_wkt, ged.priogrid_gid, ged.where_prec) == (None, "", None, 1)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("YE", (887, 678, "Middle East", "Middle East")),
        ("DE", (276, 260, "Europe", "Europe")),
        ("VN", (704, 816, "Southeast Asia", "Asia")),
        ("EG", (818, 651, "Northern Africa", "Middle East")),
        ("US", (840, 2, "North America", "Americas")),
        ("SS", (728, 626, "Eastern Africa", "Africa")),
        ("??", (None, None, "", "")),
    ],
)
def test_codes_of_countries(code: str, expected: tuple[Any, ...]) -> None:
    found = country_codes(code)
    assert (found.iso, found.gleditsch_ward, found.acled_region, found.ucdp_region) == expected


def test_every_country_has_its_own_codes() -> None:
    known = {key: codes for key, codes in codes_by_country().items() if len(key) == 2}
    for numbers in ([c.iso for c in known.values()], [c.gleditsch_ward for c in known.values() if c.gleditsch_ward]):
        assert len(numbers) == len(set(numbers))
    assert len([c for c in known.values() if c.gleditsch_ward]) > 190
    assert all(codes.acled_region for codes in known.values())
    assert all(codes.ucdp_region for codes in known.values() if codes.gleditsch_ward)
    assert country_codes("", "France").gleditsch_ward == 220


def test_a_government_is_named_by_its_number() -> None:
    _, (row,) = rows(event("e", STRIKE, actor1=(REBELS,), actor2=(ABROAD,), fatalities=Count(1, 1, 1)))
    assert (row.side_a, row.gwnoa, row.gwnob) == ("Sudland air force", 220, None)
