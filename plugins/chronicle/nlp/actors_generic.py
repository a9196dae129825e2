"""Sides without a listed name: "Turkish warplanes", "the army", "rebels", "the Free River Brigade"."""

from __future__ import annotations

import re
from collections import Counter

from spacy.tokens import Doc, Span

from ..gazetteer_names import slugify
from ..model import Actor, ActorKind, PlaceLevel, PlaceMention
from .actors_coref import possessor
from .actors_lexicon import ActorLexicon, ActorNoun
from .actors_loyal import followed
from .fields import Ground, fields, within

_MAX_MODIFIERS = 7
BACKED = frozenset({"backed", "supported", "trained", "funded", "sponsored", "armed", "linked", "aligned", "held"})
_ABOUT = 3
_RECENT = 80
"""Tokens: about three sentences."""
_JOINERS = frozenset(
    {"of", "the", "for", "al", "el", "de", "and", "-", "’s", "'s", "wal", "ul", "ash", "as", "an", "ad"}
)
_NOT_NAMES = frozenset(
    {
        *("the", "a", "an", "this", "that", "united", "royal", "air", "national"),
        *("national-level", "armed", "defence", "defense", "special", "general", "joint", "central", "first"),
        *("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
        *("us", "our", "their", "his", "western", "eastern", "northern", "southern", "south"),
        *("north", "east", "west", "home", "in", "on", "at", "by", "when"),
        *("as", "after"),
    }
)
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)?", re.IGNORECASE)


def generic_actor(
    doc: Doc, start: int, end: int, noun: ActorNoun, lexicon: ActorLexicon, owned: dict[str, tuple[int, str]]
) -> tuple[int, int, Actor] | None:
    """Return (first token, token after, actor) for a common noun at tokens start..end with the words before it.

    The country is the one named before the noun, or that "its" stands for; else, after "the", the one that the same
    noun had shortly before (`owned`: noun -> token and country, kept up to date here); else that of the sentence's
    or the text's places. None where the words name no side: "forces" or "jets" with nothing before them.
    """
    first, country, side, people = _modifiers(doc, start, noun, lexicon)
    before = doc[first - 1].lower_ if first > doc[start].sent.start else ""
    form = doc[start:end].text.lower()
    if not country and before in ("its", "their"):
        country = possessor(doc, first - 1, lexicon)
    if (
        not country
        and (before == "the" or " " in form)
        and first == start
        and start - owned.get(form, (start - _RECENT, ""))[0] < _RECENT
    ):
        country = owned[form][1]
    if not (country or side or people):
        loyal = followed(doc, end, noun, home_country(doc, start), lexicon) if end < len(doc) else None
        if loyal is not None:
            return first, loyal[0], loyal[1] or state_actor("armed forces", loyal[2], lexicon)
    if country:
        owned[form] = (start, country)
    scope = noun.scope
    if scope in ("platform", "side", "fighters") and not (country or side or people):
        # "Fighters crossed the river": somebody armed, and no more is said.
        return (first, end, _unknown(lexicon)) if scope == "fighters" and _bare(doc, start, end) else None
    if scope in ("platform", "side", "fighters", "state", "bracket") and people and not country:
        return (first, end, _of_people(people, noun, scope))
    home = country or home_country(doc, start)
    listed = _listed(doc[start:end].text, noun, home, lexicon) if home and not (side or people) else None
    if listed is not None:
        return (first, end, listed)
    if side == "external":
        return (first, end, Actor("coalition-forces", "Coalition forces", ActorKind.EXTERNAL_OTHER))
    if side == "rebel" and scope in ("platform", "side", "fighters", "bracket"):
        return (first, end, _bracket("Rebels", ActorKind.REBEL_GROUP, home, lexicon))
    if side == "militia":
        return (first, end, _bracket("Pro-government militia", ActorKind.POLITICAL_MILITIA, home, lexicon))
    if scope == "fighters" and not side:
        return (first, end, _bracket(noun.name, noun.kind, country, lexicon))
    if scope in ("platform", "side", "fighters", "state"):
        return (first, end, state_actor(noun.name if scope == "state" else "armed forces", home, lexicon))
    if scope == "bracket":
        return (first, end, _bracket(noun.name, noun.kind, home, lexicon))
    return (first, end, Actor(slugify(noun.name), noun.name, noun.kind))


def _unknown(lexicon: ActorLexicon) -> Actor:
    noun = lexicon.nouns["gunmen"]
    return Actor(slugify(noun.name), noun.name, noun.kind)


def _bare(doc: Doc, start: int, end: int) -> bool:
    """Tell whether the words are a sentence's plain subject, with nothing before them and no "of" or "from" after."""
    opens = start == doc[start].sent.start or doc[start - 1].lower_ in (",", "when", "as", "after", "a", "by")
    return opens and doc[end - 1].dep_ in ("nsubj", "pobj") and (end >= len(doc) or doc[end].pos_ != "ADP")


