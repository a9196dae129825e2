"""Pages of corrections and of old addresses: they forward without a script, offer the choice, and tell nothing withheld."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import html5lib
import pytest
from views_chronicle import HOSTILE, SECRET, make_chronicle

from chronicle.model import Change, Chronicle, Correction, CorrectionKind, Forward, Grade, SubEventType
from chronicle.pages.publish import publishable
from chronicle.pages.render import make_environment, render
from chronicle.pages.site import all_pages, make_site
from chronicle.settings import Settings

KIND = CorrectionKind


def correction(kind: CorrectionKind, *ids: str, why: str = "The register", **more: object) -> Correction:
    return Correction(f"{kind}-{len(why)}", kind, ids, "R. Haddad", date(2016, 6, 1), why, **more)  # type: ignore[arg-type]


def corrected() -> Chronicle:
    made = make_chronicle()
    whole = made.events[0]
    secret = next(e for e in made.events if e.place is not None and e.place.name == SECRET)
    changes = (
        Change("fatalities", "4", "7"),
        Change("date", "", "2016-05-01/2016-05-31"),
        Change("sub_event_type", "Attack", "Grenade"),
        Change("place", SECRET, "Aleppo"),
    )
    edits = {
        "drones": (
            correction(KIND.SET, "drones", changes=changes, why=HOSTILE),
            correction(KIND.DISPUTE, "drones"),
        ),
        secret.event_id: (correction(KIND.NOTE, secret.event_id, text=f"Near {SECRET}", why="Said of it"),),
    }
    added = replace(
        whole,
        event_id="of-my-own",
        sub_event_type=SubEventType.GRENADE,
        candidates=(),
        grade=Grade.SINGLE,
        title="",
        corrections=(correction(KIND.ADD, "of-my-own", text="A letter in the archive"),),
    )
    events = tuple(replace(e, corrections=edits.get(e.event_id, ())) for e in made.events)
    events = tuple(replace(e, split_off=("of-my-own",)) if e.event_id == "drones" else e for e in events)
    hidden = correction(KIND.HIDE, "2016-05-01-hidden", why="Under review")
    forwards = (
        Forward("2016-05-01-hidden", (), hidden=True),
        Forward("2016-05-01-moved", ("drones",)),
        Forward("2016-05-01-split", ("drones", "of-my-own")),
        Forward("2016-05-01-gone"),
        Forward("2016-05-03-deir-zafaran-1a2b3c", ("drones",)),
        Forward("2016-05-03-other-spelling", (secret.event_id,)),
    )
    told = tuple(c for e in events for c in e.corrections)
    return replace(made, events=(*events, added), corrections=(*told, *added.corrections, hidden), forwards=forwards)


@pytest.fixture(scope="module", params=["", "https://user.github.io/repo"])
def pages(root: Path, request: pytest.FixtureRequest) -> dict[str, str]:
    chronicle = publishable(corrected())
    conf = Settings(root, root / "content", root / ".cache")
    site = make_site(chronicle, conf, "A chronicle", url=request.param, index_links=not request.param)
    environment = make_environment(root / "theme" / "templates")
    wanted = ("moved.html", "corrections.html", "event.html")
    found = (page for page in all_pages(chronicle, site) if page.template in wanted)
    return {page.view.head.file: render(environment, page, site) for page in found}


def test_every_page_is_valid_html_and_no_script(pages: dict[str, str]) -> None:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    assert all(parser.parse(text) is not None for text in pages.values())
    assert [file for file, text in pages.items() if "<script>alert" in text] == []


def test_an_old_address_forwards_without_a_script_under_any_path(pages: dict[str, str]) -> None:
    page = pages["events/2016-05-01-moved/index.html"]
    local = 'url=../../events/drones/index.html"' in page
    assert local or 'url=../../events/drones/"' in page
    canonical = "../../events/drones/index.html" if local else "https://user.github.io/repo/events/drones/"
    assert f'<link rel="canonical" href="{canonical}">' in page
    assert page.count('rel="canonical"') == 1
    assert page.count("../../events/drones/") >= 2  # the refresh, and a plain link
    assert "data-pagefind-body" not in page


def test_a_split_offers_the_choice_and_the_rest_says_what_became_of_it(pages: dict[str, str]) -> None:
    split = pages["events/2016-05-01-split/index.html"]
    assert "../../events/drones/" in split
    assert "../../events/of-my-own/" in split
    assert 'http-equiv="refresh"' not in split
    gone, hidden = pages["events/2016-05-01-gone/index.html"], pages["events/2016-05-01-hidden/index.html"]
    assert "given to no other event" in gone
    assert "Under review" in hidden
    assert all('content="noindex"' in page for page in (split, gone, hidden))


def test_an_event_says_what_was_corrected_by_whom_when_and_why(pages: dict[str, str]) -> None:
    page = pages["events/drones/index.html"]
    for words in (
        "R. Haddad",
        "1 June 2016",
        "<ins><bdi>7</bdi></ins>",
        "<del><bdi>4</bdi></del>",
        "May 2016",
        "Grenade",
    ):
        assert words in page, words
    assert "The editor marks this record as disputed" in page
    assert "../../events/of-my-own/" in page  # what was split off
    added = pages["events/of-my-own/index.html"]
    assert "A letter in the archive" in added
    assert "No article of this chronicle tells of it" in added


def test_the_list_has_every_correction_and_nothing_withheld(pages: dict[str, str]) -> None:
    text = pages["corrections/index.html"]
    assert text.count('class="correction"') == 5
    assert "5 corrections" in text
    for file, page in pages.items():
        assert SECRET not in page, file
        assert "deir-zafaran" not in page + file
    assert "events/2016-05-03-other-spelling/index.html" not in pages
