"""What a changed row of the project's own term lists makes new: texts that it cannot change keep key and reading."""

from __future__ import annotations

import csv
import random
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from conftest import ROOT
from spacy.language import Language

from chronicle import cache as cache_module
from chronicle import cache_lexicon as lexicon_module
from chronicle.build import analyse_all
from chronicle.cache import AnalysisCache
from chronicle.cache_lexicon import Lexicon, read_lexicon
from chronicle.cache_lists import DECLARED, SIDES, TermList
from chronicle.cache_words import Inflections, inflections, runs, stretches, text_words
from chronicle.gazetteer_names import fold
from chronicle.model import AnalysedArticle, Article
from chronicle.nlp.casualties_lexicon import load_words
from chronicle.nlp.cues import CueLexicon
from chronicle.nlp.extract import analyse
from chronicle.nlp.lemmas import LEMMATIZER
from chronicle.nlp.look import Lemmas, Look
from chronicle.nlp.pipeline import load_pipeline
from chronicle.settings import Settings
from chronicle.termfile import LEXICON

TEXTS = (
    "Insurgents overran two villages near Mekele on 3 May and shot dead nine farmers, Reuters reported.",
    "Police broke up a torchlight procession in Cochabamba; hundreds of pupils had marched there on Easter Monday.",
    "A booby-trapped lorry blew up at Kirkuk’s bus station last night, killing at least seven and wounding 20.",
    "The general denied that his men had struck a clinic in Donetsk province. Séléka's fighters took three monks hostage.",
    "BEIRUT (AP) — Two rival militias fought in Tripoli over the weekend, said Prime Minister Omar Saleh.\n\n"
    "Share this:\n\nThe truce fell apart on Sunday.",
    "Wheat prices rose early in June, the ministry said, and the harvest in Kansas cannot make up for it.",
    "Warplanes dropped barrel bombs on a market in the countryside of Idlib, the Orient News website said.",
    "The rebels handed the town over without a fight and withdrew to the hills, a spokesman told the Daily Courier.",
)
SETTINGS = Settings(ROOT, ROOT / "content", ROOT / ".cache")
MODEL = SETTINGS.spacy_model
OTHERS = 2
"""The first texts, whose own words may go from the lists too."""
Table = list[dict[str, str]]


def articles() -> list[Article]:
    return [Article(f"a{n}", "", "A paper", date(2016, 5, 9), text) for n, text in enumerate(TEXTS)]


@cache
def known() -> Inflections:
    found = inflections(MODEL)
    assert found is not None
    return found


@cache
def held(text: str, *, within: bool) -> frozenset[str]:
    """Return the words that a text may be read as holding, worked out apart from the keys."""
    words = text_words(text) | known().always
    found = frozenset[str]().union(*map(known().of, words))
    return found.union(*map(stretches, words)) if within else found


def table(path: Path) -> tuple[list[str], Table]:
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = [row for row in csv.reader(lines) if row and not row[0].startswith("#")]
    return header, [dict(zip(header, row, strict=True)) for row in rows]


def write(path: Path, header: list[str], rows: Table) -> None:
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def fresh() -> Iterator[str]:
    """Yield words that no text has."""
    for number in range(1000):
        yield f"zqx{chr(97 + number // 26)}{chr(97 + number % 26)}"


def kinds(spec: TermList, rows: Table) -> set[tuple[str, str]]:
    return {(column, row[column]) for row in rows for column in spec.meaning if column not in spec.loose}


def common(spec: TermList, rows: Table) -> set[str]:
    told = (row for row in rows if spec.uncommon.isdisjoint(row[column] for column in spec.meaning))
    return {word for row in told for term in spec.terms(row) if " " in term for word in term.lower().split()}


