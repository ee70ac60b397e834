"""The store on a local disk: diskcache (SQLite) for entries, a small database for claims, both
shared by all processes that open the folder."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import diskcache

from preview.cache.claims import Claims
from preview.cache.database import BUSY_S, Database
from preview.cache.rows import RowsOnly, read

T = TypeVar("T")

ROOM = "entries-1"
"""The folder of ours inside the one that is configured: only this one is made 0700, so that a
configured /tmp or /var/cache keeps its mode.  The number is that of the layout in it."""

_SETTINGS: dict[str, int | str] = {
    # Evicts the oldest without a write on reading.  Measured with 3 kB: get 7.6 µs, set 37 µs;
    # "none", which never evicts, 7.8 and 30; "least-recently-used", where a get writes, 34 and 36.
    "eviction_policy": "least-recently-stored",
    "statistics": 0,  # they, too, make each get a write
    "tag_index": 0,
    "cull_limit": 10,
    "sqlite_journal_mode": "wal",
    "sqlite_synchronous": 1,  # a power cut may cost the last entries, and nothing else
    "sqlite_auto_vacuum": 1,
    # No memory map: if the file is cut short while it is mapped, a read is a SIGBUS that kills
    # the worker, https://www.sqlite.org/mmap.html
    "sqlite_mmap_size": 0,
}


class DiskStore:
    """See `cache.engine.Store`; raises `StoreFault`, which `cache.fallback` deals with.

    *clock* is POSIX time, as all processes share it.
    """

    def __init__(self, folder: Path, max_mb: int, *, clock: Callable[[], float] = time.time):
        room = folder / ROOM
        entries = partial(_entries, max_bytes=max_mb * 2**20)
        self._entries = Database[Any](room / diskcache.core.DBNAME, entries)
        self._claims = Database(room / "claims.db", partial(Claims, clock=clock))
        self._writing = threading.Lock()

    def get(self, key: str) -> bytes | None:
        return self._entries.do(lambda cache: read(cache, key))

    def set(self, key: str, value: bytes, ttl_s: float) -> None:
        self._write(lambda cache: cache.set(key, value, expire=ttl_s))

    def delete(self, key: str) -> None:
        self._write(lambda cache: cache.delete(key))

    def acquire(self, key: str, limit: int, ttl_s: float) -> str | None:
        return self._claims.do(lambda claims: claims.acquire(key, limit, ttl_s))

    def renew(self, key: str, token: str, ttl_s: float) -> bool:
        return self._claims.do(lambda claims: claims.renew(key, token, ttl_s))

    def release(self, key: str, token: str) -> None:
        self._claims.do(lambda claims: claims.release(key, token))

    def reserve(self, key: str, interval_s: float, within_s: float) -> float | None:
        return self._claims.do(lambda claims: claims.reserve(key, interval_s, within_s))

    def ping(self) -> str | None:
        """Write: a folder that can be read alone is in trouble, too."""
        self.set("ping", b"", 60.0)
        self.reserve("ping", 0.0, 0.0)
        return None

    def close(self) -> None:
        self._entries.close()
        self._claims.close()

    def _write(self, work: Callable[[Any], T]) -> T:
        """Write one after another in this process: SQLite lets who waits for its lock sleep, ever
        longer, and with sixteen threads at it the last one slept for half a second."""
        with self._writing:
            return self._entries.do(work)


def _entries(path: Path, *, max_bytes: int) -> Any:
    cache = diskcache.Cache(
        str(path.parent), timeout=BUSY_S, disk=RowsOnly, size_limit=max_bytes, **_SETTINGS
    )
    cache.get("")  # the tables' columns are ours
    return cache
