"""What is worked out or rendered once and then repeated is what it would be each time."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from jinja2 import pass_context
from views_chronicle import make_chronicle

from chronicle.pages import once
from chronicle.pages.once import once_each
from chronicle.pages.publish import publishable
from chronicle.pages.render import make_environment, render
from chronicle.pages.site import all_pages
from chronicle.pages.views import Site

TEMPLATES = Path(__file__).parents[1] / "theme" / "templates"
SITE = Site("The chronicle", "", "A. Keeper", "16 May 2016", "2016-05-16", "https://x.example/c", "", True, 0, 0)


@dataclass(frozen=True)
class Thing:
    name: str


def test_an_answer_is_worked_out_once_for_each_object() -> None:
    asked: list[Thing] = []

    def work(thing: Thing) -> str:
        asked.append(thing)
        return thing.name.upper()

    name_of, one, like_it = once_each(work), Thing("homs"), Thing("homs")
    assert [name_of(one), name_of(one), name_of(like_it)] == ["HOMS"] * 3
    assert len(asked) == 2
    assert asked[0] is one
    assert asked[1] is like_it


def test_the_oldest_answers_go_where_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(once, "MOST", 2)
    asked: list[str] = []

    def work(thing: Thing) -> None:
        asked.append(thing.name)

    ask, things = once_each(work), [Thing(name) for name in "abc"]
    for thing in (*things, things[2], things[0]):
        ask(thing)
    assert asked == ["a", "b", "c", "a"]


def test_a_page_with_repeated_parts_is_the_page_without() -> None:
    """No part that is kept may show anything of the page that it was first rendered for."""
    keeping, plain = make_environment(TEMPLATES), make_environment(TEMPLATES)
    calls = []

    @pass_context
    def anew(context: object, macro: object, *what: object, **how: object) -> object:
        calls.append(macro)
        return macro(*what, **how)  # type: ignore[operator]

    plain.globals["kept"] = anew
    pages = list(all_pages(publishable(make_chronicle()), SITE))
    assert len(pages) > 20
    for page in [*pages, *reversed(pages)]:
        assert render(keeping, page, SITE) == render(plain, page, SITE), page.view.head.path
    assert len(calls) > 4 * len(pages)
