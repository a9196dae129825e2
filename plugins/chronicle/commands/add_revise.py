"""A source that was revised or withdrawn at its address: the new state takes its place, the former one is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..errors import ArticleError, Problem
from ..pages.source_file import SourceFile, split_file
from ..settings import Settings
from ..sources.found import Found, Value
from .add_find import now
from .add_known import plain_text, read_known
from .add_plan import Given, article_faults, digest, make_content
from .add_write import archive_dir, write_all


def _entry(slug: str, settings: Settings) -> Path:
    """Return the file of an article. Raises ArticleError where there is none of that slug."""
    known = read_known(settings).by_slug
    name = slug.removesuffix(".md").rpartition("/")[2]
    if name not in known:
        raise ArticleError(
            Problem(f"no article has the slug {slug[:80]!r}", "it is the last part of its page's address")
        )
    return known[name].path


def _kept(old: SourceFile, data: bytes, settings: Settings) -> tuple[Path, bytes]:
    """Return where the former state is kept, and its bytes; its name says from when it is."""
    day = (old.value("revised").split(";")[-1].strip() or old.value("retrieved") or old.value("date"))[:10]
    folder = archive_dir(settings) / (old.value("slug") or old.path.stem)
    path, number = folder / f"{day}.md", 1
    while path.exists():
        number += 1
        path = folder / f"{day}-{number}.md"
    return path, data


def revise(found: Found, given: Given, settings: Settings) -> tuple[Path, Path]:
    """Put a later state of an article in its place; return its file and where the former one is kept now.

    Its address, its slug and its day of publication stay, unless options say otherwise; `Revised` gets the day on which
    the new state was retrieved. Raises ArticleError where the text is the same, or where there is no such article.
    """
    path = _entry(given.revises, settings)
    data = path.read_bytes()
    old = split_file(path, data)
    if plain_text(old.text) == plain_text(found.text):
        raise ArticleError(Problem(f"is the text that {path.name} has", "nothing is to be done"))
    values = {
        name: Value(
            getattr(given, name)
            or (old.value(name) if name == "date" else "")
            or found.value(name).text
            or old.value(name)
        )
        for name in ("title", "date", "publisher", "url", "author")
    }
    day = (given.retrieved or found.retrieved or now())[:10]
    revised = "; ".join(part for part in (old.value("revised"), day) if part)
    more = [(key, old.value(key.lower())) for key in ("Slug", "Status")] + [("Revised", revised)]
    kept = replace(found, retells=found.retells or old.value("retells"), lang=found.lang or old.value("lang"))
    content = make_content(values, kept, given, more)
    if problems := article_faults(content, settings, path):
        raise ArticleError(problems)
    former, before = _kept(old, data, settings)
    files: dict[Path, bytes] = {former: before}
    if given.archive:
        files[archive_dir(settings) / f"{digest(found.original)}{found.suffix}"] = found.original
    write_all(files, replace=True)
    write_all({path: content}, replace=True)
    return path, former


def withdraw(slug: str, given: Given, settings: Settings) -> Path:
    """Note that an article is no longer at its address; its text, which events rest on, stays.

    Raises ArticleError where there is no such article, or where it is noted already.
    """
    path = _entry(slug, settings)
    data = path.read_bytes()
    old = split_file(path, data)
    if old.value("withdrawn"):
        raise ArticleError(
            Problem("is noted as withdrawn already", "nothing is to be done", path, old.line("withdrawn"))
        )
    day = (given.retrieved or now())[:10]
    head, rest = _divided(data, old.values)
    content = head + f"Withdrawn: {day}\n".encode() + rest
    if problems := article_faults(content, settings, path):
        raise ArticleError(problems)
    write_all({path: content}, replace=True)
    return path


def _divided(data: bytes, values: Mapping[str, tuple[str, int]]) -> tuple[bytes, bytes]:
    """Return a file's metadata and what follows, from the empty line on."""
    last = max((line for _, line in values.values()), default=0)
    lines = data.split(b"\n")
    return b"".join(line + b"\n" for line in lines[:last]), b"\n".join(lines[last:])
