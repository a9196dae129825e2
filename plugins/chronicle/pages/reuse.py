"""Pages and other files of the last build, kept where nothing that they are made of has changed.

A page's key is a digest of its view, of what every page is given, and of the templates, catalogues and code. Where all
that a page looked up then (trace.py) gives the same answers now, not even its view is made. What is kept is a hard link
to the last build's file: same bytes, same time, no rendering. The last build's file is believed only if it has the size
and the time that it was kept with, or else the digest that was noted when it was rendered.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import msgspec

from ..keep import keep_file
from .trace import Ledger, Plan, Read, parts_of, words_of
from .views import Page, Site

CODE = Path(__file__).resolve().parents[1]
OURS = ("*.py", "pages/*.py", "pages/*.csv", "events/*.py", "events/*.csv", "data/*.csv")
"""The code and lists that views are made by."""
LIBRARIES = ("jinja2", "markupsafe", "babel", "folium", "branca", "feedgen", "lxml", "icalendar")


class Noted(msgspec.Struct, array_like=True):
    """What is known of a build: each page's key and digest by file, and those of other files and their parts; each
    plan's lookups, answers and files by name."""

    pages: dict[str, tuple[str, str]] = {}
    seen: dict[str, tuple[int, int]] = {}
    """The size and the time that a file was kept with: one that has them still is not read again."""
    plans: dict[str, tuple[tuple[Read, ...], str, tuple[str, ...]]] = {}


def digest_of_files(paths: Iterable[Path], root: Path) -> bytes:
    """Return a digest of files and their places under the root."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


class Reuse:
    """What is known of the last build's pages, and of this one's."""

    def __init__(
        self, last: Path | None, notes: Path, site: Site, theme: Path, language: str, english: bool = False
    ) -> None:
        """Read the notes of the last build; none, or damaged ones, only mean that every page is rendered.

        `last` is the last site, None where there is none; where it is all `english`, words are all that a text says.
        """
        self._last, self._notes = last, notes
        self._encoder = msgspec.json.Encoder(enc_hook=words_of if english else parts_of, order="deterministic")
        code = digest_of_files((path for pattern in OURS for path in CODE.glob(pattern)), CODE)
        code += repr([(name, version(name)) for name in LIBRARIES]).encode()
        look = [path for folder in ("templates", "locale") for path in (theme / folder).rglob("*")]
        given = self._encoder.encode(_shown(site, theme / "templates"))
        self._base = hashlib.sha256(code + digest_of_files(look, theme) + given + language.encode()).digest()
        self._before = _read(notes) if last is not None else Noted()
        self._now = Noted({}, {}, {})
        self._kept: set[str] = set()

    @property
    def kept(self) -> int:
        """Return how many pages are the last build's."""
        return len(self._kept)

    def key(self, page: Page) -> str:
        """Return the digest of all that the page is made of."""
        return self.keyed(page.template.encode() + self._encoder.encode(page.view))

    def keyed(self, made_of: bytes) -> str:
        """Return the digest of what a file is made of, with what every page is."""
        return hashlib.sha256(self._base + made_of).hexdigest()

    def keep(self, file: str, key: str, output: Path) -> bool:
        """Take a file from the last build if it is what would be made now; tell whether it was."""
        then = self._before.pages.get(file)
        return then is not None and then[0] == key and self._take(file, output)

    def _take(self, file: str, output: Path) -> bool:
        """Take a file from the last build, if it has the bytes that were noted."""
        then = self._before.pages.get(file)
        if self._last is None or then is None:
            return False
        try:
            state = os.stat(old := f"{self._last}/{file}")
        except OSError:
            return False
        seen = state.st_size, state.st_mtime_ns
        if self._before.seen.get(file) != seen and hashlib.sha256(self.last(file)).hexdigest() != then[1]:
            return False
        keep_file(old, f"{output}/{file}")
        self._now.pages[file], self._now.seen[file] = then, seen
        self._kept.add(file)
        return True

    def note(self, file: str, key: str, data: bytes) -> None:
        """Note what was made, a file or a part of one."""
        self._now.pages[file] = key, hashlib.sha256(data).hexdigest()

    def last(self, file: str) -> bytes:
        """Return a file of the last site, whatever it holds; nothing where there is none."""
        try:
            return (self._last / file).read_bytes() if self._last is not None else b""
        except OSError:
            return b""

    def keeps(self, name: str, key: str, data: bytes) -> bool:
        """Tell whether a part of a file is what was made of the same for the last build."""
        then = self._before.pages.get(name)
        if then != (key, hashlib.sha256(data).hexdigest()):
            return False
        self._now.pages[name] = then
        return True

    def keep_plan(self, ledger: Ledger, name: str, output: Path) -> int:
        """Take all pages of a plan from the last build if they would be the same; return how many there are."""
        reads, answers, files = self._before.plans.get(name, ((), "", ()))
        if not files or ledger.answers(reads) != answers or not all(self._take(file, output) for file in files):
            return 0
        self._now.plans[name] = reads, answers, files
        return len(files)

    def note_plan(self, ledger: Ledger, name: str, reads: tuple[Read, ...], pages: Iterable[Page]) -> None:
        """Note what a plan's pages looked up."""
        files = tuple(page.view.head.file for page in pages)
        self._now.plans[name] = reads, ledger.answers(reads), files

    def name(self, ledger: Ledger, plan: Plan) -> str:
        """Return what a plan is known by: its code, what it is given, and what every page is made of."""
        return hashlib.sha256(self._base + ledger.name(plan).encode()).hexdigest()[:32]

    def save(self, output: Path) -> None:
        """Write the notes for the next build, whole, with how the files stand that were made for this one."""
        for file in self._now.pages.keys() - self._kept:
            with suppress(OSError):  # a part of a file has its own name
                state = os.stat(f"{output}/{file}")
                self._now.seen[file] = state.st_size, state.st_mtime_ns
        self._notes.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._notes.with_name(f"{self._notes.name}.{os.getpid()}")
        fresh.write_bytes(msgspec.json.encode(self._now))
        os.replace(fresh, self._notes)


def _shown(site: Site, templates: Path) -> Site:
    """Return the site without its counts where no template shows them: else each new article changes every page."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(templates.glob("*.html")))
    return replace(
        site,
        events=site.events if "site.events" in text else 0,
        articles=site.articles if "site.articles" in text else 0,
    )


def _read(notes: Path) -> Noted:
    try:
        return msgspec.json.decode(notes.read_bytes(), type=Noted)
    except (OSError, ValueError):
        return Noted()