def civilians_of(doc: Doc, lexicon: ActorLexicon) -> Actor | None:
    """Return the unarmed people of the country that the text is about, by the lists' name where they have one."""
    noun = lexicon.nouns.get("civilians")
    if noun is None or not len(doc):
        return None
    home = home_country(doc, 0)
    return (_listed("civilians", noun, home, lexicon) if home else None) or Actor(
        slugify(noun.name), noun.name, noun.kind
    )


def joint_actor(
    doc: Doc, first: int, start: int, end: int, noun: ActorNoun, lexicon: ActorLexicon
) -> tuple[int, int, Actor] | None:
    """Return the first of two countries that share a noun: "Russian | and Syrian warplanes"."""
    ally = ally_before(doc, first, lexicon) if first != start else None
    if ally is None or noun.scope not in ("state", "platform", "side"):
        return None
    return ally[0], ally[1], state_actor(noun.name if noun.scope == "state" else "armed forces", ally[2], lexicon)


def ally_before(doc: Doc, first: int, lexicon: ActorLexicon) -> tuple[int, int, str] | None:
    """Return (first token, token after, country) of a country joined by "and" to the one at token `first`."""
    j, floor = first - 1, doc[first].sent.start
    if j > floor and doc[j].like_num:
        # "Four American and four Nigerien soldiers"
        j -= 1
    if j <= floor or doc[j].lower_ not in ("and", "-", "/"):
        return None
    for size in (3, 2, 1):
        name = doc[max(floor, j - size) : j]
        if name.text[0].isupper() and (country := lexicon.country(name.text)):
            return name.start, j, country
    return None


def nation(words: Span, lexicon: ActorLexicon) -> str:
    """Return the country that the words name, empty for none.

    In a line all in capitals no acronym counts: "CAR BOMB KILLS TWELVE" tells of no Central African bomb.
    """
    found = lexicon.country(words.text)
    return "" if found and words.text.lower() in lexicon.acronyms and words.sent.text.isupper() else found


def _modifiers(doc: Doc, start: int, noun: ActorNoun, lexicon: ActorLexicon) -> tuple[int, str, str, str]:
    """Return (first token that belongs to the phrase, country, side, people) of the words before token `start`."""
    j = start
    sent = doc[start].sent.start
    country = side = people = ""
    first = start
    while j > sent and start - j < _MAX_MODIFIERS:
        if j - 3 >= sent and doc[j - 1].lower_ in BACKED and doc[j - 2].text in ("-", "–"):
            # "US-backed fighters" are not American.
            j -= 3
            continue
        for size in (4, 3, 2, 1):
            words = doc[max(sent, j - size) : j]
            text = words.text.lower()
            if len(words) != size:
                continue
            if not country and words[0].text[0].isupper() and (named := nation(words, lexicon)):
                country, first = named, j - size
                break
            if text in lexicon.sides and text not in lexicon.countries:
                if lexicon.sides[text] in ("people", "faith"):
                    people = people or (words.text if lexicon.sides[text] == "people" or _is_militia(noun) else "")
                else:
                    side = side or lexicon.sides[text]
                first = j - size
                break
        else:
            token = doc[j - 1]
            describes = token.pos_ in ("ADJ", "NOUN", "VERB") and token.tag_ not in ("VBD", "VBZ", "VBP", "VB", "NNS")
            if not describes and token.text not in ("-", "'s", "’s"):
                break
            if token.text == "-" and j - 2 >= sent and doc[j - 2].lower_ in ("anti", "non", "ex"):
                break
            size = 1
        j -= size
    return first, country, side, people


def _listed(words: str, noun: ActorNoun, home: str, lexicon: ActorLexicon) -> Actor | None:
    """Return the actor that the lists know the words by with the country before them: "rebels" as "Chadian rebels"."""
    adjective = lexicon.adjectives.get(home, home)
    tried = (f"{adjective} {words}", f"{adjective} {noun.name}", f"{noun.name} ({home})")
    return next((lexicon.by_name[t.lower()] for t in tried if t.lower() in lexicon.by_name), None)


def _is_militia(noun: ActorNoun) -> bool:
    # "Shia militia" is named after its faith; "Sunni rebels" are the rebels.
    return noun.scope == "bracket" and noun.kind in (ActorKind.POLITICAL_MILITIA, ActorKind.IDENTITY_MILITIA)


def home_country(doc: Doc, token: int) -> str:
    """Return the country that the text is about at this token.

    It is that of the sentence's towns, then of the text's, then of what else is named. Names of governments
    ("Moscow said") count for nothing, nor does a country named once in a text that is about another: rebels in a
    sentence that also names London are not British.
    """
    mine = fields(doc)
    ground = mine.ground = mine.ground or _ground(doc)
    sent = doc[token].sent
    for group in (ground.fine, ground.places):
        near = [p.place.country for p in within(group, sent.start_char, sent.end_char)]
        if near:
            return Counter(near).most_common(1)[0][0]
    return ground.usual


def _ground(doc: Doc) -> Ground:
    places = [p for p in fields(doc).places if p.place.country and not p.metonym and not _speaks(doc, p)]
    counts = Counter(p.place.country for p in places)
    if counts and counts.most_common(1)[0][1] >= _ABOUT:
        places = [p for p in places if counts[p.place.country] > 1]
    fine = [p for p in places if p.place.level is not PlaceLevel.COUNTRY]
    pool = [p.place.country for p in fine or places]
    return Ground(tuple(places), tuple(fine), Counter(pool).most_common(1)[0][0] if pool else "")


