"""Source articles: text kept to the character, every fault named with file, line and remedy, all at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.errors import ArticleError, ChronicleError, ModelError
from chronicle.model import AnalysedArticle
from chronicle.pages.source import SourceReader, linked, read_articles, read_sources, register
from chronicle.pages.source_file import split_file, to_article
from chronicle.settings import Settings

HEAD = "Date: 1999-04-12\nPublisher: Adriatic Wire\n"
BODY = "Shells fell on the harbour at dawn.\n\nNobody was hurt, the mayor said."
GERMAN = (
    "In der Nacht zum Dienstag wurde die Brücke über den Fluss zerstört, wie ein Sprecher der Stadt mitteilte. "
    "Drei Menschen wurden dabei verletzt, zwei von ihnen schwer.\n"
)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    return Settings(root=tmp_path, content=tmp_path / "content", cache_dir=tmp_path / ".cache")


@pytest.fixture
def put(settings: Settings) -> Callable[[str, str | bytes], None]:
    def write(name: str, content: str | bytes) -> None:
        path = settings.articles_dir / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)

    return write


def problems(settings: Settings) -> list[str]:
    with pytest.raises(ArticleError) as caught:
        read_articles(settings)
    return [str(problem) for problem in caught.value.problems]


def test_reads_everything(settings: Settings, put: Callable[[str, str], None]) -> None:
    put(
        "1999-04-12-harbour.md",
        "Title: Shells on <harbour> *and* {{ town }}\nDate: 1999-04-12 08:30\nPublisher: Adriatic Wire\n"
        "URL: https://example.org/a?b=1&c=2\nRetells: Coast Post, 1999-04-11\nAuthor: A. Writer\n\n" + BODY,
    )
    (article,) = read_articles(settings)
    assert article.article_id == "1999-04-12-harbour"
    assert article.title == "Shells on <harbour> *and* {{ town }}"
    assert article.published == date(1999, 4, 12)
    assert article.publisher == "Adriatic Wire"
    assert article.url == "https://example.org/a?b=1&c=2"
    assert article.retells == "Coast Post, 11 April 1999"
    assert article.path == "content/articles/1999-04-12-harbour.md"
    assert article.text == BODY


def test_title_falls_back_on_publisher_and_day(settings: Settings, put: Callable[[str, str], None]) -> None:
    put("a.md", HEAD + "\n" + BODY)
    assert read_articles(settings)[0].title == "Adriatic Wire, 12 April 1999"


def test_order_is_that_of_the_paths_and_drafts_stay_out(settings: Settings, put: Callable[[str, str], None]) -> None:
    for name in ("c.md", "a.md", "more/b.md"):
        put(name, HEAD + "\n" + BODY)
    put("draft.md", "Status: draft\nPublisher: nobody yet\n\n")
    put(".hidden.txt", "x")
    assert [article.article_id for article in read_articles(settings)] == ["a", "c", "b"]


def test_no_articles_are_no_fault(settings: Settings) -> None:
    assert read_articles(settings) == ()


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\r\t *_{}<&#"))
)
def test_text_is_kept_to_the_character(text: str) -> None:
    source = split_file(Path("x.md"), (HEAD + "\n" + text).encode())
    assert source.text == text
    assert not source.problems


@given(st.binary(max_size=200))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    source = split_file(Path("x.md"), data)
    to_article(source, Settings(root=Path(), content=Path("content"), cache_dir=Path()))
    assert source.problems


@pytest.mark.parametrize("start", ["﻿", ""])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_byte_order_mark_and_line_ends(start: str, newline: str) -> None:
    text = f"one{newline}{newline}two{newline}"
    source = split_file(Path("x.md"), (start + HEAD.replace("\n", newline) + newline + text).encode())
    assert source.text == text
    assert source.value("publisher") == "Adriatic Wire"


@pytest.mark.parametrize(
    ("content", "line", "words"),
    [
        ("Publisher: X\n\n" + BODY, 1, "has no Date (give the day"),
        ("Publisher: X\nDate: 12 April\n\n" + BODY, 2, "Date '12 April' is not a day"),
        ("Publisher: X\nDate: 1999-02-30\n\n" + BODY, 2, "is not a day"),
        ("Date: 1999-04-12\n\n" + BODY, 1, "has no Publisher"),
        ("Date: 1999-04-12\nPublisher:\n\n" + BODY, 2, "has no Publisher"),
        (HEAD + "\n", 4, "has no text"),
        (HEAD, 1, "has no text"),
        (HEAD + "\n \n\t\n", 4, "has no text"),
        (HEAD + "Publsher: Y\n\n" + BODY, 3, "unknown metadata key 'Publsher' (did you mean Publisher?)"),
        (HEAD + "Weather: fair\n\n" + BODY, 3, "known are Title, Date, Publisher"),
        (HEAD + "Date: 1999-04-13\n\n" + BODY, 3, "Date stands twice (keep one; the other is in line 1)"),
        (HEAD + "Url: javascript:alert(1)\n\n" + BODY, 3, "no web address"),
        (HEAD + "Url: https://\n\n" + BODY, 3, "no web address"),
        (HEAD + "Url: http://[::1\n\n" + BODY, 3, "no web address"),
        (HEAD + "Retells: Coast Post\n\n" + BODY, 3, "does not say whose report of when"),
        (HEAD + "Status: ready\n\n" + BODY, 3, "unknown Status 'ready'"),
        (HEAD + "Slug: ../../etc\n\n" + BODY, 3, "cannot stand in an address (write etc)"),
        (HEAD + "Lang: de\n\n" + BODY, 3, "Lang is de, but the model reads en"),
        (HEAD + "\n" + GERMAN * 2, 4, "another language (de) than the model's (en)"),
        ("Nothing but a text, and no metadata.\n", 1, "no metadata line"),
        (HEAD + BODY, 3, "no metadata line"),
        (HEAD + "\none\ntwo\x00\n", 5, "control character '\\x00'"),
        (b"Date: 1999-04-12\nPublisher: Caf\xe9\n\nText", 2, "is not UTF-8"),
    ],
)
def test_fault(
    settings: Settings, put: Callable[[str, str | bytes], None], content: str | bytes, line: int, words: str
) -> None:
    put("a.md", content)
    found = problems(settings)
    assert [p for p in found if p.startswith(f"content/articles/a.md:{line}: ") and words in p], found


def test_one_fault_is_one_problem(settings: Settings, put: Callable[[str, str], None]) -> None:
    put("a.md", HEAD + BODY)
    assert len(problems(settings)) == 1


def test_file_that_is_no_article(settings: Settings, put: Callable[[str, str], None]) -> None:
    put("a.txt", BODY)
    assert problems(settings) == [
        "content/articles/a.txt: is no .md file (make an article of it with invoke add, or move it away)"
    ]


def test_name_without_letters(settings: Settings, put: Callable[[str, str], None]) -> None:
    put("حلب.md", HEAD + "\n" + BODY)
    assert "rename it, or give it a Slug" in problems(settings)[0]


def test_duplicate_slug_names_both_files(settings: Settings, put: Callable[[str, str], None]) -> None:
    put("a.md", HEAD + "\n" + BODY)
    put("b.md", HEAD + "Slug: a\n\n" + BODY)
    (problem,) = problems(settings)
    assert problem.startswith("content/articles/b.md:3: has the same slug as content/articles/a.md: a")


def test_all_problems_of_all_files_at_once(settings: Settings, put: Callable[[str, str], None]) -> None:
    put("a.md", "Date: soon\nUrl: ftp://x\n\n" + BODY)
    put("b.md", HEAD + "\n" + GERMAN * 2)
    put("c.md", HEAD + "\n" + BODY)
    found = problems(settings)
    assert [p.split(":")[0] for p in found] == ["content/articles/a.md"] * 3 + ["content/articles/b.md"]


def test_date_after_the_chronicles_clock(settings: Settings, put: Callable[[str, str], None]) -> None:
    put("a.md", HEAD + "\n" + BODY)
    early = Settings(settings.root, settings.content, settings.cache_dir, as_of=date(1999, 4, 11))
    assert "lies after CHRONICLE_AS_OF, 1999-04-11" in problems(early)[0]
    assert read_articles(Settings(settings.root, settings.content, settings.cache_dir, as_of=date(1999, 4, 12)))


def test_declared_language_is_believed(settings: Settings, put: Callable[[str, str], None]) -> None:
    put("a.md", HEAD + "Lang: en\n\n" + GERMAN * 2)
    assert read_articles(settings)


def test_short_text_is_tolerated(settings: Settings, put: Callable[[str, str], None]) -> None:
    put("a.md", HEAD + "\nTafas, Nawa und Inkhil.")
    assert read_articles(settings)


def test_text_analysed_before_is_not_asked_for_its_language_again(
    settings: Settings, put: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    from chronicle.cache import AnalysisCache
    from chronicle.pages import source

    put("a.md", HEAD + "\n" + BODY * 4)
    (article,) = read_articles(settings)
    AnalysisCache(settings).put(article, msgspec.json.encode(AnalysedArticle(article.article_id)))
    asked: list[str] = []

    def spy(texts: object, expected: str) -> list[str]:
        asked.extend(texts)  # type: ignore[call-overload]
        return [""] * len(asked)

    monkeypatch.setattr(source, "foreign", spy)
    read_articles(settings)
    assert asked == []


def test_missing_model(settings: Settings) -> None:
    with pytest.raises(ModelError, match="'no_such_model' is not installed"):
        read_articles(Settings(settings.root, settings.content, settings.cache_dir, spacy_model="no_such_model"))


def test_pelican_gets_metadata_and_never_the_text(settings: Settings, put: Callable[[str, str], None]) -> None:
    from pelican.readers import Readers
    from pelican.settings import DEFAULT_CONFIG

    put("a.md", HEAD + "\n" + BODY)
    put("bad.md", BODY)
    page = settings.content / "page.md"
    page.write_text("Title: About\n\nWe keep *this*.")
    readers = Readers({**DEFAULT_CONFIG, "PATH": str(settings.content)})
    register(readers)
    reader = readers.reader_classes["md"](readers.settings)
    assert isinstance(reader, SourceReader)
    content, metadata = reader.read(str(settings.articles_dir / "a.md"))
    assert content == ""
    assert metadata["url"] == "sources/a/"
    assert metadata["save_as"] == ""
    assert metadata["date"].date() == date(1999, 4, 12)
    assert reader.read(str(settings.articles_dir / "bad.md"))[1]["status"] == "skip"
    assert "<em>this</em>" in reader.read(str(page))[0]


@pytest.mark.parametrize(
    "link",
    [
        "{filename}../articles/shells at dawn.md",
        "|filename|/articles/shells%20at%20dawn.md",
        "{filename}../articles/shells&#32;at&#32;dawn.md#top",
        "{static}/articles/shells at&#37;20dawn.md",
    ],
)
def test_pelican_is_named_the_articles_that_a_page_may_link_to(tmp_path: Path, link: str) -> None:
    (tmp_path / "about.md").write_text("Title: About\n\nOn shells at dawn, and on other.md nothing else.")
    (tmp_path / "method.md").write_text(f"Title: Method\n\nSee [this]({link}) for one.")
    articles = ["articles/1999/shells at dawn.md", "articles/shells.md", "articles/other.md"]
    assert linked(articles, [tmp_path / "about.md"]) == ["articles/other.md"]
    assert linked(articles, sorted(tmp_path.glob("*.md"))) == [articles[0], articles[2]]
    assert linked(articles, []) == []


def test_bad_articles_are_named_together_and_the_good_ones_kept(
    settings: Settings, put: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(20):
        put(f"good{number:02}.md", HEAD + f"Lang: en\n\n{BODY}")
    put("bad1.md", "Date: soon\nUrl: ftp://x\n\n" + BODY)
    put("bad2.md", "nothing\n")
    put("bad3.txt", BODY)
    assert len(problems(settings)) == 5
    articles, left_out = read_sources(settings, keep_going=True)
    assert (len(articles), left_out) == (20, 3)
    assert capsys.readouterr().err.count("error: content/articles/bad") == 5
    with pytest.raises(ArticleError):
        read_sources(settings, keep_going=False)


def test_what_is_wrong_in_the_editors_lists_is_said_with_what_is_wrong_in_articles(
    settings: Settings, put: Callable[[str, str], None], capsys: pytest.CaptureFixture[str]
) -> None:
    lists = settings.content / "chronicle"
    lists.mkdir()
    (lists / "actors.csv").write_text("actor_id,name,aliases\nhv,HV,x\n")
    (lists / "addresses.csv").write_text("event_id,article,sentence,cue,to,round\ngarbage,line\n")
    (lists / "corrections.yaml").write_text("- hide: x\n  bye: A\n")
    (lists / "places.csv").write_text("name,lat\nNeum,42.9\n")
    (lists / "withdrawn.csv").write_text("garbage\n")
    put("half.md", HEAD)
    put("whole.md", HEAD + "\n" + BODY)
    names = ("actors.csv:1", "addresses.csv:2", "corrections.yaml:2", "places.csv:1", "withdrawn.csv:1")
    said = problems(settings)
    assert said[0].startswith("content/articles/half.md:")
    for name in names:
        assert [line for line in said if line.startswith(f"content/chronicle/{name}: ")], (name, said)
    with pytest.raises(ChronicleError, match=r"addresses\.csv:2") as caught:
        read_sources(settings, keep_going=True)
    assert not [one for one in caught.value.problems if "half.md" in str(one)], "it is left out and was said"
    assert len(caught.value.problems) == len(said) - 1
    assert "half.md" in capsys.readouterr().err
    for path in lists.iterdir():
        path.unlink()
    assert [article.article_id for article in read_sources(settings, keep_going=True)[0]] == ["whole"]
