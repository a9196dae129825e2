"""Addresses that never die: chronicles built article by article, with edits and a changed extractor in between."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from accounts import BUNIA, GOMA, REBELS, SAKE, T, analysed, article, day, report

from chronicle.events.addresses_table import Row, read_table, table_text
from chronicle.events.chronicle import Kept, Made, make
from chronicle.keep import write_whole
from chronicle.model import AnalysedArticle, Place, Report, SubEventType

Story = tuple[str, str, SubEventType, str, Place, str]
STORIES: dict[str, Story] = {
    "market": (
        "Shells fell on the fish market of Goma on Saturday, killing six traders",
        "fell",
        T.SHELLING,
        "2013-05-04",
        GOMA,
        "six",
    ),
    "bomb": (
        "A bomb hidden in a cart exploded at the bus station of Sake on Monday",
        "exploded",
        T.REMOTE_EXPLOSIVE,
        "2013-05-06",
        SAKE,
        "",
    ),
    "raid": (
        "Jets bombed the brick works near Bunia before dawn on Thursday, residents said",
        "bombed",
        T.AIR_STRIKE,
        "2013-05-09",
        BUNIA,
        "",
    ),
    "march": (
        "Hundreds of nurses marched through Goma over unpaid wages on Friday",
        "marched",
        T.PEACEFUL_PROTEST,
        "2013-05-10",
        GOMA,
        "",
    ),
}
TELLERS = {
    "herald": ("market", "bomb"),
    "courier": ("market", "raid"),
    "agency": ("bomb", "raid", "march"),
    "weekly": ("market", "march"),
    "radio": ("raid",),
}
OPENING = {
    "herald": "",
    "courier": "According to two witnesses, ",
    "agency": "",
    "weekly": "Earlier that week, ",
    "radio": "",
}
ENDING = {
    "herald": ".",
    "courier": ", in the third such case.",
    "agency": ", officials told reporters.",
    "weekly": ".",
    "radio": ".",
}


@dataclass(frozen=True)
class World:
    """What stands in content/articles, and how the extractor reads it."""

    papers: tuple[str, ...]
    edit: Callable[[str, str], str] = lambda paper, text: text
    read: Callable[[Report], Report] = lambda report: report
    names: Callable[[str], str] = lambda paper: paper

    def analysed(self) -> list[AnalysedArticle]:
        return [analysed(*self._reports(paper), article=self.names(paper)) for paper in self.papers]

    def _reports(self, paper: str) -> list[Report]:
        found = []
        for story in TELLERS[paper]:
            text, cue, kind, when, where, _ = STORIES[story]
            quote = self.edit(paper, OPENING[paper] + text + ENDING[paper])
            cue = cue if cue in quote else quote.split()[0]
            found.append(self.read(report(quote, kind, when, where, trigger=cue, actor1=(REBELS,))))
        return found


def build(world: World, rows: Sequence[Row] = ()) -> Made:
    texts = world.analysed()
    return make([article(one.article_id) for one in texts], texts, None, Kept(rows=tuple(rows)))


def held(made: Made, world: World) -> dict[str, frozenset[tuple[str, str]]]:
    """Return which paper's story each event of a build tells."""
    paper_of = {world.names(paper): paper for paper in world.papers}
    out = {}
    for event in made.chronicle.events:
        told = set()
        for candidate in event.candidates:
            paper = paper_of[candidate.article_id]
            for story in TELLERS[paper]:
                where = STORIES[story][4]
                if any(r.place == where and story_of(r) == story for r in candidate.reports):
                    told.add((paper, story))
        out[event.event_id] = frozenset(told)
    return out


def story_of(one: Report) -> str:
    words = set(one.quote.casefold().replace(".", " ").replace(",", " ").split())
    return max(STORIES, key=lambda story: len(words & set(STORIES[story][0].casefold().split())))


