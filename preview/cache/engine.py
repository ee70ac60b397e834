"""What a place that keeps things must do, and how it says that it cannot."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

Count = Callable[[str], None]
"""Told the name of each thing that went wrong, for a metric."""


class Store(Protocol):
    """Bytes by key, leases and turns, shared by all workers that open the same URL.

    Keys are ASCII; entries, leases and turns share one space of names.

    A store answers and never raises: a request must not fail because its cache does.  What it
    cannot do is logged, counted and shown by `ping`.
    """

    def get(self, key: str) -> bytes | None: ...

    def set(self, key: str, value: bytes, ttl_s: float) -> None: ...

    def delete(self, key: str) -> None: ...

    def acquire(self, key: str, limit: int, ttl_s: float) -> str | None:
        """Return a token that dies after *ttl_s*, or None while *limit* of them are alive."""

    def renew(self, key: str, token: str, ttl_s: float) -> bool:
        """Let *token* live for *ttl_s* from now; False where it has died already."""

    def release(self, key: str, token: str) -> None: ...

    def reserve(self, key: str, interval_s: float, within_s: float) -> float | None:
        """Book the next turn of *key* and return the seconds until it comes.

        Turns are *interval_s* apart over all workers.  None, and nothing is booked, when the turn
        would come later than *within_s* from now.
        """

    def ping(self) -> str | None:
        """Return None when all is well, else a short sentence that may be shown to anyone."""

    def close(self) -> None:
        """Let go of what this thread holds open; the store may be used again."""


class StoreFault(Exception):
    """An engine could not do what was asked; the text is for our log.  `cache.fallback` acts."""


class Away(StoreFault):
    """The engine as a whole is out of reach: not worth asking again for a while."""


class NotWritten(StoreFault):
    """This one change could not be made (no room, locked for too long); reading goes on."""


def uncounted(_event: str) -> None:
    """Count nothing: the default."""
