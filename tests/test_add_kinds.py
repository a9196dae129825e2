"""invoke add as an editor uses it: folders, doubles, revisions, withdrawals, originals kept, and what is said of it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from views_maker import Maker

from chronicle.commands.add import Given, run, take_in
from chronicle.commands.add_known import Entry, Known, plain_url
from chronicle.errors import ArticleError
from chronicle.model import Article
from chronicle.pages.source_file import split_file, to_article
from chronicle.pages.views_index import make_index
from chronicle.pages.views_source import source_view
from chronicle.settings import Settings

DAY, WIRE = "1999-04-12", "Adriatic Wire"
STORY = (
    "Two ferrymen were killed when shells fell on the harbour of Neum on Sunday, the mayor said. A third man was "
    "wounded, and the evening ferry to the islands was put off until the morning. Nobody could say who had fired."
)
PAGE = f"""<html><head><title>Shells</title><meta property="og:site_name" content="Coast Post">
<meta property="article:published_time" content="1999-04-12"></head><body><article><p>{STORY}</p></article></body></html>"""


@pytest.fixture
def chronicle(tmp_path: Path) -> Settings:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    return Settings(root=tmp_path, content=tmp_path / "content", cache_dir=tmp_path / ".cache")


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "story.txt").write_text(STORY)
    return tmp_path / "story.txt"


def go(chronicle: Settings, *names: object, **options: object) -> int:
    given = Given(**({"date": DAY, "publisher": WIRE} | options))  # type: ignore[arg-type]
    return run([str(name) for name in names], given, chronicle.root)


def read_articles(chronicle: Settings) -> list[Article]:
    """Read what stands in content/articles as a build does, without asking for its language, which takes seconds."""
    found: list[Article] = []
    for path in sorted(chronicle.articles_dir.iterdir()):
        source = split_file(path, path.read_bytes())
        found.append(to_article(source, chronicle))
        if source.problems:
            raise ArticleError(source.problems)
    return found


def articles(chronicle: Settings) -> list[str]:
    return sorted(path.name for path in chronicle.articles_dir.iterdir())


def test_a_folder_of_many_kinds(chronicle: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "shells_files").mkdir()
    (folder / "shells.html").write_text(PAGE)
    (folder / "shells_files" / "advert.html").write_text(PAGE.replace("ferrymen", "buyers"))
    (folder / "deep" / "two.jsonl").write_text(
        '{"date": "1999-05-01", "publisher": "Hill Radio", "text": "A bridge fell at noon."}\n'
        '{"date": "1999-05-02", "publisher": "Hill Radio", "text": "The road to the pass was mined."}\n'
    )
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    (folder / ".hidden.txt").write_text("Not this.")
    (folder / "loop").symlink_to(folder)
    assert run([str(folder)], Given(), chronicle.root) == 0
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        "content/articles/1999-05-01-hill-radio-a-bridge-fell-at-noon.md",
        "content/articles/1999-05-02-hill-radio-the-road-to-the-pass-was-mined.md",
        "content/articles/1999-04-12-coast-post-shells.md",
    ]
    assert "photo.jpg: left out" in said.err
    assert "3 added, 1 left out" in said.err
    assert len(read_articles(chronicle)) == 3


def test_what_was_guessed_is_said_and_options_come_first(
    chronicle: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_text(PAGE.replace("og:site_name", "x").replace("article:published_time", "y"))
    with pytest.raises(ArticleError, match="does not say who published it"):
        run([str(tmp_path / "a.html")], Given(), chronicle.root)
    (tmp_path / "b.html").write_text(PAGE.replace('content="1999-04-12"', "").replace("<p>", "<p>12 April 1999</p><p>"))
    assert run([str(tmp_path / "b.html")], Given(), chronicle.root) == 0
    assert "guessed date '1999-04-12' from the page's text" in capsys.readouterr().err
    assert go(chronicle, tmp_path / "b.html", title="Mine", author="A. Writer", anyway=True) == 0
    text = (chronicle.articles_dir / f"{DAY}-adriatic-wire-mine.md").read_text()
    assert text.startswith(f"Title: Mine\nDate: {DAY}\nPublisher: {WIRE}\nAuthor: A. Writer\nRetrieved: ")
    assert "guessed" not in capsys.readouterr().err


def test_all_or_none_unless_told_to_keep_going(chronicle: Settings, story: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff")
    with pytest.raises(ArticleError, match=r"bad\.txt:1: is not UTF-8"):
        go(chronicle, story, tmp_path / "bad.txt")
    assert not chronicle.articles_dir.exists()
    assert go(chronicle, story, tmp_path / "bad.txt", keep_going=True) == 1
    assert len(articles(chronicle)) == 1


@pytest.mark.parametrize(
    ("text", "publisher", "url", "status", "added", "words"),
    [
        (STORY, WIRE, "", 0, 0, "is there already, as"),
        (STORY.upper() + "\n", WIRE, "", 0, 0, "is there already, as"),
        (STORY, "Hill Radio", "", 0, 1, "in near the same words (100%)"),
        (STORY.replace("Two", "Three"), "Hill Radio", "", 0, 1, "not count as independent"),
        (STORY.replace("Two", "Three"), WIRE, "", 1, 0, "near the same text is there already (99% alike)"),
        ("Wholly other news came from the pass.", WIRE, "http://coast.example/a/?utm_source=x#top", 1, 0, "--revises 1999"),
        ("Wholly other news came from the pass.", WIRE, "https://coast.example/b", 0, 1, ""),
    ],
)  # fmt: skip
def test_doubles(
    chronicle: Settings, story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    text: str, publisher: str, url: str, status: int, added: int, words: str,
) -> None:  # fmt: skip
    go(chronicle, story, url="https://www.coast.example/a")
    capsys.readouterr()
    (tmp_path / "again.txt").write_text(text)
    assert go(chronicle, tmp_path / "again.txt", publisher=publisher, url=url) == status
    assert len(articles(chronicle)) == 1 + added
    assert words in capsys.readouterr().err
    assert go(chronicle, tmp_path / "again.txt", publisher=publisher, url=url, anyway=True) == 0
    assert len(articles(chronicle)) == 2 + added


def test_a_double_among_thousands_is_found() -> None:
    texts = [" ".join(f"word{n * 31 + k * k}" for k in range(60)) for n in range(2000)]
    known = Known(Entry(str(n), Path(str(n)), "", WIRE, text) for n, text in enumerate(texts))
    match = known.match("", texts[1234].replace("word38254", "boat") + " and one thing more")
    assert match is not None
    assert (match.how, match.entry.slug) == ("near", "1234")
    assert known.match("", "Nothing of the kind was ever said by anyone in that town or in any other.") is None


PAPERS = [
    "The army said on Tuesday that its forces had retaken the town of Bama after two days of fighting in which 50 "
    "insurgents and three soldiers were killed. Residents who fled to Maiduguri said the militants had set fire to "
    "houses and the market before they left. Aid workers could not say when the road would open again.",
    "Troops have retaken Bama from the insurgents, the army said on Tuesday, after two days of fighting that killed "
    "three soldiers and 50 militants. Before leaving they set fire to the market and to houses, said residents who "
    "had reached Maiduguri. The road is still closed, and aid workers do not know for how long it will be.",
    "Shells fell on the market of Gamboru on Tuesday and killed eleven traders, the district head said by telephone. "
    "The firing came from across the river and went on until noon, he said; the school and two houses burned down. "
    "Nobody had said by the evening why the town was shelled, for the second time in a week.",
]
"""Two papers' own texts of one happening, and a third's of another."""


@pytest.mark.parametrize("every", [4, 5, 7])
def test_a_copy_with_a_word_changed_here_and_there_is_near_the_same(every: int) -> None:
    known = Known(Entry(str(n), Path(str(n)), "", WIRE, text) for n, text in enumerate(PAPERS))
    for n, text in enumerate(PAPERS):
        changed = " ".join(f"qua{k}" if k % every == every - 1 else w for k, w in enumerate(text.split()))
        match = known.match("", changed)
        assert match is not None
        assert (match.how, match.entry.slug) == ("order", str(n))


def test_such_a_copy_from_another_paper_is_pointed_out(
    chronicle: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(PAPERS[0])
    changed = " ".join(f"qua{k}" if k % 5 == 4 else w for k, w in enumerate(PAPERS[0].split()))
    (tmp_path / "b.txt").write_text(changed)
    assert go(chronicle, tmp_path / "a.txt") == 0
    assert go(chronicle, tmp_path / "b.txt", publisher="Hill Radio") == 0
    said = " ".join(capsys.readouterr().err.split())
    assert "most of its words stand in the same order in" in said
    assert "will not count as independent of each other" in said
    assert len(articles(chronicle)) == 2


def test_two_papers_own_texts_of_one_happening_are_no_copies() -> None:
    for n, text in enumerate(PAPERS):
        others = [Entry(str(m), Path(str(m)), "", WIRE, other) for m, other in enumerate(PAPERS) if m != n]
        assert Known(others).match("", text) is None


@pytest.mark.parametrize(
    "url",
    ["http://coast.example/a", "https://www.Coast.example/a/", "https://coast.example/a?utm_source=x&fbclid=1#top"],
)
def test_one_address_in_many_dresses(url: str) -> None:
    assert plain_url(url) == "coast.example/a"
    assert plain_url("https://coast.example/a?id=2") != plain_url(url)


def test_originals_are_kept_once_and_by_their_digest(chronicle: Settings, tmp_path: Path) -> None:
    data = b"date,publisher,text\n1999-05-01,Hill Radio,A bridge fell.\n1999-05-02,Hill Radio,A road was mined.\n"
    (tmp_path / "a.csv").write_bytes(data)
    take_in([str(tmp_path / "a.csv")], Given(archive=True), chronicle)
    digest = hashlib.sha256(data).hexdigest()
    assert [(path.name, path.read_bytes()) for path in (chronicle.content / "archive").iterdir()] == [
        (f"{digest}.csv", data)
    ]
    assert all(f"Sha256: {digest}" in path.read_text() for path in chronicle.articles_dir.iterdir())


def test_a_revised_source_keeps_its_address_and_its_history(
    chronicle: Settings, story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    go(chronicle, story, title="Shells", url="https://coast.example/a", retrieved="1999-04-12T10:00:00Z")
    (name,) = articles(chronicle)
    first = (chronicle.articles_dir / name).read_bytes()
    slug = name.removesuffix(".md")
    with pytest.raises(ArticleError, match="nothing is to be done"):
        run([str(story)], Given(revises=slug), chronicle.root)
    for day, number in (("1999-04-13", "Three"), ("1999-04-14", "Four")):
        (tmp_path / "new.txt").write_text(STORY.replace("Two", number))
        assert run([str(tmp_path / "new.txt")], Given(revises=slug, retrieved=day, archive=True), chronicle.root) == 0
    archive = chronicle.content / "archive"
    assert (archive / slug / "1999-04-12.md").read_bytes() == first
    assert "Three" in (archive / slug / "1999-04-13.md").read_text()
    assert len(list(archive.glob("*.txt"))) == 2
    (article,) = read_articles(chronicle)
    assert (article.article_id, str(article.published), article.title) == (slug, DAY, "Shells")
    assert [str(day) for day in article.revised] == ["1999-04-13", "1999-04-14"]
    assert "Four" in article.text
    assert "its former text is kept in content/archive/" in capsys.readouterr().err


def test_a_withdrawn_source_is_noted_and_stays(chronicle: Settings, story: Path) -> None:
    go(chronicle, story)
    (name,) = articles(chronicle)
    before = (chronicle.articles_dir / name).read_text()
    assert run([name], Given(retrieved="1999-06-01"), chronicle.root, withdrawn=True) == 0
    (article,) = read_articles(chronicle)
    assert (str(article.withdrawn), article.text) == ("1999-06-01", STORY)
    assert (chronicle.articles_dir / name).read_text().replace("Withdrawn: 1999-06-01\n", "") == before
    with pytest.raises(ArticleError, match="noted as withdrawn already"):
        run([name], Given(), chronicle.root, withdrawn=True)


@pytest.mark.parametrize("slug", ["none", "../../etc/passwd", ""])
def test_no_such_article(chronicle: Settings, story: Path, slug: str) -> None:
    with pytest.raises(ArticleError, match="no article has the slug"):
        run([str(story) if slug else "x"], Given(revises=slug), chronicle.root, withdrawn=not slug)


@pytest.mark.parametrize(
    ("line", "words"),
    [("Revised: yesterday", "is not a list of days"), ("Withdrawn: 1999-13-01", "is not a day")],
)
def test_days_of_revision_are_days(chronicle: Settings, line: str, words: str) -> None:
    chronicle.articles_dir.mkdir(parents=True)
    (chronicle.articles_dir / "a.md").write_text(f"Date: {DAY}\nPublisher: {WIRE}\n{line}\n\n{STORY}")
    with pytest.raises(ArticleError, match=words):
        read_articles(chronicle)


def test_the_page_of_a_source_says_what_became_of_it() -> None:
    maker = Maker()
    days = (date(1999, 4, 13), date(1999, 4, 14))
    article = maker.article("a", WIRE, date(1999, 4, 12), STORY, revised=days, withdrawn=date(1999, 6, 1))
    made = maker.chronicle()
    view = source_view(make_index(made), article, full=False)
    assert list(view.history) == [
        "Revised by its publisher: the text of 14 April 1999 is the one quoted here.",
        "It had been revised before, on 13 April 1999.",
        "No longer at its address on 1 June 1999; quoted as it stood.",
    ]
    assert source_view(make_index(made), replace(article, revised=(), withdrawn=None), full=False).history == ()
