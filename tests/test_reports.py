"""When and where: which of a text's dates, places and tolls a report is given, on sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chronicle.model import TOLD, AnalysedArticle, DateBasis, Report

Read = Callable[..., AnalysedArticle]

# text, publication date, (first day, last day, basis) of the first report told
DATES = [
    ("Shells hit a market in Donetsk on Tuesday, killing two vendors.", "2015-01-22", "2015-01-20", "2015-01-20", "stated"),
    ("On 14 June 1999, gunmen ambushed a police patrol near Pristina.", None, "1999-06-14", "1999-06-14", "stated"),
    ("Police said on Friday that rebels had attacked a bus near Jaffna on Wednesday.", "2008-02-22", "2008-02-20", "2008-02-20", "stated"),
    ("A car bomb exploded in Baghdad. Two soldiers were killed.", "2013-05-20", "2013-05-15", "2013-05-20", "publication"),
    ("Rebels attacked an army post near Goma on Monday. They shot dead three soldiers.", "2012-11-21", "2012-11-19", "2012-11-19", "stated"),
    ("Troops clashed with insurgents in Mosul, which the group captured in June 2014.", "2016-10-20", "2016-10-15", "2016-10-20", "publication"),
    ("A bomb killed four people in Kabul late on Thursday, officials said.", "2011-08-19", "2011-08-18", "2011-08-18", "stated"),
    ("Overnight, the ministry said, drones struck an oil depot in Kharkiv.", "2023-03-10", "2023-03-09", "2023-03-10", "stated"),
    ("Gunmen shot five people in Mogadishu on Sunday, the most since January 2009.", "2010-03-08", "2010-03-07", "2010-03-07", "stated"),
    ("In March 2003, American warplanes bombed Baghdad.", None, "2003-03-01", "2003-03-31", "stated"),
    ("Gunmen attacked a checkpoint in Aden. The attack on Saturday left four soldiers dead.", "2015-12-07", "2015-12-05", "2015-12-05", "inherited"),
    ("Rebels shelled Grozny from 3 to 5 May, killing six people.", "1995-05-09", "1995-05-03", "1995-05-05", "stated"),
    ("Troops clashed with rebels in Goma between Friday and Sunday.", "2008-10-28", "2008-10-24", "2008-10-26", "stated"),
    ("It was the third massacre in 2016. Jets bombed Idlib today.", "2016-05-08", "2016-05-08", "2016-05-08", "stated"),
    ("Third raid by jets in 2016: shells fall on Taiz, eight dead.", "2016-05-08", "2016-05-03", "2016-05-08", "publication"),
    ("The first raid of the war, in 2009, killed 12 people in Kabul.", "2016-05-08", "2009-01-01", "2009-12-31", "stated"),
    ("Shells hit a school in Taiz. On Saturday, gunmen attacked a bus near Aden.", "2016-05-11", "2016-05-06", "2016-05-11", "publication"),
    ("Rallies were held in Taiz. On Saturday, crowds marched in the city again.", "2016-05-11", "2016-05-07", "2016-05-07", "inherited"),
    ("The attack in 2009 killed 12 people in Kabul.", "2016-05-08", "2009-01-01", "2009-12-31", "stated"),
    ("Militants stormed a school in Peshawar on December 16, 2014.", "2014-12-17", "2014-12-16", "2014-12-16", "stated"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "published", "first", "last", "basis"), DATES)
def test_date_of_the_first_report(
    read: Read, text: str, published: str | None, first: str, last: str, basis: str
) -> None:
    report = told(read(text, published))[0]
    assert report.interval is not None
    assert (str(report.interval.first), str(report.interval.last)) == (first, last)
    assert report.date_basis is DateBasis(basis)


# text, the place's name of each report told, in the order of the text
PLACES = [
    ("Warplanes bombed Mosul on Monday.", ["Mosul"]),
    ("Syria's army shelled the outskirts of Homs on Monday.", ["Homs"]),
    ("Turkey said its jets had bombed Qamishli on Monday.", ["Qamishli"]),
    ("In Washington, officials said on Tuesday that gunmen had attacked a convoy in Kabul.", ["Kabul"]),
    ("Police in Karachi said gunmen shot dead two guards on Monday.", ["Karachi"]),
    ("A mortar round hit a house in Aden on Monday. Two people were killed in the shelling.", ["Aden"]),
    ("Rebels captured Bunia on Friday. They looted shops there.", ["Bunia", "Bunia"]),
    ("Civilians who fled from Grozny were shot dead in Nazran on Sunday.", ["Nazran"]),
    ("Jets bombed Raqqa on Monday and rebels attacked Deir ez-Zor on Tuesday.", ["Raqqa", "Deir ez-Zor"]),
    ("Militiamen massacred villagers in Tchomia on Saturday.", ["Tchomia"]),
    ("Fourteen farmers were shot dead at Gracko on Friday.", ["Gracko"]),
    ("Separatists retook most of Grozny on Tuesday.", ["Grozny"]),
    ("Fighters seized most of Orahovac at the weekend.", ["Orahovac"]),
    ("Gunmen killed a teacher in Congress Street on Monday.", [None]),
    ("Two soldiers died in an exchange of fire at the Line of Control in Poonch on Monday.", ["Pūnch"]),
    ("A sticky bomb exploded in the Dasht-e-Barchi district of Kabul on Monday, killing two.", ["Kabul"]),
    ("Turkish-backed rebels took the town of Suluk from Kurdish-led forces on Monday.", ["Suluk"]),
    ("UK-based monitors said that air strikes hit Idlib on Monday.", ["Idlib"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), PLACES)
def test_place_of_each_report(read: Read, text: str, names: list[str]) -> None:
    places = [report.place.name if report.place else None for report in told(read(text, "2016-05-11"))]
    assert places[: len(names)] == names


# text, killed and injured (best) of the first report told
TOLLS = [
    ("A bomb exploded in Baghdad on Monday. Five people were killed and twelve wounded.", 5, 12),
    ("A bomb exploded in Baghdad on Monday, killing five. The death toll later rose to nine.", 9, None),
    ("A mine killed two farmers near Helmand on Monday. Another farmer died of his wounds.", 3, None),
    ("Shells hit Aden on Monday. There were no casualties.", 0, 0),
    ("Gunmen attacked a post near Goma on Monday, killing two soldiers. The conflict has killed 40,000 people.", 2, None),
    ("Gunmen killed two soldiers in Mosul on Monday. Six people died in a fire in Erbil.", 2, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "killed", "injured"), TOLLS)
def test_toll_of_the_first_report(read: Read, text: str, killed: int | None, injured: int | None) -> None:
    report = told(read(text, "2016-05-11"))[0]
    assert (report.fatalities.best, report.injured.best) == (killed, injured)


def test_every_mark_lies_in_a_sentence_that_the_report_names(read: Read) -> None:
    text = (
        "Gunmen attacked a police post in Kandahar on Monday, officials said. Three officers were killed. "
        "On Tuesday, troops clashed with the attackers west of the city."
    )
    analysed = read(text, "2016-05-11")
    for report in analysed.reports:
        assert report.quote == text[report.span.start : report.span.end]
        assert report.span.holds(report.trigger)
        for mark in report.marks:
            assert 0 <= mark.span.start < mark.span.end <= len(text)


def test_an_inherited_value_keeps_its_words(read: Read) -> None:
    analysed = read("Rebels captured Bunia on Friday. They shot dead two soldiers.", "2003-05-12")
    later = told(analysed)[1]
    assert later.date_basis is DateBasis.INHERITED
    assert later.date_text == "Friday"
    assert any(mark.field == "date_start" for mark in later.marks)


def test_a_dateline_is_no_part_of_the_quotation(read: Read) -> None:
    text = "NAIROBI, May 9 (Reuters) - Gunmen attacked a bus near Garissa on Monday, police said."
    report = told(read(text, "2016-05-09"))[0]
    assert report.quote.startswith("Gunmen attacked")


def test_a_text_of_a_flood_reports_nothing(read: Read) -> None:
    text = (
        "Flash floods killed at least 40 people in Kerala on Monday. An explosion at a dam was heard, residents said."
    )
    assert told(read(text, "2018-08-14")) == []


def told(analysed: AnalysedArticle) -> list[Report]:
    return [report for report in analysed.reports if report.assertion in TOLD]


def test_whose_the_town_was_lost_it(read: Read) -> None:
    report = told(
        read("The Taliban's last stronghold, Kunduz, fell to the Northern Alliance on Sunday.", "2001-11-26")
    )[0]
    assert "Taliban" not in [actor.name for actor in report.actor1]


@pytest.mark.parametrize(
    "later",
    [
        "The minister said 40 rebels had been killed in the retaliation.",
        "Monitors said 300 people had died in the offensive, which began in May.",
    ],
)
def test_a_toll_of_something_else_is_not_added(read: Read, later: str) -> None:
    report = told(read(f"Shells hit Aden on Monday, killing two soldiers. {later}", "2016-05-11"))[0]
    assert report.fatalities.best == 2


def test_from_the_city_is_the_city_itself(read: Read) -> None:
    text = "Militants blew up a gas plant outside Palmyra on Sunday. Their fighters retreated from the city in March."
    near, inside = told(read(text, "2016-05-09"))[:2]
    assert (near.geo_precision, inside.geo_precision) == (2, 1)
    assert near.place == inside.place
