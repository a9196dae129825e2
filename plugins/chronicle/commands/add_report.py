"""What `invoke add` says: new files on standard output, a line each; guesses, doubles and sums on standard error."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from ..errors import ArticleError
from ..plain import say
from .add_known import Match
from .add_plan import Given, Plan, Planned

SHOWN = 20
"""Lines of one kind before the rest is only counted."""


def console() -> Console:
    """Return standard error, never wrapped: a name that is cut in two cannot be copied."""
    return Console(stderr=True, soft_wrap=True, highlight=False)


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """Show a bar on a terminal, nothing elsewhere; yield what is called for each file."""
    screen = console()
    with Progress(console=screen, transient=True, disable=not screen.is_terminal or total < 2) as bar:
        task = bar.add_task("reading", total=total)
        yield lambda name: bar.update(task, advance=1, description=escape(name[-60:]))


def _relative(path: Path, root: Path) -> str:
    return str(path.relative_to(root) if path.is_relative_to(root) else path)


def guesses(planned: Planned) -> list[str]:
    """Return what of an article was guessed, a phrase a field."""
    return [
        f"{name} {value.text!r} from {value.guess}"
        for name, value in planned.values.items()
        if value.text and value.guess
    ]


def _match_words(name: str, match: Match, root: Path) -> str:
    there = _relative(match.entry.path, root)
    if match.how == "text":
        return f"{name}: is there already, as {there}"
    if match.how == "address":
        remedy = f"if it was revised there, --revises {match.entry.slug} keeps both texts"
        return f"{name}: its address is there already with another text ({match.percent}% alike), as {there} ({remedy})"
    return f"{name}: near the same text is there already ({match.percent}% alike), as {there} (--anyway adds it too)"


def say_plan(plan: Plan, given: Given, root: Path) -> None:
    """Say what was added, from what guesses, what was there already, and how many of each."""
    screen = console()
    for planned in plan.articles:
        print(_relative(planned.target, root))
    _lines(
        screen, [f"  {_relative(p.target, root)}: guessed {'; '.join(g)}" for p in plan.articles if (g := guesses(p))]
    )
    _lines(screen, [f"  {_relative(p.target, root)}: {note}" for p in plan.articles for note in p.found.notes])
    same = "in near the same words ({0}%) as {1}; the two will not count as independent of each other"
    order = (
        "most of its words stand in the same order in {1} ({0}% alike); "
        "the two will not count as independent of each other"
    )
    words = {"order": order}
    _lines(
        screen,
        [
            f"  {_relative(p.target, root)}: " + words.get(m.how, same).format(m.percent, _relative(m.entry.path, root))
            for p, m in plan.alike
        ],
    )
    _lines(screen, [f"  {_match_words(name, match, root)}" for name, match in plan.there])
    _lines(screen, [f"  {path}: left out, of no kind that is read" for path in plan.left_out])
    if plan.problems:
        say(ArticleError(plan.problems))
    counts = Counter(added=len(plan.articles), there=len(plan.there), faulty=len(plan.problems), out=len(plan.left_out))
    if len(plan.articles) != 1 or sum(counts.values()) > 1:
        named = (("added", "added"), ("there", "there already"), ("faulty", "faults"), ("out", "left out"))
        parts = [f"{counts[key]} {name}" for key, name in named if counts[key] or key == "added"]
        screen.print(escape(", ".join(parts) + ("; originals in content/archive/" if given.archive else "")))


def _lines(screen: Console, lines: list[str]) -> None:
    for line in lines[:SHOWN]:
        screen.print(escape(line))
    if len(lines) > SHOWN:
        screen.print(f"  and {len(lines) - SHOWN} more like it")


def say_revised(path: Path, former: Path, root: Path) -> None:
    """Say where the new state is, and the former one."""
    print(_relative(path, root))
    console().print(escape(f"  its former text is kept in {_relative(former, root)}"))
