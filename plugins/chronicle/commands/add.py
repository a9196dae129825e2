"""`invoke add`: plain texts become source articles, kept to the character, and never overwrite one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import ArticleError, Problem
from ..gazetteer_names import slugify
from ..pages.source_file import is_draft, split_file, to_article
from ..settings import Settings, settings_from_file

TITLE_WORDS = 7
LONGEST_NAME = 100
"""Words of the title, or of the text's beginning, that a file's name carries; and how long it may grow."""
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype\s+html|<html|<\?xml)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Given:
    """What the options say of the texts; empty where not given."""

    date: str = ""
    publisher: str = ""
    title: str = ""
    url: str = ""

    def header(self) -> bytes:
        """Return the metadata lines, with the empty line that ends them."""
        pairs = (("Title", self.title), ("Date", self.date), ("Publisher", self.publisher), ("Url", self.url))
        return "".join(f"{key}: {value}\n" for key, value in pairs if value).encode() + b"\n"


def _option_problems(given: Given, files: Sequence[Path]) -> list[Problem]:
    problems: list[Problem] = []
    if not given.date:
        problems.append(Problem("the file does not say when it was published", "give --date 2016-05-08"))
    if not given.publisher:
        problems.append(Problem("the file does not say who published it", "give --publisher Reuters"))
    for name in ("date", "publisher", "title", "url"):
        if len(getattr(given, name).splitlines()) > 1:
            problems.append(Problem("has more than one line", f"give --{name} in one line"))
    if len(files) > 1 and (given.title or given.url):
        named = "--title" if given.title else "--url"
        problems.append(Problem(f"{named} is of one text, but {len(files)} files are given", "add them one by one"))
    if not files:
        problems.append(Problem("no file is given", "name one or more text files"))
    return problems


def _read(path: Path) -> bytes | Problem:
    """Return the file's text as UTF-8 bytes, or what keeps it from being one."""
    try:
        if path.exists() and not path.is_file():  # a pipe or a device never ends
            return Problem("is no file", "name a text file", path)
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    except OSError as error:
        return Problem(f"cannot be read: {error.strerror}", "check the name", path)
    if not data.strip():
        return Problem("is empty", "add a file with a text", path)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem("is UTF-16 text", "save it as UTF-8", path)
    if b"\0" in data:
        return Problem("is not a text file", "save its text as plain text first", path)
    if _WEB_PAGE.match(data):
        return Problem("is a saved web page", "save its text as plain text first", path)
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Problem(
            "is not UTF-8 text", "save it as UTF-8; iconv -f WINDOWS-1252 -t UTF-8 often does it", path, line
        )
    return data


def _slug(given: Given, data: bytes) -> str:
    words = slugify(given.title or data[:400].decode("utf-8", "ignore")).split("-")
    name = slugify(f"{given.date[:10]} {given.publisher} {' '.join(words[:TITLE_WORDS])}")
    return name[:LONGEST_NAME].strip("-")


def _faults(target: Path, content: bytes, settings: Settings) -> list[Problem]:
    """Return what the build would say of the article, without the lines of a file that does not exist yet."""
    source = split_file(target, content)
    if source.readable and not is_draft(source):
        to_article(source, settings)
    return source.problems


def add(files: Sequence[Path], given: Given, settings: Settings) -> list[Path]:
    """Write each text as an article of content/articles and return the new files; all or none are written.

    The text stands in the article byte for byte (a byte order mark aside): datelines and credit lines stay too.
    Raises ArticleError with every problem of every file.
    """
    problems = _option_problems(given, files)
    planned: dict[Path, tuple[Path, bytes]] = {}
    for path in files:
        data = _read(path)
        if isinstance(data, Problem):
            problems.append(data)
            continue
        if not given.date or not given.publisher:
            continue
        target = settings.articles_dir / f"{_slug(given, data)}.md"
        content = given.header() + data
        if target.exists():
            same = "already added as" if target.read_bytes() == content else "would overwrite"
            remedy = "nothing is to be done" if same.startswith("already") else "give another --title"
            problems.append(Problem(f"{same} {target.relative_to(settings.content)}", remedy, path))
        elif target in planned:
            problems.append(Problem(f"would get the same name as {planned[target][0]}", "add it with a --title", path))
        else:
            problems += [Problem(p.message, p.remedy, path) for p in _faults(target, content, settings)]
            planned[target] = (path, content)
    if problems:
        raise ArticleError(problems)
    settings.articles_dir.mkdir(parents=True, exist_ok=True)
    for target, (_, content) in planned.items():
        with target.open("xb") as file:
            file.write(content)
    return list(planned)


def run(names: Sequence[str], given: Given, root: Path) -> int:
    """Add the files to the chronicle in `root`, say what was made, and return the exit status.

    Raises ArticleError as `add` does, SettingsError where pelicanconf.py is missing or wrong.
    """
    settings = settings_from_file(root / "pelicanconf.py")
    for path in add([Path(name) for name in names], given, settings):
        print(path.relative_to(root) if path.is_relative_to(root) else path)
    return 0
