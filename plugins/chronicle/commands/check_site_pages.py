"""What `invoke check` asks of each file that a browser reads: valid, whole links, nothing loaded from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import etree, html

from ..errors import Problem

_LOADS: Mapping[str, tuple[str, ...]] = {
    "audio": ("src",),
    "embed": ("src",),
    "form": ("action",),
    "frame": ("src",),
    "iframe": ("src",),
    "image": ("href", "xlink:href"),
    "img": ("src", "srcset"),
    "input": ("src",),
    "object": ("data",),
    "script": ("src",),
    "source": ("src", "srcset"),
    "track": ("src",),
    "use": ("href", "xlink:href"),
    "video": ("src", "poster"),
}
"""Attributes whose address a browser asks for without being told to (HTML Living Standard, "Fetching resources")."""
_LINKS_ONLY = frozenset({"alternate", "author", "canonical", "cite-as", "describedby", "help", "license", "me", "next"})
_LINKS_ONLY |= {"prev", "self", "search", "bookmark", "collection", "item", "up"}
"""Relations of a link element that a browser does not follow by itself."""
_DATA_BLOCKS = ("application/json", "application/ld+json", "application/geo+json")
_CSS_LOADS = re.compile(r"(?:url\(\s*['\"]?|@import\s+['\"])\s*((?:[a-z]+:)?//[^'\")\s]+)", re.IGNORECASE)
_JS_LOADS = re.compile(
    r"\b(?:fetch|import|importScripts|WebSocket|EventSource|Worker|sendBeacon)\s*\(\s*['\"`]((?:https?:|wss?:)?//[^'\"`]+)"
)
_REFRESH = re.compile(r"\s*\d+\s*;\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_POLICY_WORDS = frozenset({"'self'", "'none'", "data:", "blob:"})
_POLICY_MORE = {"style-src": {"'unsafe-inline'"}, "script-src": {"'wasm-unsafe-eval'"}}
"""Leaflet sets styles, pagefind is WebAssembly; nothing else may be let in."""
MOST_FAULTS = 5
"""Faults of HTML named of one page: one missing end tag makes dozens."""


@dataclass(frozen=True, slots=True)
class Link:
    """An address that a page names, and where."""

    url: str
    line: int
    loads: bool
    """True where a browser asks for it by itself."""


@dataclass(slots=True)
class Page:
    """What one HTML file names and can be named by."""

    name: str
    ids: set[str] = field(default_factory=set)
    links: list[Link] = field(default_factory=list)
    base: str = ""
    """The address that the page gives as its own (rel=canonical)."""
    problems: list[Problem] = field(default_factory=list)

    def fault(self, message: str, remedy: str, line: int | None = None) -> None:
        """Note a fault."""
        self.problems.append(Problem(message, remedy, Path(self.name), line))


def html_checked() -> bool:
    """Tell whether html5lib is there to read pages by the letter."""
    return find_spec("html5lib") is not None


def html_faults(name: str, text: str) -> list[Problem]:
    """Return what a strict parser objects to, the first few of each page, with the line."""
    html5lib, says = import_module("html5lib"), import_module("html5lib.constants").E
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parse(text)
    return [
        Problem(
            f"is no valid HTML: {says[code] % values}", "correct its template in theme/templates", Path(name), at[0]
        )
        for at, code, values in parser.errors[:MOST_FAULTS]
    ]


def look(name: str, data: bytes, allowed: Container[str] = ()) -> Page:
    """Return what a page names, with its faults: scripts in it, what it loads from elsewhere, a missing policy.

    `allowed` are hosts that the editor's settings let in (online map tiles).
    """
    page = Page(name)
    text = data.decode("utf-8", "replace")
    if not text.strip():
        page.fault("is empty", "build again")
        return page
    tree = html.document_fromstring(data, parser=html.HTMLParser(encoding="utf-8"))
    policies = 0
    for element in tree.iter(etree.Element):
        policies += _element(page, element, allowed)
    if not policies:
        page.fault("has no Content-Security-Policy", "let its template extend base.html")
    if html_checked():
        page.problems += html_faults(name, text)
    return page


def _element(page: Page, element: Any, allowed: Container[str]) -> int:
    """Note what one element names; return 1 where it is the page's policy."""
    tag, line, get = str(element.tag), element.sourceline, element.get
    for key in ("id", "name"):
        if get(key) and (key == "id" or tag == "a"):
            page.ids.add(get(key))
    for key, value in element.items():
        if key.lower().startswith("on"):
            page.fault(f"has a script in the attribute {key}", "put it into a file of theme/static/js", line)
        if key == "style":
            _foreign_css(page, value, line, allowed)
    if tag == "script" and not get("src") and (get("type") or "").lower() not in _DATA_BLOCKS:
        page.fault("has a script in it", "put it into a file of theme/static/js", line)
    if tag == "style":
        _foreign_css(page, element.text or "", line, allowed)
    if tag == "base":
        page.fault("has a base element", "links count from the page itself", line)
    for key in _LOADS.get(tag, ()):
        for url in _addresses(key, get(key) or ""):
            _load(page, url, line, allowed)
    if tag == "link" and get("href"):
        relations = set((get("rel") or "").lower().split())
        if "canonical" in relations:
            page.base = get("href")
        elif relations <= _LINKS_ONLY:
            page.links.append(Link(get("href"), line, False))
        else:
            _load(page, get("href"), line, allowed)
    if tag in ("a", "area") and get("href") is not None:
        if urlsplit(get("href").strip()).scheme.lower() not in ("", "http", "https", "mailto", "tel", "webcal", "geo"):
            page.fault(f"links to {get('href')[:60]!r}", "only web addresses and mail may be linked", line)
        page.links.append(Link(get("href"), line, False))
        if get("ping"):
            page.fault("has a link that reports back (ping)", "take the attribute out", line)
    if tag == "meta" and (get("http-equiv") or "").lower() == "refresh":
        found = _REFRESH.match(get("content") or "")
        if found:
            _load(page, found[1], line, allowed)
    if tag == "meta" and (get("http-equiv") or "").lower() == "content-security-policy":
        _policy(page, get("content") or "", line, allowed)
        return 1
    return 0


