"""What of an article may be quoted: the story's own words, and none of the page around it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chronicle.errors import LexiconError
from chronicle.nlp.evidence import evidence_spans
from chronicle.publishers import agencies, read_agencies

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from spacy.language import Language

    from chronicle.model import AnalysedArticle

BODY = (
    "Shells fell on the market of Bentiu before noon, killing four people, residents said.\n\n"
    "The army blamed the gunmen who had left the town a week before."
)


def kept(text: str) -> list[str]:
    return [text[span.start : span.end] for span in evidence_spans(text).evidence]


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("JUBA — ", "JUBA"),
        ("JUBA (Reuters) - ", "JUBA"),
        ("JUBA, South Sudan (AP) — ", "JUBA, South Sudan"),
        ("PORT SUDAN, Nov. 3 - ", "PORT SUDAN"),
        ("JUBA, 3 November 2013 (AFP) – ", "JUBA"),
        ("Juba, SUNA- ", "Juba"),
        ("Juba, South Sudan (Radio Tamazuj) – ", "Juba, South Sudan"),
        ("Juba - ", "Juba"),
        ("(Juba, March 3, 2012) – ", "Juba"),
        ("JUBA: ", "JUBA"),
        ("AL-FASHIR, Sudan (AP) -- ", "AL-FASHIR, Sudan"),
    ],
)
def test_a_dateline_is_named_and_left_out(opening: str, place: str) -> None:
    text = opening + BODY
    found = evidence_spans(text)
    assert found.dateline is not None
    assert text[found.dateline.start : found.dateline.end] == place
    assert kept(text) == BODY.split("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "Bentiu — Unity State's capital, held by the army since May — was shelled again on Sunday.",
        "Grozny - the city that was shelled for weeks - lay silent on Monday.",
        "BREAKING: Gunmen have taken the radio station in the centre of the town.",
        "Mohammed-Ali Street was closed by the police after the blast on Tuesday.",
        "The well-known commander, Abu Bakr, was shot by unknown men near his house.",
    ],
)
def test_what_only_looks_like_a_dateline_is_kept(text: str) -> None:
    assert evidence_spans(text).dateline is None
    assert kept(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "On 4 March 1999, unidentified gunmen killed two farmers near Ocaña. No group claimed responsibility.",
        "On 4 March 1999, gunmen abducted a teacher in the village of El Salado",
        "Rebels storm army base near Goma",
        "Rebels storm army base near Goma\n\nAt least nine soldiers died. The rebels withdrew.",
        "He was 19.\n\nHis brother died too.\n\nNobody was arrested after the shooting in the square.",
        "First paragraph of a story about the siege.\n\nA last paragraph whose author forgot the full stop",
    ],
)
def test_notes_headlines_and_short_paragraphs_are_kept_whole(text: str) -> None:
    assert kept(text) == text.split("\n\n")


FURNITURE = [
    "By Amina Deng",
    "Related News\n\nPolice shot a boy in Malakal, June 2\n\nTwo brothers killed by a landmine near Yei",
    "Prev Post\n\nMinister flies to Addis Ababa for talks\n\nNext Post\n\nFlood | Forty villages cut off in the north",
    "Army general killed in crash north of…\n\nSoldiers shot dead at a checkpoint in…",
    "Share this story",
    "Videos by Example Media",
    "We use cookies to improve your visit. Accept all cookies.",
    "3 Retweets\n\n9 Likes",
    "Leave a Reply\n\nYour address will not be shown to the readers of this page.",
    "12 March، 2014",
    "Last updated 12:40 GMT, 12 March 2014",
    "Copyright © 2014 The Example. All rights reserved.",
    "Read more: How the river war began",
    "Subscribe to our newsletter for the news of the day.",
    "Tags: South Sudan, Bentiu",
    "Soldiers walk past a burnt lorry in Bentiu on Monday. (Photo by Example Agency)",
    "A burnt shop in Bentiu – AFP",
    "(Reporting by Amina Deng in Bentiu; Editing by John Poe)",
    "Additional reporting by Peter Lual in Juba.",
    "Reuters contributed to this report",
    "The Associated Press contributed to this story.",
    "Home\n\nWorld\n\nSport",
    "👍👍👍",
]


@pytest.mark.parametrize("piece", FURNITURE)
def test_furniture_after_the_body_is_no_evidence(piece: str) -> None:
    text = f"Four killed in shelling of Bentiu market\n\n{BODY}\n\n{piece}"
    assert kept(text) == ["Four killed in shelling of Bentiu market", *BODY.split("\n\n")]


@pytest.mark.parametrize("piece", [p for p in FURNITURE if "Reply" not in p and "…" not in p])
def test_furniture_before_the_body_is_no_evidence(piece: str) -> None:
    text = f"Four killed in shelling of Bentiu market\n\n{piece}\n\n{BODY}"
    assert kept(text) == ["Four killed in shelling of Bentiu market", *BODY.split("\n\n")]


def test_a_run_of_other_headlines_after_the_body_is_left_out() -> None:
    others = ["Governor of Lakes state sacked", "Army takes Nasir from the rebels", "Nine drown as boat capsizes"]
    assert kept("\n\n".join([BODY, *others])) == BODY.split("\n\n")


def test_a_page_of_headlines_alone_is_no_evidence() -> None:
    heads = [f"Army kills {n} rebels in the state's north on patrol" for n in range(8)]
    assert kept("\n\n".join(["12 March 2014", *heads, "Language"])) == []


def test_a_hard_wrapped_text_is_kept_whole() -> None:
    text = (
        "Shells fell on the market of the small town of Bentiu before\nnoon, killing four people who were buying "
        "food, and the old\nGovernor's house burnt down as well, the people of the town\nsaid."
    )
    assert kept(text) == [text]


def test_a_subheading_between_paragraphs_is_kept_and_a_link_is_not() -> None:
    first, second = BODY.split("\n\n")
    assert kept(f"{first}\n\nWho fired the shells on the town\n\n{second}") == [
        first,
        "Who fired the shells on the town",
        second,
    ]
    assert kept(f"{first}\n\nOpinion | Why Juba Cannot Win This War\n\n{second}") == [first, second]


def test_a_post_is_cut_from_its_handle_and_counters() -> None:
    text = "River Monitor@rivermonOn Dec 2, gunboats shelled Kaka, killing a boy.11:44 AM · Dec 4, 2014562Views13"
    assert kept(text) == ["On Dec 2, gunboats shelled Kaka, killing a boy."]


@pytest.mark.parametrize(
    ("text", "credited"),
    [
        (f"JUBA (Reuters) - {BODY}", ("Reuters",)),
        (f"{BODY}\n\nReuters contributed to this report.", ("Reuters",)),
        (
            f"{BODY}\n\nThe Associated Press and AFP contributed to this report.",
            ("Associated Press", "Agence France-Presse"),
        ),
        (f"{BODY} (With inputs from Agence France Presse)", ("Agence France-Presse",)),
        (f"{BODY} — AP", ("Associated Press",)),
        (f"by Daily Example with AA\n\n{BODY}", ("Anadolu Agency",)),
        (f"Yei, South Sudan (Radio Tamazuj) – {BODY}", ("Radio Tamazuj",)),
        (f"{BODY} A spokesman told Reuters that the army had not fired.", ()),
    ],
)
def test_credits(text: str, credited: tuple[str, ...]) -> None:
    assert evidence_spans(text).credits == credited


@given(st.text(alphabet=st.sampled_from("Ab. \n|…-—:(),7@#"), max_size=200))
def test_spans_are_in_order_apart_and_not_blank(text: str) -> None:
    spans = evidence_spans(text).evidence
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_the_pipeline_fills_the_fields(nlp: Language) -> None:
    from chronicle.nlp.fields import fields

    doc = nlp("JUBA (AP) - Gunmen killed two men in Yei. They fled.\n\nRead more: Another story of the town")
    mine = fields(doc)
    assert [doc.text[s.start : s.end] for s in mine.evidence] == ["Gunmen killed two men in Yei. They fled."]
    assert mine.credits == ("Associated Press",)
    assert "Gunmen killed two men in Yei." in [sent.text.strip() for sent in doc.sents]


def test_agencies_have_one_name(tmp_path: Path) -> None:
    assert agencies().canonical("the AP") == "Associated Press"
    assert agencies().canonical("Radio  Okapi") == "Radio Okapi"
    path = tmp_path / "a.csv"
    path.write_text("name,aliases,note\nOne,X|Y,\nTwo,Y,\n")
    with pytest.raises(LexiconError, match=r"a\.csv:3.*already stands for One"):
        read_agencies(path)


def test_a_page_without_a_story_gives_no_report(read: Callable[..., AnalysedArticle]) -> None:
    heads = [f"Army shells Bentiu and kills {n} rebels in the market" for n in ("four", "five", "six", "nine", "ten")]
    assert read("\n\n".join(["12 March 2014", *heads, "Language"]), "2014-03-12").reports == ()
