"""A saved web page as an article: trafilatura finds text and metadata, and we say which of them the page states."""

from __future__ import annotations

import email
import email.policy
import re
from copy import deepcopy
from dataclasses import replace
from datetime import UTC
from email.message import EmailMessage
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import lxml.html
from lxml.etree import ParserError, iterwalk
from trafilatura import extract
from trafilatura.metadata import extract_metadata
from trafilatura.settings import DEFAULT_CONFIG

from ..errors import ArticleError, Problem
from .found import Found, Raw, Value, clean_text, one_line
from .limits import guarded

NO_TEXT = ArticleError(Problem("holds no article's text", "save the page of one article, or its text as plain text"))
EARLIEST = "1900-01-01"
"""The first day looked for: htmldate's own is in 1995, and archives of older papers are on the web too."""
LATEST = "2999-12-31"
"""The last day a page can have been published, where nothing says when it was retrieved."""
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer"),
        *("form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("table", "td", "th", "tr", "ul"),
    )
)
_UNSEEN = frozenset(("script", "style", "template", "noscript", "head", "iframe", "object", "svg", "math"))


def parse(data: bytes | str) -> lxml.html.HtmlElement | None:
    """Return a page as a tree, None where there is nothing in it; no entity is resolved and nothing is fetched."""
    parser = lxml.html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    content = data if isinstance(data, str) else _decoded(data)
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", content.replace("\0", " "))
    try:
        return lxml.html.document_fromstring(text, parser=parser)
    except ParserError:
        return None


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8", _declared(data)):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("windows-1252", "replace")


def _declared(data: bytes) -> str:
    """Return the encoding that the page names: browsers read Latin-1 as windows-1252, and so do we."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    match = re.search(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", data[:4096])
    return match[1].decode("ascii") if match else "windows-1252"


def html_text(fragment: str) -> str:
    """Return the text of a piece of HTML, a block a paragraph."""
    tree = parse(fragment) if fragment.strip() else None
    if tree is None:
        return ""
    parts: list[str] = []
    for event, element in iterwalk(tree, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "start":
            if tag in _BLOCKS:
                parts.append("\n")
            if tag not in _UNSEEN:
                parts.append(" ".join((element.text or "").splitlines()))
        else:
            if tag in _BLOCKS:
                parts.append("\n")
            if element.getparent() is not None and element.getparent().tag not in _UNSEEN:
                parts.append(" ".join((element.tail or "").splitlines()))
    return clean_text("".join(parts))


def _structured(tree: lxml.html.HtmlElement) -> str:
    """Return all that the page says for machines: meta elements, JSON-LD, times, title and canonical address."""
    parts = [str(content) for content in tree.xpath("//meta/@content | //time/@datetime | //title/text()")]
    parts += [str(href) for href in tree.xpath("//link[@rel='canonical']/@href")]
    parts += [script.text or "" for script in tree.xpath("//script[@type='application/ld+json']")]
    return "\n".join(parts)


def _canonical(tree: lxml.html.HtmlElement, found: str, known: str) -> Value:
    """Return the page's address: the one it names itself if it is on the same site, else where it was fetched from."""
    hrefs = [str(href) for href in tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")]
    for href in [*hrefs, found]:
        try:
            url = urljoin(known, href.strip()) if href else ""
            host = urlsplit(url).hostname
            if urlsplit(url).scheme in ("http", "https") and host and (not known or _site(host) == _site_of(known)):
                return Value(one_line(url).replace(" ", "%20"))
        except ValueError:
            continue
    return Value(one_line(known).replace(" ", "%20"))  # a web archive's may hold a line's end


def _site(host: str) -> str:
    return ".".join(host.lower().split(".")[-2:])


def _site_of(url: str) -> str:
    return _site(urlsplit(url).hostname or "")


def _said(text: str, machine: str, guess: str) -> Value:
    return Value(text, "" if not text or _plain(text) in machine else guess)


def _plain(text: str) -> str:
    """Return a text as it is looked for: trafilatura makes "A Writer" of "A. Writer"."""
    return re.sub(r"[\W_]+", "", text.casefold())


def read_page(raw: Raw) -> Found:
    """Return the article of a saved page.

    Raises ArticleError where no article is found on it.
    """
    with guarded("a web page"):
        tree = parse(raw.data)
        if tree is None:
            raise NO_TEXT
        machine = _plain(_structured(tree))
        latest = raw.retrieved[:10] or LATEST
        dates = {"original_date": True, "extensive_search": True, "min_date": EARLIEST, "max_date": latest}
        meta = extract_metadata(tree, default_url=raw.url or None, date_config=dates)
        text = _text(tree)  # last, for trafilatura takes the tree apart
        if not text.strip():
            raise NO_TEXT
        title = one_line(meta.title)
        url = _canonical(tree, meta.url or "", raw.url)
        host = (urlsplit(url.text).hostname or "").lower()
        publisher = one_line(meta.sitename)
        if publisher.lower().removeprefix("www.") in (host, host.removeprefix("www.")):
            publisher = ""  # trafilatura's last resort; an address is nobody's name
        first, _, rest = text.partition("\n\n")
        return Found(
            text=rest if rest and first.strip().casefold() == title.casefold() else text,
            title=_said(title, machine, "the page's headline"),
            date=_said(one_line(meta.date), machine, "the page's text or address"),
            publisher=_said(publisher, machine, "the page's title"),
            author=_said(one_line(meta.author), machine, "the page's text"),
            url=url,
            original=raw.data,
            suffix=".html",
            retrieved=raw.retrieved,
        )


def _text(tree: lxml.html.HtmlElement) -> str:
    config = deepcopy(DEFAULT_CONFIG)
    config["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "60"  # below its 250 it gives up paragraphs: news in brief are shorter
    config["DEFAULT"]["MIN_OUTPUT_SIZE"] = "1"
    found = extract(tree, output_format="txt", include_comments=False, include_tables=False, config=config)
    return clean_text(found or "")


def read_mhtml(raw: Raw) -> Found:
    """Return the article of a page saved as one MIME file (.mhtml), as Chromium writes it.

    Raises ArticleError where it holds no page.
    """
    with guarded("a saved page (MHTML)"):
        message = email.message_from_bytes(raw.data, policy=email.policy.default)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        if not pages or not isinstance(message, EmailMessage):
            raise ArticleError(Problem("holds no web page", "save the page again"))
        payload = pages[0].get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        url = one_line(str(message.get("Snapshot-Content-Location", pages[0].get("Content-Location", ""))))
        retrieved = raw.retrieved
        if message.get("Date"):
            day = parsedate_to_datetime(str(message["Date"]))
            retrieved = day.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = read_page(Raw(data, raw.name, url if url.startswith(("http:", "https:")) else "", retrieved))
    return replace(found, original=raw.data, suffix=".mhtml")