def fewer(folder: Path) -> int:
    """Write the lists without all that only the first texts have a use for, or none; return how many terms went."""
    shutil.copytree(LEXICON, folder)
    texts, gone, new = TEXTS[OTHERS:], 0, fresh()
    header, sides = table(folder / SIDES)
    of_sides = {
        word for row in sides for name in (row["name"], row["aliases"], row["actor_id"]) for word in fold(name).split()
    }

    def needed(words: frozenset[str], *, within: bool = False) -> bool:
        return not words or any(words <= held(text, within=within) for text in texts)

    for name, spec in DECLARED.items():
        header, rows = table(folder / name)
        kept: Table = []
        for row in rows:
            made = dict(row)
            for column in spec.columns if name != "credit_agencies.csv" else ("aliases",):
                terms = [term.strip() for term in (row[column].split(spec.parted) if spec.parted else [row[column]])]
                left = [
                    term
                    for term in terms
                    if term in spec.always
                    or needed(runs(" ".join(spec.needed(term))), within=spec.within)
                    # A noun that goes can make a side's name one that a text must hold
                    or (name == "actor_nouns.csv" and not of_sides.isdisjoint(fold(term).split()))
                ]
                gone += len(terms) - len(left)
                made[column] = spec.parted.join(left)
            if any(made[column] for column in spec.columns):
                kept.append(made)
        # What counts for every text stays: the kinds that a list has, and the words that are no names
        for kind in sorted(kinds(spec, rows) - kinds(spec, kept)):
            kept.append(next(row for row in rows if kind in kinds(spec, [row])) | {spec.columns[0]: next(new)})
        for word in sorted(common(spec, rows) - common(spec, kept)) if spec.common else ():
            if needed(runs(word)):
                kept.append(rows[0] | {spec.columns[0]: f"{word} {next(new)}"})
        write(folder / name, header, kept)
    return gone


def forget() -> None:
    """Forget the lists that were read."""
    for name, module in list(sys.modules.items()):
        for value in vars(module).values() if name.startswith(("chronicle.nlp", "chronicle.publishers")) else ():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def read(nlp: Language, chosen: Sequence[Article]) -> list[bytes]:
    return [msgspec.json.encode(one) for one in analyse(nlp, chosen)]


@cache
def pipeline() -> Language:
    return load_pipeline(SETTINGS, excerpts=True)


@pytest.fixture(scope="module")
def before() -> list[bytes]:
    """Return the articles as they are read with the lists as they are."""
    return read(pipeline(), articles())


@contextmanager
def lists_of(folder: Path) -> Iterator[None]:
    """Let the components that are loaded within the block read the folder's lists."""
    plain = Path.read_text

    def read_text(path: Path, *args: str, **more: str) -> str:
        return plain(folder / path.name if path.parent == LEXICON else path, *args, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "read_text", read_text)
        forget()
        yield
    forget()


def keys(folder: Path = LEXICON) -> list[str]:
    lexicon = Lexicon(read_lexicon(MODEL, folder), folder)
    return [lexicon.general + lexicon.that_matter(text) for text in TEXTS]


def test_a_text_under_the_same_key_reads_as_in_a_cold_run(before: list[bytes], tmp_path: Path) -> None:
    """Thousands of terms at once are taken away, of which the rules say that the texts have no use for them."""
    assert fewer(tmp_path / "lists") > 7000
    same = [one == other for one, other in zip(keys(), keys(tmp_path / "lists"), strict=True)]
    assert same == [False] * OTHERS + [True] * (len(TEXTS) - OTHERS)
    with lists_of(tmp_path / "lists"):
        after = read(load_pipeline(SETTINGS, excerpts=True), articles())
    assert after[OTHERS:] == before[OTHERS:]
    assert not set(after[:OTHERS]) & set(before[:OTHERS])


def looked_at() -> list[bool]:
    """Return which sentences the lists have the model read."""
    lookups = pipeline().get_pipe(LEMMATIZER).lookups  # type: ignore[attr-defined]
    look = Look(
        Lemmas(lookups.get_table("lemma_rules"), lookups.get_table("lemma_exc")), CueLexicon.load(), load_words()
    )
    return [sentence.tells for text in TEXTS for sentence in look(pipeline().make_doc(text))]


