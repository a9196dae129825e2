"""Pages of the last build, kept where nothing that they are made of has changed.

A page's key is a digest of its view, of what every page is given, and of the templates, catalogues and code. What is
kept is a hard link to the last build's file: same bytes, same time, no rendering. The last build's file is believed
only if its bytes have the digest that was noted when it was rendered.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from .phrases import Phrase
from .views import Page, Site

CODE = Path(__file__).resolve().parents[1]


def _parts(value: Any) -> Any:
    """Return what an interface text is made of: its English words alone do not say how other languages put it."""
    if isinstance(value, Phrase):
        return [str.__str__(value), value.recipe]
    if isinstance(value, str):  # Markup: already HTML
        return [type(value).__name__, str.__str__(value)]
    raise TypeError(f"a view holds a {type(value).__name__}, which has no digest")


def digest_of_files(paths: Iterable[Path], root: Path) -> bytes:
    """Return a digest of files and their places under the root."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.digest()


def keep_file(old: Path, new: Path) -> None:
    """Let `new` be the old file, by a link where the system can."""
    new.parent.mkdir(parents=True, exist_ok=True)
    new.unlink(missing_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


class Reuse:
    """What is known of the last build's pages, and of this one's."""

    def __init__(self, last: Path | None, notes: Path, site: Site, theme: Path, language: str) -> None:
        """Read the notes of the last build; none, or damaged ones, only mean that every page is rendered.

        `last` is the last site, None where there is none.
        """
        self._last, self._notes = last, notes
        self._encoder = msgspec.json.Encoder(enc_hook=_parts, order="deterministic")
        files = [*CODE.joinpath("pages").rglob("*.py"), CODE / "model.py", CODE / "dates.py", CODE / "plugin.py"]
        code = digest_of_files(files, CODE)
        look = [path for folder in ("templates", "locale") for path in (theme / folder).rglob("*")]
        given = self._encoder.encode(_shown(site, theme / "templates"))
        self._base = hashlib.sha256(code + digest_of_files(look, theme) + given + language.encode()).digest()
        self._before = _read(notes) if last is not None else {}
        self._now: dict[str, tuple[str, str]] = {}
        self.kept = 0

    def key(self, page: Page) -> str:
        """Return the digest of all that the page is made of."""
        return hashlib.sha256(self._base + page.template.encode() + self._encoder.encode(page.view)).hexdigest()

    def keep(self, page: Page, key: str, output: Path) -> bool:
        """Take the page from the last build if it is what would be rendered now; tell whether it was."""
        file = page.view.head.file
        then = self._before.get(file)
        if self._last is None or then is None or then[0] != key:
            return False
        old = self._last / file
        try:
            data = old.read_bytes()
        except OSError:
            return False
        if hashlib.sha256(data).hexdigest() != then[1]:
            return False
        keep_file(old, output / file)
        self._now[file] = then
        self.kept += 1
        return True

    def note(self, page: Page, key: str, data: bytes) -> None:
        """Note what was rendered."""
        self._now[page.view.head.file] = key, hashlib.sha256(data).hexdigest()

    def save(self) -> None:
        """Write the notes for the next build, whole."""
        self._notes.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._notes.with_name(f"{self._notes.name}.{os.getpid()}")
        fresh.write_text(json.dumps(self._now), encoding="utf-8")
        os.replace(fresh, self._notes)


def _shown(site: Site, templates: Path) -> Site:
    """Return the site without its counts where no template shows them: else each new article changes every page."""
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(templates.glob("*.html")))
    return replace(
        site,
        events=site.events if "site.events" in text else 0,
        articles=site.articles if "site.articles" in text else 0,
    )


def _read(notes: Path) -> dict[str, tuple[str, str]]:
    try:
        return msgspec.json.decode(notes.read_bytes(), type=dict[str, tuple[str, str]])
    except (OSError, ValueError):
        return {}
