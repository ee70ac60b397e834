"""What workers and machines must share to be polite together; the cache's stores have it."""

from __future__ import annotations

from typing import Protocol


class Gate(Protocol):
    """The shared state; times in seconds.  Never raises: a store that is away has a stand-in."""

    def acquire(self, key: str, limit: int, ttl_s: float) -> str | None:
        """Take one of *limit* places: a token, or None where none is free.

        A place that is not released is free again after *ttl_s*.
        """
        ...

    def release(self, key: str, token: str) -> None: ...

    def reserve(self, key: str, interval_s: float, within_s: float) -> float | None:
        """Book the next turn, *interval_s* after the one before: seconds to wait for it.

        None, and nothing booked, where it would lie beyond *within_s*.
        """
        ...

    def get(self, key: str) -> bytes | None: ...

    def set(self, key: str, value: bytes, ttl_s: float) -> None: ...
