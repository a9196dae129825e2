"""invoke check: a good site passes, and each thing that must not be published is named with its file."""

from __future__ import annotations

import gzip
import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from views_chronicle import SAFE_HOUSE, SECRET, SECRET_AR, TOWN, make_chronicle

from chronicle.commands.check_site import MAX_FILE, MAX_SITE, Found, check_files, check_tables, limits, report
from chronicle.commands.check_site_data import day_findings, evidence_findings, place_findings, quote_findings
from chronicle.commands.check_site_pages import asset_faults, look
from chronicle.commands.check_site_privacy import Texts, readable
from chronicle.errors import Problem
from chronicle.gazetteer import open_gazetteer
from chronicle.pages.exports import write_tables
from chronicle.pages.map import write_maps
from chronicle.pages.publish import publishable
from chronicle.pages.publish_places import withheld_places
from chronicle.pages.search_names import write_names
from chronicle.published import Tables, load
from chronicle.settings import Settings

HEAD = """<!DOCTYPE html><html lang="en"><head><title>x</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'"></head><body>%s</body></html>"""
BODY = '<h1 id="top">x</h1><p><a href="a/">a</a> <a href="#top">up</a> <a href="https://elsewhere.example/">out</a></p>'
CHRONICLE = make_chronicle()
WITHHELD = withheld_places(CHRONICLE)
Spoil = Callable[[Path], object]


@pytest.fixture(scope="module")
def tables_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    public = publishable(CHRONICLE)
    write_tables(public, folder / "data")
    write_maps(public, folder)
    write_names(public, folder)
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    output = tmp_path / "output"
    (output / "data").mkdir(parents=True)
    for name in ("events", "reports", "places", "articles"):
        (output / "data" / f"{name}.csv").write_text("event_id\n")
    for name in ("index.html", "404.html", "a/index.html"):
        (output / name).parent.mkdir(exist_ok=True)
        link = {"404.html": '"/a/"', "a/index.html": '"../a/"'}.get(name, '"a/"')
        (output / name).write_text(HEAD % BODY.replace('"a/"', link))
    return output


def faults(output: Path) -> list[str]:
    found = check_files(output, Texts.of(CHRONICLE.articles), WITHHELD, [SAFE_HOUSE], [TOWN])
    return [str(problem) for problem in found.faults]


def test_a_good_site_has_no_faults(site: Path, tables_folder: Path) -> None:
    assert faults(site) == []
    shutil.copytree(tables_folder, site, dirs_exist_ok=True)
    assert faults(site) == []


def page(body: str, name: str = "a/index.html") -> Spoil:
    return lambda site: (site / name).write_text(HEAD % body)


def put(name: str, data: bytes | str) -> Spoil:
    return lambda site: (site / name).write_bytes(data.encode() if isinstance(data, str) else data)


LONG_TEXT = next(a.text for a in CHRONICLE.articles if a.article_id == "2016-05-06-courier-tell-marwan")


