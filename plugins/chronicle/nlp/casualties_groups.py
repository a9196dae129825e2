"""Phrases of people with their numbers: "four soldiers and a child, including ..." to counted groups."""

from __future__ import annotations

from spacy.tokens import Doc

from ..model import Count
from . import casualties_closed as closed
from .casualties_alone import is_ground, is_listed, stands_alone
from .casualties_count import Group, speaks
from .casualties_lexicon import CasualtyWords
from .numbers import Quantity, read_quantity


def groups_in(doc: Doc, start: int, end: int, words: CasualtyWords) -> list[Group]:
    """Return the counted groups of tokens start..end in their order; what counts no people is left out.

    A list goes on at a comma or "and" followed by a number, an article, a possessive or a name. Inside a
    prepositional phrase only a number or an article opens a new group ("members of the police and the army" is
    one). "including", "among them" and brackets open parts, closed by the bracket, or by a comma with "and"
    before a number.
    """
    return [group for group in _Reader(doc, start, end, words).read(start) if not speaks(doc, group)]


class _Reader:
    """Walks once over a phrase; holds the state that decides whether a group is a part."""

    def __init__(self, doc: Doc, start: int, end: int, words: CasualtyWords) -> None:
        self.doc, self.end, self.words = doc, end, words
        first = doc[min(start, len(doc) - 1)].sent.start  # all before it would make a long text's time its square
        self.lower = [""] * first + [t.lower_.replace("\u2019", "'") for t in doc[first:end]]
        self.found: list[Group] = []
        self.part = False
        self.bracket = False
        self.parts_here = 0
        self.fronted = False
        """True right after the comma of a phrase before the subject ("In Goma, ...")."""
        self.jump = 0
        """The token after words that only describe the group before them."""
        self.skipping = False
        """True inside an aside or a prepositional phrase: only a number or an article opens a group."""

    def read(self, start: int) -> list[Group]:
        i = start
        opener = True
        while i < self.end:
            word, token = self.lower[i], self.doc[i]
            if word == "(":
                self.part = self.bracket = True
                opener, self.parts_here, self.skipping, i = True, 0, False, i + 1
            elif word == ")":
                self.part = self.bracket = False
                opener, i = True, i + 1
            elif word == "including" or (word in closed.PARTS and self.found):
                self.part, self.parts_here, opener, self.skipping = True, 0, True, False
                i += 2 if word == "among" else 1
            elif self._prefix(i):
                i, opener, self.skipping = i + self._prefix(i), True, False
            elif word == "of" and i > start and self.lower[i - 1] in closed.COUNTS_OF:
                i, opener, self.skipping = i + 1, True, False
            elif self._dash(i) and self.found and not self.doc[i - 1].like_num:
                self.part, self.parts_here, opener, i = not self.part, 0, True, i + 1
            elif word in (",", "and", "or", "&", "plus", "nor", ";", "/") or self._as_well(i):
                i = self._join(i)
                opener = True
            else:
                group = self._group(i, opener)
                if group:
                    self._add(group)
                    i, opener = group.end, False
                    self.skipping = False
                else:
                    opener = opener and token.pos_ not in ("ADP", "VERB", "SCONJ", "AUX")
                    if token.pos_ in ("ADP", "VERB", "SCONJ"):
                        self.skipping = True
                    i = max(i + 1, self.jump)
        return self.found

    def _as_well(self, i: int) -> bool:
        return self.lower[i : i + 3] == ["as", "well", "as"] or self.lower[i : i + 2] in (
            ["along", "with"],
            ["together", "with"],
        )

    def _dash(self, i: int) -> bool:
        spaced = self.lower[i] == "-" and i > 0 and self.doc[i - 1].whitespace_ and self.doc[i].whitespace_
        return self.lower[i] in closed.DASHES or bool(spaced)

    def _prefix(self, i: int) -> int:
        """Return how many words "in addition to" and its like take here; they add to the count that follows."""
        for phrase in closed.PREFIXES:
            if self.lower[i : i + len(phrase)] == list(phrase):
                return len(phrase)
        return 0

    def _join(self, i: int) -> int:
        """Step over a comma or conjunction, closing a list of parts where it ends."""
        if self._as_well(i):
            if not self.bracket:
                self.part = False
            return i + (3 if self.lower[i] == "as" else 2)
        comma = self.lower[i] == ","
        after = i + 1
        if comma and after < self.end and self.lower[after] in ("and", "plus"):
            after += 1
            if (
                self.part
                and not self.bracket
                and (self.parts_here <= 1 or self._exceeds(after))
                and self._number(after)
            ):
                self.part = False
        self.fronted = comma and self.skipping and not self.found
        if comma and self.skipping:
            self.skipping = False
        return after

    def _exceeds(self, i: int) -> bool:
        """Tell whether the number here is larger than the total whose parts are being listed."""
        number, whole = self._number(i), next((g for g in reversed(self.found) if not g.part), None)
        return number is not None and whole is not None and (number.count.best or 0) > (whole.count.best or 0)

    def _number(self, i: int) -> Quantity | None:
        if i >= self.end:
            return None
        found = read_quantity(self.lower[: self.end], i, self.words.numbers)
        return found if found and found.end > i else None

    def _add(self, group: Group) -> None:
        if group.part:
            self.parts_here += 1
        self.found.append(group)

    def _group(self, i: int, opener: bool) -> Group | None:
        word, token = self.lower[i], self.doc[i]
        quantity = self._number(i)
        if word == "one" and self.found and self.lower[i - 1] == "," and self.lower[i + 1 : i + 2] in (["a"], ["an"]):
            # "Two people, one a clan elder": one of the two.
            self.jump = i + 2
            return Group(i, i + 1, Count(1, 1, 1), True, told=True)
        if quantity and (opener or not self.skipping or self._after_noun(i)):
            return self._numbered(i, quantity)
        if not opener:
            return None
        owned = self._number(i + 1) if word in closed.POSSESSIVES else None
        if owned and not owned.vague:
            return self._numbered(i, owned)
        if word in closed.NOBODY or (word == "no" and self.lower[i + 1 : i + 2] == ["one"]):
            return Group(i, min(i + 2, self.end), Count(0, 0, 0), told=True)
        if word == "no" and token.dep_ != "intj":
            head = self._head(i + 1)
            return None if head is None or self._thing(head) else Group(i, head + 1, Count(0, 0, 0), told=True)
        if word in closed.ONE:
            return Group(i, i + 1, Count(1, 1, 1), self.part, definite=True)
        return self._described(i)

    def _after_noun(self, i: int) -> bool:
        # "In Homs three people were killed": the phrase before the number has its noun already.
        return i > 0 and self.doc[i - 1].pos_ in ("PROPN", "NOUN") and self.doc[i].like_num

    def _numbered(self, i: int, quantity: Quantity) -> Group | None:
        end, first = quantity.end, quantity.end
        part = self.part
        after = self.lower[end : end + 3]
        if after[:1] == ["of"] and any(w in closed.PART_OF for w in after[1:3]):
            part = True
        head = self._head(end)
        if head is None:
            previous = self.lower[i - 1] if i else ""
            if end < self.end and self.doc[end].pos_ in ("ADP",) and after[:1] != ["of"] and previous == "in":
                return None
            if not stands_alone(self.doc, self.lower, i, quantity, self.words):
                return None
            return Group(i, end, quantity.count, part, told=not quantity.vague)
        if self._thing(head) or self.lower[head] == "number":
            return None
        last = self.found[-1] if self.found else None
        if self.lower[i] in ("both", "all") and last and self.lower[i - 1] == "," and last.count == quantity.count:
            self.jump = head + 1  # "two soldiers, both conscripts, died"
            return None
        if self.lower[first : first + 1] == ["%"] or (i and self.doc[i - 1].is_currency):
            return None
        end = head + 1
        if self.lower[head] in closed.FAMILY and self.lower[end : end + 1] == ["of"] and self._number(end + 1):
            inner = self._number(end + 1)
            return Group(i, inner.end if inner else end, inner.count if inner else Count(), part, told=True)
        if self.lower[head] in ("families", "groups"):
            return Group(i, end, Count(), part)
        return Group(i, end, quantity.count, part, told=not quantity.vague)

    def _head(self, i: int) -> int | None:
        """Return the last noun of the run of describing words from token i on; None where there is none."""
        head = None
        j = i
        while j < self.end:
            token = self.doc[j]
            word = self.lower[j]
            if j > i and self._dash(j):
                break
            if word in ("'s", "'", "-", "–", '"', "“", "”", "''", "``") or (word == "/" and j > i):
                j += 1
                continue
            if (
                j > i
                and head is not None
                and (token.like_num or token.pos_ == "PRON" or word in closed.SINGULAR_DETERMINERS)
            ):
                break
            if token.pos_ not in closed.DESCRIBES and word not in ("others", "other", "more"):
                break
            if token.pos_ == "ADV" and head is not None:
                break
            if token.pos_ == "VERB" and (head is not None or token.tag_ in ("VBD", "VBZ", "VBP", "VB")):
                break
            if self._thing_time(j) and head is not None:
                break
            if (
                token.pos_ in ("NOUN", "PROPN", "PRON", "X")
                or word in ("others", "other", "more", "militant", "dead", "general")
                or (token.pos_ == "ADJ" and word in ("taliban", "shabaab", "civilian", "militants"))
            ):
                head = j
            j += 1
        return head

    def _counts(self, k: int) -> bool:
        # "so far 50 people": the number opens the group; in "a two-year-old boy" it is part of an adjective.
        return self.doc[k].like_num and "-" not in self.lower[k - 1 : k + 2] and k > 0

    def _thing_time(self, j: int) -> bool:
        return self.doc[j].ent_type_ in ("DATE", "TIME") and self.lower[j] in self.words.not_people

    def _thing(self, head: int) -> bool:
        return self.lower[head] in self.words.not_people

    def _described(self, i: int) -> Group | None:
        """Read people who are not numbered: "a teacher", "his son", "the bomber", "Maj. Karimi", "civilians"."""
        word, token = self.lower[i], self.doc[i]
        singular = word in closed.SINGULAR_DETERMINERS
        owned = word in closed.POSSESSIVES
        the = word in ("the", "these", "those", "that", "this")
        if the and self.lower[i + 1 : i + 2] == ["number"]:
            return None
        begin = i + 1 if singular or owned or the else i
        head = self._head(begin)
        if head is not None and any(self._counts(k) for k in range(begin, head + 1)):
            return None
        if head is None or self._thing(head):
            return self._bare_determiner(i) if word in ("another", "one") or self._ordinal(i) else None
        if head + 1 < self.end and self.lower[head + 1] == "of" and self.lower[head] in closed.FAMILY and singular:
            inner = self._number(head + 2)
            return Group(i, inner.end if inner else head + 1, inner.count if inner else Count(), self.part, told=True)
        if singular and self.lower[head] in closed.FAMILY | {"families"}:
            return Group(i, head + 1, Count(), self.part)
        plural = self._plural(head) or self.lower[head] in closed.BODIES
        if i == head and self._shares_number(i):
            # "22 patients and staff", "500 women, children and old men": one number for all of them.
            self.jump = head + 1
            return None
        name = self.doc[head].pos_ == "PROPN" and not (singular or owned) and token.pos_ != "DET"
        if name and (is_ground(self.doc, head) or (self.fronted and is_listed(self.lower, head))):
            self.jump = head + 1
            return None
        if self._repeats(i, name, the or singular):
            self.jump = head + 1
            return None
        if plural and not name:
            known = the or owned
            if not known and self.found and self.found[-1].told and self.lower[i - 1] == ",":
                # "Six people, all civilians, were killed": the plural only says who the six were.
                return None
            return Group(i, head + 1, Count() if known else Count(low=2), self.part, definite=known)
        if not (singular or owned or the or name) and self.doc[head].tag_ != "NN":
            return None
        if not (singular or owned or the or name) and token.pos_ in ("VERB", "ADV", "ADJ") and head == i:
            return None
        return Group(i, head + 1, Count(1, 1, 1), self.part, name=name, definite=the or owned or name)

    def _shares_number(self, i: int) -> bool:
        """Tell whether a bare plural goes on with the nouns of the number before it."""
        last = self.found[-1] if self.found else None
        counted = last is not None and (last.told or last.count.high is not None)
        if last is None or not counted or last.part or (last.count.best or 2) < 2:
            return False
        return all(
            self.lower[k] in (",", "and", "or") or k == self.jump - 1 for k in range(max(last.end, self.jump), i)
        )

    def _plural(self, head: int) -> bool:
        return self.doc[head].tag_ in ("NNS", "NNPS") or self.lower[head] in closed.PLURAL_NOUNS

    def _ordinal(self, i: int) -> bool:
        return self.lower[i] in ("a", "the") and self.lower[i + 1 : i + 2] != [] and self.lower[i + 1] in closed.ORDINAL

    def _bare_determiner(self, i: int) -> Group:
        end = i + 2 if self._ordinal(i) else i + 1
        return Group(i, end, Count(1, 1, 1), self.part, told=True)

    def _repeats(self, i: int, name: bool, described: bool) -> bool:
        """Tell whether the words only say who the last group was: "Haidari, a district head", "the mayor, A. Khan"."""
        if not self.found or self.lower[i - 1] != ",":
            return False
        last = self.found[-1]
        between = self.doc[last.end : i]
        if (
            any(t.lower_ in ("and", "or") for t in between)
            or last.told
            or last.count.best != 1
            or last.part != self.part
        ):
            return False
        return last.name != name and (last.name or last.definite or name) and (described or name)
