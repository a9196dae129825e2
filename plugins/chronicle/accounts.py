"""Accounts of articles kept between builds: how an article groups its reports, and what that is compared by.

Both hang on the article's analysis and on the code of `events/` alone. After one changed article they would be worked
out again for all others, for a tenth of what Pelican's process then does.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import msgspec

from .events.account import Account, spots_of
from .events.candidates import Accounted, accounted
from .events.lead import leading_report
from .keep import keep, read_kept
from .model import AnalysedArticle, Candidate

NAME = "accounts.msgpack"
CODE = Path(__file__).resolve().parent
OURS = ("*.py", "events/*.py", "events/*.csv")
"""The code and lists that decide an account, and more than those."""


class Packed(msgspec.Struct, array_like=True):
    """One account without what its article's analysis says: reports by their number, no places and no sides."""

    reports: tuple[int, ...]
    denials: tuple[int, ...]
    compared: Account


class Accounts:
    """What is known of the articles of the last build, and of this one's."""

    def __init__(self, cache_dir: Path, keys: Mapping[str, str]) -> None:
        """Read what the last build kept; `keys` name each article's analysis by all that went into it."""
        self._path, self._keys = cache_dir / NAME, keys
        code = (path.read_bytes() for pattern in OURS for path in sorted(CODE.glob(pattern)))
        self._code = hashlib.sha256(sys.version.encode() + b"".join(code)).hexdigest()
        self._before, self._now = self._read(), dict[str, bytes]()

    def __call__(self, analysed: AnalysedArticle) -> tuple[Accounted, ...]:
        """Return the article's accounts as `accounted` does."""
        key = self._keys.get(analysed.article_id, "")
        kept = self._before.get(key)
        if kept is not None:
            self._now[key] = kept
            return tuple(_unpacked(one, analysed) for one in _DECODER.decode(kept))
        made = accounted(analysed)
        if key:
            self._now[key] = msgspec.msgpack.encode([_packed(one, analysed) for one in made])
        return made

    def save(self) -> None:
        """Keep what this build knows for the next; a disk that refuses it costs time, never the build."""
        if self._now == self._before:
            return
        keep(self._path, self._code, msgspec.msgpack.encode(self._now))

    def _read(self) -> dict[str, bytes]:
        payload = read_kept(self._path, self._code)
        return msgspec.msgpack.decode(payload, type=dict[str, bytes]) if payload is not None else {}


_DECODER = msgspec.msgpack.Decoder(list[Packed])


def _packed(one: Accounted, analysed: AnalysedArticle) -> Packed:
    candidate, account = one
    numbers = {id(report): number for number, report in enumerate(analysed.reports)}
    return Packed(
        tuple(numbers[id(report)] for report in candidate.reports),
        tuple(numbers[id(report)] for report in candidate.denials),
        replace(account, places=(), actor1=(), actor2=()),
    )


def _unpacked(one: Packed, analysed: AnalysedArticle) -> Accounted:
    reports = tuple(analysed.reports[number] for number in one.reports)
    lead = leading_report(reports)
    denials = tuple(analysed.reports[number] for number in one.denials)
    account = replace(one.compared, places=spots_of(lead, reports), actor1=lead.actor1, actor2=lead.actor2)
    return Candidate(analysed.article_id, lead, reports, denials), account
