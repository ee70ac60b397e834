"""What one hop is: a checked target in, an answer out; redirects are the caller's business."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol

from preview.fetch.policy import Target


class Answer(NamedTuple):
    """What one hop brought.

    Attributes:
        headers: as sent, in order, repeated ones too; names in lower case.
        body: decoded, and read for a 2xx only: nobody needs the body of a redirect or an error, and
            an endless one costs us (CVE-2026-21441 is the like of it).
        truncated: the body was cut, at the cap or by the peer.
    """

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    truncated: bool = False

    def all(self, name: str) -> list[str]:
        """Return each value of the header *name* (lower case)."""
        return [value for key, value in self.headers if key == name]

    def get(self, name: str) -> str | None:
        return next(iter(self.all(name)), None)


class Transport(Protocol):
    """Performs one hop.  *until* is on the clock of `time.monotonic`; *max_bytes* counts decoded.

    Raises:
        UpstreamUnreachable: no connection that may be made could be made.
        UpstreamTimeout: *until* passed, or the peer went silent.
        UpstreamError: what came is no HTTP that we can read, or too much of it.
    """

    def hop(
        self, target: Target, headers: Mapping[str, str], *, until: float, max_bytes: int
    ) -> Answer: ...
