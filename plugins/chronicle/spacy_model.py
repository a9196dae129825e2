"""What can be known of the spaCy model without importing spaCy: its version and its language."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import re
from dataclasses import dataclass
from pathlib import Path

from .errors import ModelError, Problem


@dataclass(frozen=True, slots=True)
class SpacyModel:
    """A model's name, version and language (ISO 639-1)."""

    name: str
    version: str
    lang: str


def _folder(name: str) -> Path | None:
    """Return the folder of an installed package or of a path; None where there is none."""
    if Path(name).is_dir():
        return Path(name)
    if not name.isidentifier():
        return None
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec is not None and spec.origin else None


def model_folder(name: str) -> Path | None:
    """Return the folder with the model's config.cfg, which an installed package keeps within its own."""
    folder = _folder(name)
    found = list(folder.glob("config.cfg")) + list(folder.glob("*/config.cfg")) if folder is not None else []
    return found[0].parent if len(found) == 1 else None


def find_model(name: str) -> SpacyModel:
    """Return what the model's meta.json says; `name` is a package or a folder, as spacy.load takes it.

    Raises ModelError where the model is not installed or its meta.json cannot be read.
    """
    folder = _folder(name)
    if folder is None:
        raise ModelError(
            Problem(
                f"the spaCy model {name!r} is not installed",
                "install it with README's first command, or name another in CHRONICLE_SPACY_MODEL",
            )
        )
    try:
        meta = json.loads((folder / "meta.json").read_text(encoding="utf-8"))
        model, made_for = SpacyModel(name, str(meta["version"]), str(meta["lang"])), str(meta.get("spacy_version", ""))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            Problem(f"the spaCy model {name!r} has no readable meta.json: {error!r}", "install it again")
        ) from error
    _check_version(model, made_for, importlib.metadata.version("spacy"))
    return model


def _check_version(model: SpacyModel, made_for: str, installed: str) -> None:
    """Raise ModelError where the model is made for another generation of spaCy, or for one still to come.

    A model of an older 3.x works, with a warning of spaCy's own; elsewhere spaCy ends in a traceback about its config.
    """
    lowest = re.search(r"[>~=]=\s*(\d+)\.(\d+)", made_for)
    present = re.match(r"(\d+)\.(\d+)", installed)
    if lowest is None or present is None:
        return
    needed, there = (int(lowest[1]), int(lowest[2])), (int(present[1]), int(present[2]))
    if needed[0] != there[0] or needed > there:
        raise ModelError(
            Problem(
                f"the spaCy model {model.name!r} {model.version} is made for spaCy {made_for}, not {installed}",
                "install the model of README's first command, or name another in CHRONICLE_SPACY_MODEL",
            )
        )
