"""What goes wrong on the way: a build killed at any moment, a disk that refuses, damaged caches, clocks, models."""

from __future__ import annotations

import errno
import importlib.util
import json
import os
import random
import re
import shutil
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import ROOT

from chronicle import gazetteer_index
from chronicle.commands import build as command
from chronicle.commands import bytecode, swap
from chronicle.commands.console import finish
from chronicle.commands.swap import replacing
from chronicle.commands.unchanged import note, stands
from chronicle.errors import ChronicleError, LexiconError, ModelError
from chronicle.gazetteer_index import Index, sound
from chronicle.gazetteer_sources import Entry
from chronicle.model import Place, PlaceLevel
from chronicle.nlp.actors_lexicon import load_actors
from chronicle.nlp.pipeline import load_pipeline
from chronicle.plain import plainly
from chronicle.settings import Settings
from chronicle.spacy_model import find_model

FILES = 40
MODEL = Settings(ROOT, ROOT, ROOT).spacy_model


def write(folder: Path, number: int) -> None:
    for name in range(FILES):
        (folder / str(name % 7)).mkdir(exist_ok=True)
        (folder / str(name % 7) / str(name)).write_text(str(number))


def state(output: Path) -> set[str]:
    """Return which builds the files of a site are of; a site that is not whole raises AssertionError."""
    found = [path.read_text() for path in output.rglob("*") if path.is_file()]
    assert len(found) == FILES
    return set(found)


def forked(root: Path, number: int) -> int:
    """Let another process put build `number` in its place; return its id."""
    child = os.fork()
    if child:
        return child
    try:  # in the child: nothing of pytest's may run
        with replacing(root / "output", root / "lock") as fresh:
            write(fresh, number)
    finally:
        os._exit(0)


@pytest.mark.parametrize("in_one_step", [True, False])
def test_killed_at_any_moment_the_site_is_the_old_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, in_one_step: bool
) -> None:
    if not in_one_step:
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
    with replacing(tmp_path / "output", tmp_path / "lock") as fresh:
        write(fresh, 0)
    began = time.perf_counter()
    os.waitpid(forked(tmp_path, 1), 0)
    took = time.perf_counter() - began
    chance, last, seen = random.Random(4711), 1, set()
    for number in range(2, 42 if in_one_step else 22):
        child = forked(tmp_path, number)
        time.sleep(chance.uniform(0, 1.2 * took))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        if in_one_step:
            assert (tmp_path / "output").is_dir(), "there is a site at every moment"
        swap.mend(tmp_path / "output")  # as the next build begins
        (found,) = state(tmp_path / "output")
        assert int(found) in (last, number)
        seen.add(done := int(found) == number)
        took *= 0.8 if done else 1.25  # a machine is not as busy all the time as when it was measured
        last = int(found)
        assert sorted(path.name for path in tmp_path.iterdir()) == ["lock", "output"]
    assert seen == {True, False}, "some were killed before, some after"


THEMES = {
    "theme": ("", "theme/static", "theme"),
    "elsewhere": ("THEME = 'looks/plain'", "looks/plain/static", "theme"),
    "beside the chronicle": ("THEME = '../plain'", "../plain/static", "theme"),
    "otherwise laid out": ("THEME_STATIC_PATHS = ['s']\nTHEME_STATIC_DIR = 'look'", "theme/s", "look"),
}


@pytest.mark.parametrize("name", THEMES)
def test_a_theme_that_did_not_come_whole_is_no_site(tmp_path: Path, name: str) -> None:
    said, static, there = THEMES[name]
    config, output = tmp_path / "chronicle" / "pelicanconf.py", tmp_path / "output"
    theme, written = config.parent / static, output / there
    for folder in (theme, written):
        (folder / "css").mkdir(parents=True)
        (folder / "css" / "site.css").write_text("a {}")
        (folder / "map.js").write_text("let a")
    (theme / ".hidden").write_text("x")
    (theme / "_drafts").mkdir()
    (theme / "_drafts" / "old.css").write_text("b {}")
    config.parent.mkdir(exist_ok=True)
    config.write_text(f"IGNORE_FILES = ['_*']\n{said}\n")
    command.check_theme(config, output)
    (written / "css" / "site.css").write_text("")  # as it stands on a full disk
    lost = rf"1 files of the theme could not be copied, as {there}/css/site.css \(free space"
    with pytest.raises(ChronicleError, match=lost):
        command.check_theme(config, output)
    (written / "map.js").unlink()
    with pytest.raises(ChronicleError, match="2 files of the theme"):
        command.check_theme(config, output)
    config.write_text(f"{said}\n")
    with pytest.raises(ChronicleError, match="3 files of the theme"):
        command.check_theme(config, output)


