"""One file of content/articles: its metadata lines, an empty line, and the text just as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ..errors import Problem
from ..gazetteer_names import slugify
from ..model import Article
from ..settings import MAX_TEXT, YEARS, Settings, nearest
from ..sources.found import mixed_scripts
from .words import day_words

KEYS = (
    *("Title", "Date", "Publisher", "Url", "Retells", "Status", "Slug", "Lang", "Author", "Authors"),
    *("Retrieved", "Sha256", "Revised", "Withdrawn", "Precision"),
)
"""The metadata that an article may have; Author and Authors, and when and what was retrieved, are shown nowhere."""
STATUSES = ("published", "draft")
PRECISIONS = {"": 1, "1": 1, "exact": 1, "2": 2, "near": 2, "3": 3, "region": 3}
"""How exactly the places of an article may be shown."""

_HEADER_LINE = re.compile(r"([A-Za-z][A-Za-z0-9 _-]*):(.*)")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:?\d\d)?)?")
_RETELLS = re.compile(r"(.*\S)\s*,\s*(\d{4}-\d\d-\d\d)")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
MAX_BYTES = 4 * MAX_TEXT + 100_000
"""A file's longest: a text of the longest, each character of four bytes, and its metadata."""
MAX_SLUG = 200
"""Letters of an address's last part; file systems end at 255 bytes, and a file `add` makes is named by it too."""
_ASK_DATE = "give the day on which it was published, as Date: 2016-05-08"


@dataclass(slots=True)
class SourceFile:
    """A file as read: its values by lower-case key with their lines, its text, and what is wrong with it."""

    path: Path
    values: dict[str, tuple[str, int]] = field(default_factory=dict)
    text: str = ""
    text_line: int = 1
    problems: list[Problem] = field(default_factory=list)
    readable: bool = True
    """False where the file does not even have the shape of an article: nothing more can be said of it."""

    def value(self, key: str) -> str:
        """Return a metadata value, empty where the file has none."""
        return self.values.get(key, ("", 1))[0]

    def line(self, key: str) -> int:
        """Return the line of a metadata value, the first line where the file has none."""
        return self.values.get(key, ("", 1))[1]

    def fault(self, message: str, remedy: str, line: int = 1) -> None:
        """Note a problem."""
        self.problems.append(Problem(message, remedy, self.path, line))


def read_source(path: Path, shown: Path) -> SourceFile:
    """Return a file's metadata and text; `shown` is what its problems name. One that cannot be read has a problem."""
    source = SourceFile(shown, readable=False)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        source.fault(f"cannot be read: {error.strerror}", "let its owner read it, or move it away")
        return source
    if len(data) > MAX_BYTES:
        source.fault(f"is longer than {MAX_BYTES:,} bytes", "divide it, or move it away")
        return source
    return split_file(shown, data)


def split_file(path: Path, data: bytes) -> SourceFile:
    """Return the file's metadata and text; `path` is only what its problems name.

    The text begins with the first character after the first empty line and is not changed in any way.
    """
    source = SourceFile(path)
    try:
        content = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        source.fault(f"is not UTF-8 text: {error.reason} at byte {error.start}", "save it as UTF-8", line)
        source.readable = False
        return source
    position = 0
    for number, line in enumerate(re.findall(r"[^\n]*\n|[^\n]+", content), 1):
        position += len(line)
        if not line.strip():
            source.text, source.text_line = content[position:], number + 1
            break
        match = _HEADER_LINE.fullmatch(line.strip())
        if match is None:
            remedy = "begin with lines like Date: 2016-05-08, then leave one empty line before the text"
            source.fault(f"no metadata line: {line.strip()[:40]!r}", remedy, number)
            source.readable = False
            break
        _take_up(source, match[1].strip(), match[2].strip(), number)
    return source


def _take_up(source: SourceFile, key: str, value: str, line: int) -> None:
    """Keep one line of metadata, or note why it cannot be kept."""
    known = {name.lower(): name for name in KEYS}
    name = known.get(key.lower())
    if name is None:
        source.fault(f"unknown metadata key {key!r}", nearest(key.capitalize(), list(KEYS)), line)
    elif key.lower() in source.values:
        source.fault(f"{name} stands twice", f"keep one; the other is in line {source.line(key.lower())}", line)
    else:
        source.values[key.lower()] = (value, line)


