"""What the words between two names say of how their places lie: in one another, near one another, in brackets."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from operator import attrgetter

from ..gazetteer import contains
from ..gazetteer_index import Match
from ..model import PlaceLevel
from .places_gaps import BESIDE, OWNER, WITHIN, compiled
from .places_lexicon import PlaceTerms
from .places_options import REGIONS, close
from .places_roads import join_ends
from .places_spans import Candidate

_CITY = 50_000
_GAP = 70
_REGION_SAID = re.compile(r"\b(?:in|of)\b")


def _mistaken(made: Candidate) -> bool:
    return bool(made.label) and not made.label.startswith(("GPE", "LOC", "FAC"))


def _is_region(made: Candidate) -> bool:
    return any(match <= Match.OTHER and place.level in REGIONS for match, place in made.options)


def _quarter(made: Candidate, city: Candidate) -> bool:
    """Tell whether the name is said to be a part of a city: "the X quarter of Y"."""
    large = any(m is Match.OWN and p.level is PlaceLevel.PLACE and p.population >= _CITY for m, p in city.options)
    part = made.kind is not None and made.kind.level in ("admin2", "part")
    return large and part and not any(m <= Match.OTHER and p.level in REGIONS for m, p in made.options)


class Relations:
    """Reads how the candidates of one text after another lie to each other; keeps only its compiled patterns."""

    def __init__(self, terms: PlaceTerms) -> None:
        self._within = compiled(WITHIN, terms)
        self._owner = compiled(OWNER, terms)
        self._beside = compiled(BESIDE, terms)

    def read(self, text: str, found: list[Candidate]) -> None:
        """Set each candidate's parent, anchor and road, and keep of its options those that go with them."""
        self._relate(text, found)
        _bracketed(text, found)
        join_ends(text, found)

    def _relate(self, text: str, found: list[Candidate]) -> None:
        """Note what each candidate is said to lie in or near; an explicit region vouches for both names."""
        for made, following in pairwise(found):
            gap = text[made.end : following.start]
            if len(gap) > _GAP or "\n" in gap or following.score < -0.5 or made.score < -3.0:
                continue
            if self._beside.fullmatch(gap):
                made.anchor = following
                if _is_region(following):
                    made.score += 0.8
            elif gap.strip() and self._within.fullmatch(gap):
                if _compatible(made, following):
                    made.parent = following
                    made.score += 1.8
                    if _is_region(following) and made.label.startswith(("PERSON", "ORG")):
                        # "Lalibela in Amhara region": the gazetteer has that place there; the model guessed.
                        made.score += 1.5
                    following.score += 1.2
                elif following.options and "," not in gap.replace(", ", "", 1):
                    apart = _REGION_SAID.search(gap) or following.kind is not None or gap == ", "
                    if _quarter(made, following):
                        # "The Thawra quarter of Omdurman": Thawra elsewhere is another.
                        made.options = ()
                    if not made.options or (apart and _is_region(following)):
                        made.parent = following
                        made.score += 0.8 if gap != ", " else 0.0
                        sure = made.kind is not None or (made.label == "GPE" and _is_region(following))
                        following.score += 2.4 if sure else 1.2
            elif self._owner.fullmatch(gap) and _compatible(following, made):
                following.parent = made
                following.score += 1.0
        # "between X and Y", "X, Y and Z": a list shares what its last member lies in.
        for made, following in zip(reversed(found[:-1]), reversed(found[1:]), strict=False):
            if made.parent is None and following.parent is not None and following.parent is not made:
                gap = text[made.end : following.start]
                if re.fullmatch(r",? and |, ", gap):
                    made.parent = following.parent


def _bracketed(text: str, found: list[Candidate]) -> None:
    """Read "Hays village (Hays, Hudaydah)": each name lies in the next."""
    for bracket in re.finditer(r"\(([^()\n]{3,70})\)", text):
        first = bisect_right(found, bracket.start(), key=attrgetter("start"))
        last = bisect_left(found, bracket.end(), key=attrgetter("end"))
        inside = found[first:last]
        rest = bracket.group(1)
        for made in inside:
            rest = rest.replace(made.text, "", 1)
        if not inside or re.search(r"\w{3}", re.sub(r"(?i)\b(district|province|state|city|county|area)\b", "", rest)):
            continue
        outer = inside[-1]
        if not any(place.level in REGIONS for _match, place in outer.options) and outer.score < -2.5:
            continue
        near = (m for m in found[max(0, first - 2) : first] if m.end <= bracket.start())
        chain = [m for m in near if bracket.start() - m.end < 30][-1:] + inside
        for made, following in pairwise(chain):
            gap = text[made.end : following.start]
            if re.search(r"[.;!?\n]", gap):
                continue
            made.score += 3.0 if made in inside else 1.0
            if _compatible(made, following) and made in inside and _mistaken(made):
                # "(Ansongo, Gao)": the gazetteer has the one in the other; the model guessed.
                made.score += 1.5
            made.parent = following
        guess = outer.label in ("PERSON", "ORG") and _is_region(outer) and len(inside) > 1
        outer.score += 5.0 if guess else 3.5


def _compatible(inner: Candidate, outer: Candidate) -> bool:
    """Keep the options of both that go together; tell whether there are any."""
    pairs = [
        (a, b)
        for a in inner.options[:400]
        for b in outer.options[:60]
        if contains(b[1], a[1]) or (b[1].level is PlaceLevel.AREA and close(a[1], b[1], 500))
    ]
    if not pairs:
        pairs = [
            (a, b)
            for a in inner.options[:400]
            for b in outer.options[:60]
            if a[1].place_id != b[1].place_id
            and a[1].level not in (PlaceLevel.COUNTRY,)
            and b[1].level is not PlaceLevel.COUNTRY
            and close(a[1], b[1], 60)
        ]
    if not pairs:
        return False
    firsts = {a[1].place_id for a, _b in pairs}
    seconds = {b[1].place_id for _a, b in pairs}
    inner.options = tuple(pair for pair in inner.options if pair[1].place_id in firsts)
    outer.options = tuple(pair for pair in outer.options if pair[1].place_id in seconds)
    return True
