"""Copies with words changed are one source; papers that wrote for themselves are two, whatever statement both print."""

from __future__ import annotations

import random

import pytest
from accounts import article, candidate, report

from chronicle.events.copies import LONGEST, Wording, unspoken
from chronicle.events.grade import sources
from chronicle.events.merge import merge
from chronicle.model import Grade

AGENCY = (
    "At least 17 people died when a passenger ferry struck a drifting mine in the Strait of Ormel on Wednesday evening, "
    "the coast guard said. The vessel had left the island of Tersk with some 140 passengers, most of them seasonal "
    "workers, and sank within twenty minutes. Fishing boats reached the survivors before the navy did. A harbour "
    "official in Belmar said the mine had probably torn loose from a field laid by the separatists last winter, and "
    "that four others had been sighted since the ice broke up. Ferries will not sail again before the channel is swept."
)
REWORDED = (
    "At least 17 persons died when a passenger boat struck a drifting mine in the Strait near Ormel on Wednesday night, "
    "the coast patrol said. The vessel had departed the island of Tersk with around 140 passengers, most of whom seasonal "
    "labourers, and sank within thirty minutes. Fishing vessels reached the survivors before any navy did. A harbour "
    "spokesman in Belmar said the device had probably torn free from a field sown by the separatists that winter, and "
    "how four others had been seen since the ice melted up. Ferries will never sail again before this channel is swept."
)
"""The agency's text with about every fifth word another."""
CUT = (
    "At least 17 people were killed when a passenger ferry hit a drifting mine in the Strait of Ormel late Wednesday, "
    "the coast guard announced. The vessel left the island of Tersk with 140 passengers aboard, most of them seasonal "
    "hands, and sank in twenty minutes. Fishing boats got to survivors before the navy did. A port official in Belmar "
    "said the mine probably tore loose from a field that separatists laid last winter, and that four more had been "
    "sighted since the ice broke. Ferries will not sail before the channel has been swept."
)
"""The same, edited as a desk edits: shorter, verbs changed, word order kept."""
OWN = (
    "The Tersk ferry went down off Ormel on Wednesday evening after running on to a mine, and by midnight the coast "
    "guard had counted 17 bodies. Our correspondent saw fishermen bring ashore dozens of survivors in blankets, many of "
    "them cannery workers on their way home for the feast. The ship sank in twenty minutes, said a stoker who had swum "
    "to a buoy. Who laid the mine is not known. The harbour office at Belmar blames the separatists, who had strung a "
    "field across the strait in winter; they have not answered. The line is closed until the navy has swept it."
)
STATEMENT = (
    "“The government of the republic grieves with the families of those who were lost in the waters of Ormel, and it "
    "will not rest until the criminals who scatter death on the roads of the sea have been found and brought before a "
    "court, whoever commands them and wherever they hide, for the sea belongs to all who live by it and to no band of men”"
)
WITH_ONE = (
    "A mine sank the ferry to Tersk on Wednesday with 17 dead, and the capital woke to flags at half mast. "
    f"{STATEMENT}, the prime minister told parliament. His party then voted for two more minesweepers. Families gathered "
    "at the quay of Belmar, where lists of the rescued were read out by lamplight until the morning came."
)
WITH_TWO = (
    "Seventeen passengers drowned off Ormel when their ship hit an old mine, rescuers say. In the chamber nobody spoke "
    f"of the strike that was to begin today. {STATEMENT}, said the head of government, and left by a side door. The "
    "opposition asks why a channel known to be mined since December stayed open to ferries that carry hundreds a day."
)
FRENCH = (
    "Au moins 17 personnes sont mortes mercredi soir lorsqu'un ferry a heurté une mine dérivante dans le détroit "
    "d'Ormel, selon les garde-côtes. Le navire avait quitté l'île de Tersk avec quelque 140 passagers à bord, pour la "
    "plupart des travailleurs saisonniers, et a sombré en vingt minutes. Des bateaux de pêche sont arrivés les premiers."
)
BRIEF = "Seventeen people drowned on Wednesday when the ferry from Tersk ran on to a mine in the Strait of Ormel."
BRIEF_TOO = "A mine in the Strait of Ormel sank the Tersk ferry on Wednesday, drowning at least 16 of those on board."
WHOLE_SPEECH = f"The prime minister said: {STATEMENT}."
PRAISED = f"In a televised address the head of government declared: {STATEMENT}. He took no questions."


