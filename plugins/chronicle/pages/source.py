"""content/articles as Articles, and what Pelican itself is to know of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pelican.readers import MarkdownReader

from ..cache import AnalysisCache
from ..content import files_in, shown
from ..editor import faults
from ..errors import ArticleError, ChronicleError, Problem
from ..language import foreign
from ..model import Article
from ..plain import say
from ..settings import Settings
from ..spacy_model import find_model
from .source_file import SourceFile, is_draft, read_source, to_article
from .urls import source_url

SUFFIX = ".md"


def _read(settings: Settings) -> tuple[list[SourceFile], list[Problem]]:
    """Return the files of content/articles in the order of their paths, and a problem for each that is no article."""
    sources: list[SourceFile] = []
    problems: list[Problem] = []
    for kept in files_in(settings.articles_dir, settings.content):
        path = shown(kept.path, settings.root)
        if kept.fault:
            problems.append(Problem(kept.fault, kept.remedy, path))
        elif kept.path.suffix != SUFFIX:
            problems.append(
                Problem(f"is no {SUFFIX} file", "make an article of it with invoke add, or move it away", path)
            )
        else:
            sources.append(read_source(kept.path, path))
    return sources, problems


def _duplicates(sources: Sequence[SourceFile], articles: Sequence[Article]) -> list[Problem]:
    first: dict[str, SourceFile] = {}
    problems: list[Problem] = []
    for source, article in zip(sources, articles, strict=True):
        other = first.setdefault(article.article_id, source)
        if other is not source and article.article_id:
            message = f"has the same slug as {other.path}: {article.article_id}"
            problems.append(Problem(message, "give one of them another Slug", source.path, source.line("slug")))
    return problems


def _wrong_language(
    settings: Settings, sources: Sequence[SourceFile], articles: Sequence[Article], cache: AnalysisCache | None
) -> list[Problem]:
    """Return a problem for each text that the model cannot read; one that was analysed before was checked then."""
    expected = find_model(settings.spacy_model).lang
    problems: list[Problem] = []
    doubtful: list[SourceFile] = []
    cache = cache or AnalysisCache(settings)
    for source, article in zip(sources, articles, strict=True):
        declared = source.value("lang").lower()
        if declared and declared != expected:
            message = f"Lang is {declared}, but the model reads {expected}"
            problems.append(
                Problem(message, "set Status: draft until it can be read", source.path, source.line("lang"))
            )
        elif not declared and not source.problems and not cache.holds(article):
            doubtful.append(source)
    for source, found in zip(doubtful, foreign((s.text for s in doubtful), expected), strict=True):
        if found:
            message = f"the text seems to be in another language ({found}) than the model's ({expected})"
            remedy = f"set Status: draft, or Lang: {expected} if it is {expected} after all"
            problems.append(Problem(message, remedy, source.path, source.text_line))
    return problems


def read_articles(settings: Settings, cache: AnalysisCache | None = None) -> tuple[Article, ...]:
    """Return the articles of content/articles in the order of their paths; drafts stay out.

    Raises ArticleError with every problem of every file, those of the editor's lists after them, ModelError where the
    spaCy model is not installed.
    """
    articles, problems = read_good(settings, cache)
    if problems:
        raise ArticleError((*problems, *faults(settings)))
    _check_lists(settings)
    return articles


def _check_lists(settings: Settings) -> None:
    """Raise ChronicleError with every problem of the editor's lists: each would be named alone where it is read."""
    if problems := faults(settings):
        raise ChronicleError(problems)


def read_good(
    settings: Settings, cache: AnalysisCache | None = None
) -> tuple[tuple[Article, ...], tuple[Problem, ...]]:
    """Return the articles without a fault, as read_articles does, and every problem of the others.

    `cache` is that of this build, where it has one already: what it knows of the articles it need not ask twice.

    Raises ModelError where the spaCy model is not installed.
    """
    sources, problems = _read(settings)
    sources = [source for source in sources if not is_draft(source)]
    shaped = [source for source in sources if source.readable]
    articles = [to_article(source, settings) for source in shaped]
    problems += [problem for source in sources for problem in source.problems]
    problems += _duplicates(shaped, articles) + _wrong_language(settings, shaped, articles, cache)
    bad = {problem.path for problem in problems}
    good = (article for source, article in zip(shaped, articles, strict=True) if source.path not in bad)
    return tuple(good), tuple(sorted(problems, key=lambda problem: (str(problem.path), problem.line or 0)))


def read_sources(
    settings: Settings, keep_going: bool, cache: AnalysisCache | None = None
) -> tuple[tuple[Article, ...], int]:
    """Return the articles, and how many files were left out for their faults, which are said.

    Raises ArticleError with every problem unless `keep_going`, ChronicleError with every problem of the editor's lists,
    without which there is no going on, ModelError where the spaCy model is not installed.
    """
    if not keep_going:
        return read_articles(settings, cache), 0
    articles, problems = read_good(settings, cache)
    say(ArticleError(problems))
    _check_lists(settings)
    return articles, len({problem.path for problem in problems})


def linked(articles: Iterable[str], pages: Iterable[Path]) -> list[str]:
    """Return of the articles' paths those that a page may link to: their file's name stands in it, however escaped.

    Of the others Pelican would read the metadata, and make an object for each, that nobody asks for.
    """
    texts = [page.read_text(encoding="utf-8", errors="replace") for page in pages]
    said = "\n".join(form for text in texts for form in (text, unquote(text), unquote(unescape(text))))
    return [path for path in articles if path.rpartition("/")[2] in said]


class SourceReader(MarkdownReader):  # type: ignore[misc]  # Pelican carries no types
    """Reads pages as Markdown, and of a source article only its metadata.

    Pelican then resolves {filename} links to it, and no theme can publish its text: Pelican never has it.
    """

    def read(self, source_path: str) -> tuple[str, dict[str, Any]]:
        """Return a page's HTML, or nothing for an article; and the metadata."""
        path, content_dir = Path(source_path).resolve(), Path(self.settings["PATH"]).resolve()
        settings = Settings(root=content_dir.parent, content=content_dir, cache_dir=content_dir)
        if not path.is_relative_to(settings.articles_dir):
            content, metadata = super().read(source_path)
            return str(content), dict(metadata)
        source = read_source(path, path)
        if not source.readable:
            return "", {"title": path.stem, "status": "skip"}
        article = to_article(source, settings)
        if source.problems or is_draft(source):
            return "", {"title": path.stem, "status": "skip"}
        values = {"title": article.title, "date": str(article.published), "slug": article.article_id}
        metadata = {key: self.process_metadata(key, value) for key, value in values.items()}
        return "", metadata | {"url": source_url(article.article_id), "save_as": ""}


def register(readers: Any) -> None:
    """Put SourceReader in place of Pelican's Markdown reader; for the signal readers_init."""
    for suffix in MarkdownReader.file_extensions:
        readers.reader_classes[suffix] = SourceReader
