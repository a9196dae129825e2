"""Every page as a browser gets it: valid, linked, inert, its own, and silent about what is withheld."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest
from jinja2 import meta
from views_chronicle import HOSTILE, SECRET, SECRET_AR, make_chronicle

from chronicle.model import Chronicle
from chronicle.pages.exports import write_tables
from chronicle.pages.files import Files
from chronicle.pages.machines import Ground, write_for_machines
from chronicle.pages.map import write_maps
from chronicle.pages.map_parts import read_basemaps
from chronicle.pages.publish import publishable
from chronicle.pages.render import make_environment, render
from chronicle.pages.search_names import write_names
from chronicle.pages.site import all_pages, make_site
from chronicle.pages.views import Head, Page, Site, TextView
from chronicle.pages.views_index import make_index
from chronicle.settings import Settings

TEXT_PAGES = ("about", "method", "cite", "correct")
LOADING = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "use": "href",
    "object": "data",
}


def settings(root: Path) -> Settings:
    return Settings(
        root, root / "content", root / ".cache", keeper="A. Keeper <b>", correct_url="https://x.example/new"
    )


def pages_of(root: Path, chronicle: Chronicle, url: str, index_links: bool) -> dict[str, str]:
    site = make_site(chronicle, settings(root), "A chronicle & <more>", "Of “things”", url, index_links)
    environment = make_environment(root / "theme" / "templates")
    basemaps = read_basemaps(root / "theme" / "static" / "basemap")
    with TemporaryDirectory() as folder:
        data = write_tables(chronicle, Path(folder))
    pages = list(all_pages(chronicle, site, basemaps, root_path="/repo/", data=data))
    pages += [Page("page.html", TextView(Head(n, n, f"{n}/"), "<p>Its own <em>words</em>.</p>")) for n in TEXT_PAGES]
    files = [page.view.head.file for page in pages]
    assert len(files) == len(set(files)), "two pages in one file"
    return {page.view.head.file: render(environment, page, site) for page in pages}


@pytest.fixture(scope="module")
def chronicle() -> Chronicle:
    return publishable(make_chronicle())


@pytest.fixture(scope="module")
def pages(root: Path, chronicle: Chronicle) -> dict[str, str]:
    return pages_of(root, chronicle, "https://user.github.io/repo", index_links=True)


@pytest.fixture(scope="module")
def files(root: Path, chronicle: Chronicle, tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("files")
    write_tables(chronicle, output / "data")
    write_maps(chronicle, output)
    write_names(chronicle, output)
    site = make_site(chronicle, settings(root), "A chronicle & <more>", url="https://user.github.io/repo")
    basemap = root / "theme" / "static" / "basemap"
    write_for_machines(
        make_index(chronicle), site, Files(output), Ground(read_basemaps(basemap), basemap, output.parent / "pictures")
    )
    for path in (root / "theme" / "static").rglob("*"):
        if path.is_file():
            target = output / "theme" / path.relative_to(root / "theme" / "static")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return output


@pytest.fixture(scope="module")
def trees(pages: dict[str, str]) -> dict[str, Element]:
    """Parse every page by the letter: the first fault of one raises ParseError."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return {file: parser.parse(text) for file, text in pages.items()}


def elements(tree: Element) -> Iterator[tuple[str, Element]]:
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield element.tag.rpartition("}")[2], element


def words(tree: Element) -> str:
    return " ".join("".join(tree.itertext()).split())


def test_every_page_is_valid_html(trees: dict[str, Element]) -> None:
    assert len(trees) > 200
    kinds = {
        "index.html",
        "404.html",
        "map/index.html",
        "search/index.html",
        "data/index.html",
        "events/drones/index.html",
    }
    assert kinds <= set(trees)


def test_every_link_resolves(pages: dict[str, str], trees: dict[str, Element], files: Path) -> None:
    ids = {file: {e.get("id") for _, e in elements(tree) if e.get("id")} for file, tree in trees.items()}
    count = 0
    for file, tree in trees.items():
        for name, element in elements(tree):
            for url in (element.get("href"), element.get("src")):
                if url is None or urlsplit(url).scheme or (name == "link" and element.get("rel") == "canonical"):
                    continue
                path, fragment = url.partition("#")[0].partition("?")[0], url.partition("#")[2]
                start = "repo" if path.startswith("/repo/") else posixpath.join("repo", posixpath.dirname(file))
                target = posixpath.normpath(
                    posixpath.join(start, unquote(path.removeprefix("/repo/")) or posixpath.basename(file))
                )
                assert target.startswith("repo"), f"{file}: {url} leaves the site"
                inside = target.removeprefix("repo").removeprefix("/")
                assert inside in pages or (files / inside).is_file(), f"{file}: {url}"
                if fragment:
                    assert unquote(fragment) in ids[inside], f"{file}: {url}"
                count += 1
    assert count > 2000


