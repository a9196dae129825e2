"""What was done so many days after or before another deed has its own days and its own place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from chronicle.model import AnalysedArticle

    Read = Callable[..., AnalysedArticle]

CASES = [
    (
        "Gunmen killed a judge in Mosul on Monday, a day after a car bomb killed four in Baghdad.",
        ["Attack 2014-02-17 Mosul", "Remote explosive/landmine/IED 2014-02-16 Baghdad"],
    ),
    (
        "The army shelled Douma on Monday, two days after rebels captured a checkpoint in Harasta.",
        [
            "Shelling/artillery/missile attack 2014-02-17 Douma",
            "Non-state actor overtakes territory 2014-02-15 Harasta",
        ],
    ),
    (
        "Militants attacked an army convoy near Gao on Sunday, three weeks after soldiers killed two jihadists in Kidal.",
        ["Armed clash 2014-02-16 Gao", "Armed clash 2014-01-23..2014-01-29 Kidal"],
    ),
    (
        "Protesters set fire to the council building in Nasiriyah on Thursday after security forces killed three of them "
        "the day before.",
        ["Violent demonstration 2014-02-13 Nasiriyah", "Attack 2014-02-12 Nasiriyah"],
    ),
    (  # how many days it was nobody says: the other deed's day is not its own
        "Troops stormed a camp in Benghazi on Monday, days after gunmen killed two soldiers in Derna.",
        ["Armed clash 2014-02-17 Benghazi", "Armed clash 2014-02-13..2014-02-18 Derna"],
    ),
    (  # what came after has its day, not what it came after
        "Villagers near Jos buried 40 people on Monday after weekend attacks by gunmen.",
        ["Attack 2014-02-15..2014-02-16 Jos"],
    ),
    (  # its own day goes before what is counted off
        "Shells hit Goma on Monday, days after rebels seized Sake on Friday.",
        ["Shelling/artillery/missile attack 2014-02-17 Goma", "Non-state actor overtakes territory 2014-02-14 Sake"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_each_deed_has_its_own_days_and_place(read: Read, text: str, expected: list[str]) -> None:
    told = []
    for report in read(text, "2014-02-18").reports:
        assert report.interval is not None
        first, last = report.interval.first.isoformat(), report.interval.last.isoformat()
        days = first if first == last else f"{first}..{last}"
        told.append(f"{report.sub_event_type} {days} {report.place_text}")
    assert told == expected