def zipped(words: str) -> Spoil:
    def make(site: Path) -> None:
        with zipfile.ZipFile(site / "all.zip", "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("a.csv", words)

    return make


def in_sqlite(words: str) -> Spoil:
    def make(site: Path) -> None:
        with sqlite3.connect(site / "c.sqlite") as database:
            database.execute("create table t (a)")
            database.execute("insert into t values (?)", (words,))
        database.close()

    return make


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            page('<a href="../gone/">x</a>'),
            "a/index.html:2: the link '../gone/' leads nowhere: there is no gone/index.html",
        ),
        (page('<a href="../index.html#no">x</a>'), "index.html has no id 'no'"),
        (page('<a href="../../x/">x</a>'), "leaves the site"),
        (page('<a href="javascript:alert(1)">x</a>'), "links to 'javascript:alert(1)'"),
        (page("<p>one<div></p>"), "a/index.html:2: is no valid HTML"),
        (page('<img alt="" src="https://cdn.example/a.png">'), "loads https://cdn.example/a.png from elsewhere"),
        (page('<script src="//cdn.example/a.js"></script>'), "loads //cdn.example/a.js from elsewhere"),
        (
            page('<img alt="" src="data:," srcset="data:, 1x, https://cdn.example/b.png 2x">'),
            "https://cdn.example/b.png",
        ),
        (page('<p style="background:url(http://cdn.example/c.gif)">x</p>'), "http://cdn.example/c.gif"),
        (page("<style>@import 'https://cdn.example/d.css';</style>"), "https://cdn.example/d.css"),
        (page('<meta http-equiv="refresh" content="0; url=https://evil.example/">'), "https://evil.example/"),
        (page('<form action="https://evil.example/"></form>'), "https://evil.example/"),
        (page("<script>alert(1)</script>"), "has a script in it"),
        (page('<p onclick="x()">x</p>'), "attribute onclick"),
        (put("a/index.html", "<!DOCTYPE html><html lang=en><title>x</title>x</html>"), "no Content-Security-Policy"),
        (
            put("a/index.html", HEAD.replace("'self'", "'self' https://cdn.example") % "x"),
            "lets in script-src https://cdn.example",
        ),
        (put("a/index.html", HEAD.replace("'self'", "'unsafe-inline'") % "x"), "lets in script-src 'unsafe-inline'"),
        (put("a/index.html", ""), "a/index.html: is empty"),
        (put("s.css", "\na{b:url(https://cdn.example/f.woff)}"), "s.css:2: loads https://cdn.example/f.woff"),
        (put("s.js", "fetch('https://spy.example/')"), "s.js:1: loads https://spy.example/"),
        (put("data/x.json", '{"a": '), "data/x.json: is no JSON"),
        (lambda site: (site / "index.html").unlink(), "index.html: is missing"),
        (lambda site: (site / "l.html").symlink_to(site / "index.html"), "is a link, which GitHub Pages refuses"),
        (put("whole.txt", LONG_TEXT), "of the text of 2016-05-06-courier-tell-marwan stands in the site"),
        (page(f"<p>Seen at {SECRET}.</p>"), "names a place that is withheld: deir zafaran"),
        (page("<p>Seen at Deir <b>Zafa</b>ran.</p>"), "names a place that is withheld"),
        (page("<p>Seen at De&#105;r Zafaran.</p>"), "names a place that is withheld"),
        (page('<p title="Dayr Zafran">x</p>'), "names a place that is withheld"),
        (put("x.json", json.dumps([SECRET_AR])), "names a place that is withheld"),
        (put("x.ics", "LOCATION:DEIR ZAFARAN"), "names a place that is withheld"),
        (put("x.xml", "<a>https://x.example/deir%20zafaran</a>"), "names a place that is withheld"),
        (
            put("x.pf_fragment", gzip.compress(b'pagefind_dcd{"content":"Deir Zafaran"}')),
            "names a place that is withheld",
        ),
        (zipped("event,Deir Zafaran"), "names a place that is withheld"),
        (in_sqlite("Deir Zafaran"), "names a place that is withheld"),
        (put("deir-zafaran.txt", "x"), "its address names a place that is withheld"),
        (put("x.geojson", '{"coordinates":[37.3101,36.3099]}'), "gives the coordinates of Deir Zafaran"),
        (put("x.csv", "a,36.31,37.31,b"), "gives the coordinates of Deir Zafaran"),
    ],
)
def test_each_fault_is_named(site: Path, spoil: Spoil, said: str) -> None:
    spoil(site)
    found = faults(site)
    assert any(said in one for one in found), found


def test_links_of_a_published_site_count_from_its_address(site: Path) -> None:
    base = '<link rel="canonical" href="https://user.example/repo/">'
    for name in ("index.html", "404.html"):
        text = (
            HEAD.replace("</head>", f"{base}</head>")
            % '<a href="/repo/a/">x</a><a href="https://user.example/repo/a/">y</a>'
        )
        (site / name).write_text(text)
    assert faults(site) == []
    (site / "404.html").write_text(HEAD % '<a href="/a/">x</a>')
    assert "leaves the site, which stands at /repo/" in faults(site)[0]


def test_what_the_editor_lets_in_is_let_in() -> None:
    text = (HEAD.replace("'self'", "'self'; img-src 'self' https://*.tiles.example") % "x").encode()
    assert look("a.html", text, {"*.tiles.example"}).problems == []
    assert look("a.html", text).problems != []
    assert asset_faults("a.js", "const a = 'https://leafletjs.com'; // a link, not a request") == []


