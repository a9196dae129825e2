"""Names of private persons: read on the page, in no index; those of sides, places and public offices are found."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_site import Served, watched, write_site
from conftest import ROOT
from test_careful import PERSONS

from chronicle.bench.local_site import serving
from chronicle.events.chronicle import Kept, make
from chronicle.events.corrections_read import Entry
from chronicle.model import AnalysedArticle, Article, Assertion, Mark, Span
from chronicle.pages.publish import publishable
from chronicle.pages.publish_clean import without_names
from chronicle.pages.views_report import Piece, pieces_of
from chronicle.pages.words_event import event_title

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Read = Callable[..., AnalysedArticle]

FOUND = [
    (PERSONS[0], ["Rahel Tesfaye"]),
    (PERSONS[1], ["Jorge Ibarra", "Elena Ibarra"]),
    (PERSONS[2], ["Grace Wanjiru", "Peter Otieno"]),
    (PERSONS[3], ["Yusuf Karim"]),
    (PERSONS[4], ["Samir Nassar"]),
    (PERSONS[5], ["Ko Aung Min"]),
    ("Hope Mwangi died of her wounds.", ["Hope Mwangi"]),
    ("Jordan was shot by police, and Chad, 12, lost a leg.", ["Jordan", "Chad"]),
    ("Fatima's brother was arrested at a checkpoint.", ["Fatima"]),
    ("“Lemlem is dead,” her mother said after the raid.", ["Lemlem"]),
    ("Rebels shot Mohammed Abu Zeid, a cousin of the minister.", ["Mohammed Abu Zeid"]),
    ("Shelling killed Dr Omar al-Hamwi of the Zawiya Media Centre.", ["Dr Omar al-Hamwi"]),
    ("The clinic's director said AMINA BANZA and her son died in the blast.", ["AMINA BANZA"]),
    ("Gunmen Kill Midwife Amina Banza in Goma", ["Midwife Amina Banza"]),
    ("A mine killed nurse Layla Saleh and O'Brien, an aid worker.", ["Layla Saleh", "O'Brien"]),
    ("Hospital Director Yusuf Karim counted ten bodies after the strike.", ["Hospital Director Yusuf Karim"]),
    ("President Idriss Déby's forces shelled the town, and Déby denied it.", []),
    ("Foreign Minister Sergei Lavrov met UN envoy Staffan de Mistura in Geneva.", []),
    ("Staffan de Mistura, the UN envoy, condemned the strike.", []),
    ("The Syrian Observatory for Human Rights said Islamic State fighters shelled Homs.", []),
    ("Doctors Without Borders said its clinic in Kafrzita was hit by two Grad rockets.", []),
    ("Shells hit the village of Bir Ghanam and killed three Alawites on Friday.", []),
    ("Kurdish YPG fighters and the Free Syrian Army clashed near the Tabqa dam.", []),
    ("Villagers said Russian jets had bombed al-Shifa Hospital during Ramadan.", []),
]


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_are_told_from_sides_places_and_offices(read: Read, text: str, names: list[str]) -> None:
    assert [text[span.start : span.end] for span in read(text, "2016-05-09").persons] == names


SHOT = "was shot dead in Jos on Sunday"
OUTLETS = [
    ("Gunmen killed nine herders near Bor, the newspaper Juba Monitor reported.", [], "the newspaper"),
    ("Shells killed two people in Tuzla, the Sarajevo Herald reported.", [], "the Sarajevo Herald"),
    ("Shells killed two people in Kharkiv, the Kyiv Independent reported.", [], "the Kyiv Independent"),
    ("Jets killed three people in Hama, Enab Baladi reported, citing a local source.", [], "Enab Baladi"),
    ("Jets killed three people in Hama, Enab Baladi said on its website.", [], "Enab Baladi"),
    ("According to Radio Tamazuj, gunmen killed four villagers near Bor.", [], "Radio Tamazuj"),
    ("A drone struck a bus in Khan Younis, Al Jazeera Arabic reported.", [], "Al Jazeera Arabic"),
    ("An Al-Manar correspondent said that jets bombed Nabatieh.", [], "an Al-Manar correspondent"),
    ("Zaman al-Wasl, an opposition news site, said that shells hit Homs.", [], "Zaman al-Wasl"),
    ("Zaman al-Wasl, a website based in Qatar, said that shells hit Homs.", [], "Zaman al-Wasl"),
    ("Kanal Dva television reported that shells hit Tuzla and killed three people.", [], "Kanal Dva television"),
    ("Al-Manar reported that jets bombed Tyre. Al-Manar's local correspondent saw two bodies.", [], "Al-Manar"),
    ("Tanko Bala reported that gunmen killed nine herders near Jos.", ["Tanko Bala"], ""),
    ("Tanko Bala said on his website that gunmen killed nine herders near Jos.", ["Tanko Bala"], ""),
    (
        "Tanko Bala, a radio presenter, said that gunmen killed nine herders near Jos.",
        ["Tanko Bala"],
        "a radio presenter",
    ),
    ("The reporter Tanko Bala said that gunmen killed nine herders near Jos.", ["Tanko Bala"], "the reporter"),
    (f"Tanko Bala, a newspaper seller, {SHOT}.", ["Tanko Bala"], None),
    (f"Tanko Bala, the owner of a television channel, {SHOT}.", ["Tanko Bala"], None),
    (f"Tanko Bala, the state news agency reported, {SHOT}.", ["Tanko Bala"], None),
    ("The dead man was Tanko Bala, a local news site said after the bombing.", ["Tanko Bala"], None),
    (f"A resident told the website Tanko Bala {SHOT}.", ["Tanko Bala"], None),
    (f"The newspaper's Tanko Bala {SHOT}.", ["Tanko Bala"], None),
    ("Soldiers beat Tanko Bala daily, his brother said.", ["Tanko Bala"], None),
    ("Relatives of Tanko Bala press for answers after the bombing in Jos.", ["Tanko Bala"], None),
    ("The dead man was Tanko Bala, the defence lawyer of three rebels killed in Jos.", ["Tanko Bala"], None),
]


@pytest.mark.parametrize(("text", "names", "source"), OUTLETS)
def test_a_name_that_acts_as_a_publisher_is_no_private_persons(
    read: Read, text: str, names: list[str], source: str | None
) -> None:
    found = read(text, "2016-05-09")
    assert [text[span.start : span.end] for span in found.persons] == names
    said = [report.attribution for report in found.reports][:1]
    assert source is None or [without_names(words, names) for words in said] == [source]


ARTICLES = {
    "midwife": f"{PERSONS[0]} Islamic State fighters shelled Homs on Sunday, and Rahel's brother Dawit was wounded.",
    "shop": PERSONS[1],
    "soldiers": f"{PERSONS[5]} President Idriss Déby's forces bombed Goma on Wednesday.",
}
PRIVATE = ("Rahel", "Tesfaye", "Dawit", "Ibarra", "Jorge", "Elena", "Aung")
PUBLIC = ("Islamic", "Goma", "Mekelle", "Homs", "midwife", "sniper")


@pytest.fixture(scope="module")
def site(read: Read, tmp_path_factory: pytest.TempPathFactory) -> Path:
    articles = [Article(key, "News", "Paper", date(2016, 5, 9), text) for key, text in ARTICLES.items()]
    analysed = [
        replace(
            found, article_id=a.article_id, reports=tuple(replace(r, article_id=a.article_id) for r in found.reports)
        )
        for a in articles
        for found in [read(a.text, "2016-05-09")]
    ]
    output = tmp_path_factory.mktemp("persons") / "repo"
    write_site(ROOT, publishable(make(articles, analysed, None, Kept()).chronicle), output)
    return output


def words_of(output: Path) -> str:
    """Return all that the search index holds, unpacked, in lower case."""
    texts = [path.read_bytes() for path in (output / "pagefind").rglob("*.pf_*")]
    found = [gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data for data in texts]
    return b"\n".join(found).decode("utf-8", "ignore").casefold()


def test_no_index_holds_a_private_persons_name_and_the_pages_do(site: Path) -> None:
    index = words_of(site) + (site / "data" / "names.json").read_text(encoding="utf-8").casefold()
    pages = "".join(path.read_text(encoding="utf-8") for path in (site / "events").rglob("*.html"))
    assert [name for name in PRIVATE if name.casefold() in index] == []
    assert [name for name in PRIVATE if name not in pages] == []
    assert [name for name in PUBLIC if name.casefold() not in index] == []
    unmarked = words_of_unmarked(site)
    assert all(name.casefold() in unmarked for name in ("Rahel", "Ibarra", "Aung"))


def words_of_unmarked(site: Path) -> str:
    """Return the words of the event pages' text that would be indexed if names were not marked."""
    pages = (path.read_text(encoding="utf-8") for path in (site / "events").rglob("*.html"))
    return "".join(page.partition("data-pagefind-body")[2] for page in pages).casefold()