def changed(text: str, every: int, first: int = 0) -> str:
    """Return the text with every so many words changed, beginning with one of them."""
    return " ".join(f"qua{k}" if k % every == first else word for k, word in enumerate(text.split()))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (AGENCY, AGENCY),
        (AGENCY, REWORDED),
        (AGENCY, CUT),
        (WITH_ONE, changed(WITH_ONE, 5, 2)),
        *((text, changed(text, every, first)) for text in (AGENCY, OWN) for every, first in ((4, 3), (5, 0), (5, 4))),
        (changed(AGENCY, 8), changed(AGENCY, 8, 4)),
        (WHOLE_SPEECH, PRAISED),
    ],
)
def test_copies(one: str, other: str) -> None:
    assert Wording(one).copies(Wording(other))
    assert Wording(other).copies(Wording(one))
    assert numbered(one, other) == (0, 0)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (AGENCY, OWN),
        (REWORDED, OWN),
        (WITH_ONE, WITH_TWO),
        (AGENCY, FRENCH),
        (AGENCY, BRIEF),
        (BRIEF, BRIEF_TOO),
        (AGENCY, ""),
        ("", ""),
    ],
)
def test_own_texts(one: str, other: str) -> None:
    assert not Wording(one).copies(Wording(other))
    assert not Wording(other).copies(Wording(one))
    assert numbered(one, other) == (0, 1)


def numbered(*texts: str, quotes: tuple[str, ...] = ()) -> tuple[int, ...]:
    """Return the sources of accounts of papers with these texts."""
    papers = {f"a{n}": article(f"a{n}", f"Paper {n}", text=text or " ") for n, text in enumerate(texts)}
    said = quotes or tuple(f"In {name}." for name in papers)
    return sources([candidate(report(one), name) for one, name in zip(said, papers, strict=True)], papers, {})


def test_a_statement_that_two_papers_print_is_no_copy_of_a_sentence() -> None:
    told = (f"{STATEMENT}, the prime minister told parliament.", f"{STATEMENT}, said the head of government.")
    assert numbered(WITH_ONE, WITH_TWO, quotes=told) == (0, 1)
    assert numbered(WITH_ONE, WITH_TWO, quotes=(AGENCY, REWORDED.replace("boat", "ferry"))) == (0, 1)
    assert numbered(WITH_ONE, WITH_TWO, quotes=(AGENCY, f"{AGENCY} {STATEMENT}")) == (0, 0)


def test_copies_of_copies_are_one_source_beside_an_independent_one() -> None:
    assert numbered(AGENCY, OWN, REWORDED, changed(AGENCY, 5)) == (0, 1, 0, 0)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ('He said "no, never" twice.', "He said   twice."),
        ("„Nein“, sagte er. «Non», dit-elle. “No”", " , sagte er.  , dit-elle.  "),
        ('A 5" shell fell.\nIt killed "two or three" men.', 'A 5" shell fell.\nIt killed   men.'),
        ("“An open quotation\nof two paragraphs”", "“An open quotation\nof two paragraphs”"),
    ],
)
def test_what_is_quoted_is_left_out(text: str, left: str) -> None:
    assert unspoken(text) == left


def test_a_near_copy_does_not_corroborate() -> None:
    said = "A ferry struck a mine off Goma on Wednesday, killing 17 people."

    def grade(*texts: str) -> list[Grade]:
        papers = {f"a{n}": article(f"a{n}", f"Paper {n}", text=text) for n, text in enumerate(texts)}
        quotes = [said if n == 0 else f"Off Goma {17} people died on a mined ferry." for n in range(len(texts))]
        told = [
            candidate(report(quote, killed=17, trigger=quote.split()[1]), f"a{n}") for n, quote in enumerate(quotes)
        ]
        return [event.grade for event in merge(told, papers)]

    assert grade(AGENCY, OWN) == [Grade.CORROBORATED]
    assert grade(AGENCY, REWORDED) == [Grade.SINGLE]


def test_two_texts_are_compared_once_for_all_their_happenings(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    compare = Wording.copies

    def counted(one: Wording, other: Wording) -> bool:
        asked.append(1)
        return compare(one, other)

    monkeypatch.setattr(Wording, "copies", counted)
    papers = {name: article(name, f"Paper {name}", text=text) for name, text in (("a", AGENCY), ("b", OWN))}
    compared: dict[tuple[str, str], bool] = {}
    for n in range(9):
        told = [candidate(report(f"In {name} {n}."), name) for name in papers]
        assert sources(told, papers, {}, compared) == (0, 1)
    assert len(asked) == 1


def test_of_a_book_the_opening_is_compared() -> None:
    chance = random.Random(5)
    book = " ".join(f"word{chance.randrange(9999)}" for _ in range(40_000))
    assert len(book) > 2 * LONGEST
    assert Wording(book).copies(Wording(changed(book[: LONGEST + 50_000], 4, 1)))
    assert not Wording(book).copies(Wording(book[LONGEST:]))
