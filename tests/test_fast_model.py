"""What stands in for the model's components gives what they give."""

from __future__ import annotations

from pathlib import Path

import numpy
import pytest
import spacy
from spacy.language import Language
from spacy.pipeline import AttributeRuler

from chronicle.bench.corpus import corpus
from chronicle.nlp.attributes import RULER, answers_by_token, ask_once
from chronicle.nlp.entities import NER, can_decode, decode_at_once
from chronicle.nlp.lemmas import LEMMATIZER, lemmatise_once
from chronicle.nlp.pipeline import only_once
from chronicle.nlp.timex_scan import matches, rules
from chronicle.nlp.vectors import TOK2VEC, Vectors, can_compute, compute_vectors
from chronicle.settings import Settings
from chronicle.spacy_model import model_folder

MODEL = str(Settings.__dataclass_fields__["spacy_model"].default)
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
    return spacy.load(MODEL)


@pytest.fixture(scope="module")
def fast() -> Language:
    nlp = spacy.load(MODEL)
    compute_vectors(nlp)
    ask_once(nlp)
    lemmatise_once(nlp)
    decode_at_once(nlp)
    return nlp


def test_all_stand_in(fast: Language) -> None:
    assert not {TOK2VEC, RULER, LEMMATIZER, NER} & set(fast.pipe_names)


def test_they_say_what_the_model_says(model: Language, fast: Language) -> None:
    texts = [*ODD, *(article.text for article in corpus(8, seed=3))]
    for text, ours, models in zip(texts, fast.pipe(texts), model.pipe(texts), strict=True):
        assert (ours.to_array(LOOKED_AT) == models.to_array(LOOKED_AT)).all(), text
        assert [(e.text, e.label_) for e in ours.ents] == [(e.text, e.label_) for e in models.ents]


def test_they_say_it_again_after_the_words_were_forgotten(model: Language, fast: Language) -> None:
    texts = [article.text for article in corpus(6, seed=9)]
    for _ in range(2):
        with fast.memory_zone():
            said = [[(token.lemma_, token.tag_, str(token.morph)) for token in doc] for doc in fast.pipe(texts)]
    assert said == [[(token.lemma_, token.tag_, str(token.morph)) for token in doc] for doc in model.pipe(texts)]


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


def test_vectors_are_those_of_the_model_alone_or_among_others(model: Language) -> None:
    tok2vec = model.get_pipe(TOK2VEC).model  # type: ignore[attr-defined]
    vectors = Vectors(tok2vec)
    docs = [model.make_doc(text) for text in (*ODD, *(article.text for article in corpus(3, seed=5)))]
    together = vectors(docs)
    for doc, ours, models in zip(docs, together, tok2vec.predict(docs), strict=True):
        assert ours.shape == models.shape
        assert numpy.allclose(ours, models, atol=1e-4)
        assert numpy.allclose(vectors([doc])[0], ours, atol=1e-4)


def test_a_tok2vec_of_another_kind_is_left_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.HashEmbedCNN.v2", "width": 8, "depth": 2,
        "embed_size": 50, "window_size": 2, "maxout_pieces": 2, "subword_features": True, "pretrained_vectors": None}})  # fmt: skip
    nlp.initialize()
    assert not can_compute(nlp.get_pipe(TOK2VEC).model)  # type: ignore[attr-defined]
    compute_vectors(nlp)
    assert nlp.pipe_names == [TOK2VEC]


def test_a_lemmatizer_of_another_kind_is_left_alone() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe(LEMMATIZER, config={"mode": "lookup"})
    lemmatise_once(nlp)
    assert nlp.pipe_names == [LEMMATIZER]


def test_the_grammar_of_time_finds_near_its_words_what_it_finds_anywhere() -> None:
    spelt = (
        "the 3rd quarter of 1999, last Fall",
        "on the 5th, two years hence",
        "Sept. 4 " + "x " * 200 + "8 May 1999",
    )
    for text in (*ODD, *spelt, *(article.text for article in corpus(12, seed=4))):
        every = [(rule.name, match.span()) for rule in rules() for match in rule.pattern.finditer(text)]
        assert [(rule.name, match.span()) for rule, match in matches(text)] == every


def test_the_tokeniser_is_the_models_own() -> None:
    plain = spacy.load(MODEL)
    once = spacy.load(MODEL, config=only_once(MODEL))
    assert plain.tokenizer.to_bytes() == once.tokenizer.to_bytes()  # type: ignore[attr-defined]
    assert plain.vocab.to_bytes() == once.vocab.to_bytes()


def test_a_tokeniser_of_another_kind_is_made_as_its_model_says(tmp_path: Path) -> None:
    folder = model_folder(MODEL)
    assert folder is not None
    (tmp_path / "config.cfg").write_text((folder / "config.cfg").read_text())
    assert only_once(str(tmp_path)) == {}  # no tokeniser was saved that could be read
    (tmp_path / "tokenizer").write_bytes(b"")
    assert only_once(str(tmp_path)) != {}
    (tmp_path / "config.cfg").write_text((folder / "config.cfg").read_text().replace("Tokenizer.v1", "Tokenizer.v2"))
    assert only_once(str(tmp_path)) == {}
    assert only_once("no_such_model") == {}
