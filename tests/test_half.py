"""At most half of a long text is shown, however many papers carry it in pieces or with a word changed here and there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from views_maker import Maker, day

from chronicle.commands.check_site_privacy import Texts
from chronicle.model import Chronicle, Span, SubEventType
from chronicle.pages import publish_half, publish_shared
from chronicle.pages.publish import publishable
from chronicle.pages.publish_half import Told, shown_sentences
from chronicle.pages.publish_shared import RUN

STORY = (
    "Shells fell on the harbour of Arvik for three hours on Monday night, and nine people who had sought shelter in a"
    " fish cellar were carried out dead by their neighbours.",
    "In Belgrove a column of lorries drove on to a mine outside the sugar mill, killing four drivers and a customs clerk.",
    "Gunmen with covered faces walked into a wedding at Corrin before midnight, shot the bride's father and left on foot.",
    "Two jets came low over Dunmere at noon and dropped what witnesses took for fuel tanks; the market burned until dusk.",
    "A man in a postman's coat blew himself up beside the ferry ticket office of Eastwick, wounding thirteen passengers.",
    "Militia from the hills seized the radio mast above Farrow without a fight after its guards had gone home unpaid.",
    "Soldiers opened fire on students who were carrying a coffin past the barracks of Glenholt, and at least six fell.",
    "The bridge at Harrow Down was blown up on Thursday by men who had asked the toll keeper to bring his family away.",
    "Mortar rounds hit the maternity ward of Inver twice within ten minutes, and a midwife died between the first and second.",
    "Rebels gave back the town hall of Jessop to its mayor on Saturday under an agreement that nobody would show in writing.",
)
LONG = " ".join(STORY)
"""Every sentence tells of an event, so that all of it would be quoted if it might be."""


def chronicle_of(*papers: Sequence[str], heads: Sequence[str] = ()) -> Chronicle:
    """Return a chronicle of papers that each print these sentences, of which each tells of an event."""
    m = Maker()
    for n, sentences in enumerate(papers):
        title = heads[n] if n < len(heads) else "News"
        article = m.article(f"p{n}", f"Paper {n}", date(2016, 5, 6) + timedelta(n), *sentences, title=title)
        for k, sentence in enumerate(sentences):
            m.event(f"e{n}-{k}", m.report(article, sentence, SubEventType.SHELLING, interval=day(2016, 5, 2)))
    return m.chronicle()


def share_shown(chronicle: Chronicle, text: str = LONG) -> float:
    """Return what share of a text's characters stands anywhere in what is published, in runs of five words."""
    public = publishable(chronicle)
    said = [r.quote for e in public.events for r in e.reports] + [a.title for a in public.articles]
    said += [part for a in public.articles for part in re.split(r"\s{3,}", a.text)]
    known: set[tuple[str, ...]] = set()
    for part in said:
        words = re.findall(r"\w+", part.casefold())
        known.update(tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))
    found = list(re.finditer(r"\w+", text))
    seen = bytearray(len(text))
    for i in range(len(found) - RUN + 1):
        if tuple(match[0].casefold() for match in found[i : i + RUN]) in known:
            seen[found[i].start() : found[i + RUN - 1].end()] = b"\x01" * (found[i + RUN - 1].end() - found[i].start())
    return seen.count(1) / len(text)


def edited(sentence: str, every: int = 9, first: int = 8) -> str:
    """Return the sentence with every so many words changed."""
    return " ".join(f"{word}ly" if n % every == first else word for n, word in enumerate(sentence.split()))


PIECES = [STORY[n : n + 2] for n in range(0, len(STORY), 2)]
MANY = {
    "alone": [STORY],
    "in pieces": [STORY, *PIECES],
    "pieces first": [*PIECES, STORY],
    "copies": [STORY, STORY, STORY],
    "near-copies": [STORY, *(tuple(map(edited, piece)) for piece in PIECES)],
    "a sentence each": [STORY, *((sentence,) for sentence in STORY)],
}