def test_a_theme_of_pelicans_own_is_not_looked_for(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("THEME = 'simple'\n")
    command.check_theme(tmp_path / "pelicanconf.py", tmp_path / "output")


def test_a_refusal_within_pelican_is_said_with_its_file_and_remedy(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit), plainly():
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "output-new/places/goma/index.html")
    assert capsys.readouterr().err == (
        "error: output-new/places/goma/index.html: No space left on device (free space on the disk)\n"
    )
    with pytest.raises(FileNotFoundError), plainly():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "x")


@pytest.mark.parametrize(("free", "kept"), [(bytecode.LITTLE - 1, False), (bytecode.LITTLE, True)])
def test_a_full_disk_leaves_no_compiled_files_cut_short(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, free: int, kept: bool
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda path: SimpleNamespace(free=free))
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "")
    half = tmp_path / ".cache" / bytecode.FOLDER / "x.pyc"
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    (tmp_path / "pelicanconf.py").write_text("PLUGINS = ['no_such_plugin']\n")
    with pytest.raises(ChronicleError, match="the site was not built"):
        command.run_pelican(tmp_path, tmp_path / "pelicanconf.py", tmp_path / "output.new-1")
    bytecode.keep(tmp_path / ".cache")
    found = half.exists(), sys.dont_write_bytecode, os.environ["PYTHONDONTWRITEBYTECODE"]
    assert found == ((True, False, "") if kept else (False, True, "1"))


def test_half_a_site_is_seen(tmp_path: Path) -> None:
    write(tmp_path, 1)
    (tmp_path / "0" / "0").write_text("2")
    assert len(state(tmp_path)) == 2
    (tmp_path / "0" / "0").unlink()
    with pytest.raises(AssertionError):
        state(tmp_path)


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "No space left on device"), (errno.EROFS, "Read-only file system"), (errno.EACCES, "Permission")],
)
@pytest.mark.parametrize("when", ["mkdir", "rename", "write"])
def test_a_disk_that_refuses(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    code: int,
    words: str,
    when: str,
) -> None:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    (tmp_path / "content").mkdir()
    write_old = tmp_path / "output"
    write_old.mkdir()
    write(write_old, 1)

    def refuse(self: Path, *arguments: object, **more: object) -> None:
        if "output" in self.name:
            raise OSError(code, os.strerror(code), str(self))
        real(self, *arguments, **more)

    def writing(root: Path, config: Path, folder: Path) -> None:
        write(folder, 2)
        if when == "write":
            raise OSError(code, os.strerror(code), str(folder / "index.html"))

    if when != "write":
        monkeypatch.setattr(swap, "_exchange", lambda one, other: False)
        real = getattr(Path, when)
        monkeypatch.setattr(Path, when, refuse)
    assert finish(lambda: command.build(tmp_path, write=writing, remember=False)) == 1
    monkeypatch.undo()
    said = capsys.readouterr().err
    assert words in said
    assert ("free space on the disk" if code == errno.ENOSPC else "make the folder one that you may write to") in said
    swap.mend(write_old)
    assert state(write_old) == {"1"}


def test_a_lock_left_by_a_dead_process_holds_nobody(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("999999")
    with replacing(tmp_path / "output", tmp_path / "lock") as fresh:
        write(fresh, 1)
    assert state(tmp_path / "output") == {"1"}


def test_an_index_of_places_cut_short_is_made_again(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path = tmp_path / "base.sqlite"
    gazetteer_index.build(
        path, [Entry(Place(f"gn:{n}", f"Village {n}", PlaceLevel.PLACE, names=("x" * 90,))) for n in range(300)]
    )
    assert sound(path)
    assert Index(path).has("village 7")
    whole = path.read_bytes()
    for data in (whole[:-4096], whole[:50], b"", b"no index at all" * 99):
        path.write_bytes(data)
        assert not sound(path)
    assert "is damaged: it is made again" in caplog.text
    assert not sound(tmp_path / "none.sqlite")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b'["a"]', b"[1, 2]", b"{}", b"null"])
