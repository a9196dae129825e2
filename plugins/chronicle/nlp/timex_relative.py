"""The grammar of relative times: weekdays, "yesterday", "last month", "that night", "two days later"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..dates import Unit
from .times_lexicon import TimeLexicon, alternation
from .timex_absolute import pick
from .timex_expr import (
    Base,
    Expr,
    Guard,
    Overnight,
    Rel,
    Rule,
    UnitRef,
    WeekdayRef,
    YearBefore,
    span,
)

PICK = r"(?:on\sthe\s|the\s)?(?:last|next|this\spast|this\scoming|this|coming|past|previous|preceding|following|same)"
DAYS = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
EARLIER = frozenset(("earlier", "before", "previously", "prior"))


class RelativeRules:
    """The rules of one lexicon, made once."""

    def __init__(self, words: TimeLexicon) -> None:
        self.words = words
        weekday = alternation(words.calendar["weekday"])
        brief = alternation(words.calendar["weekday-short"])
        numbers = alternation(words.cardinals, capitals=False)
        self.count = rf"(?:\d{{1,3}}|an?|{numbers}(?:[\s-]{numbers})?)"
        daypart = alternation(words.words["daypart"], capitals=False)
        unit = r"(?P<unit>day|week|month|year|decade)"
        how = r"ago|earlier|later|before|afterwards?|after|previously|hence|prior|from\snow"
        self.rules = (
            Rule(
                "weekday",
                re.compile(
                    rf"(?<![\w-])(?:(?P<pick>(?i:{PICK}|that))\s)?(?:(?:early|late)\s(?:on\s)?)?"
                    rf"(?P<wd>{weekday})(?:['’]s)?(?![\w-])(?:\s(?:\w{{2,5}}\s)?(?P<part>{daypart})\b)?"
                ),
                self.weekday,
            ),
            Rule("short weekday", re.compile(rf"(?<=\b[Oo]n\s)(?P<wd>{brief})\b\.?(?!\s\d)"), self.weekday_short),
            Rule(
                "deictic",
                re.compile(
                    r"(?<![\w-])(?<!USA\s)(?i:the\sday\s(?P<far>before\syesterday|after\stomorrow)"
                    r"|(?P<d>yesterday|today|tomorrow|tonight)(?:['’]?s\b)?"
                    rf"(?:\s(?:(?:late|early)\s)?{daypart}\b)?"
                    rf"|(?P<night>last\s(?:night|evening))|(?P<this>this\s{daypart}))\b(?!\s(?i:show|program(?:me)?)\b)"
                ),
                self.deictic,
            ),
            Rule(
                "overnight",
                re.compile(r"(?<![\w-])(?i:overnight)\b(?!\s(?:train|stay|bag|flight|guest|bus|ferry|rate)s?\b)"),
                self.overnight,
            ),
            Rule(
                "unit",
                re.compile(
                    r"(?<![\w-])(?i:(?P<pick>(?<!the\s)(?:last|next|this)|the\ssame|that(?:\s(?:very|same))?"
                    r"|this\s(?:same|coming|past|current)|the\s(?:previous|preceding|following|next|current|coming))\s"
                    r"(?P<unit>day|week|month|year|decade|weekend|night|morning|evening|afternoon|date))\b(?!-|\sof\b)"
                ),
                self.unit,
            ),
            Rule(
                "the weekend",
                # and "weekend attacks": deeds alone have one, as a ban or a market has each weekend
                re.compile(
                    r"(?<![\w-])(?i:(?:over|at|during|on|of|since)\sthe\s(?P<w>weekend)\b"
                    r"|(?P<of>weekend)(?=\s(?:of\s)?(?:attacks?|raids?|clashes|violence|fighting|shelling|bombings?|killings?"
                    r"|protests?|rall(?:y|ies)|air\s?strikes?|strikes|ambush|massacre|shootings?|battles?|riots?)\b))"
                ),
                self.weekend,
            ),
            Rule(
                "whole",
                re.compile(
                    r"(?<![\w-])(?i:(?:early|late|later|earlier|end|middle|beginning|start|close)\s(?:in|of|on)\s"
                    r"(?P<pick>the|that|this)\s(?P<unit>day|week|month|year)|(?P<ye>year[\s-]end))\b"
                    r"(?!\s(?:of|when|that|before|after|in which)\b)"
                ),
                self.whole,
            ),
            Rule(
                "offset",
                re.compile(
                    rf"(?<![\w.,$-])(?i:(?P<vague>(?:about|around|some|nearly|almost|roughly|over|(?:more|less)\sthan|exactly|just|only|barely)\s)?"
                    rf"(?P<n>{self.count})[\s-]{{1,2}}{unit}s?\s?"
                    rf"(?<=[\s])(?P<how>{how}))\b(?!\sthan\b)"
                ),
                self.offset,
                re.compile(rf"\b(?:{how})\b", re.IGNORECASE),
            ),
            Rule(
                "day beside",
                re.compile(
                    r"(?<![\w-])(?i:the\s(?P<unit>day|night|week|month|year|evening|morning)\s(?P<how>before|after))\b"
                ),
                self.beside,
            ),
        )

    def weekday(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "Monday", "last Wednesday", "early on Friday", "Sunday's", "Thursday night"."""
        number = self.words.number_of(match["wd"], "weekday")
        if number is not None:
            rel = pick(match["pick"]) if match["pick"] else Rel.NONE
            guard = Guard.NONE if match["part"] else Guard.WEEKDAY
            yield Expr(span(match), WeekdayRef(number - 1, rel), guard)

    def weekday_short(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "on Tues."."""
        number = self.words.number_of(match["wd"], "weekday-short")
        if number is not None:
            yield Expr(span(match), WeekdayRef(number - 1), Guard.WEEKDAY)

    def deictic(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "yesterday", "tonight", "last night", "this morning"."""
        if match["far"]:
            count = -2 if match["far"].lower().startswith("before") else 2
        elif match["d"]:
            count = DAYS[match["d"].lower()]
        else:
            count = -1 if match["night"] else 0
        yield Expr(span(match), UnitRef(Unit.DAY, count, Base.PUBLICATION))

    def overnight(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "overnight"."""
        yield Expr(span(match), Overnight())

    def unit(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "last week", "this year", "the next day", "that night", "the following month"."""
        chosen = re.sub(r"\s+", " ", match["pick"].strip().lower())
        name = match["unit"].lower()
        unit = Unit(name) if name in set(Unit) else Unit.DAY
        bare = chosen in ("last", "next", "this")
        if chosen in ("current", "present") or (unit is Unit.DAY and bare and name != "date"):
            return
        if "previous" in chosen or "preceding" in chosen:
            count, base = -1, Base.STORY
        elif "following" in chosen or chosen == "the next":
            count, base = 1, Base.STORY
        elif chosen.startswith(("that", "the same", "this same")) or name == "date":
            count, base = 0, Base.STORY
        else:
            count = -1 if "last" in chosen or "past" in chosen else int("next" in chosen or "coming" in chosen)
            base = Base.PUBLICATION
        yield Expr(span(match), UnitRef(unit, count, base))

    def weekend(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "over the weekend": the last one begun."""
        found = "w" if match["w"] else "of"
        yield Expr(span(match, found), UnitRef(Unit.WEEKEND, 0, Base.PUBLICATION))

    def whole(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "late in the year", "the end of the month": the whole, since "late" has no edge."""
        unit = Unit.YEAR if match["ye"] else Unit(match["unit"].lower())
        base = {"this": Base.PUBLICATION, "that": Base.STORY}.get((match["pick"] or "").lower(), Base.EITHER)
        yield Expr(span(match), UnitRef(unit, 0, base))

    def offset(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "two months ago", "three days later", "a year earlier"; "several" and "a few" give no number."""
        count = self.words.count(match["n"])
        if not count:
            return
        how = re.sub(r"\s+", " ", match["how"].lower())
        base = Base.PUBLICATION if how in ("ago", "hence", "from now") else Base.STORY
        sign = -1 if how == "ago" or how in EARLIER else 1
        unit = Unit(match["unit"].lower())
        guard = Guard.AFTER if how in ("before", "after", "prior") else Guard.NONE
        if unit is Unit.YEAR and sign < 0 and count == 1:
            yield Expr(span(match), YearBefore(count, base), guard)
        else:
            yield Expr(span(match), UnitRef(unit, sign * count, base), guard)

    def beside(self, match: re.Match[str]) -> Iterator[Expr]:
        """Read "the day before", "the night after"."""
        name = match["unit"].lower()
        unit = Unit(name) if name in set(Unit) else Unit.DAY
        yield Expr(span(match), UnitRef(unit, -1 if match["how"].lower() == "before" else 1, Base.STORY), Guard.AFTER)