def test_a_term_that_was_thought_idle_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Were lemmas forgotten, the same lists would be thought to leave the texts as they were, and are seen not to."""
    held.cache_clear()
    with monkeypatch.context() as patch:
        patch.setattr(Inflections, "of", lambda self, word: frozenset({word}))
        fewer(tmp_path / "lists")
        assert keys()[OTHERS:] == keys(tmp_path / "lists")[OTHERS:]
    held.cache_clear()
    with lists_of(LEXICON):
        before = looked_at()
    with lists_of(tmp_path / "lists"):
        assert looked_at() != before


@pytest.mark.parametrize(
    ("name", "line", "texts"),
    [
        ("cues.csv", "smash barricade,verb,riot", set()),
        ("cues.csv", "harvest,noun,war", {5}),
        ("cues.csv", "fight,adj,war", {4, 7}),
        ("cues.csv", "drop full barrel,verb,war", {6}),
        ("cues.csv", "barricade into clinic,verb,war", {3}),
        ("stances.csv", "overrun,habit", {0}),
        ("term_groups.csv", "kin,abbess;monk", {3}),
        ("person_words.csv", "chief courier,title", {7}),
        ("outlet_words.csv", "trade courier,outlet", {7}),
        ("place_types.csv", "onet,site,1", {3}),
        ("place_stop.csv", "kansas", {5}),
        ("place_cues.csv", "onet,where", set()),
        ("time_words.csv", "part,arrel,", {6}),
        ("furniture_phrases.csv", "share,start,drop,", {4}),
        ("credit_agencies.csv", "Bazdir Wire,The Courier,,", {7}),
        ("actors.csv", "bazdir,Bazdir Circle,2,,,Seleka", {3}),
        ("actors.csv", "bazdir,Bazdir Circle,2,,,", set()),
        # What may change any text
        ("actors.csv", "chad-rebels,Chadian rebels,2,Chad,,", set(range(8))),
        ("actors.csv", "lists of four,cells,2,", set(range(8))),
        ("actor_nouns.csv", "gunmen,plain,3,Bandits", set(range(8))),
        ("cues.csv", "bazdir,noun,no such cue", set(range(8))),
        ("cues.csv", "zqx,noun,war\nzqx,noun,war", set(range(8))),
        ("cues.csv", "the,noun,war", set(range(8))),
        ("cues.csv", "antidisestablishment,noun,war", set(range(8))),
        ("place_abbreviations.csv", "№,Alabama,US", set(range(8))),
        ("time_numbers.csv", "umpteen,90,umpteenth", set(range(8))),
        ("weapons.csv", "zqx", set(range(8))),
    ],
)
def test_which_texts_a_row_can_change(
    name: str, line: str, texts: set[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = tmp_path / "code" / "nlp" / "lexicon"
    lists.mkdir(parents=True)
    for each in {name, "actor_nouns.csv"}:
        if (LEXICON / each).is_file():
            lines = (LEXICON / each).read_text(encoding="utf-8").splitlines(keepends=True)
            few = [row for row in lines[1:] if each != "cues.csv" or row.endswith((",war\n", ",attack\n", ",riot\n"))]
            (lists / each).write_text("".join(lines[:1] + few), encoding="utf-8")
    monkeypatch.setattr(cache_module, "CODE", tmp_path / "code")
    monkeypatch.setattr(lexicon_module, "inflections", lambda model: known())
    settings = replace(SETTINGS, content=tmp_path, cache_dir=tmp_path / "cache")
    one = AnalysisCache(settings)
    paths = [one.path(article) for article in articles()]
    with (lists / name).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
    other = AnalysisCache(settings)
    assert {n for n, article in enumerate(articles()) if other.path(article) != paths[n]} == texts
    assert one.fingerprint != other.fingerprint


def test_a_list_that_no_text_asks_for_is_read_once_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given: list[list[Article]] = []

    def read_batch(settings: Settings, expected: str, chosen: list[Article]) -> list[bytes]:
        given.append(chosen)
        return []

    settings = replace(SETTINGS, content=tmp_path, cache_dir=tmp_path)
    article = articles()[5]
    AnalysisCache(settings).put(article, msgspec.json.encode(AnalysedArticle(article.article_id)))
    monkeypatch.setitem(sys.modules, "chronicle.nlp.worker", SimpleNamespace(read_batch=read_batch))
    assert len(analyse_all(settings, [article])) == len(analyse_all(settings, [article])) == 1
    assert given == [[]]


def test_most_rows_can_change_few_texts() -> None:
    """Of random rows half touch no text at all; those of many words, and of words that all texts have, touch most."""
    chance, touched = random.Random(7), list[int]()
    every = [(name, row) for name in sorted(DECLARED) for row in table(LEXICON / name)[1]]
    for name, row in chance.sample(every, 600):
        spec = DECLARED[name]
        asked = [runs(" ".join(spec.needed(term))) for term in spec.terms(row)]
        touched.append(sum(any(words <= held(text, within=spec.within) for words in asked) for text in TEXTS))
    assert sorted(touched)[len(touched) // 2] == 0
    assert sum(touched) < 0.15 * len(touched) * len(TEXTS)


def test_declared_columns_are_those_of_the_lists() -> None:
    for name, spec in DECLARED.items():
        header, _ = table(LEXICON / name)
        assert {*spec.columns, *spec.meaning, "note", "name_ar"} >= set(header), name
        assert set(spec.loose) <= set(spec.meaning), name
