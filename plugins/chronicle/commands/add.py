"""`invoke add`: files of many kinds become source articles; what was guessed is said, and nothing is overwritten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from ..content import check_folders
from ..errors import ArticleError, Problem
from ..settings import Settings, settings_from_file
from ..sources.found import Found, Raw
from .add_fetch import fetcher
from .add_find import LeftOut, files_in, read_address, read_file
from .add_known import read_known
from .add_plan import Given, Plan, plan_article
from .add_report import progress, say_plan, say_revised
from .add_revise import revise, withdraw
from .add_write import archive_dir, originals, write_all

__all__ = ["Given", "add", "run", "take_in"]


def _read(
    files: Sequence[str | Path | LeftOut | Problem],
    fetch: Callable[[str], Raw],
    plan: Plan,
    step: Callable[[str], None],
) -> list[tuple[Path | None, Found]]:
    """Return all that is found in the files, with the file; the plan gets what cannot be read."""
    found: list[tuple[Path | None, Found]] = []
    for one in files:
        if isinstance(one, LeftOut):
            plan.left_out.append(one.path)
            continue
        if isinstance(one, Problem):
            plan.problems.append(one)
            continue
        step(str(one))
        for part in read_file(one) if isinstance(one, Path) else read_address(one, fetch):
            if isinstance(part, Problem):
                plan.problems.append(part)
            else:
                found.append((one if isinstance(one, Path) else None, part))
    return found


def take_in(
    names: Sequence[str],
    given: Given,
    settings: Settings,
    fetch: Callable[[str], Raw] | None = None,
    step: Callable[[str], None] = lambda name: None,
) -> Plan:
    """Write every article of the files, folders and addresses named, and return what was done and why not more.

    All are written or none, unless `given.keep_going`. Raises ArticleError with every problem of every file.
    """
    plan = Plan(problems=given.faults())
    files = files_in(names)
    if not names:
        plan.problems.append(Problem("no file is given", "name files, folders or addresses"))
    found = _read(files, fetch or fetcher(settings), plan, step)
    if len(found) > 1 and (given.title or given.url):
        named = "--title" if given.title else "--url"
        plan.problems.append(Problem(f"{named} is of one text, but there are {len(found)}", "add them one by one"))
        raise ArticleError(plan.problems)
    known = read_known(settings)
    for shown, one in found:
        plan_article(one, shown, given, settings, known, plan)
    if plan.problems and not given.keep_going:
        raise ArticleError(plan.problems)
    if given.archive:
        write_all(originals(plan.articles, settings))
    write_all({planned.target: planned.content for planned in plan.articles})
    return plan


def add(files: Sequence[str | Path], given: Given, settings: Settings) -> list[Path]:
    """Write every article of the files and return the new files; as take_in does."""
    return [planned.target for planned in take_in([str(file) for file in files], given, settings).articles]


def _revise(names: Sequence[str], given: Given, settings: Settings, fetch: Callable[[str], Raw]) -> int:
    plan = Plan(problems=given.faults())
    found = _read(files_in(names), fetch, plan, lambda name: None)
    if not plan.problems and len(found) != 1:
        plan.problems.append(Problem(f"--revises is of one text, but there are {len(found)}", "name its file only"))
    if plan.problems:
        raise ArticleError(plan.problems)
    path, former = revise(found[0][1], given, settings)
    say_revised(path, former, settings.root)
    return 0


def run(names: Sequence[str], given: Given, root: Path, withdrawn: bool = False) -> int:
    """Add to the chronicle in `root`, say what was made, guessed and left out, and return the exit status.

    It is 1 where something cannot be added, or where all that there is seems to be there already in other words.
    Raises ArticleError as `take_in` does, SettingsError where pelicanconf.py is missing or wrong.
    """
    settings = settings_from_file(root / "pelicanconf.py")
    check_folders((settings.articles_dir, archive_dir(settings)), settings)
    fetch = fetcher(settings)
    if withdrawn:
        for name in names:
            print(_shown(withdraw(name, given, settings), root))
        return 0
    if given.revises:
        return _revise(names, given, settings, fetch)
    with progress(len(files_in(names))) as step:
        plan = take_in(names, given, settings, fetch, step)
    say_plan(plan, given, root)
    doubtful = [match for _, match in plan.there if match.how != "text"]
    return 1 if plan.problems or (doubtful and not plan.articles) else 0


def _shown(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
