"""Real servers on loopback that say byte for byte what a test tells them, and names for them."""

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
import trustme

from preview.fetch.client import Fetcher
from preview.fetch.connection import GuardedTransport
from preview.fetch.policy import Policy
from preview.model import Request

LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))
AGENT = "paper-preview/test"


@dataclass
class Site:
    """A server whose *behave* is called with each connection and the request's head."""

    behave: Callable[["Site", socket.socket, str], None]
    tls: ssl.SSLContext | None = None
    heads: list[str] = field(default_factory=list)
    sent: int = 0

    def __post_init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{'https' if self.tls else 'http'}://{host}:{self.port}{path}"

    def flood(self, conn: socket.socket, piece: bytes) -> None:
        """Send *piece* until the client hangs up (or far too much was taken)."""
        while self.sent < 64 * 1024 * 1024:
            conn.sendall(piece)
            self.sent += len(piece)

    @staticmethod
    def drip(conn: socket.socket, text: bytes, every_s: float = 0.05) -> None:
        for byte in text:
            conn.sendall(bytes([byte]))
            time.sleep(every_s)

    def close(self) -> None:
        if self._listener.fileno() == -1:
            return
        self._listener.shutdown(socket.SHUT_RDWR)  # wakes the accept
        self._threads[0].join(5)
        self._listener.close()
        for thread in self._threads[1:]:
            thread.join(5)

    def _accept(self) -> None:
        while True:
            try:
                conn, _ = self._listener.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(conn,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, conn: socket.socket) -> None:
        try:
            with self.tls.wrap_socket(conn, server_side=True) if self.tls else conn as peer:
                peer.settimeout(5)
                head = b""
                while b"\r\n\r\n" not in head and (part := peer.recv(65536)):
                    head += part
                    if part.startswith(b"\x16"):  # a TLS hello, no request
                        break
                self.heads.append(head.decode("latin-1"))
                self.behave(self, peer, self.heads[-1])
        except OSError:  # the client hung up, which is what many tests are about
            pass
        finally:
            conn.close()


class Http:
    """Answers, as bytes; and behaviours made of them."""

    @staticmethod
    def page(body: bytes = b"<title>ok</title>", *headers: str, status: str = "200 OK") -> bytes:
        lines = [f"HTTP/1.1 {status}", "Content-Type: text/html", f"Content-Length: {len(body)}"]
        return "\r\n".join([*lines, *headers, "", ""]).encode() + body

    @classmethod
    def moved(cls, location: str, *headers: str, status: str = "302 Found") -> bytes:
        return cls.page(b"", f"Location: {location}", *headers, status=status)

    @staticmethod
    def paths(answers: dict[str, bytes]) -> Callable[[Site, socket.socket, str], None]:
        return lambda site, conn, head: conn.sendall(answers[head.split(" ")[1]])


@pytest.fixture
def http() -> type[Http]:
    return Http


@pytest.fixture
def serve() -> Iterator[Callable[..., Site]]:
    sites: list[Site] = []

    def start(behave, **more) -> Site:
        def say(site: Site, conn: socket.socket, head: str) -> None:
            conn.sendall(behave)

        sites.append(Site(behave if callable(behave) else say, **more))
        return sites[-1]

    yield start
    for site in sites:
        site.close()


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def bundle(authority, tmp_path_factory) -> str:
    path = tmp_path_factory.mktemp("ca") / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


@pytest.fixture(scope="session")
def strangers(tmp_path_factory) -> str:
    """A bundle that vouches for none of our servers, and loads in no time."""
    path = tmp_path_factory.mktemp("ca") / "strangers.pem"
    trustme.CA().cert_pem.write_to_path(path)
    return str(path)


@pytest.fixture
def certified(authority):
    """Return a server context with a certificate for the names given."""

    def make(*names: str, by: trustme.CA = authority) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        by.issue_cert(*names).configure_cert(context)
        return context

    return make


@pytest.fixture
def dns(monkeypatch):
    """Names and their addresses; a list of lists gives one answer for each look-up."""

    class Names(dict):
        def __init__(self) -> None:
            super().__init__()
            self.lookups: list[str] = []

        def getaddrinfo(self, host, port, family=0, type=0, proto=0, flags=0):
            self.lookups.append(host)
            addresses = self.get(host)
            if callable(addresses):
                addresses = addresses()
            if addresses and isinstance(addresses[0], list):
                addresses = addresses[min(self.lookups.count(host), len(addresses)) - 1]
            if not addresses:
                raise socket.gaierror(socket.EAI_NONAME, "no such name")
            return [
                (socket.AF_INET6, socket.SOCK_STREAM, 6, "", (ip, port, 0, 0))
                if ":" in ip
                else (socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port))
                for ip in addresses
            ]

    names = Names()
    monkeypatch.setattr(socket, "getaddrinfo", names.getaddrinfo)
    return names


@pytest.fixture
def fetcher_for(strangers):
    """Return a fetcher that may go to the ports of the sites given, on loopback only."""

    def make(*sites: Site, networks=LOOPBACK, **more) -> Fetcher:
        of_transport = {key: more.pop(key) for key in ("ca_bundle", "proxy") if key in more}
        of_transport.setdefault("ca_bundle", strangers)
        of_policy = {key: more.pop(key) for key in ("deny_hosts", "allow_hosts") if key in more}
        ports = frozenset({80, 443, *(site.port for site in sites)})
        policy = Policy(ports=ports, networks=networks, **of_policy)
        transport = GuardedTransport(policy, **of_transport)
        return Fetcher(transport, policy, user_agent=AGENT, **more)

    return make


@pytest.fixture
def get(fetcher_for):
    """Fetch one URL of one site with a short deadline."""

    def fetch(site: Site, request="/", *, within_s: float = 5.0, **more):
        if isinstance(request, str):
            request = Request(request if "://" in request else site.url(request))
        return fetcher_for(site, **more).get(request, until=time.monotonic() + within_s)

    return fetch
