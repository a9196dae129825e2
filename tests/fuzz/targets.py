"""What the fuzzer drives: each reader of what strangers or editors write, with seeds, and what must hold of any bytes."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from test_sources import STORY, feed, page, pdf, warc

from chronicle.errors import ChronicleError, Problem
from chronicle.events.addresses_table import read_table
from chronicle.events.corrections_read import read_corrections
from chronicle.events.takedown import read_withdrawn
from chronicle.gazetteer_dump import import_dump
from chronicle.gazetteer_editor import read_places
from chronicle.model import Article
from chronicle.nlp.actors_lexicon import load_actors
from chronicle.pages.source_file import split_file, to_article
from chronicle.settings import Settings
from chronicle.sources.found import FIELDS, Found, Raw
from chronicle.sources.kinds import articles_in
from chronicle.termfile import read_terms

SCRATCH = Path(tempfile.mkdtemp(prefix="chronicle-fuzz-"))
SETTINGS = Settings(SCRATCH, SCRATCH / "content", SCRATCH / "cache")
SLUG = set("abcdefghijklmnopqrstuvwxyz0123456789-")
WHOLE, EACH = 3.0, 0.002
"""CPU seconds that an input may take, and that each of its bytes may add."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader: what is done with some bytes, and the bytes that the fuzzer begins with."""

    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    words: tuple[str, ...] = ()
    """Words of the format, which the fuzzer puts in."""


def in_time(run: Callable[[bytes], None], data: bytes) -> None:
    """Run a target; raises AssertionError where it takes longer than so many bytes may, the second time too.

    What is loaded at first use, as the lists of languages for a page's date, is no input's time.
    """
    for _ in range(2):
        began = time.process_time()
        run(data)
        took = time.process_time() - began
        if took < WHOLE + EACH * len(data):
            break
    assert took < WHOLE + EACH * len(data), f"{took:.1f} s for {len(data)} bytes"


def article(data: bytes) -> None:
    """Read a file of content/articles: an article, or problems with their lines."""
    source = split_file(Path("a.md"), data)
    if source.readable:
        made = to_article(source, SETTINGS)
        assert source.problems or (set(made.article_id) <= SLUG and made.text.strip() and made.published)
    for problem in source.problems:
        assert problem.remedy
        assert 1 <= (problem.line or 0) <= data.count(b"\n") + 2, problem


def file_of(name: str, reader: Callable[[Path], object]) -> Callable[[bytes], None]:
    """Return a target that reads the bytes from a file; a ChronicleError is an answer, as long as it names the file."""
    path = SCRATCH / name

    def run(data: bytes) -> None:
        path.write_bytes(data)
        try:
            reader(path)
        except ChronicleError as error:
            for problem in error.problems:
                assert problem.path == path, problem
                assert problem.remedy, problem

    return run


def file_in(name: str) -> Callable[[bytes], None]:
    """Return a target that takes the bytes as a file of `invoke add`."""

    def run(data: bytes) -> None:
        for found in articles_in(Raw(data, name, "", "2001-01-01T00:00:00Z"), Path(name)):
            assert isinstance(found, Found | Problem)
            if isinstance(found, Found):
                assert found.text.strip()
                found.text.encode()
                assert all(len(found.value(key).text.splitlines()) <= 1 for key in FIELDS)

    return run