def _day(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _published(source: SourceFile, as_of: date | None) -> date | None:
    if not source.value("date"):
        source.fault("has no Date", _ASK_DATE, source.line("date"))
        return None
    day = _day(source.value("date"))
    if day is None:
        source.fault(f"Date {source.value('date')!r} is not a day", _ASK_DATE, source.line("date"))
    elif day.year not in YEARS:
        source.fault(f"Date {day} is not of our time", _ASK_DATE, source.line("date"))
        return None
    elif as_of is not None and day > as_of:
        remedy = "correct it, or set CHRONICLE_AS_OF to a later day"
        source.fault(f"Date {day} lies after CHRONICLE_AS_OF, {as_of}", remedy, source.line("date"))
    return day


def _check_address(source: SourceFile) -> None:
    url = source.value("url")
    if not url:
        return
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"[\s<>\"]", url)
        if good and "@" in parts.netloc:  # a password, or another host's name put before the true one
            source.fault("Url holds a user's name or password", "remove all up to the @", source.line("url"))
    except ValueError:
        good = False
    if not good:
        source.fault(f"Url {url[:80]!r} is no web address", "write it with https://", source.line("url"))


def _retells(source: SourceFile) -> str:
    value = source.value("retells")
    if not value:
        return ""
    match = _RETELLS.fullmatch(value)
    day = _day(match[2]) if match else None
    if match is None or day is None:
        message = f"Retells {value!r} does not say whose report of when"
        source.fault(message, "write it as Retells: Reuters, 2016-05-08", source.line("retells"))
        return ""
    return f"{match[1]}, {day_words(day)}"


def _revised(source: SourceFile) -> tuple[date, ...]:
    days = [_day(part.strip()) for part in source.value("revised").split(";") if part.strip()]
    if None in days:
        remedy = "write it as Revised: 2016-05-09; 2016-05-12"
        source.fault(f"Revised {source.value('revised')!r} is not a list of days", remedy, source.line("revised"))
    return tuple(day for day in days if day is not None)


def _withdrawn(source: SourceFile) -> date | None:
    value = source.value("withdrawn")
    day = _day(value)
    if value and day is None:
        remedy = "write it as Withdrawn: 2016-05-09"
        source.fault(f"Withdrawn {value!r} is not a day", remedy, source.line("withdrawn"))
    return day


def _slug(source: SourceFile) -> str:
    slug = source.value("slug")
    if slug:
        if len(slug) > MAX_SLUG:
            source.fault("its Slug is too long for a file's name", f"{MAX_SLUG} letters at most", source.line("slug"))
        elif slug != slugify(slug):
            remedy = f"write {slugify(slug) or 'latin letters, digits and hyphens'}"
            source.fault(f"Slug {slug[:80]!r} cannot stand in an address", remedy, source.line("slug"))
        return slug
    slug = slugify(source.path.stem)
    if not slug:
        source.fault("its file name has no latin letter or digit", "rename it, or give it a Slug", 1)
    elif len(slug) > MAX_SLUG:
        source.fault("its file name is too long for an address", "rename it, or give it a Slug", 1)
    return slug


def _precision(source: SourceFile) -> int:
    value = source.value("precision").lower()
    if value not in PRECISIONS:
        remedy = "write 1 or exact, 2 or near, 3 or region"
        source.fault(f"unknown Precision {value[:40]!r}", remedy, source.line("precision"))
    return PRECISIONS.get(value, max(PRECISIONS.values()))


def is_draft(source: SourceFile) -> bool:
    """Tell whether the editor has set the article aside."""
    return source.value("status").lower() == "draft"


def to_article(source: SourceFile, settings: Settings) -> Article:
    """Return the file as an Article, noting on the way whatever is wrong with it.

    The Article can be used only where the file has no problems.
    """
    published = _published(source, settings.as_of)
    publisher = source.value("publisher")
    if not publisher:
        source.fault("has no Publisher", "say whose report it is, as Publisher: Reuters", source.line("publisher"))
    elif word := mixed_scripts(publisher):
        message = f"Publisher {word[:40]!r} mixes letters of scripts that look alike, or holds one that nobody sees"
        source.fault(message, "type the name anew", source.line("publisher"))
    if source.value("status").lower() not in ("", *STATUSES):
        remedy = nearest(source.value("status"), list(STATUSES))
        source.fault(f"unknown Status {source.value('status')!r}", remedy, source.line("status"))
    _check_address(source)
    if not source.text.strip():
        remedy = "leave one empty line after the metadata, then the text"
        source.fault("has no text", remedy, source.text_line)
    elif broken := _NOT_TEXT.search(source.text):
        line = source.text_line + source.text.count("\n", 0, broken.start())
        source.fault(f"holds the control character {broken[0]!r}", "remove it", line)
    elif len(source.text) > MAX_TEXT:
        remedy = "divide it, or set Status: draft"
        source.fault(f"its text is longer than {MAX_TEXT:,} characters", remedy, source.text_line)
    return Article(
        article_id=_slug(source),
        title=source.value("title") or f"{publisher}, {day_words(published) if published else ''}",
        publisher=publisher,
        published=published,
        text=source.text,
        url=source.value("url"),
        retells=_retells(source),
        path=source.path.as_posix(),
        revised=_revised(source),
        withdrawn=_withdrawn(source),
        precision=_precision(source),
    )
