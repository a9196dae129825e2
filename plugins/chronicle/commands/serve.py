"""`invoke serve`: the site on a local port, built again whenever something changes."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watchfiles import PythonFilter, watch

from .build import build
from .console import finish

WATCHED = ("content", "theme", "plugins", "pelicanconf.py")


class Sources(PythonFilter):
    """What a build reads: everything but caches and editors' backup files."""

    def __init__(self) -> None:
        super().__init__(
            extra_extensions=(".md", ".csv", ".html", ".css", ".js", ".json", ".yaml", ".geojson", ".svg", ".txt")
        )


class Handler(SimpleHTTPRequestHandler):
    """Serves files that no browser keeps, and one line a fault instead of one a request."""

    def end_headers(self) -> None:
        """Forbid keeping: the next build may come in a second."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing of requests that went well."""


def server(output: Path, port: int) -> ThreadingHTTPServer:
    """Return a server of the folder on this machine only; port 0 takes any free one.

    The folder is looked up at each request, so that a new build is served as soon as it stands.
    Raises OSError where the port is taken.
    """
    return ThreadingHTTPServer(("127.0.0.1", port), partial(Handler, directory=str(output)))


def serve(root: Path, port: int = 8000) -> int:
    """Build, serve output/ and build again on every change, until Ctrl-C; a failed build leaves the last one served.

    It only shows: addresses that stand for a minute on one's own machine are not written down.
    """
    again = partial(build, root, remember=False)
    finish(again)
    with server(root / "output", port) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        print(f"http://127.0.0.1:{served.server_port}/ until Ctrl-C")
        paths = [root / name for name in WATCHED if (root / name).exists()]
        for _ in watch(*paths, watch_filter=Sources(), raise_interrupt=False):
            finish(again)
        served.shutdown()
    return 0
