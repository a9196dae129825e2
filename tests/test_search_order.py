"""The search index in one order: the same bytes each time, and left as it is where its shape is not known."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.errors import ChronicleError
from chronicle.pages.search_index import BUNDLE, index_site, searched
from chronicle.pages.search_order import ENTRY, MARK, Value, decode, encode, settle

VALUES = st.recursive(st.integers(0, 2**40) | st.text(), lambda inner: st.lists(inner, max_size=30), max_leaves=40)
FILTERS: dict[str, dict[str, list[int]]] = {
    "type": {"Attack": [1, 300], "Shelling": [2], "Peaceful protest": [3, 70_000]},
    "year": {"1999": [1, 2, 3], "2016": [300]},
    "place": {"Neum": [1], "مضايا": [2]},
}


@given(VALUES)
def test_what_is_written_is_read_again(value: Value) -> None:
    assert decode(encode(value), 0) == (value, len(encode(value)))


def bundle(folder: Path, seed: int) -> Path:
    """Write an index as pagefind does: names and values in any order, files named by their digest."""
    chance = random.Random(seed)

    def put(name: str, value: Value) -> str:
        data = gzip.compress(MARK + encode(value), mtime=seed)
        stem = f"en_{hashlib.sha256(data).hexdigest()[:7]}"
        (folder / name.format(stem)).write_bytes(data)
        return stem

    (folder / "filter").mkdir(parents=True)
    pairs: list[Value] = []
    for name, values in chance.sample(sorted(FILTERS.items()), len(FILTERS)):
        rows: list[Value] = [
            [value, list(pages)] for value, pages in chance.sample(sorted(values.items()), len(values))
        ]
        pairs.append([name, put("filter/{}.pf_filter", [name, rows])])
    pages: list[Value] = [["en_566b65b", 12], ["en_2e6e795", 10]]
    stem = put("pagefind.{}.pf_meta", ["1.5.2", pages, [], pairs, [], ["title"]])
    said = {"version": "1.5.2", "languages": {"en": {"hash": stem, "wasm": "en", "page_count": 4}}, "include": ["‿"]}
    (folder / ENTRY).write_text(json.dumps(said), encoding="utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_two_runs_of_pagefind_give_the_same(tmp_path: Path) -> None:
    one, other = bundle(tmp_path / "one", 1), bundle(tmp_path / "other", 2)
    assert files(one) != files(other)
    assert settle(one)
    assert settle(other)
    assert files(one) == files(other)
    said = json.loads((one / ENTRY).read_text(encoding="utf-8"))
    meta = gzip.decompress((one / f"pagefind.{said['languages']['en']['hash']}.pf_meta").read_bytes())
    version, pages, _, filters, _, _ = decode(meta, len(MARK))[0]  # type: ignore[misc]
    assert (version, pages) == ("1.5.2", [["en_566b65b", 12], ["en_2e6e795", 10]])
    for name, stem in filters:  # type: ignore[misc, union-attr]
        data = gzip.decompress((one / "filter" / f"{stem}.pf_filter").read_bytes())
        assert decode(data, len(MARK))[0] == [name, [[value, FILTERS[name][value]] for value in sorted(FILTERS[name])]]


@pytest.mark.parametrize(
    "damage",
    [
        lambda folder: (folder / ENTRY).unlink(),
        lambda folder: (folder / ENTRY).write_text('{"languages": {"en": {"hash": "en_other"}}}'),
        lambda folder: (folder / "filter" / "en_a.pf_filter").write_bytes(b"no gzip"),
        lambda folder: (folder / "filter" / "en_a.pf_filter").write_bytes(gzip.compress(MARK + b"\xf5")),
        lambda folder: (folder / "filter" / "en_a.pf_filter").write_bytes(gzip.compress(MARK + b"\x00\x00")),
        lambda folder: (folder / "filter" / "en_a.pf_filter").write_bytes(gzip.compress(b"\x00")),
    ],
)  # fmt: skip
def test_an_index_of_another_shape_is_left_alone(tmp_path: Path, damage: object) -> None:
    folder = bundle(tmp_path / "one", 1)
    damage(folder)  # type: ignore[operator]
    before = files(folder)
    assert not settle(folder)
    assert files(folder) == before


def test_pagefind_is_given_what_it_reads() -> None:
    main = '<main id="main" data-pagefind-body><h1>Shells</h1></main>'
    page = f'<!DOCTYPE html>\n<html lang="ar" dir="rtl">\n<head><title>x</title></head><body><nav>Menu</nav>{main}</body></html>'
    assert searched(page).count(main) == 1
    assert '<html lang="ar" dir="rtl">' in searched(page)
    assert "Menu" not in searched(page)
    map_ = '<!--unsearched--><div data-pagefind-ignore="all">Map</div><!--/unsearched-->'
    assert searched(page.replace("</h1>", f"</h1>{map_}\n<p>Sake</p>{map_}")).count(main[:-7] + "\n<p>Sake</p>") == 1
    assert searched(page.replace(" data-pagefind-body", "")) == ""
    odd = page.replace("main", "div")
    assert searched(odd) == odd


def test_what_is_searched_gives_the_pieces_that_the_page_gives(tmp_path: Path) -> None:
    page = """<!DOCTYPE html>
<html lang="en" dir="ltr"><head><title>x</title></head><body><nav>Menu</nav>
<main id="main" class="wrap" tabindex="-1" data-pagefind-body>
<h1 id="title" dir="auto" data-pagefind-meta="title">Shells on <span class="place" title="a place">Sake</span></h1>
<p aria-label="when"><time datetime="2013-05-03">3 May 2013</time>, he wrote class="wrap" &lt;b title="x"&gt; a < b</p>
<a href="../../types/attack/index.html" data-pagefind-filter="type">Attack</a>
<!--unsearched--><div data-pagefind-ignore="all">Map</div><!--/unsearched-->
<h2 id="reports">Reports</h2><p><span data-pagefind-ignore="all">Okello</span> fled.</p>
</main></body></html>"""
    found: list[dict[str, object]] = []
    for kind, text in (("whole", page), ("searched", searched(page))):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "index.html").write_text(text)
        index_site(tmp_path / f"{kind} indexed", tmp_path / kind)
        (piece,) = (tmp_path / f"{kind} indexed" / BUNDLE / "fragment").iterdir()
        found.append(json.loads(gzip.decompress(piece.read_bytes()).removeprefix(MARK)))
    assert found[0] == found[1]
    assert "3 May 2013" in str(found[0]["content"])
    assert len(searched(page)) < len(page) - 150


def test_the_processors_are_given_back(tmp_path: Path) -> None:
    own = getattr(os, "sched_getaffinity", lambda process: set())
    before = own(0)
    with pytest.raises(ChronicleError, match="the search index could not be made"):
        index_site(tmp_path / "out", tmp_path / "none")
    assert own(0) == before
