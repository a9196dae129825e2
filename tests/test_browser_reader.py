"""What a reader does on the site: find, filter, play, go and come back, choose colours, with keys only, without scripts."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_site import Served, until, watched

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, site: Served) -> Iterator[Page]:
    with watched(browser, site.address) as opened:
        yield opened


def count_of(page: Page) -> int:
    """Return the number that stands above the map."""
    return int(page.locator("[data-map-count]").inner_text().split()[0].replace(",", "").replace("No", "0"))


def marked(page: Page) -> int:
    """Return what the marks and clusters on the map add up to."""
    faces = page.locator(".map-cluster span, .map-dot span").all_inner_texts()
    regions = [text.rsplit(" · ", 1)[1] for text in page.locator(".map-region span").all_inner_texts()]
    return sum(int(text.replace(",", "") or 1) for text in [*faces, *regions])


def listed(page: Page) -> int:
    """Return how many events the list has, with those behind its button."""
    rows = page.locator("[data-map-list] > ol > li").count()
    more = page.locator("[data-map-list] > button")
    return rows + (int(more.inner_text().split()[0].replace(",", "")) if more.count() else 0)


def open_map(page: Page, site: Served, state: str = "") -> None:
    page.goto(f"{site.address}map/{state}")
    page.wait_for_selector(".map-view[data-ready]")
    page.wait_for_selector("[data-map-list] > ol.events")


def test_the_map_filters_and_its_list_and_counts_agree(page: Page, site: Served) -> None:
    open_map(page, site)
    everything = count_of(page)
    assert everything == listed(page)
    page.evaluate("chronicle_map.setView([36.1, 37.0], 6, { animate: false })")
    assert everything == marked(page)
    page.select_option("select[name=type]", "Battles")
    battles = count_of(page)
    assert 0 < battles < everything
    page.wait_for_function("n => document.querySelectorAll('[data-map-list] > ol > li').length === n", arg=battles)
    assert marked(page) == battles
    page.select_option("select[name=side]", label="Northern Front")
    assert 0 < count_of(page) <= battles
    page.get_by_role("button", name="Show everything").click()
    assert count_of(page) == everything == marked(page)


def test_going_back_from_an_event_finds_the_map_as_it_was(page: Page, site: Served) -> None:
    open_map(page, site)
    page.select_option("select[name=type]", "Battles")
    page.evaluate("chronicle_map.setView([36.1, 37.05], 10, { animate: false })")
    page.get_by_role("slider", name="From").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(lambda url: all(part in url for part in ("map=10/36.1", "type=Battles", "from=")))
    before = page.url
    shown = (count_of(page), page.locator("output").all_inner_texts())
    page.locator("[data-map-list] a").first.click()
    page.wait_for_url("**/events/*/")
    page.go_back()
    page.wait_for_selector(".map-view[data-ready]")
    page.wait_for_selector("[data-map-list] > ol.events")
    assert page.url == before
    assert (count_of(page), page.locator("output").all_inner_texts()) == shown
    assert page.evaluate("chronicle_map.getZoom()") == 10
    assert page.input_value("select[name=type]") == "Battles"


def test_an_address_that_was_sent_shows_the_same_map(browser: Browser, page: Page, site: Served) -> None:
    open_map(page, site, "#map=9/36.1200/37.0500&type=Battles&side=Northern+Front&from=2016-05&to=2016-05")
    assert page.input_value("select[name=type]") == "Battles"
    assert page.locator("output").all_inner_texts() == ["May 2016", "May 2016"]
    assert page.evaluate("chronicle_map.getZoom()") == 9
    few = count_of(page)
    open_map(page, site, "#map=99/x&type=Nonsense&side=Nobody&from=0000-99&to=zzz")
    assert until(page, lambda: count_of(page) == listed(page) > few)  # the same page: nothing says when it is done


def test_the_period_plays_and_stops(page: Page, site: Served) -> None:
    open_map(page, site)
    play = page.get_by_role("button", name="Play")
    play.click()
    first = page.locator("output").all_inner_texts()
    page.get_by_role("button", name="Pause").wait_for()
    page.wait_for_function("was => document.querySelector('output').textContent !== was", arg=first[0])
    page.get_by_role("button", name="Pause").click()
    play.wait_for()
    assert until(page, lambda: count_of(page) == listed(page))
    stopped = page.locator("output").all_inner_texts()
    page.get_by_role("button", name="Earlier").click()
    assert page.locator("output").all_inner_texts() != stopped


def test_playing_begins_where_the_chosen_type_does_and_leaves_nothing_out(page: Page, site: Served) -> None:
    def shown() -> set[str]:
        assert until(page, lambda: count_of(page) == listed(page))
        return set(page.locator("[data-map-list] .event-title a").evaluate_all("(links) => links.map((a) => a.href)"))

    page.clock.install(time=0)
    open_map(page, site)
    page.clock.pause_at("2100-01-01")  # else it would play on by itself between two looks of a busy machine
    kinds = page.locator("select[name=type] optgroup").evaluate_all("(all) => all.map((one) => one.label)")
    assert len(kinds) > 3
    for kind in kinds:
        page.select_option("select[name=type]", kind)
        page.get_by_role("button", name="Play").click()
        assert shown(), f"the first picture of {kind} is empty"
        page.get_by_role("button", name="Pause").click()
        page.get_by_role("button", name="Show everything").click()
    page.select_option("select[name=type]", kinds[-1])
    wanted, seen = shown(), set[str]()
    page.get_by_role("button", name="Play").click()
    while page.get_by_role("button", name="Pause").count():
        seen |= shown()
        page.clock.run_for(1000)
    left_out = page.locator("[data-map-count]").inner_text().partition(".")[2]
    assert len(wanted - seen) == int(re.sub(r"\D", "", left_out) or 0)


def test_nothing_plays_for_who_wants_less_motion_and_buttons_still_move_the_period(
    browser: Browser, site: Served
) -> None:
    with watched(browser, site.address, reduced_motion="reduce") as page:
        open_map(page, site)
        assert page.get_by_role("button", name="Play").count() == 0
        before = page.locator("output").all_inner_texts()
        page.get_by_role("button", name="Later").click()
        assert page.locator("output").all_inner_texts() != before
        assert page.evaluate("chronicle_map.options.zoomAnimation") is False


def test_the_map_by_keyboard_alone(page: Page, site: Served) -> None:
    open_map(page, site, "#map=12/36.12/37.05")
    page.locator(".map-view").focus()
    reached = []
    for _ in range(40):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.getAttribute('aria-label') || ''"))
        if reached[-1].startswith("Tell Marwan:"):
            break
    assert reached[-1].startswith("Tell Marwan:"), reached
    page.keyboard.press("Space")
    page.wait_for_selector(".map-popup a:focus")
    page.keyboard.press("Escape")
    page.wait_for_selector(".map-dot:focus")
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-popup a:focus")
    page.keyboard.press("Enter")
    page.wait_for_url("**/events/*/")


def test_a_cluster_opens_by_keyboard(page: Page, site: Served) -> None:
    open_map(page, site, "#map=6/36.1/37.0")
    page.locator(".map-cluster").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".map-view:focus")
    page.wait_for_function("chronicle_map.getZoom() > 6")


def test_a_list_is_filtered_sorted_and_taken_along(page: Page, site: Served, tmp_path: Path) -> None:
    page.goto(site.address + "chronicle/2016/")
    page.get_by_text("Filter, sort or download").click()
    rows = page.locator("[data-list] .event:visible")
    every = rows.count()
    page.get_by_label("Words in the row").fill("killed MÀRWAN")
    found = rows.count()
    assert 0 < found < every
    assert page.locator("[data-list-tools] [role=status]").inner_text() == f"{found} of {every} rows"
    assert all("Marwan" in text for text in rows.all_inner_texts())
    page.get_by_label("Words in the row").fill("")
    page.get_by_label("Order").select_option("fatalities:down")
    dead = [int(row.get_attribute("data-dead") or -1) for row in rows.all()]
    assert dead == sorted(dead, reverse=True)
    assert dead[0] > 0
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these rows").click()
    assert download.value.suggested_filename == "chronicle-2016.csv"
    download.value.save_as(tmp_path / "rows.csv")
    read = list(csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8-sig"), newline="")))
    assert [int(row["fatalities"] or -1) for row in read] == dead
    assert {row["url"].startswith(f"{site.address}events/{row['event_id']}") for row in read} == {True}
    assert all(row["title"] and row["type"] and row["grade"] for row in read)
    page.get_by_label("Order").select_option("")
    assert rows.count() == every


@pytest.mark.parametrize(
    ("address", "order", "column"),
    [
        ("places/", "events:down", "name"),
        ("actors/", "events:down", "kind"),
        ("sources/", "published:down", "publisher"),
    ],
)
def test_every_index_can_be_sorted_and_taken_along(
    page: Page, site: Served, tmp_path: Path, address: str, order: str, column: str
) -> None:
    page.goto(site.address + address)
    page.get_by_text("Filter, sort or download").click()
    page.get_by_label("Order").select_option(order)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download these rows").click()
    download.value.save_as(tmp_path / "rows.csv")
    read = list(csv.DictReader(io.StringIO((tmp_path / "rows.csv").read_text("utf-8-sig"), newline="")))
    keys = [row[order.split(":")[0]] for row in read]
    assert keys == sorted(keys, key=lambda key: (bool(key), int(key) if key.isdigit() else 0, key), reverse=True)
    assert all(row[column] and row["url"].startswith(site.address) for row in read)
    assert not [row for row in read for cell in row.values() if cell.startswith(("=", "+", "@"))]


def test_search_and_open(page: Page, site: Served) -> None:
    page.goto(site.address)
    page.get_by_role("link", name="Search").click()
    page.wait_for_selector("[data-search][data-ready]")
    page.get_by_role("searchbox").fill("Marwan")
    page.locator("[data-search-names] a", has_text="Tell Marwan").wait_for()
    page.get_by_role("searchbox").fill("تل مروان")
    page.wait_for_url(re.compile("q=%D8%AA"))
    page.locator("[data-search-names] a", has_text="Tell Marwan").click()
    page.wait_for_url("**/places/tell-marwan/")
    page.go_back()
    page.wait_for_selector("[data-search][data-ready]")
    assert page.get_by_role("searchbox").input_value() == "تل مروان"
    labels = page.locator("[data-search-filters] label").all_inner_texts()
    assert [label.split("\n")[0] for label in labels] == ["Place", "Side", "Type", "Year"]
    page.get_by_role("searchbox").fill("")
    page.locator("select[name=year]").select_option("2016")
    page.wait_for_selector("[data-search-results] li")
    page.locator("select[name=type]").select_option(index=1)
    page.locator("[data-search-results] li:first-child a[href*='events/']").click()
    page.wait_for_url("**/events/*/")


def test_the_colours_that_a_reader_chooses_stay(page: Page, site: Served) -> None:
    page.goto(site.address)
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.get_by_role("button", name="Dark colours").click()
    dark = page.evaluate(ground)
    assert dark != light
    page.goto(site.address + "places/")
    assert page.evaluate(ground) == dark
    assert page.get_by_role("button", name="Dark colours").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Dark colours").click()
    assert page.evaluate(ground) == light


def test_a_page_by_keyboard_alone(page: Page, site: Served) -> None:
    page.goto(site.address + "places/tell-marwan/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break  # through the whole page
        seen.add(page.evaluate("document.activeElement.closest('section, figure, form, footer')?.className ?? 'top'"))
        shown = page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            " || document.activeElement.closest('svg') !== null"
        )
        assert shown, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    assert {"strip", "list-tools", "group"} <= seen


def test_everything_is_there_without_scripts(browser: Browser, site: Served) -> None:
    with watched(browser, site.address, java_script_enabled=False) as page:
        page.goto(site.address + "map/")
        assert "The map needs JavaScript" in page.content()
        assert page.locator("[data-map-panel]").is_hidden()
        assert page.locator("[data-map-list] .event").count() > 20
        page.locator("[data-map-list] .event-title a").first.click()
        page.wait_for_url("**/events/*/")
        page.goto(site.address + "places/")
        assert page.locator(".list-tools").is_hidden()
        assert page.locator(".place-row").count() > 5
        page.goto(site.address + "search/")
        assert 'in <a href="../chronicle/">the index</a>' in page.content()
