"""A chronicle of nothing but attacks in Chromium: every kind of page shows them as text, runs none, and asks nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from browser_site import Served, watched, write_site
from views_maker import Maker, day

from chronicle.bench.local_site import serving
from chronicle.model import Actor, ActorKind, Assertion, Chronicle, Count, DateBasis, Place, PlaceLevel, SubEventType
from chronicle.pages.publish import publishable

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

ATTACKS = (
    "<script>window.pwned=1</script>",
    "\"><img src=x onerror='window.pwned=2'>",
    "'><svg onload=window.pwned=3>",
    "</title></script><script>window.pwned=4</script>",
    "javascript:window.pwned=5",
    "{{ ''.__class__.__mro__ }}{% for x in range(9) %}z{% endfor %}${window.pwned=6}`+alert(7)+`",
    "[x](javascript:window.pwned=7) <a href='javascript:window.pwned=8'>x</a>",
    "<iframe srcdoc='<script>top.pwned=9</script>'></iframe><base href='https://evil.example/'>",
    "&lt;script&gt;window.pwned=10&lt;/script&gt; \u202etxt.exe\u2066",
    "]]></script><!--><img src=https://evil.example/x.png>",
)


TEXTS = tuple(" ".join(ATTACKS[start::3]) for start in range(3))
"""Each text of the chronicle is several attacks in a row."""


def chronicle() -> Chronicle:
    """Return a chronicle in which every free text is one of the attacks."""
    maker = Maker()
    for number, attack in enumerate(TEXTS):
        sentence = f"Shells killed two at {attack} on Sunday, said {attack}."
        where = Place(
            f"ed:p{number}", attack, PlaceLevel.PLACE, attack, "SY", attack, "", 35 + number / 9, 37.0, attack, (attack,),
            source=attack,
        )  # fmt: skip
        sides = [
            Actor(f"a{number}{k}", f"{k} {attack}", kind, attack, attack, (attack,))
            for k, kind in enumerate(list(ActorKind)[:3])
        ]
        article = maker.article(
            f"article-{number}", attack, date(1999, 4, 12 + number), sentence, "More was said. " * 9, title=attack,
            url=f"https://x.example/{number}?a=\"'><b>", retells=f"{attack}, 1 May 1999",
        )  # fmt: skip
        told = maker.report(
            article, sentence, list(SubEventType)[number], interval=day(1999, 4, 11), date_basis=DateBasis.STATED,
            place=where, geo_precision=1, actor1=tuple(sides[:2]), actor2=(sides[2],), fatalities=Count(2, 2, 2),
            attribution=attack, assertion=Assertion.CLAIMED, words={"place": attack, "date": "on Sunday"},
        )  # fmt: skip
        maker.event(f"e{number}", told)
    return publishable(maker.chronicle())


@pytest.fixture(scope="module")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("hostile")
    write_site(root, chronicle(), folder / "repo")
    with serving(folder) as address:
        yield Served(f"{address}repo/", folder / "repo")


def kinds(output: Path) -> list[str]:
    """Return every page that is one of its kind, and every event's, place's and side's of the attacks."""
    pages = sorted(page.relative_to(output).as_posix() for page in output.rglob("*.html"))
    found: list[str] = []
    for page in pages:
        parts = page.split("/")
        kind = (parts[0], len(parts)) if parts[0] in ("chronicle", "actors", "types", "sources") else (page,)
        if sum(kind == (one.split("/")[0], len(one.split("/"))) for one in found) < 1:
            found.append(page)
    return found


def test_no_attack_runs_and_nobody_else_is_asked(browser: Browser, site: Served) -> None:
    pages = kinds(site.output)
    assert {"index.html", "map/index.html", "search/index.html", "404.html", "data/index.html"} <= set(pages)
    assert len(pages) > 20
    shown = 0
    with watched(browser, site.address) as page:
        page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
        for file in pages:
            page.goto(site.address + file)
            if file.startswith("search"):
                page.goto(f"{site.address}search/?q=window.pwned")
                page.wait_for_selector("[data-search-results] li")
            assert page.evaluate("window.pwned") is None, file
            assert (
                page.evaluate(
                    "document.querySelectorAll('main iframe, main base, main [onerror], main [onload]').length"
                )
                == 0
            )
            assert page.evaluate("[...document.links].filter(a => !/^(https?|mailto):/.test(a.href)).length") == 0
            shown += ATTACKS[0] in page.inner_text("main")
    assert shown > 5, "they are shown, as text"


def test_an_attack_that_ran_would_be_seen(browser: Browser, site: Served) -> None:
    """The same attack in a page without the policy and without escaping."""
    (site.output / "bare.html").write_text(f"<!doctype html><link rel=icon href=data:,><main>{ATTACKS[2]}</main>")
    with watched(browser, site.address) as page:
        page.goto(site.address + "bare.html")
        assert page.evaluate("window.pwned") == 3
    (site.output / "bare.html").unlink()