def test_published_links_end_in_a_slash_and_resolve(root: Path, chronicle: Chronicle, pages: dict[str, str]) -> None:
    published = pages_of(root, chronicle, "https://user.github.io/repo", index_links=False)
    assert set(published) == set(pages)
    for file, text in published.items():
        assert "index.html" not in text
        for url in re.findall(r'href="((?!https?:|#|/)[^"]*)"', text):
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(file), url.partition("#")[0]))[1:]
            if not posixpath.splitext(target)[1]:
                assert posixpath.join(target, "index.html") in published, f"{file}: {url}"


def test_nothing_loads_from_elsewhere_and_no_script_stands_in_a_page(trees: dict[str, Element]) -> None:
    for file, tree in trees.items():
        for name, element in elements(tree):
            assert not [key for key in element.keys() if key.lower().startswith("on")], file  # noqa: SIM118
            address = element.get(LOADING.get(name, ""), "")
            if name in LOADING and element.get("rel") != "canonical":
                assert not urlsplit(address).scheme, f"{file}: {address}"
                assert not address.startswith("//"), f"{file}: {address}"
            if name == "script" and element.get("type") == "application/ld+json":
                text = "".join(element.itertext())  # a data block, which no browser runs; nor could it become more
                assert not set(text) & set("<>&'"), file
                assert text.isascii(), file
                assert json.loads(text)["@context"] == "https://schema.org", file
            elif name == "script":
                assert address, file
                assert not "".join(element.itertext()).strip(), file
            if name in ("a", "form"):
                scheme = urlsplit(element.get("href") or element.get("action") or "").scheme
                assert scheme in ("", "https", "http", "mailto"), f"{file}: {scheme}"


def test_every_page_carries_the_policy(trees: dict[str, Element]) -> None:
    for file, tree in trees.items():
        found = [e.get("content") for n, e in elements(tree) if n == "meta" and "http-equiv" in e.attrib]
        assert len(found) == 1
        policy = dict(part.strip().split(" ", 1) for part in (found[0] or "").split(";"))
        assert policy["default-src"] == "'none'"
        assert policy["script-src"] == ("'self' 'wasm-unsafe-eval'" if file == "search/index.html" else "'self'")
        assert "http" not in (found[0] or "")


def test_hostile_words_are_shown_and_do_nothing(pages: dict[str, str], trees: dict[str, Element]) -> None:
    shown = " ".join(HOSTILE.replace("\u202e", " ").split())
    holding = [file for file, tree in trees.items() if shown in words(tree)]
    assert {"index.html", "events/hostile/index.html", "actors/index.html", "places/index.html"} <= set(holding)
    for file, text in pages.items():
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", text), file
        assert "alert(1)</script>" not in text, file
        assert "javascript:" not in text.lower(), file


def test_a_withheld_place_is_nowhere(pages: dict[str, str], files: Path) -> None:
    written = [path for path in (files / "data").rglob("*") if path.is_file()]
    texts = {**pages, **{str(path): path.read_bytes().decode("utf-8", "replace") for path in written}}
    for file, text in texts.items():
        for secret in (SECRET, SECRET_AR, "deir-zafaran", "Dayr Zafran", "four nurses"):
            assert secret.casefold() not in (file + text).casefold(), file
    held = [text for file, text in pages.items() if file.startswith("events/w-")]
    assert len(held) == 1
    assert "What this report says is withheld" in held[0]
    assert "10 May 2016" in held[0]


def test_all_pages_together_show_at_most_half_of_an_article(pages: dict[str, str], trees: dict[str, Element]) -> None:
    long = [a for a in make_chronicle().articles if len(a.text) > 600]
    assert len(long) >= 2
    everything = " ".join(words(tree) for tree in trees.values())
    for article in long:
        sentences = [s for s in re.split(r"(?<=[.]) ", article.text) if len(s) > 30]
        shown = sum(len(s) for s in set(sentences) if " ".join(s.split()) in everything)
        assert 2 * shown <= len(article.text)


