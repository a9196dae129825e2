"""What stands in for two of the model's components gives what they give."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler

from chronicle.bench.corpus import corpus
from chronicle.nlp.attributes import RULER, answers_by_token, ask_once
from chronicle.nlp.entities import NER, can_decode, decode_at_once
from chronicle.settings import Settings

ODD = (
    "",
    "\n\n",
    "They won't go, he can't, it ain't so; gonna, gotta, let's and y'all c'mon. There's no one, there are none.",
    'In "Kivu Security", a\n\nreport of May 3, 2009 in Goma\nDr. Anna Marie van der Berg\n of the U.N. wrote:   no.',
    "GOMA (Wire) — Lt. Col. James\n\nOkello of the Uganda People's Defence Force died on Monday, 4 March",
)
LOOKED_AT = ["TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB", "ENT_TYPE"]


@pytest.fixture(scope="module")
def model() -> Language:
    return spacy.load(Settings.__dataclass_fields__["spacy_model"].default)


@pytest.fixture(scope="module")
def fast() -> Language:
    nlp = spacy.load(Settings.__dataclass_fields__["spacy_model"].default)
    ask_once(nlp)
    decode_at_once(nlp)
    return nlp


def test_both_stand_in(fast: Language) -> None:
    assert RULER not in fast.pipe_names
    assert NER not in fast.pipe_names


def test_they_say_what_the_model_says(model: Language, fast: Language) -> None:
    texts = [*ODD, *(article.text for article in corpus(8, seed=3))]
    for text, ours, models in zip(texts, fast.pipe(texts), model.pipe(texts), strict=True):
        assert (ours.to_array(LOOKED_AT) == models.to_array(LOOKED_AT)).all(), text
        assert [(e.text, e.label_) for e in ours.ents] == [(e.text, e.label_) for e in models.ents]


@pytest.mark.parametrize(
    "pattern",
    [
        [{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}],
        [{"TAG": "NN"}, {"TAG": "NNS"}],
        [{"SHAPE": "Xxx"}],
    ],
)
def test_a_ruler_that_looks_further_is_asked_itself(pattern: list[dict[str, str]]) -> None:
    ruler = AttributeRuler(spacy.blank("en").vocab)
    ruler.add([pattern], {"POS": "X"})
    assert not answers_by_token(ruler)


def test_a_recogniser_of_another_kind_is_left_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("ner", config={"model": {"@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner",
        "extra_state_tokens": True, "hidden_width": 8, "maxout_pieces": 2, "use_upper": True,
        "tok2vec": {"@architectures": "spacy.HashEmbedCNN.v2", "width": 8, "depth": 1, "embed_size": 50,
                    "window_size": 1, "maxout_pieces": 2, "subword_features": True, "pretrained_vectors": None}}})  # fmt: skip
    nlp.get_pipe("ner").add_label("GPE")
    nlp.initialize()
    assert not can_decode(nlp.get_pipe("ner"))
    decode_at_once(nlp)
    assert nlp.pipe_names == ["ner"]
