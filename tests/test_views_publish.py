"""What may leave the house: withheld places, the half-text rule, harmless strings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from views_chronicle import SAFE_HOUSE, SECRET, SECRET_AR, TOWN, make_chronicle
from views_maker import Maker, day

from chronicle.model import Chronicle, Mark, PlaceLevel, Report, Span, SubEventType
from chronicle.pages.publish import masked, publishable, quoted
from chronicle.pages.publish_clean import clean_line, clean_text, clean_url
from chronicle.pages.publish_half import covered, sentences_shown


@pytest.fixture(scope="module")
def public() -> Chronicle:
    return publishable(make_chronicle())


def report(start: int, end: int, fields: int = 0, context: tuple[tuple[int, int], ...] = ()) -> Report:
    marks = tuple(Mark(f"f{n}", Span(start, start + 1)) for n in range(fields))
    spans = tuple(Span(*pair) for pair in context)
    return Report("a", Span(start, end), "", Span(start, start + 1), SubEventType.ATTACK, marks=marks, context=spans)


@st.composite
def articles(draw: st.DrawFn) -> tuple[int, list[Report]]:
    length = draw(st.integers(1, 3000))
    spans = st.tuples(st.integers(0, length - 1), st.integers(1, 400)).map(lambda p: (p[0], min(length, p[0] + p[1])))
    made = draw(st.lists(st.tuples(spans, st.integers(0, 5), st.lists(spans, max_size=3)), max_size=12))
    return length, [report(*span, fields, tuple(context)) for span, fields, context in made]


@given(articles())
def test_at_most_half_of_a_long_article_is_shown(article: tuple[int, list[Report]]) -> None:
    length, reports = article
    shown = sentences_shown(length, reports)
    known = {span for each in reports for span in (each.span, *each.context)}
    assert shown <= known
    if length > 600:
        assert 2 * covered(shown) <= length
    else:
        assert shown == known
    assert sentences_shown(length, list(reversed(reports))) == shown


def test_the_strongest_evidence_comes_first() -> None:
    weak, strong = report(0, 300, 0), report(400, 700, 3)
    assert sentences_shown(800, [weak, strong]) == {strong.span}
    lent = replace(strong, context=(Span(0, 90),))
    assert sentences_shown(800, [lent]) == {Span(400, 700), Span(0, 90)}
    assert sentences_shown(700, [lent]) == {Span(400, 700)}


def test_each_event_shows_a_sentence_before_any_shows_two() -> None:
    strong, second, weak = (report(at, at + 300, fields) for at, fields in ((0, 3), (300, 2), (600, 0)))
    told = [strong, second, weak]
    assert sentences_shown(1200, told) == {strong.span, second.span}
    assert sentences_shown(1200, told, [strong.span, weak.span]) == {strong.span, weak.span}


@given(st.text(max_size=200), st.lists(st.tuples(st.integers(0, 200), st.integers(0, 60)), max_size=6))
def test_a_masked_text_keeps_its_length_and_shows_its_spans_only(text: str, pairs: list[tuple[int, int]]) -> None:
    spans = [Span(min(a, len(text)), min(a + b, len(text))) for a, b in pairs]
    found = masked(text, spans)
    assert len(found) == len(text)
    inside = {n for span in spans for n in range(span.start, span.end)}
    assert all(found[n] == (text[n] if n in inside else " ") for n in range(len(text)))


def test_only_what_is_quoted_is_left_of_a_text(public: Chronicle) -> None:
    before = {article.article_id: article for article in make_chronicle().articles}
    for article in public.articles:
        if article.article_id in before and len(article.text) > 600:
            assert 2 * len(article.text.replace(" ", "")) <= len(before[article.article_id].text)
    assert all("governor" not in article.text for article in public.articles)


def test_offsets_still_hold(public: Chronicle) -> None:
    texts = {article.article_id: article.text for article in public.articles}
    told = [each for event in public.events for each in event.reports if quoted(each)]
    assert len(told) > 40
    for each in told:
        assert texts[each.article_id][each.span.start : each.span.end] == each.quote


def test_a_withheld_place_is_nowhere(public: Chronicle) -> None:
    everything = repr(public).casefold()
    assert SECRET.casefold() in repr(make_chronicle()).casefold()
    for name in (SECRET, SECRET_AR, "deir-zafaran", "Dayr Zafran", "36.31", "four nurses"):
        assert name.casefold() not in everything


def test_its_region_stands_in_its_stead(public: Chronicle) -> None:
    event = next(event for event in public.events if event.event_id.startswith("w-"))
    assert event.place is not None
    assert (event.place.name, event.place.level, event.geo_precision) == ("Aleppo", PlaceLevel.ADMIN1, 3)
    told = event.reports[0]
    assert not quoted(told)
    assert (told.span, told.marks, told.context, told.attribution, told.date_text) == (Span(0, 0), (), (), "", "")


@pytest.mark.parametrize("source_text", ["evidence", "full"])
def test_whole_texts_withhold_it_too(source_text: str) -> None:
    maker = Maker()
    text = f"Quiet day.\nMen came to {SECRET} at dawn.\nThe town of Tell Marwan was shelled."
    article = maker.article(
        "x", "Desk", date(2016, 5, 6), text, title=f"Men in {SECRET}", url="https://desk.example/men-in-deir-zafaran"
    )
    maker.event(
        "e1",
        maker.report(
            article,
            f"Men came to {SECRET} at dawn.",
            SubEventType.ATTACK,
            interval=day(2016, 5, 6),
            place=SAFE_HOUSE,
            geo_precision=1,
            words={"place": SECRET},
        ),
    )
    maker.event("e2", maker.report(article, "The town of Tell Marwan was shelled.", SubEventType.SHELLING, place=TOWN))
    public = publishable(maker.chronicle(), source_text)
    found = public.articles[0]
    assert SECRET not in repr(public)
    assert (found.title, found.url, len(found.text)) == ("", "", len(text))
    assert ("Quiet day." in found.text) == (source_text == "full")
    assert public.events[1].reports[0].quote == "The town of Tell Marwan was shelled."


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://news.example/a?b=1", True),
        ("http://news.example", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        ("data:text/html,x", False),
        ("//news.example/a", False),
        ("https://", False),
        ("https://a b.example", False),
        ("https://[::1", False),
        ("https://news.example/\u202ea", False),
        ("", False),
    ],
)
def test_only_web_addresses_stay(url: str, kept: bool) -> None:
    assert clean_url(url) == (url if kept else "")


@given(st.text(max_size=100))
def test_cleaning_keeps_the_length_and_leaves_no_control(text: str) -> None:
    found = clean_text(text)
    assert len(found) == len(text)
    assert not set(found) & set("\x00\x1b\u202e\u2066\u200f\ud800")
    assert clean_text(found) == found
    assert clean_line(text) == " ".join(clean_line(text).split())


def test_an_id_gives_no_withheld_place_away_in_any_spelling() -> None:
    chronicle = make_chronicle()
    events = tuple(
        replace(event, event_id="2016-05-03-zafaran-ab12cd") if event.place == SAFE_HOUSE else event
        for event in chronicle.events
    )
    public = publishable(replace(chronicle, events=events))
    assert "zafaran" not in repr(public).casefold()
    assert publishable(replace(chronicle, events=events)) == public
