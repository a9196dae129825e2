"""Imports spaCy without its command line, which no build runs: 300 modules of 1,700, and a quarter of the time."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType
from typing import Any

COMMANDS = "spacy.cli"
"""What `import spacy` loads for one function, `spacy.info`: with it typer, requests, httpx and weasel."""


def import_spacy() -> None:
    """Import spaCy where it is not yet imported; whoever asks for its command line later is given it."""
    if "spacy" in sys.modules:
        return
    nothing, one = ModuleType(COMMANDS), ModuleType(f"{COMMANDS}.info")
    nothing.__path__ = []
    vars(one)["info"] = _info
    stand_ins = {COMMANDS: nothing, one.__name__: one}
    sys.modules.update(stand_ins)
    try:
        importlib.import_module("spacy")
    finally:
        for name, module in stand_ins.items():
            if sys.modules.get(name) is module:
                del sys.modules[name]


def _info(*given: Any, **named: Any) -> Any:
    return importlib.import_module(f"{COMMANDS}.info").info(*given, **named)