def test_damaged_notes_of_the_last_build_mean_a_new_one(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "site").mkdir()
    note(tmp_path / "notes", "inputs", tmp_path / "site")
    assert stands(tmp_path / "notes", "inputs", tmp_path / "site") is not None
    (tmp_path / "notes").write_bytes(data)
    assert stands(tmp_path / "notes", "inputs", tmp_path / "site") is None


@pytest.mark.parametrize(
    ("made_for", "good"),
    [(">=3.7.5,<3.9.0", True), (">=3.7.0,<3.8.0", True), ("", True), (">=2.3.0,<2.4.0", False), (">=4.0.0,<4.1.0", False), (">=3.9.0,<3.10.0", False)],
)  # fmt: skip
def test_a_model_of_the_wrong_version(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made_for: str, good: bool
) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda name: "3.8.18")
    (tmp_path / "meta.json").write_text(json.dumps({"version": "1.0", "lang": "en", "spacy_version": made_for}))
    if good:
        assert find_model(str(tmp_path)).version == "1.0"
    else:
        with pytest.raises(ModelError, match=r"is made for spaCy .*, not 3\.8\.18 \(install the model"):
            find_model(str(tmp_path))


@pytest.mark.parametrize(
    ("name", "data"), [("parser/model", b"\x85\xa5nodes"), ("config.cfg", b"{"), ("vocab/strings.json", None)]
)
def test_a_damaged_model(tmp_path: Path, name: str, data: bytes | None) -> None:
    whole = next(Path(str(importlib.util.find_spec(MODEL).origin)).parent.glob("*/config.cfg")).parent  # type: ignore[union-attr]
    shutil.copytree(whole, tmp_path / "model")
    (tmp_path / "model" / name).unlink()
    if data is not None:
        (tmp_path / "model" / name).write_bytes(data)
    settings = Settings(tmp_path, tmp_path, tmp_path, spacy_model=str(tmp_path / "model"))
    with pytest.raises(ModelError, match=r"cannot be loaded: [^\n]+ \(install it again"):
        load_pipeline(settings)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("actor_id,nome,kind\nx,X,1\n", r"has no column name"),
        ("actor_id,name,kind,country,name_ar,aliases\nx,X,1,,,,extra\n", r"actors\.csv:2"),
        ("", r"actors\.csv"),
    ],
)
def test_an_editors_list_of_sides_with_a_wrong_column(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "actors.csv").write_text(text)
    with pytest.raises(LexiconError, match=words):
        load_actors(tmp_path / "actors.csv")


CLOCKS = re.compile(r"\b(?:date|datetime|time)\.(?:today|now|utcnow|time|localtime|gmtime)\(")
MAY_ASK = {
    "commands/add_find.py": "when a source was retrieved, written into its metadata by the editor's command",
    "commands/add_fetch.py": "how long to wait for a host",
    "commands/check_site.py": "whether a day lies in the future; it changes nothing",
    "commands/review.py": "what is recent enough to ask the editor about; on no published page",
}


def asks_the_clock(source: str) -> bool:
    return CLOCKS.search(source) is not None


def test_a_clock_set_back_changes_nothing_for_no_build_asks_it() -> None:
    package = ROOT / "plugins" / "chronicle"
    found = {p.relative_to(package).as_posix() for p in package.rglob("*.py") if asks_the_clock(p.read_text())}
    assert found <= set(MAY_ASK)
    assert asks_the_clock("from datetime import date\nx = date.today()")
    assert not asks_the_clock("x = interval.time()")


def test_two_builds_at_once(tmp_path: Path) -> None:
    with replacing(tmp_path / "output", tmp_path / "lock") as fresh:
        write(fresh, 1)
        with pytest.raises(ChronicleError, match=rf"another build .*process {os.getpid()}"):
            put_second(tmp_path)
    assert state(tmp_path / "output") == {"1"}


def put_second(folder: Path) -> None:
    with replacing(folder / "output", folder / "lock") as fresh:
        write(fresh, 2)
