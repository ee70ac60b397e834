"""Time and bytes, counted where bytes come in: below http.client, which has no bound of its own.

`timeout=` of requests is per read, so a byte each four seconds keeps a fetch alive for ever; and
http.client swallows `100 Continue` and chunk trailers without end, 256 MB of them in a test, before
any code of ours sees a chunk.  Only the socket sees every byte.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from preview import errors


class Budget:
    """What one hop may still take.  Raises where it is used up; `until` is on *clock*'s scale."""

    def __init__(
        self, url: str, *, until: float, clock: Callable[[], float], read_s: float, max_bytes: int
    ) -> None:
        self._url = url
        self._until = until
        self._clock = clock
        self._read_s = read_s
        self._bytes_left = max_bytes

    def seconds(self, at_most: float | None = None) -> float:
        """Return how long the next step may take.

        Raises:
            UpstreamTimeout: no time is left.
        """
        left = self._until - self._clock()
        if left <= 0:
            raise self.expired()
        return min(left, self._read_s if at_most is None else at_most)

    @property
    def is_over(self) -> bool:
        """Is the time up?  A timer may fire a moment early."""
        return self._clock() >= self._until - 0.01

    def take(self, count: int) -> None:
        """Book *count* bytes that came in.

        Raises:
            UpstreamError: they were too many.
        """
        self._bytes_left -= count
        if self._bytes_left < 0:
            raise errors.UpstreamError(
                "The site sent more than any page needs.", url=self._url, reason="byte budget"
            )

    def allow(self, max_bytes: int) -> None:
        """Begin a new account: headers have one, the body another."""
        self._bytes_left = max_bytes

    def expired(self) -> errors.UpstreamTimeout:
        return errors.UpstreamTimeout("The site did not answer in time.", url=self._url)


class MeteredSocket(socket.socket):
    """A socket that reads within `budget`.

    http.client's `makefile("rb")` reads by `recv_into` alone, TLS by `recv` (`preview.fetch.tls`).
    """

    budget: Budget  # without one there is no reading

    def recv_into(self, *args: Any) -> int:
        with _in_time(self):
            count = super().recv_into(*args)
        self.budget.take(count)
        return count

    def recv(self, *args: Any) -> bytes:
        with _in_time(self):
            data = super().recv(*args)
        self.budget.take(len(data))
        return data


@contextmanager
def _in_time(sock: MeteredSocket) -> Iterator[None]:
    timeout_s = sock.budget.seconds()
    if timeout_s != sock.gettimeout():  # setting it is a system call
        sock.settimeout(timeout_s)
    try:
        yield
    except TimeoutError as exc:
        raise sock.budget.expired() from exc
