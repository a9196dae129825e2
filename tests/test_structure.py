"""The project's shape: imports run one way, files stay small and say what they are for, no registry is named."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

PACKAGE = ROOT / "plugins" / "chronicle"
ORDER = (
    *(
        "errors",
        "plain",
        "termfile",
        "progress",
        "lifeline",
        "garbage",
        "walk",
        "keep",
        "model",
        "settings",
        "content",
        "spacy_model",
        "language",
        "dates",
        "geo",
        "gazetteer",
        "publishers",
        "cache_rows",
        "cache_words",
        "cache_lists",
        "cache_lexicon",
        "cache_kept",
        "cache",
    ),
    *(
        "nlp",
        "events",
        "editor",
        "editor_tables",
        "evaluation",
        "sources",
        "work",
        "slim",
        "accounts",
        "build",
        "pages",
        "published",
        "plugin",
        "__init__",
        "bench",
        "commands",
    ),
)
"""A file imports only from its own room and those before it; gazetteer_x.py belongs to gazetteer."""
ONLY = {
    "spacy": ("nlp/",),
    "pelican": ("plugin.py", "pages/source.py"),
    "folium": ("pages/map_draw.py",),
}
LONGEST = 320
LONGER = {"model.py": 475}
"""The vocabulary is one list of definitions without logic, read from top to bottom."""
ELSEWHERE = re.compile(
    r"(?:pypi|pythonhosted|npmjs|debian)\.(?:org|com)|registry\.|artifactory|nexus|/(?:home|root|work|opt)/\w|file:///",
    re.IGNORECASE,
)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    """Return a file's dotted name within the package: nlp/times.py is nlp.times."""
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def room(name: str) -> str:
    first = name.split(".")[0]
    return "gazetteer" if first.startswith("gazetteer") else first


def imports(source: str, name: str) -> Iterator[str]:
    """Yield the dotted name of every module that a file imports anywhere, ours without the leading package."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.removeprefix("chronicle.") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = name.split(".")[: -node.level] if node.level else []
            module = ".".join([*parts, *([node.module] if node.module else [])])
            if node.level and not node.module:
                yield from (".".join([*parts, alias.name]) for alias in node.names)
            else:
                yield module.removeprefix("chronicle.")


def import_faults(files: Iterable[tuple[str, str]]) -> list[str]:
    """Return what is wrong with the imports of files given as (dotted name, source)."""
    files = list(files)
    known = {name for name, _ in files}
    faults: list[str] = []
    graph: dict[str, set[str]] = {}
    for name, source in files:
        graph[name] = set()
        for imported in imports(source, name):
            for library, allowed in ONLY.items():
                if imported.split(".")[0] == library and not (name.replace(".", "/") + ".py").startswith(allowed):
                    faults.append(f"{name} imports {library}")
            if room(imported) not in ORDER or imported.split(".")[0] in ONLY:
                continue
            if ORDER.index(room(imported)) > ORDER.index(room(name)):
                faults.append(f"{name} imports {imported}, which stands below it")
            if {room(name), room(imported)} == {"nlp", "events"}:
                faults.append(f"{name} imports {imported}")
            if imported in known:
                graph[name].add(imported)
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        faults.append(f"a circle: {' > '.join(error.args[1])}")
    return faults


def test_imports_run_one_way() -> None:
    assert import_faults((name_of(path), path.read_text()) for path in modules()) == []


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ([("model", "from .build import x")], "model imports build, which stands below it"),
        ([("nlp.times", "from ..events.merge import x")], "nlp.times imports events.merge"),
        ([("events.merge", "from ..nlp import times")], "events.merge imports nlp"),
        ([("build", "def f():\n    import spacy.tokens")], "build imports spacy"),
        ([("pages.map_parts", "from folium import Map")], "pages.map_parts imports folium"),
        ([("pages.source_file", "import pelican")], "pages.source_file imports pelican"),
        ([("dates", "from chronicle.pages import urls")], "dates imports pages, which stands below it"),
        ([("errors", "from . import model")], "errors imports model, which stands below it"),
        ([("nlp.a", "from .b import x"), ("nlp.b", "from . import a")], "a circle: nlp.a > nlp.b > nlp.a"),
        ([("gazetteer_index", "from .cache import x")], "gazetteer_index imports cache, which stands below it"),
    ],
)
def test_imports_the_wrong_way_are_seen(files: list[tuple[str, str]], fault: str) -> None:
    found = import_faults(files)
    assert any(one.startswith(fault.split(" > ")[0]) for one in found), found


def test_every_room_has_its_place_in_the_order() -> None:
    assert {room(name_of(path)) for path in modules()} <= set(ORDER)


@pytest.mark.parametrize("library", ["spacy", "pelican", "folium", "numpy"])
def test_reading_the_tables_is_light(library: str) -> None:
    code = f"import sys; sys.path.insert(0, 'plugins'); import chronicle; chronicle.load; print({library!r} in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def shape_faults(source: str, longest: int = LONGEST) -> list[str]:
    faults = [f"{len(source.splitlines())} lines"] if len(source.splitlines()) > longest else []
    docstring = ast.get_docstring(ast.parse(source), clean=False) or ""
    first = docstring.split("\n")[0]
    if not source.startswith('"""') or len(first) < 20 or not first.rstrip().endswith((".", ":", "?")):
        faults.append("does not begin with a line that says what it is for")
    return faults


