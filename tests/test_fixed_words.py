"""Messages without gaps stand in a template's code; those that hang on a page's values are asked for as before."""

from __future__ import annotations

import pytest
from jinja2 import DictLoader, Environment

from chronicle.pages.fixed_words import fix_words

ASKED = """{{ _("Day") }}{{ _("Sides & towns") }}{{ gettext("<b>all</b>") }}"""
OPEN = ["""{{ _(name) }}""", """{{ _("Day", name=name) }}""", """{{ _(*words) }}""", """{{ _(**given) }}"""]


def environment(template: str, asked: list[str]) -> Environment:
    def say(message: str = "", /, **given: object) -> str:
        asked.append(message)
        return {"Day": "Tag"}.get(message, message)

    made = Environment(loader=DictLoader({"page": template}), autoescape=True)
    fix_words(made, {"_": say})
    made.globals.update(_=say, gettext=lambda message: f"asked for {message}")
    return made


def test_what_a_call_gives_is_asked_for_once_and_escaped() -> None:
    asked: list[str] = []
    page = environment(ASKED, asked).get_template("page")
    assert asked == ["Day", "Sides & towns"]
    assert page.render() == page.render() == "TagSides &amp; townsasked for &lt;b&gt;all&lt;/b&gt;"
    assert asked == ["Day", "Sides & towns"]


@pytest.mark.parametrize("template", OPEN)
def test_what_hangs_on_a_page_is_asked_for_each_time(template: str) -> None:
    asked: list[str] = []
    page = environment(template, asked).get_template("page")
    assert asked == []
    for times in (1, 2):
        page.render(name="Day", words=["Day"], given={"name": 1})
        assert len(asked) == times