def _addresses(key: str, value: str) -> Iterator[str]:
    parts = [part.split() for part in value.split(",")] if key == "srcset" else [[value]]
    yield from (part[0] for part in parts if part and part[0])


def foreign(url: str, allowed: Container[str]) -> str:
    """Return the host of an address that lies elsewhere and was not let in, else an empty text."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url
    return parts.netloc if parts.netloc and parts.hostname not in allowed else ""


def _load(page: Page, url: str, line: int, allowed: Container[str]) -> None:
    page.links.append(Link(url, line, True))
    if foreign(url, allowed):
        page.fault(f"loads {url[:80]} from elsewhere", "keep a copy in theme/static, or link to it", line)


def _foreign_css(page: Page, text: str, line: int, allowed: Container[str]) -> None:
    for match in _CSS_LOADS.finditer(text):
        if foreign(match[1], allowed):
            page.fault(f"loads {match[1][:80]} from elsewhere", "keep a copy in theme/static", line)


def _policy(page: Page, policy: str, line: int, allowed: Container[str]) -> None:
    parts = [part.split() for part in policy.split(";") if part.strip()]
    directives = {words[0].lower(): words[1:] for words in parts}
    if directives.get("default-src") != ["'none'"]:
        page.fault("has a policy that does not begin with default-src 'none'", "see pages/render.py", line)
    for name, sources in directives.items():
        for source in sources:
            host = urlsplit(source if "//" in source else f"//{source}").hostname or ""
            if source not in _POLICY_WORDS | _POLICY_MORE.get(name, set()) and host not in allowed:
                page.fault(f"has a policy that lets in {name} {source}", "see pages/render.py", line)


def asset_faults(name: str, text: str, allowed: Container[str] = ()) -> list[Problem]:
    """Return what a style sheet, a script or an SVG picture loads from elsewhere."""
    pattern = _JS_LOADS if name.endswith(".js") else _CSS_LOADS
    found = [match for match in pattern.finditer(text) if foreign(match[1], allowed)]
    if name.endswith(".svg"):
        found += re.finditer(r"<(?!a\b)\w+[^>]*\s(?:xlink:)?href=\"((?:https?:)?//[^\"]+)", text)
    return [
        Problem(
            f"loads {match[1][:80]} from elsewhere",
            "keep a copy in theme/static",
            Path(name),
            text.count("\n", 0, match.start()) + 1,
        )
        for match in found
    ]


def link_faults(pages: Mapping[str, Page], files: Container[str], base: str) -> Iterator[Problem]:
    """Yield a problem for each link of a page that leads nowhere; `base` is the site's published address, if any."""
    root = urlsplit(base).path.rstrip("/") + "/"

    @lru_cache(maxsize=100_000)
    def broken(start: str, url: str) -> str:
        if base and url.startswith(base.rstrip("/") + "/"):
            url = root + url.removeprefix(base.rstrip("/") + "/")
        try:
            parts = urlsplit(url)
        except ValueError:
            return "is no address"
        if parts.scheme or parts.netloc:
            return ""
        path = unquote(parts.path)
        if path.startswith("/") and not path.startswith(root):
            return f"leaves the site, which stands at {root}"
        inside = path.removeprefix(root) if path.startswith("/") else posixpath.join(posixpath.dirname(start), path)
        target = posixpath.normpath(inside) if inside else "."
        if not path:
            target = start
        elif path.endswith("/") or target == "." or posixpath.basename(path) in ("..", "."):
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        if target.startswith("../"):
            return "leaves the site"
        if target not in files:
            return f"leads nowhere: there is no {target}"
        fragment = unquote(parts.fragment)
        if fragment and target in pages and fragment not in pages[target].ids:
            return f"leads nowhere: {target} has no id {fragment!r}"
        return ""

    found: dict[str, list[tuple[Page, Link]]] = {}
    for page in pages.values():
        for link in page.links:
            if said := broken(page.name if _relative(link.url) else "", link.url.strip()):
                found.setdefault(said, []).append((page, link))
    for said, at in found.items():
        page, link = at[0]
        more = f"; so do {len(at) - 1} more" if len(at) > 1 else ""
        remedy = "build again; if it stays, correct the template or the page that links"
        yield Problem(f"the link {link.url[:80]!r} {said}{more}", remedy, Path(page.name), link.line)


def _relative(url: str) -> bool:
    return not url.strip().startswith("/") and "://" not in url