def _speaks(doc: Doc, mention: PlaceMention) -> bool:
    """Tell whether a country is named for its government: "Russia's ministry said", "Russia said"."""
    if mention.place.level is not PlaceLevel.COUNTRY:  # asked first: of each side of a text, all its places are asked
        return False
    span = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if span is None:
        return False
    return span.root.dep_ in ("poss", "nsubj", "agent") or (span.root.dep_ == "pobj" and span.root.head.dep_ == "agent")


def state_actor(what: str, country: str, lexicon: ActorLexicon) -> Actor:
    """Return a country's armed forces, police or security forces: the listed one, else one named after it."""
    if not country:
        name = {"armed forces": "Government forces", "police": "Police"}.get(what, "Security forces")
        return Actor(slugify(name), name, ActorKind.STATE_FORCES)
    listed = lexicon.armed_forces.get(country)
    if what == "armed forces" and listed is not None:
        return listed
    name = f"{lexicon.adjectives.get(country, country)} {what}"
    return lexicon.actors.get(slugify(name)) or Actor(slugify(name), name, ActorKind.STATE_FORCES, country)


def _bracket(name: str, kind: ActorKind, country: str, lexicon: ActorLexicon) -> Actor:
    full = f"{name} ({country})" if country else name
    return lexicon.actors.get(slugify(full)) or Actor(slugify(full), full, kind, country)


def _of_people(people: str, noun: ActorNoun, scope: str) -> Actor:
    """Return an actor named after a people: "Kurdish forces", "Lendu militia"."""
    what = {"bracket": noun.name.lower(), "fighters": "fighters"}.get(scope, "forces")
    kind = noun.kind if scope == "bracket" else ActorKind.REBEL_GROUP
    if scope == "bracket" and noun.kind is ActorKind.POLITICAL_MILITIA:
        kind = ActorKind.IDENTITY_MILITIA
    what = what.split()[-1] if what.split()[0] in ("tribal", "communal") else what
    name = f"{people[0].upper()}{people[1:]} {what}"
    return Actor(slugify(name), name, kind)


def group_actor(
    doc: Doc, start: int, end: int, noun: ActorNoun, lexicon: ActorLexicon
) -> tuple[int, int, Actor] | None:
    """Return an unlisted group whose capitalised name ends in a group noun ("... Brigade", "... Front of ...").

    None for a bare noun, a numbered unit, and a country's own army, whose name is the country's.
    """
    sent = doc[start].sent
    j = start
    while j > sent.start and _of_name(doc, j - 1):
        j -= 1
    while j < start and (not doc[j].text[0].isupper() or doc[j].lower_ in ("the", "a", "an", "in", "on", "at", "by")):
        j += 1
    while j < start and _opens(doc, j, lexicon):
        j += 1
    end = _name_end(doc, end, sent.end)
    told = [t for t in doc[j:start] if t.text[0].isupper() and t.lower_ not in _NOT_NAMES]
    own = [t for t in told if not lexicon.country(t.text) and not t.is_punct]
    beyond = any(t.text[0].isupper() for t in doc[start + 1 : end]) and end - start > 1
    if any(_ORDINAL.fullmatch(t.text) for t in doc[j:start]) or not (
        own or (beyond and doc[start].lower_ not in lexicon.nouns)
    ):
        return None
    if len(own) == 1 and own[0].lower_ in lexicon.sides:
        return None
    name = doc[j:end].text
    country = next((named for t in doc[j:end] if (named := lexicon.country(t.text))), "")
    return j, end, Actor(slugify(name), name, noun.kind, country)


def _of_name(doc: Doc, i: int) -> bool:
    token = doc[i]
    if token.text[0].isupper():
        return token.pos_ in ("PROPN", "ADJ", "NOUN", "X", "DET") or not token.is_sent_start
    return (
        token.lower_ in _JOINERS
        and i + 1 < len(doc)
        and doc[i + 1].text[0].isupper()
        and token.lower_ not in ("and", "the", "as")
    )


def _opens(doc: Doc, j: int, lexicon: ActorLexicon) -> bool:
    """Tell whether token j stands before the name, not in it: "Fighters | of | the | ... Front"."""
    return doc[j].lower_ in ("of", "the") or (doc[j].lower_ in lexicon.nouns and doc[j + 1].lower_ == "of")


def _name_end(doc: Doc, end: int, stop: int) -> int:
    """Return where a name ends that goes on with "of" or "for": "Front for the Liberation of the Golan"."""
    i = end
    while i < stop and doc[i].lower_ in (("of", "for") if i == end else ("of", "for", "the", "and")):
        i += 1
        while i < stop and doc[i].lower_ == "the":
            i += 1
        if i >= stop or not doc[i].text[0].isupper():
            return end
        while i < stop and doc[i].text[0].isupper() and doc[i].pos_ in ("PROPN", "ADJ", "NOUN"):
            i += 1
        end = i
    return end
