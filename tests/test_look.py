"""The cheap look passes over no sentence that tells of something, and what it passes over changes no report."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from spacy.language import Language

from chronicle.bench.corpus import corpus
from chronicle.model import Article
from chronicle.nlp.casualties_lexicon import load_words
from chronicle.nlp.cues import CueLexicon
from chronicle.nlp.extract import analyse, prepare
from chronicle.nlp.fields import fields
from chronicle.nlp.look import Lemmas, Look
from chronicle.nlp.pipeline import load_pipeline
from chronicle.nlp.triggers import CAPABLE
from chronicle.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
CASES = Path(__file__).with_name("types_cases.csv")
TEXT = """Governor Amadi opened a school in Maiduguri on Thursday. Prices of millet have risen since the spring.

Gunmen killed four farmers near Damboa the next day. The harvest there was good last year.

"We sleep in the fields," said a teacher in Chibok. Seven others were taken to hospital. It rained on Friday."""


@pytest.fixture(scope="module")
def excerpts() -> Language:
    return load_pipeline(Settings(root=ROOT, content=ROOT / "content", cache_dir=ROOT / ".cache"), excerpts=True)


@pytest.fixture(scope="module")
def look(nlp: Language) -> Look:
    lookups = nlp.get_pipe("lemmatizer").lookups  # type: ignore[attr-defined]
    lemmas = Lemmas(lookups.get_table("lemma_rules"), lookups.get_table("lemma_exc"))
    return Look(lemmas, CueLexicon.load(), load_words())


@pytest.mark.parametrize(
    ("sentence", "tells"),
    [
        ("The price of bread has doubled since January.", False),
        ("He was born in Lyon and studied medicine there.", False),
        ("The minister will visit Oslo on Tuesday.", False),
        ("Mortars rained on the market.", True),
        ("The rebels retook the hill.", True),
        ("Eleven bodies were found in a well.", True),
        ("No casualties were reported.", True),
        ("Two of them later died.", True),
        ("Thousands marched through Lima.", True),
        ("A truce was agreed in Doha.", True),
        ("The army took, after days, full control of the port.", True),
    ],
)
def test_what_a_sentence_may_tell(nlp: Language, look: Look, sentence: str, tells: bool) -> None:
    assert [found.tells for found in look(nlp.make_doc(sentence))] == [tells]


def test_it_passes_over_no_sentence_with_a_cue_or_a_toll(nlp: Language, look: Look) -> None:
    with CASES.open(encoding="utf-8", newline="") as lines:
        texts = [row["sentence"] for row in csv.DictReader(lines)]
    lexicon = CueLexicon.load()
    missed = []
    for doc in nlp.pipe([*texts[::4], *(article.text for article in corpus(4, seed=2))]):
        read = {i for found in look(doc) if found.tells for i in range(found.start, found.end)}
        told = [cue.start for cue in lexicon.find(doc) if cue.cues & CAPABLE]
        tolls = [doc.char_span(m.span.start, m.span.end, alignment_mode="expand") for m in fields(doc).casualties]
        told += [span.start for span in tolls if span is not None]
        missed += [doc[at].sent.text for at in told if at not in read]
    assert missed == []


def test_of_a_calamity_what_names_arms_is_read(nlp: Language, look: Look) -> None:
    calm = "The river rose in March. The militiamen wore rifles and helmets."
    flood = f"The flood came at night. {calm}"
    assert [found.tells for found in look(nlp.make_doc(calm))][-1] is False
    assert [found.tells for found in look(nlp.make_doc(flood))][-1] is True


def test_the_reports_are_those_of_the_whole_text(nlp: Language, excerpts: Language) -> None:
    texts = [TEXT, "", "\n\n", "Nothing of note.", *(article.text for article in corpus(9, seed=6))]
    articles = [Article(f"a{i}", "", "", date(2014, 3, 7), text) for i, text in enumerate(texts)]
    found, whole = list(analyse(excerpts, articles)), list(analyse(nlp, articles))
    assert sum(len(one.reports) for one in whole) > 9
    for ours, theirs in zip(found, whole, strict=True):
        assert [(r.trigger, r.sub_event_type, r.interval, r.fatalities, r.injured) for r in ours.reports] == [
            (r.trigger, r.sub_event_type, r.interval, r.fatalities, r.injured) for r in theirs.reports
        ]


def test_most_of_a_calm_text_is_not_read(excerpts: Language) -> None:
    doc = excerpts(prepare(excerpts, Article("a", "", "", date(2014, 3, 7), TEXT)))
    unread = {doc[start].sent.text.strip() for start in fields(doc).unread}
    assert "Prices of millet have risen since the spring." in unread
    assert not any("killed" in sentence or "hospital" in sentence for sentence in unread)
    assert [place.text for place in fields(doc).places][:2] == ["Maiduguri", "Damboa"]
