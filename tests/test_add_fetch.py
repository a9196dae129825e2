"""A page fetched by address, from a server of our own on 127.0.0.1 and from nowhere else."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from chronicle.commands import add_fetch
from chronicle.commands.add import run, take_in
from chronicle.commands.add_fetch import Policy, check_address, fetch
from chronicle.commands.add_plan import Given
from chronicle.errors import ArticleError
from chronicle.settings import Settings

PAGE = b"<html><title>Shells</title><article><p>Two ferrymen were killed when shells fell on the harbour.</p></article>"


class Server(ThreadingHTTPServer):
    """Notes what it is asked, and by whom."""

    asked: list[tuple[str, str]]
    robots: tuple[int, bytes]


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        status, head, body = self.answer()
        self.send_response(status)
        for key, value in head.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        match self.path:
            case "/robots.txt":
                return self.server.robots[0], {}, self.server.robots[1]
            case "/moved":
                return 302, {"Location": "/news/1"}, b""
            case "/circle":
                return 302, {"Location": "/circle"}, b""
            case "/inside":
                return 302, {"Location": "http://localhost:1/secret"}, b""
            case "/file":
                return 302, {"Location": "file:/etc/hostname"}, b""
            case "/gone":
                return 410, {}, b""
            case "/long":
                return 200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 300_000)
            case _:
                return 200, {"Content-Type": "text/html"}, PAGE

    def log_message(self, format: str, *args: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(("127.0.0.1", 0), Handler) as served:
        served.asked, served.robots = [], (404, b"")
        threading.Thread(target=served.serve_forever, args=(0.01,), daemon=True).start()
        yield served
        served.shutdown()


def at(server: Server, path: str) -> str:
    return f"http://127.0.0.1:{server.server_port}{path}"


def policy(slept: list[float] | None = None) -> Policy:
    return Policy(private=True, contact="https://x.example/errors", sleep=(slept if slept is not None else []).append)


def test_a_page_is_fetched_and_added(server: Server, tmp_path: Path) -> None:
    chronicle = Settings(root=tmp_path, content=tmp_path / "content", cache_dir=tmp_path / ".cache")
    own = policy()
    plan = take_in([at(server, "/moved")], Given("1999-04-12", "Coast Post"), chronicle, lambda url: fetch(url, own))
    content = plan.articles[0].content.decode()
    assert f"Url: {at(server, '/news/1')}\n" in content
    assert "Retrieved: 20" in content
    assert [path for path, _ in server.asked] == ["/robots.txt", "/moved", "/news/1"]
    assert {agent for _, agent in server.asked} == {
        "chronicle-add/1.0 (an editor's request for one article; https://x.example/errors)"
    }


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ((200, b"User-agent: *\nDisallow: /news/"), False),
        ((200, b"User-agent: chronicle-add\nDisallow: /\n\nUser-agent: *\nAllow: /"), False),
        ((200, b"User-agent: *\nDisallow: /private/"), True),
        ((404, b""), True),
        ((503, b""), False),
        ((200, b"\xff\x00" * 500), True),
    ],
)
def test_robots_are_asked(server: Server, robots: tuple[int, bytes], allowed: bool) -> None:
    server.robots = robots
    if allowed:
        assert fetch(at(server, "/news/1"), policy()).data == PAGE
    else:
        with pytest.raises(ArticleError, match=r"robots\.txt asks"):
            fetch(at(server, "/news/1"), policy())
        assert [path for path, _ in server.asked] == ["/robots.txt"]


def test_a_host_is_given_time(server: Server) -> None:
    slept: list[float] = []
    own = policy(slept)
    own.clock = lambda: 0.0
    fetch(at(server, "/1"), own)
    assert slept == [1.0]
    server.robots = (200, b"User-agent: *\nCrawl-delay: 500")
    own.rules.clear()
    fetch(at(server, "/2"), own)
    assert slept[-1] == 30.0, "never longer"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/circle", "leads on more than 5 times"),
        ("/file", "is no web address"),
        ("/gone", "answers with status 410"),
        ("/long", "is longer than 100,000 bytes"),
    ],
)
def test_what_is_not_fetched(server: Server, path: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add_fetch, "PAGE_BYTES", 100_000)
    with pytest.raises(ArticleError, match=words):
        fetch(at(server, path), policy())


def test_a_page_that_drips_is_given_up(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    own = policy()
    ticks = iter(range(0, 9000, 70))
    own.clock = lambda: float(next(ticks))
    with pytest.raises(ArticleError, match="takes longer than 60 seconds"):
        fetch(at(server, "/news/1"), own)


def test_nobody_at_home(tmp_path: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ArticleError, match=r"robots\.txt"):
        fetch(f"http://127.0.0.1:{port}/", policy())


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://10.1.2.3/",
        "http://192.168.0.1/admin",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fd00::1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://100.64.0.1/",
    ],
)
def test_no_private_network_is_asked(url: str) -> None:
    with pytest.raises(ArticleError, match=r"private network|not known"):
        check_address(url, Policy())


@pytest.mark.parametrize(
    "url", ["ftp://x.example/", "https://", "http://[::1", "https://user:word@x.example/", "http://x:99999/"]
)
def test_no_web_address(url: str) -> None:
    with pytest.raises(ArticleError, match="is no web address"):
        check_address(url, Policy())


def test_a_redirect_into_the_own_network_is_not_followed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server itself stands for a public one here: only the address it redirects to is looked at."""
    real = add_fetch._public
    monkeypatch.setattr(add_fetch, "_public", lambda address: address == "127.0.0.1" or real(address))
    lookup = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *a, **k: [(2, 1, 6, "", ("10.0.0.1", 1))] if host == "localhost" else lookup(host, *a, **k),
    )
    own = Policy(sleep=lambda seconds: None)
    with pytest.raises(ArticleError, match="localhost is an address of a private network"):
        fetch(at(server, "/inside"), own)


def test_a_name_that_turns_into_a_private_address_is_noticed(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add_fetch, "check_address", lambda url, policy: url)
    with pytest.raises(ArticleError, match="answered from a private network"):
        fetch(at(server, "/news/1"), Policy(sleep=lambda seconds: None))


def test_the_command_has_no_way_into_the_own_network(server: Server, tmp_path: Path) -> None:
    (tmp_path / "pelicanconf.py").write_text("PATH = 'content'\n")
    with pytest.raises(ArticleError, match="private network"):
        run([at(server, "/news/1")], Given("1999-04-12", "Coast Post"), tmp_path)
    assert server.asked == []
