"""The tables and the pages say the same: every row has its page, and the numbers are equal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from views_chronicle import make_chronicle

from chronicle.model import Chronicle
from chronicle.pages.exports import DataOptions, Published, write_tables
from chronicle.pages.publish import publishable
from chronicle.pages.site import all_pages
from chronicle.pages.views import Site
from chronicle.pages.words import counted
from chronicle.published import Tables, load

SITE = Site("The chronicle", "", "a keeper", "16 May 2016", "2016-05-16", "https://x.example/c", "", True, 0, 0)


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return publishable(make_chronicle())


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def published(chronicle: Chronicle, data: Path) -> Published:
    return write_tables(chronicle, data, DataOptions(parquet=False))


@pytest.fixture(scope="module")
def tables(published: Published, data: Path) -> Tables:
    return load(data)


@pytest.fixture(scope="module")
def views(chronicle: Chronicle, published: Published) -> dict[str, Any]:
    return {page.view.head.path: page.view for page in all_pages(chronicle, SITE, data=published)}


def features(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["features"]
    return found


def test_every_event_has_its_page_with_its_reports(tables: Tables, views: dict[str, Any]) -> None:
    assert len(tables.events) == len([path for path in views if path.startswith("events/")])
    for row in tables.events:
        assert views[row.url].head.title.startswith(row.title), row.event_id
    for report in tables.reports:
        assert report.url.partition("#")[0] in views


def test_every_place_says_as_many_events_as_its_row_and_its_geojson(
    tables: Tables, views: dict[str, Any], data: Path
) -> None:
    assert len(tables.places) > 5
    for row in tables.places:
        view = views[row.url]
        assert view.events == counted(row.events, "event")
        assert len(features(data / "places" / f"{row.url.split('/')[1]}.geojson")) == row.events


def test_every_year_says_as_many_events_as_its_geojson(views: dict[str, Any], data: Path) -> None:
    years = {path.stem: features(path) for path in (data / "years").iterdir()}
    assert len(years) > 1
    for year, found in years.items():
        assert views[f"chronicle/{year}/"].events == counted(len(found), "event")


def test_every_article_has_its_page(tables: Tables, views: dict[str, Any]) -> None:
    for row in tables.articles:
        assert row.page in views


def test_the_data_page_says_how_much_there_is_and_how_to_cite_it(
    tables: Tables, views: dict[str, Any], published: Published
) -> None:
    view = views["data/"]
    said = {table.file: table.rows for table in view.tables}
    assert said["events.csv"] == counted(len(tables.events), "event")
    assert said["reports.csv"] == counted(len(tables.reports), "report")
    assert said["places.csv"] == counted(len(tables.places), "place")
    assert said["articles.csv"] == counted(len(tables.articles), "article")
    assert view.citation == (
        f"A keeper. The chronicle: data, as of 16 May 2016, version {published.version}. https://x.example/c/data/"
    )
    assert tables.version == published.version == view.version
    assert (view.licence.text, view.schema_version) == ("Creative Commons Attribution 4.0", "1.0")
    assert view.changes == ""