@pytest.mark.browser
def test_a_search_for_a_private_person_finds_nothing(site: Path, browser: Browser) -> None:
    with serving(site.parent) as address, watched(browser, address) as page:
        served = Served(f"{address}repo/", site)
        for name in ("Tesfaye", "Ibarra", "Rahel Tesfaye"):
            page.goto(f"{served.address}search/?q={name}")
            page.wait_for_selector("[data-search-status]:not(:empty)")
            assert page.locator("[data-search-results] li, [data-search-names] li").count() == 0, name
        for name in ("Islamic State", "sniper"):
            page.goto(f"{served.address}search/?q={name}")
            page.wait_for_selector("[data-search-results] li")
            shown = page.locator("[data-search-results]").inner_text()
            assert not any(private in shown for private in PRIVATE), shown


def test_a_name_within_marked_words_is_apart() -> None:
    text = "According to Yusuf Karim, a baker, shells fell."
    names = [Span(113, 124)]
    pieces = pieces_of(text, Span(100, 100 + len(text)), [Mark("attribution", Span(113, 133))], names)
    assert pieces[1].text == "Yusuf Karim, a baker"
    assert pieces[1].parts == (("Yusuf Karim", True), (", a baker", False))
    assert "".join(piece.text for piece in pieces) == text
    assert pieces[0] == Piece("According to ")


