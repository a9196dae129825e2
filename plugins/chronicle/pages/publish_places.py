"""Places shown less exactly than they are known: which they are, what names them, what stands in their stead."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import unquote

from ..events.naming import WITHHELD
from ..gazetteer_names import fold, slugify, sound, variant
from ..model import Actor, Article, Chronicle, Event, Place, PlaceLevel, Report, Span

_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"[^\n]+")
NEAR, REGION_ONLY = 2, 3
TAKEN_DOWN = re.compile(r"s-[0-9a-f]{12}")
"""The id that events/takedown.py gives to an article that told of something taken down."""
LONG_NAME = 7
"""Letters, with the blanks around it, of a name too long to stand by chance within the words of an address."""
STEM = 6
"""Letters from which a name counts with an ending too ("Karsholmers", "v Vukovaru"), of up to `ENDING` letters."""
ENDING = 3
TELLING_KEY = 6
"""Letters of a key of transliterations (gazetteer_names.variant) too long to be shared by chance."""
WINDOW = 3
"""Words that one name may be written as."""
_ONE_LETTER = str.maketrans({"\u0640": "", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك"})
"""Arabic letters that papers write for one another, and the stroke that only draws a word out."""


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """Return the text's words in lower case without accents, one blank around each: " al nayrab ".

    What nobody sees (a soft hyphen, a blank of no width) parts no word.
    """
    if text.isascii():
        return f" {' '.join(_WORD.findall(text.lower().replace('_', ' ')))} "
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return f" {' '.join(_WORD.findall(plain.translate(_ONE_LETTER).replace('_', ' ')))} "


@lru_cache(maxsize=4096)
def _stems(names: frozenset[str]) -> tuple[str, ...]:
    """Return what is looked for of folded names; those in scripts that join particles to a noun count inside a word."""
    return tuple(name[:-1] if name.isascii() else name.strip() for name in names)


def _stands(stem: str, words: str) -> bool:
    """Tell whether a stem that is among folded words is a name there: it is all of a word, or a long one's ending."""
    if not stem.startswith(" "):
        return True
    at = words.find(stem)
    while at >= 0:
        ending = words.index(" ", at + len(stem)) - at - len(stem)
        if ending == 0 or (ending <= ENDING and len(stem) > STEM):
            return True
        at = words.find(stem, at + 1)
    return False


@lru_cache(maxsize=4096)
def _keys(names: frozenset[str]) -> frozenset[str]:
    """Return what the usual transliterations of the names share, where it is long enough to tell by."""
    return frozenset(key for name in names if name.isascii() and len(key := variant(fold(name))) >= TELLING_KEY)


def _transliterated(words: str, keys: frozenset[str]) -> bool:
    """Tell whether a row of folded words is a name in another spelling: "Zafraanabad", "Tel Marwaneh"."""
    if not keys:
        return False
    sounds = [sound(word if word.isascii() else fold(word)) for word in words.split()]
    begins = {key[:2] for key in keys}
    return any(
        "".join(sounds[start:end]) in keys
        for start, first in enumerate(sounds)
        if first[:2] in begins
        for end in range(start + 1, start + WINDOW + 1)
    )


def digest(identifier: str, key: bytes) -> str:
    """Return an id that says nothing, the same for the same id and key; without the key no guess can be confirmed."""
    return WITHHELD + hmac.new(key, identifier.encode(), hashlib.sha256).hexdigest()[:12]


