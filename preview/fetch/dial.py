"""Name → socket: look up once, check every address, connect to the very address that was checked.

No second look-up lies between check and connect, so a name that answers `93.184.215.14` first and
`127.0.0.1` after (DNS rebinding) finds no window.
"""

from __future__ import annotations

import queue
import socket
import threading
from collections import Counter
from collections.abc import Callable
from ipaddress import ip_address
from itertools import zip_longest
from typing import Any, NamedTuple

from preview import errors
from preview.fetch.meter import Budget, MeteredSocket
from preview.fetch.policy import Policy, Target, why_not_public
from preview.urls.addresses import Address, why_refused
from preview.urls.hosts import registrable_domain

LOOKUP_S = 3.0  # Mastodon allows 5; a name that needs longer has no server that answers
CONNECT_S = 3.0  # per address
MAX_ADDRESSES = 3  # tried; all are checked
LOOKUPS_AT_ONCE = 64  # in a process: twice its threads, as one that hangs outlives its fetch
LOOKUPS_OF_A_SITE = 8  # who lets look-ups hang shall not use up all of them


class Endpoint(NamedTuple):
    """Where a socket may be connected to: what `socket.socket` and `connect` take."""

    family: int
    sockaddr: tuple[Any, ...]

    @property
    def address(self) -> str:
        return str(self.sockaddr[0])


class Resolver:
    """`socket.getaddrinfo` with a timeout and a bound, which it does not have by itself.

    A look-up cannot be cancelled: one that hangs keeps its thread and its slot until the C library
    gives up.  Daemon threads, not an executor: a hanging one must not hold up the process's end,
    and an executor's threads do not survive gunicorn's fork.
    """

    def __init__(
        self,
        *,
        timeout_s: float = LOOKUP_S,
        at_once: int = LOOKUPS_AT_ONCE,
        of_a_site: int = LOOKUPS_OF_A_SITE,
    ) -> None:
        self._timeout_s = timeout_s
        self._of_a_site = of_a_site
        self._slots = threading.BoundedSemaphore(at_once)
        self._lock = threading.Lock()
        self._under_way: Counter[str] = Counter()  # by registrable domain

    def lookup(self, host: str, port: int, budget: Budget) -> list[Endpoint]:
        """Return all that the name leads to, in the order of RFC 6724.

        Raises:
            OSError: no such name, no answer in time, or too many of its site hang already.
            UpstreamTimeout: the whole time is up.
            Overloaded: no slot is free: our own matter, which says nothing of this name.
        """
        self._begin(host, budget)
        answers: queue.SimpleQueue[list[Endpoint] | Exception] = queue.SimpleQueue()
        try:
            threading.Thread(
                target=self._ask, args=(host, port, answers), name="lookup", daemon=True
            ).start()
        except RuntimeError as exc:  # no thread to be had
            self._end(host)
            raise _overloaded() from exc
        try:
            answer = answers.get(timeout=budget.seconds(self._timeout_s))
        except queue.Empty:
            if budget.is_over:
                raise budget.expired() from None
            raise OSError("the look-up took too long") from None
        if isinstance(answer, Exception):
            raise OSError(f"look-up: {answer}") from answer
        return answer

    def _ask(
        self, host: str, port: int, answers: queue.SimpleQueue[list[Endpoint] | Exception]
    ) -> None:
        try:
            found = socket.getaddrinfo(host, port, 0, socket.SOCK_STREAM)
            answers.put([Endpoint(family, sockaddr) for family, _, _, _, sockaddr in found])
        except (OSError, ValueError) as exc:  # gaierror; UnicodeError of a label
            answers.put(exc)
        finally:
            self._end(host)

    def _begin(self, host: str, budget: Budget) -> None:
        wait_s = budget.seconds(self._timeout_s)
        site = registrable_domain(host)
        with self._lock:
            if self._under_way[site] >= self._of_a_site:
                raise OSError(f"{self._of_a_site} look-ups of {site} hang already")
            self._under_way[site] += 1
        if not self._slots.acquire(timeout=wait_s):
            self._forget(site)
            raise _overloaded()

    def _end(self, host: str) -> None:
        self._slots.release()
        self._forget(registrable_domain(host))

    def _forget(self, site: str) -> None:
        with self._lock:
            self._under_way[site] -= 1
            if not self._under_way[site]:
                del self._under_way[site]


