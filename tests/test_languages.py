"""The interface in other languages: nothing left unmarked, nothing untranslated, right to left, and safe."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import html5lib
import pseudo
import pytest
from views_chronicle import make_chronicle

from chronicle.commands.translate import extracted, state, translate, updated
from chronicle.errors import ChronicleError
from chronicle.model import Chronicle
from chronicle.pages import words
from chronicle.pages.catalogue import ISOLATE, Catalogue, catalogue_file, load_catalogue
from chronicle.pages.exports import DataOptions, write_tables
from chronicle.pages.exports_published import Published
from chronicle.pages.map import write_maps
from chronicle.pages.map_parts import read_basemaps
from chronicle.pages.phrases import Phrase, dated, encoded, listing, named, region, say, say_n, spelled
from chronicle.pages.publish import publishable
from chronicle.pages.render import make_environment, render
from chronicle.pages.search_names import write_names
from chronicle.pages.site import all_pages, make_site
from chronicle.pages.views import Head, Page, PlainView
from chronicle.settings import Settings


@pytest.fixture(scope="module")
def arabic(root: Path) -> Catalogue:
    return load_catalogue(root / "theme" / "locale", "ar")


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return publishable(make_chronicle())


@pytest.fixture(scope="module")
def data(chronicle: Chronicle, tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Return the tables, compared with the same ones of an earlier build, so that the page names every file."""
    earlier, now = tmp_path_factory.mktemp("earlier"), tmp_path_factory.mktemp("now")
    write_tables(chronicle, earlier)
    return write_tables(chronicle, now, DataOptions(previous=earlier))


def pages_in(root: Path, chronicle: Chronicle, catalogue: Catalogue, data: Published) -> dict[str, str]:
    conf = Settings(
        root, root / "content", root / ".cache", keeper="A. Keeper <b>", correct_url="https://x.example/new"
    )
    site = make_site(chronicle, conf, "A chronicle & <more>", "Of “things”", "https://user.github.io/repo", True)
    environment = make_environment(root / "theme" / "templates", catalogue)
    basemaps = read_basemaps(root / "theme" / "static" / "basemap")
    return {p.view.head.file: render(environment, p, site) for p in all_pages(chronicle, site, basemaps, data=data)}


@pytest.fixture(scope="module")
def arabic_pages(root: Path, chronicle: Chronicle, arabic: Catalogue, data: Published) -> dict[str, str]:
    return pages_in(root, chronicle, arabic, data)


def names_of(chronicle: Chronicle) -> set[str]:
    """Return what a chronicle itself says on its pages, in whatever language it was written."""
    found = {"A chronicle & <more>", "Of “things”", "GeoJSON", "Tal Marwan"}
    for article in chronicle.articles:
        found |= {article.title, article.publisher}
    for event in chronicle.events:
        for place in (*([event.place] if event.place else []), *event.further_places):
            found |= {place.name, place.admin1, place.admin2, place.country, "Sirio", *place.names}
        for actor in (*event.actor1, *event.actor2):
            found |= {actor.name, actor.country, *actor.aliases}
    return found


def test_every_word_of_the_interface_is_marked(
    root: Path, chronicle: Chronicle, data: Published, tmp_path: Path
) -> None:
    pseudo.write_catalogue(root, tmp_path)
    known = names_of(chronicle)
    found: Counter[str] = Counter()
    for file, text in pages_in(root, chronicle, load_catalogue(tmp_path, pseudo.LANGUAGE), data).items():
        for said in pseudo.unmarked(html5lib.parse(text), known):
            found[f"{file.split('/')[0]}: {said}"] += 1
    assert found == {}


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p>⟦Marked ⟦twice⟧⟧ and not</p>", ["and not"]),
        ("<p>⟦All⟧ 12 · ⟦marked⟧ <bdi>Aleppo</bdi></p>", []),
        ('<p title="Where">⟦x⟧</p>', ["title: Where"]),
        ('<p data-text-any="any">⟦x⟧</p>', ["data-text-any: any"]),
        ('<p data-text-n=\'{"one":"⟦{n} event⟧"}\'>⟦x⟧</p>', []),
        ("<blockquote>Quoted</blockquote><p>Known</p>", []),
    ],
)
def test_unmarked_words_are_seen(page: str, said: list[str]) -> None:
    assert list(pseudo.unmarked(html5lib.parse(page), {"Known"})) == said


