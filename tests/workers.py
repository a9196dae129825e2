"""How several workers (pytest-xdist) share the tests out: by files, the costliest first, and shared sites made once."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TOGETHER = {
    "test_browser_pages.py": "the site",
    "test_browser_reader.py": "the site",
    "test_browser_heads.py": "the site",
}
"""Files that use the same costly fixture of the session, and what it is: one worker runs them all."""
FIRST = (
    "the site",
    "test_golden.py",
    "test_browser_map.py",
    "test_work.py",
    "test_careful_site.py",
    "test_new.py",
)
"""What takes longest, longest first: begun last, it would leave the other workers waiting for one."""


def share_of(nodeid: str) -> str:
    """Return what a test is run with, on one worker: its file, or the fixture that its file shares with others."""
    name = PurePosixPath(nodeid.partition("::")[0]).name
    return TOGETHER.get(name, name)


def costliest_first(items: list[pytest.Item]) -> None:
    """Put the tests in the order in which the workers are to take them."""
    rank = {name: number for number, name in enumerate(FIRST)}
    items.sort(key=lambda item: rank.get(share_of(item.nodeid), len(FIRST)))


class Shares(LoadScopeScheduling):
    """Give each worker that has nothing left the next share, in the order in which the tests were found."""

    def __init__(self, config: pytest.Config, log: Producer) -> None:
        config.option.loadscopereorder = False  # it would put the files with the most tests first, cheap as they are
        super().__init__(config, log)

    def _split_scope(self, nodeid: str) -> str:
        return share_of(nodeid)
