"""Take-downs: out of everything in the next build, kept out of later ones, and without a trace in the tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from accounts import GOMA, REBELS, SAKE, T, analysed, article, report

from chronicle.errors import AddressError, CorrectionError
from chronicle.events.addresses_table import Row, table_text
from chronicle.events.chronicle import Kept, Made, make
from chronicle.events.corrections_read import read_corrections
from chronicle.events.takedown import Withdrawn, read_withdrawn, withdrawn_text
from chronicle.model import AnalysedArticle
from chronicle.pages.publish import publishable

HOUSE = "Gunmen killed Amina Banza, a midwife, at her house in Goma on Saturday, neighbours said."
HOUSE_TOO = "The midwife Amina Banza was killed by gunmen at her house in Goma on Saturday."
LATER = "Amina Banza, a midwife, was killed by gunmen in her house in Goma on Saturday, her brother said."
MINE = "A mine went off under a lorry near Sake on Monday."
BOTH = "On the same road soldiers shot two herders that night."


def killing(quote: str) -> object:
    return report(quote, T.ATTACK, "2013-05-04", GOMA, trigger="killed", killed=1, actor1=(REBELS,))


PAPERS: dict[str, AnalysedArticle] = {
    "midwife": analysed(killing(HOUSE), article="midwife"),
    "week": analysed(
        killing(HOUSE_TOO), report(MINE, T.REMOTE_EXPLOSIVE, "2013-05-06", SAKE, trigger="went off"), article="week"
    ),
    "brother": analysed(killing(LATER), article="brother"),
}
SECRET = ("Banza", "midwife", "Amina", "neighbours")


def run(tmp_path: Path, text: str, rows: Sequence[Row], withdrawn: Sequence[Withdrawn], names: Sequence[str]) -> Made:
    path = tmp_path / "corrections.yaml"
    path.write_text(text, encoding="utf-8")
    texts = [
        replace(
            article(name),
            title=f"Title of {name}: a midwife killed",
            text=" ".join(r.quote for r in PAPERS[name].reports),
            url=f"https://example.org/{name}/midwife",
        )
        for name in names
    ]
    kept = Kept(read_corrections(path), tuple(rows), tuple(withdrawn), Path("corrections.yaml"))
    return make(texts, [PAPERS[name] for name in names], None, kept)


def published(made: Made) -> str:
    """Return everything that may be published, and what is kept in tables, as one text."""
    shown = asdict(publishable(made.chronicle, "full"))
    return json.dumps(shown, default=str) + table_text(made.rows) + withdrawn_text(made.withdrawn)


@pytest.fixture
def first(tmp_path: Path) -> Made:
    return run(tmp_path, "", (), (), ("midwife", "week"))


@pytest.fixture
def victim(first: Made) -> str:
    return next(e.event_id for e in first.chronicle.events if e.sub_event_type is T.ATTACK)


def test_an_event_leaves_no_trace(tmp_path: Path, first: Made, victim: str) -> None:
    assert all(word in published(first) for word in SECRET)
    made = run(tmp_path, f"- take-down: {victim}\n", first.rows, (), ("midwife", "week"))
    text = published(made)
    assert [word for word in (*SECRET, victim) if word in text] == []
    assert [event.sub_event_type for event in made.chronicle.events] == [T.REMOTE_EXPLOSIVE]
    assert made.chronicle.forwards == ()
    assert made.chronicle.corrections == ()
    assert [each.title for each in made.chronicle.articles] == [""]
    assert MINE in made.chronicle.articles[0].text


def test_it_stays_out_with_later_articles_mended_sentences_and_another_name(
    tmp_path: Path, first: Made, victim: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = f"- take-down: {victim}\n"
    made = run(tmp_path, line, first.rows, (), ("midwife", "week"))
    mended = analysed(killing(HOUSE_TOO.replace("midwife", "mid-wife")), *PAPERS["week"].reports[1:], article="week")
    monkeypatch.setitem(PAPERS, "week", mended)
    monkeypatch.setitem(PAPERS, "renamed", replace(analysed(killing(HOUSE), article="renamed")))
    later = run(tmp_path, line, made.rows, made.withdrawn, ("renamed", "week", "brother"))
    assert [event.sub_event_type for event in later.chronicle.events] == [T.REMOTE_EXPLOSIVE]
    assert [word for word in SECRET if word in published(later)] == []
    alone = run(tmp_path, line, later.rows, later.withdrawn, ("brother",))
    assert alone.chronicle.events == ()
    assert alone.chronicle.articles == ()


def test_without_the_line_it_is_shown_again(tmp_path: Path, first: Made, victim: str) -> None:
    made = run(tmp_path, f"- take-down: {victim}\n", first.rows, (), ("midwife", "week"))
    again = run(tmp_path, "", made.rows, made.withdrawn, ("midwife", "week"))
    assert len(again.chronicle.events) == 2


def test_what_an_entry_had_merged_goes_as_a_whole(tmp_path: Path, first: Made, victim: str) -> None:
    mine = next(e.event_id for e in first.chronicle.events if e.event_id != victim)
    merged = f"- merge: [{victim}, {mine}]\n  by: R. H.\n  when: 2013-06-01\n  why: One night\n"
    whole = run(tmp_path, merged, first.rows, (), ("midwife", "week"))
    (event,) = whole.chronicle.events
    rows, withdrawn = whole.rows, whole.withdrawn
    for _ in range(3):
        made = run(tmp_path, f"{merged}- take-down: {event.event_id}\n", rows, withdrawn, ("midwife", "week"))
        assert made.chronicle.events == made.chronicle.articles == made.chronicle.forwards == made.rows == ()
        rows, withdrawn = made.rows, made.withdrawn


def test_other_entries_that_speak_of_it_are_passed_over(tmp_path: Path, first: Made, victim: str) -> None:
    signed = "\n  by: R. H.\n  when: 2013-06-01\n  why: Amina Banza\n"
    mine = next(e.event_id for e in first.chronicle.events if e.event_id != victim)
    entries = [
        f"- event: {victim}\n  set: {{killed: 2}}",
        f"- hide: {victim}",
        f"- split: {victim}\n  into: [[midwife], [week]]",
        f"- merge: [{victim}, {mine}]",
    ]
    for entry in entries:
        made = run(tmp_path, f"{entry}{signed}- take-down: {victim}\n", first.rows, (), ("midwife", "week"))
        assert [word for word in SECRET if word in published(made)] == []
        again = run(tmp_path, f"{entry}{signed}- take-down: {victim}\n", made.rows, made.withdrawn, ("midwife", "week"))
        assert [word for word in SECRET if word in published(again)] == []


def test_a_sentence_that_tells_of_another_event_too_is_shown_no_more(tmp_path: Path) -> None:
    one = report(BOTH, T.ATTACK, "2013-05-04", GOMA, trigger="shot", killed=2)
    other = report(BOTH, T.ARRESTS, "2013-05-04", SAKE, trigger="night")
    both = replace(analysed(one, article="both"))
    both = replace(both, reports=(*both.reports, replace(other, article_id="both")))
    texts = [replace(article("both"), text=BOTH)]
    start = make(texts, [both], None, Kept())
    assert len(start.chronicle.events) == 2
    gone = next(e.event_id for e in start.chronicle.events if e.sub_event_type is T.ATTACK)
    path = tmp_path / "c.yaml"
    path.write_text(f"- take-down: {gone}\n")
    made = make(texts, [both], None, Kept(read_corrections(path), start.rows))
    assert "herders" not in published(made)
    assert [event.sub_event_type for event in made.chronicle.events] == [T.ARRESTS]


def test_a_source_goes_with_all_that_it_alone_tells(tmp_path: Path, first: Made, victim: str) -> None:
    line = "- take-down-source: week\n"
    made = run(tmp_path, line, first.rows, (), ("midwife", "week"))
    assert [event.event_id for event in made.chronicle.events] == [victim]
    assert [c.article_id for c in made.chronicle.events[0].candidates] == ["midwife"]
    assert made.chronicle.forwards == ()
    assert {row.event_id for row in made.rows} == {victim}
    assert "week" not in published(made)
    removed = run(tmp_path, line, made.rows, made.withdrawn, ("midwife",))
    assert removed.chronicle == made.chronicle


@pytest.mark.parametrize("line", ["- take-down: 2013-05-04-nowhere-aaaaaa\n", "- take-down-source: nobody\n"])
def test_what_was_never_there_is_an_error(tmp_path: Path, first: Made, line: str) -> None:
    with pytest.raises(CorrectionError, match=r"corrections\.yaml:1"):
        run(tmp_path, line, first.rows, (), ("midwife", "week"))


def test_the_table_of_what_was_withdrawn_is_read_as_it_was_written(tmp_path: Path, first: Made, victim: str) -> None:
    made = run(tmp_path, f"- take-down: {victim}\n", first.rows, (), ("midwife", "week"))
    path = tmp_path / "withdrawn.csv"
    path.write_text(withdrawn_text(made.withdrawn))
    assert read_withdrawn(path) == made.withdrawn
    path.write_text(withdrawn_text(made.withdrawn) + "abc\n")
    with pytest.raises(AddressError, match=rf"withdrawn\.csv:{len(made.withdrawn) + 2}: a damaged line"):
        read_withdrawn(path)
    assert withdrawn_text(()) == ""
