"""The closed classes of English words that open, join and end a phrase of people."""

from __future__ import annotations

SINGULAR_DETERMINERS = frozenset({"a", "an", "one", "another", "each", "every", "this", "that"})
POSSESSIVES = frozenset({"his", "her", "their", "its", "my", "our"})
ONE = frozenset({"he", "she", "him", "himself", "herself", "someone", "somebody", "whom", "me", "i", "itself"})
NOBODY = frozenset({"nobody", "none", "no-one"})
PARTS = frozenset({"including", "among", "includes", "comprising", "mostly", "mainly", "namely", "notably"})
PART_OF = ("them", "whom", "those", "these", "which", "victims", "dead", "wounded", "injured")
DESCRIBES = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "ADV", "PART", "VERB", "X", "PRON"})
FAMILY = frozenset({"family", "group", "crew", "team", "gang", "household", "crowd"})
ORDINAL = frozenset({"second", "third", "fourth", "fifth", "sixth"})
PREFIXES = (("in", "addition", "to"), ("besides",), ("apart", "from"), ("aside", "from"))
COUNTS_OF = frozenset(
    {"death", "deaths", "killing", "killings", "body", "bodies", "corpses", "lives", "life", "figure"}
)
DASHES = frozenset({"–", "—", "--"})
PLURAL_NOUNS = frozenset({"people", "police", "personnel", "forces", "civilians", "militants", "troops", "children"})
BODIES = frozenset({"staff", "crew", "clergy", "cattlemen", "infantry", "cavalry"})
"""Singular words for many."""
