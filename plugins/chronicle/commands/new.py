"""`invoke new DIR`: a chronicle of one's own, the program copied and the sample left out."""

from __future__ import annotations

import csv
import json
import re
import shutil
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import ChronicleError, Problem
from ..gazetteer_names import fold
from ..plain import say

COPIED = (
    *("plugins", "theme", "tasks.py", "pelicanconf.py", "publishconf.py", "pyproject.toml", "LICENSE"),
    *(".gitignore", ".gitattributes", "docs/examples"),
    *("requirements.in", "requirements.txt", "requirements-data.in", "requirements-data.txt"),
    *("requirements-cluster.in", "requirements-cluster.txt", ".github/workflows/pages.yml", "content/pages"),
)
"""What makes a chronicle work; tests, cases and sample stay where the program is developed."""
NOT_DOCS = ("sources.md", "evaluation.md")
"""Pages of docs/ that speak of the sample and of the development."""
README = """# {name}

A chronicle made with [the chronicle](docs/editor.md): news articles in `content/articles/`, a website in `output/`.

```sh
python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements-data.txt && .venv/bin/invoke build
```

From the first article to the published site: [docs/editor.md](docs/editor.md). What keeps it safe, and what does not:
[docs/safety.md](docs/safety.md).

{sections}"""
FROM_README = ("A source article", "Commands", "Settings")
"""The sections of the program's README to which docs/ sends an editor."""
DEVELOPMENT = ("evaluate", "bench", "screenshots", "test")
"""Commands that need what is not copied: tests, cases, the sample."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country that the chronicle is about."""

    code: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the new chronicle is to be."""

    name: str = ""
    keeper: str = ""
    countries: str = ""
    """Codes or English names, joined by commas."""
    language: str = ""
    """The interface's."""


