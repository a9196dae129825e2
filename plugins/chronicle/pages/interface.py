"""Makes templates speak the build's language: phrases of the views, `{% trans %}` blocks, `_()` and plural forms.

Everything hangs on the environment that it is given; two environments may speak two languages in one process.
Messages are trusted as templates are; what fills their gaps is escaped.
"""

from __future__ import annotations

import json
import re
from functools import cache, lru_cache
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from .catalogue import Catalogue
from .fixed_words import fix_words

ARTICLES = "en"
"""The language of the articles, and so of every quotation, whatever the interface's."""

_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile(r"%\((\w+)\)s")


def speak(environment: Environment, catalogue: Catalogue) -> None:
    """Let an environment's templates speak a language; before any of them is compiled.

    Templates then have: `{% trans %}` for words with markup, `_("…", name=value)` for words in attributes and
    arguments, `_n` and `forms` for numbers, `language` (its `code` and `direction`), `quoted`, the attributes of an
    element that holds an article's own words, and `foreign`, those of one that holds a name in the articles' letters.
    """
    environment.add_extension("jinja2.ext.i18n")
    environment.policies["ext.i18n.trimmed"] = True
    environment.newstyle_gettext = True  # type: ignore[attr-defined]  # set by the extension
    environment.finalize = None if catalogue.english else catalogue.text

    def escaped(value: Any) -> Markup:
        return escape(catalogue.text(value))

    if not catalogue.english:
        environment.filters["e"] = environment.filters["escape"] = escaped

    def values(message: str, given: dict[str, Any]) -> dict[str, Any]:
        inside = in_tags(message)
        return {name: value if name in inside else _shown(catalogue, value) for name, value in given.items()}

    @cache
    def plain(message: str) -> Markup:
        """A message without gaps, most of any page: the same each time."""
        return Markup(catalogue.message(message)) % {}

    def gettext(message: str, /, **given: Any) -> Markup:
        return Markup(catalogue.message(message)) % values(message, given) if given else plain(message)

    def pgettext(context: str, message: str, /, **given: Any) -> Markup:
        return Markup(catalogue.message(message, context)) % values(message, given)

    def ngettext(singular: str, plural: str, number: int, /, **given: Any) -> Markup:
        return Markup(catalogue.plural(singular, plural, number)) % values(plural, {"num": number, **given})

    def said(message: str, /, **given: Any) -> str:
        return catalogue.message(message) % values("", given)

    def said_in(context: str, message: str, /, **given: Any) -> str:
        return catalogue.message(message, context) % values("", given)

    def said_n(singular: str, plural: str, number: int, /, **given: Any) -> str:
        return catalogue.plural(singular, plural, number) % values("", {"num": number, **given})

    @cache
    def forms(singular: str, plural: str) -> str:
        return json.dumps(catalogue.plural_forms(singular, plural), ensure_ascii=False, separators=(",", ":"))

    fix_words(environment, {"gettext": plain, "_": said, "_p": said_in})
    environment.globals.update(
        gettext=gettext,
        pgettext=pgettext,
        ngettext=ngettext,
        _=said,
        _p=said_in,
        _n=said_n,
        forms=forms,
        language=catalogue,
        foreign=Markup("") if catalogue.english else Markup(f' lang="{ARTICLES}" dir="ltr"'),
        quoted=Markup('dir="auto"') if catalogue.english else Markup(f'lang="{ARTICLES}" dir="ltr"'),
    )


@lru_cache(maxsize=2048)
def in_tags(message: str) -> frozenset[str]:
    """Return the gaps within the tags of a message, as in <a href="%(url)s">: nothing is fenced off there."""
    if "<" not in message:
        return frozenset()
    return frozenset(name for tag in _TAG.findall(message) for name in _GAP.findall(tag))


def _shown(catalogue: Catalogue, value: object) -> object:
    """Return what fills a gap: markup as it is, a number as the language writes it, a name fenced off."""
    if isinstance(value, Markup):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return catalogue.number(value)
    return catalogue.shown(value) if isinstance(value, str) else value
