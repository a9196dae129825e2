"""`invoke build` and `invoke publish`: content/ to output/, the whole site or none of it."""

from __future__ import annotations

import os
import runpy
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from ..content import KEEP_GOING, check_kept
from ..editor_tables import forget, record
from ..errors import ChronicleError, Problem
from ..lifeline import LIFELINE, lifeline
from ..progress import ACCOUNT, LAST, Progress, read_account
from ..settings import Settings, settings_from_file
from .bytecode import keep_none_where_room_is_scarce
from .settle import index_changed, keep_unchanged
from .swap import replacing, target_of
from .unchanged import Seen, inputs_digest, libraries, note, stands

REQUIRED = ("index.html", "data/events.csv", "data/reports.csv", "data/articles.csv", "data/places.csv")
"""Without these no site is whole."""
PUBLISH = "publishconf.py"
"""The settings of a site as it is published."""


def run_pelican(root: Path, config: Path, folder: Path) -> None:
    """Let Pelican write the site into a folder; what it knows to be the same it takes from the last site.

    `--fatal errors`, since Pelican logs a failing plugin and exits 0. It does not hear Ctrl-C, after which it
    would exit 0 with half a site: it and the processes that read for it are a group of their own, which this one,
    who does hear it, kills. Where this one is killed itself, the group ends with it: half a build that went on would
    lay its tables over those of the next.
    Raises ChronicleError where Pelican fails.
    """
    command = [sys.executable, "-m", "pelican", "-s", str(config), "-o", str(folder), "--fatal", "errors"]
    with lifeline() as pipe:
        environment = {**os.environ, LAST: str(target_of(folder)), LIFELINE: str(pipe)}
        with subprocess.Popen(command, cwd=root, env=environment, process_group=0, pass_fds=(pipe,)) as process:
            try:
                status = process.wait()
            except BaseException:
                os.killpg(process.pid, signal.SIGKILL)
                raise
    if status:
        keep_none_where_room_is_scarce(root / ".cache")  # the disk may have filled up while this was going on
        raise ChronicleError(
            Problem("the site was not built", "see the errors above; the last good build still stands")
        )


def check_theme(config: Path, folder: Path) -> None:
    """Raise ChronicleError where a file of the theme did not come whole into the site in `folder`.

    Of a file that it cannot copy, as on a full disk, Pelican only warns: the site stood there with empty scripts.
    """
    lost = [name for name, path in sorted(_theme_files(config)) if not _is_of_size(folder / name, path.stat().st_size)]
    if lost:
        message = f"the site is not whole: {len(lost)} files of the theme could not be copied, as {lost[0]}"
        raise ChronicleError(Problem(message, "free space on the disk, or see the messages above"))


def _theme_files(config: Path) -> Iterator[tuple[Path, Path]]:
    """Yield where each file of the theme stands in the site, and the file, as Pelican's settings have it.

    A THEME that is no folder is one of Pelican's own by its name. Hidden files are an editor's, and may be gone by now.
    """
    values = runpy.run_path(str(config))
    theme, ignored = config.parent / str(values.get("THEME", "theme")), (".*", *values.get("IGNORE_FILES", ()))
    place = Path(str(values.get("THEME_STATIC_DIR", "theme")))
    for static in values.get("THEME_STATIC_PATHS", ("static",)):
        for at, folders, names in os.walk(theme / static, followlinks=True):
            folders[:] = [name for name in folders if not any(fnmatch(name, each) for each in ignored)]
            for name in names:
                if not any(fnmatch(name, each) for each in ignored):
                    yield place / os.path.relpath(Path(at, name), theme / static), Path(at, name)


def _is_of_size(path: Path, size: int) -> bool:
    return path.is_file() and path.stat().st_size == size