def read_countries(root: Path) -> dict[str, Country]:
    """Return every country by its code, its name and its other names, folded."""
    found: dict[str, Country] = {}
    with (root / "plugins" / "chronicle" / "data" / "countries.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            made = Country(row["code"], row["name"], float(row["latitude"] or 0), float(row["longitude"] or 0))
            for name in (row["code"], row["iso3"], row["name"], *row["aliases"].split(";")):
                found.setdefault(fold(name.strip()), made)
    found.pop("", None)
    return found


def chosen(names: str, root: Path) -> list[Country]:
    """Return the countries named. Raises ChronicleError with every name that is none."""
    known = read_countries(root)
    words = [word.strip() for word in re.split(r"[,;]", names) if word.strip()]
    unknown = [word for word in words if fold(word) not in known]
    if unknown:
        remedy = "write its English name or its two letters, as Syria or SY"
        raise ChronicleError(Problem(f"no country is called {word!r}", remedy) for word in unknown)
    return list(dict.fromkeys(known[fold(word)] for word in words))


def languages(root: Path) -> list[str]:
    """Return the languages that the interface speaks."""
    return ["en", *sorted(path.parent.name for path in (root / "theme" / "locale").glob("*/LC_MESSAGES"))]


def speak(language: str, root: Path) -> None:
    """Raise ChronicleError where the interface does not speak a language; an empty word is none."""
    known = languages(root)
    if language and language.replace("-", "_").split("_")[0] not in known:
        raise ChronicleError(Problem(f"the pages do not speak {language!r}", f"choose {', '.join(known)}"))


def ask(wanted: Wanted, root: Path, read: Callable[[str], str] = input) -> Wanted:
    """Return what is wanted, asked for where no option says it; an empty answer takes what stands in brackets.

    An answer that cannot be used is asked for again, so that the others are not typed twice.
    """

    def answer(question: str, given: str, default: str, check: Callable[[str], object] = str) -> str:
        if given:
            return given
        while True:
            try:
                said = read(f"{question} [{default}]: ").strip()
            except EOFError:
                return default
            try:
                check(said)
            except ChronicleError as error:
                say(error)
            else:
                return said or default

    which = "Which countries is it about, as Syria, Iraq"
    countries = answer(which, wanted.countries, "none in particular", lambda said: chosen(said, root))
    countries = "" if countries == "none in particular" else countries
    name = answer("What is it called", wanted.name, title(chosen(countries, root)))
    keeper = answer("Who keeps it, as its pages will say", wanted.keeper, "nobody named")
    which = f"Which language do its pages speak, of {', '.join(languages(root))}"
    language = answer(which, wanted.language, "en", lambda said: speak(said, root))
    return Wanted(name, "" if keeper == "nobody named" else keeper, countries, language)


def title(countries: Sequence[Country]) -> str:
    """Return a name for a chronicle of some countries."""
    names = [country.name for country in countries]
    if not names:
        return "A chronicle of a conflict"
    return f"A chronicle of the conflict in {' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))}"


def configure(text: str, values: Iterable[tuple[str, str]]) -> str:
    """Return a pelicanconf.py with these values; a name that it does not set is added above the line."""
    for key, value in values:
        line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
        found = re.search(rf"^{key}\b.*$", text, re.MULTILINE)
        if found:
            text = text[: found.start()] + line + text[found.end() :]
        else:
            text = text.replace("\n# ---", f"\n{line}\n\n# ---", 1)
    return text


def head_of(path: Path) -> str:
    """Return what of an editor's file holds for any chronicle: the head of a table, the comment that opens a list."""
    lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
    if path.suffix == ".csv":
        return lines[0] if lines else ""
    end = next((number for number, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    return "".join(lines[:end])


def for_editors(readme: str) -> str:
    """Return the sections of a README that an editor needs, without the commands of the program's development."""
    parts = [part for part in re.split(r"^(?=## )", readme, flags=re.MULTILINE) if part.startswith("## ")]
    chosen_parts = [part for name in FROM_README for part in parts if part.startswith(f"## {name}\n")]
    rows = re.compile(rf"^\| `invoke (?:{'|'.join(DEVELOPMENT)})\b.*\n", re.MULTILINE)
    return rows.sub("", "\n".join(part.rstrip("\n") + "\n" for part in chosen_parts))


def _copy(root: Path, target: Path) -> None:
    skip = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    for name in COPIED:
        source, place = root / name, target / name
        if source.is_dir():
            shutil.copytree(source, place, ignore=skip)
        elif source.is_file():
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, place)
    (target / "docs").mkdir(exist_ok=True)
    for page in sorted((root / "docs").glob("*.md")):
        if page.name not in NOT_DOCS:
            shutil.copyfile(page, target / "docs" / page.name)


def _basemaps(target: Path, countries: Sequence[Country]) -> None:
    """Keep the world's background and those of the regions that the countries lie in."""
    folder = target / "theme" / "static" / "basemap"
    table = folder / "basemaps.csv"
    rows = list(csv.reader(table.open(encoding="utf-8", newline="")))
    kept = [rows[0]]
    for row in rows[1:]:
        west, south, east, north = map(float, row[1:5])
        inside = any(west <= c.longitude <= east and south <= c.latitude <= north for c in countries)
        if inside or row[0].startswith("world"):
            kept.append(row)
        else:
            (folder / row[0]).unlink(missing_ok=True)
    table.write_text("".join(f"{','.join(row)}\n" for row in kept), encoding="utf-8")


def new(target: Path, wanted: Wanted, root: Path) -> list[Country]:
    """Make a chronicle in a folder that is empty or does not exist yet; return its countries.

    It is made beside its place and put there whole. Raises ChronicleError where the folder holds something, where a
    country or language is unknown.
    """
    countries = chosen(wanted.countries, root)
    speak(wanted.language, root)
    problems = []
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        problems.append(Problem("is there already and not empty", "name a new folder", target))
    if target.resolve().is_relative_to(root.resolve() / "plugins"):
        problems.append(Problem("lies within what is copied", "name a folder elsewhere", target))
    if any(len(value.splitlines()) > 1 for value in (wanted.name, wanted.keeper)):
        problems.append(Problem("a name has more than one line", "give it in one"))
    if problems:
        raise ChronicleError(problems)
    fresh = target.with_name(f".{target.resolve().name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
        _fill(fresh, wanted, countries, root)
        if target.is_dir():
            target.rmdir()
        fresh.rename(target)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return countries


def _fill(target: Path, wanted: Wanted, countries: Sequence[Country], root: Path) -> None:
    _copy(root, target)
    _basemaps(target, countries)
    name = wanted.name or title(countries)
    values = [("SITENAME", name), ("CHRONICLE_KEEPER", wanted.keeper), ("CHRONICLE_CORRECT_URL", "")]
    if wanted.language and wanted.language != "en":
        values.append(("CHRONICLE_LANGUAGE", wanted.language))
    conf = target / "pelicanconf.py"
    conf.write_text(configure(conf.read_text(encoding="utf-8"), values), encoding="utf-8")
    readme = (root / "README.md").read_text(encoding="utf-8")
    (target / "README.md").write_text(README.format(name=name, sections=for_editors(readme)), encoding="utf-8")
    for folder in ("articles", "chronicle"):
        (target / "content" / folder).mkdir(parents=True)
    (target / "content" / "articles" / ".gitkeep").touch()
    for path in sorted((root / "content" / "chronicle").iterdir()):
        if path.suffix in (".csv", ".yaml"):
            (target / "content" / "chronicle" / path.name).write_text(head_of(path), encoding="utf-8")


def run(folder: str, wanted: Wanted, root: Path, yes: bool) -> int:
    """Make a chronicle and say what comes next; return the exit status.

    `yes` asks nothing, as does a standard input that is no terminal. Raises ChronicleError as `new` does.
    """
    if not yes and sys.stdin.isatty():
        wanted = ask(wanted, root)
    target = Path(folder)
    countries = new(target, wanted, root)
    print(f"{target}/ is a chronicle; next, as docs/editor.md in it says:")
    print(f"  cd {target}")
    print("  python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements-data.txt")
    for country in countries:
        print(f"  .venv/bin/invoke gazetteer {country.code}   # every village of {country.name}, from GeoNames")
    print("  .venv/bin/invoke build")
    return 0
