"""The grammar of dates: days, months, years and decades by name or number, in American, European and ISO order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from ..dates import Unit, day, month_day, months, span_of
from ..model import Interval, Span
from .times_lexicon import TimeLexicon, alternation
from .timex_expr import Expr, Fixed, Guard, Rel, Rule, Yearly, span

YEAR = r"(?:1[0-9]\d\d|20\d\d)"
NUMBER = r"(?:[12]\d|3[01]|0?[1-9])"
AND = r"\s{0,2}(?:-|–|—|/|to\s|and\s|or\s|until\s|till\s|through\s|&)\s{0,2}"
CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000, "seventeen": 1700, "sixteen": 1600}
DECADES = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70}
DECADES |= {"eighties": 80, "nineties": 90}
YEAR_RELATIONS = {"last": -1, "this": 0, "next": 1}


def month_of(month: int) -> Callable[[int], Interval | None]:
    """Return a function from a year to that month of it."""
    return lambda year: months(date(year, month, 1), 1) if 1 <= year <= 9999 else None


def day_of(month: int, number: int) -> Callable[[int], Interval | None]:
    """Return a function from a year to that day of it, None where it has none."""
    return lambda year: month_day(month, number, year)


class AbsoluteRules:
    """The rules of one lexicon, made once."""

    def __init__(self, words: TimeLexicon) -> None:
        self.words = words
        month = alternation(words.calendar["month"])
        short = alternation(words.calendar["month-short"])
        self.month = rf"(?:{month}\b|{short}\b\.?)"
        full = alternation(words.calendar["weekday"])
        brief = alternation(words.calendar["weekday-short"])
        weekday = rf"(?:(?P<wd>{full}|{brief}\b\.?),?\s{{1,2}}(?:the\s)?)?"
        spelled = alternation(
            set(words.ordinals)
            | {f"{tens}-{one}" for tens in ("twenty", "thirty") for one in list(words.ordinals)[:9]},
            capitals=False,
        )
        ordinal = rf"(?:{NUMBER}(?:st|nd|rd|th)?\b|{spelled}\b)"
        year = rf"(?P<y>{YEAR})(?!\d|[.,]\d)"
        related = r"(?P<ry>(?:of\s|in\s)?(?P<rel>last|this|next|that|the same) year)"
        later_year = rf"(?:(?:,?\s{{1,2}}|\s(?:of|in)\s){year}|,?\s{related})?"
        before = rf"(?:(?P<d00>{NUMBER})(?:st|nd|rd|th)?,\s)?(?:(?P<d0>{NUMBER})(?:st|nd|rd|th)?{AND})?"
        named, digits = re.compile(self.month), re.compile(r"\d{4}")
        self.rules = (
            Rule("iso", re.compile(r"\b(?P<y>\d{4})([-/])(?P<m>\d\d)\2(?P<d>\d\d)(?!\d)"), self.iso, digits),
            Rule(
                "day month",
                re.compile(
                    rf"(?<![\d.,:$£€]){weekday}{before}(?P<d>{ordinal})(?:\s(?:of\s)?|-)(?P<m>{self.month}){later_year}"
                ),
                self.day_month,
                named,
            ),
            Rule(
                "month day",
                re.compile(
                    rf"(?<!\w){weekday}(?P<m>{self.month})\s{{1,2}}(?P<d>{ordinal})(?![:.]\d|,\d|%)"
                    rf"(?:(?:{AND}|,\s(?:and\s)?)(?P<d1>{NUMBER})(?:st|nd|rd|th)?\b(?!\s{self.month}|[:.,]\d))?{later_year}"
                ),
                self.month_day,
                named,
            ),
            Rule(
                "month",
                re.compile(
                    rf"(?<!\w)(?:(?P<pick>(?i:last|next|this|the previous|the following|this past|this coming))\s)?"
                    rf"(?:mid-|late-|early-)?(?P<m>{self.month})(?!\s\d{{1,2}}\b){later_year}"
                ),
                self.bare_month,
                named,
            ),
            Rule(
                "years",
                re.compile(
                    rf"(?:(?<![\w$£€#.,-])|(?<=\b[Mm]id-)|(?<=\b[Ll]ate-)|(?<=\b[Ee]arly-))(?P<y>{YEAR})(?:{AND}(?P<y1>{YEAR}|\d\d))?(?![\w%]|[.,:]\d)"
                ),
                self.years,
                digits,
            ),
            Rule("short year", re.compile(r"(?<!\w)['’‘`](?P<y>\d\d)\b(?!s)"), self.short_year),
            Rule(
                "decade",
                re.compile(r"(?<![\w$£€])(?:the\s)?(?:(?:early|late|mid)[\s-])?(?P<y>1[0-9]\d0|20\d0)['’]?s\b"),
                self.decade,
                digits,
            ),
            Rule(
                "decade in words",
                re.compile(rf"\b(?i:the\s(?:(?:early|late|mid)[\s-])?(?P<w>{'|'.join(DECADES)}))\b"),
                self.decade_word,
            ),
            Rule(
                "year in words",
                re.compile(
                    rf"\b(?i:(?P<c>{'|'.join(CENTURIES)})[\s-](?P<t>(?:twen|thir|for|fif|six|seven|eigh|nine)ty"
                    r"(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?|\w{3,6}teen|ten|eleven|twelve)"
                    r"|the year (?P<k>two thousand)(?:\s(?:and\s)?(?P<u>\w{3,9}))?)\b"
                ),
                self.word_year,
            ),
        )

    def number(self, form: str) -> int:
        """Return a day's number written in digits or as a word, 0 where it is none."""
        return self.words.count(form) or 0

    def month_number(self, form: str) -> int:
        """Return a month's number."""
        return self.words.number_of(form, "month", "month-short") or 0

    def iso(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read 2016-05-08."""
        found = month_day(int(match["m"]), int(match["d"]), int(match["y"])) if int(match["y"]) else None
        if found:
            yield Expr(span(match), Fixed(found))

    def one_day(self, match: re.Match[str], number: int, where: Span) -> Iterator[Expr]:
        """Read one day of the month of a match, with the year if it has one."""
        month = self.month_number(match["m"])
        if match["y"]:
            found = month_day(month, number, int(match["y"]))
            if found:
                yield Expr(where, Fixed(found))
            return
        if month_day(month, number, 2000) is None:
            return
        weekday = self.words.number_of(match["wd"], "weekday", "weekday-short") if match["wd"] else None
        rel, offset = year_relation(match["rel"])
        meaning = Yearly(day_of(month, number), rel, offset, None if weekday is None else weekday - 1)
        yield Expr(where, meaning)

    def day_month(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "8 May 1945", "8th of May", "3, 4 and 5 May", "6-7 January 1916": each day by itself."""
        for group in ("d00", "d0"):
            if match[group]:
                yield from self.one_day(match, int(match[group]), span(match, group))
        start = ("d",) if match["d0"] else ("wd", "d")
        yield from self.one_day(match, self.number(match["d"]), span(match, *start, "m", "y", "ry"))

    def month_day(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "May 8, 1945", "May 3-5", "March 5 and 9, 1918": each day by itself."""
        if not match["d1"]:
            yield from self.one_day(match, self.number(match["d"]), span(match, "wd", "m", "d", "y", "ry"))
            return
        yield from self.one_day(match, self.number(match["d"]), span(match, "wd", "m", "d"))
        yield from self.one_day(match, int(match["d1"]), span(match, "d1", "y", "ry"))

    def bare_month(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "May 1945", "last June", "October of that year", "in May"."""
        month = self.month_number(match["m"])
        if match["y"]:
            yield Expr(span(match, "m", "y"), Fixed(months(date(int(match["y"]), month, 1), 1)))
            return
        rel, offset = year_relation(match["rel"])
        if match["pick"]:
            rel = pick(match["pick"])
        named = match["m"].rstrip(".")
        abbreviated = self.words.number_of(named, "month") is None
        if abbreviated and not match["m"].endswith("."):
            return
        sure = rel is not Rel.NONE or offset is not None
        guard = Guard.NONE if sure else Guard.MONTH
        yield Expr(span(match, "pick", "m", "ry"), Yearly(month_of(month), rel, offset), guard)

    def years(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "1914", "1914-1918", "1916-17": each year by itself."""
        first = int(match["y"])
        if not match["y1"]:
            yield Expr(span(match, "y"), Fixed(span_of(Unit.YEAR, date(first, 1, 1))), Guard.YEAR)
            return
        last = int(match["y1"]) if len(match["y1"]) == 4 else first - first % 100 + int(match["y1"])
        short = len(match["y1"]) == 2
        if short and (not first < last or match.string[match.start("y1") - 1].isspace()):
            yield Expr(span(match, "y"), Fixed(span_of(Unit.YEAR, date(first, 1, 1))), Guard.YEAR)
            return
        for year, group in ((first, "y"), (last, "y1")):
            guard = Guard.NONE if short or re.search(r"[-–—/]", match[0]) else Guard.YEAR
            yield Expr(span(match, group), Fixed(span_of(Unit.YEAR, date(year, 1, 1))), guard)

    def short_year(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "'99" as the year of the century that the story is in."""
        tail = int(match["y"])

        def latest(year: int) -> Interval:
            full = year - year % 100 + tail
            return span_of(Unit.YEAR, date(full if full <= year else max(1, full - 100), 1, 1))

        yield Expr(span(match), Yearly(latest))

    def decade(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "the 1980s"; "the 1900s" may be a century and is left."""
        if int(match["y"]) % 100 or int(match["y"]) == 2000:
            yield Expr(span(match), Fixed(span_of(Unit.DECADE, date(int(match["y"]), 1, 1))))

    def decade_word(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "the nineties" as those of the twentieth century."""
        year = 1900 + DECADES[match["w"].lower()]
        yield Expr(span(match), Fixed(span_of(Unit.DECADE, date(year, 1, 1))))

    def word_year(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "nineteen ninety-one" and "the year two thousand", as broadcasters write."""
        year = 2000 + (self.words.count(match["u"]) or 0 if match["u"] else 0)
        if match["c"]:
            tail = self.words.count(match["t"])
            if tail is None:
                return
            year = CENTURIES[match["c"].lower()] + tail
        if year > 2100 or (match["c"] and match["c"].lower() == "twenty" and year < 2010):
            return
        where = span(match)
        if match["u"] and not self.words.count(match["u"]):
            where = Span(match.start(), match.end("k"))
        yield Expr(where, Fixed(span_of(Unit.YEAR, date(year, 1, 1))))


def numeric(text: str, published: date | None) -> Iterator[Expr]:
    """Read 08/05/2016, 8.5.2016 and 5/8/16: both orders, the one that other dates of the text show.

    Where nothing shows it the day on or before publication and nearest to it is meant; a date that stays in doubt
    is left out.
    """
    pattern = re.compile(r"(?<![\d./-])(?P<a>\d{1,2})(?P<s>[/.-])(?P<b>\d{1,2})(?P=s)(?P<y>\d{4}|\d\d)(?![\d/]|[.-]\d)")
    matches = [m for m in pattern.finditer(text) if len(m["y"]) == 4 or m["s"] == "/"]
    firsts = [int(m["a"]) > 12 for m in matches if int(m["a"]) > 12 or int(m["b"]) > 12]
    for match in matches:
        a, b, y = int(match["a"]), int(match["b"]), int(match["y"])
        year = y if y > 99 else 2000 + y
        if not 1000 <= year <= 2100:
            continue
        european, american = month_day(b, a, year), month_day(a, b, year)
        if european and american and european != american:
            if len(set(firsts)) == 1 or match["s"] == ".":
                one = european if match["s"] == "." or firsts[0] else american
            else:
                past = [d for d in (european, american) if published and d.first <= published]
                if not past or published is None:
                    continue
                one = max(past, key=lambda d: d.first)
        else:
            one = european or american or day(date.min)
        if one.first != date.min:
            yield Expr(span(match), Fixed(one))


def year_relation(words: str | None) -> tuple[Rel, int | None]:
    """Return what "of last year" and "of that year" add to a month or day."""
    if words is None:
        return Rel.NONE, None
    if words in YEAR_RELATIONS:
        return Rel.NONE, YEAR_RELATIONS[words]
    return Rel.SAME, 0


def pick(words: str) -> Rel:
    """Return the relation that a word before a weekday, month or season states."""
    plain = re.sub(r"\s+", " ", words.casefold()).removeprefix("the ").removeprefix("on ")
    if plain in ("last", "this past", "past"):
        return Rel.LAST
    if plain in ("next", "this coming", "coming", "upcoming"):
        return Rel.NEXT
    if plain in ("previous", "preceding"):
        return Rel.PREVIOUS
    if plain in ("following", "next following", "subsequent"):
        return Rel.FOLLOWING
    return Rel.SAME if plain in ("that", "same", "that same") else Rel.THIS
