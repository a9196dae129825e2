"""sitemap.xml and robots.txt for search engines: every page with the day on which what it shows last changed.

Both protocols want absolute addresses, so a build without a published address has no sitemap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

from ..model import Event
from .feeds_facts import EPOCH, told_between
from .render import write_page
from .urls import actor_url, day_url, event_url, month_url, place_url, source_url, type_url, year_url
from .views import Site
from .views_actor import actor_letters
from .views_index import Index
from .views_period import all_periods
from .views_places import place_letters
from .views_source import source_parts

MOST = 50_000
"""Addresses of one sitemap (sitemaps.org); 100 bytes each keep it far under the 50 MB that it may have."""
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def page_dates(index: Index, others: Iterable[str] = ()) -> dict[str, date | None]:
    """Return every page's address with the newest day of a report or correction on it; None where it has none.

    `others` are pages whose text is the editor's own, of which no date is known.
    """
    told = {event.event_id: told_between(index, event)[1] for event in index.events}

    def newest(events: Iterable[Event]) -> date | None:
        found = max((told[event.event_id] for event in events), default=EPOCH)
        return None if found == EPOCH else found

    everything = newest(index.events)
    fixed = ("", "map/", "chronicle/", "places/", "actors/", "sources/", "types/", "data/")
    pages: dict[str, date | None] = dict.fromkeys(fixed, everything)
    pages["corrections/"] = max((c.when for c in index.chronicle.corrections), default=None)
    pages["chronicle/undated/"] = newest(index.undated)
    pages["places/unlocated/"] = newest(index.unlocated)
    pages |= {year_url(year): newest(events) for year, events in index.by_year.items()}
    pages |= {month_url(*month): newest(events) for month, events in index.by_month.items()}
    pages |= {day_url(day): newest(index.by_day[day]) for day in index.days}
    lists = [(place_url(place), index.by_place[key]) for key, place in index.places.items()]
    lists += [(actor_url(actor), index.by_actor[key]) for key, actor in index.actors.items()]
    lists += [(type_url(kind), events) for kind, events in index.by_type.items()]
    for url, events in lists:
        pages[url] = newest(events)
        pages |= {url + period.suffix: newest(period.events) for period in all_periods(events)}
    letters = (*place_letters(index), actor_letters(index))
    pages |= {letter.url: everything for found in letters for letter in found}
    for address, _, articles in source_parts(index):
        pages[address] = max((article.published for article in articles if article.published), default=None)
    pages |= {source_url(key): article.published for key, article in index.articles.items()}
    pages |= {event_url(event.event_id): newest([event]) for event in index.events}
    return pages | dict.fromkeys(others)


def sitemaps(url: str, pages: Mapping[str, date | None], most: int = MOST) -> dict[str, str]:
    """Return the files of the sitemap: one, or an index and several where there are too many addresses."""
    rows = [(f"{url}/{path}", day) for path, day in sorted(pages.items())]
    parts = [rows[start : start + most] for start in range(0, len(rows), most)]
    if len(parts) <= 1:
        return {"sitemap.xml": _urlset(rows)}
    files = {f"sitemap-{number}.xml": part for number, part in enumerate(parts, 1)}
    made = {name: _urlset(part) for name, part in files.items()}
    newest = {name: max((day for _, day in part if day), default=None) for name, part in files.items()}
    entries = "".join(f"<sitemap>{_entry(f'{url}/{name}', newest[name])}</sitemap>\n" for name in files)
    made["sitemap.xml"] = f"{_HEAD}<sitemapindex {_NAMES}>\n{entries}</sitemapindex>\n"
    return made


def _urlset(rows: Iterable[tuple[str, date | None]]) -> str:
    entries = "".join(f"<url>{_entry(address, day)}</url>\n" for address, day in rows)
    return f"{_HEAD}<urlset {_NAMES}>\n{entries}</urlset>\n"


def _entry(address: str, day: date | None) -> str:
    return f"<loc>{escape(address)}</loc>" + (f"<lastmod>{day.isoformat()}</lastmod>" if day else "")


def robots(url: str) -> str:
    """Return robots.txt: everything may be read; where the site's address is known it names the sitemap."""
    text = "User-agent: *\nAllow: /\n"
    return f"{text}\nSitemap: {url}/sitemap.xml\n" if url else text


def write_sitemap(index: Index, site: Site, output: Path, others: Iterable[str] = ()) -> None:
    """Write the sitemap, where the site's address is known, and robots.txt."""
    write_page(output, "robots.txt", robots(site.url))
    if site.url:
        for name, text in sitemaps(site.url, page_dates(index, others)).items():
            write_page(output, name, text)
