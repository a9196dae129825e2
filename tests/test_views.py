"""The views: what stands where, what comes before and after, what differs, and how marks cut a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from views_chronicle import AIRPORT, REGION, TOWN, UNPLACED, VILLAGE, make_chronicle
from views_maker import Maker, day

from chronicle.model import Article, Event, Interval, Mark, Span, SubEventType
from chronicle.pages.publish import publishable
from chronicle.pages.views import Site
from chronicle.pages.views_actor import is_name
from chronicle.pages.views_event import ELSEWHERE, citation, correct_url, differences, event_view, same_day
from chronicle.pages.views_index import Index, make_index
from chronicle.pages.views_lines import month_strip
from chronicle.pages.views_place import make_neighbours, names_of, place_view, unlocated_view
from chronicle.pages.views_report import original_url, pieces_of, text_fragment
from chronicle.pages.views_time import day_view, month_view, undated_view, year_view

SITE = Site("The chronicle", "", "A. Keeper", "16 May 2016", "2016-05-16", "https://x.example/c", "", True, 0, 0)


@pytest.fixture(scope="module")
def index() -> Index:
    return make_index(publishable(make_chronicle()))


def by_id(index: Index, key: str) -> Event:
    return next(event for event in index.events if event.event_id == key)


def test_what_is_known_to_the_day_stands_under_its_day(index: Index) -> None:
    view = day_view(index, date(2016, 5, 5))
    assert {line.event_id for line in view.lines} == {"fall-of-tell-marwan", "spread"}
    assert {line.event_id for line in view.maybe} == {"shells-of-may", "abducted"}
    assert view.previous is not None
    assert view.previous.url == "chronicle/2016/05/04/"


def test_what_is_known_to_the_month_stands_under_its_month(index: Index) -> None:
    assert {line.event_id for line in month_view(index, 2016, 5).vague} == {"shells-of-may", "abducted", "drones"}
    assert {line.event_id for line in month_view(index, 2016, 4).vague} == {"drones"}


def test_what_is_known_to_the_year_stands_under_its_year(index: Index) -> None:
    assert [line.event_id for line in year_view(index, 2015).vague] == ["held-2015"]


def test_what_nobody_dates_or_places_has_its_page(index: Index) -> None:
    assert [line.event_id for line in undated_view(index).lines] == ["mined-well"]
    view = unlocated_view(index)
    assert [line.event_id for line in view.nowhere] == ["abducted"]
    assert [line.event_id for line in view.unmapped] == ["mined-well"]


def test_every_event_stands_in_the_index(index: Index) -> None:
    found = {event.event_id for events in index.by_year.values() for event in events}
    found |= {event.event_id for event in index.undated}
    assert found == {event.event_id for event in index.events}


def test_a_calendar_has_each_day_once(index: Index) -> None:
    weeks = month_view(index, 2016, 5).weeks
    assert [cell.number for week in weeks for cell in week if cell] == list(range(1, 32))
    assert all(len(week) == 7 for week in weeks)
    assert weeks[0].index(next(cell for cell in weeks[0] if cell)) == date(2016, 5, 1).weekday()


def test_before_and_after_at_the_same_place(index: Index) -> None:
    view = event_view(index, by_id(index, "fall-of-tell-marwan"), SITE)
    assert [line.event_id for line in view.after] == ["spread"]
    assert 0 < len(view.before) <= 3
    assert [line.iso for line in view.before] == sorted(line.iso for line in view.before)
    assert all(line.iso < "2016-05-05" for line in view.before)


def test_the_same_day_elsewhere_leaves_out_the_place_itself(index: Index) -> None:
    found, more = same_day(index, by_id(index, "spread"))
    assert [line.event_id for line in found] == ["fall-of-tell-marwan"]
    assert more == 0
    assert same_day(index, by_id(index, "drones")) == ((), 0)


def test_of_a_crowded_day_a_few_are_shown_and_the_rest_counted(index: Index) -> None:
    town, village = by_id(index, "spread"), by_id(index, "fall-of-tell-marwan")
    assert town.place
    assert village.place
    assert town.place.place_id != village.place.place_id
    crowd = [
        replace(one, event_id=f"{name}{n}")
        for n in range(30)
        for name, one in (("t", town), ("v", village), ("n", replace(town, place=None)))
    ]
    crowded = make_index(replace(index.chronicle, events=(*index.chronicle.events, *crowd)))
    found, more = same_day(crowded, by_id(crowded, "t7"))
    assert len(found) == ELSEWHERE
    assert all(event.place != town.place for event in found)
    assert more == 30 + 30 + 1 - ELSEWHERE
    found, more = same_day(crowded, by_id(crowded, "n7"))
    assert len(found) + more == 30 + 30 + 29 + 2


def test_differing_values_stand_side_by_side(index: Index) -> None:
    found = differences(index, by_id(index, "fall-of-tell-marwan"))
    assert [(each.field, each.record) for each in found] == [("Killed", "30 to 43")]
    assert [(row.value, row.publishers) for row in found[0].rows] == [
        ("at least 30", "The Northern Courier"),
        ("43", "Plain Dealer"),
    ]
    assert differences(index, by_id(index, "drones")) == ()


def test_what_is_unknown_is_not_stated_and_never_nought(index: Index) -> None:
    view = event_view(index, by_id(index, "gas-plant"), SITE)
    assert [(count.words, count.known) for count in view.casualties] == [("not stated", False)] * 2
    assert (view.where.text, view.where_precision) == (
        "near Kafr Sitt",
        "near it or in a part of it; placed at Kafr Sitt",
    )
    assert view.attributed
    assert view.attributions == ("Islamist channels",)


def test_a_report_shows_the_words_behind_its_values(index: Index) -> None:
    view = event_view(index, by_id(index, "fall-of-tell-marwan"), SITE)
    told, retold, denied = view.reports
    marked = {(piece.field, piece.text) for piece in told.pieces if piece.field}
    assert marked == {
        ("side", "Northern Front"),
        ("type", "took"),
        ("place", "Tell Marwan"),
        ("date", "on Thursday"),
        ("dead", "at least 30 soldiers"),
    }
    assert ("Date", "5 May 2016", "on Thursday") in [(r.field, r.value, r.words) for r in told.readings]
    assert told.original.startswith("https://courier.example/2016/05/06/tell-marwan?id=7#:~:text=Fighters%20of%20the")
    assert (retold.retells, retold.original) == ("Reuters, 7 May 2016", "https://plain.example/a")
    assert (denied.denied, told.denied) == (True, False)


def test_places_have_neighbours_with_distances(index: Index) -> None:
    view = place_view(index, index.places[TOWN.place_id], make_neighbours(index.places.values()))
    assert [(line.name, line.distance) for line in view.nearby][:2] == [("Kafr Sitt", "10 km"), (AIRPORT.name, "14 km")]
    assert (view.names[0].text, view.names[0].lang) == ("تل مروان", "ar")
    assert view.map is not None
    unplaced = place_view(index, index.places[UNPLACED.place_id], make_neighbours(index.places.values()))
    assert (unplaced.map, unplaced.nearby, unplaced.position) == (None, (), "")


def test_a_region_names_the_places_within(index: Index) -> None:
    view = place_view(index, index.places[REGION.place_id], make_neighbours(index.places.values()))
    assert {"Tell Marwan", "Kafr Sitt"} <= {line.name for line in view.within}
    assert index.region_of(TOWN) == index.places[REGION.place_id]


def test_a_place_of_one_name_has_no_further_names() -> None:
    assert names_of(replace(VILLAGE, name_ar="")) == ()


@given(
    st.text(min_size=1, max_size=60),
    st.integers(0, 500),
    st.lists(st.tuples(st.integers(-5, 70), st.integers(0, 20), st.sampled_from(["place", "date"])), max_size=8),
)
def test_pieces_join_to_the_sentence(text: str, start: int, marks: list[tuple[int, int, str]]) -> None:
    span = Span(start, start + len(text))
    found = pieces_of(text, span, [Mark(f, Span(start + a, start + a + n)) for a, n, f in marks])
    assert "".join(piece.text for piece in found) == text


@pytest.mark.parametrize(
    ("sentence", "fragment"),
    [
        ("Rain fell.", "#:~:text=Rain%20fell."),
        (
            "One two three four five six, a ten-year war, and so it ends.",
            "#:~:text=One%20two%20three%20four%20five,and%20so%20it%20ends.",
        ),
        ("A & B, c-d", "#:~:text=A%20%26%20B%2C%20c%2Dd"),
        ("", ""),
    ],
)
def test_text_fragments(sentence: str, fragment: str) -> None:
    expected = fragment.replace("five,and", "five,war%2C%20and")
    assert text_fragment("https://x.example/a", sentence) == f"https://x.example/a{expected}"


def test_a_retold_article_is_not_searched_for_words_that_are_not_its_own() -> None:
    article = Article("a", "", "Desk", None, "", url="https://x.example/a", retells="Reuters, 1 May 2016")
    assert original_url(article, "Our words.") == "https://x.example/a"


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("", ""),
        ("https://x.example/new", "https://x.example/new?title=Event%20e%2F1"),
        ("https://x.example/new?labels=a", "https://x.example/new?labels=a&title=Event%20e%2F1"),
        ("mailto:desk@x.example", "mailto:desk@x.example?subject=Event%20e%2F1"),
        ("https://x.example/{event}/fix", "https://x.example/e%2F1/fix"),
    ],
)
def test_a_reported_error_carries_the_event(base: str, url: str) -> None:
    assert correct_url(base, "e/1") == url


def test_a_citation_says_what_when_whose_and_where() -> None:
    said = citation(SITE, "Clashes", "5 May 2016", "e1", "events/e1/")
    assert said == (
        "“Clashes”, 5 May 2016. The chronicle, kept by A. Keeper. Event e1, as of 16 May 2016."
        " https://x.example/c/events/e1/"
    )


def strip_of(*intervals: Interval | None) -> list[Event]:
    maker = Maker()
    article = maker.article("a", "Desk", date(2016, 5, 6), "It happened.")
    return [
        maker.event(f"e{n}", maker.report(article, "It happened.", SubEventType.ATTACK, interval=interval))
        for n, interval in enumerate(intervals)
    ]


@pytest.mark.parametrize(
    ("alias", "shown"),
    [
        ("Northern League", True),
        ("NL", True),
        ("al-Fajr", True),
        ("Northern Army", True),
        ("Northern fighters", False),
        ("so-called Northern League", False),
        ("NL warplanes", False),
        ("NL-linked militants", False),
    ],
)
def test_a_side_is_shown_with_its_names_and_not_with_what_it_is_called(alias: str, shown: bool) -> None:
    assert is_name(alias) is shown


@pytest.mark.parametrize(
    ("first", "last", "years"),
    [
        (day(2016, 5, 5), day(2024, 11, 30), [str(year) for year in range(2017, 2025)]),  # 2016 would run into 2017
        (day(2016, 1, 5), day(2017, 11, 30), ["2016", "2017"]),
        (
            day(2015, 12, 5),
            day(2016, 11, 30),
            [*("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun"), *("Jul", "Aug", "Sep", "Oct", "Nov")],
        ),
        (day(2000, 1, 1), day(2010, 1, 31), ["2000", "2002", "2004", "2006", "2008"]),  # 2010 would be cut off
    ],
)
def test_no_two_years_of_a_strip_touch_on_a_phone(first: Interval, last: Interval, years: list[str]) -> None:
    strip = month_strip(strip_of(first, last))
    assert strip is not None
    assert [tick.text for tick in strip.ticks] == years
    if len(strip.ticks[0].text) == 4:
        places = [tick.x / strip.width for tick in strip.ticks]
        assert all(after - before > 0.11 for before, after in pairwise(places))


def test_a_strip_draws_doubt_as_doubt() -> None:
    month = Interval(date(2016, 5, 1), date(2016, 5, 31))
    strip = month_strip(strip_of(day(2016, 5, 5), day(2016, 5, 5), month, day(2016, 7, 1)))
    assert strip is not None
    assert [bar.label for bar in strip.bars] == ["May 2016: three events", "July 2016: one event"]
    assert strip.bars[0].height == pytest.approx(2 * strip.bars[0].doubtful, abs=0.02)
    assert strip.bars[1].doubtful == 0
    assert strip.summary == "Events a month, May 2016 to July 2016. The most, 3, in May 2016."
    assert strip.bars[0].height + strip.bars[0].doubtful <= strip.height


def test_a_strip_of_many_years_is_drawn_by_years() -> None:
    strip = month_strip(strip_of(day(1980, 1, 1), day(2016, 5, 5)))
    assert strip is not None
    assert strip.unit == "year"
    assert [bar.url for bar in strip.bars] == ["chronicle/1980/", "chronicle/2016/"]
    assert month_strip(strip_of(None)) is None
