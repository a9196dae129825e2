"""What every page has in common: its head, the site around it, links, event lines, groups and the month strip.

A page is one frozen dataclass with a `head`; its template receives exactly that, as `view`, and `site`.
Addresses in a view are relative to the site's root; the template's `link` filter makes them relative to the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from .map_parts import MapParts


@dataclass(frozen=True, slots=True)
class Site:
    """What every page says of the chronicle as a whole."""

    name: str
    tagline: str
    keeper: str
    as_of: str
    """The chronicle's clock in words, or an empty text."""
    as_of_iso: str
    url: str
    """The published address without a slash at its end; empty for a local build."""
    correct_url: str
    index_links: bool
    """Whether links end in index.html, so that they work from file://."""
    events: int
    articles: int
    left_out: int = 0
    """Source articles of this chronicle that could not be read, and were built without on the editor's word."""
    tiles: str = ""
    """The editor's online map tiles, loaded on a reader's click only; empty for none."""
    tiles_attribution: str = ""
    tile_origin: str = ""
    """What the policy of a page with a map must allow for them."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same facts in another form: a feed, or a calendar."""

    url: str
    media_type: str
    title: str


@dataclass(frozen=True, slots=True)
class Meta:
    """What a page says of itself to machines, beside what its head says to everyone."""

    alternates: tuple[Alternate, ...] = ()
    """The page's own feeds and calendars; those of the whole chronicle stand on every page."""
    picture: str = ""
    """The picture that a link to it is shown with; empty for the chronicle's own."""
    published: str = ""
    """ISO; a page without it is a website to Open Graph, one with it an article."""
    modified: str = ""
    citation: tuple[tuple[str, str], ...] = ()
    """citation_* metadata, name without the prefix and value."""
    facts: str = ""
    """schema.org JSON-LD, made by pages/jsonld.py and inert; empty for none."""


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself."""

    title: str
    description: str
    path: str
    """The page's own address, relative to the site's root: "" for home, else ending in "/" or ".html"."""
    section: str = ""
    """The entry of the main menu that this page belongs to."""
    fixed_root: str = ""
    """For a page served at any depth (404): the root as an absolute path."""
    meta: Meta = Meta()

    @property
    def root(self) -> str:
        """Return the way from this page to the site's root: "../../" or ""."""
        return self.fixed_root or "../" * self.path.count("/")

    @property
    def file(self) -> str:
        """Return the file that the page is written to."""
        return f"{self.path}index.html" if self.path.endswith("/") or not self.path else self.path


class View(Protocol):
    """Any page."""

    @property
    def head(self) -> Head:
        """Return what the page says of itself."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page to write: its view and the template that shows it."""

    template: str
    view: View


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere; without an address they are words only."""

    text: str
    url: str = ""
    note: str = ""
    count: int = 0
    """The number that the note says in words, to put links in order by."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as a line of a list."""

    event_id: str
    url: str
    title: str
    when: str
    iso: str
    """The first day, ISO; empty where undated."""
    exact: bool
    """Whether the day is known."""
    kind: Link
    place: Link
    grade: str
    grade_words: str
    reports: int
    publishers: str
    dead: str = ""
    """The killed, for putting lines in order: the best figure or the lowest; empty where no source gives one."""


@dataclass(frozen=True, slots=True)
class Group:
    """Event lines under one heading."""

    heading: str
    anchor: str
    url: str
    lines: tuple[EventLine, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One month (or year) of a strip, in units of its drawing."""

    x: float
    width: float
    height: float
    """Of events known to the day."""
    doubtful: float
    """Of events known less exactly, drawn above the others."""
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A year's or month's name under a strip."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Strip:
    """Events a month, drawn."""

    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    width: float
    height: float
    summary: str
    """The text alternative."""
    unit: str
    """"month" or "year"."""
    doubtful: bool
    """Whether any bar has a doubtful part, so that a key is needed."""


@dataclass(frozen=True, slots=True)
class TextView:
    """A page of content/pages: its text is the editor's own, already HTML."""

    head: Head
    body: str
    lang: str = ""
    """The text's language, where it is not the interface's."""


@dataclass(frozen=True, slots=True)
class PlainView:
    """A page that needs nothing but its head (search, 404)."""

    head: Head


@dataclass(frozen=True, slots=True)
class MapView:
    """The page of the overview map."""

    head: Head
    map: MapParts | None
    located: int
    unlocated: int
    groups: tuple[Group, ...]
    """The same events as a list; empty where they are too many for one page."""
    years: tuple[Link, ...] = ()
    """Then the years, whose pages list them."""
