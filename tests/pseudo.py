"""A language made by machine, in which every message stands in ⟦brackets⟧: what stands outside was never marked."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from babel.messages.pofile import write_po

from chronicle.commands.translate import extracted, updated
from chronicle.pages.catalogue import catalogue_file
from chronicle.pages.phrases import PATTERN

LANGUAGE = "eo"
_WORD = re.compile(r"[^\W\d_]{2,}")
_SPOKEN = ("aria-label", "title", "alt", "placeholder", "label")
_OWN = {"script", "style", "code", "bdi", "q", "blockquote", "noscript"}
"""Elements whose text is no word of the interface; <noscript> is read as text by the parser."""


def write_catalogue(root: Path, folder: Path) -> None:
    """Write the catalogue of the bracket language."""
    path = catalogue_file(folder, LANGUAGE)
    catalog = updated(path, LANGUAGE, extracted(root))
    for entry in catalog:
        if entry.id:
            single = isinstance(entry.id, str)
            forms = [_bracketed(text, entry.context) for text in ([entry.id] if single else entry.id)]
            entry.string = forms[0] if single else tuple((forms * 2)[: catalog.num_plurals])
    path.parent.mkdir(parents=True)
    with path.open("wb") as lines:
        write_po(lines, catalog)


def _bracketed(text: str, context: str | None) -> str:
    return f"'⟦'{text}'⟧'" if context == PATTERN else f"⟦{text}⟧"


def unmarked(tree: Element, known: set[str]) -> Iterator[str]:
    """Yield the words of a page that stand outside of all brackets and are no name that the chronicle gave."""
    yield from _outside("".join(_text(tree)), known)
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name in _SPOKEN or name.startswith("data-text-"):
                texts = json.loads(value).values() if value.startswith('{"') else [value]  # the forms of a plural
                yield from (f"{name}: {word}" for text in texts for word in _outside(text, known))


def _outside(text: str, known: set[str]) -> Iterator[str]:
    depth, found = 0, []
    for character in text:
        depth += (character == "⟦") - (character == "⟧")
        found.append(character if depth == 0 else "\n")
    for run in re.split(r"[\n⟧]+|\s{2,}| · ", "".join(found)):
        words = run.strip(" \t\u2068\u2069:;,.()›→←↗")
        if _WORD.search(words) and words not in known:
            yield words


def _text(element: Element) -> Iterator[str]:
    name = element.tag.split("}")[-1] if isinstance(element.tag, str) else "!"
    if name not in _OWN and name != "!" and not (element.get("lang") and name != "html"):
        yield element.text or ""
        for child in element:
            yield from _text(child)
            yield f"\n{child.tail or ''}" if _breaks(child) else child.tail or ""


def _breaks(element: Element) -> bool:
    within = ("a", "span", "strong", "em", "mark", "time", "bdi", "q", "code")
    return "data-pagefind-filter" in element.attrib or str(element.tag).split("}")[-1] not in within
