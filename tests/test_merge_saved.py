"""Pages saved later than they were written, whose "today" is a few days off, and provinces told of by their town."""

from __future__ import annotations

import pytest
from accounts import ARMY, REBELS, T, article, candidate, report, spot

from chronicle.events.merge import merge
from chronicle.model import Report

SEAT = spot("Kivu", -2.5, 28.9)
RUBAYA = spot("Rubaya", -1.54, 28.87, source="text")
ONE_HAPPENING: dict[str, tuple[Report, Report]] = {
    "a page saved two days later whose 'today' was never mended, with the same toll": (
        report("On Saturday shells killed nine in Goma.", killed=9, injured=14, actor1=(REBELS,)),
        report("Nine died today when shells hit Goma.", when="2013-05-06", date_text="today", killed=9, injured=14),
    ),
    "the province called by its chief town, and a village in it": (
        report("Jets bombed Rubaya, killing three.", T.AIR_STRIKE, where=RUBAYA, actor1=(ARMY,), killed=3),
        report(
            "Jets killed three in western Kivu.", T.AIR_STRIKE, where=SEAT, geo_precision=3, actor1=(ARMY,), killed=3
        ),
    ),
}
TWO_HAPPENINGS: dict[str, tuple[Report, Report]] = {
    "one town, two days apart by the weekday, with one toll": (
        report("On Saturday shells killed nine in Goma.", killed=9, injured=14, actor1=(REBELS,)),
        report("On Monday shells killed nine in Goma.", when="2013-05-06", date_text="Monday", killed=9, injured=14),
    ),
    "one town, two days apart by 'today', nothing else in common": (
        report("Shells hit Goma.", actor1=(REBELS,)),
        report("Shells hit Goma today.", when="2013-05-06", date_text="today", actor1=(REBELS,)),
    ),
    "one town, four days apart by 'today', with one toll": (
        report("Shells killed nine in Goma.", killed=9, injured=14, actor1=(REBELS,)),
        report(
            "Nine died today in Goma.", when="2013-05-08", date_text="today", killed=9, injured=14, actor1=(REBELS,)
        ),
    ),
}


def events(told: tuple[Report, Report]) -> int:
    accounts = (candidate(told[0], "a"), candidate(told[1], "b"))
    return len(merge(accounts, {c.article_id: article(c.article_id) for c in accounts}))


@pytest.mark.parametrize("told", ONE_HAPPENING.values(), ids=ONE_HAPPENING)
def test_the_same_happening(told: tuple[Report, Report]) -> None:
    assert events(told) == 1


@pytest.mark.parametrize("told", TWO_HAPPENINGS.values(), ids=TWO_HAPPENINGS)
def test_not_the_same_happening(told: tuple[Report, Report]) -> None:
    assert events(told) == 2
