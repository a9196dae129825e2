"""After a build, and before the next: files that stay the same files, the index made apart, and what calls for a build."""

from __future__ import annotations

import gzip
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from chronicle.commands.scratch import scratch
from chronicle.commands.settle import index_changed, keep_unchanged
from chronicle.commands.unchanged import inputs_digest, note, stands
from chronicle.errors import ChronicleError
from chronicle.walk import files, files_within


def test_every_file_is_met_once_by_its_path(tmp_path: Path) -> None:
    for name in ("a.md", "deep/b.md", "deep/deeper/c.md", "__pycache__/d.pyc"):
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(name)
    (tmp_path / "site" / "deep" / "round").symlink_to(tmp_path / "site")
    (tmp_path / "site" / "nowhere").symlink_to("nothing")
    (tmp_path / "site" / "one.md").symlink_to("a.md")
    found = dict(files_within(tmp_path / "site"))
    assert sorted(found) == ["a.md", "deep/b.md", "deep/deeper/c.md", "deep/round", "nowhere", "one.md"]
    assert found["one.md"].st_ino == found["a.md"].st_ino != found["nowhere"].st_ino
    assert {path for path, _ in files(tmp_path / "site")} == {f"{tmp_path}/site/{name}" for name in found}
    assert not list(files(tmp_path / "none"))


def test_other_files_keep_their_time_too(tmp_path: Path) -> None:
    for folder, same in (("old", "a"), ("new", "a")):
        (tmp_path / folder / "data").mkdir(parents=True)
        (tmp_path / folder / "data" / "events.csv").write_text(same)
        (tmp_path / folder / "feed.xml").write_text(folder)
    assert keep_unchanged(tmp_path / "new", tmp_path / "old") == 2
    assert (tmp_path / "new" / "data" / "events.csv").samefile(tmp_path / "old" / "data" / "events.csv")
    assert (tmp_path / "new" / "feed.xml").read_text() == "new"


def test_the_index_is_made_where_a_page_changed_or_the_last_is_damaged(tmp_path: Path) -> None:
    made: list[str] = []

    def index(folder: Path, pages: Path) -> None:
        assert [path.name for path in pages.iterdir()] == ["index.html"]
        (folder / "pagefind" / "filter").mkdir(parents=True)
        (folder / "pagefind" / "index").write_text("words")
        (folder / "pagefind" / "filter" / "meta").write_text(str(number))
        made.append(str(number))

    for number, page in enumerate(("a", "a", "b", "b")):
        (tmp_path / str(number)).mkdir()
        (tmp_path / str(number) / "index.html").write_text(f"<html><main data-pagefind-body>{page}</main>")
        (tmp_path / str(number) / "404.html").write_text(f"<html><main>{number}</main>")
        if number == 3:
            (tmp_path / "2" / "pagefind" / "index").unlink()  # it is the others' file too
            (tmp_path / "2" / "pagefind" / "index").write_text("damaged")
        index_changed(tmp_path / str(number), tmp_path / str(number - 1), tmp_path / "notes.json", index)
    assert made == ["0", "2", "3"]
    kept = [(tmp_path / str(number) / "pagefind" / "index") for number in range(4)]
    assert kept[0].samefile(kept[1])
    assert not kept[3].samefile(kept[2])
    assert kept[1].read_text() == kept[3].read_text() == "words"
    metas = [(tmp_path / str(number) / "pagefind" / "filter" / "meta").read_text() for number in range(4)]
    assert metas == ["0", "0", "2", "3"]


def test_an_index_cut_short_is_no_index(tmp_path: Path) -> None:
    def index(folder: Path, pages: Path) -> None:
        (folder / "pagefind").mkdir()
        (folder / "pagefind" / "en.pf_meta").write_bytes(gzip.compress(b"words" * 99)[:-3])

    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "index.html").write_text("<html><main data-pagefind-body>a</main>")
    with pytest.raises(ChronicleError, match=r"the search index is cut short: en\.pf_meta \(make room on the disk\)"):
        index_changed(tmp_path / "new", tmp_path / "old", tmp_path / "notes.json", index)
    assert not (tmp_path / "notes.json").exists()


def test_what_is_made_apart_is_made_in_memory_where_there_is_room_and_leaves_nothing(tmp_path: Path) -> None:
    memory, beside = tmp_path / "memory", tmp_path / "cache"
    memory.mkdir()
    with scratch(1, beside, memory) as one, scratch(1, beside, memory) as other:
        assert one != other
        assert one.is_relative_to(memory)
        assert not list(one.iterdir())
        (one / "file").write_text("words")
    for room, there in ((1 << 60, memory), (1, tmp_path / "none")):
        with scratch(room, beside, there) as folder:
            assert folder.is_relative_to(beside)
    assert not [*memory.iterdir(), *beside.iterdir()]


def test_what_a_killed_build_left_in_memory_goes_with_the_next(tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, {str(ROOT / 'plugins')!r})\nfrom pathlib import Path\n"
    code += "from chronicle.commands.scratch import scratch\n"
    code += f"with scratch(1, Path('none'), Path({str(tmp_path)!r})) as folder: print(folder, flush=True), input()"
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        left = Path(process.stdout.readline().decode().strip())
        with scratch(1, tmp_path / "none", tmp_path):
            assert left.is_dir()  # another build's, which runs
        process.kill()
    assert left.is_dir()
    with scratch(1, tmp_path / "none", tmp_path):
        assert not left.exists()


def test_a_build_is_needed_where_anything_it_reads_or_wrote_differs(tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    for name in ("content/a.md", "theme/base.html", "output/index.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("one")
    notes = tmp_path / "notes.json"

    def needed() -> bool:
        return stands(notes, inputs_digest(tmp_path, tmp_path / "pelicanconf.py"), tmp_path / "output") is None

    assert needed()
    for name in ("content/a.md", "theme/base.html", "output/index.html", "output/more.html", "pelicanconf.py"):
        note(notes, inputs_digest(tmp_path, tmp_path / "pelicanconf.py"), tmp_path / "output")
        assert not needed()
        (tmp_path / name).write_text("PATH = 'content' # another" if name == "pelicanconf.py" else "another")
        assert needed() == (name != "pelicanconf.py"), name


@pytest.mark.parametrize(
    ("said", "needed"),
    [
        ("Name: pigeon\nVersion: 1.0\n\nWhat it does, told anew.\nVersion: 9\n", False),
        ("Name: pigeon\nVersion: 1.0.1\n\nWhat it does.\n", True),
        ("Name: dove\nVersion: 1.0\n\nWhat it does.\n", True),
    ],
)
def test_a_build_is_needed_where_a_library_is_another(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, needed: bool
) -> None:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    described = tmp_path / "site-packages" / "pigeon-1.0.dist-info" / "METADATA"
    described.parent.mkdir(parents=True)
    described.write_text("Name: pigeon\nVersion: 1.0\n\nWhat it does.\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site-packages"))
    before = inputs_digest(tmp_path, tmp_path / "pelicanconf.py")
    described.write_text(said)
    assert (inputs_digest(tmp_path, tmp_path / "pelicanconf.py") != before) == needed
