"""Which accounts are worth comparing: those that share a time and a patch of ground, so that cost grows linearly.

Each account is filed under its days, months and years, and there under its places. The vaguer of two accounts finds
the other: it asks at its own resolution, where all that is finer is filed too. An account without a place asks by
its words.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ..model import SPOTS, Place, PlaceLevel
from .account import Account
from .likeness import folded, name_key
from .timing import LATE

CELL = 0.5
"""Degrees: a cell of some 50 km, so that two spots within tolerance lie in the same cell or in neighbours."""
LONGEST = 3 * 366
"""Days: an account vaguer than three years is compared with nothing."""
SHARED_WORDS = 3
"""Rarer words in common from which an account without a place is worth comparing."""
Key = tuple[str | int, ...]


def pairs(accounts: Sequence[Account]) -> Iterator[tuple[int, int]]:
    """Return the pairs of positions worth comparing, each once, the smaller position first."""
    filed: defaultdict[Key, list[int]] = defaultdict(list)
    asked = {word for account in accounts if not account.places for word in _asking(account)}
    for number, account in enumerate(accounts):
        spaces = [*_file_spaces(account), *(("w", word) for word in account.words & asked)]
        for time in _file_times(account):
            for space in spaces:
                filed[(*time, *space)].append(number)
    size = len(accounts)
    done: set[int] = set()
    for number, account in enumerate(accounts):
        for other in sorted(_found(account, filed)):
            low, high = min(number, other), max(number, other)
            key = low * size + high
            if low != high and key not in done and accounts[other].article_id != account.article_id:
                done.add(key)
                yield low, high


def _asking(account: Account) -> frozenset[str]:
    """Return the words by which an account without a place looks for others."""
    return frozenset(word for word in account.words if len(word) > 4)


def _found(account: Account, filed: defaultdict[Key, list[int]]) -> set[int]:
    times = list(_ask_times(account))
    spaces = set(_ask_spaces(account))
    found: set[int] = set()
    for time in times:
        for space in spaces:
            found.update(filed.get((*time, *space), ()))
    if not account.places:
        shared = Counter(
            other
            for time in times
            for word in account.words
            if len(word) > 4
            for other in filed.get((*time, "w", word), ())
        )
        found.update(other for other, count in shared.items() if count >= SHARED_WORDS)
    return found


def _resolution(account: Account) -> str:
    return "D" if account.days <= 9 else "M" if account.days <= 62 else "Y"


def _times(first: date, last: date, resolution: str) -> Iterator[Key]:
    if resolution == "Y":
        yield from (("Y", year) for year in range(first.year, last.year + 1))
    elif resolution == "M":
        months = range(first.year * 12 + first.month, last.year * 12 + last.month + 1)
        yield from (("M", month) for month in months)
    else:
        days = range(first.toordinal(), last.toordinal() + 1)
        yield from (("D", day) for day in days)


def _file_times(account: Account) -> Iterator[Key]:
    if account.first is None or account.last is None:
        yield ("N",)
    elif account.days <= LONGEST:
        resolutions = {"D": "DMY", "M": "MY", "Y": "Y"}[_resolution(account)]
        for resolution in resolutions:
            yield from _times(account.first, account.last, resolution)


def _ask_times(account: Account) -> Iterator[Key]:
    if account.first is None or account.last is None:
        yield ("N",)
    elif account.days <= LONGEST:
        before = timedelta(LATE if account.counted else 1)
        yield from _times(account.first - before, account.last + timedelta(1), _resolution(account))


def _cell(place: Place) -> tuple[int, int] | None:
    if place.latitude is None or place.longitude is None:
        return None
    return math.floor(place.latitude / CELL), math.floor(place.longitude / CELL)


def _country(place: Place) -> str:
    return folded(place.country) or place.country_code.casefold()


def _province(place: Place) -> Key:
    name = place.name if place.level is PlaceLevel.ADMIN1 else place.admin1
    return ("a", _country(place), folded(name))


def _file_spaces(account: Account) -> Iterator[Key]:
    keys: set[Key] = set()
    for place in account.places:
        keys.add(("p", place.place_id))
        keys.add(("k", _country(place)))
        if place.level is not PlaceLevel.COUNTRY:
            keys.add(_province(place))
        if place.level in SPOTS:
            keys.add(("n", name_key(place.name)))
        cell = _cell(place)
        if cell is not None and place.level not in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
            keys.add(("c", *cell))
    yield from keys


def _ask_spaces(account: Account) -> Iterator[Key]:
    for place in account.places:
        yield ("p", place.place_id)
        if place.level in (PlaceLevel.COUNTRY, PlaceLevel.AREA):
            # "Sinai" is far wider than a cell.
            yield ("k", _country(place))
        elif place.level in (PlaceLevel.ADMIN1, PlaceLevel.ADMIN2):
            yield _province(place)
        if place.level in SPOTS:
            yield ("n", name_key(place.name))
            if place.source == "text":
                # A village that no map knows may be told of under its town's name.
                yield _province(place) if place.admin1 else ("k", _country(place))
        cell = _cell(place)
        if cell is not None and place.level not in (PlaceLevel.COUNTRY, PlaceLevel.ADMIN1):
            yield from (("c", cell[0] + i, cell[1] + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
    if not account.places:
        # A place that was not read as one still stands among its words.
        yield from (("n", name_key(name)) for name in account.names)