def test_the_catalogues_are_whole_and_up_to_date(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert translate(root, check=True) == 0, capsys.readouterr().out


def test_what_a_catalogue_lacks_is_told(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("theme", "plugins"):
        (tmp_path / name).mkdir()
    (tmp_path / "theme" / "templates").mkdir()
    (tmp_path / "plugins" / "chronicle" / "pages").mkdir(parents=True)
    (tmp_path / "theme" / "locale").mkdir()
    (tmp_path / "theme" / "locale" / "babel.cfg").write_text((root / "theme" / "locale" / "babel.cfg").read_text())
    template = tmp_path / "theme" / "templates" / "a.html"
    template.write_text('{% trans n=x %}{{ n }} day{% pluralize %}{{ n }} days{% endtrans %} {{ _("Where") }}')
    assert translate(tmp_path, "fr", check=True) == 1
    assert translate(tmp_path, "fr") == 0
    assert "fr: 0 of 2 messages translated" in capsys.readouterr().out
    path = catalogue_file(tmp_path / "theme" / "locale", "fr")
    path.write_text(path.read_text().replace('msgid "Where"\nmsgstr ""', 'msgid "Where"\nmsgstr "Où %(n)s"'))
    assert translate(tmp_path) == 1
    assert "the message has no gap 'n'" in capsys.readouterr().out
    with pytest.raises(ChronicleError, match="no gap 'n'"):
        load_catalogue(tmp_path / "theme" / "locale", "fr")
    with pytest.raises(ChronicleError, match="no language is called 'xx'"):
        translate(tmp_path, "xx")
    with pytest.raises(ChronicleError, match="known are en, fr"):
        load_catalogue(tmp_path / "theme" / "locale", "de")


def test_a_message_without_words_stays_english(root: Path, tmp_path: Path) -> None:
    catalog = updated(tmp_path / "no.po", "ar", extracted(root))
    lacking = state("ar", tmp_path, catalog)
    assert len(lacking.missing) == lacking.messages > 500


@pytest.mark.parametrize(
    ("phrase", "said"),
    [
        (words.counted(0, "event"), "لا أحداث"),
        (words.counted(1, "event"), "حدث واحد"),
        (words.counted(2, "event"), "حدثان"),
        (words.counted(3, "event"), "3 أحداث"),
        (words.counted(11, "event"), "11 حدثًا"),
        (words.counted(100, "event"), "100 حدث"),
        (words.counted(1103, "event"), "1,103 أحداث"),
        (dated(date(2016, 5, 8)), "8 مايو 2016"),
        (listing(["حلب", "حمص", "حماة"]), "حلب وحمص وحماة"),
        (say("near {place}", place=named("Aleppo", "حلب")), "قرب حلب"),
        (say("near {place}", place="Karsholm"), "قرب \u2068Karsholm\u2069"),
        (words.country_name("Turkey"), "تركيا"),
        (words.country_name("Ruritania"), "Ruritania"),
        (region("Aleppo", "Syria"), "محافظة حلب"),
        (spelled(3), "3"),
        (encoded([{"label": named("Aleppo", "حلب"), "lat": 1.5}]), '[{"label":"حلب","lat":1.5}]'),
        ("as it stands", "as it stands"),
    ],
)
def test_phrases_in_arabic(arabic: Catalogue, phrase: str, said: str) -> None:
    tongue = replace(arabic, regions={("Syria", "Aleppo"): "محافظة حلب"})
    assert tongue.text(phrase) == said


def test_a_country_s_own_months(root: Path) -> None:
    assert load_catalogue(root / "theme" / "locale", "ar_SY").text(dated(date(2016, 5, 8))) == "8 أيار 2016"


def test_a_phrase_is_its_english_text() -> None:
    phrase = say_n("{n} report", "{n} reports", 2)
    assert (phrase, f"{phrase}!", json.dumps(phrase)) == ("2 reports", "2 reports!", '"2 reports"')
    assert isinstance(phrase.capitalize(), Phrase)
    assert Catalogue().text(phrase) == "2 reports"


def test_values_are_escaped_and_no_message_is_read_twice(root: Path, arabic: Catalogue) -> None:
    environment = make_environment(root / "theme" / "templates", arabic)
    hostile = '<b>{n} %(x)s "'
    template = environment.from_string(
        '{{ p }}|{{ p|e }}|{% trans who=w %}According to {{ who }}.{% endtrans %}|<a title="{{ _("Map of %(place)s", place=w) }}">'
    )
    made = template.render(p=say("near {place}", place=hostile), w=hostile)
    assert "<b>" not in made
    assert made.count("&lt;b&gt;{n} %(x)s &#34;") == 4


def test_an_arabic_page_is_right_to_left_with_its_quotations_left_to_right(arabic_pages: dict[str, str]) -> None:
    for file, text in arabic_pages.items():
        assert '<html lang="ar" dir="rtl">' in text, file
    events = [text for file, text in arabic_pages.items() if file.startswith("events/")]
    assert sum('<blockquote lang="en" dir="ltr">' in text for text in events) > 3
    assert not any("<blockquote dir" in text for text in events)


def test_no_english_word_of_the_interface_is_left(root: Path, arabic_pages: dict[str, str]) -> None:
    """Of all messages none stands in an Arabic page as English has it, but for names such as ACLED."""
    english = [entry.id if isinstance(entry.id, str) else entry.id[1] for entry in extracted(root) if entry.id]
    plain = [text for text in english if " " in text and not re.search(r"[{%<]", text)]
    assert len(plain) > 200
    kept = r"<script.*?</script>|<td><bdi>.*?</td>"  # the latter: a table's values, which are as in its file
    shown = [re.sub(kept, "", page, flags=re.DOTALL) for page in arabic_pages.values()]
    found = {text for text in plain for page in shown if f">{text}<" in page or f'"{text}"' in page}
    assert found == set()


def test_maps_and_search_speak_arabic(chronicle: Chronicle, arabic: Catalogue, tmp_path: Path) -> None:
    write_maps(chronicle, tmp_path, arabic)
    write_names(chronicle, tmp_path, arabic)
    drawn = json.loads((tmp_path / "assets/map-data/index.json").read_text(encoding="utf-8"))
    assert "تل مروان" in drawn["places"]["name"]
    names = {row["name"]: row for row in json.loads((tmp_path / "data/names.json").read_text(encoding="utf-8"))}
    assert "Tell Marwan" in names["تل مروان"]["also"]
    assert "بلدة أو قرية" in names["تل مروان"]["about"]


def test_the_empty_page_too(root: Path, arabic: Catalogue) -> None:
    site = make_site(Chronicle((), (), (), None), Settings(root, root, root), "x")
    made = render(
        make_environment(root / "theme" / "templates", arabic),
        Page("404.html", PlainView(Head("x", "", "404.html"))),
        site,
    )
    assert "لا توجد صفحة في هذا العنوان." in made
    assert ISOLATE not in made
