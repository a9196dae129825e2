"""invoke new: a chronicle of one's own, built, added to and published as an editor would, under every kind of address."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from conftest import ROOT

from chronicle.commands.build import build
from chronicle.commands.new import Wanted, ask, chosen, configure, for_editors, head_of, new, title
from chronicle.errors import ChronicleError
from chronicle.model import Chronicle
from chronicle.pages.hosting import write_hosting
from chronicle.pages.render import make_environment, render
from chronicle.pages.site import all_pages, make_site
from chronicle.settings import Settings, load_settings

ADVERT = "Buy nothing but Brandtorp soap"
PAGE = f"""<html><head><title>Shells fall on Karsholm</title><meta property="og:site_name" content="Harbour Post">
<meta property="article:published_time" content="1987-03-11"></head><body><nav>{ADVERT}</nav><article>
<p>Two fishermen were killed on Tuesday when shells fell on the quay of Malmo, the harbour master said.</p>
<p>Nobody said who had fired them.</p></article></body></html>"""


def invoke(root: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "SITEURL"} | more
    command = [sys.executable, "-m", "invoke", *words]
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Start a chronicle with --yes, add a saved page, publish it; only the index of the world's places is shared."""
    folder = tmp_path_factory.mktemp("editor")
    made = invoke(ROOT, "new", str(folder / "mine"), "--yes", "--name", "Ours", "--countries", "SE")
    assert made.returncode == 0, made.stderr
    (ROOT / ".cache" / "gazetteer").mkdir(parents=True, exist_ok=True)
    (folder / "mine" / ".cache").mkdir()
    (folder / "mine" / ".cache" / "gazetteer").symlink_to(ROOT / ".cache" / "gazetteer")
    first = invoke(folder / "mine", "build")
    assert first.returncode == 0, first.stdout + first.stderr
    assert "No events yet" in (folder / "mine" / "output" / "index.html").read_text(encoding="utf-8")
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    added = invoke(folder / "mine", "add", "../page.html", "--archive")
    assert added.returncode == 0, added.stdout + added.stderr
    (folder / "mine" / "content" / "articles" / "half-written.md").write_text("Date: 1987-03-12\nPubl")
    address = {"SITEURL": "https://user.github.io/mine"}
    published = invoke(folder / "mine", "publish", "--keep-going", **address)
    assert published.returncode == 0, published.stdout + published.stderr
    assert "half-written.md:2: no metadata line" in published.stderr
    return folder / "mine"


def test_nothing_of_the_sample_is_in_it(own: Path) -> None:
    files = [
        path for path in own.rglob("*") if path.is_file() and ".cache" not in path.parts and "output" not in path.parts
    ]
    names = {path.relative_to(own).as_posix() for path in files}
    assert {"tasks.py", "content/pages/method.md", ".github/workflows/pages.yml", "docs/editor.md"} <= names
    assert not [name for name in names if name.startswith(("tests/", "evaluation/"))]
    assert [name for name in names if name.startswith("theme/static/basemap/")] == [
        name for name in names if name.endswith(("/world.json", "/basemaps.csv"))
    ]
    editors = [path.read_text(encoding="utf-8") for path in (own / "content").rglob("*") if path.is_file()]
    assert not [text for text in editors if re.search(r"Syria|Aleppo|Assad", text)]


def dead_links(root: Path) -> list[str]:
    """Return every link of a chronicle's README and docs that leads to no file."""
    found = []
    for page in (root / "README.md", *sorted((root / "docs").glob("*.md"))):
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
            if not urlsplit(link).scheme and not (page.parent / link).exists():
                found.append(f"{page.name}: {link}")
    return found


def test_its_readme_and_docs_lead_to_what_is_there(own: Path) -> None:
    readme = (own / "README.md").read_text(encoding="utf-8")
    assert all(f"| `{key}`" in readme for key in ("Date", "Precision", "CHRONICLE_DOMAIN", "invoke check"))
    assert "invoke bench" not in readme, "there are no cases, tests and pictures here"
    assert dead_links(own) == []
    assert for_editors(readme) == readme[readme.index("## A source article") :], "of a chronicle, another can be made"