def test_headings_landmarks_and_ids(trees: dict[str, Element]) -> None:
    for file, tree in trees.items():
        found = list(elements(tree))
        levels = [int(name[1]) for name, _ in found if re.fullmatch(r"h[1-6]", name)]
        assert levels[0] == 1, file
        assert levels.count(1) == 1, file
        assert all(after - before <= 1 for before, after in pairwise(levels)), (file, levels)
        names = [name for name, _ in found]
        assert names.count("main") == 1, file
        assert {"header", "footer", "nav"} <= set(names), file
        ids = [element.get("id") for _, element in found if element.get("id")]
        assert len(ids) == len(set(ids)), file
        assert all(i in ids for _, e in found for i in (e.get("aria-labelledby") or "").split()), file
        assert tree.get("lang") == "en", file
        navs = [e.get("aria-label") for n, e in found if n == "nav"]
        assert None not in navs, file
        assert len(navs) == len(set(navs)), file


def test_titles_tell_pages_apart(trees: dict[str, Element]) -> None:
    titles: dict[str, str] = {}
    for file, tree in trees.items():
        title = next(words(e) for n, e in elements(tree) if n == "title")
        assert title, file
        if file.startswith("events/"):
            assert titles.setdefault(title, file) == file


def test_names_in_other_scripts_say_so(trees: dict[str, Element]) -> None:
    tree = trees["places/tell-marwan/index.html"]
    assert [(e.get("lang"), e.get("dir")) for _, e in elements(tree) if words(e) == "تل مروان"][-1] == ("ar", "auto")


def test_templates_receive_the_view_and_the_site_and_nothing_else(root: Path) -> None:
    environment = make_environment(root / "theme" / "templates")
    for name in environment.list_templates():
        source = (root / "theme" / "templates" / name).read_text("utf-8")
        macros = set(re.findall(r"{%-? (?:macro|set|import \"[^\"]+\" as|from \"[^\"]+\" import) (\w+)", source))
        own = {"part", "_trans", *macros}  # `_trans` is what {% trans %} keeps a call's result in
        unknown = meta.find_undeclared_variables(environment.parse(source)) - set(environment.globals)
        assert unknown - own <= {"view", "site"}, name


def test_two_builds_are_the_same_bytes(root: Path, pages: dict[str, str]) -> None:
    again = pages_of(root, publishable(make_chronicle()), "https://user.github.io/repo", index_links=True)
    assert again == pages


def test_an_empty_chronicle_has_its_pages(root: Path) -> None:
    pages = pages_of(root, Chronicle((), (), (), None), "", index_links=True)
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    assert "No events yet" in words(parser.parse(pages["index.html"]))
    assert all(parser.parse(text) is not None for text in pages.values())


def test_a_record_without_an_address_for_errors_still_carries_its_id(root: Path, chronicle: Chronicle) -> None:
    conf = Settings(root, root / "content", root / ".cache")
    site = make_site(chronicle, conf, "A chronicle")
    page = next(p for p in all_pages(chronicle, site) if p.view.head.path == "events/drones/")
    text = render(make_environment(root / "theme" / "templates"), page, site)
    assert 'href="../../correct/index.html?event=drones"' in text


def test_no_page_needs_more_than_sixty_kilobytes(pages: dict[str, str], root: Path) -> None:
    static = root / "theme" / "static"
    shared = sum(
        (static / name).stat().st_size for name in ("css/site.css", "js/theme.js", "js/copy.js", "img/icon.svg")
    )
    assert max(len(text.encode()) for text in pages.values()) + shared < 120_000


def test_the_site_says_who_keeps_it_and_as_of_when(trees: dict[str, Element]) -> None:
    for file, tree in trees.items():
        foot = words(tree)
        assert "not a complete count" in foot, file
        assert "Kept by A. Keeper <b>. As of 16 May 2016." in foot, file


def test_site_is_plain_data() -> None:
    site = Site("n", "", "", "", "", "", "", False, 0, 0)
    assert Head("t", "d", "events/x/").root == "../../"
    assert Head("t", "d", "404.html", fixed_root="/repo/").root == "/repo/"
    assert site.url == ""


def test_what_is_not_handed_to_the_search_is_what_the_search_would_pass_over(pages: dict[str, str]) -> None:
    """Only whole elements that pagefind ignores may stand between the marks of what is unsearched."""
    marks = re.compile("<!--unsearched-->(.*?)<!--/unsearched-->", re.DOTALL)
    found = 0
    for path, text in pages.items():
        assert text.count("<!--unsearched-->") == text.count("<!--/unsearched-->") == len(marks.findall(text)), path
        for inside in marks.findall(text):
            fragment = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(inside)
            assert {child.get("data-pagefind-ignore") for child in fragment} == {"all"}, path
            assert not (fragment.text or "").strip(), path
            assert not any((child.tail or "").strip() for child in fragment), path
            found += 1
    assert found > 50
