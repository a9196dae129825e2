"""Deals told on with a pronoun: what "it" took effect, and when "it" is nothing of the kind."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chronicle.model import AnalysedArticle, SubEventType

Read = Callable[..., AnalysedArticle]

TOLD_ON = [
    ("The two sides announced a truce in Hodeidah. It took effect on Friday.", "took effect"),
    ("Clashes went on in Juba despite a shaky ceasefire. It began last Wednesday.", "began"),
    ("An armistice was in force along the Drina. The agreement was signed on Monday.", "signed"),
    ("Officers welcomed the ceasefire near Stepanakert. It came into force on Tuesday.", "came into force"),
]
OTHERWISE = [
    "The truce was discussed in Juba. It began to rain on Monday.",
    "The ceasefire was criticised in Goma. It was announced on Friday that schools would open.",
    "A festival was planned in Kandy. It began last Wednesday.",
    "The truce in Hodeidah held on Friday.",
    "They called for a truce in Grozny. It would take effect on Monday, they said.",
    "They spoke of a truce in Grozny. Nobody listened. It began on Monday.",
]


def agreements(read: Read, text: str) -> list[str]:
    """Return the words that tell of each deal that a text states or attributes."""
    reports = read(text, "2016-05-08").reports
    return [
        text[r.trigger.start : r.trigger.end]
        for r in reports
        if r.sub_event_type is SubEventType.AGREEMENT and r.assertion in ("stated", "claimed")
    ]


@pytest.mark.parametrize(("text", "words"), TOLD_ON)
def test_a_deal_is_followed_to_the_next_sentence(text: str, words: str, read: Read) -> None:
    assert words in agreements(read, text)


@pytest.mark.parametrize("text", OTHERWISE)
def test_another_it_is_no_deal(text: str, read: Read) -> None:
    assert agreements(read, text) == []