@pytest.mark.parametrize(
    ("sizes", "faulty", "warned"),
    [
        ([10], 0, 0),
        ([MAX_FILE + 1], 1, 0),
        ([MAX_FILE] * 9 + [1], 0, 1),
        ([MAX_FILE] * 10 + [1], 1, 0),
        ([1] * 100_001, 0, 1),
    ],
)
def test_limits_of_github_pages(sizes: list[int], faulty: int, warned: int) -> None:
    found = limits((Path(str(n)), size) for n, size in enumerate(sizes))
    assert (len(found.faults), len(found.warnings)) == (faulty, warned)
    assert MAX_SITE == 10 * MAX_FILE


@pytest.fixture(scope="module")
def tables(tables_folder: Path) -> Tables:
    return load(tables_folder / "data")


def test_days_in_the_future_are_seen(tables: Tables) -> None:
    today = date(2016, 6, 1)
    assert list(day_findings(tables, today)) == []
    assert any("in the future" in said for fault, said, _, _ in day_findings(tables, date(2016, 5, 7)) if fault)
    late = replace(tables.events[0], date_start=date(2016, 5, 28), date_end=date(2016, 5, 28))
    ((fault, said, _, _),) = day_findings(replace(tables, events=(late,)), today)
    assert (fault, "after its newest source" in said) == (False, True)
    own = replace(tables, events=(late,), reports=())
    assert list(day_findings(own, today)) == [], "what the editor added has a source of its own, of whatever day"
    assert [fault for fault, *_ in day_findings(own, date(2016, 5, 27))].count(True) == 1


def test_events_without_evidence_are_seen(tables: Tables) -> None:
    assert [said for fault, said, _, _ in evidence_findings(tables) if fault] == []
    event_id = tables.events[0].event_id
    rest = tuple(report for report in tables.reports if report.event_id != event_id)
    (first,) = [said for fault, said, _, _ in evidence_findings(replace(tables, reports=rest)) if fault]
    assert first.startswith(f"{event_id} has no report")
    assert list(evidence_findings(replace(tables, reports=rest), frozenset({event_id}))) == [
        found for found in evidence_findings(tables) if not found[0]
    ]
    gone = replace(tables, events=tables.events[1:])
    assert any("an event that is not there" in said for _, said, _, _ in evidence_findings(gone))


def test_places_far_from_their_country_are_seen(tables: Tables) -> None:
    gazetteer = open_gazetteer(None, ROOT / ".cache")
    assert list(place_findings(tables, gazetteer)) == []
    row = next(place for place in tables.places if place.name == TOWN.name)
    moved = replace(row, latitude=46.0, longitude=37.05)
    at_sea, at_zero = replace(row, latitude=35.3, longitude=20.0), replace(row, latitude=0.0, longitude=0.0)
    for wrong, said in ((moved, "lie in Russia"), (at_zero, "lies at 0, 0")):
        (found,) = place_findings(replace(tables, places=(wrong,)), gazetteer)
        assert (found[0], said in found[1]) == (True, True), found
    assert list(place_findings(replace(tables, places=(at_sea,)), gazetteer)) == []


def test_a_quotation_is_what_its_article_says(tables: Tables) -> None:
    texts = {article.article_id: article.text for article in CHRONICLE.articles}
    assert list(quote_findings(tables, texts)) == []
    report = next(one for one in tables.reports if one.quote)
    wrong = replace(tables, reports=(replace(report, start=report.start + 1, end=report.end + 1),))
    assert "quotes what does not stand" in next(quote_findings(wrong, texts))[1]


def test_faults_make_the_exit_status(tables: Tables, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    conf = Settings(tmp_path, tmp_path, ROOT / ".cache")
    assert report(check_tables(tables, CHRONICLE.articles, conf, date(2016, 6, 1)), "output") == 0
    assert "may be published" in capsys.readouterr().out
    assert report(Found([Problem("one", "do", Path("a"))], [Problem("two")]), "output") == 1
    assert capsys.readouterr().err.splitlines() == [
        "fault: a: one (do)",
        "warning: two",
        "1 fault in output/: do not publish it",
    ]
    assert report(Found([], [Problem("two"), Problem("three"), Problem("two")]), "output") == 0
    assert capsys.readouterr().out == "output/ may be published; 2 warnings\n", "each is said once"


def test_pictures_have_no_words() -> None:
    assert readable("a.png", b"Deir Zafaran") == ""
