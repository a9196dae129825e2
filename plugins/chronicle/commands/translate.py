"""`invoke translate`: the interface's words out of templates and code into the catalogues, and what they lack.

`theme/locale/chronicle.pot` lists every message; each `theme/locale/<language>/LC_MESSAGES/chronicle.po` gives them in
a language. Both are plain gettext files: any editor of translations opens them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import write_po

from ..errors import ChronicleError, LexiconError, Problem
from ..pages.catalogue import DOMAIN, catalogue_file, gap_faults, read_catalog
from ..termfile import rows

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "say": None,
    "said": None,
    "mark": None,
    "_p": ((1, "c"), 2),
    "pgettext": ((1, "c"), 2),
    "say_in": ((1, "c"), 2),
    "mark_in": ((1, "c"), 2),
    "_n": (1, 2),
    "ngettext": (1, 2),
    "say_n": (1, 2),
    "forms": (1, 2),
}
"""What marks a message in code and templates; (1, "c") is its context."""
WORD_LISTS = (
    ("plugins/chronicle/pages/headline_nouns.csv", ("noun", "plural"), None),
    ("plugins/chronicle/pages/headline_sources.csv", ("words",), "source"),
)
"""Lists whose words are messages too: file, columns, context."""
_TRANSIENT = re.compile(
    r'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid-Bugs-To|Project-Id)'
    r'.*"\n',
    re.MULTILINE,
)
"""Lines of a file's header that change with the day, or that nobody fills in."""


@dataclass(frozen=True, slots=True)
class State:
    """How far a language has come."""

    language: str
    path: Path
    messages: int
    missing: tuple[tuple[int | None, str], ...]
    """Line and English text of what has no translation yet."""
    faults: tuple[tuple[int | None, str], ...]


def translate(root: Path, language: str = "", check: bool = False) -> int:
    """Bring template and catalogues up to date and print what they lack; return the exit status.

    `language` begins a new one. `check` writes nothing, and the status is then 1 where a file is out of date or a
    message has no translation.
    Raises ChronicleError where a catalogue cannot be read or the language is unknown.
    """
    folder = root / "theme" / "locale"
    template = extracted(root)
    outdated = [folder / f"{DOMAIN}.pot"] if _put(folder / f"{DOMAIN}.pot", template, check) else []
    states = []
    for name in sorted({*languages(folder), *([language] if language else [])}):
        path = catalogue_file(folder, name)
        catalog = updated(path, name, template)
        outdated += [path] if _put(path, catalog, check) else []
        states.append(state(name, path, catalog))
    for found in states:
        for line, text in (*found.faults, *found.missing):
            where = found.path.relative_to(root)
            print(f"{where}{f':{line}' if line else ''}: {text}")
        done = found.messages - len(found.missing)
        print(f"{found.language}: {done} of {found.messages} messages translated, {len(found.faults)} faulty")
    if check:
        for path in outdated:
            print(f"{path.relative_to(root)} is out of date: run invoke translate")
        return int(bool(outdated) or any(found.missing or found.faults for found in states))
    return int(any(found.faults for found in states))


def languages(folder: Path) -> Iterator[str]:
    """Yield the languages that have a catalogue."""
    yield from (path.parent.parent.name for path in folder.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))


def extracted(root: Path) -> Catalog:
    """Return the template: every message that code and templates mark, in a lasting order."""
    with (root / "theme" / "locale" / "babel.cfg").open(encoding="utf-8") as lines:
        methods, options = parse_mapping_cfg(lines)  # type: ignore[no-untyped-call]
    template = Catalog(
        domain=DOMAIN, project="chronicle", header_comment="# Every message of the interface.", fuzzy=False
    )
    found = []
    for folder in ("plugins/chronicle/pages", "theme/templates"):
        within = [(name.removeprefix(f"{folder}/"), method) for name, method in methods if name.startswith(folder)]
        asked = {name.removeprefix(f"{folder}/"): option for name, option in options.items()}
        for file, line, message, _, context in extract_from_dir(root / folder, within, asked, KEYWORDS):
            found.append((f"{folder}/{file}", line, message, context))
    found += _listed(root)
    for file, _, message, context in sorted(found, key=lambda row: (row[0], row[1])):
        template.add(message, locations=[(file, 0)], context=context)
    return template


def _listed(root: Path) -> Iterator[tuple[str, int, str, str | None]]:
    for table, columns, context in WORD_LISTS:
        problems: list[Problem] = []
        for line, row in rows(root / table, columns, problems) if (root / table).exists() else ():
            yield from ((table, line, row[column], context) for column in columns if row[column])
        if problems:
            raise LexiconError(problems)


def updated(path: Path, language: str, template: Catalog) -> Catalog:
    """Return a language's catalogue with the template's messages: new ones empty, dropped ones gone.

    Raises ChronicleError where the language is unknown to CLDR or the file cannot be read.
    """
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError) as error:
        raise ChronicleError(Problem(f"no language is called {language!r}", "give its code, as fr or pt_BR")) from error
    if not path.is_file():
        return _merged(Catalog(locale, domain=DOMAIN, project="chronicle"), template)
    return _merged(read_catalog(path, locale), template)


def state(language: str, path: Path, catalog: Catalog) -> State:
    """Return what a catalogue lacks."""
    entries = [entry for entry in catalog if entry.id]
    missing = tuple((entry.lineno, _first(entry.id)) for entry in entries if not translated(entry))
    return State(language, path, len(entries), missing, tuple(gap_faults(catalog)))


def translated(entry: Message) -> bool:
    """Tell whether every form of a message is there and settled."""
    made = entry.string if isinstance(entry.string, tuple | list) else (entry.string,)
    return bool(made) and all(made) and not entry.fuzzy


def _first(text: str | tuple[str, ...] | list[str]) -> str:
    return text if isinstance(text, str) else text[0]


def _merged(catalog: Catalog, template: Catalog) -> Catalog:
    catalog.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.fuzzy = False
    catalog.header_comment = f"# The interface of the chronicle: {catalog.locale_identifier}."
    return catalog


def _put(path: Path, catalog: Catalog, check: bool) -> bool:
    """Write a catalogue where it differs from its file; tell whether it did. `check` only looks."""
    written = io.BytesIO()
    write_po(written, catalog, width=110, omit_header=False, include_lineno=False, ignore_obsolete=True)
    text = _TRANSIENT.sub("", written.getvalue().decode("utf-8"))
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return False
    if not check:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return True
