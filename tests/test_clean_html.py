"""What an editor's own pages may hold, and what is taken out of them."""

from __future__ import annotations

import pytest
from markdown import markdown

from chronicle.pages.clean_html import clean_html

KEPT = [
    '<h2 id="grades">Grades</h2>',
    '<p>See <a href="../cite/#how">how to cite</a>, <a href="https://example.org/">a site</a>.</p>',
    '<p lang="ar" dir="rtl"><bdi>حلب</bdi></p>',
    '<table><thead><tr><th scope="col">Grade</th></tr></thead><tbody><tr><td colspan="2">single</td></tr></tbody></table>',
    '<img src="../images/map.png" alt="A map" width="40" height="30">',
    '<details open=""><summary>More</summary>text</details>',
]
# what is written, what may not be left of it
TAKEN = [
    ("<p>a<script>alert(1)</script></p>", "alert"),
    ('<img src="x" onerror="alert(1)">', "onerror"),
    ('<a href="javascript:alert(1)">x</a>', "javascript"),
    ('<a href="data:text/html,<b>x</b>">x</a>', "data:"),
    ('<iframe src="https://example.org/"></iframe>', "iframe"),
    ('<form action="https://example.org/"><input name="a"></form>', "form"),
    ('<p style="background:url(https://example.org/a.png)">x</p>', "style"),
    ('<link rel="stylesheet" href="https://example.org/a.css">', "link"),
    ('<svg><a xlink:href="javascript:alert(1)">x</a></svg>', "svg"),
    ("<!-- a remark -->", "remark"),
]


@pytest.mark.parametrize("html", KEPT)
def test_text_stays_as_it_is(html: str) -> None:
    assert clean_html(html) == html


@pytest.mark.parametrize(("html", "gone"), TAKEN)
def test_what_runs_or_asks_is_taken_out(html: str, gone: str) -> None:
    assert gone in html
    assert gone not in clean_html(html)


def test_what_markdown_writes_is_all_kept() -> None:
    text = "# One\n\nA *b* **c** `d`\n\n1. e\n2. f\n\n> g\n\n    h\n\n---\n\n[i](https://example.org/) &amp; <j@example.org>"
    made = markdown(text)
    assert clean_html(made).count("<") == made.count("<")
