"""PDFs: lines put together as paragraphs, which only white space may keep apart."""

from __future__ import annotations

import pytest
from test_sources import one, pdf

from chronicle.sources.pdf import Line, unwrap


def test_lines_of_a_pdf_become_paragraphs() -> None:
    body = (
        "Page {n} has a first paragraph that runs on and on to the\nnext line and ends there.\n"
        "Its second paragraph, page {n}, begins after that short line and is about the north-\nwestern road {n}."
    )
    pages = [f"COAST POST\n{body.format(n=n)}\n{n}" for n in range(4)]
    text = unwrap([[Line(line) for line in page.split("\n")] for page in pages])
    assert text.split("\n\n")[:2] == [
        "Page 0 has a first paragraph that runs on and on to the next line and ends there.",
        "Its second paragraph, page 0, begins after that short line and is about the northwestern road 0.",
    ]
    assert "COAST POST" not in text


FIRST = (
    "Shells fell on the harbour of Neum on Sunday and killed two ferrymen,",
    "as the mayor of the town on the coast said in the evening.",
)
SECOND = (
    "The ferry to the islands was put off until the morning, and nobody on",
    "the quay knew whether it would sail at all then.",
)


@pytest.mark.parametrize(
    ("heights", "paragraphs"),
    [
        ((700, 686, 660, 646), 2),  # white space of less than a line
        ((700, 686, 672, 658), 1),
        ((700, 672, 630, 602), 2),  # set with wide lines
        ((700, 686, 700, 686), 1),  # the second column, higher on the page
        ((None, None, None, None), 1),
    ],
)
def test_white_space_ends_a_paragraph(heights: tuple[float | None, ...], paragraphs: int) -> None:
    lines = [Line(text, height) for text, height in zip((*FIRST, *SECOND), heights, strict=True)]
    assert len(unwrap([lines]).split("\n\n")) == paragraphs


@pytest.mark.parametrize(("second", "paragraphs"), [("and then sailed.", 1), ("Then it sailed.", 2), ("", 1)])
def test_a_sentence_that_goes_on_after_a_picture_is_one(second: str, paragraphs: int) -> None:
    lines = [Line(FIRST[0], 714), Line(FIRST[0], 700), Line("The ferry waited", 686), Line(second, 400)]
    assert len(unwrap([lines]).split("\n\n")) == paragraphs


@pytest.mark.parametrize(
    "drawn",
    [
        "{0} Tj T* {1} Tj 0 -27 Td {2} Tj T* {3} Tj",
        "1 0 0 1 40 700 Tm {0} Tj 1 0 0 1 40 686 Tm {1} Tj 1 0 0 1 40 659 Tm {2} Tj 1 0 0 1 40 645 Tm {3} Tj",
    ],
)
def test_the_paragraphs_of_a_pdf_that_only_white_space_keeps_apart(drawn: str) -> None:
    words = drawn.format(*(f"({line})" for line in (*FIRST, *SECOND)))
    data = pdf(["@"]).replace(b"(@) Tj T*", words.encode()).replace(b"/Length ", b"/Was ")
    assert one(data, "x.pdf").text == f"{' '.join(FIRST)}\n\n{' '.join(SECOND)}\n"