def _overloaded() -> errors.Overloaded:
    return errors.Overloaded("Too many names are being looked up; try again soon.", retry_after=2.0)


def endpoints(
    target: Target, policy: Policy, lookup: Callable[[], list[Endpoint]]
) -> list[Endpoint]:
    """Return where *target* may be reached; a literal address needs no look-up.

    One address that is not public refuses the name: who mixes them is misconfigured or hostile, and
    to skip the bad one would tell it apart from a good name.

    Raises:
        UpstreamUnreachable: there is no address, or a bad one is among them.
    """
    literal = target.address
    if literal is not None:
        found = [_endpoint(literal, target.port)]
    else:
        try:
            found = lookup()
        except OSError as exc:
            raise errors.UpstreamUnreachable(target.url, str(exc)) from exc
    if not found:
        raise errors.UpstreamUnreachable(target.url, "the name has no address")
    for endpoint in found:
        if reason := why_not_public(endpoint.address, policy):
            raise errors.UpstreamUnreachable(target.url, f"{endpoint.address}: {reason}")
    return found


def connect(
    found: list[Endpoint], target: Target, budget: Budget, *, policy: Policy | None
) -> MeteredSocket:
    """Return a socket connected to the first of *found* that takes the connection.

    *policy* is asked once more about the peer; None where the peer is an egress proxy, which the
    operator chose.

    Raises:
        UpstreamUnreachable: none did.
        UpstreamTimeout: the time was up.
    """
    reasons = []
    for endpoint in _in_turn(found)[:MAX_ADDRESSES]:
        timeout_s = budget.seconds(CONNECT_S)
        try:
            return _connected(endpoint, timeout_s, budget, policy)
        except OSError as exc:
            reasons.append(f"{endpoint.address}: {exc}")
    if budget.is_over:
        raise budget.expired()
    raise errors.UpstreamUnreachable(target.url, "; ".join(reasons))


def own_addresses() -> tuple[Address, ...]:
    """Return the addresses this machine uses towards the world; no packet is sent.

    For `Policy.own_addresses`: a public address of our own is reachable from here without passing
    the firewall before it.  What else is bound to an interface, `connect` finds by its two ends.
    """
    found: list[Address] = []
    for family, far in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        try:
            with socket.socket(family, socket.SOCK_DGRAM) as sock:
                sock.connect((far, 9))
                found.append(ip_address(sock.getsockname()[0]))
        except OSError:  # no route, or no IPv6 at all
            continue
    return tuple(found)


def _endpoint(address: Address, port: int) -> Endpoint:
    if address.version == 4:
        return Endpoint(socket.AF_INET, (str(address), port))
    return Endpoint(socket.AF_INET6, (str(address), port, 0, 0))


def _in_turn(found: list[Endpoint]) -> list[Endpoint]:
    """Return each endpoint once, the two families in turn: a broken IPv6 must not use up all tries.

    Source: RFC 8305, section 4.
    """
    families = list(dict.fromkeys(endpoint.family for endpoint in found))
    by_family = [
        list(dict.fromkeys(endpoint for endpoint in found if endpoint.family == family))
        for family in families
    ]
    return [one for row in zip_longest(*by_family) for one in row if one is not None]


def _connected(
    endpoint: Endpoint, timeout_s: float, budget: Budget, policy: Policy | None
) -> MeteredSocket:
    sock = MeteredSocket(endpoint.family, socket.SOCK_STREAM)
    try:
        sock.settimeout(timeout_s)
        sock.connect(endpoint.sockaddr)
        _verify_peer(sock, endpoint, policy)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.settimeout(budget.seconds(CONNECT_S))  # for what is sent; reads have the meter's
    except (OSError, errors.PreviewError):
        sock.close()
        raise
    sock.budget = budget
    return sock


def _verify_peer(sock: socket.socket, endpoint: Endpoint, policy: Policy | None) -> None:
    """Look at both ends after the connect: cheap, and true whatever lay between.

    Where both ends have one address, we have reached ourselves, on whichever interface.

    Raises:
        OSError: the peer is not who was checked, or is not public.
    """
    peer = ip_address(sock.getpeername()[0])
    if peer != ip_address(endpoint.address):
        raise OSError(f"connected to {peer} instead")
    if policy is None:
        return
    own = (*policy.own_addresses, ip_address(sock.getsockname()[0]))
    if reason := why_refused(peer, opened=policy.networks, own=own):
        raise OSError(reason)
