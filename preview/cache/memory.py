"""The store in this process's memory: bounded, thread-safe, gone with the process."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import NamedTuple

from preview.cache.leases import Lease, Turn, alive, book, renewed

_OVERHEAD = 200  # bytes of an entry beside key and value: measured with sys.getsizeof, rounded up
_MAX_NOTES = 10_000  # keys with leases or turns; far more than slots and hosts in use at once


class _Kept(NamedTuple):
    value: bytes
    until: float


class MemoryStore:
    """See `cache.engine.Store`.

    *clock* is monotonic: what nobody else reads needs no date, and then no clock can jump.
    When it is full, the entry that was read or written longest ago goes.
    """

    def __init__(self, max_mb: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._max_bytes = int(max_mb * 2**20)
        self._clock = clock
        self._lock = threading.Lock()
        self._entries: OrderedDict[str, _Kept] = OrderedDict()
        self._bytes = 0
        self._leases: dict[str, tuple[Lease, ...]] = {}
        self._turns: dict[str, Turn] = {}

    def get(self, key: str) -> bytes | None:
        with self._lock:
            kept = self._entries.get(key)
            if kept is None:
                return None
            if kept.until <= self._clock():
                self._drop(key)
                return None
            self._entries.move_to_end(key)
            return kept.value

    def set(self, key: str, value: bytes, ttl_s: float) -> None:
        with self._lock:
            self._drop(key)
            self._entries[key] = _Kept(value, self._clock() + ttl_s)
            self._bytes += _cost(key, value)
            while self._bytes > self._max_bytes:
                self._drop(next(iter(self._entries)))

    def delete(self, key: str) -> None:
        with self._lock:
            self._drop(key)

    def acquire(self, key: str, limit: int, ttl_s: float) -> str | None:
        with self._lock:
            now = self._clock()
            living = alive(self._leases.get(key, ()), now)
            if len(living) >= limit:
                return None
            token = secrets.token_hex(16)
            self._leases[key] = (*living, Lease(token, now, now + ttl_s))
            self._tidy(now)
            return token

    def renew(self, key: str, token: str, ttl_s: float) -> bool:
        with self._lock:
            changed = renewed(self._leases.get(key, ()), token, ttl_s, self._clock())
            if changed is None:
                return False
            self._leases[key] = changed
            return True

    def release(self, key: str, token: str) -> None:
        with self._lock:
            left = tuple(it for it in self._leases.pop(key, ()) if it.token != token)
            if left:
                self._leases[key] = left

    def reserve(self, key: str, interval_s: float, within_s: float) -> float | None:
        with self._lock:
            now = self._clock()
            turn = book(self._turns.get(key), interval_s, within_s, now)
            if turn is None:
                return None
            self._turns[key] = turn
            self._tidy(now)
            return max(0.0, turn.free_at - interval_s - now)

    def ping(self) -> str | None:
        return None

    def close(self) -> None:
        """There is nothing to let go of; what is kept stays until the process ends."""

    def clear(self) -> None:
        with self._lock:
            self._entries.clear()
            self._bytes = 0
            self._leases.clear()
            self._turns.clear()

    def _drop(self, key: str) -> None:
        kept = self._entries.pop(key, None)
        if kept is not None:
            self._bytes -= _cost(key, kept.value)

    def _tidy(self, now: float) -> None:
        if len(self._leases) > _MAX_NOTES:
            living = {key: alive(leases, now) for key, leases in self._leases.items()}
            self._leases = {key: leases for key, leases in living.items() if leases}
        if len(self._turns) > _MAX_NOTES:
            self._turns = {key: turn for key, turn in self._turns.items() if turn.free_at > now}


def _cost(key: str, value: bytes) -> int:
    return len(key) + len(value) + _OVERHEAD
