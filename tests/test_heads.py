"""What pages say to machines: JSON-LD, Open Graph, how to cite, share pictures, sitemap and robots."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pyld import jsonld
from views_chronicle import HOSTILE, SECRET, make_chronicle

from chronicle.model import Chronicle
from chronicle.pages.exports import write_tables
from chronicle.pages.files import Files
from chronicle.pages.heads import MEDIA_TYPES
from chronicle.pages.jsonld import data_block
from chronicle.pages.machines import Ground, write_for_machines
from chronicle.pages.map_parts import read_basemaps
from chronicle.pages.publish import publishable
from chronicle.pages.render import make_environment, render
from chronicle.pages.share import Painter
from chronicle.pages.share_draw import SIZE, Spot, Words, drawable
from chronicle.pages.site import all_pages, make_site
from chronicle.pages.sitemap import page_dates, robots, sitemaps
from chronicle.pages.views_index import make_index
from chronicle.settings import Settings

URL = "https://user.github.io/repo"
SCHEMA = "https://schema.org/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TEXTS = ("about/", "method/")


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return publishable(make_chronicle())


@pytest.fixture(scope="module")
def output(root: Path, chronicle: Chronicle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(root, chronicle, tmp_path_factory.mktemp("site"), URL)


def write(root: Path, chronicle: Chronicle, output: Path, url: str) -> Path:
    settings = Settings(output, output, output, keeper="A. Keeper")
    site = make_site(chronicle, settings, "A chronicle", "Of things", url, index_links=not url)
    environment = make_environment(root / "theme" / "templates")
    data = write_tables(chronicle, output / "data")
    for page in all_pages(chronicle, site, data=data):
        if page.view.head.path in ("", "data/", "404.html") or page.view.head.path.startswith(("events/", "places/")):
            target = output / page.view.head.file
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(render(environment, page, site), "utf-8")
    folder = root / "theme" / "static" / "basemap"
    write_for_machines(
        make_index(chronicle), site, Files(output), Ground(read_basemaps(folder), folder, output / ".cache"), TEXTS
    )
    return output


def head(output: Path, path: str) -> dict[str, str]:
    """Return a page's <meta> elements by property or name."""
    tree = html5lib.parse((output / path / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    found = ((e.get("property") or e.get("name"), e.get("content")) for e in tree.iter("meta"))
    return {name: content or "" for name, content in found if name}


def block(output: Path, path: str) -> Any:
    tree = html5lib.parse((output / path / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    (found,) = [e for e in tree.iter("script") if e.get("type") == "application/ld+json"]
    return json.loads(found.text or "")


def expanded(value: Any) -> Any:
    """Return JSON-LD as a parser understands it; schema.org's context is stood in for, nothing is fetched."""

    def load(url: str, options: Mapping[str, Any]) -> dict[str, Any]:
        assert url == "https://schema.org"
        context = {"@vocab": SCHEMA, "url": {"@type": "@id"}, "contentUrl": {"@type": "@id"}}
        return {
            "contentType": "application/ld+json",
            "documentUrl": url,
            "contextUrl": None,
            "document": {"@context": context},
        }

    (found,) = jsonld.expand(value, {"documentLoader": load, "base": "https://reader.example/"})
    return found


def value(node: Any, *names: str) -> Any:
    for name in names:
        node = node[SCHEMA + name][0]
    return node.get("@value", node.get("@id"))


def test_an_events_page_is_a_report_about_an_event_based_on_articles(output: Path) -> None:
    found = expanded(block(output, "events/fall-of-tell-marwan"))
    assert found["@type"] == [SCHEMA + "Report"]
    assert found["@id"].startswith("urn:uuid:")
    assert value(found, "url") == f"{URL}/events/fall-of-tell-marwan/"
    assert value(found, "reportNumber") == "fall-of-tell-marwan"
    assert (value(found, "datePublished"), value(found, "dateModified")) == ("2016-05-06", "2016-05-07")
    happening = found[SCHEMA + "about"][0]
    assert happening["@type"] == [SCHEMA + "Event"]
    assert (
        value(happening, "startDate") == value(happening, "endDate") == value(found, "temporalCoverage") == "2016-05-05"
    )
    assert value(happening, "location", "name") == "Tell Marwan"
    assert value(happening, "location", "geo", "latitude") == 36.12
    sources = [(value(s, "publisher", "name"), value(s, "datePublished")) for s in found[SCHEMA + "isBasedOn"]]
    assert sources == [("The Northern Courier", "2016-05-06"), ("Plain Dealer", "2016-05-07")]
    assert value(found[SCHEMA + "isBasedOn"][1], "creditText").startswith("Retold from Reuters")
    assert value(found[SCHEMA + "isBasedOn"][0], "url") == "https://courier.example/2016/05/06/tell-marwan?id=7"


def test_doubt_stays_doubt(output: Path) -> None:
    month = expanded(block(output, "events/shells-of-may"))
    assert value(month, "temporalCoverage") == "2016-05-01/2016-05-31"
    assert value(month, "about", "startDate") == "2016-05"
    assert SCHEMA + "endDate" not in month[SCHEMA + "about"][0]
    near = expanded(block(output, "events/gas-plant"))
    assert near[SCHEMA + "about"][0][SCHEMA + "location"][0][SCHEMA + "geo"][0]["@type"] == [SCHEMA + "GeoCircle"]
    nowhere = expanded(block(output, "events/abducted"))
    assert SCHEMA + "location" not in nowhere[SCHEMA + "about"][0]
    assert "GeoCoordinates" not in json.dumps(nowhere)


def test_the_data_page_is_a_dataset_whose_files_are_there(output: Path, chronicle: Chronicle) -> None:
    found = expanded(block(output, "data"))
    assert found["@type"] == [SCHEMA + "Dataset"]
    urls = [value(each, "contentUrl") for each in found[SCHEMA + "distribution"]]
    assert f"{URL}/data/events.csv" in urls
    assert [url for url in urls if not (output / url.removeprefix(f"{URL}/")).is_file()] == []
    kinds = {value(each, "encodingFormat") for each in found[SCHEMA + "distribution"]}
    assert kinds <= set(MEDIA_TYPES.values())
    assert value(found, "dateModified") == "2016-05-16"
    assert f"{len(chronicle.events)} events" in value(found, "description")
    assert value(found, "license").startswith("https://")


@given(
    st.text() | st.sampled_from([HOSTILE, "</script><script>alert(1)</script>", "<!--", "]]>", "\u2028\u2029", "\\</"])
)
def test_no_text_can_leave_its_data_block(text: str) -> None:
    shown = str(data_block({text: [text, {"deep": text}]}))
    assert shown.isascii()
    assert not set(shown) & set("<>&'")
    assert json.loads(shown) == {text: [text, {"deep": text}]}


def test_open_graph_and_citation_say_what_the_page_says(output: Path) -> None:
    found = head(output, "events/fall-of-tell-marwan")
    assert found["og:url"] == found["citation_public_url"] == f"{URL}/events/fall-of-tell-marwan/"
    assert found["og:title"] == found["citation_title"]
    assert found["og:type"] == "article"
    assert found["og:image"] == f"{URL}/places/tell-marwan/share.png"
    assert found["article:modified_time"] == "2016-05-07"
    assert found["citation_publication_date"] == "2016/05/07"
    assert found["citation_author"] == "A. Keeper"
    assert found["twitter:card"] == "summary_large_image"
    assert head(output, "events/abducted")["og:image"] == f"{URL}/share.png"
    home = head(output, "")
    assert (home["og:type"], home["og:url"], home["og:image"]) == ("website", f"{URL}/", f"{URL}/share.png")


def test_every_page_names_the_feed_and_a_place_its_own(output: Path) -> None:
    for path, own in (("", []), ("places/tell-marwan", ["feed.xml", "calendar.ics"])):
        tree = html5lib.parse((output / path / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
        named = [e.get("href") for e in tree.iter("link") if e.get("rel") == "alternate"]
        targets = [(output / path / (href or "")).resolve().relative_to(output.resolve()).as_posix() for href in named]
        assert set(targets) == {"feed.xml", *(f"{path}/{name}" for name in own)}
        assert all((output / target).is_file() for target in targets)
        shown = {e.get("href") for e in tree.iter("a")}
        assert not own or any((href or "").endswith("places/tell-marwan/feed.xml") for href in shown)


def test_pictures_are_pictures(output: Path, chronicle: Chronicle) -> None:
    found = sorted(path for path in output.rglob("share.png"))
    assert len(found) == 1 + len(make_index(chronicle).places)
    for path in found:
        with Image.open(path) as image:
            image.load()
            assert (image.format, image.size) == ("PNG", SIZE)
        assert path.stat().st_size < 40_000
    assert len({path.read_bytes() for path in found}) == len(found)


def test_a_picture_is_drawn_once_and_a_damaged_one_again(root: Path, tmp_path: Path) -> None:
    folder = root / "theme" / "static" / "basemap"
    painter = Painter(read_basemaps(folder), folder, tmp_path)
    spots, words = [Spot(36.1, 37.0)], Words("Tell Marwan", ("Aleppo", "12 events"))
    first = painter.picture(spots, words)
    (kept,) = tmp_path.rglob("*.png")
    assert kept.read_bytes() == first
    kept.write_bytes(first[:-20])
    assert painter.picture(spots, words) == first == kept.read_bytes()
    assert painter.picture([Spot(36.1, 37.0, 5000)], words) != first
    assert painter.picture(spots, Words("Tell Marwan", ("Aleppo", "13 events"))) != first
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert Painter(read_basemaps(folder), folder, blocked).picture(spots, words) == first


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Tell Marwan", "Tell Marwan"),
        ("Şırnak", "Sirnak"),
        ("Île-d'Or", "Ile-d'Or"),
        ("حلب", ""),
        ("Bab حلب", ""),
        (" ", ""),
    ],
)
def test_a_picture_writes_only_what_its_font_has(name: str, shown: str) -> None:
    assert drawable(name) == shown


def test_the_sitemap_names_every_page_with_its_day(root: Path, chronicle: Chronicle, output: Path) -> None:
    tree = ElementTree.parse(output / "sitemap.xml").getroot()
    found = {u.findtext(f"{SITEMAP}loc"): u.findtext(f"{SITEMAP}lastmod") for u in tree}
    site = make_site(chronicle, Settings(root, root, root), "A chronicle", url=URL)
    paths = {page.view.head.path for page in all_pages(chronicle, site)} - {"404.html", "search/"}
    assert set(found) >= {f"{URL}/{path}" for path in (paths | set(TEXTS))}
    assert found[f"{URL}/events/fall-of-tell-marwan/"] == "2016-05-07"
    assert found[f"{URL}/chronicle/2016/05/05/"] == "2016-05-10"
    assert found[f"{URL}/about/"] is None
    assert robots(URL).endswith(f"Sitemap: {URL}/sitemap.xml\n")
    assert (output / "robots.txt").read_text() == robots(URL)


def test_a_sitemap_too_long_for_one_file_has_an_index() -> None:
    files = sitemaps(URL, {f"p{n}/": date(2001, 1, 1 + n % 28) for n in range(25)}, most=10)
    assert sorted(files) == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml", "sitemap.xml"]
    index = ElementTree.fromstring(files["sitemap.xml"])
    assert index.tag == f"{SITEMAP}sitemapindex"
    parts = [(e.findtext(f"{SITEMAP}loc") or "").removeprefix(f"{URL}/") for e in index]
    found = [u.findtext(f"{SITEMAP}loc") for part in parts for u in ElementTree.fromstring(files[part])]
    assert sorted(filter(None, found)) == sorted(f"{URL}/p{n}/" for n in range(25))


def test_a_local_build_has_no_address_that_it_cannot_know(root: Path, chronicle: Chronicle, tmp_path: Path) -> None:
    write(root, chronicle, tmp_path, "")
    assert not (tmp_path / "sitemap.xml").exists()
    assert "Sitemap" not in (tmp_path / "robots.txt").read_text()
    found = head(tmp_path, "events/fall-of-tell-marwan")
    assert "og:url" not in found
    assert found["og:image"] == "../../places/tell-marwan/share.png"
    assert block(tmp_path, "events/fall-of-tell-marwan")["url"] == "../../events/fall-of-tell-marwan/index.html"


def test_what_is_withheld_is_in_no_head(output: Path, chronicle: Chronicle) -> None:
    pages = page_dates(make_index(chronicle))
    assert not any("zafaran" in path for path in pages)
    for path in (p for p in output.rglob("*") if p.suffix in (".html", ".xml", ".txt")):
        text = path.read_text("utf-8")
        found = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
        assert SECRET.casefold() not in (found + str(path)).casefold(), path


def test_pictures_show_a_withheld_place_nowhere(root: Path, chronicle: Chronicle, tmp_path: Path) -> None:
    """A picture is drawn from a place's published position and name alone."""
    index = make_index(chronicle)
    assert not any(place.name == SECRET for place in index.places.values())
    held = next(event for event in chronicle.events if event.event_id.startswith("w-"))
    assert held.place is not None
    assert held.place.name != SECRET


def test_the_same_bytes_each_time(root: Path, chronicle: Chronicle, output: Path, tmp_path: Path) -> None:
    again = write(root, replace(chronicle), tmp_path, URL)
    names = ("feed.xml", "chronicle.ics", "sitemap.xml", "share.png", "data/index.html", "places/tell-marwan/share.png")
    assert {name: (again / name).read_bytes() for name in names} == {
        name: (output / name).read_bytes() for name in names
    }
    assert Image.open(io.BytesIO((again / "share.png").read_bytes())).mode == "P"
