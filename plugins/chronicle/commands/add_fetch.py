"""A page fetched politely: robots.txt asked, our name said, slowly, of bounded size, never from a private network."""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from ..errors import ArticleError, Problem
from ..settings import Settings
from ..sources.found import Raw
from .add_find import now

AGENT = "chronicle-add"
"""The name that robots.txt may address."""
PAGE_BYTES = 20_000_000
ROBOTS_BYTES = 500_000
"""RFC 9309 asks a reader of robots.txt to take at least 500 kibibytes."""
REDIRECTS = 5
SECONDS = 60.0
"""The longest that one page may take in all, however slowly it drips."""
PAUSE = 1.0
LONGEST_PAUSE = 30.0
"""Seconds between two requests to one host, where robots.txt asks for no more; and the most that it may ask for."""
_SAVE = "save the page in a browser and add the file"


@dataclass(slots=True)
class Policy:
    """What may be asked; `private` is for the tests' own server and has no option of the command."""

    private: bool = False
    pause: float = PAUSE
    contact: str = ""
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    rules: dict[str, Protego] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)
    """When each host was asked last."""

    @property
    def agent(self) -> str:
        """Return how we name ourselves."""
        return f"{AGENT}/1.0 (an editor's request for one article{f'; {self.contact}' if self.contact else ''})"


def _fault(message: str, remedy: str = _SAVE) -> ArticleError:
    return ArticleError(Problem(message, remedy))


def check_address(url: str, policy: Policy) -> str:
    """Return the address's host with its port.

    Raises ArticleError where it is no address of the public web: one that names a machine of the own network could
    make a page of somebody's router or of a cloud's own data.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        raise _fault("is no web address", "write it with https://") from None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None:
        raise _fault("is no web address", "write it with https://, without a name and password")
    try:
        found = {str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except (OSError, UnicodeError):
        raise _fault(f"{host} is not known here", "check the address and the connection") from None
    if not policy.private and not all(_public(address) for address in found):
        raise _fault(f"{host} is an address of a private network", _SAVE)
    return f"{parts.scheme}://{parts.netloc}"


def _public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    mapped = getattr(ip, "ipv4_mapped", None) or getattr(ip, "sixtofour", None)
    return ip.is_global and not ip.is_multicast and (mapped is None or _public(str(mapped)))


def _check_peer(response: httpx.Response, policy: Policy) -> None:
    """Look whom we are really talking to: a name may stand for another address than a moment ago."""
    stream = response.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if stream is not None else None
    if not policy.private and (peer is None or not _public(str(peer[0]))):
        raise _fault("answered from a private network")


def _get(client: httpx.Client, url: str, most: int, policy: Policy) -> tuple[int, httpx.Headers, bytes]:
    """Return status, headers and body of one request, redirects not followed."""
    host = urlsplit(url).netloc
    wait = policy.asked.get(host, -LONGEST_PAUSE) + _pause(host, policy) - policy.clock()
    if wait > 0:
        policy.sleep(wait)
    ends = policy.clock() + SECONDS
    policy.asked[host] = policy.clock()
    with client.stream("GET", url) as response:
        _check_peer(response, policy)
        if response.is_redirect:
            return response.status_code, response.headers, b""
        data = bytearray()
        for chunk in response.iter_bytes(65536):
            data += chunk
            if len(data) > most:
                raise _fault(f"is longer than {most:,} bytes")
            if policy.clock() > ends:
                raise _fault(f"takes longer than {SECONDS:.0f} seconds")
        return response.status_code, response.headers, bytes(data)


def _pause(host: str, policy: Policy) -> float:
    rules = policy.rules.get(host)
    asked = rules.crawl_delay(AGENT) if rules is not None else None
    return min(max(policy.pause, float(asked or 0)), LONGEST_PAUSE)


def _allowed(client: httpx.Client, url: str, policy: Policy) -> bool:
    """Tell whether robots.txt lets us: none there (4xx) allows, one that cannot be had (5xx) forbids (RFC 9309)."""
    parts = urlsplit(url)
    if parts.netloc not in policy.rules:
        at = f"{parts.scheme}://{parts.netloc}/robots.txt"
        try:
            status, _, data = _get(client, at, ROBOTS_BYTES, policy)
        except httpx.HTTPError:
            status, data = 503, b""
        text = "" if 300 <= status < 500 else "User-agent: *\nDisallow: /"
        policy.rules[parts.netloc] = Protego.parse(data.decode("utf-8", "replace") if status == 200 else text)
    return bool(policy.rules[parts.netloc].can_fetch(url, AGENT))


def fetch(url: str, policy: Policy) -> Raw:
    """Return what stands at an address, with the address that it was found at in the end.

    Raises ArticleError where robots.txt forbids it, where it is not there, too long, too slow or not public.
    """
    limits = httpx.Timeout(20.0, connect=10.0)
    headers = {
        "User-Agent": policy.agent,
        "Accept": "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9",
    }
    with httpx.Client(timeout=limits, headers=headers, follow_redirects=False, trust_env=False) as client:
        try:
            for _ in range(REDIRECTS + 1):
                check_address(url, policy)
                if not _allowed(client, url, policy):
                    raise _fault("its robots.txt asks programs not to read it")
                status, head, data = _get(client, url, PAGE_BYTES, policy)
                if status in (301, 302, 303, 307, 308) and head.get("location"):
                    url = urljoin(url, head["location"])
                    continue
                if status != 200:
                    raise _fault(f"answers with status {status}")
                return Raw(data, urlsplit(url).path.rpartition("/")[2], url, now())
        except httpx.HTTPError as error:
            raise _fault(f"cannot be fetched: {type(error).__name__}") from error
    raise _fault(f"leads on more than {REDIRECTS} times")


def fetcher(settings: Settings) -> Callable[[str], Raw]:
    """Return what fetches an address for this chronicle, as polite to each host over all addresses given."""
    policy = Policy(contact=settings.correct_url)
    return lambda url: fetch(url, policy)
