"""An invented chronicle for the tests of pages: invented places, sides and events, with every kind of doubt in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from views_maker import Maker, day

from chronicle.model import (
    Actor,
    ActorKind,
    Assertion,
    Chronicle,
    Count,
    DateBasis,
    Grade,
    Interval,
    Place,
    PlaceLevel,
    SubEventType,
)

HOSTILE = "<script>alert(1)</script>{{ 7*7 }}{% raw %} \u202egnp.exe"
SECRET = "Deir Zafaran"
SECRET_AR = "دير الزعفران"


def place(slug: str, name: str, level: PlaceLevel = PlaceLevel.PLACE, **more: Any) -> Place:
    values: dict[str, Any] = {"country": "Syria", "country_code": "SY", "admin1": "Aleppo", "source": "geonames"}
    return Place(place_id=f"ed:{slug}", name=name, level=level, **(values | more))


TOWN = place("tell-marwan", "Tell Marwan", latitude=36.12, longitude=37.05, name_ar="تل مروان", names=("Tal Marwan",))
VILLAGE = place("kafr-sitt", "Kafr Sitt", latitude=36.20, longitude=37.11, name_ar="كفر ست", source="Survey sheet 12")
LONG = place(
    "long",
    "al-Qal'at al-Gharbiyya al-Fawqaniyya near the Old Sugar Factory of the Northern Agricultural Cooperative",
    latitude=36.02,
    longitude=36.9,
)
AIRPORT = place("airport", "Marwan military airport", PlaceLevel.SITE, latitude=36.16, longitude=37.2)
REGION = place("aleppo", "Aleppo", PlaceLevel.ADMIN1, latitude=36.2, longitude=37.2, admin1="Aleppo")
COUNTRY = place("syria", "Syria", PlaceLevel.COUNTRY, latitude=35.0, longitude=38.5, admin1="", country="Syria")
UNPLACED = Place("tx:umm-hajar", "Umm Hajar", PlaceLevel.PLACE, "Syria", "SY", "Hama", source="text")
SAFE_HOUSE = place(
    "deir-zafaran",
    SECRET,
    latitude=36.31,
    longitude=37.31,
    name_ar=SECRET_AR,
    names=("Dayr Zafran",),
    publish_precision=3,
)
HOSTILE_PLACE = place("hostile", f"Bab {HOSTILE}", latitude=36.4, longitude=37.4, name_ar="باب", names=(HOSTILE,))

ARMY = Actor("sy-army", "Syrian army", ActorKind.STATE_FORCES, "Syria", "الجيش السوري", ("government forces",))
FRONT = Actor("north-front", "Northern Front", ActorKind.REBEL_GROUP, "Syria")
LEAGUE = Actor("plain-league", "League of the Plain", ActorKind.POLITICAL_MILITIA)
AIRMEN = Actor("coalition", "coalition aircraft", ActorKind.EXTERNAL_OTHER)
CIVILIANS = Actor("civilians", "civilians", ActorKind.CIVILIANS)
MOB = Actor("hostile", f"Brigade {HOSTILE}", ActorKind.IDENTITY_MILITIA)

MAY = Interval(date(2016, 5, 1), date(2016, 5, 31))
YEAR = Interval(date(2015, 1, 1), date(2015, 12, 31))


def make_chronicle() -> Chronicle:
    """Return some 45 invented events."""
    m = Maker()
    stated, inherited, publication = DateBasis.STATED, DateBasis.INHERITED, DateBasis.PUBLICATION
    fall1 = "Fighters of the Northern Front took Tell Marwan on Thursday, killing at least 30 soldiers."
    fall2 = "The town had changed hands twice since the winter."
    fall3 = "The army denied on Friday that it had left the town."
    a1 = m.article(
        "2016-05-06-courier-tell-marwan",
        "The Northern Courier",
        date(2016, 5, 6),
        "The front south of the city moved again this week.",
        fall1,
        fall2,
        fall3,
        "Roads to the north stayed open, drivers said, and traders in the market spoke of higher prices for bread.",
        "Schools in the villages around it have been shut for months, and many families have moved to the coast.",
        "The governor has promised new wells for the district before the summer, but work has not begun anywhere yet.",
        "Farmers say that this year's harvest of olives will be the poorest since they began to count their trees.",
        title="Front takes town south of the city",
        url="https://courier.example/2016/05/06/tell-marwan?id=7",
    )
    b1 = "Rebels seized the town of Tell Marwan late on 5 May and 43 government troops died, their commander said."
    a2 = m.article(
        "2016-05-07-plain-dealer",
        "Plain Dealer",
        date(2016, 5, 7),
        b1,
        url="https://plain.example/a",
        retells="Reuters, 7 May 2016",
    )
    overtakes = SubEventType.NON_STATE_OVERTAKES
    common: dict[str, Any] = {"place": TOWN, "geo_precision": 1, "actor1": (FRONT,), "actor2": (ARMY,)}
    m.event(
        "fall-of-tell-marwan",
        m.report(
            a1,
            fall1,
            overtakes,
            interval=day(2016, 5, 5),
            date_basis=stated,
            fatalities=Count(30, 30, None),
            words={
                "actor1": "Northern Front",
                "place": "Tell Marwan",
                "date": "on Thursday",
                "fatalities": "at least 30 soldiers",
                "trigger": "took",
            },
            context=(fall2,),
            **common,
        ),
        m.report(
            a2,
            b1,
            overtakes,
            interval=day(2016, 5, 5),
            date_basis=stated,
            fatalities=Count(43, 43, 43),
            assertion=Assertion.CLAIMED,
            attribution="their commander",
            words={"place": "Tell Marwan", "fatalities": "43 government troops", "attribution": "their commander"},
            **common,
        ),
        m.report(a1, fall3, overtakes, assertion=Assertion.DENIED, attribution="The army", place=TOWN, geo_precision=1),
        grade=Grade.DISPUTED,
        fatalities=Count(30, 43, 43),
    )
    c1 = "Islamist channels said a gas plant near Kafr Sitt had been blown up on Sunday."
    a3 = m.article("2016-05-09-desk", "Desk", date(2016, 5, 9), c1, url="javascript:alert(1)")
    m.event(
        "gas-plant",
        m.report(
            a3,
            c1,
            SubEventType.LOOTING,
            interval=day(2016, 5, 8),
            date_basis=stated,
            place=VILLAGE,
            geo_precision=2,
            assertion=Assertion.CLAIMED,
            attribution="Islamist channels",
            words={"place": "near Kafr Sitt", "date": "on Sunday", "attribution": "Islamist channels"},
        ),
    )
    d = [
        "Shells fell across the Aleppo region in May, wounding dozens of people in their homes.",
        "In 2015 militiamen held hundreds in the old factory.",
        "Nobody knows when the well at Umm Hajar was mined.",
        "Two men were abducted on a road that nobody named.",
        f"A clinic in {SECRET} was bombed on 3 May 2016 and four nurses died.",
        "A man in the north said that he had seen it all.",
        f"{HOSTILE} set upon {HOSTILE_PLACE.name} on 4 May 2016.",
        "Between 28 April and 3 May 2016 drones struck the airport, killing two to five people and injuring 11.",
        "Fighting on 5 May 2016 spread to Kafr Sitt and a dozen villages.",
    ]
    padding = (
        "The weather was fair for the time of the year, and the river ran high under the bridges of the old town. "
    )
    a4 = m.article("2016-05-10-gazette", f"Gazette {HOSTILE}", date(2016, 5, 10), *d, padding * 12, title=HOSTILE)
    m.event(
        "shells-of-may",
        m.report(
            a4,
            d[0],
            SubEventType.SHELLING,
            interval=MAY,
            date_basis=stated,
            place=REGION,
            geo_precision=3,
            injured=Count(24, None, None),
            words={"injured": "dozens of people", "date": "in May"},
        ),
    )
    m.event(
        "held-2015",
        m.report(
            a4,
            d[1],
            SubEventType.ABDUCTION,
            interval=YEAR,
            date_basis=stated,
            place=LONG,
            geo_precision=1,
            actor1=(LEAGUE,),
            actor2=(CIVILIANS,),
            words={"date": "In 2015"},
        ),
    )
    m.event(
        "mined-well",
        m.report(
            a4, d[2], SubEventType.REMOTE_EXPLOSIVE, place=UNPLACED, geo_precision=3, words={"place": "Umm Hajar"}
        ),
    )
    m.event(
        "abducted",
        m.report(
            a4, d[3], SubEventType.ABDUCTION, interval=day(2016, 5, 5, 6), date_basis=publication, actor2=(CIVILIANS,)
        ),
    )
    m.event(
        "clinic-deir-zafaran",
        m.report(
            a4,
            d[4],
            SubEventType.AIR_STRIKE,
            interval=day(2016, 5, 3),
            date_basis=stated,
            place=SAFE_HOUSE,
            geo_precision=1,
            fatalities=Count(4, 4, 4),
            words={"place": SECRET, "fatalities": "four nurses"},
        ),
    )
    m.event(
        "hostile",
        m.report(
            a4,
            d[6],
            SubEventType.MOB_VIOLENCE,
            interval=day(2016, 5, 4),
            date_basis=stated,
            place=HOSTILE_PLACE,
            geo_precision=1,
            actor1=(MOB,),
            attribution=HOSTILE,
            assertion=Assertion.CLAIMED,
            words={"actor1": HOSTILE},
        ),
    )
    m.event(
        "drones",
        m.report(
            a4,
            d[7],
            SubEventType.AIR_STRIKE,
            interval=day(2016, 4, 28, 6),
            date_basis=stated,
            place=AIRPORT,
            geo_precision=1,
            actor1=(AIRMEN,),
            actor2=(ARMY, LEAGUE),
            fatalities=Count(2, None, 5),
            injured=Count(11, 11, 11),
            words={"place": "the airport", "fatalities": "two to five people"},
        ),
    )
    m.event(
        "spread",
        m.report(
            a4,
            d[8],
            SubEventType.ARMED_CLASH,
            interval=day(2016, 5, 5),
            date_basis=stated,
            place=VILLAGE,
            geo_precision=1,
            further_places=(TOWN, AIRPORT),
            actor1=(ARMY,),
            actor2=(FRONT, LEAGUE),
            fatalities=Count(0, 0, 0),
        ),
    )
    kinds = tuple(SubEventType)
    spots = (TOWN, VILLAGE, AIRPORT, LONG, REGION, COUNTRY)
    for number in range(36):
        when = date(2014, 3, 2) + timedelta(days=23 * number + (number % 5) * 3)
        where, kind = spots[(number * 7) % (6 if number % 4 == 0 else 4)], kinds[number % 25]
        sentence = f"Reporters counted {number + 2} dead after the {str(kind).lower()} of {when:%d} {when:%B %Y}."
        source = m.article(
            f"wire-{number:02d}",
            ("The Northern Courier", "Plain Dealer", "Desk")[number % 3],
            when + timedelta(days=1),
            sentence,
            url=f"https://wire.example/{number}",
        )
        m.event(
            f"wire-{number:02d}",
            m.report(
                source,
                sentence,
                kind,
                interval=Interval(when, when),
                date_basis=inherited if number % 3 else stated,
                place=where,
                geo_precision=3 if where in (REGION, COUNTRY) else 1 + number % 2,
                actor1=(ARMY,) if number % 2 else (FRONT,),
                actor2=((FRONT,), (), (CIVILIANS,))[number % 3],
                fatalities=Count(number + 2, number + 2, number + 2),
                words={"fatalities": f"{number + 2} dead"},
            ),
            grade=Grade.CORROBORATED if number % 6 == 0 else Grade.SINGLE,
        )
    return m.chronicle()