def our_python() -> list[Path]:
    tests = [path for path in (ROOT / "tests").rglob("*.py") if path.name != "conftest.py"]
    return [*modules(), *tests, *ROOT.glob("*.py")]


def test_files_are_small_and_say_what_they_are_for() -> None:
    found = {
        path.relative_to(ROOT).as_posix(): shape_faults(path.read_text(), LONGER.get(path.name, LONGEST))
        for path in our_python()
    }
    assert {name: faults for name, faults in found.items() if faults} == {}


@pytest.mark.parametrize(
    "source",
    [
        "import os\n",
        '"""Things."""\n',
        '"""A line that ends in nothing"""\n',
        '"""Says what it is for."""\n' + "x = 1\n" * 320,
    ],
)
def test_files_out_of_shape_are_seen(source: str) -> None:
    assert shape_faults(source)


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in done.stdout.split("\0") if name]


def test_no_registry_and_no_folder_of_a_machine_is_named() -> None:
    found: dict[str, str] = {}
    for path in tracked():
        if path == Path(__file__).resolve() or path.suffix in (".png", ".json") or not path.is_file():
            continue
        match = ELSEWHERE.search(path.read_text(encoding="utf-8", errors="replace"))
        if match:
            found[path.relative_to(ROOT).as_posix()] = match[0]
    assert found == {}


@pytest.mark.parametrize("text", ["--index-url https://pypi.org/simple", "see /home/someone/x", "file:///opt/x"])
def test_a_named_registry_is_seen(text: str) -> None:
    assert ELSEWHERE.search(text)


def requirement_names(text: str) -> set[str]:
    names = re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", text, re.MULTILINE)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("stem", ["requirements", "requirements-dev"])
def test_what_is_asked_for_is_locked_with_hashes(stem: str) -> None:
    asked = requirement_names((ROOT / f"{stem}.in").read_text())
    locked = (ROOT / f"{stem}.txt").read_text()
    assert asked
    assert asked <= requirement_names(locked)
    blocks = re.split(r"\n(?=[A-Za-z0-9])", locked.strip())
    assert [block.split()[0] for block in blocks if not block.startswith("#") and "--hash=sha256:" not in block] == []


def test_the_second_lock_holds_the_first() -> None:
    first, second = ((ROOT / f"{stem}.txt").read_text() for stem in ("requirements", "requirements-dev"))
    pins = [set(re.findall(r"^(\S+==\S+)", text, re.MULTILINE)) for text in (first, second)]
    assert pins[0] <= pins[1]


def readme_commands() -> list[str]:
    return re.findall(r"^python3 -m venv .*$", (ROOT / "README.md").read_text(), re.MULTILINE)


def test_readme_gives_two_commands_a_line_each() -> None:
    first, second = readme_commands()
    assert first.endswith("invoke build")
    assert second.endswith("invoke test")
    assert all("--require-hashes" in command for command in (first, second))


def test_commands_that_readme_names_exist() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "invoke", "--list", "--list-format=json"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    tasks = {task["name"] for task in json.loads(done.stdout)["tasks"]}
    text = (ROOT / "README.md").read_text() + (ROOT / "ARCHITECTURE.md").read_text()
    assert set(re.findall(r"`invoke ([a-z]+)", text)) <= tasks


@pytest.mark.parametrize("name", ["test.yml", "pages.yml"])
def test_workflows(name: str) -> None:
    path = ROOT / ".github" / "workflows" / name
    subprocess.run(
        [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)], check=True
    )
    workflow = yaml.safe_load(path.read_text())
    assert workflow["permissions"] == {"contents": "read"}
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())


def test_workflow_that_github_would_refuse_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "bad.yml"
    path.write_text("name: x\non: push\njobs:\n  a:\n    steps: []\n")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