def extractor() -> Callable[[bytes], None]:
    """Return a target that reads the bytes as an article's text; every value must lie in the text."""
    from chronicle.nlp.extract import analyse
    from chronicle.nlp.pipeline import load_pipeline

    nlp = load_pipeline(SETTINGS)

    def run(data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        read = next(analyse(nlp, [Article("a", "", "Coast Post", date(2016, 5, 8), text)]))
        for mention in (*read.times, *read.places, *read.actors, *read.casualties):
            assert mention.text == text[mention.span.start : mention.span.end] != ""
        for report in read.reports:
            assert report.quote == text[report.span.start : report.span.end]

    return run


SIGNED = "  by: R. Editor\n  when: 2016-12-01\n  why: A list\n"
CORRECTIONS = f"""- event: 2016-05-08-goma-1a2b3c
  set: {{date: 2016-05-03/2016-05-06, killed: {{low: 2, best: 3}}, side1: [M23, {{name: X, kind: 3}}], place: null}}
{SIGNED}- merge: [a-b, c-d]
{SIGNED}- split: a-b
  into: [[one-paper], [{{article: other-paper, words: shells fell}}]]
{SIGNED}- add: {{id: my-own, type: Attack, source: A letter}}
{SIGNED}- take-down: a-b
"""
PLACES = (
    "name,name_ar,variants,level,admin1,admin2,country,latitude,longitude,geonames_id,source,precision\n"
    'Kaf,,"Kef; Kif",place,Idlib,,Syria,35.1,36.1,17,a map,2\n'
)
ARTICLE = "Title: Shells\nDate: 1999-04-12\nPublisher: Coast Post\nUrl: https://a.example/b\nRetells: X, 1999-04-11\n\n"
KEYS = (
    "Slug: ",
    "Status: draft",
    "Precision: near",
    "Revised: 1999-04-13; ",
    "Withdrawn: ",
    "Lang: en",
    "\ufeff",
    "\r\n",
)
ADDRESSES = "event_id,article,sentence,cue,to,round\na-b,0123456789ab,AbCd,Zz,,1\na-b,,,,c-d,2\n"
DUMP = "\t".join(("5", "Kaf", "", "Kef", "1", "2", "P", "PPL", "SY", "", "", "", "", "", "7", "", "", "", "")) + "\n"
TEXTS = (
    "\n\n".join(STORY),
    "BEIRUT, May 8 (Reuters) - At least 12 civilians, three of them children, were killed on Saturday when warplanes "
    'bombed a market in Maarat al-Numan, the Observatory said. "We will not stop," a rebel said. The army denied it.',
    "On 3-5 May 2016, ISIS and the Syrian Democratic Forces clashed near Manbij; between 10 and 15 fighters died.",
)
JSONL = b'{"date": "2016-05-08", "publisher": "Coast Post", "text": "Shells fell on the harbour of Neum."}\n'


def targets() -> Iterator[tuple[str, Callable[[], Target]]]:
    """Yield the name of each target and what makes it; some load a model."""
    yield "article", lambda: Target(article, ((ARTICLE + STORY[0]).encode(),), KEYS)
    terms = file_of("terms.csv", lambda path: read_terms(path, ("form", "kind")))
    yield "terms", lambda: Target(terms, (b'form,kind\nshells,a\n# remark\n"a, b",c\n',), ('"', "\r\n", "#"))
    yield "places", lambda: Target(file_of("places.csv", read_places), (PLACES.encode(),), ("site", "admin1", '"', ";"))
    sides = b"actor_id,name,kind,country,name_ar,aliases\nx,X,3,Syria,,Xs; The X\n"
    yield "actors", lambda: Target(file_of("actors.csv", load_actors), (sides,), ('"', ";"))
    yield "addresses", lambda: Target(file_of("addresses.csv", read_table), (ADDRESSES.encode(),), ("<<<<<<<",))
    gone = b"mark,article,sentence,cue\n0123456789abcdef,,,\n"
    yield "withdrawn", lambda: Target(file_of("withdrawn.csv", read_withdrawn), (gone,))
    dump = file_of("SY.txt", lambda path: import_dump(path, SCRATCH / "dumps", "SY"))
    yield "dump", lambda: Target(dump, (DUMP.encode(),), ("ADM1", "PPL"))
    words = (
        "event: ",
        "set: ",
        "hide: ",
        "dispute: ",
        "note: ",
        "&a ",
        "*a",
        "!!python/x",
        "---\n",
        "|\n",
        ">-\n",
        "? ",
        "\t",
    )
    corrections = file_of("corrections.yaml", read_corrections)
    yield "corrections", lambda: Target(corrections, (CORRECTIONS.encode(),), words)
    yield "page", lambda: Target(file_in("x.html"), (page(),), ("<article>", "<p>", "<time datetime=", "&#x0;", "<!--"))
    item = f"<item><title>Shells</title><pubDate>Mon, 12 Apr 1999 08:00:00 GMT</pubDate><description>{STORY[0]}</description></item>"
    yield "feed", lambda: Target(file_in("x.xml"), (feed(item),), ("<entry>", "<content>", "<![CDATA[", "<updated>"))
    plain = warc({"https://a.example/": page()}, packed=False)
    yield (
        "warc",
        lambda: Target(file_in("x.warc"), (plain,), ("WARC/1.0\r\n", "Content-Length: ", "chunked", "\r\n\r\n")),
    )
    yield (
        "pdf",
        lambda: Target(file_in("x.pdf"), (pdf(list(STORY)),), ("obj", "endobj", "stream", "<<", ">>", "Tj", "/Length")),
    )
    yield "csv", lambda: Target(file_in("x.csv"), (b"date,text\n2016-05-08,Shells fell.\n",), ('"', "publisher", ";"))
    yield "jsonl", lambda: Target(file_in("x.jsonl"), (JSONL,), ('"title": ', "\\ud800", "null", "[[[["))
    yield "extractor", lambda: Target(extractor(), tuple(text.encode() for text in TEXTS), WORDS)


WORDS = (
    *("on Monday", "killed", "dozens", "hundreds of thousands", "12,000", "yesterday", "near Homs", "30 km north of"),
    *(
        "according to",
        "denied",
        "will",
        "not",
        "two days earlier",
        "May 8",
        "2016",
        "the army",
        "who",
        '"',
        "(",
        "—",
        "\n\n",
    ),
)
