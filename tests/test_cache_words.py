"""Which words a text may be read as holding: every token's and every lemma's, in every process the same."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from chronicle.cache_lexicon import Lexicon, read_lexicon
from chronicle.cache_lists import DECLARED, SIDES, WHOLE
from chronicle.cache_words import Inflections, inflections, runs, text_words
from chronicle.nlp.extract import tokenise
from chronicle.nlp.lemmas import LEMMATIZER
from chronicle.settings import Settings
from chronicle.spacy_model import model_folder
from chronicle.termfile import LEXICON

MODEL = Settings(ROOT, ROOT / "content", ROOT / ".cache").spacy_model
TEXT = "Insurgents overran two villages on 3 May and shot dead nine farmers, Reuters’ correspondent reported."


@cache
def known() -> Inflections:
    found = inflections(MODEL)
    assert found is not None
    return found


def unaccounted(folder: Path) -> set[str]:
    """Return the lists of a folder of which nothing is said: whether, and how, a row can be told to touch a text."""
    return {path.name for path in folder.glob("*.csv")} - {*DECLARED, SIDES, *WHOLE}


def test_every_list_is_declared_or_counts_as_a_whole_for_a_reason(tmp_path: Path) -> None:
    assert unaccounted(LEXICON) == set()
    assert all((LEXICON / name).is_file() for name in (*DECLARED, SIDES, *WHOLE))
    assert all(WHOLE.values())
    assert not WHOLE.keys() & {*DECLARED, SIDES}
    (tmp_path / "weapons.csv").write_text("word\n")
    assert unaccounted(tmp_path) == {"weapons.csv"}


def test_without_a_model_whose_lemmas_are_known_every_list_counts_as_a_whole(tmp_path: Path) -> None:
    folder = model_folder(MODEL)
    assert folder is not None
    good = shutil.copytree(
        folder, tmp_path / "model", ignore=shutil.ignore_patterns("vocab", "parser", "ner", "tok2vec")
    )
    assert len(Lexicon(read_lexicon(str(good))).taken) == len(DECLARED) + 1
    config = (good / "config.cfg").read_text()
    for other in (
        config.replace('mode = "rule"', 'mode = "lookup"'),
        config.replace('lang = "en"', 'lang = "fr"'),
        config.replace('factory = "ner"', 'factory = "my_own"'),
        "no configuration",
    ):
        (good / "config.cfg").write_text(other)
        lexicon = Lexicon(read_lexicon(str(good)))
        assert (lexicon.taken, lexicon.general, lexicon.that_matter(TEXT)) == (frozenset(), "", "")
    (good / "config.cfg").write_text(config)
    (good / "lemmatizer" / "lookups" / "lookups.bin").write_bytes(b"damaged")
    assert inflections(str(good)) is None


def test_keys_are_the_same_in_every_process() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from chronicle.cache_lexicon import Lexicon, read_lexicon\nfrom chronicle.cache_words import inflections\n"
        "known = inflections(sys.argv[2]); lexicon = Lexicon(read_lexicon(sys.argv[2]))\n"
        "print(sorted((form, sorted(lemmas)) for form, lemmas in known.exceptions.items()))\n"
        "print(lexicon.general, lexicon.that_matter(sys.argv[3]))\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(ROOT / "plugins"), MODEL, TEXT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


WORD = st.sampled_from(
    ["struck", "Cannot", "dont", "U.S.", "10km", "co-opted", "Shi’ites’", "Séléka's", "US$5m", "gonna", "theyre", "M23", "said.The", "courts-martial", "villages", "men", "iReuters", "ſpring", "K", "x" * 190, "https://a.example/b-c?d=killed", "lives", "e.g.", "C'mon"]
) | st.text("abcdeginrstyzABK '’.-/3é", max_size=9)  # fmt: skip


@given(st.lists(WORD | st.sampled_from([" ", "\n", ",", "(", "-"]), max_size=14).map("".join))
def test_what_is_made_a_token_stands_in_the_text(nlp: Language, text: str) -> None:
    tokens = {word for token in tokenise(nlp, text) for word in runs(token.lower_)}
    assert tokens <= text_words(text) | known().always


POS = ("NOUN", "VERB", "ADJ", "ADV", "AUX", "PROPN", "PRON")


@given(WORD.filter(bool), st.sampled_from(POS))
def test_every_lemma_is_foreseen(nlp: Language, word: str, pos: str) -> None:
    lemmatizer = nlp.get_pipe(LEMMATIZER)
    assert isinstance(lemmatizer, Lemmatizer)
    doc = Doc(nlp.vocab, words=[word], pos=[pos])
    assert {made for lemma in lemmatizer.lemmatize(doc[0]) for made in runs(lemma)} <= frozenset().union(
        *map(known().of, text_words(word) | known().always)
    )