def test_a_dead_link_of_the_docs_is_seen(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "README.md").write_text("[a](docs/a.md) [b](https://b.example) [c](#c) [d](docs#d)")
    assert dead_links(tmp_path) == ["README.md: docs/a.md"]


def test_the_added_article_became_an_event(own: Path) -> None:
    rows = (own / "output" / "data" / "events.csv").read_text(encoding="utf-8").splitlines()
    assert len(rows) == 2
    assert "1987-03-10" in rows[1]


def test_originals_are_kept_and_published_nowhere(own: Path) -> None:
    (kept,) = (own / "content" / "archive").iterdir()
    assert kept.read_text(encoding="utf-8") == PAGE
    assert not [path for path in (own / "output").rglob("*") if path.is_file() and ADVERT.encode() in path.read_bytes()]
    assert not (own / "output" / "archive").exists()


def test_the_site_says_what_was_left_out(own: Path) -> None:
    page = (own / "output" / "data" / "index.html").read_text(encoding="utf-8")
    assert "1 source article could not be read and is left out" in page


def broken(output: Path, prefix: str) -> list[str]:
    """Return every link of a site that leads nowhere when it is served under a prefix ("/" or "/repo/")."""
    found = []
    for page in output.rglob("*.html"):
        here = prefix + page.relative_to(output).as_posix()
        for url in re.findall(r'(?:href|src|action)="([^"]*)"', page.read_text(encoding="utf-8")):
            parts = urlsplit(url)
            if parts.scheme or url.startswith("#"):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(here), unquote(parts.path) or here))
            inside = output / target.removeprefix(prefix.rstrip("/")).lstrip("/")
            there = inside.is_file() or (inside / "index.html").is_file()
            if not (there and f"{target}/".startswith(prefix)):
                found.append(f"{here}: {url}")
    return found


def test_every_link_of_a_project_page_resolves(own: Path) -> None:
    assert broken(own / "output", "/mine/") == []
    assert [fault for fault in broken(own / "output", "/") if not fault.startswith("/404.html: /mine/")] == []
    assert broken(own / "output", "/other/"), "404 counts from the site's own root"


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("https://user.github.io/repo", "/repo/"),
        ("https://user.github.io", "/"),
        ("https://chronicle.example.org", "/"),
    ],
)
def test_404_finds_its_way_from_any_depth(url: str, root: str) -> None:
    site = make_site(Chronicle((), (), (), None), Settings(ROOT, ROOT, ROOT), "C", url=url, index_links=False)
    pages = all_pages(Chronicle((), (), (), None), site, root_path=urlsplit(url).path.rstrip("/") + "/")
    page = next(page for page in pages if page.view.head.path == "404.html")
    text = render(make_environment(ROOT / "theme" / "templates"), page, site)
    links = [link for link in re.findall(r'(?:href|src)="([^"#]*)"', text) if link and not urlsplit(link).scheme]
    assert len(links) > 10
    assert [link for link in links if not link.startswith(root)] == []


def test_marks_for_the_host(own: Path, tmp_path: Path) -> None:
    assert (own / "output" / ".nojekyll").read_bytes() == b""
    assert not (own / "output" / "CNAME").exists()
    write_hosting(tmp_path, "chronicle.example.org")
    assert (tmp_path / "CNAME").read_text() == "chronicle.example.org\n"


def test_a_site_without_its_address_is_said_to_lack_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "content").mkdir()
    for name in ("pelicanconf.py", "publishconf.py"):
        (tmp_path / name).write_text("PATH = 'content'\n")

    def write(root: Path, config: Path, folder: Path) -> None:
        (folder / "index.html").touch()
        if "SITEURL" in config.read_text():
            (folder / "sitemap.xml").touch()

    said = "nobody said where it will stand (SITEURL=https://"
    for _ in range(2):  # built, and found unchanged
        build(tmp_path, "publishconf.py", write=write)
        assert said in capsys.readouterr().out
    (tmp_path / "publishconf.py").write_text("PATH = 'content'\nSITEURL = 'https://a.example'\n")
    for config in ("pelicanconf.py", "publishconf.py"):
        build(tmp_path, config, write=write)
        assert said not in capsys.readouterr().out