def write_site(root: Path, config: Path, folder: Path) -> None:
    """Write the site with its search index into a folder.

    Raises ChronicleError where something is missing in it.
    """
    last, cache = target_of(folder), settings_from_file(config).cache_dir
    account = cache / ACCOUNT
    account.unlink(missing_ok=True)
    progress = Progress(loud=False)
    with progress.stage("Pelican, all in all"):
        run_pelican(root, config, folder)
    check_theme(config, folder)
    with progress.stage("search index"):
        index_changed(folder, last, cache / f"{last.name}.search.json")
    missing = [name for name in REQUIRED if not (folder / name).is_file()]
    if missing:
        raise ChronicleError(Problem(f"the site is not whole: no {', '.join(missing)}", "see the messages above"))
    with progress.stage("keep what is the same"):
        keep_unchanged(folder, last)
    progress.stages = [*read_account(account), *progress.stages]
    progress.save(account)


def _say_unknown(listed: Path) -> None:
    """Point the editor to the place names that no list knows, if there are any."""
    names = sum(1 for _ in listed.open(encoding="utf-8")) - 1 if listed.is_file() else 0
    if names > 0:
        print(f"{names} place names are on no list yet; {listed.name} in the cache says what the texts say of them")


def _say_no_address(config: str, output: Path) -> None:
    """Say what a site that is to be published lacks where nobody said at which address it will stand."""
    if config == PUBLISH and not (output / "sitemap.xml").is_file():
        lacks = "no sitemap, and feeds, cards and citations without its address"
        print(f"the site has {lacks}: nobody said where it will stand (SITEURL=https://user.github.io/repo)")


def build(
    root: Path,
    config: str = "pelicanconf.py",
    output: str = "output",
    write: Callable[[Path, Path, Path], None] = write_site,
    verbose: bool = False,
    keep_going: bool = False,
    remember: bool = True,
) -> int:
    """Build the site of the chronicle in `root` and put it in the place of the last one; return the exit status.

    Where nothing has changed that the site is made of, and no one has touched the site, it stays as it is.
    `verbose` prints what each stage took; `keep_going` builds without the articles that cannot be read, and the site
    says so; `remember` writes new addresses of events into content/chronicle/addresses.csv. Raises ChronicleError
    where anything fails, with the last site left untouched.
    """
    if not (root / config).is_file():
        raise ChronicleError(Problem("no such file", "run the command in the chronicle's folder", Path(config)))
    settings = settings_from_file(root / config)
    check_kept(settings)
    os.environ.pop(KEEP_GOING, None)
    if keep_going:
        os.environ[KEEP_GOING] = "1"

    installed = libraries()

    def digest() -> str:
        return inputs_digest(root, root / config, installed) + (KEEP_GOING if keep_going else "")

    inputs, notes = digest(), settings.cache_dir / f"{output}.built.json"
    if (seen := stands(notes, inputs, root / output)) is not None:
        print(f"nothing has changed: {_pages(seen)} pages in {output}/")
        _say_no_address(config, root / output)
        _say_unknown(settings.unknown_places_csv)
        return 0
    with replacing(root / output, root / ".cache" / f"{output}.lock") as fresh:
        forget(settings)
        write(root, root / config, fresh)
    if remember:
        meanwhile = digest() != inputs  # an article saved while the site was built is the next build's
        inputs = digest() if _record(settings) and not meanwhile else inputs
    seen = note(notes, inputs, root / output)
    print(f"{_pages(seen)} pages in {output}/")
    _say_no_address(config, root / output)
    if verbose:
        print(Progress(False, read_account(settings.cache_dir / ACCOUNT)).account())
    _say_unknown(settings.unknown_places_csv)
    return 0


def _record(settings: Settings) -> bool:
    """Write down the addresses that the site gave; tell whether that changed a file, and say so."""
    changed = record(settings)
    if changed:
        print(f"commit content/chronicle/{' and '.join(changed)}: by it addresses that were published stay")
    return bool(changed)


def _pages(seen: Seen) -> int:
    return sum(name.endswith(".html") for name in seen)