class Published:
    """Every address that any build gave, with what it stood for; checks that each still leads there."""

    def __init__(self) -> None:
        self.rows: tuple[Row, ...] = ()
        self.stood: dict[str, set[tuple[str, str]]] = {}

    def build(self, world: World) -> Made:
        made = build(world, self.rows)
        again = build(world, made.rows)
        assert again.rows == made.rows
        assert again.chronicle.events == made.chronicle.events
        assert set(self.rows) <= set(made.rows)
        self.rows = made.rows
        now = held(made, world)
        lead = {forward.event_id: forward.to for forward in made.chronicle.forwards}
        assert not set(lead) & set(now)
        for event_id, told in self.stood.items():
            assert event_id in now or event_id in lead, event_id
            ends = (event_id,) if event_id in now else lead[event_id]
            assert all(end in now for end in ends)
            split = [e.split_off for e in made.chronicle.events if e.event_id == event_id]
            reached = frozenset().union(*(now[end] for end in (*ends, *(split[0] if split else ()))))
            living = {(paper, story) for paper, story in told if paper in world.papers}
            if living:
                assert living <= reached, (event_id, told, ends)
            if event_id in now:
                assert {story for _, story in now[event_id]} & {story for _, story in told}
        for event_id, told in now.items():
            self.stood.setdefault(event_id, set()).update(told)
        return made


def typo(paper: str, text: str) -> str:
    return text.replace("Saturday", "Saturdy").replace("Monday", "Mondey").replace("killing", "leaving dead")


@pytest.mark.parametrize("seed", range(6))
def test_every_address_ever_given_leads_on(seed: int) -> None:
    """Papers come one by one in some order; then texts are mended, renamed, read otherwise, removed, and put back."""
    order = list(TELLERS)
    random.Random(seed).shuffle(order)
    site = Published()
    for number in range(1, len(order) + 1):
        site.build(World(tuple(order[:number])))
    papers = tuple(order)
    worlds = [
        World(papers, edit=typo),
        World(papers, edit=lambda paper, text: f"{text} No one was held." if paper == order[0] else text),
        World(papers, read=lambda r: replace(r, interval=day("2013-05-01/2013-05-12"))),
        World(papers, names=lambda paper: f"{paper}-2013" if paper == order[1] else paper),
        World(
            papers,
            read=lambda r: replace(r, sub_event_type=T.ATTACK, trigger=replace(r.trigger, end=r.trigger.start + 2)),
        ),
        World(papers[1:]),
        World(papers[:-1]),
        World(papers),
    ]
    random.Random(seed).shuffle(worlds)
    for world in worlds:
        site.build(world)


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_articles_and_rows_decides_nothing(seed: int) -> None:
    rng = random.Random(seed)
    papers = list(TELLERS)
    first = build(World(tuple(papers[:3])))
    expected = build(World(tuple(papers)), first.rows)
    rows = [*first.rows, *first.rows]
    rng.shuffle(rows)
    rng.shuffle(papers)
    found = build(World(tuple(papers)), rows)
    assert found.chronicle.events == expected.chronicle.events
    assert found.rows == expected.rows


def test_events_keep_their_ids_when_texts_are_mended_or_read_otherwise() -> None:
    first = build(World(tuple(TELLERS)))
    ids = [event.event_id for event in first.chronicle.events]
    for world in (
        World(tuple(TELLERS), edit=typo),
        World(tuple(TELLERS), read=lambda r: replace(r, place=SAKE if r.place is GOMA else r.place)),
        World(tuple(TELLERS), names=lambda paper: f"{paper}-renamed"),
    ):
        assert sorted(e.event_id for e in build(world, first.rows).chronicle.events) == sorted(ids)


def pair(one: str, other: str, when: str = "2013-05-04") -> list[AnalysedArticle]:
    """Return two papers' reports of one shelling, or of two if their days differ."""
    return [
        analysed(report(one, T.SHELLING, "2013-05-04", GOMA, trigger="shelled"), article="a"),
        analysed(report(other, T.SHELLING, when, GOMA, trigger="shelled"), article="b"),
    ]


ONE = "Rebels shelled the port of Goma on Saturday, a customs officer said."
OTHER = "The port at Goma was shelled by rebels on Saturday, according to its staff."


def made_of(texts: list[AnalysedArticle], rows: Sequence[Row] = ()) -> Made:
    return make([article(one.article_id) for one in texts], texts, None, Kept(rows=tuple(rows)))


def test_one_that_becomes_two_leaves_a_choice_and_two_that_become_one_forward() -> None:
    whole = made_of(pair(ONE, OTHER))
    (old,) = [event.event_id for event in whole.chronicle.events]
    apart = made_of(pair(ONE, OTHER, "2013-08-20"), whole.rows)
    new = {event.event_id for event in apart.chronicle.events}
    assert len(new) == 2
    assert old not in new
    (choice,) = apart.chronicle.forwards
    assert (choice.event_id, set(choice.to)) == (old, new)
    again = made_of(pair(ONE, OTHER), apart.rows)
    (kept,) = [event.event_id for event in again.chronicle.events]
    assert kept in new
    assert {f.event_id: f.to for f in again.chronicle.forwards} == dict.fromkeys((new | {old}) - {kept}, (kept,))