@pytest.mark.parametrize("name", MANY)
def test_papers_together_show_no_more_than_half(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(len(" ".join(piece)) <= publish_half.SHORT_ARTICLE for piece in PIECES)
    chronicle = chronicle_of(*MANY[name])
    assert 0.35 < share_shown(chronicle) <= 0.5
    monkeypatch.setattr(publish_shared, "RUN", 10_000)  # no text is known again in another: the rule of one article
    monkeypatch.setattr(publish_shared, "PAIRS", 10_000)
    assert (share_shown(chronicle) > 0.5) == (name not in ("alone", "copies"))


def between(sentence: str, near: str) -> int:
    """Return the characters of a sentence from the first word that a copy has in the same place to the last one."""
    words = sentence.split()
    same = [n for n, (one, other) in enumerate(zip(words, near.split(), strict=True)) if one == other]
    return len(" ".join(words[same[0] : same[-1] + 1]))


def pieced_together(papers: Sequence[Sequence[str]], near: Sequence[str]) -> float:
    """Return the share of the story that stands in what is shown of papers, in its words or with some changed."""
    quotes = {report.quote for event in publishable(chronicle_of(*papers)).events for report in event.reports}
    told = ((one, one if one in quotes else other) for one, other in zip(STORY, near, strict=True))
    return sum(between(one, shown) for one, shown in told if shown in quotes) / len(LONG)


@pytest.mark.parametrize(("every", "first"), [(4, 0), (4, 1), (4, 2), (4, 3), (5, 0), (5, 2), (5, 4), (3, 1)])
@pytest.mark.parametrize("story_first", [True, False])
def test_a_text_is_not_pieced_together_from_copies_with_words_changed(
    every: int, first: int, story_first: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    near = tuple(edited(sentence, every, first) for sentence in STORY)
    pieces = [near[n : n + 2] for n in range(0, len(near), 2)]
    for others in (pieces, [near], [near[5:], near[:5]]):
        papers = [STORY, *others] if story_first else [*others, STORY]
        assert 0.25 < pieced_together(papers, near) <= 0.5
    monkeypatch.setattr(publish_shared, "PAIRS", 10_000)
    assert pieced_together([STORY, *pieces], near) > 0.6


OTHERS = (
    "Nine people in a fish cellar at Arvik were buried on Tuesday after a night in which the harbour came under fire.",
    "The sugar mill of Belgrove has stood still since four drivers and a clerk died on its access road.",
    "A wedding at Corrin ended in bloodshed, relatives said, when masked men asked for the father of the bride by name.",
    "Smoke hung over the market at Dunmere all day; pilots had mistaken kerosene carts for a depot, an officer admitted.",
    "Thirteen ferry passengers are in hospital at Eastwick, where a bomber dressed for the post had joined their queue.",
)
"""The same told by another paper in its own words."""


def test_a_paper_that_tells_the_same_in_its_own_words_costs_nothing() -> None:
    alone = publishable(chronicle_of(STORY)).articles[0].text
    assert publishable(chronicle_of(STORY, OTHERS)).articles[0].text == alone


def test_a_sentence_is_compared_with_few_papers_however_many_have_its_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a phrase of the agencies' would be compared as often as the square of its papers."""
    asked: list[int] = []
    compare = publish_shared._stretch

    def counted(words: Sequence[str], window: str) -> tuple[int, int] | None:
        asked.append(1)
        return compare(words, window)

    monkeypatch.setattr(publish_shared, "_stretch", counted)
    monkeypatch.setattr(publish_shared, "MANY", 6)

    def compared(papers: int) -> int:
        asked.clear()
        publishable(chronicle_of(*([edited(one, 6, n % 6) for one in STORY[n % 5 : n % 5 + 6]] for n in range(papers))))
        return len(asked)

    assert compared(6) > 0
    assert compared(40) <= 40 * 6 * publish_shared.MANY
    monkeypatch.setattr(publish_shared, "MANY", 10_000)
    assert compared(40) > 40 * 6 * 6


def test_headlines_and_the_editors_words_count() -> None:
    heads = ["Night of shells", *STORY[5:]]
    chronicle = chronicle_of(STORY, *([f"A quiet day, number {n}."] for n in range(5)), heads=heads)
    assert share_shown(chronicle) <= 0.5


def test_a_text_of_its_own_shows_what_it_showed() -> None:
    alone = [publishable(chronicle_of(part)).articles[0].text for part in (STORY[:5], STORY[5:])]
    assert [article.text for article in publishable(chronicle_of(STORY[:5], STORY[5:])).articles] == alone


def test_a_sentence_that_is_shown_already_costs_nothing() -> None:
    public = publishable(chronicle_of(STORY, STORY))
    first, second = (
        [bool(r.quote) for e in public.events for r in e.reports if r.article_id == p] for p in ("p0", "p1")
    )
    assert first == second
    assert any(first)


def test_the_check_sees_a_text_that_is_pieced_together() -> None:
    chronicle = chronicle_of(*MANY["in pieces"])
    seen = Texts.of(chronicle.articles)
    for piece in PIECES:
        seen.see(" ".join(piece))
    assert len(list(seen.problems())) == 1
    kept = Texts.of(chronicle.articles)
    for event in publishable(chronicle).events:
        kept.see(event.reports[0].quote)
    assert list(kept.problems()) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(STORY), min_size=1, max_size=8, unique=True), min_size=1, max_size=5))
def test_no_long_text_is_ever_shown_by_more_than_half(papers: list[list[str]]) -> None:
    chronicle = chronicle_of(*papers)
    for sentences in papers:
        text = " ".join(sentences)
        if len(text) > publish_half.SHORT_ARTICLE:
            assert share_shown(chronicle, text) <= 0.5


def test_signs_and_blanks_count_with_the_words_beside_them() -> None:
    """Sentences from three papers once came to 50.07 % of a text: the stop and the blank were not counted."""
    papers = [STORY[:2], [STORY[0], *STORY[2:4]], STORY[1:7]]
    for order in permutations(papers):
        for sentences in order:
            text = " ".join(sentences)
            if len(text) > publish_half.SHORT_ARTICLE:
                assert share_shown(chronicle_of(*order), text) <= 0.5


def test_the_order_of_reports_decides_nothing() -> None:
    made = chronicle_of(*MANY["near-copies"])
    told = [
        Told(article.text, tuple(r for e in made.events for r in e.reports if r.article_id == article.article_id))
        for article in made.articles
    ]
    turned = [replace(one, reports=tuple(reversed(one.reports))) for one in told]
    assert shown_sentences(told) == shown_sentences(turned)
    assert all(isinstance(span, Span) for spans in shown_sentences(told) for span in spans)