def test_names_stay_apart_in_an_article_of_which_a_part_is_taken_down(read: Read) -> None:
    text = ARTICLES["midwife"]
    article = Article("week", "News", "Paper", date(2016, 5, 9), text)
    found = read(text, "2016-05-09")
    analysed = replace(
        found, article_id="week", reports=tuple(replace(report, article_id="week") for report in found.reports)
    )
    before = make([article], [analysed], None, Kept())
    gone = next(event for event in before.chronicle.events if "sniper" in event.reports[0].quote)
    entry = Entry("take-down", 1, (gone.event_id,), "", date.min, "", (), (), "", "0")
    left = publishable(make([article], [analysed], None, Kept((entry,), rows=before.rows)).chronicle)
    (span, *_) = left.analysed[0].persons
    assert [text[name.start : name.end] for name in left.analysed[0].persons][-1] == "Dawit"
    assert span.start >= text.index("Islamic")


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("activist Ahmad Khalil", "activist"),
        ("Ahmad Khalil, a baker from Homs", "a baker from Homs"),
        ("a baker, Ahmad Khalil", "a baker"),
        ("Ahmad Khalil", ""),
        ("Ahmad Khalil's brother", "brother"),
        ("the police and Ahmad Khalil", "the police"),
        ("Khalil and the police", "the police"),
        ("the Observatory", "the Observatory"),
        ("the Khalil", ""),
    ],
)
def test_who_is_quoted_is_said_without_a_name(words: str, kept: str) -> None:
    assert without_names(words, ["Khalil", "Ahmad Khalil"]) == kept


def test_no_headline_names_a_private_person(read: Read) -> None:
    """An event on one person's word says so in its headline, in the words that the article has for them."""
    text = "Ten people were killed by shells in Homs on Monday, activist Abu Yazan Khateb said."
    article = Article("a", "News", "Paper", date(2016, 5, 9), text)
    found = read(text, "2016-05-09")
    told = tuple(
        replace(report, article_id="a", attribution="activist Abu Yazan Khateb", assertion=Assertion.CLAIMED)
        for report in found.reports
    )
    chronicle = make([article], [replace(found, article_id="a", reports=told)], None, Kept()).chronicle
    assert "Yazan" in event_title(chronicle.events[0])
    public = publishable(chronicle)
    assert "Yazan" not in event_title(public.events[0])
    assert [report.attribution for report in public.events[0].reports] == ["activist"]
