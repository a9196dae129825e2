"""Views through templates into files: escaping on, unknown names an error, the same bytes each time."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context, Macro
from markupsafe import Markup

from .catalogue import Catalogue
from .interface import speak
from .reuse import Reuse
from .trace import Ledger, Plans
from .views import Head, Page, Site

CSP = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
"""The policy of every page: nothing from elsewhere, no script but the site's own files."""


MOST_KEPT = 20_000
"""Lines that are kept as they were rendered: some twenty megabytes."""


def href(head: Head, site: Site, url: str) -> str:
    """Return an address of the site as the page at `head` must write it.

    >>> href(Head("", "", "places/x/"), site, "events/e1/")  # doctest: +SKIP
    '../../events/e1/index.html'
    """
    path, mark, fragment = url.partition("#")
    if site.index_links and (not path or path.endswith("/")):
        path += "index.html"
    return f"{head.root}{path}{mark}{fragment}" or "./"


def policy(more: dict[str, str] | None = None) -> str:
    """Return the Content-Security-Policy; `more` adds sources to a directive."""
    extra = more or {}
    return "; ".join(f"{name} {value} {extra.get(name, '')}".strip() for name, value in CSP.items())


class Current:
    """The page that an environment is rendering: what macros know of it, which are read once for all pages.

    Imported with context, each page made its macros anew, a tenth of what it took.
    """

    head: Head
    site: Site

    def show(self, head: Head, site: Site) -> None:
        """Take up the next page."""
        self.head, self.site = head, site

    @pass_context  # or it would be worked out as the template is compiled, once for all pages
    def link(self, _: Context, url: str) -> str:
        """Return an address of the site as this page must write it."""
        return href(self.head, self.site, url)


def current(environment: Environment) -> Current:
    """Return the page that an environment of ours is rendering."""
    return cast(Current, environment.globals["current"])


def _keeper(page: Current) -> Callable[..., Markup]:
    """Return a template's function that renders a macro for a thing once, and then repeats what that gave.

    An event's line stands on a dozen pages. What else it hangs on is the way to the root, which is part of what it is
    known by; an environment speaks one language for one site.
    """
    known: dict[tuple[Any, ...], Markup] = {}

    def kept(macro: Macro, *what: object, **how: object) -> Markup:
        key = (macro.name, *what, *how.values(), page.head.root, page.site.index_links)
        found = known.get(key)
        if found is None:
            if len(known) >= MOST_KEPT:
                del known[next(iter(known))]
            found = known[key] = Markup(macro(*what, **how))
        return found

    return kept


def _globals(environment: Environment, own: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
    """Return what a template finds beside what it is given: the environment's names, and those of its own, if any."""
    return {**environment.globals, **own} if own else environment.globals


def configure(environment: Environment, catalogue: Catalogue | None = None) -> None:
    """Make an environment ours: autoescape, strict names, the `link` filter, the policy, and its language."""
    environment.autoescape = True
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    # No template changes during a build, and each page asked five files for their times
    environment.auto_reload = False
    # Jinja's own map of globals lies over them in layers, which each page and each import walked through key by key
    environment.make_globals = partial(_globals, environment)  # type: ignore[method-assign]
    page = Current()
    environment.filters["link"] = page.link
    environment.globals.update(policy=policy, current=page, kept=_keeper(page))
    speak(environment, catalogue or Catalogue())


def make_environment(templates: Path, catalogue: Catalogue | None = None) -> Environment:
    """Return an environment that reads the theme's templates."""
    environment = Environment(loader=FileSystemLoader(templates), autoescape=True)
    configure(environment, catalogue)
    return environment


def render(environment: Environment, page: Page, site: Site) -> str:
    """Return a page as HTML; its template receives `view` and `site` and nothing else."""
    current(environment).show(page.view.head, site)
    values: dict[str, Any] = {"view": page.view, "site": site}
    return environment.get_template(page.template).render(values)


def write_pages(
    environment: Environment,
    plans: Plans,
    site: Site,
    output: Path,
    reuse: Reuse,
    ledger: Ledger,
    done: Callable[[int], None] = lambda more: None,
) -> None:
    """Write every page, made only where it may differ from the last build's, and rendered only where it does.

    `ledger` is that of the plans. The reuse is to be saved when all that it is to know has been written.
    """
    for plan in plans.plans:
        name = reuse.name(ledger, plan)
        kept = reuse.keep_plan(ledger, name, output)
        if not kept:
            pages, reads = ledger.traced(plan)
            for page in pages:
                _write(environment, page, site, output, reuse)
            reuse.note_plan(ledger, name, reads, pages)
        done(kept or len(pages))


def _write(environment: Environment, page: Page, site: Site, output: Path, reuse: Reuse) -> None:
    key, file = reuse.key(page), page.view.head.file
    if not reuse.keep(file, key, output):
        data = render(environment, page, site).encode("utf-8")
        target = output / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        reuse.note(file, key, data)


def write_page(output: Path, file: str, text: str) -> None:
    """Write a page; one that has not changed keeps its time, so that a deploy uploads what changed."""
    target = output / file
    data = text.encode("utf-8")
    if target.is_file() and target.read_bytes() == data:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)