@pytest.mark.parametrize(
    "domain", ["https://x.example", "x", "x.example/path", "a\nb.example", "-x.example", "user@x.example"]
)
def test_a_domain_is_a_domain(domain: str) -> None:
    assert load_settings({"CHRONICLE_DOMAIN": "Chronicle.Example.org"}, ROOT).domain == "chronicle.example.org"
    with pytest.raises(ChronicleError, match="is no domain"):
        load_settings({"CHRONICLE_DOMAIN": domain}, ROOT)


@pytest.mark.parametrize(
    ("environment", "url"),
    [
        ({"SITEURL": "https://a.example/"}, "https://a.example"),
        ({"SITEURL": ""}, "https://own.example"),
        ({}, "https://own.example"),
    ],
)
def test_the_published_address(tmp_path: Path, environment: dict[str, str], url: str) -> None:
    (tmp_path / "publishconf.py").write_bytes((ROOT / "publishconf.py").read_bytes())
    (tmp_path / "pelicanconf.py").write_text('CHRONICLE_DOMAIN = "own.example"\n')
    code = "import runpy; print(runpy.run_path('publishconf.py')['SITEURL'])"
    own = {key: value for key, value in os.environ.items() if key != "SITEURL"} | environment
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=own, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == url


@pytest.mark.parametrize(
    ("target", "wanted", "words"),
    [
        ("full", Wanted(), "is there already and not empty"),
        ("a", Wanted(countries="Atlantis, SY, Mu"), "no country is called 'Atlantis'"),
        ("a", Wanted(language="tlh"), "do not speak 'tlh'"),
        ("a", Wanted(name="a\nb"), "more than one line"),
    ],
)
def test_what_is_no_new_chronicle(tmp_path: Path, target: str, wanted: Wanted, words: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").touch()
    with pytest.raises(ChronicleError, match=words):
        new(tmp_path / target, wanted, ROOT)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["full", "x"]


def test_questions_have_answers(capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter(["syria; IQ", "", "A. Keeper", ""])
    assert ask(Wanted(), ROOT, lambda question: next(answers)) == Wanted(
        "A chronicle of the conflict in Syria and Iraq", "A. Keeper", "syria; IQ", "en"
    )

    answers = iter(["Atlantis", "Sweden", "N", "K", "tlh", "ar"])
    assert ask(Wanted(), ROOT, lambda question: next(answers)) == Wanted("N", "K", "Sweden", "ar")
    said = capsys.readouterr().err
    assert "no country is called 'Atlantis'" in said
    assert "do not speak 'tlh'" in said

    def ends(question: str) -> str:
        raise EOFError

    assert ask(Wanted(name="N"), ROOT, ends) == Wanted("N", "", "", "en")
    assert title(chosen("SY, SY, IQ, Lebanon", ROOT)) == "A chronicle of the conflict in Syria, Iraq and Lebanon"


def test_names_are_written_as_python_reads_them() -> None:
    text = configure('A = "x"\nAB = 1\n\n# ---\n', [("A", 'q" \\1 {x}\u2028'), ("C", "c")])
    values: dict[str, object] = {}
    exec(compile(text, "conf", "exec"), values)
    assert (values["A"], values["AB"], values["C"]) == ('q" \\1 {x}\u2028', 1, "c")


def test_of_a_list_only_its_head_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    (tmp_path / "a.yaml").write_text("# What this is.\n\n- drop: x\n# more\n")
    assert head_of(tmp_path / "a.csv") == "a,b\n"
    assert head_of(tmp_path / "a.yaml") == "# What this is.\n\n"
