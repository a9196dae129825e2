"""What `invoke add` is going to write: the article's file, and whether it is there already."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import Problem
from ..gazetteer_names import slugify
from ..pages.source_file import is_draft, split_file, to_article
from ..settings import Settings
from ..sources.found import FIELDS, Found, Value
from .add_known import Entry, Known, Match

TITLE_WORDS = 7
LONGEST_NAME = 100
"""Words of the title, or of the text's beginning, that a file's name carries; and how long it may grow."""
ASKED = {
    "date": ("does not say when it was published", "give --date 2016-05-08"),
    "publisher": ("does not say who published it", "give --publisher Reuters"),
}


@dataclass(frozen=True, slots=True)
class Given:
    """What the options say of the texts; empty where not given."""

    date: str = ""
    publisher: str = ""
    title: str = ""
    url: str = ""
    author: str = ""
    retrieved: str = ""
    archive: bool = False
    """Keep the originals in content/archive."""
    anyway: bool = False
    """Add what is there already, or near the same, too."""
    keep_going: bool = False
    """Add the others where some cannot be."""
    revises: str = ""
    """The slug of the article that the file is a later state of."""

    def faults(self) -> list[Problem]:
        """Return what is wrong with the options themselves."""
        return [
            Problem("has more than one line", f"give --{name} in one line")
            for name in (*FIELDS, "retrieved")
            if len(getattr(self, name).splitlines()) > 1
        ]


@dataclass(frozen=True, slots=True)
class Planned:
    """An article to be written."""

    target: Path
    content: bytes
    found: Found
    values: dict[str, Value]
    sha256: str


@dataclass(slots=True)
class Plan:
    """What is to be written, and what is not, with the reason."""

    articles: list[Planned] = field(default_factory=list)
    there: list[tuple[str, Match]] = field(default_factory=list)
    """What is there already, or too near to something that is; not added."""
    alike: list[tuple[Planned, Match]] = field(default_factory=list)
    """What another publisher has in near the same words; added."""
    left_out: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def known_values(found: Found, given: Given) -> dict[str, Value]:
    """Return what is known of an article: by option, else from the file."""
    return {name: Value(getattr(given, name)) if getattr(given, name) else found.value(name) for name in FIELDS}


def digest(data: bytes) -> str:
    """Return the SHA-256 of an original."""
    return hashlib.sha256(data).hexdigest()


def make_content(values: dict[str, Value], found: Found, given: Given, more: Iterable[tuple[str, str]] = ()) -> bytes:
    """Return the file of an article: metadata, an empty line, the text."""
    pairs = [
        ("Title", values["title"].text),
        ("Date", values["date"].text),
        ("Publisher", values["publisher"].text),
        ("Url", values["url"].text),
        ("Author", values["author"].text),
        ("Retells", found.retells),
        ("Lang", found.lang),
        ("Retrieved", given.retrieved or found.retrieved),
        ("Sha256", digest(found.original)),
        *more,
    ]
    header = "".join(f"{key}: {value}\n" for key, value in pairs if value)
    return f"{header}\n{found.text}".encode()


def make_slug(values: dict[str, Value], text: str, taken: Iterable[str]) -> str:
    """Return a name that no article has yet: day, publisher, the first words of the title or the text."""
    words = slugify(values["title"].text or text[:400]).split("-")
    stem = slugify(f"{values['date'].text[:10]} {values['publisher'].text} {' '.join(words[:TITLE_WORDS])}")
    stem = stem[:LONGEST_NAME].strip("-")
    name, number, used = stem, 1, set(taken)
    while name in used:
        number += 1
        name = f"{stem}-{number}"
    return name


def article_faults(content: bytes, settings: Settings, shown: Path | None) -> list[Problem]:
    """Return what the build would say of the article, without the lines of a file that does not exist yet."""
    source = split_file(Path("article.md"), content)
    if source.readable and not is_draft(source):
        to_article(source, settings)
    return [Problem(problem.message, problem.remedy, shown) for problem in source.problems]


def plan_article(found: Found, shown: Path | None, given: Given, settings: Settings, known: Known, plan: Plan) -> None:
    """Decide upon one article found, and note the decision in the plan."""
    name = " ".join(part for part in (str(shown or ""), found.origin) if part)
    values = known_values(found, given)
    where = shown if found.line is None else Path(f"{shown}:{found.line}")
    missing = [Problem(*ASKED[field], where) for field in ASKED if not values[field].text]
    if missing:
        plan.problems += missing
        return
    publisher, url = values["publisher"].text, values["url"].text
    match = None if given.anyway else known.match(url, found.text)
    elsewhere = match is not None and match.how != "address" and match.entry.publisher.lower() != publisher.lower()
    if match is not None and not elsewhere:
        plan.there.append((name, match))
        return
    slug = make_slug(values, found.text, known.by_slug)
    content = make_content(values, found, given)
    faults = article_faults(content, settings, where)
    if faults:
        plan.problems += faults
        return
    target = settings.articles_dir / f"{slug}.md"
    planned = Planned(target, content, found, values, digest(found.original))
    plan.articles.append(planned)
    if match is not None:
        plan.alike.append((planned, match))
    known.put(Entry(slug, target, url, publisher, found.text))