def test_two_that_were_one_for_a_while_stand_at_their_own_addresses_again() -> None:
    apart = made_of(pair(ONE, OTHER, "2013-08-20"))
    ids = sorted(event.event_id for event in apart.chronicle.events)
    whole = made_of(pair(ONE, OTHER), apart.rows)
    assert len(whole.chronicle.events) == 1
    again = made_of(pair(ONE, OTHER, "2013-08-20"), whole.rows)
    assert sorted(event.event_id for event in again.chronicle.events) == ids


def test_an_address_whose_reports_are_gone_says_so_and_is_given_to_none() -> None:
    first = made_of(pair(ONE, OTHER)[:1])
    (old,) = [event.event_id for event in first.chronicle.events]
    instead = "Two trucks of the army ran over a mine south of Goma, wounding five."
    other = made_of([analysed(report(instead, T.REMOTE_EXPLOSIVE, "2013-06-01", SAKE), article="a")], first.rows)
    assert old not in {event.event_id for event in other.chronicle.events}
    assert [(f.event_id, f.to) for f in other.chronicle.forwards] == [(old, ())]


def test_another_deed_on_the_same_day_in_the_same_place_gets_an_address_of_its_own() -> None:
    first = made_of(pair(ONE, OTHER)[:1])
    (old,) = [event.event_id for event in first.chronicle.events]
    gone = made_of([], first.rows)
    other = report(
        "Nurses burned an effigy of the governor on Saturday.",
        T.VIOLENT_DEMONSTRATION,
        "2013-05-04",
        GOMA,
        trigger="burned",
    )
    instead = made_of([analysed(other, article="a")], gone.rows)
    assert old not in {event.event_id for event in instead.chronicle.events}
    again = report("The rebels shelled it at dawn on Saturday.", T.SHELLING, "2013-05-04", GOMA, trigger="shelled")
    assert [e.event_id for e in made_of([analysed(again, article="a")], gone.rows).chronicle.events] == [old]


def test_a_merged_address_leads_on_when_its_article_goes() -> None:
    apart = made_of(pair(ONE, OTHER, "2013-08-20"))
    whole = made_of(pair(ONE, OTHER), apart.rows)
    (kept,) = [event.event_id for event in whole.chronicle.events]
    (gone,) = [forward.event_id for forward in whole.chronicle.forwards]
    lone = {event.event_id: event.candidates[0].article_id for event in apart.chronicle.events}
    left = [one for one in pair(ONE, OTHER) if one.article_id == lone[kept]]
    after = made_of(left, whole.rows)
    assert [(f.event_id, f.to) for f in after.chronicle.forwards] == [(gone, (kept,))]


def test_two_branches_of_git_merge_line_by_line(tmp_path: Path) -> None:
    """Both add an article to one table; the union of their lines, in any order, is as good as either."""
    base = build(World(("herald",)))
    ours = build(World(("herald", "courier")), base.rows)
    theirs = build(World(("herald", "agency")), base.rows)
    lines = table_text(ours.rows).splitlines() + table_text(theirs.rows).splitlines()
    path = tmp_path / "addresses.csv"
    path.write_text("\n".join([lines[0], *reversed(lines[1:])]) + "\n", encoding="utf-8")
    merged = build(World(("herald", "courier", "agency")), read_table(path))
    now = {e.event_id for e in merged.chronicle.events} | {f.event_id for f in merged.chronicle.forwards}
    assert {e.event_id for made in (ours, theirs) for e in made.chronicle.events} <= now


def test_the_table_is_read_as_it_was_written_and_holds_no_text(tmp_path: Path) -> None:
    made = build(World(tuple(TELLERS)))
    path = tmp_path / "addresses.csv"
    write_whole(path, table_text(made.rows))
    assert read_table(path) == made.rows
    text = path.read_text()
    assert [word for word in ("market", "nurses", "herald", "Shells") if word in text] == []
    assert text.splitlines()[1:] == sorted(text.splitlines()[1:], key=lambda line: line.split(",")[0])
