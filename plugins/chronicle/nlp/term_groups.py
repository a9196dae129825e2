"""Terms of the cues that rules treat alike, read from term_groups.csv: protests by name, truces by name, titles."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ..termfile import LEXICON, read_terms

GROUPS_CSV = LEXICON / "term_groups.csv"
GROUPS = frozenset(
    {
        *("plain_protest", "marcher", "worker", "meeting", "mob_deed", "fire", "emblem", "thrown"),
        *(
            "plain_truce",
            "plain_deal",
            "war_victim",
            "crowd_control",
            "cause",
            "sport",
            "deal",
            "deal_starts",
            "deal_made",
        ),
        *("loyal", "loyal_state", "loyal_title", "fallen"),
        *("rank", "ordinal", "leave_ground", "enter_ground", "slay", "civil_place", "massing", "kin", "politician"),
    }
)
"""What a term may be; lexicon/README.md says what each group does."""


@cache
def _groups() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {group: set() for group in GROUPS}
    for group, terms in read_terms(GROUPS_CSV, ("group", "terms"), {"group": GROUPS}):
        found[group].update(term.strip().lower() for term in terms.split(";") if term.strip())
    return {group: frozenset(terms) for group, terms in found.items()}


def term_group(group: str) -> frozenset[str]:
    """Return the terms of a group, in lower case.

    Raises LexiconError where the list has a row that cannot be read.
    """
    return _groups()[group]
