"""The grammar of what comes round: quarters, seasons, holidays, days of the month, hours of the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from ..dates import Unit, months, quarter
from ..model import Interval
from .times_lexicon import TimeLexicon, alternation, holiday
from .timex_absolute import YEAR, pick, year_relation
from .timex_expr import (
    Base,
    DayNumber,
    Expr,
    Fixed,
    Guard,
    QuarterRef,
    Rel,
    Rule,
    UnitRef,
    YearBefore,
    Yearly,
    span,
)

OF_YEAR = rf"(?:(?:\sof|,|\sin)?\s(?P<y>{YEAR})(?!\d)|,?\s(?P<ry>(?:of\s)?(?P<rel>last|this|next|that|the same) year))?"


def season_of(month: int) -> Callable[[int], Interval | None]:
    """Return a function from a year to the three months that start in it, as in northern countries."""
    return lambda year: months(date(year, month, 1), 3) if 1 <= year < 9999 else None


class PeriodRules:
    """The rules of one lexicon, made once."""

    def __init__(self, words: TimeLexicon) -> None:
        self.words = words
        ordinal = alternation(list(words.ordinals)[:4], capitals=False)
        seasons = alternation(words.calendar["season"], capitals=False)
        holidays = alternation(words.holidays, capitals=False)
        quarters = re.compile(r"quarter", re.IGNORECASE)
        self.rules = (
            Rule(
                "year-earlier",
                re.compile(r"(?<![\w-])(?i:year-(?P<how>earlier|ago)(?:\s(?P<q>(?:\w{5,7}\s)?quarter))?)\b"),
                self.year_earlier,
            ),
            Rule(
                "quarter",
                re.compile(
                    rf"(?<![\w-])(?i:(?:the\s)?(?:(?P<ya>{YEAR}|(?:this|last|next)\syear['’]s|year-(?:ago|earlier))\s)?"
                    rf"(?:fiscal\s)?(?P<n>{ordinal})[\s-]quarter)\b(?!-final|\s?finals?\b){OF_YEAR}"
                ),
                self.quarter,
                quarters,
            ),
            Rule(
                "some quarter",
                re.compile(
                    rf"(?<![\w-])(?i:the\s(?P<ya>{YEAR})\squarter|(?P<last>last\syear['’]s\squarter)"
                    r"|(?:the\s|this\s)?(?P<which>latest|current|previous|preceding|following|last|next|this|most\srecent)\squarter)\b"
                    r"(?!\s(?:of\sa|of\san|century|mile|million)\b)"
                ),
                self.some_quarter,
                quarters,
            ),
            Rule(
                "season",
                re.compile(
                    rf"(?<![\w-])(?:(?i:(?P<pick>last|next|this|that|the\s(?:previous|following))\s)(?:(?P<s>(?i:{seasons}))|(?P<fall>fall))\b"
                    rf"|(?i:(?:(?:the|early|late|mid)[\s-]){{0,2}}(?P<s2>{seasons}))(?:\s(?i:of\s)?|,\s)(?P<sy>{YEAR}(?:[-–/]\d{{2,4}})?)(?!\d)"
                    rf"|(?i:the\s)?fall\s(?i:of\s)(?P<fy>{YEAR})(?!\d)"
                    rf"|(?<=\b[Ii]n\sthe\s)(?P<s3>{seasons})(?=[,.;)]|\s(?:and|when|after|before)\b))"
                ),
                self.season,
                re.compile(rf"{seasons}|fall", re.IGNORECASE),
            ),
            Rule(
                "holiday",
                re.compile(rf"(?<!\w)(?P<h>{holidays})(?!\w|\s(?:Agreement|Accord|truce|tree)){OF_YEAR}"),
                self.holiday,
            ),
            Rule(
                "day number",
                re.compile(r"\b(?i:(?:on|by|until|till|from|since|of|and)\sthe\s(?P<d>\d{1,2})(?:st|nd|rd|th))\b(?!-)"),
                self.day_number,
                re.compile(r"\d(?i:st|nd|rd|th)"),
            ),
            Rule(
                "clock",
                re.compile(
                    r"(?<![\w:.,$])(?:(?P<h>\d{1,2})(?:[:.][0-5]\d)?\s?(?i:a\.m\.|p\.m\.|am\b|pm\b)(?:\s(?:EST|EDT|GMT|UTC|PST|PDT|local\stime)\b)?"
                    r"|(?<=\b[Aa]t\s)(?P<t>[012]?\d[:.][0-5]\d)(?![\d:%]|\.\d)(?:\s?(?:GMT|UTC|hours|hrs|local\stime))?"
                    r"|(?<=\b[Aa]t\s)(?i:noon|midday|midnight))"
                ),
                self.clock,
            ),
        )

    def year_earlier(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "year-earlier" and "the year-earlier quarter"."""
        yield Expr(span(match), YearBefore(1, Base.STORY))

    def quarter(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "the third quarter", "the 1988 second quarter", "the first quarter of 2016"."""
        number = self.words.count(match["n"])
        if number is None:
            return
        rel, offset = year_relation(match["rel"])
        stated = match["y"] or (match["ya"] if (match["ya"] or "").isdecimal() else None)
        if stated:
            yield Expr(span(match), Fixed(quarter(int(stated), number)))
            return
        before = (match["ya"] or "").lower()
        if before.startswith(("last", "year-")):
            offset = -1
        elif before.startswith(("this", "next")):
            offset = 0 if before.startswith("this") else 1
        yield Expr(span(match), QuarterRef(number, rel, offset))

    def some_quarter(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "the latest quarter", "this quarter", "the 1988 quarter"."""
        if match["ya"] or match["last"]:
            yield Expr(span(match), QuarterRef(None, Rel.SAME, -1, int(match["ya"]) if match["ya"] else None))
            return
        which = re.sub(r"\s+", " ", match["which"].lower())
        rel = {"last": Rel.LAST, "next": Rel.NEXT, "current": Rel.THIS, "this": Rel.THIS}.get(which)
        rel = rel or {"previous": Rel.PREVIOUS, "preceding": Rel.PREVIOUS, "following": Rel.FOLLOWING}.get(which)
        if which in ("latest", "most recent"):
            rel = Rel.SAME
        if rel is not None:
            yield Expr(span(match), QuarterRef(None, rel))

    def season(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "the spring of 1916", "last winter", "winter 1941-42"."""
        name = match["s"] or match["s2"] or match["s3"] or "fall"
        month = self.words.number_of(name, "season", "season-guarded")
        stated = match["sy"] or match["fy"]
        if month is None:
            return
        make = season_of(month)
        if stated is None:
            yield Expr(span(match), Yearly(make, pick(match["pick"]) if match["pick"] else Rel.NONE))
        elif (found := make(int(stated[:4]))) is not None:
            yield Expr(span(match), Fixed(found))

    def holiday(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "Christmas Eve", "Easter Sunday 1916", "9/11"."""
        rule = self.words.holidays[match["h"]]
        make = holiday(rule)
        if match["y"] or rule[:4].isdecimal():
            found = make(int(match["y"] or rule[:4]))
            if found:
                yield Expr(span(match), Fixed(found))
            return
        rel, offset = year_relation(match["rel"])
        yield Expr(span(match), Yearly(make, rel, offset))

    def day_number(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "on the 15th"."""
        if 1 <= int(match["d"]) <= 31:
            yield Expr(span(match), DayNumber(int(match["d"])), Guard.DAY_NUMBER)

    def clock(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "7:15 p.m." and "at noon": a time of day belongs to the date beside it or to the story's day."""
        if match["h"] and not 1 <= int(match["h"]) <= 12:
            return
        yield Expr(span(match), UnitRef(Unit.DAY, 0, Base.STORY), Guard.CLOCK)