@dataclass(frozen=True, slots=True)
class Withheld:
    """The places that are withheld, and every name that would give one away (folded)."""

    place_ids: frozenset[str]
    names: frozenset[str]
    regions: tuple[Place, ...]
    """Regions that the chronicle knows already, to stand in a withheld place's stead."""
    key: bytes = b""
    """The secret that ids are made with: by it alone a guess of a place could be tried."""
    bare: bool = False
    """Of an article: whether its headline, its web address and its file's name are withheld, whatever they say."""

    def more(self, places: Iterable[Place], said: Mapping[str, frozenset[str]]) -> Withheld:
        """Return what is withheld where these places are, too; `said` are the texts' words for places, by id."""
        places = tuple(places)
        names = names_of(places, said)
        ids = self.place_ids | {place.place_id for place in places}
        regions = tuple(place for place in self.regions if place.place_id not in ids)
        return Withheld(ids, self.names | names, regions, self.key)

    def named_in(self, text: str) -> bool:
        """Tell whether the text names a withheld place, in a spelling that is known or one that is like it."""
        if not self.names or not text:
            return False
        words = folded(text)
        found = [stem for stem in _stems(self.names) if stem in words]
        return any(_stands(stem, words) for stem in found) or _transliterated(words, _keys(self.names))

    def named_in_address(self, url: str) -> bool:
        """Tell whether an address names a withheld place, its words apart, run together or as %-escapes."""
        plain = unquote(url)
        run = "".join(folded(plain).split())
        return self.named_in(plain) or any(
            len(name) > LONG_NAME and "".join(name.split()) in run for name in self.names
        )

    def is_withheld(self, place: Place) -> bool:
        """Tell whether the place may not be named: itself, or one whose own name names a withheld one."""
        if place.place_id in self.place_ids:
            return True
        if place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
            return False
        return self.named_in(place.name)

    def in_report(self, report: Report, text: str) -> bool:
        """Tell whether showing the report would name a withheld place."""
        if not self.names:
            return False
        parts = (report.quote, text[report.span.start : report.span.end], report.attribution, report.place_text)
        return any(self.named_in(part) for part in (*parts, report.date_text))

    def paragraphs(self, text: str) -> tuple[Span, ...]:
        """Return the paragraphs of a text that name a withheld place."""
        if not self.named_in(text):
            return ()
        lines = [Span(match.start(), match.end()) for match in _PARAGRAPH.finditer(text)]
        named = tuple(span for span in lines if self.named_in(text[span.start : span.end]))
        return named or (Span(0, len(text)),)  # a name broken over two lines: hide all of it

    def code(self, identifier: str) -> str:
        """Return what stands for an id that could be guessed from what is shown beside it."""
        return digest(identifier, self.key).removeprefix(WITHHELD)

    def identifier(self, identifier: str) -> str:
        """Return an id that gives no withheld name away: itself, or a digest if it holds one or is a bare article's.

        What stands for the id of an article of which a part was taken down is a digest without a key: it gets one.
        """
        if self.bare or TAKEN_DOWN.fullmatch(identifier) or self.named_in(identifier.replace("-", " ")):
            return digest(identifier, self.key)
        return identifier

    def event_id(self, event: Event) -> str:
        """Return an event's id; one whose place is withheld carries its name in some spelling or other."""
        hidden = event.place is not None and self.is_withheld(event.place)
        return digest(event.event_id, self.key) if hidden else self.identifier(event.event_id)

    def article(self, article: Article) -> Article:
        """Return the article without a title, a publisher, an address or an id that names a withheld place.

        A bare one has no title and no address, and a digest for an id.
        """
        if not self.names and not self.bare and not TAKEN_DOWN.fullmatch(article.article_id):
            return article
        return replace(
            article,
            article_id=self.identifier(article.article_id),
            title="" if self.bare or self.named_in(article.title) else article.title,
            publisher=digest(article.publisher, self.key) if self.named_in(article.publisher) else article.publisher,
            url="" if self.bare or self.named_in_address(article.url) else article.url,
            retells="" if self.named_in(article.retells) else article.retells,
        )

    def actors(self, actors: Iterable[Actor]) -> tuple[Actor, ...]:
        """Return the actors whose names name no withheld place."""
        if not self.names:
            return tuple(actors)
        return tuple(
            replace(actor, aliases=tuple(alias for alias in actor.aliases if not self.named_in(alias)))
            for actor in actors
            if not self.named_in(actor.name)
        )

    def location(
        self, place: Place | None, geo_precision: int | None, further: Iterable[Place]
    ) -> tuple[Place | None, int | None, tuple[Place, ...]]:
        """Return a place, its precision and the further places, with regions for those withheld."""
        if place is not None and self.is_withheld(place):
            place = self.region(place)
            geo_precision = None if place is None else REGION_ONLY
        shown = (self.region(each) if self.is_withheld(each) else each for each in further)
        others = {each.place_id: each for each in shown if each is not None and each != place}
        return place, geo_precision, tuple(others.values())

    def values(self, report: Report) -> Report:
        """Return the report with places and sides that may be named."""
        if not self.names and not self.place_ids and not report.further_places:
            return report
        place, geo_precision, further = self.location(report.place, report.geo_precision, report.further_places)
        return replace(
            report,
            place=place,
            geo_precision=geo_precision,
            further_places=further,
            actor1=self.actors(report.actor1),
            actor2=self.actors(report.actor2),
        )

    def region(self, place: Place) -> Place | None:
        """Return the region that stands for a withheld place: its first-level region, else its country.

        Of a row with precision 2 (near), its second-level region, if the row names one.
        """
        name, level = (place.admin1, PlaceLevel.ADMIN1) if place.admin1 else (place.country, PlaceLevel.COUNTRY)
        if place.publish_precision == NEAR and place.admin2 and not self.named_in(place.admin2):
            name, level = place.admin2, PlaceLevel.ADMIN2
        if not name:
            return None
        for known in self.regions:
            if (known.name, known.level) == (name, level) and known.country == place.country:
                return known
        return Place(
            place_id=f"tx:{slugify(f'{name} {place.country}') or place.country_code.lower() or 'region'}",
            name=name,
            level=level,
            country=place.country,
            country_code=place.country_code,
            admin1=place.admin1 if level is PlaceLevel.ADMIN2 else "",
            source="text",
        )


