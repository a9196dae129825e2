"""Crowded places, sides and types: their years and months on pages of their own, every event on exactly one of them."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from views_chronicle import ARMY, CIVILIANS, TOWN, VILLAGE
from views_maker import Maker

from chronicle.model import Chronicle, DateBasis, Interval, SubEventType
from chronicle.pages.site import all_pages, make_site
from chronicle.pages.sitemap import page_dates
from chronicle.pages.views import Page
from chronicle.pages.views_index import make_index
from chronicle.pages.views_period import LATEST, MOST_LINES, PeriodView, crowded, periods
from chronicle.pages.views_source import SourcesView
from chronicle.settings import Settings

HERE = "places/tell-marwan/"


def crowd() -> Chronicle:
    """Return a town with three quiet years, one with 420 events and two undated, and a quiet village."""
    maker = Maker()
    words = "Shells fell on the town."
    article = maker.article("a", "Desk", date(2018, 1, 1), words)
    days = [date(2013, 2, 1) + timedelta(days=13 * number) for number in range(60)]
    days += [date(2016, 1, 1) + timedelta(days=number * 5 // 6) for number in range(420)]
    for number, when in enumerate(days):
        interval = Interval(when, when) if number % 9 else Interval(when.replace(day=1), when.replace(day=28))
        maker.event(f"e{number:03d}", maker.report(article, words, SubEventType.SHELLING, **town(interval)))
    year = Interval(date(2016, 1, 1), date(2016, 12, 31))
    maker.event("year", maker.report(article, words, SubEventType.SHELLING, **town(year)))
    for key in ("undated1", "undated2"):
        maker.event(key, maker.report(article, words, SubEventType.SHELLING, place=TOWN, geo_precision=1))
    quiet = {"place": VILLAGE, "geo_precision": 1, "interval": Interval(days[0], days[0])}
    maker.event("quiet", maker.report(article, words, SubEventType.ATTACK, **quiet))
    return maker.chronicle()


def town(interval: Interval) -> dict[str, object]:
    basis = DateBasis.STATED
    return {
        "interval": interval,
        "date_basis": basis,
        "place": TOWN,
        "geo_precision": 1,
        "actor1": (ARMY,),
        "actor2": (CIVILIANS,),
    }


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return crowd()


@pytest.fixture(scope="module")
def pages(chronicle: Chronicle) -> dict[str, Page]:
    site = make_site(chronicle, Settings(Path(), Path(), Path()), "A chronicle")
    return {page.view.head.path: page for page in all_pages(chronicle, site)}


def period(pages: dict[str, Page], path: str) -> PeriodView:
    view = pages[path].view
    assert isinstance(view, PeriodView)
    return view


def test_every_event_of_a_crowded_list_stands_on_one_of_its_pages(pages: dict[str, Page], chronicle: Chronicle) -> None:
    for base in (HERE, "actors/sy-army/", "types/shelling-artillery-missile-attack/"):
        parts = [page.view for path, page in pages.items() if path.startswith(base) and path != base]
        lines = Counter(line.event_id for part in parts if isinstance(part, PeriodView) for line in part.lines)
        assert set(lines) >= {e.event_id for e in chronicle.events if e.interval and e.event_id != "quiet"}, base
        assert set(lines.values()) == {1}, base
        assert all(len(part.lines) <= MOST_LINES for part in parts if isinstance(part, PeriodView))


def test_the_own_page_leads_to_the_years_and_shows_the_latest(pages: dict[str, Page]) -> None:
    view: object = pages[HERE].view
    shelf = [(line.name, line.url, line.count) for line in view.shelf]  # type: ignore[attr-defined]
    assert [name for name, _, _ in shelf] == ["2013", "2014", "2015", "2016", "Date not stated"]
    assert shelf[3] == ("2016", f"{HERE}2016/", 421)
    assert sum(count for _, _, count in shelf) == 483
    (latest,) = view.groups  # type: ignore[attr-defined]
    assert len(latest.lines) == LATEST
    assert latest.url == f"{HERE}2016/"
    assert all(url in pages for _, url, _ in shelf)


def test_a_crowded_year_has_months_and_keeps_what_no_month_holds(pages: dict[str, Page]) -> None:
    year = period(pages, f"{HERE}2016/")
    assert [line.event_id for line in year.lines] == ["year"]
    assert len(year.months) == 12
    assert sum(month.count for month in year.months) == 420
    assert (year.previous.url if year.previous else "") == f"{HERE}2015/"
    may = period(pages, f"{HERE}2016/05/")
    assert (may.name, may.whole.url) == ("Tell Marwan, May 2016", HERE)
    assert (may.next.url if may.next else "") == f"{HERE}2016/06/"
    assert period(pages, f"{HERE}2014/").months == ()


def test_a_quiet_list_has_no_such_pages(pages: dict[str, Page], chronicle: Chronicle) -> None:
    assert [path for path in pages if path.startswith("places/kafr-sitt/")] == ["places/kafr-sitt/"]
    events = make_index(chronicle).by_place[TOWN.place_id]
    assert crowded(events)
    assert not crowded(events[:MOST_LINES])
    assert [each.suffix for each in periods(events[:2])] == ["2013/"]


def test_the_sitemap_knows_them(pages: dict[str, Page], chronicle: Chronicle) -> None:
    assert set(page_dates(make_index(chronicle))) == set(pages) - {"404.html", "search/"}


def test_crowded_sources_have_years_and_a_crowded_year_months() -> None:
    maker = Maker()
    for number in range(MOST_LINES + 80):
        when = date(2016, 1, 1) + timedelta(days=number * 9 // 10) if number > 20 else date(2014, 3, 1 + number)
        maker.article(f"a{number:03d}", "Desk", when, "A quiet day.")
    maker.article("undated", "Desk", None, "A quiet day.")
    chronicle = maker.chronicle()
    site = make_site(chronicle, Settings(Path(), Path(), Path()), "A chronicle")
    pages = {page.view.head.path: page.view for page in all_pages(chronicle, site)}
    found = {path: view for path, view in pages.items() if isinstance(view, SourcesView)}
    lines = Counter(line.url for view in found.values() for year in view.years for line in year.lines)
    assert set(lines.values()) == {1}
    assert set(lines) == {f"sources/{key}/" for key in maker.articles}
    assert [line.url for line in found["sources/"].shelf] == [
        "sources/years/2016/",
        "sources/years/2014/",
        "sources/years/undated/",
    ]
    assert len(found["sources/years/2016/"].shelf) == 12
    assert found["sources/years/2016/05/"].name == "Sources, May 2016"
    assert set(page_dates(make_index(chronicle))) == set(pages) - {"404.html", "search/"}
