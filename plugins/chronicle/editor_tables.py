"""The tables of addresses that a build laid out, put in place once the site stands: by a process that reads no text."""

from __future__ import annotations

import logging

from .content import shown
from .keep import write_whole
from .settings import Settings

logger = logging.getLogger(__name__)


def forget(settings: Settings) -> None:
    """Remove what an earlier build laid out."""
    for path in (settings.addresses_csv, settings.withdrawn_csv):
        (settings.new_tables / path.name).unlink(missing_ok=True)


def record(settings: Settings) -> tuple[str, ...]:
    """Put the tables that the last build laid out in their places; return the names of those that changed.

    Where content/ cannot be written the site stands all the same: that is said, and the next build tries again.
    """
    changed: list[str] = []
    for path in (settings.addresses_csv, settings.withdrawn_csv):
        new = settings.new_tables / path.name
        try:
            text = new.read_text(encoding="utf-8") if new.is_file() else ""
            if not text or (path.is_file() and path.read_text(encoding="utf-8") == text):
                continue
            write_whole(path, text)
            changed.append(path.name)
        except OSError as error:
            logger.warning("%s could not be written: %s", shown(path, settings.root), error.strerror or error)
    return tuple(changed)