def _by_row(place: Place) -> bool:
    return False


def withheld_places(
    chronicle: Chronicle,
    listed: Iterable[Place] = (),
    of_type: Callable[[Place], bool] = _by_row,
    key: bytes = b"",
) -> Withheld:
    """Return what the chronicle withholds everywhere; `publish_precision` above 1 withholds a place, or its type.

    `listed` are the editor's places: a name counts where nothing happened there, or where no reader knew it again.
    """

    def lowered(place: Place) -> bool:
        return place.publish_precision > 1 or of_type(place)

    listed = tuple(listed)
    places: dict[str, Place] = {place.place_id: place for place in listed if lowered(place)}
    said: dict[str, set[str]] = {}
    for place, words in _mentioned(chronicle):
        places.setdefault(place.place_id, place)
        if words:
            said.setdefault(place.place_id, set()).add(words)
    hidden = [place for place in places.values() if lowered(place)]
    ids = frozenset(place.place_id for place in hidden)
    known = tuple(
        place
        for place in {**{place.place_id: place for place in listed}, **places}.values()
        if place.level in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1) and place.place_id not in ids
    )
    return Withheld(ids, names_of(hidden, {key: frozenset(words) for key, words in said.items()}), known, key)


def names_of(hidden: Iterable[Place], said: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return every name that would give one of the places away, folded; not that of the region shown instead."""
    hidden = tuple(hidden)
    names = {
        folded(name)
        for place in hidden
        for name in (place.name, place.name_ar, *place.names, *said.get(place.place_id, ()))
        if name.strip()
    } - {"  "}
    names |= {f" {name.replace(' ', '')} " for name in names}  # Deir Zafaran is Deirzafaran to others
    regions = {folded(region) for place in hidden for region in (place.admin1, place.country)}
    own = {folded(place.name) for place in hidden}
    return frozenset(names - (regions - own))


def _mentioned(chronicle: Chronicle) -> Iterator[tuple[Place, str]]:
    for analysed in chronicle.analysed:
        for mention in analysed.places:
            yield mention.place, "" if mention.metonym or mention.geo_precision > 1 else mention.text
        for report in analysed.reports:
            yield from _of_report(report)
    for event in chronicle.events:
        for place in (event.place, *event.further_places):
            if place is not None:
                yield place, ""
        for report in event.reports:
            yield from _of_report(report)


def _of_report(report: Report) -> Iterator[tuple[Place, str]]:
    for place in (report.place, *report.further_places):
        if place is not None:
            yield place, ""
